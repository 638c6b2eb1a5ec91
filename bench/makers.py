"""The leaflet made again and again in one process: a maker's name and its folder go in, a function of a ward comes out.

The folder holds what `bench.leaflet` put there: the peers' sources, the codes and the fonts. Each maker keeps all that
its library lets it keep from one ward to the next. A later peer is a function here and a line in `MAKERS`.

    python -m bench.makers NAME FOLDER                      a leaflet for each number on stdin, and what it took
    python -m bench.makers NAME FOLDER COUNT OUT [coded]    a file a ward, each in a folder of its own
"""

import json
import sys
import time
from collections.abc import Callable
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from bench.contacts import Contact, contact

if TYPE_CHECKING:
    from typst import Compiler

Make = Callable[[Contact], bytes]


def printkit(folder: Path) -> Make:
    """The guide is read once; each leaflet is filled, composed and drawn."""
    from printkit.compose import compose
    from printkit.fill import fill
    from printkit.fonts import covered
    from printkit.formats import Options
    from printkit.model import Ward
    from printkit.pdf.pen import draw
    from printkit.source.guide import read_guide

    guide = read_guide(folder / "vssid.yaml", covered())

    def make(ward: Contact) -> bytes:
        return draw(compose(fill(guide, Ward("0", **ward._asdict())), "leaflet", Options()))

    return make


def typst(folder: Path, inputs: dict[str, str] | None = None) -> Make:
    """One compiler; the ward is a file it reads again."""
    compiler = _compiler(folder, inputs)

    def make(ward: Contact) -> bytes:
        (folder / "ward.json").write_text(json.dumps(ward._asdict()), encoding="utf-8")
        return _one_file(compiler.compile())

    return make


def typst_inputs(folder: Path) -> Make:
    """One compiler; the ward is an input, as its manual suggests."""
    compiler = _compiler(folder)

    def make(ward: Contact) -> bytes:
        return _one_file(compiler.compile(sys_inputs={"ward": json.dumps(ward._asdict())}))

    return make


def typst_named(folder: Path) -> Make:
    """The same where the body names the ward."""
    return typst(folder, {"named": "yes"})


def _compiler(folder: Path, inputs: dict[str, str] | None = None) -> "Compiler":
    from typst import Compiler, Fonts

    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder / "fonts"])
    return Compiler(folder / "leaflet.typ", root=folder, font_paths=fonts, sys_inputs=inputs or {})


def _one_file(pdf: bytes | list[bytes] | None) -> bytes:
    assert isinstance(pdf, bytes)
    return pdf


def weasyprint(folder: Path) -> Make:
    """Style sheet, fonts and pictures are kept; the page is parsed again."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts, pictures = FontConfiguration(), dict[str, object]()
    style = CSS(folder / "leaflet.css", font_config=fonts)
    page = Template((folder / "leaflet.html").read_text(encoding="utf-8"))

    def make(ward: Contact) -> bytes:
        text = page.substitute({key: escape(value) for key, value in ward._asdict().items()})
        document = HTML(string=text, base_url=str(folder / "leaflet.html"))
        pdf: bytes = document.write_pdf(stylesheets=[style], font_config=fonts, cache=pictures, pdf_tags=True)
        return pdf

    return make


def platypus(folder: Path) -> Make:
    """ReportLab: faces and codes are kept, paragraphs are made and set again."""
    from bench.peers.platypus import Leaflet

    return Leaflet(folder).make


def fpdf2(folder: Path) -> Make:
    """fpdf2: codes are kept; it has nothing else to keep."""
    from bench.peers.fpdf2 import Leaflet

    return Leaflet(folder).make


MAKERS: dict[str, Callable[[Path], Make]] = {
    "printkit": printkit,
    "typst": typst,
    "typst-named": typst_named,
    "typst-inputs": typst_inputs,
    "weasyprint": weasyprint,
    "platypus": platypus,
    "fpdf2": fpdf2,
}


def answer(name: str, folder: Path) -> None:
    """For each ward number on stdin make its leaflet, and say the seconds of CPU it took on stdout."""
    make = MAKERS[name](folder)
    for line in sys.stdin:
        ward = contact(int(line))
        start = time.process_time()
        pdf = make(ward)
        print(time.process_time() - start, flush=True)
        (folder / f"{name}.pdf").write_bytes(pdf)


def write_all(name: str, folder: Path, count: int, out: Path, *, coded: bool) -> None:
    """Write the leaflets of so many wards; on stdout the seconds all but the first took, by the clock and of CPU."""
    make = MAKERS[name](folder)
    wall, cpu = 0.0, 0.0
    for number in range(count):
        if number == 1:
            wall, cpu = time.perf_counter(), time.process_time()
        path = out / f"{number:05}" / "leaflet.pdf"
        path.parent.mkdir(parents=True)
        path.write_bytes(make(contact(number, coded=coded)))
    print(time.perf_counter() - wall, time.process_time() - cpu)


if __name__ == "__main__":
    if len(sys.argv) > 3:
        write_all(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]), coded="coded" in sys.argv[5:])
    else:
        answer(sys.argv[1], Path(sys.argv[2]))
