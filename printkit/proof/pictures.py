"""A proof to look at: the pages of a file as pictures, each finding framed and numbered in red."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from printkit.proof.report import Finding, Rect, Report
from printkit.proof.seen import sheets
from printkit.units import POINTS_PER_INCH, mm

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 110  # small print can be read, and a page fits a screen
RED = (208, 0, 32)
RIM = 1.2  # mm between a place and its frame
LINE, FIGURE = 0.7, 4.2  # mm, of a frame and of its number
FAST = 1  # zlib level


def pages(pdf: bytes, dpi: int) -> Iterator["Image"]:
    """Each page in colour."""
    for sheet in sheets(pdf):
        yield sheet.colour((0.0, 0.0, sheet.width, sheet.height), dpi / POINTS_PER_INCH).convert("RGB")


def framed(pdf: bytes, report: Report) -> Iterator[bytes]:
    """Each page as PNG with the failures on it framed, and numbered as the report has them."""
    for number, page in enumerate(pages(pdf, DPI), 1):
        _frame(page, [(i, each) for i, each in enumerate(report.failures, 1) if each.page == number])
        yield png(page)


def png(picture: "Image") -> bytes:
    """A picture as a PNG file."""
    stream = BytesIO()
    picture.save(stream, "PNG", compress_level=FAST, dpi=(DPI, DPI))
    return stream.getvalue()


def _frame(page: "Image", findings: Sequence[tuple[int, Finding]]) -> None:
    from PIL.ImageDraw import Draw
    from PIL.ImageFont import load_default

    pen, scale = Draw(page), mm(1) * DPI / POINTS_PER_INCH
    font = load_default(FIGURE * scale * 0.8)
    for number, finding in findings:
        left, top, right, bottom = (side * scale for side in around(finding.place, page.width, page.height, scale))
        pen.rectangle((left, top, right, bottom), outline=RED, width=max(2, round(LINE * scale)))
        side = FIGURE * scale * (0.6 + 0.4 * len(str(number)))
        pen.rectangle((left, max(0.0, top - FIGURE * scale), left + side, max(FIGURE * scale, top)), fill=RED)
        middle = (left + side / 2, max(FIGURE * scale, top) - FIGURE * scale / 2)
        pen.text(middle, str(number), fill=(255, 255, 255), font=font, anchor="mm")


def around(place: Rect | None, width: float, height: float, scale: float = 1.0) -> Rect:
    """A place in mm with a rim, inside a page; the whole page for a finding without a place."""
    most = (width / scale - RIM, height / scale - RIM)
    left, top, right, bottom = place or (0.0, 0.0, *most)
    x, y = (min(max(RIM, side - RIM), far) for side, far in zip((left, top), most, strict=True))
    return x, y, max(x + RIM, min(right + RIM, most[0])), max(y + RIM, min(bottom + RIM, most[1]))
