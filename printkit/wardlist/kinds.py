"""What kind of file a list is: its first bytes and its ending go in, the sheets of the right reader come out.

A file that is no list at all (a Word file, a picture, a PDF) is told as what it is.
"""

from gettext import gettext as _

from printkit.errors import SourceError, Where
from printkit.wardlist.grid import Book

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
SHEETS = (".xlsx", ".xlsm", ".xltx")


def read_book(data: bytes, file: str, ending: str) -> Book:
    """The sheets of a file. Raises SourceError where it is no list, or cannot be read."""
    if data.startswith(_ZIP):
        return _archive(data, file)
    if data.startswith(_OLE):
        return _old(data, file)
    _refuse_others(data, file)
    if ending in (*SHEETS, ".ods", ".xls") and data[:5] != b"<html" and data[:5] != b"<?xml":
        from printkit.wardlist.xlsx import read_xlsx

        if ending in SHEETS:
            return read_xlsx(data, file)
    if data.lstrip()[:1] == b"<":
        hint = _("open it in Excel, save it as .xlsx")
        raise SourceError.of(_("this is a web page, whatever its ending says"), hint, Where(file))
    from printkit.wardlist.csvfile import read_csv

    return read_csv(data, file)


def _archive(data: bytes, file: str) -> Book:
    """A workbook in a ZIP archive, by what it holds."""
    head = data[:4096]
    if b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet" in head:
        from printkit.wardlist.ods import read_ods

        return read_ods(data, file)
    if b"word/" in head or b"opendocument.text" in head or b"word/" in data[-65536:]:
        raise _no_list(_("this is a Word file"), file)
    from printkit.wardlist.xlsx import read_xlsx

    return read_xlsx(data, file)


def _old(data: bytes, file: str) -> Book:
    """A workbook of Excel 97 to 2003, or a file with a password."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        hint = _("open it in Excel, save it without one")
        raise SourceError.of(_("the workbook has a password"), hint, Where(file))
    if "WordDocument".encode("utf-16-le") in data:
        raise _no_list(_("this is a Word file"), file)
    from printkit.wardlist.xls import read_xls

    return read_xls(data, file)


def _refuse_others(data: bytes, file: str) -> None:
    if data.startswith(_PICTURES):
        raise _no_list(_("this is a picture"), file)
    if data.startswith(b"%PDF"):
        raise _no_list(_("this is a PDF"), file)
    if data.startswith(b"{\\rtf"):
        raise _no_list(_("this is a Word file"), file)


def _no_list(message: str, file: str) -> Exception:
    return SourceError.of(message, _("save the table in it as .xlsx or as “CSV UTF-8”"), Where(file))
