"""A document drawn once for many prints: pages with gaps where its slots are go in; each print's file comes out.

A file is the plate's `stem`, the same bytes in each, and a branch: what its slots hold, the pages they stand on, and
what it says of itself. A document that is printed as it is has all of that in one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from printkit.fonts import FontFace
from printkit.layout.document import Document, Press
from printkit.layout.frame import Frame, Glyphs, Picture, Tag
from printkit.memo import Same
from printkit.pdf.ink import BLEED, PRESS_MARGIN, Drawn, Node, draw_gap, draw_page
from printkit.pdf.metadata import date_of, information, outlines, output_intents, packet
from printkit.pdf.objects import FLATE, LEVEL, QUICK, RAW, Sheaf, Stem, Stream, name_tree, text
from printkit.pdf.strokes import picture_name
from printkit.pdf.tags import Element, Hole, Structure, array, level, only_node
from printkit.pdf.type import embed
from printkit.units import mm

Uses = dict[FontFace, frozenset[str]]


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
        self.date = date_of(document)
        self.catalog = self._catalog(numbers)

    @property
    def gaps(self) -> tuple[Frame, ...]:
        """The frames of the pattern, in whose place each print sets its own."""
        return tuple(hole.node.gap.frame for hole in self.structure.holes if hole.node.gap)

    def whole(self) -> bytes:
        """The file of the document as it is."""
        self._finish(self.sheaf, self.document, ())
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
        sheaf = Sheaf(self.stem.last)
        self._finish(sheaf, document, frames)
        return self.stem.branch(sheaf)

    def _tree(
        self, drawn: Sequence[Drawn], characters: frozenset[str]
    ) -> tuple[Element, int, list[list[int]], list[str]]:
        """Write the structure: its root, names of notes, each page's annotations, entries of the parent tree."""
        structure, root = self.structure, Element(Tag("Document"), self.sheaf.reserve())
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

    def _finish(self, sheaf: Sheaf, document: Document, frames: Sequence[Frame]) -> None:
        """Fill the gaps, and write what each print says of itself."""
        late: dict[int, list[int]] = {i: [] for i in self.open}
        structure = Structure(sheaf, self.numbers, late)
        pieces: dict[int, list[int]] = {i: [] for i in self.open}
        filled: list[Element] = []
        for hole, levels, frame in zip(self.structure.holes, self.levels, frames, strict=True):
            paper, own = self.sheets[hole.page].frame, late[hole.page]
            first = len(self.structure.owners[hole.page]) + len(own)
            drawn = draw_gap(hole.node, frame, paper, first, self.press, RAW)
            _check(drawn, self.uses)
            structure.base = first - len(own)
            own += [0] * len(drawn.owners)
            pieces[hole.page] += [sheaf.keep(Stream({}, piece)) for piece in drawn.content]
            filled.append(_filled(structure, hole, drawn.root, levels))
        first = len(self.sheets) + sum(len(sheet.annotations) for sheet in self.sheets)
        live, entries, numbers = structure.annotate(first)
        for hole, element in zip(self.structure.holes, filled, strict=True):
            structure.write(element, hole.parent, numbers, [])
        for i in self.open:
            self._page(sheaf, i, between(self.sheets[i].contents, pieces[i]), live[i])
        self._say(sheaf, document, late, entries)

    def _say(self, sheaf: Sheaf, document: Document, owners: Mapping[int, Sequence[int]], entries: list[str]) -> None:
        """Parent tree, metadata. `owners` are those of marked content, `entries` of live boxes, in this print alone."""
        late = self.late
        pages = (
            f"{i} [{self.owned[i]} {' '.join([f'{number} 0 R' for number in owners[i]])}]" if i in owners else closed
            for i, closed in enumerate(self.entries[: len(self.sheets)])
        )
        nums = " ".join((*pages, *self.entries[len(self.sheets) :], *entries))
        sheaf.fill(late.parents, f"<</Nums [{nums}]>>")
        keys = len(self.entries) + len(entries)
        sheaf.fill(
            late.tree,
            f"<</Type /StructTreeRoot /K {self.root.number} 0 R /ParentTree {late.parents} 0 R"
            f" /ParentTreeNextKey {keys}{self.ids}>>",
        )
        sheaf.fill(late.metadata, packet(document, self.date))
        if self.document.author != document.author or sheaf is self.sheaf:
            sheaf.fill(late.info, information(document, self.date))

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


def between(static: Sequence[int], late: Sequence[int]) -> tuple[int, ...]:
    """The parts of a page's content in order: between two that are in every print one of this print."""
    both = [number for pair in zip(static, late, strict=False) for number in pair]
    return (*both, *static[len(late) :])


def joined_uses(drawn: Iterable[Drawn], uses: Uses | None = None, more: frozenset[str] = frozenset()) -> Uses:
    """Characters by face, of pages drawn and of those counted before."""
    return added_uses(uses or {}, (each for page in drawn for each in page.uses), more)


def added_uses(uses: Uses, said: Iterable[tuple[FontFace, frozenset[str]]], more: frozenset[str]) -> Uses:
    """Characters by face, with those said in each, and with `more` in each face that says any."""
    total = dict(uses)
    for face, characters in said:
        total[face] = total.get(face, frozenset()) | characters | more
    return total


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


def _filled(structure: Structure, hole: Hole, root: Node, levels: Mapping[str, str]) -> Element:
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


def leaf(frame: Frame, resources: int, contents: Sequence[int], annotations: Sequence[int], *, press: bool) -> str:
    """What a page's object says, but for its place in the trees."""
    annots = f" /Annots {array(annotations)}" if annotations else ""
    content = f"{contents[0]} 0 R" if len(contents) == 1 else array(contents)
    return f"/Type /Page {_boxes(frame, press=press)} /Resources {resources} 0 R /Contents {content} /Tabs /S{annots}"


def _boxes(frame: Frame, *, press: bool) -> str:
    """The page's boxes; for the press the trimmed page stands inside a sheet, with its bleed (PDF 1.7, 14.11.2)."""
    width, height = frame.width, frame.height
    if not press:
        return f"/MediaBox [0 0 {width:.3f} {height:.3f}]"
    m, b = mm(PRESS_MARGIN), mm(BLEED)
    sheet = f"[0 0 {width + 2 * m:.3f} {height + 2 * m:.3f}]"
    trim = f"[{m:.3f} {m:.3f} {m + width:.3f} {m + height:.3f}]"
    bleed = f"[{m - b:.3f} {m - b:.3f} {m + width + b:.3f} {m + height + b:.3f}]"
    return f"/MediaBox {sheet} /TrimBox {trim} /BleedBox {bleed}"


def pictures_of(drawn: Iterable[Drawn]) -> dict[str, Picture]:
    """The pictures of pages, each once, by name."""
    return {picture_name(each): each for page in drawn for each in page.pictures}


def resources(sheaf: Sheaf, uses: Uses, pictures: Mapping[str, Picture], press: Press | None) -> str:
    """A resource dictionary: the fonts of all pages, each with the characters used in any of them, and pictures."""
    names = " ".join(f"/{name} {number} 0 R" for name, number in embed(sheaf, uses).items())
    return f"<</Font <<{names}>>{_images(sheaf, pictures, press) if pictures else ''}>>"


def _images(sheaf: Sheaf, pictures: Mapping[str, Picture], press: Press | None) -> str:
    """Each picture once. Pillow is loaded for documents that have any."""
    from printkit.pdf.picture import Inks, image

    inks = Inks(press is not None, press.profile if press else b"")
    names = " ".join(f"/{name} {sheaf.keep(image(each, inks))} 0 R" for name, each in pictures.items())
    return f" /XObject <<{names}>>"
