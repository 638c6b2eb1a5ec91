"""The A3 overview of several procedures, "which path do I take": a row each, with its code (visual standard 5.4)."""

from collections.abc import Sequence
from gettext import gettext as _
from typing import NamedTuple

from printkit.errors import LayoutError
from printkit.formats.poster.foot import code_words
from printkit.formats.poster.looks import (
    FOOT_BOTTOM,
    ISSUER_Y,
    LIVE,
    MARGIN,
    OVERVIEW,
    OVERVIEW_BAND,
    PROCEDURE,
    RIGHT_X,
    ROUTE_X,
    TOP,
)  # fmt: skip
from printkit.inline import section_addresses
from printkit.layout.blocks import Block, Cell, Columns, Fixed, Rule, Slotted, Space, Stack, place
from printkit.layout.fit import Rung, between, climb, descend
from printkit.layout.frame import LAYOUT, Box, Frame, Placed, Tag
from printkit.layout.paragraph import rise
from printkit.layout.text import TooWide
from printkit.model import Guide, Link, Section, Ward, Words
from printkit.parts import help
from printkit.parts.codes import beneath, code, code_size, hanging, label, told, under_code
from printkit.parts.desk import Desk
from printkit.parts.failure import too_tall, too_wide
from printkit.parts.look import LETTERS, Look, Setting, adjust
from printkit.parts.masthead import Beside, Heading, masthead
from printkit.parts.panels import condition_text
from printkit.parts.steps import marker
from printkit.units import A3, mm

TEXT_X = 61.0  # mm
CODE_COLUMN, CODE_GUTTER = 50.0, 7.0
BESIDE = 2  # codes that stand beside the text; more stand in a row beneath it
SCAN_ROOM = 43.0  # at the band's right, for "Quét mã để mở" on two lines
DISC, LETTER = 24.0, 42.0  # mm, pt
APART = 20.0  # mm of white between the dark modules of two codes
UNEVEN = 3.0  # mm more between rows, whose addresses take one line or two
ROW_PAD = 3.4  # mm above and below a row's content, at the least
CLEAR = 2.0  # mm that a row's first letters may rise into the white over it
PAD_MOST = 24.0  # what one or two rows leave over the help zone takes, and stays white at the foot
ROWS_MOST = 5
WIDE_RIGHT_X = 130.0  # mm, of the contact block when the ward has a code, or rows that would wrap
ABOVE_BAR = 3.0

DOWN = (
    Rung("layout", ("wide",)),
    Rung("space", between(1, 0.75, 5)),
    Rung("title", (0.95, 0.9, 0.85, 0.8, 0.75)),
    Rung("code", between(1, 36 / 44, 3)),
    Rung("type", (24 / 25, 23 / 25, 22 / 25)),
)
LEAST = Setting(space=0.75, title=0.75, code=36 / 44, type=22 / 25, layout="wide")
UP = (Rung("title", between(1, 1.2, 4)), Rung("code", between(1, 1.1, 2)))


class Row(NamedTuple):
    """A procedure's row, and where in it its words have their middle, in points from its top."""

    frame: Frame
    middle: float

    @property
    def height(self) -> float:
        """Height in points."""
        return self.frame.height


class Plan(NamedTuple):
    """Everything of the page, set, its rows without their share of the spare height."""

    look: Look
    head: Frame
    rows: tuple[Row, ...]
    foot: Frame

    @property
    def top(self) -> float:
        """Top of the first row in points."""
        return mm(TOP) + self.head.height

    @property
    def spare(self) -> float:
        """Points left for the rows to share; negative when they do not fit."""
        bottom = mm(FOOT_BOTTOM) - self.foot.height - mm(ABOVE_BAR)
        pads = 2 * mm(ROW_PAD) * self.look.space * len(self.rows)
        return bottom - self.top - sum(row.height for row in self.rows) - pads


def pages(desk: Desk, guide: Guide) -> tuple[Frame, ...]:
    """The overview on as few posters as hold its rows. Raises LayoutError when a row alone is too high or wide."""
    count = len(guide.sections)
    for sheets in range(-(-count // ROWS_MOST), count + 1):
        size = -(-count // sheets)
        shares = [tuple(range(i, min(i + size, count))) for i in range(0, count, size)]
        settings = [_settle(desk, guide, share) for share in shares]
        if all(settings):
            return tuple(
                _page(desk, guide, _plan(desk, guide, share, setting), share, n, len(shares))
                for n, (share, setting) in enumerate(zip(shares, settings, strict=True), 1)
                if setting
            )
    raise _failure(desk, guide)


def _failure(desk: Desk, guide: Guide) -> LayoutError:
    """The error that names the row furthest from fitting."""
    kind = _("overview poster")
    alone = [(i,) for i in range(len(guide.sections))]
    try:
        spare, worst = min((_plan(desk, guide, share, LEAST).spare, share[0]) for share in alone)
    except TooWide as fault:
        return too_wide(guide, None, kind, fault)
    hint = _("shorten its question, short title, fact or condition, or name fewer addresses")
    return too_tall(guide, guide.sections[worst], kind, -spare, hint)


def _settle(desk: Desk, guide: Guide, share: Sequence[int]) -> Setting | None:
    def fits(setting: Setting) -> bool:
        try:
            return _plan(desk, guide, share, setting).spare >= 0
        except TooWide:
            return False

    def search() -> Setting | None:
        found = descend(Setting(), DOWN, fits)
        return climb(found, UP, fits) if found == Setting() else found

    return desk.places.settle(("overview", *share), fits, search)


def _plan(desk: Desk, guide: Guide, share: Sequence[int], setting: Setting) -> Plan:
    look = adjust(OVERVIEW, setting)
    scan = desk.text("scan", look.caption, desk.palette.band_text, align="right", balanced=True)
    coded = any(section_addresses(guide.sections[i]) for i in share)
    aside = Columns((Cell(Space(0.0)), Cell(scan, mm(CODE_COLUMN))), 0.0) if coded else None
    heading = Heading(guide.kicker, guide.title, (), guide.icon or "phone")
    band = OVERVIEW_BAND._replace(title_width=LIVE - OVERVIEW_BAND.text_x - SCAN_ROOM)
    return Plan(
        look,
        masthead(desk, look, band, heading, beside=Beside(aside) if aside else None),
        tuple(_row(desk, look, guide.sections[i]) for i in share),
        place(Stack(_foot(desk, look, guide, wide=setting.layout == "wide")), mm(LIVE)),
    )


def _row(desk: Desk, look: Look, section: Section) -> Row:
    """Situation, task, one line of fact and the condition; codes at the right, or beneath where there are many."""
    links = section_addresses(section)
    room = mm(MARGIN + LIVE - TEXT_X)
    codes = _codes(desk, look, links)
    words = place(_words(desk, look, section), room)
    height = words.height + mm(4) + codes.height
    under = Placed(room - codes.width, words.height + mm(4), codes)
    lower = Row(Frame(room, height, (Placed(0, 0, words), under)), max(words.height, mm(DISC)) / 2)
    if len(links) > BESIDE:
        return lower
    try:
        beside = _row_beside(desk, look, section, links, codes)
    except TooWide:
        return lower
    return beside if beside.height <= lower.height else lower


def _row_beside(desk: Desk, look: Look, section: Section, links: Sequence[Link], codes: Frame) -> Row:
    room = mm(MARGIN + LIVE - TEXT_X)
    words = place(_words(desk, look, section), room - codes.width - mm(1) * bool(links))
    apart = _dark(look, links) + mm(APART + UNEVEN) - 2 * mm(ROW_PAD) * look.space if links else 0.0
    height = max(words.height, codes.height, apart)
    items = (
        Placed(0, (height - words.height) / 2, words),
        Placed(room - codes.width, (height - codes.height) / 2, codes),
    )
    return Row(Frame(room, height, items), height / 2)


def _words(desk: Desk, look: Look, section: Section) -> Stack:
    blocks: list[Block] = []
    asked = section.question or section.when
    task = desk.text(section.short or section.title, look.head, desk.palette.accent, balanced=True, role=Tag("H2"))
    first = desk.text(asked, look.headline, balanced=True) if asked else task
    blocks.append(Space(max(0.0, rise(first) - mm(CLEAR))))
    blocks += [first, Space(max(mm(0.8), rise(task)))] if asked else []
    blocks.append(task)
    blocks.append(desk.text(section.fact or _count(desk, section), look.detail, balanced=True))
    if section.requires:
        blocks.append(desk.text(condition_text(desk, section.requires), PROCEDURE.detail))
    return Stack(tuple(blocks), mm(0.8))


def _count(desk: Desk, section: Section) -> tuple[Words, ...]:
    """ "7 bước" or "2 cách"."""
    words = desk.words
    return (Words(words.steps(len(section.steps)) if section.steps else words.options(len(section.options))),)


def _codes(desk: Desk, look: Look, links: Sequence[Link]) -> Frame:
    """Codes side by side, each in its column with the address beneath, as many rows as they need."""
    if not links:
        return Frame(0.0, 0.0)
    names = [told(link) for link in links]
    cells = [_code(desk, look, link, named=names.count(told(link)) > 1) for link in links]
    gutter = max(mm(CODE_GUTTER) * look.space, _dark(look, links) + mm(APART) - mm(CODE_COLUMN))
    apart = max(cell.width for cell in cells) + gutter
    per_row = max(1, int((mm(MARGIN + LIVE - TEXT_X) + mm(CODE_GUTTER)) // apart))
    height = max(cell.height for cell in cells)
    rows = -(-len(cells) // per_row)
    pitch = max(height + mm(2), _dark(look, links) + mm(APART))
    width = apart * (min(len(cells), per_row) - 1) + cells[0].width
    items = tuple(Placed(i % per_row * apart, i // per_row * pitch, cell) for i, cell in enumerate(cells))
    return Frame(width, height + pitch * (rows - 1), items)


def _dark(look: Look, links: Sequence[Link]) -> float:
    """Width in points of the widest code's dark modules."""
    sizes = [code_size(link, look.code, look.dots) for link in links]
    return max((size - 2 * quiet for size, quiet in sizes), default=0.0)


def _code(desk: Desk, look: Look, link: Link, *, named: bool) -> Frame:
    """A code over its address; with what it opens where another one of the row shows the same address."""
    drawn = code(desk, link, look.code, look.dots)
    words = beneath(*(label(desk, link, look.host, align="centre") if named else ()), under_code(desk, link, look.host))
    return place(Stack((Fixed(drawn.frame, "centre"), *words)), max(mm(CODE_COLUMN), drawn.frame.width))


def _foot(desk: Desk, look: Look, guide: Guide, *, wide: bool) -> tuple[Block, ...]:
    """Bar, hotline left, whom to ask right with a divider between."""
    bar = (Rule(mm(look.bar), desk.palette.bar), Space(mm(4)))
    right_x = WIDE_RIGHT_X if guide.ward and (wide or guide.ward.url) else RIGHT_X
    links = help.guide_links(desk, look, guide)
    right = help.contact(desk, look, guide.ward, write_on=True)
    try:
        left = help.hotline(desk, look, guide.hotline, _left(right_x), with_icon=False) if guide.hotline else None
    except TooWide:  # a number too long to stand beside the contact takes a row of its own
        assert guide.hotline
        left = help.hotline(desk, look, guide.hotline, mm(LIVE), with_icon=False)
        return (*bar, left, *((Space(mm(4)), right) if right else ()), *links)
    if not (left and right):
        return (*bar, left or right or Space(0.0), *links)
    if guide.ward:
        slot = Asked(desk, look, left, right_x)
        return (*bar, Slotted(slot.block(guide.ward), slot), *links)
    return (*bar, Fixed(_beside(desk, look, left, right, right_x)), *links)


def _left(right_x: float) -> float:
    """Room of the hotline in points."""
    return mm(right_x - MARGIN - 12)


def _beside(desk: Desk, look: Look, left: Block, right: Block, right_x: float) -> Frame:
    """Two blocks with a divider between, the right one from x on in mm."""
    called, asked = place(left, _left(right_x)), place(right, mm(MARGIN + LIVE - right_x))
    height = max(asked.height, called.height)
    rule = Frame(look.divider, height, (Placed(0, 0, Box(look.divider, height, desk.palette.divider)),), LAYOUT)
    items = (Placed(0, 0, called), Placed(mm(right_x - MARGIN - 8), 0, rule), Placed(mm(right_x - MARGIN), 0, asked))
    return Frame(mm(LIVE), height, items)


class Asked(NamedTuple):
    """What sets the foot for another ward: its rows at the right, its code with its address under the hotline."""

    desk: Desk
    look: Look
    line: Block
    right_x: float  # mm

    def block(self, ward: Ward) -> Block:
        """The foot beneath the bar."""
        rows = help.Contact(self.desk, self.look, coded=False).block(ward)
        left = Stack((self.line, *((Space(mm(4)), self._code(ward)) if ward.url else ())))
        return Stack((Fixed(_beside(self.desk, self.look, left, rows, self.right_x)),), role=help.CONTACT)

    def set(self, ward: Ward, width: float) -> Frame:
        """The block laid out."""
        return place(self.block(ward), width)

    def _code(self, ward: Ward) -> Block:
        desk, look = self.desk, self.look
        link = Link(ward.url, (Words(ward.name),))
        drawn = code(desk, link, look.code_least, look.dots)
        moved = hanging(drawn)
        words = code_words(desk, look, link)
        return Columns((Cell(Fixed(moved), moved.width), Cell(words, 0.0, drawn.quiet)), 0.0)


def _page(desk: Desk, guide: Guide, made: Plan, share: Sequence[int], number: int, of: int) -> Frame:
    """Rows spread evenly, letters on the route, which ends at the last letter's centre."""
    least = mm(ROW_PAD) * made.look.space
    pad = min(least + made.spare / (2 * len(made.rows)), max(least, mm(PAD_MOST)))
    rises = made.spare - 2 * len(made.rows) * (pad - least)
    text_x, right = mm(TEXT_X), mm(MARGIN + LIVE)
    rows: list[Placed] = []
    rules: list[Placed] = []
    y = made.top
    centre = y
    for i, row in zip(share, made.rows, strict=True):
        letter = marker(desk, made.look, LETTERS[i], Tag("P"), diameter=mm(DISC), size=LETTER)
        centre = y + pad + row.middle
        disc = Placed(mm(ROUTE_X) - letter.width / 2, centre - letter.height / 2, letter)
        rows += [
            Placed(
                0,
                0,
                Frame(
                    *A3, (disc, Placed(text_x, y + pad, row.frame)), Tag("Sect", key=f"overview-{guide.sections[i].id}")
                ),
            )
        ]
        y += row.height + 2 * pad
        if i != share[-1]:
            rules.append(Placed(text_x, y, Box(right - text_x, made.look.divider, desk.palette.divider)))
    line = Box(mm(made.look.route), centre - made.top, desk.palette.route)
    route = Placed(0, 0, Frame(*A3, (Placed(mm(ROUTE_X) - line.width / 2, made.top, line), *rules), LAYOUT))
    return Frame(
        *A3,
        (
            Placed(mm(MARGIN), mm(TOP), made.head),
            route,
            *rows,
            Placed(mm(MARGIN), mm(FOOT_BOTTOM) - made.foot.height - rises, made.foot),
            Placed(mm(MARGIN), mm(ISSUER_Y), help.issuer_line(desk, made.look, guide, mm(LIVE), number, of)),
        ),
    )
