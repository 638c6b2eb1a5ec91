"""The A3 poster of one procedure: steps across the page, code and hotline at the foot (visual standard 5.3)."""

from collections.abc import Sequence
from gettext import gettext as _
from itertools import pairwise
from typing import NamedTuple

from printkit.errors import LayoutError
from printkit.formats.poster.foot import foot, notes
from printkit.formats.poster.looks import (
    BAND,
    FOOT_BOTTOM,
    ISSUER_Y,
    LIVE,
    MARGIN,
    PROCEDURE,
    ROUTE_X,
    TOP,
)  # fmt: skip
from printkit.inline import plain
from printkit.layout.blocks import Block, Fixed, Stack, place
from printkit.layout.fit import Rung, between, climb, descend
from printkit.layout.frame import PAGINATION, Frame, Placed, Tag
from printkit.layout.text import Piece, TooWide
from printkit.model import Guide, Option, Section, Step
from printkit.parts import help, options, panels
from printkit.parts.desk import Desk
from printkit.parts.failure import too_tall, too_wide
from printkit.parts.look import Look, Setting, adjust
from printkit.parts.masthead import Heading, masthead
from printkit.parts.steps import Numbered, height, numbered, route
from printkit.units import A3, mm

TEXT_X = 56.5  # mm
TEXT_WIDTH = 222.0
BELOW_BAND = 12.0
ABOVE_BAR = 9.0
CODE_TEXT_X = 68.0  # from the left margin
GAP_MOST = 3 * 24 * 1.32 * 0.3528  # mm: three lines of detail
CODE_MOST = 90 / 64  # of the preferred size
APART = 20.0  # mm of white between two codes
FEW_STEPS = 4  # with fewer the help zone rises to them

TIGHTEN = (Rung("gap", between(12, 5, 7)), Rung("space", between(1, 0.75, 5)), Rung("title", (0.95, 0.9, 0.85)))
DOWN = (
    *TIGHTEN,
    Rung("title", (0.85, 0.8, 54 / 72)),
    Rung("code", between(1, 50 / 64, 4)),
    Rung("type", (30 / 31, 29 / 31, 28 / 31)),
    Rung("leading", (0.5, 1.0)),
)
LEAST = Setting(gap=5, space=0.75, title=0.75, code=50 / 64, type=28 / 31, leading=1.0, layout="one", short=200)
UP = (
    Rung("type", between(1, 1.2, 6)),
    Rung("title", between(1, 1.25, 5)),
    Rung("code", between(1, CODE_MOST, 6)),
)


class Part(NamedTuple):
    """What one poster holds: all steps and ways, or a share ("1/2") of a procedure too long for one."""

    steps: tuple[tuple[int, Step], ...]
    ways: tuple[tuple[int, Option], ...]
    number: int = 1
    of: int = 1


class Plan(NamedTuple):
    """Everything of the page, set."""

    look: Look
    head: Frame
    lead: Frame | None
    columns: tuple[tuple[Numbered, ...], ...]
    main: Frame | None
    foot: Frame

    @property
    def top(self) -> float:
        """Top of the steps in points."""
        return mm(TOP) + self.head.height + mm(BELOW_BAND) * self.look.space

    @property
    def bottom(self) -> float:
        """Where the steps end."""
        return mm(FOOT_BOTTOM) - self.foot.height - mm(ABOVE_BAR) * self.look.space

    def needed(self, gap: float) -> float:
        """Height of condition, steps and ways with a gap in points."""
        parts = [frame.height for frame in (self.lead, self.main) if frame]
        if self.columns:
            parts.append(max(height(self.look, column, gap) for column in self.columns))
        return sum(parts) + self.look.s(5) * (len(parts) - 1)

    def slack(self, gap: float) -> float:
        """Points left; negative when the page does not hold its content."""
        return self.bottom - self.top - self.needed(gap)


def pages(desk: Desk, guide: Guide, section: Section) -> tuple[Frame, ...]:
    """The procedure's posters, one if it can be. Raises LayoutError when no sharing out helps."""
    most = len(section.steps) + len(section.options)
    for count in range(1, most + 1):
        if count == 2 and not all(_holds(desk, guide, section, part) for part in _shares(section, most)):
            break  # where no poster holds some step alone, none holds it with others
        parts = _shares(section, count)
        settings = _settled(desk, guide, section, parts)
        if settings:
            return tuple(
                _page(desk, guide, section, plan(desk, guide, section, part, setting), part)
                for part, setting in zip(parts, settings, strict=True)
            )
    raise _failure(desk, guide, section, _shares(section, most))


def _settled(desk: Desk, guide: Guide, section: Section, parts: tuple[Part, ...]) -> tuple[Setting, ...]:
    """A place on the ladder for each part; none when one has none."""
    found: list[Setting] = []
    for part in parts:
        setting = settle(desk, guide, section, part)
        if not setting:
            return ()
        found.append(setting)
    return tuple(found)


def _holds(desk: Desk, guide: Guide, section: Section, part: Part) -> bool:
    """Does the part stand on a poster at the foot of the ladder?"""
    try:
        made = plan(desk, guide, section, part, LEAST)
    except TooWide:
        return False
    return made.slack(mm(made.look.gap)) >= 0


def _failure(desk: Desk, guide: Guide, section: Section, parts: tuple[Part, ...]) -> LayoutError:
    """The error that names by how much the fullest poster fails."""
    kind = _("poster")
    try:
        slack = min((made := plan(desk, guide, section, part, LEAST)).slack(mm(made.look.gap)) for part in parts)
    except TooWide as fault:
        return too_wide(guide, section, kind, fault)
    hint = _("give its steps a `short` text, shorten ways and notes, or share it out over two procedures")
    return too_tall(guide, section, kind, -slack, hint)


def _shares(section: Section, count: int) -> tuple[Part, ...]:
    """Steps, then ways, split evenly over so many posters."""
    steps, ways = tuple(enumerate(section.steps, 1)), tuple(enumerate(section.options, 1))
    total = len(steps) + len(ways)
    ends = [total * i // count for i in range(count + 1)]
    cut = len(steps)
    return tuple(
        Part(steps[a:b], ways[max(a - cut, 0) : max(b - cut, 0)], i, count)
        for i, (a, b) in enumerate(pairwise(ends), 1)
    )


def settle(desk: Desk, guide: Guide, section: Section, part: Part) -> Setting | None:
    """The place on the fit ladder where the page stands: whole texts if they fit easily, else shorter ones."""

    def fits(setting: Setting) -> bool:
        try:
            made = plan(desk, guide, section, part, setting)
        except TooWide:
            return False
        return made.slack(mm(made.look.gap)) >= 0

    full, short = Setting(layout="one"), Setting(layout="one", short=len(part.steps))
    if fits(full):
        return climb(full, UP, fits)
    if fits(short):
        fewer = Rung("short", tuple(range(len(part.steps) - 1, -1, -1)))
        return climb(climb(short, (fewer,), fits), UP, fits)
    found = descend(full, TIGHTEN, fits) or descend(short, DOWN, fits)
    if not found and len(part.steps) >= 9:
        found = descend(short._replace(layout="two"), DOWN, fits)
    return found


def plan(desk: Desk, guide: Guide, section: Section, part: Part, setting: Setting) -> Plan:
    """Set all parts of the page at a place on the ladder."""
    look = adjust(PROCEDURE, setting)
    heading = Heading(guide.kicker, section.title, section.when, section.icon or guide.icon or "info")
    count = None
    if part.of > 1:
        count = desk.text(
            ((Piece(f"{part.number}/{part.of}"),)),
            look.subtitle,
            desk.palette.band_text,
            align="right",
            role=PAGINATION,
        )
    width = mm(TEXT_WIDTH if setting.layout != "two" else (TEXT_WIDTH - 44.5) / 2)
    shortened = _shortened(part.steps, setting.short)
    steps = tuple(numbered(desk, look, step, str(n), width, short=n in shortened) for n, step in part.steps)
    half = (len(steps) + 1) // 2
    columns = (steps,) if setting.layout != "two" else (steps[:half], steps[half:])
    main = _main(desk, look, section, guide, part)
    badge = look.detail._replace(floor=24)
    return Plan(
        look,
        masthead(desk, look, BAND, heading, routed=bool(steps), beside=count),
        place(panels.condition(desk, look, section.requires, badge), mm(TEXT_WIDTH)) if section.requires else None,
        columns if steps else (),
        place(Stack(main, look.s(4)), mm(LIVE)) if main else None,
        place(Stack(foot(desk, look, guide, section)), mm(LIVE)),
    )


def _shortened(steps: Sequence[tuple[int, Step]], count: int) -> set[int]:
    """Numbers of the steps that print their short text: those whose text is longest go first."""
    able = [(len(plain(step.text) + plain(step.detail) + plain(step.note)), n) for n, step in steps if step.short]
    return {n for _length, n in sorted(able, reverse=True)[:count]}


def _main(desk: Desk, look: Look, section: Section, guide: Guide, part: Part) -> tuple[Block, ...]:
    """Ways to choose from across the page; notes too, where no hotline stands at the foot for them to join."""
    blocks: list[Block] = [Fixed(options.stacked(desk, look, part.ways, mm(LIVE)))] if part.ways else []
    blocks += notes(desk, look, section) if not guide.hotline else ()
    return tuple(blocks)


def _page(desk: Desk, guide: Guide, section: Section, made: Plan, part: Part) -> Frame:
    look, gap = made.look, mm(made.look.gap)
    many = max((len(column) for column in made.columns), default=0)
    if many > 1:
        gap = max(gap, min(gap + made.slack(gap) / (many - 1), mm(GAP_MOST)))
    spare = max(0.0, made.slack(gap))
    items = [Placed(mm(MARGIN), mm(TOP), made.head)]
    y, start = made.top, mm(TOP) + made.head.height
    if made.lead:
        items.append(Placed(mm(TEXT_X), y, made.lead))
        y += made.lead.height + look.s(5)
    for i, column in enumerate(made.columns):
        x = mm(ROUTE_X + i * (TEXT_WIDTH / 2 + 2))
        run = route(desk, look, column, gap, start=start - y if i == 0 else column[0].middle, key="steps")
        items.append(Placed(x, y, run))
    if made.columns:
        y += max(height(look, column, gap) for column in made.columns) + look.s(5)
    if made.main:
        items.append(Placed(mm(MARGIN), y, made.main))
    rises = spare if len(part.steps) < FEW_STEPS else 0.0
    items.append(Placed(mm(MARGIN), mm(FOOT_BOTTOM) - made.foot.height - rises, made.foot))
    items.append(Placed(mm(MARGIN), mm(ISSUER_Y), help.issuer_line(desk, look, guide, mm(LIVE), part.number, part.of)))
    return Frame(*A3, (Placed(0, 0, Frame(*A3, tuple(items), Tag("Sect", key=section.id))),))
