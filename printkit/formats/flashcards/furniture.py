"""What the sides of a card have in common: safe area, head of a front, head of a back, foot, hotline (standard 5.5)."""

from collections.abc import Sequence

from printkit.formats.flashcards.looks import Stock
from printkit.layout.blocks import Block, Stack, one_line, place
from printkit.layout.frame import LAYOUT, Box, Frame, Placed, Tag
from printkit.layout.paragraph import FIRST_BASELINE
from printkit.layout.text import Piece
from printkit.marks import FAST
from printkit.model import Guide, Hotline, Rich
from printkit.parts.desk import Desk
from printkit.parts.help import issuer
from printkit.parts.look import LETTERS, Look, Type
from printkit.parts.steps import FIGURE_DROP, marker
from printkit.units import mm

Pieces = tuple[Piece, ...]

ABOVE_BAR = 1.7  # mm, least between the kicker's block and the bar
CORNER_GAP = 3.0  # mm, least between the kicker and what stands at its right
RULE = 0.6  # pt, under the head of a back
ABOVE_RULE = 1.3  # mm
HAIRLINE = 0.5  # pt
CLEAR = 0.42  # of the size: white between a hairline and the text under it (standard 2: at least 0.37)


def letter(n: int, count: int) -> str:
    """Letter of procedure `n` (from 0) of so many; none for a procedure alone."""
    if count < 2:
        return ""
    return LETTERS[n % 26] if n < 26 else LETTERS[n // 26 - 1] + LETTERS[n % 26]


def side(stock: Stock, items: Sequence[Placed]) -> Frame:
    """A card's side from what stands in its safe area."""
    safe = Frame(stock.width, stock.height, tuple(items))
    return Frame(*stock.size, (Placed(mm(stock.inset), mm(stock.inset), safe),))


def front_head(desk: Desk, stock: Stock, left: Rich, right: Pieces = ()) -> Frame:
    """Kicker and what stands right of it, then the bar, whose foot is the frame's; with neither the bar alone."""
    look = stock.look
    items: list[Placed] = []
    corner = one_line(desk.text(right, look.kicker)) if right else Frame(0, 0)
    kicker = Frame(0, 0)
    if left:
        room = stock.width - (corner.width + mm(CORNER_GAP) if right else 0.0)
        kicker = place(desk.text(left, look.kicker), room)
        items.append(Placed(0, 0, kicker))
    if right:
        items.append(Placed(stock.width - corner.width, 0, corner))
    y = max(mm(stock.bar_y), kicker.height + mm(ABOVE_BAR)) if items else 0.0
    bar = Frame(stock.width, mm(look.bar), (Placed(0, 0, Box(stock.width, mm(look.bar), desk.palette.bar)),), LAYOUT)
    return Frame(stock.width, y + mm(look.bar), (*items, Placed(0, y, bar)))


def back_head(
    desk: Desk,
    stock: Stock,
    title: Rich | Pieces | str,
    mark: str = "",
    spoken: str = "",
    corner: str = "",
    *,
    level: str = "H2",
) -> Frame:
    """Disc and title in the accent, "1/2" at the right, and the rule that ends the head."""
    look, palette = stock.look, desk.palette
    items: list[Placed] = []
    x = 0.0
    if mark:
        disc = marker(
            desk, look, mark, Tag("P", actual=spoken or ""), diameter=mm(stock.head_disc), size=stock.head_figure
        )
        items.append(Placed(0, 0, disc))
        x = max(mm(stock.head_x), disc.width + mm(1.6))
    number = one_line(desk.text((Piece(corner),), look.head._replace(weight=600), palette.accent)) if corner else None
    room = stock.width - x - (number.width + mm(CORNER_GAP) if number else 0.0)
    words = place(desk.text(title, look.head, palette.accent, balanced=True, role=Tag(level)), room)
    y = mm(stock.head_disc) / 2 - (FIRST_BASELINE - FIGURE_DROP) * look.head.size
    items.append(Placed(x, y, words))
    if number:
        items.append(Placed(stock.width - number.width, y, number))
    foot = max(mm(stock.head_disc), y + words.height) + mm(ABOVE_RULE)
    rule = Frame(stock.width, RULE, (Placed(0, 0, Box(stock.width, RULE, palette.bar)),), LAYOUT)
    return Frame(stock.width, foot + RULE, (*items, Placed(0, foot, rule)))


def foot_strip(desk: Desk, stock: Stock, lines: Sequence[Block], kind: Type) -> Frame:
    """Lines under a hairline, clear of it by their own size; nothing for no lines."""
    if not lines:
        return Frame(stock.width, 0.0)
    words = place(Stack(tuple(lines), stock.look.s(1.6)), stock.width)
    hair = Frame(stock.width, HAIRLINE, (Placed(0, 0, Box(stock.width, HAIRLINE, desk.palette.hair)),), LAYOUT)
    y = HAIRLINE + CLEAR * kind.size
    return Frame(stock.width, y + words.height, (Placed(0, 0, hair), Placed(0, y, words)))


def hotline_pieces(desk: Desk, line: Hotline) -> Pieces:
    """ "Cần giúp? Gọi **1900.9068**", with the guide's own name of the hotline and what to do then."""
    before, after = desk.phrase("help_number", number="\0").split("\0")
    who = (*desk.pieces(line.label), Piece(" ")) if line.label else ()
    number = Piece(line.number.replace(" ", FAST), True, line.tel)
    return (Piece(before), *who, number, *((Piece(after),) if after else ()), *_note(desk, line))


def _note(desk: Desk, line: Hotline) -> Pieces:
    """The hotline's note, as a sentence of its own or joined by a comma."""
    note = desk.pieces(line.note)
    if not note:
        return ()
    return (Piece(". " if note[0].text[:1].isupper() else ", "), *note)


def hotline_line(desk: Desk, stock: Stock, look: Look, guide: Guide) -> tuple[Block, ...]:
    """The foot's line to call, smaller where it takes more than one; the issuer where the guide has no hotline."""
    if guide.hotline:
        pieces = hotline_pieces(desk, guide.hotline)
        line = desk.text(pieces, look.number)
        smaller = look.number._replace(size=min(look.number.size, look.subtitle.size))
        return (line if lines_of(place(line, stock.width)) == 1 else desk.text(pieces, smaller),)
    return (issuer(desk, look.issuer, guide.issuer),) if guide.issuer else ()


def lines_of(frame: Frame) -> int:
    """How many lines a placed paragraph has."""
    return len({round(placed.y, 3) for placed in frame.items})
