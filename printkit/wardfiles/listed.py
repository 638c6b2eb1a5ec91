"""An office's list as `wards match` needs it: what each row asks of the country's list, and what the sheet shows."""

from pathlib import Path
from typing import NamedTuple

from printkit.country.asked import Asked
from printkit.errors import SourceError
from printkit.files import contents
from printkit.wardlist.grid import Sheet
from printkit.wardlist.options import ListOptions
from printkit.wardlist.reading import MOST_MIB, NESTED, RowNames, book_of, wards_of


class Listed(NamedTuple):
    """A list that was found in a file.

    `sheet` is its name, "" where it has none; `heading_row` (the last of them) and the number of each row in `rows`
    count from 1 as the sheet does; `width` is the last column with a heading. `shown` are all rows of the sheet, from
    the first on, as it shows them.
    """

    sheet: str
    heading_row: int
    width: int
    rows: tuple[tuple[int, Asked], ...]
    shown: tuple[tuple[str, ...], ...]


def read_listed(path: Path, options: ListOptions | None = None) -> Listed:
    """The list of a file of any kind that is read. Raises SourceError where there is none, or a row cannot be read."""
    is_nested = path.suffix.lower() in NESTED
    book = book_of(path, b"" if is_nested else contents(path, MOST_MIB))
    if is_nested:
        book = book._replace(sheets=tuple(map(_numbered, book.sheets)))
    if book.problems:  # a row that cannot be read would be missing in the copy
        raise SourceError(book.problems)
    known = wards_of(book, str(path), options or ListOptions(), contacts=False).understood
    (sheet,) = [sheet for sheet in book.sheets if sheet.name == known.sheet][:1]
    texts = {row.number: tuple(cell.text for cell in row.cells) for row in sheet.rows}
    shown = tuple(texts.get(number, ()) for number in range(1, max(texts, default=0) + 1))
    rows = tuple((names.row, _asked(names)) for names in known.rows)
    width = max(column.number for column in known.columns if column.heading)
    return Listed(known.sheet, known.headings[1], width, rows, shown)


def _numbered(sheet: Sheet) -> Sheet:
    """What is no table counts rows by lines of its file, several on one; in a sheet they stand one below the other."""
    return sheet._replace(rows=tuple(row._replace(number=number) for number, row in enumerate(sheet.rows, 1)))


def _asked(names: RowNames) -> Asked:
    return Asked(names.name, names.province, names.district, names.code, names.parent)
