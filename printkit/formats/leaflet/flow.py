"""The A4 leaflet of procedures too long for a page or a column: full width, over as many pages as they need.

The route leaves a page at its foot and comes in again at the head of the next (visual standard 8).
"""

from collections.abc import Callable, Sequence
from functools import cache
from gettext import gettext as _
from itertools import accumulate, pairwise
from typing import NamedTuple

from printkit.errors import LayoutError
from printkit.formats.leaflet import single
from printkit.formats.leaflet.book import running_head
from printkit.formats.leaflet.items import Item, items_of
from printkit.formats.leaflet.looks import ISSUER_Y, LIVE, MARGIN, SINGLE, TOP
from printkit.formats.leaflet.rooms import HELD, INDEXED, LOOSE, STUB, WHOLE, Flow, flow_of, opening
from printkit.layout.blocks import place
from printkit.layout.fit import OVER, Cost, Rung, between, climb, descend, fewest, share_out
from printkit.layout.frame import Frame, Placed, Tag
from printkit.layout.text import TooWide
from printkit.model import Guide, Section
from printkit.parts import help
from printkit.parts.desk import Desk
from printkit.parts.failure import at_step, too_tall, too_wide
from printkit.parts.look import Setting, adjust
from printkit.parts.steps import pitches, route
from printkit.units import A4, mm

FULL = 0.6  # of a page's room, least, with the usual gaps, to keep together what might part (visual standard 8)
BEGUN = 0.1  # of a page's cost, as much as three tenths of it bare: that it begins inside a procedure
PAGES_MOST = 60
FINE = 0.01  # points, to which the gap that fills a page is found

_Shares = tuple[tuple[int, ...], ...]  # items of each page

UP = (Rung("type", between(1, 1.2, 5)), Rung("code", between(1, 1.2, 2)))
DOWN: tuple[Rung, ...] = (
    Rung("gap", between(8, 3, 5)),
    Rung("space", between(1, 0.75, 5)),
    Rung("title", (0.95, 0.9, 0.85, 28 / 38)),
    Rung("picture", between(1, 60 / 80, 4)),
    Rung("code", between(1, 30 / 45, 5)),
)
SEVERAL = (f"{WHOLE} {INDEXED}", WHOLE, f"{HELD} {INDEXED}", INDEXED, HELD)  # layouts, the best first
ROOMY = Rung("gap", between(8, 4, 4))  # where procedures take pages of their own, no page is crowded for it
SMALLER = (Rung("type", between(1, 26 / 30, 4)), Rung("leading", (0.5, 1.0)))
LEAST = Setting(gap=3, space=0.75, title=28 / 38, code=2 / 3, type=26 / 30, picture=60 / 80, leading=1.0, layout=LOOSE)


class Laid(NamedTuple):
    """A guide's items, and those of each page."""

    flow: Flow
    shares: _Shares


Lay = Callable[[Setting], Laid | None]


def pages(desk: Desk, guide: Guide) -> tuple[Frame, ...]:
    """The leaflet's pages. Raises LayoutError when one item is higher than a page, or a word wider than its line."""

    @cache
    def lay(at: Setting) -> Laid | None:
        return _laid(desk, guide, at)

    several = len(guide.sections) > 1
    found = desk.places.settle("flow", lambda at: _standing(lay, at) is not None, lambda: _settle(lay, several))
    assert found
    setting = _standing(lay, found) or found
    laid = lay(setting)
    if laid is None:
        raise _failure(desk, guide, setting)
    return tuple(_page(desk, guide, setting, laid, page) for page in range(len(laid.shares)))


def _standing(lay: Lay, at: Setting) -> Setting | None:
    """The first print's place where it holds this one too; or else the same sizes, with procedures that break."""
    broken = at._replace(layout=" ".join(word for word in at.layout.split() if word not in (WHOLE, HELD)))
    return next((place for place in (at, broken) if lay(place)), None)


def _settle(lay: Lay, several: bool) -> Setting:
    """One place on the ladder for all pages: as few as there are with white and codes given up, but not type.

    Type is given up too where that saves a page alone on its sheet. What was given up needlessly is given back, and
    type grows as far as the pages stay as many. LEAST where none hold.
    """
    for loose in ("", LOOSE):
        found = lay(_foot(Setting(layout=loose), DOWN))
        if found:
            rungs, count = DOWN, len(found.shares)
            lower = _foot(Setting(layout=loose), (*DOWN, *SMALLER))
            if count > 1 and count % 2 and _holds(lay(lower), count - 1):
                rungs, count = (*DOWN, *SMALLER), count - 1
            return _liked(lay, () if loose else SEVERAL if several else (HELD,), loose, rungs, count)
    return LEAST


def _holds(laid: Laid | None, count: int) -> bool:
    """Do so many pages hold it?"""
    return laid is not None and len(laid.shares) <= count


def _liked(lay: Lay, layouts: tuple[str, ...], plain: str, rungs: tuple[Rung, ...], count: int) -> Setting:
    """The best that so many pages hold: procedures on pages of their own, or at least ways and few steps; an index.

    White, titles and codes are given up for those, though no page is crowded to keep procedures whole.
    """

    def fits(setting: Setting) -> bool:
        return _holds(lay(setting), count)

    for layout in layouts:
        own = (ROOMY, *rungs[1:]) if WHOLE in layout else rungs
        if fits(_foot(Setting(layout=layout), own)):
            break
    else:
        layout, own = plain, rungs
    liked = Setting(layout=layout)
    setting = descend(liked, own, fits) or _foot(liked, own)
    return climb(setting, UP, fits) if setting._replace(space=liked.space, title=liked.title) == liked else setting


def _foot(liked: Setting, rungs: tuple[Rung, ...]) -> Setting:
    """A setting with all of some rungs given up."""
    return liked._replace(**{rung.field: rung.values[-1] for rung in rungs})


def _laid(desk: Desk, guide: Guide, setting: Setting) -> Laid | None:
    """The items on as few pages as hold them."""
    try:
        flow = flow_of(desk, guide, setting)
    except TooWide:
        return None
    least = fewest(len(flow.items), _cost(flow, PAGES_MOST + 1))
    for count in (least, least + 1) if least else ():  # one more where the last page's help leaves too little room
        if count <= PAGES_MOST and (shares := share_out(len(flow.items), count, _cost(flow, count, setting.layout))):
            return Laid(flow, shares)
    return None


def _blamed(desk: Desk, guide: Guide) -> Section | None:
    """The procedure that holds the word that is too wide."""
    look = adjust(SINGLE, LEAST)
    for i, section in enumerate(guide.sections):
        try:
            items_of(desk, look, guide, i, several=len(guide.sections) > 1)
        except TooWide:
            return section
    return None


def _failure(desk: Desk, guide: Guide, setting: Setting) -> LayoutError:
    """The error that names the word that is too wide, or the item that is furthest from fitting a page."""
    try:
        flow = flow_of(desk, guide, setting)
    except TooWide as fault:
        return too_wide(guide, _blamed(desk, guide), _("leaflet"), fault)
    worst = max(flow.items, key=lambda item: item.height)
    rooms = (flow.bottom(last=False) - flow.top(1), flow.bottom(last=False) - flow.top(0))
    over = max(worst.height - rooms[0], flow.items[0].height - rooms[1], flow.top(1) - flow.bottom(last=True))
    hint = _("shorten its longest step, way or list, or share it out over two procedures")
    error = too_tall(guide, guide.sections[worst.section], _("leaflet"), over, hint)
    if worst.step is None or worst.height <= min(rooms):  # then the last page's help, or the first page's head, is
        return error
    steps = [item for item in flow.items if item.section == worst.section and item.step]
    return at_step(error, guide.sections[worst.section], steps.index(worst) + 1)


def _cost(flow: Flow, count: int, layout: str = "") -> Cost:
    """How unevenly a page is filled, for `share_out`, and where it may end in a layout."""
    whole, held = WHOLE in layout, HELD in layout
    gap = mm(flow.look.gap)
    pairs = tuple(pairwise(flow.items))
    whites = (*(flow.white(above, below, gap) for above, below in pairs), 0.0)
    tops = tuple(accumulate((item.height + white for item, white in zip(flow.items, whites, strict=True)), initial=0.0))
    more, usual = mm(single.GAP_MOST) - gap, mm(SINGLE.gap) - gap
    stepped = tuple(accumulate((bool(above.step and below.step) for above, below in pairs), initial=0))

    def ends(item: Item) -> bool:
        return item.breaks and not (held and item.held)

    def cost(page: int, first: int, end: int) -> float | None:
        last = page == count - 1
        room = flow.bottom(last=last) - flow.top(page, min(first, len(flow.items) - 1))
        spare = room - (tops[end] - tops[first] - (whites[end - 1] if end else 0.0))
        if spare < 0:
            return OVER
        if first == end or (end < len(flow.items) and not ends(flow.items[end - 1])):
            return None
        begun = flow.is_begun(first)
        gaps = stepped[end - 1] - stepped[first]
        empty = spare - gaps * max(0.0, usual) > (1 - FULL) * room
        if (whole and (begun or empty)) or (held and last and empty):
            return None
        bare = max(0.0, spare - gaps * more)  # what wider gaps cannot fill
        return (bare / room) ** 2 + (spare / room) ** 2 / 4 + (BEGUN if begun else 0.0)

    return cost


def _page(desk: Desk, guide: Guide, setting: Setting, laid: Laid, page: int) -> Frame:
    flow, shared = laid
    last, first = page == len(shared) - 1, shared[page][0]
    items = [flow.items[i] for i in shared[page]]
    top, bottom = flow.top(page, first), flow.bottom(last=last)
    gap = _gap(flow, items, bottom - top)
    head = running_head(desk, guide) if page else opening(desk, guide, setting, _where(laid))
    placed = [Placed(mm(MARGIN), mm(TOP), head)]
    if page and flow.named(first):
        placed.append(Placed(mm(MARGIN), flow.later, flow.names[items[0].section]))
    placed += _items_placed(desk, flow, items, shared[page], top, gap, bottom)
    if last:
        spare = bottom - top - flow.needed(items, gap)
        rises = spare if spare > mm(single.HOLE) else 0.0
        placed.append(Placed(mm(MARGIN), mm(ISSUER_Y) - mm(5.7) - flow.help.height - rises, flow.help))
    elif flow.is_begun(shared[page + 1][0]):
        more = place(desk.text("continues", flow.look.host, desk.palette.muted, align="right"), mm(LIVE))
        placed.append(Placed(mm(MARGIN), mm(ISSUER_Y) - more.height - mm(0.5), more))
    placed.append(
        Placed(mm(MARGIN), mm(ISSUER_Y), help.issuer_line(desk, flow.look, guide, mm(LIVE), page + 1, len(shared)))
    )
    return Frame(*A4, tuple(placed))


def _where(laid: Laid) -> tuple[int, ...]:
    """The page on which each procedure begins, from 1."""
    begins: dict[int, int] = {}
    for page, own in enumerate(laid.shares, 1):
        for i in own:
            begins.setdefault(laid.flow.items[i].section, page)
    return tuple(begins.values())


def _gap(flow: Flow, items: Sequence[Item], room: float) -> float:
    """The gap between steps that fills the page, within reason."""
    low = mm(flow.look.gap)
    high = max(low, mm(single.GAP_MOST))
    if flow.needed(items, high) <= room:
        return high
    while high - low > FINE:
        middle = (low + high) / 2
        low, high = (middle, high) if flow.needed(items, middle) <= room else (low, middle)
    return low


def _items_placed(
    desk: Desk, flow: Flow, items: Sequence[Item], numbers: Sequence[int], top: float, gap: float, bottom: float
) -> list[Placed]:
    """Frames at their heights, and the steps of each procedure on one route."""
    placed: list[Placed] = []
    y = top
    i = 0
    while i < len(items):
        item = items[i]
        if item.frame:
            placed.append(Placed(mm(MARGIN) + item.indent, y, _in_section(flow, item, item.frame)))
            end = i + 1
        else:
            end = next(
                (j for j in range(i, len(items)) if not items[j].step or items[j].section != item.section), len(items)
            )
            placed.append(_run(desk, flow, numbers[i], numbers[end - 1], y, top, gap, bottom))
        y += flow.needed(items[i:end], gap)
        y += flow.white(items[end - 1], items[end], gap) if end < len(items) else 0.0
        i = end
    return placed


def _run(desk: Desk, flow: Flow, first: int, last: int, y: float, top: float, gap: float, bottom: float) -> Placed:
    """Steps that stand together on a page; the route comes from the page before and goes on to the next."""
    steps = [item.step for item in flow.items[first : last + 1] if item.step]
    entering = y == top and flow.goes_on(first)
    leaving = last + 1 < len(flow.items) and flow.goes_on(last + 1)
    half = mm(flow.look.disc / 2 + STUB)
    start = steps[0].middle - half if entering else steps[0].middle
    centre = pitches(flow.look, steps, gap)[-1] + steps[-1].middle
    end = max(bottom - y, centre + half) if leaving else None
    run = route(desk, flow.look, steps, gap, start=start, end=end, key=str(flow.items[first].section))
    return Placed(mm(single.ROUTE_X), y, _in_section(flow, flow.items[first], run))


def _in_section(flow: Flow, item: Item, frame: Frame) -> Frame:
    """The frame as part of its procedure, over all pages."""
    key = flow.sections[item.section].id
    return Frame(frame.width, frame.height, (Placed(0, 0, frame),), Tag("Sect", key=key))
