"""The XML of an XLSX sheet: its bytes go in, what openpyxl shall read comes out, and where the filled cells are.

Bytes are cut, never written anew: what is kept stands as it stood.
"""

import re
from typing import NamedTuple

from printkit.wardlist.archive import Parser, parse, tags, xml_parser
from printkit.wardlist.grid import MOST_COLUMNS, column_name

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MOST_TAGS = 800_000  # of a sheet; 20,000 rows of ten texts have 620,000
MOST_MERGED = 100_000  # cells of all merged areas among the filled rows and columns
DEEPEST = 12  # elements inside one another; a text in colour has eight
_SPACES = (MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
_WORDS = (
    "t r rPh phoneticPr rPr b i strike condense extend outline shadow u vertAlign sz color rFont family charset scheme"
)
_KINDS = ("worksheet", "cols", "col", "sheetData", "row", "c", "v", "is", "f", "mergeCells", "mergeCell")
_NAMES = {f"{space} {kind}": kind for space in _SPACES for kind in (*_KINDS, *_WORDS.split())}
_INSIDE = {3: frozenset({"row"}), 4: frozenset({"c"}), 5: frozenset({"v", "is", "f"})}  # of `sheetData`, by depth
_TEXT = frozenset(_WORDS.split())
_COLUMN = re.compile(r"[A-Za-z]{1,3}")
_AREA = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Za-z]{1,3})\$?([0-9]{1,7}))?")


class Extent(NamedTuple):
    """By row that holds something its last filled column, not cut off; and formulas never calculated (row, column)."""

    rows: dict[int, int]
    uncalculated: tuple[tuple[int, int], ...]

    @property
    def cells(self) -> int:
        """From the first column to the last filled one, of those that are read."""
        return sum(min(column, MOST_COLUMNS) for column in self.rows.values())


class SheetXml(NamedTuple):
    """A sheet cut down to what openpyxl shall read."""

    extent: Extent
    data: bytes


class Excess(ValueError):  # noqa: N818 - no error yet
    """There is more in a sheet than any list has."""


def trimmed(data: bytes) -> SheetXml:
    """The sheet without blanks. Raises Excess where it has more tags than are read, ValueError where it is no sheet."""
    if tags(data) > MOST_TAGS:
        raise Excess
    parser = xml_parser()
    scan = _Scan(parser)
    parser.StartElementHandler, parser.EndElementHandler = scan.start, scan.end
    parse(parser, data)
    extent = Extent(scan.rows, tuple(scan.uncalculated))
    return SheetXml(extent, scan.kept(data, _merged(scan.merged, extent)))


def column_number(letters: str) -> int:
    """The number of a column.

    >>> column_number("A"), column_number("ab")
    (1, 28)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _merged(refs: list[str], extent: Extent) -> str:
    """The element for merged areas, clipped to where something stands. Raises Excess where they cover too much."""
    clipped: list[str] = []
    area, bottom = 0, max(extent.rows, default=0)
    for ref in refs:
        match = _AREA.fullmatch(ref)
        if match is None or not match[3]:
            continue
        left, right = sorted((column_number(match[1]), column_number(match[3])))
        top, last = sorted((int(match[2]), int(match[4])))
        right, last = min(right, max(left, MOST_COLUMNS)), min(last, bottom)
        if last < top or (left, top) == (right, last) or left > MOST_COLUMNS:
            continue
        area += (right - left + 1) * (last - top + 1)
        if area > MOST_MERGED:
            raise Excess
        clipped.append(f'<mergeCell ref="{column_name(left)}{top}:{column_name(right)}{last}"/>')
    return f'<mergeCells xmlns="{MAIN}">{"".join(clipped)}</mergeCells>' if clipped else ""


class _Scan:
    """One walk over a sheet's tags. Positions are bytes; -1 for none."""

    def __init__(self, parser: Parser) -> None:
        self.parser = parser
        self.depth = 0
        self.rows: dict[int, int] = {}
        self.uncalculated: list[tuple[int, int]] = []
        self.merged: list[str] = []
        self.cuts: list[tuple[int, int]] = []  # what is left out, in order
        self.region = ""  # the child of the sheet that is open
        self.is_kept = False
        self.child = self.row = self.cell = self.tail = -1  # where each begins; the end of the sheet
        self.cuts_before = 0  # the open row
        self.line = self.column = 0
        self.cell_line = 0
        self.has_cells = self.is_filled = self.is_formula = False
        self.columns: dict[str, int] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A start tag."""
        depth = self.depth = self.depth + 1
        kind = _NAMES.get(name)
        if depth == 5 and kind == "v" and self.region == "sheetData":
            self.is_filled = True  # most tags
        elif depth > 2 and self.region == "sheetData":
            self._inside(depth, kind, attributes)
        elif depth == 2:
            self._close_child()
            self.child, self.region = self.parser.CurrentByteIndex, kind or ""
            self.is_kept = self.region in ("cols", "sheetData")
        elif depth == 1 and kind != "worksheet":
            raise ValueError("worksheet")
        elif self.region == "mergeCells" and kind == "mergeCell":
            self.merged.append(attributes.get("ref", ""))
        elif self.region == "cols" and (depth, kind) != (3, "col"):
            raise ValueError("cols")

    def end(self, _name: str) -> None:
        """An end tag."""
        depth = self.depth
        self.depth = depth - 1
        if depth > 3:
            return  # most tags
        if depth == 3 and self.region == "sheetData":
            if self.cell >= 0:
                self._close_cell(True)
        elif depth == 2:
            if self.region == "sheetData":
                self._close_row(True)
            self.region = ""
        elif depth == 1:
            self._close_child()
            self.tail = self.parser.CurrentByteIndex

    def kept(self, data: bytes, added: str) -> bytes:
        """The sheet without its cuts, and an element more at its end."""
        pieces, at = [], 0
        for start, end in self.cuts:
            pieces.append(data[at:start])
            at = end
        return b"".join((*pieces, data[at : self.tail], added.encode(), data[self.tail :]))

    def _inside(self, depth: int, kind: str | None, attributes: dict[str, str]) -> None:
        """Whatever openpyxl would take for something else stops the file."""
        if kind not in _INSIDE.get(depth, _TEXT) or depth > DEEPEST:
            raise ValueError("sheetData")
        if depth == 4:
            self._cell(attributes.get("r"))
        elif depth == 5:
            if kind == "f":
                self.is_formula = True
            else:
                self.is_filled = True
        elif depth == 3:
            number = attributes.get("r")
            self._close_row(number is not None)
            self.row, self.cuts_before, self.has_cells = self.parser.CurrentByteIndex, len(self.cuts), False
            self.line, self.column = int(float(number)) if number is not None else self.line + 1, 0

    def _cell(self, ref: str | None) -> None:
        """A cell begins."""
        if self.cell >= 0:
            self._close_cell(ref is not None)
        self.cell = self.parser.CurrentByteIndex
        self.is_filled = self.is_formula = False
        if ref is None:
            self.cell_line, self.column = self.line, self.column + 1
            return
        letters = ref.rstrip("0123456789")
        self.column = self.columns.get(letters) or self._new_column(letters)
        self.cell_line = int(ref[len(letters) :])

    def _close_cell(self, is_next_placed: bool) -> None:
        """A blank goes, where the next cell does not count on it."""
        if self.is_filled:
            self.has_cells = True
            if self.rows.get(self.cell_line, 0) < self.column:
                self.rows[self.cell_line] = self.column
        else:
            if self.is_formula:
                self.uncalculated.append((self.cell_line, self.column))
            if is_next_placed:
                self.cuts.append((self.cell, self.parser.CurrentByteIndex))
        self.cell = -1

    def _new_column(self, letters: str) -> int:
        if not _COLUMN.fullmatch(letters):
            raise ValueError(letters)
        return self.columns.setdefault(letters, column_number(letters))

    def _close_row(self, is_next_placed: bool) -> None:
        if self.row >= 0 and not self.has_cells and is_next_placed:
            del self.cuts[self.cuts_before :]
            self.cuts.append((self.row, self.parser.CurrentByteIndex))
        self.row = -1

    def _close_child(self) -> None:
        if self.child >= 0 and not self.is_kept:
            self.cuts.append((self.child, self.parser.CurrentByteIndex))
        self.child = -1
