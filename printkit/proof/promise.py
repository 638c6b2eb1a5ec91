"""What a document promises of each page, read from its frames by a walk of the proof's own: words, codes, links, marks.

Lengths are points, from the top left corner of the sheet; a sheet for the press is larger than its trimmed page.
"""

from collections.abc import Iterator
from typing import NamedTuple

from printkit.layout.document import Document
from printkit.layout.frame import Box, Disc, Frame, Glyphs, Line, Matrix, Path, Picture, Placed, Tag
from printkit.proof.report import Rect
from printkit.units import mm

PRESS_MARGIN = 10.0  # mm of sheet round the trimmed page, as README.md says of --press
BLEED = 3.0  # mm, what print shops ask for
MARKS = "Page"  # the detail of an artifact that holds cut marks
Item = Glyphs | Box | Disc | Line | Path | Matrix | Picture


class Turn(NamedTuple):
    """From a frame's own points to the sheet's: a shift, and a sign that is −1 inside a turned frame."""

    x: float = 0.0
    y: float = 0.0
    sign: int = 1

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A point of the frame on the sheet."""
        return self.x + self.sign * x, self.y + self.sign * y

    def rect(self, rect: Rect) -> Rect:
        """A rectangle of the frame on the sheet."""
        (a, b), (c, d) = self.at(*rect[:2]), self.at(*rect[2:])
        return min(a, c), min(b, d), max(a, c), max(b, d)

    def inside(self, placed: Placed, frame: Frame) -> "Turn":
        """The same for a frame placed in this one."""
        x, y = self.at(placed.x, placed.y)
        if not frame.turned:
            return Turn(x, y, self.sign)
        return Turn(x + self.sign * frame.width, y + self.sign * frame.height, -self.sign)


class Mark(NamedTuple):
    """Something to be drawn: the item, what of the sheet it covers, the frames' tags around it, its own point."""

    item: Item
    rect: Rect
    tags: tuple[Tag, ...]
    turn: Turn
    x: float
    y: float
    url: str = ""  # of the frame or the text itself

    @property
    def point(self) -> tuple[float, float]:
        """The item's point on the sheet: of glyphs the left end of the baseline."""
        return self.turn.at(self.x, self.y)

    def within(self, kind: str) -> bool:
        """Does it stand in a frame of that kind?"""
        return any(tag.kind == kind for tag in self.tags)

    @property
    def turned(self) -> bool:
        """Does it stand upside down?"""
        return self.turn.sign < 0

    @property
    def is_cut_mark(self) -> bool:
        """Is it for the knife, not for the reader?"""
        return any(tag.kind == "Artifact" and tag.detail == MARKS for tag in self.tags)


class Live(NamedTuple):
    """A rectangle to be live, and where it leads."""

    url: str
    rect: Rect


class Page(NamedTuple):
    """What a page promises. `runs` and `codes` stand in reading order; `trim` is the page inside its sheet."""

    width: float  # of the sheet
    height: float
    trim: Rect
    marks: tuple[Mark, ...]
    runs: tuple[Mark, ...]  # of glyphs
    codes: tuple[Mark, ...]  # of matrices
    lives: tuple[Live, ...]

    @property
    def is_press(self) -> bool:
        """Is it a sheet for the press, larger than its trimmed page?"""
        return self.trim[0] > 0


def promises(document: Document) -> tuple[Page, ...]:
    """What each page of a document promises."""
    return tuple(_page(frame, press=document.press is not None) for frame in document.pages)


def _page(frame: Frame, *, press: bool) -> Page:
    margin = mm(PRESS_MARGIN) if press else 0.0
    start = Turn(margin, margin)
    found = tuple(marks(frame, start))
    runs = tuple(mark for mark in found if isinstance(mark.item, Glyphs))
    codes = tuple(mark for mark in found if isinstance(mark.item, Matrix))
    lives = () if press else (*_live_frames(frame, start), *(Live(run.url, run.rect) for run in runs if _is_live(run)))
    trim = (margin, margin, margin + frame.width, margin + frame.height)
    return Page(frame.width + 2 * margin, frame.height + 2 * margin, trim, found, runs, codes, lives)


def _is_live(run: Mark) -> bool:
    """Has it an address, and is it no artifact, such as a running head, which nothing may be clicked in?"""
    return isinstance(run.item, Glyphs) and bool(run.item.link) and not run.within("Artifact")


def marks(frame: Frame, turn: Turn = Turn(), tags: tuple[Tag, ...] = (), url: str = "") -> Iterator[Mark]:  # noqa: B008
    """Everything a frame draws, in order."""
    for placed in frame.items:
        item = placed.item
        if isinstance(item, Frame):
            own = (item.role,) if item.role else ()
            yield from marks(item, turn.inside(placed, item), (*tags, *own), item.link or url)
        else:
            rect = turn.rect(covers(item, placed.x, placed.y))
            link = item.link if isinstance(item, Glyphs) else url
            yield Mark(item, rect, tags, turn, placed.x, placed.y, link)


def frames(frame: Frame, turn: Turn = Turn()) -> Iterator[tuple[Frame, Turn]]:  # noqa: B008
    """Every frame of a page with its place, the page first."""
    yield frame, turn
    for placed in frame.items:
        if isinstance(placed.item, Frame):
            yield from frames(placed.item, turn.inside(placed, placed.item))


def _live_frames(page: Frame, start: Turn) -> Iterator[Live]:
    for frame, turn in frames(page, start):
        if frame.link:
            yield Live(frame.link, turn.rect((0.0, 0.0, frame.width, frame.height)))


def covers(item: Item, x: float, y: float) -> Rect:
    """What an item at a point covers; of text its letters' height over its advance."""
    match item:
        case Glyphs():
            low, high = item.face.extent(item.text)
            said = item.text.rstrip()
            width = item.face.width(said) * item.size + item.tracking * max(0, len(said) - 1)
            return x, y - high * item.size, x + width, y - low * item.size
        case Box() | Picture():
            return x, y, x + item.width, y + item.height
        case Disc():
            return x - item.radius, y - item.radius, x + item.radius, y + item.radius
        case Line():
            half = item.width / 2
            left, right = sorted((x, x + item.dx))
            top, bottom = sorted((y, y + item.dy))
            return left - half, top - half, right + half, bottom + half
        case Matrix():
            side = modules(item) * item.module
            return x, y, x + side, y + side
        case Path():
            points = [segment[1:] for segment in item.segments if len(segment) > 1]
            xs = [x + float(v) for point in points for v in point[::2]]
            ys = [y + float(v) for point in points for v in point[1::2]]
            half = item.line / 2
            return min(xs) - half, min(ys) - half, max(xs) + half, max(ys) + half


def dark(code: Matrix) -> float:
    """Square points of its dark modules."""
    return sum(length for _column, _row, length in code.modules.runs) * code.module**2


def modules(code: Matrix) -> int:
    """Modules a side."""
    return max(row for _column, row, _length in code.modules.runs) + 1
