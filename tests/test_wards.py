"""Ward lists: what office programs save, what stops a row, and what stops a list."""

import codecs
import csv
import io
from contextlib import suppress
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printkit.errors import SourceError, Where
from printkit.model import Ward
from printkit.wardlist.account import account
from printkit.wardlist.cells import is_file_name
from printkit.wardlist.grid import Book, Cell, GridRow, Sheet
from printkit.wardlist.options import ListOptions
from printkit.wardlist.reading import WardList, read_wards, wards_of

GUIDES = Path(__file__).parent.parent / "guides"
LIST = "Mã,Tên,Tỉnh\n001,Xã Ba Tô,Trà Linh\n002,Xã Ba Tơ,Trà Linh\n"


def load(folder: Path, data: str | bytes, covered: frozenset[str] | None = None) -> WardList:
    path = folder / "w.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_wards(path, covered)


def problems(folder: Path, data: str | bytes, covered: frozenset[str] | None = None) -> list[str]:
    return [str(problem).replace(str(folder) + "/", "") for problem in load(folder, data, covered).problems]


def stopped(folder: Path, data: str | bytes) -> list[str]:
    with pytest.raises(SourceError) as caught:
        load(folder, data)
    return str(caught.value).replace(str(folder) + "/", "").splitlines()


def remarks(listed: WardList) -> list[tuple[str, str, str]]:
    """What was done to cells: how, where, and what prints."""
    return [(each.done, f"{each.where.line}:{each.column}", each.after) for each in listed.understood.remarks]


def names(listed: WardList) -> list[tuple[str, str, str]]:
    return [(ward.code, ward.name, ward.province) for ward in listed.wards]


BOTH = [("001", "Xã Ba Tô", "Trà Linh"), ("002", "Xã Ba Tơ", "Trà Linh")]


def cp1258(text: str) -> bytes:
    """As Windows saves it: letters with a tone are a letter and a combining tone."""
    apart = (c if encodes(c) else normalize("NFD", c) for c in text)
    return b"".join(recomposed(part).encode("cp1258") for part in apart)


def encodes(text: str) -> bool:
    try:
        text.encode("cp1258")
    except UnicodeEncodeError:
        return False
    return True


def recomposed(part: str) -> str:
    """ộ comes apart as o + dot + hat; Windows-1258 wants ô + dot."""
    hats = [mark for mark in part[1:] if mark in "\u0302\u0306\u031b"]
    return normalize("NFC", part[:1] + "".join(hats)) + "".join(mark for mark in part[1:] if mark not in hats)


SAVED = {
    "utf-8": LIST.encode(),
    "utf-8 with mark": LIST.encode("utf-8-sig"),
    "utf-16": LIST.encode("utf-16"),
    "utf-16 big": codecs.BOM_UTF16_BE + LIST.replace(",", "\t").encode("utf-16-be"),
    "windows-1258": cp1258(LIST),
    "semicolons": LIST.replace(",", ";").encode(),
    "tabs": LIST.replace(",", "\t").encode(),
    "sep line": ("sep=;\r\n" + LIST.replace(",", ";")).encode(),
    "nfd": normalize("NFD", LIST).encode(),
    "windows line ends": LIST.replace("\n", "\r\n").encode(),
    "old mac line ends": LIST.replace("\n", "\r").encode(),
    "blank lines": ("\n,,\n" + LIST.replace("\n", "\n\n")).encode(),
    "double spaces": LIST.replace(" ", "  ").encode(),
    "upper case": LIST.replace("Mã,Tên,Tỉnh", "MÃ PHƯỜNG , ten  phuong,TỈNH / THÀNH PHỐ").encode(),
    "english": LIST.replace("Mã,Tên,Tỉnh", "code,Name,PROVINCE").encode(),
    "quoted": LIST.replace("Mã,Tên,Tỉnh", '"Mã","Tên","Tỉnh"').encode(),
}


@pytest.mark.parametrize("data", SAVED.values(), ids=SAVED)
def test_whatever_program_saved_it(tmp_path: Path, data: bytes) -> None:
    listed = load(tmp_path, data)
    assert (names(listed), listed.problems) == (BOTH, ())


def test_the_separator_is_told_by_the_headings_not_by_a_count_of_signs(tmp_path: Path) -> None:
    data = 'Mã;Tên;"Ghi chú, ý kiến, khác"\n001;Xã A;"a,b,c,d"\n'
    assert load(tmp_path, data).wards[0].extra == (("ghi-chu-y-kien-khac", "a,b,c,d"),)


def test_every_field_by_its_heading(tmp_path: Path) -> None:
    heads = "Mã ĐVHC,Phường/Xã,Tỉnh/Thành phố,Trụ sở,SĐT,Đường dây nóng,"
    heads += "Giờ làm việc,Thư điện tử,Zalo,Cơ quan ban hành,Số nhà,"
    row = "007,B,C,D,1900.9068,0123,7:30,a@b.vn,https://z.vn,UBND,12 bis,"
    (ward,) = load(tmp_path, f"{heads}\n{row}\n").wards
    where = Where(str(tmp_path / "w.csv"), 2, 1)
    expected = Ward(
        "007",
        "B",
        province="C",
        address="D",
        phone="1900.9068",
        hotline="0123",
        hours="7:30",
        email="a@b.vn",
        url="https://z.vn",
        issuer="UBND",
        extra=(("so-nha", "12 bis"),),
    )
    assert (ward, ward.where) == (expected, where)


def test_a_cell_of_several_lines_folds_and_rows_count_by_where_they_begin(tmp_path: Path) -> None:
    listed = load(tmp_path, 'Mã,Tên,Địa chỉ\n001,A,"1 Lê Lợi\ntầng  2"\n002,B,2 Lê Lợi\n')
    assert [(ward.address, ward.where.line if ward.where else 0) for ward in listed.wards] == [
        ("1 Lê Lợi tầng 2", 2),
        ("2 Lê Lợi", 4),
    ]


QUOTES = (
    "w.csv:3:1: the quotation marks of this row do not match; "
    'write "" for a quotation mark inside quotes, and close what you open'
)
BAD_ROWS = {
    "001,,": "w.csv:3:2: the row has no name; fill it in",
    ",,https://b.vn": "w.csv:3:2: the row has no name; fill it in",
    "01,B\x07,": "w.csv:3:2: the name cannot print: the control character U+0007 may not stand here; "
    "delete it and retype what stands around it",
    "01,B,,more": "w.csv:3:4: this row has more cells than there are headings; "
    "put a text that holds “,” in quotes, or give the column a heading",
    '01,"B"x,': QUOTES,
    '01,"B,': QUOTES,
    "01,TÃ i khoáº£n,": "w.csv:3:2: the name cannot print: this text is in the old encoding UTF-8 read as Latin-1; "
    "it would read: Tài khoản; `printkit convert` writes the whole file anew in Unicode (UTF-8)",
}


@pytest.mark.parametrize(("row", "message"), BAD_ROWS.items())
def test_a_bad_row_is_told_and_the_good_ones_stay(tmp_path: Path, row: str, message: str) -> None:
    data = f"Mã,Tên,Trang web\n101,A,\n{row}\n102,C,https://c.vn\n"
    listed = load(tmp_path, data)
    assert problems(tmp_path, data) == [message]
    assert [ward.code for ward in listed.wards] == ["101", "102"]


BAD_CELLS = {
    ",B,": ((), "b", ""),
    "../x,B,": ((("left out", "3:1", ""),), "b", ""),
    "CON,B,": ((("left out", "3:1", ""),), "b", ""),
    "01,B,www.b.vn": ((("mended", "3:3", "https://www.b.vn"),), "01", "https://www.b.vn"),
    "01,B,ftp://b.vn": ((("left out", "3:3", ""),), "01", ""),
    "01,B,tel:113": ((("left out", "3:3", ""),), "01", ""),
    "01,B,https://b.vn\x07": ((("left out", "3:3", ""),), "01", ""),
    "01,B,TÃ i khoáº£n": ((("left out", "3:3", ""),), "01", ""),
}


@pytest.mark.parametrize(("row", "expected"), BAD_CELLS.items())
def test_a_bad_cell_costs_its_field_and_is_told(
    tmp_path: Path, row: str, expected: tuple[tuple[tuple[str, str, str], ...], str, str]
) -> None:
    done, key, url = expected
    listed = load(tmp_path, f"Mã,Tên,Trang web\n101,A,\n{row}\n102,C,https://c.vn\n")
    assert [ward.id for ward in listed.wards] == ["101", key, "102"]
    assert (listed.problems, listed.wards[1].name, listed.wards[1].url) == ((), "B", url)
    assert remarks(listed) == list(done)


def test_a_row_may_have_several_faults(tmp_path: Path) -> None:
    data = "Mã,Tên,Website,Email\n.x,,y,z\n"
    assert [line.split(": ")[0] for line in problems(tmp_path, data)] == ["w.csv:2:2"]
    assert remarks(load(tmp_path, data)) == [("left out", f"2:{column}", "") for column in (1, 3, 4)]


def test_a_character_that_no_font_has_costs_the_name_s_ward_and_else_its_field(tmp_path: Path) -> None:
    message = "w.csv:2:2: the name cannot print: no font has the character ✓ (U+2713, CHECK MARK); "
    data, covered = "Mã,Tên,Tỉnh\n1,✓,\n2,A,✓\n", frozenset("12A")
    assert problems(tmp_path, data, covered) == [message + "write it in words, or choose another"]
    listed = load(tmp_path, data, covered)
    assert names(listed) == [("2", "A", "")]
    assert remarks(listed) == [("left out", "3:3", "")]


def test_a_column_without_a_heading_is_told_where_something_stands_in_it(tmp_path: Path) -> None:
    assert len(load(tmp_path, "Mã,Tên,,\n1,A,,\n").understood.columns) == 2
    listed = load(tmp_path, "Mã,Tên,,\n1,A,gọi lại,\n")
    assert (names(listed), listed.problems) == ([("1", "A", "")], ())
    assert any(line.endswith("not printed: it has no heading") for line in account(listed))


def test_two_columns_of_one_name(tmp_path: Path) -> None:
    listed = load(tmp_path, "Mã,Tên,Ghi chú,ghi chu\n1,A,x,y\n")
    assert listed.wards[0].extra == (("ghi-chu", "x"),)
    assert any(line.endswith("not printed: column C has the same name") for line in account(listed))


EMPTY_LIST = "w.csv: the ward list is empty; write headings and a row for each ward"
STOPPED = {
    "": EMPTY_LIST,
    " \n,,\n": EMPTY_LIST,
    "Mã,Chú\n1,x\n": "w.csv:1:1: no row of headings names the wards; row 1 holds: Mã, Chú; "
    'call the column of their names “Tên xã, phường”, or say which it is: --columns "Tên=Mã"',
}


@pytest.mark.parametrize(("data", "message"), STOPPED.items(), ids=range(len(STOPPED)))
def test_what_stops_the_whole_list(tmp_path: Path, data: str, message: str) -> None:
    assert stopped(tmp_path, data) == [message]


def test_codes_alike_but_for_their_case_and_names_alike_but_for_spaces_fail_alone(tmp_path: Path) -> None:
    """They would share a folder, or nothing would tell them apart."""
    listed = load(tmp_path, "Mã,Tên\na1,A\n2,B\nA1,C\n")
    assert [ward.code for ward in listed.wards] == ["2"]
    assert [problem.message for problem in listed.problems] == [
        f"the code {code} stands in the rows 2, 4" for code in ("a1", "A1")
    ]
    listed = load(tmp_path, "Tên,Tỉnh\nXã Ba Tô,T\nXã B,T\nxã ba  tô, t\n")
    assert [ward.name for ward in listed.wards] == ["Xã B"]
    assert [problem.where and problem.where.line for problem in listed.problems] == [2, 4]


def test_names_that_are_figures(tmp_path: Path) -> None:
    listed = load(tmp_path, "Mã,Phường,Quận\n26734,1,Quận 3\n26737,2,Quận 3\n")
    assert [ward.name for ward in listed.wards] == ["1", "2"]


def test_a_first_row_like_numbers_of_columns(tmp_path: Path) -> None:
    """`(1) (2) (3)` is skipped; code 1 with the name A is a ward."""
    assert names(load(tmp_path, "Mã,Tên,Tỉnh\n1,A,P\n2,B,Q\n")) == [("1", "A", "P"), ("2", "B", "Q")]
    for numbers in ("(1),(2),(3)", "1,2,3", "A,B,1", "A,1,2=1"):
        listed = load(tmp_path, f"Mã,Tên,Tỉnh\n{numbers}\n7,A,P\n")
        assert names(listed) == [("7", "A", "P")]
        assert [(each.reason, each.rows) for each in listed.understood.skipped] == [("numbers", (2,))]


def test_one_name_in_two_provinces_is_two_wards(tmp_path: Path) -> None:
    assert len(load(tmp_path, "Mã,Tên,Tỉnh\n1,A,X\n2,A,Y\n").wards) == 2


def test_bytes_of_no_encoding(tmp_path: Path) -> None:
    hint = "save it as UTF-8, a list as “CSV UTF-8”"
    message = f"w.csv:2:1: this is neither UTF-8 nor UTF-16 nor Windows-1258: byte 0x8F; {hint}"
    assert stopped(tmp_path, b"Ma,Ten\n1,\x8f\n") == [message]


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_wards(tmp_path / "none.csv")


def test_what_can_name_a_folder() -> None:
    assert all(map(is_file_name, ["00123", "a.b", "A_b-c", "-1", "con1", "x" * 40]))
    assert not any(
        map(is_file_name, ["", ".a", "a.", "a b", "a/b", "Đ1", "con", "Nul.txt", "COM1", "lpt9.x", "x" * 41, "a\n"])
    )


def test_other_readers_give_rows() -> None:
    rows = (GridRow(1, (Cell("Mã"), Cell("Tên"))), GridRow(5, (Cell("1"), Cell(" A  b "))))
    listed = wards_of(Book((Sheet("", rows),)), "w.xlsx", ListOptions())
    assert [(ward.name, str(ward.where)) for ward in listed.wards] == [("A b", "w.xlsx:5:1")]


def test_the_sample_list() -> None:
    listed = read_wards(GUIDES / "wards.csv")
    assert (len(listed.wards), listed.problems) == (12, ())
    assert {"Xã Ba Tô", "Xã Ba Tơ"} <= {ward.name for ward in listed.wards}
    assert all(ward.code.startswith("0") for ward in listed.wards)


CELLS = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x1EF9, exclude_categories=["C", "Z", "M"]), min_size=1, max_size=8
)


@given(st.lists(CELLS, min_size=1, max_size=5, unique_by=str.casefold), st.sampled_from(",;\t"))
def test_what_another_writer_wrote_reads_back(
    tmp_path_factory: pytest.TempPathFactory, cells: list[str], separator: str
) -> None:
    from printkit.source.oldtext import suspect

    cells = list(dict.fromkeys(normalize("NFC", cell) for cell in cells))
    if any(suspect(cell) for cell in cells):
        return
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(["Mã", "Tên", "Ghi chú"])
    writer.writerows([f"0{index}", f"Xã {index}", cell] for index, cell in enumerate(cells))
    listed = load(tmp_path_factory.mktemp("w"), out.getvalue())
    done = {each.where.line: each for each in listed.understood.remarks}
    assert all(done[line].before == cells[line - 2] for line in done)
    prints = [done[line].after if line in done else cell for line, cell in enumerate(cells, 2)]
    assert [dict(ward.extra).get("ghi-chu") for ward in listed.wards] == prints


@given(st.binary() | st.text('Mã,Tên;\n\t"1 ').map(str.encode))
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    with suppress(SourceError):  # and nothing else
        assert load(tmp_path_factory.mktemp("w"), b"Ma,Ten\n" + data)


def test_commas_in_headings_do_not_hide_the_semicolons_between_them(tmp_path: Path) -> None:
    text = "Danh sách xã, phường\nTên Xã, Phường, Đặc khu;Địa chỉ;Tỉnh\nXã Ba Tô;1 Lê Lợi;Trà Linh\n"
    (ward,) = load(tmp_path, text).wards
    assert (ward.name, ward.address, ward.province) == ("Xã Ba Tô", "1 Lê Lợi", "Trà Linh")
