"""Codes on a card with their words: under the code, beside it, or in rows after the steps (standard 5.5, 7)."""

from collections.abc import Sequence

from printkit.inline import option_addresses, section_addresses
from printkit.layout.blocks import Block, Stack, place
from printkit.layout.frame import Frame, Placed
from printkit.layout.text import TooWide
from printkit.model import Link, Option, Section, Step
from printkit.parts.codes import code, label, under_code
from printkit.parts.desk import Desk
from printkit.parts.look import Look
from printkit.units import mm
from printkit.values import replace

CAPTION_WIDTH = 33.0  # mm, most of the words under a code that is narrower
OVER_CAPTION = 0.13  # of the size: how far marks rise over a block's top, kept out of the quiet zone
BESIDE = 1.5  # mm between a code's quiet zone and its words
GUTTER = 4.0  # mm between two codes in a row


def below(desk: Desk, look: Look, link: Link, size: float, *, labelled: bool, named: bool = False) -> Frame:
    """A code of at most `size` mm with its words beneath; dark modules and words end on the frame's right edge.

    A code whose address is `named` in the text beside it does not repeat it.
    The frame's top is that of the dark modules: the quiet zone hangs out at the top and the right.
    """
    drawn = code(desk, link, size, look.dots)
    dark = drawn.frame.width - 2 * drawn.quiet
    words = place(_words(desk, look, link, "right", labelled=labelled, named=named), max(dark, mm(CAPTION_WIDTH)))
    width = max(dark, words.width - _left(words))
    top = dark + drawn.quiet + OVER_CAPTION * look.caption.size
    at = Placed(width - dark - drawn.quiet, -drawn.quiet, drawn.frame)
    return Frame(width, top + words.height, (at, Placed(width - words.width, top, words)))


def _left(frame: Frame) -> float:
    """Where the leftmost item of a frame's paragraphs begins."""
    paragraphs = (placed.item for placed in frame.items if isinstance(placed.item, Frame))
    return min((line.x for paragraph in paragraphs for line in paragraph.items), default=0.0)


def _words(desk: Desk, look: Look, link: Link, align: str, *, labelled: bool, named: bool = False) -> Stack:
    """Caption, label and address; where the caption and the label have no room together, the label is the caption."""
    named_by = label(desk, link, look.label, align=align)
    blocks: list[Block] = (
        [] if named_by and not labelled else [desk.text("scan", look.caption, align=align, balanced=True)]
    )
    blocks += named_by
    return Stack((*blocks, *(() if named else (under_code(desk, link, look.host, align=align),))))


def aside(desk: Desk, look: Look, link: Link, size: float, width: float, *, labelled: bool = True) -> Frame:
    """A code of at most `size` mm with its words at its right, in `width` points; dark modules on the left edge.

    The quiet zone hangs out at the left alone: the frame's height holds it.
    """
    drawn = code(desk, link, size, look.dots)
    x = drawn.frame.width - drawn.quiet + mm(BESIDE)
    words = place(_words(desk, look, link, "left", labelled=labelled), width - x)
    height = max(drawn.frame.height, words.height)
    at = Placed(-drawn.quiet, (height - drawn.frame.height) / 2, drawn.frame)
    return Frame(width, height, (at, Placed(x, (height - words.height) / 2, words)))


def rows(desk: Desk, look: Look, links: Sequence[Link], width: float) -> tuple[Frame, ...]:
    """Codes with their words at the right, two a row where their words allow it."""
    half = (width - mm(GUTTER)) / 2
    try:
        cells = [aside(desk, look, link, look.code_least, half) for link in links]
    except TooWide:
        cells = []
    if len(links) < 2 or not cells:
        return tuple(aside(desk, look, link, look.code, width) for link in links)
    made: list[Frame] = []
    for i in range(0, len(cells), 2):
        pair = cells[i : i + 2] if i + 1 < len(cells) else [aside(desk, look, links[i], look.code, width)]
        items = tuple(Placed(j * (half + mm(GUTTER)), 0, cell) for j, cell in enumerate(pair))
        made.append(Frame(width, max(cell.height for cell in pair), items))
    return tuple(made)


def step_addresses(step: Step) -> tuple[Link, ...]:
    """Every distinct web address of a step."""
    return option_addresses(Option(steps=(step,)))


def same(one: Link, other: Link) -> bool:
    """Are these two spellings of one address?"""
    return len(option_addresses(Option(links=(one, other)))) == 1


def homes(section: Section) -> tuple[tuple[Link, ...], tuple[tuple[Link, ...], ...], tuple[tuple[Link, ...], ...]]:
    """Where each address of a section has its one code on step cards: on the cover, on a step, on an option.

    What the section itself names stands on the cover, or, where it names none, the first address of its steps; the rest
    where it is named first.
    """
    left = list(section_addresses(section))

    def take(named: Sequence[Link]) -> tuple[Link, ...]:
        mine = tuple(link for link in left if any(same(link, other) for other in named))
        left[:] = [link for link in left if link not in mine]
        return mine

    cover = take(section_addresses(replace(section, steps=(), options=())))
    if not cover:
        cover = take([link for step in section.steps for link in step_addresses(step)][:1])
    steps = tuple(take(step_addresses(step)) for step in section.steps)
    return cover, steps, tuple(take(option_addresses(option)) for option in section.options)


def boxed(section: Section) -> tuple[tuple[Link, ...], tuple[tuple[Link, ...], ...]]:
    """The same on procedure cards: codes beside the section, and codes of each option's box."""
    links = section_addresses(section)
    left = list(links)
    found: list[tuple[Link, ...]] = []
    for option in section.options:
        named = option_addresses(option)
        mine = tuple(link for link in left if any(same(link, other) for other in named))
        left = [link for link in left if link not in mine]
        found.append(mine)
    return tuple(left), tuple(found)
