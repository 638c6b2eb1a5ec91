"""A finished page as pdfium sees it: its text objects letter by letter, what is painted, and a grey raster.

Lengths are points from the top left corner of the sheet, y down. The only module that knows pdfium.
"""

import re
from collections.abc import Iterator
from ctypes import addressof, c_double, c_float, c_int, c_uint, create_string_buffer
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from printkit.proof.rects import union
from printkit.proof.report import Rect
from printkit.units import POINTS_PER_INCH, PRINTER_DPI

if TYPE_CHECKING:
    from PIL.Image import Image

SCALE = PRINTER_DPI / POINTS_PER_INCH  # dots a point
FINE = 2 * SCALE
PAPER, GROUND = (255, 255, 255, 255), (255, 0, 255, 255)  # the second is no colour of any theme
INKED = [0] * 48 + [255] * 208  # of 255: more than the softened rim of a letter
TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5  # FPDF_PAGEOBJ_*
NAME = 128  # bytes of a font's name that are read (PDF 1.7, annex C, lets a name have 127)
HYPHENS = frozenset("\x02\ufffe")  # what pdfium makes of a hyphen at the end of a line


class Letter(NamedTuple):
    """A character and the box of its outline."""

    char: str
    rect: Rect


class Run(NamedTuple):
    """A text object: what it says, the left end of its baseline, true size, colour, letters, turn in the painting.

    `face` is its font's base name, without the capitals that mark a subset.
    """

    text: str
    point: tuple[float, float]
    size: float
    colour: tuple[int, int, int]
    rect: Rect  # of what is inked; of no extent where nothing is
    letters: tuple[Letter, ...]  # those that are inked
    order: int
    mcid: int  # of the marked content it stands in; −1 outside of any
    face: str


class Stroke(NamedTuple):
    """A line: its width, the lengths of its dashes and gaps, and whether its ends are round."""

    width: float
    dash: tuple[float, ...] = ()
    round: bool = False


class Painted(NamedTuple):
    """Anything else on the page. Colours are None where nothing is filled or stroked."""

    kind: int
    rect: Rect
    fill: tuple[int, int, int] | None
    stroke: tuple[int, int, int] | None
    order: int
    mcid: int
    line: "Stroke | None" = None


class Sheet:
    """One page. Each look at it is taken once; `close` lets go of it."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self.width, self.height = page.get_size()

    def close(self) -> None:
        """Free the raster and pdfium's page."""
        for raster in ("grey", "half"):
            self.__dict__.pop(raster, None)
        self._page.close()

    @cached_property
    def grey(self) -> "Image":
        """The page in grey at 300 dpi, as a laser printer would have it."""
        picture: Image = self._page.render(scale=SCALE, grayscale=True, optimize_mode="print").to_pil()
        return picture

    @cached_property
    def half(self) -> "Image":
        """The grey raster at 150 dpi: every other dot of every other row."""
        from PIL.Image import Resampling

        return self.grey.resize((self.grey.width // 2, self.grey.height // 2), Resampling.NEAREST)

    def colour(self, rect: Rect, scale: float = SCALE, ground: tuple[int, ...] = PAPER) -> "Image":
        """A piece of the page in colour, on paper or on another ground."""
        left, top = max(0.0, min(rect[0], self.width - 1)), max(0.0, min(rect[1], self.height - 1))
        right, bottom = max(left + 1, min(rect[2], self.width)), max(top + 1, min(rect[3], self.height))
        crop = (left, self.height - bottom, self.width - right, top)
        picture: Image = self._page.render(scale=scale, crop=crop, fill_color=ground).to_pil()
        return picture

    def meet(self, one: "Run", other: "Run | Painted", rect: Rect) -> bool:
        """Does the ink of two objects meet in a rectangle? Each is drawn alone, and the pictures laid on each other."""
        from PIL.ImageChops import darker
        from PIL.ImageFilter import MaxFilter

        alone = [self._alone(each.order, rect) for each in (one, other)]
        return bool(darker(alone[0].filter(MaxFilter(3)), alone[1]).getextrema()[1])

    def _alone(self, order: int, rect: Rect) -> "Image":
        """White where an object has ink, black elsewhere, as if there were no other."""
        from PIL.Image import new
        from PIL.ImageChops import difference

        handles = self._look.handles
        for i, handle in enumerate(handles):
            self._look.raw.FPDFPageObj_SetIsActive(handle, i == order)
        picture = self.colour(rect, FINE, GROUND).convert("RGB")
        for handle in handles:
            self._look.raw.FPDFPageObj_SetIsActive(handle, True)
        return difference(picture, new("RGB", picture.size, GROUND[:3])).convert("L").point(INKED)

    def outline(self, path: Painted) -> tuple[tuple[float, float], ...]:
        """The points that a path is drawn through, those that only pull a curve too."""
        return tuple(self._look.outline(self._look.handles[path.order]))

    @cached_property
    def _look(self) -> "_Look":
        return _Look(self._page, self.height)

    @cached_property
    def objects(self) -> tuple[tuple[Run, ...], tuple[Painted, ...]]:
        """Text objects in the order of the content, and everything else that is painted."""
        return self._look.objects()

    @property
    def runs(self) -> tuple[Run, ...]:
        """The text objects."""
        return self.objects[0]

    @property
    def painted(self) -> tuple[Painted, ...]:
        """All but the text."""
        return self.objects[1]


class Book:
    """A whole PDF, its pages opened only as they are asked for. Raises ValueError for no PDF; `close` lets go of it."""

    def __init__(self, pdf: bytes) -> None:
        from pypdfium2 import PdfDocument, PdfiumError

        try:
            self._document = PdfDocument(pdf)
        except PdfiumError as reason:
            raise ValueError(str(reason)) from None
        self.count: int = len(self._document)

    def close(self) -> None:
        """Free it. Its sheets are closed before."""
        self._document.close()

    def sheets(self, first: int = 0, count: int | None = None) -> Iterator[Sheet]:
        """Pages from a number on, counted from 0, one at a time: each is closed before the next is opened."""
        for index in range(first, self.count if count is None else first + count):
            sheet = Sheet(self._document[index])
            try:
                yield sheet
            finally:
                sheet.close()

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page, counted from 0, in points."""
        width, height = self._document.get_page_size(page)
        return width, height

    def marks(self) -> tuple[tuple[str, int], ...]:
        """Title and page of each bookmark in order, those below others too; −1 for one that leads to no page."""
        for page in range(self.count):  # pdfium looks a page up by its number at once, by its object not before that
            self.size(page)
        return tuple((mark.get_title(), _page_of(mark.get_dest())) for mark in self._document.get_toc())

    def is_blank(self, page: int) -> bool:
        """Is nothing painted on a page, neither by its content nor over it?"""
        import pypdfium2.raw as raw

        opened = self._document[page]
        try:
            return not raw.FPDFPage_CountObjects(opened.raw) and not raw.FPDFPage_GetAnnotCount(opened.raw)
        finally:
            opened.close()


def _page_of(dest: Any) -> int:
    index = dest.get_index() if dest is not None else None
    return -1 if index is None else int(index)


def sheets(pdf: bytes) -> Iterator[Sheet]:
    """The pages of a PDF, one at a time: each is closed before the next is opened. Raises ValueError for no PDF."""
    book = Book(pdf)
    try:
        yield from book.sheets()
    finally:
        book.close()


class _Look:
    """One walk over a page's objects."""

    def __init__(self, page: Any, height: float) -> None:
        import pypdfium2.raw as raw

        self.raw, self.page, self.height = raw, page, height
        self.sides = tuple(c_float() for _side in range(4))
        self.box = tuple(c_double() for _side in range(4))
        self.inks = tuple(c_uint() for _ink in range(4))
        self.handles: list[Any] = []  # of the objects, by their order
        self.faces: dict[int, str] = {}  # names of fonts, by their address

    def objects(self) -> tuple[tuple[Run, ...], tuple[Painted, ...]]:
        letters = self.letters()
        runs: list[Run] = []
        painted: list[Painted] = []
        for order, (kind, handle) in enumerate(self.flat(self.page.raw)):
            self.handles.append(handle)
            if kind == TEXT:
                runs.append(self.run(handle, letters.get(_address(handle), []), order))
            else:
                painted.append(self.paint(kind, handle, order))
        return tuple(runs), tuple(painted)

    def flat(self, page: Any) -> Iterator[tuple[int, Any]]:
        """Objects in the order of painting, forms with their content after them."""
        raw = self.raw
        for i in range(raw.FPDFPage_CountObjects(page)):
            handle = raw.FPDFPage_GetObject(page, i)
            yield from self.unfolded(handle)

    def unfolded(self, handle: Any) -> Iterator[tuple[int, Any]]:
        raw = self.raw
        kind = raw.FPDFPageObj_GetType(handle)
        yield kind, handle
        if kind == FORM:
            for i in range(raw.FPDFFormObj_CountObjects(handle)):
                yield from self.unfolded(raw.FPDFFormObj_GetObject(handle, i))

    def letters(self) -> dict[int, list[tuple[str, Rect]]]:
        """Characters by the address of their text object; those that pdfium made up belong to none."""
        raw, height = self.raw, self.height
        left, right, bottom, top = self.box
        found: dict[int, list[tuple[str, Rect]]] = {}
        reader = self.page.get_textpage()
        handle = reader.raw
        for i in range(raw.FPDFText_CountChars(handle)):
            if raw.FPDFText_IsGenerated(handle, i):
                continue
            owner = _address(raw.FPDFText_GetTextObject(handle, i))
            raw.FPDFText_GetCharBox(handle, i, left, right, bottom, top)
            box = (left.value, height - top.value, right.value, height - bottom.value)
            char = chr(raw.FPDFText_GetUnicode(handle, i))
            found.setdefault(owner, []).append(("-" if char in HYPHENS else char, box))
        reader.close()
        return found

    def run(self, handle: Any, letters: list[tuple[str, Rect]], order: int) -> Run:
        raw = self.raw
        size = c_float()
        raw.FPDFTextObj_GetFontSize(handle, size)
        _a, _b, c, d, e, f = self.matrix(handle)
        true_size = size.value * (c**2 + d**2) ** 0.5
        inked = tuple(Letter(char, box) for char, box in letters if box[0] < box[2] and not char.isspace())
        point = (e, self.height - f)
        rect = union(letter.rect for letter in inked) if inked else (*point, *point)
        text = "".join(char for char, _box in letters)
        colour = self.colour(raw.FPDFPageObj_GetFillColor, handle)
        return Run(text, point, true_size, colour, rect, inked, order, self.mcid(handle), self.face(handle))

    def face(self, handle: Any) -> str:
        """The base name of a text object's font."""
        font = self.raw.FPDFTextObj_GetFont(handle)
        known = self.faces.get(_address(font))
        if known is None:
            name = create_string_buffer(NAME)
            self.raw.FPDFFont_GetBaseFontName(font, name, NAME)
            known = self.faces[_address(font)] = re.sub(r"^[A-Z]{6}\+", "", name.value.decode("utf-8", "replace"))
        return known

    def paint(self, kind: int, handle: Any, order: int) -> Painted:
        raw, height = self.raw, self.height
        left, bottom, right, top = self.sides
        raw.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
        rect = (left.value, height - top.value, right.value, height - bottom.value)
        fill = stroke = line = None
        if kind == PATH:
            mode, lined = c_int(), c_int()
            raw.FPDFPath_GetDrawMode(handle, mode, lined)
            fill = self.colour(raw.FPDFPageObj_GetFillColor, handle) if mode.value else None
            stroke = self.colour(raw.FPDFPageObj_GetStrokeColor, handle) if lined.value else None
            line = self.line(handle) if lined.value else None
        return Painted(kind, rect, fill, stroke, order, self.mcid(handle), line)

    def line(self, handle: Any) -> Stroke:
        """How an object is stroked, in points of the sheet: of both ways the mean where it is scaled unevenly."""
        raw, width = self.raw, self.sides[0]
        across, up, over, down, _x, _y = self.matrix(handle)
        scale = abs(across * down - up * over) ** 0.5
        raw.FPDFPageObj_GetStrokeWidth(handle, width)
        dash = (c_float * max(0, raw.FPDFPageObj_GetDashCount(handle)))()
        raw.FPDFPageObj_GetDashArray(handle, dash, len(dash))
        is_round = raw.FPDFPageObj_GetLineCap(handle) == raw.FPDF_LINECAP_ROUND
        return Stroke(width.value * scale, tuple(each * scale for each in dash), is_round)

    def matrix(self, handle: Any) -> tuple[float, ...]:
        """From an object's own points to the page's."""
        matrix = self.raw.FS_MATRIX()
        self.raw.FPDFPageObj_GetMatrix(handle, matrix)
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f

    def outline(self, handle: Any) -> Iterator[tuple[float, float]]:
        """The points of a path's segments."""
        a, b, c, d, e, f = self.matrix(handle)
        x, y = self.sides[:2]
        for i in range(self.raw.FPDFPath_CountSegments(handle)):
            self.raw.FPDFPathSegment_GetPoint(self.raw.FPDFPath_GetPathSegment(handle, i), x, y)
            yield a * x.value + c * y.value + e, self.height - (b * x.value + d * y.value + f)

    def colour(self, ask: Any, handle: Any) -> tuple[int, int, int]:
        red, green, blue, alpha = self.inks
        ask(handle, red, green, blue, alpha)
        return red.value, green.value, blue.value

    def mcid(self, handle: Any) -> int:
        found: int = self.raw.FPDFPageObj_GetMarkedContentID(handle)
        return found


def _address(handle: Any) -> int:
    """Where an object lies in memory: handles are new at each call, what they point to is not."""
    return addressof(handle.contents) if handle else 0
