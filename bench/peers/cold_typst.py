"""One leaflet with Typst in a fresh process: the folder of sources goes in, a PDF is written beside them."""

import sys

import typst

folder, *otherwise = sys.argv[1:]
ours = [f"{folder}/fonts"]
source, result = f"{folder}/leaflet.typ", f"{folder}/cold-typst.pdf"
if "searched" in otherwise:
    typst.compile(source, result, root=folder, font_paths=ours)
else:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=ours)
    typst.compile(
        source, result, root=folder, font_paths=fonts, pdf_standards="a-2a" if "archival" in otherwise else []
    )
