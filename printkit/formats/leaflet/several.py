"""The A4 leaflet of several procedures: two columns, each procedure whole in one, an index on the front (standard 5.2)."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from printkit.formats.leaflet.looks import ISSUER_Y, LIVE, MARGIN, SEVERAL, SEVERAL_BAND, TOP
from printkit.formats.leaflet.section import SectionPlan, column_gap, plan_section
from printkit.layout.blocks import Block, Cell, Columns, Fixed, Rule, Space, Stack, place
from printkit.layout.fit import Rung, between, climb, descend, share_out
from printkit.layout.frame import PAGINATION, Frame, Placed, Tag
from printkit.layout.text import TooWide
from printkit.model import Guide, Rich
from printkit.parts import foot, help, panels
from printkit.parts.desk import Desk
from printkit.parts.look import Look, Setting, Type, adjust
from printkit.parts.masthead import Heading, masthead
from printkit.parts.memo import Same
from printkit.parts.steps import marker
from printkit.units import A4, mm

COLUMN, GUTTER = 85.0, 10.0  # mm
INDEX_Y = 3.5  # mm below the band
INDEX_GAP = 4.0
INDEX_CELLS = 4
INDEX_DISC, INDEX_LETTER = 8.0, 12.0  # mm, pt
INDEX_TYPE = Type(11, 1.26, 600)
INDEX_PAGE = Type(11, 1.26, 400)
BELOW_INDEX = 5.0
RUNNING = Type(10.5, 1.26, 600)
LATER_TOP = 19.0
COLUMN_FOOT = 273.0  # where no links stand
ABOVE_SMALL = 3.5
GAP_MOST = 3 * 12 * 1.36 * 0.3528  # mm: three lines of detail
BETWEEN_SECTIONS = 8.0
EXTRA_GAP = 5.0  # above each part of the help zone in a column
NOTE_GAP = 5.0  # above a note
EXTRA_MOST = 9.0  # more, where the column is short
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

LAYOUTS = (
    "column",  # abbreviations as a list, hotline and contact in the last page's shorter column
    "line",  # abbreviations as a line at the foot
    "foot",  # hotline and contact across the foot
)

DOWN = (
    Rung("gap", between(8, 3, 10)),
    Rung("space", between(1, 0.75, 5)),
    Rung("title", (0.95, 0.9, 0.85, 22 / 30)),
    Rung("compact", (True,)),
    Rung("code", between(1, 26 / 30, 2)),
    Rung("type", (26 / 27, 25 / 27, 24 / 27)),
    Rung("leading", (0.5, 1.0)),
)
UP = (Rung("type", between(1, 1.2, 5)), Rung("title", between(1, 1.25, 5)))


class Book(NamedTuple):
    """The whole leaflet set at one place on the ladder: sections by page and column, and what fills the rest."""

    look: Look
    plans: tuple[SectionPlan, ...]
    columns: tuple[tuple[int, ...], ...]  # sections of each column, two columns a page
    head: Frame
    contents: Frame | None
    extras: tuple[Frame, ...]  # the help zone's parts, in the last page's shorter column
    small: Frame | None
    notes: tuple[tuple[Frame, ...], ...] = ()  # at the foot of each column

    @property
    def pages(self) -> int:
        """Number of pages."""
        return len(self.columns) // 2

    def top(self, page: int) -> float:
        """Top of a page's columns in points."""
        if page:
            return mm(LATER_TOP)
        y = mm(TOP) + self.head.height
        return y + (mm(INDEX_Y + BELOW_INDEX) + self.contents.height if self.contents else mm(BELOW_INDEX + INDEX_Y))

    def bottom(self, page: int) -> float:
        """Where a page's columns end."""
        if self.small and page == self.pages - 1:
            return mm(ISSUER_Y) - mm(5.7) - self.small.height - mm(ABOVE_SMALL)
        return mm(COLUMN_FOOT)

    def room(self, column: int) -> float:
        """Height of a column in points."""
        return self.bottom(column // 2) - self.top(column // 2)

    @property
    def extras_height(self) -> float:
        """What the help zone takes of a column, with the white above each part."""
        return sum(frame.height + self.look.s(EXTRA_GAP) for frame in self.extras)

    def stack_height(self, sections: Sequence[int], gap: float) -> float:
        """Height of sections under one another."""
        return sum(self.plans[i].needed(gap) for i in sections) + mm(BETWEEN_SECTIONS) * max(0, len(sections) - 1)


def pages(desk: Desk, guide: Guide) -> tuple[Frame, ...] | None:
    """The leaflet's pages, or None when a procedure is taller than a column."""
    for count in range(1, len(guide.sections) + 2):
        book = _settle(desk, guide, count)
        if book:
            return tuple(_page(desk, guide, book, page) for page in range(book.pages))
    return None


def _settle(desk: Desk, guide: Guide, count: int) -> Book | None:
    """The leaflet on so many pages, as close to what is preferred as fits."""

    def fits(setting: Setting) -> bool:
        return _bound(desk, guide, setting, count) is not None

    for layout in LAYOUTS:
        preferred = Setting(layout=layout)
        found = descend(preferred, DOWN if count > 1 else DOWN[:2], fits)
        if found:
            return _bound(desk, guide, climb(found, UP, fits) if found == preferred else found, count)
    return None


def _bound(desk: Desk, guide: Guide, setting: Setting, count: int) -> Book | None:
    """The leaflet at a place on the ladder, its sections shared out over so many pages; None when they do not fit."""
    look = adjust(SEVERAL, setting)
    try:
        plans = tuple(
            plan_section(desk, section, letter, setting, mm(COLUMN))
            for section, letter in zip(guide.sections, LETTERS, strict=False)
        )
        same = Same(guide)
        head = front(desk, same, setting.only("title"))
        extras = _extras(desk, same, setting.only("layout")) if setting.layout != "foot" else ()
        small = _small(desk, same, setting.only("layout"))
        contents = _index(desk, same, (1,) * len(plans)) if count > 1 else None
    except TooWide:
        return None
    book = Book(look, plans, ((),) * (2 * count), head, contents, extras, small)
    shared = _share(book, mm(look.gap))
    if shared is None:
        return None
    shared_book = _noted(desk, book._replace(columns=shared))
    if shared_book is None:
        return None
    where = tuple(column // 2 + 1 for i in range(len(plans)) for column, members in enumerate(shared) if i in members)
    return shared_book._replace(contents=_index(desk, same, where) if count > 1 else None)


def _share(book: Book, gap: float) -> tuple[tuple[int, ...], ...] | None:
    """Sections over columns in order, evenly full; the help zone takes its place in the last page's shorter column."""
    last = len(book.columns) - 1
    for taker in (last, last - 1) if book.extras else (-1,):

        def cost(column: int, first: int, end: int, taker: int = taker) -> float | None:
            room = book.room(column) - (book.extras_height if column == taker else 0.0)
            spare = room - book.stack_height(range(first, end), gap)
            empty = first == end < len(book.plans)
            return None if spare < 0 or empty else (spare / book.room(column)) ** 2

        if shared := share_out(len(book.plans), len(book.columns), cost):
            return shared
    return None


def _noted(desk: Desk, book: Book) -> Book | None:
    """Each note once a page, in the column with most room of those it belongs to; None when none has room."""
    notes: list[tuple[Frame, ...]] = [()] * len(book.columns)
    gap, taker = mm(book.look.gap), _taker(book)
    spare = [book.room(c) - book.stack_height(members, gap) for c, members in enumerate(book.columns)]
    if taker >= 0:
        spare[taker] -= book.extras_height
    for page in range(book.pages):
        mine: dict[Rich, list[int]] = {}
        for column in (2 * page, 2 * page + 1):
            for i in book.columns[column]:
                for note in book.plans[i].section.notes:
                    mine.setdefault(note, []).append(column)
        for note, columns in mine.items():
            frame = place(panels.note(desk, book.look, note), mm(COLUMN))
            column = max(columns, key=lambda c: (spare[c], c))
            spare[column] -= frame.height + book.look.s(NOTE_GAP)
            if spare[column] < 0:
                return None
            notes[column] = (*notes[column], frame)
    return book._replace(notes=tuple(notes))


@lru_cache(maxsize=64)
def _extras(desk: Desk, same: Same[Guide], setting: Setting) -> tuple[Frame, ...]:
    """The help zone as parts of a column: abbreviations, hotline, contact."""
    guide, look = same.it, adjust(SEVERAL, setting)
    hair, bar = Rule(foot.HAIRLINE, desk.palette.hair), Rule(mm(look.bar), desk.palette.bar)
    parts: list[tuple[Block, ...]] = []
    entries = foot.used_abbreviations(guide, guide.sections)
    if entries and setting.layout == "column":
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


@lru_cache(maxsize=64)
def _small(desk: Desk, same: Same[Guide], setting: Setting) -> Frame | None:
    """Links at the foot of the last page; in the layout `foot` the help zone across the page above them."""
    guide, look = same.it, adjust(SEVERAL, setting)
    lines = foot.link_lines(desk, look, guide.sections, tuple(LETTERS[: len(guide.sections)]))
    blocks: tuple[Block, ...] = ()
    if setting.layout != "column":
        lines = (*foot.abbreviations_line(desk, look, foot.used_abbreviations(guide, guide.sections)), *lines)
    if setting.layout == "foot":
        blocks = (
            *help.zone(desk, look, guide, mm(LIVE), contact_width=mm(COLUMN), gutter=mm(GUTTER)),
            Space(look.s(2.5)),
        )
    blocks = (*blocks, *foot.fine_print(desk, look, lines))
    return place(Stack(blocks), mm(LIVE)) if blocks else None


@lru_cache(maxsize=64)
def _index(desk: Desk, same: Same[Guide], where: tuple[int, ...]) -> Frame:
    """What the reader asks, with its letter and page: up to four cells a row."""
    guide = same.it
    cells = [
        _index_cell(desk, section.question or section.when or section.short or section.title, letter, page)
        for section, letter, page in zip(guide.sections, LETTERS, where, strict=False)
    ]
    per_row = min(len(cells), INDEX_CELLS)
    cells += [Cell(Space(0.0))] * (-len(cells) % per_row)
    rows = [Columns(tuple(cells[i : i + per_row]), mm(INDEX_GAP)) for i in range(0, len(cells), per_row)]
    return place(Stack(tuple(rows), mm(3), Tag("L")), mm(LIVE))


def _index_cell(desk: Desk, question: Rich, letter: str, page: int) -> Cell:
    disc = marker(desk, SEVERAL, letter, letter, diameter=mm(INDEX_DISC), size=INDEX_LETTER)
    said = desk.text(question, INDEX_TYPE, balanced=True)
    number = desk.text(desk.say("page", n=page), INDEX_PAGE)
    return Cell(
        Columns((Cell(Fixed(disc), disc.width, mm(0.5)), Cell(Stack((said, number), mm(0.3)))), mm(2.5), Tag("LI"))
    )


def _page(desk: Desk, guide: Guide, book: Book, page: int) -> Frame:
    items = [_front(book)] if page == 0 else [running_head(desk, guide)]
    for side in (0, 1):
        column = 2 * page + side
        x = mm(MARGIN + side * (COLUMN + GUTTER))
        items.append(Placed(x, book.top(page), _column(desk, book, column)))
    if book.small and page == book.pages - 1:
        items.append(Placed(mm(MARGIN), book.bottom(page) + mm(ABOVE_SMALL), book.small))
    line = help.issuer_line(desk, book.look, guide, mm(LIVE), page + 1, book.pages)
    items.append(Placed(mm(MARGIN), mm(ISSUER_Y), line))
    return Frame(*A4, tuple(items))


@lru_cache(maxsize=64)
def front(desk: Desk, same: Same[Guide], setting: Setting) -> Frame:
    """The band of a leaflet of several procedures."""
    guide = same.it
    return masthead(desk, adjust(SEVERAL, setting), SEVERAL_BAND, Heading(guide.kicker, guide.title, guide.summary))


def _front(book: Book) -> Placed:
    items = [Placed(0, 0, book.head)]
    if book.contents:
        items.append(Placed(0, book.head.height + mm(INDEX_Y), book.contents))
    return Placed(mm(MARGIN), mm(TOP), Frame(mm(LIVE), book.head.height, tuple(items)))


def running_head(desk: Desk, guide: Guide) -> Placed:
    """Running head: kicker left, guide title right."""
    half = mm(LIVE - GUTTER) / 2
    left = place(desk.text(guide.kicker, RUNNING, role=None), half)
    right = place(
        desk.text(guide.title, RUNNING._replace(weight=400), desk.palette.muted, align="right", role=None), half
    )
    return Placed(
        mm(MARGIN),
        mm(TOP),
        Frame(mm(LIVE), left.height, (Placed(0, 0, left), Placed(mm(LIVE) - half, 0, right)), PAGINATION),
    )


def _taker(book: Book) -> int:
    """The last page's column that has room for the help zone."""
    if not book.extras:
        return -1
    gap = mm(book.look.gap)
    last = len(book.columns) - 1
    return max((last, last - 1), key=lambda column: book.room(column) - book.stack_height(book.columns[column], gap))


def _column(desk: Desk, book: Book, column: int) -> Frame:
    """A column's sections with their gaps opened to fill it, and the help zone at its foot."""
    extras = book.extras if column == _taker(book) else ()
    members = [book.plans[i] for i in book.columns[column]]
    room = book.room(column)
    notes = book.notes[column]
    noted = sum(note.height + book.look.s(NOTE_GAP) for note in notes)
    free = room - noted - (book.extras_height if extras else 0.0)
    gap = column_gap(members, free, mm(book.look.gap), mm(GAP_MOST), mm(BETWEEN_SECTIONS))
    items: list[Placed] = []
    y = 0.0
    for member in members:
        frame = member.placed(desk, gap, mm(COLUMN))
        items.append(Placed(0, y, frame))
        y += frame.height + mm(BETWEEN_SECTIONS)
    y -= mm(BETWEEN_SECTIONS) if members else 0.0
    for note in notes:
        items.append(Placed(0, y + book.look.s(NOTE_GAP), note))
        y += book.look.s(NOTE_GAP) + note.height
    spare = room - y - (book.extras_height if extras else 0.0)
    white = min(spare / len(extras), mm(EXTRA_MOST)) if extras else 0.0
    for i, extra in enumerate(extras):
        y += (book.look.s(EXTRA_GAP) + white) if i or members else 0.0
        items.append(Placed(0, y, extra))
        y += extra.height
    return Frame(mm(COLUMN), room, tuple(items))
