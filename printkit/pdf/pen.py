"""The press: a Document goes in, the bytes of a PDF come out, tagged (PDF/UA-1) and archival (PDF/A-2a)."""

from printkit.layout.document import Document
from printkit.pdf.objects import FAST
from printkit.pdf.plate import Plate


def draw(document: Document, alike: frozenset[str] | None = None) -> bytes:
    """The PDF of a document; with the characters of many prints `alike`, one of those. Same input, same bytes."""
    if alike is None:
        return Plate(document).whole()
    return Plate(document, alike, effort=FAST).whole()
