"""The A4 leaflet of several procedures: two columns, each procedure whole in one, an index on the front.

The pages are searched for once; for another ward only what its help zone changes is set again (visual standard 5.2).
"""

from collections.abc import Callable
from functools import cache, lru_cache, partial
from typing import NamedTuple

from printkit.formats.leaflet.book import (
    ABOVE_SMALL,
    BETWEEN_SECTIONS,
    COLUMN,
    EXTRA_GAP,
    GUTTER,
    LAYOUTS,
    Book,
    Matter,
    Zone,
    front,
    index,
    later_top,
    matter_of,
    ready,
    running_head,
    zone,
)  # fmt: skip
from printkit.formats.leaflet.looks import ISSUER_Y, LIVE, MARGIN, SEVERAL, TOP
from printkit.formats.leaflet.section import SectionPlan, column_gap, plan_section
from printkit.inline import pictures
from printkit.layout.blocks import ROUNDING, place
from printkit.layout.fit import OVER, Rung, between, climb, descend, share_out
from printkit.layout.frame import Frame, Placed
from printkit.layout.text import TooWide
from printkit.memo import Same
from printkit.model import Guide, Rich
from printkit.parts import help, panels
from printkit.parts.desk import Desk
from printkit.parts.look import LETTERS, Setting, adjust
from printkit.units import A4, mm

GAP_MOST = 3 * 12 * 1.36 * 0.3528  # mm: three lines of detail
NOTE_GAP = 5.0  # mm above a note
EXTRA_MOST = 9.0  # mm more above each part of the help zone, where the column is short

DOWN = (
    Rung("gap", between(8, 3, 10)),
    Rung("space", between(1, 0.75, 5)),
    Rung("title", (0.95, 0.9, 0.85, 22 / 30)),
    Rung("compact", (True,)),
    Rung("picture", between(1, 60 / 72, 3)),
    Rung("code", between(1, 26 / 30, 2)),
    Rung("type", (26 / 27, 25 / 27, 24 / 27)),
    Rung("leading", (0.5, 1.0)),
)
UP = (Rung("type", between(1, 1.2, 5)), Rung("title", between(1, 1.25, 5)))


NOTHING = Zone((), None)
BOOKS = 8  # kept: the one found is soon asked for again, by the next ward too


class Place(NamedTuple):
    """Where a leaflet stands: its pages, its help zone's layout, and the ladder."""

    pages: int
    layout: str
    setting: Setting


def pages(desk: Desk, guide: Guide) -> tuple[Frame, ...] | None:
    """The leaflet on as few pages as hold it, or None when a procedure is taller than a column."""
    matter = matter_of(guide)

    @cache
    def taken(layout: str) -> Zone | None:
        return _zone(desk, guide, layout)

    def bound(at: Place) -> Book | None:
        aid = taken(at.layout)
        return _bound(desk, matter, aid.hollow, at.setting, at.pages) if aid else None

    at = desk.places.settle("book", lambda at: bound(at) is not None, lambda: _search(desk, matter, taken))
    book, aid = (bound(at), taken(at.layout)) if at else (None, None)
    if book is None or aid is None:
        return None
    early = tuple(_early_page(desk, matter, Same(book), page) for page in range(book.pages - 1))
    return (*early, _page(desk, matter, book, book.pages - 1, aid))


def _search(desk: Desk, matter: Matter, taken: Callable[[str], Zone | None]) -> Place | None:
    """The fewest pages, then the help zone's best layout, then as close to what is preferred as fits."""
    for count in range(1, len(matter.sections) + 2):
        for layout in LAYOUTS if count > 1 or _one_may_do(desk, matter) else ():
            aid = taken(layout)
            setting = _settle(desk, matter, aid.hollow, count) if aid else None
            if setting:
                return Place(count, layout, setting)
    return None


@lru_cache(maxsize=256)
def _one_may_do(desk: Desk, matter: Matter) -> bool:
    """Whether one page holds the procedures at the foot of its ladder, without a help zone: a quick no."""
    least = Setting(**{rung.field: rung.values[-1] for rung in _ladder(matter, 1)})
    return _bound(desk, matter, NOTHING, least, 1) is not None


def _ladder(matter: Matter, count: int) -> tuple[Rung, ...]:
    """What may be given up: on one page only white, since a second page costs no sheet; pictures where any are."""
    if count == 1:
        return DOWN[:2]
    pictured = any(pictures(section.it for section in matter.sections))
    return tuple(rung for rung in DOWN if pictured or rung.field != "picture")


def _zone(desk: Desk, guide: Guide, layout: str) -> Zone | None:
    """The help zone in a layout, or None where a word of it is too wide."""
    try:
        return zone(desk, guide, layout)
    except TooWide:
        return None


@lru_cache(maxsize=256)
def _settle(desk: Desk, matter: Matter, taken: Zone, count: int) -> Setting | None:
    """The place on the ladder where the leaflet stands on so many pages."""

    def fits(setting: Setting) -> bool:
        return _bound(desk, matter, taken, setting, count) is not None

    found = descend(Setting(), _ladder(matter, count), fits)
    return climb(found, UP, fits) if found == Setting() else found


@lru_cache(maxsize=BOOKS)
def _bound(desk: Desk, matter: Matter, taken: Zone, setting: Setting, count: int) -> Book | None:
    """The leaflet at a place on the ladder, its sections shared out over so many pages; None when they do not fit."""
    look, later = adjust(SEVERAL, setting), later_top(desk, matter)
    try:
        head = front(desk, matter, setting.only("title"))
        contents = index(desk, matter, (1,) * len(matter.sections)) if count > 1 else None
        panel = ready(desk, matter, setting.only("space"))
        empty = Book(look, (), ((),) * (2 * count), head, contents, panel, taken, later, ())
        plans = _plans(desk, matter, setting, empty)
    except TooWide:
        return None
    if plans is None:
        return None
    book = empty._replace(plans=plans, heights=tuple(plan.needed(mm(look.gap)) for plan in plans))
    shared = _share(book)
    noted = _noted(desk, book._replace(columns=shared)) if shared else None
    if noted is None:
        return None
    where = tuple(column // 2 + 1 for i in range(len(plans)) for column, own in enumerate(noted.columns) if i in own)
    return noted._replace(contents=index(desk, matter, where) if count > 1 else None)


def _plans(desk: Desk, matter: Matter, setting: Setting, empty: Book) -> tuple[SectionPlan, ...] | None:
    """The sections set, or None as soon as they are too high: no column but the last may stay empty."""
    plans: list[SectionPlan] = []
    spare = 0.0
    for i, (section, letter) in enumerate(zip(matter.sections, LETTERS, strict=False)):
        plan = plan_section(desk, section, letter, setting, mm(COLUMN))
        spare += (empty.room(i) if i < len(empty.columns) else 0.0) - plan.needed(mm(empty.look.gap))
        if spare < -ROUNDING:
            return None
        plans.append(plan)
    return tuple(plans)


def _share(book: Book) -> tuple[tuple[int, ...], ...] | None:
    """Sections over columns in order, evenly full; the help zone takes its place in the last page's shorter column."""
    last, rooms, extras = len(book.columns) - 1, [book.room(c) for c in range(len(book.columns))], book.extras_height

    def cost(column: int, first: int, end: int, taker: int) -> float | None:
        room = rooms[column] - (extras if column == taker else 0.0)
        spare = room - book.stack_height(range(first, end))
        if spare < 0:
            return OVER
        empty = first == end and (column % 2 == 0 or column < last)
        return None if empty else (spare / rooms[column]) ** 2

    def unevenness(taker: int, shared: tuple[tuple[int, ...], ...]) -> float:
        spans = ((min(own, default=0), max(own, default=-1) + 1) for own in shared)
        return sum(cost(column, *span, taker) or 0.0 for column, span in enumerate(spans))

    found = [
        (unevenness(taker, shared), shared)
        for taker in ((last, last - 1) if book.zone.extras else (-1,))
        if (shared := share_out(len(book.plans), len(book.columns), partial(cost, taker=taker)))
    ]
    return min(found, default=(0.0, None), key=lambda each: each[0])[1]


def _noted(desk: Desk, book: Book) -> Book | None:
    """Each note once a page, in the column with most room of those it belongs to; None when none has room."""
    notes: list[tuple[Frame, ...]] = [()] * len(book.columns)
    taker = _taker(book)
    spare = [book.room(c) - book.stack_height(members) for c, members in enumerate(book.columns)]
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


def _taker(book: Book) -> int:
    """The last page's column that has room for the help zone."""
    if not book.zone.extras:
        return -1
    last = len(book.columns) - 1
    return max((last, last - 1), key=lambda column: book.room(column) - book.stack_height(book.columns[column]))


@lru_cache(maxsize=256)
def _early_page(desk: Desk, matter: Matter, book: Same[Book], page: int) -> Frame:
    """A page that no ward changes: the same frame for all of them."""
    return _page(desk, matter, book.it, page, book.it.zone)


def _page(desk: Desk, matter: Matter, book: Book, page: int, taken: Zone) -> Frame:
    """A page in reading order: both columns' procedures, then the help zone wherever it stands."""
    items = [Placed(mm(MARGIN), mm(TOP), running_head(desk, matter) if page else book.opening)]
    columns = (2 * page, 2 * page + 1)
    items += [Placed(_left(column), book.top(page), _body(desk, Same(book), column)) for column in columns]
    if _taker(book) in columns:
        items += _help(desk, book, _taker(book), taken)
    if taken.small and page == book.pages - 1:
        items.append(Placed(mm(MARGIN), book.bottom(page) + mm(ABOVE_SMALL), taken.small))
    line = help.issuer_line(desk, book.look, matter, mm(LIVE), page + 1, book.pages)
    items.append(Placed(mm(MARGIN), mm(ISSUER_Y), line))
    return Frame(*A4, tuple(items))


def _left(column: int) -> float:
    """A column's left edge in points."""
    return mm(MARGIN + column % 2 * (COLUMN + GUTTER))


def _help(desk: Desk, book: Book, column: int, taken: Zone) -> list[Placed]:
    """The help zone's parts under a column's procedures, with a share of the height that is left."""
    body = _body(desk, Same(book), column)
    room, y = book.room(column), body.height
    white = min((room - y - book.extras_height) / len(taken.extras), mm(EXTRA_MOST))
    placed: list[Placed] = []
    for i, extra in enumerate(taken.extras):
        y += (book.look.s(EXTRA_GAP) + white) if i or body.items else 0.0
        placed.append(Placed(_left(column), book.top(column // 2) + y, extra))
        y += extra.height
    return placed


@lru_cache(maxsize=256)
def _placed(desk: Desk, plan: Same[SectionPlan], gap: float) -> Frame:
    """A section as it stands in a column: the same frame for all wards that it does not name."""
    return plan.it.placed(desk, gap, mm(COLUMN))


@lru_cache(maxsize=256)
def _body(desk: Desk, same: Same[Book], column: int) -> Frame:
    """What of a column no ward changes: its sections, and notes under them."""
    book = same.it
    members = [book.plans[i] for i in book.columns[column]]
    noted = sum(note.height + book.look.s(NOTE_GAP) for note in book.notes[column])
    free = book.room(column) - noted - (book.extras_height if column == _taker(book) else 0.0)
    gap = column_gap(members, free, mm(book.look.gap), mm(GAP_MOST), mm(BETWEEN_SECTIONS))
    items: list[Placed] = []
    y = 0.0
    for member in members:
        y += mm(BETWEEN_SECTIONS) if items else 0.0
        frame = _placed(desk, Same(member), gap)
        items.append(Placed(0, y, frame))
        y += frame.height
    for note in book.notes[column]:
        items.append(Placed(0, y + book.look.s(NOTE_GAP), note))
        y += book.look.s(NOTE_GAP) + note.height
    return Frame(mm(COLUMN), y, tuple(items))
