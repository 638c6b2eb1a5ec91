"""The A3 poster: one procedure fills its sheet; several have an overview first, then a sheet each."""

from printkit.formats.base import Format, Options
from printkit.formats.poster import overview, procedure
from printkit.layout.frame import Frame
from printkit.model import Guide
from printkit.parts.desk import Desk


def _pages(desk: Desk, guide: Guide, options: Options) -> tuple[Frame, ...]:
    found = [overview.pages(desk, guide)] if len(guide.sections) > 1 else []
    found += [procedure.pages(desk, guide, section) for section in guide.sections]
    return tuple(page for pages in found for page in pages)


FORMAT = Format("poster", "A3 notice-board poster", _pages, two_sided=False)
