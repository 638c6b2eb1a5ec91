"""Made-up wards: a number goes in, a name and contact data that no other number has come out."""

from typing import NamedTuple

FIRST = ("Bến", "Cầu", "Đồng", "Ghềnh", "Hòn", "Kỳ", "Lũng", "Mỏ", "Núi", "Ốc", "Phố", "Quán", "Rạch", "Suối", "Thác")
SECOND = ("An", "Bằng", "Chàm", "Dừa", "Đá", "Gạo", "Hương", "Lúa", "Mây", "Nghệ", "Sen", "Thượng", "Ưu", "Vải", "Xuân")
STREETS = ("Lê Lợi", "Trần Phú", "Nguyễn Huệ", "Bạch Đằng", "Quốc lộ 1", "Hai Bà Trưng", "Phan Đình Phùng")


class Contact(NamedTuple):
    """What a leaflet prints of a ward; "" leaves a row to fill in."""

    name: str = ""
    address: str = ""
    phone: str = ""
    hours: str = ""


def contact(number: int) -> Contact:
    """The ward of a number."""
    first, second = FIRST[number % len(FIRST)], SECOND[number // len(FIRST) % len(SECOND)]
    return Contact(
        name=f"Phường {first} {second}",
        address=f"{number % 300 + 1} {STREETS[number % len(STREETS)]}, tầng {number % 4 + 1}",
        phone=f"0234.3{number // 10_000 % 100:02}.{number % 10_000:04}",
        hours=f"Thứ 2–6: 7:{number % 4 * 15:02}–11:30, 13:30–17:00",
    )
