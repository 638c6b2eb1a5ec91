"""Ward lists as offices send them: what is wrong with a cell is told by its place and costs its field, no ward more."""

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
from tests.test_wards import LIST, load, remarks, stopped

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
    assert codes(load(tmp_path, "sep = ;\nMã;Tên;Địa chỉ\n1;A;1, 2, 3, 4, 5\n")) == ["1"]


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


def faults(wards: WardList) -> list[str]:
    return [str(problem).partition("w.xlsx:")[2].partition(";")[0] for problem in wards.problems]


def codes(wards: WardList) -> list[str]:
    return [ward.code for ward in wards.wards]


def test_a_formula_whose_value_was_not_saved(tmp_path: Path) -> None:
    """openpyxl writes it with an empty value, others with none; also where other cells of its column hold values."""
    rows = (("Mã", "Tên"), ("1", "A"), ('="2"', '="B"'), ("3", '="C"'))
    message = "the sheet holds formulas whose values were never calculated: A3, B3, B4; open the list in Excel"
    for swap in ((b"", b""), (b"<v></v>", b""), (b"<v></v>", b"<v/>")):
        with pytest.raises(SourceError, match=message):
            listed(tmp_path, *rows, swap=swap)


def test_formulas_that_no_ward_needs(tmp_path: Path) -> None:
    """Row numbers, columns that no field takes, and sums at the foot stop no list."""
    rows = (("STT", "Mã", "Tên", "Dân số"), ("=ROW()-1", "1", "A", "=1+1"), ("", "Tổng cộng", '=COUNTA(C2:C2)&" xã"'))
    assert codes(listed(tmp_path, *rows)) == ["1"]


def test_a_formula_that_says_nothing(tmp_path: Path) -> None:
    rows = (("Mã", "Tên", "SĐT"), ("1", "A", "=1"))
    wards = listed(tmp_path, *rows, swap=(b'"C2"><f>', b'"C2" t="str"><f>'))
    assert (codes(wards), wards.problems) == (["1"], ())


def test_merged_cells_fill_down(tmp_path: Path) -> None:
    rows = (("Mã", "Tên", "Tỉnh"), ("1", "A", "P"), ("2", "B"), ("3", "C", "Q"))
    wards = listed(tmp_path, *rows, merge="C2:C3")
    assert [(ward.code, ward.province) for ward in wards.wards] == [("1", "P"), ("2", "P"), ("3", "Q")]


def test_a_cell_far_to_the_right(tmp_path: Path) -> None:
    wards = listed(tmp_path, ("Mã", "Tên"), ("1", "A"), ("2", "B", *[None] * 100, "x"))
    assert codes(wards) == ["1"]
    assert faults(wards) == ["3:103: cell CY3 stands right of column 100, where nothing is read"]
    wards = listed(tmp_path, ("Mã", "Tên", *[None] * 100, "x"), ("1", "A"))
    assert codes(wards) == ["1"]
    assert faults(wards) == ["1:103: cell CY1 stands right of column 100, where nothing is read"]


def test_a_number_that_is_none_costs_its_field(tmp_path: Path) -> None:
    rows = (("Mã", "Tên", "SĐT"), ("1", "A", 777), ("2", "B", 888))
    wards = listed(tmp_path, *rows, swap=(b"<v>777</v>", b"<v>1E400</v>"))
    assert (codes(wards), remarks(wards)[0]) == (["1", "2"], ("left out", "2:3", ""))


def test_a_number_that_no_program_writes(tmp_path: Path) -> None:
    rows = (("Mã", "Tên", "SĐT"), ("1", "A", 777))
    with pytest.raises(SourceError, match="no XLSX workbook that can be read"):
        listed(tmp_path, *rows, swap=(b"<v>777</v>", b"<v>NaN</v>"))


def test_rows_out_of_order_are_read_by_their_numbers(tmp_path: Path) -> None:
    wards = listed(tmp_path, ("Mã", "Tên"), ("1", "A"), ("2", "B"), swap=(b'<row r="2"', b'<row r="4"'))
    assert [(ward.code, ward.name) for ward in wards.wards] in ([("1", "A"), ("2", "B")], [("2", "B"), ("1", "A")])


def test_cells_told_as_wrong_cost_their_fields(tmp_path: Path) -> None:
    swap = (b'r="C2" t="inlineStr"><is><t>x</t></is>', b'r="C2" t="e"><v>#N/A</v>')
    rows = (("Mã", "Tên", "SĐT"), ("1", "A", "x"), ("2", "B", "a" + "\u0301" * 40), ("3", "C", "0234.355.0101"))
    wards = listed(tmp_path, *rows, swap=swap)
    assert (codes(wards), wards.problems) == (["1", "2", "3"], ())
    assert remarks(wards) == [("left out", "2:3", ""), ("left out", "3:3", "")]


def test_a_mapping_in_a_yaml_list_costs_its_field(tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    rows = ("1, name: A, phone: {a: b}", "2, name: B, phone: {a: {b: c}}", "3, name: C, phone: [0234.355.0101]")
    path.write_text("".join(f"- {{code: {row}}}\n" for row in rows))
    wards = read_wards(path)
    assert [(ward.code, ward.phone) for ward in wards.wards] == [("1", ""), ("2", ""), ("3", "0234.355.0101")]
    assert [each.why for each in wards.understood.remarks] == ["a ward's field is a text; write it on one line"] * 2


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
    links = "xl/_rels/workbook.xml.rels"
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    texts = b'<Relationship Type="%b" Target="sharedStrings.xml" Id="rId9"/></Relationships>' % kind
    with_part(path, links, zipfile.ZipFile(path).read(links).replace(b"</Relationships>", texts))
    start = process_time()
    with pytest.raises(SourceError, match=r"MiB|cells"):
        read_wards(path)
    assert process_time() - start < 8  # a second on a machine with nothing else to do


def test_a_yaml_list_of_as_many_headings_as_values(tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    rows = (f"- {{code: {i}, name: A, " + ", ".join(f"k{i}x{j}: v" for j in range(200)) + "}\n" for i in range(120))
    path.write_text("".join(rows))
    start = process_time()
    with pytest.raises(SourceError, match="more than 100 different keys"):
        read_wards(path)
    assert process_time() - start < 12  # most of it for parsing; and not minutes


def test_headings_of_many_words_that_nobody_knows(tmp_path: Path) -> None:
    """Each was compared with every phrase, syllable by syllable: 5 ms a heading."""
    letters = "aăâbcdđeêghi"
    words = [a + b + c for a in letters for b in letters for c in letters]
    row = [" ".join(words[(i * 7 + j * 31) % len(words)] for j in range(28)) for i in range(2_000)]
    lines = (",".join(row[i : i + 100]) for i in range(0, 2_000, 100))
    start = process_time()
    with pytest.raises(SourceError, match="no row of headings names the wards"):
        load(tmp_path, "\n".join(lines))
    assert process_time() - start < 8  # two seconds on a machine with nothing else to do


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
        ("SĐT", "2.84E+09", "the number was shortened by a spreadsheet and has lost figures"),
        ("Hotline", '"2,84E+09"', "the number was shortened by a spreadsheet and has lost figures"),
        *(
            ("Ghi chú", error, f"the cell holds the error {error}")
            for error in ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!")
        ),
        ("Địa chỉ", "########", "the cell holds ########, which hides a value"),
        *(("Email", email, f"“{email}” is no email address") for email in ("a@b@c.vn", "a b@c.vn", "ubnd", "@c.vn")),
    ],
)
def test_a_cell_that_holds_no_value(heading: str, cell: str, message: str, tmp_path: Path) -> None:
    good = {"Email": "b@c.vn", "SĐT": "0234.355.0101", "Hotline": "1900.9068"}.get(heading, "B")
    wards = load(tmp_path, f"Mã,Tên,{heading}\n1,A,{cell}\n2,B,{good}\n")
    assert (codes(wards), wards.problems) == (["1", "2"], ())
    assert not any(value for name, value in wards.wards[0].values().items() if name not in ("code", "name"))
    assert good in wards.wards[1].values().values()
    assert remarks(wards) == [("left out", "2:3", "")]
    assert message in wards.understood.remarks[0].why


def test_a_code_that_a_spreadsheet_has_changed(tmp_path: Path) -> None:
    wards = load(tmp_path, "Mã,Tên\n10001.0,A\n10002,B\n10.03,C\n")
    assert codes(wards) == ["10001", "10002", "10.03"]
    assert remarks(wards) == [("mended", "2:1", "10001")]
    wards = load(tmp_path, "Mã,Tên\n1E+05,A\n10002,B\n")
    assert (codes(wards), remarks(wards)) == (["", "10002"], [("left out", "2:1", "")])


def test_what_only_looks_like_it_prints(tmp_path: Path) -> None:
    assert codes(load(tmp_path, "Mã,Tên,SĐT,Email\n1E5,Tổ #3,1900.9068,a.b+c@d.gov.vn\n")) == ["1E5"]
