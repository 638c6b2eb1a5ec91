"""What can go wrong, in words a person can act on, and the exit code each kind gives.

A message reads `where: what is wrong; what to do`.
"""

from collections.abc import Iterable
from gettext import gettext as _
from itertools import islice
from typing import ClassVar, NamedTuple


class Where(NamedTuple):
    """A place in a file. Line and column count from 1; 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Problem(NamedTuple):
    """One fault: its place (None when it has none), what is wrong and what to do about it.

    `code` names its kind for programs ("text-lost"), in no language. `mended` is the line, or the lines, of the file
    as they could stand there, ready to copy; "" where only the writer knows.
    """

    where: Where | None
    message: str
    hint: str = ""
    code: str = ""
    mended: str = ""

    def __str__(self) -> str:
        said = f"{self.message}; {self.hint}" if self.hint else self.message
        return f"{self.where}: {said}" if self.where else said


    def record(self, severity: str) -> dict[str, object]:
        """What programs read of it; `severity` is "error" or "warning"."""
        where = self.where or Where("")
        place = {"path": where.file, "line": where.line, "column": where.column}
        told = {"message": self.message, "hint": self.hint, "mended": self.mended}
        return {**place, "severity": severity, "code": self.code or "other", **told}


MOST = 200  # problems of one file that are told; nobody mends more at once


def at_most(problems: Iterable[Problem], file: str) -> tuple[Problem, ...]:
    """The first of a file's problems, and that there are more."""
    told = tuple(islice(problems, MOST + 1))
    if len(told) <= MOST:
        return told
    message = _("there are more problems; the first {most} are told").format(most=MOST)
    return (*told[:MOST], Problem(Where(file), message, _("mend these, then look again")))


class PrintkitError(Exception):
    """An error a user can mend. Carries every problem found, never just the first."""

    exit_code: ClassVar[int] = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type, tuple[tuple[Problem, ...]]]:
        """What another process needs to raise it again."""
        return type(self), (self.problems,)

    @classmethod
    def of(cls, message: str, hint: str = "", where: Where | None = None) -> "PrintkitError":
        """An error with a single problem."""
        return cls((Problem(where, message, hint),))


class SourceError(PrintkitError):
    """A guide, ward list, theme or words file is wrong."""

    exit_code = 3


class ResourceError(PrintkitError):
    """A font, picture or glyph is missing."""

    exit_code = 4


class LayoutError(PrintkitError):
    """Something does not fit: which block, by how many mm, at which smallest size."""

    exit_code = 5


class ProofError(PrintkitError):
    """What was made does not hold what was promised."""

    exit_code = 6


class OutputError(PrintkitError):
    """A file cannot be written."""

    exit_code = 7


class BusyError(OutputError):
    """This one file cannot be replaced: it is open somewhere, or a folder has its name."""


USAGE_EXIT = 2
INTERRUPTED_EXIT = 130


def cannot_read(path: object, reason: OSError) -> Problem:
    """The problem of a file that the system would not open."""
    return Problem(
        Where(str(path)),
        _("cannot be read ({reason})").format(reason=reason.strerror or reason),
        _("check the name and that you may open the file"),
    )
