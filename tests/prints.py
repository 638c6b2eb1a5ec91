"""Prints to look at: a case goes in; its document, PDF, text and codes come out, each made once a run."""

from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pypdfium2
import zxingcpp
from PIL.Image import Image
from pypdf import PdfReader

from printkit.compose import compose
from printkit.fill import fill, only_section
from printkit.fonts import covered
from printkit.formats import NAMES, Options
from printkit.inline import guide_addresses, section_addresses
from printkit.layout.document import Document
from printkit.model import Guide, Ward
from printkit.pdf.pen import draw
from printkit.source.guide import read_guide
from printkit.wardlist.reading import read_wards
from tests.office import HOUSE

GUIDES = {path.stem: path for path in sorted((HOUSE / "guides").glob("*.yaml"))}
GALLERY = {path.stem: path for path in sorted((HOUSE / "guides" / "gallery").glob("*.yaml"))}
WARDS = HOUSE / "guides" / "wards.csv"
DPI = 300
QR = zxingcpp.barcode_formats_from_str("QRCode")


class Case(NamedTuple):
    """A print: guide, format, and how."""

    guide: str
    format: str
    section: str = ""
    cards: str = "procedure"
    size: str = "A7"
    ink_saver: bool = False
    ward: str = ""

    def __str__(self) -> str:
        words = [self.guide, self.section, self.format]
        words += [self.cards, self.size] if self.format == "flashcards" else []
        return "-".join(word for word in (*words, "ink" * self.ink_saver, self.ward) if word)

    @property
    def options(self) -> Options:
        """The options that make it; the section is cut out before."""
        return Options(cards=self.cards, card_size=self.size, ink_saver=self.ink_saver)


def parse(text: str) -> Guide:
    """A guide from the text of its file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tried.yaml"
        path.write_text(text, encoding="utf-8")
        return read_guide(path, covered())


@cache
def source(name: str) -> Guide:
    return read_guide((GUIDES | GALLERY)[name], covered())


@cache
def wards() -> dict[str, Ward]:
    return {ward.code: ward for ward in read_wards(WARDS, covered()).wards}


@cache
def guide(case: Case) -> Guide:
    """What the case prints."""
    filled = fill(source(case.guide), wards()[case.ward] if case.ward else None)
    return only_section(filled, case.section) if case.section else filled


@cache
def document(case: Case) -> Document:
    return compose(guide(case), case.format, case.options)


@cache
def pdf(case: Case) -> bytes:
    return draw(document(case))


@cache
def pages(case: Case) -> tuple[str, ...]:
    """Text of each page, white space folded."""
    return tuple(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf(case))).pages)


def text(case: Case) -> str:
    return " ".join(pages(case))


@cache
def live(case: Case) -> frozenset[str]:
    """Every address that a reader can click."""
    found: set[str] = set()
    for page in PdfReader(BytesIO(pdf(case))).pages:
        annotations: Any = page.get("/Annots", [])
        found |= {str(annotation.get_object()["/A"]["/URI"]) for annotation in annotations}
    return frozenset(found)


def rasters(data: bytes, dpi: int = DPI) -> list[Image]:
    """Each page as a grey picture."""
    return [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in pypdfium2.PdfDocument(data)]


def decoded(picture: Image) -> list[str]:
    """What the codes on a picture say."""
    found = zxingcpp.read_barcodes(picture, QR, try_rotate=False, try_invert=False)
    return [bytes(code.bytes).decode() for code in found]


def urls(of: Guide) -> set[str]:
    """Every address that must have a code: of the guide, its sections and its ward."""
    links = [*guide_addresses(of), *(link for section in of.sections for link in section_addresses(section))]
    return {link.url for link in links} | ({of.ward.url} if of.ward and of.ward.url else set())


def every(*, ink_saver: tuple[bool, ...] = (False, True), alone: bool = True) -> list[Case]:
    """Cases of every guide and format: whole and by section, every kind of card, colour and ink-saver."""
    kinds = {"flashcards": [(cards, size) for cards in ("procedure", "step") for size in ("A7", "A6")]}
    return [
        Case(name, fmt, section, *kind, ink_saver=ink)
        for name in GUIDES
        for fmt in NAMES
        for kind in kinds.get(fmt, [("procedure", "A7")])
        for ink in ink_saver
        for section in ("", *(section.id for section in source(name).sections if alone))
    ]
