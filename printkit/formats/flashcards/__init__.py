"""Flashcards: a card a procedure, or a deck a procedure with a card a step, laid on A4 sheets to be cut."""

from printkit.fill import only_section
from printkit.formats.base import Format, Options
from printkit.formats.flashcards import contact, procedure, step
from printkit.formats.flashcards.imposition import Duplex, sheets
from printkit.formats.flashcards.looks import STOCKS
from printkit.layout.frame import Frame
from printkit.model import Guide
from printkit.parts.desk import Desk


def _pages(desk: Desk, guide: Guide, options: Options) -> tuple[Frame, ...]:
    if options.section:
        guide = only_section(guide, options.section)
    stock = STOCKS[options.card_size]
    kind = step if options.cards == "step" else procedure
    deck = (*kind.cards(desk, stock, guide), *contact.cards(desk, stock, guide))
    return sheets(deck, stock, Duplex(options.flip, options.back_offset))


FORMAT = Format("flashcards", "A7 or A6 flashcards on A4 sheets", _pages)
