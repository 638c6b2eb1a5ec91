"""The A4 leaflet: one procedure on a page, several over two columns and as many pages as they need."""

from printkit.formats.base import Format, Options
from printkit.layout.frame import Frame
from printkit.model import Guide
from printkit.parts.desk import Desk


def _pages(desk: Desk, guide: Guide, options: Options) -> tuple[Frame, ...]:
    if len(guide.sections) == 1:
        from printkit.formats.leaflet import single

        found = single.pages(desk, guide, guide.sections[0])
    else:
        from printkit.formats.leaflet import several

        found = several.pages(desk, guide)
    if found:
        return found
    from printkit.formats.leaflet import flow

    return flow.pages(desk, guide)


FORMAT = Format("leaflet", "A4 leaflet", _pages, two_sided=True)
