"""XLSX and YAML ward lists: what a cell says, what is doubtful, what is refused before it does harm."""

import io
import zipfile
from datetime import date, datetime
from datetime import time as clock
from pathlib import Path

import openpyxl
import pytest

from printkit.cli import main
from printkit.errors import SourceError
from printkit.wardlist.reading import WardList, read_wards
from tests import lists
from tests.office import Captured, child, fails, made


def saved(folder: Path, *rows: tuple[object, ...], sheet: str = "Sheet", **formats: str) -> Path:
    book = openpyxl.Workbook()
    book.worksheets[0].title = sheet
    for row in rows:
        book.worksheets[0].append(list(row))
    for cell, style in formats.items():
        book.worksheets[0][cell].number_format = style
    path = folder / "w.xlsx"
    book.save(path)
    return path


def told(path: Path, sheet: str = "") -> WardList:
    return read_wards(path, None, sheet)


def stopped(path: Path, sheet: str = "") -> str:
    with pytest.raises(SourceError) as caught:
        told(path, sheet)
    return str(caught.value).replace(f"{path.parent}/", "")


def test_every_kind_of_list_gives_the_same_wards(tmp_path: Path) -> None:
    wards = lists.at_random(40, coded=True)
    read = [read_wards(lists.save(tmp_path, wards, kind)).wards for kind in lists.KINDS]
    assert read[0] == read[1] == read[2]
    assert [ward.url for ward in read[0]] == [ward.url for ward in wards]


def test_cells_read_as_they_show(tmp_path: Path) -> None:
    rows = (
        ("Mã", "Tên", "SĐT", "a", "b", "c", "d", "e"),
        (101, "Xã  Ba Tô", "0234.1", date(2026, 11, 2), datetime(2026, 11, 2, 7, 30), clock(7, 30), 1.5, True),
    )
    (ward,) = told(saved(tmp_path, *rows, A2="00000")).wards
    assert (ward.code, ward.name, ward.phone) == ("00101", "Xã Ba Tô", "0234.1")
    assert dict(ward.extra) == {"a": "02/11/2026", "b": "02/11/2026 07:30", "c": "07:30", "d": "1.5", "e": "TRUE"}


def test_numbers_that_may_have_lost_a_zero(tmp_path: Path) -> None:
    rows = (("Mã", "Tên", "SĐT", "Đường dây nóng"), ("1", "A", 28382200, 19009068), (2, "B", "028382200", ""))
    listed = told(saved(tmp_path, *rows))
    assert [ward.phone for ward in listed.wards] == ["28382200", "028382200"]
    assert listed.wards[0].hotline == "19009068"
    said = [str(doubt).partition("w.xlsx:")[2] for doubt in listed.warnings]
    assert [line[:40] for line in said] == [
        "2:3: cell C2 holds 28382200 as a number,",
        "3:1: cell A3 holds 2 as a number, which ",
    ]


def test_a_bad_row_is_told_by_its_cell(tmp_path: Path) -> None:
    rows = (("Mã", "Tên"), ("1", ""), ("a/b", "B"), ("3", "#N/A"), ("4", "D"))
    path = saved(tmp_path, *rows)
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["B4"].data_type = "e"
    book.save(path)
    listed = told(path)
    assert [ward.code for ward in listed.wards] == ["4"]
    said = [str(problem).partition("w.xlsx:")[2] for problem in listed.problems]
    assert said[0] == "2:2: the row has no name; fill it in"
    assert said[1].startswith("3:1: the code “a/b” cannot name a folder")
    assert "4:2: cell B4 holds the error #N/A; mend its formula, or write the value" in said


def test_sheets_by_name(tmp_path: Path) -> None:
    path = saved(tmp_path, ("Mã", "Tên"), ("1", "A"), sheet="Phường")
    book = openpyxl.load_workbook(path)
    book.create_sheet("Xã").append(["Mã", "Tên"])
    book["Xã"].append(["2", "B"])
    book.save(path)
    assert [ward.name for ward in told(path).wards] == ["A"]
    assert [ward.name for ward in told(path, "Xã").wards] == ["B"]
    assert stopped(path, "Phuong") == "w.xlsx: there is no sheet “Phuong”; sheets are Phường, Xã"
    assert "only an XLSX file has sheets" in stopped(lists.save(tmp_path, lists.at_random(1)), "Xã")


def test_workbooks_of_other_kinds(tmp_path: Path) -> None:
    for name in ("w.xls", "w.ods", "w.xlsb"):
        (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0")
        hint = "save it as .xlsx or as “CSV UTF-8”"
        assert stopped(tmp_path / name) == f"{name}: a workbook of this kind is not read; {hint}"
    for data in (b"", b"PK", b"Ma,Ten\n", zipped({"a": b"b"}), zipped({"xl/workbook.xml": b"<a"})):
        (tmp_path / "w.xlsx").write_bytes(data)
        assert stopped(tmp_path / "w.xlsx").startswith("w.xlsx: this is no XLSX workbook that can be read (")


def zipped(parts: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return held.getvalue()


def with_part(path: Path, name: str, data: bytes) -> Path:
    """The workbook with one of its parts replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    path.write_bytes(zipped(parts | {name: data}))
    return path


SPACE = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = b'<worksheet xmlns="%b"><sheetData>%%b</sheetData></worksheet>' % SPACE
LAUGHS = b'<!DOCTYPE a [<!ENTITY a "ha">%b]><worksheet>&z;</worksheet>' % b"".join(
    b'<!ENTITY %c "%b">' % (ord("b") + i, b"&%c;" % (ord("a") + i) * 50) for i in range(25)
)
BOMBS = {
    "zeros": (b"\0" * 200_000_000, "is larger than 64 MiB unpacked"),
    "rows": (SHEET % b"".join(b'<row r="%d"/>' % i for i in range(1, 60_000)), "has more than 20000 rows"),
    "laughs": (LAUGHS, "this is no XLSX workbook"),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs_are_refused_at_once(bomb: str, tmp_path: Path) -> None:
    data, said = BOMBS[bomb]
    path = with_part(saved(tmp_path, ("Mã", "Tên"), ("1", "A")), "xl/worksheets/sheet1.xml", data)
    code = f"""
import re, time
from pathlib import Path
from printkit.wardlist.reading import read_wards
from printkit.errors import SourceError
start = time.process_time()
try:
    read_wards(Path({str(path)!r}))
except SourceError as error:
    print(error)
status = Path("/proc/self/status")  # rusage would count what the parent had when it forked
peak = re.search(r"VmHWM:\\s*(\\d+)", status.read_text())[1] if status.exists() else 0
print(time.process_time() - start, peak)
"""
    *lines, spent = child(code=code).stdout.decode().splitlines()
    seconds, peak = map(float, spent.split())
    assert said in lines[0]
    assert seconds < 3  # a second on a machine with nothing else to do
    assert peak < 200_000  # KB


@pytest.mark.usefixtures("office")
def test_the_command_line_takes_them(tmp_path: Path, capsys: Captured) -> None:
    path = saved(tmp_path, ("Mã", "Tên"), (7, "Phường Đá"), sheet="Danh sách")
    call = ["--wards", str(path), "--sheet", "Danh sách", "-f", "leaflet"]
    assert main(["batch", *call, "--proof", "none"]) == 0
    assert "cell A2 holds 7 as a number" in capsys.readouterr().err
    assert main(["build", *call, "--ward", "7", "--no-proof", "-o", "build"]) == 0
    assert main(["preview", *call, "--ward", "7", "--dpi", "40", "-o", "seen"]) == 0
    assert made("build") == ["7-phuong-da/the-leaflet.pdf"]
    one, other = (Path(folder, "7-phuong-da/the-leaflet.pdf").read_bytes() for folder in ("build", "output"))
    assert one == other
    (line,) = fails(["batch", *call[:2], "--sheet", "Xã"], 3, capsys)
    assert "there is no sheet “Xã”" in line


def test_yaml_lists(tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    rows = "- {code: 007, name: Xã A}\n- code: x y\n  name: B\n- code: 8\n  name: [C]\n- D\n"
    path.write_text(rows, encoding="utf-8")
    listed = told(path)
    assert [(ward.code, ward.name) for ward in listed.wards] == [("007", "Xã A")]
    said = [str(problem).partition("w.yaml:")[2] for problem in listed.problems]
    assert said[0].startswith("2:9: the code “x y” cannot name a folder")
    assert "5:9: a ward's field is a text; write it on one line" in said
    assert any(line.startswith("6:3: a ward is a mapping") for line in said)
    path.write_text("code: 1\n", encoding="utf-8")
    assert stopped(path).startswith("w.yaml:1:1: a YAML ward list is a list")


def test_a_large_yaml_list(tmp_path: Path) -> None:
    """All wards of the country are more values than a guide may hold."""
    path = tmp_path / "w.yaml"
    path.write_text("".join(f"- {{code: {i}, name: Xã {i}, province: B, phone: 0{i}}}\n" for i in range(3321)), "utf-8")
    assert len(told(path).wards) == 3321


def test_names_of_cells() -> None:
    assert [cell_name(1, i) for i in (0, 25, 26, 701, 702)] == ["A1", "Z1", "AA1", "ZZ1", "AAA1"]
