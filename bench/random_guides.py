"""Whole guides at random, printed in every format, and real files with bytes gone wrong: how each fares, by kind.

    python -m bench.random_guides [N] [--mutations N] [--from SEED] [--show SEED]

Printed and refused are fine, refused being exit code 3, 4 or 5 with a message that names the place. Anything else is
broken: a traceback, a message without a place, or more than 60 s of CPU (2 s for a file with bytes gone wrong). Exits
with 1 when anything is. `--show` prints a guide, to find out why.
"""

import argparse
import re
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from printkit.build import Order, build
from printkit.errors import PrintkitError, Problem, SourceError
from printkit.fonts import covered
from printkit.formats import NAMES
from printkit.intake import check
from printkit.source.convert import convert
from printkit.wardlist.reading import read_wards
from tests.guides_at_random import Job, job, mutated

HOUSE = Path(__file__).parent.parent
MUTANTS = tuple(sorted((HOUSE / "guides").rglob("*.yaml"))) + tuple(sorted((HOUSE / "guides").rglob("*.csv")))
GOOD_CODES = (3, 4, 5)
LONGEST, LONGEST_READ = 60, 2  # seconds of CPU, for a print and for a look at a file


class Came(NamedTuple):
    """What came of one: a kind to count by, whether that is a fault of ours, and what was told."""

    kind: str
    broken: bool = False
    told: str = ""


class _Late(BaseException):
    """Time is up; no `except Exception` may swallow that."""


@contextmanager
def _within(seconds: int) -> Iterator[None]:
    def late(*_args: object) -> None:
        raise _Late

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _came(work: Callable[[], PrintkitError | None], seconds: int) -> Came:
    try:
        with _within(seconds):
            error = work()
    except PrintkitError as refused:
        error = refused
    except _Late:
        return Came(f"broken: more than {seconds} s", True)
    except Exception as reason:  # whatever it is, it is a bug of ours
        where = traceback.extract_tb(reason.__traceback__)[-1]
        kind = f"broken: {type(reason).__name__} in {Path(where.filename).name}:{where.lineno}"
        return Came(kind, True, traceback.format_exc())
    return _refused(error) if error else Came("printed")


def _refused(error: PrintkitError) -> Came:
    told = str(error)
    if error.exit_code not in GOOD_CODES:
        return Came(f"broken: exit code {error.exit_code}", True, told)
    if not error.problems or not all(map(_is_located, error.problems)):
        return Came("broken: a message without a place", True, told)
    return Came(f"refused: {error.exit_code} {_kind(error.problems[0].message)}", False, told)


def _is_located(problem: Problem) -> bool:
    return bool(problem.where and problem.where.file and problem.message and problem.hint)


def _kind(message: str) -> str:
    """A message without what differs from guide to guide."""
    said = re.sub(r"“.*?”|`.*?`|[^ ]*[^a-z ][^ ]*", "", message)
    return " ".join(said.split()[:8])


def printed(one: Job, formats: tuple[str, ...], folder: Path) -> Came:
    """A guide printed into a folder."""
    path = folder / "tried.yaml"
    path.write_text(one.text, encoding="utf-8")
    order = Order(formats, one.options, folder / "out", one.ward)

    def work() -> PrintkitError | None:
        (outcome,) = build([path], order)
        assert outcome.errors or len(outcome.files) == len(formats)
        return outcome.errors[0] if outcome.errors else None

    return _came(work, LONGEST)


def mutant(source: Path, chance: Random, folder: Path) -> Came:
    """A real file with bytes gone wrong, looked at by all that read one."""
    path = folder / f"tried{source.suffix}"
    path.write_bytes(mutated(source.read_bytes(), chance))

    def work() -> PrintkitError | None:
        error = _looked(path)
        try:
            convert(path)
        except SourceError as refused:
            if not all(map(_is_located, refused.problems)):
                return refused
        return error

    came = _came(work, LONGEST_READ)
    return came if came.kind != "printed" else Came("read")


def _looked(path: Path) -> PrintkitError | None:
    if path.suffix == ".yaml":
        return check(path).error
    problems = read_wards(path, covered()).problems
    return SourceError(problems) if problems else None


def _print_one(seed: int) -> tuple[int, list[Came]]:
    """In each format by itself, so that one that refuses hides nothing."""
    with TemporaryDirectory() as folder:
        came = [(name, printed(job(Random(seed)), (name,), Path(folder))) for name in NAMES]
    return seed, [one._replace(kind=f"{name} {one.kind}") for name, one in came]


def _mutate_one(seed: int) -> tuple[int, list[Came]]:
    with TemporaryDirectory() as folder:
        return seed, [mutant(MUTANTS[seed % len(MUTANTS)], Random(seed), Path(folder))]


def run(each: Callable[[int], tuple[int, list[Came]]], seeds: Iterable[int], processes: int) -> bool:
    """Counts by kind on stdout, with a seed to find one again, after Ctrl-C as far as it came; is none broken?

    What is broken is told on stderr as it is found.
    """
    kinds: Counter[str] = Counter()
    first: dict[str, int] = {}
    good = True
    with suppress(KeyboardInterrupt), Pool(processes, signal.signal, (signal.SIGINT, signal.SIG_IGN)) as pool:
        for seed, all_came in pool.imap_unordered(each, seeds):
            for came in all_came:
                kinds[came.kind] += 1
                if came.broken and came.kind not in first:
                    print(f"seed {seed}: {came.kind}\n{came.told}", file=sys.stderr, flush=True)
                first.setdefault(came.kind, seed)
                good = good and not came.broken
    for kind, count in kinds.most_common():
        print(f"{count:7}  {kind}  (seed {first[kind]})", flush=True)
    return good


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("guides", nargs="?", type=int, default=10_000, help="guides to print")
    parser.add_argument("--mutations", type=int, default=10_000, help="files with bytes gone wrong to read")
    parser.add_argument("--from", dest="start", type=int, default=0, help="first seed")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--show", type=int, metavar="SEED", help="print a guide instead")
    given = parser.parse_args()
    if given.show is not None:
        print(job(Random(given.show)).text)
        return 0
    runs = partial(run, processes=given.processes)
    print(f"{given.guides} guides, printed in {', '.join(NAMES)}")
    good = runs(_print_one, range(given.start, given.start + given.guides))
    print(f"\n{given.mutations} files with bytes gone wrong")
    return 0 if runs(_mutate_one, range(given.start, given.start + given.mutations)) and good else 1


if __name__ == "__main__":
    sys.exit(main())
