"""Does a page's content do nothing but show text, paint and tag? What clips, scales or overprints may hide things.

Readers differ on much that the allowed operators leave out; and no other check looks at it.
"""

from collections.abc import Iterator
from gettext import gettext as _

from printkit.proof.leaf import Leaf
from printkit.proof.rects import union
from printkit.proof.report import Finding, Rect

CHECK = "fit"
ALLOWED = frozenset(
    (
        *("BDC", "EMC", "q", "Q", "cm"),
        *("BT", "ET", "Tf", "Td", "Tj", "Tc"),
        *("re", "m", "l", "c", "h", "f", "S", "w", "J", "j", "d", "Do"),
        *("rg", "RG", "k", "K"),
    )
)  # of PDF 1.7, annex A: all that these checks understand


def check(leaf: Leaf) -> Iterator[Finding]:
    """Failures of a page."""
    for name, mcid in _strange(leaf).items():
        said = _("the page's content uses {operator}, which may hide or change what it shows").format(operator=name)
        yield leaf.fault(CHECK, _place(leaf, mcid), said, _("print the file again with printkit build"))


def _strange(leaf: Leaf) -> dict[str, int]:
    """Operators that are not allowed, each with the id of the marked content it is first found in, −1 for none."""
    found: dict[str, int] = {}
    mcid = -1
    for name, operands in leaf.read.operators:
        if name == "BDC":
            entries = operands[1] if len(operands) > 1 and isinstance(operands[1], dict) else {}
            mcid = int(entries.get("/MCID", -1))
        elif name == "EMC":
            mcid = -1
        elif name not in ALLOWED:
            found.setdefault(name, mcid)
    return found


def _place(leaf: Leaf, mcid: int) -> Rect:
    """What of the page a marked content covers; the page for none, and where it shows nothing."""
    runs = [run.rect for run in leaf.sheet.runs if run.mcid == mcid and run.letters]
    rects = [*runs, *(item.rect for item in leaf.sheet.painted if item.mcid == mcid)]
    return union(rects) if rects and mcid >= 0 else (0.0, 0.0, leaf.sheet.width, leaf.sheet.height)
