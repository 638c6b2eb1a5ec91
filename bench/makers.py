"""The leaflet made again and again in one process: a maker's name and its folder go in, a function of a ward comes out.

The folder holds what `bench.leaflet` put there: the peers' sources, the codes and the fonts. Each maker keeps all that
its library lets it keep from one ward to the next. A later peer is a function here and a line in `MAKERS`.
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


def typst(folder: Path) -> Make:
    """One compiler; the ward is a file it reads again."""
    compiler = _compiler(folder)

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


def _compiler(folder: Path) -> "Compiler":
    from typst import Compiler, Fonts

    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder / "fonts"])
    return Compiler(folder / "leaflet.typ", root=folder, font_paths=fonts)


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


MAKERS = {"printkit": printkit, "typst": typst, "typst-inputs": typst_inputs, "weasyprint": weasyprint}


def answer(name: str, folder: Path) -> None:
    """For each ward number on stdin make its leaflet, and say the seconds of CPU it took on stdout."""
    make = MAKERS[name](folder)
    for line in sys.stdin:
        ward = contact(int(line))
        start = time.process_time()
        pdf = make(ward)
        print(time.process_time() - start, flush=True)
        (folder / f"{name}.pdf").write_bytes(pdf)


if __name__ == "__main__":
    answer(sys.argv[1], Path(sys.argv[2]))
