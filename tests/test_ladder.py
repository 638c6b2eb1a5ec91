"""The fit ladder, end to end: guides of every size print with nothing wrong, or say what does not fit by how much."""

import re
from itertools import cycle
from typing import NamedTuple

import pytest

from printkit.compose import compose
from printkit.errors import LayoutError
from printkit.fill import fill
from printkit.formats import Options
from printkit.layout.document import Document
from printkit.layout.frame import Glyphs
from printkit.model import Ward
from printkit.units import mm
from tests.checks import faults, marks, steps
from tests.prints import parse

TITLE = "Đăng ký cấp giấy chứng nhận quyền sử dụng đất lần đầu cho hộ gia đình và cá nhân đang ở tại phường xã"
CONDITION = (
    "Đất đang dùng ổn định từ trước ngày 15/10/1993, không có tranh chấp, hợp với quy hoạch đã duyệt, "
    "và người làm đơn có tên trong sổ hộ khẩu hoặc giấy xác nhận thông tin cư trú của phường."
)
DETAIL = "Mang theo bản chính để đối chiếu. Cán bộ sẽ giữ bản sao và đưa giấy hẹn cho bạn."
STEPS = (
    "Chuẩn bị hồ sơ theo mẫu",
    "Nộp hồ sơ tại Bộ phận Một cửa",
    "Nhận giấy hẹn trả kết quả",
    "Nộp lệ phí tại quầy số 3",
    "Nhận kết quả và ký sổ",
)
HOTLINE = 'hotline: {number: "1900.9068", note: Sau đó chọn nhánh 8}\n'
LONG_NUMBER = 'hotline: {number: "028 3822 1234", label: Trung tâm hỗ trợ dịch vụ công trực tuyến}\n'
WARD = Ward(
    code="01205",
    name="Xã Quảng Nguyễn Phú Khương Đông",
    province="Tỉnh Trà Linh",
    address="Km 12, đường liên xã Quảng Nguyễn – Phú Khương",
    phone="0255.366.1205",
    hotline="0255.366.1200",
    hours="Thứ 2–6: 7:30–11:30, 13:30–17:00, trừ ngày lễ",
    email="motcua.quangnguyenphukhuong@tralinh.example.vn",
    url="https://quangnguyenphukhuong.tralinh.example.vn/mot-cua",
    issuer="UBND Xã Quảng Nguyễn Phú Khương Đông, Tỉnh Trà Linh",
)


class Shape(NamedTuple):
    """How large a guide is."""

    steps: int = 5
    sections: int = 1
    links: int = 1
    options: int = 0
    title: str = "Cấp giấy xác nhận"
    condition: bool = False
    details: bool = True
    hotline: str = HOTLINE

    def __str__(self) -> str:
        told = (
            f"{value}-{name}" if not isinstance(value, str) else f"{name}-{len(value)}"
            for name, value in self._asdict().items()
            if value != getattr(Shape(), name)
        )
        return "-".join(told).replace("True-", "").replace("False-", "no-") or "plain"


def step(i: int, *, detail: bool) -> str:
    text = STEPS[i % len(STEPS)] + (f" lần {i // len(STEPS) + 1}" if i >= len(STEPS) else "")
    return f"  - {{text: {text}, detail: '{DETAIL}'}}" if detail else f"  - {text}."


def section(shape: Shape, n: int) -> str:
    """A procedure as YAML, without indent."""
    title = shape.title if shape.sections == 1 else f"{shape.title} {n}"
    lines = [f"title: {title}", f"id: viec-{n}", "when: Khi bạn cần giấy này cho việc học hoặc việc làm"]
    lines += [f"requires: {CONDITION}"] * shape.condition
    if shape.steps:
        lines += ["steps:", *(step(i, detail=shape.details) for i in range(shape.steps))]
    if shape.options:
        lines.append("options:")
        for i in range(1, shape.options + 1):
            lines += [f"  - title: Cách số {i} của việc này", "    requires: Còn dùng số điện thoại đã đăng ký."]
            lines += ["    steps: [Mở ứng dụng ngân hàng., Quét mã trên giấy báo., Bấm **Thanh toán**.]"]
    if shape.links:
        lines.append("links:")
        lines += [
            f"  - {{url: 'https://dichvucong.tinh{n}{i}.gov.vn/thu-tuc', label: Nơi nộp hồ sơ {i}}}"
            for i in range(shape.links)
        ]
    return "\n".join(lines)


def source(shape: Shape) -> str:
    """The guide as YAML."""
    head = f"kicker: Thủ tục hành chính\nissuer: Phòng Nội vụ\nupdated: 11/2026\n{shape.hotline}"
    if shape.sections == 1:
        return f"{head}{section(shape, 1)}\n"
    blocks = [section(shape, n).replace("\n", "\n    ") for n in range(1, shape.sections + 1)]
    return f"title: {shape.title}\n{head}sections:\n" + "".join(f"  - {block}\n" for block in blocks)


def tried(shape: Shape, fmt: str, options: Options = Options(), ward: Ward | None = None) -> Document | LayoutError:  # noqa: B008
    """The print, or why there is none."""
    try:
        return compose(fill(parse(source(shape)), ward), fmt, options)
    except LayoutError as error:
        return error


APART = {"leaflet": mm(12), "poster": mm(20), "flashcards": 0.0}
SHAPES = [
    *(Shape(steps=n) for n in (1, 2, 5, 10, 11, 14, 30)),
    *(Shape(steps=n, details=False) for n in (1, 2, 5, 10, 11, 14, 30)),
    *(Shape(steps=n, title=TITLE) for n in (2, 7, 14)),
    *(Shape(steps=n, condition=True) for n in (1, 7, 14)),
    *(Shape(steps=5, sections=n) for n in range(2, 10)),
    *(Shape(steps=3, sections=n, details=False, condition=n % 2 == 0) for n in range(2, 10)),
    *(Shape(steps=12, sections=n) for n in (2, 4)),
    *(Shape(steps=30, sections=n) for n in (2, 3)),
    *(Shape(links=n) for n in (0, 2, 3, 4, 6)),
    *(Shape(links=n, sections=3) for n in (0, 2, 4, 6)),
    *(Shape(links=n, hotline="") for n in (0, 1, 2)),
    *(Shape(steps=0, options=n, links=m) for n in (1, 2, 3) for m in (0, 1, 2)),
    *(Shape(steps=4, options=n, sections=m) for n in (2, 3) for m in (1, 3)),
    Shape(hotline=LONG_NUMBER),
    Shape(hotline=LONG_NUMBER, sections=3),
    Shape(steps=7, title=TITLE, condition=True, links=4, options=3, hotline=LONG_NUMBER),
    Shape(steps=7, title=TITLE, condition=True, links=2, sections=4, hotline=LONG_NUMBER),
]


def holds(made: Document | LayoutError, shape: Shape, fmt: str) -> None:
    """A print has no fault and all its steps; an error names the section and by how many mm."""
    if isinstance(made, LayoutError):
        assert re.search(r"“.+” (does not fit|is \d+ mm wider).*\bmm\b", str(made)), str(made)
        return
    assert [f"page {n}: {fault}" for n, page in enumerate(made.pages, 1) for fault in faults(page, APART[fmt])] == []
    counted = sum(1 for page in made.pages for _step in steps(page))
    ways = shape.sections * shape.options * 3
    assert counted == shape.sections * shape.steps + ways or fmt == "flashcards"
    words = [mark.item.text for page in made.pages for mark in marks(page) if isinstance(mark.item, Glyphs)]
    assert fmt == "flashcards" or sum("Phòng Nội vụ" in word or "UBND Xã" in word for word in words) == len(made.pages)


@pytest.mark.parametrize(
    ("shape", "fmt"), list(zip(SHAPES, cycle(("leaflet", "poster", "poster", "leaflet")), strict=False)), ids=str
)
def test_a_guide_of_any_size_prints_or_says_why_not(shape: Shape, fmt: str) -> None:
    holds(tried(shape, fmt), shape, fmt)


@pytest.mark.parametrize("fmt", ["leaflet", "poster"])
@pytest.mark.parametrize(
    "shape", [Shape(), Shape(sections=4), Shape(steps=11, links=2), Shape(hotline=LONG_NUMBER)], ids=str
)
def test_a_ward_with_every_row_filled_prints(shape: Shape, fmt: str) -> None:
    made = tried(shape, fmt, ward=WARD)
    assert isinstance(made, Document)
    holds(made, shape, fmt)


@pytest.mark.parametrize("fmt", ["leaflet", "poster"])
@pytest.mark.parametrize("ink_saver", [False, True])
def test_what_fits_is_decided_alike_in_colour_and_ink_saver(fmt: str, ink_saver: bool) -> None:
    shape = Shape(steps=14, title=TITLE, condition=True)
    assert type(tried(shape, fmt)) is type(tried(shape, fmt, Options(ink_saver=ink_saver)))


@pytest.mark.parametrize("fmt", ["leaflet", "poster", "flashcards"])
@pytest.mark.parametrize("field", ["title", "text", "detail", "note"])
def test_a_word_wider_than_any_line_is_an_error_that_names_it(fmt: str, field: str) -> None:
    long = "x" * 200
    fields = {"text": "Mở trang", "detail": "Bấm nút gửi.", "note": "Giữ giấy hẹn."} | {field: f"Mở {long}"}
    title = fields.pop("title", "Việc dài")
    step = ", ".join(f"{name}: {words}" for name, words in fields.items())
    with pytest.raises(LayoutError) as caught:
        compose(fill(parse(f"title: {title}\nsteps:\n  - {{{step}}}\n  - Xong.\n"), None), fmt, Options())
    assert re.search(r"“.+”.*", str(caught.value))


def test_the_help_zone_rises_to_a_few_steps() -> None:
    def lowest(steps: int) -> float:
        made = tried(Shape(steps=steps, details=False, links=0), "leaflet")
        assert isinstance(made, Document)
        return max(placed.y for placed in made.pages[0].items[:-1])  # the last is the issuer's line

    assert lowest(1) < mm(150)
    assert lowest(8) > mm(220)
