"""The structure tree: pages as drawn go in, structure elements and the parent tree come out (PDF 1.7, 14.7).

Elements stand in reading order. What has one kind and one key under one parent is one element, over all pages.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from printkit.addresses import ascii_form, shown
from printkit.layout.frame import Tag
from printkit.pdf.ink import Live, Node
from printkit.pdf.objects import Sheaf, text

Box = tuple[float, float, float, float]


BODY = Tag("LBody")
SAID = frozenset(("P", "Span"))  # what the words of a list's item stand in


class Element:
    """A structure element with its object's number; kids are elements and (page, marked-content id or live box).

    One with a `gap` is written in each print anew.
    """

    __slots__ = ("box", "children", "gap", "kids", "kind", "number", "tag")

    def __init__(self, tag: Tag, number: int) -> None:
        self.tag, self.kind, self.number = tag, tag.kind, number
        self.kids: list[Element | tuple[int, int | Live]] = []
        self.children: dict[tuple[str, str], Element] = {}
        self.box: Box | None = None
        self.gap: Node | None = None


class Hole(NamedTuple):
    """An element that each print fills: its page, its node there, its parent's number, and its headings' levels."""

    page: int
    node: Node
    element: Element
    parent: int


class Structure:
    """Elements as pages fill them, and who owns each marked content (`owners`, by page) and each live rectangle.

    A `brief` one, for the print shop, has no live links, and keeps an item of a list in one element.
    """

    def __init__(
        self, sheaf: Sheaf, pages: Sequence[int], owners: dict[int, list[int]], *, brief: bool = False
    ) -> None:
        self.sheaf, self.pages, self.owners, self.brief = sheaf, pages, owners, brief
        self.base = 0  # the first marked-content id in `owners`
        self.live: list[tuple[int, Live, Element]] = []
        self.holes: list[Hole] = []

    def fold(self, node: Node, element: Element, page: int) -> None:
        """Bring what a page shows of an element into the tree."""
        for kid in node.kids:
            if isinstance(kid, Node):
                child = self._child(kid, element)
                if kid.gap:
                    child.gap = kid
                    self.holes.append(Hole(page, kid, child, element.number))
                self.fold(kid, child, page)
            else:
                self._own(kid, element, page)

    def _own(self, kid: int | Live, element: Element, page: int) -> None:
        if isinstance(kid, int):
            self.owners[page][kid - self.base] = element.number
        elif self.brief:
            return
        else:
            self.live.append((page, kid, element))
        element.kids.append((page, kid))

    def _child(self, node: Node, parent: Element) -> Element:
        if self.brief and node.tag.kind == "Link":
            return parent
        if self.brief and parent.kind == "LI":
            if not parent.kids:
                parent.children[BODY.kind, ""] = self._new(BODY, parent)
            return parent.children[BODY.kind, ""]
        if self.brief and parent.kind == "LBody" and node.tag.kind in SAID:
            return parent
        key = (node.tag.kind, node.tag.key)
        if node.tag.key and key in parent.children:
            return parent.children[key]
        child = self._new(node.tag, parent)
        child.box = node.box
        if node.tag.key:
            parent.children[key] = child
        return child

    def _new(self, tag: Tag, parent: Element) -> Element:
        child = Element(tag, self.sheaf.reserve())
        parent.kids.append(child)
        return child

    def annotate(self, first: int) -> tuple[list[list[int]], list[str], dict[int, int]]:
        """Put the annotations into the file: each page's, their entries in the parent tree, numbers by live box."""
        annotations: list[list[int]] = [[] for _page in self.pages]
        numbers: dict[int, int] = {}
        parents: list[str] = []
        for i, (page, live, element) in enumerate(self.live, first):
            number = self.sheaf.put(annotation(live, i))
            annotations[page].append(number)
            numbers[id(live)] = number
            parents.append(f"{i} {element.number} 0 R")
        return annotations, parents, numbers

    def write(self, element: Element, parent: int, live: Mapping[int, int], notes: list[tuple[str, int]]) -> None:
        """Put an element and all beneath it into the file; `notes` gets the names of those that need one."""
        if element.gap:
            return
        tag = element.tag
        children = [kid for kid in element.kids if isinstance(kid, Element)]
        first = next((kid[0] for kid in element.kids if isinstance(kid, tuple)), None)
        kids = " ".join([_kid(kid, first, self.pages, live) for kid in element.kids])
        entries = [f"/S /{element.kind} /P {parent} 0 R /K [{kids}]"]
        if first is not None:
            entries.append(f"/Pg {self.pages[first]} 0 R")
        if tag.alt:
            entries.append(f"/Alt {text(tag.alt)}")
        if tag.actual:
            entries.append(f"/ActualText {text(tag.actual)}")
        if tag.lang:
            entries.append(f"/Lang {text(tag.lang)}")
        if element.box:
            entries.append(f"/A <</O /Layout /BBox [{' '.join(f'{side:.2f}' for side in element.box)}]>>")
        if element.kind == "Note":
            notes.append((f"note-{len(notes) + 1:03}", element.number))
            entries.append(f"/ID ({notes[-1][0]})")
        self.sheaf.fill(element.number, f"<<{' '.join(entries)}>>")
        for child in children:
            self.write(child, element.number, live, notes)


def only_node(root: Node) -> Node:
    """What a gap holds: one element."""
    (own,) = (kid for kid in root.kids if isinstance(kid, Node))
    return own


def array(numbers: Iterable[int]) -> str:
    """References."""
    return f"[{' '.join(f'{number} 0 R' for number in numbers)}]"


def _kid(
    kid: Element | tuple[int, int | Live], first: int | None, pages: Sequence[int], live: Mapping[int, int]
) -> str:
    """One entry of K: an element, an id on the element's own page or on another, or an annotation."""
    if isinstance(kid, Element):
        return f"{kid.number} 0 R"
    page, content = kid
    if isinstance(content, Live):
        return f"<</Type /OBJR /Obj {live[id(content)]} 0 R /Pg {pages[page]} 0 R>>"
    return str(content) if page == first else f"<</Type /MCR /Pg {pages[page]} 0 R /MCID {content}>>"


def annotation(live: Live, parent: int) -> str:
    """A link without a border, printed with the page, that says where it leads."""
    box = " ".join(f"{side:.2f}" for side in live.box)
    address = ascii_form(live.url).replace("\\", "\\\\")
    for bracket in "()":
        address = address.replace(bracket, "\\" + bracket)
    return (
        f"<</Type /Annot /Subtype /Link /Rect [{box}] /Border [0 0 0] /F 4 /StructParent {parent}"
        f" /Contents {text(shown(live.url))} /A <</S /URI /URI ({address})>>>>"
    )


def level(element: Element, above: list[tuple[int, int]]) -> None:
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
        level(kid, above)
