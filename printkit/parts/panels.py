"""Boxes beside and between the steps: what to prepare, codes, notes and conditions (visual standard 6)."""

from math import ceil

from printkit.layout.blocks import Block, Cell, Columns, Fixed, Ground, Inset, Space, Stack
from printkit.layout.frame import LAYOUT, Frame, Placed, Tag
from printkit.layout.icons import icon, tick_box
from printkit.layout.paragraph import Paragraph
from printkit.layout.text import Piece
from printkit.marks import TIE
from printkit.model import Link, Rich
from printkit.parts.codes import Drawn, beneath, centred, code, code_size, label, under_code
from printkit.parts.desk import Desk
from printkit.parts.look import Look, Type
from printkit.units import mm

APART = 12.5  # mm on A4 between the dark modules of two codes, so that a phone sees one (standard 7)
GRID_RIM = 5.0  # mm on A4, least that a cell is wider than its code
GRID_MOST = 1.4  # of the width that a cell should have
GRID_HOST = 9.0  # pt, most of an address in a grid of codes on A4
TICK = 3.6  # mm, side of a tick box
TICK_LINE = 0.9  # pt
TICK_GAP = 3.0  # mm between items, least
ICON = 1.25  # of the text's size
INFO_GAP = 2.2  # mm between the info icon and its text


def panel(
    desk: Desk, look: Look, block: Block, *, tinted: bool, edge: str = "outline", role: Tag | None = None
) -> Inset:
    """A block in a panel: an accent bar on top (`edge` bar), or an accent outline (`edge` outline)."""
    ground = _ground(desk, look, tinted=tinted, barred=edge == "bar")
    top = look.s(look.inset / look.unit) + ground.bar_width
    side = mm(look.inset)
    return Inset(block, side, top, side, look.s(look.inset_foot / look.unit), ground, 0.0, role)


def _ground(desk: Desk, look: Look, *, tinted: bool, barred: bool) -> Ground:
    palette = desk.palette
    if not barred:
        return Ground(palette.condition_fill, palette.condition_outline, look.outline)
    fill, outline = (palette.panel_fill, palette.panel_outline) if tinted else (palette.paper, palette.divider)
    return Ground(fill, outline, look.panel_line if outline else 0.0, palette.bar, mm(look.bar))


def prepare(desk: Desk, look: Look, items: tuple[Rich, ...], *, columns: int = 1) -> Inset:
    """ "Bạn cần chuẩn bị": a head and items with empty boxes to tick."""
    head = desk.text("prepare", look.panel_head, desk.palette.accent, role=Tag("H3"))
    return panel(
        desk, look, Stack((head, Space(look.s(2)), ticks(desk, look, items, columns=columns))), tinted=True, edge="bar"
    )


def prepare_sentence(desk: Desk, look: Look, items: tuple[Rich, ...]) -> Paragraph:
    """The same as running text, where room is short."""
    pieces: list[Piece] = [*desk.say("prepare", bold=True), Piece(": ", True)]
    for i, item in enumerate(items):
        pieces += [Piece(f"{TIE}· ")] * bool(i) + list(desk.pieces(item))
    return desk.text(tuple(pieces), look.panel_body)


def ticks(desk: Desk, look: Look, items: tuple[Rich, ...], *, columns: int = 1, kind: Type | None = None) -> Stack:
    """Items with tick boxes, in rows of so many columns."""
    kind = kind or look.panel_body
    rows: list[Block] = []
    for start in range(0, len(items), columns):
        cells = [Cell(_tick(desk, look, item, kind)) for item in items[start : start + columns]]
        cells += [Cell(Space(0.0))] * (columns - len(cells))
        rows.append(Columns(tuple(cells), look.s(3)))
    return Stack(tuple(rows), look.s(TICK_GAP), Tag("L"))


def _tick(desk: Desk, look: Look, item: Rich, kind: Type) -> Columns:
    side = mm(TICK) * (0.8 if look.unit < 1 else look.unit)
    box = Frame(side, side, (Placed(0, 0, tick_box(side, TICK_LINE, desk.palette.tick)),), LAYOUT)
    drop = (0.86 - 0.27) * kind.size - side / 2
    text = desk.text(item, kind, balanced=True, role=Tag("LBody"))
    return Columns((Cell(Fixed(box), side, drop), Cell(text)), look.s(2.6), Tag("LI"))


def scan(desk: Desk, look: Look, link: Link, *, size: float | None = None) -> Inset:
    """The code panel of a side column: head, label, code, address."""
    drawn = code(desk, link, size or look.code, look.dots)
    head = desk.text("scan", look.panel_head, desk.palette.accent, role=Tag("H3"))
    words = beneath(under_code(desk, link, look.host))
    blocks: list[Block] = [head, *label(desk, link, look.label), centred(drawn), *words]
    return panel(desk, look, Stack(tuple(blocks)), tinted=False, edge="bar")


def informed(desk: Desk, look: Look, text: Paragraph) -> Columns:
    """Text beside the info icon, level with its first line."""
    size = text.style.size * ICON
    drop = (0.86 - 0.30) * text.style.size - size / 2
    sign = Frame(size, size, (Placed(0, 0, icon("info", size, desk.palette.accent)),), LAYOUT)
    return Columns((Cell(Fixed(sign), size, drop), Cell(text)), mm(INFO_GAP) * min(look.unit, 1.2))


def note(desk: Desk, look: Look, rich: Rich) -> Inset:
    """A note: info icon and text on a tint."""
    text = desk.text(rich, look.panel_body, balanced=True, role=Tag("Note"))
    ground = _ground(desk, look, tinted=True, barred=True)._replace(upright=True)
    return Inset(informed(desk, look, text), mm(look.inset), look.s(3.2), mm(look.inset), look.s(3.4), ground)


def condition_text(desk: Desk, rich: Rich, *, short: bool = False) -> tuple[Piece, ...]:
    """ "Cách này yêu cầu …" with its condition; a condition that starts a sentence of its own gets a colon."""
    if short:
        return (*desk.say("requires", bold=True), Piece(" "), *desk.pieces(rich))
    first = desk.pieces(rich)[0].text.split()[:1]
    own = bool(first) and first[0][:1].isupper() and not first[0][1:2].isupper()
    return (*desk.say("condition", bold=True), Piece(": " if own else " "), *desk.pieces(rich))


def condition(desk: Desk, look: Look, rich: Rich, kind: Type | None = None) -> Inset:
    """The condition badge: tint and outline, never shortened."""
    text = desk.text(condition_text(desk, rich), kind or look.panel_body, role=Tag("P"))
    return panel(desk, look, informed(desk, look, text), tinted=True)


def link_grid(desk: Desk, look: Look, links: tuple[Link, ...], width: float, cell: float) -> Stack:
    """ "Liên kết": codes in rows of equal cells, each with label and address (standard 7).

    `cell` is the width a cell should have; they are narrower where that saves a row, and never cut a code.
    """
    gutter = look.s(4)
    sizes = [code_size(link, look.code_least, look.dots) for link in links]
    widest = max(size for size, _quiet in sizes)
    dark = max(size - 2 * quiet for size, quiet in sizes)
    pitch = max(max(widest, mm(look.code_least) + look.s(GRID_RIM)) + gutter, dark + mm(APART) * look.unit)
    tight = max(1, int((width + gutter) // pitch))
    per_row = ceil(len(links) / ceil(len(links) / tight))  # as many in each row: five are three and two
    even = min((width - gutter * (per_row - 1)) / per_row, GRID_MOST * max(widest, cell))
    drawn = [code(desk, link, min(look.code_least, even / mm(1)), look.dots) for link in links]
    tall = max(each.frame.height for each in drawn)
    cells = [Cell(_grid_cell(desk, look, *each, tall), even) for each in zip(links, drawn, strict=True)]
    rows = tuple(Columns(tuple(cells[i : i + per_row]), gutter) for i in range(0, len(cells), per_row))
    head = desk.text("links", look.panel_head, desk.palette.accent, role=Tag("H3"))
    return Stack((head, Space(look.s(1)), Stack(rows, look.s(4))))


def _grid_cell(desk: Desk, look: Look, link: Link, drawn: Drawn, tall: float) -> Stack:
    """A code on the foot of a place so high, so that the words under all codes of a row are level."""
    size = drawn.frame.height
    stood = Frame(size, tall, (Placed(0, tall - size, drawn.frame),))
    scan = desk.text("scan", look.label, align="centre", balanced=True)
    caption = label(desk, link, look.label, align="centre") or (scan,)
    host = look.host._replace(size=min(look.host.size, GRID_HOST * look.unit))
    words = beneath(*caption, under_code(desk, link, host))
    return Stack((Fixed(stood, "centre"), *words))
