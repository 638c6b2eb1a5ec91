"""Everything a guide may hold, from least to most: it prints composed, or says what does not fit and by how much."""

import json
import re
from random import Random
from typing import Any, NamedTuple

import pytest

from printkit.compose import compose
from printkit.errors import LayoutError
from printkit.fill import fill
from printkit.formats import Options
from printkit.inline import section_addresses
from printkit.layout.document import Document
from printkit.layout.frame import Box, Frame, Glyphs, Matrix
from printkit.model import Guide
from printkit.units import mm, to_mm
from tests.checks import faults, marks, steps
from tests.prints import parse
from tests.test_ladder import WARD

SYLLABLES = """mở ứng dụng nhập mã xác thực chọn cơ quan gần nhất nộp hồ sơ tại quầy một cửa nhận giấy hẹn trả kết quả
ký sổ đối chiếu bản chính đăng ký tài khoản thẻ bảo hiểm y tế điện thoại ảnh chân dung đổi mật khẩu lấy lại thông tin"""
WORDS = SYLLABLES.split()
HOTLINES: tuple[object, ...] = (
    None,
    {"number": "1900.9068", "note": "Sau đó chọn nhánh 8"},
    {"number": "028 3822 1234", "label": "Trung tâm hỗ trợ dịch vụ công trực tuyến"},
)
KINDS = {
    "leaflet": ("leaflet", Options()),
    "poster": ("poster", Options()),
    "cards-a7": ("flashcards", Options()),
    "cards-a6": ("flashcards", Options(card_size="A6")),
    "step-a7": ("flashcards", Options(cards="step")),
    "step-a6": ("flashcards", Options(cards="step", card_size="A6")),
}
APART = {"leaflet": mm(12), "poster": mm(20)}


class Much(NamedTuple):
    """How much of each there is: counts, and lengths in characters."""

    steps: int = 5
    sections: int = 1
    links: int = 1
    options: int = 0
    inside: int = 0  # steps in an option
    title: int = 24
    text: int = 30  # of a step
    detail: int = 70
    url: int = 40
    requires: int = 0
    notes: int = 0
    prepare: int = 0
    hotline: int = 1
    ward: bool = False

    def __str__(self) -> str:
        changed = (f"{name}-{value:d}" for name, value in self._asdict().items() if value != getattr(Much(), name))
        return "-".join(changed) or "plain"


def words(length: int, seed: int) -> str:
    """So many characters of text, always the same for a seed."""
    dice, said = Random(1000 * seed + length), ""
    while len(said) < length:
        said += (" " if said else "") + dice.choice(WORDS)
    said = said[:length].rstrip()
    return said[0].upper() + said[1:]


def address(length: int, seed: int) -> str:
    dice, start = Random(77 * seed + length), f"https://a{seed}.vn"
    url = f"{start}/" + "".join(dice.choices("abcdefgh", k=3))
    while len(url) < length:
        url += dice.choice("/-=&?") + "".join(dice.choices("abcdefghijk", k=dice.randint(3, 9)))
    return url[: max(length, len(start))].rstrip("/-=&?")


def step(much: Much, i: int) -> dict[str, str]:
    return {"text": words(much.text, i), **({"detail": words(much.detail, i + 50) + "."} if much.detail else {})}


def section(much: Much, n: int) -> dict[str, Any]:
    told: dict[str, Any] = {"title": words(much.title, n + 300), "id": f"viec-{n}", "when": words(40, n + 400)}
    if much.requires:
        told["requires"] = words(much.requires, n + 500) + "."
    if much.prepare:
        told["prepare"] = [words(12 + i, i + 600) for i in range(much.prepare)]
    if much.steps:
        told["steps"] = [step(much, i + 7 * n) for i in range(much.steps)]
    if much.options:
        told["options"] = [option(much, i) for i in range(much.options)]
    if much.links:
        told["links"] = [{"url": address(much.url, 10 * n + i), "label": words(18, i + 900)} for i in range(much.links)]
    if much.notes:
        told["notes"] = [words(much.notes, i + 950) + "." for i in range(2)]
    return told


def option(much: Much, i: int) -> dict[str, Any]:
    told: dict[str, Any] = {"title": words(22, i + 700), "requires": words(60, i + 710) + "."}
    inside = [step(much, i + 800 + k) for k in range(much.inside)]
    return told | ({"steps": inside} if inside else {"text": words(90, i + 720) + "."})


def guide(much: Much) -> Guide:
    told: dict[str, Any] = {"kicker": "Thủ tục hành chính", "issuer": "Phòng Nội vụ", "updated": "11/2026"}
    if much.hotline:
        told["hotline"] = HOTLINES[much.hotline]
    if much.sections == 1:
        told |= section(much, 1)
    else:
        told |= {"title": words(much.title, 1), "summary": words(50, 2)}
        told["sections"] = [section(much, n) for n in range(1, much.sections + 1)]
    return fill(parse(json.dumps(told, ensure_ascii=False)), WARD if much.ward else None)  # JSON is YAML


MUCH = [
    *(Much(steps=n) for n in (1, 3, 9, 13, 20, 40, 60)),
    *(Much(steps=n, detail=0) for n in (1, 4, 9, 12, 25, 60)),
    *(Much(sections=n, steps=m) for n in (2, 5, 9) for m in (1, 8)),
    *(Much(sections=2, steps=n) for n in (20, 60)),
    *(Much(links=n) for n in (0, 3, 5, 8, 12)),
    *(Much(links=n, sections=3) for n in (0, 4, 12)),
    *(Much(title=n) for n in (1, 60, 120)),
    *(Much(title=n, sections=4) for n in (1, 60, 120)),
    *(Much(text=n, detail=0) for n in (1, 120, 250, 600)),
    *(Much(text=60, detail=n) for n in (60, 250, 600)),
    *(Much(url=n) for n in (10, 45, 180, 500, 900)),
    *(Much(url=n, links=3, sections=m) for n in (180, 900) for m in (1, 3)),
    *(Much(requires=180, notes=n, steps=m) for n in (0, 180) for m in (1, 5, 14)),
    *(Much(steps=n, options=m, inside=k) for n, m, k in ((0, 1, 0), (0, 3, 3), (4, 2, 0), (3, 2, 4))),
    *(Much(prepare=n) for n in (1, 6, 12)),
    *(Much(hotline=n, ward=ward, sections=m) for n in (0, 1, 2) for ward in (False, True) for m in (1, 4)),
    Much(14, 3, 5, title=90, requires=180, hotline=2, ward=True),
]


def tried(much: Much, kind: str) -> Document | LayoutError:
    try:
        return compose(guide(much), *KINDS[kind])
    except LayoutError as error:
        return error


def white(page: Frame) -> float:
    """The highest empty band in mm, the foot of the page aside: nothing but the route crosses it."""
    rects = [mark.rect for mark in marks(page) if not (isinstance(mark.item, Box) and mark.item.width < mm(3))]
    reached, found = mm(12), 0.0
    body = sorted((top, bottom) for _left, top, _right, bottom in rects if bottom < page.height * 0.93)
    for top, bottom in body:
        found, reached = max(found, top - reached), max(reached, bottom)
    return to_mm(found)


TRIED = [(much, kind) for kind in KINDS for much in (MUCH[::5] if kind in APART else MUCH[::10]) + MUCH[-1:]]


@pytest.mark.parametrize(("much", "kind"), TRIED, ids=str)
def test_it_prints_or_says_by_how_much_it_does_not_fit(much: Much, kind: str) -> None:
    made, fmt = tried(much, kind), KINDS[kind][0]
    if isinstance(made, LayoutError):
        assert re.search(r"“.+”.*\b[1-9]\d* mm\b.*;", str(made)), str(made)
        return
    assert [
        f"page {n}: {fault}" for n, page in enumerate(made.pages, 1) for fault in faults(page, APART.get(fmt, 0))
    ] == []
    if fmt == "flashcards":
        return
    least = 1 if fmt == "leaflet" else 0
    for n, page in enumerate(made.pages, 1):
        items = [mark.item for mark in marks(page)]
        told = any(isinstance(item, Matrix) or getattr(item, "link", "").startswith("https:") for item in items)
        assert told or len(steps(page)) >= least or much.options, f"page {n} has the help zone alone"
        assert sum(isinstance(item, Glyphs) for item in items) > 10, f"page {n} says nothing"
        assert white(page) <= {"leaflet": 75, "poster": 60}[fmt], f"page {n} has a hole of {white(page):.0f} mm"


PRINTS_ALWAYS = [
    *(Much(steps=n) for n in (1, 14, 30, 60)),
    *(Much(sections=n) for n in range(2, 10)),
    *(Much(links=n) for n in range(13)),
    *(Much(url=n) for n in (10, 180, 900)),
    *(Much(title=n) for n in (1, 120)),
    *(Much(text=n, detail=0) for n in (1, 600)),
    *(Much(requires=180, notes=180, steps=n) for n in (1, 14)),
    *(Much(steps=3, options=n, inside=3) for n in (1, 2, 3)),
    Much(hotline=0),
    Much(ward=True),
    Much(ward=True, hotline=2, sections=4),
]


@pytest.mark.parametrize("kind", ["leaflet", "poster"])
@pytest.mark.parametrize("much", PRINTS_ALWAYS, ids=str)
def test_leaflets_and_posters_hold_all_of_this(much: Much, kind: str) -> None:
    made = tried(much, kind)
    assert isinstance(made, Document), str(made)
    it = guide(much)
    codes = sum(isinstance(mark.item, Matrix) for page in made.pages for mark in marks(page))
    assert codes >= sum(len(section_addresses(section)) for section in it.sections)


@pytest.mark.parametrize("kind", ["step-a7", "step-a6"])
@pytest.mark.parametrize("steps", [1, 14, 60])
def test_a_deck_has_a_card_for_each_of_many_steps(steps: int, kind: str) -> None:
    made = tried(Much(steps=steps), kind)
    assert isinstance(made, Document)
    spoken = {mark.tags[-1].actual for page in made.pages for mark in marks(page) if mark.tags} - {""}
    assert {f"Bước {n}" for n in range(1, steps + 1)} <= spoken


def test_a_step_may_stand_alone_on_a_card() -> None:
    """Five steps of which a side holds two: three cards, not an error."""
    assert isinstance(tried(Much(text=60, detail=60), "cards-a7"), Document)


def test_two_columns_of_steps_keep_apart() -> None:
    made = tried(Much(steps=14, detail=0), "poster")
    assert isinstance(made, Document)
    (page,) = made.pages
    lefts = sorted({round(to_mm(each.disc[0])) for each in steps(page)})
    assert len(lefts) == 2
    for each in steps(page):
        edge = lefts[1] if to_mm(each.disc[0]) < lefts[1] - 1 else 279
        assert max(to_mm(mark.rect[2]) for mark in each.texts) <= edge


def test_an_error_of_a_card_says_what_would_work() -> None:
    for much, hint in (
        (Much(title=120), "A6 cards would hold it; or give it a `short` title"),
        (Much(url=900), "A6 cards would hold it; or use a shorter address of the same page"),
        (Much(text=600, detail=0), "or shorten it, or give it a `short` text"),
    ):
        made = tried(much, "cards-a7")
        assert isinstance(made, LayoutError)
        assert str(made).endswith(hint)


def page_faults(text: str, kind: str) -> list[str]:
    made = compose(fill(parse(text), None), *KINDS[kind])
    return [fault for page in made.pages for fault in faults(page)]


def test_a_tall_first_letter_keeps_clear_of_what_stands_over_it() -> None:
    """Ẩ rises a third of its size over its block: to the kicker of a poster, to the rule over an overview's row."""
    one = f"  - {{title: Ẩn ảnh thẻ, short: Ẩn Ảnh, steps: [Mở trang.], requires: {words(200, 4)}}}\n"
    assert page_faults("title: Ẩn ảnh\nkicker: Gọi giúp gỡ\nsteps: [Mở trang.]\n", "poster") == []
    assert page_faults("title: Ẩn ảnh thẻ\nsteps: [Mở trang.]\n", "poster") == [], "to the band's edge, without one"
    assert page_faults(f"title: Ẩn ảnh\nsections:\n{one * 3}", "poster") == []


@pytest.mark.parametrize("title", [words(36, 0), words(30, 2), words(36, 5)])
def test_the_number_of_a_sheet_keeps_clear_of_the_title(title: str) -> None:
    many = "\n".join(f"  - {{text: {words(40, i)}, detail: {words(80, i)}.}}" for i in range(12))
    assert page_faults(f"title: {title}\nsteps:\n{many}\n", "poster") == []


def test_the_second_side_of_a_cover_has_room_for_its_head() -> None:
    """Its title takes more lines than "Bạn cần chuẩn bị" on the first."""
    notes = "\n".join(f"  - {words(240, i)}." for i in range(3))
    links = "\n".join(f"  - https://a{i}.vn/abc" for i in range(5))
    head = f"title: {words(75, 9)}\nprepare: [Thẻ căn cước, Bút]\nsteps: [Mở trang., Xong.]"
    text = f"{head}\nnotes:\n{notes}\nlinks:\n{links}\n"
    assert page_faults(text, "step-a6") == []
