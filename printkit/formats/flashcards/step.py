"""Step cards: a guide goes in, for each procedure a cover and a card a step comes out, one type size for all."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from gettext import gettext as _
from typing import NamedTuple

from printkit.errors import LayoutError
from printkit.formats.flashcards.body import Body, Part, share
from printkit.formats.flashcards.codes import homes, rows
from printkit.formats.flashcards.contact import code_sides
from printkit.formats.flashcards.cover import cover_cards, cover_sizes
from printkit.formats.flashcards.failure import lacking, refusal
from printkit.formats.flashcards.furniture import (
    Pieces,
    back_head,
    foot_strip,
    front_head,
    hotline_pieces,
    lines_of,
    side,
)
from printkit.formats.flashcards.imposition import Card
from printkit.formats.flashcards.looks import STOCK_A6, Stock
from printkit.formats.flashcards.procedure import step_parts
from printkit.formats.flashcards.sides import Sizes, back, coming, detail_of, step_front, told, way_front
from printkit.inline import alone
from printkit.layout.blocks import one_line, place
from printkit.layout.fit import Rung, climb
from printkit.layout.frame import Frame, Placed
from printkit.layout.text import Piece, TooWide
from printkit.model import Guide, Link, Option, Picture, Rich, Section, Step
from printkit.parts.desk import Desk, style
from printkit.parts.failure import at_step, too_wide
from printkit.parts.look import Setting, adjust
from printkit.parts.options import or_else
from printkit.units import mm

DETAIL_MOST = 20.0  # pt, visual standard 8
BLOCK_MOST = 16.0  # pt, of a front that is one long sentence
ABOVE_FOOT = 2.8  # mm, a way's steps to the hairline
RUN = (1.18, 1.12, 1.06, 1.0, 0.96, 0.92)  # type of a way's own steps


class Leaf(NamedTuple):
    """A card whose type is not settled yet: each side from the sizes, None where it does not fit."""

    name: str  # for errors
    front: Callable[[Sizes], Frame | None]
    back: Callable[[Sizes], Frame | None]
    more: tuple[Frame, ...] = ()  # sides that follow: codes that found no room


def cards(desk: Desk, stock: Stock, guide: Guide) -> tuple[Card, ...]:
    """The decks of all procedures, each cover first. Raises LayoutError naming what does not fit."""
    covers = cover_sizes(desk, stock, guide)
    if covers is None:
        uncovered = [section for section in guide.sections if not _covered(desk, stock, guide, section)]
        raise _refusal(desk, stock, guide, (*uncovered, *guide.sections)[0], -1)
    leaves = [_all_leaves(desk, stock, guide, section) for section in guide.sections]
    sizes = _settle(desk, stock, guide, leaves)
    deck: list[Card] = []
    for n, members in enumerate(leaves):
        deck += cover_cards(desk, stock, guide, n, covers)
        for leaf in members:
            deck += _printed(desk, stock, guide, leaf, sizes)
    return tuple(deck)


def _covered(desk: Desk, stock: Stock, guide: Guide, section: Section) -> bool:
    """Can the section's own cover be set?"""
    return cover_sizes(desk, stock, alone(guide, section)) is not None


def _printed(desk: Desk, stock: Stock, guide: Guide, leaf: Leaf, sizes: Sizes) -> Iterator[Card]:
    face, behind = _try(leaf.front, sizes), _try(leaf.back, sizes)
    assert face is not None
    assert behind is not None
    sides = [face, behind, *leaf.more]
    if len(sides) % 2:
        sides.append(behind)  # a back is never blank: what to do stands there once more
    return (Card(*pair) for pair in zip(sides[::2], sides[1::2], strict=True))


# ── sizes ────────────────────────────────────────────────────────────────────────────────────────


def floors(stock: Stock) -> Sizes:
    """The smallest sizes."""
    detail = stock.step.detail.floor
    return Sizes(stock.step.headline.floor, detail, detail, RUN[-1], tall=True)


def _settle(desk: Desk, stock: Stock, guide: Guide, leaves: Sequence[Sequence[Leaf]]) -> Sizes:
    """The largest size of each kind at which every card holds its text."""
    every = [leaf for members in leaves for leaf in members]

    def fits(sizes: Sizes) -> bool:
        return all(_holds(leaf, sizes) for leaf in every)

    def search() -> Sizes:
        for section, members in zip(guide.sections, leaves, strict=True):
            for i, leaf in enumerate(members):
                if not _holds(leaf, floors(stock)):
                    raise _refusal(desk, stock, guide, section, i)
        return _search(stock, fits)

    sizes = desk.places.settle("steps", fits, search)
    assert sizes
    return sizes


def _search(stock: Stock, fits: Callable[[Sizes], bool]) -> Sizes:
    """The largest sizes, those of headlines first; `floors` hold."""
    least, title = floors(stock), stock.step.headline
    rungs = (
        Rung("headline", _halves(title.floor, title.size)),
        Rung("block", _halves(least.block, BLOCK_MOST)),
        Rung("detail", _halves(least.detail, DETAIL_MOST)),
        Rung("run", RUN[::-1]),
    )
    low = least._replace(tall=False)
    return climb(low, rungs, fits) if fits(low) else climb(least, rungs[1:], fits)


def _halves(least: float, most: float) -> tuple[float, ...]:
    """Sizes in half points from the smallest to the largest."""
    return tuple(least + i / 2 for i in range(int(2 * (most - least)) + 1))


def _try(make: Callable[[Sizes], Frame | None], sizes: Sizes) -> Frame | None:
    try:
        return make(sizes)
    except TooWide:
        return None


# ── cards of one procedure ───────────────────────────────────────────────────────────────────────


def _all_leaves(desk: Desk, stock: Stock, guide: Guide, section: Section) -> list[Leaf]:
    try:
        return list(_leaves(desk, stock, guide, section))
    except TooWide as fault:
        raise too_wide(guide, section, _("{size} flashcards").format(size=stock.name), fault) from None


def _leaves(desk: Desk, stock: Stock, guide: Guide, section: Section) -> Iterator[Leaf]:
    _cover, steps, options = homes(section)
    for n, (step, links) in enumerate(zip(section.steps, steps, strict=True), 1):
        yield _step(desk, stock, guide, section, step, n, links)
    for n, (option, links) in enumerate(zip(section.options, options, strict=True), 1):
        yield from _way(desk, stock, guide, section, option, n, links)


def _step(desk: Desk, stock: Stock, guide: Guide, section: Section, step: Step, n: int, links: Sequence[Link]) -> Leaf:
    count = len(section.steps)
    title = running(desk, stock, section, desk.phrase("step_of", n=n, total=count))
    spoken = desk.phrase("step", n=n)
    head = back_head(desk, stock, "how", str(n), spoken, level="H3")
    foot = _foot(desk, stock, guide, *(coming(desk, section.steps[n], n + 1) if n < count else ()))

    def behind(sizes: Sizes, codes: int, picture: Picture | None = None) -> Frame | None:
        words = told(desk, stock, detail_of(step), step.note, sizes)
        return back(desk, stock, head, words, links[:codes], foot, picture)

    shown, more = _codes(desk, stock, links, behind, front_head(desk, stock, title, desk.say("step", n=n)))
    roomy = floors(stock)._replace(detail=stock.step.detail.size)
    picture = step.image if step.image and _try(lambda sizes: behind(sizes, shown, step.image), roomy) else None
    front = partial(step_front, desk, stock, title, step, n, count)
    return Leaf(spoken, front, lambda sizes: behind(sizes, shown, picture), more)


def _codes(
    desk: Desk, stock: Stock, links: Sequence[Link], behind: Callable[[Sizes, int], Frame | None], head: Frame
) -> tuple[int, tuple[Frame, ...]]:
    """How many codes a back holds, and the sides of the others."""
    least = floors(stock)

    def holds(count: int) -> bool:
        return bool(_try(lambda sizes: behind(sizes, count), least))

    shown = next((count for count in range(len(links), 0, -1) if holds(count)), 0)
    return shown, tuple(code_sides(desk, stock, head, links[shown:])) if links[shown:] else ()


def running(desk: Desk, stock: Stock, section: Section, corner: str) -> Rich:
    """The procedure's title for a card's head: whole where it stands on one line, else its short one."""
    kind = stock.look.kicker
    number = style(kind, "").regular.width(corner) * kind.size
    taken = one_line(desk.text(section.title, kind)).width + number + mm(4)
    return section.title if taken <= stock.width else section.short or section.title


def _foot(desk: Desk, stock: Stock, guide: Guide, *said: Pieces) -> Frame:
    """What comes next, in the first wording that takes one line, else the first; or else the hotline."""
    pieces = said or ((hotline_pieces(desk, guide.hotline),) if guide.hotline else ())
    kind = stock.look.number._replace(size=min(stock.look.number.size, stock.look.subtitle.size))
    texts = [desk.text(wording, kind) for wording in pieces]
    first = next((text for text in texts if lines_of(place(text, stock.width)) == 1), texts[0] if texts else None)
    return foot_strip(desk, stock, (first,) if first else (), kind)


def _way(
    desk: Desk, stock: Stock, guide: Guide, section: Section, option: Option, n: int, links: Sequence[Link]
) -> Iterator[Leaf]:
    """One of several ways: a card, or for a long one more."""
    count = len(section.options)
    title = running(desk, stock, section, desk.words.options(count))
    name = desk.phrase("option", n=n)
    front = partial(way_front, desk, stock, title, option, n, count)
    after = section.options[n] if n < count else None
    foot = _foot(desk, stock, guide, *((or_else(desk, after, n + 1),) if after else ()))
    if option.steps:
        total = len(_way_sides(desk, stock, option, n, links, foot, RUN[-1]) or ("",))
        for i in range(total):
            part = f"{i + 1}/{total}" if total > 1 else ""
            yield Leaf(name, partial(front, part), partial(_way_side, desk, stock, option, n, links, foot, i, total))
        return
    head = back_head(desk, stock, way_title(desk, option, n), level="H3")

    def behind(sizes: Sizes, codes: int) -> Frame | None:
        return back(desk, stock, head, told(desk, stock, option.text, (), sizes), links[:codes], foot)

    shown, more = _codes(desk, stock, links, behind, front_head(desk, stock, title, desk.say("option", n=n)))
    yield Leaf(name, partial(front, ""), lambda sizes: behind(sizes, shown), more)


def way_title(desk: Desk, option: Option, n: int) -> Pieces:
    """ "Cách 1: Dùng email"."""
    if not option.title:
        return desk.say("option", n=n)
    return (*desk.say("row", label=desk.phrase("option", n=n)), Piece(" "), *desk.pieces(option.title))


def _way_side(
    desk: Desk,
    stock: Stock,
    option: Option,
    n: int,
    links: Sequence[Link],
    foot: Frame,
    i: int,
    total: int,
    sizes: Sizes,
) -> Frame | None:
    sides = _way_sides(desk, stock, option, n, links, foot, sizes.run)
    return sides[i] if sides and len(sides) == total else None


def _way_sides(
    desk: Desk, stock: Stock, option: Option, n: int, links: Sequence[Link], foot: Frame, factor: float
) -> tuple[Frame, ...] | None:
    """The backs of a way with steps of its own, at a factor of their type."""
    look = adjust(stock.look, Setting(type=factor))
    body = Body(desk, stock, look, f"option-{n}")
    parts: list[Part] = []
    if option.text:
        parts.append(Part("words", place(desk.text(option.text, look.detail), stock.width)))
    parts += step_parts(body, option.steps, short=False)
    parts += [Part("codes", row) for row in rows(desk, look, links, stock.width)]
    title = way_title(desk, option, n)
    y = back_head(desk, stock, title, corner="1/2", level="H3").height + mm(stock.below_head)
    room = stock.height - y - foot.height - mm(ABOVE_FOOT) * bool(foot.height)
    shares = share(body, parts, room, mm(look.gap_least))
    if shares is None:
        return None
    corners = [f"{i}/{len(shares)}" for i in range(1, len(shares) + 1)] if len(shares) > 1 else [""]
    return tuple(
        side(stock, (
            Placed(0, 0, back_head(desk, stock, title, corner=corner, level="H3")),
            Placed(0, y, body.filled(some, room)),
            Placed(0, stock.height - foot.height, foot),
        ))
        for corner, some in zip(corners, shares, strict=True)
    )  # fmt: skip


# ── errors ───────────────────────────────────────────────────────────────────────────────────────


def _refusal(desk: Desk, stock: Stock, guide: Guide, section: Section, i: int) -> LayoutError:
    """Why the i-th card of a section cannot be set, and what would help; its cover is the card before the first."""

    def holds(larger: Stock) -> bool:
        if i < 0:
            return cover_sizes(desk, larger, alone(guide, section)) is not None
        leaves = list(_leaves(desk, larger, guide, section))
        return i < len(leaves) and _holds(leaves[i], floors(larger))

    name = _("its cover") if i < 0 else list(_leaves(desk, stock, guide, section))[i].name
    error = refusal(stock, section, name, lacking(stock, holds), lambda: _fits_a6(desk, guide, section))
    return at_step(error, section, i + 1) if 0 <= i < len(section.steps) else error


def _holds(leaf: Leaf, sizes: Sizes) -> bool:
    return bool(_try(leaf.front, sizes) and _try(leaf.back, sizes))


def _fits_a6(desk: Desk, guide: Guide, section: Section) -> bool:
    """Would A6 cards hold the section?"""
    try:
        return bool(cards(desk, STOCK_A6, alone(guide, section)))
    except LayoutError:
        return False
