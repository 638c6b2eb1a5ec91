"""Where a table of wards stands in a file: a book goes in, a sheet with its rows of headings comes out.

Over all visible sheets and the first twenty rows of each, the row that names most fields wins. Headings may stand on
two or three rows where merged cells group them (“Liên hệ” over “Địa chỉ” and “Điện thoại”).
"""

from collections.abc import Iterable, Iterator, Mapping
from gettext import gettext as _
from typing import NamedTuple

from printkit.errors import PrintkitError, Problem, SourceError, Where
from printkit.slugs import nearest
from printkit.source.reading import old_encoding
from printkit.wardlist.cells import tidied
from printkit.wardlist.columns import field_named, known_headings
from printkit.wardlist.grid import EMPTY, MOST_COLUMNS, Book, Cell, GridRow, Sheet, Span
from printkit.wardlist.options import ListOptions

ROWS = 20  # that are looked at for headings
DEEPEST = 3  # rows of headings
SHOWN = 12  # headings named in a problem


class Lines(NamedTuple):
    """A sheet as it is read: its rows without what is hidden, merged cells filled down.

    `hidden` are the numbers of rows left out; `wide` those rows whose first cell is merged over columns: titles;
    `continued` the cells (row, column) that show what a merged cell above them holds.
    """

    sheet: Sheet
    rows: tuple[GridRow, ...]
    hidden: tuple[int, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    wide: frozenset[int] = frozenset()
    continued: frozenset[tuple[int, int]] = frozenset()


class Place(NamedTuple):
    """A table: its sheet, the first and last row of its headings, the headings by column, and the rows below.

    `hidden` are the headings of hidden columns, which are not read.
    """

    lines: Lines
    first: int
    last: int
    headings: Mapping[int, str]
    hidden: Mapping[int, str]
    rows: tuple[GridRow, ...]


def found_table(book: Book, file: str, options: ListOptions) -> Place:
    """The table of wards of a book. Raises SourceError where no sheet holds one, or there is no such sheet."""
    best: tuple[int, Place] | None = None
    seen: list[Lines] = []
    for sheet in _sheets(book, file, options.sheet):
        lines = lines_of(sheet, options.hidden)
        seen.append(lines)
        for place in _candidates(lines):
            worth = _worth(place, options)
            if worth and (best is None or worth > best[0]):
                best = worth, place
    if best is None:
        raise _other_sheet(book, file, options) or _no_table(seen, file)
    return best[1]


def lines_of(sheet: Sheet, hidden: bool = False) -> Lines:
    """A sheet's rows as they are read; `hidden` takes hidden rows and columns too."""
    filled = _filled(sheet)
    if hidden:
        return Lines(sheet, filled, wide=_wide(sheet), continued=_continued(sheet))
    rows = tuple(row for row in filled if row.number not in sheet.hidden_rows)
    left_out = tuple(row.number for row in filled if row.number in sheet.hidden_rows and any(c.text for c in row.cells))
    return Lines(sheet, rows, left_out, sheet.hidden_columns, _wide(sheet), _continued(sheet))


def _continued(sheet: Sheet) -> frozenset[tuple[int, int]]:
    last = max((row.number for row in sheet.rows), default=0)
    return frozenset(
        (number, span.left) for span in sheet.merged for number in range(span.top + 1, min(span.bottom, last) + 1)
    )


def _wide(sheet: Sheet) -> frozenset[int]:
    return frozenset(span.top for span in sheet.merged if span.right > span.left and span.top == span.bottom)


def _filled(sheet: Sheet) -> tuple[GridRow, ...]:
    """The rows, the value of cells merged downwards in each of them."""
    down = [span for span in sheet.merged if span.bottom > span.top]
    if not down:
        return sheet.rows
    rows = {row.number: row for row in sheet.rows}
    for span in down:
        top = rows.get(span.top)
        cell = top.cells[span.left - 1] if top and span.left <= len(top.cells) else EMPTY
        if cell.text:
            for number in range(span.top + 1, min(span.bottom, max(rows)) + 1):
                if number in rows:
                    rows[number] = _with(rows[number], span.left, cell)
    return tuple(rows.values())


def _with(row: GridRow, column: int, cell: Cell) -> GridRow:
    cells = [*row.cells, *[EMPTY] * (column - len(row.cells))]
    cells[column - 1] = cell
    return row._replace(cells=tuple(cells))


def _sheets(book: Book, file: str, name: str) -> Iterable[Sheet]:
    """The sheet of a name, or all that are visible."""
    if not name:
        return [sheet for sheet in book.sheets if not sheet.is_hidden] or book.sheets
    known = [sheet.name for sheet in book.sheets]
    if known == [""]:
        raise SourceError.of(_("only a workbook has sheets to choose from"), _("leave out --sheet"), Where(file))
    chosen = [sheet for sheet in book.sheets if sheet.name.strip() == name.strip()]
    if not chosen:
        meant = nearest(name, known)
        hint = _("did you mean “{name}”?").format(name=meant) + " " if meant else ""
        message = _("there is no sheet “{name}”").format(name=name)
        raise SourceError.of(message, hint + _("sheets are {names}").format(names=", ".join(known)), Where(file))
    return chosen[:1]


def _candidates(lines: Lines) -> Iterator[Place]:
    """Every row, or two or three that belong together, that could hold the headings."""
    filled = [row for row in lines.rows if any(cell.text for cell in row.cells)]
    for index, row in enumerate(filled[:ROWS]):
        if any(span.top < row.number <= span.bottom for span in lines.sheet.merged):
            continue  # headings that are merged downwards begin higher
        for depth in range(1, DEEPEST + 1):
            rows = filled[index : index + depth]
            if len(rows) < depth or rows[-1].number - row.number >= depth or not _belong(rows, lines.sheet):
                break
            if _cuts_headings(rows, lines.sheet):
                continue
            headings = _headings(rows, lines)
            hidden = {column: text for column, text in headings.items() if column in lines.hidden_columns and text}
            shown = {column: text for column, text in headings.items() if column not in lines.hidden_columns}
            yield Place(lines, row.number, rows[-1].number, shown, hidden, tuple(filled[index + depth :]))


def _cuts_headings(rows: list[GridRow], sheet: Sheet) -> bool:
    """Do cells that are merged downwards begin in these rows and end below them, as near as headings do?"""
    first, last = rows[0].number, rows[-1].number
    return any(first <= span.top <= last < span.bottom < first + DEEPEST for span in sheet.merged)


def _belong(rows: list[GridRow], sheet: Sheet) -> bool:
    """Do rows of headings belong together: by merged cells, or by groups whose names stand over blanks?"""
    if len(rows) == 1:
        return True
    first, last = rows[0].number, rows[-1].number
    spans = [span for span in sheet.merged if first <= span.top <= last]
    if spans:
        down = any(span.bottom > span.top for span in spans)
        return down or any(span.top < last and span.right > span.left for span in spans)
    return len(rows) == 2 and not sheet.merged and _is_group(*rows)


def _is_group(upper: GridRow, lower: GridRow) -> bool:
    """Has the lower row words only where the upper is blank, or begins a group that goes on over a blank?"""
    width = max(len(upper.cells), len(lower.cells))
    above, below = ([*(cell.text for cell in row.cells), *[""] * (width - len(row.cells))] for row in (upper, lower))
    under_blank = [i for i in range(width) if below[i] and not above[i]]
    under_words = [i for i in range(width) if below[i] and above[i]]
    return bool(under_blank) and all(i + 1 in under_blank for i in under_words)


def _headings(rows: list[GridRow], lines: Lines) -> dict[int, str]:
    """The heading of each column: the words of its rows from above, each once."""
    spans = lines.sheet.merged
    grouped = len(rows) == 2 and not spans
    parts: dict[int, list[str]] = {}
    for depth, row in enumerate(rows):
        texts = _spread(row, spans, over_blanks=grouped and depth == 0, lower=rows[-1])
        for column, text in texts.items():
            words = parts.setdefault(column, [])
            if text and text not in words:
                words.append(text)
    return {column: " ".join(words) for column, words in parts.items() if column <= MOST_COLUMNS}


def _spread(row: GridRow, spans: tuple[Span, ...], *, over_blanks: bool, lower: GridRow) -> dict[int, str]:
    """A row's texts by column, that of merged cells in each of them."""
    texts = {column: tidied(cell.text) for column, cell in enumerate(row.cells[:MOST_COLUMNS], 1)}
    for span in spans:
        if span.top <= row.number <= span.bottom and span.right > span.left:
            for column in range(span.left + 1, min(span.right, MOST_COLUMNS) + 1):
                texts[column] = texts.get(span.left, "")
    if over_blanks:
        group = ""
        for column, cell in enumerate(lower.cells, 1):
            group = texts.get(column, "") or (group if cell.text else "")
            texts[column] = group
    return texts


def _worth(place: Place, options: ListOptions) -> int:
    """How many fields a row of headings names; those that a person chose count."""
    headings = dict(place.headings)
    count = known_headings(headings)
    texts = {text.casefold() for text in headings.values()}
    chosen = [field_named(name) for name, heading in options.columns if heading.casefold() in texts]
    return count + len(chosen) if count or "name" in chosen else 0


def _other_sheet(book: Book, file: str, options: ListOptions) -> PrintkitError | None:
    """The error of a sheet that was named and holds no wards, where another does."""
    if not options.sheet:
        return None
    try:
        place = found_table(book, file, options._replace(sheet=""))
    except PrintkitError:
        return None
    message = _("no row of headings in the sheet “{sheet}” names the wards").format(sheet=options.sheet)
    hint = _("the wards stand in the sheet “{sheet}”").format(sheet=place.lines.sheet.name)
    return SourceError.of(message, hint, Where(file))


def _no_table(seen: list[Lines], file: str) -> PrintkitError:
    """Why no table was found: nothing there, an old encoding, or headings that nobody knows."""
    filled = [row for lines in seen for row in lines.rows[:ROWS] if any(cell.text.strip() for cell in row.cells)]
    if not filled:
        return SourceError.of(_("the ward list is empty"), _("write headings and a row for each ward"), Where(file))
    for row in filled:
        old = old_encoding(" ".join(cell.text for cell in row.cells), Where(file, row.number, 1))
        if old:
            return SourceError(old)
    row = max(filled, key=lambda row: sum(bool(cell.text) for cell in row.cells))
    shown = [cell.text for cell in row.cells if cell.text][:SHOWN]
    message = _("no row of headings names the wards; row {row} holds: {headings}")
    hint = _('call the column of their names “Tên xã, phường”, or say which it is: --columns "Tên={heading}"')
    sheets = ", ".join(f"“{each.sheet.name}”" for each in seen if each.sheet.name)
    if sheets:
        message = _("no row of headings in the sheets {sheets} names the wards; row {row} holds: {headings}")
    text = message.format(row=row.number, headings=", ".join(shown), sheets=sheets)
    return SourceError((Problem(Where(file, row.number, 1), text, hint.format(heading=shown[0])),))
