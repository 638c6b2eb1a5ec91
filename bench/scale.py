"""What a whole country's prints would take: measured on some wards of the VssID guide, then multiplied.

`python -m bench.scale` prints it for 3,321 wards × 50 guides × 3 formats, a file each. Seconds are CPU of one core;
those of a process that prints one ward, start, reading and layout with it, stand for each guide and format, and the
difference to one that prints all of the part stands for each ward. Proofs are those of `--proof sample`.
"""

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import mean, median
from typing import NamedTuple

from bench.batch import Bench, Case, check
from bench.leaflet import GUIDE
from bench.proof import FORMATS, measured

WARDS, GUIDES = 3321, 50
SHARDS = (1, 2, 8, 16, 64)


class Cost(NamedTuple):
    """Of a format: seconds of CPU of a guide, of each ward and of a proof; bytes of a file."""

    guide: float
    ward: float
    proof: float
    size: float

    def seconds(self, shards: int = 1) -> float:
        """Of all wards, one guide: every shard lays the guide out for itself and proves a sample of its own."""
        proofs = len(range(0, WARDS, 200 * shards)) + 2
        return shards * (self.guide + proofs * self.proof) + WARDS * self.ward


def cost(bench: Bench, fmt: str, part: int, turns: int, proof: float) -> Cost:
    """What a format costs: the median of some turns."""
    firsts, wards, sizes = [], [], [0]
    for _turn in range(turns):
        first = bench.printkit(Case(part), "--only", "00000", fmt=fmt).cpu / 1e3
        whole = bench.printkit(Case(part), fmt=fmt).cpu / 1e3
        check(bench.out, part)
        firsts.append(first)
        wards.append((whole - first) / (part - 1))
        sizes = [path.stat().st_size for path in bench.out.rglob("*.pdf")]
    return Cost(median(firsts), median(wards), proof, mean(sizes))


def formats(costs: dict[str, Cost]) -> Iterator[tuple[str, ...]]:
    """Each format, for all wards and guides in one run."""
    yield "format", "a guide", "a ward", "a proof", "a file", "all, CPU", "all, bytes"
    yield "---", *["--:"] * 6
    for fmt, one in costs.items():
        figures = (f"{one.guide:.2f} s", f"{one.ward * 1e3:.1f} ms", f"{one.proof:.2f} s", f"{one.size / 1e3:.0f} KB")
        yield fmt, *figures, f"{GUIDES * one.seconds() / 60:.0f} min", f"{GUIDES * WARDS * one.size / 1e9:.1f} GB"
    seconds = GUIDES * sum(one.seconds() for one in costs.values())
    size = GUIDES * WARDS * sum(one.size for one in costs.values())
    yield f"{GUIDES * WARDS * len(costs):,} files", "", "", "", "", f"{seconds / 60:.0f} min", f"{size / 1e9:.1f} GB"


def shards(costs: dict[str, Cost]) -> Iterator[tuple[str, ...]]:
    """All formats, split over so many cores."""
    yield "shards, a core each", "each", "CPU of all"
    yield "--:", "--:", "--:"
    for count in SHARDS:
        minutes = GUIDES * sum(one.seconds(count) for one in costs.values()) / 60
        yield f"{count}", f"{minutes / count:.1f} min", f"{minutes:.0f} min"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("--wards", type=int, default=200, metavar="N", help="wards of the part (default 200)")
    parser.add_argument("-n", type=int, default=7, metavar="TURNS", help="turns of each format (default 7)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        bench.printkit(Case(2))  # compiles our modules
        times, _peak = measured(given.n)
        proofs = {fmt: median(proof for _build, proof in times[fmt]) for fmt in FORMATS}
        costs = {fmt: cost(bench, fmt, given.wards, given.n, proofs[fmt]) for fmt in FORMATS}
    print(f"{WARDS:,} wards × {GUIDES} guides like {GUIDE}, measured on {given.wards} wards")
    for table in (formats(costs), shards(costs)):
        print()
        for cells in table:
            print("|", " | ".join(cells), "|")


if __name__ == "__main__":
    main()
