"""Sides of step cards: the headline in front with its progress, the detail at the back (standard 5.5)."""

from collections.abc import Sequence
from typing import NamedTuple

from printkit.addresses import shown
from printkit.formats.flashcards.codes import below, rows
from printkit.formats.flashcards.furniture import Pieces, foot_strip, front_head, lines_of, side
from printkit.formats.flashcards.looks import Stock
from printkit.formats.flashcards.ways import way_tag
from printkit.inline import headline_and_detail
from printkit.layout.blocks import Block, Fixed, Space, Stack, place
from printkit.layout.frame import LAYOUT, Box, Frame, Placed, Tag
from printkit.layout.paragraph import Paragraph
from printkit.layout.text import Piece
from printkit.marks import SOFT
from printkit.model import Link, Option, Picture, Rich, Step, Words
from printkit.parts.desk import Desk
from printkit.parts.look import Look, Type
from printkit.parts.panels import condition_text, informed
from printkit.parts.pictures import FINE, figure
from printkit.parts.steps import marker
from printkit.units import POINTS_PER_INCH, mm
from printkit.values import replace

CELL, CELL_HEIGHT, CELL_GAP = 5.4, 1.5, 1.6  # mm, of the progress bar
CELL_LINE = 0.5  # pt
CELLS_MOST = 24  # steps from whose number on the bar is continuous
HEADLINE_LINES = 3
ABOVE_PROGRESS = 3.0  # mm, least
ABOVE_FOOT = 1.0
UNDER_DISC = 6.0  # mm, disc to headline where they stand under one another
UNDER_TAG = 3.0
PICTURE_GAP = 2.5  # mm, over and under a picture
CODE_GAP = 3.0  # mm, words to the code beside them
BLOCK_WEIGHT = 500  # of a step that is one long sentence


class Sizes(NamedTuple):
    """Type sizes in pt that all step cards of a deck share."""

    headline: float
    block: float  # of a step that has no headline
    detail: float
    run: float  # of the preferred type, for the steps of a way
    tall: bool = False  # headlines may take more than three lines


def headline(step: Step) -> Rich:
    """The step's headline, or its short text; nothing where its text is one long sentence."""
    return headline_and_detail(step)[0] or step.short


def coming(desk: Desk, step: Step, n: int) -> tuple[Pieces, ...]:
    """ "Tiếp theo: …" in the words of the next headline, or of its short text; "bước 5" for a step that has neither."""
    numbered: Rich = (Words(desk.phrase("step", n=n)),)
    wordings = [text for text in (headline_and_detail(step)[0], step.short) if text] or [numbered]
    head = (*desk.say("next_step", bold=True), Piece(" "))
    return tuple((*head, *desk.pieces(lowered(text, desk))) for text in wordings)


def lowered(rich: Rich, desk: Desk) -> Rich:
    """A text with a small first letter, unless it may be a name: bold, of more capitals, or kept whole by the guide."""
    first = rich[0]
    if not isinstance(first, Words) or first.bold:
        return rich
    head, *rest = first.text.split(" ")
    named = any(phrase.startswith(head + " ") or phrase == head for phrase in desk.keep)
    if named or head[1:] != head[1:].lower() or len(head) < 2 or (rest and rest[0][:1].isupper()):
        return rich
    return (replace(first, text=first.text[0].lower() + first.text[1:]), *rich[1:])


def progress(desk: Desk, n: int, count: int, width: float) -> Frame:
    """A cell a step, those done filled; over 24 steps one bar, filled in proportion. Width in points."""
    palette = desk.palette
    tall = mm(CELL_HEIGHT)
    if count > CELLS_MOST:
        boxes = [Placed(0, 0, Box(width, tall, palette.cell_rest, palette.cell_outline, CELL_LINE))]
        boxes.append(Placed(0, 0, Box(width * n / count, tall, palette.cell)))
        return Frame(width, tall, tuple(boxes), LAYOUT)
    cell = min(mm(CELL), (width - mm(CELL_GAP) * (count - 1)) / count)
    done, rest = Box(cell, tall, palette.cell), Box(cell, tall, palette.cell_rest, palette.cell_outline, CELL_LINE)
    boxes = [Placed(i * (cell + mm(CELL_GAP)), 0, done if i < n else rest) for i in range(count)]
    return Frame(width, tall, tuple(boxes), LAYOUT)


def step_front(desk: Desk, stock: Stock, title: Rich, step: Step, n: int, count: int, sizes: Sizes) -> Frame | None:
    """Figure and headline, "Bước n/N" and the progress bar; None when the headline does not fit."""
    head = front_head(desk, stock, title, desk.say("step_of", n=n, total=count))
    bar = progress(desk, n, count, stock.width)
    spoken = desk.phrase("step", n=n)
    disc = marker(desk, stock.look, str(n), Tag("P", actual=spoken), diameter=mm(stock.big_disc), size=stock.big_figure)
    text = _headline(desk, stock, step, sizes)
    x = max(mm(stock.big_x), disc.width + mm(3)) if stock.big_x else 0.0
    words = place(text, stock.width - x)
    if headline(step) and lines_of(words) > HEADLINE_LINES and not sizes.tall:
        return None
    top, bottom = head.height + mm(1), stock.height - bar.height - mm(ABOVE_PROGRESS)
    high = max(disc.height, words.height) if stock.big_x else disc.height + mm(UNDER_DISC) + words.height
    if high > bottom - top:
        return None
    middle = (top + bottom) / 2
    ys = middle - high / 2, middle + high / 2 - words.height
    if stock.big_x:
        ys = middle - disc.height / 2, middle - words.height / 2
    at_foot = Placed(0, stock.height - bar.height, bar)
    return side(stock, (Placed(0, 0, head), Placed(0, ys[0], disc), Placed(x, ys[1], words), at_foot))


def _headline(desk: Desk, stock: Stock, step: Step, sizes: Sizes) -> Paragraph:
    said = headline(step)
    if said:
        return desk.text(said, stock.step.headline._replace(size=sizes.headline), balanced=True, role=Tag("H2"))
    kind = Type(sizes.block, 1.36, BLOCK_WEIGHT, least=1.3)
    return desk.text(step.text, kind, role=Tag("H2"))


def way_front(
    desk: Desk, stock: Stock, title: Rich, option: Option, n: int, count: int, part: str, sizes: Sizes
) -> Frame | None:
    """The tag "Cách n" over what the way is called; its condition in the foot. None when it does not fit.

    `part` is "1/2" where the way takes several cards.
    """
    head = front_head(desk, stock, title, (Piece(" · ".join(filter(None, (desk.words.options(count), part)))),))
    kind = stock.step.headline._replace(size=sizes.headline)
    tag = way_tag(desk, stock.look, n, kind.size)
    blocks: list[Block] = [Fixed(tag)]
    if option.title:
        blocks += [Space(mm(UNDER_TAG)), desk.text(option.title, kind, balanced=True, role=Tag("H2"))]
    words = place(Stack(tuple(blocks)), stock.width)
    kind = stock.look.panel_body
    condition = desk.text(condition_text(desk, option.requires, short=True), kind)
    foot = foot_strip(desk, stock, (condition,) if option.requires else (), kind)
    top, bottom = head.height + mm(2), stock.height - foot.height - mm(2)
    if words.height > bottom - top:
        return None
    y = (top + bottom - words.height) / 2
    return side(stock, (Placed(0, 0, head), Placed(0, y, words), Placed(0, stock.height - foot.height, foot)))


def told(desk: Desk, stock: Stock, text: Rich, note: Rich, sizes: Sizes) -> Stack:
    """A detail and its note, in the deck's size."""
    kind = stock.step.detail._replace(size=sizes.detail)
    if kind.size == kind.floor:
        kind = kind.tightened(1.0)
    blocks: list[Block] = [desk.text(text, kind)]
    if note:
        blocks += [Space(0.45 * sizes.detail), informed(desk, stock.look, desk.text(note, kind, role=Tag("Note")))]
    return Stack(tuple(blocks))


def detail_of(step: Step) -> Rich:
    """What a back says: the detail, or the whole text where there is none."""
    said, detail = headline_and_detail(step)
    return detail if said and detail else step.text


def _said(block: Stack) -> str:
    """The text of the paragraphs right in a stack, without break marks."""
    pieces = (piece.text for part in block.blocks if isinstance(part, Paragraph) for piece in part.pieces)
    return "".join(pieces).replace(SOFT, "")


def back(
    desk: Desk,
    stock: Stock,
    head: Frame,
    words: Stack,
    links: Sequence[Link],
    foot: Frame,
    picture: Picture | None = None,
) -> Frame | None:
    """Words under a head with codes beside them (A7) or under them (A6), over the foot; None when they do not fit.

    A picture takes what room there is under the words, and stands beside no code.
    """
    look: Look = stock.look
    top = head.height + mm(stock.below_head)
    end = stock.height - foot.height - mm(ABOVE_FOOT)
    at_foot = Placed(0, stock.height - foot.height, foot)
    if links and stock.beside:
        placed = _beside(desk, stock, head, words, links, end) if not picture else ()
        return side(stock, (*placed, at_foot)) if placed else None
    frame = place(words, stock.width)
    under = place(Stack(tuple(Fixed(row) for row in rows(desk, look, links, stock.width)), look.s(2.5)), stock.width)
    gap = mm(2) * bool(links)
    if top + frame.height + gap + under.height > end:
        return None
    placed = (Placed(0, 0, head), Placed(0, top, frame))
    if picture:
        y = top + frame.height + mm(PICTURE_GAP)
        drawn = _picture(desk, stock, picture, end - under.height - mm(PICTURE_GAP) - y)
        if drawn is None:
            return None
        placed += (Placed(0, y, drawn),)
    return side(stock, (*placed, Placed(0, end - under.height, under), at_foot))


def _beside(
    desk: Desk, stock: Stock, head: Frame, words: Stack, links: Sequence[Link], end: float
) -> tuple[Placed, ...]:
    """Head and words with codes in a column at the right, down to `end` in points; none when they do not fit."""
    look, said = stock.look, _said(words)
    top = head.height + mm(stock.below_head)
    codes = [below(desk, look, link, look.code, labelled=True, named=shown(link.url) in said) for link in links]
    y = head.height - codes[0].items[0].y
    coded: list[Placed] = []
    for code in codes:
        coded.append(Placed(stock.width - code.width, y, code))
        y += code.height + mm(3) - code.items[0].y
    frame = place(words, stock.width - max(code.width for code in codes) - mm(CODE_GAP))
    low = max(top + frame.height, y - mm(3) + codes[-1].items[0].y)
    return (Placed(0, 0, head), Placed(0, top, frame), *coded) if low <= end else ()


def _picture(desk: Desk, stock: Stock, picture: Picture, room: float) -> Frame | None:
    """A picture as large as the room in points, the card and its pixels let it be; None under the least width."""
    width = min(stock.width, room * picture.width / picture.height, picture.width / FINE * POINTS_PER_INCH)
    width = max(width, min(mm(stock.look.picture_least), room * picture.width / picture.height))
    return figure(desk, picture, width) if width >= mm(stock.look.picture_least) else None
