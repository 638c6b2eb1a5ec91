"""Pictures of steps: beside the words where the line stays long enough to read, else under them (visual standard 6)."""

from printkit.layout.blocks import Cell, Columns, Fixed, Space, Stack
from printkit.layout.frame import LAYOUT, Box, Frame, Placed, Tag
from printkit.layout.frame import Picture as Placeable
from printkit.layout.text import TooWide
from printkit.model import Picture
from printkit.parts.desk import Desk
from printkit.parts.look import Look, Type
from printkit.units import POINTS_PER_INCH, mm

FINE = 150  # pixels an inch that a picture has at the width it would like; at its least width it has 100
SQUARE = 0.9  # of the preferred width: a higher picture gets narrower, down to the least width
SHORTEST_LINE = 30 * 0.51  # em: 30 characters beside a picture (visual standard 8)
GUTTER = 5.0  # mm on A4, words to the picture beside them
UNDER = 2.0  # mm on A4, words to the picture under them
EDGE_LINE = 0.5  # pt
CAPITALS = 0.12  # of the size, from a block's top to its capitals' tops


def with_picture(desk: Desk, look: Look, words: Stack, picture: Picture | None, first: Type, width: float) -> Stack:
    """A step's words with its picture, `width` in points. `first` is the type of the first line."""
    if picture is None or not look.picture:
        return words
    liked = picture_width(look, picture, width)
    left = width - look.s(GUTTER) - SHORTEST_LINE * look.detail.size
    if left >= mm(look.picture_least):
        drawn = figure(desk, picture, min(liked, left))
        cells = (Cell(Stack(words.blocks)), Cell(Fixed(drawn), drawn.width, CAPITALS * first.size))
        return words._replace(blocks=(Columns(cells, look.s(GUTTER)),))
    drawn = figure(desk, picture, liked)
    return words._replace(blocks=(*words.blocks, Space(look.s(UNDER)), Fixed(drawn)))


def picture_width(look: Look, picture: Picture, room: float) -> float:
    """Width in points: as wide as liked, not blurred and not too high, but never under the least."""
    least = mm(look.picture_least)
    if room < least:
        raise TooWide(picture.alt, least, room)
    liked = min(mm(look.picture), room, picture.width / FINE * POINTS_PER_INCH)
    return max(least, min(liked, SQUARE * mm(look.picture) * picture.width / picture.height))


def figure(desk: Desk, picture: Picture, width: float) -> Frame:
    """A picture at a width in points, with a hairline round it: the edge of a white screenshot would be lost."""
    height = width * picture.height / picture.width
    shown = Placeable(width, height, picture, desk.palette.ink_saver)
    edge = Box(width, height, "", desk.palette.hair, EDGE_LINE)
    return Frame(
        width,
        height,
        (
            Placed(0, 0, Frame(width, height, (Placed(0, 0, shown),), Tag("Figure", alt=picture.alt))),
            Placed(0, 0, Frame(width, height, (Placed(0, 0, edge),), LAYOUT)),
        ),
    )
