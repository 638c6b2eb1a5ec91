"""The proof of a merged file: its bytes and what it promises of each ward go in, a report comes out.

Bookmarks, page counts and blank backs are asked of all wards. The pages of those that have a document here, a sample or
all, are held against it word by word and dot by dot, by the checks of a single print: by design nothing in them can be
clicked, and a step's tags have no inner structure. Only what belongs to these wards is read.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from gettext import gettext as _
from itertools import count, islice
from typing import Any, NamedTuple

from printkit.layout.document import Document
from printkit.proof import about, cards, links, standards, tags, text
from printkit.proof.content import Content
from printkit.proof.leaf import Leaf
from printkit.proof.looks import Looks, passed
from printkit.proof.promise import promises
from printkit.proof.reading import Reading, as_value_error
from printkit.proof.report import FAIL, NOT_CHECKED, Extent, Finding, Report
from printkit.proof.seen import Book
from printkit.proof.text import short
from printkit.proof.tree import parts_in, read_part

TOGETHER = 200  # wards of one reading: pypdf keeps all it has ever read, 0.3 MB a ward
CHAINED = 250  # bookmarks; page-validation 0.11 gives up where 256 objects lead one to the next
MOST = 12  # findings of one kind that are told; one mistake can bring thousands
NEAR = 0.5  # pt, between a blank back and the page before it


class Share(NamedTuple):
    """A ward's share of a file: its bookmark, how many pages are printed, and how to get at what they hold.

    Without a `document` its pages are not looked at. A share without a title is that of a bookmark nobody knows.
    """

    title: str
    pages: int
    document: Callable[[], Document] | None = None


class Volume(NamedTuple):
    """What a merged file promises: what it says of itself, a document without pages, and its shares in order.

    Where it is `padded`, a share of an odd number of pages ends with a blank one.
    """

    document: Document
    shares: tuple[Share, ...]
    padded: bool

    def length(self, share: Share) -> int:
        """Pages of a share with its blank back."""
        return share.pages + (share.pages % 2 if self.padded else 0)

    def share_of(self, page: int) -> Share | None:
        """Whose page that is, counted from 1; None for a page of none."""
        for share in self.shares:
            page -= self.length(share)
            if page <= 0:
                return share
        return None


def titles(pdf: bytes) -> tuple[str, ...]:
    """A file's bookmarks; none of what is no PDF."""
    try:
        with as_value_error(), closing(Book(pdf)) as book:
            return tuple(title for title, _page in book.marks())
    except ValueError:
        return ()


def prove_merged(pdf: bytes, volume: Volume) -> Report:
    """Whether a merged file holds what it promises."""
    try:
        with closing(Book(pdf)) as book:
            return _Proof(pdf, volume, book).report()
    except ValueError as reason:
        said = _("the file cannot be read ({reason})").format(reason=reason)
        return Report((_whole(text.CHECK, said),), promised=volume.document.made_from)


def _again() -> str:
    return _("print the file again with printkit batch --merge")


def _whole(check: str, said: str, page: int = 0) -> Finding:
    return Finding(check, FAIL, page, None, said, _again())


class _Proof:
    """One file under proof."""

    def __init__(self, pdf: bytes, volume: Volume, book: Book) -> None:
        self.pdf, self.volume, self.book = pdf, volume, book
        self.reading = Reading(pdf)
        with as_value_error():
            self.marks = book.marks()
        self.starts = tuple(page for _title, page in self.marks)
        ends = (*self.starts[1:], book.count)
        pairs = zip(self.starts, ends, strict=True)
        self.lengths = tuple(end - start if min(start, end) >= 0 else None for start, end in pairs)

    def report(self) -> Report:
        volume = self.volume
        with as_value_error():
            tagged, findings = len(parts_in(self.reading)), self.of_all()
        if tagged != len(volume.shares):
            said = _("the tags hold {seen} wards, not {wanted}")
            findings.append(_whole(tags.CHECK, said.format(seen=tagged, wanted=len(volume.shares))))
        some = tuple(self.looked_at(tagged=tagged == len(volume.shares)))
        findings += [finding for report in some for finding in report.findings]
        findings = list(dict.fromkeys((*findings, *self.asked())))
        return Report(
            (*findings, *passed(findings)),
            tuple(page for report in some for page in report.pages),
            tuple(code for report in some for code in report.codes),
            volume.document.made_from,
            Extent(len(volume.shares), len(some), self.book.count, self.blank_count),
        )

    def of_all(self) -> list[Finding]:
        """What is asked of the file, and of every ward."""
        findings = [*at_most(self.bookmarked(), links.CHECK), *at_most(self.paged(), text.CHECK)]
        findings += at_most(self.blanks(), "ink")
        return [*findings, *about.named(self.reading, self.volume.document), *links.check_file(self.reading)]

    def asked(self) -> Iterator[Finding]:
        """What page-validation says; it follows no longer chains of bookmarks."""
        if len(self.marks) <= CHAINED:
            yield from standards.check(self.pdf, self.volume.document, many=True)
            return
        said = _("PDF/UA-1 and PDF/A-2a were not asked of page-validation, which takes {most} bookmarks at most")
        todo = _("the tags of the wards that were read were checked all the same")
        yield Finding(standards.CHECK, NOT_CHECKED, 0, None, said.format(most=CHAINED), todo)

    @property
    def blank_count(self) -> int:
        """Blank backs that were promised."""
        return sum(self.volume.length(share) - share.pages for share in self.volume.shares)

    def bookmarked(self) -> Iterator[Finding]:
        """A bookmark a ward, by its name, in order."""
        wanted = [share.title for share in self.volume.shares]
        seen = [title for title, _page in self.marks]
        for i in range(max(len(wanted), len(seen))):
            title, there = (some[i] if i < len(some) else None for some in (wanted, seen))
            page = self.starts[i] + 1 if i < len(seen) else 0
            if title == "" and there is not None:
                said = _("the bookmark “{title}” names no ward of the list").format(title=short(there))
                yield Finding(links.CHECK, FAIL, page, None, said, _("give the list it was made from with --wards"))
            elif title != there:
                said = _("bookmark {number} says {seen} where {wanted} was promised")
                told = said.format(number=i + 1, seen=_quoted(there), wanted=_quoted(title))
                yield _whole(links.CHECK, told, page)

    def paged(self) -> Iterator[Finding]:
        """So many pages from each bookmark to the next, the first at the first page."""
        if self.starts and self.starts[0] > 0:
            said = _("the first bookmark leads to page {page}").format(page=self.starts[0] + 1)
            yield _whole(text.CHECK, said)
        for share, start, seen in zip(self.volume.shares, self.starts, self.lengths, strict=False):
            wanted = self.volume.length(share)
            if start < 0:
                yield _whole(text.CHECK, _("the bookmark “{title}” leads to no page").format(title=short(share.title)))
            elif share.title and seen is not None and seen < 1:
                said = _("the bookmark after “{title}” leads back before it")
                yield _whole(text.CHECK, said.format(title=short(share.title)), start + 1)
            elif share.title and seen not in (wanted, None):
                said = _("from the bookmark “{title}” to the next there are {seen} pages, not {wanted}")
                yield _whole(text.CHECK, said.format(title=short(share.title), seen=seen, wanted=wanted), start + 1)

    def whole_shares(self) -> Iterator[tuple[int, Share]]:
        """The shares that have their pages, with their numbers from 0: what stands there can be looked at."""
        for i, (share, seen) in enumerate(zip(self.volume.shares, self.lengths, strict=False)):
            if share.title and seen == self.volume.length(share):
                yield i, share

    def blanks(self) -> Iterator[Finding]:
        """The backs that are to be blank are, and of the paper that they are the back of."""
        for i, share in self.whole_shares():
            if self.volume.length(share) == share.pages:
                continue
            page = self.starts[i] + share.pages
            if not self.book.is_blank(page):
                said = _("something stands on the blank back of “{title}”").format(title=short(share.title))
                yield _whole("ink", said, page + 1)
            sizes = (self.book.size(page - 1), self.book.size(page))
            if max(abs(a - b) for a, b in zip(*sizes, strict=True)) > NEAR:
                said = _("the blank back of “{title}” is of another size").format(title=short(share.title))
                yield _whole("fit", said, page + 1)

    def looked_at(self, *, tagged: bool) -> Iterator[Report]:
        """What is found in the wards that have a document, their tags only where there is a part for each ward."""
        some = ((i, share) for i, share in self.whole_shares() if share.document)
        for turn in count():
            group = tuple(islice(some, TOGETHER))
            if not group:
                return
            if turn:
                self.reading = Reading(self.pdf)
            with as_value_error():
                places = [page for _title, page in about.marks(self.reading, len(self.marks))]
            for i, share in group:
                assert share.document
                document = share.document()
                try:
                    with as_value_error():
                        found = self.look(i, document, places[i] if i < len(places) else None, tagged=tagged)
                except ValueError as reason:
                    said = _("the pages of “{title}” cannot be read ({reason})")
                    found = Report((_whole(text.CHECK, said.format(title=short(share.title), reason=reason)),))
                yield self.shifted(found, i)

    def look(self, index: int, document: Document, place: Any, *, tagged: bool) -> Report:
        """Everything about one ward, as if its pages were a file; `place` is what pypdf says its bookmark leads to."""
        share = self.volume.shares[index]
        read = self.reading.following(place, share.pages) if place is not None else ()
        if len(read) != share.pages:
            said = _("pypdf finds {seen} pages of “{title}”, not {wanted}")
            told = said.format(seen=len(read), title=short(share.title), wanted=share.pages)
            return Report((_whole(text.CHECK, told, 1),))
        contents = [Content(page) for page in read]
        promised = [page._replace(lives=()) for page in promises(document)]
        looks = Looks(document)
        for i, sheet in enumerate(self.book.sheets(self.starts[index], share.pages)):
            looks.look(Leaf(i + 1, promised[i], sheet, read[i]), contents[i], i)
        findings = [*looks.findings, *cards.check(document, promised)]
        if tagged:
            tree = read_part(self.reading, index, contents)
            findings += tags.check(tree, document, looks.places, {each.check for each in findings}, brief=True)
        return Report(tuple(findings), tuple(looks.pages), tuple(looks.codes))

    def shifted(self, report: Report, index: int) -> Report:
        """A ward's report with the numbers that its pages have in the file."""
        start = self.starts[index]
        return report._replace(
            findings=tuple(each._replace(page=start + max(each.page, 1)) for each in report.findings),
            pages=tuple(each._replace(page=start + each.page) for each in report.pages),
            codes=tuple(each._replace(page=start + each.page) for each in report.codes),
        )


def _quoted(title: str | None) -> str:
    return _("nothing") if title is None else _("“{text}”").format(text=short(title))


def at_most(findings: Iterable[Finding], check: str) -> tuple[Finding, ...]:
    """The first of a check's findings, and that there are more."""
    found = tuple(findings)
    if len(found) <= MOST:
        return found
    more = _("there are {count} more of these").format(count=len(found) - MOST)
    return (*found[:MOST], _whole(check, more))
