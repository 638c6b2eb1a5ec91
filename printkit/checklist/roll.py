"""A long table that is given to ReportLab a page's worth of rows at a time.

ReportLab copies and measures all rows that are left at each page break, so that time grows with the square of the rows:
3,321 wards took 17 s.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from reportlab.platypus import Flowable, LongTable, TableStyle

WINDOW = 24  # rows, more than a page holds of the lowest
Cells = list[Any]  # of a row: what ReportLab takes in a table's cell


class Rows(NamedTuple):
    """Rows of a table: its heads, its body, and how many of the body's last rows stay with the one before them."""

    heads: tuple[Cells, ...]
    body: tuple[Cells, ...]
    totals: int
    heights: tuple[float, ...]  # least ones of the body, in points


class Look(NamedTuple):
    """Widths of the columns in points, and style commands for heads, any row, and totals; rows count from there."""

    widths: tuple[float, ...]
    heads: tuple[tuple[Any, ...], ...]
    rows: tuple[tuple[Any, ...], ...]
    totals: tuple[tuple[Any, ...], ...]


class Roll(Flowable):
    """A table of any length with its heads on every page."""

    def __init__(self, rows: Rows, look: Look) -> None:
        super().__init__()
        self.rows, self.look = rows, look
        self._shown = _table(rows, look, WINDOW)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Its size in points; what is beyond the window makes it too high for any page."""
        wide, high = self._shown.wrap(width, height)
        return wide, high if self._is_last else max(high, height + 1)

    def split(self, width: float, height: float) -> list[Flowable]:
        """The part for this page, and the rest."""
        parts: list[Any] = self._shown.splitOn(self.canv, width, height)
        if len(parts) < 2:
            return []
        done = parts[0].length - len(self.rows.heads)
        body, heights = self.rows.body[done:], self.rows.heights[done:]
        return [parts[0], Roll(self.rows._replace(body=body, heights=heights), self.look)]

    def draw(self) -> None:
        """The last part of the table."""
        self._shown.drawOn(self.canv, 0, 0)

    @property
    def _is_last(self) -> bool:
        return len(self.rows.body) <= WINDOW


class _Window(LongTable):
    """A table that knows how many rows it has, heads included."""

    def __init__(self, data: Sequence[Cells], *given: Any, **named: Any) -> None:
        super().__init__(data, *given, **named)
        self.length = len(data)


def _table(rows: Rows, look: Look, most: int) -> _Window:
    """The first rows as a table; the totals are in it when all rows are."""
    heads, body = len(rows.heads), rows.body[:most]
    end = heads + len(body)
    first = heads + len(rows.body) - rows.totals
    commands = [*look.heads, *_moved(look.rows, heads, end - 1)]
    if end == heads + len(rows.body):
        for row in range(first, end):
            commands += _moved(look.totals, row, row)
        commands += [("NOSPLIT", (0, max(heads, first - 1)), (-1, end - 1))]
    return _Window(
        [*rows.heads, *body],
        colWidths=list(look.widths),
        minRowHeights=[0.0] * heads + list(rows.heights[:most]),
        repeatRows=heads,
        style=TableStyle(commands),
        hAlign="LEFT",
    )


def _moved(commands: Sequence[tuple[Any, ...]], first: int, last: int) -> list[tuple[Any, ...]]:
    """Style commands for columns, set to rows."""
    return [(name, (left, first), (right, last), *rest) for name, left, right, *rest in commands]
