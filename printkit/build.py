"""One run: an order goes in, the prints of each guide are written, an outcome a guide comes out.

A guide is set in every format, and every PDF proven, before the first of its files is written: one with an error
leaves what was there.
"""

from collections.abc import Callable, Iterable, Iterator
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from printkit.compose import compose, warnings
from printkit.errors import PrintkitError, Problem, SourceError, Where
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


class Outcome(NamedTuple):
    """What became of a guide: the files it gave, and what kept it from giving all."""

    path: Path
    files: tuple[Path, ...] = ()
    error: PrintkitError | None = None
    warnings: tuple[Problem, ...] = ()


def build(paths: Iterable[Path], order: Order) -> Iterator[Outcome]:
    """Print guide files one after the other. Raises SourceError, with nothing written, when two would share a name."""
    paths = tuple(paths)
    refuse_clashes(paths)
    return (_print(read(path, order.options.section), order) for path in paths)


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


def _print(source: Read, order: Order) -> Outcome:
    if source.guide is None:
        return Outcome(source.path, error=source.error)
    written: list[Path] = []
    try:
        files, told = _files(source.guide, order)
        for path, data in files:
            write(path, data)
            written.append(path)
    except PrintkitError as error:
        return Outcome(source.path, tuple(written), placed(error, source.path), source.warnings)
    return Outcome(source.path, tuple(written), warnings=(*source.warnings, *told))


def _files(guide: Guide, order: Order) -> tuple[list[File], list[Problem]]:
    """All the files of a guide, in memory, and what to know of them."""
    folder = order.output / ward_folder(order.ward)
    files: list[File] = []
    told: list[Problem] = []
    for fmt, pdf, document in _prints(guide, order):
        told += warnings(guide, document, fmt)
        path = folder / print_name(guide, fmt, order.options)
        if order.assure:
            order.assure(pdf, document, f"{path}.pdf")
        files += order.finish(path, pdf)
    return files, told


def _prints(guide: Guide, order: Order) -> Iterator[tuple[str, bytes, Document]]:
    """The guide in each format, for the ward or for none: the file, and what it promises."""
    if order.ward and order.series:
        from printkit.edition import Edition  # a print without a ward starts faster

        for fmt in order.formats:
            made = Edition(guide, fmt, order.options, order.series).print(order.ward)
            yield fmt, made.pdf, made.sheets.whole()
        return
    filled = fill(guide, None)
    for fmt in order.formats:
        document = compose(filled, fmt, order.options)
        yield fmt, draw(document), document
