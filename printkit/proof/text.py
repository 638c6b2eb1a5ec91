"""Is every word there, exactly and in order? Asked of pdfium run by run, and of pypdf word by word."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from gettext import gettext as _
from itertools import pairwise

from printkit.layout.frame import Glyphs
from printkit.proof.leaf import Leaf, heard, wording
from printkit.proof.promise import Mark, Page
from printkit.proof.rects import union
from printkit.proof.report import Finding

CHECK = "text"
SAME_LINE = 0.5  # pt between two baselines
HARDLY = 0.6  # em; two lines of one text lie further apart
SPACE = 0.14  # em; arrows keep 0.16 clear on either side, letters of one word nothing
SHOWN = 60  # characters of a run that a message shows
MENDED = frozenset("\x02\ufffe")  # a hyphen at a line's end, as some readers have it


def check(leaf: Leaf) -> Iterator[Finding]:
    """Failures of a page."""
    faults = [*_by_pdfium(leaf), *_strange(leaf)]
    yield from faults
    if not faults:  # else pypdf would say it all again
        yield from _by_pypdf(leaf)


def _by_pdfium(leaf: Leaf) -> Iterator[Finding]:
    match, again = leaf.match, _("print the file again with printkit build")
    strayed = {run.text for run in match.surplus}
    for mark, run in match.pairs:
        if heard(run.text) != heard(wording(mark)):
            said = _("“{seen}” stands where “{wanted}” was promised")
            yield leaf.fault(CHECK, mark.rect, said.format(seen=short(run.text), wanted=short(wording(mark))), again)
    for mark in match.missing:
        said = _("“{text}” is read out of its order") if wording(mark) in strayed else _("“{text}” is missing")
        yield leaf.fault(CHECK, mark.rect, said.format(text=short(wording(mark))), again)
    gone = {wording(mark) for mark in match.missing}
    for run in match.surplus:
        if run.text not in gone and run.text.strip():
            said = _("“{text}” was not promised").format(text=short(run.text))
            yield leaf.fault(CHECK, run.rect, said, _("take it off, or write it into the guide"))


def _strange(leaf: Leaf) -> Iterator[Finding]:
    """Characters that nobody can read aloud, search for or copy."""
    for run in leaf.sheet.runs:
        if odd := [char for char in run.text if is_odd(char)]:
            named = ", ".join(f"U+{ord(char):04X}" for char in dict.fromkeys(odd))
            said = _("“{text}” holds {characters}").format(text=short(run.text), characters=named)
            yield leaf.fault(CHECK, run.rect, said, _("write letters and their marks as one character (Unicode NFC)"))


def is_odd(char: str) -> bool:
    """A combining mark, a private or unassigned character, a control, or the mark of one that was lost."""
    return char == "\ufffd" or unicodedata.category(char) in ("Mn", "Mc", "Me", "Co", "Cn", "Cs", "Cc")


def _by_pypdf(leaf: Leaf) -> Iterator[Finding]:
    """The words of the page as pypdf has them, a word being what stands between spaces and line ends."""
    wanted = words(leaf.promise)
    said = [word for word, _mark in wanted]
    read = "".join("-" if char in MENDED else char for char in leaf.read.text).split()
    if said == read:
        return
    if any(run.turned for run in leaf.promise.runs) and bare("".join(said)) == bare("".join(read)):
        return  # pypdf finds no spaces between the runs of a line that stands upside down
    for kind, a, b, c, d in SequenceMatcher(None, said, read, autojunk=False).get_opcodes():
        if kind == "equal" or (bare("".join(said[a:b])) == "".join(read[c:d]) and go_back(wanted[a:b])):
            continue
        near = wanted[a:b] or wanted[max(0, a - 1) : a + 1]
        place = union(mark.rect for _word, mark in near) if near else (0.0, 0.0, leaf.promise.width, 0.0)
        found = _("pypdf reads “{seen}” where “{wanted}” was promised").format(
            seen=short(" ".join(read[c:d])), wanted=short(" ".join(said[a:b]))
        )
        yield leaf.fault(CHECK, place, found, _("print the file again with printkit build"))


def go_back(told: list[tuple[str, Mark]]) -> bool:
    """Does each word stand left of the one before, hardly lower? On the backs of cards pypdf sees no space there."""
    return all(
        mark.point[0] < before.point[0]
        and abs(mark.point[1] - before.point[1]) < HARDLY * max(_size(mark), _size(before))
        for (_word, before), (_next, mark) in pairwise(told)
    )


def _size(mark: Mark) -> float:
    return mark.item.size if isinstance(mark.item, Glyphs) else 0.0


def words(page: Page) -> list[tuple[str, Mark]]:
    """The promised words in reading order, each with the run it begins in."""
    found: list[tuple[str, Mark]] = []
    last: Mark | None = None
    for mark in page.runs:
        parts = re.split(r"(\s+)", wording(mark))
        joins = last is not None and _follows(last, mark) and not wording(last)[-1:].isspace()
        for i, part in enumerate(parts):
            if part and not part.isspace():
                if i == 0 and joins and found:
                    found[-1] = (found[-1][0] + part, found[-1][1])
                else:
                    found.append((part, mark))
        last = mark
    return found


def _follows(before: Mark, mark: Mark) -> bool:
    """Does a run go on where the last one ended, so that their letters make one word?"""
    item, run = before.item, mark.item
    assert isinstance(item, Glyphs)
    assert isinstance(run, Glyphs)
    end = before.x + item.face.width(item.text) * item.size + item.tracking * len(item.text)
    ends_at, level = before.turn.at(end, before.y)
    return abs(level - mark.point[1]) < SAME_LINE and abs(ends_at - mark.point[0]) < SPACE * run.size


def short(text: str) -> str:
    """A run as a message shows it."""
    said = " ".join(text.split())
    return said if len(said) <= SHOWN else said[: SHOWN - 1].rstrip() + "…"


def named(texts: Sequence[str]) -> str:
    """Some runs as a message calls them: the first one, and how many more."""
    what = _("“{text}”").format(text=short(texts[0]))
    if len(texts) == 1:
        return what
    return _("{what} and {count} more runs").format(what=what, count=len(texts) - 1)


def bare(text: str) -> str:
    """Text without its white space, by which pages are told apart."""
    return "".join(text.split())
