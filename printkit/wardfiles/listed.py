"""An office's list as `wards match` needs it: what each row asks of the country's list, and what the sheet shows."""

from pathlib import Path
from typing import NamedTuple

from printkit.country.asked import Asked
from printkit.errors import SourceError
from printkit.files import contents
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
    book = book_of(path, b"" if path.suffix.lower() in NESTED else contents(path, MOST_MIB))
    if book.problems:  # a row that cannot be read would be missing in the copy
        raise SourceError(book.problems)
    known = wards_of(book, str(path), options or ListOptions()).understood
    (sheet,) = [sheet for sheet in book.sheets if sheet.name == known.sheet][:1]
    texts = {row.number: tuple(cell.text for cell in row.cells) for row in sheet.rows}
    shown = tuple(texts.get(number, ()) for number in range(1, max(texts, default=0) + 1))
    rows = tuple((names.row, _asked(names)) for names in known.rows)
    return Listed(known.sheet, known.headings[1], max(column.number for column in known.columns), rows, shown)


def _asked(names: RowNames) -> Asked:
    return Asked(names.name, names.province, names.district, names.code, names.parent)
