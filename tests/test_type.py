"""Embedded type, read back: text through two readers, programs through fontTools, bytes that repeat."""

import re
import zlib
from io import BytesIO
from struct import unpack
from typing import Any
from unicodedata import normalize

import page as validator
import pikepdf
import pypdfium2
import pytest
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from printkit.errors import ResourceError
from printkit.fonts import WEIGHTS, FontFace, covered, face, font_file
from printkit.pdf import objects
from printkit.pdf import type as pdf_type
from printkit.pdf.type import embed, encode, meanings, resource_name, subset, subset_program

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LOWER = {normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES} - set("aeiouy") | {"đ"}
LETTERS = "".join(sorted(LOWER | {letter.upper() for letter in LOWER}))
ASCII = "".join(map(chr, range(0x20, 0x7F)))
LINES = [LETTERS[start : start + 45] for start in range(0, len(LETTERS), 45)] + [ASCII[:48], ASCII[48:]]
WORDS = "Hướng dẫn đăng nhập VssID: Ẳ, 1.500.000 ₫"


def drawn(lines: list[str], faces: list[FontFace]) -> bytes:
    """A page of the lines in each face, written without the pen."""
    sheaf = objects.Sheaf()
    shown, height = [], 800
    for each in faces:
        for line in lines:
            height -= 18
            shown.append(f"BT /{resource_name(each)} 9 Tf 30 {height} Td {encode(each, line)} Tj ET")
    fonts = embed(sheaf, {each: set("".join(lines)) for each in faces})
    names = " ".join(f"/{name} {number} 0 R" for name, number in fonts.items())
    packed = {"Filter": "/FlateDecode"}
    content = sheaf.keep(objects.Stream(packed, objects.deflated("\n".join(shown).encode("ascii"))))
    pages = sheaf.reserve()
    page = sheaf.put(
        f"<</Type /Page /Parent {pages} 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R"
        f" /Resources <</Font <<{names}>>>>>>"
    )
    sheaf.fill(pages, f"<</Type /Pages /Kids [{page} 0 R] /Count 1>>")
    return sheaf.bytes(sheaf.put(f"<</Type /Catalog /Pages {pages} 0 R>>"), sheaf.put("<</Producer (test)>>"))


def fonts_of(pdf: bytes) -> dict[str, Any]:
    """The first page's font dictionaries."""
    page: Any = PdfReader(BytesIO(pdf)).pages[0]
    return {name: font.get_object() for name, font in page["/Resources"]["/Font"].items()}


def embedded(pdf: bytes) -> list[Any]:
    """Object numbers of the font programs that the file's descriptors name; those stand in object streams."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        things: list[Any] = list(opened.objects)
        return [thing.FontFile2.objgen for thing in things if _describes(thing)]


def _describes(thing: Any) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing


def program_of(font: Any) -> TTFont:
    """The TrueType program embedded in a font."""
    descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
    return TTFont(BytesIO(descriptor["/FontFile2"].get_data()))


def outline(font: TTFont, glyph: int) -> list[object]:
    """The drawing commands of a glyph."""
    pen: Any = RecordingPen()
    font.getGlyphSet()[font.getGlyphName(glyph)].draw(pen)
    return list(pen.value)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Every Vietnamese letter and ASCII in all faces."""
    return drawn(LINES, [face(weight) for weight in WEIGHTS])


def test_pypdf_reads_the_text_back(pdf: bytes) -> None:
    text = PdfReader(BytesIO(pdf)).pages[0].extract_text()
    assert [line.strip() for line in text.split("\n")] == [line.strip() for line in LINES * 4]


def test_pdfium_reads_the_text_back(pdf: bytes) -> None:
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
    assert [line.strip() for line in text.split("\r\n")] == [line.strip() for line in LINES * 4]


def test_there_is_one_embedded_font_a_face(pdf: bytes) -> None:
    fonts = fonts_of(pdf)
    assert sorted(fonts) == ["/F400", "/F500", "/F600", "/F700"]
    programs = []
    for weight in WEIGHTS:
        font = fonts[f"/F{weight}"]
        assert font["/Encoding"] == "/Identity-H"
        assert re.fullmatch(rf"/[A-Z]{{6}}\+{face(weight).name}", font["/BaseFont"])
        below = font["/DescendantFonts"][0].get_object()
        assert below["/BaseFont"] == below["/FontDescriptor"]["/FontName"] == font["/BaseFont"]
        data = below["/FontDescriptor"]["/FontFile2"]
        programs.append((below["/FontDescriptor"].raw_get("/FontFile2").idnum, 0))
        assert data["/Length1"] == len(data.get_data())
    assert sorted(embedded(pdf)) == sorted(set(programs)), "no other is in the file, and none twice"


@pytest.mark.parametrize("weight", WEIGHTS)
def test_the_program_holds_exactly_the_used_glyphs(weight: int) -> None:
    font = fonts_of(drawn([WORDS], [face(weight)]))[f"/F{weight}"]
    made, whole = program_of(font), TTFont(font_file(face(weight).name))
    used = {face(weight).glyph(char) for char in WORDS}
    made_glyphs, made_widths = made["glyf"], made["hmtx"]
    for number, name in enumerate(made.getGlyphOrder()):
        if number in used:
            assert outline(made, number) == outline(whole, number)
            assert made_widths[name] == whole["hmtx"][whole.getGlyphName(number)]
        else:
            assert made_glyphs[name].numberOfContours == 0
            assert made_widths[name] == (0, 0)
    assert max(used) == len(made.getGlyphOrder()) - 1


def test_the_checksums_of_the_program_are_right() -> None:
    program = subset_program(face(700).name, {face(700).glyph(char) for char in WORDS})
    reader = TTFont(BytesIO(program), checkChecksums=2).reader
    assert set(reader.tables) == {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}
    assert all(reader[tag] for tag in reader.tables), "fontTools raises on a wrong sum"
    assert sum(unpack(f">{len(program) // 4}I", program)) & 0xFFFFFFFF == 0xB1B0AFBA


def test_widths_are_the_faces(pdf: bytes) -> None:
    below = fonts_of(pdf)["/F600"]["/DescendantFonts"][0].get_object()
    listed: dict[int, int] = {}
    array = list(below["/W"])
    for first, run in zip(array[::2], array[1::2], strict=True):
        listed |= {first + place: width for place, width in enumerate(run)}
    assert listed == {face(600).glyph(char): face(600).advance(char) for char in LETTERS + ASCII}


def test_unicode_map_is_exact_and_in_blocks_of_at_most_100(pdf: bytes) -> None:
    cmap = fonts_of(pdf)["/F400"]["/ToUnicode"].get_data().decode("ascii")
    found = {int(code, 16): chr(int(char, 16)) for code, char in re.findall(r"<(\w{4})> <(\w{4})>\n", cmap)}
    del found[0]  # the code space range
    assert found == {face(400).glyph(char): char for char in LETTERS + ASCII}
    blocks = re.findall(r"(\d+) beginbfchar\n(.*?)endbfchar", cmap, re.DOTALL)
    assert [int(said) for said, _ in blocks] == [body.count("\n") for _, body in blocks]
    assert all(0 < int(said) <= 100 for said, _ in blocks)
    assert len(blocks) == 3


def test_usual_characters_win_a_shared_glyph() -> None:
    assert meanings([(3, " "), (3, "\u00a0"), (9, "Đ"), (9, "Ð"), (2, "-"), (2, "\u2011")]) == {2: "-", 3: " ", 9: "Đ"}
    assert meanings([(3, "\u00a0")]) == {3: "\u00a0"}


def test_same_use_same_bytes() -> None:
    first = drawn([WORDS], [face(400), face(700)])
    subset.cache_clear()
    assert drawn([WORDS], [face(400), face(700)]) == first
    assert encode(face(400), "Ẳ") == f"<{face(400).glyph('Ẳ'):04X}>"


def test_subset_names_differ_by_face_and_characters() -> None:
    parts = [subset(face(weight), frozenset(chars)) for weight in WEIGHTS for chars in (WORDS, WORDS + "z")]
    assert len({part.name[:6] for part in parts}) == len(parts)


def test_a_face_without_use_is_left_out() -> None:
    assert sorted(embed(objects.Sheaf(), {face(400): {"a"}, face(700): set()})) == ["F400"]


def test_the_whole_face_can_be_embedded() -> None:
    everything = "".join(sorted(covered() - set(" \u00a0")))
    lines = [everything[start : start + 40] for start in range(0, len(everything), 40)]
    assert PdfReader(BytesIO(drawn(lines, [face(500)]))).pages[0].extract_text().split("\n") == lines


def test_a_missing_character_raises() -> None:
    with pytest.raises(ResourceError, match=r"U\+2192"):
        encode(face(400), "→")
    with pytest.raises(ResourceError, match=r"U\+2192"):
        embed(objects.Sheaf(), {face(400): {"a", "→"}})


def test_pdfium_draws_the_glyphs(pdf: bytes) -> None:
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil().convert("L")
    assert sum(picture.histogram()[:128]) > 5000


def test_streams_end_in_a_line_end_of_their_own() -> None:
    for data in (b"ends in\r", b"ends in\n", b"", bytes(range(256))):
        written = objects.Stream({"Kind": "/Any"}, data).format()
        assert written.endswith(b"\nstream\r\n" + data + b"\r\nendstream")
        assert f"/Length {len(data)}".encode() in written
        assert zlib.decompress(objects.deflated(data)) == data


def font_faults(pdf: bytes) -> set[str]:
    """Rules on fonts that the page breaks under PDF/A-2u and PDF/UA-1; it is no whole document, so it breaks others."""
    kinds = ("CID", "CMAP", "FONT", "GLYPH", "TRUETYPE", "UNICODE")
    profiles = (validator.ValidationProfile.PDF_A_2U, validator.ValidationProfile.PDF_UA_1)
    failures = [fault for profile in profiles for fault in validator.validate_pdf_bytes(pdf, profile=profile).failures]
    assert failures, "the validator looked"
    return {fault.rule_id for fault in failures if any(kind in fault.rule_id for kind in kinds)}


def test_the_validator_finds_no_fault_with_the_fonts(pdf: bytes) -> None:
    assert font_faults(pdf) == set()


def test_the_validator_sees_wrong_widths(monkeypatch: pytest.MonkeyPatch) -> None:
    part = subset(face(400), frozenset(WORDS))
    monkeypatch.setattr(pdf_type, "subset", lambda _face, _characters: part._replace(widths="[1 [1 2 3]]"))
    assert "PDFUA1-FONT-GLYPH-WIDTH-001" in font_faults(drawn([WORDS], [face(400)]))
