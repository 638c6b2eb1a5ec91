"""A finished layout: rectangles with items at fixed points, and what each is to a reader who cannot see it.

Frames are dumb: whoever draws one decides nothing. Lengths are points, origin top left, y down.
Items stand in reading order, which is also the order of painting.
"""

from typing import Any, NamedTuple, Protocol


class Face(Protocol):
    """One weight of a type family. Figures are in em."""

    @property
    def name(self) -> str:
        """Name that finds the face again, e.g. `BeVietnamPro-Bold`."""

    def width(self, text: str) -> float:
        """Advance of the text."""

    def __hash__(self) -> int:
        """Faces are cached by."""

    def extent(self, text: str) -> tuple[float, float]:
        """Lowest and highest point of the glyphs' outlines above the baseline (descent is negative)."""

    def advance(self, char: str) -> int:
        """Advance of a character in 1/1000 em."""

    def glyph_box(self, char: str) -> tuple[int, int, int, int]:
        """Left, bottom, right and top of a character's outline in 1/1000 em from the origin; all 0 for a blank."""


class Tag(NamedTuple):
    """What a frame is in the structure tree.

    `kind` is a PDF structure type, or `Artifact`, whose `detail` says which (Layout, Pagination, Page).
    Frames of one kind with one `key` under one parent are one element, over columns and pages.
    """

    kind: str
    key: str = ""
    alt: str = ""
    actual: str = ""
    lang: str = ""
    detail: str = ""


LAYOUT = Tag("Artifact", detail="Layout")
PAGINATION = Tag("Artifact", detail="Pagination")
PAGE = Tag("Artifact", detail="Page")


class Glyphs(NamedTuple):
    """Text on one line in one face; its point is the left end of the baseline."""

    text: str
    face: Face
    size: float
    colour: str
    tracking: float = 0.0
    link: str = ""


class Box(NamedTuple):
    """A rectangle; its point is the top left corner. The stroke, if any, is drawn inside the edge."""

    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    line: float = 0.0
    radius: float = 0.0


class Disc(NamedTuple):
    """A circle; its point is the centre. The stroke, if any, is drawn inside the edge."""

    radius: float
    fill: str = ""
    stroke: str = ""
    line: float = 0.0


class Line(NamedTuple):
    """A straight line from its point by (dx, dy); `dash` repeats dot and pitch."""

    dx: float
    dy: float
    width: float
    colour: str
    dash: tuple[float, float] | None = None
    round: bool = False


class Path(NamedTuple):
    """An outline: segments `("m", x, y)`, `("l", x, y)`, `("c", x1, y1, x2, y2, x3, y3)`, `("z",)` from its point."""

    segments: tuple[tuple[str | float, ...], ...]
    fill: str = ""
    stroke: str = ""
    line: float = 0.0


class Modules(Protocol):
    """A code's dark modules."""

    def __hash__(self) -> int:
        """Their drawing is cached."""

    @property
    def runs(self) -> tuple[tuple[int, int, int], ...]:
        """Merged row by row: (column, row, length)."""


class Matrix(NamedTuple):
    """A QR code's dark modules; its point is the top left of the first module."""

    module: float
    modules: Modules
    colour: str = "#000000"


class Slot(Protocol):
    """What sets a frame anew for another ward."""

    def set(self, ward: Any, width: float) -> "Frame | None":
        """The frame of that ward, of the same role; None where it has nothing to say there. Raises TooWide."""


class Pixels(Protocol):
    """A picture's file, equal to another by what is in it."""

    def __hash__(self) -> int:
        """What is made of it for print is cached."""

    @property
    def data(self) -> bytes:
        """The PNG or JPEG."""

    @property
    def width(self) -> int:
        """Pixels, of the picture held upright."""

    @property
    def height(self) -> int:
        """The same downward."""


class Picture(NamedTuple):
    """A picture on a rectangle; its point is the top left corner. `grey` prints it without colours."""

    width: float
    height: float
    pixels: Pixels
    grey: bool = False


class Placed(NamedTuple):
    """An item at a point of its frame."""

    x: float
    y: float
    item: "Frame | Glyphs | Box | Disc | Line | Path | Matrix | Picture"


class Frame(NamedTuple):
    """A rectangle with items at fixed points. `link` makes the whole rectangle live; `turned` draws it upside down.

    A turned frame is rotated by 180° about its centre with all it holds; its items' points are those before the turn.
    What stands in a `slot`, and nothing else, is another ward's in its print; such a frame has a role.
    """

    width: float
    height: float
    items: tuple[Placed, ...] = ()
    role: Tag | None = None
    link: str = ""
    turned: bool = False
    slot: Slot | None = None
