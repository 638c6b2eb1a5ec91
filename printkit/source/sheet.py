"""A sheet of an XLSX workbook as rows of cells: numbers keep their digits, and bombs are refused before they go off.

In: the bytes of the file, and the name of a sheet or "" for the first. Out: rows with their numbers as on the sheet.
"""

from collections.abc import Iterable
from gettext import gettext as _
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error

from printkit.errors import PrintkitError, Problem, SourceError, Where
from printkit.slugs import nearest
from printkit.source.cells import MOST_ROWS, Cell, Span, lines
from printkit.source.rows import MOST_COLUMNS, Row, Table, cell_name

LARGEST = 64 << 20  # bytes of all parts unpacked; a sheet of 20,000 wards has 20
LARGEST_PART = 8 << 20  # of one that is read whole: the list's texts, formats, names
LARGEST_STYLES = 1 << 20  # which take 100 times as long to read as they take to unpack
PARTS = 1000  # files in the archive
MOST_TAGS = 1_500_000  # of all sheets: `openpyxl` reads each where it does not say its size at its head


def sheet_rows(data: bytes, file: str, sheet: str = "") -> Table:
    """The rows of a sheet. Raises SourceError where the file is no workbook, too large, or has no such sheet."""
    _refuse_bombs(data, file)
    import warnings

    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that no list needs
            book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
            try:
                return _table(_sheet(book, sheet, file), file)
            finally:
                book.close()
    except SourceError:
        raise
    except Exception as reason:  # openpyxl raises whatever a broken part makes it stumble over
        raise _no_workbook(file, type(reason).__name__) from None


def _no_workbook(file: str, reason: str) -> PrintkitError:
    message = _("this is no XLSX workbook that can be read ({reason})").format(reason=reason)
    return SourceError.of(message, _("open it, save it anew as .xlsx or as “CSV UTF-8”"), Where(file))


def _refuse_bombs(data: bytes, file: str) -> None:
    """By the sizes that the archive declares: what a part holds beyond that is never unpacked."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            _refuse_large(parts, file)
            _refuse_tags(archive, file)
    except (BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, error) as reason:
        raise _no_workbook(file, type(reason).__name__) from None


def _refuse_tags(archive: ZipFile, file: str) -> None:
    tags = 0
    for part in archive.infolist():
        if "worksheets/" in part.filename.lower():
            with archive.open(part) as sheet:
                tags += sum(piece.count(b"<") for piece in iter(lambda: sheet.read(1 << 20), b""))
        if tags > MOST_TAGS:
            hint = _("delete sheets, rows and cells that it does not need")
            raise SourceError.of(_("the sheets of the workbook have too many cells"), hint, Where(file))


def _refuse_large(parts: list[ZipInfo], file: str) -> None:
    if len(parts) > PARTS or sum(part.file_size for part in parts) > LARGEST:
        message = _("the workbook is larger than {most} MiB unpacked").format(most=LARGEST >> 20)
        raise SourceError.of(message, _("delete sheets, pictures and styles it does not need"), Where(file))
    for part in parts:
        name = part.filename.lower()
        most = LARGEST_STYLES if name.endswith("styles.xml") else LARGEST_PART
        if name.endswith((".xml", ".rels")) and "worksheets/" not in name and part.file_size > most:
            message = _("{part} in the workbook is larger than {most} MiB").format(part=part.filename, most=most >> 20)
            raise SourceError.of(message, _("copy the list into a new workbook"), Where(file))
    if any(part.flag_bits & 1 for part in parts):
        raise SourceError.of(_("the workbook has a password"), _("save it without one"), Where(file))


def _sheet(book: Any, name: str, file: str) -> Any:
    names = [sheet.title for sheet in book.worksheets]
    if not name:
        return book.worksheets[0]
    if name in names:
        return book[name]
    meant = nearest(name, names)
    hint = _("did you mean “{name}”?").format(name=meant) + " " if meant else ""
    message = _("there is no sheet “{name}”").format(name=name)
    raise SourceError.of(message, hint + _("sheets are {names}").format(names=", ".join(names)), Where(file))


def _table(sheet: Any, file: str) -> Table:
    merged: list[Span] = []
    with sheet.parent._archive.open(sheet._worksheet_path) as source:
        found = {line.number: line.cells for line in lines(sheet, source, file, merged)}
    hidden = _hidden(found, merged)
    return Table(tuple(_row(number, cells, hidden.get(number, ()), file) for number, cells in found.items()))


def _row(number: int, cells: tuple[Cell, ...], hidden: Iterable[int], file: str) -> Row:
    """A row up to one column more than a list may have; what stands further right is told."""
    near = {cell.column: cell for cell in cells if cell.column <= MOST_COLUMNS + 1}
    none = Cell(0, "")
    filled = [near.get(column, none) for column in range(1, max(near, default=0) + 1)]
    faults = [(cell.column, cell.fault) for cell in cells if cell.fault]
    far = next((cell.column for cell in cells if cell.column > MOST_COLUMNS + 1), 0)
    faults += [(far, _too_far(number, far))] * bool(far)
    faults += [(column, _merged(number, column)) for column in hidden]
    return Row(
        number,
        tuple(cell.text for cell in filled),
        tuple(index for index, cell in enumerate(filled) if cell.is_number),
        problems=tuple(Problem(Where(file, number, column), *fault) for column, fault in sorted(faults)),
    )


def _too_far(line: int, column: int) -> tuple[str, str]:
    message = _("cell {cell} stands right of column {most}, where nothing is read")
    said = message.format(cell=cell_name(line, column - 1), most=MOST_COLUMNS)
    return said, _("delete columns that no guide prints")


def _merged(line: int, column: int) -> tuple[str, str]:
    message = _("cell {cell} is merged with others and holds nothing of its own")
    return message.format(cell=cell_name(line, column - 1)), _("unmerge the cells, and write the value into each")


def _hidden(found: dict[int, tuple[Cell, ...]], merged: list[Span]) -> dict[int, list[int]]:
    """By row the columns whose cells show the value of another: of each merged area the first there."""
    columns: dict[int, list[int]] = {}
    left = MOST_ROWS
    for span in merged:
        if not any(cell.column == span.left and cell.text for cell in found.get(span.top, ())):
            continue
        for line in range(span.top, min(span.bottom, MOST_ROWS) + 1):
            column = span.left + (line == span.top)
            if line in found and column <= span.right and left:
                columns.setdefault(line, []).append(column)
                left -= 1
    return columns
