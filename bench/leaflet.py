"""The two-page VssID leaflet: what it costs printkit, Typst and WeasyPrint, in one run whose parts take turns.

`python -m bench.leaflet` prints a table. Times are CPU, user and system together, of the whole process where it is
cold. This process stays small and imports no library: a child's peak memory is never below its parent's.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import IO, NamedTuple

from bench.contacts import Contact

ROOT = Path(__file__).resolve().parent.parent
GUIDE = "guides/vssid.yaml"
ENTRY = ["-c", "from printkit.__main__ import start; start()"]  # what the console script does
MB = 1e6
A_TURN = 5  # leaflets a kept process makes before the next has its turn
WARM = ("printkit", "typst", "typst-inputs", "weasyprint")


class Run(NamedTuple):
    """What a process cost."""

    cpu: float  # ms
    peak: float  # MB
    wall: float  # ms


class Row(NamedTuple):
    """A line of the table."""

    what: str
    value: str
    ratio: str = ""
    target: str = ""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.leaflet", description=__doc__)
    parser.add_argument("-n", type=int, default=11, metavar="RUNS", help="processes of each kind (default 11)")
    parser.add_argument(
        "--warm", type=int, default=8, metavar="N", help=f"turns of {A_TURN} leaflets, warm (default 8)"
    )
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave the sources and PDFs there, to look at them")
    given = parser.parse_args()
    with ExitStack() as stack:
        folder = given.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        prepare(folder)
        cold = cold_runs(folder, given.n)
        warm = warm_runs(folder, given.warm)
    for row in table(cold, warm):
        print(f"| {row.what:<44} | {row.value:>9} | {row.ratio:>12} | {row.target:<22} |")


def prepare(folder: Path) -> None:
    """Put the peers' sources, the fonts, the guide and the codes into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for source in (ROOT / "bench" / "peers").glob("leaflet.*"):
        shutil.copy(source, folder)
    shutil.copy(ROOT / GUIDE, folder)
    shutil.copytree(ROOT / "fonts", folder / "fonts", dirs_exist_ok=True)
    subprocess.run([sys.executable, "-m", "bench.codes", folder], cwd=ROOT, check=True)
    (folder / "ward.json").write_text(json.dumps(Contact()._asdict()), encoding="utf-8")


def environment(folder: Path) -> dict[str, str]:
    """Every module is compiled once, as installing does, whatever this shell says; the first turn does it."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}


def commands(folder: Path) -> dict[str, list[str]]:
    """What is run cold, by name."""
    peers = ROOT / "bench" / "peers"
    return {
        "bare": ["-c", "pass"],
        "printkit": [*ENTRY, "build", GUIDE, "-f", "leaflet", "--no-proof", "-o", str(folder)],
        "typst": [str(peers / "cold_typst.py"), str(folder)],
        "weasyprint": [str(peers / "cold_weasyprint.py"), str(folder)],
        "help": [*ENTRY, "--help"],
        "check": [*ENTRY, "check", GUIDE],
    }


def cold_runs(folder: Path, count: int) -> dict[str, Run]:
    """Medians of `count` fresh processes of each kind, in turns, after one of each that does not count."""
    runs: dict[str, list[Run]] = {name: [] for name in commands(folder)}
    for turn in range(count + 1):
        for name, arguments in commands(folder).items():
            run = spawn([sys.executable, *arguments], environment(folder))
            if turn:
                runs[name].append(run)
    return {name: Run(*(median(figures) for figures in zip(*done, strict=True))) for name, done in runs.items()}


def spawn(command: Sequence[str], env: Mapping[str, str], told: int | IO[str] = subprocess.DEVNULL) -> Run:
    """Run a command and say what it cost; `told` takes its stdout."""
    start = perf_counter()
    child = subprocess.Popen(command, cwd=ROOT, env=env, stdout=told, stderr=subprocess.DEVNULL)
    _pid, status, usage = os.wait4(child.pid, 0)
    wall = perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    unit = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes
    return Run((usage.ru_utime + usage.ru_stime) * 1e3, usage.ru_maxrss * unit / MB, wall * 1e3)


def warm_runs(folder: Path, rounds: int) -> dict[str, float]:
    """Median ms of CPU for another ward's leaflet in a process that is kept; the makers take turns, some wards each."""
    times: dict[str, list[float]] = {name: [] for name in WARM}
    with ExitStack() as stack:
        kept = {name: stack.enter_context(maker(name, folder)) for name in WARM}
        for turn in range(rounds + 1):
            for name, process in kept.items():
                first = turn * A_TURN
                seconds = [ask(process, number) for number in range(first, first + A_TURN)]
                if turn:
                    times[name] += seconds
    return {name: median(done) * 1e3 for name, done in times.items()}


@contextmanager
def maker(name: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process of `bench.makers` that lives as long as the block."""
    command = [sys.executable, "-m", "bench.makers", name, str(folder)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        yield process


def ask(process: subprocess.Popen[str], number: int) -> float:
    """Have it make the leaflet of a ward; the seconds it took."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{number}\n")
    process.stdin.flush()
    return float(process.stdout.readline())


def table(cold: dict[str, Run], warm: dict[str, float]) -> Iterator[Row]:
    """The lines of the table, targets beside what they are for."""
    bare, typst = cold["bare"].cpu, cold["typst"].cpu
    yield Row("what", "median", "ratio", "target")
    yield Row("---", "--:", "--:", "---")
    yield Row("cold: bare interpreter", f"{bare:.0f} ms")
    yield Row("cold: `printkit build`, leaflet", *_times(cold["printkit"].cpu, typst), "≤ 2 × Typst, aim 1.4")
    yield Row("cold: Typst", *_times(typst, typst))
    yield Row("cold: WeasyPrint", *_times(cold["weasyprint"].cpu, typst))
    yield Row("cold: `printkit --help` over bare", f"{cold['help'].cpu - bare:.0f} ms", "", "≤ 80 ms")
    yield Row("cold: `printkit check` over bare", f"{cold['check'].cpu - bare:.0f} ms", "", "≤ 80 ms")
    yield Row("warm: printkit, another ward", *_times(warm["printkit"], warm["typst"]), "≤ 1 × Typst")
    yield Row("warm: Typst, ward in a file", *_times(warm["typst"], warm["typst"]))
    yield Row("warm: Typst, ward as an input", *_times(warm["typst-inputs"], warm["typst"]))
    yield Row("warm: WeasyPrint", *_times(warm["weasyprint"], warm["typst"]))
    for name, told in (("printkit", "`printkit build`"), ("typst", "Typst"), ("weasyprint", "WeasyPrint")):
        yield Row(f"peak memory: {told}", f"{cold[name].peak:.0f} MB", "", "≤ 60 MB" if name == "printkit" else "")


def _times(value: float, one: float) -> tuple[str, str]:
    """A time in ms, and how many of Typst's it is."""
    return f"{value:.{0 if value >= 100 else 1}f} ms", f"{value / one:.2f} × Typst"


if __name__ == "__main__":
    main()
