"""The country's communes as a list to fill in: codes, names and provinces, and empty columns for their contacts."""

import csv
from collections.abc import Sequence
from io import StringIO

from printkit.country.communes import EDITION, Commune
from printkit.wardfiles.workbooks import Column, new_sheet, saved

COLUMNS = (
    Column("Mã", 9, is_text=True),
    Column("Tên phường/xã", 34),
    Column("Tỉnh/Thành phố", 26),
    Column("Địa chỉ", 44),
    Column("Điện thoại", 18, is_text=True),
    Column("Đường dây nóng", 18, is_text=True),
    Column("Giờ làm việc", 34),
    Column("Email", 28),
    Column("Trang web", 30),
    Column("Cơ quan phát hành", 34),
)
SHEET = "Phường, xã"
BOM = "\ufeff"  # by it Excel knows that a list is in UTF-8


def blank_csv(communes: Sequence[Commune]) -> bytes:
    """The list as CSV in UTF-8. Excel drops the zeros in front of its codes when it opens it; a workbook keeps them."""
    text = StringIO()
    csv.writer(text).writerows([[column.heading for column in COLUMNS], *map(_row, communes)])
    return (BOM + text.getvalue()).encode()


def blank_workbook(communes: Sequence[Commune]) -> bytes:
    """The list as XLSX, whose codes and telephones are texts."""
    book, sheet = new_sheet(COLUMNS, [_row(commune) for commune in communes], EDITION)
    sheet.title = SHEET
    return saved(book)


def _row(commune: Commune) -> list[str]:
    filled = [commune.code, commune.name, commune.province]
    return [*filled, *[""] * (len(COLUMNS) - len(filled))]
