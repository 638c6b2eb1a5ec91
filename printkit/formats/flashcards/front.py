"""The front of a procedure card and of a deck's cover: letter, title, what for, the code, the foot (standard 5.5)."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from printkit.formats.flashcards.codes import aside, below
from printkit.formats.flashcards.furniture import Pieces, front_head, lines_of, side
from printkit.formats.flashcards.looks import Stock
from printkit.layout.blocks import Block, Stack, advance, clear, place
from printkit.layout.fit import between
from printkit.layout.frame import Frame, Glyphs, Placed, Tag
from printkit.layout.paragraph import Paragraph
from printkit.layout.text import TooWide
from printkit.marks import FAST, TIE
from printkit.model import Link, Rich
from printkit.parts.desk import Desk
from printkit.parts.look import Look
from printkit.parts.panels import informed
from printkit.parts.steps import marker
from printkit.units import mm

TITLE_LINES = 2
WORDS_DROP = 3.5  # mm, the title's block under the bar's top
WORDS_APART, LINES_CLEAR = 1.2, 0.8  # mm between letters of the title and letters under the code, across and along
CODE_GAP = 1.5  # mm between the text and the words under the code
ABOVE_FOOT = 0.4  # mm, least between any block and the foot's hairline; a block ends 0.25 of its size under its text
ABOVE_NOTE = 2.0
NARROWINGS = 4  # widths that a title beside a code is tried at
LINES_APART = 4.0  # of the spacing scale


_Box = tuple[float, float, float, float]


class Front(NamedTuple):
    """What a front says. `lines` stand under the title; `foot` stands on the safe area's foot.

    Notes stand over the foot, or, where `noted_foot` is given and there is no room, in it.
    """

    kicker: Rich
    corner: Pieces
    letter: str
    title: Rich
    lines: tuple[Block, ...]
    notes: tuple[Rich, ...]
    link: Link | None
    foot: Frame
    foot_lines: int = 1
    noted_foot: Frame | None = None  # the foot with the notes in it
    fuller: tuple[tuple[Frame, int], ...] = ()  # feet that say more, the fullest first, where there is room for one


def front(desk: Desk, stock: Stock, look: Look, told: Front, *, tall: bool) -> Frame | None:
    """The side, its code as large as the rest lets it be; None when it does not fit.

    `tall` lets the title have more than two lines.
    """
    lay = _beside if stock.beside else _under
    tries = [*(told._replace(foot=foot, foot_lines=lines) for foot, lines in told.fuller), told]
    if told.noted_foot:
        tries.append(told._replace(notes=(), foot=told.noted_foot, foot_lines=told.foot_lines + 1))
    for spaced in dict.fromkeys((look._replace(space=1.0), look)):
        for one in tries:
            for size, labelled in _sizes(stock, one):
                try:
                    made = lay(desk, stock, spaced, one, size, labelled=labelled, tall=tall)
                except TooWide:
                    continue
                if made is not None:
                    return made
    return None


def _sizes(stock: Stock, told: Front) -> Iterator[tuple[float, bool]]:
    """Sizes of the code in mm to try, first with caption and label, then, from the preferred down, with one of them."""
    if told.link is None:
        yield 0.0, False
        return
    sizes = [size for size in stock.codes if told.foot_lines < 2 or size <= stock.full_foot]
    if told.link.label:
        yield from ((size, True) for size in sizes)
    yield from ((size, False) for size in sizes)


def _head(desk: Desk, stock: Stock, told: Front) -> tuple[Frame, list[Placed], float, float]:
    """The strip at the top with the letter under it; its frame, all that stands, the bar's top and the text's x."""
    strip = front_head(desk, stock, told.kicker, told.corner)
    items = [Placed(0, 0, strip)]
    bar = strip.height - mm(stock.look.bar)
    if not told.letter:
        return strip, items, bar, 0.0
    disc = marker(desk, stock.look, told.letter, Tag("P"), diameter=mm(stock.letter), size=stock.letter_size)
    items.append(Placed(0, bar + mm(stock.letter_drop), disc))
    return strip, items, bar, max(mm(stock.text_x), disc.width + mm(3))


def _titled(desk: Desk, look: Look, title: Rich) -> Paragraph:
    return desk.text(title, look.title, desk.palette.accent, balanced=True, role=Tag("H1"))


def _title(desk: Desk, look: Look, title: Rich, width: float, *, tall: bool) -> Frame | None:
    """A title that keeps its compounds whole, in two lines at the most; a `tall` one takes more.

    Only at its floor does a tall one open a compound, where that is lower. Raises TooWide.
    """
    text = _titled(desk, look, title)
    whole = tuple(piece._replace(text=piece.text.replace(TIE, FAST)) for piece in text.pieces)
    if tall and look.title.size <= look.title.floor:
        with suppress(TooWide):
            return min(place(text._replace(pieces=whole), width), place(text, width), key=lambda frame: frame.height)
        return place(text, width)
    kept = place(text._replace(pieces=whole), width)
    return kept if tall or lines_of(kept) <= TITLE_LINES else None


def _words(desk: Desk, look: Look, told: Front, title: float, lines: float, *, tall: bool) -> Frame | None:
    """Title and lines, each to its width in points; None when the title takes too many lines."""
    head = _title(desk, look, told.title, title, tall=tall)
    if head is None:
        return None
    rest = place(Stack(told.lines, look.s(LINES_APART)), lines)
    y = head.height + look.s(3) * bool(told.lines)
    return Frame(title, y + rest.height, (Placed(0, 0, head), Placed(0, y, rest)))


def _notes(desk: Desk, look: Look, told: Front, width: float) -> Frame:
    """Notes that found no room on the back."""
    return place(Stack(note_blocks(desk, look, told.notes), look.s(2)), width)


def note_blocks(desk: Desk, look: Look, notes: tuple[Rich, ...]) -> tuple[Block, ...]:
    """Notes, each with the info icon."""
    return tuple(informed(desk, look, desk.text(note, look.detail, balanced=True, role=Tag("Note"))) for note in notes)


def _beside(
    desk: Desk, stock: Stock, look: Look, told: Front, size: float, *, labelled: bool, tall: bool
) -> Frame | None:
    """The code at the right, dark modules on the safe edge; the title clear of it, lines of its words too."""
    strip, items, bar, x = _head(desk, stock, told)
    end = stock.height - told.foot.height
    room = wide = stock.width
    coded: tuple[Placed, ...] = ()
    if told.link:
        code = below(desk, look, told.link, size, labelled=labelled)
        quiet = -code.items[0].y
        y = max(bar + mm(stock.letter_drop), strip.height + quiet)
        if y + code.height > end - mm(ABOVE_FOOT):
            return None
        wide = stock.width - code.width + code.items[0].x
        room = min(wide, stock.width - code.width - mm(CODE_GAP))
        coded = (Placed(stock.width - code.width, y, code),)
    notes = _notes(desk, look, told, room)
    top = max(bar + mm(WORDS_DROP), strip.height + clear(_titled(desk, look, told.title)))
    for width in (wide, *between(wide, room, NARROWINGS)):
        words = _words(desk, look, told, width - x, room - x, tall=tall)
        if words is None or not _touch((Placed(x, top, words),), coded):
            break  # else the title would run into the words under the code
    if words is None or top + words.height + _above(notes) + notes.height > end - mm(ABOVE_FOOT):
        return None
    noted = Placed(0, end - mm(ABOVE_NOTE) - notes.height, notes)
    items += [Placed(x, top, words), *coded, noted, Placed(0, end, told.foot)]
    return side(stock, items)


_Run = tuple[Glyphs, float, float]  # and the left end of its baseline


def _touch(words: Sequence[Placed], others: Sequence[Placed]) -> bool:
    """Do letters of the one come too near to letters of the other?"""
    beside = list(runs(others))
    return any(
        _meet([_grown(_box(*one))], [_box(*other)]) and _meet(map(_grown, _letters(*one)), _letters(*other))
        for one in runs(words)
        for other in beside
    )


def runs(items: Sequence[Placed], x: float = 0.0, y: float = 0.0) -> Iterator[_Run]:
    """The texts among items, with the points of each, from the point x, y on."""
    for placed in items:
        if isinstance(placed.item, Frame):
            yield from runs(placed.item.items, x + placed.x, y + placed.y)
        elif isinstance(placed.item, Glyphs):
            yield placed.item, x + placed.x, y + placed.y


def _box(run: Glyphs, x: float, y: float) -> _Box:
    """Left, top, right and bottom."""
    low, high = run.face.extent(run.text)
    return x, y - high * run.size, x + advance(run), y - low * run.size


def _letters(run: Glyphs, x: float, y: float) -> list[_Box]:
    ends = [advance(run._replace(text=run.text[:i])) for i in range(len(run.text))]
    return [_box(run._replace(text=char), x + end, y) for char, end in zip(run.text, ends, strict=True) if char != " "]


def _grown(box: _Box) -> _Box:
    left, top, right, bottom = box
    return left - mm(WORDS_APART), top - mm(LINES_CLEAR), right + mm(WORDS_APART), bottom + mm(LINES_CLEAR)


def _meet(some: Iterable[_Box], others: Sequence[_Box]) -> bool:
    return any(a[0] < d[2] and d[0] < a[2] and a[1] < d[3] and d[1] < a[3] for a in some for d in others)


def _above(notes: Frame) -> float:
    return mm(2 * ABOVE_NOTE - ABOVE_FOOT) if notes.height else 0.0


def _under(
    desk: Desk, stock: Stock, look: Look, told: Front, size: float, *, labelled: bool, tall: bool
) -> Frame | None:
    """The code at the foot, its words at its right."""
    strip, items, bar, x = _head(desk, stock, told)
    end = stock.height - told.foot.height - mm(ABOVE_FOOT)
    words = _words(desk, look, told, stock.width - x, stock.width - x, tall=tall)
    top = max(bar + mm(WORDS_DROP) * 1.3, strip.height + clear(_titled(desk, look, told.title)))
    notes = _notes(desk, look, told, stock.width)
    code = aside(desk, look, told.link, size, stock.width, labelled=labelled) if told.link else Frame(0, 0)
    code_y = end - code.height
    notes_y = code_y - mm(ABOVE_NOTE) - notes.height
    if words is None or top + words.height > (notes_y if told.notes else code_y) - mm(ABOVE_NOTE):
        return None
    items += [Placed(x, top, words), Placed(0, notes_y, notes), Placed(0, code_y, code)]
    items.append(Placed(0, stock.height - told.foot.height, told.foot))
    return side(stock, items)
