"""The proof of a print: its bytes and the document it was drawn from go in, a report comes out.

Nothing here knows how the file was made. Readers are imported when something is proven, pages are rasterised one at
a time, and each page is parsed once for all checks.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from gettext import gettext as _

from printkit.layout.document import Document
from printkit.proof import (
    about,
    cards,
    codes,
    fit,
    fonts,
    images,
    ink,
    letters,
    links,
    operators,
    paint,
    standards,
    tags,
    text,
)
from printkit.proof.content import Content
from printkit.proof.leaf import Leaf, wording
from printkit.proof.promise import Page, promises
from printkit.proof.reading import Reading, as_value_error
from printkit.proof.rects import union
from printkit.proof.report import FAIL, CodeFacts, Finding, PageFacts, Rect, Report, demand, settled
from printkit.proof.seen import sheets
from printkit.proof.tree import read_tree
from printkit.units import to_mm


def prove(pdf: bytes, document: Document) -> Report:
    """Whether a file holds what its document promises."""
    try:
        with as_value_error():
            return _Proof(pdf, document).report()
    except ValueError as reason:
        said = _("the file cannot be read ({reason})").format(reason=reason)
        found = Finding(text.CHECK, FAIL, 0, None, said, _("print it again with printkit build"))
        return Report((found,), promised=document.made_from)


def assure(pdf: bytes, document: Document, file: str) -> None:
    """Raise ProofError with every failure where a file, to be called so, does not hold what its document promises."""
    demand(prove(pdf, document), file)


class _Proof:
    """One file under proof."""

    def __init__(self, pdf: bytes, document: Document) -> None:
        self.pdf, self.document = pdf, document
        self.promised = promises(document)
        self.reading = Reading(pdf)
        self.contents = tuple(Content(page) for page in self.reading.pages)
        self.findings: list[Finding] = []
        self.pages: list[PageFacts] = []
        self.codes: list[CodeFacts] = []
        self.places: dict[tuple[int, int], Rect] = {}

    def report(self) -> Report:
        made = dict(self.document.made_from)
        pairs = paired(self.promised, [page.text for page in self.reading.pages])
        self.findings += _counted(self.promised, pairs)
        for number, sheet in enumerate(sheets(self.pdf), 1):
            wanted = pairs[number - 1] if number <= len(pairs) else None
            if wanted is not None:
                leaf = Leaf(number, self.promised[wanted], sheet, self.reading.pages[number - 1])
                least = codes.least_dots(self.document, wanted)
                self.look(leaf, made.get("format", ""), made.get("ink") == "saver", least)
        self.findings += [*cards.check(self.document, self.promised), *links.check_file(self.reading)]
        tree = read_tree(self.reading, self.contents)
        told = {each.check for each in self.findings}
        self.findings += [
            *about.check(self.reading, self.document),
            *tags.check(tree, self.document, self.places, told),
        ]
        self.findings += standards.check(self.pdf, self.document)
        findings = (*self.findings, *_passed(self.findings))
        return Report(findings, tuple(self.pages), tuple(self.codes), self.document.made_from)

    def look(self, leaf: Leaf, fmt: str, saver: bool, least: int) -> None:
        """Every check of one page, while it is open; `least` is how many dots a module of a code has there."""
        faults, facts = codes.check(leaf, least)
        painting = paint.painted(leaf)
        self.findings += [*text.check(leaf), *faults, *links.check(leaf), *fit.check(leaf, painting, fmt)]
        self.findings += [*letters.check(leaf), *operators.check(leaf), *images.check(leaf)]
        self.findings += [*ink.check(leaf, painting, fmt, saver), *fonts.check(leaf, self.contents[leaf.number - 1])]
        self.codes += facts
        sheet = leaf.sheet
        self.pages.append(
            PageFacts(round(to_mm(sheet.width), 1), round(to_mm(sheet.height), 1), fit.smallest(leaf), ink.cover(leaf))
        )
        marked = [(it.mcid, it.rect) for it in sheet.painted] + [(it.mcid, it.rect) for it in sheet.runs if it.letters]
        for mcid, rect in marked:
            spot = (leaf.number, mcid)
            self.places[spot] = union((self.places[spot], rect)) if spot in self.places else rect


def _passed(findings: Sequence[Finding]) -> Iterator[Finding]:
    """A line for each check that found nothing wrong."""
    told = {each.check for each in findings}
    modules = (text, codes, links, fit, ink, fonts, tags, standards)
    for module in modules:
        if module.CHECK not in told:
            yield from settled(module.CHECK, ())


def paired(promised: Sequence[Page], seen: Sequence[str]) -> list[int | None]:
    """For each page of the file the promised one it stands for, or None: by number, or by words where counts differ."""
    if len(promised) == len(seen):
        return list(range(len(seen)))
    pairs: list[int | None] = [None] * len(seen)
    wanted = [text.bare("".join(wording(run) for run in page.runs)) for page in promised]
    there = [text.bare(said) for said in seen]
    for _kind, a, b, c, d in SequenceMatcher(None, wanted, there, autojunk=False).get_opcodes():
        for i in range(min(b - a, d - c)):
            pairs[c + i] = a + i
    return pairs


def _counted(promised: Sequence[Page], pairs: Sequence[int | None]) -> Iterator[Finding]:
    """Pages that are missing, by their promised number, and pages too many, by their own."""
    for number, page in enumerate(promised, 1):
        if number - 1 not in pairs:
            words = " ".join(wording(run) for run in page.runs[:3])
            said = _("page {page} of {pages} is missing (“{words}”)")
            told = said.format(page=number, pages=len(promised), words=text.short(words))
            yield Finding(text.CHECK, FAIL, number, None, told, _("print the file again with printkit build"))
    for number, wanted in enumerate(pairs, 1):
        if wanted is None:
            yield Finding(text.CHECK, FAIL, number, None, _("the page was not promised"), _("take it out"))
