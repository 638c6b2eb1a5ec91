"""What the office's papers have in common: our faces for Platypus, text as data, A4 with a page number at its foot."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

from printkit.checklist import CREATOR
from printkit.fonts import covered, face, font_file
from printkit.units import Size, mm

REGULAR, BOLD = 400, 700  # OpenType weight classes
LEADING = 1.45  # times the size: marks of two storeys (Ẳ reaches 1.2 em) and dots below (ộ) never meet
FOOT = 8.0  # mm from the paper's lower edge to the baseline of the page number
FOOT_SIZE = 8.0  # pt


class About(NamedTuple):
    """What a paper says of itself, and its sheet."""

    title: str
    lang: str
    sheet: Size
    duplex: str = ""  # `long` or `short`: the edge that a printer should flip it on; "" leaves that to the office


@lru_cache(maxsize=2)
def font_name(weight: int) -> str:
    """The name by which ReportLab knows a face of ours. Raises ResourceError where its file is missing.

    It embeds 256 characters a font, and pdfium sees a space where a word goes on in the next font. All Vietnamese
    letters and ASCII are 228.
    """
    name = face(weight).name
    pdfmetrics.registerFont(TTFont(name, str(font_file(name))))
    return name


def style(size: float, weight: int = REGULAR, **more: Any) -> ParagraphStyle:
    """A paragraph's style of this size in points; `more` is as ReportLab's ParagraphStyle takes it."""
    name = f"{weight}-{size:g}"
    return ParagraphStyle(name, fontName=font_name(weight), fontSize=size, leading=size * LEADING, **more)


def drawable(text: str) -> str:
    """Text in NFC, with what our faces cannot draw by its number.

    >>> drawable("Nhà 🏠")
    'Nhà [U+1F3E0]'
    """
    known = covered()
    normal = unicodedata.normalize("NFC", text)
    return "".join(char if char in known else f"[U+{ord(char):04X}]" for char in normal)


def markup(text: str) -> str:
    """Any text as markup of a Paragraph that prints as just that text."""
    return escape(drawable(text))


class Words(Paragraph):
    """A user's text, or ours, as a paragraph; set once a width, since tables measure their cells again and again."""

    def __init__(self, text: str, look: ParagraphStyle) -> None:
        super().__init__(markup(text), look)
        self._measured: tuple[float, tuple[float, float]] | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Its size in points."""
        if self._measured is None or self._measured[0] != width:
            self._measured = (width, super().wrap(width, height))
        return self._measured[1]


def frame(left: float, bottom: float, width: float, height: float) -> Frame:
    """A room for flowables on a page, in points from its lower left corner."""
    return Frame(left, bottom, width, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)


def build(about: About, templates: Sequence[PageTemplate], story: list[Flowable]) -> bytes:
    """The file of a story, which begins on the first kind of page; same input, same bytes."""
    stream = BytesIO()
    flip = {"long": "DuplexFlipLongEdge", "short": "DuplexFlipShortEdge"}
    document = BaseDocTemplate(
        stream,
        pagesize=about.sheet,
        pageTemplates=list(templates),
        title=drawable(about.title),
        creator=CREATOR,
        lang=about.lang,
        invariant=1,
        pageCompression=1,
        displayDocTitle=True,
        initialFontName=font_name(REGULAR),
        printScaling="None",
        duplex=flip.get(about.duplex),
    )
    document.build(story)
    return stream.getvalue()


def mark_page(canvas: Canvas, _document: BaseDocTemplate) -> None:
    """A page's number as a form that `PageNumbers` draws once the number of pages is known."""
    canvas.doForm(_form(canvas.getPageNumber()))


class PageNumbers(Flowable):
    """The last of a story: draws "Page n/N" of every page. `phrase` has {n} and {total}."""

    def __init__(self, phrase: str, sheet: Size) -> None:
        super().__init__()
        self.phrase, self.sheet = phrase, sheet

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """It takes no room."""
        return 0.0, 0.0

    def draw(self) -> None:
        """Fill the forms that the pages refer to."""
        total = self.canv.getPageNumber()
        for number in range(1, total + 1):
            self.canv.beginForm(_form(number), 0, 0, *self.sheet)
            self.canv.setFont(font_name(REGULAR), FOOT_SIZE)
            said = drawable(self.phrase.format(n=number, total=total))
            self.canv.drawCentredString(self.sheet.width / 2, mm(FOOT), said)
            self.canv.endForm()


def _form(number: int) -> str:
    return f"page-{number}"
