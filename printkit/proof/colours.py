"""Is everything in the colour that was promised? Asked of pdfium in sRGB; of a sheet for the press, in process inks.

pdfium turns process inks into colours of a press it takes for granted, so the press's are read from the operators by
pypdf: both readers find the same things painted, in the same order.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from gettext import gettext as _
from typing import NamedTuple

from printkit.layout.frame import Glyphs, Matrix
from printkit.proof.content import PAINTS, SHOWS
from printkit.proof.leaf import Leaf, wording
from printkit.proof.paint import Layer, Painting, thing
from printkit.proof.promise import Mark
from printkit.proof.reading import PageRead
from printkit.proof.rects import union
from printkit.proof.report import Finding
from printkit.proof.seen import Painted
from printkit.proof.text import named

CHECK = "ink"
NEAR = 1.5 / 255  # of full ink or light; a file has three decimals, pdfium counts to 255
FILLS, STROKES = {"g", "rg", "k"}, {"G", "RG", "K"}  # operators that set a colour
WHITE = "#FFFFFF"
BLACK_ALONE, BARE = (0.0, 0.0, 0.0, 1.0), (0.0, 0.0, 0.0, 0.0)

Colour = tuple[float, ...]  # from 0 to 1: three lights or four inks; empty where nobody set it
Odd = tuple[Mark, Colour, Colour]  # what is wrong, its colour as it is and as it was promised


class Inks(NamedTuple):
    """What an operator that paints finds set: the colours of areas and text, and of strokes."""

    area: Colour = ()
    stroke: Colour = ()


def check(leaf: Leaf, painting: Painting, told: AbstractSet[int]) -> Iterator[Finding]:
    """Failures of a page; `told` are the runs, by their order, of which another check has told the contrast."""
    inks = painted_inks(leaf.read) if leaf.promise.is_press else ()
    if inks and len(inks) != len(leaf.sheet.runs) + len(leaf.sheet.painted):
        said = _("the inks of what is painted cannot be told")
        yield leaf.fault(CHECK, leaf.promise.trim, said, _("print the file again with printkit build"))
        return
    odd: dict[tuple[Colour, Colour, bool], list[Mark]] = {}
    for mark, seen, wanted in (*_runs(leaf, inks, told), *_layers(painting, inks)):
        if not _same(seen, wanted):
            odd.setdefault((seen, wanted, isinstance(mark.item, Glyphs)), []).append(mark)
    for (seen, wanted, is_text), marks in odd.items():
        what = named([wording(mark) for mark in marks]) if is_text else thing(marks[0])
        said = _("the colour of {what} is {seen}, not {wanted}").format(
            what=what, seen=spelt(seen), wanted=spelt(wanted)
        )
        place = union(mark.rect for mark in marks)
        yield leaf.fault(CHECK, place, said, _("print the file again with printkit build"))


def _runs(leaf: Leaf, inks: tuple[Inks, ...], told: AbstractSet[int]) -> Iterator[Odd]:
    for mark, run in leaf.match.pairs:
        assert isinstance(mark.item, Glyphs)
        if run.letters and run.order not in told:
            if inks:
                yield mark, inks[run.order].area, black_only(mark.item.colour)
            else:
                yield mark, lights(run.colour), rgb(mark.item.colour)


def _layers(painting: Painting, inks: tuple[Inks, ...]) -> Iterator[Odd]:
    for layer, item in painting.pairs:
        if layer.colour:
            if inks:
                yield layer.mark, _ink(inks[item.order], layer), _promised(layer)
            else:
                yield layer.mark, lights(_light(item, layer)), rgb(layer.colour)


def _ink(inks: Inks, layer: Layer) -> Colour:
    return inks.stroke if layer.line else inks.area


def _light(item: Painted, layer: Layer) -> tuple[int, ...]:
    return (item.stroke if layer.line else item.fill) or ()


def _promised(layer: Layer) -> Colour:
    return black_only(layer.colour) if isinstance(layer.mark.item, Matrix) else cmyk(layer.colour)


def _same(seen: Colour, wanted: Colour) -> bool:
    return len(seen) == len(wanted) and all(abs(a - b) <= NEAR for a, b in zip(seen, wanted, strict=True))


def spelt(colour: Colour) -> str:
    """A colour as a message shows it: #rrggbb, or inks in per cent."""
    match colour:
        case (_r, _g, _b):
            return "#" + "".join(f"{round(part * 255):02X}" for part in colour)
        case (cyan, magenta, yellow, black):
            return f"C{cyan:.0%} M{magenta:.0%} Y{yellow:.0%} K{black:.0%}".replace("%", "")
        case (grey,):
            return _("grey {light:.0%}").format(light=grey)
    return _("no colour")


# ── what was promised ────────────────────────────────────────────────────────────────────────────


def lights(colour: tuple[int, ...]) -> Colour:
    """pdfium's colour from 0 to 1."""
    return tuple(part / 255 for part in colour)


@lru_cache(maxsize=256)
def rgb(colour: str) -> Colour:
    """The sRGB lights of a `#rrggbb` colour."""
    return tuple(part / 255 for part in bytes.fromhex(colour[1:]))


@lru_cache(maxsize=256)
def cmyk(colour: str) -> Colour:
    """The process inks of a `#rrggbb` colour by full grey component replacement, so that no spot takes all four.

    Black stands for all that the other three share; a grey is black alone.
    """
    light = max(rgb(colour))
    return (*((light - part) / light if light else 0.0 for part in rgb(colour)), 1 - light)


def black_only(colour: str) -> Colour:
    """Text and codes on a press: black ink alone, or bare paper (README.md, --press)."""
    return BARE if colour.upper() == WHITE else BLACK_ALONE


# ── what is there ────────────────────────────────────────────────────────────────────────────────


def painted_inks(read: PageRead) -> tuple[Inks, ...]:
    """The colours set at each operator of a page that paints or shows text."""
    return tuple(_painted_inks(read))


def _painted_inks(read: PageRead) -> Iterator[Inks]:
    now = Inks()
    kept: list[Inks] = []
    for name, operands in read.operators:
        if name in FILLS or name in STROKES:
            colour = tuple(float(part) for part in operands)
            now = now._replace(area=colour) if name in FILLS else now._replace(stroke=colour)
        elif name == "q":
            kept.append(now)
        elif name == "Q":
            now = kept.pop() if kept else Inks()
        elif name in PAINTS or name in SHOWS:
            yield now
