"""All wards: a list, guides and formats go in; a file a ward is written, and what became of each comes out.

Files appear whole or not at all, and the manifest says what they were made from: a run that was stopped at any moment
is finished by the next, which makes only what is missing or changed.
"""

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from gettext import gettext as _
from hashlib import sha256  # of thousands of files: OpenSSL's, which takes a tenth of the time
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from printkit.build import refuse_clashes
from printkit.crew import Proof, Result, results, unproven
from printkit.edition import Edition
from printkit.errors import (
    BusyError,
    OutputError,
    PrintkitError,
    Problem,
    SourceError,
    Where,
)
from printkit.files import write, write_stream
from printkit.formats import Options
from printkit.intake import Read, placed, read_for_wards
from printkit.manifest import Entry, Manifest, Shard
from printkit.model import Ward
from printkit.names import guide_slug, print_name, ward_folder
from printkit.series import Series
from printkit.wardlist.asked import asked_for, near

if TYPE_CHECKING:
    from hashlib import _Hash

T = TypeVar("T")
NAMED = 6  # wards of one name
TOGETHER = 8  # prints made, then written
SELDOM = 20  # times as long as a long manifest takes to write
LOOKS, LOOK = 5, 0.05  # times that a lock is tried, and seconds between them
FLUSH = 5.0  # seconds between two states of the manifest: what a killed run has to make again


class Order(NamedTuple):
    """What to print: formats and options of every guide, for the wards of a series, into a folder.

    `only` are the codes, keys or names of wards to print; none stands for all. `force` makes again what is there
    already, `prune` removes what is no longer asked for, `merge` binds all wards of a guide and format into one file.
    `proof` says how many prints are proven before they are written, `allowed` which hosts may look like others.
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
    proof: Proof = "sample"
    allowed: tuple[str, ...] = ()

    @property
    def wards(self) -> tuple[Ward, ...]:
        """The wards of this run."""
        wards = self.series.wards
        ids = {ward.id for name in self.only for ward in asked_for(wards, name)}
        asked = tuple(ward for ward in wards if ward.id in ids) if self.only else wards
        return asked[self.shard.number - 1 :: self.shard.of]


class Made(NamedTuple):
    """What became of a ward's file: `new`, `unchanged`, `failed`; of a guide that cannot be read, all its files."""

    state: str
    path: Path
    ward: Ward | None = None
    error: PrintkitError | None = None
    files: int = 1
    warnings: tuple[Problem, ...] = ()


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
        saved = monotonic() + FLUSH
        try:
            for path in paths:
                source = read_for_wards(path, order.options.section, order.allowed)
                for made in _guide(source, order, manifest, asked):
                    yield made
                    if monotonic() > saved:
                        begun = monotonic()
                        manifest.save()
                        saved = monotonic() + max(FLUSH, SELDOM * (monotonic() - begun))
            yield from _rest(order, manifest, asked)
        except OutputError:
            with suppress(OutputError):  # the disk is full or gone, and has been told
                manifest.save()
            raise
        except BaseException:
            manifest.save()
            raise
        manifest.save()


def _guide(source: Read, order: Order, manifest: Manifest, asked: set[str]) -> Iterator[Made]:
    """The files of a guide: format by format, so that one layout is in memory at a time."""
    wards = order.wards
    if source.guide is None:
        name = guide_slug(source.path)  # its files of earlier runs are asked for still
        asked.update(place for place, entry in manifest.entries.items() if entry.guide == name)
        yield Made("failed", source.path, error=source.error, files=len(order.formats) * len(wards))
        return
    warnings = source.warnings + manifest.doubts
    for fmt in order.formats:
        edition = Edition(source.guide, fmt, order.options, order.series)
        warnings += edition.warnings()
        files = _merged if order.merge else _apart
        for made in files(edition, wards, order, manifest, asked):
            if made.error or warnings:
                error = made.error and placed(made.error, source.path)
                made, warnings = made._replace(error=error, warnings=warnings), ()
            yield made


def _apart(
    edition: Edition, wards: tuple[Ward, ...], order: Order, manifest: Manifest, asked: set[str]
) -> Iterator[Made]:
    """A file a ward, where it is not there yet as it should be."""
    name = f"{print_name(edition.guide, edition.fmt, edition.options)}.pdf"
    places = {ward.id: f"{ward_folder(ward)}/{name}" for ward in wards}
    asked.update(places.values())
    entries: dict[str, Entry] = {}
    wanted: list[Ward] = []
    for ward in wards:
        place = places[ward.id]
        entry = Entry(ward.id, edition.guide.slug, edition.fmt, edition.digest(ward))
        path = order.output / place
        if not order.force and _is_done(path, entry, manifest.entries.get(place)):
            yield Made("unchanged", path, ward)
        else:
            entries[ward.id] = entry
            wanted.append(ward)
    for result in _some(results(edition, tuple(wanted), order.proof, sharded=order.shard.of > 1)):
        place, entry = places[result.ward.id], entries.pop(result.ward.id)
        new, made = _written(edition, result, entry, order.output / place)
        before = manifest.entries.get(place, Entry())
        manifest.entries[place] = new._replace(sha256=before.sha256) if new.failed else new  # its file still stands
        yield made


def _some(made: Iterator[T]) -> Iterator[T]:
    """The same, made some at a time: a file's bytes drive our code out of the nearest cache, 7 % of a run.

    Those that are made are told before what then went wrong is raised.
    """
    some: list[T] = []
    try:
        for each in made:
            some.append(each)
            if len(some) == TOGETHER:
                yield from some
                some.clear()
    except Exception:
        yield from some
        raise
    yield from some


def _written(edition: Edition, result: Result, entry: Entry, path: Path) -> tuple[Entry, Made]:
    """A ward's file on the disk, and what the manifest says of it."""
    error = result.error
    if not error:
        try:
            write(path, *result.parts)
        except BusyError as busy:
            error = busy
    if error:
        return entry._replace(failed=str(error)), Made("failed", path, result.ward, error)
    return entry._replace(sha256=edition.sum(result.parts)), Made("new", path, result.ward)


def _merged(
    edition: Edition, wards: tuple[Ward, ...], order: Order, manifest: Manifest, asked: set[str]
) -> Iterator[Made]:
    """One file with all wards in order; a ward that cannot be printed is not in it, and fails."""
    part = "" if order.shard.of == 1 else f"-{order.shard.number}-of-{order.shard.of}"
    name = f"{print_name(edition.guide, edition.fmt, edition.options)}-merged{part}.pdf"
    asked.add(name)
    path = order.output / name
    whole = sha256("".join(map(edition.digest, wards)).encode()).hexdigest()
    entry = Entry("", edition.guide.slug, edition.fmt, whole)
    if not order.force and _is_done(path, entry, manifest.entries.get(name)):
        yield Made("unchanged", path, files=len(wards))
        return
    failed = [Made("failed", path, bad.ward, bad.error) for bad in unproven(edition, wards, order.proof)]
    if failed:
        manifest.entries[name] = entry._replace(failed=str(failed[0].error))
        yield from failed
        return
    pieces = edition.bind(wards, lambda ward, error: failed.append(Made("failed", path, ward, error)))
    written = sha256()
    try:
        if pieces:
            write_stream(path, _summed(pieces, written))
    except BusyError as error:
        manifest.entries[name] = entry._replace(failed=str(error))
        yield Made("failed", path, error=error, files=len(wards))
        return
    told = "\n".join(str(made.error) for made in failed)
    manifest.entries[name] = entry._replace(sha256=written.hexdigest() if pieces else "", failed=told)
    if pieces:
        yield Made("new", path, files=len(wards) - len(failed))
    yield from failed


def _summed(pieces: Iterable[bytes], total: "_Hash") -> Iterator[bytes]:
    """The same, each added to a digest as it goes by."""
    for piece in pieces:
        total.update(piece)
        yield piece


def _is_done(path: Path, entry: Entry, before: Entry | None) -> bool:
    """Is the file there, made from the same, and as it was written?"""
    if before is None or before.failed or before.made_from != entry.made_from:
        return False
    return _stands(path, before)


def _stands(path: Path, entry: Entry) -> bool:
    """Is the file there as it was written?"""
    try:
        return bool(entry.sha256) and sha256(path.read_bytes()).hexdigest() == entry.sha256
    except OSError:
        return False


def _rest(order: Order, manifest: Manifest, asked: set[str]) -> Iterator[Made]:
    """Files of earlier runs that this one was not asked for: removed with `prune`, else told of."""
    for name in sorted(set(manifest.entries) - asked):
        path, entry = order.output / name, manifest.entries[name]
        if not order.prune:
            yield Made("old", path)
        elif not path.exists() or _stands(path, entry):
            _remove(path, order.output)
            del manifest.entries[name]
            yield Made("removed", path)
        else:
            yield Made("kept", path)


def _remove(path: Path, output: Path) -> None:
    """A file, and its ward's folder once that is empty."""
    try:
        path.unlink(missing_ok=True)
    except OSError as reason:
        message = _("cannot be removed ({reason})").format(reason=reason.strerror or reason)
        raise OutputError((Problem(Where(str(path)), message, _("close it where it is open")),)) from None
    if path.parent != output:
        with suppress(OSError):
            path.parent.rmdir()


@contextmanager
def locked(folder: Path, shard: Shard) -> Iterator[None]:
    """The folder, for this run alone or for the shards of one run; the system gives it free however a run ends.

    Raises OutputError.
    """
    from zc.lockfile import LockError

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = _lock(folder / f".{shard.name}.lock")
        try:
            for other in folder.glob(".manifest*.lock"):  # each takes its own first, so one of two sees the other's
                if not shard.runs_with(other.name.removeprefix(".").removesuffix(".lock")):
                    _lock(other).close()
        except BaseException:
            lock.close()
            raise
    except LockError:
        hint = _("wait until it has ended, or choose another folder with -o")
        raise OutputError((Problem(Where(str(folder)), _("another run is printing into this folder"), hint),)) from None
    except OSError as reason:
        message = _("cannot be written ({reason})").format(reason=reason.strerror or reason)
        raise OutputError((Problem(Where(str(folder)), message, _("choose another folder with -o")),)) from None
    try:
        yield
    finally:
        lock.close()


def _lock(path: Path) -> Any:
    """The lock of a file. Raises LockError when it stays taken, for more than the moment another looks at it."""
    from zc.lockfile import LockError, LockFile

    for _turn in range(LOOKS - 1):
        with suppress(LockError):
            return LockFile(str(path))
        sleep(LOOK)
    return LockFile(str(path))


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
