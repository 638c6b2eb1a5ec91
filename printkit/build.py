"""One run: an order goes in, the prints of each guide are written, an outcome a guide comes out.

A guide is set in every format, and every PDF proven, before the first of its files is written: one with an error
leaves what was there. A bug of ours costs the format that it is met in, and no other.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from printkit.compose import compose, warnings
from printkit.errors import BugError, PrintkitError, Problem, SourceError, Where, bugs_apart, bugs_kept
from printkit.files import write
from printkit.fill import fill
from printkit.formats import Options
from printkit.intake import Read, placed, read
from printkit.layout.document import Document
from printkit.model import Guide, Ward
from printkit.names import guide_slug, print_name, ward_folder
from printkit.pdf.pen import draw

if TYPE_CHECKING:
    from printkit.series import Series

File = tuple[Path, bytes]
Finish = Callable[[Path, bytes], Iterable[File]]
Assure = Callable[[bytes, Document, str], None]  # raises ProofError where a file does not hold its document


def as_pdf(path: Path, pdf: bytes) -> Iterable[File]:
    """A print as its PDF; `path` has no ending."""
    return ((path.with_name(f"{path.name}.pdf"), pdf),)


class Order(NamedTuple):
    """What to print of each guide, and into which folder; `finish` makes the files of a PDF, `assure` proves it.

    A ward's print is laid out for the whole `series` of its list, so that all wards' look alike.
    """

    formats: tuple[str, ...]
    options: Options
    output: Path
    ward: Ward | None = None
    series: "Series | None" = None
    finish: Finish = as_pdf
    assure: Assure | None = None
    allowed: tuple[str, ...] = ()  # hosts that may look like others


class Outcome(NamedTuple):
    """What became of a guide: the files it gave, and what kept it from giving all, a bug of ours in a format too."""

    path: Path
    files: tuple[Path, ...] = ()
    error: PrintkitError | None = None
    warnings: tuple[Problem, ...] = ()
    bugs: tuple[BugError, ...] = ()


def build(paths: Iterable[Path], order: Order) -> Iterator[Outcome]:
    """Print guide files one after the other. Raises SourceError, with nothing written, when two would share a name."""
    paths = tuple(paths)
    refuse_clashes(paths)
    return (_print(read(path, order.options.section, order.allowed), order) for path in paths)


def refuse_clashes(paths: tuple[Path, ...]) -> None:
    """Raises SourceError when the prints of two guides would share a name."""
    first: dict[str, Path] = {}
    problems: list[Problem] = []
    for path in paths:
        name = guide_slug(path)
        other = first.setdefault(name, path)
        if other is not path:
            message = _("its prints would be called {name}-… like those of {other}").format(name=name, other=other)
            problems.append(Problem(Where(str(path)), message, _("rename one, or print into two folders")))
    if problems:
        raise SourceError(problems)


class _Format(NamedTuple):
    """The files of a guide in a format, in memory, and what to know of them."""

    files: tuple[File, ...]
    warnings: tuple[Problem, ...]


def _print(source: Read, order: Order) -> Outcome:
    if source.guide is None:
        return Outcome(source.path, error=source.error)
    written: list[Path] = []
    bugs: list[BugError] = []
    remarks = source.warnings
    error = None
    try:
        with bugs_apart():
            for each in _formats(source.guide, order, bugs):
                remarks += each.warnings
                for path, data in each.files:
                    write(path, data)
                    written.append(path)
    except PrintkitError as fault:
        error, remarks = placed(fault, source.path), source.warnings
    here = Where(str(source.path))
    return Outcome(source.path, tuple(written), error, remarks, tuple(bug.placed(here) for bug in bugs))


def _formats(guide: Guide, order: Order, bugs: list[BugError]) -> tuple[_Format, ...]:
    """The guide in all formats but those in which a bug of ours is met. Raises what its writer can mend."""
    formats: list[_Format] = []
    filled = guide if order.ward and order.series else fill(guide, None)
    for fmt in order.formats:
        with suppress(BugError), bugs_kept(bugs):
            formats.append(_format(filled, fmt, order, bugs))
    return tuple(formats)


def _format(guide: Guide, fmt: str, order: Order, bugs: list[BugError]) -> _Format:
    pdf, document = _pdf(guide, fmt, order, bugs)
    path = order.output / ward_folder(order.ward) / print_name(guide, fmt, order.options)
    if order.assure:
        order.assure(pdf, document, f"{path}.pdf")
    return _Format(tuple(order.finish(path, pdf)), warnings(guide, document, fmt))


def _pdf(guide: Guide, fmt: str, order: Order, bugs: list[BugError]) -> tuple[bytes, Document]:
    """The guide for a ward, or filled for none: the file, and what it promises."""
    if order.ward and order.series:
        from printkit.edition import Edition  # a print without a ward starts faster

        edition = Edition(guide, fmt, order.options, order.series)
        try:
            sheet = edition.print(order.ward)
        finally:
            bugs += edition.bugs  # of what all wards share, whatever became of this one
        return sheet.pdf, sheet.sheets.whole()
    document = compose(guide, fmt, order.options)
    return draw(document), document
