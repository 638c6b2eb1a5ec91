"""A CSV file as a grid, whichever office program saved it.

In: bytes in UTF-8, UTF-16 or Windows-1258, with commas, semicolons or tabs. Out: one sheet with the rows that can be
read, each with the line where it begins, and a problem for each that cannot.
"""

import csv
import re
from gettext import gettext as _
from io import StringIO

from printkit.errors import Problem, SourceError, Where
from printkit.source.decoding import decode
from printkit.source.oldtext import CONVERT
from printkit.source.reading import old_encoding
from printkit.wardlist.grid import EMPTY, MOST_COLUMNS, MOST_ROWS, Book, Cell, GridRow, Sheet
from printkit.wardlist.headings import understood
from printkit.yamlfile import piled, place, too_many_marks

SEPARATORS = (",", ";", "\t")
LONGEST_LINE = 100_000  # characters, far below what the csv module takes for a cell
MOST_BROKEN = 100  # rows with broken quotes before the whole file is given up
SAMPLE = 20  # lines that tell the separator
_SEPARATOR_LINE = re.compile(r"\s*sep\s*=[ \r\n]*([,;\t]?)\s*", re.IGNORECASE)
_MARK = "\ufeff", "ï»¿"  # a byte order mark, and one that was read as Latin-1


def read_csv(data: bytes, file: str) -> Book:
    """The rows of a CSV file. Raises SourceError where it is none, or too large."""
    text = decoded(data, file)
    _refuse_excess(text, file)
    lines = list(StringIO(text, newline=""))  # unlike splitlines: at line ends only
    _refuse_long_lines(lines, file)
    first = next((index for index, line in enumerate(lines) if line.strip(' \t\r\n,;"')), 0)
    separator = _declared(lines[first]) if lines else ""
    if separator:
        first += 1
    return _book(lines, first, separator or _separator(lines[first:]), file)


def decoded(data: bytes, file: str) -> str:
    """Text in UTF-8, UTF-16 or Windows-1258. Raises SourceError for a list in an older encoding."""
    found = decode(data, file)
    if found.encoding in CONVERT:
        raise SourceError(old_encoding(found.text, Where(file), found.encoding))
    return found.text  # the combining tones of Windows-1258 are composed


def _refuse_excess(text: str, file: str) -> None:
    if max(text.count("\n"), text.count("\r")) > MOST_ROWS:
        message = _("the list has more than {most} lines").format(most=MOST_ROWS)
        raise SourceError.of(message, _("split it"), Where(file, MOST_ROWS + 1, 1))
    at = piled(text)
    if at >= 0:
        raise SourceError.of(*too_many_marks(), place(file, text, at))


def _refuse_long_lines(lines: list[str], file: str) -> None:
    long = next((number for number, line in enumerate(lines, 1) if len(line) > LONGEST_LINE), 0)
    if long:
        message = _("the line is longer than {most} characters").format(most=LONGEST_LINE)
        raise SourceError.of(message, _("write one ward on one line, with commas between"), Where(file, long, 1))


def _declared(line: str) -> str:
    """The separator of Excel's own line `sep=;`; "" where the line is none."""
    for mark in _MARK:
        line = line.removeprefix(mark)
    match = _SEPARATOR_LINE.fullmatch(line)
    return (match[1] or "\t") if match else ""


def _separator(lines: list[str]) -> str:
    """The one whose rows name the most fields, then are most alike, then have the most cells.

    Titles may stand above the headings, and headings and addresses may hold the other signs.
    """

    def worth(sign: str) -> tuple[int, int, int]:
        rows = _first_rows(lines, sign)
        known = [len({s.field for cell in row[:MOST_COLUMNS] for s in understood(cell).senses[:1]}) for row in rows]
        widths = [len(row) for row in rows if len(row) > 1]
        return max(known, default=0), max(map(widths.count, widths), default=0), max(widths, default=0)

    return max(SEPARATORS, key=worth)


def _first_rows(lines: list[str], sign: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines[:SAMPLE], delimiter=sign))
    except csv.Error:  # a cell over many lines
        return []


def _book(lines: list[str], start: int, separator: str, file: str) -> Book:
    """Rows from a line on. A row with a broken quote is noted and reading goes on at the next line."""
    rows: list[GridRow] = []
    problems: list[Problem] = []
    while start < len(lines):
        reader = csv.reader(lines[start:], delimiter=separator, strict=True)
        begin = 0  # lines of this reader that its finished rows took
        try:
            for cells in reader:
                rows.append(GridRow(start + begin + 1, tuple(map(_cell, cells))))
                begin = reader.line_num
            break
        except csv.Error:
            line = start + begin + 1
            hint = _('write "" for a quotation mark inside quotes, and close what you open')
            problems.append(Problem(Where(file, line, 1), _("the quotation marks of this row do not match"), hint))
            start = line
        if len(problems) >= MOST_BROKEN:
            raise SourceError(problems)
    return Book((Sheet("", tuple(rows)),), tuple(problems), separator)


def _cell(text: str) -> Cell:
    return EMPTY if not text or text.isspace() else Cell(text)
