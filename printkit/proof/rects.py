"""Rectangles on a page: (left, top, right, bottom) in points, y down."""

from collections.abc import Iterable, Sequence

from printkit.proof.report import Rect

TOUCH = 0.3  # pt, an overlap that no eye sees


def overlap(a: Rect, b: Rect) -> float:
    """By how much two rectangles overlap, the lesser way; negative where they are apart."""
    return min(min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1]))


def grown(rect: Rect, by: float) -> Rect:
    """A rectangle with a rim."""
    return rect[0] - by, rect[1] - by, rect[2] + by, rect[3] + by


def holds(outer: Rect, inner: Rect, rim: float = TOUCH) -> bool:
    """Does one rectangle hold the other, but for a rim?"""
    return (
        outer[0] - rim <= inner[0]
        and outer[1] - rim <= inner[1]
        and inner[2] <= outer[2] + rim
        and inner[3] <= outer[3] + rim
    )


def same(a: Sequence[float], b: Sequence[float], near: float) -> bool:
    """Is no side of one rectangle further than that from the other's?"""
    return all(abs(x - y) <= near for x, y in zip(a, b, strict=True))


def union(rects: Iterable[Rect]) -> Rect:
    """The least rectangle that holds all; there must be one."""
    lefts, tops, rights, bottoms = zip(*rects, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def area(rect: Rect) -> float:
    """Square points; 0 for what is turned inside out."""
    return max(0.0, rect[2] - rect[0]) * max(0.0, rect[3] - rect[1])


def shared(a: Rect, b: Rect) -> float:
    """Square points that two rectangles have in common."""
    return area((max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])))
