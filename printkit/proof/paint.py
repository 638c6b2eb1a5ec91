"""What is painted besides text, held against what was promised: which layer is which, its line, its outline, its order.

A promised box is one layer or two: its area, then its stroke. Layers are painted in the order of the frames.
"""

from collections.abc import Iterable, Iterator, Sequence
from gettext import gettext as _
from itertools import pairwise
from typing import NamedTuple

from printkit.layout.frame import Box, Disc, Glyphs, Line, Matrix, Path, Picture
from printkit.proof.leaf import Leaf, paired
from printkit.proof.promise import BLEED, Mark
from printkit.proof.rects import TOUCH, grown, overlap, same
from printkit.proof.report import Finding, Rect
from printkit.proof.seen import IMAGE, PATH, Painted, Stroke
from printkit.units import mm

CHECK = "fit"
BOX_NEAR = 1.0  # pt; a painted thing lies this close to its promise, a stroke's width aside
LINE_NEAR = 0.02  # pt, between two widths of a line; a file has two decimals
POINT_NEAR = 0.2  # pt, between two points of an outline
CROP_LINE = 1.0  # pt, that no crop mark is as wide as

Point = tuple[float, float]


class Layer(NamedTuple):
    """A mark's area, or its stroke with its `line`; a picture is an area without a colour."""

    mark: Mark
    colour: str
    line: Stroke | None = None


class Painting(NamedTuple):
    """Promised layers with what stands for them, those that do not, and what nobody promised."""

    pairs: tuple[tuple[Layer, Painted], ...]
    missing: tuple[Layer, ...]
    surplus: tuple[Painted, ...]


def check(leaf: Leaf, painting: Painting) -> Iterator[Finding]:
    """Failures of a page."""
    again = _("print the file again with printkit build")
    for item in painting.surplus:
        yield leaf.fault(CHECK, item.rect, _("something is painted that was not promised"), _("take it off"))
    for mark in dict.fromkeys(layer.mark for layer in painting.missing):
        yield leaf.fault(CHECK, mark.rect, _("{thing} is missing").format(thing=thing(mark)), again)
    for (_one, before), (layer, item) in pairwise(painting.pairs):
        if item.order < before.order:
            said = _("{thing} is painted out of its order").format(thing=thing(layer.mark))
            yield leaf.fault(CHECK, layer.mark.rect, said, again)
    for layer, item in painting.pairs:
        if said := _drawn(leaf, layer, item):
            yield leaf.fault(CHECK, layer.mark.rect, said, again)


def thing(mark: Mark) -> str:
    """What a message calls a mark."""
    match mark.item:
        case Matrix():
            return _("a code")
        case Picture():
            return _("a picture")
    return _("a rule, box or drawing")


def _drawn(leaf: Leaf, layer: Layer, item: Painted) -> str:
    """What is wrong with a layer's line or outline; empty where nothing is."""
    if layer.line and item.line and abs(item.line.width - layer.line.width) > LINE_NEAR:
        said = _("{thing} is drawn {seen:.2f} pt wide, not {wanted:.2f}")
        return said.format(thing=thing(layer.mark), seen=item.line.width, wanted=layer.line.width)
    if layer.line and item.line and not _dashed_alike(item.line, layer.line):
        return _("{thing} has other dashes or ends").format(thing=thing(layer.mark))
    if isinstance(layer.mark.item, Path) and not alike(_outline(layer.mark), leaf.sheet.outline(item)):
        return _("a drawing has another shape")
    return ""


def _dashed_alike(one: Stroke, other: Stroke) -> bool:
    near = len(one.dash) == len(other.dash) and same(one.dash, other.dash, LINE_NEAR)
    return near and one.round == other.round


def _outline(mark: Mark) -> tuple[Point, ...]:
    """The points of a path on the sheet, those that only pull a curve too."""
    assert isinstance(mark.item, Path)
    figures = [[float(figure) for figure in segment[1:]] for segment in mark.item.segments]
    return tuple(
        mark.turn.at(mark.x + x, mark.y + y)
        for points in figures
        for x, y in zip(points[::2], points[1::2], strict=True)
    )


def alike(one: Sequence[Point], other: Sequence[Point]) -> bool:
    """Has each point of either outline one of the other's beside it?"""
    return _beside(one, other) and _beside(other, one)


def _beside(points: Iterable[Point], others: Sequence[Point]) -> bool:
    return all(any(abs(x - a) < POINT_NEAR and abs(y - b) < POINT_NEAR for a, b in others) for x, y in points)


# ── which is which ───────────────────────────────────────────────────────────────────────────────


def painted(leaf: Leaf) -> Painting:
    """Pair a page's layers with what is painted, in the order of both; where that fails, by place alone."""
    wanted = [layer for mark in leaf.promise.marks for layer in layers(mark)]
    there = [item for item in leaf.sheet.painted if not is_crop_mark(leaf, item)]
    if len(wanted) == len(there) and all(map(stands_for, wanted, there)):
        return Painting(tuple(zip(wanted, there, strict=True)), (), ())
    pairs, missing, rest = paired(wanted, there, stands_for)
    return Painting(tuple(pairs), tuple(missing), tuple(rest))


def layers(mark: Mark) -> tuple[Layer, ...]:
    """A mark's layers from the ground up; text has none."""
    match mark.item:
        case Glyphs():
            return ()
        case Picture():
            return (Layer(mark, ""),)
        case Matrix():
            return (Layer(mark, mark.item.colour),)
        case Line():
            dash = (mark.item.dash[0], mark.item.dash[1] - mark.item.dash[0]) if mark.item.dash else ()
            return (Layer(mark, mark.item.colour, Stroke(mark.item.width, dash, mark.item.round)),)
        case Box() | Disc() | Path():
            area = (Layer(mark, mark.item.fill),) if mark.item.fill else ()
            line = Stroke(mark.item.line, round=isinstance(mark.item, Path))  # as icons have it: visual standard 6
            return (*area, Layer(mark, mark.item.stroke, line)) if mark.item.stroke else area


def stands_for(layer: Layer, item: Painted) -> bool:
    """Is it painted where the layer was promised, as an area or as a stroke? pdfium takes strokes for too wide."""
    if item.kind != (IMAGE if isinstance(layer.mark.item, Picture) else PATH):
        return False
    if item.kind == PATH and (item.stroke if layer.line else item.fill) is None:
        return False
    return same(item.rect, layer.mark.rect, BOX_NEAR + getattr(layer.mark.item, "line", 0.0))


def is_crop_mark(leaf: Leaf, item: Painted) -> bool:
    """On a sheet for the press: is it a fine line outside of the bleed?"""
    left, top, right, bottom = item.rect
    bled = grown(leaf.promise.trim, mm(BLEED))
    return leaf.promise.is_press and overlap(item.rect, bled) < -TOUCH and min(right - left, bottom - top) < CROP_LINE


def is_cut(item: Painted, leaf: Leaf, cuts: Sequence[Rect]) -> bool:
    """Is it one of the promised cut marks, or a crop mark?"""
    return any(same(item.rect, cut, BOX_NEAR) for cut in cuts) or is_crop_mark(leaf, item)
