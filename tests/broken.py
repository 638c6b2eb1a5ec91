"""Good prints broken on purpose: an edit of a print goes in; what the proof says of the edited file comes out."""

import re
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf

from printkit.proof.prove import prove
from printkit.proof.report import Finding, Report
from tests.prints import Case, document, pdf

Edit = Callable[[Any], None]  # of a file opened by pikepdf
Rewrite = Callable[[re.Match[bytes]], bytes]
LEAFLET = Case("vssid", "leaflet")


@cache
def good(case: Case) -> Report:
    return prove(pdf(case), document(case))


def edited(edit: Edit, case: Case = LEAFLET) -> bytes:
    """The file after an edit."""
    with pikepdf.open(BytesIO(pdf(case))) as opened:
        edit(opened)
        opened.save(saved := BytesIO())
    return saved.getvalue()


def found(edit: Edit, case: Case = LEAFLET) -> tuple[Finding, ...]:
    """What the proof says of the file after an edit."""
    return prove(edited(edit, case), document(case)).failures


def content(page: int, pattern: bytes, new: bytes | Rewrite, *, count: int = 1) -> Edit:
    """Rewrite the first match in a page's content, or so many, 0 for all; pages count from 1."""

    def edit(opened: Any) -> None:
        stream = opened.pages[page - 1].Contents
        before = stream.read_bytes()
        after = re.sub(pattern, new, before, count=count, flags=re.DOTALL)
        assert after != before
        stream.write(after)

    return edit


def drawn(page: int, operators: str, *, first: bool = False) -> Edit:
    """Draw over a page, or under all of it, as an artifact; millimetres from its bottom left corner."""
    scale = 72 / 25.4
    ours = f"/Artifact <</Type /Layout>> BDC q {scale:.5f} 0 0 {scale:.5f} 0 0 cm {operators} Q EMC\n".encode()

    def edit(opened: Any) -> None:
        stream = opened.pages[page - 1].Contents
        before = stream.read_bytes()
        stream.write(ours + before if first else before + b"\n" + ours)

    return edit


def box(x: float, y: float, width: float, height: float, colour: str) -> str:
    """A filled rectangle on A4, placed in mm from the top left corner."""
    return f"{colour} rg {x} {297 - y - height} {width} {height} re f"
