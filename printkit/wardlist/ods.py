"""ODS: the bytes of an OpenDocument spreadsheet go in, its sheets as a person sees them come out.

A cell's text stands in the file as the sheet shows it. Repeats of blanks cost nothing; those of filled cells are
bounded.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from xml.etree.ElementTree import Element, iterparse

from printkit.errors import PrintkitError, Problem, Where
from printkit.wardlist.archive import (
    MOST_CELLS,
    Archive,
    check_texts,
    has_password,
    no_workbook,
    opened,
    too_many_cells,
    too_many_rows,
    unpacked,
)
from printkit.wardlist.cellvalue import cell_of, error_cell, far_cell, text_cell
from printkit.wardlist.covered import without_covered
from printkit.wardlist.grid import EMPTY, MOST_COLUMNS, MOST_ROWS, Book, Cell, GridRow, Sheet, Span
from printkit.wardlist.numberformat import plain

KIND = "ODS"
LARGEST_CONTENT = 48 << 20  # bytes of content.xml unpacked; 20,000 rows of ten cells have 30
_SPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TABLE, _TEXT, _OFFICE, _STYLE = (_SPACE % name for name in ("table", "text", "office", "style"))
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_ASIDE = frozenset({f"{_TEXT}note", f"{_TEXT}ruby-text"})  # what stands in a text and is none of it
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
_OPEN = f"{_TABLE}table-cell"
_FARTHEST = 1 << 24  # rows and columns that are counted
_MOST_SPACES = 1_000  # of one element; a cell may be as long
_ERROR = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)|Err:\d{3}")
_UNSHOWN = re.compile(r"\dE[+-]?\d|^#+$")  # digits that the sheet has no room for
_PADDED = re.compile(r"\D*0\d")
_TIME = re.compile(r"PT(\d{1,4})H(\d{1,2})M")
_BLANKS = re.compile(r"[ \t\r\n]+")


def read_ods(data: bytes, file: str) -> Book:
    """The sheets of a spreadsheet. Raises SourceError where it is none, has a password, or is larger than any list."""
    with opened(data, file, KIND) as archive:
        try:
            content = _content(archive)
            return Book(_sheets(content, file))
        except PrintkitError:
            raise
        except Exception as reason:  # whatever a broken file makes the parser stumble over
            raise no_workbook(file, KIND, reason) from None


def _content(archive: Archive) -> bytes:
    """The part with all sheets, which may be parsed."""
    manifest, content = archive.part("META-INF/manifest.xml"), archive.part("content.xml")
    listed = unpacked(archive, manifest) if manifest else b""
    if b"encryption-data" in listed or b"encrypted-key" in listed:  # a DOCTYPE may stand here: it is not parsed
        raise has_password(archive.file)
    if content is None:
        raise no_workbook(archive.file, KIND, "content.xml")
    data = unpacked(archive, content, LARGEST_CONTENT)
    check_texts(archive, data)
    return data


class _Sheets:
    """What is known of the sheets while their elements go by. Rows are built whole, read and let go."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.hidden_styles: set[str] = set()
        self.sheets: list[Sheet] = []
        self.cells = 0  # of all sheets
        self.begin({})

    def begin(self, attributes: dict[str, str]) -> None:
        """A sheet begins."""
        self.name = attributes.get(f"{_TABLE}name", "")
        self.is_hidden = attributes.get(f"{_TABLE}style-name") in self.hidden_styles
        self.row = self.column = 1
        self.rows: list[GridRow] = []
        self.spans: list[Span] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()

    def finish(self) -> None:
        """A sheet ends."""
        spans, rows = without_covered(self.spans, self.rows, self.file)
        hidden = frozenset(row.number for row in rows) & self.hidden_rows
        columns = frozenset(self.hidden_columns)
        self.sheets.append(Sheet(self.name, tuple(rows), spans, hidden, columns, self.is_hidden))

    def add_columns(self, element: Element) -> None:
        """Columns that are alike."""
        count = _count(element, "number-columns-repeated")
        if _is_hidden(element):
            self.hidden_columns.update(range(self.column, min(self.column + count, MOST_COLUMNS + 1)))
        self.column += count

    def add_rows(self, element: Element) -> None:
        """Rows that are alike."""
        count, number = _count(element, "number-rows-repeated"), self.row
        cells, far = self._cells(element)
        self.row += count
        if not cells and not far:
            return
        if len(self.rows) + count > MOST_ROWS:
            raise too_many_rows(self.file, self.name, MOST_ROWS)
        self.cells += len(cells) * count
        if self.cells > MOST_CELLS:
            raise too_many_cells(self.file)
        for at in range(number, number + count):
            placed = tuple(_placed(cell, at, column) for column, cell in enumerate(cells, 1))
            problems = (Problem(Where(self.file, at, far), *far_cell(at, far, MOST_COLUMNS)),) if far else ()
            self.rows.append(GridRow(at, placed, (), problems))
        if _is_hidden(element):
            self.hidden_rows.update(range(number, number + count))

    def _cells(self, row: Element) -> tuple[list[Cell], int]:
        """A row's cells to the last that is filled, and the last filled column beyond all that are read, or 0."""
        cells: list[Cell] = []
        column, far = 1, 0
        for element in row:
            if element.tag not in _CELLS:
                continue
            count = _count(element, "number-columns-repeated")
            cell = _cell(element) if element.tag == _OPEN and len(element) + len(element.attrib) else EMPTY
            if cell is not EMPTY:
                far = column + count - 1 if column + count - 1 > MOST_COLUMNS else far
                cells += [EMPTY] * (min(column, MOST_COLUMNS + 1) - 1 - len(cells))
                cells += [cell] * min(count, MOST_COLUMNS - len(cells))
            self._add_span(element, column)
            column += count
        return cells, far

    def _add_span(self, element: Element, column: int) -> None:
        columns, rows = _count(element, "number-columns-spanned"), _count(element, "number-rows-spanned")
        if columns * rows > 1:
            self.spans.append(Span(column, self.row, column + columns - 1, self.row + rows - 1))


def _sheets(data: bytes, file: str) -> tuple[Sheet, ...]:
    """The sheets, element by element; tables inside cells are none."""
    state, rows, tables = _Sheets(file), 0, 0
    path: list[Element] = []
    for event, element in iterparse(BytesIO(data), ("start", "end")):
        is_row, is_table = element.tag == f"{_TABLE}table-row", element.tag == f"{_TABLE}table"
        if event == "start":
            path.append(element)
            rows, tables = rows + is_row, tables + is_table
            if is_table and tables == 1:
                state.begin(element.attrib)
            continue
        path.pop()
        rows, tables = rows - is_row, tables - is_table
        if rows:
            continue
        if is_row and tables == 1:
            state.add_rows(element)
        elif element.tag == f"{_TABLE}table-column" and tables == 1:
            state.add_columns(element)
        elif is_table and not tables:
            state.finish()
        elif element.tag == f"{_STYLE}table-properties" and element.get(f"{_TABLE}display") == "false":
            state.hidden_styles.add(path[-1].get(f"{_STYLE}name", ""))
        if path:
            del path[-1][:]  # what has gone by
    return tuple(state.sheets)


def _cell(element: Element) -> Cell:
    """A cell as its sheet shows it. What is wrong with it is put into words where its place is known."""
    kind = element.get(f"{_OFFICE}value-type") or element.get(f"{_CALC}value-type")
    paragraphs = [child for child in element if child.tag == f"{_TEXT}p"]
    text = "\n".join("".join(_pieces(paragraph)).strip(" ") for paragraph in paragraphs)
    is_formula = f"{_TABLE}formula" in element.attrib
    if element.get(f"{_CALC}value-type") == "error" or (is_formula and _ERROR.fullmatch(text)):
        return Cell("", fault=(text, ""))
    if kind == "float" and (not text or _UNSHOWN.search(text)):
        return Cell(plain(float(element.get(f"{_OFFICE}value", ""))), True, True)
    if not paragraphs:
        return text_cell(_value(element, kind))
    cell = text_cell(text)
    return cell._replace(is_number=True) if kind == "float" and cell.text and not _PADDED.match(text) else cell


def _placed(cell: Cell, row: int, column: int) -> Cell:
    """The cell with its place in what is wrong with it."""
    return error_cell(cell.fault[0], row, column) if cell.fault and not cell.fault[1] else cell


def _value(element: Element, kind: str | None) -> str:
    """The value of a cell whose text was not written: dates day first."""
    if kind == "date":
        moment = datetime.fromisoformat(element.get(f"{_OFFICE}date-value", ""))
        return cell_of(moment, "dd/mm/yyyy hh:mm" if moment.hour or moment.minute else "dd/mm/yyyy", 0, 0).text
    if kind == "time":
        match = _TIME.match(element.get(f"{_OFFICE}time-value", ""))
        return f"{int(match[1]):02}:{int(match[2]):02}" if match else ""
    if kind == "boolean":
        return element.get(f"{_OFFICE}boolean-value", "").upper()
    return element.get(f"{_OFFICE}string-value") or element.get(f"{_OFFICE}value") or ""


def _pieces(element: Element) -> Iterator[str]:
    """The text of a paragraph: links and colours inside, notes and drawings not."""
    yield _BLANKS.sub(" ", element.text or "")
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " " * min(_count(child, "c", _TEXT), _MOST_SPACES)
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag.startswith(_TEXT) and child.tag not in _ASIDE:
            yield from _pieces(child)
        yield _BLANKS.sub(" ", child.tail or "")


def _count(element: Element, name: str, space: str = _TABLE) -> int:
    return max(1, min(int(element.get(f"{space}{name}", "1")), _FARTHEST))


def _is_hidden(element: Element) -> bool:
    return element.get(f"{_TABLE}visibility") in ("collapse", "filter")
