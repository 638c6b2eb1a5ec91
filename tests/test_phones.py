"""Telephones of ward lists: which there can be, which a cell holds, how it is mended, and that each can be called."""

import re
from pathlib import Path
from typing import Any

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from printkit.cli import main
from printkit.formats.poster.looks import PROCEDURE
from printkit.layout.frame import Glyphs
from printkit.model import Ward
from printkit.parts.desk import desk_for
from printkit.parts.help import Contact
from printkit.phones import Number, is_valid, mended, national, numbers
from printkit.proof.promise import marks
from printkit.theme import load_theme, palette
from printkit.units import mm
from printkit.words import load_words
from tests.office import save

NB = "\u00a0"


def figures(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


# The plan


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("0312345678", True), ("0512345678", True), ("0712345678", True), ("0812345678", True), ("0912345678", True),
        ("0412345678", False), ("0612345678", False), ("0012345678", False), ("091234567", False),
        ("09123456789", False), ("02343550101", True), ("02438251234", True), ("0234355010", False),
        ("023435501011", False), ("19009068", True), ("1900545412", True), ("18001091", True), ("190090681", False),
        ("17001234", False), ("113", True), ("1022", True), ("11", False), ("10223", False), ("213", False),
        ("", False), ("0912345678\n", False),
    ],
)  # fmt: skip
def test_the_plan(number: str, valid: bool) -> None:
    assert is_valid(number) is valid


@pytest.mark.parametrize(
    ("number", "dialled"),
    [
        ("+84 (0)234 355 0101", "02343550101"), ("0084 1900 9068", "19009068"), ("+84 905 123 456", "0905123456"),
        ("+44 20 7946 0958", "+442079460958"), ("0044 20 7946 0958", "+442079460958"), ("84905123456", "84905123456"),
        ("0234.355.0101", "02343550101"),
    ],
)  # fmt: skip
def test_as_dialled_at_home(number: str, dialled: str) -> None:
    assert national(number) == dialled


# Cells

AS_WRITTEN = [
    "0234.355.0101", "0234 355 0101", "(0234) 3550101", "0234-3550101", "0234 - 3550101", "0234/3550101",
    "02343550101", "024 3825 1234", "(028) 38.22.12.34", "0905123456", "0905 123 456", "0905.123.456",
    "0905-123-456", f"0905{NB}123{NB}456", "0351234567", "19009068", "1900 9068", "1900.545.412", "1800 1091", "113",
    "1022", "0905123456; 0912345678", "0905 000 001, 0905 000 002", "0905123456/0912345678",
    "0234.355.0101 - 0234.355.0102", "0234 355 0101 0905 123 456", "113, 114, 115", "(0905 123 456)", "",
]  # fmt: skip
MENDED = [
    ("905123456", "0905123456"),
    ("905.123.456", "0905.123.456"),
    ("905 123 456", "0905 123 456"),
    ("351234567", "0351234567"),
    ("567890123", "0567890123"),
    ("789012345", "0789012345"),
    ("812345678", "0812345678"),
    ("2343550101", "02343550101"),
    ("234 355 0101", "0234 355 0101"),
    ("(234) 3550101", "(0234) 3550101"),
    ("234-3550101", "0234-3550101"),
    ("+84905123456", "0905123456"),
    ("+84 905 123 456", "0905 123 456"),
    ("+84 234 355 0101", "0234 355 0101"),
    ("+84.234.355.0101", "0234.355.0101"),
    ("+84-905-123-456", "0905-123-456"),
    ("(+84) 905 123 456", "0905 123 456"),
    ("(+84 234) 3550101", "(0234) 3550101"),
    ("+84 (234) 3550101", "(0234) 3550101"),
    ("+84(0)905 123 456", "0905 123 456"),
    ("+84 (0234) 3550101", "(0234) 3550101"),
    ("+84 0905123456", "0905123456"),
    ("+84 1900 9068", "1900 9068"),
    ("0084905123456", "0905123456"),
    ("0084 905 123 456", "0905 123 456"),
    ("0084 234 355 0101", "0234 355 0101"),
    ("84905123456", "0905123456"),
    ("84 905 123 456", "0905 123 456"),
    ("(84) 905 123 456", "0905 123 456"),
    ("842343550101", "02343550101"),
    ('="02343550101"', "02343550101"),
    ('="0234 355 0101"', "0234 355 0101"),
    ('="2343550101"', "02343550101"),
    ("'02343550102", "02343550102"),
    ("\u20190905 123 456", "0905 123 456"),
    ("'905123456", "0905123456"),
    ("0905123456.0", "0905123456"),
    ("905123456.0", "0905123456"),
    ("2343550101.0", "02343550101"),
    ("19009068.0", "19009068"),
    ("84905123456.0", "0905123456"),
    ("'0905123456; 0912345678", "'0905123456; 0912345678"),  # holds more than figures: as written
]
DOUBTFUL = [  # printed as written
    "3550101", "355 01 01", "38221234", "3822.1234", "234355010", "234 355 010", "01234567890", "0123.456.7890",
    "0912 345 67", "091 234 567 89", "1900.906", "0234.355.01", "840905123456", "84 234 355 01", "12345", "0234",
    "079 123 456 789", "02343550101-102", "0234.3550101/102", "0234 355 0101 (12)", "3550101-12",
    "905123456; 912345678",
    "0234.355.0101 (Văn phòng), 0905 123 456 – Zalo", "02343550102 (giờ hành chính)", "0234 3550101 máy lẻ 12",
    "905 123 456 (Zalo)", "+84 905 123 456 (anh Ba)", "Tổng đài 1022", "Ban quản lý, tầng 102", "01/01/2025",
    "ĐT: 0234", "+44 20 7946 0958", "+905123456", "+0905 123 456", "09,05,12,34,56",
]  # fmt: skip
LEFT_OUT = [
    "x", "-", "–", "?", "chưa có", "Chưa có", "đang cập nhật", "Đang cập nhật…", "không", "N/A", "0", "12",
    "không có (2)",
    '="đang cập nhật"', "9.05E+08", "9,05E+08", "2.34E+9", "2.343550101E+09", "7h30 – 11h30", "7:30",
]  # fmt: skip


@pytest.mark.parametrize("cell", AS_WRITTEN)
def test_what_prints_as_written(cell: str) -> None:
    assert mended(cell) == (cell, "as_written", "")
    assert mended(f" {cell}{NB}\n") == (cell, "as_written", "")


@pytest.mark.parametrize(("cell", "text"), MENDED[:-1])
def test_what_is_mended(cell: str, text: str) -> None:
    telephone = mended(cell)
    assert telephone[:2] == (text, "mended")
    assert telephone.reason
    assert is_valid(figures(text))
    assert mended(text) == (text, "as_written", "")


def test_only_figures_and_separators_are_mended() -> None:
    cell, text = MENDED[-1]
    assert mended(cell).text == text


@pytest.mark.parametrize("cell", DOUBTFUL)
def test_what_is_in_doubt_prints_as_written(cell: str) -> None:
    telephone = mended(cell)
    assert telephone[:2] == (cell, "doubtful")
    assert telephone.reason


@pytest.mark.parametrize("cell", LEFT_OUT)
def test_what_is_left_out(cell: str) -> None:
    telephone = mended(cell)
    assert telephone[:2] == ("", "left_out")
    assert telephone.reason


REASONS = {
    "905123456": "the zero in front, which a spreadsheet drops, was put back",
    "+84905123456": "the country code was turned into the zero of a call at home",
    "'0905123456": "what a spreadsheet writes around a number was taken off",
    "+44 20 7946 0958": "the number begins with the + of another country",
    "3550101": "the number has no area code, so nobody can call it from a mobile",
    "234355010": "the number begins with 2 and has 9 figures; a fixed line has 10 after its zero",
    "01234567890": "the number is one of the mobiles with 01 that were changed in 2018",
    "0912 345 67": "the number has 9 figures, which none has that begins so",
    "0234 3550101 (Zalo)": "the cell holds words beside a number, which was not judged",
    "0234 3550101 - 102": "the cell holds figures that are no telephone number, such as an extension",
    "0905123456; 912345678": "the cell holds several numbers, and not each can be called as it is written",
    "tầng 102": "the cell holds figures, but no number that can be called",
    "x": "the cell holds no telephone number",
    "9.05E+08": "the number was shortened by a spreadsheet and has lost figures",
}


@pytest.mark.parametrize(("cell", "reason"), REASONS.items())
def test_the_reason_is_a_sentence(cell: str, reason: str) -> None:
    assert mended(cell).reason == reason


def test_a_country_code_is_turned_always() -> None:
    telephone = mended("+84 905 123 45")
    assert telephone[:2] == ("0905 123 45", "doubtful")
    assert telephone.reason == (
        "the country code was turned into a zero, but the number has 9 figures then, which none has"
    )


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("0234 355 0101\n0905 123 456", "0234 355 0101; 0905 123 456"),
        ("0234 355 0101\r\n0905 123 456\n0912345678", "0234 355 0101; 0905 123 456; 0912345678"),
        ("0234 355 0101;\n0905 123 456", "0234 355 0101; 0905 123 456"),
        ("0234\n3550101", "0234 3550101"),
        ("02343550101\n(Văn phòng)", "02343550101 (Văn phòng)"),
    ],
)
def test_lines_of_a_cell_stand_in_a_row(cell: str, text: str) -> None:
    assert mended(cell).text == text


@given(st.text(alphabet="0123456789 .-()+/;E'=\"\u00a0xlẻ\n", max_size=24))
def test_mending_changes_no_figure_but_the_zero_and_the_code(cell: str) -> None:
    telephone = mended(cell)
    before, after = figures(cell), figures(telephone.text)
    if telephone.kind == "left_out":
        assert not after
    elif telephone.text:
        allowed = {before, f"0{before}", before.removesuffix("0"), f"0{before.removesuffix('0')}"}
        for code in ("0084", "84"):
            rest = before.removeprefix(code)
            cuts = {rest, rest.removesuffix("0"), rest.removeprefix("0"), rest.removeprefix("0").removesuffix("0")}
            allowed |= {zero + cut for cut in cuts for zero in ("", "0")} if rest != before else set()
        assert after in allowed
        if telephone.kind == "as_written" or not re.fullmatch(r"[0-9\s.\-()+/'=\"]*", cell):
            assert after in (before, before.removesuffix("0"))


@given(st.text(alphabet="0123456789 .-()+/;:,hlẻ@aXĐ\u00a0\n", max_size=40))
def test_numbers_stand_in_order_and_hold_what_they_dial(text: str) -> None:
    end = 0
    for number in numbers(text):
        assert end <= number.start < number.end <= len(text)
        end = number.end
        written = figures(text[number.start : number.end])
        assert number.tel.removeprefix("+") in (written, written.replace("840", "84", 1))
        assert 3 <= len(figures(number.tel)) <= 17


# Numbers of a text

CALLS: dict[str, list[str]] = {  # the numbers as written; what they dial is their figures
    "0234.355.0101": ["0234.355.0101"],
    " 0234.355.0101 ": ["0234.355.0101"],
    "(0234) 3550101 gặp văn thư": ["(0234) 3550101"],
    "(0905 123 456)": ["0905 123 456"],
    "ĐT:0905123456": ["0905123456"],
    "SĐT0905123456": ["0905123456"],
    "Điện thoại: 0234 3550101 - Fax: 0234 3550102": ["0234 3550101", "0234 3550102"],
    "0234.355.0101 (Văn phòng), 0905 123 456 – Zalo": ["0234.355.0101", "0905 123 456"],
    "0234 355 0101 0905 123 456": ["0234 355 0101", "0905 123 456"],
    "0234 355 0101\n0905 123 456": ["0234 355 0101", "0905 123 456"],
    "02343550101\n02343550102": ["02343550101", "02343550102"],
    "0905123456/0912345678": ["0905123456", "0912345678"],
    "0905 000 001; 0905 000 002": ["0905 000 001", "0905 000 002"],
    "1. 0905123456 2. 0912345678": ["0905123456", "0912345678"],
    "0905 123 45 0912 345 678": ["0912 345 678"],
    "3550101 (Văn phòng)": ["3550101"],
    "3550101, 3550102 gặp lễ tân": ["3550101", "3550102"],
    "905 123 456 (Zalo)": ["905 123 456"],
    "+84 905 123 456 (Zalo)": ["+84 905 123 456"],
    "0123 456 7890 (cũ)": ["0123 456 7890"],
    "Tổng đài 1022": ["1022"],
    "1022 nhánh 5": ["1022"],
    "113 (công an), 114": ["113", "114"],
    "113 Công an, 115 Cấp cứu": ["113", "115"],
    "113, 114, 115": ["113", "114", "115"],
    "113": ["113"],
    # extensions
    "0234 3550101 máy lẻ 12": ["0234 3550101"],
    "0234 3550101, máy lẻ 101, 102": ["0234 3550101"],
    "0234 3550101 ext. 101": ["0234 3550101"],
    "0234 3550101 Ext 1022": ["0234 3550101"],
    "0234 3550101 (số lẻ 113)": ["0234 3550101"],
    "0234 3550101 nhánh 3": ["0234 3550101"],
    "1900 9068 nhánh 113": ["1900 9068"],
    "nhánh 3: 0234 3550101": ["0234 3550101"],
    "máy lẻ 2 0234 3550101": ["0234 3550101"],
    "Số 0234 3550101, gọi số 113": ["0234 3550101", "113"],
    "0234 3550101 (12)": ["0234 3550101"],
    "0234 3550101 (113)": ["0234 3550101"],
    "1900 9068 (12)": ["1900 9068"],
    "1900 9068 - 12": ["1900 9068"],
    "1900 9068-12": ["1900 9068"],
    "0234.355.0101 - 102": ["0234.355.0101"],
    "0234.355.0101 – 113": ["0234.355.0101"],
    "02343550101-102": ["02343550101"],
    "0234.3550101/102": ["0234.3550101"],
    "3550101-12": ["3550101"],
    # what is no number to call
    "12 Lê Lợi": [],
    "113 Trần Phú": [],
    "102 Lê Lợi, ĐT 0234 3550101": ["0234 3550101"],
    "7h30 - 11h30": [],
    "7:30-11:30, 13:30-17:00": [],
    "7.30 - 11.30": [],
    "01/01/2025": [],
    "từ 01.07.2025 gọi 0905 123 456": ["0905 123 456"],
    "30-06-2025 (ngày lập)": [],
    "nhiệm kỳ 2021-2026": [],
    "CCCD 079 123 456 789": [],
    "TK 0905 123 456 789": [],
    "a0905123456@example.vn": [],
    "zalo.me/0905123456": [],
    "0905123456@example.vn": [],
    "đang cập nhật": [],
    "": [],
}


@pytest.mark.parametrize(("text", "calls"), CALLS.items())
def test_the_numbers_of_a_text(text: str, calls: list[str]) -> None:
    seen = numbers(text)
    assert [text[number.start : number.end] for number in seen] == calls
    assert [number.tel for number in seen] == [re.sub(r"[^0-9+]", "", call) for call in calls]


def test_the_zero_between_code_and_number_is_not_dialled() -> None:
    assert numbers("+84 (0)905 123 456") == (Number(0, 18, "+84905123456"),)


# Print

GUIDE = "title: Đổi thẻ\nhotline: 1900.9068\nsteps: [Mở trang web., Bấm **Gửi**.]\n"
CELLS = {  # a cell, its numbers as they print
    "0234.355.0101 (Văn phòng), 0905 123 456 – Zalo": ["0234.355.0101", "0905 123 456"],
    "0234 3550102 máy lẻ 12": ["0234 3550102"],
    "0234.355.0103\n0905 123 457": ["0234.355.0103", "0905 123 457"],
    "0234.355.0104 - 0234.355.0105": ["0234.355.0104", "0234.355.0105"],
    "02343550106": ["0234 3550 106"],
    "Gặp văn thư": [],
    "Văn phòng 0234.355.0107 (máy lẻ 101 gặp bộ phận một cửa, máy lẻ 102 gặp tư pháp – hộ tịch, từ 7h30 đến 11h30 và "
    "từ 13h30 đến 17h00 các ngày trong tuần), ngoài giờ gọi trực ban 0905 123 458 hoặc Zalo 0912.345.678": [
        "0234.355.0107", "0905 123 458", "0912.345.678",
    ],
}  # fmt: skip


def links(page: pypdf.PageObject, scheme: str = "tel:") -> list[str]:
    notes: Any = page.get("/Annots", [])
    urls = [str(note.get_object()["/A"]["/URI"]) for note in notes]
    return [url for url in urls if url.startswith(scheme) and url != "tel:19009068"]


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("options", [(), ("--ink-saver",)])
@pytest.mark.parametrize("fmt", ["leaflet", "poster", "flashcards"])
def test_each_number_of_a_cell_prints_and_can_be_called(fmt: str, options: tuple[str, ...]) -> None:
    save("guides/the.yaml", GUIDE)
    rows = [f'{code},Phường {chr(64 + code)},"{cell}"\n' for code, cell in enumerate(CELLS, 1)]
    save("guides/wards.csv", "Mã,Tên,Điện thoại\n" + "".join(rows))
    assert main(["batch", "--wards", "guides/wards.csv", "-f", fmt, *options, "--proof", "all"]) == 0
    for code, (cell, calls) in enumerate(CELLS.items(), 1):
        (path,) = Path("output").glob(f"{code}-*/*.pdf")
        pages = pypdf.PdfReader(path).pages
        shown = " ".join(" ".join(page.extract_text().split()) for page in pages)
        printed = {"02343550106": "0234 3550 106"}.get(cell, cell.replace("\n", "; ") if len(calls) == 2 else cell)
        assert (" ".join(printed.split()) in shown) == bool(calls)  # a cell without a number is left out
        wanted = [f"tel:{figures(call)}" for call in calls]
        live = [url for page in pages for url in links(page)]
        assert live[: len(wanted)] == wanted
        assert live == wanted * (len(live) // max(1, len(wanted)))  # on cards as often as there are cards


@pytest.mark.usefixtures("office")
def test_build_prints_a_cell_of_words_as_batch_does() -> None:
    save("guides/the.yaml", GUIDE)
    rows = [f'{code},Phường {chr(64 + code)},"{cell}"\n' for code, cell in enumerate(CELLS, 1)]
    save("guides/wards.csv", "Mã,Tên,Điện thoại\n" + "".join(rows))
    assert main(["batch", "--wards", "guides/wards.csv", "-f", "leaflet", "--proof", "none"]) == 0
    for code in (1, 5, len(CELLS)):
        assert main(["build", "--wards", "guides/wards.csv", "--ward", str(code), "-f", "leaflet", "-o", "one"]) == 0
        (one,) = Path("one").glob(f"{code}-*/*.pdf")
        assert one.read_bytes() == (Path("output") / one.relative_to("one")).read_bytes()


@pytest.mark.parametrize(
    ("cell", "size"),
    [("0234.355.0101", 24), ("0234.355.0101 (Văn phòng), 0905 123 456 – Zalo", 24), (list(CELLS)[-1], 20), ("x", 20)],
)
def test_numbers_are_large_and_a_long_text_beside_them_is_not(cell: str, size: float) -> None:
    contact = Contact(desk_for(palette(load_theme("civic")), load_words("vi"), ()), PROCEDURE)
    frame = contact.set(Ward("1", "Xã A", phone=cell), mm(200))
    sizes = [mark.item.size for mark in marks(frame) if isinstance(mark.item, Glyphs)]
    assert sizes[1:] == [size] * (len(sizes) - 1)  # the first is the head


@pytest.mark.usefixtures("office")
def test_each_email_of_a_cell_is_live_by_itself() -> None:
    save("guides/the.yaml", GUIDE)
    save("guides/wards.csv", 'Mã,Tên,Email\n1,Phường A,"a@example.vn; b@example.vn"\n2,Phường B,c@example.vn\n')
    assert main(["batch", "--wards", "guides/wards.csv", "-f", "leaflet", "--proof", "all"]) == 0
    for code, wanted in (("1", ["a@example.vn", "b@example.vn"]), ("2", ["c@example.vn"])):
        (path,) = Path("output").glob(f"{code}-*/*.pdf")
        pages = pypdf.PdfReader(path).pages
        live = [url for page in pages for url in links(page, "mailto:")]
        assert live == [f"mailto:{address}" for address in wanted]
        assert "; ".join(wanted) in " ".join(pages[0].extract_text().split())
