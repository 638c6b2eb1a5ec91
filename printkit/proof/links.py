"""Does every live address go where the paper says, and nothing else go anywhere? Asked of the annotations by pypdf."""

from collections.abc import Iterator
from gettext import gettext as _
from typing import Any
from urllib.parse import unquote, urlsplit

from printkit.proof.leaf import Leaf
from printkit.proof.promise import Live
from printkit.proof.reading import Reading
from printkit.proof.rects import area, shared
from printkit.proof.report import FAIL, Finding, Rect

CHECK = "links"
MOST = 0.6  # of a promised rectangle that its link must cover, and of the link that must lie on it
ON_OPENING = ("/OpenAction", "/AA")


def check(leaf: Leaf) -> Iterator[Finding]:
    """Failures of a page."""
    rest = [_told(leaf, each.get_object()) for each in leaf.read.annotations]
    missing: list[Live] = []
    for live in leaf.promise.lives:
        found = next((each for each in rest if _leads(each[0], live.url) and _covers(live.rect, each[1])), None)
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


def _leads(seen: str, wanted: str) -> bool:
    """Does a link open this address? One with letters beyond ASCII stands in the file encoded (RFC 3987, 3.1)."""
    return seen.isascii() and (seen == wanted if wanted.isascii() else opened(seen) == opened(wanted))


def opened(url: str) -> str:
    """The page that an address opens, encoded or not, in letters as a browser shows it; what is no address stays."""
    try:
        authority = urlsplit(url).netloc
        host = unquote(authority).lower()
        host = host.encode("ascii").decode("idna") if host.isascii() else host
    except ValueError:  # UnicodeError is one
        return url
    before, _authority, after = url.partition(authority) if authority else ("", "", url)
    return before + host + unquote(after)


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
