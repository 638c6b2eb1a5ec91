"""What kind of file a list is: its bytes and its ending go in, the sheets of the right reader come out.

A file that is no list at all (a Word file, a picture, a PDF, a web page) is told as what it is.
"""

from gettext import gettext as _

from printkit.errors import PrintkitError, SourceError, Where
from printkit.wardlist.grid import Book
from printkit.wardlist.workbook import KINDS, is_workbook

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_WORD_ARCHIVE, _WORD_STREAM = b"word/document.xml", "WordDocument".encode("utf-16-le")
_TEXT_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.text"


def read_book(data: bytes, file: str, ending: str) -> Book:
    """The sheets of a file. Raises SourceError where it is no list, or cannot be read."""
    if data.startswith(_PICTURES):
        raise _no_list(_("this is a picture"), file)
    if data.startswith(b"%PDF"):
        raise _no_list(_("this is a PDF"), file)
    if _is_word(data):
        raise _no_list(_("this is a Word file"), file)
    if is_workbook(data) or ending in KINDS:
        from printkit.wardlist.workbook import read_workbook

        return read_workbook(data, file)
    if data.lstrip()[:1] == b"<":
        hint = _("open it in Excel, save it as .xlsx")
        raise SourceError.of(_("this is a web page, whatever its ending says"), hint, Where(file))
    from printkit.wardlist.csvfile import read_csv

    return read_csv(data, file)


def _is_word(data: bytes) -> bool:
    if data.startswith(b"PK"):
        return _WORD_ARCHIVE in data or _TEXT_DOCUMENT in data[:200]
    return data.startswith(b"{\\rtf") or (data.startswith(b"\xd0\xcf\x11\xe0") and _WORD_STREAM in data)


def _no_list(message: str, file: str) -> PrintkitError:
    return SourceError.of(message, _("save the table in it as .xlsx or as “CSV UTF-8”"), Where(file))
