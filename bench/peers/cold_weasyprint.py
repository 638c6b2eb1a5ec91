"""One leaflet with WeasyPrint in a fresh process: the folder of sources goes in, a PDF is written beside them."""

import sys
from pathlib import Path
from string import Template

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

folder = Path(sys.argv[1])
page = Template((folder / "leaflet.html").read_text(encoding="utf-8"))
text = page.substitute(name="xã, phường", address="", phone="", hours="")
document = HTML(string=text, base_url=str(folder / "leaflet.html"))
fonts = FontConfiguration()
style = CSS(folder / "leaflet.css", font_config=fonts)
document.write_pdf(folder / "cold-weasyprint.pdf", stylesheets=[style], font_config=fonts, pdf_tags=True)
