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
    listed = load(tmp_path, 'Mã,Tên,Địa chỉ\n001,A,"1 Lê Lợi\ntầng  2"\n002,B,x\n')
    assert [(ward.address, ward.where.line if ward.where else 0) for ward in listed.wards] == [
        ("1 Lê Lợi tầng 2", 2),
        ("x", 4),
    ]


CODE = "use at most 40 letters without accents, digits and . _ -"
QUOTES = (
    "w.csv:3:1: the quotation marks of this row do not match; "
    'write "" for a quotation mark inside quotes, and close what you open'
)
BAD_ROWS = {
    "001,,": "w.csv:3:2: the row has no name; fill it in",
    ",B,": "w.csv:3:1: the row has no code; fill it in",
    "../x,B,": f"w.csv:3:1: the code “../x” cannot name a folder; {CODE}",
    "CON,B,": f"w.csv:3:1: the code “CON” cannot name a folder; {CODE}",
    "01,B,www.b.vn": "w.csv:3:3: “www.b.vn” is no address; write https://www.b.vn",
    "01,B,ftp://b.vn": "w.csv:3:3: addresses with ftp: are not taken; use https, http, mailto or tel",
    "01,B,tel:113": "w.csv:3:3: “tel:113” is no web address; write https://…",
    "01,B\x07,": "w.csv:3:2: the control character U+0007 may not stand here; "
    "delete it and retype what stands around it",
    "01,B,,more": "w.csv:3:4: this cell stands under no heading; "
    "give the column a heading, or put a text that holds the separator in quotes",
    '01,"B"x,': QUOTES,
    '01,"B,': QUOTES,
    "01,TÃ i khoáº£n,": "w.csv:3:2: this text is in the old encoding UTF-8 read as Latin-1; it would read: Tài khoản; "
    "`printkit convert` writes the whole file anew in Unicode (UTF-8)",
}


@pytest.mark.parametrize(("row", "message"), BAD_ROWS.items())
def test_a_bad_row_is_told_and_the_good_ones_stay(tmp_path: Path, row: str, message: str) -> None:
    data = f"Mã,Tên,Trang web\n101,A,\n{row}\n102,C,https://c.vn\n"
    listed = load(tmp_path, data)
    assert problems(tmp_path, data) == [message]
    assert [ward.code for ward in listed.wards] == ["101", "102"]


def test_a_row_may_have_several_problems(tmp_path: Path) -> None:
    assert [line.split(": ")[0] for line in problems(tmp_path, "Mã,Tên,Website\n.x,,y\n")] == [
        "w.csv:2:1",
        "w.csv:2:2",
        "w.csv:2:3",
    ]


def test_a_character_that_no_font_has_stops_its_row(tmp_path: Path) -> None:
    message = "w.csv:2:2: no font has the character ✓ (U+2713, CHECK MARK); write it in words, or choose another"
    assert problems(tmp_path, "Mã,Tên\n1,✓\n2,A\n", frozenset("12A")) == [message]


def test_a_heading_of_nothing_may_stand_over_empty_cells(tmp_path: Path) -> None:
    assert load(tmp_path, "Mã,Tên,,\n1,A,,\n").problems == ()
    assert problems(tmp_path, "Mã,Tên,,\n1,A,x,\n")[0].startswith("w.csv:2:3: this cell stands under no heading")


TWICE = "mend or delete one of the rows"
STOPPED = {
    "": "w.csv: the ward list is empty; write headings and a row for each ward",
    " \n,,\n": "w.csv: the ward list is empty; write headings and a row for each ward",
    "Tên,Ghi chú\nA,x\n": "w.csv:1:1: the list has no heading Mã or code; headings found: Tên, Ghi chú",
    "Mã,Chú\n1,x\n": "w.csv:1:1: the list has no heading Tên or name; headings found: Mã, Chú",
    "Mã,Tên,Xã\n1,A,B\n": "w.csv:1:3: the headings “Tên” and “Xã” mean the same, name; rename or delete one",
    "Mã,Tên,Ghi chú,ghi chu\n1,A,,\n": "w.csv:1:4: the headings “Ghi chú” and “ghi chu” mean the same, ghi-chu; "
    "rename or delete one",
    "Mã,Tên\na1,A\n2,B\nA1,C\n": f"w.csv:4:1: the code A1 stands twice, first in row 2; {TWICE}",
    "Mã,Tên,Tỉnh\n1,Ba Tô,T\n2,ba  tô, t\n": f"w.csv:3:1: ba tô stands twice in one province, first in row 2; {TWICE}",
}


@pytest.mark.parametrize(("data", "message"), STOPPED.items(), ids=range(len(STOPPED)))
def test_what_stops_the_whole_list(tmp_path: Path, data: str, message: str) -> None:
    assert stopped(tmp_path, data) == [message]


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
    listed = wards_of(Table((Row(1, ("Mã", "Tên")), Row(5, ("1", " A  b ")))), "w.xlsx")
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
    writer.writerows([str(index), f"Xã {index}", cell] for index, cell in enumerate(cells))
    listed = load(tmp_path_factory.mktemp("w"), out.getvalue())
    assert [ward.extra for ward in listed.wards] == [(("ghi-chu", cell),) for cell in cells]


@given(st.binary() | st.text('Mã,Tên;\n\t"1 ').map(str.encode))
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    with suppress(SourceError):  # and nothing else
        assert load(tmp_path_factory.mktemp("w"), b"Ma,Ten\n" + data)
