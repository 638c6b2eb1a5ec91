"""The back of a card: parts that never come apart go in, as few sides as hold them come out, gaps opened to fill each.

Parts are steps, boxes of ways, notes, codes and a condition, in reading order.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from printkit.formats.flashcards.looks import Stock
from printkit.layout.blocks import place
from printkit.layout.fit import OVER, fewest, share_out
from printkit.layout.frame import Frame, Placed
from printkit.layout.paragraph import Paragraph
from printkit.parts.desk import Desk
from printkit.parts.look import Look
from printkit.parts.steps import Numbered, height, route
from printkit.units import mm

BETWEEN = 3.5  # of the spacing scale, between parts of different kinds
ALONE = 2.5  # the same, between notes, and between rows of codes
KEEP = 4  # steps from which on no side may hold a single one
HALVINGS = 24  # of the search for the gap that fills a side: to a millionth of a millimetre
AT_FOOT = ("note", "codes")  # kinds that go to the side's foot where steps leave room


class Part(NamedTuple):
    """Something of a back: its kind, its frame, and for a step its number and middle."""

    kind: str
    frame: Frame
    step: Numbered | None = None


class Run(NamedTuple):
    """Neighbouring parts of one kind."""

    kind: str
    parts: tuple[Part, ...]


class Body(NamedTuple):
    """What sets parts: a card's size, its look at a place on the ladder, and the L element's key."""

    desk: Desk
    stock: Stock
    look: Look
    key: str = ""

    def needed(self, parts: Sequence[Part], gap: float) -> float:
        """Height in points of parts with a gap in points between steps."""
        runs = tuple(_runs(parts))
        return sum(self.run_height(run, gap) for run in runs) + self.apart(gap) * max(0, len(runs) - 1)

    def apart(self, gap: float) -> float:
        """White between runs, no less than that between steps."""
        return max(self.look.s(BETWEEN), gap)

    def run_height(self, run: Run, gap: float) -> float:
        """Height of one run."""
        if run.kind == "step":
            steps = [part.step for part in run.parts if part.step]
            return height(self.look, steps, gap) + self.overhang(steps[-1])
        return sum(part.frame.height for part in run.parts) + self.between(run.kind) * (len(run.parts) - 1)

    def overhang(self, last: Numbered) -> float:
        """How far the last step's disc reaches below its text."""
        return max(0.0, last.middle + mm(self.look.disc) / 2 - last.height)

    def between(self, kind: str) -> float:
        """White between two parts of one kind; boxes touch on A7 and have "hoặc" between them on A6."""
        if kind != "way":
            return self.look.s(ALONE)
        if self.stock.beside:
            return -self.look.outline
        return place(self.or_else(), self.stock.width).height + self.look.s(1.2)

    def or_else(self) -> Paragraph:
        """ "hoặc" between two boxes."""
        return self.desk.text("or_else", self.look.headline, align="centre")

    def filled(self, parts: Sequence[Part], room: float) -> Frame:
        """The parts in a frame `room` high, the gaps between steps opened as far as it and three lines let them."""
        gap = self._gap(parts, room)
        runs = tuple(_runs(parts))
        items: list[Placed] = []
        y = 0.0
        for i, run in enumerate(runs):
            rest = self.needed([part for later in runs[i:] for part in later.parts], gap)
            if i and run.kind in AT_FOOT and all(later.kind in AT_FOOT for later in runs[i:]):
                y = max(y, room - rest)  # steps have opened as far as they may
            items.append(Placed(0, y, self._run(run, gap)))
            y += self.run_height(run, gap) + self.apart(gap)
        return Frame(self.stock.width, room, tuple(items))

    def _gap(self, parts: Sequence[Part], room: float) -> float:
        low, high = mm(self.look.gap_least), mm(self.stock.gap_most)
        if self.needed(parts, high) <= room:
            return high
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if self.needed(parts, middle) <= room else (low, middle)
        return low

    def _run(self, run: Run, gap: float) -> Frame:
        if run.kind == "step":
            steps = [part.step for part in run.parts if part.step]
            frame = route(self.desk, self.look, steps, gap, start=steps[0].middle, key=self.key)
            return Frame(self.stock.width, frame.height, (Placed(mm(self.look.disc) / 2, 0, frame),))
        items: list[Placed] = []
        y, white = 0.0, self.between(run.kind)
        worded = run.kind == "way" and not self.stock.beside
        for part in run.parts:
            if worded and items:
                items.append(Placed(0, y - white + self.look.s(0.6), place(self.or_else(), self.stock.width)))
            items.append(Placed(0, y, part.frame))
            y += part.frame.height + white
        return Frame(self.stock.width, self.run_height(run, gap), tuple(items))


def _runs(parts: Sequence[Part]) -> Iterator[Run]:
    return (Run(kind, tuple(members)) for kind, members in groupby(parts, key=lambda part: part.kind))


def share(body: Body, parts: Sequence[Part], room: float, gap: float) -> tuple[tuple[Part, ...], ...] | None:
    """The parts on as few sides as hold them, evenly; None when one part is too high.

    No side has a single step where that can be.
    """
    if body.needed(parts, gap) <= room:
        return (tuple(parts),)

    def cost(_side: int, first: int, end: int) -> float | None:
        if first == end:
            return None
        needed = body.needed(parts[first:end], gap)
        return OVER if needed > room else (room - needed) ** 2

    def strict(side: int, first: int, end: int) -> float | None:
        lonely = sum(part.kind == "step" for part in parts[first:end]) == 1
        found = cost(side, first, end)
        return None if lonely and found != OVER else found

    least = fewest(len(parts), cost)
    if least is None:
        return None
    several = sum(part.kind == "step" for part in parts) >= KEEP
    for price, most in ((strict, least + 1), (cost, len(parts))) if several else ((cost, len(parts)),):
        for sides in range(least, most + 1):
            found = share_out(len(parts), sides, price)
            if found:
                return tuple(tuple(parts[i] for i in bin) for bin in found)
    return None
