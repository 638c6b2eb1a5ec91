"""What tags, metadata and profile add to a build: the leaflet with and without them, in fresh processes, in turn.

python -m bench.tagging [-n RUNS]
"""

import argparse
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "guides" / "vssid.yaml"
MOST = 1.20  # of the untagged build's CPU


def child(kind: str) -> None:
    """Build the leaflet once; `plain` leaves out marked content, structure, metadata and profile."""
    from printkit.compose import compose
    from printkit.fill import fill
    from printkit.fonts import covered
    from printkit.formats import Options
    from printkit.pdf import ink, pen
    from printkit.pdf.objects import Stream
    from printkit.source.guide import read_guide

    if kind == "plain":
        press: Any = pen
        ink._Ink.mark = lambda _self, _owner: None  # type: ignore[method-assign, assignment]
        press.Structure = _Bare
        press.packet = lambda _document, _date: Stream({}, b"")
        press.output_intents = lambda _sheaf, _document: ""
        press.outlines = lambda _sheaf, _document, _pages: ""
    pen.draw(compose(fill(read_guide(GUIDE, covered()), None), "leaflet", Options()))


class _Bare:
    """No structure tree."""

    def __init__(self, sheaf: object, pages: list[object]) -> None:
        self.pages = pages

    def write(self, numbers: list[int]) -> tuple[int, list[list[int]]]:
        return 1, [[] for _page in self.pages]


def cpu(kind: str) -> float:
    """CPU in ms of one fresh process."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen([sys.executable, "-m", "bench.tagging", "--child", kind], cwd=ROOT, env=kept)
    _pid, _status, used = os.wait4(process.pid, 0)
    return (used.ru_utime + used.ru_stime) * 1000


def main() -> None:
    """Measure and print the ratio."""
    parser = argparse.ArgumentParser()
    parser.add_argument("-n", type=int, default=15)
    parser.add_argument("--child", default="")
    given = parser.parse_args()
    if given.child:
        child(given.child)
        return
    cpu("tagged")
    runs = [(cpu("tagged"), cpu("plain")) for _run in range(given.n)]
    tagged, plain = (statistics.median(side) for side in zip(*runs, strict=True))
    ratio = statistics.median(a / b for a, b in runs)
    print(f"tagged {tagged:.0f} ms, untagged {plain:.0f} ms, ratio {ratio:.2f} (at most {MOST})")


if __name__ == "__main__":
    main()
