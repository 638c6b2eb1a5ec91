"""What every check says of pages, one after another while each is open, and what was measured there."""

from collections.abc import Iterator, Sequence

from printkit.layout.document import Document
from printkit.proof import codes, fit, fonts, images, ink, letters, links, operators, paint, standards, tags, text
from printkit.proof.content import Content
from printkit.proof.leaf import Leaf
from printkit.proof.rects import union
from printkit.proof.report import CodeFacts, Finding, PageFacts, Rect, settled
from printkit.units import to_mm


class Looks:
    """Findings and facts of pages of a document; `places` is where each marked content stands, in points."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.findings: list[Finding] = []
        self.pages: list[PageFacts] = []
        self.codes: list[CodeFacts] = []
        self.places: dict[tuple[int, int], Rect] = {}

    def look(self, leaf: Leaf, content: Content, wanted: int) -> None:
        """Every check of one page, which stands for the document's page of that number, counted from 0."""
        made = dict(self.document.made_from)
        fmt, saver = made.get("format", ""), made.get("ink") == "saver"
        faults, facts = codes.check(leaf, codes.least_dots(self.document, wanted))
        painting = paint.painted(leaf)
        self.findings += [*text.check(leaf), *faults, *links.check(leaf), *fit.check(leaf, painting, fmt)]
        self.findings += [*letters.check(leaf), *operators.check(leaf), *images.check(leaf)]
        self.findings += [*ink.check(leaf, painting, fmt, saver), *fonts.check(leaf, content)]
        self.codes += facts
        width, height = round(to_mm(leaf.sheet.width), 1), round(to_mm(leaf.sheet.height), 1)
        self.pages.append(PageFacts(width, height, fit.smallest(leaf), ink.cover(leaf), leaf.number))
        self._place(leaf)

    def _place(self, leaf: Leaf) -> None:
        sheet = leaf.sheet
        marked = [(it.mcid, it.rect) for it in sheet.painted] + [(it.mcid, it.rect) for it in sheet.runs if it.letters]
        for mcid, rect in marked:
            spot = (leaf.number, mcid)
            self.places[spot] = union((self.places[spot], rect)) if spot in self.places else rect


def passed(findings: Sequence[Finding]) -> Iterator[Finding]:
    """A line for each check that found nothing wrong."""
    seen = {each.check for each in findings}
    modules = (text, codes, links, fit, ink, fonts, tags, standards)
    for module in modules:
        if module.CHECK not in seen:
            yield from settled(module.CHECK, ())
