"""The A4 leaflet: one procedure on a page, several over two columns and as many pages as they need."""

from printkit.formats.base import Format, Options
from printkit.formats.leaflet import flow, several, single
from printkit.layout.frame import Frame
from printkit.model import Guide
from printkit.parts.desk import Desk


def _pages(desk: Desk, guide: Guide, options: Options) -> tuple[Frame, ...]:
    found = single.pages(desk, guide, guide.sections[0]) if len(guide.sections) == 1 else several.pages(desk, guide)
    return found or flow.pages(desk, guide)


FORMAT = Format("leaflet", "A4 leaflet", _pages)
