"""A proof to look at: the pages of a file as pictures, each finding framed and numbered in red."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from printkit.proof.report import Rect, Report
from printkit.proof.seen import Book
from printkit.units import POINTS_PER_INCH, mm

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 110  # small print can be read, and a page fits a screen
RED, WHITE = (208, 0, 32), (255, 255, 255)
RIM = 1.2  # mm between a place and its frame
LINE, FIGURE = 0.7, 4.2  # mm, of a frame and of its number
FAST = 1  # zlib level


def pages(pdf: bytes, report: Report, dpi: int) -> Iterator[tuple[int, "Image"]]:
    """Each page in colour with its number: of a merged file those that were looked at, or where something is wrong."""
    with closing(Book(pdf)) as book:
        numbers: Iterable[int] = range(1, book.count + 1)
        if report.merged:
            some = {page.page for page in report.pages} | {each.page for each in report.failures}
            numbers = sorted(some & set(numbers))
        for number in numbers:
            for sheet in book.sheets(number - 1, 1):
                rect = (0.0, 0.0, sheet.width, sheet.height)
                yield number, sheet.colour(rect, dpi / POINTS_PER_INCH).convert("RGB")


class Spot(NamedTuple):
    """A place to frame, with the numbers of the failures there, and where the frame lies on the page in mm."""

    label: str
    rect: Rect


def spots(report: Report, page: int, width: float, height: float) -> Iterator[Spot]:
    """The places of a page's failures, numbered as the report has them; what begins at one place has one label."""
    found = [(i, around(each.place, width, height)) for i, each in enumerate(report.failures, 1) if each.page == page]
    named: set[int] = set()
    for _number, rect in found:
        same = [i for i, other in found if i not in named and _together(rect, other)]
        named.update(same)
        yield Spot(" ".join(map(str, same)), rect)


def _together(one: Rect, other: Rect) -> bool:
    return abs(one[0] - other[0]) < FIGURE and abs(one[1] - other[1]) < FIGURE


def framed(pdf: bytes, report: Report) -> Iterator[tuple[int, bytes]]:
    """Each page's number, and it as PNG with the failures on it framed and numbered."""
    scale = mm(1) * DPI / POINTS_PER_INCH
    for number, page in pages(pdf, report, DPI):
        _frame(page, list(spots(report, number, page.width / scale, page.height / scale)), scale)
        yield number, png(page)


def png(picture: "Image") -> bytes:
    """A picture as a PNG file."""
    stream = BytesIO()
    picture.save(stream, "PNG", compress_level=FAST, dpi=(DPI, DPI))
    return stream.getvalue()


def _frame(page: "Image", found: Sequence[Spot], scale: float) -> None:
    from PIL.ImageDraw import Draw
    from PIL.ImageFont import load_default

    pen, high = Draw(page), FIGURE * scale
    font = load_default(high * 0.8)
    for spot in found:
        left, top, right, bottom = (side * scale for side in spot.rect)
        pen.rectangle((left, top, right, bottom), outline=RED, width=max(2, round(LINE * scale)))
        if spot.label:
            wide, foot = pen.textlength(spot.label, font) + 0.5 * high, max(high, top)
            pen.rectangle((left, foot - high, left + wide, foot), fill=RED)
            pen.text((left + wide / 2, foot - high / 2), spot.label, fill=WHITE, font=font, anchor="mm")


def around(place: Rect | None, width: float, height: float) -> Rect:
    """A place in mm with a rim, inside a page; the whole page for a finding without a place."""
    left, top, right, bottom = place or (0.0, 0.0, width, height)
    x, y = min(max(RIM, left - RIM), width - 2 * RIM), min(max(RIM, top - RIM), height - 2 * RIM)
    return x, y, max(x + RIM, min(right + RIM, width - RIM)), max(y + RIM, min(bottom + RIM, height - RIM))
