"""The structure tree: pages as drawn go in, structure elements and the parent tree come out (PDF 1.7, 14.7).

Elements stand in reading order. What has one kind and one key under one parent is one element, over all pages.
"""

from collections.abc import Iterator, Sequence

from printkit.addresses import shown
from printkit.layout.frame import Tag
from printkit.pdf.ink import Live, Node, Page
from printkit.pdf.objects import Sheaf, name_tree, text


class Element:
    """A structure element with its object's number; kids are elements and (page, marked-content id or live box)."""

    __slots__ = ("box", "children", "kids", "kind", "number", "tag")

    def __init__(self, tag: Tag, number: int) -> None:
        self.tag, self.kind, self.number = tag, tag.kind, number
        self.kids: list[Element | tuple[int, int | Live]] = []
        self.children: dict[tuple[str, str], Element] = {}
        self.box: tuple[float, float, float, float] | None = None


class Structure:
    """The tree of a document, and who owns each marked content and each live rectangle."""

    def __init__(self, sheaf: Sheaf, pages: Sequence[Page]) -> None:
        self.sheaf = sheaf
        self.root = Element(Tag("Document"), sheaf.reserve())
        self.owners: list[list[int]] = [[0] * len(page.owners) for page in pages]
        self.live: list[tuple[int, Live, Element]] = []
        for i, page in enumerate(pages):
            self._fold(page.root, self.root, i)
        _level(self.root, [])

    def _fold(self, node: Node, element: Element, page: int) -> None:
        """Bring what a page shows of an element into the tree."""
        for kid in node.kids:
            if isinstance(kid, Node):
                self._fold(kid, self._child(kid, element), page)
            else:
                element.kids.append((page, kid))
                if isinstance(kid, Live):
                    self.live.append((page, kid, element))
                else:
                    self.owners[page][kid] = element.number

    def _child(self, node: Node, parent: Element) -> Element:
        key = (node.tag.kind, node.tag.key)
        if node.tag.key and key in parent.children:
            return parent.children[key]
        child = Element(node.tag, self.sheaf.reserve())
        child.box = node.box
        parent.kids.append(child)
        if node.tag.key:
            parent.children[key] = child
        return child

    def write(self, page_numbers: Sequence[int]) -> tuple[int, list[list[int]]]:
        """Put all elements into the file: number of the tree's root, and each page's annotations."""
        annotations: list[list[int]] = [[] for _page in page_numbers]
        numbers: dict[int, int] = {}
        parents = [f"{i} [{' '.join(f'{n} 0 R' for n in owners)}]" for i, owners in enumerate(self.owners)]
        for i, (page, live, element) in enumerate(self.live, len(page_numbers)):
            number = self.sheaf.put(_annotation(live, i, page_numbers[page]))
            annotations[page].append(number)
            numbers[id(live)] = number
            parents.append(f"{i} {element.number} 0 R")
        tree = self.sheaf.put(f"<</Nums [{' '.join(parents)}]>>")
        root = self.sheaf.reserve()
        notes: list[tuple[str, int]] = []
        self._write(self.root, root, page_numbers, numbers, notes)
        ids = f" /IDTree {self.sheaf.put(name_tree(notes))} 0 R" if notes else ""
        self.sheaf.fill(
            root,
            f"<</Type /StructTreeRoot /K {self.root.number} 0 R /ParentTree {tree} 0 R"
            f" /ParentTreeNextKey {len(parents)}{ids}>>",
        )
        return root, annotations

    def _write(
        self, element: Element, parent: int, pages: Sequence[int], live: dict[int, int], notes: list[tuple[str, int]]
    ) -> None:
        tag = element.tag
        first = next((page for page, _kid in _content(element)), None)
        kids = " ".join(_kid(kid, first, pages, live) for kid in element.kids)
        entries = [f"/S /{element.kind} /P {parent} 0 R /K [{kids}]"]
        if first is not None:
            entries.append(f"/Pg {pages[first]} 0 R")
        entries += [f"/{key} {text(said)}" for key, said in (("Alt", tag.alt), ("ActualText", tag.actual)) if said]
        if tag.lang:
            entries.append(f"/Lang {text(tag.lang)}")
        if element.box:
            entries.append(f"/A <</O /Layout /BBox [{' '.join(f'{side:.2f}' for side in element.box)}]>>")
        if element.kind == "Note":
            notes.append((f"note-{len(notes) + 1:03}", element.number))
            entries.append(f"/ID ({notes[-1][0]})")
        self.sheaf.fill(element.number, f"<<{' '.join(entries)}>>")
        for child in element.kids:
            if isinstance(child, Element):
                self._write(child, element.number, pages, live, notes)


def _content(element: Element) -> Iterator[tuple[int, int | Live]]:
    return (kid for kid in element.kids if not isinstance(kid, Element))


def _kid(kid: Element | tuple[int, int | Live], first: int | None, pages: Sequence[int], live: dict[int, int]) -> str:
    """One entry of K: an element, an id on the element's own page or on another, or an annotation."""
    if isinstance(kid, Element):
        return f"{kid.number} 0 R"
    page, content = kid
    if isinstance(content, Live):
        return f"<</Type /OBJR /Obj {live[id(content)]} 0 R /Pg {pages[page]} 0 R>>"
    return str(content) if page == first else f"<</Type /MCR /Pg {pages[page]} 0 R /MCID {content}>>"


def _annotation(live: Live, parent: int, page: int) -> str:
    """A link without a border, printed with the page, that says where it leads."""
    box = " ".join(f"{side:.2f}" for side in live.box)
    address = live.url.encode("ascii", "backslashreplace").decode().replace("\\", "\\\\")
    for bracket in "()":
        address = address.replace(bracket, "\\" + bracket)
    return (
        f"<</Type /Annot /Subtype /Link /Rect [{box}] /Border [0 0 0] /F 4 /P {page} 0 R /StructParent {parent}"
        f" /Contents {text(shown(live.url))} /A <</S /URI /URI ({address})>>>>"
    )


def _level(element: Element, above: list[tuple[int, int]]) -> None:
    """Headings from H1 on without a gap, as PDF/UA-1 7.4.2 wants, in document order."""
    for kid in element.kids:
        if not isinstance(kid, Element):
            continue
        if kid.kind[:1] == "H" and kid.kind[1:].isdigit():
            meant = int(kid.kind[1:])
            while above and above[-1][0] >= meant:
                above.pop()
            above.append((meant, above[-1][1] + 1 if above else 1))
            kid.kind = f"H{above[-1][1]}"
        _level(kid, above)
