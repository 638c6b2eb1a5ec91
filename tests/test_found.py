"""What random guides and files found, each as small as it can be."""

from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from printkit.cli import main
from printkit.formats.poster import procedure
from printkit.formats.poster.plan import Plan, plan
from tests.office import Captured, fails, save

pytestmark = pytest.mark.usefixtures("office")

LONG = f"https://{'x' * 30}.vn"
CARDS = "output/the-flashcards-step-a6.pdf"
STEP_CARDS = ["build", "-f", "flashcards", "--cards", "step", "--card-size", "A6"]


def read_cards() -> str:
    """The text of the cards without the white space that lines break at."""
    return "".join("".join(page.extract_text() for page in PdfReader(CARDS).pages).split())


def test_a_code_apart_from_its_way_was_too_wide() -> None:
    """The sides that codes go to when a card has no room raised TooWide; a long host breaks anywhere."""
    save("guides/the.yaml", f"title: A\noptions:\n- {{text: B, links: [{LONG}/1, {LONG}/2]}}\n")
    assert main(STEP_CARDS) == 0
    assert read_cards().count(LONG[8:]) >= 2


def test_an_address_in_a_step_of_a_way_was_too_wide() -> None:
    """The backs of a way were set once more than the ladder knew of."""
    save("guides/the.yaml", f"title: A\noptions:\n- steps:\n  - B {LONG}/ {LONG}/f\n")
    assert main(STEP_CARDS) == 0
    assert f"{LONG[8:]}/f" in read_cards()


def test_a_poster_whose_foot_leaves_no_room_is_shared_out_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sharing out of 60 steps was tried, on the whole ladder, though none could hold a single one: a minute."""
    tried: list[object] = []

    def counted(*args: Any) -> Plan:
        tried.append(args)
        return plan(*args)

    monkeypatch.setattr(procedure, "plan", counted)
    links = ", ".join(f"https://a.vn/{n}" for n in range(40))
    save("guides/the.yaml", f"title: A\nsteps: [{', '.join(['B'] * 60)}]\nlinks: [{links}]\n")
    assert main(["build", "-f", "poster", "--no-proof"]) == 0
    assert len(PdfReader("output/the-poster.pdf").pages) == 7  # four of steps, three of codes
    assert len(tried) < 300


@pytest.mark.parametrize("cards", ["procedure", "step"])
def test_a_code_higher_than_its_card_is_refused(cards: str, capsys: Captured) -> None:
    """It was printed over the cut, and into the card beneath."""
    address = f"https://a.vn/{'/'.join(f'abc{n}' for n in range(100))}"
    save(
        "guides/the.yaml",
        f"title: A\nlinks: [{address}]\nsections: [{{title: B, steps: [C]}}, {{title: D, steps: [E]}}]\n",
    )
    line, _missing = fails(["build", "-f", "flashcards", "--cards", cards], 5, capsys)
    assert line.startswith("guides/the.yaml:2:9: the code of a.vn/abc0/abc1/")
    assert "does not fit on A7 flashcards: it is " in line
    assert not Path("output").exists()


@pytest.mark.parametrize("fmt", ["leaflet", "poster", "flashcards"])
@pytest.mark.parametrize("sections", ["steps: [B]", "sections: [{title: B, steps: [C]}, {title: D, steps: [E]}]"])
def test_an_issuer_wider_than_its_line_is_refused(fmt: str, sections: str, capsys: Captured) -> None:
    """Of 23,000 guides at random one had an address without a place to break for its issuer: a traceback."""
    save("guides/the.yaml", f"title: A\nissuer: {'a8b' * 90}\n{sections}\n")
    line, _missing = fails(["build", "-f", fmt], 5, capsys)
    assert line.startswith("guides/the.yaml")
    assert not Path("output").exists()
