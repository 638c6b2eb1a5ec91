"""Wards' prints made, and as many of them proven as asked for: on one core, or on all where each takes long."""

import os
from collections.abc import Iterator
from signal import SIGTERM
from threading import Thread
from typing import Literal, NamedTuple

from printkit.edition import Edition, Print
from printkit.errors import LayoutError, PrintkitError, ProofError, ResourceError, SourceError
from printkit.formats import Options
from printkit.model import Guide, Ward
from printkit.series import Series

Proof = Literal["all", "sample", "none"]
ONE_IN = 200  # prints of a sample that are proven, beside the first, the last and the longest
FAULTS = (SourceError, LayoutError, ResourceError, ProofError)  # of one ward; the others still print
AT_ONCE = 4  # wards handed to a process
MANY = 200  # prints laid out each for itself that are worth the start of other processes


class Job(NamedTuple):
    """A ward's print to make, proven or not."""

    ward: Ward
    proven: bool


class Result(NamedTuple):
    """A ward's file in its parts, with what it was made from; or why there is none."""

    ward: Ward
    parts: tuple[bytes, ...] = ()
    error: PrintkitError | None = None


def results(edition: Edition, wards: tuple[Ward, ...], proof: Proof, *, sharded: bool = False) -> Iterator[Result]:
    """The prints of wards in order, proven before they are told; a shard leaves other cores to other shards."""
    codes = {ward.code for ward in chosen(wards, proof)}
    jobs = [Job(ward, ward.code in codes) for ward in wards]
    slow = proof == "all" or (len(wards) >= MANY and not sharded and edition.plate is None)
    if slow and len(wards) > 1:
        yield from _on_all_cores(edition, jobs)
        return
    for job in jobs:
        yield result(edition, job.ward, proven=job.proven)


def unproven(edition: Edition, wards: tuple[Ward, ...], proof: Proof) -> Iterator[Result]:
    """The wards whose print does not hold what it promises, of all or of a sample."""
    some = chosen(wards, proof)
    jobs = [Job(ward, proven=True) for ward in some]
    made = _on_all_cores(edition, jobs) if proof == "all" else (result(edition, *job) for job in jobs)
    yield from (each for each in made if isinstance(each.error, ProofError))


def chosen(wards: tuple[Ward, ...], proof: Proof) -> tuple[Ward, ...]:
    """The wards whose prints are proven; of a sample the first, the last, the longest, and one in two hundred."""
    if proof != "sample" or not wards:
        return wards if proof == "all" else ()
    longest = max(wards, key=lambda ward: sum(map(len, ward.values().values())))
    return tuple(dict.fromkeys((*wards[::ONE_IN], longest, wards[-1])))


def result(edition: Edition, ward: Ward, proven: bool) -> Result:
    """A ward's print, proven or not."""
    try:
        made = edition.print(ward)
        if proven:
            assured(edition, ward, made)
    except FAULTS as error:
        return Result(ward, error=error)
    return Result(ward, made.parts)


def assured(edition: Edition, ward: Ward, made: Print) -> None:
    """Raises ProofError where a ward's print does not hold what its document promises."""
    from printkit.proof.prove import assure

    assure(made.pdf, made.sheets.whole(), f"{ward.code} {edition.guide.slug} {edition.fmt}")


def _on_all_cores(edition: Edition, jobs: list[Job]) -> Iterator[Result]:
    """Each process lays the edition out once for itself; what it makes is the same everywhere."""
    from concurrent.futures import ProcessPoolExecutor  # 15 ms to import, for runs that take longer
    from multiprocessing import get_context

    made_of = (edition.guide, edition.fmt, edition.options, edition.series)
    fresh = get_context("spawn")  # a fork of a process whose libraries have threads may never wake up
    with ProcessPoolExecutor(os.cpu_count(), fresh, _begin, made_of) as pool:
        try:
            yield from pool.map(_done, jobs, chunksize=AT_ONCE)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


_mine: list[Edition] = []  # of this process


def _begin(guide: Guide, fmt: str, options: Options, series: Series) -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    _mine[:] = [Edition(guide, fmt, options, series)]


def _end_with_parent() -> None:
    """A run that was killed leaves no process behind, waiting for work that never comes."""
    from multiprocessing import parent_process

    parent = parent_process()
    assert parent
    parent.join()
    os.kill(os.getpid(), SIGTERM)


def _done(job: Job) -> Result:
    return result(_mine[0], *job)
