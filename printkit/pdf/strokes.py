"""Painted items as PDF operators: an item and the place of its point, y upward, go in; operators come out."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from reportlab.pdfgen.pdfgeom import bezierArc

from printkit.layout.frame import Box, Disc, Line, Matrix, Modules, Path, Picture
from printkit.pdf.digests import sha256
from printkit.units import mm

CIRCLE = bezierArc(-1, -1, 1, 1, startAng=270, extent=360)  # four Bézier curves, counter-clockwise from the foot
PRESS_MARGIN = 10.0  # mm of sheet round the trimmed page
BLEED = 3.0  # mm
CROP_FROM, CROP_LENGTH = 4.0, 5.0  # mm from the trim, outside the bleed
CROP_LINE = 0.25  # pt
Painted = Box | Disc | Line | Path | Matrix


@lru_cache(maxsize=4096)
def number(value: float) -> str:
    """A number as PDF writes it: at most two decimals (1/7000 inch), no exponent."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))


@lru_cache(maxsize=256)
def rgb(colour: str) -> str:
    """A `#rrggbb` colour's three components."""
    return " ".join(f"{int(colour[i : i + 2], 16) / 255:.3f}".rstrip("0").rstrip(".") for i in (1, 3, 5))


@lru_cache(maxsize=256)
def cmyk(colour: str) -> str:
    """A `#rrggbb` colour in process inks, black in place of what the other three share; greys are black alone."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    black = 1 - max(red, green, blue)
    inks = [(1 - part - black) / (1 - black) if black < 1 else 0.0 for part in (red, green, blue)]
    return " ".join(f"{ink:.3f}".rstrip("0").rstrip(".") for ink in (*inks, black))


def black_only(colour: str) -> str:
    """Text and codes for the press: black ink alone, or bare paper, so that no misregister blurs them."""
    return "0 0 0 0" if colour.upper() == "#FFFFFF" else "0 0 0 1"


def colours(item: Painted) -> tuple[str, str]:
    """The item's fill and stroke."""
    match item:
        case Box() | Disc() | Path():
            return item.fill, item.stroke
        case Line():
            return "", item.colour
        case Matrix():
            return item.colour, ""


def operators(item: Painted, x: float, y: float) -> str:
    """The operators that paint the item."""
    match item:
        case Box():
            return _both(item.fill, item.stroke, item.line, lambda inner: _box(item, x, y, inner))
        case Disc():
            return _both(item.fill, item.stroke, item.line, lambda inner: _disc(item.radius - inner, x, y))
        case Line():
            return _line(item, x, y)
        case Path():
            drawn = " ".join(_segments(item, x, y))
            stroke = f"1 J 1 j {number(item.line)} w {drawn} S 0 J 0 j" if item.stroke else ""
            return f"{drawn} f {stroke}".rstrip() if item.fill else stroke
        case Matrix():
            side = f"{item.module:.5f}"
            return f"q {side} 0 0 -{side} {number(x)} {number(y)} cm {_modules(item.modules)} f Q"


@lru_cache(maxsize=256)
def picture_name(picture: Picture) -> str:
    """Its name among a page's resources: the same for the same file at the same size."""
    told = repr((picture.width, picture.height, picture.grey)).encode("ascii")
    return f"P{sha256(told + picture.pixels.data).hexdigest()[:16]}"


def picture(item: Picture, name: str, x: float, y: float) -> str:
    """The operators that show a picture."""
    size = f"{number(item.width)} 0 0 {number(item.height)}"
    return f"q {size} {number(x)} {number(y - item.height)} cm /{name} Do Q"


def _both(fill: str, stroke: str, line: float, outline: Callable[[float], str]) -> str:
    """Fill to the edge, stroke inside it."""
    parts = [f"{outline(0.0)} f"] if fill else []
    parts += [f"{number(line)} w {outline(line / 2)} S"] if stroke else []
    return " ".join(parts)


def _box(box: Box, x: float, y: float, inner: float) -> str:
    width, height = box.width - 2 * inner, box.height - 2 * inner
    left, bottom = x + inner, y - box.height + inner
    if not box.radius:
        return f"{number(left)} {number(bottom)} {number(width)} {number(height)} re"
    return " ".join(_rounded(left, bottom, width, height, min(box.radius, width / 2, height / 2)))


def _disc(radius: float, x: float, y: float) -> str:
    return " ".join(_rounded(x - radius, y - radius, 2 * radius, 2 * radius, radius))


def _line(line: Line, x: float, y: float) -> str:
    dash = f"[{number(line.dash[0])} {number(line.dash[1] - line.dash[0])}] 0 d " if line.dash else ""
    cap = "1 J " if line.round else ""
    ends = f"{number(x)} {number(y)} m {number(x + line.dx)} {number(y - line.dy)} l S"
    return f"{cap}{dash}{number(line.width)} w {ends}" + (" [] 0 d" if dash else "") + (" 0 J" if cap else "")


@lru_cache(maxsize=256)
def _modules(modules: Modules) -> str:
    """Rectangles of the dark modules, a unit a module, y downward; one path, so that no hairline shows between them."""
    return " ".join(f"{column} {row} {length} 1 re" for column, row, length in modules.runs)


def _segments(path: Path, x: float, y: float) -> Iterator[str]:
    """Path operators, y upward."""
    for operator, *figures in path.segments:
        for i, figure in enumerate(figures):
            assert isinstance(figure, float | int)
            yield number(y - figure if i % 2 else x + figure)
        yield "h" if operator == "z" else str(operator)


def _rounded(x: float, y: float, width: float, height: float, r: float) -> Iterator[str]:
    """A rectangle with quarter circles for corners."""
    left, bottom, right, top = x + r, y + r, x + width - r, y + height - r
    yield f"{number(left)} {number(y)} m"
    for centre, arc in zip(((right, bottom), (right, top), (left, top), (left, bottom)), CIRCLE, strict=True):
        start_x, start_y, *curve = (number(centre[i % 2] + r * part) for i, part in enumerate(arc))
        yield f"{start_x} {start_y} l {' '.join(curve)} c"
    yield "h"


def crop_marks(width: float, height: float) -> list[str]:
    """Two strokes at each corner of a trimmed page that stands inside the margin."""
    m, near, far = mm(PRESS_MARGIN), mm(CROP_FROM), mm(CROP_FROM + CROP_LENGTH)
    marks: list[str] = []
    for x, outward in ((m, -1), (m + width, 1)):
        for y, upward in ((m, -1), (m + height, 1)):
            across = (x + outward * near, y, x + outward * far, y)
            along = (x, y + upward * near, x, y + upward * far)
            marks += [f"{number(a)} {number(b)} m {number(c)} {number(d)} l S" for a, b, c, d in (across, along)]
    return marks
