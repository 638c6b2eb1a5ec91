"""The faces: widths and heights of text, and where the font files are. A weight goes in, a `FontFace` comes out.

Figures come from `fonts/metrics.json` and `fonts/characters.txt`, made by `tools/make_fonts.py`, so that laying out
opens no font file.
"""

from functools import lru_cache
from gettext import gettext as _
from math import inf
from pathlib import Path
from typing import Any, NamedTuple

from printkit.errors import Problem, ResourceError, Where, cannot_read
from printkit.later import patterns_later

WEIGHTS = (400, 500, 600, 700)  # OpenType weight classes: Regular, Medium, SemiBold, Bold
UNITS = 1000  # font units an em; `tools/make_fonts.py` refuses any other
REMEMBERED = 1 << 13  # texts a face keeps its measure of: some guides, and never all that a long ward list says


class GlyphBox(NamedTuple):
    """Bounds of an outline in 1/1000 em from the origin on the baseline; all 0 for a glyph without one."""

    left: int
    bottom: int
    right: int
    top: int


class _Widths(dict[str, float]):
    """Advance in em by text, worked out when first asked for."""

    def __init__(self, advances: dict[str, int]) -> None:
        super().__init__()
        self.advances = advances

    def __missing__(self, text: str) -> float:
        if len(self) >= REMEMBERED:
            self.clear()
        width = self[text] = sum(map(self.advances.__getitem__, text)) / UNITS
        return width


class _Ends(dict[str, float]):
    """One side of outlines in em by character, looked up when first asked for; `blank` where nothing is drawn."""

    def __init__(self, boxes: dict[str, tuple[int, int, int, int]], side: int, blank: float) -> None:
        super().__init__()
        self.boxes, self.side, self.blank = boxes, side, blank

    def __missing__(self, char: str) -> float:
        box = self.boxes[char]
        end = self[char] = box[self.side] / UNITS if box[0] < box[2] else self.blank
        return end


class FontFace:
    """One weight of the family. There is one object a weight: faces compare and hash by identity."""

    def __init__(self, characters: str, table: dict[str, Any]) -> None:
        self.name: str = table["name"]  # PostScript name, e.g. BeVietnamPro-Bold
        self.weight: int = table["weight"]  # OpenType weight class
        self.ascent: int = table["ascent"]  # this and the next three in 1/1000 em
        self.descent: int = table["descent"]
        self.cap_height: int = table["cap_height"]
        self.box = GlyphBox(*table["box"])
        self._glyphs: dict[str, int] = dict(zip(characters, table["glyphs"], strict=True))
        self._advances: dict[str, int] = dict(zip(characters, table["advances"], strict=True))
        sides = zip(table["xMin"], table["yMin"], table["xMax"], table["yMax"], strict=True)
        self._boxes = dict(zip(characters, sides, strict=True))
        self._widths = _Widths(self._advances)
        self._lows, self._highs = _Ends(self._boxes, 1, inf), _Ends(self._boxes, 3, -inf)
        self._extents: dict[str, tuple[float, float]] = {}

    def __repr__(self) -> str:
        return f"face({self.weight})"

    def __reduce__(self) -> tuple[Any, tuple[int]]:
        return face, (self.weight,)

    def width(self, text: str) -> float:
        """Advance of the text in em. A character the face has not raises ResourceError."""
        try:
            return self._widths[text]
        except KeyError:
            raise self._missing(text) from None

    def extent(self, text: str) -> tuple[float, float]:
        """Lowest and highest point of the outlines in em above the baseline; (0, 0) where nothing is drawn."""
        found = self._extents.get(text)
        if found is None:
            if len(self._extents) >= REMEMBERED:
                self._extents.clear()
            found = self._extents[text] = self._measured_extent(text)
        return found

    def glyph(self, char: str) -> int:
        """Number of the character's glyph in the face's file."""
        try:
            return self._glyphs[char]
        except KeyError:
            raise self._missing(char) from None

    def advance(self, char: str) -> int:
        """Advance of the character in 1/1000 em, the unit of a PDF's widths."""
        try:
            return self._advances[char]
        except KeyError:
            raise self._missing(char) from None

    def glyph_box(self, char: str) -> GlyphBox:
        """Bounds of the character's outline in 1/1000 em."""
        try:
            return GlyphBox(*self._boxes[char])
        except KeyError:
            raise self._missing(char) from None

    def _measured_extent(self, text: str) -> tuple[float, float]:
        characters = set(text)
        try:
            low = min(map(self._lows.__getitem__, characters), default=inf)
            high = max(map(self._highs.__getitem__, characters), default=-inf)
        except KeyError:
            raise self._missing(text) from None
        return (low, high) if low < high else (0.0, 0.0)

    def _missing(self, text: str) -> ResourceError:
        """The error that names every character of the text the face lacks."""
        lacking = sorted(set(text) - self._glyphs.keys())
        return ResourceError(Problem(None, *_no_glyph(self.name, char)) for char in lacking)


def _no_glyph(name: str, char: str) -> tuple[str, str]:
    """What is wrong and what to do about a character that the named face lacks."""
    import unicodedata  # only errors pay for the names

    called = f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()
    said = _("{face} has no glyph for {character}").format(face=name, character=called)
    if unicodedata.combining(char):
        return said, _("write the letter and its mark as one character (Unicode NFC)")
    return said, _("use another character")


def face(weight: int) -> FontFace:
    """The face of an OpenType weight class: 400, 500, 600 or 700. Another weight is a KeyError: our own bug."""
    return _faces()[weight]


@lru_cache(maxsize=1)
def covered() -> frozenset[str]:
    """Characters that all faces draw. Not among them: controls, soft hyphen, combining marks, layout's drawings."""
    return frozenset(_characters())


@lru_cache(maxsize=len(WEIGHTS))
def font_file(name: str) -> Path:
    """The TrueType file of a face, by the face's name."""
    return _resource(f"{name}.ttf")


@lru_cache(maxsize=1)
def _faces() -> dict[int, FontFace]:
    return {entry["weight"]: FontFace(_characters(), entry) for entry in _metrics()["faces"]}


@lru_cache(maxsize=1)
def _characters() -> str:
    """What all faces draw, in the order of the columns of metrics."""
    path = _resource("characters.txt")
    try:
        return path.read_bytes().decode().removesuffix("\n")
    except OSError as error:
        raise ResourceError([cannot_read(path, error)]) from None
    except ValueError:
        raise ResourceError.of(_("is not a list of characters"), _reinstall(), Where(str(path))) from None


@lru_cache(maxsize=1)
def _metrics() -> dict[str, Any]:
    with patterns_later():
        import json  # 3 ms, which `check` need not pay

    path = _resource("metrics.json")
    try:
        table: dict[str, Any] = json.loads(path.read_bytes())
    except OSError as error:
        raise ResourceError([cannot_read(path, error)]) from None
    except ValueError:
        raise ResourceError.of(_("is not a table of metrics"), _reinstall(), Where(str(path))) from None
    return table


def _resource(filename: str) -> Path:
    """A file that ships with printkit: `printkit/_fonts/` in a wheel, `fonts/` in a checkout."""
    here = Path(__file__).resolve().parent
    shipped = here / "_fonts"
    path = (shipped if shipped.is_dir() else here.parent / "fonts") / filename
    if not path.is_file():
        raise ResourceError.of(_("the file is missing"), _reinstall(), Where(str(path)))
    return path


def _reinstall() -> str:
    return _("install printkit again, or make the fonts as fonts/README.md says")
