"""XLS: the bytes of an old workbook go in, its sheets as a person sees them come out. xlrd reads them.

Its records are counted first: a small file can ask for work without end.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from struct import error, unpack_from
from typing import Any, Literal, NamedTuple

from printkit.errors import PrintkitError, Problem, Where
from printkit.wardlist.archive import (
    CONTAINER,
    MOST_CELLS,
    has_password,
    is_encrypted,
    no_workbook,
    too_many_cells,
    too_many_rows,
)
from printkit.wardlist.cellvalue import cell_of, error_cell, far_cell, text_cell
from printkit.wardlist.covered import without_covered
from printkit.wardlist.grid import EMPTY, MOST_COLUMNS, MOST_ROWS, Book, Cell, GridRow, Sheet, Span
from printkit.wardlist.numberformat import formats_text, is_date, is_elapsed

KIND = "XLS"
MOST_RECORDS = 600_000
MOST_OTHERS = 60_000  # that are no cells: formats, names, links, drawings
MOST_LINKED = 200_000  # cells of all links; xlrd remembers each
_CELLS = {0x06, 0x203, 0x204, 0x205, 0x201, 0x27E, 0xFD, 0xD6, 0x02, 0x03, 0x04, 0x05, 0x01}
_RUNS = {0xBE: 2, 0xBD: 6}  # blanks, numbers: bytes a cell
_ROWS = {0x208, 0xD7}  # what a row looks like, and where its cells are
_PASSWORD, _LINK = 0x2F, 0x1B8
_LOCAL = {14: "dd/mm/yyyy", 22: "dd/mm/yyyy hh:mm"}  # formats that follow the system's language: Vietnamese


def read_xls(data: bytes, file: str) -> Book:
    """The sheets of a workbook; charts and macros on sheets of their own are left out.

    Raises SourceError where it is no workbook, has a password, or is larger than any list.
    """
    try:
        return _read(data, file)
    except PrintkitError:
        raise
    except Exception as reason:  # xlrd raises whatever a broken record makes it stumble over
        raise no_workbook(file, KIND, reason) from None


def _read(data: bytes, file: str) -> Book:
    import xlrd

    _refuse_bombs(_stream(data, file), file)
    book = xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=StringIO())
    formats = _Formats(book)
    sheets = [_sheet(sheet, formats, file) for sheet in book.sheets()]
    if sum(len(row.cells) for sheet in sheets for row in sheet.rows) > MOST_CELLS:
        raise too_many_cells(file)
    return Book(tuple(sheets))


def _stream(data: bytes, file: str) -> bytes:
    """The workbook's records, out of the container where it has one."""
    if not data.startswith(CONTAINER):
        return data
    if is_encrypted(data):
        raise has_password(file)
    from xlrd.compdoc import CompDoc

    container = CompDoc(data, logfile=StringIO())
    stream: bytes | None = container.get_named_stream("Workbook") or container.get_named_stream("Book")
    if stream is None:
        raise no_workbook(file, KIND, "Workbook")
    return stream


def _refuse_bombs(stream: bytes, file: str) -> None:
    at = records = cells = others = linked = 0
    while at + 4 <= len(stream):
        kind, size = unpack_from("<HH", stream, at)
        records += 1
        if kind in _CELLS:
            cells += 1
        elif kind in _RUNS:
            cells += size // _RUNS[kind]
        elif kind == _PASSWORD:
            raise has_password(file)
        elif kind == _LINK:
            linked += _area(stream, at + 4)
        elif kind not in _ROWS:
            others += 1
        if records > MOST_RECORDS or cells > MOST_CELLS * 2 or others > MOST_OTHERS or linked > MOST_LINKED:
            raise too_many_cells(file)
        at += 4 + size


def _area(stream: bytes, at: int) -> int:
    try:
        top, bottom, left, right = unpack_from("<HHHH", stream, at)
    except error:
        return 0
    area: int = max(bottom - top + 1, 0) * max(right - left + 1, 0)
    return area


class _Formats:
    """Format codes by a cell's index, and how dates count."""

    def __init__(self, book: Any) -> None:
        self.mode: Literal[0, 1] = 1 if book.datemode else 0
        keys = [style.format_key for style in book.xf_list]
        self.codes = [_LOCAL.get(key) or book.format_map[key].format_str for key in keys]
        self.dates = [is_date(code) for code in self.codes]
        self.texts = [formats_text(code) for code in self.codes]
        self.elapsed = [is_elapsed(code) for code in self.codes]


def _sheet(sheet: Any, formats: _Formats, file: str) -> Sheet:
    rows = list(_rows(sheet, formats, file))
    if len(rows) > MOST_ROWS:
        raise too_many_rows(file, sheet.name, MOST_ROWS)
    merged = [Span(left + 1, top + 1, right, bottom) for top, bottom, left, right in sheet.merged_cells]
    spans, rows = without_covered(merged, rows, file)
    hidden = {number + 1 for number, row in sheet.rowinfo_map.items() if row.hidden}
    columns = {number + 1 for number, column in sheet.colinfo_map.items() if column.hidden and number < MOST_COLUMNS}
    numbers = frozenset(row.number for row in rows)
    return Sheet(sheet.name, tuple(rows), spans, numbers & hidden, frozenset(columns), sheet.visibility != 0)


def _rows(sheet: Any, formats: _Formats, file: str) -> Iterator[GridRow]:
    for index in range(sheet.nrows):
        cells = list(_cells(sheet, index, formats))
        while cells and cells[-1] is EMPTY:
            cells.pop()
        problems: tuple[Problem, ...] = ()
        if len(cells) > MOST_COLUMNS:
            fault = far_cell(index + 1, len(cells), MOST_COLUMNS)
            problems = (Problem(Where(file, index + 1, len(cells)), *fault),)
        if cells:
            yield GridRow(index + 1, tuple(cells[:MOST_COLUMNS]), (), problems)


def _cells(sheet: Any, index: int, formats: _Formats) -> Iterator[Cell]:
    kinds, values = sheet.row_types(index), sheet.row_values(index)
    for column, (kind, value) in enumerate(zip(kinds, values, strict=True)):
        yield _cell(_Raw(kind, value, sheet.cell_xf_index(index, column)), formats, index, column)


class _Raw(NamedTuple):
    """A cell as xlrd has it: its kind, its value and the index of its format."""

    kind: int
    value: Any
    style: int


def _cell(raw: _Raw, formats: _Formats, index: int, column: int) -> Cell:
    import xlrd

    if raw.kind == xlrd.XL_CELL_TEXT and not formats.texts[raw.style]:
        return text_cell(raw.value)
    if raw.kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return EMPTY
    place = (index + 1, column + 1)
    if raw.kind == xlrd.XL_CELL_ERROR:
        return error_cell(xlrd.error_text_from_code.get(raw.value, "#?"), *place)
    if raw.kind == xlrd.XL_CELL_BOOLEAN:
        return Cell(str(bool(raw.value)).upper())
    if raw.kind == xlrd.XL_CELL_TEXT:
        return cell_of(raw.value, formats.codes[raw.style], *place)
    return _number(raw, formats, *place)


def _number(raw: _Raw, formats: _Formats, row: int, column: int) -> Cell:
    """A number, which its format may show as a date."""
    from xlrd.xldate import XLDateError, xldate_as_datetime

    code = formats.codes[raw.style]
    if not formats.dates[raw.style]:
        whole = isinstance(raw.value, float) and raw.value.is_integer()
        return cell_of(int(raw.value) if whole else raw.value, code, row, column)
    if formats.elapsed[raw.style]:
        return cell_of(timedelta(days=raw.value), code, row, column)
    try:
        moment: datetime = xldate_as_datetime(raw.value, formats.mode)
    except (XLDateError, OverflowError, ValueError):
        return error_cell("#VALUE!", row, column)
    moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
    return cell_of(moment.time() if 0 <= raw.value < 1 else moment, code, row, column)
