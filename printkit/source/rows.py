"""A table of any kind of file: rows of cells, each with its place."""

from typing import NamedTuple

from printkit.errors import Problem, Where

MOST_COLUMNS = 100


class Row(NamedTuple):
    """A row: the line where it begins, its cells as text, columns of those that were numbers, places if known.

    A row with `problems` of its own prints nothing.
    """

    line: int
    cells: tuple[str, ...]
    numbers: tuple[int, ...] = ()
    places: tuple[Where | None, ...] = ()
    problems: tuple[Problem, ...] = ()

    def where(self, file: str, index: int = 0) -> Where:
        """The place of a cell; in a table without places of its own the column is the cell's number."""
        known = self.places[index] if index < len(self.places) else None
        return known or Where(file, self.line, index + 1)


class Table(NamedTuple):
    """The rows that can be read, and a problem for each that cannot."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()


def cell_name(line: int, index: int) -> str:
    """What a spreadsheet calls a cell: `F5`."""
    letters, rest = "", index + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{line}"
