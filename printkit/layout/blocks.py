"""Unplaced blocks and the one verb that places them: `place(block, width) -> Frame`.

Blocks are frozen, so a paragraph set once at a width is never set again.
"""

from functools import lru_cache
from math import inf
from typing import NamedTuple

from printkit.layout.frame import LAYOUT, Box, Face, Frame, Glyphs, Line, Path, Placed, Tag
from printkit.layout.text import (
    ARROW,
    ARROW_HEIGHT,
    ARROW_SPACE,
    ARROW_WIDTH,
    Piece,
    Row,
    TooWide,
    Wrap,
    break_rows,
    units,
)

FIRST_BASELINE = 0.86  # of the size, below the block's top (visual standard 2)
LAST_DESCENT = 0.25  # of the size, below the last baseline
BLOCK = FIRST_BASELINE + LAST_DESCENT  # of the size, height of one line
CAPITALS_LEAST = 1.36  # leading beneath which lines with a run of capitals may not go
CAPITALS_RUN = 4  # capitals in one word that make such a run
CLEAR = 0.02  # em, least white between the glyphs of two lines


class Style(NamedTuple):
    """How text is set: weights of plain and bold runs, size in pt, leading and its floor as ratios, colour."""

    regular: Face
    bold: Face
    size: float
    leading: float
    colour: str
    least: float = 1.26
    tracking: float = 0.0


class Paragraph(NamedTuple):
    """Text in one style. `align` is left, centre or right."""

    pieces: tuple[Piece, ...]
    style: Style
    wrap: Wrap = Wrap()
    align: str = "left"
    role: Tag | None = Tag("P")


class Space(NamedTuple):
    """White of a given height; in a Stack it takes the place of the gap."""

    height: float


class Rule(NamedTuple):
    """A horizontal rule as wide as its place, at the foot of `height`; `dash` is dot and pitch of a dotted one."""

    line: float
    colour: str
    height: float = 0.0
    dash: tuple[float, float] | None = None


class Fixed(NamedTuple):
    """A finished frame; `align` says where it stands in a wider place."""

    frame: Frame
    align: str = "left"


class Stack(NamedTuple):
    """Blocks under one another with a gap between neighbours."""

    blocks: "tuple[Block, ...]"
    gap: float = 0.0
    role: Tag | None = None


class Cell(NamedTuple):
    """A block in a Columns row: its width (0 takes what is left) and a drop from the row's top."""

    block: "Block"
    width: float = 0.0
    drop: float = 0.0


class Columns(NamedTuple):
    """Blocks side by side, tops aligned, with a gutter between them."""

    cells: tuple[Cell, ...]
    gutter: float
    role: Tag | None = None


class Ground(NamedTuple):
    """A panel's paint: fill, outline drawn inside the edge, and a solid bar on top, or at the left if it is `upright`."""

    fill: str = ""
    outline: str = ""
    line: float = 0.0
    bar: str = ""
    bar_width: float = 0.0
    upright: bool = False


class Inset(NamedTuple):
    """A block with padding, on a ground."""

    block: "Block"
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    ground: Ground = Ground()
    least_height: float = 0.0
    role: Tag | None = None


Block = Paragraph | Space | Rule | Fixed | Stack | Columns | Inset


def place(block: Block, width: float) -> Frame:
    """The block laid out to a width in points. Raises TooWide when a word cannot stand on a line."""
    match block:
        case Paragraph():
            return _paragraph(block, width)
        case Space():
            return Frame(width, block.height)
        case Rule():
            return _rule(block, width)
        case Fixed():
            shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[block.align] * (width - block.frame.width)
            return Frame(width, block.frame.height, (Placed(shift, 0.0, block.frame),))
        case Stack():
            return _stack(block, width)
        case Columns():
            return _columns(block, width)
        case Inset():
            return _inset(block, width)


def _rule(rule: Rule, width: float) -> Frame:
    height = max(rule.height, rule.line)
    if rule.dash:
        return Frame(
            width,
            height,
            (Placed(0.0, height - rule.line / 2, Line(width, 0.0, rule.line, rule.colour, rule.dash)),),
            LAYOUT,
        )
    return Frame(width, height, (Placed(0.0, height - rule.line, Box(width, rule.line, rule.colour)),), LAYOUT)


def _stack(stack: Stack, width: float) -> Frame:
    items: list[Placed] = []
    y = 0.0
    gap = 0.0
    for block in stack.blocks:
        if isinstance(block, Space):
            y += block.height
            gap = 0.0
            continue
        y += gap
        frame = place(block, width)
        items.append(Placed(0.0, y, frame))
        y += frame.height
        gap = stack.gap
    return Frame(width, y, tuple(items), stack.role)


def _widths(columns: Columns, width: float) -> list[float]:
    """Width of each cell; cells without one share what is left."""
    given = sum(cell.width for cell in columns.cells) + columns.gutter * (len(columns.cells) - 1)
    open_cells = sum(1 for cell in columns.cells if not cell.width)
    rest = (width - given) / open_cells if open_cells else 0.0
    return [cell.width or rest for cell in columns.cells]


def _columns(columns: Columns, width: float) -> Frame:
    items: list[Placed] = []
    x = height = 0.0
    for cell, cell_width in zip(columns.cells, _widths(columns, width), strict=True):
        frame = place(cell.block, cell_width)
        items.append(Placed(x, cell.drop, frame))
        height = max(height, cell.drop + frame.height)
        x += frame.width + columns.gutter
    return Frame(width, height, tuple(items), columns.role)


def _inset(inset: Inset, width: float) -> Frame:
    inner = place(inset.block, width - inset.left - inset.right)
    height = max(inset.top + inner.height + inset.bottom, inset.least_height)
    items = (*paint(inset.ground, width, height), Placed(inset.left, inset.top, inner))
    return Frame(width, height, items, inset.role)


def paint(ground: Ground, width: float, height: float) -> tuple[Placed, ...]:
    """A ground's boxes for a rectangle of that size."""
    items: list[Placed] = []
    if ground.fill or ground.outline:
        items.append(Placed(0.0, 0.0, Box(width, height, ground.fill, ground.outline, ground.line)))
    if ground.bar:
        bar = (ground.bar_width, height) if ground.upright else (width, ground.bar_width)
        items.append(Placed(0.0, 0.0, Box(*bar, ground.bar)))
    return (Placed(0.0, 0.0, Frame(width, height, tuple(items), LAYOUT)),) if items else ()


@lru_cache(maxsize=8192)
def _lines(paragraph: Paragraph, width: float) -> tuple[tuple[Row, ...], float]:
    """A paragraph's lines and their pitch in points."""
    style = paragraph.style
    try:
        rows = break_rows(units(paragraph.pieces, style.regular, style.bold), width / style.size, paragraph.wrap)
    except TooWide as fault:
        raise TooWide(fault.text, fault.needed * style.size, fault.measure * style.size) from None
    return rows, style.size * _leading(rows, style)


def _height(rows: int, pitch: float, size: float) -> float:
    """Height in points of so many lines: visual standard 2, "Setting a line box"."""
    return BLOCK * size + (rows - 1) * pitch if rows else 0.0


@lru_cache(maxsize=8192)
def _paragraph(paragraph: Paragraph, width: float) -> Frame:
    style = paragraph.style
    rows, pitch = _lines(paragraph, width)
    share = {"left": 0.0, "centre": 0.5, "right": 1.0}[paragraph.align]
    items: list[Placed] = []
    for i, row in enumerate(rows):
        line, length = _line(row, style, last=i == len(rows) - 1)
        x, y = share * (width - length) if share else 0.0, FIRST_BASELINE * style.size + i * pitch
        items.extend(Placed(x + placed.x, y + placed.y, placed.item) for placed in line)
    return Frame(width, _height(len(rows), pitch, style.size), tuple(items), paragraph.role)


def measure(block: Block, width: float) -> float:
    """Height in points that the block takes at a width, without laying it out. Raises TooWide as `place` does."""
    match block:
        case Paragraph():
            rows, pitch = _lines(block, width)
            return _height(len(rows), pitch, block.style.size)
        case Stack():
            return _stack_height(block, width)
        case Inset():
            inner = measure(block.block, width - block.left - block.right)
            return max(block.top + inner + block.bottom, block.least_height)
        case Columns():
            widths = _widths(block, width)
            return max(cell.drop + measure(cell.block, w) for cell, w in zip(block.cells, widths, strict=True))
        case _:
            return place(block, width).height


def _stack_height(stack: Stack, width: float) -> float:
    height = gap = 0.0
    for block in stack.blocks:
        height += block.height if isinstance(block, Space) else gap + measure(block, width)
        gap = 0.0 if isinstance(block, Space) else stack.gap
    return height


def one_line(paragraph: Paragraph) -> Frame:
    """A paragraph on one line, as wide as its text."""
    frame = place(paragraph._replace(align="left"), inf)
    ends = [placed.x + _advance(placed.item) for placed in frame.items]
    return frame._replace(width=max(ends, default=0.0))


def _advance(item: object) -> float:
    match item:
        case Glyphs():
            return item.face.width(item.text) * item.size + item.tracking * len(item.text)
        case Frame():
            return item.width
    return 0.0


def _line(row: Row, style: Style, *, last: bool) -> tuple[list[Placed], float]:
    """Items of one line on a baseline at 0, and its length. Runs of one weight and link are one string."""
    runs = _runs(row, last=last)
    items: list[Placed] = []
    x = 0.0
    for i, run in enumerate(runs):
        if run.text == ARROW:
            x += 0.0 if i == 0 else ARROW_SPACE * style.size - _space_before(runs[i - 1], style)
            items.append(Placed(x, 0.0, _arrow(style)))
            x += (ARROW_WIDTH + ARROW_SPACE) * style.size
            continue
        face = style.bold if run.bold else style.regular
        items.append(Placed(x, 0.0, Glyphs(run.text, face, style.size, style.colour, style.tracking, run.link)))
        x += face.width(run.text) * style.size + style.tracking * len(run.text)
    return items, x - (0.0 if last else _space_before(runs[-1], style))


def _space_before(run: Piece, style: Style) -> float:
    """Width of the space that ends a run."""
    if not run.text.endswith(" "):
        return 0.0
    return (style.bold if run.bold else style.regular).width(" ") * style.size


def _runs(row: Row, *, last: bool) -> list[Piece]:
    """Neighbouring parts of one weight and link joined, with the spaces between them and at an open line's end."""
    runs: list[Piece] = []
    texts: list[str] = []
    kind: tuple[bool, str] | None = None
    end = len(row) - 1
    for i, unit in enumerate(row):
        for part in unit.parts:
            if (part.bold, part.link) != kind or part.text == ARROW:
                _close(runs, texts, kind)
                kind = (part.bold, part.link)
            if part.text == ARROW:
                runs.append(part)
                kind = None
            else:
                texts.append(part.text)
        if unit.space > 0 and texts and (i < end or not last):
            texts.append(" ")
    _close(runs, texts, kind)
    return runs


def _close(runs: list[Piece], texts: list[str], kind: tuple[bool, str] | None) -> None:
    """Make one run of the texts gathered so far."""
    if texts and kind:
        runs.append(Piece("".join(texts), *kind))
        texts.clear()


def _arrow(style: Style) -> Frame:
    width, height = ARROW_WIDTH * style.size, ARROW_HEIGHT * style.size
    outline = (("m", 0.0, -height), ("l", width, -height / 2), ("l", 0.0, 0.0), ("z",))
    return Frame(width, 0.0, (Placed(0.0, 0.0, Path(outline, fill=style.colour)),), Tag("Span", actual="→"))


def _leading(rows: tuple[Row, ...], style: Style) -> float:
    """The style's leading, raised where the glyphs of two lines would touch (visual standard 2)."""
    leading = max(style.leading, style.least)
    texts = [" ".join(part.text for unit in row for part in unit.parts if part.text != ARROW) for row in rows]
    if any(_has_capitals(text) for text in texts):
        leading = max(leading, CAPITALS_LEAST)
    for above, below in zip(rows, rows[1:], strict=False):
        if _needed(_bounds(above, style), _bounds(below, style)) > leading:
            leading = max(leading, collide(_profile(above, style), _profile(below, style)) + CLEAR)
    return leading


@lru_cache(maxsize=8192)
def _has_capitals(text: str) -> bool:
    return any(sum(1 for char in word if char.isupper()) >= CAPITALS_RUN for word in text.split())


def _needed(above: tuple[float, float], below: tuple[float, float]) -> float:
    return below[1] - above[0] + CLEAR


def _bounds(row: Row, style: Style) -> tuple[float, float]:
    extents = [
        (style.bold if part.bold else style.regular).extent(part.text)
        for unit in row
        for part in unit.parts
        if part.text != ARROW
    ]
    return (min(e[0] for e in extents), max(e[1] for e in extents)) if extents else (0.0, 0.0)


Profile = list[tuple[float, float, float, float]]  # left, right, lowest, highest of each glyph, em


def _profile(row: Row, style: Style) -> Profile:
    boxes: Profile = []
    x = 0.0
    for unit in row:
        for part in unit.parts:
            if part.text == ARROW:
                x += ARROW_WIDTH + ARROW_SPACE
                continue
            face = style.bold if part.bold else style.regular
            for char in part.text:
                advance = face.width(char)
                boxes.append((x, x + advance, *face.extent(char)))
                x += advance
        x += unit.space
    return boxes


def collide(above: Profile, below: Profile) -> float:
    """The leading, in em, at which the glyphs of two lines first touch."""
    return max(
        (high - low for left, right, low, _ in above for l2, r2, _, high in below if l2 < right and left < r2),
        default=0.0,
    )
