"""Workbooks made to do harm, and broken ones: each is refused in words, at once in under 200 MB, or costs nothing."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from struct import pack
from time import process_time

import pytest
import xlwt

from printkit.errors import SourceError
from printkit.wardlist.grid import Book
from printkit.wardlist.sheetxml import MAIN
from printkit.wardlist.workbook import read_workbook
from tests.office import child
from tests.sheets import BOOKS, ods, parts_of, texts, xls, xlsx, zipped

SECONDS, MEGABYTES = 4.0, 200  # a second on a quiet machine; tests run on busy ones
PART = "xl/worksheets/sheet1.xml"
DATA = "<sheetData>{}</sheetData>"
VALUE = '<c t="inlineStr"><is><t>x</t></is></c>'
LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha">{}]>'.format(
    "".join('<!ENTITY {} "{}">'.format(chr(98 + i), f"&{chr(97 + i)};" * 50) for i in range(20))
)
GOOD, SMALL = xlsx(["Mã", "Tên"], ["1", "A"]), xlsx(["x"])


def sheet(data: str, after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}">{data}{after}</worksheet>'


def swapped(text: str | bytes, part: str = PART) -> bytes:
    """A good workbook with another part."""
    return zipped(parts_of(GOOD if part == PART else SMALL) | {part: text.encode() if isinstance(text, str) else text})


def rows(count: int, cells: str) -> str:
    return DATA.format("".join(f'<row r="{i}">{cells}</row>' for i in range(1, count + 1)))


def merged(*refs: str) -> str:
    return "<mergeCells>" + "".join(f'<mergeCell ref="{ref}"/>' for ref in refs) + "</mergeCells>"


def table(inside: str) -> str:
    return f'<table:table table:name="Tờ">{inside}</table:table>'


def ods_of(text: bytes) -> bytes:
    return zipped(parts_of(ods("")) | {"content.xml": text})


def biff(*records: tuple[int, bytes]) -> bytes:
    """A stream of records, as an old XLS file is."""
    return b"".join(pack("<HH", kind, len(body)) + body for kind, body in ((0x809, bytes(16)), *records))


LINE = "<table:table-row{}><table:table-cell{}><text:p>x</text:p></table:table-cell></table:table-row>"
MANY_CELLS = "the sheets of the workbook have too many cells; delete sheets, rows and cells that it does not need"
NO_XLSX = r"this is no XLSX workbook that can be read \({}\); open it, save it anew"
NO_ODS = r"this is no ODS workbook that can be read \({}\); open it, save it anew"
PASSWORD = "the workbook has a password; open it in Excel, save without"
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "zeros": (lambda: swapped(bytes(70_000_000)), f"{PART} in the workbook is larger than 64 MiB unpacked"),
    "rows": (
        lambda: swapped(sheet(rows(20_001, VALUE))),
        "the sheet “Sheet” has more than 20000 rows that hold something",
    ),
    "a blank tail": (lambda: swapped(sheet(rows(250_000, '<c s="1"/>' * 3))), MANY_CELLS),
    "cells": (lambda: swapped(sheet(rows(1, "<c/>" * 3_000_000))), MANY_CELLS),
    "wide rows": (
        lambda: swapped(sheet(DATA.format("".join(f'<row><c r="CV{i}"><v>1</v></c></row>' for i in range(1, 9_000))))),
        MANY_CELLS,
    ),
    "long texts": (lambda: swapped(sheet(rows(900, VALUE.replace("x", "x" * 30_000)))), MANY_CELLS),
    "merges": (lambda: swapped(sheet(rows(2_000, VALUE), merged(*["A1:XFD1048576"] * 9))), MANY_CELLS),
    "laughs": (lambda: swapped(LAUGHS + sheet("&u;")), NO_XLSX.format("ValueError")),
    "UTF-16": (lambda: swapped((LAUGHS + sheet("&u;")).encode("utf-16")), NO_XLSX.format("ValueError")),
    "UTF-16 without a mark": (lambda: swapped((LAUGHS + sheet("")).encode("utf-16-le")), NO_XLSX.format("ValueError")),
    "EBCDIC": (
        lambda: swapped(b'<?xml version="1.0" encoding="cp037"?>' + (LAUGHS + sheet("")).encode("cp037")),
        NO_XLSX.format("ValueError"),
    ),
    "laughs in texts": (lambda: swapped(LAUGHS + "<sst/>", "xl/sharedStrings.xml"), NO_XLSX.format("ValueError")),
    "laughs in formats": (lambda: swapped(LAUGHS + "<a/>", "xl/styles.xml"), NO_XLSX.format("ValueError")),
    "laughs in the book": (lambda: swapped(LAUGHS + "<a/>", "xl/workbook.xml"), NO_XLSX.format("ValueError")),
    "texts": (lambda: swapped(f"<sst>{'<si/>' * 1_600_000}</sst>", "xl/sharedStrings.xml"), MANY_CELLS),
    "large texts": (lambda: swapped(f"<sst>{' ' * (9 << 20)}</sst>", "xl/sharedStrings.xml"), "is larger than 8 MiB"),
    "formats": (
        lambda: swapped(f"<a><cellXfs>{'<xf/>' * 800_000}</cellXfs></a>", "xl/styles.xml"),
        NO_XLSX.format("ValueError"),
    ),
    "links in a row": (
        lambda: swapped(sheet(DATA.format('<row><hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks></row>'))),
        NO_XLSX.format("ValueError"),
    ),
    "merges in columns": (
        lambda: swapped(sheet(f"<cols>{merged('A1:XFD1048576')}</cols>{rows(1, VALUE)}")),
        NO_XLSX.format("ValueError"),
    ),
    "depth": (lambda: swapped(sheet(rows(1, f"<c><is>{'<r>' * 90_000}"))), NO_XLSX.format("ValueError")),
    "no number": (lambda: swapped(sheet(rows(1, "<c><v>NaN</v></c>"))), NO_XLSX.format("ValueError")),
    "no text": (lambda: swapped(sheet(rows(1, '<c t="s"><v>9</v></c>'))), NO_XLSX.format("IndexError")),
    "no XML": (lambda: swapped("<a"), NO_XLSX.format("ValueError")),
    "no parts": (lambda: zipped({"a": b"b"}), NO_XLSX.format("xl/workbook.xml")),
    "many parts": (lambda: zipped({str(i): b"" for i in range(3_000)}), NO_XLSX.format("3000 parts")),
    "half a file": (lambda: GOOD[: len(GOOD) // 2], NO_XLSX.format("BadZipFile")),
    "a password": (lambda: (BOOKS / "office.xls").read_bytes() + "EncryptedPackage".encode("utf-16-le"), PASSWORD),
    "a password of the archive": (lambda: _flagged(GOOD), PASSWORD),
    "XLS with a password": (lambda: biff((0x2F, bytes(6))), PASSWORD),
    "XLS of blanks": (lambda: _blanks(), MANY_CELLS),
    "XLS of links": (lambda: biff((0x1B8, pack("<HHHH", 0, 65535, 0, 255) + bytes(24))), MANY_CELLS),
    "XLS of formats": (lambda: biff(*[(0xE0, bytes(20))] * 300_000), MANY_CELLS),
    "XLS of nothing": (lambda: biff(*[(0x208, b"")] * 1_900_000), MANY_CELLS),
    "half an XLS": (lambda: BOOKS.joinpath("office.xls").read_bytes()[:3_000], "this is no XLS workbook"),
    "an XLS of one record": (lambda: biff(), "this is no XLS workbook"),
    "ODS rows": (
        lambda: ods(table(LINE.format(' table:number-rows-repeated="1048576"', ""))),
        "the sheet “Tờ” has more than 20000 rows that hold something",
    ),
    "ODS cells": (
        lambda: ods(table(LINE.format(' table:number-rows-repeated="9000"', ' table:number-columns-repeated="99"'))),
        MANY_CELLS,
    ),
    "ODS tags": (lambda: ods(table("<table:table-row/>" * 700_000)), MANY_CELLS),
    "ODS spans": (
        lambda: ods(
            table(
                LINE.format("", ' table:number-columns-spanned="9999" table:number-rows-spanned="9999"') * 20
                + LINE.format(' table:number-rows-repeated="15000"', "")
            )
        ),
        MANY_CELLS,
    ),
    "ODS depth": (
        lambda: ods(table(LINE.format("", "").replace(">x<", f">{'<text:span>' * 9_999}{'</text:span>' * 9_999}<"))),
        NO_ODS.format("RecursionError"),
    ),
    "ODS laughs": (lambda: ods_of(LAUGHS.encode() + b"<a>&u;</a>"), NO_ODS.format("ValueError")),
    "ODS UTF-16": (lambda: ods_of((LAUGHS + "<a/>").encode("utf-16")), NO_ODS.format("ValueError")),
    "ODS zeros": (lambda: ods_of(bytes(70_000_000)), "content.xml in the workbook is larger than 48 MiB unpacked"),
    "ODS without content": (lambda: ods("").replace(b"content.xml", b"Content.xmx"), "this is no XLSX workbook"),
    "half an ODS": (lambda: ods(table(LINE.format("", "")))[:-30], NO_ODS.format("BadZipFile")),
    "ODS with a password": (
        lambda: ods("", parts={"META-INF/manifest.xml": b"<m:encryption-data/>"}),
        PASSWORD,
    ),
}  # fmt: skip


def _flagged(data: bytes) -> bytes:
    """The archive, each part marked as encrypted."""
    return re.sub(
        rb"(PK\x01\x02....).|(PK\x03\x04..).", lambda match: (match[1] or match[2]) + b"\x01", data, flags=re.DOTALL
    )


def _blanks() -> bytes:
    return biff(*[(0xBE, pack("<HH", i, 0) + bytes(514)) for i in range(3_000)])


@cache
def made(name: str) -> bytes:
    """The file."""
    return REFUSED[name][0]()


@pytest.mark.parametrize("name", REFUSED)
def test_refused_at_once(name: str) -> None:
    said, data = REFUSED[name][1], made(name)
    start = process_time()
    with pytest.raises(SourceError, match=said) as caught:
        read_workbook(data, "w")
    assert process_time() - start < SECONDS
    (problem,) = caught.value.problems
    assert str(problem).startswith("w: ")


def test_refused_in_little_memory(tmp_path: Path) -> None:
    """All of them in one process, whose peak is that of the worst."""
    for number, name in enumerate(REFUSED):
        (tmp_path / f"{number:02}").write_bytes(made(name))
    code = f"""
import re
from pathlib import Path
from printkit.errors import SourceError
from printkit.wardlist.workbook import read_workbook
status = Path("/proc/self/status")
for path in sorted(Path({str(tmp_path)!r}).iterdir()):
    try:
        read_workbook(path.read_bytes(), "w")
    except SourceError as error:
        pass
    else:
        print("read", path)
    print(path.name, re.search(r"VmHWM:\\s*(\\d+)", status.read_text())[1] if status.exists() else 0)
"""
    run = child(code=code)
    peaks = {
        list(REFUSED)[int(line.split()[0])]: int(line.split()[1]) // 1024 for line in run.stdout.decode().splitlines()
    }
    assert run.stderr == b""
    assert max(peaks.values()) < MEGABYTES, peaks


HARMLESS: dict[str, Callable[[], bytes]] = {
    "links": lambda: swapped(sheet(rows(1, VALUE), '<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>')),
    "one great merge": lambda: swapped(sheet(rows(1, VALUE), merged("A1:XFD1048576"))),
    "rules": lambda: swapped(
        sheet(rows(1, VALUE), f"<conditionalFormatting sqref='{'A1 ' * 300_000}'><cfRule/></conditionalFormatting>")
    ),
    "blank rows": lambda: swapped(sheet(rows(1, VALUE)[:-12] + "<row/>" * 200_000 + "</sheetData>")),
    "formatted rows": lambda: swapped(sheet(rows(1, VALUE)[:-12] + '<row><c s="0"/></row>' * 200_000 + "</sheetData>")),
    "broken properties": lambda: swapped("<a>", "docProps/core.xml"),
    "a broken theme": lambda: swapped(LAUGHS, "xl/theme/theme1.xml"),
    "formats that are none": lambda: swapped(
        f'<styleSheet xmlns="{MAIN}"><fills><fill/></fills><cellXfs><xf numFmtId="999"/></cellXfs></styleSheet>',
        "xl/styles.xml",
    ),
    "ODS blanks": lambda: ods(
        table(
            LINE.format("", "")
            + '<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row>' * 9
        )
    ),
    "ODS spaces": lambda: ods(table(LINE.format("", "").replace(">x<", '><text:s text:c="999999999"/>x<'))),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_costs_nothing(name: str) -> None:
    data = HARMLESS[name]()
    start = process_time()
    book = read_workbook(data, "w")
    assert process_time() - start < SECONDS
    assert {number: [text.strip() for text in line] for number, line in texts(book.sheets[0]).items()} == {1: ["x"]}


@pytest.mark.parametrize("name", ["office.xls", "office.ods", "xlsx"])
def test_damaged_files_are_told_or_read(name: str) -> None:
    """Whatever a bad disk makes of them."""
    good = GOOD if name == "xlsx" else (BOOKS / name).read_bytes()
    random, attempts, problems = Random(name), 150, 0
    for _attempt in range(attempts):
        data = bytearray(good[: random.randint(8, len(good))] if random.random() < 0.3 else good)
        for _byte in range(random.randint(1, 8)):
            data[random.randrange(8, len(data))] = random.randrange(256)
        try:
            book = read_workbook(bytes(data), "w")
        except SourceError as error:
            problems += len(error.problems) == 1
        else:
            problems += isinstance(book, Book)
    assert problems == attempts


def test_as_many_rows_as_a_list_may_have() -> None:
    old = xlwt.Workbook()
    page = old.add_sheet("Tờ")
    for number in range(3_321):
        page.write(number, 1, "Phường Bến Sen")
    for data in (xls(old), xlsx(*([number] for number in range(3_321)))):
        assert len(read_workbook(data, "w").sheets[0].rows) == 3_321
