"""The boxes "Cách 1", "Cách 2" on a card: tighter than on a leaflet, the condition in the text (standard 5.5, 6)."""

from collections.abc import Sequence

from printkit.addresses import shown
from printkit.formats.flashcards.front import runs
from printkit.inline import plain
from printkit.layout.blocks import Block, Cell, Columns, Fixed, Inset, Space, Stack, advance, measure, one_line, place
from printkit.layout.frame import LAYOUT, Box, Frame, Placed, Tag
from printkit.layout.paragraph import FIRST_BASELINE
from printkit.layout.text import TooWide
from printkit.model import Link, Option, Step
from printkit.parts.codes import beneath, code, label, under_code
from printkit.parts.desk import Desk
from printkit.parts.look import Look
from printkit.parts.panels import condition_text
from printkit.parts.steps import OPTICAL_MIDDLE, Numbered, numbered, overhang, route
from printkit.units import mm

TAG_PAD = 0.55  # of the head's size, white left and right in the tag
TAG_RISE = 0.1  # of the head's size, above and below
CLEAR = 0.37  # of the size, least white between words and the outline (visual standard 2)


def way_box(
    desk: Desk, look: Look, option: Option, n: int, links: Sequence[Link], width: float, *, short: bool
) -> Frame:
    """One way in an outlined box `width` points wide, as low as its content and its codes let it be.

    Raises TooWide when its words find no room.
    """
    found: list[Frame] = []
    for lay in (_beside, _below) if links else (_plain,):
        try:
            found.append(lay(desk, look, option, n, links, width, short=short))
        except TooWide:
            continue
    if not found:
        raise TooWide(plain(option.title), 0, 0)
    return min(found, key=lambda frame: frame.height)


def _plain(
    desk: Desk, look: Look, option: Option, n: int, _links: Sequence[Link], width: float, *, short: bool
) -> Frame:
    inner = width - 2 * mm(look.inset)
    return _boxed(desk, look, place(way_words(desk, look, option, n, inner, short=short), inner), width)


def _beside(
    desk: Desk, look: Look, option: Option, n: int, links: Sequence[Link], width: float, *, short: bool
) -> Frame:
    """Words left, codes in a column at the right."""
    codes = [_code(desk, look, option, link) for link in links]
    column = max(frame.width for frame in codes)
    stack = place(Stack(tuple(Fixed(frame, "centre") for frame in codes), look.s(12)), column)
    end = max(x + advance(run) for run, x, _y in runs(stack.items))
    aside = max(mm(0.4), CLEAR * look.label.size - (column - end))  # a quiet zone may touch the outline
    inner = width - mm(look.inset) - column - aside - mm(0.4)
    words = place(way_words(desk, look, option, n, inner, short=short), inner)
    return _boxed(desk, look, words, width, stack, width - column - aside)


def _below(
    desk: Desk, look: Look, option: Option, n: int, links: Sequence[Link], width: float, *, short: bool
) -> Frame:
    """Words, and codes in a row under them."""
    inner = width - 2 * mm(look.inset)
    codes = [_code(desk, look, option, link) for link in links]
    cells = tuple(Cell(Fixed(frame), frame.width) for frame in codes)
    if sum(frame.width for frame in codes) + look.s(6) * (len(codes) - 1) > inner:
        raise TooWide("", 0, 0)
    words = way_words(desk, look, option, n, inner, short=short)
    return _boxed(desk, look, place(Stack((words, Space(look.s(1)), Columns(cells, look.s(6)))), inner), width)


def _code(desk: Desk, look: Look, option: Option, link: Link) -> Frame:
    """The least code with its caption, and its address unless the option's text says it."""
    drawn = code(desk, link, look.code_least, look.dots).frame
    caption = desk.text("scan", look.label, align="centre", balanced=True)
    words: list[Block] = [*label(desk, link, look.label, align="centre")] or [caption]
    if shown(link.url) not in plain(option.text):
        words.append(under_code(desk, link, look.host))
    width = max(drawn.width, mm(30) if len(words) > 1 else 0.0)
    return place(Stack((Fixed(drawn, "centre"), *beneath(*words))), width)


def _boxed(desk: Desk, look: Look, words: Frame, width: float, codes: Frame | None = None, x: float = 0.0) -> Frame:
    """The outline round words and codes, the codes at x in points and in the middle of its height."""
    palette = desk.palette
    pad, above, below = look.s(2.2), 1.1 * look.outline, CLEAR * look.label.size  # no outline in a quiet zone
    height = max(words.height + 2 * pad, above + codes.height + below if codes else 0.0)
    outline = Frame(
        width, height, (Placed(0, 0, Box(width, height, palette.paper, palette.outline, look.outline)),), LAYOUT
    )
    aside = (Placed(x, (height - codes.height + above - below) / 2, codes),) if codes else ()
    return Frame(width, height, (Placed(0, 0, outline), Placed(mm(look.inset), pad, words), *aside))


def way_words(desk: Desk, look: Look, option: Option, n: int, width: float, *, short: bool) -> Stack:
    """Tag and title, what to do, and the condition: before steps, after words."""
    blocks: list[Block] = [way_head(desk, look, option, n), Space(look.s(0.9))]
    required = desk.text(condition_text(desk, option.requires, short=True), look.detail)
    condition: list[Block] = [required] if option.requires else []
    words: list[Block] = [desk.text(option.text, look.detail)] if option.text else []
    if option.steps:
        blocks += [*words, *condition, Space(look.s(1.5)), _steps(desk, look, option, width, short=short)]
    else:
        blocks += [*words, *condition]
    return Stack(tuple(blocks), look.s(0.7))


def way_tag(desk: Desk, look: Look, n: int, size: float) -> Frame:
    """The solid tag "Cách n", type of `size` points."""
    palette = desk.palette
    kind = look.headline._replace(size=size, weight=600)
    pad, rise = TAG_PAD * size, TAG_RISE * size
    text = one_line(desk.text(desk.say("option", n=n), kind, palette.tag_text, role=None))
    width, height = text.width + 2 * pad, text.height + 2 * rise
    ground = Frame(width, height, (Placed(0, 0, Box(width, height, palette.tag)),), LAYOUT)
    return Frame(width, height, (Placed(0, 0, ground), Placed(pad, rise, text)), Tag("P"))


def way_head(desk: Desk, look: Look, option: Option, n: int) -> Block:
    """The tag and the option's title beside it."""
    kind = look.headline._replace(weight=600)
    tag = way_tag(desk, look, n, kind.size)
    if not option.title:
        return Fixed(tag)
    title = desk.text(option.title, kind, balanced=True, role=Tag("H3"))
    return Columns((Cell(Fixed(tag), tag.width), Cell(title, 0.0, TAG_RISE * kind.size)), look.s(3))


def _steps(desk: Desk, look: Look, option: Option, width: float, *, short: bool) -> Inset:
    half, text = mm(look.disc) / 2, mm(look.text_at)
    items = [
        card_step(desk, look, step, str(i), width - half - text, short=short) for i, step in enumerate(option.steps, 1)
    ]
    run = route(desk, look, items, mm(look.gap_least), start=items[0].middle, key=plain(option.title))
    return Inset(Fixed(Frame(run.width, run.height, run.items, run.role)), left=half, bottom=overhang(look, items))


def card_step(desk: Desk, look: Look, step: Step, mark: str, width: float, *, short: bool) -> Numbered:
    """A step as a card prints it: a short text is a headline of any length, and never takes the place of the note."""
    if not (short and step.short):
        return numbered(desk, look, step, mark, width)
    blocks: list[Block] = [desk.text(step.short, look.headline, balanced=True)]
    if step.note:
        blocks += [Space(look.headline_gap), desk.text(step.note, look.detail)]
    block = Stack(tuple(blocks), role=Tag("LBody"))
    middle = (FIRST_BASELINE - OPTICAL_MIDDLE) * look.headline.size
    return Numbered(mark, desk.phrase("step", n=mark), block, width, measure(block, width), middle)
