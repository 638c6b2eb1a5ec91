"""XLSX sheets written: a table of texts goes in; a workbook with its headings in sight comes out, to read and print."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell, MergedCell

TEXT = "@"  # the number format by which a spreadsheet keeps zeros in front
LONGEST = 32_767  # characters that a cell holds
REPLACEMENT = "\ufffd"


class Column(NamedTuple):
    """A column of a new sheet: its heading, its width in figures, and whether figures in it are a text."""

    heading: str
    width: float
    is_text: bool = False


def new_sheet(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], title: str, above: Sequence[Sequence[str]] = ()
) -> tuple["Workbook", Any]:
    """A workbook of one sheet, with the rows `above` over its headings and `title` at the foot of its pages.

    The headings stay in sight, and stand on every page.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    (sheet,) = book.worksheets
    book.properties.title, book.properties.creator = title, "printkit"
    head = len(above) + 1
    for number, row in enumerate(above, 1):
        for index, value in enumerate(row, 1):
            write(sheet.cell(number, index), value)
    for index, column in enumerate(columns, 1):
        write(sheet.cell(head, index), column.heading)
        sheet.cell(head, index).font = Font(name="Calibri", size=11, bold=True)
        sheet.cell(head, index).alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    for number, row in enumerate(rows, head + 1):
        for index, (column, value) in enumerate(zip(columns, row, strict=True), 1):
            if value or column.is_text:
                write(sheet.cell(number, index), value, TEXT if column.is_text else "")
    _for_print(sheet, title, head)
    return book, sheet


def _for_print(sheet: Any, title: str, head: int) -> None:
    sheet.freeze_panes = f"A{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text = title
    sheet.oddFooter.right.text = "&P/&N"


def write(cell: "Cell | MergedCell", text: str, number_format: str = "") -> None:
    """Put a text into a cell as a text: what begins with `=` is no formula, and what Excel cannot hold is replaced."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if text:
        cell.value = ILLEGAL_CHARACTERS_RE.sub(REPLACEMENT, text)
        cell.data_type = "s"
    if number_format:
        cell.number_format = number_format


def saved(book: "Workbook") -> bytes:
    """The workbook's file."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
