"""The parts of a leaflet of several procedures, set and shared out over pages and columns (visual standard 5.2)."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from printkit.formats.leaflet.looks import ISSUER_Y, LIVE, SEVERAL, SEVERAL_BAND, TOP
from printkit.formats.leaflet.section import SectionPlan
from printkit.layout.blocks import Block, Cell, Columns, Fixed, Rule, Space, Stack, place
from printkit.layout.frame import PAGINATION, Frame, Placed, Tag
from printkit.memo import Same
from printkit.model import Guide, Rich, Section
from printkit.parts import foot, help, panels
from printkit.parts.desk import Desk
from printkit.parts.look import LETTERS, Look, Setting, Type, adjust
from printkit.parts.masthead import Heading, masthead
from printkit.parts.steps import marker
from printkit.units import mm

COLUMN, GUTTER = 85.0, 10.0  # mm
INDEX_Y = 3.5  # mm below the band
INDEX_GAP = 4.0
INDEX_CELLS = 4
INDEX_DISC, INDEX_LETTER = 8.0, 12.0  # mm, pt
INDEX_TYPE = Type(11, 1.26, 600)
INDEX_PAGE = Type(11, 1.26, 400)
BELOW_INDEX = 5.0
READY_COLUMNS = 3
RUNNING = Type(10.5, 1.26, 600)
LATER_TOP = 19.0
BELOW_RUNNING = 3.0  # least under a running head of more than one line
COLUMN_FOOT = 273.0  # where no links stand
ABOVE_SMALL = 3.5
BETWEEN_SECTIONS = 8.0
EXTRA_GAP = 5.0  # above each part of the help zone in a column
TIGHT = 0.75  # of the white in a help zone that would not fit otherwise (visual standard 8)
LAYOUTS = (
    "column",  # abbreviations as a list, hotline and contact in the last page's shorter column
    "line",  # abbreviations as a line at the foot
    "tight",  # the same with less white
    "foot",  # hotline and contact across the foot
)


class Matter(NamedTuple):
    """What the leaflet prints that is the same in every ward."""

    sections: tuple[Same[Section], ...]
    kicker: Rich
    title: Rich
    summary: Rich
    issuer: Rich
    updated: str
    prepare: tuple[Rich, ...] = ()


class Zone(NamedTuple):
    """The help zone of one layout: parts for a column, and what stands across the foot of the last page."""

    extras: tuple[Frame, ...]
    small: Frame | None

    @property
    def hollow(self) -> "Zone":
        """The same heights with nothing in them: all that the rest of the leaflet depends on."""
        empty = tuple(Frame(frame.width, frame.height) for frame in self.extras)
        return Zone(empty, self.small and Frame(self.small.width, self.small.height))


def matter_of(guide: Guide) -> Matter:
    """The guide without its ward."""
    sections = tuple(Same(section) for section in guide.sections)
    return Matter(sections, guide.kicker, guide.title, guide.summary, guide.issuer, guide.updated, guide.prepare)


class Book(NamedTuple):
    """The whole leaflet set at one place on the ladder: sections by page and column, and what fills the rest."""

    look: Look
    plans: tuple[SectionPlan, ...]
    columns: tuple[tuple[int, ...], ...]  # sections of each column, two columns a page
    head: Frame
    contents: Frame | None
    ready: Frame | None
    zone: Zone
    later: float  # points: top of later pages' columns
    heights: tuple[float, ...]  # points: of each plan with the look's own gap
    notes: tuple[tuple[Frame, ...], ...] = ()  # at the foot of each column

    @property
    def pages(self) -> int:
        """Number of pages."""
        return len(self.columns) // 2

    def top(self, page: int) -> float:
        """Top of a page's columns in points."""
        if page:
            return self.later
        under = 0.0 if self.contents or self.ready else mm(INDEX_Y)
        return mm(TOP) + self.opening.height + under + mm(BELOW_INDEX)

    def bottom(self, page: int) -> float:
        """Where a page's columns end."""
        if self.zone.small and page == self.pages - 1:
            return mm(ISSUER_Y) - mm(5.7) - self.zone.small.height - mm(ABOVE_SMALL)
        return mm(COLUMN_FOOT)

    def room(self, column: int) -> float:
        """Height of a column in points."""
        return self.bottom(column // 2) - self.top(column // 2)

    @property
    def opening(self) -> Frame:
        """The band, and what stands under it across the first page."""
        return opened(self.head, self.contents, self.ready)

    @property
    def extras_height(self) -> float:
        """What the help zone takes of a column, with the white above each part."""
        return sum(frame.height + self.look.s(EXTRA_GAP) for frame in self.zone.extras)

    def stack_height(self, sections: Sequence[int]) -> float:
        """Height of sections under one another, with the look's own gap."""
        return sum(self.heights[i] for i in sections) + mm(BETWEEN_SECTIONS) * max(0, len(sections) - 1)


@lru_cache(maxsize=64)
def front(desk: Desk, matter: Matter, setting: Setting) -> Frame:
    """The band of a leaflet of several procedures."""
    return masthead(desk, adjust(SEVERAL, setting), SEVERAL_BAND, Heading(matter.kicker, matter.title, matter.summary))


def opened(band: Frame, *under: Frame | None) -> Frame:
    """A band with what there is to stand under it: where each procedure begins, what to prepare for all of them."""
    items, y = [Placed(0.0, 0.0, band)], band.height
    for frame in under:
        if frame:
            items.append(Placed(0.0, y + mm(INDEX_Y), frame))
            y += mm(INDEX_Y) + frame.height
    return Frame(mm(LIVE), y, tuple(items))


@lru_cache(maxsize=64)
def ready(desk: Desk, matter: Matter, setting: Setting) -> Frame | None:
    """What to prepare for all procedures."""
    if not matter.prepare:
        return None
    return place(panels.prepare(desk, adjust(SEVERAL, setting), matter.prepare, columns=READY_COLUMNS), mm(LIVE))


@lru_cache(maxsize=64)
def index(desk: Desk, matter: Matter, where: tuple[int, ...]) -> Frame:
    """What the reader asks, with its letter and page: up to four cells a row."""
    cells = [
        _index_cell(desk, it.question or it.when or it.short or it.title, letter, page)
        for it, letter, page in zip((same.it for same in matter.sections), LETTERS, where, strict=False)
    ]
    per_row = len(cells) if len(cells) <= INDEX_CELLS else -(-len(cells) // 2)
    cells += [Cell(Space(0.0))] * (-len(cells) % per_row)
    rows = [Columns(tuple(cells[i : i + per_row]), mm(INDEX_GAP)) for i in range(0, len(cells), per_row)]
    return place(Stack(tuple(rows), mm(3), Tag("L")), mm(LIVE))


def _index_cell(desk: Desk, question: Rich, letter: str, page: int) -> Cell:
    disc = marker(desk, SEVERAL, letter, Tag("Lbl"), diameter=mm(INDEX_DISC), size=INDEX_LETTER)
    said = desk.text(question, INDEX_TYPE, balanced=True)
    number = desk.text(desk.say("page", n=page), INDEX_PAGE)
    return Cell(
        Columns(
            (Cell(Fixed(disc), disc.width, mm(0.5)), Cell(Stack((said, number), mm(0.3), Tag("LBody")))),
            mm(2.5),
            Tag("LI"),
        )
    )


def later_top(desk: Desk, matter: Matter | Guide) -> float:
    """Top in points of what stands under a running head."""
    return max(mm(LATER_TOP), mm(TOP) + running_head(desk, matter).height + mm(BELOW_RUNNING))


def running_head(desk: Desk, matter: Matter | Guide) -> Frame:
    """Running head: kicker left, guide title right."""
    return _running_head(desk, matter.kicker, matter.title)


@lru_cache(maxsize=64)
def _running_head(desk: Desk, kicker: Rich, title: Rich) -> Frame:
    half = mm(LIVE - GUTTER) / 2
    left = place(desk.text(kicker, RUNNING, role=None), half)
    muted = desk.text(title, RUNNING._replace(weight=400), desk.palette.muted, align="right", role=None)
    right = place(muted, half)
    items = (Placed(0, 0, left), Placed(mm(LIVE) - half, 0, right))
    return Frame(mm(LIVE), max(left.height, right.height), items, PAGINATION)


def zone(desk: Desk, guide: Guide, layout: str) -> Zone:
    """The help zone in one of the layouts."""
    look = adjust(SEVERAL, Setting(space=TIGHT)) if layout == "tight" else SEVERAL
    extras = _extras(desk, look, guide, layout) if layout != "foot" else ()
    lines = foot.link_lines(desk, look, guide.sections, tuple(LETTERS[: len(guide.sections)]))
    across: tuple[Block, ...] = ()
    if layout != "column":
        lines = (*foot.abbreviations_line(desk, look, foot.used_abbreviations(guide, guide.sections)), *lines)
    if layout == "foot":
        both = help.zone(desk, look, guide, mm(LIVE), contact_width=mm(COLUMN), gutter=mm(GUTTER))
        across = (*both, Space(look.s(2.5)))
    blocks = (*across, *foot.fine_print(desk, look, lines))
    return Zone(extras, place(Stack(blocks), mm(LIVE)) if blocks else None)


def _extras(desk: Desk, look: Look, guide: Guide, layout: str) -> tuple[Frame, ...]:
    """The help zone as parts of a column: abbreviations, hotline, contact."""
    hair, bar = Rule(foot.HAIRLINE, desk.palette.hair), Rule(mm(look.bar), desk.palette.bar)
    parts: list[tuple[Block, ...]] = []
    entries = foot.used_abbreviations(guide, guide.sections)
    if entries and layout == "column":
        parts.append((hair, foot.abbreviations_list(desk, look, entries)))
    line = help.hotline(desk, look, guide.hotline, mm(COLUMN), with_icon=True) if guide.hotline else None
    links = help.guide_links(desk, look, guide, 1)
    if line or links:
        parts.append((bar, *((line,) if line else ()), *links))
    contact = help.contact(desk, look, guide.ward, write_on=True)
    if contact:
        parts.append((hair, contact))
    gap = Space(look.s(2.5))
    return tuple(place(Stack((rule, gap, *blocks)), mm(COLUMN)) for rule, *blocks in parts)
