"""The items of a leaflet that flows over pages, and the rooms of its pages: a guide and a place on the ladder go in."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from printkit.formats.leaflet import single
from printkit.formats.leaflet.book import front, index, later_top, matter_of, opened, ready
from printkit.formats.leaflet.items import BETWEEN, Item, items_of
from printkit.formats.leaflet.looks import ISSUER_Y, LIVE, SINGLE, SINGLE_BAND, TOP
from printkit.inline import subtitle
from printkit.layout.blocks import Stack, place
from printkit.layout.frame import PAGINATION, Frame
from printkit.layout.text import Piece
from printkit.model import Guide, Section
from printkit.parts import help, options
from printkit.parts.desk import Desk
from printkit.parts.look import LETTERS, Look, Setting, adjust
from printkit.parts.masthead import Heading, masthead
from printkit.units import mm

FOOT = 271.0  # mm, where a page ends that another follows
STUB = 2.5  # mm of route that show beyond a disc where it leaves a page or comes in
ABOVE_HELP = 7.0
BELOW_HEAD = 7.0
BELOW_NAME = 3.0  # under the name of a procedure that goes on
NEW_SECTION = 9.0  # above the next procedure's head, least
FURTHER = 1.3  # times the white between two steps: procedures stand further apart

WHOLE = "whole"  # in a setting's layout: no page begins inside a procedure, such as one on the front, one on the back
HELD = "held"  # none ends between few steps, or between ways to choose from
INDEXED = "indexed"  # what the reader asks stands under the band, with its letter and page
LOOSE = "loose"  # what should stay together on a page comes apart, where else it would be higher than the page


class Flow(NamedTuple):
    """A guide's items and the rooms they flow through."""

    look: Look
    sections: tuple[Section, ...]
    items: tuple[Item, ...]
    head: Frame
    help: Frame
    later: float  # points: top of later pages' items
    names: tuple[Frame, ...]  # of each procedure, over what goes on on a new page; none where there is only one

    def top(self, page: int, first: int = 0) -> float:
        """Top in points of a page's items, of which `first` is the first; lower where a procedure goes on."""
        if not page:
            return mm(TOP) + self.head.height + mm(BELOW_HEAD)
        name = self.names[self.items[first].section].height + mm(BELOW_NAME) if self.named(first) else 0.0
        return self.later + name + (mm(STUB) if self.goes_on(first) else 0.0)

    def is_begun(self, first: int) -> bool:
        """Does a page that begins with an item begin inside a procedure?"""
        return 0 < first < len(self.items) and self.items[first - 1].section == self.items[first].section

    def named(self, first: int) -> bool:
        """Does a page that begins with an item say which procedure goes on there?"""
        return bool(self.names) and self.is_begun(first)

    def goes_on(self, first: int) -> bool:
        """Is an item a step that follows another of its procedure?"""
        return self.is_begun(first) and bool(self.items[first - 1].step and self.items[first].step)

    def bottom(self, *, last: bool) -> float:
        """Where a page's items end."""
        return mm(ISSUER_Y) - mm(5.7) - self.help.height - mm(ABOVE_HELP) if last else mm(FOOT)

    def needed(self, items: Sequence[Item], gap: float) -> float:
        """Height of some items under one another, with a gap in points between steps."""
        return sum(item.height for item in items) + sum(self.white(a, b, gap) for a, b in pairwise(items))

    def white(self, above: Item, below: Item, gap: float) -> float:
        """White between two items."""
        if above.section != below.section:
            return max(mm(NEW_SECTION), FURTHER * gap)
        if above.step and below.step:
            discs = mm(self.look.disc + 1.5) + above.step.middle - below.step.middle - above.height
            return max(gap, discs)
        return self.look.s(options.OR_GAP) if above.tight or below.tight else mm(BETWEEN)


def flow_of(desk: Desk, guide: Guide, setting: Setting) -> Flow:
    """A guide's items at a place on the ladder. Raises TooWide."""
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
    head = opening(desk, guide, setting, (1,) * len(guide.sections))
    names = tuple(_name(desk, look, guide.sections[i], LETTERS[i]) for i in sections) if several else ()
    return Flow(
        look, guide.sections, items, head, place(Stack((*zone, *small)), mm(LIVE)), later_top(desk, guide), names
    )


def opening(desk: Desk, guide: Guide, setting: Setting, where: tuple[int, ...]) -> Frame:
    """The band; under that of several procedures where each begins, and what to prepare for all of them."""
    if len(guide.sections) == 1:
        section = guide.sections[0]
        heading = Heading(guide.kicker, section.title, subtitle(guide, section), section.icon or guide.icon or "info")
        return masthead(desk, adjust(SINGLE, setting), SINGLE_BAND, heading, routed=False)
    matter = matter_of(guide)
    band = front(desk, matter, setting.only("title"))
    contents = index(desk, matter, where) if INDEXED in setting.layout else None
    return opened(band, contents, ready(desk, matter, setting.only("space")))


def _name(desk: Desk, look: Look, section: Section, letter: str) -> Frame:
    """ "B Đăng ký thường trú (tiếp)"."""
    title = desk.pieces(section.short or section.title)
    said = (Piece(f"{letter} "), *title, Piece(" "), *desk.say("continued"))
    return place(desk.text(said, look.caption, desk.palette.accent, role=PAGINATION), mm(LIVE))
