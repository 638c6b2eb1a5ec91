"""What a file of any kind becomes before anybody knows what it lists: sheets of cells, as a person sees them.

Rows and columns count from 1, as a spreadsheet names them.
"""

from typing import NamedTuple

from printkit.errors import Problem, Where

MOST_ROWS = 20_000  # of a sheet that hold something; the country has 3,321 wards
MOST_COLUMNS = 100


class Cell(NamedTuple):
    """A cell as its sheet shows it.

    `is_number`: the file holds a number here, not a text, and its format adds no zeros in front, so that some may be
    lost. `is_plain`: its number format is none that we follow, and `text` has the plain digits. `fault`: why the cell
    cannot be read, and what to do; its `text` is then empty.
    """

    text: str
    is_number: bool = False
    is_plain: bool = False
    fault: tuple[str, str] | None = None


EMPTY = Cell("")


class Span(NamedTuple):
    """Merged cells, the last row and column included. The value stands in the first cell; the others are empty."""

    left: int
    top: int
    right: int
    bottom: int


class GridRow(NamedTuple):
    """A row that holds something: its number, and its cells from column 1 to the last that is not empty.

    `places` are those of its cells where the file is no table (YAML, JSON); `problems` are of the row as a whole.
    """

    number: int
    cells: tuple[Cell, ...]
    places: tuple[Where | None, ...] = ()
    problems: tuple[Problem, ...] = ()

    def where(self, file: str, column: int) -> Where:
        """The place of a cell; in a table it is the row's number and the column's."""
        known = self.places[column - 1] if 0 < column <= len(self.places) else None
        return known or Where(file, self.number, max(column, 1))


class Sheet(NamedTuple):
    """A sheet: its rows in order, what is merged, and what is hidden. A CSV file is one sheet without a name."""

    name: str
    rows: tuple[GridRow, ...]
    merged: tuple[Span, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False


class Book(NamedTuple):
    """The sheets of a file, in its order, and a problem for each row that could not be read at all."""

    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...] = ()


def column_name(column: int) -> str:
    """What a spreadsheet calls a column.

    >>> column_name(1), column_name(28)
    ('A', 'AB')
    """
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
