"""A print for a print shop, read back: boxes and crop marks to 0.1 mm, inks, tags, and codes that still scan."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from io import BytesIO
from typing import Any, NamedTuple

import page as validator
import pikepdf
import pytest
from PIL import ImageCms
from pypdf import PdfReader

from printkit.compose import compose
from printkit.layout.document import Press
from printkit.pdf.pen import draw
from printkit.units import A3, A4, Size, mm, to_mm
from tests import prints, treecheck
from tests.cmyk import cmyk_profile
from tests.prints import Case

Box = tuple[float, float, float, float]  # left, low, right, high
CASES = [Case("vssid", "leaflet"), Case("vssid", "poster"), Case("vssid", "poster", ink_saver=True)]
PAPER: dict[str, Size] = {"leaflet": A4, "poster": A3}
BLEED = 3.0  # mm, as print shops ask for; the figures here are not taken from the press
NEAR = 0.1  # mm
BLACK, NONE = (0.0, 0.0, 0.0, 1.0), (0.0, 0.0, 0.0, 0.0)
OTHER_INKS = {"rg", "RG", "g", "G", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "Do", "gs", "INLINE IMAGE"}
DARK = [255] * 160 + [0] * 96  # as a picture's grey levels; accents print darker than that
MODULES = 100  # rectangles in one path, by which a code is known
PDF_A, PDF_UA = validator.ValidationProfile.PDF_A_2A, validator.ValidationProfile.PDF_UA_1

every_case = pytest.mark.parametrize("case", CASES, ids=str)


@cache
def pressed(case: Case, profile: bool = False) -> bytes:
    press = Press(cmyk_profile(), "coated") if profile else Press()
    return draw(compose(prints.guide(case), case.format, case.options._replace(press=press)))


class Operator(NamedTuple):
    """A content operator: its name, and those of its operands that are numbers."""

    name: str
    figures: tuple[float, ...]


class Page(NamedTuple):
    """A page as read: its boxes in mm, and what is in it."""

    media: Box
    trim: Box
    bleed: Box
    operators: tuple[Operator, ...]


@cache
def pages(data: bytes) -> tuple[Page, ...]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return tuple(_page(page) for page in pdf.pages)


def _page(page: Any) -> Page:
    def box(name: str) -> Box:
        left, low, right, high = (to_mm(float(side)) for side in page.obj.get(name, page.MediaBox))
        return left, low, right, high

    content: Any = pikepdf.parse_content_stream(page)
    operators = (Operator(str(name), tuple(_figures(operands))) for operands, name in content)
    return Page(box("/MediaBox"), box("/TrimBox"), box("/BleedBox"), tuple(operators))


def _figures(operands: Any) -> Iterator[float]:
    return (float(each) for each in operands if isinstance(each, int | float | Decimal))


class Shown(NamedTuple):
    """What an operator paints: the fill and stroke it is in, and the path before it."""

    name: str
    fill: tuple[float, ...]
    stroke: tuple[float, ...]
    path: tuple[Operator, ...]


def painted(operators: Iterable[Operator]) -> Iterator[Shown]:
    """Everything that is painted, in order."""
    fill: tuple[float, ...] = ()
    stroke: tuple[float, ...] = ()
    path: list[Operator] = []
    kept: list[tuple[tuple[float, ...], tuple[float, ...]]] = []
    for operator in operators:
        match operator.name:
            case "q":
                kept.append((fill, stroke))
            case "Q":
                fill, stroke = kept.pop()
            case "k" | "rg":
                fill = operator.figures
            case "K" | "RG":
                stroke = operator.figures
            case "m" | "l" | "c" | "re" | "h":
                path.append(operator)
            case "f" | "S" | "Tj":
                yield Shown(operator.name, fill, stroke, tuple(path))
                path = []


def shown(case: Case) -> list[Shown]:
    """Everything that is painted on any page of the press variant."""
    return [item for page in pages(pressed(case)) for item in painted(page.operators)]


# ── boxes and marks ──────────────────────────────────────────────────────────────────────────────


@every_case
def test_boxes(case: Case) -> None:
    """The trimmed page is the paper; the bleed is 3 mm round it; the sheet holds both, evenly."""
    for page in pages(pressed(case)):
        left, low, right, high = page.trim
        size = [to_mm(side) for side in PAPER[case.format]]
        assert [right - left, high - low] == pytest.approx(size, abs=NEAR)
        assert page.bleed == pytest.approx((left - BLEED, low - BLEED, right + BLEED, high + BLEED), abs=NEAR)
        assert page.media == pytest.approx((0, 0, right + left, high + low), abs=NEAR)
        assert min(left, low) > BLEED


def crops(page: Page) -> list[Box]:
    """The strokes of the crop marks from end to end, in mm: the artifact with which a page begins."""
    names = [operator.name for operator in page.operators]
    assert names[0] == "BDC"
    found: list[Box] = []
    for item in painted(page.operators[: names.index("EMC")]):
        begin, end = item.path
        assert (item.name, item.stroke, begin.name, end.name) == ("S", BLACK, "m", "l")
        x, y, to_x, to_y = (to_mm(figure) for figure in (*begin.figures, *end.figures))
        found.append((min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)))
    return found


@every_case
def test_crop_marks(case: Case) -> None:
    """Two at each corner in line with the trim, 5 mm long, none in the bleed, all on the sheet."""
    for page in pages(pressed(case)):
        left, low, right, high = page.trim
        seen: set[tuple[bool, bool, bool]] = set()
        for x, y, to_x, to_y in crops(page):
            assert page.media[0] < x <= to_x < page.media[2]
            assert page.media[1] < y <= to_y < page.media[3]
            assert to_x < page.bleed[0] or x > page.bleed[2] or to_y < page.bleed[1] or y > page.bleed[3]
            assert sorted((to_x - x, to_y - y)) == pytest.approx([0, 5], abs=NEAR)
            upright = to_x - x < NEAR
            lines = (left, right) if upright else (low, high)
            assert min(abs((x if upright else y) - line) for line in lines) < NEAR
            seen.add((upright, x > (left + right) / 2, y > (low + high) / 2))
        assert len(seen) == len(crops(page)) == 8


@every_case
def test_nothing_reaches_the_bleed(case: Case) -> None:
    for picture, page in zip(prints.rasters(pressed(case), 72), pages(pressed(case)), strict=True):
        left, low, right, high = (round(mm(side)) for side in page.trim)
        picture.paste(255, (left + 1, low + 1, right - 1, high - 1))
        left, low, right, high = (round(mm(side)) for side in page.bleed)
        assert picture.crop((left, low, right, high)).getextrema() == (255, 255)


@every_case
def test_the_page_stands_within_its_trim(case: Case) -> None:
    """What is dark on it has the place it has on the plain page, to a fifth of a millimetre."""
    places = zip(prints.rasters(pressed(case), 127), prints.rasters(prints.pdf(case), 127), strict=True)
    for (mine, plain), page in zip(places, pages(pressed(case)), strict=True):
        left, low = (round(side * 5) for side in page.trim[:2])
        dark = mine.crop((left, low, left + plain.width, low + plain.height)).point(DARK).getbbox()
        assert dark == pytest.approx(plain.point(DARK).getbbox(), abs=1)


# ── inks ─────────────────────────────────────────────────────────────────────────────────────────


@every_case
def test_only_process_inks(case: Case) -> None:
    for page in pages(pressed(case)):
        used = {operator.name for operator in page.operators}
        assert not used & OTHER_INKS
        assert {"k", "K"} <= used
        assert all(item.stroke if item.name == "S" else item.fill for item in painted(page.operators)), "all is set"


@every_case
def test_text_is_black_or_paper(case: Case) -> None:
    texts = [item.fill for item in shown(case) if item.name == "Tj"]
    assert set(texts) == {BLACK, NONE}
    assert texts.count(BLACK) > 30


@every_case
def test_codes_are_black(case: Case) -> None:
    codes = [item.fill for item in shown(case) if len(item.path) > MODULES]
    assert len(codes) >= len(prints.urls(prints.guide(case)))
    assert set(codes) == {BLACK}


@pytest.mark.parametrize("case", [case for case in CASES if not case.ink_saver], ids=str)
def test_grounds_keep_their_colour(case: Case) -> None:
    """Only text and codes are black alone."""
    assert any(sum(item.fill[:3]) > 0.5 for item in shown(case) if item.name == "f")


@every_case
def test_no_light_text_turns_black(case: Case) -> None:
    """What is not white prints black, so it must have been dark: an ink or an accent, never a tint."""
    texts = {item.fill for page in pages(prints.pdf(case)) for item in painted(page.operators) if item.name == "Tj"}
    assert texts
    assert all(fill == (1, 1, 1) or 0.299 * fill[0] + 0.587 * fill[1] + 0.114 * fill[2] < 0.4 for fill in texts)


# ── what stays, and what goes ────────────────────────────────────────────────────────────────────


@every_case
def test_same_words_without_live_links(case: Case) -> None:
    read = PdfReader(BytesIO(pressed(case)))
    assert not any("/Annots" in page for page in read.pages)
    assert prints.live(case), "the plain print has them"
    assert tuple(" ".join(page.extract_text().split()) for page in read.pages) == prints.pages(case)


@every_case
def test_codes_still_scan(case: Case) -> None:
    read = {url for picture in prints.rasters(pressed(case), 150) for url in prints.decoded(picture)}
    assert read == prints.urls(prints.guide(case))


@every_case
def test_still_tagged(case: Case) -> None:
    """PDF/UA-1 as before, and the tree is as sound as the plain print's."""
    assert not validator.validate_pdf_bytes(pressed(case), profile=PDF_UA).failures
    assert treecheck.findings(pressed(case)) == treecheck.findings(prints.pdf(case))


def figures(data: bytes) -> list[Box]:
    """The boxes of the figures, in reading order, in mm from the corner of the trimmed page."""
    with pikepdf.open(BytesIO(data)) as pdf:
        found = [element.A.BBox for element in treecheck.elements(pdf) if element.S == "/Figure" and "/A" in element]
        corners = [[to_mm(float(side)) for side in box] for box in found]
    x, y, *_rest = pages(data)[0].trim
    return [(left - x, low - y, right - x, high - y) for left, low, right, high in corners]


@every_case
def test_figures_keep_their_place(case: Case) -> None:
    plain = figures(prints.pdf(case))
    assert plain
    for mine, theirs in zip(figures(pressed(case)), plain, strict=True):
        assert mine == pytest.approx(theirs, abs=NEAR)


def test_same_input_same_bytes() -> None:
    first = pressed(CASES[0], True)
    pressed.cache_clear()
    assert pressed(CASES[0], True) == first


# ── the profile ──────────────────────────────────────────────────────────────────────────────────


def test_the_profile_is_one() -> None:
    """Little CMS reads ours as an output profile and turns inks into colours by it."""
    profile: Any = ImageCms.ImageCmsProfile(BytesIO(cmyk_profile()))
    assert (profile.profile.device_class, profile.profile.xcolor_space.strip()) == ("prtr", "CMYK")
    ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), "CMYK", "RGB")


@every_case
def test_archival_with_a_profile(case: Case) -> None:
    data = pressed(case, True)
    for wanted in (PDF_A, PDF_UA):
        assert not validator.validate_pdf_bytes(data, profile=wanted).failures
    with pikepdf.open(BytesIO(data)) as pdf:
        root: Any = pdf.Root
        (intent,) = root.OutputIntents
        assert intent.DestOutputProfile.read_bytes() == cmyk_profile()
        assert (int(intent.DestOutputProfile.N), str(intent.OutputConditionIdentifier)) == (4, "coated")
        assert b"<pdfaid:part>2</pdfaid:part>" in root.Metadata.read_bytes()


@every_case
def test_no_claim_without_a_profile(case: Case) -> None:
    """Without it nobody knows what the inks look like: archival it is not, and it does not say so."""
    with pikepdf.open(BytesIO(pressed(case))) as pdf:
        said = pdf.Root.Metadata.read_bytes()
        assert b"<pdfaid:" not in said
        assert b"<pdfuaid:part>1</pdfuaid:part>" in said
        assert "/OutputIntents" not in pdf.Root
    assert validator.validate_pdf_bytes(pressed(case), profile=PDF_A).failures
