"""Do cards keep clear of the knife, and has each its own back? Asked of the promise, which others hold the print to.

Cut marks say where the knife goes; pages follow each other as fronts and backs.
"""

from collections.abc import Iterator, Mapping, Sequence
from gettext import gettext as _
from typing import NamedTuple

from printkit.layout.document import Document
from printkit.layout.frame import Frame, Glyphs, Line, Matrix
from printkit.proof.codes import QUIET_ZONE
from printkit.proof.leaf import wording
from printkit.proof.paint import thing
from printkit.proof.promise import Mark, Page, Turn, frames
from printkit.proof.rects import grown, same, union
from printkit.proof.report import FAIL, Finding, Rect, in_mm
from printkit.proof.text import short
from printkit.units import mm, to_mm

CHECK = "fit"
CLEAR = 3.0  # mm from a cut: what a guillotine and a hand may be off, as far as a bleed reaches
BACK_NEAR = mm(0.1)  # a card's back is where its front was
PREFIX = "card-"  # of the keys of cards


class Cut(NamedTuple):
    """A line for the knife, from edge to edge: at x, or at y where `across`."""

    at: float
    across: bool

    def gap(self, rect: Rect) -> float:
        """Points between the line and a rectangle; negative where it runs through."""
        low, high = (rect[1], rect[3]) if self.across else (rect[0], rect[2])
        return max(low - self.at, self.at - high)


class Side(NamedTuple):
    """One side of a card on its page."""

    rect: Rect
    turned: bool


def check(document: Document, promised: Sequence[Page]) -> Iterator[Finding]:
    """Failures of a document of cards; of others there are none."""
    for number, page in enumerate(promised, 1):
        yield from _near_the_knife(number, page)
    told = dict(document.made_from)
    if "flip" in told:
        sides = [_sides(frame, page) for frame, page in zip(document.pages, promised, strict=True)]
        for number in range(2, len(sides) + 1, 2):
            yield from _backs(number, promised[number - 1], told, sides[number - 2], sides[number - 1])


def _near_the_knife(number: int, page: Page) -> Iterator[Finding]:
    """What stands too near to a line that cut marks span, the nearest thing of each line."""
    for cut in dict.fromkeys(map(_cut, filter(lambda mark: mark.is_cut_mark, page.marks))):
        near = [(cut.gap(rect), i) for i, rect in enumerate(map(_clear, page.marks)) if not page.marks[i].is_cut_mark]
        gap, i = min(near, default=(mm(CLEAR), 0))
        if gap < mm(CLEAR):
            mark = page.marks[i]
            what = _("“{text}”").format(text=short(wording(mark))) if isinstance(mark.item, Glyphs) else thing(mark)
            said = _("{what} is {gap:.1f} mm from a cut, not {least:g}").format(what=what, gap=to_mm(gap), least=CLEAR)
            if gap < 0:
                said = _("{what} is cut through").format(what=what)
            yield Finding(CHECK, FAIL, number, in_mm(mark.rect), said, _("keep it on its card"))


def _cut(mark: Mark) -> Cut:
    assert isinstance(mark.item, Line)
    x, y = mark.point
    return Cut(round(y, 1), True) if mark.item.dy == 0 else Cut(round(x, 1), False)


def _clear(mark: Mark) -> Rect:
    """What of a page a mark needs: a code its quiet zone too."""
    return grown(mark.rect, QUIET_ZONE * mark.item.module) if isinstance(mark.item, Matrix) else mark.rect


def _sides(frame: Frame, page: Page) -> dict[str, Side]:
    """The cards of a page by their keys."""
    start = Turn(*page.trim[:2])
    return {
        each.role.key: Side(turn.rect((0.0, 0.0, each.width, each.height)), turn.sign < 0)
        for each, turn in frames(frame, start)
        if each.role and each.role.kind == "Sect" and each.role.key.startswith(PREFIX)
    }


def _backs(
    number: int, page: Page, told: Mapping[str, str], fronts: Mapping[str, Side], backs: Mapping[str, Side]
) -> Iterator[Finding]:
    """Cards whose back is not behind their front once the paper is turned."""
    turned = told["flip"] == "short"
    dx, dy = (mm(float(part)) for part in told.get("backOffset", "0,0").split(","))
    for key in dict.fromkeys((*fronts, *backs)):
        front, back = fronts.get(key), backs.get(key)
        if front and back:
            left, top, right, bottom = _behind(front.rect, page, over_short=turned)
            behind = (left + dx, top + dy, right + dx, bottom + dy)
            if same(back.rect, behind, BACK_NEAR) and back.turned == turned:
                continue
        said = _("the back of {card} is not behind its front").format(card=key)
        place = union(side.rect for side in (back or front,) if side)
        yield Finding(CHECK, FAIL, number, in_mm(place), said, _("print the file again with printkit build"))


def _behind(rect: Rect, page: Page, *, over_short: bool) -> Rect:
    """Where a rectangle comes to lie on the other side: paper stands upright, its long edges left and right."""
    left, top, right, bottom = rect
    if over_short:
        return left, page.height - bottom, right, page.height - top
    return page.width - right, top, page.width - left, bottom
