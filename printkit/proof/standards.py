"""PDF/UA-1 and PDF/A-2a, as `page-validation` sees them. The only module that knows it; not every machine has it."""

from collections.abc import Iterator
from gettext import gettext as _
from typing import Any

from printkit.layout.document import Document
from printkit.proof.report import FAIL, NOT_CHECKED, Finding

CHECK = "standards"
MOST = 8  # findings of a profile that are told


def check(pdf: bytes, document: Document, *, many: bool = False) -> Iterator[Finding]:
    """Failures of a file, or that nobody was there to ask: of `many` prints, what is too large for page-validation."""
    try:
        import page as validator
    except ModuleNotFoundError:
        said = _("PDF/UA-1 and PDF/A-2a were not asked of page-validation, which is not installed")
        yield Finding(CHECK, NOT_CHECKED, 0, None, said, _("our own check of the tags was made all the same"))
        return
    for name, profile in _profiles(validator, document):
        try:
            yield from _asked(validator, pdf, name, profile)
        except validator.SafetyLimitError as reason:
            said = _("{name}: {reason}").format(name=name, reason=reason)
            todo = _("prove some wards' own files for that") if many else _again()
            yield Finding(CHECK, NOT_CHECKED if many else FAIL, 0, None, said, todo)


def _profiles(validator: Any, document: Document) -> Iterator[tuple[str, Any]]:
    """A print for the press claims to be archival only where it has the shop's profile."""
    yield "PDF/UA-1", validator.ValidationProfile.PDF_UA_1
    if document.press is None or document.press.profile:
        yield "PDF/A-2a", validator.ValidationProfile.PDF_A_2A


def _again() -> str:
    return _("print the file again with printkit build")


def _asked(validator: Any, pdf: bytes, name: str, profile: Any) -> Iterator[Finding]:
    again = _again()
    try:
        failures = validator.validate_pdf_bytes(pdf, profile=profile).failures
    except validator.SafetyLimitError:
        raise
    except validator.PageError as reason:
        yield Finding(CHECK, FAIL, 0, None, _("{name}: {reason}").format(name=name, reason=reason), again)
        return
    for failure in failures[:MOST]:
        said = f"{name}: {failure.message} ({failure.rule_id})"
        yield Finding(CHECK, FAIL, 0, None, said, again)
    if len(failures) > MOST:
        said = _("{name}: {count} more findings").format(name=name, count=len(failures) - MOST)
        yield Finding(CHECK, FAIL, 0, None, said, again)
