"""One leaflet with Typst in a fresh process: the folder of sources goes in, a PDF is written beside them."""

import sys

import typst

folder = sys.argv[1]
fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[f"{folder}/fonts"])
typst.compile(f"{folder}/leaflet.typ", f"{folder}/cold-typst.pdf", root=folder, font_paths=fonts)
