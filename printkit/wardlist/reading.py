"""A ward list of any kind read into wards, and what was understood of it.

In: a path and how to read it. Out: a WardList: the wards that can be printed, a problem for each row that cannot, and
the account of all the rest: sheet, headings, columns, what was skipped, mended, left out. Raises SourceError where the
file holds no table of wards at all.
"""

import gc
from collections.abc import Iterator, Mapping, Set
from gettext import gettext as _
from pathlib import Path
from typing import NamedTuple

from printkit.errors import MOST, Problem, SourceError, Where, at_most
from printkit.files import contents
from printkit.model import Ward
from printkit.wardfields import BY_NAME, CONTACTS
from printkit.wardlist.cells import NOTHING, Done, Value, fault_of, tidied, value_of
from printkit.wardlist.collector import collection_paused
from printkit.wardlist.columns import BEGINNING, SAMPLE, Column, Table, columns_of, second_table, unknown_contacts
from printkit.wardlist.find import Place, found_table
from printkit.wardlist.grid import EMPTY, MOST_COLUMNS, Book, GridRow, column_name
from printkit.wardlist.keys import Entry, keyed
from printkit.wardlist.options import ListOptions
from printkit.wardlist.skipped import Judge, Reason, Skipped, is_total
from printkit.wardlist.vocabulary import DISTRICT, NAMING, RESULT

LARGE = 1 << 19  # bytes of a workbook
MOST_MIB = 8  # all 3,321 wards of the country are about 1 MB
FIRST = 5  # cells that a problem names
NESTED = (".yaml", ".yml", ".json")


class Remark(NamedTuple):
    """What was done to a cell, or is to be doubted in it: its place, its column, its text before and after, and why."""

    done: Done
    where: Where
    column: int
    role: str
    before: str
    after: str
    why: str


class RowNames(NamedTuple):
    """What a row calls its ward, whether or not it can be printed; `row` is its number in the sheet."""

    row: int
    name: str
    parent: str
    province: str
    district: str
    code: str


class Understood(NamedTuple):
    """What was understood of a list: its sheet, its rows of headings, its columns, and what was done to its rows."""

    file: str
    sheet: str
    sheets: tuple[str, ...]
    headings: tuple[int, int]
    columns: tuple[Column, ...]
    skipped: tuple[Skipped, ...]
    remarks: tuple[Remark, ...]
    rows: tuple[RowNames, ...]

    def column(self, role: str) -> Column | None:
        """The column of a role."""
        return next((column for column in self.columns if column.role == role), None)


class WardList(NamedTuple):
    """The wards that can be printed, in the list's order, what is wrong with other rows, and what was understood."""

    wards: tuple[Ward, ...]
    problems: tuple[Problem, ...]
    understood: Understood


def read_wards(path: Path, covered: Set[str] | None = None, options: ListOptions | None = None) -> WardList:
    """The wards of a file; `covered` holds the characters that print. Raises SourceError where it holds no table."""
    file = str(path)
    data = b"" if path.suffix.lower() in NESTED else contents(path, MOST_MIB)
    with collection_paused():
        book = book_of(path, data)
        if len(data) > LARGE:
            gc.collect()  # what openpyxl leaves of a long list, 60 MB, refers to itself
        return wards_of(book, file, options or ListOptions(), covered)


def book_of(path: Path, data: bytes) -> Book:
    """The sheets of a file, by what it is more than by its ending; only the reader of its kind is loaded."""
    if path.suffix.lower() in NESTED:
        from printkit.wardlist.nested import read_nested

        return read_nested(path)
    from printkit.wardlist.kinds import read_book

    return read_book(data, str(path), path.suffix.lower())


def wards_of(
    book: Book, file: str, options: ListOptions, covered: Set[str] | None = None, *, contacts: bool = True
) -> WardList:
    """The wards of a book; `file` names it in problems. Without `contacts` only what names the wards must be there."""
    place = found_table(book, file, options)
    where = Where(file, place.first, 1)
    values = _values(place)
    headings = {number: place.headings.get(number, "") for number in values}
    columns = columns_of(Table(headings, values, where), options)
    if contacts:
        _refuse_unknown_contacts(columns, options, where)
    needed = {column.number for column in columns if column.role in (BY_NAME if contacts else NAMING)}
    _refuse_uncalculated(place, needed, file)
    reader = _Reader(place, columns, file, covered)
    for row in _told_apart(place, book.separator, file):
        reader.add(row, _texts(row, place))
    wards, alike = keyed(reader.entries)
    problems = (
        *book.problems,
        *_far_headings(place, file),
        *_second_table(columns, place, file),
        *reader.problems,
        *alike,
    )
    return WardList(wards, _in_order(problems, file), reader.understood(book))


def _texts(row: GridRow, place: Place) -> dict[int, str]:
    hidden = place.lines.hidden_columns
    return {n: tidied(cell.text) for n, cell in enumerate(row.cells[:MOST_COLUMNS], 1) if cell.text and n not in hidden}


def _blank(place: Place) -> list[int]:
    """Rows below the headings that hold nothing, up to the last that holds something."""
    filled = {row.number for row in place.rows}
    last = max(filled, default=0)
    return [n for row in place.lines.rows if place.last < (n := row.number) < last and n not in filled]


def _values(place: Place) -> dict[int, list[str]]:
    """The first values below each heading, and below none where something stands there.

    Totals and signatures at the foot, which fill less than half of the table, do not tell what a column is.
    """
    values: dict[int, list[str]] = {number: [] for number, heading in place.headings.items() if heading}
    counts = [sum(bool(cell.text) for cell in row.cells) for row in place.rows]
    most = max(counts, default=0)
    for row, count in zip(place.rows, counts, strict=True):
        for number, cell in enumerate(row.cells[:MOST_COLUMNS], 1):
            some = values.get(number)
            is_sampled = some is not None and (len(some) >= SAMPLE or count * 2 < most)
            if cell is EMPTY or is_sampled or number in place.lines.hidden_columns or not (text := tidied(cell.text)):
                continue
            some = values.setdefault(number, [])
            if count * 2 >= most:
                some.append(text[:BEGINNING])
    return values


def _refuse_unknown_contacts(columns: tuple[Column, ...], options: ListOptions, where: Where) -> None:
    """Where a list has contacts and none is known, sheets would print without: a person must say which is what."""
    unknown = tuple(unknown_contacts(columns))
    if options.columns or not unknown or any(column.role in CONTACTS for column in columns):
        return
    shown = ", ".join(f"“{column.heading}”" for column in columns if column.heading)
    first = unknown[0]
    message = _(
        "no column is known as a contact, but “{heading}” looks like the field “{field}”; columns are {columns}"
    )
    hint = _('say what it is: --columns "{field}={heading}", or --columns "Khác={heading}" to leave it out')
    named = {"heading": first.heading, "field": BY_NAME[first.resembles].vi}
    raise SourceError.of(message.format(columns=shown, **named), hint.format(**named), where)


def _refuse_uncalculated(place: Place, needed: Set[int], file: str) -> None:
    """Formulas whose values no program has saved show nothing: their wards would print without, or not at all."""
    if not place.lines.sheet.uncalculated:
        return
    totals = (row.number for row in place.rows if is_total(_texts(row, place).values()))
    passed = {*place.lines.hidden, *totals}
    cells = [
        f"{column_name(column)}{row}"
        for row, column in place.lines.sheet.uncalculated
        if row > place.last and column in needed and row not in passed
    ]
    if cells:
        message = _("the sheet holds formulas whose values were never calculated: {cells}")
        shown = ", ".join(cells[:FIRST]) + (" …" if len(cells) > FIRST else "")
        hint = _("open the list in Excel and save it, or paste the values in place of the formulas")
        raise SourceError.of(message.format(cells=shown), hint, Where(file))


def _far_headings(place: Place, file: str) -> Iterator[Problem]:
    """Headings right of all columns that are read: what stands under them prints nowhere."""
    for row in place.lines.rows:
        if place.first <= row.number <= place.last:
            yield from row.problems
            if any(cell.text for cell in row.cells[MOST_COLUMNS:]):
                message = _("the list has more than {most} columns; those behind are not read")
                hint = _("delete columns that no guide prints")
                yield Problem(Where(file, row.number, MOST_COLUMNS + 1), message.format(most=MOST_COLUMNS), hint)


def _second_table(columns: tuple[Column, ...], place: Place, file: str) -> Iterator[Problem]:
    """A list that goes on beside itself, to save paper: half of its wards would not print."""
    name = second_table(columns)
    if name:
        message = _(
            "a second table of wards stands beside the first, from “{heading}” in column {letter}; it is not read"
        )
        where = Where(file, place.last, name.number)
        hint = _("move its rows below those of the first")
        yield Problem(where, message.format(heading=name.heading, letter=name.letter), hint)


def _told_apart(place: Place, separator: str, file: str) -> Iterator[GridRow]:
    """The rows; in a CSV file one with more cells than headings is none that can be trusted: an address was cut."""
    heads = (row for row in place.lines.rows if place.first <= row.number <= place.last)
    width = max((len(row.cells) for row in heads), default=0)
    for row in place.rows:
        if separator and any(cell.text for cell in row.cells[width:]):
            message = _("this row has more cells than there are headings")
            hint = _("put a text that holds “{separator}” in quotes, or give the column a heading")
            problem = Problem(Where(file, row.number, width + 1), message, hint.format(separator=separator))
            row = row._replace(problems=(*row.problems, problem))
        yield row


class _Reader:
    """Rows read one after the other into entries, with everything that is to be said of them."""

    def __init__(self, place: Place, columns: tuple[Column, ...], file: str, covered: Set[str] | None) -> None:
        self.place, self.columns, self.file = place, columns, file
        self.covered = frozenset(covered) if covered is not None else None
        self.known = tuple((column.role, column.number) for column in columns if column.role in BY_NAME)
        extra = (column for column in columns if column.placeholder and column.role not in BY_NAME)
        self.extra = tuple((column.placeholder, column.number) for column in extra)
        self.district = next((column.number for column in columns if column.role == DISTRICT), 0)
        self.judge = Judge({column.number: column.role for column in columns}, place.headings, place.lines.wide)
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self.remarks: list[Remark] = []
        self.skipped: dict[Reason, list[int]] = {
            "hidden": [number for number in place.lines.hidden if number > place.last],
            "blank": _blank(place),
        }
        self.rows: list[RowNames] = []
        self.before: Mapping[int, str] = {}  # the texts of the ward above

    def add(self, row: GridRow, texts: Mapping[int, str]) -> None:
        """One row: skipped, a ward, or a problem. Raises SourceError where there are so many that this is no list."""
        reason = None if row.problems else self.judge.reason(row.number, texts)
        if reason:
            self.skipped.setdefault(reason, []).append(row.number)
            return
        if self._continues(row.number, texts):
            self.skipped.setdefault("continued", []).append(row.number)
            return
        values = {column.number: self._value(row, column, texts) for column in self.columns}
        problems = [*row.problems, *self._faults(row, texts, values)]
        ward, district = self._ward(row, values), values[self.district].text if self.district else ""
        self.rows.append(RowNames(row.number, ward.name, ward.parent, ward.province, district, ward.code))
        if not problems:
            self.entries.append(Entry(ward, (ward.parent or district, ward.province)))
        self.problems += problems
        if len(self.problems) > MOST:
            raise SourceError(at_most(self.problems, self.file))

    def _continues(self, number: int, texts: Mapping[int, str]) -> bool:
        """Does a row only go on with the ward above, whose name is merged over it, and print nothing else?"""
        before, self.before = self.before, texts
        return (number, self.judge.name) in self.place.lines.continued and all(
            texts.get(column, "") in ("", before.get(column, "")) for _role, column in self.known
        )

    def _value(self, row: GridRow, column: Column, texts: Mapping[int, str]) -> Value:
        cell = row.cells[column.number - 1] if column.number <= len(row.cells) else EMPTY
        if cell is EMPTY or column.role == RESULT:
            return NOTHING
        if cell.fault:
            value = Value("", "left out", "; ".join(cell.fault))
        elif column.role in ("phone", "hotline") and "\n" in cell.text:  # where a line may part two numbers
            value = value_of("\n".join(map(tidied, cell.text.strip().split("\n"))), column.role, self.covered)
        else:
            value = value_of(texts.get(column.number, ""), column.role, self.covered)
        if cell.is_plain and not value.done and column.role in BY_NAME:
            value = value._replace(done="doubtful", why=_("its number format is not followed, and plain figures print"))
        if value.done and (column.role != "name" or value.done == "mended"):  # else it is a fault of the row
            where = row.where(self.file, column.number)
            remark = Remark(value.done, where, column.number, column.role, cell.text, value.text, value.why)
            self.remarks.append(remark)
        return value

    def _ward(self, row: GridRow, values: Mapping[int, Value]) -> Ward:
        known = {role: values[number].text for role, number in self.known}
        extra = tuple([(name, values[number].text) for name, number in self.extra])
        return Ward(**({"code": "", "name": ""} | known), extra=extra, where=row.where(self.file, 1))

    def _faults(self, row: GridRow, texts: Mapping[int, str], values: Mapping[int, Value]) -> Iterator[Problem]:
        """What keeps a row from being a ward: no name, or one that cannot print."""
        number = self.judge.name
        where = row.where(self.file, number)
        if values.get(number, NOTHING).done == "left out":
            cell = row.cells[number - 1]
            why, hint = cell.fault or fault_of(texts[number], self.covered) or ("", "")
            message = why if cell.fault else _("the name cannot print: {why}").format(why=why)
            yield Problem(where, message, hint)
        elif not texts.get(number):
            yield Problem(where, _("the row has no name"), _("fill it in"))

    def understood(self, book: Book) -> Understood:
        """The account of the list."""
        skipped = tuple(Skipped(reason, tuple(rows)) for reason, rows in self.skipped.items() if rows)
        names = tuple(sheet.name for sheet in book.sheets if sheet.name)
        why = _("it is hidden; --hidden takes it")
        hidden = (Column(number, heading, why=why) for number, heading in self.place.hidden.items())
        columns = tuple(sorted((*self.columns, *hidden)))
        lines, span = self.place.lines, (self.place.first, self.place.last)
        remarks, rows = tuple(self.remarks), tuple(self.rows)
        return Understood(self.file, lines.sheet.name, names, span, columns, skipped, remarks, rows)


def _in_order(problems: tuple[Problem, ...], file: str) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.where or Where(file)))
