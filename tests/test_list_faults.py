"""Ward lists as offices send them: what is wrong with a cell is told by its place, stops its ward, and no other."""

import zipfile
from pathlib import Path
from time import process_time

import openpyxl
import pypdf
import pytest

from printkit.cli import main
from printkit.errors import SourceError
from printkit.series import series_of
from printkit.wardlist.reading import WardList, read_wards
from tests.office import made, save, text
from tests.test_batch import ONE, RUN, TWO
from tests.test_sheets import SHEET, saved, with_part
from tests.test_wards import LIST, load, stopped

HEAD = "Mã,Tên,Địa chỉ\n"


def printed() -> list[str]:
    return [name for name in made() if name.endswith(".pdf")]


# What says nothing


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("sign", ["\u200b", "\u2060", "\u00ad", "\ufeff"])
def test_signs_that_say_nothing_are_left_out(sign: str) -> None:
    cells = f"00{sign}1,Phường{sign} Bến Sen,{sign}\n002,Phường Cầu Ván,12 Lê{sign}Lợi\n"
    save("guides/wards.csv", f"{sign}M{sign}ã,Tên,Địa chỉ\n{cells}")
    assert main(RUN) == 0
    assert printed() == [ONE, TWO]
    assert "12 LêLợi" in text(f"output/{TWO}")


def test_no_cell_stops_the_others_of_its_list(tmp_path: Path) -> None:
    """Whatever no face can measure."""
    listed = load(tmp_path, "Mã,Tên\n1,\U0001f600\n2,A\n")
    assert series_of(listed.wards).widest.name == "\U0001f600"


# Bytes

NEITHER = "this is neither UTF-8 nor UTF-16 nor Windows-1258: byte 0x{}; save it as UTF-8, a list as “CSV UTF-8”"


def test_a_stray_byte_in_utf8_is_not_taken_for_another_encoding(tmp_path: Path) -> None:
    data = LIST.encode().replace("Ba Tơ".encode(), "Ba Tơ".encode() + b"\xe0")
    assert stopped(tmp_path, data) == [f"w.csv:3:1: {NEITHER.format('E0')}"]


def test_letters_that_are_vietnamese_in_no_encoding(tmp_path: Path) -> None:
    data = b"Ma,Ten\n1,Stra\xdfe \xd6l\xfc\n2,\xe5\xe4k\xf6\n"
    assert stopped(tmp_path, data) == [f"w.csv:2:1: {NEITHER.format('DF')}"]


def test_the_line_that_names_the_separator_may_hold_spaces(tmp_path: Path) -> None:
    assert codes(load(tmp_path, "sep=; \nMã;Tên\n1;A\n")) == ["1"]
    assert codes(load(tmp_path, " SEP=\t\nMã\tTên\n1\tA\n")) == ["1"]


# Sheets


def listed(
    folder: Path, *rows: tuple[object, ...], merge: str = "", swap: tuple[bytes, bytes] = (b"", b"")
) -> WardList:
    """What is read of a workbook; `swap` changes the XML of its sheet."""
    path = saved(folder, *rows)
    book = openpyxl.load_workbook(path)
    if merge:
        book.worksheets[0].merge_cells(merge)
        book.save(path)
    if swap[0]:
        name = "xl/worksheets/sheet1.xml"
        with_part(path, name, zipfile.ZipFile(path).read(name).replace(*swap))
    return read_wards(path)


def said(wards: WardList) -> list[str]:
    return [str(problem).partition("w.xlsx:")[2].partition(";")[0] for problem in wards.problems]


def codes(wards: WardList) -> list[str]:
    return [ward.code for ward in wards.wards]


def test_a_formula_whose_value_was_not_saved(tmp_path: Path) -> None:
    """Its ward is told of, though nothing of it can be read."""
    wards = listed(tmp_path, ("Mã", "Tên"), ("1", "A"), ('="2"', '="B"'), ("3", '="C"'))
    assert codes(wards) == ["1"]
    lost = [f"cell {name} holds a formula, and its value was not saved" for name in ("A3", "B3", "B4")]
    assert said(wards) == [f"{place}: {line}" for place, line in zip(("3:1", "3:2", "4:2"), lost, strict=True)]


def test_a_formula_that_says_nothing(tmp_path: Path) -> None:
    wards = listed(tmp_path, ("Mã", "Tên", "SĐT"), ("1", "A", "=1"), swap=(b'"C2"><f>', b'"C2" t="str"><f>'))
    assert (codes(wards), wards.problems) == (["1"], ())


def test_merged_cells(tmp_path: Path) -> None:
    rows = (("Mã", "Tên", "Tỉnh"), ("1", "A", "P"), ("2", "B"), ("3", "C", "Q"))
    wards = listed(tmp_path, *rows, merge="C2:C3")
    assert codes(wards) == ["1", "3"]
    assert said(wards) == ["3:3: cell C3 is merged with others and holds nothing of its own"]


def test_a_cell_far_to_the_right(tmp_path: Path) -> None:
    wards = listed(tmp_path, ("Mã", "Tên"), ("1", "A"), ("2", "B", *[None] * 100, "x"))
    assert codes(wards) == ["1"]
    assert said(wards) == ["3:103: cell CY3 stands right of column 100, where nothing is read"]
    with pytest.raises(SourceError, match="cell CY1 stands right of column 100"):
        listed(tmp_path, ("Mã", "Tên", *[None] * 100, "x"), ("1", "A"))


@pytest.mark.parametrize("value", ["1E400", "NaN"])
def test_a_number_that_is_none_stops_its_row(value: str, tmp_path: Path) -> None:
    rows = (("Mã", "Tên", "SĐT"), ("1", "A", 777), ("2", "B", 888))
    wards = listed(tmp_path, *rows, swap=(b"<v>777</v>", f"<v>{value}</v>".encode()))
    assert codes(wards) == ["2"]
    assert said(wards) == [f"2:3: cell C2 holds {value}, which is no value"]


def test_rows_out_of_order(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="the rows of the sheet are out of order"):
        listed(tmp_path, ("Mã", "Tên"), ("1", "A"), ("2", "B"), swap=(b'<row r="2"', b'<row r="4"'))


def test_a_cell_told_as_wrong_keeps_its_ward_from_print(tmp_path: Path) -> None:
    swap = (b'r="C2" t="inlineStr"><is><t>x</t></is>', b'r="C2" t="e"><v>#N/A</v>')
    rows = (("Mã", "Tên", "SĐT"), ("1", "A", "x"), ("2", "B", "a" + "\u0301" * 40), ("3", "C"))
    wards = listed(tmp_path, *rows, swap=swap)
    assert codes(wards) == ["3"]
    assert len(wards.problems) == 2


def test_a_mapping_in_a_yaml_list_keeps_its_ward_from_print(tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    path.write_text("- {code: 1, name: A, phone: {a: b}}\n- {code: 2, name: B, phone: [1]}\n- {code: 3, name: C}\n")
    wards = read_wards(path)
    assert codes(wards) == ["3"]
    assert [problem.message for problem in wards.problems] == ["a ward's field is a text"] * 2


# Small files that take long

ROW = b'<row r="3">%b</row></sheetData>'


@pytest.mark.parametrize(
    ("part", "data"),
    [
        ("xl/styles.xml", b"<a>" + b"<xf/>" * 900_000 + b"</a>"),
        ("xl/sharedStrings.xml", b"<a>" + b"<si/>" * 2_000_000 + b"</a>"),
        ("xl/worksheets/sheet1.xml", SHEET % (ROW % (b"<c/>" * 3_000_000))[: -len("</sheetData>")]),
    ],
    ids=["styles", "texts", "cells"],
)
def test_a_workbook_of_nothing_in_great_number(part: str, data: bytes, tmp_path: Path) -> None:
    path = with_part(saved(tmp_path, ("Mã", "Tên"), ("1", "A")), part, data)
    start = process_time()
    with pytest.raises(SourceError, match=r"MiB|cells"):
        read_wards(path)
    assert process_time() - start < 8  # a second on a machine with nothing else to do


def test_a_yaml_list_of_as_many_headings_as_values(tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    rows = (f"- {{code: {i}, name: A, " + ", ".join(f"k{i}x{j}: v" for j in range(200)) + "}\n" for i in range(120))
    path.write_text("".join(rows))
    start = process_time()
    with pytest.raises(SourceError, match="more than 100 columns"):
        read_wards(path)
    assert process_time() - start < 12  # and not minutes


# Addresses with letters


@pytest.mark.usefixtures("office")
def test_an_address_with_vietnamese_letters_is_a_link_that_opens() -> None:
    """In ASCII in the file, which the proof reads back."""
    urls = ("https://a.vn/đường?a=ơ#(1)", "https://đường.vn/ơ")
    rows = "".join(f"00{i},Phường {'ABC'[i]},{url}\n" for i, url in enumerate(urls))
    save("guides/wards.csv", f"Mã,Tên,Trang web\n{rows}")
    assert main(["batch", "--wards", "guides/wards.csv", "-f", "leaflet", "--proof", "all", "--quiet"]) == 0
    encoded = ("https://a.vn/%C4%91%C6%B0%E1%BB%9Dng?a=%C6%A1#(1)", "https://xn--")
    for place, uri in zip(printed(), encoded, strict=True):
        pages = pypdf.PdfReader(Path("output", place)).pages
        notes = [note.get_object() for page in pages for note in page.get("/Annots", ())]
        links = [str(note["/A"]["/URI"]) for note in notes if "/A" in note]
        assert any(link.startswith(uri) for link in links), links
        assert all(map(str.isascii, links))


# What spreadsheets and people leave in cells


@pytest.mark.parametrize(
    ("heading", "cell", "message"),
    [
        ("SĐT", "2.84E+09", "“2.84E+09” is a number that a spreadsheet has changed"),
        ("Hotline", '"2,84E+09"', "“2,84E+09” is a number that a spreadsheet has changed"),
        ("SĐT", "84905123456.0", "“84905123456.0” is a number that a spreadsheet has changed"),
        *(
            ("Ghi chú", error, f"the cell holds the error {error}")
            for error in ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!")
        ),
        ("Địa chỉ", "########", "the cell holds ########, which hides a value"),
        *(("Email", email, f"“{email}” is no email address") for email in ("a@b@c.vn", "a b@c.vn", "ubnd", "@c.vn")),
    ],
)
def test_a_cell_that_holds_no_value(heading: str, cell: str, message: str, tmp_path: Path) -> None:
    wards = load(tmp_path, f"Mã,Tên,{heading}\n1,A,{cell}\n2,B,\n")
    assert codes(wards) == ["2"]
    (problem,) = wards.problems
    assert (problem.message, str(problem.where)[-4:]) == (message, ":2:3")


def test_a_code_that_a_spreadsheet_has_changed(tmp_path: Path) -> None:
    wards = load(tmp_path, "Mã,Tên\n10001.0,A\n10002,B\n10.03,C\n")
    assert codes(wards) == ["10002", "10.03"]


def test_what_only_looks_like_it_prints(tmp_path: Path) -> None:
    assert codes(load(tmp_path, "Mã,Tên,SĐT,Email\n1E5,Tổ #3,1900.9068,a.b+c@d.gov.vn\n")) == ["1E5"]
