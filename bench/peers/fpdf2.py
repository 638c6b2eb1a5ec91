"""The two-page VssID leaflet with fpdf2, as its tutorial does it: cells of text with bold in Markdown, top to bottom.

Codes are pictures made once; each leaflet's faces, cells and pages are made anew. The file has no tags, which fpdf2
does not write.
"""

from pathlib import Path
from string import Template

import qrcode
from fpdf import FPDF
from PIL import Image

from bench.codes import URLS
from bench.contacts import Contact
from bench.peers.story import ARROW, Element, story

ACCENT, TINT, INK, MUTED, WHITE = (11, 74, 134), (232, 240, 248), (26, 26, 26), (74, 74, 74), (255, 255, 255)
COLUMN = 85.0  # mm
LEFT, RIGHT = 15.0, 110.0
FACES = {"": "Regular", "B": "Bold"}
SIZES = {"h2": 16.5, "h3": 13, "number": 30, "small": 9, "links": 8.5, "or": 11.5}  # pt


class Leaflet:
    """The leaflet of a ward."""

    def __init__(self, folder: Path) -> None:
        self.fonts = folder / "fonts"
        self.page = story(folder)
        self.codes = {f"{name}.svg": _code(url) for name, url in URLS.items()}
        self.ward: dict[str, str] = {}
        self.pdf = FPDF()
        self.x = LEFT

    def make(self, ward: Contact) -> bytes:
        """Its PDF."""
        self.ward = ward._asdict()
        self.pdf = FPDF()
        self.pdf.set_auto_page_break(False)
        self.pdf.set_lang("vi")
        self.pdf.set_title(str(self.page.one("h1").children[0]))
        for style, face in FACES.items():
            self.pdf.add_font("Be", style, self.fonts / f"BeVietnamPro-{face}.ttf")
        first, second = self.page.one("first"), self.page.one("second")
        self.begin(1)
        self.banner(first.one("header"))
        self.index(first.one("index"))
        self.columns(first, 61)
        self.begin(2)
        self.columns(second, 18)
        self.pdf.set_y(268)
        self.x = LEFT
        self.text(second.one("links"), "links", width=180, colour=MUTED)
        return bytes(self.pdf.output())

    def begin(self, number: int) -> None:
        """A page with its foot."""
        self.pdf.add_page()
        self.pdf.set_font("Be", "B", 9.5)
        self.pdf.set_text_color(INK)
        self.pdf.text(LEFT, 288, "Phòng Văn hóa và Thông tin Quận")
        self.pdf.text(143, 288, f"Cập nhật: 11/2026     Trang {number}/2")
        if number == 2:
            self.pdf.text(LEFT, 13, "VssID – Bảo hiểm xã hội số")
            self.pdf.text(143, 13, "Bốn việc với tài khoản VssID")

    def columns(self, page: Element, top: float) -> None:
        """Left and right, from so many mm down."""
        for x, side in ((LEFT, "left"), (RIGHT, "right")):
            self.x = x
            self.pdf.set_y(top)
            self.flow(page.one(side))
            assert self.pdf.y < 284, "the leaflet has two pages"

    def flow(self, element: Element) -> None:
        """What stands in an element, one under the other."""
        kind = element.kind
        if kind in ("h2", "h3", "p", "or"):
            self.text(element, kind)
        elif kind in ("note", "needs"):
            self.text(element, "p", fill=TINT)
        elif kind == "head":
            self.head(element)
        elif kind == "way":
            self.beside(element, [element.one("h3"), element.one("p")], 0)
        elif kind == "li":
            self.step(element)
        elif kind == "a":
            self.text(element, "number", colour=ACCENT)
        else:
            for child in element.elements:
                self.flow(child)

    def text(
        self,
        element: Element,
        kind: str,
        indent: float = 0,
        width: float = COLUMN,
        fill: tuple[int, int, int] | None = None,
        colour: tuple[int, int, int] = INK,
    ) -> None:
        """An element's words in a cell; `indent` and `width` in mm."""
        size = SIZES.get(kind, 11.5)
        self.pdf.set_font("Be", "B" if kind in ("h2", "h3", "number", "or") else "", size)
        self.pdf.set_text_color(ACCENT if kind == "h2" else colour)
        if fill:
            self.pdf.set_fill_color(fill)
        words = Template(_markdown(element)).substitute(self.ward)
        self.pdf.set_x(self.x + indent)
        align = "R" if kind == "small" else "L"
        if kind in ("h2", "h3", "number", "or"):
            words = words.replace("**", "")
        self.pdf.multi_cell(
            width - indent, size * 0.45, words, align=align, fill=bool(fill), markdown=True, new_x="LMARGIN"
        )
        self.pdf.ln(1)

    def banner(self, header: Element) -> None:
        """The title between kicker and summary, white on colour."""
        self.pdf.set_fill_color(ACCENT)
        self.pdf.rect(LEFT, 11, 180, 33, "F")
        self.pdf.set_text_color(WHITE)
        for said, y, size, style in zip(header.elements, (18, 30, 39), (11.5, 30, 12.5), ("B", "B", ""), strict=True):
            self.pdf.set_font("Be", style, size)
            self.pdf.text(LEFT + 7, y, str(said.children[0]))

    def index(self, index: Element) -> None:
        """The four questions side by side."""
        for number, entry in enumerate(index.elements):
            self.x = LEFT + 46 * number
            self.pdf.set_y(45)
            self.text(entry, "p", width=42)

    def head(self, head: Element) -> None:
        """Letter, title and what the section is for, its code beside them."""
        self.pdf.set_draw_color(ACCENT)
        self.pdf.set_line_width(1)
        self.pdf.line(self.x, self.pdf.y, self.x + COLUMN, self.pdf.y)
        self.pdf.set_y(self.pdf.y + 2)
        top = self.pdf.y
        self.text(head.one("i"), "h2")
        self.pdf.set_y(top)
        self.beside(head, [head.one("h2"), head.one("p")], 9)

    def beside(self, element: Element, words: list[Element], indent: float) -> None:
        """Words at the left, the code at the right where there is one."""
        top, codes = self.pdf.y, list(element.all("code"))
        for each in words:
            self.text(each, each.kind, indent, COLUMN - 36 if codes else COLUMN)
        bottom = self.pdf.y
        for code in codes:
            self.pdf.image(self.codes[code.one("img").at["src"]], self.x + COLUMN - 22, top, 22)
            self.pdf.set_y(top + 23)
            self.text(code, "small", 50)
        self.pdf.set_y(max(bottom, self.pdf.y))

    def step(self, item: Element) -> None:
        """A numbered step."""
        number, headline, *details = item.elements
        top = self.pdf.y
        self.text(number, "h3")
        self.pdf.set_y(top)
        self.text(headline, "h3", 12)
        for detail in details:
            self.text(detail, "p", 12)
        self.pdf.ln(0.9)


def _markdown(element: Element) -> str:
    """An element's text, bold and links in Markdown."""
    said = []
    for child in element.children:
        if isinstance(child, str):
            said.append(child)
        elif child.tag == "a" and (words := _markdown(child).replace("**", "")):
            said.append(f"[{words}]({child.at['href']})")
        elif child.tag in ("b", "i"):
            inner = _markdown(child)
            said.append(f"**{inner}** " if child.tag == "i" else inner if inner.startswith("[") else f"**{inner}**")
        elif child.tag == "svg":
            said.append(ARROW if child.kind == "arrow" else "")
        elif child.tag == "br":
            said.append("\n")
        else:
            said.append(f"{_markdown(child)} ".lstrip())
    return "".join(said).strip("\n")


def _code(url: str) -> Image.Image:
    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_Q)
    code.add_data(url)
    picture: Image.Image = code.make_image().get_image()
    return picture
