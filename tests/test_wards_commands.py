"""`printkit wards`: lists to fill in, and offices' lists matched, as files."""

import csv
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import click
import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.styles import Font, PatternFill
from PIL import Image

from printkit.cli import cli, main
from printkit.country.asked import Answer, Asked
from printkit.country.communes import EDITION, communes, edition
from printkit.country.matching import match
from printkit.errors import SourceError
from printkit.wardfiles.listed import Listed
from printkit.wardfiles.matched import added_headings, matched, result
from printkit.wardfiles.unkept import unkept
from printkit.wardlist.reading import read_wards
from tests.office import HOUSE, Captured, fails, save

pytestmark = pytest.mark.usefixtures("office")

README = (HOUSE / "README.md").read_text(encoding="utf-8")
HEADINGS = [
    "Mã",
    "Tên phường/xã",
    "Tỉnh/Thành phố",
    "Địa chỉ",
    "Điện thoại",
    "Đường dây nóng",
    "Giờ làm việc",
    "Email",
    "Trang web",
    "Cơ quan phát hành",
]
ADDED = ("Mã", "Tên mới", "Tỉnh mới", "Kết quả")
OLD_LIST = """\
Phường/Xã,Huyện,Tỉnh,SĐT
TT. Ba Tơ,Ba Tơ,Quảng Ngãi,=0255
Xã Hoà Thắng,H. Bắc Bình,Bình Thuận,
Xã Không Có,H. Bắc Bình,Bình Thuận,
"""


def group() -> click.Group:
    found = cli.get_command(click.Context(cli), "wards")
    assert isinstance(found, click.Group)
    return found


def sheet(path: str) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))


# Help


@pytest.mark.parametrize("name", sorted(group().commands))
def test_help_of_a_command(name: str, capsys: Captured) -> None:
    assert main(["wards", name, "--help"]) == 0
    out = capsys.readouterr().out
    assert out.isascii()
    examples = re.findall(rf"^ +printkit wards {name} ?(.*)", out, re.MULTILINE)
    assert examples
    for line in examples:
        group().commands[name].make_context(name, line.split())
    assert f"printkit wards {name}" in README


# list


def test_a_list_to_fill_in(capsys: Captured) -> None:
    assert main(["wards", "list", "--province", "Hà Nội"]) == 0
    out, err = capsys.readouterr()
    assert out == "phuong-xa-ha-noi.xlsx\n"
    assert edition() in err
    assert "126 communes of Thành phố Hà Nội" in err
    book = openpyxl.load_workbook("phuong-xa-ha-noi.xlsx")
    (only,) = book.worksheets
    rows = list(only.iter_rows(values_only=True))
    assert list(rows[0]) == HEADINGS
    assert rows[1][:4] == ("00004", "Phường Ba Đình", "Thành phố Hà Nội", None)
    assert len(rows) == 127
    assert only.freeze_panes == "A2"
    assert {only.cell(127, column).number_format for column in (1, 5, 6)} == {"@"}
    assert only.oddFooter
    assert only.oddFooter.left.text == book.properties.title == EDITION


def test_all_provinces() -> None:
    assert main(["wards", "list"]) == 0
    assert [row[0] for row in sheet("phuong-xa.xlsx")[1:]] == [commune.code for commune in communes()]


def test_a_list_as_csv() -> None:
    assert main(["wards", "list", "--province", "Huế", "--output", "a/hue.csv"]) == 0
    data = Path("a/hue.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines()))
    assert rows[0] == HEADINGS
    assert (len(rows), rows[1][:3]) == (41, ["19753", "Phường Phú Xuân", "Thành phố Huế"])


@pytest.mark.parametrize("name", ["wards.xlsx", "wards.csv"])
def test_a_list_is_read_by_batch(name: str, capsys: Captured) -> None:
    """Every commune is a ward, and one prints, with lines to fill in."""
    assert main(["wards", "list", "--province", "Lai Châu", "-o", name]) == 0
    listed = read_wards(Path(name))
    assert listed.problems == ()
    assert [ward.code for ward in listed.wards] == [c.code for c in communes() if c.province == "Tỉnh Lai Châu"]
    capsys.readouterr()
    code = listed.wards[0].code
    arguments = ["batch", "--wards", name, "--only", code, "-f", "leaflet", "--proof", "none"]
    assert main(arguments) == 0
    assert "1 new" in capsys.readouterr().err


def test_a_file_that_is_there_stays(capsys: Captured) -> None:
    save("wards.csv", "mine")
    (line,) = fails(["wards", "list", "-o", "wards.csv"], 7, capsys)
    assert "left as it is" in line
    assert Path("wards.csv").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        (["list", "--province", "Hà Nộii"], 2, "did you mean Thành phố Hà Nội?"),
        (["list", "--province", "Hà Nam"], 2, "Hà Nam is part of Tỉnh Ninh Bình today"),
        (["list", "--province", "xyz"], 2, "there are Hà Nội, Cao Bằng"),
        (["list", "-o", "wards.pdf"], 7, "name a file that ends in .xlsx, .csv"),
        (["match", "guides/wards.csv", "-o", "wards.csv"], 7, "name a file that ends in .xlsx"),
        (["match", "guides/wards.csv", "--province", "Hà Nộii"], 2, "did you mean Thành phố Hà Nội?"),
        (["match", "guides/the.yaml"], 3, "not a ward list"),
        (["match", "nowhere.csv"], 3, "cannot be read"),
        (["match", "broken.csv"], 3, "quotation marks"),
        (["match", "nameless.csv"], 3, "no row of headings names the wards"),
        (["match", "empty.csv"], 3, "the ward list is empty"),
        (["match", "guides/wards.csv", "--sheet", "DS"], 3, "--sheet"),
    ],
)
def test_what_cannot_be_done(arguments: list[str], code: int, problem: str, capsys: Captured) -> None:
    save("broken.csv", 'Tên,Tỉnh\n"Xã A" b,Huế\nXã B,Huế\n')
    save("nameless.csv", "Số,Tỉnh\n1,Huế\n")
    save("empty.csv", "\n")
    before = sorted(Path().rglob("*"))
    assert problem in " ".join(fails(["wards", *arguments], code, capsys))
    assert sorted(Path().rglob("*")) == before


# match


def test_a_csv_list_is_matched(capsys: Captured) -> None:
    save("cu.csv", OLD_LIST)
    assert main(["wards", "match", "cu.csv"]) == 0
    out, err = capsys.readouterr()
    assert out == "cu-moi.xlsx\n"
    assert err.splitlines() == [
        edition(),
        "the list is older than 1 July 2025; old names were looked for first",
        "tên cũ → mới: 1",
        "chia ra nhiều nơi: 1",
        "không thấy: 1",
    ]
    rows = sheet("cu-moi.xlsx")
    assert rows[0] == ("Phường/Xã", "Huyện", "Tỉnh", "SĐT", *ADDED)
    assert rows[1][3:] == ("=0255", "21484", "Xã Ba Tơ", "Tỉnh Quảng Ngãi", "tên cũ → mới")
    divided = "chia ra nhiều nơi; Xã Hòa Thắng (nhận toàn bộ dân); Xã Hồng Thái"
    assert rows[2][4:] == (None, None, None, divided)
    assert rows[3][4:] == (None, None, None, "không thấy")
    assert Path("cu.csv").read_text(encoding="utf-8") == OLD_LIST


def test_texts_of_a_csv_list_stay_texts() -> None:
    """`=0255` is no formula and 0255 no number."""
    save("cu.csv", "Tên,SĐT\nXã Ba Tô,=1+1\nXã Ba Tơ,0255\n")
    assert main(["wards", "match", "cu.csv", "-o", "moi.xlsx"]) == 0
    only = openpyxl.load_workbook("moi.xlsx").worksheets[0]
    assert [(only.cell(row, 2).value, only.cell(row, 2).data_type) for row in (2, 3)] == [("=1+1", "s"), ("0255", "s")]
    assert only.cell(3, 2).number_format == "@"


def test_signs_that_no_workbook_holds_are_replaced() -> None:
    save("cu.csv", "Tên,Ghi chú\nXã Ba Tô,a\x0bb\n")
    assert main(["wards", "match", "cu.csv", "-o", "moi.xlsx"]) == 0
    assert sheet("moi.xlsx")[1][1] == "a\ufffdb"


def test_rows_above_and_between_stay_where_they_are() -> None:
    shown = (("Danh sách",), ("Tên", "Tỉnh"), ("Xã Ba Tô", "Quảng Ngãi"), (), ("Xã Ba Tơ",), ("Cộng: 2",))
    rows = ((3, Asked("Xã Ba Tô")), (5, Asked("Xã Ba Tơ")))
    listed = Listed("", 2, 2, rows, shown)
    new = matched(Path("cu.csv"), listed, match([asked for _number, asked in rows]))
    Path("moi.xlsx").write_bytes(new.data)
    found = sheet("moi.xlsx")
    assert [row[0] for row in found] == ["Danh sách", "Tên", "Xã Ba Tô", None, "Xã Ba Tơ", "Cộng: 2"]
    assert [row[2] for row in found] == [None, "Mã", "21523", None, "21484", None]
    assert openpyxl.load_workbook("moi.xlsx").worksheets[0].freeze_panes == "A3"


def test_a_cell_that_no_workbook_holds_stops_it() -> None:
    listed = Listed("", 1, 1, ((2, Asked("Xã Ba Tô")),), (("Tên",), ("x" * 32_768,)))
    with pytest.raises(SourceError, match=r"cu\.csv:2:1: the cell is longer"):
        matched(Path("cu.csv"), listed, match([Asked("Xã Ba Tô")]))


def test_the_province_that_names_agree_with_is_told(capsys: Captured) -> None:
    names = [commune.name for commune in communes() if commune.province_code == "46"]
    save("cu.csv", "\n".join(["Tên", *names]))
    assert main(["wards", "match", "cu.csv"]) == 0
    assert "province: Thành phố Huế, with which 40 of 40 names agree" in capsys.readouterr().err


def test_the_province_is_given() -> None:
    save("cu.csv", "Tên\nXã Tân Lập\n")
    assert main(["wards", "match", "cu.csv", "--province", "Bình Thuận", "-o", "a.xlsx"]) == 0
    assert main(["wards", "match", "cu.csv", "-o", "b.xlsx"]) == 0
    assert sheet("a.xlsx")[1][1] in ("23134", None)
    assert sheet("b.xlsx")[1][1] is None


def test_wrong_codes_are_counted(capsys: Captured) -> None:
    save("cu.csv", "Mã,Tên\n8,Phường Ba Đình\n")
    assert main(["wards", "match", "cu.csv"]) == 0
    assert "1 code contradicts its name; the name was taken" in capsys.readouterr().err
    assert sheet("cu-moi.xlsx")[0] == ("Mã", "Tên", "Mã mới", "Tên mới", "Tỉnh mới", "Kết quả")


def test_codes_of_the_office_s_own_are_told(capsys: Captured) -> None:
    names = [commune.name for commune in communes() if commune.province_code == "46"]
    save("cu.csv", "\n".join(["Mã,Tên", *(f"{number},{name}" for number, name in enumerate(names, 1))]))
    assert main(["wards", "match", "cu.csv"]) == 0
    assert "the codes of the list are not the country's" in capsys.readouterr().err


def test_a_list_that_was_matched_is_matched_again() -> None:
    """Its headings stay apart from the new ones."""
    save("cu.csv", "Tên\nXã Ba Tô\n")
    assert main(["wards", "match", "cu.csv"]) == 0
    assert main(["wards", "match", "cu-moi.xlsx"]) == 0
    assert sheet("cu-moi-moi.xlsx")[0] == ("Tên", *ADDED, "Mã mới", "Tên mới 2", "Tỉnh mới 2", "Kết quả 2")


@pytest.mark.parametrize(
    ("there", "added"),
    [
        (("Tên",), ADDED),
        (("MÃ ", "Tên"), ("Mã mới", *ADDED[1:])),
        (("Mã", "Mã mới", "Tên"), ("Mã mới 2", *ADDED[1:])),
    ],
)
def test_added_headings(there: tuple[str, ...], added: tuple[str, ...]) -> None:
    assert added_headings(there) == added


def test_result_says_kind_and_note() -> None:
    assert result(Answer("khớp")) == "khớp"
    assert result(Answer("khớp", note="cũng là tên cũ của Xã A")) == "khớp; cũng là tên cũ của Xã A"


# An office's workbook


def office_book(*, chart: bool = False, picture: bool = False, formula: bool = False) -> bytes:
    book = openpyxl.Workbook()
    cover, only = book.worksheets[0], book.create_sheet("DS")
    cover["A1"] = "Bìa"
    only.append(["Tên xã, phường", "Tỉnh", "SĐT"])
    only.append(["Phường Ba Đình", "Hà Nội", "024"])
    only.append(["Phường Cống Vị", "Hà Nội", "=1+1" if formula else ""])
    only["A1"].fill = only["C1"].fill = PatternFill("solid", fgColor="003366")
    only["C1"].font = Font(bold=True, color="FFFFFF")
    only["F2"] = "ghi chú"
    only.merge_cells("A6:H6")
    if chart:
        drawn = BarChart()
        drawn.add_data(Reference(only, min_col=1, min_row=1, max_row=3))
        only.add_chart(drawn, "A9")
    if picture:
        Image.new("RGB", (4, 4)).save("anh.png")
        only.add_image(SheetImage("anh.png"), "A9")
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_the_office_s_own_workbook_gets_columns(capsys: Captured) -> None:
    """They stand right of all that is on the sheet, look like its headings, and leave the rest as it was."""
    Path("phuong.xlsx").write_bytes(office_book(formula=True))
    assert main(["wards", "match", "phuong.xlsx", "--sheet", "DS", "-o", "moi.xlsx"]) == 0
    book = openpyxl.load_workbook("moi.xlsx")
    assert book.sheetnames == ["Sheet", "DS"]
    only = book["DS"]
    assert [only.cell(1, column).value for column in range(9, 13)] == list(ADDED)
    assert [only.cell(2, column).value for column in range(9, 13)][:1] == ["00004"]
    assert only.cell(3, 12).value is not None
    assert only["I1"].fill.fgColor.rgb == only["C1"].fill.fgColor.rgb
    assert only["I1"].font.bold
    assert only["I2"].number_format == "@"
    assert (only["F2"].value, only["C3"].value) == ("ghi chú", "=1+1")
    assert EDITION in only["L1"].comment.text
    assert "moi.xlsx does not keep all of phuong.xlsx; it lacks: the values of formulas" in capsys.readouterr().err


def test_a_plain_workbook_lacks_nothing(capsys: Captured) -> None:
    Path("phuong.xlsx").write_bytes(office_book(picture=True))
    assert main(["wards", "match", "phuong.xlsx", "--sheet", "DS"]) == 0
    assert "lacks" not in capsys.readouterr().err


def test_the_table_is_found_behind_a_cover() -> None:
    """Under a title, on the second sheet; and columns may be named by hand."""
    book = openpyxl.load_workbook(BytesIO(office_book()))
    book["DS"].insert_rows(1, 2)
    book["DS"]["A1"] = "DANH SÁCH PHƯỜNG"
    book.save("phuong.xlsx")
    arguments = ["--columns", "Tỉnh=Tỉnh", "--hidden"]
    assert main(["wards", "match", "phuong.xlsx", *arguments]) == 0
    only = openpyxl.load_workbook("phuong-moi.xlsx")["DS"]
    (code,) = [cell for row in only.iter_rows() for cell in row if cell.value == "Mã"]
    assert (code.row, only.cell(4, code.column).value) == (3, "00004")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("wards.json", '[{"Tên": "Xã Ba Tô", "Tỉnh": "Quảng Ngãi"}]'),
        ("wards.yaml", "- {Tên: Xã Ba Tô, Tỉnh: Quảng Ngãi}\n"),
        ("wards.csv", "Thôn,Xã,Tỉnh\nThôn 1,Xã Ba Tô,Quảng Ngãi\nThôn 2,Xã Ba Tô,Quảng Ngãi\n"),
    ],
)
def test_other_kinds_of_lists(name: str, text: str) -> None:
    """Hamlets stand for their communes."""
    save(name, text)
    assert main(["wards", "match", name]) == 0
    assert "21523" in sheet("wards-moi.xlsx")[1]


def with_parts(data: bytes, parts: dict[str, str]) -> bytes:
    """The workbook with parts more, or more in the parts it has: before the end of their root element."""
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name in parts:
                end = text.rindex(b"</")
                text = text[:end] + parts[name].encode() + text[end:]
            new.writestr(name, text)
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name])
    return stream.getvalue()


SHAPE = (
    "<xdr:twoCellAnchor xmlns:xdr='http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing'>"
    "<xdr:sp macro=''/></xdr:twoCellAnchor>"
)


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ({"xl/vbaProject.bin": "x"}, "macros"),
        ({"xl/printerSettings/printerSettings1.bin": "x"}, "printer settings"),
        ({"xl/ctrlProps/ctrlProp1.xml": "<x/>"}, "form controls"),
        ({"xl/embeddings/oleObject1.bin": "x"}, "embedded files"),
        ({"xl/slicers/slicer1.xml": "<x/>"}, "slicers"),
        ({"xl/connections.xml": "<x/>"}, "queries of other data"),
        ({"xl/threadedComments/threadedComment1.xml": "<x/>"}, "threads of comments"),
        ({"xl/richData/rdrichvalue.xml": "<x/>"}, "pictures in cells and linked data"),
        ({"xl/diagrams/data1.xml": "<x/>"}, "diagrams (SmartArt)"),
        ({"_xmlsignatures/sig1.xml": "<x/>"}, "digital signatures"),
        ({"xl/unheard-of/part.xml": "<x/>"}, "xl/unheard-of/part.xml"),
        ({"xl/drawings/drawing1.xml": SHAPE}, "shapes and text boxes"),
        ({"xl/worksheets/sheet1.xml": "<picture id='1'/>"}, "pictures behind the sheet or in its margins"),
        ({"xl/worksheets/sheet1.xml": "<x14:sparklineGroup xmlns:x14='x'/>"}, "sparklines"),
        ({"xl/worksheets/sheet1.xml": "<x14:dataValidation xmlns:x14='x'/>"}, "drop-down lists of newer kinds"),
    ],
)
def test_what_a_workbook_loses_is_named(parts: dict[str, str], name: str) -> None:
    plain = office_book(chart=True)
    assert unkept(with_parts(plain, parts), plain) == (name, "the look of charts")


def test_lost_pictures_are_named() -> None:
    assert unkept(office_book(picture=True), office_book()) == ("pictures",)


def test_what_is_lost_is_told(capsys: Captured) -> None:
    """With a workbook as a spreadsheet program saves it: a chart, a shape and macros."""
    parts = {"xl/drawings/drawing1.xml": SHAPE, "xl/vbaProject.bin": "x"}
    Path("phuong.xlsx").write_bytes(with_parts(office_book(chart=True), parts))
    assert main(["wards", "match", "phuong.xlsx", "--sheet", "DS"]) == 0
    assert "it lacks: macros, shapes and text boxes, the look of charts" in capsys.readouterr().err
