"""Does every live address go where the paper says, and nothing else go anywhere? Asked of the annotations by pypdf."""

from collections.abc import Iterator
from gettext import gettext as _
from itertools import groupby
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

import idna

from printkit.proof.leaf import Leaf, wording
from printkit.proof.promise import Live
from printkit.proof.reading import Reading
from printkit.proof.rects import area, shared
from printkit.proof.report import FAIL, Finding, Rect

CHECK = "links"
MOST = 0.6  # of a promised rectangle that its link must cover, and of the link that must lie on it
ON_OPENING = ("/OpenAction", "/AA")


def check(leaf: Leaf) -> Iterator[Finding]:
    """Failures of a page."""
    yield from _misread(leaf)
    rest = [_told(leaf, each.get_object()) for each in leaf.read.annotations]
    missing: list[Live] = []
    for live in leaf.promise.lives:
        found = next((each for each in rest if each[0] == live.url and _covers(live.rect, each[1])), None)
        if found:
            rest.remove(found)
        else:
            missing.append(live)
    for live in missing:
        other = next((each for each in rest if _covers(live.rect, each[1])), None)
        if other:
            rest.remove(other)
            said = _("what says {wanted} leads to {seen}").format(wanted=live.url, seen=other[0])
            yield leaf.fault(CHECK, live.rect, said, _("let the link lead where the paper says"))
        else:
            said = _("{wanted} cannot be clicked").format(wanted=live.url)
            yield leaf.fault(CHECK, live.rect, said, _("print the file again with printkit build"))
    for address, rect in rest:
        said = _("a link nobody promised leads to {address}").format(address=address)
        yield leaf.fault(CHECK, rect, said, _("take it off, or write it into the guide"))


def _misread(leaf: Leaf) -> Iterator[Finding]:
    """Promised addresses that are not in ASCII, and live words that do not say which address they open."""
    live = (run for run in leaf.promise.runs if run.url)
    for url, group in groupby(live, key=lambda run: run.url):
        runs = list(group)
        text = "".join(wording(run).strip() for run in runs)
        if not url.isascii():
            said = _("the link to {url} holds letters beyond ASCII").format(url=url)
            yield leaf.fault(CHECK, runs[0].rect, said, _("print the file again with printkit build"))
        elif not _says(text, url):
            said = _("what reads “{text}” leads to {url}").format(text=text, url=url)
            yield leaf.fault(CHECK, runs[0].rect, said, _("let the link lead where the paper says"))


def _says(text: str, url: str) -> bool:
    """Is a text the readable form of an address, or of its host, perhaps several times on end?"""
    scheme, _colon, rest = url.partition(":")
    if scheme == "tel":
        number, said = _digits(rest), _digits(text)
        local = f"0{number[2:]}" if rest.startswith("+84") else number
        left = said.replace(number, "").replace(local, "")
        return bool(said) and number.endswith(left)  # of "0234.355.0101/02" the second number is short
    bodies = (rest.partition("?")[0],) if scheme == "mailto" else _bodies(url)
    left = _plain(text)
    for body in sorted({_plain(body) for body in bodies}, key=len, reverse=True):
        left = left.replace(body, "")
    return not left


def _bodies(url: str) -> tuple[str, ...]:
    """What may stand on paper for a web address: the whole without its scheme, or its host, as browsers show either."""
    without = url.partition("://")[2]
    named = urlsplit(url).netloc.rpartition("@")[2]
    host = named if named.endswith("]") else named.rpartition(":")[0] or named
    read = _read(host)
    return without, without.replace(host, read, 1), host, read


def _read(host: str) -> str:
    try:
        return str(idna.decode(host)) if "xn--" in host else host
    except idna.IDNAError:
        return host


def _plain(text: str) -> str:
    return normalize("NFC", unquote(text)).casefold().removesuffix("/")


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def _covers(wanted: Rect, seen: Rect) -> bool:
    both = shared(wanted, seen)
    return both >= MOST * area(wanted) and both >= MOST * area(seen)


def _told(leaf: Leaf, annotation: Any) -> tuple[str, Rect]:
    """Where an annotation leads, and its rectangle."""
    left, low, right, high = (float(side) for side in annotation.get("/Rect", (0, 0, 0, 0)))
    height = leaf.sheet.height
    rect = (min(left, right), height - max(low, high), max(left, right), height - min(low, high))
    return address(annotation), rect


def address(annotation: Any) -> str:
    """Where an annotation leads; what is no link to the web is told by its kind."""
    action = annotation.get("/A")
    action = action.get_object() if action is not None else {}
    if annotation.get("/Subtype") == "/Link" and action.get("/S") == "/URI" and "/Next" not in action:
        return str(action.get("/URI", ""))
    return str(action.get("/S", annotation.get("/Subtype", ""))).removeprefix("/")


def check_file(reading: Reading) -> Iterator[Finding]:
    """What the file would do by itself when it is opened."""
    names = reading.root.get("/Names")
    acts = [key for key in ON_OPENING if key in reading.root]
    acts += ["/JavaScript"] if names is not None and "/JavaScript" in names.get_object() else []
    for key in acts:
        said = _("the file does something by itself when it is opened ({key})").format(key=key.removeprefix("/"))
        yield Finding(CHECK, FAIL, 0, None, said, _("print the file again with printkit build"))
