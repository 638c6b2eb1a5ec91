"""The papers are true: their guides can be printed, links and pictures are there, commands stand as promised."""

import re
from pathlib import Path
from unicodedata import normalize

import pytest

from printkit.fonts import covered
from printkit.source.guide import read_guide

HOUSE = Path(__file__).parent.parent
PAPERS = ("README.md", "README.vi.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
INSTALL = "python3 -m venv .venv && .venv/bin/python -m pip install . && .venv/bin/printkit build"
TESTS = "python3 -m venv .venv && .venv/bin/python -m pip install -e '.[test]' && .venv/bin/python -m pytest"


def paper(name: str) -> str:
    return (HOUSE / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAPERS)
def test_text_is_composed(name: str) -> None:
    assert normalize("NFC", paper(name)) == paper(name)


@pytest.mark.parametrize("name", PAPERS)
def test_links_and_pictures_are_there(name: str) -> None:
    local = [link for link in re.findall(r"\]\(([^)\s]+)\)", paper(name)) if "://" not in link]
    assert [link for link in local if not (HOUSE / link).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_guide_shown_is_a_good_one(name: str, tmp_path: Path) -> None:
    (shown,) = re.findall(r"```yaml\n(.*?)```", paper(name), re.DOTALL)
    path = tmp_path / "shown.yaml"
    path.write_text(shown, encoding="utf-8")
    assert read_guide(path, covered()).sections[0].steps


def test_both_commands_are_one_line_each() -> None:
    lines = paper("README.md").splitlines()
    assert INSTALL in lines
    assert TESTS in lines


def test_office_paper_tells_how_to_print_cards() -> None:
    office = paper("README.vi.md")
    assert "docs/pictures/in-the-hai-mat.png" in office
    for said in ("Windows", "Kích thước thật", "Actual size", "100 %", "hai mặt", "cạnh dài"):
        assert said in office


def test_papers_show_each_format() -> None:
    for name in ("README.md", "README.vi.md"):
        assert all(f"docs/pictures/{fmt}.png" in paper(name) for fmt in ("leaflet", "poster", "flashcards"))
