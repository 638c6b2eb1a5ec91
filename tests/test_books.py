"""Workbooks as offices have them, XLSX, XLS and ODS: each reads as its sheets show."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from python_calamine import CalamineWorkbook

from printkit.errors import SourceError
from printkit.wardlist.grid import EMPTY, Cell, Span
from printkit.wardlist.ods import read_ods
from printkit.wardlist.workbook import read_workbook
from printkit.wardlist.xls import read_xls
from printkit.wardlist.xlsx import read_xlsx
from tests.sheets import BOOKS, cell, ods, parts_of, saved, texts, xls, xlsx, zipped

OFFICE = {
    1: ["DANH SÁCH PHƯỜNG, XÃ"],
    2: ["Mã", "Tên", "Tỉnh", "Điện thoại", "Ngày", "Giờ"],
    3: ["00101", "Phường Bến Sen", "Hương Giang", "0234.355.0101", "02/11/2026", "7:30"],
    4: ["00102", "Phường Cầu Ván", "", "0905 123 456", "05/01/2026", "13:00"],
    5: ["00103", "Xã Ẩn", "", "0234 355 0103"],
    6: ["00104", "Xã Suối Gạo", "Trà Linh", "19001234", "31/12/2026", "17:05"],
}


# Real files


@pytest.mark.parametrize("name", ["office.xls", "office.ods"])
def test_files_of_a_spreadsheet_program(name: str) -> None:
    first, second = (book := read_workbook((BOOKS / name).read_bytes(), name)).sheets
    assert texts(first) == OFFICE
    assert first.name == "Danh sách"
    assert first.merged == (Span(1, 1, 6, 1), Span(3, 3, 3, 5))
    assert (first.hidden_rows, first.hidden_columns) == (frozenset({5}), frozenset({6}))
    assert (first.is_hidden, second.is_hidden, second.name) == (False, True, "Ẩn")
    assert [line[0].is_number for line in (book.sheets[0].rows[2].cells,)] == [False]
    assert cell(book, 6, 4) == Cell("19001234", is_number=True)
    assert cell(book, 3, 4) == Cell("0234.355.0101")


@pytest.mark.parametrize("name", ["office.xls", "office.ods"])
def test_another_reader_has_the_same_texts(name: str) -> None:
    """Of the cells whose format shows what they hold."""
    grid = (
        CalamineWorkbook.from_filelike(BytesIO((BOOKS / name).read_bytes())).get_sheet_by_name("Danh sách").to_python()
    )
    book = read_workbook((BOOKS / name).read_bytes(), name)
    assert [row[1] for row in grid] == [dict(enumerate(line)).get(1, "") for line in texts(book.sheets[0]).values()]


# XLSX


def test_xlsx_cells_read_as_they_show() -> None:
    rows = (
        ["Mã", "Tên"],
        [101, "Xã  Ba Tô\r\nhai dòng", 2343550101, 905123456, True, 1.5, -3],
        [date(2026, 11, 2), datetime(2026, 11, 2, 7, 30), time(7, 30), timedelta(hours=26), 0.25, 123456789012345],
    )
    book = read_xlsx(xlsx(*rows, A2="00000", C2='0000"."000"."0000', A3="dd/mm/yyyy", B3="h:mm d/m/yy", E3="0%"), "w")
    (sheet,) = book.sheets
    assert texts(sheet) == {
        1: ["Mã", "Tên"],
        2: ["00101", "Xã  Ba Tô\nhai dòng", "0234.355.0101", "905123456", "TRUE", "1.5", "-3"],
        3: ["02/11/2026", "7:30 2/11/26", "7:30:00", "26:00:00", "0.25", "123456789012345"],
    }
    assert [each.is_number for each in sheet.rows[1].cells] == [False, False, False, True, False, True, True]
    assert [each.is_plain for each in sheet.rows[2].cells] == [False, False, False, False, True, False]


def test_the_systems_dates_are_vietnamese() -> None:
    """Formats 14 and 22 follow the language of the computer; a code of the same letters does not."""
    rows = ([datetime(2026, 11, 2, 7, 30)] * 3,)
    book = read_xlsx(xlsx(*rows, A1="mm-dd-yy", B1="m/d/yy h:mm", C1="mm-dd-yyyy"), "w")
    assert texts(book.sheets[0]) == {1: ["02/11/2026", "02/11/2026 07:30", "11-02-2026"]}


def test_a_date_that_we_do_not_follow_is_plain() -> None:
    book = read_xlsx(
        xlsx([date(2026, 11, 2), datetime(2026, 11, 2, 7, 30)], A1="d mmm yyyy", B1="d mmm yyyy h:mm"), "w"
    )
    assert book.sheets[0].rows[0].cells == (Cell("02/11/2026", is_plain=True), Cell("02/11/2026 07:30", is_plain=True))


def test_dates_that_count_from_1904() -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0].append([date(2026, 11, 2)])
    book.worksheets[0]["A1"].number_format = "dd/mm/yyyy"
    assert texts(read_xlsx(saved(book), "w").sheets[0]) == {1: ["02/11/2026"]}


def test_text_under_a_text_format() -> None:
    book = read_xlsx(xlsx(["Bến Sen", "giấu", "00101"], A1='"Xã "@', B1=";;;", C1="@"), "w")
    assert texts(book.sheets[0]) == {1: ["Xã Bến Sen", "", "00101"]}


def test_xlsx_hidden_merged_and_charts() -> None:
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    for row in (["Bìa"], [], ["a", "b", "c"], ["d", None, "f"]):
        first.append(row)
    first.merge_cells("A1:XFD1")
    first.merge_cells("B3:B9")
    first.row_dimensions[4].hidden = True
    first.column_dimensions.group("C", "F", hidden=True)
    book.create_chartsheet("Biểu đồ").add_chart(BarChart())
    book.create_sheet("Ẩn").sheet_state = "veryHidden"
    one, two = read_xlsx(saved(book), "w").sheets
    assert (one.name, two.name, two.rows, one.is_hidden, two.is_hidden) == ("Sheet", "Ẩn", (), False, True)
    assert one.merged == (Span(1, 1, 100, 1), Span(2, 3, 2, 4))
    assert (one.hidden_rows, one.hidden_columns) == (frozenset({4}), frozenset({3, 4, 5, 6}))
    assert texts(one) == {1: ["Bìa"], 3: ["a", "b", "c"], 4: ["d", "", "f"]}


def test_what_a_merged_area_covers_shows_nothing() -> None:
    data = xlsx(["a", "b"], ["c", "d"])
    sheet = parts_of(data)["xl/worksheets/sheet1.xml"]
    merged = sheet.replace(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells>')
    book = read_xlsx(zipped(parts_of(data) | {"xl/worksheets/sheet1.xml": merged}), "w")
    assert texts(book.sheets[0]) == {1: ["a", "b"], 2: ["", "d"]}


def test_errors_and_formulas() -> None:
    data = xlsx(["Mã", "Tên", "SĐT"], ["1", "#REF!", "=A1"], ["2", "=B1", None])
    (sheet,) = read_xlsx(data, "w").sheets
    assert sheet.rows[1].cells[1].fault == ("cell B2 holds the error #REF!", "mend its formula, or write the value")
    assert texts(sheet) == {1: ["Mã", "Tên", "SĐT"], 2: ["1", ""], 3: ["2"]}
    assert read_xlsx(data, "w").sheets[0].uncalculated == ((2, 3), (3, 2))


def test_rich_text_is_plain_and_numbered_signs_are_signs() -> None:
    rich = CellRichText("Phường ", TextBlock(InlineFont(b=True), "Bến Sen"))
    assert texts(read_xlsx(xlsx([rich, "a_x000D_\nb", "_x005F_x0041_"]), "w").sheets[0]) == {
        1: ["Phường Bến Sen", "a\nb", "_x0041_"]
    }


def test_a_cell_far_to_the_right_and_one_far_below() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["a"])
    book.worksheets[0]["XFD2"] = "b"
    book.worksheets[0]["B1048576"] = "c"
    (sheet,) = read_xlsx(saved(book), "w").sheets
    assert texts(sheet) == {1: ["a"], 2: [], 1048576: ["", "c"]}
    (problem,) = sheet.rows[1].problems
    assert str(problem).startswith("w:2:16384: cell XFD2 stands right of column 100, where nothing is read")


def test_formatted_blanks_are_no_cells() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["a", None, "b"])
    for row in range(1, 3_000):
        for column in range(1, 9):
            book.worksheets[0].cell(row, column).number_format = "00000"
    assert texts(read_xlsx(saved(book), "w").sheets[0]) == {1: ["a", "", "b"]}


ODD = """<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><!-- </x:row> --><x:sheetData>
<x:row><x:c/><x:c t="inlineStr"><x:is><x:t>Tên</x:t></x:is></x:c><x:c s="0"/></x:row><x:row/><x:row r="7">
<x:c r="C7"><x:v>7</x:v></x:c><x:c/><x:c><x:f>A1</x:f></x:c><!-- --><x:c t="b"><x:v>1</x:v></x:c><x:c r="J7"/></x:row>
<x:row r="5"><x:c r="A5" t="str"><x:f>B1</x:f><x:v>sau</x:v></x:c></x:row></x:sheetData></x:worksheet>"""


def odd_package(sheet: str) -> bytes:
    """A workbook as no spreadsheet program writes it, and all of them read it."""
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="{{}}" Type="{relations}/{{}}" Target="{{}}"/>'
    links = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheets = '<y:sheets><y:sheet name="Tờ [1]" q:id="x"/></y:sheets>'
    book = f'<y:workbook xmlns:y="{main}" xmlns:q="{relations}">{sheets}</y:workbook>'
    return zipped(
        {
            "_rels/.rels": links.format(link.format("a", "officeDocument", "Sach/so.xml")).encode(),
            "sach\\so.xml": book.encode(),
            "Sach/_rels/So.xml.rels": links.format(link.format("x", "worksheet", "../to/mot")).encode(),
            "to/mot": b"\xef\xbb\xbf" + sheet.encode(),
        }
    )


def test_an_odd_workbook() -> None:
    (sheet,) = read_xlsx(odd_package(ODD), "w").sheets
    assert sheet.name == "Tờ [1]"
    assert texts(sheet) == {1: ["", "Tên"], 5: ["sau"], 7: ["", "", "7", "", "", "TRUE"]}
    assert sheet.uncalculated == ((7, 5),)
    strict = ODD.replace("schemas.openxmlformats.org/spreadsheetml/2006", "purl.oclc.org/ooxml/spreadsheetml")
    assert texts(read_xlsx(odd_package(strict), "w").sheets[0]) == texts(sheet)


CELLS = st.one_of(
    st.none(),
    st.integers(-(10**14), 10**14),
    st.booleans(),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=20).filter(
        lambda text: not text.isspace() and text[0] not in "=#" and "_x" not in text
    ),
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(CELLS, max_size=6), max_size=8))
def test_random_sheets_read_back(rows: list[list[Any]]) -> None:
    """By us, and as calamine has them."""
    data = xlsx(*rows)
    shown = [
        [
            "" if value is None else str(value).upper() if value is True or value is False else str(value)
            for value in row
        ]
        for row in rows
    ]
    expected = {
        number: re.sub("(\0*)$", "", "\0".join(row)).split("\0") for number, row in enumerate(shown, 1) if any(row)
    }
    (sheet,) = read_xlsx(data, "w").sheets
    assert texts(sheet) == expected
    grid = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    theirs = {number: [_plain(value) for value in row] for number, row in enumerate(grid, 1)}
    for number, row in texts(sheet).items():
        assert theirs[number][: len(row)] == row


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    return str(int(value)) if isinstance(value, float) else str(value)


# XLS


def test_xls_cells_read_as_they_show() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Danh sách")
    values = (
        101,
        2343550101,
        905123456,
        datetime(2026, 11, 2, 7, 30),
        0.3125,
        26 / 24,
        True,
        "Xã Ba Tô",
        0.25,
        "Bến Sen",
        1.5,
    )
    codes = (
        "00000",
        '0000"."000"."0000',
        "General",
        "dd/mm/yyyy hh:mm",
        "h:mm",
        "[h]:mm",
        "General",
        "General",
        "0%",
        '"Xã "@',
        "General",
    )
    for column, (value, code) in enumerate(zip(values, codes, strict=True)):
        sheet.write(0, column, value, xlwt.easyxf(num_format_str=code))
    sheet.write(3, 2, xlwt.Formula("1/0"))
    sheet.write(9, 4, "", xlwt.easyxf(num_format_str="00000"))
    read = read_xls(xls(book), "w")
    assert texts(read.sheets[0]) == {
        1: [
            "00101",
            "0234.355.0101",
            "905123456",
            "02/11/2026 07:30",
            "7:30",
            "26:00",
            "TRUE",
            "Xã Ba Tô",
            "0.25",
            "Xã Bến Sen",
            "1.5",
        ]
    } | ({4: texts(read.sheets[0])[4]} if 4 in texts(read.sheets[0]) else {})
    assert [each.is_number for each in read.sheets[0].rows[0].cells[:3]] == [False, False, True]
    assert cell(read, 1, 9) == Cell("0.25", is_number=True, is_plain=True)


def test_xls_hidden_and_merged() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Danh sách", cell_overwrite_ok=True)
    sheet.write_merge(0, 0, 0, 255, "Tiêu đề")
    for row in range(1, 4):
        sheet.write(row, 1, f"x{row}")
    sheet.write_merge(1, 3, 0, 0, "Tỉnh")
    sheet.row(2).hidden = True
    sheet.col(3).hidden = True
    book.add_sheet("Ẩn").visibility = 1
    one, two = read_xls(xls(book), "w").sheets
    assert one.merged == (Span(1, 1, 100, 1), Span(1, 2, 1, 4))
    assert (one.hidden_rows, one.hidden_columns, two.is_hidden) == (frozenset({3}), frozenset({4}), True)
    assert texts(one) == {1: ["Tiêu đề"], 2: ["Tỉnh", "x1"], 3: ["", "x2"], 4: ["", "x3"]}


def test_another_reader_of_xls() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for row in range(30):
        for column in range(5):
            sheet.write(row, column, f"Phường {row} {column}" if column else row)
    data = xls(book)
    grid = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
    assert [[_plain(value) for value in row] for row in grid] == list(texts(read_xls(data, "w").sheets[0]).values())


# ODS


def row(*cells: str, **attributes: str) -> str:
    extra = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<table:table-row{extra}>{''.join(cells)}</table:table-row>"


def shows(text: str, attributes: str = "") -> str:
    lines = "".join(f"<text:p>{line}</text:p>" for line in text.split("|"))
    return f"<table:table-cell {attributes}>{lines}</table:table-cell>"


def table(*parts: str, name: str = "Tờ", style: str = "") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{"".join(parts)}</table:table>'


BLANK = "<table:table-cell/>"
FLOAT = 'office:value-type="float" office:value='
DATE = 'office:value-type="date" office:date-value='


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (shows("Xã <text:span>Ba</text:span>\n  Tô"), Cell("Xã Ba Tô")),
        (shows("a<text:s text:c='3'/>b<text:s/>c<text:tab/>d<text:line-break/>e"), Cell("a   b c\td\ne")),
        (shows("hai|dòng"), Cell("hai\ndòng")),
        (shows("<text:a>x@example.vn</text:a><text:note>chú</text:note>"), Cell("x@example.vn")),
        (
            "<table:table-cell><office:annotation><text:p>lời</text:p></office:annotation><text:p>a</text:p></table:table-cell>",
            Cell("a"),
        ),
        (
            "<table:table-cell><draw:frame><text:p>hình</text:p></draw:frame><text:p>a</text:p></table:table-cell>",
            Cell("a"),
        ),
        (shows("905123456", f'{FLOAT}"905123456"'), Cell("905123456", is_number=True)),
        (shows("0905123456", f'{FLOAT}"905123456"'), Cell("0905123456")),
        (shows("(0234) 355", f'{FLOAT}"234355"'), Cell("(0234) 355")),
        (shows("0.5", f'{FLOAT}"0.5"'), Cell("0.5", is_number=True)),
        (shows("2.34E+15", f'{FLOAT}"2343550101000001"'), Cell("2343550101000001", True, True)),
        (shows("###", f'{FLOAT}"12"'), Cell("12", True, True)),
        (shows("02/11/2026", f'{DATE}"2026-11-02"'), Cell("02/11/2026")),
        (f'<table:table-cell {DATE}"2026-11-02T07:30:00"/>', Cell("02/11/2026 07:30")),
        ('<table:table-cell office:value-type="time" office:time-value="PT07H30M00S"/>', Cell("07:30")),
        ('<table:table-cell office:value-type="boolean" office:boolean-value="true"/>', Cell("TRUE")),
        (f'<table:table-cell {FLOAT}"7"/>', Cell("7", True, True)),
        (
            shows("#REF!", 'calcext:value-type="error"'),
            Cell("", fault=("cell A1 holds the error #REF!", "mend its formula, or write the value")),
        ),
        (
            shows("#N/A", 'table:formula="of:=NA()"'),
            Cell("", fault=("cell A1 holds the error #N/A", "mend its formula, or write the value")),
        ),
        (shows("#1"), Cell("#1")),
    ],
)
def test_an_ods_cell_reads_as_it_shows(written: str, expected: Cell) -> None:
    assert cell(read_ods(ods(table(row(written))), "w"), 1, 1) == expected


def test_ods_repeats_hidden_and_merged() -> None:
    hidden = (
        '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>'
    )
    columns = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
    spanned = 'table:number-columns-spanned="2" table:number-rows-spanned="3"'
    twice = shows("b", 'table:number-columns-repeated="2"')
    rows = (
        row(
            shows("Tiêu đề", spanned),
            "<table:covered-table-cell><text:p>che</text:p></table:covered-table-cell>",
            shows("c"),
        ),
        row(BLANK, number_rows_repeated="2"),
        f"<table:table-row-group>{row(BLANK, twice, number_rows_repeated='2')}</table:table-row-group>",
        row(shows("lọc"), visibility="filter"),
        row(shows("gập"), visibility="collapse", number_rows_repeated="2"),
        row('<table:table-cell table:number-columns-repeated="16384"/>', number_rows_repeated="1048000"),
    )
    one, two = read_ods(ods(table(columns, *rows) + table(name="Ẩn", style="h"), hidden), "w").sheets
    assert texts(one) == {
        1: ["Tiêu đề", "", "c"],
        4: ["", "b", "b"],
        5: ["", "b", "b"],
        6: ["lọc"],
        7: ["gập"],
        8: ["gập"],
    }
    assert (one.merged, one.hidden_rows, one.hidden_columns) == (
        (Span(1, 1, 2, 3),),
        frozenset({6, 7, 8}),
        frozenset({3}),
    )
    assert (one.is_hidden, two.is_hidden, two.name) == (False, True, "Ẩn")


def test_an_ods_cell_far_to_the_right() -> None:
    wide = row(shows("a"), '<table:table-cell table:number-columns-repeated="16382"/>', shows("z"))
    (line,) = read_ods(ods(table(wide)), "w").sheets[0].rows
    assert line.cells == (Cell("a"),)
    assert str(line.problems[0]).startswith("w:1:16384: cell XFD1 stands right of column 100")


# Kinds


def test_the_kind_is_in_the_content(tmp_path: Any) -> None:
    kinds: tuple[tuple[bytes, Callable[[bytes, str], Any]], ...] = (
        (xlsx(["a"]), read_xlsx),
        ((BOOKS / "office.xls").read_bytes(), read_xls),
        ((BOOKS / "office.ods").read_bytes(), read_ods),
    )
    for data, reader in kinds:
        assert read_workbook(data, "w") == reader(data, "w")
    with pytest.raises(SourceError, match="this is no workbook, whatever its name says"):
        read_workbook(b"<html><table>", "w.xls")


def test_blank_is_one_value() -> None:
    (line,) = read_xlsx(xlsx(["a", None, "b"]), "w").sheets[0].rows
    assert line.cells[1] is EMPTY
