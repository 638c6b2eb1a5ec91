"""The ten icons, the arrow and the tick box: a name, a size in points and a colour go in, drawn items come out.

Icons stand on a grid of 24 with strokes of 2, round caps and joins, and no fill (visual standard 6).
"""

from functools import lru_cache
from math import ceil, cos, pi, sin, tan

from printkit.layout.frame import LAYOUT, Box, Frame, Path, Placed
from printkit.layout.text import ARROW_HEIGHT, ARROW_WIDTH
from printkit.units import mm

Segment = tuple[str | float, ...]
Segments = tuple[Segment, ...]

GRID = 24.0
STROKE = 2.0  # of the grid
DOT_RADIUS = 0.05  # of the grid: a stroke this short, with round caps, is the dot of an i
SHOULDERS, FOOT = 7.0, 21.0  # radius and foot of a body
CORNER = mm(0.4)  # of a tick box, visual standard 4


def move(x: float, y: float) -> Segment:
    """Begin at a point."""
    return ("m", x, y)


def polyline(*points: tuple[float, float], closed: bool = False) -> Segments:
    """Straight strokes through points."""
    first, *rest = points
    end: Segments = (("z",),) if closed else ()
    return (move(*first), *(("l", x, y) for x, y in rest), *end)


def arc(x: float, y: float, radius: float, start: float, end: float) -> Segments:
    """Béziers of an arc round (x, y), in degrees clockwise from the right; they go on from where the path is.

    A quarter circle each at most, so none is off by more than 0.03 % of the radius.
    """
    count = ceil(abs(end - start) / 90)
    turn = (end - start) / count
    handle = 4 / 3 * tan(turn * pi / 720) * radius
    return tuple(_bezier(x, y, radius, handle, start + i * turn, start + (i + 1) * turn) for i in range(count))


def _bezier(x: float, y: float, radius: float, handle: float, start: float, end: float) -> Segment:
    (c0, s0), (c1, s1) = ((cos(angle * pi / 180), sin(angle * pi / 180)) for angle in (start, end))
    return (
        "c",
        x + radius * c0 - handle * s0,
        y + radius * s0 + handle * c0,
        x + radius * c1 + handle * s1,
        y + radius * s1 - handle * c1,
        x + radius * c1,
        y + radius * s1,
    )


def circle(x: float, y: float, radius: float) -> Segments:
    """A whole circle."""
    return (move(x + radius, y), *arc(x, y, radius, 0, 360), ("z",))


def rounded(x: float, y: float, width: float, height: float, radius: float) -> Segments:
    """A rectangle with round corners."""
    right, foot = x + width, y + height
    return (
        move(x + radius, y),
        ("l", right - radius, y),
        *arc(right - radius, y + radius, radius, -90, 0),
        ("l", right, foot - radius),
        *arc(right - radius, foot - radius, radius, 0, 90),
        ("l", x + radius, foot),
        *arc(x + radius, foot - radius, radius, 90, 180),
        ("l", x, y + radius),
        *arc(x + radius, y + radius, radius, 180, 270),
        ("z",),
    )


def _person(x: float) -> Segments:
    """Head and shoulders, apart by most of a stroke."""
    return (*circle(x, 6.75, 3.75), move(x - SHOULDERS, FOOT), *arc(x, FOOT, SHOULDERS, 180, 360))


def _dot(x: float, y: float) -> Segments:
    return polyline((x - DOT_RADIUS, y), (x + DOT_RADIUS, y))


_HANDSET: Segments = (
    move(4.2, 4.6),
    ("c", 4.2, 3.9, 4.9, 3.3, 5.6, 3.3),
    ("l", 8.2, 3.3),
    ("c", 8.8, 3.3, 9.3, 3.7, 9.5, 4.3),
    ("l", 10.5, 7.6),
    ("c", 10.7, 8.2, 10.5, 8.7, 10.1, 9.1),
    ("l", 8.7, 10.3),
    ("c", 9.8, 12.5, 11.5, 14.2, 13.7, 15.3),
    ("l", 14.9, 13.9),
    ("c", 15.3, 13.5, 15.8, 13.3, 16.4, 13.5),
    ("l", 19.7, 14.5),
    ("c", 20.3, 14.7, 20.7, 15.2, 20.7, 15.8),
    ("l", 20.7, 18.4),
    ("c", 20.7, 19.1, 20.1, 19.8, 19.4, 19.8),
    ("c", 11.0, 19.8, 4.2, 13.0, 4.2, 4.6),
    ("z",),
)

_DRAWN: dict[str, Segments] = {
    "user": _person(12),
    "user-add": (
        *_person(9),
        *polyline((19.5, 7.5), (19.5, 13.5)),
        *polyline((16.5, 10.5), (22.5, 10.5)),
    ),
    "pen": (
        *polyline((4, 20), (5.2, 15.2), (15.8, 4.6), (19.4, 8.2), (8.8, 18.8), closed=True),
        *polyline((13.2, 7.2), (16.8, 10.8)),
    ),
    "lock": (
        *rounded(4.5, 10.5, 15, 10.5, 1.5),
        move(8, 10.5),
        ("l", 8, 7),
        *arc(12, 7, 4, 180, 360),
        ("l", 16, 10.5),
        *polyline((12, 14.8), (12, 16.7)),
    ),
    "mail": (*rounded(2.5, 5, 19, 14, 1.5), *polyline((3.4, 6.6), (12, 13), (20.6, 6.6))),
    "call": _HANDSET,
    "phone": (*rounded(6.5, 2, 11, 20, 2), *polyline((11, 18.5), (13, 18.5))),
    "flag": (
        *polyline((5.5, 21.5), (5.5, 3.5)),
        move(5.5, 4.5),
        ("c", 9.5, 2.2, 14.0, 6.8, 19.0, 4.5),
        ("l", 19.0, 13.5),
        ("c", 14.0, 15.8, 9.5, 11.2, 5.5, 13.5),
    ),
    "info": (*circle(12, 12, 9.5), *polyline((12, 11.2), (12, 16.6)), *_dot(12, 7.6)),
    "check": (*circle(12, 12, 9.5), *polyline((7.6, 12.4), (10.7, 15.5), (16.4, 9))),
}
ICON_NAMES = tuple(_DRAWN)


@lru_cache(maxsize=256)
def icon(name: str, size: float, colour: str) -> Frame:
    """An icon in a square of `size` points; KeyError for a name not in `ICON_NAMES`."""
    scale = size / GRID
    drawn = Path(_scaled(_DRAWN[name], scale), stroke=colour, line=STROKE * scale)
    return Frame(size, size, (Placed(0, 0, drawn),), LAYOUT)


def _scaled(segments: Segments, scale: float) -> Segments:
    return tuple(tuple(part if isinstance(part, str) else part * scale for part in segment) for segment in segments)


@lru_cache(maxsize=64)
def arrow(size: float, colour: str) -> Path:
    """The arrow of text set at `size` points, visual standard 2.2; its point is the left end of the baseline."""
    width, height = ARROW_WIDTH * size, ARROW_HEIGHT * size
    return Path(polyline((0, 0), (0, -height), (width, -height / 2), closed=True), fill=colour)


def tick_box(side: float, line: float, colour: str) -> Box:
    """An empty box to tick, with barely round corners."""
    return Box(side, side, fill="#FFFFFF", stroke=colour, line=line, radius=CORNER)
