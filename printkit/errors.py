"""What can go wrong, in words a person can act on, and the exit code each kind gives.

A message reads `where: what is wrong; what to do`.
"""

import errno
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
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

    def placed(self, where: Where) -> "PrintkitError":
        """The error with this as the place of every problem that has none."""
        return type(self)(each._replace(where=each.where or where) for each in self.problems)

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


FRAMES = 5  # calls, the innermost, by which two bugs are told apart


class BugError(PrintkitError):
    """A fault of our own, met while one guide or one ward was printed: `trace` is its traceback, `kind` its place.

    Two of one kind were raised at one place, though their words may name different wards.
    """

    exit_code = 1

    def __init__(self, problems: Iterable[Problem], trace: str = "", kind: str = "") -> None:
        super().__init__(problems)
        self.trace, self.kind = trace, kind

    def __reduce__(self) -> tuple[type, tuple[tuple[Problem, ...], str, str]]:  # type: ignore[override]
        """As of every PrintkitError."""
        return type(self), (self.problems, self.trace, self.kind)

    def placed(self, where: Where) -> "BugError":
        """As of every PrintkitError."""
        return BugError(super().placed(where).problems, self.trace, self.kind)


@contextmanager
def bugs_apart() -> Iterator[None]:
    """What is done in here for one guide or ward: a bug of ours is raised as BugError, so that the rest goes on.

    Errors of people's files, memory that ends and a disk that is full are raised as they are; a library that cannot be
    loaded is a ProofError.
    """
    try:
        with libraries_needed():
            yield
    except (PrintkitError, MemoryError):
        raise
    except Exception as bug:
        if isinstance(bug, OSError) and bug.errno == errno.ENOSPC:
            raise
        raise _bug(bug) from None


@contextmanager
def bugs_kept(bugs: list[BugError]) -> Iterator[None]:
    """The same, and each bug is added to those met before, unless one of its kind is among them."""
    try:
        with bugs_apart():
            yield
    except BugError as bug:
        if all(bug.kind != other.kind for other in bugs):
            bugs.append(bug)
        raise


PACKAGES = {"page": "page-validation", "PIL": "pillow", "yaml": "pyyaml", "zxingcpp": "zxing-cpp", "zc": "zc.lockfile"}
OURS = "printkit"


@contextmanager
def libraries_needed() -> Iterator[None]:
    """What is done in here needs libraries: raises ProofError where one cannot be loaded, with what to install."""
    try:
        yield
    except ImportError as reason:
        module = (reason.name or "").partition(".")[0]
        if module in ("", OURS):
            raise
        raise ProofError((lacking(module, reason),)) from None


def lacking(module: str, reason: ImportError) -> Problem:
    """The problem of a library that is not there, or is but cannot be loaded: Windows brings no Visual C++ runtime."""
    package = PACKAGES.get(module, module)
    where = Where(package)  # not the guide, so that it is told once
    if isinstance(reason, ModuleNotFoundError):
        hint = _("install it: python -m pip install {package}").format(package=package)
        return Problem(where, _("printkit needs it, and it is not installed"), hint)
    message = _("it is installed, but the system cannot load it ({reason})").format(reason=reason)
    hint = _("on Windows install what it needs: python -m pip install msvc-runtime; elsewhere install {package} again")
    return Problem(where, message, hint.format(package=package))


def _bug(bug: Exception) -> BugError:
    from traceback import format_exception, format_tb

    place = bug.__traceback__ and bug.__traceback__.tb_next  # the first is `bugs_apart`
    name = type(bug).__name__
    what = f"{name}: {bug}" if str(bug) else name
    message = _("a bug of printkit ({bug})").format(bug=what)
    problem = Problem(None, message, _("its traceback stands at the end: send it to those who look after printkit"))
    kind = "".join((name, *format_tb(place)[-FRAMES:]))
    return BugError((problem,), "".join(format_exception(bug.with_traceback(place))), kind)


def worst(code: int, other: int) -> int:
    """Of two exit codes that of a bug of ours, else the higher: nothing a user mends helps where we are at fault."""
    return BugError.exit_code if BugError.exit_code in (code, other) else max(code, other)


USAGE_EXIT = 2
INTERRUPTED_EXIT = 130


def cannot_read(path: object, reason: OSError) -> Problem:
    """The problem of a file that the system would not open."""
    return Problem(
        Where(str(path)),
        _("cannot be read ({reason})").format(reason=reason.strerror or reason),
        _("check the name and that you may open the file"),
    )
