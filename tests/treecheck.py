"""The tags of a PDF, checked and told: bytes go in, plain findings or an indented text come out.

Shares no code with the press. What must hold: each marked content of a page has one place in the tree, and the parent
tree leads from it to that place; the tree names nothing that is not there; each element names its real parent; each
annotation stands in a Link, and the parent tree leads back to it; text and paint outside of tags there is none.
"""

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from struct import iter_unpack
from typing import Any, NamedTuple

import pikepdf

ARTIFACTS = {"/Layout", "/Pagination", "/Page"}
PAINTS = {"f", "f*", "F", "S", "s", "B", "B*", "b", "b*", "Do", "sh", "INLINE IMAGE"}
SHOWS = {"Tj", "TJ", "'", '"'}
PAIRS = {"EMC": "BDC", "ET": "BT", "Q": "q"}
HELD = {"L": {"LI"}, "LI": {"Lbl", "LBody"}}  # what these may hold
HOLDERS = {"LI": {"L"}, "Lbl": {"LI"}, "LBody": {"LI"}}  # what must hold these
KINDS = {
    *(
        "Document",
        "Part",
        "Sect",
        "H1",
        "H2",
        "H3",
        "H4",
        "P",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Figure",
        "Link",
        "Span",
        "Note",
    ),
    "Caption",
}

Id = tuple[int, int]  # number and generation of an object
Place = tuple[Id, int]  # page and marked-content id


class Part(NamedTuple):
    """A structure element: its object, kind, parent as the tree has it, and its kids in order."""

    object: Any
    kind: str
    parent: Id
    depth: int
    kids: tuple["Part | Place | Id", ...]  # elements, marked contents, annotations

    @property
    def id(self) -> Id:
        """Its object's number."""
        found: Id = self.object.objgen
        return found


class Told(NamedTuple):
    """A document as read: its tree, what each marked content shows, and what is wrong with the content."""

    pdf: Any
    root: Part
    shown: dict[Place, str]
    findings: list[str]


def findings(data: bytes) -> list[str]:
    """What is wrong with the tags; empty where all is well."""
    with pikepdf.open(BytesIO(data)) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            return ["there is no structure tree"]
        told = _read(pdf)
        parts = list(_all(told.root))
        parents = _numbers(pdf.Root.StructTreeRoot.get("/ParentTree", pikepdf.Dictionary()))
        return [
            *told.findings,
            *_marked(told, parts, parents),
            *_annotated(told, parts, parents),
            *_family(parts),
            *_named(parts),
            *_headings(parts),
        ]


def tree_text(data: bytes) -> str:
    """The tag tree: an element a line, with what it says to a reader and what it shows."""
    with pikepdf.open(BytesIO(data)) as pdf:
        told = _read(pdf)
        pages = {page.obj.objgen: i for i, page in enumerate(pdf.pages, 1)}
        return "".join(f"{line}\n" for line in _lines(told, told.root, pages))


def elements(pdf: Any) -> list[Any]:
    """The objects of all structure elements, in reading order."""
    return [part.object for part in _all(_part(pdf.Root.StructTreeRoot.K, (0, 0), None, 0))]


# ── reading ──────────────────────────────────────────────────────────────────────────────────────


def _read(pdf: Any) -> Told:
    shown: dict[Place, str] = {}
    found: list[str] = []
    for i, page in enumerate(pdf.pages, 1):
        content = _Content(page, f"page {i}")
        content.run()
        shown |= {(page.obj.objgen, mcid): text for mcid, text in content.shown.items()}
        found += content.findings
    tree = pdf.Root.StructTreeRoot
    top = tree.K[0] if isinstance(tree.K, pikepdf.Array) else tree.K
    if isinstance(tree.K, pikepdf.Array) and len(tree.K) != 1:
        found.append(f"the tree has {len(tree.K)} roots")
    root = _part(top, tree.objgen, None, 0)
    if root.kind != "Document":
        found.append(f"the tree begins with {root.kind}")
    return Told(pdf, root, shown, found)


class _Content:
    """A page's content as it runs."""

    def __init__(self, page: Any, name: str) -> None:
        self.page, self.name = page, name
        self.fonts = {key: _meanings(font) for key, font in page.Resources.get("/Font", {}).items()}
        self.open: list[tuple[str, int | None]] = []  # BDC, BT and q in their order, with a BDC's id
        self.inside = False  # of a marked content
        self.font: dict[int, str] = {}
        self.shown: dict[int, str] = {}
        self.findings: list[str] = []

    def run(self) -> None:
        for each in pikepdf.parse_content_stream(self.page):
            self.step(list(each.operands), str(each.operator))
        if self.open:
            self.fault(f"{' '.join(what for what, _mcid in self.open)} left open")

    def fault(self, what: str) -> None:
        self.findings.append(f"{self.name}: {what}")

    def step(self, operands: list[Any], operator: str) -> None:
        if operator in ("BDC", "BMC"):
            self.begin(operands)
        elif operator in ("BT", "q"):
            self.open.append((operator, None))
        elif operator in PAIRS:
            self.end(operator)
        elif operator == "Tf":
            self.font = self.fonts[str(operands[0])]
        elif operator in SHOWS:
            self.show(operands[-1])
        elif operator in PAINTS and not self.inside:
            self.fault(f"{operator} paints outside of tags")

    def begin(self, operands: list[Any]) -> None:
        kind = str(operands[0])
        entries = operands[1] if len(operands) > 1 else {}
        mcid = int(entries["/MCID"]) if "/MCID" in entries else None
        if self.inside:
            self.fault(f"{kind} inside another marked content")
        if kind == "/Artifact" and str(entries.get("/Type")) not in ARTIFACTS:
            self.fault(f"artifact of type {entries.get('/Type')}")
        if (kind == "/Artifact") == (mcid is not None):
            self.fault(f"{kind} with id {mcid}")
        if odd := {"/ActualText", "/Alt", "/Lang", "/E"} & set(dict(entries)):
            self.fault(f"{' '.join(sorted(odd))} in the content, not on the element")
        if mcid is not None and mcid in self.shown:
            self.fault(f"id {mcid} stands twice")
        elif mcid is not None:
            self.shown[mcid] = ""
        self.open.append(("BDC", mcid))
        self.inside = True

    def end(self, operator: str) -> None:
        last = self.open.pop() if self.open else ("nothing", None)
        if last[0] != PAIRS[operator]:
            self.fault(f"{operator} closes {last[0]}")
        self.inside = any(what == "BDC" for what, _mcid in self.open)

    def show(self, what: Any) -> None:
        pieces = what if isinstance(what, pikepdf.Array) else [what]
        shown = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
        text = "".join(self.font.get(code, "\ufffd") for (code,) in iter_unpack(">H", shown))  # Identity-H
        if not self.inside:
            self.fault(f"text outside of tags: “{text}”")
        for _what, mcid in self.open:
            if mcid is not None:
                self.shown[mcid] += text


def _meanings(font: Any) -> dict[int, str]:
    """What a font's codes mean: the bfchar entries of its ToUnicode."""
    source = font.ToUnicode.read_bytes().decode("ascii")
    blocks = re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL)
    pairs = [pair for block in blocks for pair in re.findall(r"<(\w+)>\s*<(\w+)>", block)]
    return {int(code, 16): bytes.fromhex(meant).decode("utf-16-be") for code, meant in pairs}


def _part(element: Any, parent: Id, page: Any, depth: int) -> Part:
    if depth > 50:
        raise AssertionError("the tree goes round")
    page = element.get("/Pg", page)
    given = element.get("/K", pikepdf.Array())
    kids: list[Part | Place | Id] = []
    for kid in given if isinstance(given, pikepdf.Array) else [given]:
        if isinstance(kid, int):
            kids.append((page.objgen, kid))
        elif str(kid.get("/Type")) == "/MCR":
            kids.append((kid.get("/Pg", page).objgen, int(kid.MCID)))
        elif str(kid.get("/Type")) == "/OBJR":
            kids.append(kid.Obj.objgen)
        else:
            kids.append(_part(kid, element.objgen, page, depth + 1))
    return Part(element, str(element.S).removeprefix("/"), parent, depth, tuple(kids))


def _all(part: Part) -> Iterator[Part]:
    """An element and all under it, in reading order."""
    yield part
    for kid in part.kids:
        if isinstance(kid, Part):
            yield from _all(kid)


def _contents(part: Part) -> list[Place]:
    return [kid for kid in part.kids if not isinstance(kid, Part) and isinstance(kid[0], tuple)]


def _annotations(part: Part) -> list[Id]:
    return [kid for kid in part.kids if not isinstance(kid, Part) and isinstance(kid[0], int)]


def _numbers(tree: Any) -> dict[int, Any]:
    """A number tree, flat."""
    found: dict[int, Any] = {}
    for kid in tree.get("/Kids", []):
        found |= _numbers(kid)
    pairs = list(tree.get("/Nums", []))
    return found | {int(pairs[i]): pairs[i + 1] for i in range(0, len(pairs), 2)}


# ── findings ─────────────────────────────────────────────────────────────────────────────────────


def _marked(told: Told, parts: list[Part], parents: dict[int, Any]) -> Iterator[str]:
    """Content ⇔ tree ⇔ parent tree."""
    owners: dict[Place, list[Id]] = {}
    for part in parts:
        for place in _contents(part):
            owners.setdefault(place, []).append(part.id)
    for i, page in enumerate(told.pdf.pages, 1):
        own = page.obj.objgen
        there = {mcid for at, mcid in told.shown if at == own}
        named = {mcid for at, mcid in owners if at == own}
        yield from (f"page {i}: id {mcid} has no element" for mcid in sorted(there - named))
        yield from (f"page {i}: id {mcid} is in the tree alone" for mcid in sorted(named - there))
        yield from (
            f"page {i}: id {mcid} has {len(owners[own, mcid])} places"
            for mcid in sorted(named)
            if len(owners[own, mcid]) > 1
        )
        entry = parents.get(int(page.obj.get("/StructParents", -1)))
        row = [each.objgen for each in entry] if isinstance(entry, pikepdf.Array) else []
        if len(row) != len(there):
            yield f"page {i}: the parent tree has {len(row)} entries for {len(there)} ids"
        for mcid in sorted(there & named):
            if mcid >= len(row) or owners[own, mcid] != [row[mcid]]:
                yield f"page {i}: the parent tree leads id {mcid} elsewhere"


def _annotated(told: Told, parts: list[Part], parents: dict[int, Any]) -> Iterator[str]:
    """Annotation ⇔ Link ⇔ parent tree."""
    links = {annotation: part for part in parts for annotation in _annotations(part)}
    doubled = Counter(annotation for part in parts for annotation in _annotations(part))
    yield from (f"annotation {each} stands {times} times in the tree" for each, times in doubled.items() if times > 1)
    keys = Counter(int(page.obj.get("/StructParents", -1)) for page in told.pdf.pages)
    for i, page in enumerate(told.pdf.pages, 1):
        for annotation in page.obj.get("/Annots", []):
            key = int(annotation.get("/StructParent", -1))
            keys[key] += 1
            link = links.pop(annotation.objgen, None)
            if link is None or link.kind != "Link":
                yield f"page {i}: an annotation is in no Link"
            elif key not in parents or parents[key].objgen != link.id:
                yield f"page {i}: the parent tree leads an annotation elsewhere"
            if annotation.get("/P", page.obj).objgen != page.obj.objgen:
                yield f"page {i}: an annotation names another page"
    yield from (f"{part.kind} names annotation {number}, which no page has" for number, part in links.items())
    yield from (f"parent tree key {key} is used {times} times" for key, times in keys.items() if times > 1)
    yield from (f"parent tree key {key} is nobody's" for key in sorted(parents.keys() - keys.keys()))
    if (following := int(told.pdf.Root.StructTreeRoot.get("/ParentTreeNextKey", 0))) <= max(parents, default=-1):
        yield f"the next key {following} is taken"


def _family(parts: list[Part]) -> Iterator[str]:
    """Who stands under whom, and who says so."""
    kinds = {part.id: part.kind for part in parts}
    for number, times in Counter(part.id for part in parts).items():
        if times > 1:
            yield f"{kinds[number]} stands {times} times in the tree"
    for part in parts:
        if "/P" not in part.object or part.object.P.objgen != part.parent:
            yield f"{part.kind} names another parent"
        if part.kind not in KINDS:
            yield f"there is no kind {part.kind}"
        if not part.kids:
            yield f"{part.kind} is empty"
        if part.kind in HELD and _contents(part):
            yield f"{part.kind} holds content"
        for kid in part.kids:
            if isinstance(kid, Part) and part.kind in HELD and kid.kind not in HELD[part.kind]:
                yield f"{part.kind} holds {kid.kind}"
        if part.kind in HOLDERS and kinds.get(part.parent) not in HOLDERS[part.kind]:
            yield f"{part.kind} stands in {kinds.get(part.parent)}"


def _named(parts: list[Part]) -> Iterator[str]:
    """What figures, links and notes must say."""
    ids = Counter(str(part.object.get("/ID", "")) for part in parts if part.kind == "Note")
    yield from (f"{times} notes have the ID “{name}”" for name, times in ids.items() if not name or times > 1)
    for part in parts:
        if part.kind == "Figure" and not str(part.object.get("/Alt", "")):
            yield "Figure without Alt"
        if part.kind == "Link" and not _annotations(part):
            yield "Link without an annotation"


def _headings(parts: list[Part]) -> Iterator[str]:
    """From H1 on, without a gap."""
    above = 0
    for part in parts:
        if re.fullmatch(r"H\d", part.kind):
            level = int(part.kind[1:])
            if level > above + 1:
                yield f"H{level} after {f'H{above}' if above else 'nothing'}"
            above = level


# ── telling ──────────────────────────────────────────────────────────────────────────────────────


def _lines(told: Told, part: Part, pages: dict[Id, int]) -> Iterator[str]:
    said = [f'{key[1:]}="{part.object[key]}"' for key in ("/Alt", "/ActualText", "/Lang") if key in part.object]
    yield "  " * part.depth + " ".join((part.kind, *said))
    at = "  " * (part.depth + 1)
    for kid in part.kids:
        if isinstance(kid, Part):
            yield from _lines(told, kid, pages)
        elif isinstance(kid[0], tuple):
            text = told.shown.get((kid[0], kid[1]), "")
            yield f"{at}{pages[kid[0]]}: " + (f'"{text}"' if text else "drawn")
        else:
            yield f"{at}-> {told.pdf.get_object(kid).A.URI}"
