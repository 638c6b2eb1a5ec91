"""Codes of every format: they read back from paper, and are as large, as clear and as far apart as they must be."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest
from PIL.Image import Image

from printkit.inline import plain
from printkit.layout.frame import Frame, Glyphs, Matrix
from printkit.units import DOT, mm, to_mm
from tests.checks import QUIET_ZONE, Mark, crowded, marks, modules, quiet, said, unquiet
from tests.prints import Case, decoded, document, every, guide, pdf, rasters, urls

WHOLE = every(alone=False)
ALONE = [case for case in every(ink_saver=(False,)) if case.section and (case.size == "A7" or case.cards == "step")]
IN_WARDS = [case._replace(ward="00101") for case in every(ink_saver=(False,), alone=False)]
CASES = [*every(ink_saver=(False,)), *IN_WARDS]
DOTS = {"leaflet": 6, "poster": 12, "overview": 9, "flashcards": 6}  # least module (visual standard 7)
LEAST = {"leaflet": 30, "columns": 26, "poster": 50, "overview": 36, "A7": 22, "A6": 28}  # mm, with the quiet zone
APART = {"leaflet": 12, "poster": 20, "flashcards": 0}  # mm of white between two codes' dark modules
WHITE = 250  # of 255


def kinds(case: Case) -> Iterator[tuple[Frame, str, str]]:
    """Each page with its key into the least modules, and into the least sizes."""
    it = guide(case)
    several = len(it.sections) > 1
    for page in document(case).pages:
        if case.format == "poster":
            title = "".join(
                mark.item.text for mark in marks(page) if isinstance(mark.item, Glyphs) and mark.within("H1")
            )
            kind = "overview" if several and title == plain(it.title) else "poster"
            yield page, kind, kind
        else:
            yield page, case.format, case.size if case.format == "flashcards" else "columns" if several else "leaflet"


def codes(page: Frame) -> list[Mark]:
    return [mark for mark in marks(page) if isinstance(mark.item, Matrix)]


class Looked(NamedTuple):
    """What a scanner sees on a page: how often each address, and codes without white around them."""

    read: tuple[str, ...]
    dirty: tuple[str, ...]


@cache
def looked(case: Case) -> tuple[Looked, ...]:
    """Each page at 300 dpi; only what was found is kept."""
    pictures = rasters(pdf(case))
    return tuple(
        Looked(tuple(decoded(picture)), tuple(said(code) for code in codes(page) if darkest(picture, code) < WHITE))
        for page, picture in zip(document(case).pages, pictures, strict=True)
    )


def darkest(picture: Image, code: Mark) -> int:
    """The darkest dot of a quiet zone, but for the dot at either side of an edge."""
    dots = 1 / DOT
    left, top, right, bottom = (round(side * dots) for side in quiet(code))
    x0, y0, x1, y1 = (round(side * dots) for side in code.rect)
    rims = ((left, top, right, y0), (left, y1, right, bottom), (left, top, x0, bottom), (x1, top, right, bottom))
    return min(min(picture.crop((a + 1, b + 1, c - 1, d - 1)).tobytes()) for a, b, c, d in rims)


@pytest.mark.parametrize("case", WHOLE + ALONE + IN_WARDS, ids=str)
def test_codes_read_back_as_the_addresses_and_no_others(case: Case) -> None:
    for page, seen in zip(document(case).pages, looked(case), strict=True):
        assert len(seen.read) == len(codes(page))
    assert {url for seen in looked(case) for url in seen.read} == urls(guide(case))


@pytest.mark.parametrize("case", WHOLE + ALONE + IN_WARDS, ids=str)
def test_quiet_zones_are_white_on_paper(case: Case) -> None:
    assert [dirty for seen in looked(case) for dirty in seen.dirty] == []


@pytest.mark.parametrize("case", CASES, ids=str)
def test_quiet_zones_are_empty(case: Case) -> None:
    assert [fault for page in document(case).pages for fault in unquiet(page)] == []


@pytest.mark.parametrize("case", CASES, ids=str)
def test_modules_are_whole_dots_and_codes_not_under_their_least(case: Case) -> None:
    for page, kind, size in kinds(case):
        for code in codes(page):
            assert isinstance(code.item, Matrix)
            dots = code.item.module / DOT
            assert dots == pytest.approx(round(dots), abs=1e-6)
            assert round(dots) >= DOTS[kind], said(code)
            side = modules(code.item) + 2 * QUIET_ZONE
            assert side * (round(dots) + 1) * DOT > mm(LEAST[size]), f"{said(code)}: {to_mm(side * dots * DOT):.1f} mm"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_telephone_sees_one_code_at_a_time(case: Case) -> None:
    assert [fault for page in document(case).pages for fault in crowded(page, mm(APART[case.format]))] == []
