"""A run cut into tasks, for whatever hands them out to processes and machines: a task goes in, its file is written.

A task names its files and is small. A process reads each guide and list once and keeps the layouts of the last few, so
tasks are best handed out in order, some hundred at a time. There is no manifest, and no lock: whoever hands them out
sees to it that no other run writes the folder.
"""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from printkit.batch import Made, Order, refuse
from printkit.crew import result
from printkit.edition import Edition
from printkit.errors import BugError, BusyError, SourceError, bugs_apart
from printkit.files import write
from printkit.formats import Options
from printkit.intake import placed, read_for_wards, read_list, trusted, ward_of
from printkit.model import Ward
from printkit.names import print_name, ward_folder
from printkit.series import Series, chosen, series_of
from printkit.wardlist.options import ListOptions

AS_FOUND = ListOptions()
KEPT = 8  # layouts a process keeps
_Stamp = tuple[int, int]


class Task(NamedTuple):
    """One file: a guide in a format for the ward of a code, written below `output`, `proven` before or not.

    Paths are as the process that prints sees them: best absolute.
    """

    guide: Path
    wards: Path
    how: ListOptions
    fmt: str
    options: Options
    output: Path
    code: str
    proven: bool
    allowed: tuple[str, ...] = ()


def tasks(paths: Iterable[Path], wards: Path, order: Order, how: ListOptions = AS_FOUND) -> tuple[Task, ...]:
    """What `batch` would print, guide by guide, with the same prints proven. Raises SourceError as `batch` does."""
    paths = tuple(paths)
    refuse(paths, order)
    proven = {ward.id for ward in chosen(order.wards, order.proof)}
    return tuple(
        Task(path, wards, how, fmt, order.options, order.output, ward.id, ward.id in proven, order.allowed)
        for path in paths
        for fmt in order.formats
        for ward in order.wards
    )


def print_ward(task: Task) -> Made:
    """Write a task's file: the bytes that `batch` makes.

    A guide or ward that cannot be printed is a Made that failed, also where that is a bug of ours (BugError). Raises
    SourceError where the list cannot be read or has no such ward, OutputError where the folder cannot be written.
    """
    ward = _ward(task)
    try:
        with bugs_apart():
            edition = _edition(task._replace(code="", proven=False), _stamp(task.guide), _stamp(task.wards))
    except (SourceError, BugError) as error:
        return Made("failed", task.guide, ward, error)
    made = result(edition, ward, proven=task.proven)
    path = task.output / ward_folder(ward) / f"{print_name(edition.guide, task.fmt, task.options)}.pdf"
    if made.error:
        return Made("failed", path, ward, placed(made.error, task.guide))
    try:
        with bugs_apart():
            write(path, *made.parts)
    except (BusyError, BugError) as error:
        return Made("failed", path, ward, error)
    return Made("new", path, ward, warnings=tuple(each for bug in edition.bugs for each in bug.problems))


def _ward(task: Task) -> Ward:
    _series, wards = _list(task.wards, task.how, task.allowed, _stamp(task.wards))
    return wards.get(task.code) or ward_of(read_list(task.wards, task.how), task.wards, task.code)


@lru_cache(maxsize=2)
def _list(path: Path, how: ListOptions, allowed: tuple[str, ...], _stamp: _Stamp) -> tuple[Series, dict[str, Ward]]:
    listed = trusted(read_list(path, how), path, allowed)
    return series_of(listed.wards), {ward.id: ward for ward in listed.wards}


@lru_cache(maxsize=KEPT)
def _edition(task: Task, _guide: _Stamp, wards: _Stamp) -> Edition:
    source = read_for_wards(task.guide, task.options.section, task.allowed)
    if source.guide is None:
        raise source.error or SourceError(())
    series, _wards = _list(task.wards, task.how, task.allowed, wards)
    return Edition(source.guide, task.fmt, task.options, series)


def _stamp(path: Path) -> _Stamp:
    """What changes when a file does, so that a process that lives on reads it again."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)
