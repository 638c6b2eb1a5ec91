"""The faces: figures equal the font files', what is missing raises, and the files are what `fonts/README.md` says.

Set PRINTKIT_FONT_SOURCE to the unpacked npm package to compare with the original faces as well.
"""

import os
import pickle
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from printkit import fonts
from printkit.errors import ResourceError
from printkit.fonts import WEIGHTS, covered, face, font_file
from printkit.layout.frame import Face

ROOT = Path(__file__).resolve().parent.parent
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
PLAIN = set("aeiouy")
LOWER = {unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES} - PLAIN | {"đ"}
LETTERS = "".join(sorted(LOWER | {letter.upper() for letter in LOWER}))
ASCII = "".join(map(chr, range(0x20, 0x7F)))


@pytest.fixture(scope="module")
def originals() -> Path:
    """Folder of the unpacked npm package the faces come from."""
    if not (source := os.environ.get("PRINTKIT_FONT_SOURCE")):
        pytest.skip("PRINTKIT_FONT_SOURCE is not set")
    return Path(source)


def original(package: Path, weight: int) -> TTFont:
    """One of the original faces."""
    (path,) = (path for path in package.glob(f"{weight}*/*.ttf") if "Italic" not in path.name)
    return TTFont(path)


def outline(font: TTFont, char: str) -> list[object]:
    """The drawing commands of a character."""
    pen: Any = RecordingPen()
    font.getGlyphSet()[font.getBestCmap()[ord(char)]].draw(pen)
    return list(pen.value)


def assert_figures_equal(weight: int, font: TTFont) -> None:
    """Every figure of the table is the file's; glyph numbers aside."""
    measured, codes = face(weight), font.getBestCmap()
    for char in covered():
        name = codes[ord(char)]
        glyph = font["glyf"][name]
        assert measured.advance(char) == font["hmtx"][name][0]
        box = tuple(getattr(glyph, side, 0) for side in ("xMin", "yMin", "xMax", "yMax"))
        assert measured.glyph_box(char) == box


def test_there_are_134_vietnamese_letters_and_all_are_covered() -> None:
    assert len(LETTERS) == 134
    assert set(LETTERS + ASCII + "“”…•·₫½\u00a0\u2013\u2014") <= covered()


@pytest.mark.parametrize("weight", WEIGHTS)
def test_figures_are_those_of_the_file(weight: int) -> None:
    font = TTFont(font_file(face(weight).name))
    assert_figures_equal(weight, font)
    assert font["name"].getDebugName(6) == face(weight).name
    assert font["OS/2"].usWeightClass == weight
    for char in covered():
        assert font.getGlyphID(font.getBestCmap()[ord(char)]) == face(weight).glyph(char)


@pytest.mark.parametrize("weight", WEIGHTS)
def test_figures_and_outlines_are_those_of_the_original(weight: int, originals: Path) -> None:
    before, after = original(originals, weight), TTFont(font_file(face(weight).name))
    assert_figures_equal(weight, before)
    assert all(outline(before, char) == outline(after, char) for char in covered())


def test_making_the_fonts_again_gives_the_same_bytes(originals: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "tools" / "make_fonts.py"), str(originals), "--out", str(tmp_path)]
    subprocess.run(command, check=True)
    made = sorted(path.name for path in tmp_path.iterdir())
    tables = ("OFL.txt", "characters.txt", "metrics.json")
    assert made == sorted([*(f"{face(weight).name}.ttf" for weight in WEIGHTS), *tables])
    for name in made:
        assert (tmp_path / name).read_bytes() == (ROOT / "fonts" / name).read_bytes(), name


@pytest.mark.parametrize("weight", WEIGHTS)
def test_files_are_unhinted_and_plain(weight: int) -> None:
    font = TTFont(font_file(face(weight).name))
    assert not {"fpgm", "prep", "cvt ", "GSUB", "GPOS", "GDEF"} & set(font.keys())
    assert {table.format for table in font["cmap"].tables} == {4}
    glyphs = font["glyf"]
    assert not any(glyphs[name].isComposite() for name in font.getGlyphOrder())
    reached = {".notdef", *font.getBestCmap().values()}
    assert set(font.getGlyphOrder()) == reached


def test_width_adds_up_the_advances() -> None:
    bold: Face = face(700)
    assert bold.width("") == 0
    assert bold.width("Bước 1") == pytest.approx(sum(bold.width(char) for char in "Bước 1"))
    assert face(400).width("\u00a0") == face(400).width(" ") > 0


def test_extent_is_that_of_the_outlines() -> None:
    assert face(400).extent("Ẳ")[1] >= 1.19
    assert face(400).extent("x")[1] < 0.6
    assert face(400).extent("gx")[0] < -0.15
    assert face(400).extent("\u2013")[0] > 0, "a dash hangs above the baseline"
    assert face(400).extent("\u2013 ") == face(400).extent("\u2013"), "a space has no outline"
    assert face(400).extent(" ") == face(400).extent("") == (0.0, 0.0)
    assert face(400).extent("Ẳ x") == (face(400).extent("x")[0], face(400).extent("Ẳ")[1])


@pytest.mark.parametrize("char", ["→", "\u2011", "\u0301", "\n", "\u00ad", "№"])
def test_a_missing_character_raises_and_is_named(char: str) -> None:
    semibold = face(600)
    named = rf"BeVietnamPro-SemiBold .*U\+{ord(char):04X}"
    for measure, text in [
        (semibold.width, f"a{char}b"),
        (semibold.extent, f"a{char}b"),
        (semibold.glyph, char),
        (semibold.advance, char),
        (semibold.glyph_box, char),
    ]:
        with pytest.raises(ResourceError, match=named):
            measure(text)
    assert char not in covered()


def test_every_missing_character_is_a_problem_of_its_own() -> None:
    with pytest.raises(ResourceError) as raised:
        face(400).width("✓ a → b ✓")
    assert [problem.message.split()[-1] for problem in raised.value.problems] == ["ARROW", "MARK"]


def test_a_mark_of_its_own_is_told_to_join_its_letter() -> None:
    with pytest.raises(ResourceError, match="NFC"):
        face(400).width(unicodedata.normalize("NFD", "Ế"))


def test_a_face_is_one_object() -> None:
    assert face(500) is face(500)
    assert pickle.loads(pickle.dumps(face(500))) is face(500)
    assert len({face(weight) for weight in WEIGHTS}) == 4


def test_remembered_texts_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "REMEMBERED", 8)
    widths = [face(400).width(f"{number}") for number in range(100)]
    assert widths == [face(400).width(f"{number}") for number in range(100)]
    assert len(face(400)._widths) <= 8


def test_characters_stand_in_order_each_with_its_figures() -> None:
    characters = fonts._characters()
    assert list(characters) == sorted(covered())
    assert {len(entry[name]) for entry in fonts._metrics()["faces"] for name in ("glyphs", "advances", "xMin")} == {
        len(characters)
    }


def test_a_missing_file_is_one_clear_line() -> None:
    with pytest.raises(ResourceError, match=r"NoSuchFace\.ttf: the file is missing; .+") as raised:
        font_file("NoSuchFace")
    assert "\n" not in str(raised.value)
