"""Unplaced blocks and the verbs that place and measure them: `place(block, width) -> Frame`."""

from collections.abc import Iterator
from math import inf
from typing import NamedTuple

from printkit.layout.frame import LAYOUT, Box, Frame, Glyphs, Line, Placed, Slot, Tag
from printkit.layout.paragraph import Paragraph, apart, block_height, rise, set_lines, set_paragraph
from printkit.layout.text import TooWide

ROUNDING = 0.01  # points
CLEAR_OF_EDGE = 0.01  # of the size, between an edge and the highest mark under it


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
    """Blocks side by side, tops aligned, with a gutter between them; in `even` ones all insets are equally high."""

    cells: tuple[Cell, ...]
    gutter: float
    role: Tag | None = None
    even: bool = False


class Ground(NamedTuple):
    """A panel's paint: fill, outline inside the edge, and a solid bar on top, or at the left if it is `upright`."""

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


class Runaround(NamedTuple):
    """Paragraphs beside a frame at the right, as wide as the place once they stand beneath it."""

    blocks: tuple[Paragraph, ...]
    gap: float
    aside: Frame
    gutter: float


class Slotted(NamedTuple):
    """A block that another ward's takes the place of."""

    block: "Block"
    slot: Slot


Block = Paragraph | Space | Rule | Fixed | Stack | Columns | Inset | Runaround | Slotted


def place(block: Block, width: float) -> Frame:
    """The block laid out to a width in points. Raises TooWide when a word or a finished frame is wider than that."""
    match block:
        case Paragraph():
            return set_paragraph(block, width)
        case Space():
            return Frame(width, block.height)
        case Rule():
            return _rule(block, width)
        case Fixed():
            if block.frame.width > width + ROUNDING:
                raise TooWide(_alt(block.frame), block.frame.width, width)
            shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[block.align] * (width - block.frame.width)
            return Frame(width, block.frame.height, (Placed(shift, 0.0, block.frame),))
        case Stack():
            return _stack(block, width)
        case Columns():
            return _columns(block, width)
        case Inset():
            return _inset(block, width)
        case Runaround():
            return _runaround(block, width)
        case Slotted():
            return place(block.block, width)._replace(slot=block.slot)


def _alt(frame: Frame) -> str:
    """What the first figure of a frame shows, to name it by."""
    if frame.role and frame.role.alt:
        return frame.role.alt
    return next((told for placed in frame.items if isinstance(placed.item, Frame) and (told := _alt(placed.item))), "")


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
    for white, block in _spaced(stack, width):
        y += white
        if block is not None:
            frame = place(block, width)
            items.append(Placed(0.0, y, frame))
            y += frame.height
    return Frame(width, y, tuple(items), stack.role)


def _spaced(stack: Stack, width: float) -> Iterator[tuple[float, Block | None]]:
    """Each block with the white above it, at last the white at the foot; letters of two paragraphs never touch."""
    white, gap = 0.0, 0.0
    above: Block | None = None
    for block in stack.blocks:
        if isinstance(block, Space):
            white, gap = white + block.height, 0.0
            continue
        white += gap
        if isinstance(above, Paragraph) and isinstance(block, Paragraph):
            white = apart(above, block, width, white)
        elif isinstance(above, (Rule, Fixed, Columns, Inset)):
            white = max(white, clear(block))
        yield white, block
        white, gap, above = 0.0, stack.gap, block
    yield white, None


def _widths(columns: Columns, width: float) -> list[float]:
    """Width of each cell; cells without one share what is left."""
    given = sum(cell.width for cell in columns.cells) + columns.gutter * (len(columns.cells) - 1)
    open_cells = sum(1 for cell in columns.cells if not cell.width)
    rest = (width - given) / open_cells if open_cells else 0.0
    return [cell.width or rest for cell in columns.cells]


def _columns(columns: Columns, width: float) -> Frame:
    items: list[Placed] = []
    x = height = 0.0
    least = measure(columns, width) if columns.even else 0.0
    for cell, cell_width in zip(columns.cells, _widths(columns, width), strict=True):
        block = cell.block._replace(least_height=least) if least and isinstance(cell.block, Inset) else cell.block
        frame = place(block, cell_width)
        items.append(Placed(x, cell.drop, frame))
        height = max(height, cell.drop + frame.height)
        x += frame.width + columns.gutter
    return Frame(width, height, tuple(items), columns.role)


def _runaround(runaround: Runaround, width: float) -> Frame:
    aside = runaround.aside
    items = [Placed(width - aside.width, 0.0, aside)]
    y = 0.0
    for above, block in zip((None, *runaround.blocks), runaround.blocks, strict=False):
        beside = y < aside.height
        own = width - aside.width - runaround.gutter if beside else width
        y += apart(above, block, own, runaround.gap) if above else 0.0
        frame = place(block, own)
        items.insert(-1, Placed(0.0, y, frame))  # words are read first
        y += frame.height
    return Frame(width, max(y, aside.height), tuple(items))


def clear(block: Block) -> float:
    """The white in points that a block needs under an edge: as far as the marks of its first letters reach above it."""
    match block:
        case Paragraph():
            reach = rise(block)
            return reach + CLEAR_OF_EDGE * block.style.size if reach else 0.0
        case Stack():
            white = 0.0
            for each in block.blocks:
                if not isinstance(each, Space):
                    return max(0.0, clear(each) - white)
                white += each.height
        case Columns():
            return max((clear(cell.block) - cell.drop for cell in block.cells), default=0.0)
        case Slotted():
            return clear(block.block)
    return 0.0


def _top(inset: Inset) -> float:
    """The white above what is inset, more where its letters would touch the edge; none stays none."""
    return max(inset.top, clear(inset.block)) if inset.top else 0.0


def _inset(inset: Inset, width: float) -> Frame:
    inner, top = place(inset.block, width - inset.left - inset.right), _top(inset)
    height = max(top + inner.height + inset.bottom, inset.least_height)
    items = (*paint(inset.ground, width, height), Placed(inset.left, top, inner))
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


def measure(block: Block, width: float) -> float:
    """Height in points that the block takes at a width, without laying it out. Raises TooWide as `place` does."""
    match block:
        case Paragraph():
            rows, pitch = set_lines(block, width)
            return block_height(len(rows), pitch, block.style.size)
        case Stack():
            return _stack_height(block, width)
        case Inset():
            inner = measure(block.block, width - block.left - block.right)
            return max(_top(block) + inner + block.bottom, block.least_height)
        case Slotted():
            return measure(block.block, width)
        case Columns():
            widths = _widths(block, width)
            return max(cell.drop + measure(cell.block, w) for cell, w in zip(block.cells, widths, strict=True))
        case _:
            return place(block, width).height


def _stack_height(stack: Stack, width: float) -> float:
    return sum(white + (measure(block, width) if block else 0.0) for white, block in _spaced(stack, width))


def one_line(paragraph: Paragraph) -> Frame:
    """A paragraph on one line, as wide as its text."""
    frame = place(paragraph._replace(align="left"), inf)
    ends = [placed.x + advance(placed.item) for placed in frame.items]
    return frame._replace(width=max(ends, default=0.0))


def advance(item: object) -> float:
    """How far, in points, an item of a line reaches to the right of its point."""
    match item:
        case Glyphs():
            return item.face.width(item.text) * item.size + item.tracking * len(item.text)
        case Frame():
            return item.width
    return 0.0
