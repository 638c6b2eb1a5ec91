"""The structure tree of a finished file, and what is wrong with it. Shares no code with the press.

What must hold: each marked content of a page has one place in the tree, and the parent tree leads from it to that
place; the tree names nothing that is not there; each element names its real parent; each annotation stands in a Link,
and the parent tree leads back to it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from printkit.proof.content import Content
from printkit.proof.reading import Reading

HELD = {"L": {"LI"}, "LI": {"Lbl", "LBody"}}  # what these may hold
HOLDERS = {"LI": {"L"}, "Lbl": {"LI"}, "LBody": {"LI"}}  # what must hold these
KINDS = {
    *("Document", "Sect", "H1", "H2", "H3", "H4", "P", "L", "LI", "Lbl", "LBody", "Figure", "Link", "Span", "Note"),
    *("Caption", "Part"),
}
DEEPEST = 50  # levels; a tree deeper than that goes round


class Place(NamedTuple):
    """Marked content: the object number of its page, and its id there."""

    page: int
    mcid: int


class Annotation(NamedTuple):
    """An annotation in the tree, by its object number."""

    number: int


class Part(NamedTuple):
    """A structure element: its dictionary and object number, kind, parent as the tree has it, and kids in order."""

    object: Any
    id: int
    kind: str
    parent: int
    depth: int
    kids: tuple["Part | Place | Annotation", ...]


class Fault(NamedTuple):
    """What is wrong, the number of its page from 1 (0 for none) and its marked-content id there (−1 for none)."""

    page: int
    mcid: int
    said: str

    def __str__(self) -> str:
        return f"page {self.page}: {self.said}" if self.page else self.said


class Tree(NamedTuple):
    """The file, pages' object numbers and contents, the root of their tree, None for none, and their parent tree."""

    reading: Reading
    pages: tuple[int, ...]
    contents: Sequence[Content]
    root: Part | None
    parents: Mapping[int, Any]
    faults: tuple[Fault, ...] = ()


def number(reference: Any) -> int:
    """The object number of a reference, or of an object that knows its own; 0 for neither."""
    found = reference if hasattr(reference, "idnum") else getattr(reference, "indirect_reference", None)
    return int(found.idnum) if found is not None else 0


def read_tree(reading: Reading, contents: Sequence[Content]) -> Tree:
    """The tree of a file whose pages' contents have run."""
    pages = tuple(number(page.page) for page in reading.pages)
    if "/StructTreeRoot" not in reading.root:
        return Tree(reading, pages, contents, None, {}, (Fault(0, -1, "there is no structure tree"),))
    top = reading.root.raw_get("/StructTreeRoot")
    given = top.get_object().get("/K")
    kids = _listed(given)
    faults = [Fault(0, -1, f"the tree has {len(kids)} roots")] if len(kids) != 1 else []
    root = _part(kids[0], number(top), 0, 0) if kids else None
    if root and root.kind != "Document":
        faults.append(Fault(0, -1, f"the tree begins with {root.kind}"))
    there = top.get_object()
    parents = numbers(there["/ParentTree"]) if "/ParentTree" in there else {}
    return Tree(reading, pages, contents, root, parents, tuple(faults))


def parts_in(reading: Reading) -> list[Any]:
    """References to the elements right below the root of a file's tree; none where it has no one root."""
    top = reading.root.get("/StructTreeRoot")
    roots = _listed(top.get_object().get("/K")) if top is not None else []
    return _listed(roots[0].get_object().get("/K")) if len(roots) == 1 else []


def read_part(reading: Reading, index: int, contents: Sequence[Content]) -> Tree:
    """The tree of one of a file's parts, counted from 0, whose pages' contents have run: nothing else is read."""
    top = reading.root["/StructTreeRoot"]
    pages = tuple(number(content.read.page) for content in contents)
    key = min((int(content.read.page.get("/StructParents", -1)) for content in contents), default=-1)
    root = _part(parts_in(reading)[index], number(_listed(top["/K"])[0]), 0, 1)
    faults = () if root.kind == "Part" else (Fault(0, -1, f"the part begins with {root.kind}"),)
    return Tree(reading, pages, contents, root, _leaf(top["/ParentTree"], key, index), faults)


def _leaf(tree: Any, key: int, near: int) -> dict[int, Any]:
    """The entries of that leaf of a number tree of one level that holds a key, likely the `near`-th; else of all."""
    kids = list(tree.get_object().get("/Kids", []))
    for kid in kids[near : near + 1]:
        low, high = kid.get_object()["/Limits"]
        if low <= key <= high:
            return numbers(kid)
    return numbers(tree)


def _listed(kids: Any) -> list[Any]:
    """K as a list, whichever way it is given."""
    if kids is None:
        return []
    there = kids.get_object()
    return list(there) if isinstance(there, list) else [kids]


def _part(reference: Any, parent: int, page: int, depth: int) -> Part:
    element = reference.get_object()
    if depth > DEEPEST:
        return Part(element, number(reference), str(element.get("/S", "")).removeprefix("/"), parent, depth, ())
    page = number(element.raw_get("/Pg")) if "/Pg" in element else page
    own = number(reference)
    kids = tuple(_kid(kid, own, page, depth) for kid in _listed(element.raw_get("/K") if "/K" in element else None))
    return Part(element, own, str(element.get("/S", "")).removeprefix("/"), parent, depth, kids)


def _kid(kid: Any, parent: int, page: int, depth: int) -> Part | Place | Annotation:
    there = kid.get_object()
    if isinstance(there, int):
        return Place(page, int(there))
    kind = there.get("/Type")
    if kind == "/MCR":
        return Place(number(there.raw_get("/Pg")) if "/Pg" in there else page, int(there["/MCID"]))
    if kind == "/OBJR":
        return Annotation(number(there.raw_get("/Obj")))
    return _part(kid, parent, page, depth + 1)


def parts_of(part: Part) -> Iterator[Part]:
    """An element and all under it, in reading order."""
    yield part
    for kid in part.kids:
        if isinstance(kid, Part):
            yield from parts_of(kid)


def numbers(tree: Any) -> dict[int, Any]:
    """A number tree, flat; its values may be references."""
    found: dict[int, Any] = {}
    tree = tree.get_object()
    for kid in tree.get("/Kids", []):
        found |= numbers(kid)
    pairs = list(tree["/Nums"]) if "/Nums" in tree else []
    return found | {int(pairs[i]): pairs[i + 1] for i in range(0, len(pairs) - 1, 2)}


def faults(tree: Tree) -> Iterator[Fault]:
    """Everything that is wrong with the tags of a file."""
    yield from tree.faults
    for i, content in enumerate(tree.contents, 1):
        yield from (Fault(i, mcid, said) for mcid, said in content.faults)
    if tree.root is None:
        return
    parts = list(parts_of(tree.root))
    places = _Places(tree, parts)
    yield from _marked(tree, parts, tree.parents)
    yield from _annotated(tree, parts, tree.parents)
    for part, said in (*_family(parts), *_named(parts), *_headings(parts)):
        yield Fault(*places.first(part), said)


class _Places:
    """Where elements stand."""

    def __init__(self, tree: Tree, parts: Sequence[Part]) -> None:
        self.pages = {page: i for i, page in enumerate(tree.pages, 1)}
        self.parts = {part.id: part for part in parts}

    def first(self, part: Part | None) -> tuple[int, int]:
        """Page and marked-content id of the first content of an element, or of its parent."""
        for each in (part, self.parts.get(part.parent) if part else None):
            for under in parts_of(each) if each else ():
                for kid in under.kids:
                    if isinstance(kid, Place) and kid.page in self.pages:
                        return self.pages[kid.page], kid.mcid
        return 0, -1


def _marked(tree: Tree, parts: list[Part], parents: Mapping[int, Any]) -> Iterator[Fault]:
    """Content ⇔ tree ⇔ parent tree."""
    owners: dict[Place, list[int]] = {}
    for part in parts:
        for kid in part.kids:
            if isinstance(kid, Place):
                owners.setdefault(kid, []).append(part.id)
    strange = {place.page for place in owners} - set(tree.pages)
    yield from (Fault(0, -1, f"the tree names content of object {page}, no page of these") for page in strange)
    for i, (own, content) in enumerate(zip(tree.pages, tree.contents, strict=True), 1):
        there = set(content.shown)
        named = {place.mcid for place in owners if place.page == own}
        yield from (Fault(i, mcid, f"id {mcid} has no element") for mcid in sorted(there - named))
        yield from (Fault(i, mcid, f"id {mcid} is in the tree alone") for mcid in sorted(named - there))
        for mcid in sorted(named):
            if (times := len(owners[Place(own, mcid)])) > 1:
                yield Fault(i, mcid, f"id {mcid} has {times} places")
        key = int(content.read.page.get("/StructParents", -1))
        entry = parents[key].get_object() if key in parents else []
        row = [number(each) for each in entry] if isinstance(entry, list) else []
        if len(row) != len(there):
            yield Fault(i, -1, f"the parent tree has {len(row)} entries for {len(there)} ids")
        for mcid in sorted(there & named):
            if mcid >= len(row) or owners[Place(own, mcid)] != [row[mcid]]:
                yield Fault(i, mcid, f"the parent tree leads id {mcid} elsewhere")


def _annotated(tree: Tree, parts: list[Part], parents: Mapping[int, Any]) -> Iterator[Fault]:
    """Annotation ⇔ Link ⇔ parent tree."""
    standing = [(kid.number, part) for part in parts for kid in part.kids if isinstance(kid, Annotation)]
    links = dict(standing)
    for each, times in Counter(annotation for annotation, _part in standing).items():
        if times > 1:
            yield Fault(0, -1, f"annotation {each} stands {times} times in the tree")
    pages = [content.read for content in tree.contents]
    keys = Counter(int(page.page["/StructParents"]) for page in pages if "/StructParents" in page.page)
    for i, page in enumerate(pages, 1):
        for annotation in page.annotations:
            there = annotation.get_object()
            key = int(there.get("/StructParent", -1))
            keys[key] += 1
            link = links.pop(number(annotation), None)
            if link is None or link.kind != "Link":
                yield Fault(i, -1, "an annotation is in no Link")
            elif key not in parents or number(parents[key]) != link.id:
                yield Fault(i, -1, "the parent tree leads an annotation elsewhere")
            if "/P" in there and number(there.raw_get("/P")) != tree.pages[i - 1]:
                yield Fault(i, -1, "an annotation names another page")
    yield from (Fault(0, -1, f"{part.kind} names annotation {each}, which no page has") for each, part in links.items())
    shared = {key: times for key, times in keys.items() if times > 1}
    yield from (Fault(0, -1, f"parent tree key {key} is used {times} times") for key, times in shared.items())
    yield from (Fault(0, -1, f"parent tree key {key} is nobody's") for key in sorted(parents.keys() - keys.keys()))
    following = int(tree.reading.root["/StructTreeRoot"].get("/ParentTreeNextKey", 0))
    if following <= max(parents, default=-1):
        yield Fault(0, -1, f"the next key {following} is taken")


def _family(parts: list[Part]) -> Iterator[tuple[Part, str]]:
    """Who stands under whom, and who says so."""
    kinds = {part.id: part.kind for part in parts}
    times = Counter(part.id for part in parts)
    for part in parts:
        if times.pop(part.id, 1) > 1:
            yield part, f"{part.kind} stands {sum(each.id == part.id for each in parts)} times in the tree"
        if "/P" not in part.object or number(part.object.raw_get("/P")) != part.parent:
            yield part, f"{part.kind} names another parent"
        if part.kind not in KINDS:
            yield part, f"there is no kind {part.kind}"
        if not part.kids:
            yield part, f"{part.kind} is empty"
        if part.kind in HELD and any(isinstance(kid, Place) for kid in part.kids):
            yield part, f"{part.kind} holds content"
        for kid in part.kids:
            if isinstance(kid, Part) and part.kind in HELD and kid.kind not in HELD[part.kind]:
                yield kid, f"{part.kind} holds {kid.kind}"
        if part.kind in HOLDERS and kinds.get(part.parent) not in HOLDERS[part.kind]:
            yield part, f"{part.kind} stands in {kinds.get(part.parent)}"


def _named(parts: list[Part]) -> Iterator[tuple[Part, str]]:
    """What figures, links and notes must say."""
    notes = [part for part in parts if part.kind == "Note"]
    ids = Counter(_said(part, "/ID") for part in notes)
    for name, times in ids.items():
        if not name or times > 1:
            yield next(part for part in notes if _said(part, "/ID") == name), f"{times} notes have the ID “{name}”"
    for part in parts:
        if part.kind == "Figure" and not _said(part, "/Alt"):
            yield part, "Figure without Alt"
        if part.kind == "Link" and not any(isinstance(kid, Annotation) for kid in part.kids):
            yield part, "Link without an annotation"


def _said(part: Part, key: str) -> str:
    return str(part.object.get(key, ""))


def _headings(parts: list[Part]) -> Iterator[tuple[Part, str]]:
    """From H1 on, without a gap."""
    above = 0
    for part in parts:
        if re.fullmatch(r"H\d", part.kind):
            level = int(part.kind[1:])
            if level > above + 1:
                yield part, f"H{level} after {f'H{above}' if above else 'nothing'}"
            above = level
