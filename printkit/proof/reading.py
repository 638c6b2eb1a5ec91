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
    """A page as pypdf has it."""

    def __init__(self, page: Any, text: str, operators: tuple[Operator, ...]) -> None:
        self.page, self.text, self.operators = page, text, operators

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
            self.pages = tuple(self._read(page) for page in self.file.pages)

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

    def _read(self, page: Any) -> PageRead:
        from pypdf.generic import ContentStream, NameObject

        given = page.get_contents()
        data = given.get_data() if given is not None else b""
        content = ContentStream(None, self.file, "bytes")
        content.set_data(OUTLINES.sub(b"", data))
        page[NameObject("/Contents")] = content  # so that its operators are read but once
        text = page.extract_text()
        operators = tuple(Operator(name.decode("latin-1"), operands) for operands, name in content.operations)
        return PageRead(page, text, operators)
