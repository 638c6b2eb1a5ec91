"""What the proof catches of a print for a print shop: inks other than those that were promised."""

import re
from functools import cache
from io import BytesIO

import pikepdf
import pytest

from printkit.compose import compose
from printkit.layout.document import Document, Press
from printkit.pdf.pen import draw
from printkit.proof.prove import prove
from printkit.proof.report import Finding
from tests.broken import LEAFLET
from tests.prints import guide


@cache
def pressed() -> tuple[Document, bytes]:
    made = compose(guide(LEAFLET), "leaflet", LEAFLET.options._replace(press=Press()))
    return made, draw(made)


def found(pattern: bytes, new: bytes) -> list[Finding]:
    """What the proof says after the first match in the first page's content is rewritten."""
    made, data = pressed()
    with pikepdf.open(BytesIO(data)) as opened:
        stream = opened.pages[0].Contents
        before = stream.read_bytes()
        after = re.sub(pattern, new, before, count=1, flags=re.DOTALL)
        assert after != before
        stream.write(after)
        opened.save(saved := BytesIO())
    return [each for each in prove(saved.getvalue(), made).failures if each.check != "standards"]


TEXT = rb"0 0 0 1 k(?=\nBT)"
BAND = rb"0\.918 0\.448 0 0\.475 k"
CODE = rb"(?=q 1\.44000 0 0)"


@pytest.mark.parametrize(
    ("pattern", "new", "says"),
    [
        (TEXT, b"1 1 1 1 k", "the colour of “Chưa có” and 2 more runs is C100 M100 Y100 K100, not C0 M0 Y0 K100"),
        (TEXT, b"0 0 0 rg", "is #000000, not C0 M0 Y0 K100"),
        (TEXT, b"0 g", "is grey 0%, not C0 M0 Y0 K100"),
        (CODE, b"0.6 0.5 0.4 1 k ", "the colour of a code is C60 M50 Y40 K100, not C0 M0 Y0 K100"),
        (BAND, b"0.918 0.6 0 0.475 k", "the colour of a rule, box or drawing is C92 M60 Y0 K48, not C92 M45 Y0 K47"),
        (BAND, b"0.95 0.7 0.47 0 k", "is C95 M70 Y47 K0, not C92 M45 Y0 K47"),
    ],
    ids=["text in four inks", "text in light", "text in grey light", "code in four inks", "band", "band without black"],
)
def test_other_inks_are_found(pattern: bytes, new: bytes, says: str) -> None:
    told = found(pattern, new)
    assert any(each.check == "ink" and each.page == 1 and each.place and says in each.found for each in told), told


def test_inks_that_cannot_be_told_are_a_fault() -> None:
    """A paint that pdfium does not see: whose inks are whose is not known."""
    assert any("cannot be told" in each.found for each in found(rb"\Z", b"\n/Artifact <</Type /Page>> BDC f EMC"))
