"""A ward list read into wards.

In: a CSV file, a workbook's sheet, or a YAML list of mappings. Out: a WardList: the good wards, and the problems of the
bad rows, each with its row and column. Two rows of one code, or one name in one province, stop the list: SourceError.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from gettext import gettext as _
from pathlib import Path
from typing import NamedTuple

from printkit.addresses import is_web
from printkit.errors import MOST, Problem, SourceError, Where, at_most
from printkit.files import contents
from printkit.inline import clean
from printkit.later import pattern
from printkit.model import Ward
from printkit.slugs import slug
from printkit.source.reading import old_encoding, unprintable
from printkit.source.rows import MOST_COLUMNS, Row, Table, cell_name
from printkit.urls import url_fault
from printkit.yamlfile import FORBIDDEN

MOST_MIB = 8  # all 3,321 wards of the country are about 1 MB
LONGEST_CELL = 1000  # characters
LONGEST_CODE = 40  # characters; a code names a folder

LEADING = {"code": ("0",), "phone": ("0", "1"), "hotline": ("0", "1")}  # figures with which these begin
SHEETS = (".xlsx", ".xlsm")
LIKE_SHEETS = (".xls", ".xlsb", ".ods", ".numbers")  # workbooks that we do not read

# Headings by field, as `_key` leaves them: without case, accents, spaces and signs.
HEADINGS = {
    "code": ("code", "ma", "maphuong", "maxa", "madvhc", "maphuongxa"),
    "name": ("name", "ten", "tenphuong", "tenxa", "phuong", "xa", "donvi", "phuongxa", "tenphuongxa", "tendonvi"),
    "province": ("province", "tinh", "thanhpho", "tinhthanhpho", "tinhthanh"),
    "address": ("address", "diachi", "truso"),
    "phone": ("phone", "dienthoai", "sdt", "sodienthoai"),
    "hotline": ("hotline", "duongdaynong"),
    "hours": ("hours", "giolamviec"),
    "email": ("email", "thudientu"),
    "url": ("url", "trangweb", "website", "zalo", "duongdan"),
    "issuer": ("issuer", "coquanphathanh", "coquanbanhanh"),
}
_FIELDS = {heading: name for name, headings in HEADINGS.items() for heading in headings}
_UNSEEN = "\u00ad\u200b\u2060\ufeff"  # pasted along with a text; they say nothing
_SHORTENED = pattern(r"\d([.,]\d+)?E\+?\d+|\d{5,}[.,]0", re.IGNORECASE)
_FILE_NAME = pattern(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)  # file names that Windows refuses


class WardList(NamedTuple):
    """The wards that can be printed, in the order of the list, what is wrong with the other rows, and doubts."""

    wards: tuple[Ward, ...]
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def read_wards(path: Path, covered: frozenset[str] | None = None, sheet: str = "") -> WardList:
    """The wards of a file; `covered` holds the characters that print, `sheet` names one of a workbook's."""
    return wards_of(_table(path, sheet), str(path), covered)


def _table(path: Path, sheet: str) -> Table:
    """The rows of a file, by its ending; a reader loads only where a list of its kind is read."""
    kind = path.suffix.lower()
    if sheet and kind not in SHEETS:
        raise SourceError.of(_("only an XLSX file has sheets to choose from"), _("leave out --sheet"), Where(str(path)))
    if kind in (".yaml", ".yml"):
        from printkit.source.listing import yaml_rows

        return yaml_rows(path)
    if kind in LIKE_SHEETS:
        hint = _("save it as .xlsx or as “CSV UTF-8”")
        raise SourceError.of(_("a workbook of this kind is not read"), hint, Where(str(path)))
    data = contents(path, MOST_MIB)
    if kind in SHEETS:
        from printkit.source.sheet import sheet_rows

        return sheet_rows(data, str(path), sheet)
    from printkit.source.table import csv_rows

    return csv_rows(data, str(path), _known_headings)


def wards_of(table: Table, file: str, covered: frozenset[str] | None = None) -> WardList:
    """The wards of a table whose first row that is not empty holds the headings; `file` names it in problems."""
    clear = (row._replace(cells=tuple([_seen(cell) for cell in row.cells])) for row in table.rows)
    filled = (row for row in clear if any(row.cells) or row.problems)
    first = next(filled, None)
    if first is None:
        raise SourceError.of(_("the ward list is empty"), _("write headings and a row for each ward"), Where(file))
    columns = _columns(first, file)
    read: list[tuple[Ward, tuple[Problem, ...]]] = []
    problems = list(table.problems)
    for row in filled:
        read.append(_ward(row, columns, file, covered))
        problems += read[-1][1]
        if len(problems) > MOST:  # this is no list of wards
            raise SourceError(at_most(problems, file))
    twice = tuple(_twice([ward for ward, _faults in read]))
    if twice:
        raise SourceError(_in_order(twice, problems, file))
    good = tuple(ward for ward, faults in read if not faults)
    return WardList(good, _in_order(problems, (), file), tuple(_lost_zeros(table, columns, file)))


@lru_cache(maxsize=1024)  # hours and provinces are the same in many rows, and then one text in memory
def _seen(cell: str) -> str:
    """A cell as it is read."""
    for sign in _UNSEEN:
        cell = cell.replace(sign, "")
    return clean(cell)


def _lost_zeros(table: Table, columns: tuple[str, ...], file: str) -> Iterator[Problem]:
    """Numbers of a sheet that may have been a text with a zero in front: telephones and codes."""
    for row in table.rows:
        for index in row.numbers:
            name, digits = columns[index] if index < len(columns) else "", row.cells[index]
            if name in ("phone", "hotline", "code") and not digits.startswith(LEADING[name]):
                message = _("cell {cell} holds {digits} as a number, which loses a zero in front")
                hint = _("if one is missing, make the column a text and write it again")
                said = message.format(cell=cell_name(row.line, index), digits=digits)
                yield Problem(row.where(file, index), said, hint)


def _in_order(some: Iterable[Problem], more: Iterable[Problem], file: str) -> tuple[Problem, ...]:
    return tuple(sorted((*some, *more), key=lambda problem: problem.where or Where(file)))


def _key(heading: str) -> str:
    return slug(heading).replace("-", "")


def _known_headings(cells: Iterable[str]) -> int:
    """How many cells are headings of ours; a reader may tell the right separator by it."""
    return sum(_key(cell) in _FIELDS for cell in cells)


def _columns(row: Row, file: str) -> tuple[str, ...]:
    """The field of each column: a ward's, a slug for `Ward.extra`, or "" under an empty heading."""
    cells = row.cells
    if row.problems:
        raise SourceError(row.problems)
    if len(cells) > MOST_COLUMNS:
        message = _("the list has more than {most} columns").format(most=MOST_COLUMNS)
        raise SourceError.of(message, _("delete those that no guide prints"), row.where(file, MOST_COLUMNS))
    columns = tuple(_FIELDS.get(_key(cell)) or slug(cell) for cell in cells)
    problems = list(_headed_twice(row, columns, file))
    for name, wanted in (("code", _("Mã or code")), ("name", _("Tên or name"))):
        if name not in columns:
            found = ", ".join(cell for cell in cells if cell) or "–"
            message = _("the list has no heading {wanted}").format(wanted=wanted)
            problems.append(Problem(row.where(file), message, _("headings found: {found}").format(found=found)))
    if problems:
        raise SourceError(problems)
    return columns


def _headed_twice(row: Row, columns: tuple[str, ...], file: str) -> Iterator[Problem]:
    for index, name in enumerate(columns):
        first = columns.index(name)
        if name and first != index:
            message = _("the headings “{first}” and “{second}” mean the same, {name}")
            message = message.format(first=row.cells[first], second=row.cells[index], name=name)
            yield Problem(row.where(file, index), message, _("rename or delete one"))


def _ward(
    row: Row, columns: tuple[str, ...], file: str, covered: frozenset[str] | None
) -> tuple[Ward, tuple[Problem, ...]]:
    """A row's ward, whatever it is worth, and its problems."""
    values = {name: cell for name, cell in zip(columns, row.cells, strict=False) if name}
    known = {name: values.get(name, "") for name in HEADINGS}
    extra = tuple((name, values.get(name, "")) for name in columns if name and name not in HEADINGS)
    ward = Ward(**known, extra=extra, where=row.where(file))
    problems = list(row.problems)
    for index, cell in enumerate(row.cells[: MOST_COLUMNS + 1]):
        if not _is_sound(cell, covered):
            problems += _cell(cell, row.where(file, index), covered)
        if cell and columns[index : index + 1] in ((), ("",)):
            hint = _("give the column a heading, or put a text that holds the separator in quotes")
            problems.append(Problem(row.where(file, index), _("this cell stands under no heading"), hint))
    told = {problem.where for problem in row.problems}
    for name, fault in _faults(ward):
        where = row.where(file, columns.index(name))
        if where not in told:
            problems.append(Problem(where, *fault))
    return ward, _in_order(problems, (), file)


def _left_over(cell: str) -> tuple[str, str] | None:
    """What a spreadsheet wrote in place of a value, and what to do."""
    if not cell.startswith("#"):
        return None
    if re.fullmatch(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!)", cell, re.IGNORECASE):
        return _("the cell holds the error {error}").format(error=cell), _("mend its formula, or write the value")
    if re.fullmatch(r"#{3,}", cell):
        return _("the cell holds {cell}, which hides a value").format(cell=cell[:10]), _("widen the column, save again")
    return None


@lru_cache(maxsize=1024)
def _is_sound(cell: str, covered: frozenset[str] | None) -> bool:
    return not _cell(cell, Where(""), covered)


def _cell(cell: str, where: Where, covered: frozenset[str] | None) -> list[Problem]:
    """What is too long, in an old encoding, or cannot print."""
    if len(cell) > LONGEST_CELL:
        message = _("the cell is longer than {most} characters").format(most=LONGEST_CELL)
        return [Problem(where, message, _("shorten it"))]
    if left := _left_over(cell):
        return [Problem(where, *left)]
    if old := old_encoding(cell, where):
        return old
    if found := FORBIDDEN.search(cell):
        message = _("the control character U+{code:04X} may not stand here").format(code=ord(found.group()))
        return [Problem(where, message, _("delete it and retype what stands around it"))]
    return unprintable(cell, covered, where)


def _faults(ward: Ward) -> Iterator[tuple[str, tuple[str, str]]]:
    """The fields that are wrong: which, what, and what to do."""
    if not ward.name:
        yield "name", (_("the row has no name"), _("fill it in"))
    if not ward.code:
        yield "code", (_("the row has no code"), _("fill it in"))
    elif not is_file_name(ward.code):
        message = _("the code “{code}” cannot name a folder").format(code=ward.code)
        yield "code", (message, _("use at most 40 letters without accents, digits and . _ -"))
    for name in ("code", "phone", "hotline"):
        value = getattr(ward, name)
        if _SHORTENED.fullmatch(value) and (name != "code" or not value.isalnum()):
            message = _("“{value}” is a number that a spreadsheet has changed").format(value=value)
            yield name, (message, _("make the column a text and write it again"))
    if ward.email and not re.fullmatch(r"[^\s@]+@[^\s@]+", ward.email):
        yield (
            "email",
            (_("“{email}” is no email address").format(email=ward.email), _("write one, as in ten@coquan.vn")),
        )
    fault = ward.url and (url_fault(ward.url) or None)
    if fault:
        yield "url", fault
    elif ward.url and not is_web(ward.url):
        yield "url", (_("“{url}” is no web address").format(url=ward.url), _("write https://…"))


def is_file_name(code: str) -> bool:
    """Can it name a folder on every system?"""
    plain = _FILE_NAME.fullmatch(code)
    return bool(plain) and len(code) <= LONGEST_CODE and not code.endswith(".") and not _RESERVED.fullmatch(code)


def _twice(wards: list[Ward]) -> Iterator[Problem]:
    """Rows that share a code, or a name in a province; case and spaces do not tell them apart, accents do."""
    message = _("the code {code} stands twice, first in row {row}")
    for ward, first in _pairs(wards, lambda ward: _same(ward.code)):
        if ward.code:
            yield _repeated(ward, message.format(code=ward.code, row=_row(first)))
    message = _("{name} stands twice in one province, first in row {row}")
    for ward, first in _pairs(wards, lambda ward: (_same(ward.province), _same(ward.name))):
        if ward.name:
            yield _repeated(ward, message.format(name=ward.name, row=_row(first)))


def _pairs(wards: list[Ward], key: Callable[[Ward], object]) -> Iterator[tuple[Ward, Ward]]:
    """Each ward whose key another has before it, and the first of those."""
    firsts: dict[object, Ward] = {}
    for ward in wards:
        first = firsts.setdefault(key(ward), ward)
        if first is not ward:
            yield ward, first


def _same(text: str) -> str:
    return "".join(text.casefold().split())


def _row(ward: Ward) -> int:
    return ward.where.line if ward.where else 0


def _repeated(ward: Ward, message: str) -> Problem:
    return Problem(ward.where, message, _("mend or delete one of the rows"))
