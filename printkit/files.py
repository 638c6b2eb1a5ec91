"""Files found and files written. In: what the command line names. Out: the paths of guides, and whole files or none."""

import errno
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from gettext import gettext as _
from io import FileIO
from pathlib import Path
from time import sleep

from printkit.errors import BusyError, OutputError, Problem, SourceError, Where, cannot_read

OF_ONE_FOLDER = (errno.ENOTDIR, errno.EEXIST, errno.EACCES)  # a file has its name, or it is not ours to write
ENDINGS = (".yaml", ".yml")
HIDDEN_ENDING = ".txt"  # which editors add, and Windows does not show
BOOKS = (".csv", ".xlsx", ".xlsm", ".xls", ".ods")  # what a spreadsheet program holds while it is open there
WAITS = (0.05, 0.1, 0.2, 0.3, 0.3)  # seconds before a file that is held is tried again
PATTERN = re.compile(r"[*?\[]")
WINDOWS_MOST, TOO_LONG = 260, (206, 111)  # characters of a path, and how Windows says that it has more
ON_WINDOWS: bool = sys.platform == "win32"


def expanded(path: Path) -> tuple[Path, ...]:
    """The files that a pattern such as `guides/*.yaml` stands for, which Windows leaves to us; else the path itself."""
    text = str(path)
    with suppress(OSError):
        if PATTERN.search(text) and not path.exists():
            from glob import glob

            return tuple(map(Path, sorted(glob(text)))) or (path,)
    return (path,)


def guides_in(path: Path) -> tuple[Path, ...]:
    """The guide files a path stands for: itself, or those of the folder in the order of their names."""
    with suppress(OSError):  # a name longer than any can be
        if path.is_dir():
            return _listed(path)
        if path.exists():
            return (path,)
    hint = _("name a guide, or a folder of guides")
    if other := next(_with_hidden_ending(path.parent, path.name), None):
        hint = _("rename {other} to {name}").format(other=other, name=path.name)
    raise SourceError.of(_("there is no such file or folder"), hint, Where(str(path)))


def misnamed(path: Path) -> tuple[Problem, ...]:
    """Files of a folder that an editor has named `….yaml.txt`: they are no guides, and do not look so on Windows."""
    message = _("is not taken for a guide: its name ends in .txt, which Windows may not show")
    hint = _("rename it to {name} if it is one")
    if not path.is_dir():
        return ()
    return tuple(
        Problem(Where(str(each)), message, hint.format(name=each.stem), "misnamed")
        for each in _with_hidden_ending(path)
    )


def _with_hidden_ending(folder: Path, name: str = "") -> Iterator[Path]:
    """Those files of a folder; only the one that adds the ending to a name, where one is given."""
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            guide = path.suffix.lower() == HIDDEN_ENDING and Path(path.stem).suffix.lower() in ENDINGS
            if guide and name in ("", path.stem) and path.is_file():
                yield path


def _listed(folder: Path) -> tuple[Path, ...]:
    try:
        found = tuple(sorted(path for path in folder.iterdir() if _is_guide(path)))
    except OSError as reason:
        raise SourceError((cannot_read(folder, reason),)) from None
    if not found:
        hint = _("put a guide that ends in .yaml there, or name another folder")
        if other := next(_with_hidden_ending(folder), None):
            hint = _("rename {other} to {name}").format(other=other, name=other.stem)
        raise SourceError.of(_("the folder holds no guide"), hint, Where(str(folder)))
    return found


def _is_guide(path: Path) -> bool:
    return path.suffix.lower() in ENDINGS and not path.name.startswith(".") and path.is_file()


def contents(path: Path, most: int) -> bytes:
    """The bytes of a file that may have so many MiB. Raises SourceError, for a pipe or a device at once."""
    try:
        refuse_pipe(path)
        with path.open("rb") as stream:
            data = stream.read((most << 20) + 1)
    except OSError as reason:
        raise SourceError((_cannot_open(path, reason),)) from None
    if len(data) > most << 20:
        message = _("the file is larger than {most} MiB").format(most=most)
        raise SourceError.of(message, _("split it into several"), Where(str(path)))
    return data


def refuse_pipe(path: Path) -> None:
    """Raises SourceError for what is no file and no folder: to read it may wait for ever. OSError as `stat` does."""
    kind = os.stat(path).st_mode
    if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
        message = _("is a pipe or a device, not a file")
        raise SourceError.of(message, _("save what it gives to a file, and name that"), Where(str(path)))


def _cannot_open(path: Path, reason: OSError) -> Problem:
    """As `cannot_read`, with what is likely to be the matter."""
    problem = cannot_read(path, reason)
    if _is_too_long(path, reason):
        return problem._replace(message=_too_long(path), hint=_("move it to a folder with a shorter path"))
    if isinstance(reason, PermissionError) and path.suffix.lower() in BOOKS:
        return problem._replace(hint=_("close it in Excel, or check that you may open it"))
    return problem


def _is_too_long(path: Path, reason: OSError) -> bool:
    """Is it the length of its path that keeps a file from being opened? Windows says at times that it is not there."""
    if reason.errno == errno.ENAMETOOLONG or getattr(reason, "winerror", 0) in TOO_LONG:
        return True
    long = len(os.path.abspath(path)) >= WINDOWS_MOST
    return ON_WINDOWS and long and isinstance(reason, FileNotFoundError)


def _too_long(path: Path) -> str:
    return _("its path has {count} characters, which is more than the system takes").format(
        count=len(os.path.abspath(path))
    )


def write(path: Path, *parts: bytes) -> None:
    """A file of these parts, whole or not at all. Raises OutputError as `write_stream` does."""
    write_stream(path, parts)


def write_stream(path: Path, parts: Iterable[bytes], approve: Callable[[Path], None] | None = None) -> None:
    """The whole file or nothing: written under a temporary name beside it, then renamed. Raises OutputError.

    `approve` is shown the temporary file before it is renamed; where that raises, what stood there stays.

    A run that was killed leaves at most a hidden temporary file, which the next one overwrites. BusyError is raised
    where only this file cannot be replaced.
    """
    folder, name = os.path.split(path)
    temporary = os.path.join(folder, f".{name}.tmp")
    try:
        _save(path, temporary, parts)
        if approve:
            approve(Path(temporary))
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    try:
        _replace(temporary, path)
    except OSError as reason:
        with suppress(OSError):
            os.unlink(temporary)
        raise BusyError((_cannot_write(path, reason, _why_held(path)),)) from None


def _replace(temporary: str, path: Path) -> None:
    """Rename over what is there. On Windows a scanner or a sync client may hold that for a moment."""
    for wait in WAITS:
        try:
            os.replace(temporary, path)
            return
        except PermissionError:
            if path.is_dir() or _is_read_only(path):
                break
            sleep(wait)
    os.replace(temporary, path)


def _is_read_only(path: Path) -> bool:
    """Has a file that is there the mark that keeps Windows from replacing it?"""
    try:
        return not path.stat().st_mode & stat.S_IWRITE
    except OSError:
        return False


def _why_held(path: Path) -> str:
    """What to do about a file that cannot be replaced."""
    if path.is_dir():
        return _("a folder has this name: rename it, or choose another folder with -o")
    if _is_read_only(path):
        return _("it is read-only: untick that in its properties, or choose another folder with -o")
    return _(
        "close it where it is open: a PDF viewer, a preview in the file manager, OneDrive or Google Drive, "
        "a virus scanner; or choose another folder with -o"
    )


def _refuse_device(path: Path) -> None:
    """A file would take the place of `/dev/null`, for everybody."""
    with suppress(OSError):
        kind = os.stat(path).st_mode
        if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
            raise OutputError.of(_("is no file that can be replaced"), _("name another file"), Where(str(path)))


def write_new(path: Path, data: bytes) -> None:
    """The same, but never over a file that is there."""
    if os.path.lexists(path):
        message = _("the file is there already and is left as it is")
        raise OutputError.of(message, _("move it away, then try again"), Where(str(path)))
    try:
        write(path, data)
    except OutputError as error:
        hint = _("check that there is room and that you may write there")
        raise OutputError(problem._replace(hint=hint) for problem in error.problems) from None


def _make_folder(folder: str) -> None:
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as reason:
        where, hint = Path(folder), _("choose another folder with -o")
        if _is_too_long(where, reason):
            hint = _("choose a folder with a shorter path with -o")
            raise OutputError.of(_too_long(where), hint, Where(folder)) from None
        raise _kind(where, reason)((_cannot_write(where, reason, hint),)) from None


def _save(path: Path, temporary: str, parts: Iterable[bytes]) -> None:
    try:
        file = _opened(path, temporary)
        with file:
            for part in parts:
                if file.write(part) != len(part):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    except OSError as reason:
        if _is_too_long(Path(temporary), reason):
            hint = _("choose a folder with a shorter path with -o")
            raise BusyError((Problem(Where(str(path)), _too_long(path), hint),)) from None
        hint = _("check that there is room and that you may write there, or choose another folder with -o")
        raise _kind(path.parent, reason)((_cannot_write(path.parent, reason, hint),)) from None


def _kind(folder: Path, reason: OSError) -> type[OutputError]:
    """Is it this folder alone that cannot be written, and not all beside it?"""
    return BusyError if reason.errno in OF_ONE_FOLDER and folder.parent.is_dir() else OutputError


def _opened(path: Path, temporary: str) -> FileIO:
    """The temporary file, open; its folder is made when it is not there.

    It is always a new one: a link that someone has put in its place leads elsewhere.
    """
    folder = os.path.dirname(temporary) or "."
    if os.path.isdir(folder):
        _refuse_device(path)
    else:
        _make_folder(folder)
    with suppress(FileExistsError):
        return open(temporary, "xb", buffering=0)
    os.unlink(temporary)
    return open(temporary, "xb", buffering=0)


def _cannot_write(path: Path, reason: OSError, hint: str) -> Problem:
    message = _("cannot be written ({reason})").format(reason=reason.strerror or reason)
    return Problem(Where(str(path)), message, hint)
