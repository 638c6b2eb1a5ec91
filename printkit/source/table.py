"""A CSV file as rows of cells, whichever office program saved it.

In: bytes in UTF-8, UTF-16 or Windows-1258, with commas, semicolons or tabs. Out: the rows that can be read, each with
the line where it begins, and a problem for each that cannot.
"""

import csv
from collections.abc import Callable, Iterable
from gettext import gettext as _
from io import StringIO

from printkit.errors import Problem, SourceError, Where
from printkit.source.decoding import decode
from printkit.source.oldtext import CONVERT
from printkit.source.reading import old_encoding
from printkit.source.rows import Row, Table
from printkit.yamlfile import piled, place, too_many_marks

SEPARATORS = (",", ";", "\t")
MOST_LINES = 20_000  # six times the wards of the country
LONGEST_LINE = 100_000  # characters, far below what the csv module takes for a cell
MOST_BROKEN = 100  # rows with broken quotes before the whole file is given up


def csv_rows(data: bytes, file: str, known: Callable[[Iterable[str]], int]) -> Table:
    """The rows of a CSV file; `known` counts the headings it knows, which tells the separator."""
    text = decoded(data, file)
    _refuse_excess(text, file)
    lines = list(StringIO(text, newline=""))  # unlike splitlines: at line ends only
    _refuse_long_lines(lines, file)
    first = next((index for index, line in enumerate(lines) if line.strip(' \t\r\n,;"')), 0)
    separator = ""
    if lines and lines[first].strip().lower() in ("sep=,", "sep=;", "sep="):  # Excel's own line
        separator = lines[first].strip().lower().removeprefix("sep=") or "\t"
        first += 1
    return _rows(lines, first, separator or _separator(lines[first:], known), file)


def _refuse_excess(text: str, file: str) -> None:
    if max(text.count("\n"), text.count("\r")) > MOST_LINES:
        message = _("the list has more than {most} lines").format(most=MOST_LINES)
        raise SourceError.of(message, _("split it"), Where(file, MOST_LINES + 1, 1))
    at = piled(text)
    if at >= 0:
        raise SourceError.of(*too_many_marks(), place(file, text, at))


def _refuse_long_lines(lines: list[str], file: str) -> None:
    long = next((number for number, line in enumerate(lines, 1) if len(line) > LONGEST_LINE), 0)
    if long:
        message = _("the line is longer than {most} characters").format(most=LONGEST_LINE)
        raise SourceError.of(message, _("write one ward on one line, with commas between"), Where(file, long, 1))


def decoded(data: bytes, file: str) -> str:
    """Text in UTF-8, UTF-16 or Windows-1258; a list in an older encoding is refused."""
    found = decode(data, file)
    if found.encoding in CONVERT:
        raise SourceError(old_encoding(found.text, Where(file), found.encoding))
    return found.text  # the combining tones of Windows-1258 are composed


def _separator(lines: list[str], known: Callable[[Iterable[str]], int]) -> str:
    """The one that gives the most headings we know, then the most cells."""
    split = {sign: _first(lines, sign) for sign in SEPARATORS}
    return max(SEPARATORS, key=lambda sign: (known(split[sign]), len(split[sign])))


def _first(lines: list[str], sign: str) -> list[str]:
    try:
        return next(csv.reader(lines[:20], delimiter=sign), [])
    except csv.Error:  # a cell over many lines
        return []


def _rows(lines: list[str], start: int, separator: str, file: str) -> Table:
    """Rows from a line on. A row with a broken quote is noted and reading goes on at the next line."""
    rows: list[Row] = []
    problems: list[Problem] = []
    while start < len(lines):
        reader = csv.reader(lines[start:], delimiter=separator, strict=True)
        begin = 0  # lines of this reader that its finished rows took
        try:
            for cells in reader:
                rows.append(Row(start + begin + 1, tuple(cells)))
                begin = reader.line_num
            break
        except csv.Error:
            line = start + begin + 1
            hint = _('write "" for a quotation mark inside quotes, and close what you open')
            problems.append(Problem(Where(file, line, 1), _("the quotation marks of this row do not match"), hint))
            start = line
        if len(problems) >= MOST_BROKEN:
            raise SourceError(problems)
    return Table(tuple(rows), tuple(problems))
