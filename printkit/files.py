"""Files found and files written. In: what the command line names. Out: the paths of guides, and whole files or none."""

import errno
import os
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from gettext import gettext as _
from io import FileIO
from pathlib import Path

from printkit.errors import BusyError, OutputError, Problem, SourceError, Where, cannot_read

OF_ONE_FOLDER = (errno.ENOTDIR, errno.EEXIST, errno.EACCES)  # a file has its name, or it is not ours to write
ENDINGS = (".yaml", ".yml")


def guides_in(path: Path) -> tuple[Path, ...]:
    """The guide files a path stands for: itself, or those of the folder in the order of their names."""
    with suppress(OSError):  # a name longer than any can be
        if path.is_dir():
            return _listed(path)
        if path.exists():
            return (path,)
    hint = _("name a guide, or a folder of guides")
    raise SourceError.of(_("there is no such file or folder"), hint, Where(str(path)))


def _listed(folder: Path) -> tuple[Path, ...]:
    try:
        found = tuple(sorted(path for path in folder.iterdir() if _is_guide(path)))
    except OSError as reason:
        message = _("the folder cannot be read ({reason})").format(reason=reason.strerror or reason)
        raise SourceError.of(message, _("check that you may open it"), Where(str(folder))) from None
    if not found:
        hint = _("put a guide that ends in .yaml there, or name another folder")
        raise SourceError.of(_("the folder holds no guide"), hint, Where(str(folder)))
    return found


def _is_guide(path: Path) -> bool:
    return path.suffix.lower() in ENDINGS and not path.name.startswith(".") and path.is_file()


def contents(path: Path, most: int) -> bytes:
    """The bytes of a file that may have so many MiB. Raises SourceError."""
    try:
        with path.open("rb") as stream:
            data = stream.read((most << 20) + 1)
    except OSError as reason:
        raise SourceError((cannot_read(path, reason),)) from None
    if len(data) > most << 20:
        message = _("the file is larger than {most} MiB").format(most=most)
        raise SourceError.of(message, _("split it into several"), Where(str(path)))
    return data


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
        os.replace(temporary, path)
    except OSError as reason:
        with suppress(OSError):
            os.unlink(temporary)
        hint = _("close it where it is open, or choose another folder with -o")
        raise BusyError((_cannot_write(path, reason, hint),)) from None


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
        raise _kind(where, reason)((_cannot_write(where, reason, hint),)) from None


def _save(path: Path, temporary: str, parts: Iterable[bytes]) -> None:
    try:
        file = _opened(path, temporary)
        with file:
            for part in parts:
                if file.write(part) != len(part):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    except OSError as reason:
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
