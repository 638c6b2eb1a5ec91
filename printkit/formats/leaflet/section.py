"""One procedure in a column of the A4 leaflet: head with letter and code, condition, steps or ways (standard 5.2)."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from printkit.formats.leaflet.looks import SEVERAL
from printkit.inline import free_addresses
from printkit.layout.blocks import Block, Fixed, Stack, place
from printkit.layout.frame import LAYOUT, Box, Frame, Placed, Tag
from printkit.memo import Same
from printkit.model import Link, Rich, Section
from printkit.parts import options, panels
from printkit.parts.codes import beneath, code, label, under_code
from printkit.parts.desk import Desk
from printkit.parts.look import Look, Setting, adjust
from printkit.parts.steps import Numbered, height, marker, numbered, route
from printkit.units import mm

LETTER_DISC, LETTER_SIZE = 11.0, 17.0  # mm, pt
LETTER_Y = 4.2  # mm below the section's top
HEAD_X, HEAD_Y = 14.5, 3.6
CAPTION_WIDTH = 38.0
HEAD_LEAST = 39.0
HEAD_SHARE = 0.9  # of it, where the code and its words are lower
STEP_TEXT_X = 13.0
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


def plan_head(desk: Desk, look: Look, section: Section, letter: str, width: float) -> Frame:
    """Bar, letter disc, title and `when`; the code at the right with its dark modules on the column's edge."""
    bar = Frame(width, mm(look.bar), (Placed(0, 0, Box(width, mm(look.bar), desk.palette.bar)),), LAYOUT)
    disc = marker(desk, look, letter, Tag("P"), diameter=mm(LETTER_DISC), size=LETTER_SIZE)
    items = [Placed(0, 0, bar), Placed(0, mm(LETTER_Y), disc)]
    links = free_addresses(section)
    side = _code(desk, look, links[0]) if links else None
    words = _words(desk, look, section, width - mm(HEAD_X), side)
    items.append(Placed(mm(HEAD_X), mm(HEAD_Y), words))
    bottom = max(mm(HEAD_Y) + words.height, mm(LETTER_Y + LETTER_DISC))
    if side:
        y = max(mm(CODE_Y), mm(look.bar) - side.items[0].y)
        items.append(Placed(width - side.width, y, side))
        bottom = max(bottom, y + side.height, mm(HEAD_LEAST) * HEAD_SHARE)
    return Frame(width, bottom, tuple(items))


def _words(desk: Desk, look: Look, section: Section, room: float, side: Frame | None) -> Frame:
    """Title and `when`, beside the code if that is short enough, else clear of its caption too."""
    title: Rich = section.short or section.title
    blocks: list[Block] = [desk.text(title, look.head, desk.palette.accent, balanced=True, role=Tag("H2"))]
    if section.when:
        blocks.append(desk.text(section.when, look.panel_body, balanced=True))
    stack = Stack(tuple(blocks), look.s(0.8))
    if side is None:
        return place(stack, room)
    code_frame = side.items[0].item
    assert isinstance(code_frame, Frame)
    beside = place(stack, room - code_frame.width)
    return (
        beside
        if mm(HEAD_Y) + beside.height <= mm(CODE_Y) + code_frame.height
        else place(stack, room - side.width - mm(1))
    )


def _code(desk: Desk, look: Look, link: Link) -> Frame:
    """Code, caption and address, right edge and top on the dark modules; the first item is the code."""
    drawn = code(desk, link, look.code, look.dots)
    caption = desk.text("scan", look.caption, align="right")
    address = under_code(desk, link, look.host, align="right")
    lines = beneath(caption, *label(desk, link, look.label, align="right"), address)
    words = place(Stack(lines), mm(CAPTION_WIDTH))
    dark = drawn.frame.width - drawn.quiet
    width = max(mm(CAPTION_WIDTH), dark)
    items = (Placed(width - dark, -drawn.quiet, drawn.frame), Placed(width - words.width, dark, words))
    return Frame(width, dark + words.height, items)


def column_gap(plans: Sequence[SectionPlan], room: float, least: float, most: float, between: float) -> float:
    """The gap in points that fills a column of sections, not under `least` nor over `most`."""
    gaps = sum(plan.gaps for plan in plans)
    spare = room - sum(plan.needed(least) for plan in plans) - between * (len(plans) - 1)
    return min(most, least + max(0.0, spare) / gaps) if gaps else least
