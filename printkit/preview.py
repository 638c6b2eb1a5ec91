"""Pictures of a print: the bytes of a PDF go in, a PNG a page comes out."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from printkit.units import POINTS_PER_INCH

FAST = 1  # zlib level; a page is as small at 1 as at 6


def pictures(pdf: bytes, dpi: int) -> Iterator[bytes]:
    """The pages as PNG, at dots an inch."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(pdf)
    try:
        for page in document:
            stream = BytesIO()
            picture = page.render(scale=dpi / POINTS_PER_INCH).to_pil()
            picture.save(stream, "PNG", compress_level=FAST, dpi=(dpi, dpi))
            yield stream.getvalue()
    finally:
        document.close()


def as_pictures(path: Path, pdf: bytes, dpi: int) -> Iterator[tuple[Path, bytes]]:
    """A print as files `<name>-p1.png`, `<name>-p2.png` …; `path` has no ending."""
    for number, picture in enumerate(pictures(pdf, dpi), start=1):
        yield path.with_name(f"{path.name}-p{number}.png"), picture
