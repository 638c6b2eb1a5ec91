"""Lists put together at random from what offices do to them: every ward has its own data, and no other's."""

import csv
from io import StringIO
from pathlib import Path
from random import Random
from typing import NamedTuple

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printkit.wardlist.reading import read_wards
from tests import lists

# Real wordings of headings, by field.
WORDINGS = {
    "code": ("Mã", "Mã xã", "Mã PX", "Mã ĐVHC", "MÃ SỐ", "ward_code", "Mã xã/phường", "Ma xa"),
    "name": (
        *("Tên", "Tên xã, phường", "Tên Xã/Phường", "Phường/Xã", "Xã, phường, đặc khu", "TÊN ĐƠN VỊ", "long_ward"),
        *("Tên Xã, Phường, Đặc khu (sau sắp xếp)", "Đơn vị hành chính", "ten xa phuong", "UBND xã, phường"),
    ),
    "province": ("Tỉnh", "Tỉnh/Thành phố", "Tỉnh, TP", "TỈNH / THÀNH PHỐ", "Tên tỉnh", "province"),
    "address": ("Địa chỉ", "Trụ sở", "Địa chỉ trụ sở", "Địa chỉ liên hệ", "DIA CHI", "Trụ sở làm việc", "Địa điểm"),
    "phone": (
        *("Điện thoại", "SĐT", "Số điện thoại", "Số điện thoại liên hệ", "ĐT cơ quan", "Điện thoại/Zalo", "Tel"),
        *("Dien thoai", "Điện thọai", "Số máy"),
    ),
    "hours": ("Giờ làm việc", "Thời gian làm việc", "Giờ mở cửa", "Lịch làm việc", "Giờ tiếp công dân"),
    "email": ("Email", "E-mail", "Thư điện tử", "Địa chỉ email", "Hộp thư điện tử", "Thư điện tử công vụ"),
    "url": ("Website", "Trang web", "Trang thông tin điện tử", "Zalo OA", "Cổng thông tin", "Link"),
}
PERSON = "Họ và tên lãnh đạo"
STRANGE = (  # columns that are none of ours, with what stands in them
    ("Dân số", "12345"),
    ("Diện tích (km2)", "12,5"),
    ("Ghi chú", "mới sáp nhập"),
    ("SĐT Chủ tịch", "0905.999.999"),
    ("Tên tiếng Anh", "Other Ward"),
    ("Mã tỉnh", "46"),
    (PERSON, "Nguyễn Văn A"),
    ("Điện thoại Công an xã", "0234.999.9999"),
    ("Cấp", "Xã"),
)
TITLES = ("UBND TỈNH TRÀ LINH", "DANH SÁCH CÁC XÃ, PHƯỜNG NĂM 2026", "(Kèm theo Công văn số 12/UBND-VP)")
CONTACTS = ("address", "phone", "hours", "email", "url")


class Made(NamedTuple):
    """A list: its rows of cells, merged cells (left, top, right, bottom) from 1, and the wards that it holds."""

    rows: list[list[str]]
    merged: list[tuple[int, int, int, int]]
    wards: list[dict[str, str]]


def ward(random: Random, number: int, fields: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    """What a ward's row holds, and what must be read of it."""
    name = f"{random.choice(('Phường', 'Xã'))} {random.choice(lists.NAMES)} {random.choice(lists.MORE)} {number}"
    written = {
        "code": f"{number * 7:05}",
        "name": name,
        "province": "Trà Linh" if number < 4 else "Hương Giang",
        "address": f"{number} {random.choice(('đường Lê Lợi', 'Trần Phú, tầng 2', 'Quốc lộ 1'))}",
        "phone": f"0234.355.{number:04}",
        "hours": f"7:{number % 60:02} - 17:00",
        "email": f"xa{number}@example.vn",
        "url": f"https://xa{number}.example.vn",
    }
    meant = {field: written[field] if field in fields else "" for field in WORDINGS}
    if random.random() < 0.2:
        written["phone"] = f"23435500{number:02}"
        meant["phone"] = f"023435500{number:02}" if "phone" in fields else ""
    for field in CONTACTS:
        if random.random() < 0.1:
            written[field] = meant[field] = ""
    dirty = {
        field: f"\u00a0{text} \u200b" if text and random.random() < 0.15 else text for field, text in written.items()
    }
    return dirty, meant


def made(random: Random, *, merges: bool) -> Made:
    """A list with all that an office does to it; `merges`: the kind of file knows merged cells."""
    fields = ["name", *(field for field in WORDINGS if field != "name" and random.random() < 0.7)]
    if not {*fields} & {*CONTACTS}:
        fields.append("phone")
    random.shuffle(fields)
    columns = [(field, random.choice(WORDINGS[field])) for field in fields]
    for heading, value in random.sample(STRANGE, random.randint(0, 3)):
        columns.insert(random.randint(0, len(columns)), (f"={value}", heading))
    columns.sort(key=lambda column: column[1] == PERSON)  # a telephone behind it would be that person's
    has_order = random.random() < 0.6
    columns = [("order", random.choice(("STT", "TT", "Số TT")))] * has_order + columns
    rows = [[title] for title in TITLES[: random.randint(0, 3)]]
    merged = [(1, row, len(columns), row) for row in range(1, len(rows) + 1) if len(columns) > 1]
    if rows and random.random() < 0.5:
        rows.append([])
    merged += _headings(random, columns, rows)
    if random.random() < 0.3:
        rows.append([f"({number})" for number in range(1, len(columns) + 1)])
    first = len(rows)
    wards = _wards(random, columns, rows, merged if merges else None)
    if has_order and random.random() < 0.5:
        rows.append(["Tổng cộng", *[""] * (len(columns) - 2), str(len(wards))])
    if random.random() < 0.5:
        rows += [[], [*[""] * (len(columns) - 1), "Trà Linh, ngày 01 tháng 8 năm 2026"]]
        rows.append([*[""] * (len(columns) - 1), "NGƯỜI LẬP BIỂU"])
    assert len(rows) > first
    return Made(rows, merged, wards)


def _headings(random: Random, columns: list[tuple[str, str]], rows: list[list[str]]) -> list[tuple[int, int, int, int]]:
    """Rows of headings, one or two; contacts that stand beside each other may be under a group's name."""
    runs = [i for i in range(len(columns) - 1) if {columns[i][0], columns[i + 1][0]} <= {*CONTACTS}]
    texts = [heading for _field, heading in columns]
    if not runs or random.random() < 0.6:
        rows.append(texts)
        return []
    left, top = random.choice(runs), len(rows) + 1
    grouped = (left, left + 1)
    rows.append(["Thông tin" if i == left else "" if i in grouped else text for i, text in enumerate(texts)])
    rows.append([text if i in grouped else "" for i, text in enumerate(texts)])
    down = [(i + 1, top, i + 1, top + 1) for i in range(len(columns)) if i not in grouped]
    return [(left + 1, top, left + 2, top), *down]


def _wards(
    random: Random,
    columns: list[tuple[str, str]],
    rows: list[list[str]],
    merged: list[tuple[int, int, int, int]] | None,
) -> list[dict[str, str]]:
    """Rows of wards, with blank rows and areas between; provinces merged downwards where merges are known."""
    fields = [field for field, _heading in columns]
    wards: list[dict[str, str]] = []
    has_areas = fields[0] == "order" and random.random() < 0.4
    merges_provinces = merged is not None and "province" in fields and not has_areas and random.random() < 0.6
    begun: dict[str, int] = {}
    for number in range(1, random.randint(2, 8)):
        if has_areas and number in (1, 3):
            rows.append([("I", "II")[number > 1], *["Khu vực miền núi" if f == "name" else "" for f in fields[1:]]])
        if random.random() < 0.1 and not merges_provinces:
            rows.append([""] * random.randint(0, len(columns)))
        written, meant = ward(random, number, fields)
        cells = {**written, "order": str(number)}
        if merges_provinces:
            cells["province"] = meant["province"]
        rows.append([field[1:] if field.startswith("=") else cells[field] for field in fields])
        if merges_provinces and meant["province"] in begun:
            rows[-1][fields.index("province")] = ""
        begun.setdefault(meant["province"], len(rows))
        wards.append(meant)
    if merges_provinces and merged is not None:
        column, starts = fields.index("province") + 1, sorted(begun.values())
        ends = [*(start - 1 for start in starts[1:]), len(rows)]
        merged += [(column, a, column, b) for a, b in zip(starts, ends, strict=True) if b > a]
    return wards


def saved(folder: Path, random: Random, kind: str) -> tuple[Path, Made]:
    """A list as a file of this kind."""
    path, table = folder / f"w.{kind}", made(random, merges=kind == "xlsx")
    if kind == "csv":
        text = StringIO()
        width = max(map(len, table.rows))
        padded = [[*row, *[""] * (width - len(row))] for row in table.rows]
        csv.writer(text, delimiter=random.choice(",;\t")).writerows(padded)
        path.write_text(text.getvalue(), encoding=random.choice(("utf-8", "utf-8-sig", "utf-16")))
        return path, table
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in table.rows:
        sheet.append([int(cell) if cell.isdecimal() and cell[0] != "0" else cell or None for cell in row])
    for left, top, right, bottom in table.merged:
        sheet.merge_cells(None, top, left, bottom, right)
    book.save(path)
    return path, table


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@given(seed=st.integers(0, 2**32))
@settings(max_examples=100, deadline=None)
def test_every_ward_has_its_own_data(kind: str, seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    path, table = saved(tmp_path_factory.mktemp("w"), Random(seed), kind)
    listed = read_wards(path)
    assert listed.problems == ()
    assert [{field: getattr(ward, field) for field in WORDINGS} for ward in listed.wards] == table.wards
