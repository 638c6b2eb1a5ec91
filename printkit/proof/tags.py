"""Does the file read aloud as the guide was written? The tree is sound, and says what the frames' tags promise."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from difflib import SequenceMatcher
from gettext import gettext as _
from typing import NamedTuple

from printkit.layout.document import Document
from printkit.layout.frame import Frame, Glyphs, Tag
from printkit.proof import links
from printkit.proof.report import FAIL, Finding, Rect, in_mm
from printkit.proof.text import CHECK as WORDS
from printkit.proof.text import short
from printkit.proof.tree import Annotation, Part, Place, Tree, faults

CHECK = "tags"
MOST = 12  # faults of the tree that are told; one mistake can bring hundreds
STEP = Tag("LBody", key="step")  # all that a step is in a merged file
TEXTS = ("P", "Span")
Spot = tuple[int, int]  # number of a page from 1, marked-content id


class Saying(NamedTuple):
    """What a reader hears: an element with its words in place of what is shown, or a text."""

    kind: str  # of the element; empty for text
    said: str  # its Alt and ActualText; else the text
    url: str = ""  # where a Link leads


class Heard(NamedTuple):
    """A saying, and where on paper it stands: page from 1 and rectangle in points, if it is known."""

    saying: Saying
    page: int
    rect: Rect | None


def check(
    tree: Tree,
    document: Document,
    places: Mapping[Spot, Rect],
    told: AbstractSet[str] = frozenset(),
    *,
    brief: bool = False,
) -> Iterator[Finding]:
    """Failures of a file. `places` is where each marked content stands; `told` are the checks that have found a fault.

    Missing words and links that lead elsewhere are theirs to tell. `brief` are the tags of a merged file: nothing can
    be clicked, and a step is one item without inner structure.
    """
    found = list(faults(tree))
    for fault in found[:MOST]:
        rect = places.get((fault.page, fault.mcid))
        yield _finding(fault.page, rect, fault.said)
    if len(found) > MOST:
        yield _finding(0, None, _("there are {count} more faults in the tags").format(count=len(found) - MOST))
    if tree.root and not found and WORDS not in told:
        wanted = _promised(document, "Part" if brief else "Document", brief=brief)
        yield from _compared(wanted, _seen(tree, places), live=links.CHECK not in told)
    language = str(tree.reading.root.get("/Lang", ""))
    if language != document.lang:
        said = _("the file says that it is in “{seen}”, not in “{wanted}”")
        yield _finding(0, None, said.format(seen=language, wanted=document.lang))


def _finding(page: int, rect: Rect | None, said: str) -> Finding:
    again = _("print the file again with printkit build")
    return Finding(CHECK, FAIL, page, in_mm(rect) if rect else None, said, again)


def _compared(wanted: list[Heard], seen: list[Heard], *, live: bool) -> Iterator[Finding]:
    """Where the reading of the tags leaves the promised one; the addresses of links are asked where `live`."""
    a, b = ([each.saying if live else each.saying._replace(url="") for each in heard] for heard in (wanted, seen))
    if a == b:
        return
    for kind, first, last, start, end in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        near = next((each for each in (*seen[start:end], *wanted[first:last], *seen[start:]) if each.page), None)
        said = _("the tags say {seen} where {wanted} was promised")
        told = said.format(seen=_told(b[start:end]), wanted=_told(a[first:last]))
        yield _finding(near.page if near else 0, near.rect if near else None, told)


def _told(sayings: list[Saying]) -> str:
    parts = [f"“{short(each.said)}”" if not each.kind else _name(each) for each in sayings]
    return " ".join(parts[:4]) or _("nothing")


def _name(saying: Saying) -> str:
    return " ".join(part for part in saying if part)


# ── what was promised ────────────────────────────────────────────────────────────────────────────


class _Node:
    """An element to be, with its kids in order."""

    __slots__ = ("brief", "kids", "tag", "url")

    def __init__(self, tag: Tag, url: str = "", *, brief: bool = False) -> None:
        self.tag, self.url, self.brief = tag, url, brief
        self.kids: list[_Node | tuple[str, int]] = []  # elements, and texts with their page

    def child(self, tag: Tag) -> "_Node":
        """A new element; one of the same kind and key goes on, and so does a step of a brief tree with its texts."""
        if self.brief and self.tag.kind == "LI":
            tag = STEP
        elif self.brief and self.tag is STEP and tag.kind in TEXTS:
            return self
        if tag.key:
            for kid in self.kids:
                if isinstance(kid, _Node) and (kid.tag.kind, kid.tag.key) == (tag.kind, tag.key):
                    return kid
        made = _Node(tag, brief=self.brief)
        self.kids.append(made)
        return made


def _promised(document: Document, kind: str, *, brief: bool) -> list[Heard]:
    root = _Node(Tag(kind), brief=brief)
    for number, page in enumerate(document.pages, 1):
        _grow(page, root, number, live=document.press is None and not brief)
    return list(_hear(root))


def _grow(frame: Frame, node: _Node, page: int, *, live: bool) -> None:
    """Bring a frame's texts into the tree under a node; an artifact has none to read."""
    for placed in frame.items:
        item = placed.item
        if isinstance(item, Frame):
            _enter(item, node, page, live=live)
        elif isinstance(item, Glyphs):
            _say(item, node, page, live=live)


def _enter(frame: Frame, node: _Node, page: int, *, live: bool) -> None:
    if frame.role is not None:
        if frame.role.kind == "Artifact":
            return
        if frame.link and live:
            link = _Node(Tag("Link"), frame.link)
            node.kids.append(link)
            node = link
        node = node.child(frame.role)
    _grow(frame, node, page, live=live)


def _say(run: Glyphs, node: _Node, page: int, *, live: bool) -> None:
    if run.link and live:
        last = node.kids[-1] if node.kids else None
        if not (isinstance(last, _Node) and last.tag.kind == "Link" and last.url == run.link):
            last = _Node(Tag("Link"), run.link)
            node.kids.append(last)
        node = last
    node.kids.append((run.text, page))


def _hear(node: _Node) -> Iterator[Heard]:
    tag = node.tag
    yield Heard(_element(tag.kind, tag.alt, tag.actual, tag.lang)._replace(url=node.url), 0, None)
    text, page = "", 0
    for kid in node.kids:
        if isinstance(kid, _Node):
            yield from _spoken(text, page, None)
            text, page = "", 0
            yield from _hear(kid)
        else:
            text, page = text + kid[0], page or kid[1]
    yield from _spoken(text, page, None)


def _element(kind: str, alt: str, actual: str, lang: str) -> Saying:
    """Headings are told apart by level elsewhere: which one a title gets depends on those above it."""
    named = "H" if kind[:1] == "H" and kind[1:].isdigit() else kind
    return Saying(named, " ".join(each for each in (alt, actual, lang) if each))


def _spoken(text: str, page: int, rect: Rect | None) -> Iterator[Heard]:
    if text:
        yield Heard(Saying("", text), page, rect)


# ── what is there ────────────────────────────────────────────────────────────────────────────────


def _seen(tree: Tree, places: Mapping[Spot, Rect]) -> list[Heard]:
    pages = {page: i for i, page in enumerate(tree.pages, 1)}
    assert tree.root
    return list(_read(tree, tree.root, pages, places))


def _read(tree: Tree, part: Part, pages: Mapping[int, int], places: Mapping[Spot, Rect]) -> Iterator[Heard]:
    alt, actual, lang = (str(part.object.get(key, "")) for key in ("/Alt", "/ActualText", "/Lang"))
    first = next((kid for kid in part.kids if isinstance(kid, Place)), None)
    spot = (pages.get(first.page, 0), first.mcid) if first else (0, -1)
    yield Heard(_element(part.kind, alt, actual, lang)._replace(url=_url(tree, part)), spot[0], places.get(spot))
    text, begun = "", (0, -1)
    for kid in part.kids:
        if isinstance(kid, Part):
            yield from _spoken(text, begun[0], places.get(begun))
            text, begun = "", (0, -1)
            yield from _read(tree, kid, pages, places)
        elif isinstance(kid, Place):
            here = (pages[kid.page], kid.mcid)
            text += tree.contents[here[0] - 1].shown.get(kid.mcid, "")
            begun = begun if begun[0] else here
    yield from _spoken(text, begun[0], places.get(begun))


def _url(tree: Tree, part: Part) -> str:
    """Where the annotations of an element lead: one address, or all there are."""
    given = (tree.reading.object(kid.number) for kid in part.kids if isinstance(kid, Annotation))
    return " ".join(dict.fromkeys(links.address(annotation) for annotation in given))
