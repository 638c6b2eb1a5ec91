"""The A4 leaflet of procedures too long for a page or a column: full width, over as many pages as they need.

The route leaves a page at its foot and comes in again at the head of the next (visual standard 8).
"""

from collections.abc import Sequence
from gettext import gettext as _
from itertools import accumulate, pairwise
from typing import NamedTuple

from printkit.errors import LayoutError
from printkit.formats.leaflet import single
from printkit.formats.leaflet.book import front, later_top, matter_of, running_head
from printkit.formats.leaflet.items import BETWEEN, Item, items_of
from printkit.formats.leaflet.looks import ISSUER_Y, LIVE, MARGIN, SINGLE, SINGLE_BAND, TOP
from printkit.inline import subtitle
from printkit.layout.blocks import Stack, place
from printkit.layout.fit import OVER, Cost, Rung, between, climb, descend, fewest, share_out
from printkit.layout.frame import Frame, Placed, Tag
from printkit.layout.text import TooWide
from printkit.model import Guide, Section
from printkit.parts import help, options
from printkit.parts.desk import Desk
from printkit.parts.failure import too_tall, too_wide
from printkit.parts.look import Look, Setting, adjust
from printkit.parts.masthead import Heading, masthead
from printkit.parts.steps import pitches, route
from printkit.units import A4, mm

FOOT = 271.0  # where a page ends that another follows
STUB = 2.5  # mm of route that show beyond a disc where it leaves a page or comes in
ABOVE_HELP = 7.0
NEW_SECTION = 9.0  # above the next procedure's head
FULL = 0.6  # of the last page's room, least (visual standard 8)
PAGES_MOST = 60


_Shares = tuple[tuple[int, ...], ...]  # items of each page


class Flow(NamedTuple):
    """A guide's items and the rooms they flow through."""

    look: Look
    sections: tuple[Section, ...]
    items: tuple[Item, ...]
    head: Frame
    head_gap: float
    help: Frame
    later: float  # points: top of later pages' items

    def top(self, page: int, first: int = 0) -> float:
        """Top in points of a page's items, of which `first` is the first; lower where a route comes in."""
        if not page:
            return mm(TOP) + self.head.height + self.head_gap
        return self.later + (mm(STUB) if self.goes_on(first) else 0.0)

    def goes_on(self, first: int) -> bool:
        """Is an item a step that follows another of its procedure?"""
        before, item = self.items[first - 1] if first else None, self.items[first]
        return bool(before and before.step and item.step and before.section == item.section)

    def bottom(self, *, last: bool) -> float:
        """Where a page's items end."""
        return mm(ISSUER_Y) - mm(5.7) - self.help.height - mm(ABOVE_HELP) if last else mm(FOOT)

    def needed(self, items: Sequence[Item], gap: float) -> float:
        """Height of some items under one another."""
        return sum(item.height for item in items) + sum(self.white(a, b, gap) for a, b in pairwise(items))

    def white(self, above: Item, below: Item, gap: float) -> float:
        """White between two items."""
        if above.section != below.section:
            return mm(NEW_SECTION)
        if above.step and below.step:
            discs = mm(self.look.disc + 1.5) + above.step.middle - below.step.middle - above.height
            return max(gap, discs)
        return self.look.s(options.OR_GAP) if above.tight or below.tight else mm(BETWEEN)


WHOLE = "whole"  # no page begins inside a procedure: one on the front, one on the back
LOOSE = "loose"  # what should stay together on a page comes apart, where else it would be higher than the page
UP = (Rung("type", between(1, 1.2, 5)), Rung("code", between(1, 1.2, 2)))
DOWN: tuple[Rung, ...] = (
    Rung("gap", between(8, 3, 5)),
    Rung("space", between(1, 0.75, 5)),
    Rung("title", (0.95, 0.9, 0.85, 28 / 38)),
    Rung("picture", between(1, 60 / 80, 4)),
    Rung("code", between(1, 30 / 45, 5)),
)
SMALLER = (Rung("type", between(1, 26 / 30, 4)), Rung("leading", (0.5, 1.0)))
LEAST = Setting(gap=3, space=0.75, title=28 / 38, code=2 / 3, type=26 / 30, picture=60 / 80, leading=1.0, layout=LOOSE)


def pages(desk: Desk, guide: Guide) -> tuple[Frame, ...]:
    """The leaflet's pages. Raises LayoutError when one item is higher than a page, or a word wider than its line."""
    setting = desk.places.settle("flow", lambda at: _shared(desk, guide, at) is not None, lambda: _settle(desk, guide))
    assert setting
    try:
        flow = _flow(desk, guide, setting)
    except TooWide as fault:
        raise too_wide(guide, _blamed(desk, guide), _("leaflet"), fault) from None
    shares = _shared(desk, guide, setting)
    if shares is None:
        raise _failure(guide, flow)
    return tuple(_page(desk, guide, flow, shares, page) for page in range(len(shares)))


def _settle(desk: Desk, guide: Guide) -> Setting:
    """One place on the ladder for all pages: as few as there are with white and codes given up, but not type.

    Type is given up too where that saves a page alone on its sheet. What was given up needlessly is given back, and
    type grows as far as the pages stay as many. LEAST where none hold.
    """
    for liked in (Setting(), Setting(layout=LOOSE)):
        found = _shared(desk, guide, _foot(liked, DOWN))
        if found:
            rungs, count = DOWN, len(found)
            if count > 1 and count % 2 and _shared(desk, guide, _foot(liked, (*DOWN, *SMALLER)), count - 1):
                rungs, count = (*DOWN, *SMALLER), count - 1
            whole = liked._replace(layout=WHOLE)
            liked = whole if _shared(desk, guide, _foot(whole, rungs), count) else liked

            def fits(setting: Setting, count: int = count) -> bool:
                return _shared(desk, guide, setting, count) is not None

            setting = descend(liked, rungs, fits) or _foot(liked, rungs)
            return climb(setting, UP, fits) if setting == liked else setting
    return LEAST


def _foot(liked: Setting, rungs: tuple[Rung, ...]) -> Setting:
    """A setting with all of some rungs given up."""
    return liked._replace(**{rung.field: rung.values[-1] for rung in rungs})


def _shared(desk: Desk, guide: Guide, setting: Setting, most: int = PAGES_MOST) -> _Shares | None:
    """The items on as few pages as hold them, if so many do."""
    try:
        flow = _flow(desk, guide, setting)
    except TooWide:
        return None
    least = fewest(len(flow.items), _cost(flow, PAGES_MOST + 1))
    if least is None:
        return None
    for count in range(least, min(least + 1, most) + 1):  # one more where the last page's help leaves too little room
        if shares := share_out(len(flow.items), count, _cost(flow, count, whole=setting.layout == WHOLE)):
            return shares
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


def _failure(guide: Guide, flow: Flow) -> LayoutError:
    """The error that names the item that is furthest from fitting a page."""
    worst = max(flow.items, key=lambda item: item.height)
    rooms = (flow.bottom(last=False) - flow.top(1), flow.bottom(last=False) - flow.top(0))
    over = max(worst.height - rooms[0], flow.items[0].height - rooms[1], flow.top(1) - flow.bottom(last=True))
    hint = _("shorten its longest step, way or list, or share it out over two procedures")
    return too_tall(guide, guide.sections[worst.section], _("leaflet"), over, hint)


def _is_begun(flow: Flow, first: int) -> bool:
    """Does a page that begins with an item begin inside a procedure?"""
    return 0 < first < len(flow.items) and flow.items[first - 1].section == flow.items[first].section


def _cost(flow: Flow, count: int, *, whole: bool = False) -> Cost:
    """How unevenly a page is filled, for `share_out`; as `whole` no page begins inside a procedure."""
    gap = mm(flow.look.gap)
    whites = [flow.white(above, below, gap) for above, below in pairwise(flow.items)]
    tops = list(
        accumulate((item.height + white for item, white in zip(flow.items, (*whites, 0.0), strict=True)), initial=0.0)
    )

    def cost(page: int, first: int, end: int) -> float | None:
        last = page == count - 1
        room = flow.bottom(last=last) - flow.top(page, min(first, len(flow.items) - 1))
        spare = room - (tops[end] - tops[first] - (whites[end - 1] if 0 < end < len(flow.items) else 0.0))
        if spare < 0:
            return OVER
        if first == end or (end < len(flow.items) and not flow.items[end - 1].breaks):
            return None
        if whole and (_is_begun(flow, first) or (last and spare > (1 - FULL) * room)):
            return None
        return (spare / room) ** 2

    return cost


def _flow(desk: Desk, guide: Guide, setting: Setting) -> Flow:
    look = adjust(SINGLE, setting)
    several = len(guide.sections) > 1
    loose = setting.layout == LOOSE
    sections = range(len(guide.sections))
    items = tuple(item for i in sections for item in items_of(desk, look, guide, i, several=several, loose=loose))
    if loose:
        lines = single.addresses(desk, look, guide.sections)
        items += tuple(Item(len(guide.sections) - 1, frame=place(line, mm(LIVE))) for line in lines)
    small = single.small_print(desk, look, guide, guide.sections, addressed=not loose)
    zone = help.zone(desk, look, guide, mm(LIVE), contact_width=mm(87), gutter=mm(6))
    if several:
        head = front(desk, matter_of(guide), setting.only("title"))
    else:
        section = guide.sections[0]
        heading = Heading(guide.kicker, section.title, subtitle(guide, section), section.icon or guide.icon or "info")
        head = masthead(desk, look, SINGLE_BAND, heading, routed=False)
    return Flow(
        look, guide.sections, items, head, mm(7), place(Stack((*zone, *small)), mm(LIVE)), later_top(desk, guide)
    )


def _page(desk: Desk, guide: Guide, flow: Flow, shared: tuple[tuple[int, ...], ...], page: int) -> Frame:
    last = page == len(shared) - 1
    items = [flow.items[i] for i in shared[page]]
    top, bottom = flow.top(page, shared[page][0]), flow.bottom(last=last)
    gap = _gap(flow, items, bottom - top)
    placed = (
        [Placed(mm(MARGIN), mm(TOP), flow.head)]
        if page == 0
        else [Placed(mm(MARGIN), mm(TOP), running_head(desk, guide))]
    )
    placed += _items_placed(desk, flow, items, shared[page], top, gap, bottom)
    if last:
        spare = bottom - top - flow.needed(items, gap)
        rises = spare if spare > mm(single.HOLE) else 0.0
        placed.append(Placed(mm(MARGIN), mm(ISSUER_Y) - mm(5.7) - flow.help.height - rises, flow.help))
    else:
        more = place(desk.text("continues", flow.look.host, desk.palette.muted, align="right"), mm(LIVE))
        placed.append(Placed(mm(MARGIN), mm(ISSUER_Y) - more.height - mm(0.5), more))
    placed.append(
        Placed(mm(MARGIN), mm(ISSUER_Y), help.issuer_line(desk, flow.look, guide, mm(LIVE), page + 1, len(shared)))
    )
    return Frame(*A4, tuple(placed))


def _gap(flow: Flow, items: Sequence[Item], room: float) -> float:
    """The gap between steps that fills the page, within reason."""
    gap = mm(flow.look.gap)
    gaps = sum(1 for a, b in pairwise(items) if a.step and b.step)
    spare = room - flow.needed(items, gap)
    return min(gap + spare / gaps, max(gap, mm(single.GAP_MOST))) if gaps else gap


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
