"""What an output folder holds: `manifest.json`, a line a file; read at the start of a run, written while it goes on.

For each file its ward, guide, format and list, a digest of all that went in, and the SHA-256 of what came out, or the
reason why it could not be made; for each list its path, its SHA-256 and how it was read. A folder may hold prints of
several lists. A shard of a run has a manifest of its own.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from gettext import gettext as _
from itertools import islice
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, NamedTuple

from printkit import __version__
from printkit.errors import OutputError, PrintkitError, Problem, Where, cannot_read
from printkit.files import write_stream
from printkit.wardlist.options import ListOptions, ListSource

TOGETHER = 200  # lines
LONGEST_PATH = 1000  # characters; a ward's folder and a guide's print have at most 500


class Entry(NamedTuple):
    """A file of the folder: what it was made for and from, and what it is, or why it is not. "" is left out.

    `section` is the procedure that alone was printed; `list` is a name among the manifest's lists, "" in those that
    printkit 0.1 wrote.
    """

    ward: str = ""
    guide: str = ""
    format: str = ""
    section: str = ""
    list: str = ""
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
    """The entries of a folder by their paths in it, with `/` between folders, and the lists they were made from.

    A list goes by its path, seen from the folder where there is a way; its `path` here is so too. Two sheets of one
    book are two lists.
    """

    def __init__(self, folder: Path, shard: Shard) -> None:
        self.folder = folder
        self.path = folder / f"{shard.name}.json"
        self.entries: dict[str, Entry] = {}
        self.lists: dict[str, ListSource] = {}
        self.doubts: tuple[Problem, ...] = ()
        self._load()
        others = [path.name for path in sorted(folder.glob("manifest*.json")) if not shard.runs_with(path.stem)]
        if others:
            message = _("it holds files of a run that was split otherwise ({names})").format(names=", ".join(others))
            hint = _("they are left as they are; choose another folder with -o, or delete them first")
            self.doubts += (Problem(Where(str(folder)), message, hint),)

    def _load(self) -> None:
        try:
            content = json.loads(self.path.read_text(encoding="utf-8"))
            lists = {name: _list(each) for name, each in content.get("lists", {}).items()}
            self.entries = {path: _entry(path, entry) for path, entry in content["files"].items() if is_below(path)}
            self.lists = lists
        except FileNotFoundError:
            pass
        except OSError as reason:
            raise OutputError((cannot_read(self.path, reason),)) from None
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            message = _("the manifest of an earlier run is damaged")
            self.doubts = (Problem(Where(str(self.path)), message, _("every file is made anew")),)

    def keep(self, source: ListSource | None) -> str:
        """A list of this run, as it is now: the name that its files' entries give it; "" for none."""
        if source is None:
            return ""
        path = _from(source.path, self.folder)
        name = f"{path} [{source.options.sheet}]" if source.options.sheet else path
        self.lists[name] = source._replace(path=Path(path))
        return name

    def source_of(self, name: str) -> ListSource | None:
        """The list of a file of the folder, its path as seen from here; None where it is not known."""
        source = self.lists.get(self.entries[name].list) if name in self.entries else None
        return source and source._replace(path=Path(os.path.normpath(self.folder / source.path)))

    def save(self) -> None:
        """Write it, whole. Raises OutputError."""
        pieces = (piece.encode(errors="replace") for piece in self._pieces())  # the name of a folder may hold any byte
        write_stream(self.path, pieces)

    def _pieces(self) -> Iterator[str]:
        """The text, some lines at a time: all of it at once would be most of what a long run takes of memory."""
        lines = (_line(path, entry) for path, entry in self.entries.items())
        used = {entry.list for entry in self.entries.values()}
        lists = (f"  {_json(name)}: {_json(_shown(each))}" for name, each in self.lists.items() if name in used)
        yield f'{{\n "printkit": {_json(__version__)},\n "lists": {{\n'
        yield ",\n".join(lists)
        yield '\n },\n "files": {\n'
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


def _list(each: Mapping[str, Any]) -> ListSource:
    """Raises ValueError, TypeError, KeyError or AttributeError where no run of ours has written that."""
    columns = tuple((field, heading) for field, heading in each.get("columns", ()))
    texts = (each["path"], each["sha256"], each.get("sheet", ""), *(text for pair in columns for text in pair))
    if not all(isinstance(text, str) and "\0" not in text for text in texts):
        raise ValueError
    "".join(texts).encode()
    return ListSource(Path(each["path"]), each["sha256"], ListOptions(texts[2], columns, each.get("hidden") is True))


def _shown(source: ListSource) -> dict[str, Any]:
    """A list as it is written; what is usual is left out."""
    options = {name: value for name, value in source.options._asdict().items() if value}
    return {"path": source.path.as_posix(), "sha256": source.sha256, **options}


def _from(path: Path, folder: Path) -> str:
    """A path as seen from a folder, with `/`; on another drive as it is. Links are not followed."""
    there = Path(os.path.abspath(path))
    try:
        return Path(os.path.relpath(there, os.path.abspath(folder))).as_posix()
    except ValueError:
        return there.as_posix()


def is_below(path: object) -> bool:
    """Only files below the folder are ours, on any system: whoever edits a manifest cannot make us delete others."""
    if not isinstance(path, str) or not path or "\\" in path:
        return False
    windows, posix = PureWindowsPath(path), PurePosixPath(path)
    return not (windows.drive or windows.root or posix.root or ".." in posix.parts)


def _line(path: str, entry: Entry) -> str:
    """An entry as it is written."""
    return f"  {_json(path)}: {_json(_fields(entry))}"


def _fields(entry: Entry) -> dict[str, str]:
    return {name: value for name, value in entry._asdict().items() if value}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def list_of(file: Path) -> ListSource | None:
    """The list that a print was made from, as the manifest beside it, or in a folder above, says; None where none does.

    A manifest that cannot be read says nothing.
    """
    there = Path(os.path.abspath(file))
    for folder in there.parents:
        name = there.relative_to(folder).as_posix()
        for path in sorted(folder.glob("manifest*.json")):
            with suppress(OSError, PrintkitError):
                state = path.stat()
                if source := _loaded(path, state.st_mtime_ns, state.st_size).source_of(name):
                    return source._replace(path=_near(source.path))
    return None


@lru_cache(maxsize=8)
def _loaded(path: Path, _time: int, _size: int) -> Manifest:
    number, of = re.findall(r"(\d+)-of-(\d+)$", path.stem)[0] if "-of-" in path.stem else (1, 1)
    return Manifest(path.parent, Shard(int(number), int(of)))


def _near(path: Path) -> Path:
    """A path as it is typed, where it leads below the folder that a person is in."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
