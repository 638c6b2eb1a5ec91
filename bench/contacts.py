"""Made-up wards: a number goes in, a name and contact data that no other number has come out."""

import csv
from io import StringIO
from typing import NamedTuple

FIRST = ("Bến", "Cầu", "Đồng", "Ghềnh", "Hòn", "Kỳ", "Lũng", "Mỏ", "Núi", "Ốc", "Phố", "Quán", "Rạch", "Suối", "Thác")
SECOND = ("An", "Bằng", "Chàm", "Dừa", "Đá", "Gạo", "Hương", "Lúa", "Mây", "Nghệ", "Sen", "Thượng", "Ưu", "Vải", "Xuân")
STREETS = ("Lê Lợi", "Trần Phú", "Nguyễn Huệ", "Bạch Đằng", "Quốc lộ 1", "Hai Bà Trưng", "Phan Đình Phùng")
HEADINGS = ("Mã", "Tỉnh", "Tên", "Địa chỉ", "Điện thoại", "Giờ làm việc", "Trang web")


class Contact(NamedTuple):
    """What a leaflet prints of a ward; "" leaves a row to fill in."""

    name: str = ""
    address: str = ""
    phone: str = ""
    hours: str = ""
    url: str = ""


def contact(number: int, *, coded: bool = False) -> Contact:
    """The ward of a number, with a page of its own where wards are `coded`."""
    first, second = FIRST[number % len(FIRST)], SECOND[number // len(FIRST) % len(SECOND)]
    return Contact(
        name=f"Phường {first} {second}",
        address=f"{number % 300 + 1} {STREETS[number % len(STREETS)]}, tầng {number % 4 + 1}",
        phone=f"0234.3{number // 10_000 % 100:02}.{number % 10_000:04}",
        hours=f"Thứ 2–6: 7:{number % 4 * 15:02}–11:30, 13:30–17:00",
        url=f"https://phuong.example.vn/mot-cua/{number:05}" if coded else "",
    )


def ward_list(count: int, *, coded: bool = False) -> str:
    """The list of so many wards as CSV; a province has as many as there are names."""
    rows = StringIO()
    csv.writer(rows).writerow(HEADINGS)
    for number in range(count):
        province = f"Tỉnh {number // (len(FIRST) * len(SECOND)) + 1}"
        csv.writer(rows).writerow((f"{number:05}", province, *contact(number, coded=coded)))
    return rows.getvalue()
