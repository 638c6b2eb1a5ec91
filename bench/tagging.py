"""What tags, metadata and profile add to a build: the leaflet with and without them, in fresh processes, in turn.

python -m bench.tagging [-n RUNS]
"""

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Sequence
from typing import Any, NamedTuple

from bench.leaflet import GUIDE, ROOT, spawn

MOST = 1.20  # of the untagged build's CPU
UNTAGGED = 0.9  # of the tagged leaflet's bytes, that one without tags stays under


def child(kind: str) -> bytes:
    """Build the leaflet once; `plain` leaves out marked content, structure, metadata and profile."""
    from printkit.compose import compose
    from printkit.fill import fill
    from printkit.fonts import covered
    from printkit.formats import Options
    from printkit.pdf import ink, pen, plate
    from printkit.pdf.objects import Stream
    from printkit.source.guide import read_guide

    if kind == "plain":
        press: Any = plate
        ink._Ink.mark = lambda _self, _owner: None  # type: ignore[method-assign, assignment]
        press.Plate._tree = _no_tree
        press.packet = lambda _document, _date: Stream({}, b"")
        press.output_intents = lambda _sheaf, _document: ""
        press.outlines = lambda _sheaf, _document, _pages: ""
    return pen.draw(compose(fill(read_guide(ROOT / GUIDE, covered()), None), "leaflet", Options()))


def _no_tree(self: Any, drawn: Sequence[object], _characters: object) -> tuple[Any, int, list[list[int]], list[str]]:
    """No structure tree, no live boxes."""
    from printkit.layout.frame import Tag
    from printkit.pdf.tags import Element

    return Element(Tag("Document"), self.sheaf.reserve()), 0, [[] for _page in drawn], []


class Run(NamedTuple):
    """A fresh process: CPU in ms, bytes of its leaflet."""

    cpu: float
    size: int


def run(kind: str) -> Run:
    """Build one kind in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile("w+") as told:
        cost = spawn([sys.executable, "-m", "bench.tagging", "--child", kind], kept, told)
        told.seek(0)
        return Run(cost.cpu, int(told.read()))


def main() -> None:
    """Measure and print the ratio."""
    parser = argparse.ArgumentParser()
    parser.add_argument("-n", type=int, default=15)
    parser.add_argument("--child", default="")
    given = parser.parse_args()
    if given.child:
        print(len(child(given.child)))
        return
    run("tagged")
    runs = [(run("tagged"), run("plain")) for _run in range(given.n)]
    assert all(plain.size < UNTAGGED * tagged.size for tagged, plain in runs), "the untagged leaflet is tagged"
    tagged, plain = (statistics.median(each.cpu for each in side) for side in zip(*runs, strict=True))
    ratio = statistics.median(tagged.cpu / plain.cpu for tagged, plain in runs)
    print(f"tagged {tagged:.0f} ms, untagged {plain:.0f} ms, ratio {ratio:.2f} (at most {MOST})")


if __name__ == "__main__":
    main()
