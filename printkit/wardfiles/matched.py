"""An office's list with what each row is today beside it: in its own workbook, or in a new one of what it shows."""

import warnings
from copy import copy
from gettext import gettext as _
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from printkit.country.asked import Answer, Matching
from printkit.country.communes import EDITION
from printkit.errors import Problem, SourceError, Where
from printkit.files import contents
from printkit.wardfiles.listed import Listed
from printkit.wardfiles.unkept import unkept
from printkit.wardfiles.workbooks import LONGEST, TEXT, Column, new_sheet, saved, write
from printkit.wardlist.reading import MOST_MIB

WORKBOOKS = (".xlsx", ".xlsm")
CODE, NEW_CODE, NAME, PROVINCE, RESULT = "Mã", "Mã mới", "Tên mới", "Tỉnh mới", "Kết quả"
WIDTHS = {CODE: 9, NEW_CODE: 9, NAME: 30, PROVINCE: 24, RESULT: 60}
SHEET = "Phường, xã"
USUAL_WIDTH = 20  # of an office's column in a new sheet


class Matched(NamedTuple):
    """The new workbook, and what of the office's own it does not keep, by name."""

    data: bytes
    unkept: tuple[str, ...] = ()


def matched(path: Path, listed: Listed, matching: Matching) -> Matched:
    """The list of a file with four columns more. Raises SourceError where a cell is too long for a workbook."""
    headings = added_headings(listed.shown[listed.heading_row - 1])
    if path.suffix.lower() in WORKBOOKS:
        return _in_own_workbook(path, listed, matching, headings)
    return Matched(_in_new_workbook(path, listed, matching, headings))


def added_headings(headings: tuple[str, ...]) -> tuple[str, ...]:
    """The headings of the columns that are added, none of them a heading that is there.

    >>> added_headings(("Mã", "Tên"))
    ('Mã mới', 'Tên mới', 'Tỉnh mới', 'Kết quả')
    """
    there = {heading.strip().casefold() for heading in headings}
    added = []
    for heading in (NEW_CODE if CODE.casefold() in there else CODE, NAME, PROVINCE, RESULT):
        number = next(n for n in range(1, len(there) + 2) if _numbered(heading, n).casefold() not in there)
        added.append(_numbered(heading, number))
    return tuple(added)


def _numbered(heading: str, number: int) -> str:
    return heading if number == 1 else f"{heading} {number}"


def result(answer: Answer) -> str:
    """What the column Kết quả says: the kind of the answer, and its note.

    >>> result(Answer("khớp", note="cũng là tên cũ của Xã A"))
    'khớp; cũng là tên cũ của Xã A'
    """
    return "; ".join(part for part in (answer.kind, answer.note) if part)


def _values(answer: Answer) -> tuple[str, str, str, str]:
    return answer.code, answer.name, answer.province, result(answer)


def _in_new_workbook(path: Path, listed: Listed, matching: Matching, headings: tuple[str, ...]) -> bytes:
    """A sheet of the shown values, every row where it is in the list."""
    _refuse_long(path, listed)
    width = max(map(len, listed.shown), default=0)
    padded = [[*cells, *[""] * (width - len(cells))] for cells in listed.shown]
    head = listed.heading_row
    answers = {number: _values(answer) for (number, _a), answer in zip(listed.rows, matching.answers, strict=True)}
    none = [""] * len(headings)
    rows = [[*cells, *answers.get(number, none)] for number, cells in enumerate(padded[head:], head + 1)]
    columns = [Column(heading, USUAL_WIDTH, is_text=True) for heading in padded[head - 1]]
    columns += [Column(heading, WIDTHS.get(heading, USUAL_WIDTH), is_text=True) for heading in headings]
    book, sheet = new_sheet(columns, rows, EDITION, above=padded[: head - 1])
    sheet.title = SHEET
    return saved(book)


def _refuse_long(path: Path, listed: Listed) -> None:
    problems = [
        Problem(Where(str(path), number, column), _("the cell is longer than a workbook can hold"), _("shorten it"))
        for number, cells in enumerate(listed.shown, 1)
        for column, text in enumerate(cells, 1)
        if len(text) > LONGEST
    ]
    if problems:
        raise SourceError(problems)


def _in_own_workbook(path: Path, listed: Listed, matching: Matching, headings: tuple[str, ...]) -> Matched:
    """The office's workbook as openpyxl keeps it, formulas and all, the columns right of everything on the sheet."""
    import openpyxl

    before = contents(path, MOST_MIB)  # the list's reader has refused what is too large
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what is not kept is told by name
        try:
            book = openpyxl.load_workbook(BytesIO(before), rich_text=True)
        except Exception as reason:  # openpyxl raises whatever a broken part makes it stumble over
            message = _("the workbook cannot be copied ({reason})").format(reason=type(reason).__name__)
            hint = _("save the sheet as “CSV UTF-8” and match that")
            raise SourceError.of(message, hint, Where(str(path))) from None
        sheet = book[listed.sheet] if listed.sheet else book.worksheets[0]
        _add(sheet, listed, matching, headings)
        after = saved(book)
    return Matched(after, unkept(before, after))


def _add(sheet: Any, listed: Listed, matching: Matching, headings: tuple[str, ...]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.utils import get_column_letter

    merged = (area.max_col for area in sheet.merged_cells.ranges)
    first = max(listed.width, *map(len, listed.shown), *merged) + 1
    for column, heading in enumerate(headings, first):
        cell = sheet.cell(listed.heading_row, column)
        write(cell, heading)
        _look_like(cell, sheet.cell(listed.heading_row, listed.width))
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS.get(heading, USUAL_WIDTH)
    sheet.cell(listed.heading_row, first + len(headings) - 1).comment = Comment(EDITION, "printkit")
    for (number, _asked), answer in zip(listed.rows, matching.answers, strict=True):
        for column, value in enumerate(_values(answer), first):
            cell = sheet.cell(number, column)
            _look_like(cell, sheet.cell(number, listed.width))
            write(cell, value, TEXT)


def _look_like(cell: Any, other: Any) -> None:
    """Give a cell the look of another, but not how its numbers are shown."""
    cell.font, cell.border, cell.fill = copy(other.font), copy(other.border), copy(other.fill)
    cell.alignment = copy(other.alignment)
