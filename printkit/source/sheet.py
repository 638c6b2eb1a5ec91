"""A sheet of an XLSX workbook as rows of cells: numbers keep their digits, and bombs are refused before they go off.

In: the bytes of the file, and the name of a sheet or "" for the first. Out: rows with their numbers as on the sheet.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from gettext import gettext as _
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from printkit.errors import PrintkitError, Problem, SourceError, Where
from printkit.slugs import nearest
from printkit.source.rows import Row, Table, cell_name
from printkit.yamlfile import piled, too_many_marks

LARGEST = 64 * 1024 * 1024  # bytes of a part unpacked; a sheet of 20,000 wards has 20
PARTS = 1000  # files in the archive
MOST_ROWS = 20_000  # the country has 3,321 wards
MOST_COLUMNS = 100


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
    except (BadZipFile, NotImplementedError, ValueError, OSError) as reason:
        raise _no_workbook(file, type(reason).__name__) from None
    if len(parts) > PARTS or sum(part.file_size for part in parts) > LARGEST:
        message = _("the workbook is larger than {most} MiB unpacked").format(most=LARGEST >> 20)
        raise SourceError.of(message, _("delete sheets, pictures and styles it does not need"), Where(file))
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
    rows: list[Row] = []
    problems: list[Problem] = []
    sheet.reset_dimensions()  # of which some programs write nonsense
    for line, whole in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        if line > MOST_ROWS:
            message = _("the sheet has more than {most} rows").format(most=MOST_ROWS)
            raise SourceError.of(message, _("delete rows that are none, or split the list"), Where(file, line, 1))
        end = max((i for i, cell in enumerate(whole, 1) if cell.value is not None), default=0)
        if not end:
            continue
        cells = whole[:end]
        problems += _errors(cells, line, file)
        texts = tuple(_text(cell) for cell in cells)
        problems += (
            Problem(Where(file, line, i), *too_many_marks()) for i, text in enumerate(texts, 1) if piled(text) >= 0
        )
        rows.append(Row(line, texts, tuple(i for i, cell in enumerate(cells) if _is_number(cell.value))))
    return Table(tuple(rows), tuple(problems))


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _errors(cells: tuple[Any, ...], line: int, file: str) -> Iterator[Problem]:
    for index, cell in enumerate(cells):
        if cell.data_type == "e":
            message = _("cell {cell} holds the error {error}").format(cell=cell_name(line, index), error=cell.value)
            yield Problem(Where(file, line, index + 1), message, _("mend its formula, or write the value"))


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
    """A number without exponent or rounding; `00000` as a format gives it five digits."""
    if value != int(value):
        return repr(value)
    zeros = style.strip('"@ ')
    return str(int(value)).rjust(len(zeros) if set(zeros) == {"0"} else 0, "0")
