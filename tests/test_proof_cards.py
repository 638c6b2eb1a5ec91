"""What the proof catches of cards: layouts changed before they are drawn, so that page and promise are wrong alike."""

from collections.abc import Callable
from functools import cache

import pytest

from printkit.compose import compose
from printkit.formats import Options
from printkit.layout.document import Document
from printkit.layout.frame import Frame, Placed
from printkit.pdf.pen import draw
from printkit.proof.prove import prove
from printkit.proof.report import Finding
from printkit.units import A4, mm
from tests.prints import Case, guide

CARDS = Case("vssid", "flashcards")
Change = Callable[[Placed], Placed | None]


@cache
def deck(flip: str = "long", offset: tuple[float, float] = (0.0, 0.0)) -> Document:
    return compose(guide(CARDS), "flashcards", Options(flip=flip, back_offset=offset))


def cards(number: int, change: Change, made: Document) -> Document:
    """A document with the cards of a page changed, or taken out; pages count from 1."""
    page = made.pages[number - 1]
    items = tuple(changed for placed in page.items if (changed := change(placed)))
    return made._replace(pages=(*made.pages[: number - 1], page._replace(items=items), *made.pages[number:]))


def moved(key: str, x: float = 0.0, y: float = 0.0) -> Change:
    """A card, by so many mm."""
    return lambda placed: placed._replace(x=placed.x + mm(x), y=placed.y + mm(y)) if _is(placed, key) else placed


def _is(placed: Placed, key: str) -> bool:
    return isinstance(placed.item, Frame) and placed.item.role is not None and placed.item.role.key == key


def swapped(placed: Placed) -> Placed:
    """The first two cards of a page, each where the other was."""
    to = {"card-1": 0.0, "card-2": A4.width / 2}
    return next((placed._replace(x=x) for key, x in to.items() if _is(placed, key)), placed)


def upright(placed: Placed) -> Placed:
    return placed._replace(item=placed.item._replace(turned=False)) if isinstance(placed.item, Frame) else placed


def found(made: Document) -> list[Finding]:
    return [each for each in prove(draw(made), made).failures if each.check == "fit"]


NEAR = 10.0  # mm
NOT_BEHIND = "the back of card-1 is not behind its front"


@pytest.mark.parametrize(
    ("page", "change", "made", "says", "at"),
    [
        (1, moved("card-1", x=12), deck(), "a code is cut through", (81, 17)),
        (1, moved("card-1", x=4.5), deck(), "a code is 1.5 mm from a cut, not 3", (74, 17)),
        (1, moved("card-3", y=-6), deck(), "mm from a cut, not 3", (10, 80)),
        (2, swapped, deck(), NOT_BEHIND, (0, 0)),
        (2, moved("card-1", y=1), deck(), NOT_BEHIND, (105, 1)),
        (2, lambda placed: None if _is(placed, "card-1") else placed, deck(), NOT_BEHIND, (0, 0)),
        (2, upright, deck("short"), NOT_BEHIND, (0, 222)),
        (2, moved("card-1", x=-1.5), deck("long", (1.5, 0.5)), NOT_BEHIND, (105, 0)),
    ],
    ids=["cut", "near a cut", "near a cut below", "swapped", "moved", "no back", "upright", "offset undone"],
)
def test_a_misplaced_card_is_found(
    page: int, change: Change, made: Document, says: str, at: tuple[float, float]
) -> None:
    told = found(cards(page, change, made))
    places = [each.place[:2] for each in told if each.page == page and says in each.found and each.place]
    assert any(abs(x - at[0]) < NEAR and abs(y - at[1]) < NEAR for x, y in places), told


@pytest.mark.parametrize("made", [deck("short"), deck("short", (1.5, -0.5)), deck("long", (-2, 1))])
def test_cards_in_their_places_pass(made: Document) -> None:
    assert found(made) == []
