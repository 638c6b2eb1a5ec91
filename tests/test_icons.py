"""Icons: inside their grid, drawn as the standard says, and none mistaken for another."""

from math import hypot

import pytest
from PIL import Image, ImageDraw

from printkit.layout.frame import Box, Path
from printkit.layout.icons import GRID, ICON_NAMES, STROKE, arc, arrow, circle, icon, tick_box
from printkit.units import mm

PIXELS = 4  # a unit of the grid

LOCK = """\
........................
........................
.........######.........
........########........
.......####..####.......
.......###....###.......
.......##......##.......
.......##......##.......
.......##......##.......
.....#.##......####.....
....################....
...##################...
...###............###...
...###.............##...
...###.....##......##...
...###.....##......##...
...###.....##......##...
...###......#......##...
...###.............##...
...###............###...
....################....
....################....
........................
........................"""

Points = list[tuple[float, float]]


def strokes(path: Path) -> list[Points]:
    """Each subpath as points close together."""
    lines: list[Points] = []
    for kind, *numbers in path.segments:
        n = [float(number) for number in numbers]
        match kind:
            case "m":
                lines.append([(n[0], n[1])])
            case "l":
                lines[-1].append((n[0], n[1]))
            case "c":
                lines[-1] += [_bezier(lines[-1][-1], n, step / 16) for step in range(1, 17)]
            case _:
                lines[-1].append(lines[-1][0])
    return lines


def _bezier(start: tuple[float, float], n: list[float], t: float) -> tuple[float, float]:
    a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
    return (a * start[0] + b * n[0] + c * n[2] + d * n[4], a * start[1] + b * n[1] + c * n[3] + d * n[5])


def drawing(name: str, size: float = GRID) -> Path:
    frame = icon(name, size, "#0B4A86")
    assert (frame.width, frame.height) == (size, size)
    (placed,) = frame.items
    assert isinstance(placed.item, Path)
    assert (placed.x, placed.y) == (0, 0)
    return placed.item


def picture(path: Path, side: int = 24) -> str:
    """A path in ASCII, a character a unit."""
    image = Image.new("L", (side * PIXELS, side * PIXELS), 0)
    draw = ImageDraw.Draw(image)
    radius = path.line / 2 * PIXELS
    for line in strokes(path):
        points = [(x * PIXELS, y * PIXELS) for x, y in line]
        draw.line(points, fill=255, width=round(2 * radius), joint="curve")
        for x, y in points:
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    small = image.resize((side, side), Image.Resampling.BOX)
    rows = ["".join("#" if small.getpixel((x, y)) > 127 else "." for x in range(side)) for y in range(side)]  # type: ignore[operator]
    return "\n".join(rows)


@pytest.mark.parametrize("name", ICON_NAMES)
def test_inside_the_grid(name: str) -> None:
    points = [point for line in strokes(drawing(name)) for point in line]
    assert min(min(point) for point in points) >= STROKE / 2 - 1e-9
    assert max(max(point) for point in points) <= GRID - STROKE / 2 + 1e-9


@pytest.mark.parametrize("name", ICON_NAMES)
def test_outline_only_and_large_enough(name: str) -> None:
    path = drawing(name)
    assert (path.fill, path.stroke, path.line) == ("", "#0B4A86", STROKE)
    xs, ys = zip(*(point for line in strokes(path) for point in line), strict=True)
    assert max(ys) - min(ys) >= 12
    assert max(xs) - min(xs) >= 9
    assert abs((max(xs) + min(xs)) / 2 - GRID / 2) <= 1
    assert abs((max(ys) + min(ys)) / 2 - GRID / 2) <= 1.9


def test_scales_with_its_stroke() -> None:
    large, small = drawing("pen", 48), drawing("pen", 12)
    assert (large.line, small.line) == (4, 1)
    assert [s[0] for s in large.segments] == [s[0] for s in small.segments]
    for one, other in zip(large.segments, small.segments, strict=True):
        assert one[1:] == pytest.approx([4 * float(number) for number in other[1:]])


def test_the_ten() -> None:
    assert ICON_NAMES == ("user", "user-add", "pen", "lock", "mail", "call", "phone", "flag", "info", "check")
    assert len({picture(drawing(name)) for name in ICON_NAMES}) == 10
    with pytest.raises(KeyError):
        icon("house", 24, "#000000")


def test_circles_are_round() -> None:
    for line in strokes(Path(circle(12, 12, 9))):
        assert all(hypot(x - 12, y - 12) == pytest.approx(9, rel=0.0004) for x, y in line)
    assert arc(0, 0, 1, 0, 90)[-1][5:] == pytest.approx((0, 1))
    assert len(arc(0, 0, 1, 180, 360)) == 2


def test_arrow_and_box() -> None:
    triangle = arrow(10, "#16191D")
    ((*points, _end),) = strokes(triangle)
    assert [round(number, 6) for point in points for number in point] == [0, 0, 0, -5.2, 3.8, -2.6]
    assert (triangle.fill, triangle.stroke) == ("#16191D", "")
    assert tick_box(10, 0.9, "#16191D") == Box(10, 10, "#FFFFFF", "#16191D", 0.9, mm(0.4))


def test_picture_of_the_lock() -> None:
    assert picture(drawing("lock")) == LOCK
