"""What an output folder holds: `manifest.json`, a line a file; read at the start of a run, written while it goes on.

For each file its ward, guide and format, a digest of all that went in, and the SHA-256 of what came out, or the reason
why it could not be made. A shard of a run has a manifest of its own.
"""

import json
from collections.abc import Iterator
from gettext import gettext as _
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from printkit import __version__
from printkit.errors import OutputError, Problem, Where, cannot_read
from printkit.files import write_stream

TOGETHER = 200  # lines
LONGEST_PATH = 1000  # characters; a ward's folder and a guide's print have at most 500


class Entry(NamedTuple):
    """A file of the folder: what it was made for and from, and what it is, or why it is not. "" is left out."""

    ward: str = ""
    guide: str = ""
    format: str = ""
    made_from: str = ""
    sha256: str = ""
    failed: str = ""


class Shard(NamedTuple):
    """Every `of`-th ward, from the `number`-th on; the whole is shard 1 of 1."""

    number: int = 1
    of: int = 1

    @property
    def name(self) -> str:
        """`manifest`, or `manifest-2-of-8`."""
        return "manifest" if self.of == 1 else f"manifest-{self.number}-of-{self.of}"

    def runs_with(self, name: str) -> bool:
        """May a run with a manifest of that name print into the same folder? This one itself, and its other shards."""
        return name == self.name or (self.of > 1 and name.endswith(f"-of-{self.of}"))


class Manifest:
    """The entries of a folder by their paths in it, with `/` between folders."""

    def __init__(self, folder: Path, shard: Shard) -> None:
        self.path = folder / f"{shard.name}.json"
        self.entries: dict[str, Entry] = {}
        self.doubts: tuple[Problem, ...] = ()
        self._load()
        others = [path.name for path in sorted(folder.glob("manifest*.json")) if not shard.runs_with(path.stem)]
        if others:
            message = _("it holds files of a run that was split otherwise ({names})").format(names=", ".join(others))
            hint = _("they are left as they are; choose another folder with -o, or delete them first")
            self.doubts += (Problem(Where(str(folder)), message, hint),)

    def _load(self) -> None:
        try:
            told = json.loads(self.path.read_text(encoding="utf-8"))
            self.entries = {path: _entry(path, entry) for path, entry in told["files"].items() if _inside(path)}
        except FileNotFoundError:
            pass
        except OSError as reason:
            raise OutputError((cannot_read(self.path, reason),)) from None
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            message = _("the manifest of an earlier run is damaged")
            self.doubts = (Problem(Where(str(self.path)), message, _("every file is made anew")),)

    def save(self) -> None:
        """Write it, whole. Raises OutputError."""
        pieces = (piece.encode(errors="replace") for piece in self._pieces())  # the name of a folder may hold any byte
        write_stream(self.path, pieces)

    def _pieces(self) -> Iterator[str]:
        """The text, some lines at a time: all of it at once would be most of what a long run takes of memory."""
        lines = (_line(path, entry) for path, entry in self.entries.items())
        yield f'{{\n "printkit": {_json(__version__)},\n "files": {{\n'
        comma = ""
        while some := tuple(islice(lines, TOGETHER)):
            yield comma + ",\n".join(some)
            comma = ",\n"
        yield "\n }\n}\n"


def _entry(path: str, told: dict[str, str]) -> Entry:
    """Raises ValueError or TypeError where no run of ours has written that."""
    entry = Entry(**told)
    if not all(isinstance(value, str) for value in entry) or "\0" in path or len(path) > LONGEST_PATH:
        raise ValueError
    "".join((path, *entry)).encode()  # no half of a pair of UTF-16
    return entry


def _inside(path: object) -> bool:
    """Only files below the folder are ours: whoever edits a manifest cannot make us delete others."""
    return isinstance(path, str) and bool(path) and not Path(path).is_absolute() and ".." not in Path(path).parts


def _line(path: str, entry: Entry) -> str:
    """An entry as it is written."""
    return f"  {_json(path)}: {_json(_fields(entry))}"


def _fields(entry: Entry) -> dict[str, str]:
    return {name: value for name, value in entry._asdict().items() if value}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
