"""The A4 leaflet of one procedure: steps on the left, what to prepare and codes on the right, help at the foot."""

from collections.abc import Callable
from typing import NamedTuple

from printkit.formats.leaflet.looks import ISSUER_Y, LIVE, MARGIN, SINGLE, SINGLE_BAND, TOP
from printkit.inline import free_addresses, subtitle
from printkit.layout.blocks import Block, Cell, Columns, Fixed, Space, Stack, place
from printkit.layout.fit import Rung, between, climb, descend, given_up
from printkit.layout.frame import Frame, Placed, Tag
from printkit.layout.paragraph import Paragraph
from printkit.layout.text import TooWide
from printkit.model import Guide, Section
from printkit.parts import foot, help, options, panels
from printkit.parts.desk import Desk
from printkit.parts.look import LETTERS, Look, Setting, adjust
from printkit.parts.masthead import Heading, masthead
from printkit.parts.steps import Numbered, height, numbered, route
from printkit.units import A4, mm

ROUTE_X = 26.5  # mm
TEXT_X = 37.0
TEXT_WIDTH = 95.0  # beside the side column
SIDE_X, SIDE_WIDTH = 137.0, 58.0
MEASURE = 68 * 0.51  # em: the longest line of a step, 68 characters (standard 8)
CONTACT_WIDTH, HELP_GUTTER = 87.0, 6.0
BELOW_BAND = 9.0  # mm, band to steps
SIDE_BELOW_BAND = 8.0
ABOVE_BAR = 7.0
CODES_ASIDE = 3  # codes a side column holds; more make a grid after the steps
FEW_STEPS = 4  # with fewer the help zone rises to them, and what is left stays white at the foot
HOLE = 45.0  # mm over which it does so too
MANY_ITEMS = 6  # to prepare; more stand in columns where they are not in the side column
ITEM_COLUMNS = 3
CELL = 42.0  # mm, of that grid
GAP_MOST = 3 * 12.5 * 1.4 * 0.3528  # mm: three lines of detail

DOWN = (
    Rung("gap", between(8, 3, 10)),
    Rung("space", between(1, 0.75, 5)),
    Rung("title", (0.95, 0.9, 0.85, 28 / 38)),
    Rung("picture", between(1, 60 / 80, 4)),
    Rung("code", between(1, 30 / 45, 5)),
    Rung("type", (29 / 30, 28 / 30, 27 / 30, 26 / 30)),
    Rung("leading", (0.5, 1.0)),
)
UP = (
    Rung("type", between(1, 1.2, 6)),
    Rung("title", between(1, 1.25, 5)),
    Rung("code", between(1, 1.2, 4)),
)
LAYOUTS = ("side", "noted", "under")  # notes beside the steps; notes under them; all panels under them


class Plan(NamedTuple):
    """Everything of the page, set; `main` stands under the steps, `side` beside them."""

    look: Look
    head: Frame
    lead: Frame | None
    steps: tuple[Numbered, ...]
    main: Frame | None
    side: Frame | None
    foot: Frame
    issuer: Frame

    @property
    def top(self) -> float:
        """Top of the steps in points."""
        return mm(TOP) + self.head.height + mm(BELOW_BAND)

    @property
    def text_x(self) -> float:
        """Left edge of what stands with the steps, or of the page where there are none."""
        return mm(TEXT_X) if self.steps or self.side else mm(MARGIN)

    @property
    def bottom(self) -> float:
        """Where steps and side column end."""
        return self.foot_y - mm(ABOVE_BAR)

    @property
    def foot_y(self) -> float:
        return mm(ISSUER_Y) - mm(5.7) - self.foot.height

    def needed(self, gap: float) -> float:
        """Height of the step column with a gap in points."""
        parts = [frame.height for frame in (self.lead, self.main) if frame]
        if self.steps:
            parts.append(height(self.look, self.steps, gap))
        return sum(parts) + self.look.s(5) * (len(parts) - 1)

    def slack(self, gap: float) -> float:
        """Points left in the fuller of the two columns; negative when it does not fit."""
        side = self.side.height - mm(BELOW_BAND - SIDE_BELOW_BAND) if self.side else 0.0
        return self.bottom - self.top - max(self.needed(gap), side)


def pages(desk: Desk, guide: Guide, section: Section) -> tuple[Frame, ...] | None:
    """The leaflet on one page, or None when it needs more."""
    setting = settle(desk, guide, section)
    if setting is None:
        return None
    return (_page(desk, section, plan(desk, guide, section, setting)),)


def settle(desk: Desk, guide: Guide, section: Section) -> Setting | None:
    """The place on the fit ladder where the page stands."""

    def fits(setting: Setting) -> bool:
        try:
            made = plan(desk, guide, section, setting)
        except TooWide:
            return False
        return made.slack(mm(made.look.gap)) >= 0

    return desk.places.settle("page", fits, lambda: _search(section, fits))


def _search(section: Section, fits: Callable[[Setting], bool]) -> Setting | None:
    layouts = LAYOUTS if section.steps else LAYOUTS[::-1]
    for layout in layouts:
        if (layout != "under" or not section.steps) and fits(Setting(layout=layout)):
            return climb(Setting(layout=layout), UP[1:] if section.options else UP, fits)
    found = [setting for layout in layouts if (setting := descend(Setting(layout=layout), DOWN, fits))]
    best = min(found, key=lambda setting: given_up(setting, DOWN), default=None)
    return climb(best, UP[:1], fits) if best and best.type == 1 else best


def plan(desk: Desk, guide: Guide, section: Section, setting: Setting) -> Plan:
    """Set all parts of the page at a place on the ladder."""
    look = adjust(SINGLE, setting)
    noted = setting.layout == "noted"
    beside_blocks = aside(desk, look, guide, section, noted=noted) if setting.layout != "under" else ()
    under_blocks = across(desk, look, guide, section, noted=noted) if setting.layout == "under" else ()
    width = _text_width(look, section, beside=bool(beside_blocks))
    heading = Heading(guide.kicker, section.title, subtitle(guide, section), section.icon or guide.icon or "info")
    main = list(_main(desk, look, section, width))
    for note in section.notes if noted else ():
        main += (Space(look.s(2)), panels.note(desk, look, note))
    if under_blocks:
        main += (Space(look.s(6)), *under_blocks)
    helping = help.zone(desk, look, guide, mm(LIVE), contact_width=mm(CONTACT_WIDTH), gutter=mm(HELP_GUTTER))
    return Plan(
        look,
        masthead(desk, look, SINGLE_BAND, heading, routed=bool(section.steps)),
        place(panels.condition(desk, look, section.requires), width) if section.requires else None,
        tuple(numbered(desk, look, step, str(n), width) for n, step in enumerate(section.steps, 1)),
        place(Stack(tuple(main)), width) if main else None,
        place(Stack(beside_blocks, look.s(7)), mm(SIDE_WIDTH)) if beside_blocks else None,
        place(Stack((*helping, *small_print(desk, look, guide, (section,)))), mm(LIVE)),
        help.issuer_line(desk, look, guide, mm(LIVE)),
    )


def _text_width(look: Look, section: Section, *, beside: bool) -> float:
    """Width of the steps, or of what the page has in place of steps, in points."""
    if beside:
        return mm(TEXT_WIDTH)
    return min(mm(LIVE - TEXT_X + MARGIN), MEASURE * look.detail.size) if section.steps else mm(LIVE)


def small_print(
    desk: Desk, look: Look, guide: Guide, sections: tuple[Section, ...], *, addressed: bool = True
) -> tuple[Block, ...]:
    """Abbreviations, and whole addresses unless they stand elsewhere, under a hairline."""
    entries = foot.used_abbreviations(guide, sections)
    lines = (*foot.abbreviations_line(desk, look, entries), *(addresses(desk, look, sections) if addressed else ()))
    printed = foot.fine_print(desk, look, lines)
    return (Space(look.s(2.5)), *printed) if printed else ()


def addresses(desk: Desk, look: Look, sections: tuple[Section, ...]) -> tuple[Paragraph, ...]:
    """Whole addresses, a paragraph each."""
    return foot.link_lines(desk, look, sections, tuple(LETTERS[: len(sections)]) if len(sections) > 1 else ("",))


def across(desk: Desk, look: Look, guide: Guide, section: Section, *, noted: bool) -> tuple[Block, ...]:
    """The same panels in rows; a long list of what to prepare in columns, beside the only other panel or over all."""
    items = (*guide.prepare, *section.prepare)
    rest = aside(desk, look, guide, section, noted=noted, listed=False, row=2)
    if items and not rest:
        return (panels.prepare(desk, look, items, columns=ITEM_COLUMNS),)
    if len(items) <= MANY_ITEMS:
        return _in_rows(desk, look, guide, section, noted=noted)
    if len(rest) == 1:
        listed = panels.prepare(desk, look, items, columns=ITEM_COLUMNS - 1)
        return (Columns((Cell(listed), Cell(rest[0], mm(SIDE_WIDTH))), look.s(6), even=True),)
    over = panels.prepare(desk, look, items, columns=ITEM_COLUMNS)
    return (over, Space(look.s(6)), *_in_rows(desk, look, guide, section, noted=noted, listed=False))


def aside(
    desk: Desk, look: Look, guide: Guide, section: Section, *, noted: bool, listed: bool = True, row: int = 1
) -> tuple[Block, ...]:
    """Panels of the side column: what to prepare (`listed`), codes, notes. So many stand in a `row`.

    The first code, and what stands in a row with it, is larger than the others.
    """
    links = free_addresses(section)
    items = (*guide.prepare, *section.prepare) if listed else ()
    blocks: list[Block] = [panels.prepare(desk, look, items)] if items else []
    if len(links) <= CODES_ASIDE:
        first = len(blocks)
        for i, link in enumerate(links, first):
            size = look.code if i // row == first // row else max(look.code_least, look.code * 2 / 3)
            blocks.append(panels.scan(desk, look, link, size=min(size, SIDE_WIDTH - 2 * look.inset)))
    if not noted:
        blocks += [panels.note(desk, look, note) for note in section.notes]
    return tuple(blocks)


def _in_rows(
    desk: Desk, look: Look, guide: Guide, section: Section, *, noted: bool, listed: bool = True
) -> tuple[Block, ...]:
    """Panels two a row, equally high; three make one row. A note that is left over is as wide as the row."""
    blocks, many = aside(desk, look, guide, section, noted=noted, listed=listed, row=2), 2
    if len(blocks) == 3:
        blocks, many = aside(desk, look, guide, section, noted=noted, listed=listed, row=3), 3
    rows = []
    for i in range(0, len(blocks), many):
        some = [Cell(block) for block in blocks[i : i + many]]
        if noted or not section.notes:
            some += [Cell(Space(0.0))] * (many - len(some))
        rows.append(Columns(tuple(some), look.s(6 if many == 2 else 4.5), even=True))
    return (Stack(tuple(rows), look.s(6)),) if rows else ()


def _main(desk: Desk, look: Look, section: Section, width: float) -> tuple[Block, ...]:
    """What stands under the steps: ways to choose from, and the grid of more than three codes."""
    blocks: list[Block] = []
    if section.options:
        blocks.append(Fixed(options.stacked(desk, look, tuple(enumerate(section.options, 1)), width)))
    links = free_addresses(section)
    if len(links) > CODES_ASIDE:
        blocks += [Space(look.s(4))] * bool(blocks) + [panels.link_grid(desk, look, links, width, mm(CELL))]
    return tuple(blocks)


def _page(desk: Desk, section: Section, made: Plan) -> Frame:
    gap = mm(made.look.gap)
    if len(made.steps) > 1:
        spare = made.bottom - made.top - made.needed(gap)
        gap = max(gap, min(gap + spare / (len(made.steps) - 1), mm(GAP_MOST)))
    items = [Placed(mm(MARGIN), mm(TOP), made.head)]
    y = made.top
    start = mm(TOP) + made.head.height
    if made.lead:
        items.append(Placed(made.text_x, y, made.lead))
        y += made.lead.height + made.look.s(5)
    if made.side:
        items.append(Placed(mm(SIDE_X), mm(TOP) + made.head.height + mm(SIDE_BELOW_BAND), made.side))
    if made.steps:
        run = route(desk, made.look, made.steps, gap, start=start - y)
        items.append(Placed(mm(ROUTE_X), y, run))
        y += run.height + made.look.s(5)
    if made.main:
        items.append(Placed(made.text_x, y, made.main))
    body = Frame(*A4, tuple(items), Tag("Sect", key=section.id))
    spare = max(0.0, made.slack(gap))
    rises = spare if len(made.steps) < FEW_STEPS or spare > mm(HOLE) else 0.0
    foot_of_page = Placed(mm(MARGIN), made.foot_y - rises, made.foot)
    return Frame(*A4, (Placed(0, 0, body), foot_of_page, Placed(mm(MARGIN), mm(ISSUER_Y), made.issuer)))
