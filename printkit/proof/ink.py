"""Can every word be told from its ground, in colour and on a copier, and how much ink does the page take?

Greys are measured on the raster; colours are pdfium's, and a ground that it cannot name is looked at in colour.
"""

from collections.abc import Iterator
from functools import lru_cache
from gettext import gettext as _
from typing import Any

from printkit.layout.frame import Matrix
from printkit.proof import colours
from printkit.proof.fit import is_ground
from printkit.proof.leaf import Leaf
from printkit.proof.paint import Painting
from printkit.proof.promise import dark
from printkit.proof.rects import holds, union
from printkit.proof.report import Finding, Rect
from printkit.proof.seen import SCALE, Letter, Run
from printkit.proof.text import short

CHECK = "ink"
LEAST = 4.5  # : 1 between a word and its ground (WCAG 2.2, 1.4.3)
MOST_SAVED = {"leaflet": 0.10, "poster": 0.13}  # of the page, in whole per cent (visual standard 3.1)
RIM = 1  # dots round a word: a dash may fill its own box
ALIKE = 3  # of 255, between a ground's grey and its raster
PAPER = (255, 255, 255)


def check(leaf: Leaf, painting: Painting, fmt: str, saver: bool) -> Iterator[Finding]:
    """Failures of a page of a format, in ink-saver or not."""
    told: set[int] = set()
    for run in leaf.sheet.runs:
        for letters in _words(run):
            rect = union(letter.rect for letter in letters)
            if not holds((0.0, 0.0, leaf.sheet.width, leaf.sheet.height), rect):
                continue  # off the paper, as another check says
            contrast = _contrasts(leaf, run, rect)
            if min(contrast) < LEAST:
                told.add(run.order)
                yield _pale(leaf, run, rect, "".join(letter.char for letter in letters), contrast)
                break
    yield from colours.check(leaf, painting, told)
    if saver and round(covered := cover(leaf) - coded(leaf), 2) > (most := MOST_SAVED.get(fmt, 1.0)):
        said = _("ink covers {seen:.0%} of the page; an ink-saver may cover {most:.0%}")
        yield leaf.fault(CHECK, leaf.promise.trim, said.format(seen=covered, most=most), _("leave areas unfilled"))


def _pale(leaf: Leaf, run: Run, rect: Rect, word: str, contrast: tuple[float, float]) -> Finding:
    how = _("in grey") if contrast[0] < LEAST else _("in colour")
    said = _("“{word}” in “{text}” has a contrast of {seen:.1f} : 1 {how}; the least is 4.5")
    told = said.format(word=word, text=short(run.text), seen=min(contrast), how=how)
    return leaf.fault(CHECK, rect, told, _("make it darker, or its ground lighter"))


def _words(run: Run) -> Iterator[tuple[Letter, ...]]:
    """The letters of each word of a run."""
    word: list[Letter] = []
    inked = iter(run.letters)
    for char in run.text:
        if not char.isspace():
            letter = next(inked, None)
            if letter is not None:
                word.append(letter)
        elif word:
            yield tuple(word)
            word = []
    if word:
        yield tuple(word)


def _contrasts(leaf: Leaf, run: Run, rect: Rect) -> tuple[float, float]:
    """The contrast of a word with its ground in grey and in colour."""
    x, y, to_x, to_y = (int(side * SCALE) for side in rect)
    box = (max(0, x - RIM), max(0, y - RIM), to_x + 1 + RIM, to_y + 1 + RIM)
    low, high = _extremes(leaf, box)
    own = _grey(run.colour)
    ground = high if abs(own - low) <= abs(own - high) else low
    return ratio((low,) * 3, (high,) * 3), ratio(run.colour, _ground(leaf, run, rect, ground))


def _extremes(leaf: Leaf, box: tuple[int, int, int, int]) -> tuple[int, int]:
    """The darkest and the lightest dot of a piece of the raster."""
    found: tuple[int, int] = leaf.sheet.grey.crop(box).getextrema()  # type: ignore[assignment]  # one band
    return found


def _ground(leaf: Leaf, run: Run, rect: Rect, grey: int) -> tuple[int, int, int]:
    """The colour that a word stands on: paper, the last area filled below it, else what is seen round it."""
    if grey >= 255 - ALIKE:
        return PAPER
    fills = [thing.fill for thing in leaf.sheet.painted if thing.fill and is_ground(thing, run)]
    if fills and abs(_grey(fills[-1]) - grey) <= ALIKE:
        return fills[-1]
    picture = leaf.sheet.colour(rect).convert("RGB")
    seen = picture.getcolors(picture.width * picture.height) or []
    near = [(count, _triple(colour)) for count, colour in seen]
    return max((each for each in near if abs(_grey(each[1]) - grey) <= ALIKE), default=(0, (grey,) * 3))[1]


def _triple(colour: Any) -> tuple[int, int, int]:
    red, green, blue = colour
    return red, green, blue


def _grey(colour: tuple[int, int, int]) -> float:
    return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]  # ITU-R BT.601, as visual standard 3


@lru_cache(maxsize=1024)
def ratio(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Contrast of two sRGB colours, from 1 to 21 (WCAG 2.2)."""
    a, b = sorted((_luminance(one), _luminance(other)))
    return (b + 0.05) / (a + 0.05)


def _luminance(colour: tuple[int, ...]) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def coded(leaf: Leaf) -> float:
    """The share of the trimmed page that codes take, which nobody can save."""
    left, top, right, bottom = leaf.promise.trim
    ink = sum(dark(mark.item) for mark in leaf.promise.codes if isinstance(mark.item, Matrix))
    return ink / ((right - left) * (bottom - top))


def cover(leaf: Leaf) -> float:
    """The share of the trimmed page that ink covers, a grey counting by its darkness; measured at half the dots."""
    left, top, right, bottom = (round(side * SCALE / 2) for side in leaf.promise.trim)
    picture = leaf.sheet.half
    if left or top:
        picture = picture.crop((left, top, right, bottom))
    counts = picture.histogram()
    dots = sum(counts)
    return round(sum((255 - grey) * count for grey, count in enumerate(counts)) / (255 * dots), 4) if dots else 0.0
