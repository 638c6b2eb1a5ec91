"""A document drawn once for many prints: pages with gaps where its slots are go in; each print's file comes out.

A file is the plate's `stem`, the same bytes in each, and a branch: what its slots hold, the pages they stand on, and
what it says of itself. A document that is printed as it is has all of that in one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from printkit.fonts import FontFace
from printkit.layout.document import Document
from printkit.layout.frame import Frame, Glyphs
from printkit.memo import Same
from printkit.pdf.ink import DOCUMENT, Drawn, Live, Node, draw_gap, draw_page
from printkit.pdf.leaves import Uses, added_uses, between, joined_uses, leaf, pictures_of, resources
from printkit.pdf.metadata import date_of, information, outlines, output_intents, packet
from printkit.pdf.objects import FLATE, LEVEL, NONE, QUICK, RAW, Bundle, Sheaf, Stem, Stream, name_tree, text
from printkit.pdf.tags import Element, Hole, Structure, annotation, array, level, only_node

FORMES = 64  # that are kept


class Sheet(NamedTuple):
    """A page of the plate: its object's number, its paper, its contents around the gaps, its annotations so far."""

    number: int
    frame: Frame
    contents: tuple[int, ...]
    annotations: list[int]


class Late(NamedTuple):
    """Objects that each print fills in."""

    info: int
    metadata: int
    tree: int
    parents: int


Shape = tuple[Any, ...] | int | None


class Forme(NamedTuple):
    """What prints share whose gaps hold elements of one shape: their objects, but for words and live boxes.

    Of those it has the numbers: of each gap's content, and of the first live box; `last` is the last of all. A ward's
    code says its address, so wards that have one share no forme.
    """

    bundle: Bundle
    contents: tuple[int, ...]
    live: int
    last: int


class Uncovered(Exception):  # noqa: N818  # what a gap shall hold needs a letter that the stem's fonts have not
    """A print whose letters the plate did not foresee: it is to be drawn for itself."""


class Plate:
    """A document's pages, drawn. Fonts hold `characters` too; where it is `opened` slots are left open for them.

    `samples` are frames whose letters the slots may hold too. `effort` is that of zlib, for pages.
    """

    def __init__(
        self,
        document: Document,
        characters: frozenset[str] = frozenset(),
        samples: Iterable[Frame] = (),
        *,
        opened: bool = False,
        effort: int = LEVEL,
    ) -> None:
        self.effort = effort
        self.document, self.press = document, document.press is not None
        self.sheaf = sheaf = Sheaf()
        drawn = [draw_page(Same(frame), self.press, opened, effort) for frame in document.pages]
        numbers = [sheaf.reserve() for _page in drawn]
        self.late = Late(*(sheaf.reserve() for _field in Late._fields))
        self.structure = Structure(sheaf, numbers, {i: [0] * len(page.owners) for i, page in enumerate(drawn)})
        self.uses = joined_uses(drawn, None, frozenset() if opened else characters)
        self.root, ids, live, self.entries = self._tree(drawn, characters)
        self.uses = added_uses(self.uses, _said(samples), characters)
        self.ids = f" /IDTree {ids} 0 R" if ids else ""
        self.parent = sheaf.put(f"<</Type /Pages /Kids {array(numbers)} /Count {len(numbers)}>>")
        self.resources = sheaf.put(resources(sheaf, self.uses, pictures_of(drawn), document.press))
        contents = [tuple(sheaf.keep(Stream(FLATE, piece)) for piece in page.content) for page in drawn]
        self.sheets = [Sheet(*each) for each in zip(numbers, document.pages, contents, live, strict=True)]
        self.numbers = numbers
        self.open = sorted({hole.page for hole in self.structure.holes})
        for i in range(len(drawn)):
            if i not in self.open:
                self._page(sheaf, i, self.sheets[i].contents, ())
        self.levels = [dict(_kinds(hole.element)) for hole in self.structure.holes]
        self.owned = {i: " ".join(f"{number} 0 R" for number in self.structure.owners[i]) for i in self.open}
        self.key = len(self.sheets) + sum(len(sheet.annotations) for sheet in self.sheets)  # next in the parent tree
        self.formes: dict[tuple[Shape, ...], Forme] = {}
        self.date = date_of(document)
        self.catalog = self._catalog(numbers)

    @property
    def gaps(self) -> tuple[Frame, ...]:
        """The frames of the pattern, in whose place each print sets its own."""
        return tuple(hole.node.gap.frame for hole in self.structure.holes if hole.node.gap)

    def whole(self) -> bytes:
        """The file of the document as it is."""
        self._join(self.sheaf, {}, [])
        self.sheaf.fill(self.late.metadata, packet(self.document, self.date))
        self.sheaf.fill(self.late.info, information(self.document, self.date))
        return self.sheaf.bytes(self.catalog, self.late.info, min(self.effort, QUICK))

    @cached_property
    def stem(self) -> Stem:
        """The first part of every print."""
        self.sheaf.fill(self.late.info, information(self.document, self.date))
        return Stem(self.sheaf, self.catalog, self.late.info)

    def branch(self, document: Document, frames: Sequence[Frame]) -> bytes:
        """The rest of a print whose gaps hold these frames; of the document only what it says of itself counts.

        Raises Uncovered.
        """
        drawn = self._filled(frames)
        forme, live = self._forme(drawn)
        sheaf = Sheaf(forme.last, forme.bundle)
        for number, piece in zip(forme.contents, (piece for each in drawn for piece in each.content), strict=True):
            sheaf.fill(number, Stream({}, piece))
        for i, each in enumerate(live):
            sheaf.fill(forme.live + i, annotation(each, self.key + i))
        sheaf.fill(self.late.metadata, packet(document, self.date))
        if document.author != self.document.author:
            sheaf.fill(self.late.info, information(document, self.date))
        return self.stem.branch(sheaf)

    def _tree(
        self, drawn: Sequence[Drawn], characters: frozenset[str]
    ) -> tuple[Element, int, list[list[int]], list[str]]:
        """Write the structure: its root, names of notes, each page's annotations, entries of the parent tree."""
        structure, root = self.structure, Element(DOCUMENT, self.sheaf.reserve())
        for i, page in enumerate(drawn):
            structure.fold(page.root, root, i)
        for hole in structure.holes:
            pattern = self._pattern(hole.page, hole.node)
            self.uses = joined_uses((pattern,), self.uses, characters)
            _hollow(pattern.root, hole.element)
        level(root, [])
        live, entries, numbers = structure.annotate(len(drawn))
        notes: list[tuple[str, int]] = []
        structure.write(root, self.late.tree, numbers, notes)
        opened = {hole.page for hole in structure.holes}
        pages = ["" if i in opened else f"{i} {self._array(owners)}" for i, owners in structure.owners.items()]
        ids = self.sheaf.put(name_tree(notes)) if notes else 0
        return root, ids, live, pages + entries

    def _array(self, owners: Sequence[int]) -> str:
        """Who owns a page's marked content; where prints update the parent tree, as an object that stays."""
        return f"{self.sheaf.put(array(owners))} 0 R" if self.structure.holes else array(owners)

    def _pattern(self, page: int, node: Node) -> Drawn:
        assert node.gap
        return draw_gap(node, node.gap.frame, self.document.pages[page], 0, self.press)

    def _filled(self, frames: Sequence[Frame]) -> list[Drawn]:
        """What stands in each gap, drawn; its marked content is counted after that of its page."""
        after = {i: len(self.structure.owners[i]) for i in self.open}
        drawn: list[Drawn] = []
        for hole, frame in zip(self.structure.holes, frames, strict=True):
            paper = self.sheets[hole.page].frame
            drawn.append(draw_gap(hole.node, frame, paper, after[hole.page], self.press, RAW))
            after[hole.page] += len(drawn[-1].owners)
            _check(drawn[-1], self.uses)
        return drawn

    def _forme(self, drawn: Sequence[Drawn]) -> tuple[Forme, list[Live]]:
        """The forme of prints whose gaps hold what has such a shape, and the live boxes of this one, in its order."""
        live: list[Live] = []
        shape = tuple([_shape(each.root, live) for each in drawn])
        forme = self.formes.get(shape)
        if forme is None:
            if len(self.formes) >= FORMES:
                self.formes.clear()
            forme = self.formes[shape] = self._locked_up(drawn)
        return forme, live

    def _locked_up(self, drawn: Sequence[Drawn]) -> Forme:
        """All that prints of one shape share."""
        sheaf = Sheaf(self.stem.last)
        contents = tuple(sheaf.reserve() for each in drawn for _piece in each.content)
        own: dict[int, list[int]] = {i: [] for i in self.open}
        structure = Structure(sheaf, self.numbers, own)
        filled: list[Element] = []
        for hole, levels, each in zip(self.structure.holes, self.levels, drawn, strict=True):
            structure.base = len(self.structure.owners[hole.page])
            own[hole.page] += [0] * len(each.owners)
            filled.append(_folded(structure, hole, each.root, levels))
        boxes = sheaf.last + 1
        live, entries, numbers = structure.annotate(self.key)
        for hole, element in zip(self.structure.holes, filled, strict=True):
            structure.write(element, hole.parent, numbers, [])
        pieces = iter(contents)
        for i in self.open:
            late = [next(pieces) for hole in self.structure.holes if hole.page == i]
            self._page(sheaf, i, between(self.sheets[i].contents, late), live[i])
        self._join(sheaf, own, entries)
        words = frozenset(numbers.values())
        shared = {n: said for n, said in sheaf.things.items() if isinstance(said, str) and n not in words}
        return Forme(NONE.joined(shared), contents, boxes, sheaf.last)

    def _join(self, sheaf: Sheaf, owners: Mapping[int, Sequence[int]], entries: list[str]) -> None:
        """The parent tree. `owners` are those of marked content, `entries` of live boxes, in some prints alone."""
        late = self.late
        pages = (
            f"{i} [{self.owned[i]} {' '.join([f'{number} 0 R' for number in owners[i]])}]" if i in owners else closed
            for i, closed in enumerate(self.entries[: len(self.sheets)])
        )
        nums = " ".join((*pages, *self.entries[len(self.sheets) :], *entries))
        sheaf.fill(late.parents, f"<</Nums [{nums}]>>")
        sheaf.fill(
            late.tree,
            f"<</Type /StructTreeRoot /K {self.root.number} 0 R /ParentTree {late.parents} 0 R"
            f" /ParentTreeNextKey {self.key + len(entries)}{self.ids}>>",
        )

    def _page(self, sheaf: Sheaf, i: int, contents: tuple[int, ...], live: Iterable[int]) -> None:
        sheet = self.sheets[i]
        annotations = [*sheet.annotations, *live]
        own = leaf(sheet.frame, self.resources, contents, annotations, press=self.press)
        sheaf.fill(sheet.number, f"<<{own} /Parent {self.parent} 0 R /StructParents {i}>>")

    def _catalog(self, pages: Sequence[int]) -> int:
        document = self.document
        return self.sheaf.put(
            f"<</Type /Catalog /Version /1.7 /Pages {self.parent} 0 R /Lang {text(document.lang)}"
            f" /MarkInfo <</Marked true>> /StructTreeRoot {self.late.tree} 0 R /Metadata {self.late.metadata} 0 R"
            f" /ViewerPreferences <</DisplayDocTitle true>>{output_intents(self.sheaf, document)}"
            f" /PageLabels <</Nums [0 <</S /D>>]>>{outlines(self.sheaf, document, pages)}>>"
        )


def _said(frames: Iterable[Frame]) -> Iterator[tuple[FontFace, frozenset[str]]]:
    """The characters of each run of frames, with its face."""
    for item in (placed.item for frame in frames for placed in frame.items):
        if isinstance(item, Frame):
            yield from _said((item,))
        elif isinstance(item, Glyphs):
            assert isinstance(item.face, FontFace)
            yield item.face, frozenset(item.text)


def _check(drawn: Drawn, uses: Uses) -> None:
    for face, characters in drawn.uses:
        if not characters <= uses.get(face, frozenset()):
            raise Uncovered(face.name)


def _hollow(node: Node, element: Element) -> None:
    """The elements that the pattern has in a gap, for their headings' levels."""
    _nest(only_node(node), element)


def _nest(node: Node, element: Element) -> None:
    for kid in node.kids:
        if isinstance(kid, Node):
            child = Element(kid.tag, 0)
            element.kids.append(child)
            _nest(kid, child)


def _shape(node: Node, live: list[Live]) -> Shape:
    """What a node's elements are but for where its live boxes lie and lead to, which are told in their order."""
    kids: list[Shape] = []
    for kid in node.kids:
        if isinstance(kid, Node):
            kids.append(_shape(kid, live))
        elif isinstance(kid, int):
            kids.append(kid)
        else:
            live.append(kid)
            kids.append(None)
    return (node.tag, node.box, tuple(kids))


def _folded(structure: Structure, hole: Hole, root: Node, levels: Mapping[str, str]) -> Element:
    """A gap's element with what a print has there; its headings stand at the pattern's levels."""
    own = only_node(root)
    element = Element(own.tag, hole.element.number)
    structure.fold(own, element, hole.page)
    for child in _all(element):
        child.kind = levels.get(child.kind, child.kind)
    return element


def _kinds(element: Element) -> Iterable[tuple[str, str]]:
    return ((child.tag.kind, child.kind) for child in _all(element))


def _all(element: Element) -> Iterable[Element]:
    for kid in element.kids:
        if isinstance(kid, Element):
            yield kid
            yield from _all(kid)
