"""Merged cells: what they cover shows nothing, whatever the file still holds there."""

from collections.abc import Iterable, Sequence

from printkit.wardlist.archive import too_many_cells
from printkit.wardlist.grid import EMPTY, MOST_COLUMNS, GridRow, Span

MOST_COVERED = 300_000  # cells of all areas among rows that hold something


def without_covered(
    spans: Iterable[Span], rows: Sequence[GridRow], file: str
) -> tuple[tuple[Span, ...], list[GridRow]]:
    """Merged areas clipped to the rows and columns where something stands, and rows without what they cover.

    Raises SourceError where they cover more than any list has.
    """
    by_number = {row.number: row for row in rows}
    bottom = max(by_number, default=0)
    clipped = (span._replace(right=min(span.right, MOST_COLUMNS), bottom=min(span.bottom, bottom)) for span in spans)
    kept = sorted(
        {span for span in clipped if span.left <= span.right and span.top <= span.bottom and _is_several(span)},
        key=lambda span: (span.top, span.left),
    )
    if sum((span.bottom - span.top + 1) * (span.right - span.left + 1) for span in kept) > MOST_COVERED:
        raise too_many_cells(file)
    for span in kept:
        for number in range(span.top, span.bottom + 1):
            row = by_number.get(number)
            first = span.left + (number == span.top)
            if row and first <= span.right and any(cell is not EMPTY for cell in row.cells[first - 1 : span.right]):
                blank = [EMPTY if first <= at <= span.right else cell for at, cell in enumerate(row.cells, 1)]
                while blank and blank[-1] is EMPTY:
                    blank.pop()
                by_number[number] = row._replace(cells=tuple(blank))
    return tuple(kept), [row for row in by_number.values() if row.cells or row.problems]


def _is_several(span: Span) -> bool:
    return (span.left, span.top) != (span.right, span.bottom)
