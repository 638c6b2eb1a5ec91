"""Flashcards: what stands on them, that backs meet their fronts, that codes read, that nothing leaves the card."""

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
import pytest
import zxingcpp
from pypdf import PageObject, PdfReader

from printkit.addresses import host
from printkit.compose import compose
from printkit.errors import LayoutError
from printkit.fill import fill, only_section
from printkit.fonts import covered
from printkit.formats import Options
from printkit.formats.flashcards.imposition import Card, Duplex, back_place, copies, sheets
from printkit.formats.flashcards.looks import STOCK_A6, STOCK_A7, STOCKS, Stock
from printkit.formats.flashcards.sides import lowered, progress
from printkit.inline import headline_and_detail, plain, section_addresses
from printkit.layout.document import Document
from printkit.layout.frame import PAGE, Box, Disc, Frame, Glyphs, Line, Matrix, Placed, Tag
from printkit.layout.frame import Path as Drawn
from printkit.model import Guide, Ward, Words
from printkit.parts.desk import Desk, desk_for
from printkit.pdf.pen import draw
from printkit.source.guide import read_guide
from printkit.theme import load_theme, palette
from printkit.units import A4, mm
from printkit.words import load_words

HERE = Path(__file__).parent
VSSID = HERE.parent / "guides" / "vssid.yaml"
WARD = Ward(
    "00101", "Phường Bến Sen", address="12 Lê Lợi", phone="0234.355.0101", hours="Thứ 2–6: 7:30–17:00",
    url="https://bensen.example.vn",
)  # fmt: skip
KINDS = [(cards, size) for cards in ("procedure", "step") for size in ("A7", "A6")]
TOLERANCE = 0.01  # pt

SHORT = """
title: Nộp hồ sơ tạm trú
steps: [Nộp tờ khai., Nhận giấy hẹn., Nhận kết quả.]
"""
LONG = """
title: Đăng ký cấp giấy chứng nhận quyền sử dụng đất lần đầu cho hộ gia đình
kicker: Thủ tục hành chính
issuer: Phòng Tài nguyên
hotline: {number: "1900 9068", note: Sau đó chọn nhánh 8}
when: Khi hộ gia đình đang dùng đất mà chưa có giấy
requires: Đất không có tranh chấp và đúng quy hoạch đã được duyệt.
steps:
  - {text: Chuẩn bị hồ sơ, detail: "Đơn theo mẫu, bản sao giấy tờ và sơ đồ thửa đất."}
  - text: Nộp hồ sơ
    detail: Tại Bộ phận Một cửa hoặc trang https://dichvucong.gov.vn.
    note: Không nộp tiền cho người ngoài.
  - Nhận giấy hẹn.
  - Chờ cán bộ đo đạc đến thửa đất theo ngày giờ đã ghi trong giấy hẹn và chỉ cho cán bộ ranh giới thửa đất
  - Ký biên bản đo đạc.
  - Xem niêm yết kết quả tại phường trong 15 ngày.
  - Nhận thông báo nghĩa vụ tài chính.
  - {text: Nộp tiền, detail: "Nộp tại ngân hàng hoặc qua https://nopthue.example.vn/dat-dai rồi giữ biên lai."}
  - Nộp lại biên lai cho Bộ phận Một cửa.
  - Chờ cơ quan đăng ký đất đai kiểm tra.
  - Chờ ký giấy chứng nhận.
  - Nhận tin nhắn báo kết quả.
  - Mang giấy hẹn và căn cước đến nhận.
  - Kiểm tra thông tin trên giấy chứng nhận.
links:
  - {url: "https://example.vn/huong-dan", label: Bài hướng dẫn}
  - https://example.vn/mau-don
notes: [Lệ phí do tỉnh quy định., Có thể ủy quyền cho người khác nộp thay.]
"""
WAYS = """
title: Nộp phí vệ sinh
kicker: Thu phí
issuer: UBND xã Ba Tơ
hotline: "0905123456"
options:
  - title: Quét mã
    requires: Có ứng dụng ngân hàng.
    steps: [Mở ứng dụng ngân hàng., Quét mã trên giấy báo., Kiểm tra tên người nhận., Bấm **Thanh toán**.]
  - title: Chuyển khoản
    steps: [Đăng nhập https://nganhang.example.vn bằng tài khoản của bạn., Nhập số tài khoản., Bấm **Chuyển**.]
  - title: Tiền mặt
    requires: Trong giờ hành chính.
    text: Đến Bộ phận Một cửa và đưa giấy báo.
"""
SOURCES = {"short": SHORT, "long": LONG, "ways": WAYS}


@cache
def guide(name: str) -> Guide:
    if name == "vssid":
        return fill(read_guide(VSSID, covered()), None)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.yaml"
        path.write_text(SOURCES[name], encoding="utf-8")
        return fill(read_guide(path, covered()), None)


@cache
def made(name: str, options: Options) -> Document:
    return compose(guide(name), "flashcards", options)


@cache
def printed(name: str, options: Options) -> bytes:
    return draw(made(name, options))


def desk() -> Desk:
    return desk_for(palette(load_theme("civic")), load_words("vi"), ())


def squeezed(text: str) -> str:
    return "".join(text.split())


def said(name: str, options: Options) -> str:
    """All text of a print, without white space: lines may break anywhere between words."""
    reader = PdfReader(BytesIO(printed(name, options)))
    return squeezed("".join(page.extract_text() for page in reader.pages))


def told(text: str) -> str:
    return squeezed(text.replace("→", ""))


def placed_cards(page: Frame) -> Iterator[Placed]:
    return (
        item for item in page.items if isinstance(item.item, Frame) and item.item.role and item.item.role.kind == "Sect"
    )


def tag_of(placed: Placed) -> Tag:
    assert isinstance(placed.item, Frame)
    assert placed.item.role
    return placed.item.role


def items(frame: Frame, x: float = 0.0, y: float = 0.0) -> Iterator[tuple[object, float, float]]:
    for placed in frame.items:
        if isinstance(placed.item, Frame):
            yield from items(placed.item, x + placed.x, y + placed.y)
        else:
            yield placed.item, x + placed.x, y + placed.y


def extent(item: object, x: float, y: float) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what an item draws."""
    match item:
        case Glyphs():
            low, high = item.face.extent(item.text)
            width = item.face.width(item.text.rstrip()) * item.size
            return x, y - high * item.size, x + width, y - low * item.size
        case Box():
            return x, y, x + item.width, y + item.height
        case Disc():
            return x - item.radius, y - item.radius, x + item.radius, y + item.radius
        case Line():
            return min(x, x + item.dx), min(y, y + item.dy), max(x, x + item.dx), max(y, y + item.dy)
        case Matrix():
            side = max(column + length for column, _row, length in item.modules.runs) * item.module
            return x, y, x + side, y + side
        case Drawn():
            xs = [x + float(v) for segment in item.segments for v in segment[1::2]]
            ys = [y + float(v) for segment in item.segments for v in segment[2::2]]
            return min(xs), min(ys), max(xs), max(ys)
    raise AssertionError(item)


# ── what is printed ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["vssid", "short", "long", "ways"])
@pytest.mark.parametrize(("cards", "size"), KINDS)
def test_every_title_step_condition_note_and_host_is_printed(name: str, cards: str, size: str) -> None:
    text = said(name, Options(cards=cards, card_size=size))
    for section in guide(name).sections:
        wanted = [section.title, section.requires, *section.notes, *(option.requires for option in section.options)]
        wanted += [option.title for option in section.options] + [option.text for option in section.options]
        for rich in wanted:
            assert told(plain(rich)).rstrip(".") in text
        for link in section_addresses(section):
            assert squeezed(host(link.url)) in text
        for step in (*section.steps, *(step for option in section.options for step in option.steps)):
            whole = plain(headline_and_detail(step)[0] or step.text)
            assert told(whole).rstrip(".") in text or (cards == "procedure" and told(plain(step.short)) in text)
            assert told(plain(step.note)) in text
            if cards == "step":
                assert told(plain(step.detail)) in text


@pytest.mark.parametrize(("cards", "size"), KINDS)
def test_steps_stand_in_order(cards: str, size: str) -> None:
    """The fourteen headlines come one after another, over continuation cards too."""
    text = said("long", Options(cards=cards, card_size=size))
    at = -1
    for n, step in enumerate(guide("long").sections[0].steps, 1):
        headline = told(plain(headline_and_detail(step)[0] or step.text))
        at = text.index((f"{n}" if cards == "step" else "") + headline, at + 1)


@pytest.mark.parametrize("cards", ["procedure", "step"])
def test_hotline_and_issuer_stand_on_cards(cards: str) -> None:
    text = said("vssid", Options(cards=cards))
    assert "Cầngiúp?Gọi1900.9068" in text
    assert "PhòngVănhóavàThôngtinQuận" in text


def test_a_ward_ends_the_deck_with_its_contact() -> None:
    document = compose(fill(read_guide(VSSID, covered()), WARD), "flashcards", Options())
    text = squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(draw(document))).pages))
    assert "PhườngBếnSen" in text
    assert "0234.355.0101" in text
    assert "bensen.example.vn" in text
    assert len(list(placed_cards(document.pages[0]))) == 5  # four procedures and the contact: too many to repeat


# ── codes ────────────────────────────────────────────────────────────────────────────────────────


def decoded(data: bytes) -> list[str]:
    found: list[str] = []
    for page in pypdfium2.PdfDocument(data):
        image = page.render(scale=300 / 72).to_pil()
        found += [bytes(code.bytes).decode() for code in zxingcpp.read_barcodes(image)]
    return found


@pytest.mark.parametrize(("cards", "size"), KINDS)
@pytest.mark.parametrize("name", ["vssid", "long", "ways"])
def test_codes_are_the_addresses_of_each_section(name: str, cards: str, size: str) -> None:
    for section in guide(name).sections:
        alone = compose(only_section(guide(name), section.id), "flashcards", Options(cards=cards, card_size=size))
        assert set(decoded(draw(alone))) == {link.url for link in section_addresses(section)}


def test_codes_of_a_whole_sheet_read_back_on_both_flips() -> None:
    for flip in ("long", "short"):
        found = decoded(printed("vssid", Options(flip=flip)))
        assert len(found) == 2 * 5  # a code a front, and one in a box, on two decks
        assert set(found) == {link.url for section in guide("vssid").sections for link in section_addresses(section)}


def live(page: PageObject) -> list[tuple[float, ...]]:
    """Rectangles of the page's links: left, top, right, bottom in points from its top left corner."""
    boxes = [[float(v) for v in annotation.get_object()["/Rect"]] for annotation in page.annotations or ()]
    return [(x0, A4.height - y1, x1, A4.height - y0) for x0, y0, x1, y1 in boxes]


def behind(document: Document, key: str) -> Placed:
    return next(placed for placed in placed_cards(document.pages[1]) if tag_of(placed).key == key)


def test_live_addresses_follow_a_turned_card() -> None:
    """Each rectangle of a turned card is that of the upright one, reflected in the card's centre."""
    long, short = Options(), Options(flip="short")
    rects = [live(PdfReader(BytesIO(printed("vssid", options))).pages[1]) for options in (long, short)]
    assert len(rects[0]) == len(rects[1]) > 0
    upright, turned = behind(made("vssid", long), "card-3"), behind(made("vssid", short), "card-3")
    width, height = STOCK_A7.size
    for x0, y0, x1, y1 in rects[0]:
        if 0 <= x0 - upright.x < width and 0 <= y0 - upright.y < height:
            wanted = (turned.x + width - (x1 - upright.x), turned.y + height - (y1 - upright.y))
            assert any((box[0], box[1]) == pytest.approx(wanted, abs=0.05) for box in rects[1])


# ── sheets ───────────────────────────────────────────────────────────────────────────────────────


def blank(stock: Stock, count: int) -> tuple[Card, ...]:
    return tuple(Card(Frame(*stock.size), Frame(*stock.size)) for _ in range(count))


@pytest.mark.parametrize("stock", [STOCK_A7, STOCK_A6])
@pytest.mark.parametrize("flip", ["long", "short"])
def test_every_back_lies_behind_its_front(stock: Stock, flip: str) -> None:
    """Turning the sheet over its edge brings each back onto its front's card."""
    fronts, backs = sheets(blank(stock, stock.columns * stock.rows - 1), stock, Duplex(flip))
    ahead = {tag_of(placed).key: placed for placed in placed_cards(fronts)}
    backward = {tag_of(placed).key: placed for placed in placed_cards(backs)}
    assert ahead.keys() == backward.keys()
    for key, front in ahead.items():
        back = backward[key]
        assert isinstance(back.item, Frame)
        if flip == "long":
            seen = (A4.width - back.x - stock.size.width, back.y)
        else:
            seen = (back.x, A4.height - back.y - stock.size.height)
        assert seen == pytest.approx((front.x, front.y))
        assert back.item.turned == (flip == "short")


def test_back_offset_moves_backs_and_their_marks_alone() -> None:
    plain_pages, moved = made("vssid", Options()).pages, made("vssid", Options(back_offset=(1.5, -0.5))).pages
    assert plain_pages[0] == moved[0]
    for before, after in zip(plain_pages[1].items, moved[1].items, strict=True):
        assert (after.x - before.x, after.y - before.y) == pytest.approx((mm(1.5), mm(-0.5)))


@pytest.mark.parametrize(("stock", "ticks", "crosses"), [(STOCK_A7, 8, 3), (STOCK_A6, 4, 1)])
def test_marks_are_ticks_and_crosses_on_both_sides(stock: Stock, ticks: int, crosses: int) -> None:
    front, back = sheets(blank(stock, 1), stock, Duplex())
    marks = front.items[0].item
    assert isinstance(marks, Frame)
    assert marks == back.items[0].item
    assert marks.role == PAGE
    lines = [(placed, placed.item) for placed in marks.items if isinstance(placed.item, Line)]
    assert {(line.width, line.colour) for _placed, line in lines} == {(0.3, "#000000")}
    assert len(lines) == ticks + 2 * crosses
    for placed, line in lines[:ticks]:
        ends = (placed.y, A4.height - placed.y - line.dy) if line.dy else (placed.x, A4.width - placed.x - line.dx)
        assert min(ends) == pytest.approx(mm(5))
        assert line.dx + line.dy == pytest.approx(mm(4))


REPEATS = [
    (1, STOCK_A7, 8),
    (3, STOCK_A7, 2),
    (4, STOCK_A7, 2),
    (5, STOCK_A7, 1),
    (9, STOCK_A7, 1),
    (2, STOCK_A6, 2),
    (3, STOCK_A6, 1),
]


@pytest.mark.parametrize(("count", "stock", "expected"), REPEATS)
def test_a_deck_of_half_a_sheet_is_repeated_whole(count: int, stock: Stock, expected: int) -> None:
    assert copies(count, stock) == expected
    pages = sheets(blank(stock, count), stock, Duplex())
    assert sum(1 for page in pages[::2] for _ in placed_cards(page)) == count * expected


def test_an_incomplete_sheet_keeps_its_place_behind_blank() -> None:
    fronts, backs = sheets(blank(STOCK_A7, 5), STOCK_A7, Duplex())
    assert {(round(p.x), round(p.y)) for p in placed_cards(fronts)} == {
        (round(c * STOCK_A7.size.width), round(r * STOCK_A7.size.height))
        for c, r in ((0, 0), (1, 0), (0, 1), (1, 1), (0, 2))
    }
    last = list(placed_cards(backs))[-1]
    assert back_place(0, 2, STOCK_A7, "long") == (1, 2)
    assert (last.x, last.y) == pytest.approx((STOCK_A7.size.width, 2 * STOCK_A7.size.height))


def test_copies_have_keys_of_their_own() -> None:
    keys = [tag_of(placed).key for placed in placed_cards(made("vssid", Options()).pages[0])]
    assert keys == [f"card-{n}" for n in range(1, 5)] + [f"card-{n}-copy-2" for n in range(1, 5)]


# ── layout ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["vssid", "short", "long", "ways"])
@pytest.mark.parametrize(("cards", "size"), KINDS)
@pytest.mark.parametrize("ink_saver", [False, True])
def test_nothing_crosses_the_safe_inset(name: str, cards: str, size: str, ink_saver: bool) -> None:
    stock = STOCKS[size]
    inset = mm(stock.inset)
    for page in made(name, Options(cards=cards, card_size=size, ink_saver=ink_saver)).pages:
        for placed in placed_cards(page):
            assert isinstance(placed.item, Frame)
            for item, x, y in items(placed.item):
                left, top, right, bottom = extent(item, x, y)
                assert left >= inset - 0.6, item  # side bearings of a glyph may hang out
                assert right <= stock.size.width - inset + 0.6, item
                assert top >= inset - 1.2, item  # the marks of a first line's capitals rise over its block
                assert bottom <= stock.size.height - inset + TOLERANCE, item


@pytest.mark.parametrize(("cards", "size"), KINDS)
def test_ink_saver_moves_no_text(cards: str, size: str) -> None:
    def runs(ink_saver: bool) -> list[tuple[str, float, float, float]]:
        pages = made("vssid", Options(cards=cards, card_size=size, ink_saver=ink_saver)).pages
        return [
            (item.text, item.size, x, y) for page in pages for item, x, y in items(page) if isinstance(item, Glyphs)
        ]

    assert runs(False) == runs(True)


def sizes_of(document: Document, texts: set[str]) -> set[float]:
    """Type sizes of the runs that are one of the texts."""
    return {
        item.size
        for page in document.pages
        for item, _x, _y in items(page)
        if isinstance(item, Glyphs) and item.text.strip() in texts
    }


def test_one_type_size_for_the_deck_of_procedures() -> None:
    document = made("vssid", Options())
    texts = {"Nhập mã số BHXH, CCCD, số điện thoại", "Nhập mã OTP gửi đến email", "Liên hệ cơ quan BHXH để hoàn tất"}
    found = sizes_of(document, texts)
    assert len(found) == 1
    assert 9.5 <= found.pop() <= 12


@pytest.mark.parametrize("size", ["A7", "A6"])
def test_one_type_size_for_the_deck_of_steps(size: str) -> None:
    document = made("vssid", Options(cards="step", card_size=size))
    details = sizes_of(
        document,
        {
            "Đó là cơ quan bạn đã chọn ở",
            "Cơ quan BHXH nơi bạn",
            "Cơ quan BHXH nơi bạn đăng ký.",
            "Mã số BHXH, thông tin",
        },
    )
    assert len(details) == 1
    assert STOCKS[size].step.detail.floor <= details.pop() <= 20
    assert len(sizes_of(document, {"Đính kèm ảnh", "Chọn thông tin", "Nhập thông tin"}) - {9.0, 10.0, 11.0, 13.0}) == 1


@pytest.mark.parametrize(("cards", "size"), KINDS)
@pytest.mark.parametrize("name", ["vssid", "short", "long", "ways"])
def test_no_type_is_under_its_floor(name: str, cards: str, size: str) -> None:
    look = STOCKS[size].look
    words = [run for page in made(name, Options(cards=cards, card_size=size)).pages for run in worded(page)]
    assert min(run.size for run in words) >= look.host.size
    body = {run.size for run in words} - {look.host.size, look.kicker.size, look.caption.size, look.issuer.size}
    assert min(body) >= look.detail.floor


def worded(frame: Frame) -> Iterator[Glyphs]:
    """Every run that is no figure in a disc."""
    return (item for item, _x, _y in items(frame) if isinstance(item, Glyphs) and not item.text.isdigit())


def test_a_long_procedure_goes_on_with_two_steps_a_card() -> None:
    reader = PdfReader(BytesIO(printed("long", Options())))
    fronts = reader.pages[0].extract_text()
    assert "1/" in fronts
    heads = [placed.item for placed in placed_cards(made("long", Options()).pages[1])]
    counts = [sum(1 for tag in tags(head) if tag.kind == "LI") for head in heads if isinstance(head, Frame)]
    assert sum(counts) == 14
    assert 1 not in counts


def tags(frame: Frame) -> Iterator[Tag]:
    if frame.role:
        yield frame.role
    for placed in frame.items:
        if isinstance(placed.item, Frame):
            yield from tags(placed.item)


# ── step cards ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("count", "width"), [(7, 5.4), (12, 5.4), (14, (89 - 13 * 1.6) / 14), (24, (89 - 23 * 1.6) / 24)]
)
def test_progress_has_a_cell_a_step(count: int, width: float) -> None:
    frame = progress(desk(), 3, count, mm(89))
    boxes = [placed.item for placed in frame.items if isinstance(placed.item, Box)]
    assert len(boxes) == count
    assert {round(box.width, 3) for box in boxes} == {round(mm(width), 3)}
    assert [box.stroke == "" for box in boxes] == [True] * 3 + [False] * (count - 3)
    assert max(placed.x + mm(width) for placed in frame.items) <= mm(89) + TOLERANCE


def test_progress_over_24_steps_is_one_bar() -> None:
    frame = progress(desk(), 10, 25, mm(89))
    rest, done = (placed.item for placed in frame.items)
    assert isinstance(rest, Box)
    assert isinstance(done, Box)
    assert (rest.width, done.width) == pytest.approx((mm(89), mm(89) * 10 / 25))


def test_every_step_has_its_card_and_tells_the_next() -> None:
    text = said("vssid", Options(cards="step", section="dang-ky"))
    assert [text.count(f"Bước{n}/7") for n in range(1, 8)] == [1] * 7
    assert "Tiếptheo:đínhkèmảnh" in text
    assert text.count("Cáchlàm") == 7


@pytest.mark.parametrize("section", ["dang-ky", "doi-thong-tin", "mat-khau", "them-email"])
def test_each_cover_has_a_code(section: str) -> None:
    """The section's own address, or, where it names none, the first of its steps."""
    first = next(placed_cards(made("vssid", Options(cards="step", section=section)).pages[0]))
    assert isinstance(first.item, Frame)
    assert sum(isinstance(item, Matrix) for item, _x, _y in items(first.item)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mở ứng dụng", "mở ứng dụng"),
        ("OTP gửi đến", "OTP gửi đến"),
        ("Cổng Dịch vụ công", "Cổng Dịch vụ công"),
        ("VssID mới", "VssID mới"),
    ],
)
def test_names_keep_their_capital(text: str, expected: str) -> None:
    assert plain(lowered((Words(text),), desk())) == expected


# ── errors ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("cards", ["procedure", "step"])
def test_a_step_too_long_for_a_card_names_section_format_and_what_helps(cards: str, tmp_path: Path) -> None:
    detail = "Mang theo giấy tờ của từng người trong hộ gia đình và bản sao có chứng thực. " * 8
    path = tmp_path / "dai.yaml"
    path.write_text(
        f"title: Việc dài\nsteps:\n  - text: Nộp hồ sơ\n    detail: {detail}\n  - Nhận kết quả.\n", encoding="utf-8"
    )
    with pytest.raises(LayoutError) as caught:
        compose(fill(read_guide(path, covered()), None), "flashcards", Options(cards=cards))
    message = str(caught.value)
    assert "“Việc dài”" in message
    assert "A7 flashcards" in message
    assert "A6 cards would hold it" in message
    assert re.search(r" [1-9][0-9.]* mm too high", message)
