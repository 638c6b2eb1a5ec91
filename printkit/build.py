"""One run: an order goes in, the prints of each guide are written, an outcome a guide comes out.

A guide is set in every format, and every PDF proven, before the first of its files is written: one that is wrong
itself leaves what was there. A format that cannot hold it, a file that cannot be replaced and a bug of ours cost what
they are met in, and nothing else.
"""

from collections.abc import Callable, Iterable, Iterator
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from printkit.compose import compose, warnings
from printkit.errors import (
    BugError,
    BusyError,
    LayoutError,
    OutputError,
    PrintkitError,
    Problem,
    ProofError,
    ResourceError,
    SourceError,
    Where,
    bugs_apart,
    bugs_kept,
)
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

FORMATS_OWN = (LayoutError, ProofError, ResourceError)  # what keeps a guide from one format, and from no other
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
    """What became of a guide: the files it gave, and what kept it from giving all, bugs of ours too.

    `missing` names each print and file that there is not, in words; a guide that is wrong itself has none of them, and
    `missing` leaves it to the errors to say so.
    """

    path: Path
    files: tuple[Path, ...] = ()
    errors: tuple[PrintkitError, ...] = ()
    warnings: tuple[Problem, ...] = ()
    missing: tuple[str, ...] = ()


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


class _Faults(NamedTuple):
    """What kept a guide from giving all its prints; both grow while it is printed."""

    errors: list[PrintkitError]
    missing: list[str]


def _print(source: Read, order: Order) -> Outcome:
    if source.guide is None:
        return Outcome(source.path, errors=(source.error,) if source.error else ())
    faults = _Faults([], [])
    bugs: list[BugError] = []
    try:
        formats = _formats(source, order, faults, bugs)
    except PrintkitError as fault:
        faults.errors.append(fault)
        faults.missing.clear()
        formats = ()
    written = tuple(_written((file for each in formats for file in each.files), faults))
    remarks = source.warnings + tuple(remark for each in formats for remark in each.warnings)
    errors = tuple(placed(error, source.path) for error in (*faults.errors, *bugs))
    return Outcome(source.path, written, errors, remarks, tuple(faults.missing))


def _formats(source: Read, order: Order, faults: _Faults, bugs: list[BugError]) -> tuple[_Format, ...]:
    """The guide in all formats but those that cannot hold it. Raises what is wrong with the guide itself."""
    assert source.guide
    formats: list[_Format] = []
    with bugs_apart():
        filled = source.guide if order.ward and order.series else fill(source.guide, None)
    for fmt in order.formats:
        try:
            with bugs_kept(bugs):
                formats.append(_format(filled, fmt, order, bugs))
                continue
        except FORMATS_OWN as fault:
            faults.errors.append(fault)
        except BugError:
            pass  # kept
        faults.missing.append(_("not printed: {guide} as {format}").format(guide=source.path, format=_(fmt)))
    return tuple(formats)


def _written(files: Iterable[File], faults: _Faults) -> Iterator[Path]:
    """The files that are on the disk now; once that is full, the rest are not tried."""
    full = False
    for path, data in files:
        try:
            if not full:
                with bugs_apart():
                    write(path, data)
                yield path
                continue
        except (OutputError, BugError) as fault:
            faults.errors.append(fault)
            full = not isinstance(fault, BusyError | BugError)
        faults.missing.append(_("not written: {file}").format(file=path))


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
