"""Ward lists made up at random, and saved as each kind of file that an office has."""

import csv
import io
from pathlib import Path
from random import Random
from typing import NamedTuple

import openpyxl

NAMES = ("Bến", "Cầu", "Đồng", "Ghềnh", "Hòn", "Kỳ", "Lũng", "Mỏ", "Núi", "Ốc", "Phố", "Quán", "Rạch", "Suối", "Thác")
MORE = ("An", "Bằng", "Chàm", "Dừa", "Đá", "Gạo", "Hương", "Lúa", "Mây", "Nghệ", "Sen", "Thượng", "Ưu", "Vải", "Xuân")
KINDS = ("csv", "xlsx", "yaml")
HEADINGS = ("Mã phường", "Phường/Xã", "Tỉnh", "Trụ sở", "SĐT", "Giờ làm việc", "Website")


class Listed(NamedTuple):
    """A row of a list."""

    code: str
    name: str
    province: str
    address: str
    phone: str
    hours: str
    url: str


def at_random(count: int, seed: int = 1, *, coded: bool = False) -> list[Listed]:
    """So many wards; a third lacks its hours, none shares a phone with another."""
    random = Random(seed)
    names = random.sample([f"Phường {a} {b}" for a in NAMES for b in MORE], min(count, 225))
    names += [f"Xã {a} {b}" for a in NAMES for b in MORE][: count - len(names)]
    return [
        Listed(
            f"{i:05}",
            name,
            "Hương Giang",
            f"{random.randint(1, 300)} {random.choice(('Lê Lợi', 'Trần Phú', 'Quốc lộ 1'))}, tầng {i % 4 + 1}",
            f"0234.{random.randint(200, 899)}.{i:04}",
            random.choice(("", "Thứ 2–6: 7:30–11:30, 13:30–17:00", "Thứ 2–6: 8:00–16:30")),
            f"https://phuong{i}.example.vn" if coded else "",
        )
        for i, name in enumerate(names, 1)
    ]


def save(folder: Path, wards: list[Listed], kind: str = "csv") -> Path:
    """The list as a file."""
    path = folder / f"wards.{kind}"
    {"csv": _csv, "xlsx": _xlsx, "yaml": _yaml}[kind](path, wards)
    return path


def _csv(path: Path, wards: list[Listed]) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([HEADINGS, *wards])
    path.write_text(text.getvalue(), encoding="utf-8-sig")


def _xlsx(path: Path, wards: list[Listed]) -> None:
    book = openpyxl.Workbook()
    for row in (HEADINGS, *wards):
        book.worksheets[0].append(list(row))
    book.save(path)


def _yaml(path: Path, wards: list[Listed]) -> None:
    lines = []
    for ward in wards:
        told = [f'{name}: "{value}"' for name, value in zip(ward._fields, ward, strict=True) if value]
        lines += [f"- {told[0]}", *(f"  {line}" for line in told[1:])]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
