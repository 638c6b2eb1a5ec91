"""The press: a Document goes in, the bytes of a PDF come out, tagged (PDF/UA-1) and archival (PDF/A-2a)."""

from printkit.layout.document import Document
from printkit.pdf.plate import Plate


def draw(document: Document) -> bytes:
    """The PDF of a document. Same input, same bytes."""
    return Plate(document).whole()
