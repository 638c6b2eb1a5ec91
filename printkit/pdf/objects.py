"""Objects as PDF/A wants them and ReportLab does not write them. Parts in, objects for a document out."""

import zlib
from collections.abc import Mapping

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObject, PDFObjectReference, PDFStream
from reportlab.pdfbase.pdfdoc import format as formatted

LEVEL = 6  # zlib; level 9 takes 1.6 ms instead of 0.9 for 18 KB of page code and saves 1.4 %


class Stream(PDFStream):
    """A stream whose data stands in the file as given, with the end of line before `endstream` that PDF/A wants.

    The end of line is CRLF: readers that strip one lone LF would take a final 0x0D of the data with it.
    Documents here are never encrypted.
    """

    def format(self, document: PDFDocument) -> bytes:
        """The dictionary with its Length, and the data."""
        data: bytes = self.content
        entries = {**self.dictionary.dict, "Length": str(len(data))}
        head = b"".join(
            b"/%b %b\n" % (key.encode("ascii"), formatted(value, document)) for key, value in entries.items()
        )
        return b"".join((b"<<\n", head, b">>\nstream\r\n", data, b"\r\nendstream"))


class Written(PDFObject):
    """An object written out by hand: PDF syntax with references between."""

    __RefOnly__ = 1  # ReportLab: always an object of its own

    def __init__(self, *parts: str | PDFObjectReference) -> None:
        self.parts = parts

    def format(self, document: PDFDocument) -> bytes:
        """The parts one after another."""
        return b"".join([formatted(part, document) for part in self.parts])


def stored(entries: Mapping[str, object], data: bytes) -> Stream:
    """A stream of data as it is: plain, or already encoded by the `Filter` that the entries name."""
    return Stream(PDFDictionary(dict(entries)), data)


def stream(entries: Mapping[str, object], data: bytes) -> Stream:
    """A stream of data deflated here. The same data gives the same bytes."""
    return stored({**entries, "Filter": "/FlateDecode"}, zlib.compress(data, LEVEL))


def add(document: PDFDocument, thing: PDFObject) -> PDFObjectReference:
    """Give the document an object of its own; the reference to it."""
    reference: PDFObjectReference = document.Reference(thing)  # type: ignore[no-untyped-call]
    return reference
