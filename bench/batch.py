"""All wards, a two-page leaflet each: what it costs printkit and its peers, in one run whose parts take turns.

`python -m bench.batch` prints a table. Each figure is of a whole process, started anew into a fresh folder on the same
disk. Nothing is removed until the end: ext4 passes by the places of files that were removed a minute ago, one by one,
and would slow whoever comes next. printkit is `printkit batch --proof none --quiet` with the ward list as CSV, a peer
`bench.makers`, which keeps all that its library lets it keep. The ratios are medians of those of each turn. Peers that
are slow make some leaflets and are multiplied: start and first leaflet once, the others by their number.

This process stays small and imports no library: a child's peak memory is never below its parent's.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.contacts import ward_list
from bench.leaflet import ENTRY, GUIDE, ROOT, Run, environment, prepare, spawn

NAMING = ("Cơ quan BHXH nơi bạn đăng ký.", "Cơ quan BHXH nơi bạn đăng ký. Cần giúp, hãy đến {{ward.name}}.")

WIDTHS = (58, 9, 8, 7, 7, 22)  # of the table's columns


class Sizes(NamedTuple):
    """How many wards: of the country, a city, of one with what is their own, and as many as a list may hold."""

    country: int = 3321
    city: int = 168
    own: int = 1000
    many: int = 19_999
    part: int = 24  # of a city, which slow peers make


QUICK = Sizes(300, 48, 60, 900, 6)


class Case(NamedTuple):
    """So many wards; `coded` gives each a code of its own; `guide` is what printkit prints."""

    wards: int
    coded: bool = False
    guide: str = GUIDE


class Turn(NamedTuple):
    """What one turn cost, by who did it."""

    runs: dict[str, Run]

    def ratio(self, peer: str, of: str) -> float:
        """How many times printkit's a peer's cost is."""
        cost: float = getattr(self.runs[peer], of) / getattr(self.runs["printkit"], of)
        return cost


class Bench:
    """A folder with all that is needed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.out, self.runs = folder, folder / "out", 0
        self.env = environment(folder)

    def prepare(self, sizes: Sizes) -> None:
        """Sources, fonts and codes, and the guide that names the ward."""
        prepare(self.folder)
        subprocess.run([sys.executable, "-m", "bench.codes", self.folder, str(sizes.own)], cwd=ROOT, check=True)
        guide = (ROOT / GUIDE).read_text(encoding="utf-8")
        assert NAMING[0] in guide
        (self.folder / "naming.yaml").write_text(guide.replace(*NAMING, 1), encoding="utf-8")

    def wards(self, case: Case) -> Path:
        """The case's ward list."""
        path = self.folder / f"wards-{case.wards}{'-coded' * case.coded}.csv"
        path.write_text(ward_list(case.wards, coded=case.coded), encoding="utf-8")
        return path

    def renew(self) -> None:
        """A folder for the next run."""
        self.runs += 1
        self.out = self.folder / f"out-{self.runs}"

    def printkit(self, case: Case, *options: str, fmt: str = "leaflet") -> Run:
        """One run of ours, its files left in `out`."""
        self.renew()
        call = ["batch", case.guide, "--wards", str(self.wards(case)), "-f", fmt, "-o", str(self.out)]
        return spawn([sys.executable, *ENTRY, *call, "--proof", "none", "--quiet", *options], self.env)

    def peer(self, name: str, case: Case, part: int = 0) -> Run:
        """One run of a peer; with a `part` it makes so many and is multiplied."""
        self.renew()
        made = min(part or case.wards, case.wards)
        call = [name, str(self.folder), str(made), str(self.out), *(["coded"] if case.coded else [])]
        with tempfile.TemporaryFile("w+") as told:
            run = spawn([sys.executable, "-m", "bench.makers", *call], self.env, told)
            told.seek(0)
            wall, cpu = (float(figure) for figure in told.read().split())
        more = (case.wards - made) / max(made - 1, 1) * 1e3
        return run._replace(wall=run.wall + more * wall, cpu=run.cpu + more * cpu)

    def turns(self, count: int, case: Case, *peers: str, part: int = 0) -> list[Turn]:
        """So many turns of printkit and peers; of a `part`, Typst makes all the same."""
        done = []
        for _turn in range(count):
            runs = {"printkit": self.printkit(case)}
            check(self.out, case.wards)
            for name in peers:
                runs[name] = self.peer(name, case, 0 if name.startswith("typst") else part)
            done.append(Turn(runs))
        return done

    def writes(self, case: Case) -> tuple[float, float, Run]:
        """Seconds of CPU of writing the same files once more, those of making folders, and printkit's run."""
        run = self.printkit(case)
        copies = self.folder / f"copies-{self.runs}"
        call = [sys.executable, "-m", "bench.writes", str(self.out), str(copies)]
        told = subprocess.run(call, cwd=ROOT, env=self.env, check=True, capture_output=True, text=True).stdout
        files, folders = map(float, told.split())
        return files, folders, run


def check(out: Path, count: int) -> None:
    """Is there a file a ward, each a PDF with an end?"""
    files = list(out.rglob("*.pdf"))
    assert len(files) == count, f"{len(files)} files of {count}"
    assert all(path.read_bytes()[-6:].strip() == b"%%EOF" for path in files[::50])


Cells = tuple[str, str, str, str, str, str]


def table(bench: Bench, sizes: Sizes, count: int) -> Iterator[Cells]:
    """The lines of the table, each as soon as it is measured."""
    yield "what", "printkit", "peer", "wall", "CPU", "target, wall"
    yield "---", "--:", "--:", "--:", "--:", "---"
    country, city = Case(sizes.country), Case(sizes.city)
    whole = bench.turns(count, country, "typst")
    yield _versus(f"{country.wards:,} wards: Typst", whole, "typst", "≤ 1/8, aim 1/12")
    few = bench.turns(count, city, "typst", "platypus", "weasyprint", "fpdf2", part=sizes.part)
    part = f", of {sizes.part}"
    yield _versus(f"{city.wards} wards: Typst", few, "typst", "≤ 1/4, aim 1/5")
    yield _versus(f"{city.wards} wards: ReportLab platypus{part}", few, "platypus", "≤ 1/60, aim 1/80")
    yield _versus(f"{city.wards} wards: WeasyPrint{part}", few, "weasyprint", "≤ 1/100, aim 1/130")
    yield _versus(f"{city.wards} wards: fpdf2{part}", few, "fpdf2", "")
    coded = bench.turns(count, Case(sizes.own, coded=True), "typst")
    yield _versus(f"{sizes.own:,} wards, a code each: Typst", coded, "typst", "≤ 1/2, aim 1/6")
    naming = bench.turns(count, Case(sizes.own, guide=str(bench.folder / "naming.yaml")), "typst-named")
    yield _versus(f"{sizes.own:,} wards, named in the body: Typst", naming, "typst-named", "≤ 1, aim 1/2")
    yield from _writes([bench.writes(country) for _turn in range(count)])
    for case, turns in ((city, few), (country, whole)):
        yield _peak(case, median(turn.runs["printkit"].peak for turn in turns))
    yield _peak(Case(sizes.many), bench.printkit(Case(sizes.many)).peak)
    yield _proven(bench, country)
    yield _real(bench, country.wards)
    yield _merged(bench, country)


def _versus(what: str, turns: list[Turn], peer: str, target: str) -> Cells:
    ours, theirs = (median(turn.runs[who].wall for turn in turns) / 1e3 for who in ("printkit", peer))
    wall, cpu = (_ratio(median(turn.ratio(peer, of) for turn in turns)) for of in ("wall", "cpu"))
    return what, f"{ours:.2f} s", f"{theirs:.1f} s", wall, cpu, target


def _ratio(times: float) -> str:
    return f"1/{times:.1f}" if times >= 1 else f"{1 / times:.2f} ×"


def _writes(done: list[tuple[float, float, Run]]) -> Iterator[Cells]:
    ours = median(run.cpu for _files, _folders, run in done) / 1e3
    for what, target, folder in (
        ("CPU: writing the same files", "≤ 4 × of CPU, aim 2 ×", 0),
        ("CPU: and making their folders", "", 1),
    ):
        theirs = median(files + folder * folders for files, folders, _run in done)
        times = median(run.cpu / 1e3 / (files + folder * folders) for files, folders, run in done)
        yield what, f"{ours:.2f} s", f"{theirs:.2f} s", "", f"{times:.1f} ×", target


def _peak(case: Case, peak: float) -> Cells:
    return f"peak memory, {case.wards:,} wards", f"{peak:.0f} MB", "", "", "", "≤ 70 MB, flat; aim 50"


def _proven(bench: Bench, case: Case) -> Cells:
    """The default, which proves the first ward, the last, the longest and one in 200."""
    run = bench.printkit(case, "--proof", "sample")
    return f"{case.wards:,} wards, a sample proven (the default)", f"{run.wall / 1e3:.2f} s", "", "", "", ""


def _real(bench: Bench, count: int) -> Cells:
    """The country's own names, in a list as offices keep it: every ward prints."""
    path = bench.folder / "country.csv"
    code = f"from pathlib import Path; from bench.lists import save_csv; save_csv(Path({str(path)!r}), {count})"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=bench.env, check=True)
    bench.renew()
    call = ["batch", GUIDE, "--wards", str(path), "-f", "leaflet", "-o", str(bench.out), "--proof", "none", "--quiet"]
    run = spawn([sys.executable, *ENTRY, *call], bench.env)
    check(bench.out, count)
    return f"{count:,} real names, an office's list", f"{run.wall / 1e3:.2f} s", "", "", "", ""


def _merged(bench: Bench, case: Case) -> Cells:
    run = bench.printkit(case, "--merge")
    (file,) = bench.out.glob("*.pdf")
    what = f"`--merge`, {case.wards:,} wards: bytes a ward ({run.wall / 1e3:.1f} s, {run.peak:.0f} MB of memory)"
    return what, f"{file.stat().st_size / case.wards:.0f}", "", "", "", "≤ 2,500, aim 1,500"


def main() -> None:
    """Measure, and print each line once it is known."""
    parser = argparse.ArgumentParser(prog="python -m bench.batch", description=__doc__)
    parser.add_argument("-n", type=int, default=3, metavar="TURNS", help="turns of printkit and each peer (default 3)")
    parser.add_argument("--quick", action="store_true", help="a tenth of the wards: does the bench still run?")
    parser.add_argument("--folder", type=Path, metavar="DIR", help="work below it, on its disk (default: temporary)")
    given = parser.parse_args()
    sizes = QUICK if given.quick else Sizes()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        bench = Bench(Path(folder))
        bench.prepare(sizes)
        bench.printkit(Case(2))  # compiles our modules
        for cells in table(bench, sizes, given.n):
            print("|", " | ".join(map(str.ljust, cells, WIDTHS)), "|", flush=True)


if __name__ == "__main__":
    main()
