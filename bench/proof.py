"""What proving a print costs: CPU of a warm process beside that of building the file, and its peak memory.

python -m bench.proof [-n RUNS]
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "guides" / "vssid.yaml"
FORMATS = ("leaflet", "poster", "flashcards")
MOST = {"leaflet": 0.35, "all three": 2.0}  # s of CPU, warm
MEMORY = 150  # MB, of a process that builds and proves all three


def cpu(work: Callable[[], object]) -> float:
    """Seconds of CPU that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def child(runs: int) -> None:
    """For each format and run print the CPU of building and of proving its file, in turn."""
    from printkit.compose import compose
    from printkit.fill import fill
    from printkit.fonts import covered
    from printkit.formats import Options
    from printkit.layout.document import Document
    from printkit.pdf.pen import draw
    from printkit.proof.prove import prove
    from printkit.proof.report import PASS
    from printkit.source.guide import read_guide

    guide = fill(read_guide(GUIDE, covered()), None)

    def make(fmt: str) -> tuple[bytes, Document]:
        document = compose(guide, fmt, Options())
        return draw(document), document

    made = {fmt: make(fmt) for fmt in FORMATS}
    assert all(prove(*it).verdict == PASS for it in made.values())  # and warm
    for fmt in FORMATS:
        for _run in range(runs):
            print(fmt, cpu(lambda fmt=fmt: make(fmt)), cpu(lambda fmt=fmt: prove(*made[fmt])))  # type: ignore[misc]


def measured(runs: int) -> tuple[dict[str, list[tuple[float, float]]], float]:
    """Seconds of building and proving by format, and the peak memory in MB, of a process of its own."""
    call = [sys.executable, "-m", "bench.proof", "--child", "-n", str(runs)]
    process = subprocess.Popen(call, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    times: dict[str, list[tuple[float, float]]] = {}
    for line in process.stdout:
        fmt, build, proof = line.split()
        times.setdefault(fmt, []).append((float(build), float(proof)))
    _pid, status, used = os.wait4(process.pid, 0)
    assert status == 0
    return times, used.ru_maxrss / 1024


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("-n", type=int, default=7)
    parser.add_argument("--child", action="store_true")
    given = parser.parse_args()
    if given.child:
        child(given.n)
        return
    times, peak = measured(given.n)
    print("| proof of | CPU, warm | target |\n| --- | --: | --- |")
    proofs = {fmt: statistics.median(proof for _build, proof in each) for fmt, each in times.items()}
    proofs["all three"] = sum(proofs.values())
    for what, seconds in proofs.items():
        print(f"| {what} | {seconds:.2f} s | {f'≤ {MOST[what]} s' if what in MOST else ''} |")
    print(f"| peak memory | {peak:.0f} MB | ≤ {MEMORY} MB |")


if __name__ == "__main__":
    main()
