"""A finished file as pypdf reads it: each page's text, operators, annotations and fonts, and the file's own catalogue.

The only module that knows pypdf.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from io import BytesIO
from typing import Any, NamedTuple

OUTLINES = re.compile(
    rb"(?:-?[\d.]+ ){2}(?:(?:-?[\d.]+ ){2}re|[ml]|(?:-?[\d.]+ ){4}c)\b"
)  # thousands, none of them text
CMYK = 4  # inks
DEEPEST = 50  # levels of pages; a tree deeper than that goes round
INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")  # PDF 1.7, table 30
# What spoilt objects bring out of whoever reads them: none is there, one of another kind, or of another size.
BROKEN = (AttributeError, IndexError, KeyError, OverflowError, RecursionError, TypeError, ValueError)


@contextmanager
def as_value_error() -> Iterator[None]:
    """Whatever a spoilt file raises inside, as a ValueError."""
    from pypdf.errors import PyPdfError

    try:
        yield
    except (PyPdfError, *BROKEN) as reason:
        raise ValueError(str(reason)) from None


class Operator(NamedTuple):
    """An operator of a page's content with its operands."""

    name: str
    operands: Any


class PageRead:
    """A page as pypdf has it; its content is read when it is first asked for."""

    def __init__(self, page: Any) -> None:
        self.page = page

    @cached_property
    def text(self) -> str:
        """The words, line by line."""
        from pypdf.generic import NameObject

        self.page[NameObject("/Contents")] = self._content  # so that its operators are read but once
        text: str = self.page.extract_text()
        return text

    @cached_property
    def operators(self) -> tuple[Operator, ...]:
        """The content's operators in order, outlines left out."""
        return tuple(Operator(name.decode("latin-1"), operands) for operands, name in self._content.operations)

    @cached_property
    def _content(self) -> Any:
        from pypdf.generic import ContentStream

        given = self.page.get_contents()
        content = ContentStream(None, self.page.pdf, "bytes")
        content.set_data(OUTLINES.sub(b"", given.get_data() if given is not None else b""))
        return content

    @cached_property
    def annotations(self) -> tuple[Any, ...]:
        """The annotations' dictionaries, with their object numbers where they have one."""
        return tuple(self.page.get("/Annots", ()) or ())

    def box(self, name: str) -> tuple[float, float, float, float]:
        """A box of the page, in points from the bottom left; the media box where it is not given."""
        left, low, right, high = (float(side) for side in self.page.get(name, self.page.mediabox))
        return left, low, right, high

    @property
    def fonts(self) -> dict[str, Any]:
        """The page's fonts by the names that its content calls them."""
        resources = self.page.get("/Resources")
        fonts = resources.get_object().get("/Font") if resources is not None else None
        return {name: font.get_object() for name, font in fonts.get_object().items()} if fonts is not None else {}


class Reading:
    """A file read once. Raises ValueError where pypdf can make nothing of it."""

    def __init__(self, pdf: bytes) -> None:
        from pypdf import PdfReader

        logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it mutters, the findings say
        with as_value_error():
            self.file = PdfReader(BytesIO(pdf))

    @cached_property
    def pages(self) -> tuple[PageRead, ...]:
        """All pages. Of a file of thousands that takes a gigabyte: see `following`."""
        return tuple(PageRead(page) for page in self.file.pages)

    def following(self, reference: Any, count: int) -> tuple[PageRead, ...]:
        """A page by its reference and those that follow beside it, so many in all, or as many as there are."""
        parent = reference.get_object()["/Parent"]
        beside = list(parent["/Kids"])
        first = [kid.idnum for kid in beside].index(reference.idnum)
        return tuple(PageRead(self._page(kid)) for kid in beside[first : first + count])

    def _page(self, reference: Any) -> Any:
        """A page, with what it has from the pages above it."""
        from pypdf import PageObject
        from pypdf.generic import NameObject

        page = PageObject(self.file, reference)
        page.update(reference.get_object())
        above: Any = page
        for _level in range(DEEPEST):
            above = above.get("/Parent")
            if above is None:
                return page
            above = above.get_object()
            page.update({NameObject(key): above[key] for key in INHERITED if key in above and key not in page})
        raise ValueError("the page tree goes round")

    @property
    def root(self) -> Any:
        """The catalogue."""
        return self.file.trailer["/Root"].get_object()

    def object(self, number: int) -> Any:
        """An object of the file by its number."""
        return self.file.get_object(number)

    @property
    def packet(self) -> str:
        """The XMP packet; empty where there is none."""
        stream = self.root.get("/Metadata")
        data: bytes = stream.get_object().get_data() if stream is not None else b""
        return data.decode("utf-8", "replace")

    @property
    def profile(self) -> tuple[bytes, str]:
        """The CMYK profile that the file's inks are meant for, and what it is called; empty where there is none."""
        for intent in self.root.get("/OutputIntents", ()):
            told = intent.get_object()
            profile = told.get("/DestOutputProfile")
            if profile is not None and profile.get_object().get("/N") == CMYK:
                return profile.get_object().get_data(), str(told.get("/OutputConditionIdentifier", ""))
        return b"", ""
