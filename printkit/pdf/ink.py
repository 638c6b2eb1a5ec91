"""A page's content: a frame goes in; drawing operators, live rectangles and what they mean to a reader come out.

One walk over the frames; nothing is decided here. The page flips here and nowhere else: frames count from the top
left, PDF from the bottom left. Marked content is flat: what opens closes what was open, and nothing opens empty.
"""

from functools import lru_cache
from typing import NamedTuple

from printkit.fonts import FontFace
from printkit.layout.frame import LAYOUT, PAGE, Box, Disc, Frame, Glyphs, Line, Matrix, Path, Picture, Tag
from printkit.memo import Same
from printkit.pdf import strokes
from printkit.pdf.objects import LEVEL, deflated
from printkit.pdf.strokes import CROP_LINE, PRESS_MARGIN, black_only, cmyk, crop_marks, number, rgb
from printkit.pdf.type import encode, resource_name
from printkit.units import mm

HOLDS_TEXT = frozenset(("P", "H1", "H2", "H3", "H4", "Lbl", "LBody", "Span", "Link", "Note", "Caption"))
HOLDS_PAINT = frozenset(("Figure", "Span"))  # elsewhere what is painted is decoration
DOCUMENT = Tag("Document")
LINK = Tag("Link")


class Live(NamedTuple):
    """A live rectangle: address, and box in points from the bottom left."""

    url: str
    box: tuple[float, float, float, float]


class Gap(NamedTuple):
    """Where a page is left open for a slot's frame: the frame that stands there in the pattern, and its place."""

    frame: Frame
    x: float
    y: float


class Node:
    """A structure element as one page sees it. Kids are nodes, marked-content ids, and live rectangles.

    One with a `gap` is left empty; `turned` is the sum of the coordinates of a point of it and its reflection's.
    """

    __slots__ = ("box", "gap", "kids", "tag", "turned", "url")

    def __init__(self, tag: Tag, url: str = "", gap: Gap | None = None) -> None:
        self.tag, self.url, self.gap = tag, url, gap
        self.kids: list[Node | int | Live] = []
        self.box: tuple[float, float, float, float] | None = None  # of a figure
        self.turned: tuple[float, float] | None = None


class Drawn(NamedTuple):
    """A page or a part of one, drawn: structure from its root, and the node that owns each marked-content id."""

    content: tuple[bytes, ...]  # operators, deflated: before, between and after the gaps
    root: Node
    owners: tuple[Node, ...]
    uses: tuple[tuple[FontFace, frozenset[str]], ...]
    gaps: tuple[Node, ...] = ()
    pictures: tuple[Picture, ...] = ()


@lru_cache(maxsize=256)
def draw_page(same: Same[Frame], press: bool = False, gapped: bool = False, effort: int = LEVEL) -> Drawn:
    """The page of a frame of paper size; a frame drawn once is not drawn again.

    For the press: process inks, text and codes in black alone, no live links, crop marks round the trimmed page.
    A page that is `gapped` is left open where its slots are.
    """
    return _Ink(same.it, press, gapped, effort).finish()


def draw_gap(node: Node, frame: Frame, page: Frame, first: int, press: bool, effort: int = LEVEL) -> Drawn:
    """A frame in a gap of a page, at the node's place, with marked-content ids from the `first` on."""
    assert node.gap
    ink = _Ink(page, press, effort=effort)
    ink.first, ink.keeps = first, False
    ink.walk(frame._replace(slot=None), node.gap.x, node.gap.y, ink.root, "")
    ink.close()
    if node.turned:
        _reflect(ink.root, 0, *node.turned)
    return ink.drawn()


class _Ink:
    """Content of one page while it is written."""

    def __init__(self, frame: Frame, press: bool, gapped: bool = False, effort: int = LEVEL) -> None:
        self.effort = effort
        self.frame, self.press, self.gapped = frame, press, gapped
        self.margin = mm(PRESS_MARGIN) if press else 0.0
        self.ops: list[str | tuple[str, int] | Node] = []  # operators, openings of marked content, gaps
        self.first = 0  # marked-content id
        self.keeps = True  # parts for other pages
        self.uses: dict[FontFace, list[str]] = {}  # texts
        self.pictures: dict[str, Picture] = {}  # by name
        self.owners: list[Node] = []
        self.fill = self.stroke = ""
        self.open: Node | str | None = None
        self.root = Node(DOCUMENT)

    def finish(self) -> Drawn:
        if self.press:
            self.mark(PAGE.detail)
            self.ops += [f"0 0 0 1 K {number(CROP_LINE)} w", *crop_marks(self.frame.width, self.frame.height)]
            self.close()
            self.ops.append(f"1 0 0 1 {number(self.margin)} {number(self.margin)} cm")
        self.walk(self.frame, 0.0, 0.0, self.root, "")
        self.close()
        return self.drawn()

    def drawn(self) -> Drawn:
        gaps = tuple(op for op in self.ops if isinstance(op, Node))
        uses = tuple([(face, frozenset("".join(texts))) for face, texts in self.uses.items()])
        return Drawn(self.pieces(), self.root, tuple(self.owners), uses, gaps, tuple(self.pictures.values()))

    def pieces(self) -> tuple[bytes, ...]:
        """The operators, cut where the gaps are."""
        lines: list[list[str]] = [[]]
        for op in self.ops:
            if isinstance(op, Node):
                lines.append([])
            else:
                lines[-1].append(op if isinstance(op, str) else f"/{op[0]} <</MCID {op[1]}>> BDC")
        return tuple(deflated("\n".join(piece).encode("ascii"), self.effort) for piece in lines)

    def walk(self, frame: Frame, x: float, y: float, node: Node, artifact: str) -> None:
        if self.gapped and frame.slot is not None:
            self.leave(Gap(frame, x, y), node)
            return
        if frame.role is not None:
            if frame.role.kind == "Artifact":
                artifact = frame.role.detail
            elif not (artifact and frame.role.kind == "Span"):  # a word of a running head stays in it
                node = self.enter(frame, x, y, node)
                artifact = ""
        if frame.turned:
            self.turn(frame, x, y, node, artifact)
            return
        for placed in frame.items:
            item = placed.item
            if isinstance(item, Frame):
                if self.keeps and item.role is not None and item.role.kind == "Sect" and not item.turned:
                    self.keep(item, x + placed.x, y + placed.y, node)
                else:
                    self.walk(item, x + placed.x, y + placed.y, node, artifact)
            else:
                self.paint(item, x + placed.x, y + placed.y, node, artifact)

    def leave(self, gap: Gap, parent: Node) -> None:
        """Leave a slot's place open; what is set there may change the colours."""
        assert gap.frame.role
        node = Node(gap.frame.role, gap=gap)
        parent.kids.append(node)
        self.close()
        self.fill = self.stroke = ""
        self.ops.append(node)

    def keep(self, frame: Frame, x: float, y: float, node: Node) -> None:
        """A part of the text drawn once for all pages on which it stands at the same place, for the next ward's too."""
        kept = _part(Same(frame), x, y, Frame(self.frame.width, self.frame.height), self.press, self.gapped)
        self.close()
        self.fill = self.stroke = ""
        offset = len(self.owners)
        self.owners += kept.owners
        twins: dict[int, Node] = {}
        node.kids += [_shifted(kid, offset, self.owners, twins) for kid in kept.root.kids]
        for op in kept.ops:
            if isinstance(op, Node):
                self.ops.append(twins[id(op)])
            else:
                self.ops.append(op if isinstance(op, str) else (op[0], op[1] + offset))
        for face, texts in kept.uses.items():
            self.uses.setdefault(face, []).extend(texts)
        self.pictures |= kept.pictures

    def enter(self, frame: Frame, x: float, y: float, parent: Node) -> Node:
        """A new element under its parent; a live figure stands inside a Link."""
        assert frame.role
        node = Node(frame.role)
        if frame.role.kind == "Figure":
            node.box = self.box(frame, x, y)
        if frame.link and not self.press:
            link = Node(LINK, frame.link)
            link.kids += [node, Live(frame.link, self.box(frame, x, y))]
            parent.kids.append(link)
        else:
            parent.kids.append(node)
        return node

    def box(self, frame: Frame, x: float, y: float) -> tuple[float, float, float, float]:
        """A frame's rectangle on the paper, from the bottom left."""
        low, m = self.up(y + frame.height), self.margin
        return (x + m, low + m, x + frame.width + m, low + frame.height + m)

    def turn(self, frame: Frame, x: float, y: float, node: Node, artifact: str) -> None:
        """A frame upside down: content and live rectangles reflected in its centre."""
        across, along = 2 * x + frame.width, 2 * self.up(y) - frame.height
        colours, first = (self.fill, self.stroke), len(node.kids)
        self.close()
        self.ops.append(f"q -1 0 0 -1 {number(across)} {number(along)} cm")
        self.walk(frame._replace(turned=False, role=None), x, y, node, artifact)
        self.close()
        self.ops.append("Q")
        self.fill, self.stroke = colours
        _reflect(node, first, across + 2 * self.margin, along + 2 * self.margin)

    def up(self, y: float) -> float:
        """The flip."""
        return self.frame.height - y

    def mark(self, owner: Node | str) -> None:
        """Let what follows belong to an element, or to an artifact of a type."""
        if owner is self.open or (isinstance(owner, str) and owner == self.open):
            return
        self.close()
        self.open = owner
        if isinstance(owner, str):
            self.ops.append(f"/Artifact <</Type /{owner}>> BDC")
            return
        id = self.first + len(self.owners)
        owner.kids.append(id)
        self.ops.append((owner.tag.kind, id))
        self.owners.append(owner)

    def close(self) -> None:
        if self.open is not None:
            self.ops.append("EMC")
            self.open = None

    def paint(
        self, item: Glyphs | Box | Disc | Line | Path | Matrix | Picture, x: float, y: float, node: Node, artifact: str
    ) -> None:
        y = self.up(y)
        if isinstance(item, Glyphs):
            self.glyphs(item, x, y, node, artifact)
            return
        decoration = artifact or ("" if node.tag.kind in HOLDS_PAINT else LAYOUT.detail)
        self.mark(decoration or node)
        if isinstance(item, Picture):
            name = strokes.picture_name(item)
            self.pictures[name] = item
            self.ops.append(strokes.picture(item, name, x, y))
            return
        fill, stroke = strokes.colours(item)
        self.colour(fill, stroke, black=isinstance(item, Matrix))
        self.ops.append(strokes.operators(item, x, y))

    def colour(self, fill: str, stroke: str = "", *, black: bool = False) -> None:
        """Set what is not set yet; `black` is text or a code, which the press prints in black alone."""
        inks = (black_only if black else cmyk) if self.press else rgb
        if fill and inks(fill) != self.fill:
            self.fill = inks(fill)
            self.ops.append(f"{self.fill} {'k' if self.press else 'rg'}")
        if stroke and inks(stroke) != self.stroke:
            self.stroke = inks(stroke)
            self.ops.append(f"{self.stroke} {'K' if self.press else 'RG'}")

    def glyphs(self, run: Glyphs, x: float, y: float, node: Node, artifact: str) -> None:
        face = run.face
        assert isinstance(face, FontFace)
        self.uses.setdefault(face, []).append(run.text)
        if not artifact:
            if node.tag.kind not in HOLDS_TEXT:
                raise AssertionError(f"text without a tag: {run.text!r} under {node.tag.kind}")
            node = self.linked(run, x, y, node) if run.link and not self.press else node
        self.mark(artifact or node)
        self.colour(run.colour, black=True)
        before, after = (f"{number(run.tracking)} Tc ", " 0 Tc") if run.tracking else ("", "")
        font, text = _font(face, run.size), encode(face, run.text)
        self.ops.append(f"BT {font} {before}{number(x)} {number(y)} Td {text} Tj{after} ET")

    def linked(self, run: Glyphs, x: float, y: float, node: Node) -> Node:
        """The Link element the run belongs to; an address over two lines is one element with two rectangles."""
        last = node.kids[-1] if node.kids else None
        if isinstance(last, Node) and last.tag is LINK and last.url == run.link:
            link = last
        else:
            link = Node(LINK, run.link)
            node.kids.append(link)
        low, high = run.face.extent(run.text)
        width = run.face.width(run.text.rstrip()) * run.size
        self.mark(link)
        link.kids.append(Live(run.link, (x, y + low * run.size, x + width, y + high * run.size)))
        return link


@lru_cache(maxsize=512)
def _part(same: Same[Frame], x: float, y: float, page: Frame, press: bool, gapped: bool) -> _Ink:
    """A frame drawn at a place of a page of that size, with marked-content ids from 0."""
    ink = _Ink(page, press, gapped)
    ink.walk(same.it, x, y, ink.root, "")
    ink.close()
    return ink


@lru_cache(maxsize=256)
def _font(face: FontFace, size: float) -> str:
    """The operator that chooses a face and its size in points."""
    return f"/{resource_name(face)} {number(size)} Tf"


def _shifted(kid: "Node | int | Live", offset: int, owners: list[Node], twins: dict[int, Node]) -> "Node | int | Live":
    """A copy with its marked-content ids moved; the copies own what the originals did. `twins` notes those of gaps."""
    if isinstance(kid, Live):
        return Live(*kid)
    if isinstance(kid, int):
        return kid + offset
    twin = Node(kid.tag, kid.url, kid.gap)
    twin.box, twin.turned = kid.box, kid.turned
    if kid.gap:
        twins[id(kid)] = twin
    twin.kids = [_shifted(each, offset, owners, twins) for each in kid.kids]
    for each in twin.kids:
        if isinstance(each, int):
            owners[each] = twin
    return twin


def _reflect(node: Node, first: int, across: float, along: float) -> None:
    """Live rectangles and figures among a node's kids from the `first` on, turned with their frame."""

    def turned(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        return (across - box[2], along - box[3], across - box[0], along - box[1])

    for i, kid in enumerate(node.kids[first:], first):
        if isinstance(kid, Live):
            node.kids[i] = Live(kid.url, turned(kid.box))
        elif isinstance(kid, Node):
            kid.box = kid.box and turned(kid.box)
            kid.turned = (across, along) if kid.gap else None
            _reflect(kid, 0, across, along)
