"""A link as it stands on paper: its code with quiet zone, what it opens, and an address to check it by (standard 7)."""

from gettext import gettext as _
from math import isinf
from typing import NamedTuple

from printkit.addresses import ascii_form, host, shown
from printkit.errors import LayoutError
from printkit.layout.blocks import Block, Fixed, Space
from printkit.layout.frame import Frame, Placed, Tag
from printkit.layout.paragraph import Paragraph, rise
from printkit.marks import LAST, SOFT
from printkit.model import Link
from printkit.parts.desk import LONGEST_STRETCH, Desk
from printkit.parts.look import Type
from printkit.qr import Code, fit_code, least_size, matrix
from printkit.units import mm
from printkit.words import break_address

CLEAR = 0.3  # pt between a quiet zone and the highest letter under it
LONGEST_ADDRESS = 45  # characters that print under a code; a longer one shows its host there


class Drawn(NamedTuple):
    """A code's frame with its quiet zone, and how wide that zone is (points)."""

    frame: Frame
    quiet: float


def code(desk: Desk, link: Link, size: float, dots: int) -> Drawn:
    """A code of at most `size` mm with its quiet zone, larger only where its least module needs it."""
    url = ascii_form(link.url)
    made = fit_code(url, mm(size), dots) or _grown(link, dots)
    alt = desk.phrase("code_alt", address=shown(link.url))
    frame = Frame(made.size, made.size, (Placed(made.quiet, made.quiet, matrix(made)),), Tag("Figure", alt=alt), url)
    return Drawn(frame, made.quiet)


def _grown(link: Link, dots: int) -> Code:
    url = ascii_form(link.url)
    least = least_size(url, dots)
    made = None if isinf(least) else fit_code(url, least, dots)
    if made is None:
        raise LayoutError.of(
            _("the address {address} is too long for a code").format(address=shown(link.url)[:60]),
            _("use a shorter address of the same page"),
            link.where,
        )
    return made


def is_long(link: Link) -> bool:
    """Whether only the host prints under the code and the whole address in the links line."""
    text = shown(link.url)
    stretches = break_address(text).replace(LAST, SOFT).split(SOFT)
    return len(text) > LONGEST_ADDRESS or max(map(len, stretches)) > LONGEST_STRETCH


def told(link: Link) -> str:
    """The address as it prints beside its code: in full, or its host."""
    return host(link.url) if is_long(link) else shown(link.url)


def under_code(desk: Desk, link: Link, kind: Type, *, align: str = "centre", colour: str = "") -> Paragraph:
    """The address under a code, in full or as its host, live."""
    return desk.text((desk.address(link.url, told(link)),), kind, colour, align=align, balanced=True)


def label(desk: Desk, link: Link, kind: Type, *, align: str = "left") -> tuple[Block, ...]:
    """What the code opens, where the writer said so."""
    return (desk.text(link.label, kind, align=align, balanced=True),) if link.label else ()


def beneath(*lines: Block) -> tuple[Block, ...]:
    """Words under a code, clear of its quiet zone however high their letters rise."""
    first = lines[0] if lines else None
    return (Space(rise(first) + CLEAR), *lines) if isinstance(first, Paragraph) else lines


def hanging(drawn: Drawn) -> Frame:
    """The code with its quiet zone hanging out at the left: dark modules begin on the edge."""
    return Frame(drawn.frame.width - drawn.quiet, drawn.frame.height, (Placed(-drawn.quiet, 0, drawn.frame),))


def centred(drawn: Drawn) -> Fixed:
    """A code in the middle of its place."""
    return Fixed(drawn.frame, "centre")


def code_size(link: Link, size: float, dots: int) -> tuple[float, float]:
    """Side and quiet zone in points of the code that `code` draws for a size in mm."""
    made = fit_code(ascii_form(link.url), mm(size), dots) or _grown(link, dots)
    return made.size, made.quiet
