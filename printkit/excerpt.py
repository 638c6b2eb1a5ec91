"""The line of a file that a problem is about, with a caret under its place, and the line as it could stand there."""

import re
from functools import lru_cache
from gettext import gettext as _
from unicodedata import combining, east_asian_width

from printkit.errors import Problem

MOST_BYTES = 1 << 20  # of a file that a line is taken from
WIDEST = 100  # characters of a line that are shown


def excerpt(problem: Problem) -> tuple[str, ...]:
    """The lines to show below a problem; none where its file holds no such line of text.

    >>> excerpt(Problem(None, "wrong", "", "", "- good"))
    ('  write:', '    - good')
    """
    where = problem.where
    line = _lines(where.file)[where.line - 1 : where.line] if where and where.line else []
    quote = _pointed(line[0], where.column - 1) if where and line else ()
    mended = problem.mended.splitlines()
    return (*quote, *((f"  {_('write:')}", *(f"    {text}" for text in mended)) if mended else ()))


def _pointed(line: str, at: int) -> tuple[str, str]:
    """A line, or the part of a long one round the place, and the caret below."""
    start = max(at - WIDEST // 2, 0) if len(line) > WIDEST else 0
    part = line.replace("\t", " ")[start : start + WIDEST]
    return f"    {part}", f"    {' ' * sum(map(_width, part[: at - start]))}^"


def _width(sign: str) -> int:
    """Columns of a terminal that a character fills (UAX #11)."""
    return 0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1


@lru_cache(maxsize=1)
def _lines(file: str) -> list[str]:
    try:
        with open(file, "rb") as stream:
            text = stream.read(MOST_BYTES).decode("utf-8-sig", "replace")
    except OSError:
        return []
    return [] if "\0" in text else re.split("\r\n|\r|\n", text)
