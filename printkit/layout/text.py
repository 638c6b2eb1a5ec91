"""Text into lines: pieces with break marks go in, lines of measured runs come out.

Widths are counted in em while breaking, so one paragraph is measured once for every size it is tried at.
"""

import re
from functools import lru_cache
from math import inf
from typing import NamedTuple

from printkit.layout.frame import Face
from printkit.marks import EDGE, FAST, FREE, LAST, SOFT, TEAR, TIE

ARROW_WIDTH = 0.38  # em, visual standard 2.2
ARROW_HEIGHT = 0.52  # em
ARROW_SPACE = 0.16  # em, either side
OPENING = 0.6  # of the measure: a bound group wider than this opens
ARROW = "\x00arrow"  # a part that is drawn, not set

_MARKED = re.compile(f"([{re.escape(FREE + EDGE + TIE + SOFT + LAST + TEAR)}])")
_OPEN = frozenset((FREE, SOFT, LAST, ""))


class Piece(NamedTuple):
    """A stretch of text of one weight, live address and language; `text` holds break marks. `ARROW` is an arrow.

    `lang` is empty where it is the guide's own.
    """

    text: str
    bold: bool = False
    link: str = ""
    lang: str = ""


class Wrap(NamedTuple):
    """How a paragraph breaks: balanced lines (titles, headlines, panels) or filled ones (body).

    `strict` opens no compound and no `gov.vn`, nor ends a balanced line on a weak word, and so may find a line too wide
    that could be broken otherwise.
    """

    balanced: bool = False
    strict: bool = False
    weak: frozenset[str] = frozenset()  # words that should not end a line


class Unit(NamedTuple):
    """What never comes apart: parts in a row, their width in em, and the gap that follows."""

    parts: tuple[Piece, ...]
    width: float
    gap: str
    space: float  # em, of the gap when it does not break
    word: str  # lower-case text, for weak endings


class TooWide(Exception):  # noqa: N818  # a state of a layout, not a fault, until a format gives up
    """A unit is wider than the measure. `needed` and `measure` are in em while breaking, in points from a paragraph."""

    def __init__(self, text: str, needed: float, measure: float) -> None:
        super().__init__(text)
        self.text, self.needed, self.measure = text, needed, measure


Row = tuple[Unit, ...]


@lru_cache(maxsize=2048)
def units(pieces: tuple[Piece, ...], regular: Face, bold: Face) -> tuple[Unit, ...]:
    """Cut pieces at their break marks."""
    done: list[Unit] = []
    parts: list[Piece] = []
    width = 0.0

    def close(gap: str, space: float) -> None:
        nonlocal parts, width
        if parts:
            word = "".join(part.text for part in parts).lower()
            done.append(Unit(tuple(parts), width, gap, space, word))
        elif done and ((gap == FREE and done[-1].gap != FREE) or (space and not done[-1].space)):
            last = done[-1]
            done[-1] = Unit(last.parts, last.width, gap, space, last.word)
        parts, width = [], 0.0

    for piece in pieces:
        face = bold if piece.bold else regular
        if piece.text == ARROW:
            close(FREE, ARROW_SPACE)
            if done:
                last = done[-1]
                done[-1] = Unit(last.parts, last.width, FREE, ARROW_SPACE, last.word)
            parts, width = [piece], ARROW_WIDTH + ARROW_SPACE
            continue
        space = face.width(" ")
        for text, mark in _cut(piece.text):
            if text:
                parts.append(Piece(text, piece.bold, piece.link, piece.lang))
                width += face.width(text)
            if mark and not _only_arrow(parts):
                close(mark, 0.0 if mark in (SOFT, LAST, TEAR) else space)
    close("", 0.0)
    return tuple(done)


def _only_arrow(parts: list[Piece]) -> bool:
    return len(parts) == 1 and parts[0].text == ARROW


def _cut(text: str) -> list[tuple[str, str]]:
    """Stretches of text, each with the mark that ends it; FAST stays inside as a plain space."""
    found = _MARKED.split(text)
    if FAST in text:
        found = [part.replace(FAST, " ") for part in found]
    cuts = list(zip(found[::2], found[1::2], strict=False))
    return [*cuts, (found[-1], "")] if found[-1] else cuts


def _breakable(row: Row, measure: float, *, strict: bool) -> list[bool]:
    """Whether a line may end after each unit (visual standard 9: too wide a group opens, edges first)."""
    allowed = [unit.gap in _OPEN and not (strict and unit.gap == LAST) for unit in row]
    for opened in (EDGE,) if strict else (EDGE, TIE):
        start = 0
        for i in range(len(row)):
            if not allowed[i]:
                continue
            group = row[start : i + 1]
            if len(group) > 1 and _width(group) > OPENING * measure:
                for j in range(start, i):
                    allowed[j] = allowed[j] or row[j].gap == opened
            start = i + 1
    return allowed


def _width(row: Row) -> float:
    return sum(unit.width + unit.space for unit in row) - row[-1].space


LINE_COST = 4.0  # fewest lines first
END_COSTS = {SOFT: 0.04, LAST: 4.5, EDGE: 0.05, TIE: 0.6}
WEAK_COST = 0.5
ORPHAN_COST = 0.9
ORPHAN = 0.12  # of the measure, body
SHORT_END = 0.35  # of the longest line, titles


def _cost(row: Row, measure: float, wrap: Wrap, start: int, end: int, width: float) -> float:
    """Badness of a line from unit `start` up to but not including `end`, `width` em wide."""
    slack = (measure - width) / measure
    last = end == len(row)
    if start == 0 and last:
        return LINE_COST
    single = end - start == 1 and " " not in row[start].word
    lone = single and (last or (wrap.balanced and start == 0))
    cost = LINE_COST + (ORPHAN_COST if lone else 0.0)
    if not last:
        weak = wrap.balanced and row[end - 1].word in wrap.weak
        return cost + slack * slack + END_COSTS.get(row[end - 1].gap, 0.0) + (WEAK_COST if weak else 0.0)
    short = not lone and width < (SHORT_END if wrap.balanced else ORPHAN) * measure
    return cost + (slack * slack if wrap.balanced else 0.0) + (ORPHAN_COST if short else 0.0)


@lru_cache(maxsize=2048)
def break_rows(row: Row, measure: float, wrap: Wrap) -> tuple[Row, ...]:
    """Total-fit line breaking: the fewest lines, then the least sum of squared slack.

    `measure` is in em. Raises TooWide when a unit cannot stand on a line.
    """
    if not row:
        return ()
    if _width(row) <= measure:
        return (row,)
    allowed = _breakable(row, measure, strict=wrap.strict)
    if wrap.strict and wrap.balanced:
        allowed[:-1] = [free and unit.word not in wrap.weak for free, unit in zip(allowed, row[:-1], strict=False)]
    best = [0.0] + [inf] * len(row)
    came = [0] * (len(row) + 1)
    for start in range(len(row)):
        if best[start] == inf:
            continue
        width = 0.0
        for end in range(start + 1, len(row) + 1):
            unit = row[end - 1]
            width += unit.width
            if width > measure + 1e-6:
                break
            if allowed[end - 1]:
                cost = best[start] + _cost(row, measure, wrap, start, end, width)
                if cost < best[end] - 1e-9:
                    best[end], came[end] = cost, start
            width += unit.space
    if best[-1] == inf:
        return _force(row, measure, wrap)
    return _rows(row, came)


def _rows(row: Row, came: list[int]) -> tuple[Row, ...]:
    rows: list[Row] = []
    end = len(row)
    while end:
        rows.append(row[came[end] : end])
        end = came[end]
    return tuple(reversed(rows))


def _force(row: Row, measure: float, wrap: Wrap) -> tuple[Row, ...]:
    """Open every tie, since a bound group is wider than the line, then long addresses; what still is cannot be set."""
    if wrap.strict or all(unit.gap in _OPEN for unit in row):
        widest = max(row, key=lambda unit: unit.width)
        raise TooWide("".join(part.text for part in widest.parts), widest.width, measure)
    ties = {EDGE: FREE, TIE: FREE} if any(unit.gap in (EDGE, TIE) for unit in row) else {TEAR: LAST}
    opened = tuple(unit._replace(gap=ties.get(unit.gap, unit.gap)) for unit in row)
    return break_rows(opened, measure, wrap)
