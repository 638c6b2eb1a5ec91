"""A run with its papers for whoever hands the prints out: a distribution list, and the duplex printer's test.

The papers are files of the run: in its manifest, made anew only where they change, known to `--prune`.
"""

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from printkit import __version__
from printkit.batch import Made, Order, batch
from printkit.checklist import LIST, TEST
from printkit.checklist.counts import pages_by_ward, pages_in
from printkit.checklist.rows import Checklist, Portion, Row
from printkit.errors import BusyError, SourceError
from printkit.files import write
from printkit.fill import fill
from printkit.formats import load_format
from printkit.inline import plain
from printkit.intake import Read, read_for_wards
from printkit.manifest import Entry, Manifest, Shard
from printkit.model import Ward

PAPER = "checklist"  # the papers' format in the manifest
LANG = "vi"  # of the papers, where no guide can be read

_Pages = dict[tuple[str, str], Counter[str]]  # by guide and format, then by ward


class _Paper(NamedTuple):
    """A paper's name, all that it is made from, and how."""

    name: str
    made_from: str
    draw: Callable[[], bytes]


def paper_names(shard: Shard) -> tuple[str, ...]:
    """The names of the papers. Each shard has a list of its own wards; the first one also makes the test."""
    if shard.of == 1:
        return (f"{LIST}.pdf", f"{TEST}.pdf")
    own = f"{LIST}-{shard.number}-of-{shard.of}.pdf"
    return (own, f"{TEST}.pdf") if shard.number == 1 else (own,)


def batch_with_papers(paths: Iterable[Path], order: Order, copies: int) -> Generator[Made, None, None]:
    """As `batch`, with the papers after the prints; the list counts so many copies of each print."""
    paths = tuple(paths)
    prints: list[Made] = []

    def papers(manifest: Manifest, asked: set[str]) -> Iterator[Made]:
        asked.update(paper_names(order.shard))
        checklist = _checklist(paths, order, copies, _pages(prints, order, manifest))
        for paper in _papers(checklist, order):
            yield _written(paper, order, manifest)

    return _noted(batch(paths, order._replace(after=papers)), prints)


def _noted(run: Generator[Made, None, None], prints: list[Made]) -> Generator[Made, None, None]:
    """The same, each print kept for the list."""
    try:
        for made in run:
            prints.append(made)
            yield made
    finally:
        run.close()


def _pages(prints: Iterable[Made], order: Order, manifest: Manifest) -> _Pages:
    """The pages that each ward has of each guide and format: counted in the files, which may be of an earlier run.

    A guide that cannot be read counts by its path, with no pages in any format.
    """
    pages: _Pages = {}
    for made in prints:
        entry = manifest.entries.get(_place(made.path, order.output))
        if entry is None:
            pages.update(((str(made.path), fmt), Counter()) for fmt in order.formats)
            continue
        counts = pages.setdefault((entry.guide, entry.format), Counter())
        if not made.error:
            counts.update(_counted(made, order))
    return pages


def _place(path: Path, output: Path) -> str:
    """A file's name in the manifest; "" for one that stands elsewhere."""
    return path.relative_to(output).as_posix() if path.is_relative_to(output) else ""


def _counted(made: Made, order: Order) -> dict[str, int]:
    """Pages by ward of a file; none where somebody has taken it away meanwhile."""
    try:
        return {made.ward.id: pages_in(made.path)} if made.ward else pages_by_ward(made.path, order.wards)
    except ValueError:
        return {}


def _checklist(paths: tuple[Path, ...], order: Order, copies: int, pages: _Pages) -> Checklist:
    """The list: a row for each ward of the run, in the order of the ward list."""
    sources = [read_for_wards(path, order.options.section) for path in paths]
    lang = next((source.guide.lang for source in sources if source.guide), LANG)
    rows = (Row(ward, tuple(_portion(pages, fmt, ward) for fmt in order.formats)) for ward in order.wards)
    return Checklist(tuple(_title(source, order) for source in sources), order.formats, tuple(rows), copies, lang)


def _portion(pages: _Pages, name: str, ward: Ward) -> Portion:
    """What a ward receives of a format, of all guides."""
    counts = [count[ward.id] for (_guide, fmt), count in pages.items() if fmt == name]
    sides = 2 if load_format(name).two_sided else 1
    return Portion(sum(-(-count // sides) for count in counts), counts.count(0))


def _title(source: Read, order: Order) -> str:
    """A guide's title, without the ward where it names one; its file's name where it cannot be read."""
    if source.guide is None:
        return source.path.name
    try:
        return plain(fill(source.guide, order.series.anyone).title)
    except SourceError:  # a field that no ward of the list has
        return source.path.name


def _papers(checklist: Checklist, order: Order) -> Iterator[_Paper]:
    name, *tests = paper_names(order.shard)
    lang, flip = checklist.lang, order.options.flip
    yield _Paper(name, repr(checklist), partial(_list, checklist))
    for test in tests:
        yield _Paper(test, f"{lang} {flip}", partial(_calibration, lang, flip))


def _list(checklist: Checklist) -> bytes:
    from printkit.checklist.table import draw_checklist  # Platypus takes a while to load

    return draw_checklist(checklist)


def _calibration(lang: str, flip: str) -> bytes:
    from printkit.checklist.calibration import draw_calibration

    return draw_calibration(lang, flip)


def _written(paper: _Paper, order: Order, manifest: Manifest) -> Made:
    """A paper on the disk and in the manifest, left alone where it is there as it should be."""
    path, before = order.output / paper.name, manifest.entries.get(paper.name, Entry())
    made_from = sha256(f"{__version__} {paper.made_from}".encode(errors="replace")).hexdigest()
    if not order.force and before.made_from == made_from and before.sha256 and before.sha256 == _sum(path):
        return Made("unchanged", path)
    pdf = paper.draw()
    entry = Entry(format=PAPER, made_from=made_from)
    try:
        write(path, pdf)
    except BusyError as error:
        manifest.entries[paper.name] = entry._replace(sha256=before.sha256, failed=str(error))
        return Made("failed", path, error=error)
    manifest.entries[paper.name] = entry._replace(sha256=sha256(pdf).hexdigest())
    return Made("new", path)


def _sum(path: Path) -> str:
    """The SHA-256 of a file; "" where there is none."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
