"""The proof of a print: its bytes and the document it was drawn from go in, a report comes out.

Nothing here knows how the file was made. Readers are imported when something is proven, pages are rasterised one at
a time, and each page is parsed once for all checks.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from gettext import gettext as _

from printkit.layout.document import Document
from printkit.proof import about, cards, links, standards, tags, text
from printkit.proof.content import Content
from printkit.proof.leaf import Leaf, wording
from printkit.proof.looks import Looks, passed
from printkit.proof.promise import Page, promises
from printkit.proof.reading import Reading, as_value_error
from printkit.proof.report import FAIL, Finding, Report, demand
from printkit.proof.seen import sheets
from printkit.proof.tree import read_tree


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

    def report(self) -> Report:
        looks = Looks(self.document)
        pairs = paired(self.promised, [page.text for page in self.reading.pages])
        self.findings += _counted(self.promised, pairs)
        for number, sheet in enumerate(sheets(self.pdf), 1):
            wanted = pairs[number - 1] if number <= len(pairs) else None
            if wanted is not None:
                leaf = Leaf(number, self.promised[wanted], sheet, self.reading.pages[number - 1])
                looks.look(leaf, self.contents[number - 1], wanted)
        self.findings += [*looks.findings, *cards.check(self.document, self.promised), *links.check_file(self.reading)]
        tree = read_tree(self.reading, self.contents)
        told = {each.check for each in self.findings}
        self.findings += [
            *about.check(self.reading, self.document),
            *tags.check(tree, self.document, looks.places, told),
        ]
        self.findings += standards.check(self.pdf, self.document)
        findings = (*self.findings, *passed(self.findings))
        return Report(findings, tuple(looks.pages), tuple(looks.codes), self.document.made_from)


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
