"""The press: a Document goes in, the bytes of a PDF come out. One walk over the frames; nothing is decided here.

The page flips here and nowhere else: frames count from the top left, PDF from the bottom left.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFString

from printkit.fonts import FontFace
from printkit.layout.document import Document
from printkit.layout.frame import Box, Disc, Frame, Glyphs, Image, Line, Matrix, Modules, Path
from printkit.pdf.objects import add, stream
from printkit.pdf.type import embed, encode, resource_name

KAPPA = 0.5522847498  # control points of a quarter circle by Bézier curve


def draw(document: Document) -> bytes:
    """The PDF of a document. Same input, same bytes."""
    pdf: Any = PDFDocument(dummyoutline=1, compression=0, invariant=1, pdfVersion=(1, 7), lang=document.lang)
    pages = [_Page(frame) for frame in document.pages]
    uses: dict[FontFace, set[str]] = {}
    for page in pages:
        for face, characters in page.uses.items():
            uses.setdefault(face, set()).update(characters)
    fonts = embed(pdf, uses)
    resources = add(
        pdf, PDFDictionary({"Font": PDFDictionary(dict(fonts)), "ProcSet": PDFArray([PDFName("PDF"), PDFName("Text")])})
    )
    for page in pages:
        pdf.Pages.addPage(add(pdf, _page_object(pdf, page, resources)))
    pdf.info.title, pdf.info.author = document.title, document.author
    pdf.Catalog.Outlines = None
    data: bytes = pdf.format()
    return data


def _page_object(pdf: Any, page: "_Page", resources: object) -> PDFDictionary:
    entries = {
        "Type": PDFName("Page"),
        "Parent": pdf.Reference(pdf.Pages),
        "MediaBox": PDFArray([0, 0, round(page.frame.width, 3), round(page.frame.height, 3)]),
        "Resources": resources,
        "Contents": add(pdf, stream({}, "\n".join(page.ops).encode("ascii"))),
    }
    if page.links:
        entries["Annots"] = PDFArray([add(pdf, _link(link)) for link in page.links])
    return PDFDictionary(entries)


def _link(link: "_Link") -> PDFDictionary:
    action = PDFDictionary({"S": PDFName("URI"), "URI": PDFString(link.url)})
    return PDFDictionary(
        {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Link"),
            "Rect": PDFArray([round(side, 2) for side in link.box]),
            "Border": PDFArray([0, 0, 0]),
            "F": 4,
            "A": action,
        }
    )


class _Link(NamedTuple):
    url: str
    box: tuple[float, float, float, float]


@lru_cache(maxsize=256)
def _rgb(colour: str) -> str:
    return " ".join(_n(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))


def _n(number: float) -> str:
    """A number as PDF writes it: at most three decimals (a millionth of a metre), no exponent."""
    return f"{number:.3f}".rstrip("0").rstrip(".") if number % 1 else str(int(number))


class _Page:
    """Content of one page while it is written."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.ops: list[str] = []
        self.links: list[_Link] = []
        self.uses: dict[FontFace, set[str]] = {}
        self.fill = self.stroke = ""
        self.walk(frame, 0.0, 0.0)

    def walk(self, frame: Frame, x: float, y: float) -> None:
        if frame.turned:
            self.turn(frame, x, y)
            return
        if frame.link:
            self.links.append(_Link(frame.link, (x, self.up(y + frame.height), x + frame.width, self.up(y))))
        for placed in frame.items:
            self.item(placed.item, x + placed.x, y + placed.y)

    def turn(self, frame: Frame, x: float, y: float) -> None:
        """A frame upside down: content and live rectangles reflected in its centre."""
        across, along = 2 * x + frame.width, 2 * self.up(y) - frame.height
        colours, first = (self.fill, self.stroke), len(self.links)
        self.ops.append(f"q -1 0 0 -1 {_n(across)} {_n(along)} cm")
        self.walk(frame._replace(turned=False), x, y)
        self.ops.append("Q")
        self.fill, self.stroke = colours
        self.links[first:] = [
            _Link(link.url, (across - link.box[2], along - link.box[3], across - link.box[0], along - link.box[1]))
            for link in self.links[first:]
        ]

    def up(self, y: float) -> float:
        """The flip."""
        return self.frame.height - y

    def item(self, item: "Frame | Glyphs | Box | Disc | Line | Path | Matrix | Image", x: float, y: float) -> None:
        match item:
            case Frame():
                self.walk(item, x, y)
            case Glyphs():
                self.glyphs(item, x, y)
            case Box():
                self.box(item, x, y)
            case Disc():
                self.disc(item, x, y)
            case Line():
                self.line(item, x, y)
            case Path():
                self.path(item, x, y)
            case Matrix():
                self.matrix(item, x, y)
            case Image():
                raise NotImplementedError

    def colour(self, fill: str, stroke: str = "") -> None:
        if fill and fill != self.fill:
            self.fill = fill
            self.ops.append(f"{_rgb(fill)} rg")
        if stroke and stroke != self.stroke:
            self.stroke = stroke
            self.ops.append(f"{_rgb(stroke)} RG")

    def glyphs(self, run: Glyphs, x: float, y: float) -> None:
        face = run.face
        assert isinstance(face, FontFace)
        self.uses.setdefault(face, set()).update(run.text)
        self.colour(run.colour)
        tracking = f"{_n(run.tracking)} Tc " if run.tracking else ""
        after = "0 Tc " if run.tracking else ""
        self.ops.append(
            f"BT /{resource_name(face)} {_n(run.size)} Tf {tracking}{_n(x)} {_n(self.up(y))} Td {encode(face, run.text)} Tj {after}ET"
        )
        if run.link:
            low, high = face.extent(run.text)
            width = face.width(run.text.rstrip()) * run.size
            self.links.append(
                _Link(run.link, (x, self.up(y - low * run.size), x + width, self.up(y - high * run.size)))
            )

    def box(self, box: Box, x: float, y: float) -> None:
        self.colour(box.fill, box.stroke)
        if box.fill:
            self.ops.append(f"{self.outline(box, x, y, 0.0)} f")
        if box.stroke:
            self.ops.append(f"{_n(box.line)} w {self.outline(box, x, y, box.line / 2)} S")

    def outline(self, box: Box, x: float, y: float, inner: float) -> str:
        """The box's path, moved in by half the stroke so that the stroke stays inside the edge."""
        width, height = box.width - 2 * inner, box.height - 2 * inner
        left, bottom = x + inner, self.up(y + box.height) + inner
        if not box.radius:
            return f"{_n(left)} {_n(bottom)} {_n(width)} {_n(height)} re"
        radius = min(box.radius, width / 2, height / 2)
        return " ".join(_rounded(left, bottom, width, height, radius))

    def disc(self, disc: Disc, x: float, y: float) -> None:
        self.colour(disc.fill, disc.stroke)
        y = self.up(y)
        if disc.fill:
            r = disc.radius
            self.ops.append(" ".join(_rounded(x - r, y - r, 2 * r, 2 * r, r)) + " f")
        if disc.stroke:
            r = disc.radius - disc.line / 2
            self.ops.append(f"{_n(disc.line)} w " + " ".join(_rounded(x - r, y - r, 2 * r, 2 * r, r)) + " S")

    def line(self, line: Line, x: float, y: float) -> None:
        self.colour("", line.colour)
        dash = f"[{_n(line.dash[0])} {_n(line.dash[1] - line.dash[0])}] 0 d " if line.dash else ""
        cap = "1 J " if line.round else ""
        y = self.up(y)
        ends = f"{_n(x)} {_n(y)} m {_n(x + line.dx)} {_n(y - line.dy)} l S"
        self.ops.append(f"{cap}{dash}{_n(line.width)} w {ends}" + (" [] 0 d" if dash else "") + (" 0 J" if cap else ""))

    def path(self, path: Path, x: float, y: float) -> None:
        self.colour(path.fill, path.stroke)
        drawn = " ".join(_segments(path, x, self.up(y)))
        if path.fill:
            self.ops.append(f"{drawn} f")
        if path.stroke:
            self.ops.append(f"1 J 1 j {_n(path.line)} w {drawn} S 0 J 0 j")

    def matrix(self, matrix: Matrix, x: float, y: float) -> None:
        """All dark modules as one path, so that no hairline shows between them."""
        self.colour(matrix.colour)
        side = f"{matrix.module:.5f}"
        self.ops.append(f"q {side} 0 0 -{side} {_n(x)} {_n(self.up(y))} cm {_modules(matrix.modules)} f Q")


@lru_cache(maxsize=256)
def _modules(modules: Modules) -> str:
    """Rectangles of the dark modules, a unit a module, y downward."""
    return " ".join(f"{column} {row} {length} 1 re" for column, row, length in modules.runs)


def _segments(path: Path, x: float, y: float) -> Iterator[str]:
    """Path operators, y upward."""
    for segment in path.segments:
        operator, *figures = segment
        for i, figure in enumerate(figures):
            assert isinstance(figure, float | int)
            yield _n(y - figure if i % 2 else x + figure)
        yield "h" if operator == "z" else str(operator)


def _rounded(x: float, y: float, width: float, height: float, r: float) -> Iterator[str]:
    """A rectangle with quarter circles for corners."""
    k = r * (1 - KAPPA)
    right, top = x + width, y + height
    yield f"{_n(x + r)} {_n(y)} m {_n(right - r)} {_n(y)} l"
    yield f"{_n(right - k)} {_n(y)} {_n(right)} {_n(y + k)} {_n(right)} {_n(y + r)} c {_n(right)} {_n(top - r)} l"
    yield f"{_n(right)} {_n(top - k)} {_n(right - k)} {_n(top)} {_n(right - r)} {_n(top)} c {_n(x + r)} {_n(top)} l"
    yield f"{_n(x + k)} {_n(top)} {_n(x)} {_n(top - k)} {_n(x)} {_n(top - r)} c {_n(x)} {_n(y + r)} l"
    yield f"{_n(x)} {_n(y + k)} {_n(x + k)} {_n(y)} {_n(x + r)} {_n(y)} c h"
