"""A guide in one format for the wards of a list: laid out and drawn once, then printed ward by ward.

Where the guide's body names the ward, or a ward's own contact does not fit into the room of the longest, that ward's
print is laid out for itself. Same guide, list and ward, same bytes, whichever wards are printed beside it.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from printkit import __version__
from printkit.compose import compose, warnings
from printkit.errors import BugError, LayoutError, PrintkitError, Problem, bugs_apart, bugs_kept
from printkit.fill import fill, guide_issuer, names_ward, placeholders
from printkit.formats import Options
from printkit.inline import plain
from printkit.layout.document import Document
from printkit.layout.fit import ALONE, Places
from printkit.layout.frame import Frame
from printkit.layout.text import TooWide
from printkit.model import Guide, Ward, Words
from printkit.parts.help import Issuer
from printkit.pdf.pen import draw
from printkit.pdf.plate import Plate, Uncovered
from printkit.series import Series
from printkit.values import replace

if TYPE_CHECKING:
    from hashlib import _Hash

CLOSE = 0.01  # pt, of rounding
TURNS = 3  # tries for a ward whose contact leaves room for the others'; one that needs more is laid out for itself
DIGEST = 32  # hexadecimal digits, of what a print was made from


class Print(NamedTuple):
    """A ward's print: the file in its parts, and how to get at the pages it holds."""

    parts: tuple[bytes, ...]
    sheets: "Sheets"

    @property
    def pdf(self) -> bytes:
        """The file."""
        return b"".join(self.parts)


class Sheets(NamedTuple):
    """The document of a print: as laid out, with the frames that a ward has in its slots; None for no slots."""

    document: Document
    frames: tuple[Frame, ...] | None = None

    def whole(self) -> Document:
        """The document with every slot filled."""
        if self.frames is None:
            return self.document
        frames = iter(self.frames)
        pages = tuple(_with_slots(page, lambda _frame: next(frames)) for page in self.document.pages)
        return self.document._replace(pages=pages)


class _First(NamedTuple):
    """The print of the fullest ward, None where it cannot be set, and its places on the ladders: all others follow."""

    ward: Ward
    pattern: Document | None
    places: Places


class Edition:
    """A guide in a format, for a series of wards.

    `bugs` are those of ours met in what all prints share: the wards are then laid out each for itself.
    """

    def __init__(self, guide: Guide, fmt: str, options: Options, series: Series) -> None:
        self.guide, self.fmt, self.options, self.series = guide, fmt, options, series
        self.bugs: list[BugError] = []

    def print(self, ward: Ward) -> Print:
        """The ward's print. Raises SourceError and LayoutError where the guide cannot be filled or set for it."""
        sheets = self.sheets(ward)
        if self.plate and sheets.frames is not None:
            with suppress(Uncovered):
                return Print((self.plate.stem.data, self.plate.branch(sheets.document, sheets.frames)), sheets)
        return Print((draw(sheets.whole(), self.series.characters),), sheets)

    def sheets(self, ward: Ward) -> Sheets:
        """The ward's document: the pattern with the ward's frames, or laid out for itself. Raises as `print` does."""
        frames = self._frames(ward) if self.plate else None
        if self.plate is None or frames is None:
            return Sheets(self._alone(fill(self.guide, ward)))
        return Sheets(self._told(self.plate.document, ward), frames)

    def _alone(self, guide: Guide) -> Document:
        """A ward's own document, at the places of the first; where it cannot stand there, wherever it can."""
        try:
            return compose(guide, self.fmt, self.options, self._first.places)
        except LayoutError:
            return compose(guide, self.fmt, self.options)

    @property
    def author(self) -> str:
        """The guide's issuer as a file of all wards names it: what differs from ward to ward is left open."""
        return self._issuer(self.series.anyone)

    def _issuer(self, ward: Ward) -> str:
        """The guide's issuer, filled in for a ward."""
        return plain(guide_issuer(self.guide, ward))

    def digest(self, ward: Ward) -> str:
        """A digest of all that goes into the ward's print: guide, options, list, faces, our own code's doing."""
        own = sha256(self._mark)
        own.update(repr(ward.values()).encode())
        return own.hexdigest()[:DIGEST]

    def sum(self, parts: tuple[bytes, ...]) -> str:
        """The SHA-256 of a print's file; that of the part which all share is taken once."""
        total, rest = (self._stem_sum.copy(), parts[1:]) if len(parts) > 1 else (sha256(), parts)
        for part in rest:
            total.update(part)
        return total.hexdigest()

    def warnings(self) -> tuple[Problem, ...]:
        """What `compose.warnings` says of the prints; nothing where each ward is laid out for itself."""
        return warnings(self.guide, self.plate.document, self.fmt) if self.plate else ()

    @cached_property
    def _stem_sum(self) -> "_Hash":
        assert self.plate
        return sha256(self.plate.stem.data)

    @cached_property
    def _mark(self) -> bytes:
        """A digest of what all wards share: the first print, or the guide where each is set for itself."""
        parts = [__version__.encode(), repr((self.guide, self.fmt, self.options)).encode()]
        try:
            with bugs_apart():
                parts += self.print(self._first.ward).parts
        except PrintkitError as error:
            parts.append(str(error).encode())
        parts.append("".join(sorted(self.series.characters)).encode())
        return sha256(b"\0".join(parts)).digest()

    @cached_property
    def _first(self) -> _First:
        """The print of a ward whose contact leaves room for that of each other; the body names the longest of all."""
        first = self._tried(self.series.fullest[0])
        for _turn in range(TURNS):
            gaps = _gaps(first.pattern)
            over = [self._over(gaps, ward) for ward in self.series.fullest]
            if max(over) <= CLOSE:
                break
            first = self._tried(self.series.fullest[over.index(max(over))])
        return first

    def _tried(self, ward: Ward) -> _First:
        places = Places()
        pattern: Document | None = None
        with suppress(PrintkitError), bugs_kept(self.bugs):  # a ward that has a fault will tell
            longest = fill(self.guide, self.series.widest)
            issuer = (Words(ward.issuer),) if ward.issuer else guide_issuer(self.guide, self.series.widest)
            pattern = compose(replace(longest, ward=ward, issuer=issuer), self.fmt, self.options, places)
        places.close()
        return _First(ward, pattern, places if pattern else ALONE)

    def _over(self, gaps: tuple[Frame, ...], ward: Ward) -> float:
        """Points by which what a ward has in a gap is higher than what stands there; infinite where it is wider."""
        ward, over = self._issued(ward), 0.0
        for gap in gaps:
            with suppress(PrintkitError), bugs_apart():  # which its own print will tell; it leads no other astray
                over = max(over, _height(gap, ward) - gap.height)
        return over

    def _issued(self, ward: Ward) -> Ward:
        """The ward with the guide's issuer where it has none of its own and others have, or theirs names them."""
        differs = self.series.widest.issuer or any(placeholders(self.guide.issuer))
        if differs and not ward.issuer:
            return replace(ward, issuer=self._issuer(ward))
        return ward

    @cached_property
    def plate(self) -> Plate | None:
        """The pages with gaps; None where each ward needs its own."""
        if self._names_ward:
            return None
        pattern = self._first.pattern
        if pattern is None:
            return None
        if not self.series.widest.issuer:
            pattern = pattern._replace(pages=tuple(_with_slots(page, _closed) for page in pattern.pages))
        characters = self.series.characters | frozenset(self._issuer(self.series.widest))
        with suppress(BugError), bugs_kept(self.bugs):
            return Plate(pattern, characters, self._samples(pattern), opened=True)
        return None

    def _samples(self, pattern: Document) -> Iterator[Frame]:
        """What stands in the slots for wards that fill other fields than the first: each brings its own label."""
        for gap in _gaps(pattern):
            for ward in (self.series.widest, *self.series.fullest):
                frame = None
                with suppress(PrintkitError), bugs_apart(), suppress(TooWide):  # which the ward's own print will tell
                    frame = gap.slot.set(self._issued(ward), gap.width) if gap.slot else None
                if frame:
                    yield frame

    @property
    def _names_ward(self) -> bool:
        """Does the body print anything of a ward? The ward's issuer does where the text names the guide's."""
        named = any(piece.name == "guide.issuer" for piece in placeholders(self.guide))
        return names_ward(self.guide) or (named and bool(self.series.widest.issuer))

    def _frames(self, ward: Ward) -> tuple[Frame, ...] | None:
        """What the ward has in each gap; None when one of them is larger than its gap."""
        assert self.plate
        ward = self._issued(ward)
        done: dict[int, Frame | None] = {}
        for kind, gap in zip(self._kinds, self.plate.gaps, strict=True):
            if kind not in done:
                done[kind] = _set(gap, ward)
        frames = tuple(frame for kind in self._kinds if (frame := done[kind]))
        return frames if len(frames) == len(self._kinds) else None

    @cached_property
    def _kinds(self) -> tuple[int, ...]:
        """A number for each gap, the same for gaps in which a ward has the same frame."""
        assert self.plate
        numbers: dict[object, int] = {}
        return tuple(numbers.setdefault((gap.slot, gap.width, gap.height), len(numbers)) for gap in self.plate.gaps)

    def _told(self, pattern: Document, ward: Ward) -> Document:
        """The pattern with what the ward's file says of itself."""
        made_from = tuple((key, ward.id if key == "ward" else value) for key, value in pattern.made_from)
        author = (ward.issuer or self._issuer(ward)) if self.series.widest.issuer else pattern.author
        return pattern._replace(made_from=made_from, author=author)


def _slots(frame: Frame) -> Iterator[Frame]:
    """The frames that stand in slots."""
    if frame.slot is not None:
        yield frame
        return
    for placed in frame.items:
        if isinstance(placed.item, Frame):
            yield from _slots(placed.item)


def _gaps(pattern: Document | None) -> tuple[Frame, ...]:
    """The frames that stand in slots of a document, those alike once."""
    found = (gap for page in pattern.pages for gap in _slots(page)) if pattern else ()
    return tuple({(gap.slot, gap.width, gap.height): gap for gap in found}.values())


def _height(gap: Frame, ward: Ward) -> float:
    """Points that what a ward has in a gap is high; infinite where it is wider than that."""
    assert gap.slot
    try:
        frame = gap.slot.set(ward, gap.width)
    except TooWide:
        return inf
    return frame.height if frame else 0.0


def _set(gap: Frame, ward: Ward) -> Frame | None:
    """A gap's frame for a ward, or None when it does not fit in there."""
    assert gap.slot
    try:
        frame = gap.slot.set(ward, gap.width)
    except TooWide:
        return None
    return frame if frame and frame.height <= gap.height + CLOSE else None


def _with_slots(frame: Frame, put: Callable[[Frame], Frame]) -> Frame:
    """The frame with another in place of each that stands in a slot; what holds none stays the same object."""
    if frame.slot is not None:
        return put(frame)
    items = tuple(
        placed._replace(item=_with_slots(placed.item, put)) if isinstance(placed.item, Frame) else placed
        for placed in frame.items
    )
    same = all(new.item is old.item for new, old in zip(items, frame.items, strict=True))
    return frame if same else frame._replace(items=items)


def _closed(frame: Frame) -> Frame:
    """A frame that no ward of the list changes has no slot."""
    return frame._replace(slot=None) if isinstance(frame.slot, Issuer) else frame
