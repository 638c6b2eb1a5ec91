"""Layouts as text, compared with what was once looked at and found good.

`PRINTKIT_ACCEPT=1 pytest tests/test_goldens.py` writes them anew; read the difference before committing it.
"""

import os
from pathlib import Path
from typing import NamedTuple

import pytest

from printkit.fonts import face
from printkit.layout.dump import dump
from printkit.layout.frame import LAYOUT, Box, Disc, Frame, Glyphs, Line, Matrix, Picture, Placed, Tag
from printkit.layout.frame import Path as Outline
from printkit.qr import fit_code, matrix
from printkit.units import mm
from tests.prints import Case, document

FOLDER = Path(__file__).parent / "goldens"
ACCEPT = "PRINTKIT_ACCEPT" in os.environ
GOLDENS = {
    "leaflet-1": (Case("vssid", "leaflet"), 0),
    "leaflet-2": (Case("vssid", "leaflet"), 1),
    "leaflet-dang-ky": (Case("vssid", "leaflet", "dang-ky"), 0),
    "leaflet-pictures": (Case("anh-man-hinh", "leaflet"), 1),
    "cards-step-pictures": (Case("anh-man-hinh", "flashcards", cards="step", size="A6"), 1),
    "poster-overview": (Case("vssid", "poster"), 0),
    "poster-dang-ky": (Case("vssid", "poster", "dang-ky"), 0),
    "cards-procedure-front": (Case("vssid", "flashcards"), 0),
    "cards-procedure-back": (Case("vssid", "flashcards"), 1),
    "cards-step-front": (Case("vssid", "flashcards", cards="step"), 0),
    "cards-step-back": (Case("vssid", "flashcards", cards="step"), 1),
}


@pytest.mark.parametrize("name", GOLDENS)
def test_the_layout_is_as_accepted(name: str) -> None:
    case, page = GOLDENS[name]
    path = FOLDER / f"{name}.txt"
    found = dump(document(case).pages[page])
    if ACCEPT:
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8", newline="\n")
    assert found.splitlines() == path.read_text(encoding="utf-8").splitlines()


def test_there_is_no_golden_of_nothing() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt") if not path.stem.startswith("tags-")} == set(GOLDENS)


class Corner:
    """A code of one dark module."""

    runs = ((0, 0, 1),)


class Screenshot(NamedTuple):
    """A picture's file."""

    data: bytes = b"3"
    width: int = 4
    height: int = 3


def test_every_item_has_a_line() -> None:
    items = (
        Glyphs("Ẳ b", face(700), 12.5, "#16191D", -0.3, "tel:1"),
        Box(mm(10), mm(5), "#FFFFFF", "#000000", 0.9, mm(1)),
        Disc(mm(3), "#0B4A86"),
        Line(mm(20), 0, 0.7, "#8A929A", (0.7, 2.2)),
        Outline((("m", 0.0, 0.0), ("z",)), "#000000"),
        Matrix(mm(0.508), Corner()),
        Picture(mm(60), mm(45), Screenshot(), grey=True),
    )
    inner = Frame(mm(50), mm(40), tuple(Placed(mm(1), mm(i), item) for i, item in enumerate(items)), LAYOUT)
    plain = Frame(mm(50), mm(40), (Placed(mm(2), 0, inner),))
    told = Frame(mm(60), mm(40), (Placed(0, 0, plain),), Tag("Figure", "k", alt="Mã"), "https://a.vn", turned=True)
    assert dump(Frame(mm(210), mm(297), (Placed(mm(-0.01), mm(100), told),))) == (
        "page 210.0 × 297.0\n"
        '  0.0 100.0 Figure#k alt="Mã" 60.0 × 40.0 turned -> https://a.vn\n'
        "    2.0 100.0 Artifact/Layout 50.0 × 40.0\n"
        '      3.0 100.0 "Ẳ b" Bold 12.5 #16191D tracking -0.3 -> tel:1\n'
        "      3.0 101.0 box 10.0 × 5.0 #FFFFFF stroke #000000 0.9 pt radius 1.0\n"
        "      3.0 102.0 disc r 3.0 #0B4A86\n"
        "      3.0 103.0 line by 20.0 0.0 0.7 pt #8A929A dash 0.7/2.2\n"
        "      3.0 104.0 path of 2 #000000\n"
        "      3.0 105.0 code 1 × 0.508 #000000\n"
        "      3.0 106.0 picture 60.0 × 45.0 of 4 × 3 #4e074085 grey\n"
    )


def test_a_code_s_size_is_told() -> None:
    code = fit_code("https://a.vn", mm(30), 6)
    assert code
    said = f"code {code.modules} × {25.4 / 300 * code.dots:.3f} #000000"
    assert said in dump(Frame(10, 10, (Placed(0, 0, matrix(code)),)))
