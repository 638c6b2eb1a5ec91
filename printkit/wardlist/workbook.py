"""A workbook of any kind: bytes in, sheets out. What it is says its content, for offices rename files."""

from gettext import gettext as _

from printkit.errors import SourceError, Where
from printkit.wardlist.archive import CONTAINER
from printkit.wardlist.grid import Book

KINDS = (".xlsx", ".xlsm", ".xls", ".ods")
_STREAMS = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")  # XLS without a container, as programs of 1992 wrote it
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"  # stands first, unpacked


def read_workbook(data: bytes, file: str) -> Book:
    """The sheets of a workbook. Raises SourceError where it is of no kind that is read, as does each kind's reader."""
    if data.startswith(b"PK"):
        if _OPEN_DOCUMENT in data[:200]:
            from printkit.wardlist.ods import read_ods

            return read_ods(data, file)
        from printkit.wardlist.xlsx import read_xlsx

        return read_xlsx(data, file)
    if data.startswith((CONTAINER, *_STREAMS)):
        from printkit.wardlist.xls import read_xls

        return read_xls(data, file)
    message, hint = (
        _("this is no workbook, whatever its name says"),
        _("open it, save it anew as .xlsx or as “CSV UTF-8”"),
    )
    raise SourceError.of(message, hint, Where(file))


def is_workbook(data: bytes) -> bool:
    """Do the first bytes say that this is a workbook, whatever the file's name?"""
    return data.startswith((b"PK\x03\x04", CONTAINER))
