"""The A3 poster of one procedure: steps across the page, code and hotline at the foot (visual standard 5.3)."""

from collections.abc import Callable, Set
from gettext import gettext as _
from itertools import pairwise
from typing import NamedTuple

from printkit.errors import LayoutError
from printkit.formats.poster.foot import PAIR
from printkit.formats.poster.looks import (
    FOOT_BOTTOM,
    ISSUER_Y,
    LIVE,
    MARGIN,
    PROCEDURE,
    ROUTE_X,
    TOP,
)  # fmt: skip
from printkit.formats.poster.plan import (
    LONG_TITLE,
    TEXT_WIDTH,
    Part,
    Plan,
    able,
    elsewhere,
    head_of,
    plan,
    shortened,
    title_of,
)
from printkit.inline import free_addresses, plain
from printkit.layout.blocks import measure
from printkit.layout.fit import OVER, Rung, between, climb, descend, share_out
from printkit.layout.frame import Frame, Placed, Tag
from printkit.layout.text import TooWide
from printkit.model import Guide, Section
from printkit.parts import help, options
from printkit.parts.desk import Desk
from printkit.parts.failure import at_step, too_tall, too_wide
from printkit.parts.look import Setting, adjust
from printkit.parts.steps import height, least_pitch, numbered, route
from printkit.units import A3, mm

TEXT_X = 56.5  # mm
HALF_PITCH = 128.5  # from route to route: text, 6 of white, half a disc, and from its centre to the next text
GAP_MOST = 3 * 24 * 1.32 * 0.3528  # mm: three lines of detail
CODE_MOST = 90 / 64  # of the preferred size
MANY_CODES = 4  # a row of them
FEW_STEPS = 4  # with fewer the help zone rises to them
HOLE = 30.0  # mm over which it does so too
MOST_BARRED = 4  # shares found too large for their sheet before one sheet more is taken

Span = tuple[int, int]  # the first of a sheet's steps and ways, counted in one, and the first after them

TIGHTEN = (Rung("gap", between(12, 5, 7)), Rung("space", between(1, 0.75, 5)), Rung("title", (0.95, 0.9, 0.85)))
DOWN = (
    *TIGHTEN,
    Rung("title", (0.85, 0.8, 54 / 72)),
    Rung("code", between(1, 50 / 64, 4)),
    Rung("type", (30 / 31, 29 / 31, 28 / 31)),
    Rung("leading", (0.5, 1.0)),
)
LEAST = Setting(5, 0.75, 0.75, 50 / 64, 28 / 31, short=200, compact=True, picture=0.0, leading=1.0, layout="one")
UP = (
    Rung("type", between(1, 1.2, 6)),
    Rung("title", between(1, 1.25, 5)),
    Rung("code", between(1, CODE_MOST, 6)),
)


PICTURES = (1.0, 0.9, 80 / 105)  # widths that pictures are tried at: all of a sheet print where there is room, or none


def pages(desk: Desk, guide: Guide, section: Section) -> tuple[Frame, ...]:
    """The procedure's posters, one if it can be. Raises LayoutError when no sharing out helps.

    Codes stand on each, or where that saves sheets on a last one of their own; the ward's rows on each, or on the last.
    """
    tried = [_sheets(desk, guide, section, coded=True, asked=True)]
    if tried[0] is None or len(tried[0]) > 2:
        links = free_addresses(section)
        ways = (True, False) if len(links) > PAIR or (links and tried[0] is None) else (True,)
        wards = (True, False) if guide.ward else (True,)
        rest = [(coded, asked) for coded in ways for asked in wards][1:]
        tried += [_sheets(desk, guide, section, coded=coded, asked=asked) for coded, asked in rest]
    found = min((each for each in tried if each), key=len, default=None)
    if found is None:
        raise _failure(desk, guide, section)
    return tuple(
        _page(desk, guide, section, plan(desk, guide, section, part, setting), part) for part, setting in found
    )


def _sheets(
    desk: Desk, guide: Guide, section: Section, *, coded: bool, asked: bool
) -> list[tuple[Part, Setting]] | None:
    """As few sheets as hold the procedure, each with its place on the ladder.

    Not `coded`, codes have their own; not `asked`, the ward's rows stand on the last alone.
    """
    own = [] if coded else _code_sheets(desk, guide, section)
    if own is None:
        return None
    shares = _shares(desk, guide, section, coded=coded, asked=asked)
    for posters in range(1, shares.many + 1):
        barred: set[Span] = set()
        while len(barred) <= MOST_BARRED and (spans := shares.over(posters, barred)):
            told = [*(_part(section, span)._replace(codes=None if coded else ()) for span in spans), *own]
            of = len(told)
            sheets = [part._replace(number=i, of=of, asked=asked or i == of) for i, part in enumerate(told, 1)]
            settings = [settle(desk, guide, section, part) for part in sheets]
            found = [(part, setting) for part, setting in zip(sheets, settings, strict=True) if setting]
            if len(found) == of:
                return _level(desk, guide, section, found)
            failed = {span for span, setting in zip(spans, settings, strict=False) if setting is None}
            if not failed:  # a sheet of codes, which no other sharing out helps
                break
            barred |= failed
    return None


def _level(desk: Desk, guide: Guide, section: Section, found: list[tuple[Part, Setting]]) -> list[tuple[Part, Setting]]:
    """The sheets with titles, codes and type of one size, the smallest of each, where that fits them all."""
    settings = [setting for _part, setting in found]
    title, code, type_ = (min(getattr(each, name) for each in settings) for name in ("title", "code", "type"))
    one = {"title": title, "code": code, "type": type_, "compact": any(each.compact for each in settings)}
    level = [(part, setting._replace(**one)) for part, setting in found]
    return level if all(_holds(desk, guide, section, *each) for each in level) else found


def _whole(section: Section) -> Part:
    return Part(tuple(enumerate(section.steps, 1)), tuple(enumerate(section.options, 1)))


def _code_sheets(desk: Desk, guide: Guide, section: Section) -> list[Part] | None:
    """The section's codes on as few sheets of their own as hold them."""
    links = free_addresses(section)
    for count in range(1, len(links) + 1):
        ends = [len(links) * i // count for i in range(count + 1)]
        parts = [Part((), (), i, count + 1, links[a:b]) for i, (a, b) in enumerate(pairwise(ends), 2)]
        if all(settle(desk, guide, section, part) for part in parts):
            return parts
    return None


class _Shares(NamedTuple):
    """What it takes to share a procedure out: heights of its steps, then of its ways; room of a sheet, and of the last.

    All in points; no heights where a word is too wide.
    """

    many: int
    heights: tuple[float, ...]
    usual: float
    last: float

    def over(self, posters: int, barred: Set[Span]) -> tuple[Span, ...] | None:
        """The steps and ways of each poster, evenly full by height; no poster holds a `barred` span."""
        if posters == 1:
            return None if barred else ((0, self.many),)

        def cost(poster: int, first: int, end: int) -> float | None:
            room = self.last if poster == posters - 1 else self.usual
            spare = room - sum(self.heights[first:end])
            if spare < 0:
                return OVER
            return None if first == end or (first, end) in barred else (spare / room) ** 2

        found = share_out(self.many, posters, cost) if self.heights else None
        return tuple((own[0], own[-1] + 1) for own in found) if found else None


def _part(section: Section, span: Span) -> Part:
    """So many of the steps and ways, counted in one."""
    (a, b), whole, cut = span, _whole(section), len(section.steps)
    return Part(whole.steps[a:b], whole.ways[max(a - cut, 0) : max(b - cut, 0)])


def _shares(desk: Desk, guide: Guide, section: Section, *, coded: bool, asked: bool) -> _Shares:
    usual, heights = _measured(desk, guide, section, coded=coded, asked=asked)
    last = _measured(desk, guide, section, coded=coded, asked=True)[0] if coded else usual
    return _Shares(len(section.steps) + len(section.options), tuple(heights), usual, last)


def _measured(desk: Desk, guide: Guide, section: Section, *, coded: bool, asked: bool) -> tuple[float, list[float]]:
    """The room of one poster of several and the height of each step and way at the smallest sizes, with its gap.

    No heights where a word is too wide.
    """
    look, whole = adjust(PROCEDURE, LEAST), _whole(section)
    short = shortened(whole, LEAST.short)
    try:
        bare = plan(desk, guide, section, Part((), (), 1, 2, None if coded else (), asked), LEAST)
        steps = [
            max(numbered(desk, look, step, str(n), mm(TEXT_WIDTH), short=True).height + mm(look.gap), least_pitch(look))
            for n, step in whole.steps
        ]
        named = [measure(block, mm(LIVE)) + look.s(3) for block in elsewhere(desk, look, section, Part((), ()))]
        ways = [
            options.option_box(desk, look, option, n, mm(LIVE), short).height + look.s(5) for n, option in whole.ways
        ]
    except TooWide:
        return 0.0, []
    told = sum(named) - min(named, default=0.0)  # a sheet names all ways but its own
    return bare.slack(0.0) + mm(look.gap) - told, [*steps, *ways]


def _failure(desk: Desk, guide: Guide, section: Section) -> LayoutError:
    """The error that names by how much the fullest poster fails."""
    kind = _("poster")
    steps, ways, *_more = _whole(section)
    count = len(steps) + len(ways)
    parts = [*(Part((step,), (), 1, count) for step in steps), *(Part((), (way,), 1, count) for way in ways)]
    try:
        slacks = [(made := plan(desk, guide, section, part, LEAST)).slack(mm(made.look.gap)) for part in parts]
    except TooWide as fault:
        return too_wide(guide, section, kind, fault)
    error = too_tall(guide, section, kind, -min(slacks), _advice(section))
    fullest = slacks.index(min(slacks))
    alone = max(slacks) >= 0 and fullest < len(steps)  # what all sheets repeat leaves room for others
    return at_step(error, section, fullest + 1) if alone else error


def _advice(section: Section) -> str:
    """What would work: the parts that every sheet repeats come first."""
    told: list[str] = []
    if len(plain(title_of(section))) > LONG_TITLE:
        told.append(_("give it a `short` title"))
    if len(free_addresses(section)) > MANY_CODES:
        told.append(_("name fewer addresses"))
    if section.notes or section.requires:
        told.append(_("shorten its condition and notes"))
    if any(not step.short for step in (*section.steps, *(step for way in section.options for step in way.steps))):
        told.append(_("give its steps a `short` text"))
    if section.options:
        told.append(_("shorten its ways"))
    return ", ".join(told) or _("share it out over two procedures")


def settle(desk: Desk, guide: Guide, section: Section, part: Part) -> Setting | None:
    """The place on the fit ladder where the page stands: whole texts if they fit easily, else shorter ones."""

    def fits(setting: Setting) -> bool:
        return _holds(desk, guide, section, part, setting)

    place = (section.id, part.number, part.of, part.codes, part.asked)
    return desk.places.settle(place, fits, lambda: _search(part, fits))


def _holds(desk: Desk, guide: Guide, section: Section, part: Part, setting: Setting) -> bool:
    """Does a sheet hold its part at a place on the ladder? A title grows only as long as it takes no more lines."""
    try:
        made = plan(desk, guide, section, part, setting)
    except TooWide:
        return False
    if setting.title > 1:
        look = adjust(PROCEDURE, setting._replace(title=1.0))
        usual = head_of(desk, look, guide, section, part, compact=setting.compact)
        if made.head.height > setting.title * usual.height:
            return False
    return made.slack(mm(made.look.gap)) >= 0


def _search(part: Part, fits: Callable[[Setting], bool]) -> Setting | None:
    full = Setting(layout="one", picture=0.0)
    short = full._replace(short=len(able(part)), compact=True)
    for size in PICTURES if _pictured(part) else ():
        if fits(full._replace(picture=size)):
            return climb(full._replace(picture=size), UP, fits)
    if fits(full):
        return climb(full, UP, fits)
    if fits(short):
        fewer = Rung("short", tuple(range(short.short - 1, -1, -1)))
        return climb(climb(short, (fewer,), fits), UP, fits)
    found = descend(full, TIGHTEN, fits) or descend(short, DOWN, fits)
    if not found and len(part.steps) >= 9:
        found = descend(short._replace(layout="two"), DOWN, fits)
    return found


def _pictured(part: Part) -> bool:
    """Has any step of the sheet a picture?"""
    steps = [step for _n, step in part.steps] + [step for _n, way in part.ways for step in way.steps]
    return any(step.image for step in steps)


def _page(desk: Desk, guide: Guide, section: Section, made: Plan, part: Part) -> Frame:
    look, gap = made.look, mm(made.look.gap)
    many = max((len(column) for column in made.columns), default=0)
    if many > 1:
        gap = max(gap, min(gap + made.slack(gap) / (many - 1), mm(GAP_MOST)))
    spare = max(0.0, made.slack(gap))
    items = [Placed(mm(MARGIN), mm(TOP), made.head)]
    y, start = made.top, mm(TOP) + made.head.height
    if made.lead:
        items.append(Placed(mm(TEXT_X if made.columns else MARGIN), y, made.lead))
        y += made.lead.height + look.s(5)
    for i, column in enumerate(made.columns):
        x = mm(ROUTE_X + i * HALF_PITCH)
        run = route(desk, look, column, gap, start=start - y if i == 0 else column[0].middle, key="steps")
        items.append(Placed(x, y, run))
    if made.columns:
        y += max(height(look, column, gap) for column in made.columns) + look.s(5)
    if made.main:
        items.append(Placed(mm(MARGIN), y, made.main))
    rises = spare if len(part.steps) < FEW_STEPS or spare > mm(HOLE) else 0.0
    items.append(Placed(mm(MARGIN), mm(FOOT_BOTTOM) - made.foot.height - rises, made.foot))
    items.append(Placed(mm(MARGIN), mm(ISSUER_Y), help.issuer_line(desk, look, guide, mm(LIVE), part.number, part.of)))
    return Frame(*A3, (Placed(0, 0, Frame(*A3, tuple(items), Tag("Sect", key=section.id))),))
