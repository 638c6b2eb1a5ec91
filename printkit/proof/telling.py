"""A report in other words: a line for the terminal, plain values for JSON."""

from collections.abc import Iterator, Sequence
from gettext import gettext as _
from gettext import ngettext
from typing import Any

from printkit.proof.report import CHECKS, FAIL, NOT_CHECKED, PASS, Extent, Report


def line(report: Report) -> str:
    """What a sheet comes to, in one line."""
    if report.verdict == NOT_CHECKED:
        return _("not checked")
    if report.verdict == FAIL:
        count = len(report.failures)
        return ngettext("{count} fault", "{count} faults", count).format(count=count)
    pages, codes = len(report.pages), len(report.codes)
    parts = [ngettext("{count} page", "{count} pages", pages).format(count=pages)]
    if report.merged:
        parts = list(_extent(report.merged))
    parts.append(ngettext("{count} code", "{count} codes", codes).format(count=codes))
    if (least := smallest(report)) > 0:
        parts.append(_("smallest type {size:g} pt").format(size=least))
    return _("proven ({facts})").format(facts=", ".join(parts))


def _extent(merged: Extent) -> Iterator[str]:
    """What a merged file holds, and how much of it was read word by word."""
    yield ngettext("{count} page", "{count} pages", merged.pages).format(count=merged.pages)
    if merged.blank:
        yield ngettext("{count} blank back", "{count} blank backs", merged.blank).format(count=merged.blank)
    yield ngettext("{count} ward", "{count} wards", merged.wards).format(count=merged.wards)
    said = ngettext("{count} ward word by word", "{count} wards word by word", merged.proven)
    yield said.format(count=merged.proven)


def smallest(report: Report) -> float:
    """The smallest type in points; 0 where there is none."""
    return min((page.smallest for page in report.pages if page.smallest), default=0.0)


def values(file: str, report: Report | None, problems: Sequence[str] = ()) -> dict[str, Any]:
    """The report as JSON has it, or the problems that there is none for. Places are in mm: left, top, right, bottom."""
    if report is None:
        return {"file": file, "verdict": NOT_CHECKED, "problems": list(problems)}
    return {
        "file": file,
        "verdict": report.verdict,
        "promised": dict(report.promised),
        "checks": {check: report.verdict_of(check) for check in CHECKS},
        "findings": [finding._asdict() for finding in report.findings if finding.verdict != PASS],
        "pages": [page._asdict() for page in report.pages],
        "codes": [code._asdict() for code in report.codes],
        **({"merged": report.merged._asdict()} if report.merged else {}),
    }
