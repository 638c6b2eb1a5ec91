"""Does the file say of itself what its document does: its title, what it was made from, and where its bookmarks lead?

Viewers show the title and the bookmarks; `printkit proof` finds the guide by what a file says it was made from.
"""

import re
from collections.abc import Iterator
from gettext import gettext as _
from html import unescape
from itertools import zip_longest
from typing import Any

from printkit.layout.document import Bookmark, Document
from printkit.proof import links, tags
from printkit.proof.claims import SOURCE
from printkit.proof.reading import Reading
from printkit.proof.report import FAIL, Finding
from printkit.proof.text import short
from printkit.proof.tree import number

TITLE = re.compile(r'<dc:title>.*?"x-default">(.*?)</rdf:li>', re.DOTALL)
MOST = 1000  # bookmarks; a list that is longer goes round


def check(reading: Reading, document: Document) -> Iterator[Finding]:
    """Failures of a file."""
    yield from named(reading, document)
    for there, wanted in zip_longest(bookmarks(reading), document.bookmarks):
        if there != wanted:
            said = _("the bookmarks say {seen} where {wanted} was promised")
            yield _finding(links.CHECK, said.format(seen=_told(there), wanted=_told(wanted)))


def named(reading: Reading, document: Document) -> Iterator[Finding]:
    """Failures of what a file calls itself, and of what it says it was made from."""
    source = "; ".join(f"{name}={value}" for name, value in document.made_from)
    if (seen := _said(TITLE, reading)) != document.title:
        said = _("the file is called “{seen}”, not “{wanted}”")
        yield _finding(tags.CHECK, said.format(seen=short(seen), wanted=short(document.title)))
    if (seen := _said(SOURCE, reading)) != source:
        said = _("the file says that it was made from “{seen}”, not from “{wanted}”")
        yield _finding(tags.CHECK, said.format(seen=seen, wanted=source))


def _finding(name: str, said: str) -> Finding:
    return Finding(name, FAIL, 0, None, said, _("print the file again with printkit build"))


def _said(what: re.Pattern[str], reading: Reading) -> str:
    """An entry of the XMP packet."""
    found = what.search(reading.packet)
    return unescape(found.group(1)) if found else ""


def _told(mark: Bookmark | None) -> str:
    if mark is None:
        return _("nothing")
    return _("“{title}” to page {page}").format(title=short(mark.title), page=mark.page + 1)


def bookmarks(reading: Reading) -> tuple[Bookmark, ...]:
    """A file's bookmarks in order, those below others left out; one that leads to no page is given page −1."""
    pages = {number(page.page): i for i, page in enumerate(reading.pages)}
    return tuple(Bookmark(title, pages.get(number(page), -1)) for title, page in marks(reading, MOST))


def marks(reading: Reading, most: int) -> Iterator[tuple[str, Any]]:
    """A file's bookmarks in order, at most so many: each one's title and a reference to its page, None for none."""
    mark = _entry(_entry(reading.root, "/Outlines"), "/First")
    for _turn in range(most):
        if mark is None:
            return
        dest = _entry(mark, "/Dest")
        yield str(mark.get("/Title", "")), dest[0] if isinstance(dest, list) and dest else None
        mark = _entry(mark, "/Next")


def _entry(holder: Any, key: str) -> Any:
    """An entry of a dictionary, followed where it is a reference; None where there is none."""
    return holder[key].get_object() if holder is not None and key in holder else None
