"""Prints of one list: where the body names the ward they are laid out each for itself, and look alike all the same."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from printkit import crew
from printkit.compose import compose
from printkit.edition import Edition
from printkit.errors import LayoutError
from printkit.fill import fill
from printkit.formats import Options
from printkit.layout.document import Document
from printkit.layout.frame import Frame, Glyphs
from printkit.model import Ward
from printkit.series import series_of
from printkit.values import replace
from printkit.wardlist.reading import read_wards
from tests import lists
from tests.checks import marks
from tests.office import HOUSE
from tests.prints import parse, source

SHORT = Ward("1", "Xã A", phone="0234.355.0101")
LONG = Ward("2", "Phường Nguyễn Thị Minh Khai " * 5, phone="0234.355.0102")
STEP = "{text: Nộp đơn., detail: 'Đến {{ward.name}} vào giờ làm việc, đưa đơn ở quầy số 1 và chờ gọi tên.'}"
STEPS = f"steps: [{', '.join([STEP] * 6)}]"
ONE = f"title: Đổi thẻ\n{STEPS}\n"
TWO = f"title: Đổi thẻ\nsections: [{{title: Nộp, {STEPS}}}, {{title: Nhận, steps: [Chờ., Nhận.]}}]\n"
KINDS = {
    "leaflet": ("leaflet", Options()),
    "poster": ("poster", Options()),
    "cards": ("flashcards", Options()),
    "cards a step": ("flashcards", Options(cards="step", card_size="A6")),
}


def sizes(document: Document) -> set[float]:
    """Of type, in pt, on all pages."""

    runs = (mark.item for page in document.pages for mark in marks(page) if isinstance(mark.item, Glyphs))
    return {round(run.size, 2) for run in runs}


@pytest.mark.parametrize("text", [ONE, TWO], ids=["one", "two"])
@pytest.mark.parametrize("kind", KINDS)
def test_all_wards_have_the_sizes_of_the_longest(kind: str, text: str) -> None:
    edition = Edition(parse(text), *KINDS[kind], series_of([SHORT, LONG]))
    assert edition.plate is None
    documents = [edition.print(ward).sheets.document for ward in (SHORT, LONG)]
    assert sizes(documents[0]) == sizes(documents[1])


def test_alone_a_short_name_leaves_more_room() -> None:
    """Else the test above would show nothing."""
    alone = compose(fill(parse(ONE), SHORT), "leaflet", Options())
    edition = Edition(parse(ONE), "leaflet", Options(), series_of([SHORT, LONG]))
    assert sizes(edition.print(SHORT).sheets.document) != sizes(alone)


def test_a_long_run_on_all_cores_makes_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = Edition(parse(ONE), "leaflet", Options(), series_of([SHORT, LONG]))
    apart = [edition.print(ward).parts for ward in (SHORT, LONG)]
    monkeypatch.setattr(crew, "MANY", 2)
    told = list(crew.results(edition, (SHORT, LONG), "none"))
    assert [made.parts for made in told] == apart
    monkeypatch.setattr(crew, "_on_all_cores", None)  # a shard shares the cores with others
    assert [made.parts for made in crew.results(edition, (SHORT, LONG), "none", sharded=True)] == apart


@pytest.mark.parametrize("fmt", ["leaflet", "poster", "flashcards"])
def test_the_first_ward_leaves_room_for_all_others(fmt: str, tmp_path: Path) -> None:
    series = series_of(read_wards(lists.save(tmp_path, lists.at_random(120))).wards)
    edition = Edition(source("vssid"), fmt, Options(), series)
    assert [ward.code for ward in series.wards if edition.print(ward).sheets.frames is None] == []


def test_no_room_is_kept_that_no_ward_needs() -> None:
    """All of the sample list has the overview on one sheet, though its longest values together would need two."""
    series = series_of(read_wards(HOUSE / "guides/wards.csv").wards)
    edition = Edition(source("vssid"), "poster", Options(), series)
    first, *_others = edition.print(series.wards[0]).sheets.document.pages
    assert overview(first) == {f"overview-{section.id}" for section in source("vssid").sections}


def overview(page: Frame) -> set[str]:
    """Keys of the overview's rows on a page."""
    return {
        placed.item.role.key
        for placed in page.items
        if isinstance(placed.item, Frame) and placed.item.role and placed.item.role.key.startswith("overview-")
    }


def test_a_first_ward_that_cannot_be_set_leads_no_other_astray() -> None:
    """A name that no line holds fails its own ward; the others stand as they would alone."""
    wide = Ward("9", "X" * 300, address="Số 1", phone="0234.355.0109", email="a@b.example.vn")
    edition = Edition(parse(ONE), "leaflet", Options(), series_of([SHORT, wide]))
    with pytest.raises(LayoutError):
        edition.print(wide)
    assert sizes(edition.print(SHORT).sheets.document) == sizes(compose(fill(parse(ONE), SHORT), "leaflet", Options()))


FILLED = {
    "address": ("Nơi tiếp:", "12 Lê Lợi"),
    "phone": ("Điện thoại:", "0234.355.0101"),
    "hotline": ("Đường dây nóng:", "1900.9068"),
    "hours": ("Giờ làm việc:", "7:30–11:30"),
    "email": ("Email:", "a@b.example.vn"),
    "url": ("Trang web:", "xa.example.vn"),
}


@pytest.mark.parametrize("fmt", ["leaflet", "poster", "flashcards"])
def test_wards_that_fill_different_fields(fmt: str) -> None:
    """Each brings a label that no other ward prints, in letters that no value may hold."""
    values = {name: f"https://{value}" if name == "url" else value for name, (_label, value) in FILLED.items()}
    wards = [replace(Ward(name, f"Xã {i}"), **{name: value}) for i, (name, value) in enumerate(values.items())]
    edition = Edition(source("vssid"), fmt, Options(), series_of(wards))
    for ward in wards:
        made = edition.print(ward)
        label, value = FILLED[ward.code]
        text = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(made.pdf)).pages).split())
        assert value in text
        assert label in text or ward.code == "url"
        assert len(made.parts) == 2  # drawn with the others, not for itself


ALIKE = [
    ("1", "Xã A", "0234.355.0101", "https://a.example.vn"),
    ("2", "Xã B", "0234.355.0102", "https://b.example.vn"),
    ("3", "Xã Ba Tơ", "1900.9068", "https://ba-to.example.vn/mot-cua/dich-vu-cong?nguon=to-roi"),
]


@pytest.mark.parametrize("coded", [True, False])
@pytest.mark.parametrize("fmt", ["leaflet", "poster", "flashcards"])
def test_nothing_of_a_ward_stays_in_the_next_print(fmt: str, coded: bool) -> None:
    """Prints of one shape share their elements; codes, what they say and where they stand are each ward's own."""
    wards = [Ward(code, name, phone=phone, url=url if coded else "") for code, name, phone, url in ALIKE]
    one = Edition(source("vssid"), fmt, Options(), series_of(wards))
    for ward in (*wards, *wards):
        assert one.print(ward).pdf == Edition(source("vssid"), fmt, Options(), series_of(wards)).print(ward).pdf
    assert one.plate
    assert all(one.print(ward).sheets.frames for ward in wards[:2])
    assert coded or len(one.plate.formes) == 1


def test_a_letter_that_nobody_foresaw_is_drawn_all_the_same() -> None:
    other = Ward("2", "Xã B", email="q@z.example.vn")
    edition = Edition(source("vssid"), "leaflet", Options(), series_of([SHORT, replace(SHORT, code="2")]))
    text = PdfReader(BytesIO(edition.print(other).pdf)).pages[1].extract_text()
    assert "q@z.example.vn" in text
