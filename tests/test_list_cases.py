"""Ward lists of a kind that people reported in public trackers, or that real files have: each is read as it is meant.

The lists stand in `cases/`, in the bytes in which the programs wrote them.
"""

from pathlib import Path
from typing import NamedTuple

import pypdf
import pytest

from printkit.cli import main
from printkit.errors import SourceError
from printkit.fonts import covered
from printkit.wardlist.options import ListOptions
from printkit.wardlist.reading import read_wards
from tests.office import Captured, fails, made, text
from tests.test_list_oddities import told

CASES = Path(__file__).parent / "cases"


class Case(NamedTuple):
    """A list and what is read of it.

    `wards` are as `key name field=value …`, `columns` their roles with `-` for what no guide prints unless it names it;
    `remarks` say what was done to a cell, its line and column, and what prints of it.
    """

    file: str
    wards: tuple[str, ...]
    columns: str
    remarks: tuple[tuple[str, str, str], ...] = ()
    skipped: tuple[tuple[str, tuple[int, ...]], ...] = ()
    problems: tuple[str, ...] = ()
    headings: tuple[int, int] = (1, 1)


READ = (
    Case(
        "01-gso-headings/wards.xlsx",
        (
            "19753 Phường Bến Sen province=Thành phố Hương Giang ma-tp=46 cap=Phường",
            "19756 Xã Cầu Ván province=Thành phố Hương Giang ma-tp=46 cap=Xã ten-tieng-anh=Cau Van Commune",
        ),
        columns="province - name code - -",
    ),
    Case(
        "04-json-list/wards.json",
        (
            "00070 Phường Bến Sen province=Thành phố Hương Giang",
            "00073 Phường Cầu Ván province=Thành phố Hương Giang",
        ),
        columns="province code name",
    ),
    Case(
        "06-gso-csv-no-code/wards.csv",
        ("phuong-ben-sen Phường Bến Sen province=Thành phố Hương Giang ward-level=Phường",),
        columns="province district name -",
    ),
    Case(
        "07-ten-xa-phuong/wards.csv",
        ("001 Xã Bến Sen province=Tỉnh Trà Linh email=bensen@example.vn toa-do=10.37, 105.43",),
        columns="code name province email -",
    ),
    Case(
        "09-hamlets-of-several-communes/thon.csv",
        (
            "00101-01 Thôn 1 parent=Xã Ba Tô province=Tỉnh Trà Linh phone=0255.366.0001",
            "00101-02 Thôn 2 parent=Xã Ba Tô province=Tỉnh Trà Linh phone=0255.366.0002",
            "00102-01 Thôn 1 parent=Xã Ba Tơ province=Tỉnh Trà Linh phone=0255.366.0003",
        ),
        columns="code name province parent phone",
    ),
    Case(
        "10-office-sheet-title-rows/wards.xlsx",
        (
            "01201 Xã Ba Tô address=Thôn 1 phone=0255.366.1201 stt=1",
            "01202 Xã Ba Tơ address=Thôn Nước Trong phone=0255.366.1202 stt=2",
        ),
        skipped=(("numbers", (6,)), ("total", (9,))),
        columns="order code name address phone",
        headings=(5, 5),
    ),
    Case(
        "11-office-sheet-foot-rows/wards.xlsx",
        (
            "01201 Xã Ba Tô address=Thôn 1 phone=0255.366.1201 stt=1",
            "01202 Xã Ba Tơ address=Thôn Nước Trong phone=0255.366.1202 stt=2",
        ),
        skipped=(("area", (2,)), ("total", (5,)), ("foot", (6,))),
        columns="order code name address phone",
    ),
    Case(
        "12-names-without-kind/wards.csv",
        (
            "001 Bến Sen province=Hương Giang address=Số 15 đường Lê Hồng, phường Bến Sen phone=0900000134",
            "002 Cầu Ván province=Hương Giang address=Thôn Bình Trúc, xã Cầu Ván phone=0900000579",
            "003 Hòn Mây province=Hương Giang",
        ),
        columns="code name province address phone",
    ),
    Case(
        "13-csv-lost-zero/wards.csv",
        (
            "101 Phường Bến Sen province=Hương Giang phone=02343550101",
            "102 Phường Cầu Ván province=Hương Giang phone=0905123456",
        ),
        remarks=(
            ("mended", "2:4", "02343550101"),
            ("mended", "3:4", "0905123456"),
        ),
        columns="code name province phone",
    ),
    Case(
        "14-csv-excel-text-trick/wards.csv",
        (
            "00101 Phường Bến Sen province=Hương Giang phone=02343550101",
            "00102 Phường Cầu Ván province=Hương Giang phone=02343550102",
            "00103 Phường Ốc Đảo province=Hương Giang phone=02343550103",
            "00104 Phường Ưu Long province=Hương Giang phone=02343550104",
        ),
        remarks=(
            ("mended", "2:1", "00101"),
            ("mended", "2:4", "02343550101"),
            ("mended", "3:4", "02343550102"),
            ("mended", "5:4", "02343550104"),
        ),
        columns="code name province phone",
    ),
    Case(
        "15-two-numbers-in-a-cell/wards.csv",
        (
            "00101 Phường Bến Sen province=Hương Giang phone=0234.355.0101 - 0234.355.0102 "
            "hotline=0905 000 001; 0905 000 002 email=a@example.vn; b@example.vn",
            "00102 Phường Cầu Ván province=Hương Giang phone=02343550102 (giờ hành chính) url=https://cauvan.huonggiang.gov.vn",
        ),
        remarks=(
            ("doubtful", "3:4", "02343550102 (giờ hành chính)"),
            ("left out", "3:5", ""),
            ("left out", "3:6", ""),
            ("mended", "3:7", "https://cauvan.huonggiang.gov.vn"),
        ),
        columns="code name province phone hotline email url",
    ),
    Case(
        "16-xlsx-dimension-A1-inlineStr/wards.xlsx",
        (
            "00101 Phường Bến Sen province=Hương Giang phone=0234.355.0101",
            "00102 Phường Cầu Ván province=Hương Giang phone=0234.355.0102",
        ),
        columns="code name province phone",
    ),
    Case(
        "17-xlsx-prefixed-no-dimension/wards.xlsx",
        (
            "00101 Phường Bến Sen province=Hương Giang phone=0234.355.0101",
            "00102 Phường Cầu Ván province=Hương Giang phone=0234.355.0102",
        ),
        columns="code name province phone",
    ),
    Case(
        "18-sep-line-bom-then-mojibake/ok.csv",
        ("00101 Phường Bến Sen province=Hương Giang",),
        columns="code name province",
        headings=(2, 2),
    ),
    Case(
        "19-semicolon-with-more-commas/wards.csv",
        ("00101 Phường Bến Sen address=12, Lê Lợi, tầng 1, khu A, tổ 3",),
        columns="code name address",
    ),
    Case(
        "20-xlsx-hours-as-time-and-number-phone/wards.xlsx",
        (
            "00101 Phường Bến Sen province=Hương Giang phone=0234.355.0101 hours=7:30 - 17:00",
            "00102 Phường Cầu Ván province=Hương Giang phone=0905123456 hours=7:30 - 17:00",
            "00103 Phường Ốc Đảo province=Hương Giang phone=0234 355 0103 hours=7:30 - 17:00",
        ),
        remarks=(("mended", "3:4", "0905123456"),),
        columns="code name province phone hours",
    ),
    Case(
        "72-blank-tail-rows/wards.csv",
        (
            "00101 Phường Bến Sen province=Hương Giang",
            "00102 Phường Cầu Ván province=Hương Giang",
        ),
        skipped=(("blank", (3, 4)),),
        columns="code name province",
    ),
    Case(
        "73-one-bad-row/wards.csv",
        (
            "00101 Phường Bến Sen province=Hương Giang",
            "00103 Phường Ốc Đảo province=Hương Giang url=https://bensen.gov.vn",
            "00104 Phường Ưu Long province=Hương Giang",
        ),
        remarks=(("mended", "4:4", "https://bensen.gov.vn"),),
        problems=("3:2: the row has no name; fill it in",),
        columns="code name province url",
    ),
    Case(
        "80-placeholder-missing-for-one/wards.csv",
        (
            "00101 Phường Bến Sen province=Hương Giang phone=0234.355.0101 ten-lanh-dao=Tổ trưởng A",
            "00102 Phường Cầu Ván province=Hương Giang",
            "00103 Phường Ốc Đảo province=Hương Giang phone=0234.355.0103 ten-lanh-dao=Tổ trưởng C",
        ),
        columns="code name province phone -",
    ),
    Case(
        "81-encodings/cp1258.csv",
        (
            "00101 Phường Bến Sen province=Thành phố Hương Giang address=12 Lê Lợi, tổ dân phố 3",
            "00102 Phường Ưu Long province=Thành phố Hương Giang address=Ngõ Thuỷ Khuê",
            "00103 Xã Quảng Nguyễn Phú Khương Đông province=Tỉnh Trà Linh address=Buôn Ẳm",
        ),
        columns="code name province address",
    ),
    Case(
        "81-encodings/utf16-bom.txt",
        (
            "00101 Phường Bến Sen province=Thành phố Hương Giang address=12 Lê Lợi tổ dân phố 3",
            "00102 Phường Ưu Long province=Thành phố Hương Giang address=Ngõ Thuỷ Khuê",
            "00103 Xã Quảng Nguyễn Phú Khương Đông province=Tỉnh Trà Linh address=Buôn Ẳm",
        ),
        columns="code name province address",
    ),
    Case(
        "81-encodings/utf16le-nobom.csv",
        (
            "00101 Phường Bến Sen province=Thành phố Hương Giang address=12 Lê Lợi, tổ dân phố 3",
            "00102 Phường Ưu Long province=Thành phố Hương Giang address=Ngõ Thuỷ Khuê",
            "00103 Xã Quảng Nguyễn Phú Khương Đông province=Tỉnh Trà Linh address=Buôn Ẳm",
        ),
        columns="code name province address",
    ),
    Case(
        "85-nbsp-round-cells/wards.csv",
        (
            "001 Xã Bến Sen email=bensen@example.vn",
            "002 Xã Cầu Ván url=https://cauvan.example.vn",
            "003 Xã Ốc Đảo",
            "004 Xã Ưu Long email=ưulong@example.vn",
        ),
        columns="code name email url",
    ),
    Case(
        "88-url-in-ward-cell-with-bom/wards.csv",
        ("00101 Phường Bến Sen url=https://bensen.example.vn",),
        columns="code name url",
    ),
    Case(
        "89-wps-like-hidden-rows-and-filter/wards.xlsx",
        ("00101 Phường Bến Sen province=Hương Giang",),
        skipped=(("hidden", (3,)),),
        columns="code name province",
    ),
    Case(
        "91-first-sheet-is-a-cover/hidden.xlsx",
        ("01201 Xã Ba Tô province=Trà Linh",),
        columns="code name province",
    ),
    Case(
        "91-first-sheet-is-a-cover/wards.xlsx",
        ("01201 Xã Ba Tô province=Trà Linh",),
        columns="code name province",
    ),
    Case(
        "92-headings-on-two-rows/wards.xlsx",
        ("01201 Xã Ba Tô address=Thôn 1 phone=0255.366.1201 stt=1",),
        columns="order code name address phone",
        headings=(1, 2),
    ),
    Case(
        "93-eth-for-d-with-stroke/wards.csv",
        (
            "00101 Phường Đồng Lúa province=Thành phố Đông Giang address=12 Điện Biên Phủ",
            "00102 Phường Đồng Lúa province=Thành phố Đông Giang",
        ),
        remarks=(
            ("mended", "2:2", "Phường Đồng Lúa"),
            ("mended", "2:3", "Thành phố Đông Giang"),
            ("mended", "2:4", "12 Điện Biên Phủ"),
            ("mended", "3:3", "Thành phố Đông Giang"),
        ),
        columns="code name province address",
    ),
    Case(
        "94-only-without-zeros/wards.csv",
        ("00101 Phường Bến Sen",),
        columns="code name",
    ),
)


@pytest.mark.parametrize("case", READ, ids=[case.file for case in READ])
def test_a_list_is_read_as_it_is_meant(case: Case) -> None:
    path = CASES / case.file
    listed = read_wards(path, covered())
    known = listed.understood
    assert told(listed) == case.wards
    assert " ".join(column.role or "-" for column in known.columns) == case.columns
    remarks = tuple((each.done, f"{each.where.line}:{each.column}", each.after) for each in known.remarks)
    assert remarks == case.remarks
    assert tuple((each.reason, each.rows) for each in known.skipped) == case.skipped
    assert tuple(str(problem).replace(f"{path}:", "") for problem in listed.problems) == case.problems
    assert known.headings == case.headings


def test_every_case_has_its_line() -> None:
    files = {path.relative_to(CASES).as_posix() for path in CASES.rglob("*") if path.is_file()}
    assert files == {case.file for case in READ} | {"18-sep-line-bom-then-mojibake/mojibake.csv"}


def test_a_list_that_was_read_as_latin_1_says_how_to_mend_it() -> None:
    with pytest.raises(SourceError, match="would read: Mã Tên Tỉnh; `printkit convert` writes the whole file anew"):
        read_wards(CASES / "18-sep-line-bom-then-mojibake/mojibake.csv", covered())


def test_the_sheet_with_the_table_is_taken_and_the_cover_named() -> None:
    for name in ("wards", "hidden"):
        known = read_wards(CASES / f"91-first-sheet-is-a-cover/{name}.xlsx", covered()).understood
        assert (known.sheet, known.sheets) == ("Danh sách", ("Bìa", "Danh sách"))


def test_hidden_rows_print_when_asked_for() -> None:
    path = CASES / "89-wps-like-hidden-rows-and-filter/wards.xlsx"
    shown, every = (read_wards(path, covered(), ListOptions(hidden=hidden)) for hidden in (False, True))
    assert len(every.wards) == len(shown.wards) + 1
    assert every.understood.skipped == ()


# From the list to the paper

BATCH = ["batch", "-f", "leaflet", "--proof", "none", "--wards"]


def links(path: str) -> set[str]:
    """Every address that a reader of the print can click."""
    notes = [note.get_object() for page in pypdf.PdfReader(path).pages for note in page.get("/Annots", ())]
    return {str(note["/A"]["/URI"]) for note in notes if "/A" in note}


def prints() -> list[str]:
    return [name for name in made() if name.endswith(".pdf")]


@pytest.mark.usefixtures("office")
def test_an_office_sheet_with_titles_and_totals_prints(capsys: Captured) -> None:
    path = CASES / "10-office-sheet-title-rows/wards.xlsx"
    assert main([*BATCH, str(path)]) == 0
    err = capsys.readouterr().err
    assert "headings in row 5, wards: 2" in err
    assert "1 row of totals (9)" in err
    assert prints() == ["01201-xa-ba-to/the-leaflet.pdf", "01202-xa-ba-to/the-leaflet.pdf"]
    assert "Thôn Nước Trong" in text("output/01202-xa-ba-to/the-leaflet.pdf")
    assert "0255.366.1202" in text("output/01202-xa-ba-to/the-leaflet.pdf")


@pytest.mark.usefixtures("office")
def test_a_telephone_that_lost_its_zero_can_be_called(capsys: Captured) -> None:
    assert main([*BATCH, str(CASES / "13-csv-lost-zero/wards.csv")]) == 0
    assert "2 cells mended" in capsys.readouterr().err
    assert "tel:02343550101" in links("output/101-phuong-ben-sen/the-leaflet.pdf")
    assert "tel:0905123456" in links("output/102-phuong-cau-van/the-leaflet.pdf")


@pytest.mark.usefixtures("office")
def test_one_bad_row_stops_no_other_and_ends_with_code_3(capsys: Captured) -> None:
    lines = fails([*BATCH, str(CASES / "73-one-bad-row/wards.csv")], 3, capsys)
    assert lines[0].endswith("wards.csv:3:2: the row has no name; fill it in")
    assert lines[-1] == "failed: row 3: the row has no name"
    assert [name.partition("-")[0] for name in prints()] == ["00101", "00103", "00104"]
    assert "https://bensen.gov.vn" in links("output/00103-phuong-oc-dao/the-leaflet.pdf")


@pytest.mark.usefixtures("office")
def test_a_code_without_its_zeros_names_its_ward() -> None:
    assert main([*BATCH, str(CASES / "94-only-without-zeros/wards.csv"), "--only", "101"]) == 0
    assert prints() == ["00101-phuong-ben-sen/the-leaflet.pdf"]
