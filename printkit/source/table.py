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

SEPARATORS = (",", ";", "\t")
MOST_BROKEN = 100  # rows with broken quotes before the whole file is given up


def csv_rows(data: bytes, file: str, known: Callable[[Iterable[str]], int]) -> Table:
    """The rows of a CSV file; `known` counts the headings it knows, which tells the separator."""
    lines = list(StringIO(decoded(data, file), newline=""))  # unlike splitlines: at line ends only
    first = next((index for index, line in enumerate(lines) if line.strip(' \t\r\n,;"')), 0)
    separator = ""
    if lines and lines[first].strip().lower() in ("sep=,", "sep=;", "sep="):  # Excel's own line
        separator = lines[first].strip("\r\n")[4:] or "\t"
        first += 1
    return _rows(lines, first, separator or _separator(lines[first:], known), file)


def decoded(data: bytes, file: str) -> str:
    """Text in UTF-8, UTF-16 or Windows-1258; a list in an older encoding is refused."""
    found = decode(data, file)
    if found.encoding in CONVERT:
        raise SourceError(old_encoding(found.text, Where(file), found.encoding))
    return found.text  # the combining tones of Windows-1258 are composed


def _separator(lines: list[str], known: Callable[[Iterable[str]], int]) -> str:
    """The one that gives the most headings we know, then the most cells."""
    split = {sign: next(csv.reader(lines[:20], delimiter=sign), []) for sign in SEPARATORS}
    return max(SEPARATORS, key=lambda sign: (known(split[sign]), len(split[sign])))


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
