"""XLSX: the bytes of a workbook go in, its sheets as a person sees them come out. openpyxl reads the values."""

import gc
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from printkit.errors import PrintkitError, Problem, Where
from printkit.wardlist.archive import no_workbook
from printkit.wardlist.cellvalue import cell_of, error_cell, far_cell, text_cell, unescaped
from printkit.wardlist.grid import EMPTY, MOST_COLUMNS, Book, Cell, GridRow, Sheet, Span, column_name
from printkit.wardlist.xlsxpackage import KIND, Content, package


def read_xlsx(data: bytes, file: str) -> Book:
    """The sheets of a workbook; charts on sheets of their own are left out.

    Raises SourceError where it is no workbook, has a password, or is larger than any list: before openpyxl opens it.
    """
    import openpyxl

    copy, contents, formats_texts = package(data, file)
    try:
        with _collection_paused(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of dates that are none: they come as errors
            book = openpyxl.load_workbook(copy, data_only=True)
            copy.close()  # 20 MB where a list is long
            pairs = zip(book.worksheets, contents, strict=True)
            return Book(tuple(_sheet(sheet, content, formats_texts, file) for sheet, content in pairs))
    except PrintkitError:
        raise
    except Exception as reason:  # openpyxl raises whatever a broken part makes it stumble over
        raise no_workbook(file, KIND, reason) from None


@contextmanager
def _collection_paused() -> Iterator[None]:
    """While many values are made that none of them refers back to: looking for cycles takes a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def uncalculated(data: bytes, sheet: str, columns: frozenset[int]) -> tuple[str, ...]:
    """Names (“F5”) of a sheet's cells in these columns that hold a formula whose value no program has calculated.

    Raises SourceError as `read_xlsx` does.
    """
    contents = [content for content in package(data, "").contents if content.name == sheet]
    cells = (cell for content in contents for cell in content.extent.uncalculated)
    return tuple(f"{column_name(column)}{row}" for row, column in cells if column in columns)


def _sheet(sheet: Any, content: Content, formats_texts: bool, file: str) -> Sheet:
    rows, heights = tuple(_rows(sheet, content, formats_texts, file)), sheet.row_dimensions
    spans = (Span(*area.bounds) for area in sheet.merged_cells.ranges)
    return Sheet(
        content.name,
        rows,
        tuple(sorted(spans, key=lambda span: (span.top, span.left))),
        frozenset(row.number for row in rows if row.number in heights and heights[row.number].hidden),
        frozenset(_hidden_columns(sheet)),
        sheet.sheet_state != "visible",
    )


def _hidden_columns(sheet: Any) -> Iterator[int]:
    """Columns that are hidden, also as part of a group."""
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            yield from range(dimension.min, min(dimension.max, MOST_COLUMNS) + 1)


def _rows(sheet: Any, content: Content, formats_texts: bool, file: str) -> Iterator[GridRow]:
    """Rows that show something. Rows of one width that follow each other are read at once."""
    extents = sorted(content.extent.rows.items())
    runs = groupby(enumerate(extents), key=lambda pair: (pair[1][0] - pair[0], min(pair[1][1], MOST_COLUMNS)))
    for (_start, width), run in runs:
        numbers = [number for _index, (number, _last) in run]
        for number, row in zip(numbers, sheet.iter_rows(numbers[0], numbers[-1], 1, width), strict=True):
            cells = _cells(row, formats_texts)
            far = content.extent.rows[number]
            problems = (_too_far(file, number, far),) if far > width else ()
            if cells or problems:
                yield GridRow(number, cells, (), problems)


def _too_far(file: str, row: int, column: int) -> Problem:
    return Problem(Where(file, row, column), *far_cell(row, column, MOST_COLUMNS))


def _cells(row: Iterable[Any], formats_texts: bool) -> tuple[Cell, ...]:
    """The cells of a row, to the last that shows something."""
    cells: list[Cell] = []
    for cell in row:
        value = cell.value
        if value is None:
            cells.append(EMPTY)
        elif type(value) is str and not formats_texts and cell.data_type != "e":
            cells.append(text_cell(unescaped(value) if "_x" in value else value))
        else:
            cells.append(_cell(cell, value))
    while cells and cells[-1] is EMPTY:
        cells.pop()
    return tuple(cells)


def _cell(cell: Any, value: Any) -> Cell:
    if cell.data_type == "e":
        return error_cell(value, cell.row, cell.column)
    return cell_of(unescaped(value) if type(value) is str else value, cell.number_format, cell.row, cell.column)
