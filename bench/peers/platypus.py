"""The two-page VssID leaflet with ReportLab's platypus, as its user guide does it: paragraphs and tables into frames.

Faces are registered and codes drawn once; each leaflet's paragraphs are made and set anew. The file has no tags, which
platypus does not write.
"""

from functools import partial
from html import escape
from io import BytesIO
from pathlib import Path
from string import Template

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    HRFlowable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from bench.codes import URLS
from bench.contacts import Contact
from bench.peers.story import ARROW, Element, story

ACCENT, TINT, INK, MUTED = HexColor("#0B4A86"), HexColor("#E8F0F8"), HexColor("#1A1A1A"), HexColor("#4A4A4A")
FACES = ("Regular", "Medium", "SemiBold", "Bold")
COLUMN = 85 * mm
BASE = ParagraphStyle("p", fontName="Regular", fontSize=11.5, leading=14.7, textColor=INK, spaceAfter=1.5 * mm)
STYLES = {
    "p": BASE,
    "kicker": ParagraphStyle("kicker", BASE, fontName="SemiBold", textColor=white),
    "h1": ParagraphStyle("h1", BASE, fontName="Bold", fontSize=30, leading=37, textColor=white),
    "summary": ParagraphStyle("summary", BASE, fontName="Medium", fontSize=12.5, textColor=white),
    "h2": ParagraphStyle("h2", BASE, fontName="Bold", fontSize=16.5, leading=20, textColor=ACCENT),
    "h3": ParagraphStyle("h3", BASE, fontName="SemiBold", fontSize=13, leading=16.5),
    "number": ParagraphStyle("number", BASE, fontName="Bold", fontSize=30, leading=37, textColor=ACCENT),
    "or": ParagraphStyle("or", BASE, fontName="SemiBold", alignment=1),
    "small": ParagraphStyle("small", BASE, fontSize=9, leading=11.3, alignment=2),
    "links": ParagraphStyle("links", BASE, fontSize=8.5, leading=11, textColor=MUTED),
}
STEP = ParagraphStyle("step", STYLES["h3"], leftIndent=12.5 * mm, bulletFontName="Bold", bulletFontSize=14.5)
DETAIL = ParagraphStyle("detail", BASE, leftIndent=12.5 * mm, spaceAfter=2.5 * mm)


class Leaflet:
    """The leaflet of a ward."""

    def __init__(self, folder: Path) -> None:
        for face in FACES:
            registerFont(TTFont(face, folder / "fonts" / f"BeVietnamPro-{face}.ttf"))
            registerFontFamily(face, normal=face, bold="Bold", italic=face, boldItalic="Bold")
        self.page = story(folder)
        self.codes = {f"{name}.svg": _code(url) for name, url in URLS.items()}
        self.ward: dict[str, str] = {}

    def make(self, ward: Contact) -> bytes:
        """Its PDF."""
        self.ward = {key: escape(value) for key, value in ward._asdict().items()}
        first, second = self.page.one("first"), self.page.one("second")
        flowables = [
            self.banner(first.one("header")),
            self.index(first.one("index")),
            FrameBreak(),
            *self.flow(first.one("left")),
            FrameBreak(),
            *self.flow(first.one("right")),
            NextPageTemplate("second"),
            PageBreak(),
            *self.flow(second.one("left")),
            FrameBreak(),
            *self.flow(second.one("right")),
            FrameBreak(),
            self.text(second.one("links"), "links"),
        ]
        done = BytesIO()
        document = BaseDocTemplate(done, pagesize=A4, title=self.page.one("h1").children[0], lang="vi")
        document.addPageTemplates(_templates())
        document.build(flowables)
        assert document.page == 2, "the leaflet has two pages"
        return done.getvalue()

    def flow(self, element: Element) -> list[Flowable]:
        """What stands in an element, one under the other."""
        kind = element.kind
        if kind in STYLES:
            return [self.text(element, kind)]
        if kind in ("note", "needs"):
            return [_box([self.text(element, "p")], TINT), Spacer(0, 3 * mm)]
        if kind == "head":
            return self.head(element)
        if kind == "way":
            return self.way(element)
        if kind == "li":
            return self.step(element)
        if kind == "a":
            return [self.text(element, "number")]
        if kind == "help":
            return [_rule(), *(flowable for child in element.elements for flowable in self.flow(child))]
        return [flowable for child in element.elements for flowable in self.flow(child)]

    def text(self, element: Element, kind: str) -> Paragraph:
        """An element's words as a paragraph."""
        return Paragraph(Template(_markup(element)).substitute(self.ward), STYLES[kind])

    def banner(self, header: Element) -> Table:
        """The title between kicker and summary, white on colour."""
        said = zip(header.elements, ("kicker", "h1", "summary"), strict=True)
        return _box([self.text(element, kind) for element, kind in said], ACCENT, 180 * mm)

    def index(self, index: Element) -> Table:
        """The four questions side by side."""
        return Table([[self.text(entry, "p") for entry in index.elements]], [45 * mm] * 4)

    def head(self, head: Element) -> list[Flowable]:
        """Letter, title and what the section is for, its code beside them."""
        words = [self.text(head.one("h2"), "h2"), self.text(head.one("p"), "p")]
        row = [Paragraph(str(head.one("i").children[0]), STYLES["h2"]), words, self.code(head.one("code"))]
        return [_rule(), Table([[row[0], row[1], row[2]]], [9 * mm, 44 * mm, 32 * mm], style=_FLAT)]

    def way(self, way: Element) -> list[Flowable]:
        """One of several ways, with its code where it has one."""
        words: list[Flowable] = [self.text(way.one("h3"), "h3"), self.text(way.one("p"), "p")]
        code = [self.code(found) for found in way.all("code")]
        return [Table([[words, *code]], [50 * mm, 35 * mm] if code else [COLUMN], style=_FLAT)]

    def step(self, item: Element) -> list[Flowable]:
        """A numbered step."""
        number, headline, *details = item.elements
        words = Template(_markup(headline)).substitute(self.ward)
        step = Paragraph(words, STEP, bulletText=str(number.children[0]))
        said = [Template(_markup(detail)).substitute(self.ward) for detail in details]
        return [step, *(Paragraph(text, DETAIL) for text in said)]

    def code(self, element: Element) -> list[Flowable]:
        """A code over what it opens."""
        return [self.codes[element.one("img").at["src"]], self.text(element, "small")]


_ALL = ((0, 0), (-1, -1))
_FLAT = [("VALIGN", *_ALL, "TOP"), ("LEFTPADDING", *_ALL, 0), ("RIGHTPADDING", *_ALL, 0)]


def _markup(element: Element) -> str:
    """An element's text in platypus's markup."""
    said = []
    for child in element.children:
        if isinstance(child, str):
            said.append(escape(child))
        elif child.tag == "a":
            said.append(f'<a href="{escape(child.at["href"])}">{_markup(child)}</a>')
        elif child.tag in ("b", "i"):
            said.append(f"<b>{_markup(child)}</b> " if child.tag == "i" else f"<b>{_markup(child)}</b>")
        elif child.tag == "svg":
            said.append(ARROW if child.kind == "arrow" else "")
        else:
            said.append("<br/>" if child.tag == "br" else f"{_markup(child)} ".lstrip())
    return "".join(said)


def _code(url: str) -> Drawing:
    widget = QrCodeWidget(url, barLevel="Q", barBorder=0, barWidth=22 * mm, barHeight=22 * mm)
    drawing = Drawing(22 * mm, 22 * mm, hAlign="RIGHT")
    drawing.add(widget)
    return drawing


def _box(rows: list[Paragraph], fill: Color, width: float = COLUMN) -> Table:
    style = [("BACKGROUND", (0, 0), (-1, -1), fill), ("BOTTOMPADDING", (0, 0), (-1, -1), 2)]
    return Table([[row] for row in rows], [width], style=style)


def _rule() -> HRFlowable:
    return HRFlowable("100%", 1 * mm, color=ACCENT, spaceAfter=2 * mm)


def _templates() -> list[PageTemplate]:
    column = partial(Frame, width=COLUMN, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    wide = partial(Frame, 15 * mm, width=180 * mm, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    first = [wide(y1=240 * mm, height=48 * mm), *(column(x * mm, 18 * mm, height=220 * mm) for x in (15, 110))]
    second = [*(column(x * mm, 32 * mm, height=248 * mm) for x in (15, 110)), wide(y1=16 * mm, height=14 * mm)]
    return [PageTemplate("first", first, _foot), PageTemplate("second", second, _foot)]


def _foot(canvas: Canvas, document: BaseDocTemplate) -> None:
    canvas.setFont("Bold", 9.5)
    canvas.drawString(15 * mm, 9 * mm, "Phòng Văn hóa và Thông tin Quận")
    canvas.drawRightString(195 * mm, 9 * mm, f"Cập nhật: 11/2026     Trang {document.page}/2")
    if document.page == 2:
        canvas.drawString(15 * mm, 284 * mm, "VssID – Bảo hiểm xã hội số")
        canvas.drawRightString(195 * mm, 284 * mm, "Bốn việc với tài khoản VssID")
