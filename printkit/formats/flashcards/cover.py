"""The cover of a deck of step cards: what it is for in front; what must hold and be at hand behind (standard 5.5)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from printkit.formats.flashcards.body import Body, Part, share
from printkit.formats.flashcards.codes import homes, rows
from printkit.formats.flashcards.contact import help_side, issuer, large_hotline
from printkit.formats.flashcards.front import Front, front, note_blocks
from printkit.formats.flashcards.furniture import back_head, foot_strip, hotline_line, side
from printkit.formats.flashcards.imposition import Card
from printkit.formats.flashcards.looks import Stock
from printkit.inline import subtitle
from printkit.layout.blocks import Block, Fixed, Space, Stack, place
from printkit.layout.fit import between
from printkit.layout.frame import Frame, Placed, Tag
from printkit.layout.paragraph import FIRST_BASELINE, LAST_DESCENT
from printkit.layout.text import Piece, TooWide
from printkit.model import Guide, Rich, Section
from printkit.parts.desk import Desk
from printkit.parts.look import Setting, adjust
from printkit.parts.panels import TICK_GAP, condition_text, ticks
from printkit.units import mm

FEW_ITEMS = 4  # to prepare, that stand in one column on any card
TITLES = (1.0, 0.95, 0.9, 0.85)
TITLES_UP = (1.25, 1.2, 1.15, 1.1, 1.05)
BODY_MOST = 1.35  # of the body's size: what a cover's back may grow to
BODY_STEPS = 8
ABOVE_FOOT = 1.8  # mm


class CoverSizes(NamedTuple):
    """What all covers of a print share: the title's place on the ladder, and the backs' type in pt."""

    title: Setting
    body: float


def cover_sizes(desk: Desk, stock: Stock, guide: Guide) -> CoverSizes | None:
    """The largest sizes at which every cover fits; None where a front never does."""
    count = range(len(guide.sections))
    title = next((at for at in _titles(stock) if all(_front(desk, stock, guide, n, at) for n in count)), None)
    floor = stock.look.detail.floor
    least = [len(_backs(desk, stock, guide, n, floor) or ()) for n in count]
    if title is None or 0 in least:
        return None
    kind = stock.look.detail
    sizes = [round(2 * size) / 2 for size in between(kind.size * BODY_MOST, floor, BODY_STEPS)]
    fits = (size for size in sizes if all(len(_backs(desk, stock, guide, n, size) or ()) == least[n] for n in count))
    return CoverSizes(title, next(fits, floor))


def cover_cards(desk: Desk, stock: Stock, guide: Guide, n: int, sizes: CoverSizes) -> tuple[Card, ...]:
    """The cover, and what its back cannot hold on cards that follow it."""
    face = _front(desk, stock, guide, n, sizes.title)
    backs = list(_backs(desk, stock, guide, n, sizes.body) or ())
    assert face is not None
    if len(backs) % 2 == 0:
        backs.append(help_side(desk, stock, guide))
    sides = [face, *backs]
    return tuple(Card(*pair) for pair in zip(sides[::2], sides[1::2], strict=True))


def _titles(stock: Stock) -> Iterator[Setting]:
    """Places of the title on its ladder, the largest first; last of all the short title in its stead."""
    low = (*TITLES, stock.look.title.floor / stock.look.title.size)
    yield from (Setting(title=factor) for factor in (*(() if stock.beside else TITLES_UP), 1.0))
    yield from (Setting(title=factor, compact=True) for factor in low)
    yield from (Setting(title=factor, compact=True, layout="tall", space=0.75) for factor in low)
    yield from (Setting(title=factor, compact=True, layout="tall", space=0.75, short=1) for factor in low)


def _front(desk: Desk, stock: Stock, guide: Guide, n: int, at: Setting) -> Frame | None:
    section = guide.sections[n]
    look = adjust(stock.look, at)
    kind = look.subtitle._replace(size=look.subtitle.floor) if at.compact else look.subtitle
    when = subtitle(guide, section)
    lines = [desk.text(when, kind, balanced=True)] if when else []
    lines += [desk.text(text, kind._replace(weight=400), balanced=True) for text in _deck(desk, section)]
    cover = homes(section)[0]
    link = cover[0] if cover else None
    title = section.short if at.short and section.short else section.title
    parts = Front(guide.kicker, (), "", title, tuple(lines), (), link, issuer(desk, stock, guide))
    return front(desk, stock, look, parts, tall=at.layout == "tall")


def _deck(desk: Desk, section: Section) -> Iterator[tuple[Piece, ...]]:
    """ "Bộ thẻ 7 bước. …", and the same of ways."""
    if section.steps:
        yield desk.say("deck", n=len(section.steps))
    if section.options:
        yield desk.say("deck_ways", n=len(section.options))


def _backs(desk: Desk, stock: Stock, guide: Guide, n: int, size: float) -> tuple[Frame, ...] | None:
    """Condition, things to prepare, notes and further codes on the sides they take; the hotline large without."""
    section = guide.sections[n]
    detail = stock.look.detail
    look = stock.look._replace(detail=detail._replace(size=size, leading=max(detail.leading, 1.34)))
    body = Body(desk, stock, look, section.id)
    called = bool(section.requires or guide.prepare or section.prepare)
    foot = foot_strip(desk, stock, hotline_line(desk, stock, look, guide) if called else (), look.number)
    try:
        parts = _parts(body, guide, section)
        if all(part.kind == "hotline" for part in parts):
            return (help_side(desk, stock, guide),)
        head = back_head(desk, stock, _head(guide, section, parts))
        later = back_head(desk, stock, section.short or section.title)
        for high in (head.height, max(head.height, later.height)):
            y = high + mm(stock.below_head)
            room = stock.height - y - foot.height - mm(ABOVE_FOOT)
            shares = share(body, parts, room, mm(look.gap_least))
            if shares is None or len(shares) == 1:
                break
    except TooWide:
        return None
    if shares is None:
        return None
    at_foot = Placed(0, stock.height - foot.height, foot)
    return tuple(
        side(stock, (Placed(0, 0, later if i else head), Placed(0, y, body.filled(some, room)), at_foot))
        for i, some in enumerate(shares)
    )


def _head(guide: Guide, section: Section, parts: Sequence[Part]) -> Rich | str:
    """ "Bạn cần chuẩn bị" where the list comes first, else the procedure's own title."""
    return "prepare" if parts[0].kind == "prepare" else section.short or section.title


def _ticks(body: Body, items: Sequence[Rich]) -> Frame:
    """What to have at hand, in one column where few are, or where two would be no lower."""
    one = _columns_of_ticks(body, items, 1)
    two = _columns_of_ticks(body, items, 2) if body.stock.beside and len(items) > FEW_ITEMS else one
    return one if one.height <= two.height else two


def _columns_of_ticks(body: Body, items: Sequence[Rich], columns: int) -> Frame:
    """The list in the largest type in which no item takes two lines, not over that of the side."""
    look = body.look
    kind = look.detail
    sizes = [half / 2 for half in range(int(2 * kind.size), int(2 * kind.floor) - 1, -1)]
    lines = -(-len(items) // columns)
    for size in sizes:
        smaller = kind._replace(size=size)
        frame = place(ticks(body.desk, look, tuple(items), columns=columns, kind=smaller), body.stock.width)
        if frame.height < lines * (FIRST_BASELINE + LAST_DESCENT) * size + (lines - 1) * look.s(TICK_GAP) + 0.5 * size:
            break
    return frame


def _parts(body: Body, guide: Guide, section: Section) -> tuple[Part, ...]:
    desk, look, width = body.desk, body.look, body.stock.width
    parts: list[Part] = []
    if section.requires:
        parts.append(Part("condition", place(desk.text(condition_text(desk, section.requires), look.detail), width)))
    items = (*guide.prepare, *section.prepare)
    if not (items or parts) and guide.hotline:
        parts.append(Part("hotline", place(large_hotline(desk, body.stock, guide.hotline), width)))
    if items:
        blocks: list[Block] = [Fixed(_ticks(body, items))]
        if parts:
            head = desk.text("prepare", look.panel_head, desk.palette.accent, role=Tag("H3"))
            blocks = [head, Space(look.s(2)), *blocks]
        parts.append(Part("prepare", place(Stack(tuple(blocks)), width)))
    parts += [Part("note", place(block, width)) for block in note_blocks(desk, look, section.notes)]
    parts += [Part("codes", row) for row in rows(desk, look, homes(section)[0][1:], width)]
    return tuple(parts)
