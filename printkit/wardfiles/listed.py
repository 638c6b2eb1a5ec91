"""An office's list as `wards match` needs it: what each row asks of the country's list, and what the sheet shows."""

from gettext import gettext as _
from pathlib import Path
from typing import NamedTuple

from printkit.country.asked import Asked
from printkit.errors import SourceError, Where
from printkit.files import contents
from printkit.slugs import slug
from printkit.source.rows import Table

MOST_MIB = 8
WORKBOOKS = (".xlsx", ".xlsm")

# Headings by what they ask for, as slugs without hyphens.
_HEADINGS = """
name: ten phuong xa donvi phuongxa xaphuong tenphuong tenxa tenphuongxa tenxaphuong tendonvi name ward
province: tinh thanhpho tinhthanh tinhthanhpho tentinh province
district: huyen quan quanhuyen huyenquan tenhuyen tenquan tenquanhuyen district
code: ma maxa maphuong maphuongxa maxaphuong madvhc code wardcode
"""
HEADINGS = {line.split(":")[0]: frozenset(line.split()[1:]) for line in _HEADINGS.strip().splitlines()}


class Listed(NamedTuple):
    """A list that was found in a file.

    `sheet` is its name, "" for the first; `heading_row` and the number of each row in `rows` count from 1 as the sheet
    does; `width` is the last column of the table. `shown` are all rows of the sheet, from the first on, as it shows
    them.
    """

    sheet: str
    heading_row: int
    width: int
    rows: tuple[tuple[int, Asked], ...]
    shown: tuple[tuple[str, ...], ...]


def read_listed(path: Path, sheet: str = "") -> Listed:
    """The list of a CSV or XLSX file with its headings in the first row. Raises SourceError."""
    table = _table(path, sheet)
    if table.problems:  # a row that cannot be read would be missing in the copy
        raise SourceError(table.problems)
    is_workbook = path.suffix.lower() in WORKBOOKS
    numbers = [row.line if is_workbook else number for number, row in enumerate(table.rows, 1)]
    cells = {number: row.cells for number, row in zip(numbers, table.rows, strict=True)}
    shown = tuple(cells.get(number, ()) for number in range(1, max(numbers, default=0) + 1))
    first = next((number for number, row in cells.items() if any(row)), 0)
    fields = _fields(cells.get(first, ()))
    if "name" not in fields:
        hint = _("headings found: {found}").format(found=", ".join(filter(None, cells.get(first, ()))) or "–")
        message = _("the list has no heading {wanted}").format(wanted=_("Tên or name"))
        raise SourceError.of(message, hint, Where(str(path), first or 1, 1))
    rows = tuple((number, _asked(row, fields)) for number, row in cells.items() if number > first and any(row))
    return Listed(sheet, first, len(cells[first]), rows, shown)


def _table(path: Path, sheet: str) -> Table:
    if sheet and path.suffix.lower() not in WORKBOOKS:
        raise SourceError.of(_("only an XLSX file has sheets to choose from"), _("leave out --sheet"), Where(str(path)))
    if path.suffix.lower() in WORKBOOKS:
        from printkit.source.sheet import sheet_rows

        return sheet_rows(contents(path, MOST_MIB), str(path), sheet)
    if path.suffix.lower() in (".csv", ".tsv", ".txt"):
        from printkit.source.table import csv_rows

        return csv_rows(contents(path, MOST_MIB), str(path), lambda cells: len(_fields(tuple(cells))))
    hint = _("save it as .xlsx or as “CSV UTF-8”")
    raise SourceError.of(_("only CSV and XLSX lists are matched"), hint, Where(str(path)))


def _fields(headings: tuple[str, ...]) -> dict[str, int]:
    """The index of each field's column, the first where two have its heading."""
    slugs = [slug(heading).replace("-", "") for heading in headings]
    places = {name: [i for i, heading in enumerate(slugs) if heading in known] for name, known in HEADINGS.items()}
    return {name: indices[0] for name, indices in places.items() if indices}


def _asked(cells: tuple[str, ...], fields: dict[str, int]) -> Asked:
    values = {name: cells[index].strip() for name, index in fields.items() if index < len(cells)}
    return Asked(values.get("name", ""), values.get("province", ""), values.get("district", ""), values.get("code", ""))
