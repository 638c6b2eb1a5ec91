"""What earlier runs left in an output folder: a manifest and what this run prints go in; files are removed or kept.

Nothing is removed but what a run of the same guide, procedure, format and list has made, as it was made, in the folder
itself: no link and no entry of a manifest leads out of it.
"""

from collections.abc import Iterator
from contextlib import suppress
from gettext import gettext as _
from hashlib import sha256
from pathlib import Path
from typing import Literal, NamedTuple

from printkit.errors import OutputError, Problem, Where
from printkit.manifest import Entry, Manifest, is_below

State = Literal["old", "removed", "kept", "unknown"]
Kind = tuple[str, str, str]  # guide, section, format


class Wanted(NamedTuple):
    """What a run prints: the name of its list in the manifest, the kinds of its prints, and its files."""

    list: str
    kinds: frozenset[Kind]
    files: frozenset[str]


def leftovers(manifest: Manifest, wanted: Wanted, *, prune: bool) -> Iterator[tuple[str, State]]:
    """The files of the same kinds and list that a run does not print, and what becomes of each. Raises OutputError.

    "old": it could be removed. With `prune`, "removed": it was; "kept": it is not as it was made, or no longer where
    it was made; "unknown": it is there, and nothing says from which list it was made.
    """
    for place in sorted(set(manifest.entries) - wanted.files):
        entry = manifest.entries[place]
        if (entry.guide, entry.section, entry.format) not in wanted.kinds:
            continue
        if not (entry.list and wanted.list):
            if prune and (manifest.folder / place).exists():
                yield place, "unknown"
        elif entry.list == wanted.list:
            yield place, _removed(manifest, place) if prune else "old"


def _removed(manifest: Manifest, place: str) -> State:
    path = manifest.folder / place
    if not _is_inside(manifest.folder, place):
        return "kept"
    if path.exists():
        if not stands(path, manifest.entries[place]):
            return "kept"
        _remove(path, manifest.folder)
    del manifest.entries[place]
    return "removed"


def _is_inside(folder: Path, place: str) -> bool:
    """Does a path lead where it says, below the folder, through no link?"""
    try:
        return is_below(place) and (folder / place).resolve() == folder.resolve() / place
    except (OSError, ValueError, RuntimeError):  # a loop of links
        return False


def stands(path: Path, entry: Entry) -> bool:
    """Is a file there as it was written?"""
    try:
        return bool(entry.sha256) and sha256(path.read_bytes()).hexdigest() == entry.sha256
    except OSError:
        return False


def _remove(path: Path, output: Path) -> None:
    """A file, and its ward's folder once that is empty."""
    try:
        path.unlink(missing_ok=True)
    except OSError as reason:
        message = _("cannot be removed ({reason})").format(reason=reason.strerror or reason)
        raise OutputError((Problem(Where(str(path)), message, _("close it where it is open")),)) from None
    if path.parent != output:
        with suppress(OSError):
            path.parent.rmdir()
