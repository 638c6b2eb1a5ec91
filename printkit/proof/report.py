"""What a proof comes to: findings with their place, what was measured, and the verdict. Places are in mm.

A place is left, top, right, bottom from the top left corner of the sheet, as it lies on a desk.
"""

from collections.abc import Iterable
from gettext import gettext as _
from typing import NamedTuple

from printkit.errors import Problem, ProofError, Where
from printkit.units import to_mm

PASS, FAIL, NOT_CHECKED = "pass", "fail", "not checked"
CHECKS = ("text", "codes", "links", "fit", "ink", "fonts", "tags", "standards")
Rect = tuple[float, float, float, float]  # left, top, right, bottom; y down


class Finding(NamedTuple):
    """One thing a check says: its verdict, where (page 0 is the whole file), what was found and what to do."""

    check: str
    verdict: str
    page: int = 0
    place: Rect | None = None
    found: str = ""
    todo: str = ""

    @property
    def where(self) -> str:
        """Page and place in words; empty for the whole file."""
        if not self.page:
            return ""
        if self.place is None:
            return _("page {page}").format(page=self.page)
        x, y = self.place[:2]
        return _("page {page} at {x:.0f} × {y:.0f} mm").format(page=self.page, x=x, y=y)

    def __str__(self) -> str:
        said = f"{self.found}; {self.todo}" if self.todo else self.found
        return ": ".join(part for part in (self.where, f"{self.check}: {said}") if part)


class CodeFacts(NamedTuple):
    """A code as measured on the page: address, error correction, module and the distance it scans from (mm)."""

    page: int
    place: Rect
    url: str
    level: str
    module: float
    distance: float


class PageFacts(NamedTuple):
    """A page as measured: size in mm, smallest type in points (0 without text), share of it that ink covers.

    `page` is its number from 1.
    """

    width: float
    height: float
    smallest: float
    cover: float
    page: int = 0


class Extent(NamedTuple):
    """A merged file: its wards, how many of them were looked at page by page, its pages, how many of them blank."""

    wards: int
    proven: int
    pages: int
    blank: int


class Report(NamedTuple):
    """All that a proof found in one file."""

    findings: tuple[Finding, ...]
    pages: tuple[PageFacts, ...] = ()
    codes: tuple[CodeFacts, ...] = ()
    promised: tuple[tuple[str, str], ...] = ()  # what the document was made from, by name
    merged: Extent | None = None  # of a file of many wards; `pages` and `codes` are then those looked at

    @property
    def failures(self) -> tuple[Finding, ...]:
        """What is wrong, in the order of the pages."""
        return tuple(sorted((each for each in self.findings if each.verdict == FAIL), key=_reading))

    @property
    def unchecked(self) -> tuple[Finding, ...]:
        """What could not be looked at."""
        return tuple(each for each in self.findings if each.verdict == NOT_CHECKED)

    @property
    def verdict(self) -> str:
        """One failure fails the file. What was not checked at all has not passed; a missing validator is only told."""
        if self.failures:
            return FAIL
        return PASS if any(each.verdict == PASS for each in self.findings) else NOT_CHECKED

    def verdict_of(self, check: str) -> str:
        """The verdict of one check."""
        said = {each.verdict for each in self.findings if each.check == check}
        return next((verdict for verdict in (FAIL, NOT_CHECKED, PASS) if verdict in said), NOT_CHECKED)


def _reading(finding: Finding) -> tuple[int, int]:
    return finding.page, CHECKS.index(finding.check) if finding.check in CHECKS else len(CHECKS)


def unproven(found: str, todo: str, check: str = "text") -> Report:
    """The report of a file in which nothing could be checked."""
    return Report((Finding(check, NOT_CHECKED, 0, None, found, todo),))


def demand(report: Report, file: str) -> None:
    """Raise ProofError with every failure of a file, each in a line."""
    if report.failures:
        raise ProofError(_problem(each, file) for each in report.failures)


def _problem(finding: Finding, file: str) -> Problem:
    return Problem(Where(file), str(finding))


def settled(check: str, failures: Iterable[Finding]) -> tuple[Finding, ...]:
    """A check's findings: its failures, or that it passed."""
    return tuple(failures) or (Finding(check, PASS),)


def in_mm(rect: Rect) -> Rect:
    """A rectangle in points, in mm."""
    left, top, right, bottom = (round(to_mm(side), 2) for side in rect)
    return left, top, right, bottom
