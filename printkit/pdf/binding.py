"""Many prints bound into one file: fonts, codes and pages that are the same stand in it once; a bookmark a print.

Where the file is `padded`, for paper that is printed on both sides, each print ends with a blank back when it has an
odd number of pages, so that the next begins on a new sheet.

In: prints as pages and what fills their gaps, one after another. Out: the file, piece by piece, so that memory does not
grow with the number of prints, but for seven bytes an object: its row of the cross-reference table.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from printkit.layout.document import Document
from printkit.layout.frame import Frame, Picture, Tag
from printkit.memo import Same
from printkit.pdf.digests import md5
from printkit.pdf.ink import Drawn, draw_gap, draw_page
from printkit.pdf.leaves import Uses, between, joined_uses, leaf, pictures_of, resources
from printkit.pdf.metadata import date_of, information, output_intents, packet
from printkit.pdf.objects import (
    FLATE,
    HEADER,
    LEVEL,
    ROW,
    UP,
    Sheaf,
    Stream,
    body,
    differences,
    end,
    name_tree,
    stream,
    text,
)
from printkit.pdf.tags import Element, Structure, array, level, only_node

TOGETHER = 16  # prints whose objects are packed together
KEPT = 64  # drawn pages whose contents later prints may share


class Bound(NamedTuple):
    """One of the prints: its bookmark, its pages, and the frames in their gaps; None where pages have none."""

    name: str
    pages: tuple[Frame, ...]
    frames: tuple[Frame, ...] | None = None


class _Top(NamedTuple):
    """Objects of the whole file, filled in last."""

    pages: int
    resources: int
    tree: int
    root: int
    outline: int


class Binding:
    """A file while it is written.

    `about` is what it says of itself, a document without pages: asked at the start for the press, and once all prints
    are bound for the rest.
    """

    def __init__(self, about: Callable[[], Document], *, padded: bool) -> None:
        self.about, self.padded, self.press = about, padded, about().press is not None
        self.sheaf = Sheaf()
        self.top = _Top(*(self.sheaf.reserve() for _field in _Top._fields))
        self.rows = bytearray(ROW.pack(0, 0, 65535))
        self.place, self.mark = 0, md5(usedforsecurity=False)
        self.uses: Uses = {}
        self.pictures: dict[str, Picture] = {}
        self.contents: dict[int, tuple[Drawn, tuple[int, ...]]] = {}
        self.key = self.count = 0  # next in the parent tree; pages so far
        self.notes: list[tuple[str, int]] = []
        self.nodes: list[int] = []  # of the page tree, a print each, as are elements, bookmarks and leaves
        self.elements: list[int] = []
        self.marks: list[tuple[int, str, int]] = []
        self.leaves: list[int] = []

    def bind(self, prints: Iterable[Bound]) -> Iterator[bytes]:
        """The file, piece by piece."""
        yield self._told(HEADER)
        for i, each in enumerate(prints, 1):
            self._add(each)
            if i % TOGETHER == 0:
                yield self._flush()
        catalog, info = self._close()
        yield self._flush()
        yield self._table(catalog, info)

    def _told(self, piece: bytes) -> bytes:
        self.place += len(piece)
        self.mark.update(piece)
        return piece

    def _flush(self) -> bytes:
        """What the sheaf holds so far, in the file."""
        piece, rows, last = body(self.sheaf, b"", self.place, LEVEL)
        self.rows += bytes(ROW.size * (last + 1) - len(self.rows))
        for number, row in rows.items():
            ROW.pack_into(self.rows, ROW.size * number, *row)
        self.sheaf = Sheaf(last)
        return self._told(piece)

    def _add(self, each: Bound) -> None:
        """One print: its pages, its part of the structure, its leaf of the parent tree."""
        sheaf, opened = self.sheaf, each.frames is not None
        drawn = [draw_page(Same(frame), self.press, opened) for frame in each.pages]
        numbers = [sheaf.reserve() for _page in drawn]
        owners = {i: [0] * len(page.owners) for i, page in enumerate(drawn)}
        structure = Structure(sheaf, numbers, owners, brief=True)
        element = Element(Tag("Part"), sheaf.reserve())
        for i, page in enumerate(drawn):
            structure.fold(page.root, element, i)
        pieces = self._fill(structure, each)
        level(element, [])
        live, entries, boxes = structure.annotate(self.key + len(numbers))
        structure.write(element, self.top.root, boxes, self.notes)
        self._leaf(list(owners.values()), entries)
        self.uses = joined_uses(drawn, self.uses)
        self.pictures |= pictures_of(drawn)
        node = sheaf.reserve()
        backs = [self._blank(each.pages[-1], node)] if self.padded and len(numbers) % 2 else []
        for i, (page, frame) in enumerate(zip(drawn, each.pages, strict=True)):
            contents = between(self._contents(page), pieces[i])
            own = leaf(frame, self.top.resources, contents, live[i], press=self.press)
            sheaf.fill(numbers[i], f"<<{own} /Parent {node} 0 R /StructParents {self.key + i}>>")
        kids = [*numbers, *backs]
        sheaf.fill(node, f"<</Type /Pages /Parent {self.top.pages} 0 R /Kids {array(kids)} /Count {len(kids)}>>")
        self.nodes.append(node)
        self.elements.append(element.number)
        self.marks.append((sheaf.reserve(), each.name, numbers[0]))
        self.key += len(numbers) + len(entries)
        self.count += len(kids)

    def _blank(self, before: Frame, node: int) -> int:
        """The number of a page on which nothing stands, the back of the one before."""
        said = leaf(before, self.top.resources, (), (), press=self.press)
        return self.sheaf.put(f"<<{said} /Parent {node} 0 R>>")

    def _fill(self, structure: Structure, each: Bound) -> list[list[int]]:
        """Draw what stands in the gaps; the numbers of its contents by page."""
        pieces: list[list[int]] = [[] for _page in each.pages]
        for hole, frame in zip(tuple(structure.holes), each.frames or (), strict=True):
            own = structure.owners[hole.page]
            drawn = draw_gap(hole.node, frame, each.pages[hole.page], len(own), self.press)
            own += [0] * len(drawn.owners)
            pieces[hole.page] += (self.sheaf.keep(Stream(FLATE, piece)) for piece in drawn.content)
            hole.element.gap = None
            structure.fold(only_node(drawn.root), hole.element, hole.page)
            self.uses = joined_uses((drawn,), self.uses)
        return pieces

    def _contents(self, page: Drawn) -> tuple[int, ...]:
        """The contents of a page, which stand in the file once."""
        found = self.contents.get(id(page))
        if found is None:
            if len(self.contents) >= KEPT:
                del self.contents[next(iter(self.contents))]
            found = page, tuple(self.sheaf.keep(Stream(FLATE, piece)) for piece in page.content)
            self.contents[id(page)] = found
        return found[1]

    def _leaf(self, owners: Sequence[Sequence[int]], entries: Sequence[str]) -> None:
        own = (f"{self.key + i} {array(each)}" for i, each in enumerate(owners))
        last = self.key + len(owners) + len(entries) - 1
        self.leaves.append(self.sheaf.put(f"<</Limits [{self.key} {last}] /Nums [{' '.join((*own, *entries))}]>>"))

    def _close(self) -> tuple[int, int]:
        """Fill in what the whole needs; the numbers of catalog and Info."""
        sheaf, top, document = self.sheaf, self.top, self.about()
        sheaf.fill(top.resources, resources(sheaf, self.uses, self.pictures, document.press))
        sheaf.fill(top.pages, f"<</Type /Pages /Kids {array(self.nodes)} /Count {self.count}>>")
        sheaf.fill(top.root, f"<</S /Document /P {top.tree} 0 R /K {array(self.elements)}>>")
        ids = f" /IDTree {sheaf.put(name_tree(self.notes))} 0 R" if self.notes else ""
        parents = sheaf.put(f"<</Kids {array(self.leaves)}>>")
        sheaf.fill(
            top.tree,
            f"<</Type /StructTreeRoot /K {top.root} 0 R /ParentTree {parents} 0 R /ParentTreeNextKey {self.key}{ids}>>",
        )
        self._bookmarks()
        date = date_of(document)
        metadata, info = sheaf.keep(packet(document, date)), sheaf.put(information(document, date))
        catalog = (
            f"<</Type /Catalog /Version /1.7 /Pages {top.pages} 0 R /Lang {text(document.lang)}"
            f" /MarkInfo <</Marked true>> /StructTreeRoot {top.tree} 0 R /Metadata {metadata} 0 R"
            f" /ViewerPreferences <</DisplayDocTitle true>>{output_intents(sheaf, document)}"
            f" /PageMode /UseOutlines /PageLabels <</Nums [0 <</S /D>>]>> /Outlines {top.outline} 0 R>>"
        )
        return sheaf.put(catalog), info

    def _bookmarks(self) -> None:
        numbers = [number for number, _name, _page in self.marks]
        for i, (number, name, page) in enumerate(self.marks):
            around = f" /Prev {numbers[i - 1]} 0 R" if i else ""
            around += f" /Next {numbers[i + 1]} 0 R" if i + 1 < len(numbers) else ""
            to = f"/Title {text(name)} /Parent {self.top.outline} 0 R{around} /Dest [{page} 0 R /Fit]"
            self.sheaf.fill(number, f"<<{to}>>")
        ends = f"/First {numbers[0]} 0 R /Last {numbers[-1]} 0 R /Count {len(numbers)}"
        self.sheaf.fill(self.top.outline, f"<</Type /Outlines {ends}>>")

    def _table(self, root: int, info: int) -> bytes:
        """The cross-reference stream, its own row last, and the end of the file."""
        self.rows += ROW.pack(1, self.place, 0)
        count = len(self.rows) // ROW.size
        mark = self.mark.hexdigest()
        head = f"/Type /XRef /Size {count} /W [1 4 2] /Root {root} 0 R /Info {info} 0 R /ID [<{mark}> <{mark}>] {UP}"
        written = stream(head, differences(bytes(self.rows)), LEVEL)
        return b"%d 0 obj\n%b\nendobj\n" % (count - 1, written) + end(self.place)
