"""Procedure cards: a guide goes in, a card a procedure comes out, steps at the back, one type size for the deck."""

from collections.abc import Iterator, Sequence
from functools import partial
from gettext import gettext as _
from typing import NamedTuple

from printkit.errors import LayoutError
from printkit.formats.flashcards.body import Body, Part, share
from printkit.formats.flashcards.codes import boxed, rows
from printkit.formats.flashcards.failure import lacking, refusal
from printkit.formats.flashcards.front import Front, front, note_blocks
from printkit.formats.flashcards.furniture import back_head, foot_strip, hotline_line, letter, lines_of, side
from printkit.formats.flashcards.imposition import Card
from printkit.formats.flashcards.looks import STOCK_A6, Stock
from printkit.formats.flashcards.ways import card_step, way_box
from printkit.inline import subtitle
from printkit.layout.blocks import Block, Cell, Columns, Fixed, place
from printkit.layout.fit import Rung, between, climb, descend
from printkit.layout.frame import LAYOUT, Frame, Placed, Tag
from printkit.layout.icons import icon
from printkit.layout.paragraph import FIRST_BASELINE
from printkit.layout.text import Piece, TooWide
from printkit.model import Guide, Rich, Section, Step
from printkit.parts import help
from printkit.parts.desk import Desk
from printkit.parts.failure import at_step
from printkit.parts.look import Look, Setting, adjust
from printkit.parts.panels import ICON, condition_text, informed
from printkit.units import mm

TYPE_DOWN = (0.96, 0.92)
TYPE_UP = between(1, 1.18, 6)  # in half points, not over the standard's 120 %


class Arrangement(NamedTuple):
    """What a procedure's card gives up: whole texts for short ones, notes or condition on their usual side."""

    short: bool
    notes_in_front: bool = False
    condition_behind: bool = False


WHOLE = Arrangement(short=False)
ARRANGEMENTS = (
    Arrangement(short=True),
    Arrangement(short=True, notes_in_front=True),
    Arrangement(short=True, condition_behind=True),
    Arrangement(short=True, notes_in_front=True, condition_behind=True),
)


class Place(NamedTuple):
    """Where a deck stands: each procedure's arrangement with the cards it takes, and the ladder all share."""

    chosen: tuple[tuple[Arrangement, int], ...]
    setting: Setting


def down(stock: Stock) -> tuple[Rung, ...]:
    """The ladder down for a size of card."""
    look = stock.look
    floor = look.title.floor / look.title.size
    return (
        Rung("gap", between(look.gap, look.gap_least, 4)),
        Rung("space", between(1, 0.75, 3)),
        Rung("compact", (True,)),
        Rung("title", (0.95, 0.9, 0.85)),
        Rung("layout", ("tall",)),
        Rung("title", (floor,)),
        Rung("type", TYPE_DOWN),
        Rung("leading", (0.5, 1.0)),
    )


def floor(stock: Stock) -> Setting:
    """The last place on that ladder."""
    return Setting()._replace(**{rung.field: rung.values[-1] for rung in down(stock)})


def cards(desk: Desk, stock: Stock, guide: Guide) -> tuple[Card, ...]:
    """The deck. Raises LayoutError naming the section that does not fit."""

    def planned(place: Place) -> Iterator[tuple[Card, ...] | None]:
        return (plan(desk, stock, guide, n, how, place.setting) for n, (how, _count) in enumerate(place.chosen))

    def fits(place: Place) -> bool:
        counts = (count for _how, count in place.chosen)
        return all(found and len(found) <= count for found, count in zip(planned(place), counts, strict=True))

    def search() -> Place:
        chosen = tuple(_choose(desk, stock, guide, n) for n in range(len(guide.sections)))

        def hold(setting: Setting) -> bool:
            return fits(Place(chosen, setting))

        setting = descend(Setting(), down(stock), hold) or floor(stock)
        if setting == Setting():
            setting = climb(setting, up(stock, linked=any(boxed(section)[0] for section in guide.sections)), hold)
        return Place(chosen, setting)

    place = desk.places.settle("cards", fits, search)
    assert place
    return tuple(card for made in planned(place) if made for card in made)


def up(stock: Stock, *, linked: bool) -> tuple[Rung, ...]:
    """The ladder up; a title beside a code keeps its size, since larger it would open its compounds."""
    title = () if stock.beside and linked else (Rung("title", between(1, 1.25, 5)),)
    return (Rung("type", TYPE_UP), *title, Rung("space", between(1, 1.6, 4)))


def _choose(desk: Desk, stock: Stock, guide: Guide, n: int) -> tuple[Arrangement, int]:
    """The arrangement that takes the fewest cards, whole texts where they stand at ease, and how many it takes."""
    tight = Setting()._replace(gap=stock.look.gap_least, space=0.75)
    settings = (tight, floor(stock))
    counts = {(how, at): _count(desk, stock, guide, n, how, at) for at in settings for how in ARRANGEMENTS}
    known = [count for count in counts.values() if count]
    if not known:
        raise _refusal(desk, stock, guide, n)
    best = min(known)
    if _count(desk, stock, guide, n, WHOLE, Setting()) == best:
        return WHOLE, best
    return next(how for (how, _at), count in counts.items() if count == best), best


def _count(desk: Desk, stock: Stock, guide: Guide, n: int, how: Arrangement, setting: Setting) -> int:
    return len(plan(desk, stock, guide, n, how, setting) or ())


def plan(desk: Desk, stock: Stock, guide: Guide, n: int, how: Arrangement, setting: Setting) -> tuple[Card, ...] | None:
    """A procedure's cards at a place on the ladder; None when they do not fit."""
    look = adjust(stock.look, setting)
    try:
        backs = _backs(desk, stock, look, guide, n, how)
        said = [
            _front(desk, stock, look, guide, n, how, corner, compact=setting.compact)
            for corner in _corners(len(backs or ()))
        ]
        fronts = [front(desk, stock, look, one, tall=setting.layout == "tall") for one in said if backs]
    except TooWide:
        return None
    if backs is None or None in fronts:
        return None
    return tuple(Card(face, back) for face, back in zip(fronts, backs, strict=True) if face)


def _corners(count: int) -> tuple[str, ...]:
    """ "1/2" and "2/2" where a procedure takes two cards."""
    return tuple(f"{i}/{count}" for i in range(1, count + 1)) if count > 1 else ("",)


# ── front ────────────────────────────────────────────────────────────────────────────────────────


def _front(
    desk: Desk, stock: Stock, look: Look, guide: Guide, n: int, how: Arrangement, corner: str, *, compact: bool
) -> Front:
    section = guide.sections[n]
    kind = look.subtitle._replace(size=look.subtitle.floor) if compact else look.subtitle
    when = subtitle(guide, section)
    free = boxed(section)[0]
    lines, *fuller = _feet(desk, stock, look, guide, section, behind=how.condition_behind)
    noted = (*lines, *note_blocks(desk, look, section.notes))
    return Front(
        guide.kicker or (() if guide.title == section.title else guide.title),
        (Piece(corner),) if corner else (),
        letter(n, len(guide.sections)),
        section.short or section.title,
        (desk.text(when, kind, balanced=True),) if when else (),
        section.notes if how.notes_in_front else (),
        free[0] if free else None,
        foot_strip(desk, stock, lines, look.number),
        _count_lines(lines, stock),
        foot_strip(desk, stock, noted, look.number) if how.notes_in_front else None,
        tuple((foot_strip(desk, stock, said, look.number), _count_lines(said, stock)) for said in fuller[::-1]),
    )


def _feet(
    desk: Desk, stock: Stock, look: Look, guide: Guide, section: Section, *, behind: bool
) -> Iterator[tuple[Block, ...]]:
    """What the foot must say, and then what it says more of where there is room: condition, hotline, issuer."""
    calls = hotline_line(desk, stock, look, guide)
    issuer = (help.issuer(desk, look.issuer._replace(weight=600), guide.issuer),) if guide.issuer else ()
    said: tuple[Block, ...] = calls
    if section.requires and not behind:
        kind = look.number._replace(size=min(look.number.size, look.panel_body.size))
        condition = desk.text(condition_text(desk, section.requires, short=True), kind)
        said = (condition, *calls)
        if not all(other.requires for other in guide.sections):  # some other card of the deck has the hotline
            yield (condition,)
    yield said
    if guide.hotline and issuer:
        yield (*said, *issuer)


def _count_lines(blocks: tuple[Block, ...], stock: Stock) -> int:
    return sum(lines_of(place(block, stock.width)) for block in blocks)


# ── back ─────────────────────────────────────────────────────────────────────────────────────────


def _backs(desk: Desk, stock: Stock, look: Look, guide: Guide, n: int, how: Arrangement) -> tuple[Frame, ...] | None:
    body = Body(desk, stock, look, guide.sections[n].id)
    parts = section_parts(body, guide.sections[n], how)
    head = partial(_head, desk, stock, guide, n)
    for corner in ("", "1/2"):  # the number by the title may cost the title a line
        room = stock.height - head(corner).height - mm(stock.below_head)
        shares = share(body, parts, room, mm(look.gap))
        if shares is None or len(shares) == 1 or corner:
            break
    if shares is None:
        return None
    made: list[Frame] = []
    for mark, some in zip(_corners(len(shares)), shares, strict=True):
        top = head(mark)
        y = top.height + mm(stock.below_head)
        made.append(side(stock, (Placed(0, 0, top), Placed(0, y, body.filled(some, stock.height - y)))))
    return tuple(made)


def _head(desk: Desk, stock: Stock, guide: Guide, n: int, corner: str) -> Frame:
    return back_head(desk, stock, guide.sections[n].title, letter(n, len(guide.sections)), corner=corner)


def section_parts(body: Body, section: Section, how: Arrangement) -> tuple[Part, ...]:
    """What a procedure's back holds, in reading order."""
    desk, look, width = body.desk, body.look, body.stock.width
    free, own = boxed(section)
    parts: list[Part] = []
    if section.requires and how.condition_behind:
        condition = desk.text(condition_text(desk, section.requires, short=True), look.detail)
        parts.append(Part("condition", place(condition, width)))
    parts += step_parts(body, section.steps, short=how.short)
    for i, (option, links) in enumerate(zip(section.options, own, strict=True), 1):
        box = way_box(desk, look, option, i, links, width, short=how.short)
        parts.append(Part("way", box._replace(role=Tag("Sect", key=f"option-{i}"))))
    parts += [Part("codes", row) for row in rows(desk, look, free[1:], width)]
    parts += () if how.notes_in_front else note_parts(body, section)
    return tuple(parts)


def step_parts(body: Body, steps: Sequence[Step], *, short: bool) -> tuple[Part, ...]:
    """Steps set to the width beside their discs."""
    width = body.stock.width - mm(body.look.disc) / 2 - mm(body.look.text_at)
    found = (card_step(body.desk, body.look, step, str(i), width, short=short) for i, step in enumerate(steps, 1))
    return tuple(Part("step", Frame(step.width, step.height), step) for step in found)


def note_parts(body: Body, section: Section) -> tuple[Part, ...]:
    """Notes: info icon and text, on the steps' own two edges where there are steps."""
    blocks = (_note(body, note, stepped=bool(section.steps)) for note in section.notes)
    return tuple(Part("note", place(block, body.stock.width)) for block in blocks)


def _note(body: Body, note: Rich, *, stepped: bool) -> Block:
    look = body.look
    text = body.desk.text(note, look.detail, balanced=True, role=Tag("Note"))
    if not stepped:
        return informed(body.desk, look, text)
    size = look.detail.size * ICON
    edge = mm(look.disc) / 2 + mm(look.text_at)
    drawn = icon("info", size, body.desk.palette.accent)
    sign = Frame(edge, size, (Placed((mm(look.disc) - size) / 2, 0, drawn),), LAYOUT)
    return Columns((Cell(Fixed(sign), edge, (FIRST_BASELINE - 0.30) * look.detail.size - size / 2), Cell(text)), 0.0)


# ── errors ───────────────────────────────────────────────────────────────────────────────────────


def _refusal(desk: Desk, stock: Stock, guide: Guide, n: int) -> LayoutError:
    """Why a section has no card, and what would help."""

    def holds(larger: Stock) -> bool:
        return any(_count(desk, larger, guide, n, how, floor(larger)) for how in ARRANGEMENTS)

    part = _("its front") if any(_back_holds(desk, stock, guide, n, how) for how in ARRANGEMENTS) else _("its back")
    section = guide.sections[n]
    error = refusal(stock, section, part, lacking(stock, holds), lambda: holds(STOCK_A6))
    longest = _too_long(desk, stock, section)
    return at_step(error, section, longest) if longest else error


def _too_long(desk: Desk, stock: Stock, section: Section) -> int:
    """The number of the first step that no back holds; 0 for none."""
    body = Body(desk, stock, adjust(stock.look, floor(stock)), section.id)

    def holds(step: Step) -> bool:
        try:
            return step_parts(body, (step,), short=True)[0].frame.height <= stock.height
        except TooWide:
            return False

    return next((number for number, step in enumerate(section.steps, 1) if not holds(step)), 0)


def _back_holds(desk: Desk, stock: Stock, guide: Guide, n: int, how: Arrangement) -> bool:
    try:
        return _backs(desk, stock, adjust(stock.look, floor(stock)), guide, n, how) is not None
    except TooWide:
        return False
