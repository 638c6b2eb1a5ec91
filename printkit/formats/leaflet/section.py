"""One procedure in a column of the A4 leaflet: head with letter and code, condition, steps or ways (standard 5.2)."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from printkit.formats.leaflet.looks import SEVERAL
from printkit.inline import free_addresses
from printkit.layout.blocks import ROUNDING, Block, Fixed, Stack, place
from printkit.layout.frame import LAYOUT, Box, Frame, Placed, Tag
from printkit.layout.paragraph import BLOCK, FIRST_BASELINE
from printkit.memo import Same
from printkit.model import Link, Section
from printkit.parts import options, panels
from printkit.parts.codes import beneath, code, label, under_code
from printkit.parts.desk import Desk
from printkit.parts.look import Look, Setting, adjust
from printkit.parts.steps import OPTICAL_MIDDLE, Numbered, height, marker, numbered, route
from printkit.units import mm

LETTER_DISC, LETTER_SIZE = 11.0, 17.0  # mm, pt
LETTER_Y = 4.2  # mm below the section's top
HEAD_X, HEAD_Y = 14.5, 3.6
CAPTION_WIDTH = 38.0
HEAD_LEAST = 39.0
HEAD_SHARE = 0.9  # of it, where the code and its words are lower
STEP_TEXT_X = 13.0
LEAD_GUTTER = 6.0
CODES_APART = 4.0  # mm between two captions
CODE_Y = 4.2  # mm, the dark modules' top


class SectionPlan(NamedTuple):
    """A section set to a column's width; the gaps between its steps are still open."""

    section: Section
    letter: str
    look: Look
    head: Frame
    lead: Frame | None
    steps: tuple[Numbered, ...]
    after: Frame | None

    def needed(self, gap: float) -> float:
        """Height in points with a gap in points between steps."""
        parts = [frame.height for frame in (self.head, self.lead, self.after) if frame]
        if self.steps:
            parts.append(height(self.look, self.steps, gap))
        return sum(parts) + self.between * (len(parts) - 1)

    @property
    def between(self) -> float:
        """White between the parts in points."""
        return self.look.s(4.5)

    @property
    def gaps(self) -> int:
        """How many gaps there are to open."""
        return max(0, len(self.steps) - 1)

    def placed(self, desk: Desk, gap: float, width: float) -> Frame:
        """The section with its gaps closed."""
        items = [Placed(0, 0, self.head)]
        y = self.head.height + self.between
        if self.lead:
            items.append(Placed(0, y, self.lead))
            y += self.lead.height + self.between
        if self.steps:
            run = route(desk, self.look, self.steps, gap, start=self.steps[0].middle, key=self.section.id)
            items.append(Placed(mm(self.look.disc) / 2, y, run))
            y += run.height + self.between
        if self.after:
            items.append(Placed(0, y, self.after))
        return Frame(width, self.needed(gap), tuple(items), Tag("Sect", key=self.section.id))


@lru_cache(maxsize=256)
def plan_section(desk: Desk, same: Same[Section], letter: str, setting: Setting, width: float) -> SectionPlan:
    """Set a section to a column's width in points, at a place on the ladder."""
    return SectionPlan(
        same.it,
        letter,
        adjust(SEVERAL, setting),
        _plan_head(desk, same, letter, setting.only("code"), width),
        _plan_lead(desk, same, setting.only("space", "compact"), width),
        _plan_steps(desk, same, setting.only("picture", "type", "leading"), width - mm(STEP_TEXT_X)),
        _plan_after(desk, same, setting.only("picture", "type", "leading", "code"), width),
    )


@lru_cache(maxsize=1024)
def _plan_head(desk: Desk, section: Same[Section], letter: str, setting: Setting, width: float) -> Frame:
    return plan_head(desk, adjust(SEVERAL, setting), section.it, letter, width)


@lru_cache(maxsize=1024)
def _plan_lead(desk: Desk, section: Same[Section], setting: Setting, width: float) -> Frame | None:
    look = adjust(SEVERAL, setting)
    lead = _lead(desk, look, section.it, compact=setting.compact)
    return place(Stack(lead, look.s(4)), width) if lead else None


@lru_cache(maxsize=1024)
def _plan_steps(desk: Desk, section: Same[Section], setting: Setting, width: float) -> tuple[Numbered, ...]:
    look = adjust(SEVERAL, setting)
    return tuple(numbered(desk, look, step, str(n), width) for n, step in enumerate(section.it.steps, 1))


@lru_cache(maxsize=1024)
def _plan_after(desk: Desk, section: Same[Section], setting: Setting, width: float) -> Frame | None:
    look = adjust(SEVERAL, setting)
    after = _after(desk, look, section.it, width)
    return place(Stack(after, look.s(4)), width) if after else None


def _lead(desk: Desk, look: Look, section: Section, *, compact: bool) -> tuple[Block, ...]:
    blocks: list[Block] = [panels.condition(desk, look, section.requires)] if section.requires else []
    if section.prepare:
        blocks.append(
            panels.prepare_sentence(desk, look, section.prepare)
            if compact
            else panels.prepare(desk, look, section.prepare, columns=2)
        )
    return tuple(blocks)


def _after(desk: Desk, look: Look, section: Section, width: float) -> tuple[Block, ...]:
    blocks: list[Block] = (
        [Fixed(options.stacked(desk, look, tuple(enumerate(section.options, 1)), width))] if section.options else []
    )
    rest = free_addresses(section)[1:]
    if rest:
        blocks.append(panels.link_grid(desk, look, rest, width, mm(36)))
    return tuple(blocks)


class _Side(NamedTuple):
    """Codes with their words at a head's right, and what the codes alone take: width, height, rise over the frame."""

    frame: Frame
    width: float
    height: float
    rise: float


def head_links(desk: Desk, look: Look, section: Section, width: float) -> tuple[Link, ...]:
    """The links whose codes stand in a head as wide as the page: two, where they leave the title room."""
    two = free_addresses(section)[:2]
    side = _side(desk, look, two)
    return two if side and side.frame.width <= width / 2 else two[:1]


def plan_head(
    desk: Desk, look: Look, section: Section, letter: str, width: float,
    links: Sequence[Link] | None = None, lead: Block | None = None,
) -> Frame:  # fmt: skip
    """Bar, letter disc, title and `when`; codes at the right with their dark modules on the column's edge.

    Without `links` there is one code at the most. A `lead` stands under the words, beside the codes there are.
    """
    bar = Frame(width, mm(look.bar), (Placed(0, 0, Box(width, mm(look.bar), desk.palette.bar)),), LAYOUT)
    disc = marker(desk, look, letter, Tag("P"), diameter=mm(LETTER_DISC), size=LETTER_SIZE)
    items = [Placed(0, 0, bar), Placed(0, mm(LETTER_Y), disc)]
    side = _side(desk, look, free_addresses(section)[:1] if links is None else links)
    words, under = _words(desk, look, section, width - mm(HEAD_X), side, led=lead is not None)
    top = _beside_disc(look) if words.height <= BLOCK * look.head.size + ROUNDING else mm(HEAD_Y)
    items.append(Placed(mm(HEAD_X), top, words))
    foot = bottom = max(top + words.height, mm(LETTER_Y + LETTER_DISC))
    if side:
        y = max(mm(CODE_Y), mm(look.bar) + side.rise)
        items.append(Placed(width - side.frame.width, y, side.frame))
        bottom = max(bottom, y + side.frame.height, mm(HEAD_LEAST) * HEAD_SHARE)
    if under:
        items.insert(3, Placed(mm(HEAD_X), bottom + look.s(1), under))
        bottom += look.s(1) + under.height
    if lead:
        assert side
        own = place(lead, width - side.frame.width - mm(LEAD_GUTTER))
        items.insert(3, Placed(0, foot + look.s(3), own))
        bottom = max(bottom, foot + look.s(3) + own.height)
    return Frame(width, bottom, tuple(items))


def _beside_disc(look: Look) -> float:
    """The top in points of a title of one line, whose optical middle is the letter's."""
    return mm(LETTER_Y + LETTER_DISC / 2) - (FIRST_BASELINE - OPTICAL_MIDDLE) * look.head.size


def _words(
    desk: Desk, look: Look, section: Section, room: float, side: _Side | None, *, led: bool
) -> tuple[Frame, Frame | None]:
    """Title and `when`, beside the code if that is short enough, else clear of its caption too.

    Where that is lower and no lead follows them, `when` stands as the second frame under all of it.
    """
    title = desk.text(section.short or section.title, look.head, desk.palette.accent, balanced=True, role=Tag("H2"))
    when = desk.text(section.when, look.panel_body, balanced=True) if section.when else None
    stack = Stack((title, when) if when else (title,), look.s(0.8))
    if side is None:
        return place(stack, room), None
    beside = place(stack, room - side.width)
    if mm(HEAD_Y) + beside.height <= mm(CODE_Y) + side.height:
        return beside, None
    clear = room - side.frame.width - mm(1)
    narrow = place(stack, clear)
    if when and not led:
        head, under = place(title, clear), place(when, room)
        foot = max(mm(HEAD_Y) + head.height, mm(CODE_Y) + side.frame.height) + look.s(1) + under.height
        if foot < mm(HEAD_Y) + narrow.height:
            return head, under
    return narrow, None


def _side(desk: Desk, look: Look, links: Sequence[Link]) -> _Side | None:
    """Codes side by side, right edge and top on the dark modules, each over its words, which begin level."""
    if not links:
        return None
    drawn = [code(desk, link, look.code, look.dots) for link in links]
    darks = [each.frame.width - each.quiet for each in drawn]
    items: list[Placed] = []
    x = height = 0.0
    for link, each, dark in zip(links, drawn, darks, strict=True):
        words = place(Stack(_captioned(desk, look, link)), mm(CAPTION_WIDTH))
        width = max(mm(CAPTION_WIDTH), dark)
        x += max(mm(CODES_APART), mm(panels.APART) - (width - dark)) if items else 0.0
        items.append(Placed(x + width - dark, -each.quiet, each.frame))
        items.append(Placed(x + width - words.width, max(darks), words))
        x, height = x + width, max(height, max(darks) + words.height)
    highest = max(each.frame.height for each in drawn)
    return _Side(Frame(x, height, tuple(items)), x - items[0].x, highest, max(each.quiet for each in drawn))


def _captioned(desk: Desk, look: Look, link: Link) -> tuple[Block, ...]:
    """What stands under a head's code."""
    caption = desk.text("scan", look.caption, align="right")
    address = under_code(desk, link, look.host, align="right")
    return beneath(caption, *label(desk, link, look.label, align="right"), address)


def column_gap(plans: Sequence[SectionPlan], room: float, least: float, most: float, between: float) -> float:
    """The gap in points that fills a column of sections, not under `least` nor over `most`."""
    gaps = sum(plan.gaps for plan in plans)
    spare = room - sum(plan.needed(least) for plan in plans) - between * (len(plans) - 1)
    return min(most, least + max(0.0, spare) / gaps) if gaps else least
