"""Ways to choose from: an outlined box each, "Cách 1" hoặc "Cách 2", never broken over a page (visual standard 6)."""

from collections.abc import Sequence, Set
from contextlib import suppress
from typing import NamedTuple

from printkit.addresses import shown
from printkit.inline import option_addresses, plain
from printkit.layout.blocks import Block, Cell, Columns, Fixed, Inset, Space, Stack, clear, one_line, place
from printkit.layout.frame import LAYOUT, Box, Frame, Glyphs, Placed, Tag
from printkit.layout.paragraph import Paragraph
from printkit.layout.text import Piece, TooWide
from printkit.model import Link, Option
from printkit.parts import steps as numbered_steps
from printkit.parts.codes import beneath, code, label, under_code
from printkit.parts.desk import Desk
from printkit.parts.look import Look
from printkit.parts.panels import condition_text, informed
from printkit.units import mm

TAG_PAD = 0.55  # of the head's size, white left and right in the "Cách n" tag
CAPTION = 0.7  # of the detail's size: most that a caption under a code in a box takes
TAG_RISE = 0.22  # of the head's size, above and below
OR_GAP = 0.6  # of the spacing scale, over and under "hoặc"
LEAST_MEASURE = 30 * 0.51  # em: 30 characters (standard 8)


Short = Set[tuple[int, int]]  # steps of ways that print their short text, by the numbers of way and step


def stacked(
    desk: Desk, look: Look, ways: Sequence[tuple[int, Option]], width: float, short: Short = frozenset()
) -> Frame:
    """Numbered ways under one another, width in points, with "hoặc" between them."""
    blocks: list[Block] = []
    for n, option in ways:
        blocks += [between(desk, look)] if blocks else []
        blocks.append(Fixed(option_box(desk, look, option, n, width, short)))
    return place(Stack(tuple(blocks), look.s(OR_GAP)), width)


def between(desk: Desk, look: Look) -> Paragraph:
    """ "hoặc", centred."""
    return desk.text("or_else", look.panel_head._replace(weight=600), align="centre")


def or_else(desk: Desk, option: Option, n: int) -> tuple[Piece, ...]:
    """ "hoặc **Cách 2:** Gọi tổng đài": a way that stands elsewhere."""
    before = (*desk.say("or_else"), Piece(" "))
    if not option.title:
        return (*before, *desk.say("option", bold=True, n=n))
    tag = desk.say("row", bold=True, label=desk.phrase("option", n=n))
    return (*before, *tag, Piece(" "), *desk.pieces(option.title))


class _Way(NamedTuple):
    """A way to set, with the numbers of its steps that print their short text."""

    desk: Desk
    look: Look
    option: Option
    short: Set[int]


def option_box(desk: Desk, look: Look, option: Option, n: int, width: float, short: Short = frozenset()) -> Frame:
    """One way: tag and title, what to do, its code, and its condition as the foot."""
    side, line = mm(look.inset), look.outline
    way = _Way(desk, look, option, {step for number, step in short if number == n})
    body = _body(way, _head(desk, look, option, n), width - 2 * side)
    foot = _foot(desk, look, option, width - 2 * line)
    top, bottom = look.s(3.2), look.s(3.4)
    foot_height = foot.height if foot else 0.0
    height = top + body.height + bottom + foot_height
    palette = desk.palette
    box = Box(width, height, palette.paper, palette.outline, line)
    items = [Placed(0, 0, Frame(width, height, (Placed(0, 0, box),), LAYOUT)), Placed(side, top, body)]
    if foot:
        items.append(Placed(line, height - foot_height - line, foot))
    return Frame(width, height, tuple(items), Tag("Sect"))


def _body(way: _Way, head: Block, width: float) -> Frame:
    """Words and codes: beside them where there is room, or, of a way with steps, where that is lower."""
    links = option_addresses(way.option)
    if not links:
        return place(Stack((head, *_told(way, width))), width)
    made: list[Frame] = []
    for lay in (_beside, _below):
        with suppress(TooWide):
            made.append(lay(way, head, links, width))
    if not made:
        return _below(way, head, links, width)
    return min(made, key=lambda frame: frame.height) if way.option.steps else made[0]


def _told(way: _Way, width: float) -> tuple[Block, ...]:
    """What to do, under the head."""
    text = (way.desk.text(way.option.text, way.look.detail),) if way.option.text else ()
    return (Space(way.look.s(1.6)), *text, *_steps(way, width))


def _steps(way: _Way, width: float) -> tuple[Block, ...]:
    """The option's own steps on a route of their own, numbered from 1."""
    desk, look, option, short = way
    if not option.steps:
        return ()
    half, text = mm(look.disc) / 2, mm(look.text_at)
    items = [
        numbered_steps.numbered(desk, look, step, str(i), width - half - text, short=i in short)
        for i, step in enumerate(option.steps, 1)
    ]
    frame = numbered_steps.route(desk, look, items, look.s(2.5), start=items[0].middle, key=plain(option.title))
    foot = frame.height + numbered_steps.overhang(look, items)
    return (Space(look.s(2)), Fixed(Frame(width, foot, (Placed(half, 0, frame),))))


def _beside(way: _Way, head: Block, links: Sequence[Link], width: float) -> Frame:
    """Text left, codes right."""
    look = way.look
    gutter = look.s(2)
    column = mm(max(look.code_least, min(look.code, 30 * look.unit)))
    codes = place(Stack(tuple(_code(way, link, column) for link in links), look.s(12)), column)
    room = width - column - gutter
    least = mm(look.disc / 2 + look.text_at) + LEAST_MEASURE * look.detail.size if way.option.steps else 1.2 * column
    if room < least:
        raise TooWide("", 0, 0)
    return place(Columns((Cell(Stack((head, *_told(way, room)))), Cell(Fixed(codes), column)), gutter), width)


def _below(way: _Way, head: Block, links: Sequence[Link], width: float) -> Frame:
    """Codes in a row under the text."""
    look = way.look
    column = mm(max(look.code, 36 * min(look.unit, 1.0)))
    cells = tuple(Cell(_code(way, link, column), column) for link in links)
    per_row = max(1, int((width + mm(5)) // (column + mm(5))))
    rows = [Columns(cells[i : i + per_row], mm(5)) for i in range(0, len(cells), per_row)]
    return place(Stack((head, *_told(way, width), Space(look.s(2)), Stack(tuple(rows), look.s(3)))), width)


def _code(way: _Way, link: Link, column: float) -> Stack:
    desk, look, option, _short = way
    drawn = code(desk, link, column / mm(1), look.dots)
    kind = look.caption._replace(size=min(look.caption.size, max(CAPTION * look.detail.size, look.host.size)))
    caption = label(desk, link, kind, align="centre") or (desk.text("scan", kind, align="centre", balanced=True),)
    told = shown(link.url) in plain(option.text)
    address = () if told else (under_code(desk, link, look.host),)
    return Stack((Fixed(drawn.frame, "centre"), *beneath(*caption, *address)))


def _head(desk: Desk, look: Look, option: Option, n: int) -> Block:
    """The solid tag "Cách n" and the option's title on one line, or the title under it."""
    palette = desk.palette
    kind = look.headline._replace(weight=600)
    pad, rise = TAG_PAD * kind.size, TAG_RISE * kind.size
    text = one_line(desk.text(desk.say("option", n=n), kind, palette.tag_text, role=None))
    width = text.width + 2 * pad
    if option.title:
        text = _spaced(text)
    box = Box(width, text.height + 2 * rise, palette.tag)
    ground = Frame(width, box.height, (Placed(0, 0, box),), LAYOUT)
    tag = Frame(
        width, box.height, (Placed(0, 0, ground), Placed(pad, rise, text)), Tag("H3") if not option.title else None
    )
    if not option.title:
        return Fixed(tag)
    title = desk.text(option.title, kind, balanced=True, role=None)
    return Columns((Cell(Fixed(tag), width), Cell(title, 0.0, rise)), look.s(3), Tag("H3"))


def _spaced(line: Frame) -> Frame:
    """A line with a space at its end, so that what stands beside it is read as another word."""
    *before, last = line.items
    assert isinstance(last.item, Glyphs)
    return line._replace(items=(*before, last._replace(item=last.item._replace(text=last.item.text + " "))))


def _foot(desk: Desk, look: Look, option: Option, width: float) -> Frame | None:
    if not option.requires:
        return None
    palette = desk.palette
    kind = look.panel_body._replace(size=look.detail.size, leading=look.detail.leading)
    text: Paragraph = desk.text(condition_text(desk, option.requires), kind)
    inner: Block = informed(desk, look, text)
    side = mm(look.inset) - look.outline
    frame = place(Inset(inner, side, max(look.s(2.4), clear(inner) + look.divider), side, look.s(2.4)), width)
    ground = [Placed(0, 0, Box(width, frame.height, palette.condition_fill))] if palette.condition_fill else []
    rule = Placed(0, 0, Box(width, look.divider, palette.outline))
    return Frame(width, frame.height, (Placed(0, 0, Frame(width, frame.height, (*ground, rule), LAYOUT)), *frame.items))
