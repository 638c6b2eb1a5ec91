"""Reading a ward list: what it costs against the library that opens the file, in one run whose parts take turns.

`python -m bench.lists` prints a table. The list is the country's 3,321 communes with made-up contacts, as an office
keeps it: title rows, merged headings, row numbers, provinces merged downwards, lost zeros. XLSX is held against
`openpyxl.load_workbook(data_only=True)` and a walk over its cells, CSV against the csv module, both warm and in CPU
seconds; peak memory is of a whole process that only reads the file. Ratios are medians of those of each turn.
"""

import argparse
import csv
import sys
import tempfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from statistics import median
from time import process_time

from bench.contacts import contact
from bench.leaflet import environment, spawn

HEADINGS = (
    "STT",
    "Tỉnh/Thành phố",
    "Mã ĐVHC",
    "Tên xã, phường, đặc khu (sau sắp xếp)",
    "Địa chỉ trụ sở",
    "Số điện thoại liên hệ",
    "Đường dây nóng",
    "Thời gian làm việc",
    "Email công vụ",
    "Trang thông tin điện tử",
)
COUNTRY, MANY = 3321, 20_000
READ = "from pathlib import Path; import sys; from printkit.intake import read_list; read_list(Path(sys.argv[1]))"
Cells = tuple[str, str, str, str, str]


def rows(count: int) -> list[list[str | int]]:
    """So many rows of a list: the country's communes, then made-up ones."""
    from printkit.country.communes import communes

    known = list(communes())
    table: list[list[str | int]] = []
    for number in range(count):
        made_up = contact(number)
        commune = known[number] if number < len(known) else None
        name = commune.name if commune else f"{made_up.name} {number}"
        province = commune.province if commune else "Tỉnh Trà Linh"
        code = commune.code if commune else f"x{number:05}"
        phone: str | int = 905_000_000 + number if number % 10 == 0 else made_up.phone
        host = f"p{number}.example.vn"
        hotline = "đang cập nhật" if number % 50 == 0 else f"1900.{number % 10_000:04}"
        contacts = [made_up.address, phone, hotline, made_up.hours, f"mc@{host}", host]
        table.append([number + 1, province, code, name, *contacts])
    return table


def save_csv(path: Path, count: int) -> None:
    """The list as Excel saves it, “CSV UTF-8”."""
    text = StringIO()
    csv.writer(text, delimiter=";").writerows([HEADINGS, *rows(count)])
    path.write_text(text.getvalue(), encoding="utf-8-sig")


def save_xlsx(path: Path, count: int) -> None:
    """The list as an office keeps it: title rows, and each province once, merged downwards."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["DANH SÁCH XÃ, PHƯỜNG, ĐẶC KHU"])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(HEADINGS))
    sheet.append([])
    sheet.append(list(HEADINGS))
    first, last = 4, ""
    for number, row in enumerate(rows(count), 4):
        same = row[1] == last
        last = str(row[1])
        if not same and number > first + 1:
            sheet.merge_cells(start_row=first, end_row=number - 1, start_column=2, end_column=2)
        first = first if same else number
        sheet.append([cell if index != 1 or not same else None for index, cell in enumerate(row)])
    book.save(path)


def ours(path: Path) -> Callable[[], object]:
    """Our reading of a list."""
    from printkit.fonts import covered
    from printkit.wardlist.reading import read_wards

    characters = covered()
    return lambda: read_wards(path, characters)


def by_openpyxl(path: Path) -> object:
    """The workbook opened, and each cell looked at once."""
    import openpyxl

    book = openpyxl.load_workbook(path, data_only=True)
    rows = (row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))
    return sum(cell is not None for row in rows for cell in row)


def by_csv(path: Path) -> object:
    """The rows of the csv module."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream, delimiter=";"))


def seconds(work: Callable[[], object]) -> float:
    """Of CPU."""
    start = process_time()
    work()
    return process_time() - start


def compared(what: str, work: Callable[[], object], peer: Callable[[], object], turns: int, target: str) -> Cells:
    """A line of the table."""
    work(), peer()  # imports, and what is kept of them
    pairs = [(seconds(work), seconds(peer)) for _turn in range(turns)]
    one, other = (median(pair[index] for pair in pairs) for index in (0, 1))
    return what, f"{one * 1e3:.0f} ms", f"{other * 1e3:.0f} ms", f"{median(a / b for a, b in pairs):.2f} ×", target


def peak(what: str, path: Path, folder: Path, target: str) -> Cells:
    """A line of the table: megabytes of a process that reads the list."""
    run = spawn([sys.executable, "-c", READ, str(path)], environment(folder))
    return what, f"{run.peak:.0f} MB", "", "", target


def main() -> None:
    """Measure, and print each line once it is known."""
    parser = argparse.ArgumentParser(prog="python -m bench.lists", description=__doc__)
    parser.add_argument("-n", type=int, default=7, metavar="TURNS", help="turns of each comparison (default 7)")
    parser.add_argument("--quick", action="store_true", help="a tenth of the wards: does the bench still run?")
    given = parser.parse_args()
    part = 10 if given.quick else 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        country, many, plain = folder / "country.xlsx", folder / "many.xlsx", folder / "country.csv"
        save_xlsx(country, COUNTRY // part)
        save_xlsx(many, MANY // part - 3)
        save_csv(plain, COUNTRY // part)
        print("| what | printkit | peer | ratio | target |\n| --- | --: | --: | --: | --- |")
        count = f"{COUNTRY // part:,} × {len(HEADINGS)}"
        for line in (
            compared(f"XLSX, {count}: openpyxl", ours(country), lambda: by_openpyxl(country), given.n, "≤ 1.7 ×"),
            compared(f"CSV, {count}: csv module", ours(plain), lambda: by_csv(plain), given.n, "≤ 35 ×"),
            peak(f"XLSX, {count}: memory", country, folder, "≤ 90 MB"),
            peak(f"XLSX, {MANY // part:,} rows: memory", many, folder, "≤ 160 MB"),
        ):
            print("|", " | ".join(line), "|", flush=True)


if __name__ == "__main__":
    main()
