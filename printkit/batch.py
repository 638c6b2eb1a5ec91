"""All wards: a list, guides and formats go in; a file a ward is written, and what became of each comes out.

Files appear whole or not at all, and the manifest says what they were made from: a run that was stopped at any moment
is finished by the next, which makes only what is missing or changed.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from gettext import gettext as _
from hashlib import sha256  # of thousands of files: OpenSSL's, which takes a tenth of the time
from pathlib import Path
from time import monotonic
from typing import NamedTuple, TypeVar

from printkit.build import refuse_clashes
from printkit.crew import Result, results
from printkit.edition import Edition
from printkit.errors import (
    BugError,
    BusyError,
    OutputError,
    PrintkitError,
    Problem,
    SourceError,
    bugs_apart,
    bugs_kept,
)
from printkit.files import write
from printkit.formats import Options
from printkit.intake import Read, placed, read_for_wards
from printkit.lock import locked
from printkit.manifest import Entry, Manifest, Shard
from printkit.merged import Merge, Written
from printkit.model import Ward
from printkit.names import print_name, ward_folder
from printkit.prune import Kind, Wanted, leftovers, stands
from printkit.series import Proof, Series
from printkit.wardlist.asked import asked_for, near
from printkit.wardlist.options import ListSource

T = TypeVar("T")
NAMED = 6  # wards of one name
TOGETHER, LONGEST_WAIT = 8, 0.2  # prints made, or seconds, then written
SELDOM = 20  # times as long as a long manifest takes to write
FLUSH = 5.0  # seconds between two states of the manifest: what a killed run has to make again


class Order(NamedTuple):
    """What to print: formats and options of every guide, for the wards of a series, into a folder.

    `only` are the codes, keys or names of wards to print; none stands for all. `force` makes again what is there,
    `prune` removes what an earlier run with this list has made and this one would not, `merge` binds all wards of a
    guide and format into one file, `padded` so that each begins on a new sheet. `proof` says how many prints are
    proven before they are written. `source` is the list that the series was read from, for the manifest; without it
    nothing is removed. `after` makes what follows from the prints, once all are there,
    `allowed` are hosts that may look like others.
    """

    formats: tuple[str, ...]
    options: Options
    output: Path
    series: Series
    only: tuple[str, ...] = ()
    shard: Shard = Shard()
    force: bool = False
    prune: bool = False
    merge: bool = False
    padded: bool = True
    proof: Proof = "sample"
    source: ListSource | None = None
    after: Callable[[Manifest, set[str]], Iterator["Made"]] = lambda _manifest, _asked: iter(())
    allowed: tuple[str, ...] = ()

    @property
    def wards(self) -> tuple[Ward, ...]:
        """The wards of this run."""
        wards = self.series.wards
        ids = {ward.id for name in self.only for ward in asked_for(wards, name)}
        asked = tuple(ward for ward in wards if ward.id in ids) if self.only else wards
        return asked[self.shard.number - 1 :: self.shard.of]


class Made(NamedTuple):
    """What became of a ward's file: `new`, `unchanged`, `failed`; of a guide that cannot be read, all its files.

    Of earlier runs' files: `old`, `removed`, `kept`, `unknown`, as `prune.leftovers` has it.
    `note` is something to know of a file that was made.
    """

    state: str
    path: Path
    ward: Ward | None = None
    error: PrintkitError | None = None
    files: int = 1
    warnings: tuple[Problem, ...] = ()
    note: str = ""


def batch(paths: Iterable[Path], order: Order) -> Generator[Made, None, None]:
    """Print guide files for the wards of an order, one file after the other.

    Raises SourceError, before anything is written, where two prints would share a name or a code is not in the list;
    OutputError where the folder cannot be written or another run writes it.
    """
    paths = tuple(paths)
    refuse(paths, order)
    return _run(paths, order)


def refuse(paths: tuple[Path, ...], order: Order) -> None:
    """Raises SourceError where two prints of a run would share a name, or a code is not in the list."""
    refuse_clashes(paths)
    _refuse_unknown(order)


def _run(paths: tuple[Path, ...], order: Order) -> Generator[Made, None, None]:
    with locked(order.output, order.shard):
        manifest = Manifest(order.output, order.shard)
        asked: set[str] = set()
        kinds: set[Kind] = set()
        saved = monotonic() + FLUSH
        try:
            for path in paths:
                source = read_for_wards(path, order.options.section, order.allowed)
                if source.guide:
                    kinds |= {(source.guide.slug, order.options.section, fmt) for fmt in order.formats}
                for made in _guide(source, order, manifest, asked):
                    yield made
                    if monotonic() > saved:
                        begun = monotonic()
                        with suppress(BusyError):  # it is held just now
                            manifest.save()
                        saved = monotonic() + max(FLUSH, SELDOM * (monotonic() - begun))
            yield from order.after(manifest, asked)
            yield from _rest(order, manifest, asked, kinds)
        except OutputError:
            with suppress(OutputError):  # the disk is full or gone, and has been told
                manifest.save()
            raise
        except BaseException:
            with suppress(BusyError):
                manifest.save()
            raise
        try:
            manifest.save()
        except BusyError as error:  # all else is done, and is to be told
            yield Made("failed", manifest.path, error=error, files=0)


def _guide(source: Read, order: Order, manifest: Manifest, asked: set[str]) -> Iterator[Made]:
    """The files of a guide: format by format, so that one layout is in memory at a time."""
    if source.guide is None:
        yield Made("failed", source.path, error=source.error, files=len(order.formats) * len(order.wards))
        return
    warnings = source.warnings + manifest.doubts
    for fmt in order.formats:
        edition = Edition(source.guide, fmt, order.options, order.series)
        for made in _format(edition, source.path, order, manifest, asked):
            if made.error or made.warnings or warnings:
                error = made.error and placed(made.error, source.path)
                made, warnings = made._replace(error=error, warnings=warnings + made.warnings), ()
            yield made


def _format(edition: Edition, guide: Path, order: Order, manifest: Manifest, asked: set[str]) -> Iterator[Made]:
    """The files of a guide in a format; where a bug of ours ends that, all that are left fail, and nothing else."""
    left = len(order.wards)
    kinds: set[str] = set()
    warnings: tuple[Problem, ...] = ()
    with suppress(BugError), bugs_kept(edition.bugs):
        warnings = edition.warnings()
    try:
        with bugs_apart():
            for each in (_merged if order.merge else _apart)(edition, order.wards, order, manifest, asked):
                left -= each.files
                kinds |= {each.error.kind} if isinstance(each.error, BugError) else set()
                yield each._replace(warnings=warnings) if warnings else each
                warnings = ()
    except BugError as bug:  # files of earlier runs stay
        asked.update(place for place, entry in manifest.entries.items() if entry.guide == edition.guide.slug)
        yield Made("failed", guide, error=bug, files=max(left, 0), warnings=warnings)
    yield from (Made("failed", guide, error=bug, files=0) for bug in edition.bugs if bug.kind not in kinds)


def _apart(
    edition: Edition, wards: tuple[Ward, ...], order: Order, manifest: Manifest, asked: set[str]
) -> Iterator[Made]:
    """A file a ward, where it is not there yet as it should be."""
    name = f"{print_name(edition.guide, edition.fmt, edition.options)}.pdf"
    places = {ward.id: f"{ward_folder(ward)}/{name}" for ward in order.series.wards}
    asked.update(places.values())  # of other shards' wards too: with a row more, one of theirs may have been ours
    usual = _usual(edition, order, manifest)
    entries: dict[str, Entry] = {}
    wanted: list[Ward] = []
    for ward in wards:
        place = places[ward.id]
        entry = usual._replace(ward=ward.id, made_from=edition.digest(ward))
        if _is_done(order, place, entry, manifest):
            yield Made("unchanged", order.output / place, ward)
        else:
            entries[ward.id] = entry
            wanted.append(ward)
    for result in _some(results(edition, tuple(wanted), order.proof, sharded=order.shard.of > 1)):
        place, entry = places[result.ward.id], entries.pop(result.ward.id)
        new, made = _written(edition, result, entry, order.output / place)
        before = manifest.entries.get(place, Entry())
        manifest.entries[place] = new._replace(sha256=before.sha256) if new.failed else new  # its file still stands
        yield made


def _usual(edition: Edition, order: Order, manifest: Manifest) -> Entry:
    """What the entries of an edition's files have in common."""
    guide, section = edition.guide.slug, edition.options.section
    return Entry(guide=guide, format=edition.fmt, section=section, list=manifest.keep(order.source))


def _some(made: Iterator[T]) -> Iterator[T]:
    """The same, made some at a time: a file's bytes drive our code out of the nearest cache, 7 % of a run.

    None waits for long, so that their pace can be told. Those that are made are told before what then went wrong is
    raised.
    """
    some: list[T] = []
    since = monotonic()
    try:
        for each in made:
            some.append(each)
            if len(some) == TOGETHER or monotonic() - since > LONGEST_WAIT:
                yield from some
                some.clear()
                since = monotonic()
    except Exception:
        yield from some
        raise
    yield from some


def _written(edition: Edition, result: Result, entry: Entry, path: Path) -> tuple[Entry, Made]:
    """A ward's file on the disk, and what the manifest says of it."""
    error = result.error
    if not error:
        try:
            with bugs_apart():
                write(path, *result.parts)
        except (BusyError, BugError) as fault:
            error = fault
    if error:
        return entry._replace(failed=str(error)), Made("failed", path, result.ward, error)
    return entry._replace(sha256=edition.sum(result.parts)), Made("new", path, result.ward)


def _merged(
    edition: Edition, wards: tuple[Ward, ...], order: Order, manifest: Manifest, asked: set[str]
) -> Iterator[Made]:
    """One file with all wards in order; a ward that cannot be printed is not in it, and fails.

    Where the file is not sound, nothing is written: the wards whose pages are wrong are told, and all fail.
    """
    part = "" if order.shard.of == 1 else f"-{order.shard.number}-of-{order.shard.of}"
    name = f"{print_name(edition.guide, edition.fmt, edition.options)}-merged{part}.pdf"
    asked.add(name)
    path = order.output / name
    whole = sha256("".join((str(order.padded), *map(edition.digest, wards))).encode()).hexdigest()
    entry = _usual(edition, order, manifest)._replace(made_from=whole)
    if _is_done(order, name, entry, manifest):
        yield Made("unchanged", path, files=len(wards))
        return
    merge, failed = Merge(edition, padded=order.padded, shard=order.shard), list[Made]()
    pieces = merge.pieces(wards, lambda ward, error: failed.append(Made("failed", path, ward, error)))
    try:
        written = merge.write(path, pieces, order.proof) if pieces else Written("")
    except BusyError as error:
        manifest.entries[name] = entry._replace(failed=str(error))
        yield Made("failed", path, error=error, files=len(wards))
        return
    failed += (Made("failed", path, *each, files=1 if each.ward else 0) for each in written.failures)
    reasons = "\n".join(str(made.error) for made in failed)
    stands = written.sha256 or manifest.entries.get(name, Entry()).sha256  # what an earlier run has made
    manifest.entries[name] = entry._replace(sha256=stands, failed=reasons)
    rest = len(wards) - sum(made.files for made in failed)
    if rest:
        yield Made("new" if written.sha256 else "failed", path, files=rest, note=merge.note() if written.sha256 else "")
    yield from failed


def _is_done(order: Order, place: str, entry: Entry, manifest: Manifest) -> bool:
    """Is the file there, made from the same, and as it was written? Then it is this list's too."""
    before = manifest.entries.get(place)
    if order.force or before is None or before.failed or before.made_from != entry.made_from:
        return False
    if not stands(order.output / place, before):
        return False
    manifest.entries[place] = entry._replace(sha256=before.sha256, list=entry.list or before.list)
    return True


def _rest(order: Order, manifest: Manifest, asked: set[str], kinds: set[Kind]) -> Iterator[Made]:
    """Files of earlier runs that this one was not asked for: removed with `prune`, else told of."""
    if order.only:
        return
    name = manifest.keep(order.source)
    for place, state in leftovers(manifest, Wanted(name, frozenset(kinds), frozenset(asked)), prune=order.prune):
        yield Made(state, order.output / place)


def _refuse_unknown(order: Order) -> None:
    wards = order.series.wards
    problems = []
    for name in order.only:
        some = asked_for(wards, name)
        if len(some) > 1:
            hint = _("say which: {ids}").format(ids=", ".join(ward.id for ward in some[:NAMED]))
            problems.append(
                Problem(None, _("“{name}” is the name of {count} wards").format(name=name, count=len(some)), hint)
            )
        elif not some:
            message = _("the list has no ward with the code or name “{name}”").format(name=name)
            problems.append(Problem(None, message, near(wards, name)))
    if problems:
        raise SourceError(problems)
