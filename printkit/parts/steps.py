"""Numbered steps on their route: discs level with headlines, one line through them (visual standard 6)."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from printkit.fonts import face
from printkit.inline import HEADLINE, headline_and_detail, plain
from printkit.layout.blocks import Block, Space, Stack, measure, place
from printkit.layout.frame import LAYOUT, Box, Disc, Frame, Glyphs, Placed, Tag
from printkit.layout.paragraph import FIRST_BASELINE
from printkit.model import Rich, Step
from printkit.parts.desk import Desk
from printkit.parts.look import Look, Type
from printkit.parts.pictures import with_picture
from printkit.units import mm

OPTICAL_MIDDLE = 0.27  # of the size, above the first baseline
FIGURE_DROP = 0.37  # of the size: half a figure's height (0.74 em)
FIGURES = {1: 1.0, 2: 0.82}  # size by number of figures; three make a pill
PILL_FIGURES = 0.72
CLEAR_ROUTE = 1.5  # mm between two discs on A4; the look's unit scales it
BLOCK_WEIGHT = 500  # of a step that is one long sentence, set 1 pt above its detail


class Numbered(NamedTuple):
    """A step's text, measured and not yet placed, with the figure that stands beside its first line."""

    mark: str
    spoken: str  # how the mark reads aloud: "Bước 1"
    block: Block
    width: float  # points
    height: float
    middle: float  # from the text's top to the optical middle of its first line

    @property
    def frame(self) -> Frame:
        """The text placed."""
        return place(self.block, self.width)


def step_text(step: Step, *, short: bool) -> tuple[Rich, Rich]:
    """Headline and detail; `short` gives the step's own short text where it has one."""
    if short and step.short:
        return (step.short, ()) if len(plain(step.short)) <= HEADLINE else ((), step.short)
    return headline_and_detail(step)


def long_type(look: Look) -> Type:
    """The type of a step that is one long sentence: detail + 1 pt, weight 500."""
    detail = look.detail
    return Type(detail.size + 1, detail.leading, BLOCK_WEIGHT, detail.floor, 0.0, detail.least)


def numbered(desk: Desk, look: Look, step: Step, mark: str, width: float, *, short: bool = False) -> Numbered:
    """A step set to a text width in points."""
    headline, detail = step_text(step, short=short)
    blocks: list[Block] = []
    first = look.headline if headline else long_type(look)
    blocks.append(desk.text(headline or detail, first, balanced=bool(headline)))
    for rich in ((detail,) if headline and detail else ()) + ((step.note,) if step.note else ()):
        blocks += [Space(look.headline_gap), desk.text(rich, look.detail)]
    block = with_picture(desk, look, Stack(tuple(blocks), role=Tag("LBody")), step.image, first, width)
    middle = (FIRST_BASELINE - OPTICAL_MIDDLE) * first.size
    return Numbered(mark, desk.phrase("step", n=mark), block, width, measure(block, width), middle)


def marker(desk: Desk, look: Look, mark: str, role: Tag, *, diameter: float = 0.0, size: float = 0.0) -> Frame:
    """A solid disc (a pill for three figures) with its mark optically centred; the frame's centre is the disc's.

    Diameter and size in points, the look's own where they are 0.
    """
    palette = desk.palette
    diameter = diameter or mm(look.disc)
    size = (size or look.figure) * FIGURES.get(len(mark), PILL_FIGURES)
    left, right = _ink(mark)
    width = max(diameter, (right - left) * size + 0.5 * diameter) if len(mark) > 2 else diameter
    if width == diameter:
        ground = Placed(diameter / 2, diameter / 2, Disc(diameter / 2, palette.disc))
    else:
        ground = Placed(0.0, 0.0, Box(width, diameter, palette.disc, radius=diameter / 2))
    figure = Glyphs(mark, face(700), size, palette.disc_text)
    x = width / 2 - (left + right) / 2 * size
    items = (
        Placed(0.0, 0.0, Frame(width, diameter, (ground,), LAYOUT)),
        Placed(x, diameter / 2 + FIGURE_DROP * size, figure),
    )
    return Frame(width, diameter, items, role)


def _ink(mark: str) -> tuple[float, float]:
    """Left and right edge of the mark's glyphs, in em from its origin: figures are centred on these."""
    bold = face(700)
    return (
        bold.glyph_box(mark[0]).left / 1000,
        bold.width(mark[:-1]) + bold.glyph_box(mark[-1]).right / 1000,
    )


def least_pitch(look: Look) -> float:
    """Points from disc to disc at the least: some of the route must show between them."""
    return mm(look.disc + CLEAR_ROUTE * min(look.unit, 1.0))


def pitches(look: Look, steps: Sequence[Numbered], gap: float) -> list[float]:
    """Tops of the steps, in points from the first, a gap in points between text blocks and discs apart."""
    least = least_pitch(look)
    tops = [0.0]
    for before, after in pairwise(steps):
        top = tops[-1] + before.height + gap
        tops.append(max(top, tops[-1] + before.middle + least - after.middle))
    return tops


def height(look: Look, steps: Sequence[Numbered], gap: float) -> float:
    """Height of the steps in points."""
    return pitches(look, steps, gap)[-1] + steps[-1].height if steps else 0.0


def overhang(look: Look, steps: Sequence[Numbered]) -> float:
    """By how many points the last disc reaches below its text."""
    return max(0.0, steps[-1].middle + mm(look.disc) / 2 - steps[-1].height)


def route(
    desk: Desk,
    look: Look,
    steps: Sequence[Numbered],
    gap: float,
    *,
    start: float,
    end: float | None = None,
    key: str = "",
) -> Frame:
    """Steps on their route. x = 0 is the discs' centre line; the route runs from `start` to `end` points below the top.

    Without `end` it stops at the last disc's centre.

    The frame's own width is that of the text with the offset; its left half disc hangs out at negative x.
    """
    tops = pitches(look, steps, gap)
    end = tops[-1] + steps[-1].middle if end is None else end
    line = mm(look.route)
    items: list[Placed] = []
    if end > start:  # one step alone has none
        rail = Box(line, end - start, desk.palette.route)
        items.append(Placed(-line / 2, start, Frame(line, end - start, (Placed(0.0, 0.0, rail),), LAYOUT)))
    text_x = mm(look.text_at)
    for top, step in zip(tops, steps, strict=True):
        disc = marker(desk, look, step.mark, Tag("Lbl", actual=step.spoken))
        item = (Placed(-disc.width / 2, step.middle - disc.height / 2, disc), Placed(text_x, 0.0, step.frame))
        items.append(
            Placed(
                0.0, top, Frame(text_x + step.frame.width, step.frame.height, item, Tag("LI", key=f"{key}{step.mark}"))
            )
        )
    width = text_x + steps[0].width
    return Frame(width, tops[-1] + steps[-1].height, tuple(items), Tag("L", key=key))
