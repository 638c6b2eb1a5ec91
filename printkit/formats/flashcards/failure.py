"""The errors of cards that cannot be set: whose they are, by how many mm, and what would work."""

from collections.abc import Callable
from gettext import gettext as _

from printkit.errors import LayoutError, Problem
from printkit.formats.flashcards.looks import STOCK_A6, Stock
from printkit.inline import plain, section_addresses
from printkit.model import Section
from printkit.parts.codes import code_size
from printkit.units import Size, mm

LOOKS = 512  # mm, as far as an error looks for a card that would do
LONG_TITLE = 60  # characters that a card's title may have
WIDE_CODE = 30.0  # mm; a larger code leaves an A7 card no words


def lacking(stock: Stock, holds: Callable[[Stock], bool]) -> tuple[int, int]:
    """By how many whole mm a card would have to be higher, else wider, to hold what it is asked; 0 for never."""

    def most(size: Callable[[int], Size]) -> int:
        low, high = 0, LOOKS
        if not holds(stock._replace(size=size(high))):
            return 0
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if holds(stock._replace(size=size(middle))) else (middle, high)
        return high

    width, height = stock.size
    higher = most(lambda more: Size(width, height + mm(more)))
    return (higher, 0) if higher else (0, most(lambda more: Size(width + mm(more), height)))


def refusal(
    stock: Stock, section: Section, part: str, lacks: tuple[int, int], fits_a6: Callable[[], bool]
) -> LayoutError:
    """The error of a part of a section's cards, with the size of card that would do if there is one."""
    message = _("section “{title}” does not fit on {size} flashcards: {part} is too full")
    if lacks[0]:
        message = _("section “{title}” does not fit on {size} flashcards: {part} is {over} mm too high")
    elif lacks[1]:
        message = _("section “{title}” does not fit on {size} flashcards: {part} is {over} mm too wide")
    said = message.format(title=plain(section.title), size=stock.name, part=part, over=max(lacks))
    advice = _advice(stock, section)
    if stock is not STOCK_A6 and fits_a6():
        advice = _("A6 cards would hold it; or {advice}").format(advice=advice)
    return LayoutError((Problem(section.where, said, advice),))


def _advice(stock: Stock, section: Section) -> str:
    codes = [code_size(link, stock.look.code_least, stock.look.dots)[0] for link in section_addresses(section)]
    if any(size > mm(WIDE_CODE) for size in codes):
        return _("use a shorter address of the same page")
    if len(plain(section.short or section.title)) > LONG_TITLE:
        return _("give it a `short` title")
    return _("shorten it, or give it a `short` text")
