"""Flashcards: a card a procedure, or a deck a procedure with a card a step, laid on A4 sheets to be cut."""

from functools import lru_cache

from printkit.fill import only_section
from printkit.formats.base import Format, Options
from printkit.formats.flashcards import contact, procedure, step
from printkit.formats.flashcards.imposition import Card, Duplex, sheets
from printkit.formats.flashcards.looks import STOCKS, Stock
from printkit.layout.frame import Frame
from printkit.model import Guide
from printkit.parts.desk import Desk
from printkit.values import replace


def _pages(desk: Desk, guide: Guide, options: Options) -> tuple[Frame, ...]:
    if options.section:
        guide = only_section(guide, options.section)
    stock = STOCKS[options.card_size]
    deck = (*_deck(desk, stock, replace(guide, ward=None), options.cards), *contact.cards(desk, stock, guide))
    return sheets(deck, stock, Duplex(options.flip, options.back_offset))


@lru_cache(maxsize=64)
def _deck(desk: Desk, stock: Stock, guide: Guide, kind: str) -> tuple[Card, ...]:
    """The cards of a guide's procedures: the same for every ward that the guide does not name."""
    if kind == "step":
        return step.cards(desk, stock, guide)
    return procedure.cards(desk, stock, guide)


FORMAT = Format("flashcards", "A7 or A6 flashcards on A4 sheets", _pages, two_sided=True)
