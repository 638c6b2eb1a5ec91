"""Wards' prints made, and as many of them proven as asked for: on one core, or on all where each takes long."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from gettext import gettext as _
from itertools import islice
from signal import SIG_IGN, SIGINT, signal
from typing import TYPE_CHECKING, NamedTuple, cast

from printkit.edition import Edition, Print
from printkit.errors import (
    BugError,
    LayoutError,
    OutputError,
    PrintkitError,
    ProofError,
    ResourceError,
    SourceError,
    bugs_apart,
)
from printkit.formats import Options
from printkit.model import Guide, Ward
from printkit.series import Proof, Series, chosen

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

if sys.platform != "win32":
    from signal import SIG_BLOCK, SIG_SETMASK, pthread_sigmask

FAULTS = (SourceError, LayoutError, ResourceError, ProofError, BugError)  # of one ward; the others still print
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
    codes = {ward.id for ward in chosen(wards, proof)}
    jobs = [Job(ward, ward.id in codes) for ward in wards]
    slow = proof == "all" or (len(wards) >= MANY and not sharded and edition.plate is None)
    if slow and len(wards) > 1:
        yield from _on_all_cores(edition, jobs)
        return
    for job in jobs:
        yield result(edition, job.ward, proven=job.proven)


def result(edition: Edition, ward: Ward, proven: bool) -> Result:
    """A ward's print, proven or not."""
    try:
        with bugs_apart():
            made = edition.print(ward)
            if proven:
                assured(edition, ward, made)
    except FAULTS as error:
        return Result(ward, error=error)
    return Result(ward, made.parts)


def assured(edition: Edition, ward: Ward, made: Print) -> None:
    """Raises ProofError where a ward's print does not hold what its document promises."""
    from printkit.proof.prove import assure

    assure(made.pdf, made.sheets.whole(), f"{ward.id} {edition.guide.slug} {edition.fmt}")


def _on_all_cores(edition: Edition, jobs: list[Job]) -> Iterator[Result]:
    """Each process lays the edition out once for itself; what it makes is the same everywhere."""
    handed = [jobs[first : first + AT_ONCE] for first in range(0, len(jobs), AT_ONCE)]
    with _workers(min(os.cpu_count() or 1, len(handed)), edition) as pipes:
        yield from _in_order(pipes, handed)


@contextmanager
def _workers(count: int, edition: Edition) -> Iterator[list["Connection"]]:
    """A pipe to each of so many processes, which end with the block however that ends.

    Each has a pipe of its own and none waits for another, so that one may be killed at any moment: the standard
    library's pools share a queue, and hang when a process dies while it holds that.
    """
    from multiprocessing import get_context

    fresh = get_context("spawn")  # a fork of a process whose libraries have threads may never wake up
    made_of = (edition.guide, edition.fmt, edition.options, edition.series)
    pipes: list[Connection] = []
    started: list[BaseProcess] = []
    try:
        for _turn in range(count):
            ours, theirs = fresh.Pipe()
            pipes.append(ours)
            started.append(fresh.Process(target=_work, args=(theirs, *made_of), daemon=True))
            with _deaf():
                started[-1].start()
            theirs.close()  # so that a pipe ends with its process
        yield pipes
    finally:
        alive = [process for process in started if process.pid]
        for process in alive:
            process.kill()
        for pipe in pipes:
            pipe.close()
        for process in alive:
            process.join()


@contextmanager
def _deaf() -> Iterator[None]:
    """Ctrl-C reaches all processes of a terminal: those started here leave it to this one, where it waits so long."""
    if sys.platform == "win32":  # has no such mask; `_work` comes soon
        yield
        return
    from multiprocessing.resource_tracker import ensure_running

    ensure_running()  # it would lift the mask
    before = pthread_sigmask(SIG_BLOCK, (SIGINT,))
    try:
        yield
    finally:
        pthread_sigmask(SIG_SETMASK, before)


def _in_order(pipes: list["Connection"], handed: list[list[Job]]) -> Iterator[Result]:
    """What became of the jobs, in their order; a process that is done with some gets the next."""
    from multiprocessing.connection import wait

    waiting = iter(enumerate(handed))
    busy: dict[Connection, int] = {}
    done: dict[int, list[Result]] = {}
    for pipe, (turn, jobs) in zip(pipes, waiting, strict=False):
        busy[pipe] = _hand(pipe, turn, jobs)
    told = 0
    while busy:
        for pipe in cast("list[Connection]", wait(list(busy))):
            done[busy.pop(pipe)] = _taken(pipe)
            for turn, jobs in islice(waiting, 1):
                busy[pipe] = _hand(pipe, turn, jobs)
        while told in done:
            yield from done.pop(told)
            told += 1


def _hand(pipe: "Connection", turn: int, jobs: list[Job]) -> int:
    try:
        pipe.send(jobs)
    except OSError:
        raise _ended() from None
    return turn


def _taken(pipe: "Connection") -> list[Result]:
    """What a process has made; memory that ended there is told by what is raised here."""
    try:
        made = pipe.recv()
    except (EOFError, OSError):
        raise _ended() from None
    if isinstance(made, Exception):
        raise made
    results: list[Result] = made
    return results


def _ended() -> PrintkitError:
    message = _("the system has ended a process of this run, as it does when memory is short")
    return OutputError.of(message, _("close other programs, then run the same command again: what is made stays"))


def _work(pipe: "Connection", guide: Guide, fmt: str, options: Options, series: Series) -> None:
    """A process's life: jobs in, results out, until nobody hands out more."""
    signal(SIGINT, SIG_IGN)
    edition = Edition(guide, fmt, options, series)
    with suppress(EOFError, OSError):  # the run has ended
        while True:
            jobs: list[Job] = pipe.recv()
            pipe.send(_made(edition, jobs))


def _made(edition: Edition, jobs: list[Job]) -> list[Result] | Exception:
    try:
        return [result(edition, *job) for job in jobs]
    except Exception as bug:
        from traceback import format_exc

        bug.add_note(format_exc())
        return bug
