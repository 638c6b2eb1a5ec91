"""Workbooks made for tests, and what is read of them."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import xlwt
from openpyxl.workbook import Workbook

from printkit.wardlist.grid import Book, Cell, Sheet

BOOKS = Path(__file__).parent / "books"
ODS_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
)


def saved(book: Workbook) -> bytes:
    """The bytes of an XLSX workbook."""
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def xlsx(*rows: Sequence[object], **formats: str) -> bytes:
    """A workbook of one sheet; formats by cell."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    for cell, code in formats.items():
        book.worksheets[0][cell].number_format = code
    return saved(book)


def xls(book: xlwt.Workbook) -> bytes:
    """The bytes of an XLS workbook."""
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    """An archive."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return held.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """What an archive holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def ods(body: str, styles: str = "", parts: dict[str, bytes] | None = None) -> bytes:
    """A spreadsheet of this body."""
    text = (
        f"{ODS_HEAD}<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{body}"
    )
    content = f"{text}</office:spreadsheet></office:body></office:document-content>".encode()
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": content} | (parts or {}))


def texts(sheet: Sheet) -> dict[int, list[str]]:
    """By row the texts of its cells."""
    return {row.number: [cell.text for cell in row.cells] for row in sheet.rows}


def cell(book: Book, row: int, column: int) -> Cell:
    """A cell of the first sheet."""
    (cells,) = (line.cells for line in book.sheets[0].rows if line.number == row)
    return cells[column - 1]
