"""A value of a workbook and its format code go in, a cell as the sheet shows it comes out: XLSX and XLS alike."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from gettext import gettext as _
from math import isfinite

from printkit.wardlist.grid import EMPTY, Cell, column_name
from printkit.wardlist.numberformat import Value, is_general, pads, plain, shown
from printkit.yamlfile import MAX_MARKS, piled, too_many_marks

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how a workbook writes signs that XML cannot hold


def cell_of(value: Value | None, code: str, row: int, column: int) -> Cell:
    """The cell. Where its format is none that we follow, it has a number's plain digits, or a date day first."""
    if value is None or value == "":
        return EMPTY
    if isinstance(value, float) and not isfinite(value):
        return no_value(str(value), row, column)
    if type(value) is int and is_general(code):
        return Cell(str(value), True)
    text = shown(value, code)
    is_plain = text is None
    if text is None:
        text = _unformatted(value)
    if isinstance(value, str):
        return text_cell(text)
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and not pads(value, code)
    return Cell(text, is_number, is_plain) if text else EMPTY


@lru_cache(maxsize=512)  # provinces and hours stand in many rows
def text_cell(text: str) -> Cell:
    """The cell of a text, lines apart by a newline; EMPTY where it shows nothing."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text or text.isspace():
        return EMPTY
    if len(text) > MAX_MARKS and piled(text) >= 0:
        return Cell("", fault=too_many_marks())
    return Cell(text)


def unescaped(text: str) -> str:
    r"""A text of an XLSX file with the signs that it writes by number.

    >>> unescaped("a_x000D_b"), unescaped("_x005F_x0041_")
    ('a\rb', '_x0041_')
    """
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def error_cell(error: object, row: int, column: int) -> Cell:
    """A cell that holds an error, such as #REF!."""
    message = _("cell {cell} holds the error {error}").format(cell=f"{column_name(column)}{row}", error=error)
    return Cell("", fault=(message, _("mend its formula, or write the value")))


def no_value(value: str, row: int, column: int) -> Cell:
    """A cell whose number is none."""
    message = _("cell {cell} holds {value}, which is no value").format(cell=f"{column_name(column)}{row}", value=value)
    return Cell("", fault=(message, _("write it again")))


def far_cell(row: int, column: int, most: int) -> tuple[str, str]:
    """What is wrong with a cell right of all columns that are read, and what to do."""
    message = _("cell {cell} stands right of column {most}, where nothing is read")
    return message.format(cell=f"{column_name(column)}{row}", most=most), _("delete columns that no guide prints")


def _unformatted(value: Value) -> str:
    """A value as such: what `shown` does not follow is a number, a date or a time."""
    if isinstance(value, bool | str):
        return str(value)
    if isinstance(value, int | float):
        return plain(value)
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M" if value.hour or value.minute else "%d/%m/%Y")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return value.strftime("%H:%M") if isinstance(value, time) else _clock(value)


def _clock(value: timedelta) -> str:
    minutes = round(value.total_seconds()) // 60
    return f"{minutes // 60}:{minutes % 60:02}"
