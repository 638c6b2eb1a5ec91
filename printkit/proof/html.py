"""The report as one HTML file that needs no network: each sheet's verdict, findings, pages, codes and figures.

All that comes from a guide or a file is escaped; pictures are data URIs.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from gettext import gettext as _
from gettext import ngettext
from html import escape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from printkit.proof.pictures import Spot, pages, spots
from printkit.proof.report import CHECKS, FAIL, NOT_CHECKED, PASS, CodeFacts, Finding, PageFacts, Report
from printkit.proof.telling import line
from printkit.units import MM_PER_INCH

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 60  # of a thumbnail: headlines can be read
COLOURS = 64  # of a thumbnail
STYLE = Path(__file__).with_name("report.css")
_CLASS = {PASS: "good", FAIL: "fail", NOT_CHECKED: "wait"}


class Told(NamedTuple):
    """A file with what became of it: its report, or in words why there is none."""

    name: str
    pdf: bytes
    report: Report | None
    problems: tuple[str, ...] = ()


def sheet(told: Told) -> tuple[str, str]:
    """A file's verdict and its part of the report."""
    return _verdict(told), "".join(_sheet(told))


def page(sheets: Sequence[tuple[str, str]]) -> str:
    """The whole report, what failed first."""
    counts = {verdict: sum(each == verdict for each, _html in sheets) for verdict in (PASS, FAIL, NOT_CHECKED)}
    total = ngettext("{count} file", "{count} files", len(sheets)).format(count=len(sheets))
    said = _("{total}: {good} proven, {bad} failed, {open} not checked").format(
        total=total, good=counts[PASS], bad=counts[FAIL], open=counts[NOT_CHECKED]
    )
    title, style = _("Proof of prints"), STYLE.read_text(encoding="utf-8")
    order = sorted(sheets, key=lambda each: (FAIL, NOT_CHECKED, PASS).index(each[0]))
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>\n{style}</style>\n</head>\n'
        f'<body>\n<main>\n<h1>{escape(title)}</h1>\n<p class="sum">{escape(said)}</p>\n'
        f"{''.join(html for _verdict, html in order)}</main>\n</body>\n</html>\n"
    )


def _verdict(told: Told) -> str:
    return told.report.verdict if told.report else NOT_CHECKED


def _sheet(told: Told) -> Iterator[str]:
    verdict = _CLASS[_verdict(told)]
    said = line(told.report) if told.report else _("not checked")
    yield f'<section class="sheet {verdict}">\n<div class="head"><h2>{escape(told.name)}</h2>'
    yield f'<p class="verdict">{escape(said)}</p></div>\n'
    if told.report is None:
        yield '<ul class="findings">'
        yield from (f'<li><b class="n wait-n">?</b><p>{escape(problem)}</p></li>' for problem in told.problems)
        yield "</ul>\n</section>\n"
        return
    yield f'<p class="made">{escape(_made(told.report))}</p>\n'
    yield from _checks(told.report)
    yield from _findings(told.report)
    yield from _pages(told)
    yield from _codes(told.report.codes)
    yield "</section>\n"


def _made(report: Report) -> str:
    return " · ".join(f"{name} {value}" for name, value in report.promised)


def _checks(report: Report) -> Iterator[str]:
    if report.verdict == NOT_CHECKED:
        return
    yield '<ul class="checks">'
    yield from (f'<li class="{_CLASS[report.verdict_of(each)]}">{escape(_(each))}</li>' for each in CHECKS)
    yield "</ul>\n"


def _findings(report: Report) -> Iterator[str]:
    if not (report.failures or report.unchecked):
        return
    yield '<ul class="findings">\n'
    for number, finding in enumerate(report.failures, 1):
        yield f'<li><b class="n">{number}</b>{_said(finding)}</li>\n'
    for finding in report.unchecked:
        yield f'<li><b class="n wait-n">?</b>{_said(finding)}</li>\n'
    yield "</ul>\n"


def _said(finding: Finding) -> str:
    where = f'<span class="where">{escape(finding.where)}</span> · ' if finding.where else ""
    todo = f'<br><span class="todo">{escape(finding.todo)}</span>' if finding.todo else ""
    return f"<p>{where}{escape(finding.found)}{todo}</p>"


def _pages(told: Told) -> Iterator[str]:
    assert told.report
    facts = {page.page: page for page in told.report.pages}
    try:
        pictures = list(_thumbnails(told.pdf, told.report))
    except ValueError:
        return  # no PDF at all, as its finding says
    yield '<div class="pages">\n'
    for number, source, width, height in pictures:
        frames = "".join(_spot(spot, width, height) for spot in spots(told.report, number, width, height))
        alt = escape(_("page {page}").format(page=number))
        yield f'<figure><div class="page"><img src="{source}" alt="{alt}">{frames}</div>'
        yield f"<figcaption>{escape(_caption(number, facts.get(number)))}</figcaption></figure>\n"
    yield "</div>\n"


def _caption(number: int, facts: PageFacts | None) -> str:
    parts = [_("Page {page}").format(page=number)]
    if facts:
        parts.append(f"{facts.width:.0f} × {facts.height:.0f} mm")
        parts += [_("smallest type {size:g} pt").format(size=facts.smallest)] if facts.smallest else []
        parts.append(_("ink covers {share:.0%}").format(share=facts.cover))
    return " · ".join(parts)


def _thumbnails(pdf: bytes, report: Report) -> Iterator[tuple[int, str, float, float]]:
    """Each page's number, and it as a data URI with its width and height in mm."""
    for number, picture in pages(pdf, report, DPI):
        yield number, _data(picture), picture.width / DPI * MM_PER_INCH, picture.height / DPI * MM_PER_INCH


def _data(picture: "Image") -> str:
    stream = BytesIO()
    picture.quantize(COLOURS).save(stream, "PNG", optimize=True)
    return f"data:image/png;base64,{b64encode(stream.getvalue()).decode('ascii')}"


def _spot(spot: Spot, width: float, height: float) -> str:
    left, top, right, bottom = spot.rect
    places = {"left": left / width, "top": top / height, "width": (right - left) / width}
    style = ";".join(f"{name}:{share:.2%}" for name, share in (*places.items(), ("height", (bottom - top) / height)))
    return f'<span class="spot" style="{style}">{f"<i>{spot.label}</i>" if spot.label else ""}</span>'


def _codes(codes: tuple[CodeFacts, ...]) -> Iterator[str]:
    if not codes:
        return
    heads = (_("Page"), _("Code opens"), _("Module"), _("Scans from"), _("Correction"))
    kinds = ("", "url", "figure", "figure", "")
    yield "<table>\n<tr>"
    yield "".join(f'<th class="{kind}">{escape(head)}</th>' for head, kind in zip(heads, kinds, strict=True))
    yield "</tr>\n"
    for code in codes:
        cells = (str(code.page), code.url, f"{code.module:.2f} mm", f"{code.distance / 10:.0f} cm", code.level)
        yield "<tr>" + "".join(
            f'<td class="{kind}">{escape(cell)}</td>' for cell, kind in zip(cells, kinds, strict=True)
        )
        yield "</tr>\n"
    yield "</table>\n"
