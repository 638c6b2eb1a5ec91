"""The distribution list: what it says, as two readers read it, on every page; and the run that makes it."""

import json
import re
import unicodedata
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from time import process_time
from typing import Any

import pypdf
import pypdfium2
import pytest

from printkit.checklist.phrases import OfficePhrases, office_phrases
from printkit.checklist.rows import Checklist, Portion, Row
from printkit.checklist.table import draw_checklist
from printkit.cli import main
from printkit.fonts import covered
from printkit.model import Ward
from printkit.words import languages
from tests import lists
from tests.office import GUIDE, WARDS, Captured, fails, made, save

FORMATS = ("leaflet", "poster", "flashcards")
HARD = "Xã Quảng Nguyễn Phú Khương Đông"
HEADS = ("STT", "Xã, phường", "Địa chỉ", "Điện thoại", "Tờ rơi", "Áp phích", "Thẻ", "Số bản", "Ký nhận")
RUN = ["batch", "--wards", "guides/wards.csv", "--proof", "none", "--checklist"]


def by_pypdf(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages]


def by_pdfium(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in document]


Read = Callable[[bytes], list[str]]
READERS = (by_pypdf, by_pdfium)


def folded(text: str) -> str:
    return " ".join(text.split())


def whole(pdf: bytes) -> str:
    return folded(" ".join(by_pdfium(pdf)))


def row(number: int, name: str = "", province: str = "Tỉnh Hương Giang", **fields: Any) -> Row:
    ward = Ward(f"{number:05}", name or f"Phường Ghềnh {number}", province=province, **fields)
    return Row(ward, (Portion(1), Portion(2), Portion(3)))


def checklist(*rows: Row, copies: int = 1, lang: str = "vi", titles: tuple[str, ...] = ("Đổi thẻ",)) -> Checklist:
    return Checklist(titles, FORMATS, rows, copies, lang)


# What it says


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    "text", [HARD, "Phường Ẳ ộ ậ ể", "Bản <b>&amp; Sen</b> &", "a<br/>b", "<img src='x'/>", "{n} % \\"]
)
def test_text_prints_as_typed(read: Read, text: str) -> None:
    pdf = draw_checklist(checklist(row(1, text, address=text, phone=text), titles=(text,)))
    said = folded(" ".join(read(pdf)))
    assert said.count(text) == 4  # title, name, address, phone


@pytest.mark.parametrize("read", READERS)
def test_text_is_composed(read: Read) -> None:
    pdf = draw_checklist(checklist(row(1, unicodedata.normalize("NFD", HARD), address="1 Lê Lợi")))
    said = "\n".join(read(pdf))
    assert said == unicodedata.normalize("NFC", said)
    assert HARD in folded(said)


VIETNAMESE = {
    unicodedata.normalize("NFC", letter + mark + tone)
    for letter, marks in {"a": "̂̆", "e": "̂", "o": "̛̂", "u": "̛", "i": "", "y": "", "đ": ""}.items()
    for mark in ("", *marks)
    for tone in ("", *("̣̀́̉̃" if letter != "đ" else ""))
}
ASCII = {chr(code) for code in range(0x21, 0x7F)}
ALPHABET = VIETNAMESE | {letter.upper() for letter in VIETNAMESE} | ASCII


@pytest.mark.parametrize(("read", "known"), [(by_pypdf, set(covered())), (by_pypdf, ALPHABET), (by_pdfium, ALPHABET)])
def test_every_character_can_be_read(read: Read, known: set[str]) -> None:
    """All of Vietnamese and ASCII in one list, in the regular and the bold face."""
    characters = "".join(sorted(char for char in known if not char.isspace()))
    pieces = [characters[i : i + 8] for i in range(0, len(characters), 8)]
    pdf = draw_checklist(checklist(*(row(i, piece, address=piece) for i, piece in enumerate(pieces))))
    said = folded(" ".join(read(pdf)))
    assert [piece for piece in pieces if said.count(piece) < 2] == []


def test_a_character_without_a_glyph_is_named() -> None:
    assert "Nhà [U+1F3E0]" in whole(draw_checklist(checklist(row(1, "Nhà 🏠"))))


def test_only_our_faces_are_in_the_file() -> None:
    pdf = draw_checklist(checklist(row(1), row(2, province="Tỉnh Khác"), copies=2))
    fonts = {name.decode() for name in re.findall(rb"/BaseFont\s*/(\S+)", pdf)}
    assert {name.partition("+")[2] for name in fonts} == {"BeVietnamPro-Regular", "BeVietnamPro-Bold"}
    assert b"Helvetica" not in pdf
    assert pdf.count(b"/FontFile2") == len(fonts)


def test_same_list_same_bytes() -> None:
    listed = checklist(*(row(i) for i in range(40)))
    assert draw_checklist(listed) == draw_checklist(listed)


# Over pages


@pytest.mark.parametrize("read", READERS)
def test_heads_and_numbers_stand_on_every_page(read: Read) -> None:
    pages = [folded(page) for page in read(draw_checklist(checklist(*(row(i) for i in range(1, 301)))))]
    assert len(pages) > 10
    for number, page in enumerate(pages, 1):
        assert [head for head in HEADS if head not in page] == []
        assert f"Trang {number}/{len(pages)}" in page
    said = " ".join(pages)
    assert [i for i in range(1, 301) if said.count(f"Phường Ghềnh {i} {i:05}") != 1] == []


def test_groups_by_province_keep_the_order_of_the_list() -> None:
    names = ["Tỉnh Một", "Tỉnh Hai", "Tỉnh Một", ""]
    rows = [row(i, province=name) for i, name in enumerate(names, 1)]
    said = whole(draw_checklist(checklist(*rows)))
    places = [said.index(text) for text in ("Tỉnh Một", "00001", "00003", "Cộng Tỉnh Một: 2 nơi", "Tỉnh Hai", "00002")]
    assert places == sorted(places)
    assert "Không ghi tỉnh, thành phố" in said
    assert "Tổng cộng: 4 nơi 4 8 12 1" in said


def test_a_province_is_named_again_on_each_page() -> None:
    rows = [row(i, province="Tỉnh Một" if i <= 30 else "Tỉnh {Hai}") for i in range(1, 61)]
    for page in by_pdfium(draw_checklist(checklist(*rows)))[:-1]:
        assert "Tỉnh Một" in page or "Tỉnh {Hai}" in page


@pytest.mark.parametrize("count", range(1, 20))
def test_a_province_s_name_never_stands_without_a_ward(count: int) -> None:
    rows = [row(i, province="Tỉnh Một" if i <= count else "Tỉnh Hai") for i in range(1, count + 3)]
    pages = [page for page in by_pdfium(draw_checklist(checklist(*rows))) if "Tỉnh Hai" in page]
    assert all(f"{count + 1:05}" in page or f"{count + 2:05}" in page for page in pages)


@pytest.mark.parametrize("count", range(8, 60))
def test_totals_never_stand_without_a_ward(count: int) -> None:
    *_before, last = by_pdfium(draw_checklist(checklist(*(row(i) for i in range(1, count + 1)), copies=2)))
    assert f"{count:05}" in last
    assert f"Tổng cộng: {count} nơi" in last


def test_totals_count_sheets_copies_and_what_is_lacking() -> None:
    rows = [row(i) for i in range(1, 5)]
    rows[1] = rows[1]._replace(portions=(Portion(0, 1), Portion(4, 2), Portion(3)))
    said = whole(draw_checklist(checklist(*rows, copies=3)))
    assert "không in được" in said
    assert "thiếu 2 tệp" in said
    assert "Tổng cộng: 4 nơi (1 nơi thiếu bản in) 3 10 12 1" in said
    assert "Nhân 3 bản 9 30 36 3" in said


def test_long_cells_wrap_inside_their_columns() -> None:
    long = "Số 12/3/4A Quốc lộ 1, khu phố Ẳng Ộ, tổ dân phố 15, " * 19  # a list's longest cell has 1,000 characters
    pdf = draw_checklist(checklist(row(1, long[:990], address=long[:990], phone="0" * 990), row(2)))
    page = pypdfium2.PdfDocument(pdf)[0]
    text = page.get_textpage()
    boxes = [text.get_charbox(i) for i in range(text.count_chars()) if text.get_text_range(i, 1).strip()]
    assert min(box[0] for box in boxes) > 30
    assert max(box[2] for box in boxes) < page.get_width() - 30
    said = whole(pdf)
    assert said.count("Ẳng Ộ") == long[:990].count("Ẳng Ộ") * 2
    assert said.count("0") >= 990


def test_rows_never_split() -> None:
    address = "Số 12/3/4A Quốc lộ 1, khu phố Ẳng Ộ, tổ dân phố 15, ấp Bình Hòa"
    rows = [row(i, address=f"đầu {i}. {address} cuối {i}.") for i in range(1, 90)]
    pages = [folded(page) for page in by_pdfium(draw_checklist(checklist(*rows)))]
    for i in range(1, 90):
        (first,) = [n for n, page in enumerate(pages) if f"đầu {i}." in page]
        assert f"cuối {i}." in pages[first]


def test_rules_survive_a_photocopier() -> None:
    page = pypdf.PdfReader(BytesIO(draw_checklist(checklist(row(1), row(2))))).pages[0]
    widths = [float(width) for width in re.findall(rb"([\d.]+) w\b", page.get_contents().get_data())]  # type: ignore[union-attr]
    assert widths
    assert min(widths) >= 0.5


def drawn(count: int) -> tuple[str, float]:
    """The last page of a list without provinces, and the seconds of the processor that it took."""
    rows = [row(i, province="", address="12 Lê Lợi") for i in range(count)]
    started = process_time()
    pdf = draw_checklist(checklist(*rows))
    return folded(by_pdfium(pdf)[-1]), process_time() - started


def test_time_grows_with_the_list_and_not_faster() -> None:
    """All wards of the country take 4 s, ten times a tenth of them; they took fifty times as long, and 17 s."""
    _last, few = drawn(332)
    last, all_wards = drawn(3321)
    assert "Tổng cộng: 3321 nơi 3321 6642 9963 1" in last
    assert all_wards < 20 * few


# Its words


@pytest.mark.parametrize("lang", languages())
def test_phrases_are_there_and_drawable(lang: str) -> None:
    said = office_phrases(lang)
    assert all(said)
    assert {char for phrase in said for char in phrase} <= covered()
    fields = {name: set(re.findall(r"{(\w+)}", getattr(said, name))) for name in OfficePhrases._fields}
    assert fields == {
        name: set(re.findall(r"{(\w+)}", getattr(office_phrases("vi"), name))) for name in OfficePhrases._fields
    }


def test_a_list_in_english() -> None:
    said = whole(draw_checklist(checklist(row(1), lang="en-GB", copies=2)))
    assert "Distribution list – Tỉnh Hương Giang" in said
    assert "Times 2 copies 2 4 6 2" in said


# The run


def papers() -> str:
    return whole(Path("output/checklist.pdf").read_bytes())


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("more", [[], ["--merge"], ["--only", "001", "--only", "002"]])
def test_a_run_with_its_papers(more: list[str], capsys: Captured) -> None:
    """Sheets: a leaflet of one page, a poster of an overview and two procedures, cards on both sides of a sheet."""
    assert main([*RUN, "--copies", "5", *more]) == 0
    out = capsys.readouterr().out.splitlines()
    assert {"output/checklist.pdf", "output/duplex-test.pdf"} <= set(out)
    said = papers()
    assert "Hướng dẫn: Đổi thẻ" in said
    assert "1 Phường Bến Sen 001 0234.355.0101 1 3 1 5" in said
    assert "2 Phường Cầu Ván 002 1 3 1 5" in said
    assert "Tổng cộng: 2 nơi 2 6 2 1 Nhân 5 bản 10 30 10 5" in said


@pytest.mark.usefixtures("office")
def test_pages_are_counted_in_files_of_earlier_runs(capsys: Captured) -> None:
    assert main([*RUN[:-1], "-f", "leaflet"]) == 0
    assert main([*RUN, "-f", "leaflet"]) == 0
    assert "4 files: 2 new, 2 unchanged, 0 failed" in capsys.readouterr().err
    assert "Tổng cộng: 2 nơi 2 1" in papers()
    assert main([*RUN, "-f", "leaflet"]) == 0
    assert "4 files: 0 new, 4 unchanged, 0 failed" in capsys.readouterr().err
    assert main([*RUN, "-f", "leaflet", "--copies", "2"]) == 0
    assert "4 files: 1 new, 3 unchanged, 0 failed" in capsys.readouterr().err


@pytest.mark.usefixtures("office")
def test_prune_knows_the_papers() -> None:
    assert main([*RUN, "-f", "leaflet"]) == 0
    files = json.loads(Path("output/manifest.json").read_text(encoding="utf-8"))["files"]
    assert {"checklist.pdf", "duplex-test.pdf"} <= files.keys()
    assert main([*RUN, "-f", "leaflet", "--prune"]) == 0
    assert {"checklist.pdf", "duplex-test.pdf"} <= set(made())
    assert main([*RUN[:-1], "-f", "leaflet", "--prune"]) == 0
    assert {"checklist.pdf", "duplex-test.pdf"} <= set(made())  # they are of no format that this run prints


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("merge", [[], ["--merge"]])
def test_wards_that_failed_are_on_the_list(merge: list[str], capsys: Captured) -> None:
    save("guides/the.yaml", 'title: "Đến {{ward.name}}"\nsteps: ["Gọi {{ward.phone}}.", Chờ.]\n')
    fails([*RUN, "-f", "leaflet", *merge], 3, capsys)
    said = papers()
    assert "Hướng dẫn: Đến …" in said
    assert "2 Phường Cầu Ván 002 không in được 1" in said
    assert "Tổng cộng: 2 nơi (1 nơi thiếu bản in) 1 1" in said


@pytest.mark.usefixtures("office")
def test_a_guide_that_cannot_be_read_is_lacking(capsys: Captured) -> None:
    save("guides/wrong.yaml", "step: a\n")
    fails([*RUN, "-f", "leaflet", "-f", "poster"], 3, capsys)
    said = papers()
    assert "Hướng dẫn: Đổi thẻ; wrong.yaml" in said
    assert "2 Phường Cầu Ván 002 1 thiếu 1 tệp 3 thiếu 1 tệp 1" in said


@pytest.mark.usefixtures("office")
def test_two_guides_add_up_and_a_shard_lists_its_own() -> None:
    save("guides/other.yaml", GUIDE.replace("Đổi thẻ", "Nộp đơn"))
    assert main([*RUN, "-f", "poster", "--shard", "2/2"]) == 0
    assert [name for name in made() if "/" not in name and name.endswith(".pdf")] == ["checklist-2-of-2.pdf"]
    said = whole(Path("output/checklist-2-of-2.pdf").read_bytes())
    assert "1 Phường Cầu Ván 002 6 1" in said
    assert "Bến Sen" not in said
    assert main([*RUN, "-f", "poster", "--shard", "1/2"]) == 0
    assert {"checklist-1-of-2.pdf", "duplex-test.pdf"} <= set(made())


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--copies", "2"], "--copies goes with --checklist"),
        (["--checklist", "--copies", "0"], "0 is not in the range 1<=x<=10000"),
        (["--checklist", "--copies", "10001"], "10001 is not in the range"),
    ],
)
def test_copies(arguments: list[str], told: str, capsys: Captured) -> None:
    lines = fails(["batch", "--wards", "guides/wards.csv", *arguments], 2, capsys)
    assert told in lines[-1]
    assert not Path("output").exists()


@pytest.mark.usefixtures("office")
def test_a_list_that_is_open_elsewhere_stops_nothing(capsys: Captured) -> None:
    Path("output/checklist.pdf").mkdir(parents=True)
    lines = fails([*RUN, "-f", "leaflet"], 7, capsys)
    assert lines[0].startswith("output/checklist.pdf: cannot be written")
    assert "duplex-test.pdf" in made()


@pytest.mark.usefixtures("office")
def test_the_proof_of_a_folder_passes_over_the_papers(capsys: Captured) -> None:
    save("guides/wards.csv", WARDS)
    assert main([*RUN, "-f", "leaflet", "--only", "001"]) == 0
    assert main(["proof", "output", "--wards", "guides/wards.csv"]) == 0
    assert "checklist" not in capsys.readouterr().out.splitlines()[-1]
    (line,) = fails(["proof", "output/checklist.pdf"], 6, capsys)
    assert "this is a list to sign or a printer's test, and was not checked" in line


@pytest.mark.usefixtures("office")
def test_a_list_of_random_wards(tmp_path: Path) -> None:
    wards = lists.at_random(120)
    path = lists.save(tmp_path, wards)
    assert main(["batch", "--wards", str(path), "-f", "poster", "--proof", "none", "--checklist", "--quiet"]) == 0
    said = papers()
    for number, ward in enumerate(wards, 1):
        assert f"{number} {ward.name} {ward.code} {ward.address} {ward.phone} 3 1" in said
