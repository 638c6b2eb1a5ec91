"""The gallery: guides that are hard to print, each for one reason, print in every format without a fault."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from printkit.compose import compose
from printkit.fill import fill
from printkit.formats import NAMES, Options
from printkit.intake import find
from printkit.layout.document import Document
from printkit.layout.frame import Glyphs, Picture
from printkit.pdf.pen import draw
from printkit.units import mm
from tests.checks import faults, marks, steps
from tests.office import HOUSE
from tests.prints import GALLERY, decoded, rasters, source
from tests.test_lengths import white
from tests.test_validity import kinds
from tests.treecheck import findings
from tools.make_gallery import GUIDES, LEAST

PAPER = (HOUSE / "docs" / "gallery.md").read_text(encoding="utf-8")
APART = {"leaflet": mm(12), "poster": mm(20)}


class Print(NamedTuple):
    """A guide of the gallery in a format."""

    guide: str
    format: str
    options: Options

    def __str__(self) -> str:
        cards = (self.options.cards, self.options.card_size) if self.format == "flashcards" else ()
        return "-".join((self.guide, self.format, *cards, "ink" * self.options.ink_saver)).rstrip("-")


PRINTS = [
    Print(name, fmt, options._replace(ink_saver=ink))
    for name in GALLERY
    for fmt in NAMES
    for options in kinds(fmt)
    for ink in (False, True)
]


@cache
def made(it: Print) -> Document:
    return compose(fill(source(it.guide), None), it.format, it.options)


@pytest.mark.parametrize("it", PRINTS, ids=str)
def test_it_prints_without_a_fault(it: Print) -> None:
    document = made(it)
    assert [fault for page in document.pages for fault in faults(page, APART.get(it.format, 0.0))] == []
    if it.format != "flashcards":
        assert max(map(white, document.pages)) <= 60


def test_a_sheet_with_some_of_the_ways_names_the_others() -> None:
    sheets = made(Print("ba-cach", "poster", Options())).pages
    first, second = (
        "".join(mark.item.text for mark in marks(page) if isinstance(mark.item, Glyphs)) for page in sheets
    )
    assert "hoặc Cách 2: Trả tại cửa hàng tiện lợihoặc Cách 3: Trả tại trạm" in first
    assert "hoặc Cách 1: Dùng ứng dụng ngân hàng" in second


@pytest.mark.parametrize("it", [it for it in PRINTS if not it.options.ink_saver], ids=str)
def test_its_tags_are_sound(it: Print) -> None:
    assert findings(draw(made(it))) == []


@pytest.mark.parametrize("name", [name for name in GALLERY if "https://" in GALLERY[name].read_text(encoding="utf-8")])
@pytest.mark.parametrize("fmt", ["leaflet", "poster"])
def test_every_code_is_read(name: str, fmt: str) -> None:
    it = Print(name, fmt, Options())
    wanted = set(re.findall(r"https://[^\s\"]+", GALLERY[name].read_text(encoding="utf-8")))
    wanted = {url.rstrip(".") for url in wanted}
    found = {url for picture in rasters(draw(made(it)), 150) for url in decoded(picture)}
    assert found == wanted


def test_each_guide_shows_what_it_is_for() -> None:
    def pages(name: str, fmt: str) -> int:
        return len(made(Print(name, fmt, Options())).pages)

    def said(name: str, fmt: str) -> str:
        items = (mark.item for page in made(Print(name, fmt, Options())).pages for mark in marks(page))
        return " ".join(item.text for item in items if isinstance(item, Glyphs))

    leaflet = {name: made(Print(name, "leaflet", Options())) for name in GALLERY}
    assert any(isinstance(mark.item, Picture) for page in leaflet["anh-man-hinh"].pages for mark in marks(page))
    assert [len(steps(page)) for page in leaflet["mot-buoc"].pages] == [1]
    assert pages("muoi-bon-buoc", "leaflet") == 2
    assert sum(len(steps(page)) for page in leaflet["muoi-bon-buoc"].pages) == 14
    assert said("ba-cach", "leaflet").count("hoặc") >= 2
    assert pages("chin-viec", "poster") == 2 + 9
    assert len(GALLERY) - 1 >= 12
    assert "…" not in said("dia-chi-dai", "leaflet")
    assert "1900" not in said("chi-co-cac-buoc", "poster")
    assert "Hỗ trợ chi" in said("ten-rat-dai", "poster")


def test_the_gallery_is_not_built_unless_asked_for() -> None:
    files = find([HOUSE / "guides"]).files
    assert files
    assert not [file for file in files if "gallery" in file.parts]
    assert {file.stem for file in find([HOUSE / "guides" / "gallery"]).files} == set(GALLERY)


def test_the_paper_shows_every_guide() -> None:
    assert set(GUIDES) == set(GALLERY)
    for name in GALLERY:
        assert f"guides/gallery/{name}.yaml" in PAPER
        assert f"pictures/gallery/{name}.png" in PAPER
    shown = {path.stem for path in (HOUSE / "docs" / "pictures" / "gallery").glob("*.png")}
    assert shown == set(GALLERY)


def test_its_pictures_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in Path(HOUSE / "docs" / "pictures" / "gallery").glob("*.png")}
    assert sum(sizes.values()) < 600_000, sizes
    assert min(sizes.values()) >= LEAST
