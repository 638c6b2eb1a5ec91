"""The band at the head of a sheet: kicker, title, subtitle, icon disc and the start of the route (standard 5, 6)."""

from contextlib import suppress
from typing import NamedTuple

from printkit.inline import plain
from printkit.layout.blocks import Block, advance, place
from printkit.layout.blocks import clear as white_over
from printkit.layout.frame import LAYOUT, Box, Disc, Frame, Glyphs, Placed, Tag
from printkit.layout.icons import icon
from printkit.layout.paragraph import BLOCK
from printkit.layout.text import TooWide
from printkit.model import Rich
from printkit.parts.desk import Desk
from printkit.parts.look import Look
from printkit.units import mm

FOOT = 5.0  # mm, band below the subtitle
ABOVE = 1.0  # mm, least from the bar that ink-saver has at the band's edge to a title that has no kicker over it
APART = 4.0  # mm between text and what stands at the band's foot on the right
TITLE_LINES = 2  # more only where the title is at its floor


class Band(NamedTuple):
    """Geometry of a masthead in mm from the band's top left corner."""

    width: float
    text_x: float
    title_width: float
    kicker_y: float
    title_y: float  # where there is a kicker above it
    subtitle_gap: float
    least_height: float
    ink_bar: float  # ink-saver: bar on top
    ink_rule: float  # ink-saver: rule at the foot
    foot: float = FOOT
    disc: float = 0.0  # diameter; 0 draws none, and no route
    disc_x: float = 0.0
    disc_drop: float = 0.0  # centre below the title's top
    icon: float = 0.0
    ring: float = 0.0  # ink-saver: the disc's outline


class Heading(NamedTuple):
    """What a masthead says."""

    kicker: Rich
    title: Rich
    subtitle: Rich
    icon: str = ""


class Beside(NamedTuple):
    """What stands at the band's foot on the right; where `width` is given, in points, text ends before it."""

    block: Block
    width: float = 0.0


def masthead(
    desk: Desk, look: Look, band: Band, heading: Heading, *, routed: bool = True, beside: Beside | None = None
) -> Frame:
    """The band. `routed` starts the route under the disc."""
    palette = desk.palette
    items: list[Placed] = []
    x, y = mm(band.text_x), mm(band.kicker_y)
    if heading.kicker:
        kicker = place(desk.text(heading.kicker, look.kicker, palette.band_text), mm(band.width - band.text_x) - x / 2)
        items.append(Placed(x, y, kicker))
        y += kicker.height
    clear = _clear(band, beside)
    title = _title(desk, look, heading.title, mm(band.title_width))
    if beside and beside.width and not heading.subtitle:
        title = _clear_of(desk, look, heading.title, clear, title)
    least = (mm(band.title_y), y + _rise(title)) if heading.kicker else (y, mm(band.ink_bar + ABOVE) + _rise(title))
    title_y = y = max(least)
    items.append(Placed(x, y, title))
    y += title.height
    if heading.subtitle:
        told = desk.text(heading.subtitle, look.subtitle, palette.band_text, balanced=True)
        y += max(mm(band.subtitle_gap), white_over(told))
        subtitle = place(told, clear if beside and beside.width else mm(band.width - band.text_x) - x / 2)
        items.append(Placed(x, y, subtitle))
        y += subtitle.height
    height = max(y + mm(band.foot), mm(band.least_height))
    if beside:
        aside = place(beside.block, mm(band.width) - 2 * mm(band.foot))
        items.append(Placed(mm(band.foot), height - mm(band.foot) - aside.height, aside))
    ground = _ground(desk, band, height)
    disc = _disc(desk, band, heading.icon, title_y + mm(band.disc_drop), height, look.route if routed else 0.0)
    return Frame(mm(band.width), height, (Placed(0, 0, ground), *disc, *items))


def _title(desk: Desk, look: Look, title: Rich, width: float) -> Frame:
    """The title on two lines with its compounds whole; only at its floor may it take more lines, or open one.

    Raises TooWide while it could still be set smaller.
    """
    paragraph = desk.text(title, look.title, desk.palette.band_text, balanced=True, role=Tag("H1"))
    shrinks = look.title.size > look.title.floor
    try:
        frame = place(paragraph._replace(wrap=paragraph.wrap._replace(strict=True)), width)
    except TooWide:
        if shrinks:
            raise
        return place(paragraph, width)
    if shrinks and frame.height > (BLOCK + look.title.leading * (TITLE_LINES - 0.5)) * look.title.size:
        raise TooWide(plain(title), frame.height, width)
    return frame


def _clear_of(desk: Desk, look: Look, title: Rich, width: float, wide: Frame) -> Frame:
    """The title clear of what stands beside its last line; where that takes more lines, as it was, a line higher."""
    last = max(placed.y for placed in wide.items)
    if max(placed.x + advance(placed.item) for placed in wide.items if placed.y == last) <= width:
        return wide
    with suppress(TooWide):
        narrow = _title(desk, look, title, width)
        if narrow.height <= wide.height:
            return narrow
    return wide._replace(height=wide.height + BLOCK * look.subtitle.size)


def _clear(band: Band, beside: Beside | None) -> float:
    """Width of text that ends before what stands at the band's foot on the right."""
    if not (beside and beside.width):
        return mm(band.title_width)
    return min(mm(band.title_width), mm(band.width - band.foot - band.text_x - APART) - beside.width)


def _rise(title: Frame) -> float:
    """How far the letters of the title's first line reach above its block: Ẳ would run into the kicker."""
    first = min((placed.y for placed in title.items), default=0.0)
    runs = [placed.item for placed in title.items if placed.y == first]
    glyphs = [run.items[0].item if isinstance(run, Frame) else run for run in runs]
    return max((first, *(run.face.extent(run.text)[1] * run.size for run in glyphs if isinstance(run, Glyphs)))) - first


def _ground(desk: Desk, band: Band, height: float) -> Frame:
    """Solid accent, or in ink-saver a bar on top and a rule at the foot."""
    palette = desk.palette
    width = mm(band.width)
    if palette.band:
        return Frame(width, height, (Placed(0, 0, Box(width, height, palette.band)),), LAYOUT)
    bar, rule = mm(band.ink_bar), mm(band.ink_rule)
    items = (
        Placed(0, 0, Box(width, bar, palette.band_bar)),
        Placed(0, height - rule, Box(width, rule, palette.band_rule)),
    )
    return Frame(width, height, items, LAYOUT)


def _disc(desk: Desk, band: Band, name: str, centre: float, height: float, route: float) -> tuple[Placed, ...]:
    """Disc with icon, and the route from its centre to the band's foot."""
    if not band.disc:
        return ()
    palette = desk.palette
    x = mm(band.disc_x)
    ring = mm(band.ring) if palette.badge_ring else 0.0
    disc = Disc((mm(band.disc) + ring) / 2, palette.badge, palette.badge_ring, ring)
    drawn: list[Placed] = []
    if route:
        drawn.append(Placed(x - mm(route) / 2, centre, Box(mm(route), height - centre, palette.route_in_band)))
    drawn.append(Placed(x, centre, disc))
    size = mm(band.icon)
    if name:
        drawn.append(Placed(x - size / 2, centre - size / 2, icon(name, size, palette.badge_icon)))
    return (Placed(0, 0, Frame(mm(band.width), height, tuple(drawn), LAYOUT)),)
