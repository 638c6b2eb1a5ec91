"""The cells of an XLSX sheet: its XML goes in, cells as text come out, row by row, and what was merged.

`openpyxl` turns an element into a value; what it drops without a word is told here.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from gettext import gettext as _
from typing import Any, NamedTuple

from printkit.errors import SourceError, Where
from printkit.source.rows import cell_name
from printkit.yamlfile import piled, too_many_marks

MOST_ROWS = 20_000  # the country has 3,321 wards
MOST_CELLS = 200_000  # all its wards with sixty columns
SHOWN = 20  # characters of a value that is none


class Cell(NamedTuple):
    """A cell that holds something: its column from 1, its text, and what is wrong with it and what to do."""

    column: int
    text: str
    is_number: bool = False
    fault: tuple[str, str] | None = None


class Span(NamedTuple):
    """Merged cells; rows and columns from 1, the last ones included."""

    left: int
    top: int
    right: int
    bottom: int


class Line(NamedTuple):
    """A row that holds something."""

    number: int
    cells: tuple[Cell, ...]


def lines(sheet: Any, source: Any, file: str, merged: list[Span]) -> Iterator[Line]:
    """The rows of a sheet's XML, in order; `merged` holds what is merged when they are through."""
    from xml.etree.ElementTree import iterparse

    from openpyxl.worksheet._reader import WorkSheetParser

    book = sheet.parent
    formats = {"date_formats": book._date_formats, "timedelta_formats": book._timedelta_formats}
    parser: Any = WorkSheetParser(source, sheet._shared_strings, data_only=True, epoch=book.epoch, **formats)
    cells: list[Cell] = []
    rows = count = 0
    for event, element in iterparse(source, ("start", "end")):
        kind = (element.tag.rpartition("}")[2], event)
        if kind == ("row", "start"):
            rows, before = rows + 1, parser.row_counter
            _number(parser, element)
            _refuse_excess(max(rows, parser.row_counter), count, file)
            if parser.row_counter <= before:
                hint = _("open the list, save it anew as .xlsx or as “CSV UTF-8”")
                raise SourceError.of(_("the rows of the sheet are out of order"), hint, Where(file))
        elif kind == ("c", "end"):
            count += 1
            _refuse_excess(rows, count, file)
            if len(element):
                cells += _cell(sheet, parser, element)
                element.clear()
            else:  # it has a format, and nothing in it
                parser.col_counter = _column(element.get("r"), parser.col_counter + 1)
        elif kind == ("row", "end"):
            if cells:
                yield Line(parser.row_counter, tuple(cells))
            cells = []
            element.clear()
        elif kind == ("mergeCell", "end"):
            merged.append(_span(element.get("ref", "")))
            _refuse_excess(len(merged), count, file)


def _number(parser: Any, row: Any) -> None:
    parser.row_counter, parser.col_counter = int(row.get("r", parser.row_counter + 1)), 0


def _refuse_excess(rows: int, cells: int, file: str) -> None:
    if rows <= MOST_ROWS and cells <= MOST_CELLS:
        return
    hint = _("delete rows that are none, or split the list")
    if rows > MOST_ROWS:
        message = _("the sheet has more than {most} rows").format(most=MOST_ROWS)
        raise SourceError.of(message, hint, Where(file, MOST_ROWS + 1, 1))
    raise SourceError.of(_("the sheet has more than {most} cells").format(most=MOST_CELLS), hint, Where(file))


def _column(name: str | None, following: int) -> int:
    from openpyxl.utils.cell import coordinate_to_tuple

    column: int = coordinate_to_tuple(name)[1] if name else following
    return column


def _span(ref: str) -> Span:
    from openpyxl.utils import range_boundaries

    left, top, right, bottom = (side or 1 for side in range_boundaries(ref))
    return Span(left, top, right, bottom)


def _cell(sheet: Any, parser: Any, element: Any) -> Iterator[Cell]:
    """The cell, where it holds something."""
    from openpyxl.cell.read_only import ReadOnlyCell

    try:
        told = ReadOnlyCell(sheet, **parser.parse_cell(element))
        text = _text(told)
    except (ValueError, OverflowError, IndexError):  # `NaN`, `1E400`, a text that the workbook has not
        yield Cell(parser.col_counter, "", fault=_meaningless(_name(parser), element))
        return
    fault = _fault(_name(parser), told, text, element)
    if text or fault:
        yield Cell(parser.col_counter, "" if fault else text, _is_number(told.value), fault)


def _name(parser: Any) -> str:
    return cell_name(parser.row_counter, parser.col_counter - 1)


def _meaningless(cell: str, element: Any) -> tuple[str, str]:
    value = (element.findtext("{*}v") or "")[:SHOWN]
    return _("cell {cell} holds {value}, which is no value").format(cell=cell, value=value), _("write it again")


def _fault(cell: str, told: Any, text: str, element: Any) -> tuple[str, str] | None:
    """What is wrong with a cell, and what to do."""
    if told.data_type == "e":
        message = _("cell {cell} holds the error {error}").format(cell=cell, error=told.value)
        return message, _("mend its formula, or write the value")
    if told.value is None and element.find("{*}f") is not None and not _says_nothing(element):
        message = _("cell {cell} holds a formula, and its value was not saved").format(cell=cell)
        return message, _("open the list in a spreadsheet program and save it, or write the value")
    return too_many_marks() if piled(text) >= 0 else None


def _says_nothing(element: Any) -> bool:
    """Is the value of its formula a text without a character?"""
    return element.get("t") == "str" and element.find("{*}v") is not None


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _text(cell: Any) -> str:
    """A cell as on the sheet: a number with its digits, and the zeros that its format puts in front."""
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return _digits(value, str(cell.number_format or ""))
    if isinstance(value, datetime) and (value.hour or value.minute):
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, (time, timedelta)):
        return str(value)[:-3]
    return str(value)


def _digits(value: float, style: str) -> str:
    """A number without exponent or rounding; `00000` as a format gives it five digits. Raises what `int` does."""
    if value != int(value):
        return repr(value)
    zeros = style.strip('"@ ')
    return str(int(value)).rjust(len(zeros) if set(zeros) == {"0"} else 0, "0")
