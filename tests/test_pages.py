"""What guides of real offices found on pages, each as small as it can be."""

from collections.abc import Iterator

import pytest

from printkit.compose import compose
from printkit.fill import fill
from printkit.formats import Options
from printkit.inline import plain
from printkit.layout.document import Document
from printkit.layout.frame import Box, Disc, Glyphs
from printkit.model import Ward
from printkit.proof.promise import Mark
from printkit.proof.report import Rect
from printkit.units import mm
from tests.checks import marks
from tests.prints import parse

DETAIL = "Bấm vào ô ở góc, rồi chờ đến khi có chữ xanh hiện ra."
STEP = f"{{text: 'Mở ứng dụng, chọn mục %s', short: 'Chọn mục %s', detail: '{DETAIL}'%s}}"


def made(text: str, fmt: str, ward: Ward | None = None, card_size: str = "A7") -> Document:
    return compose(fill(parse(text), ward), fmt, Options(card_size=card_size))


def lines(document: Document) -> Iterator[tuple[int, float, float, str]]:
    """Page, size in pt, height in points, and text of each line."""
    for number, page in enumerate(document.pages, 1):
        rows: dict[tuple[float, float], str] = {}
        for mark in marks(page):
            if isinstance(mark.item, Glyphs):
                key = (round(mark.y + mark.turn.y, 1), mark.item.size)
                rows[key] = rows.get(key, "") + mark.item.text
        yield from ((number, size, y, " ".join(said.split())) for (y, size), said in rows.items())


def said(document: Document) -> str:
    return " ".join(text for _page, _size, _y, text in lines(document))


def steps(count: int, more: str = "") -> str:
    return ", ".join(STEP % (n, n, more) for n in range(1, count + 1))


def test_a_short_text_takes_the_place_of_no_note() -> None:
    """A warning about codes was printed on no sheet, since its step had a short text."""
    document = made(f"title: A\nsteps: [{steps(12, ', note: Đừng đọc mã cho ai.')}]\n", "poster")
    assert "Chọn mục 1" in said(document)  # short texts are in use
    assert said(document).count("Đừng đọc mã cho ai.") == 12


def test_ways_print_the_short_texts_of_their_steps() -> None:
    ways = ", ".join(f"{{title: Cách {n}, steps: [{steps(6)}]}}" for n in range(2))
    document = made(f"title: A\noptions: [{ways}]\n", "poster")
    assert "Mở ứng dụng, chọn mục 1" not in said(document)
    assert len(document.pages) == 1


LONG_TITLE = """
title: Kích hoạt tài khoản định danh điện tử mức độ 2 trên ứng dụng VNeID
kicker: Định danh điện tử
when: Dành cho người đã nhận tin nhắn báo tài khoản mức độ 2 được phê duyệt.
prepare: [Điện thoại có NFC, Thẻ CCCD gắn chip]
links:
  - {url: "https://apps.example.vn/vn/app/vneid/id1582750372", label: Cho iPhone}
  - {url: "https://play.example.vn/store/apps/details?id=com.vnid", label: Cho Android}
steps:
  - text: Cài ứng dụng VNeID
    detail: Vào **App Store** hoặc **CH Play**, kiểm tra nhà phát hành là **Trung tâm dữ liệu**, bấm cài.
  - text: Bấm **Kích hoạt**, nhập số định danh cá nhân và số điện thoại đã đăng ký với cơ quan công an
    detail: Ứng dụng gửi mã OTP qua tin nhắn. Nhập mã trong vòng 3 phút.
  - Quét NFC thẻ CCCD. Áp mặt sau điện thoại vào con chip trên thẻ và giữ yên đến khi máy rung.
  - Đặt mật khẩu, mã khóa ứng dụng và hai câu hỏi bảo mật.
notes: [Quên mã khóa? Mang CCCD đến Công an phường.]
"""


def test_a_long_title_leaves_page_one_its_steps() -> None:
    """A title too wide at 85 % set all steps at the smallest type, and sent them to page 2."""
    document = made(LONG_TITLE, "leaflet")
    (first,) = [(page, size) for page, size, _y, said in lines(document) if said.startswith("Cài ứng dụng")]
    assert first[0] == 1
    assert first[1] >= 15.0


def test_or_stands_between_ways_across_the_page() -> None:
    ways = ", ".join(f"{{title: Cách {n}, steps: [{steps(6)}]}}" for n in range(3))
    document = made(f"title: A\noptions: [{ways}]\n", "leaflet")
    assert len(document.pages) > 1
    assert [text for *_at, text in lines(document)].count("hoặc") == 2


def test_a_route_is_seen_to_leave_a_page_and_to_come_in() -> None:
    document = made(f"title: A\nsteps: [{steps(14)}]\n", "leaflet")
    for page, leaves in zip(document.pages[:2], (True, False), strict=True):
        discs = [mark.rect for mark in marks(page) if isinstance(mark.item, Disc) and mark.item.radius > mm(5)]
        (rail,) = [mark.rect for mark in marks(page) if isinstance(mark.item, Box) and mark.item.width == mm(1.2)][-1:]
        shown = rail[3] - discs[-1][3] if leaves else discs[0][1] - rail[1]
        assert shown >= mm(2.4)


@pytest.mark.parametrize("fmt", ["leaflet", "poster", "flashcards"])
def test_a_summary_stands_under_the_title_of_one_procedure(fmt: str) -> None:
    assert "Làm tại nhà." in said(made("title: A\nsummary: Làm tại nhà.\nsteps: [B]\n", fmt))
    both = said(made("title: A\nsummary: Làm tại nhà.\nwhen: Khi cần.\nsteps: [B]\n", fmt))
    assert "Khi cần." in both


@pytest.mark.parametrize("fmt", ["leaflet", "poster", "flashcards"])
def test_a_hotline_is_grouped_everywhere(fmt: str) -> None:
    assert "1900 9068" in said(made("title: A\nhotline: 19009068\nsteps: [B]\n", fmt))


def test_a_ward_whose_address_finds_no_line_shows_its_host() -> None:
    """It was refused on the overview, and blamed on the guide."""
    ward = Ward("1", "Xã A", phone="0234.355.0101", url="https://zalo.me/trungtamhanhchinhcongtangnhonphu")
    two = "title: A\nhotline: 1022\nsections: [{title: B, steps: [C]}, {title: D, steps: [E]}]\n"
    for fmt in ("leaflet", "poster", "flashcards"):
        text = said(made(two, fmt, ward))
        assert "zalo.me" in text
        assert "trungtamhanhchinhcongtangnhonphu" not in text
    near = said(made(two, "leaflet", Ward("1", "Xã A", url="https://zalo.me/1234567890")))
    assert "zalo.me/1234567890" in near.replace(" ", "")


def test_all_sheets_of_a_procedure_have_one_size() -> None:
    text = f"title: A\nsteps: [{steps(9).replace('short', 'note')}, B, C, D]\n"
    document = made(text, "poster")
    assert len(document.pages) == 2
    details = [
        {size for page, size, _y, said in lines(document) if page == n and said.startswith("Bấm")} for n in (1, 2)
    ]
    assert details[0] == details[1] != set()


@pytest.mark.parametrize("title", ["Nộp hồ sơ xin học lớp một", "Bổ sung email cho tài khoản VssID"])
def test_a_title_ends_no_line_on_a_weak_word(title: str) -> None:
    document = made(f"title: {title}\nsteps: [B, C, D, E]\n", "poster")
    largest = max(size for _page, size, _y, _said in lines(document))
    heads = [text for _page, size, _y, text in lines(document) if size == largest]
    assert " ".join(heads) == title
    assert heads[0].split()[-1] not in ("xin", "cho")


def test_a_title_that_grows_takes_no_more_lines() -> None:
    document = made("title: Dùng máy tính\nsteps: [B, C]\n", "poster")
    largest = max(size for _page, size, _y, _said in lines(document))
    assert [text for _page, size, _y, text in lines(document) if size == largest] == ["Dùng máy tính"]


def test_a_condition_leaves_a_card_its_hotline_where_there_is_room() -> None:
    text = "title: Việc\nhotline: 1022\nsections: [{title: B, requires: có thẻ, steps: [C]}, {title: D, steps: [E]}]\n"
    first, *_backs = made(text, "flashcards", card_size="A6").pages
    assert plain(parse(text).sections[0].requires) in said(made(text, "flashcards", card_size="A6"))
    calls = [mark for mark in marks(first) if isinstance(mark.item, Glyphs) and mark.item.text == "1022"]
    cards = [mark for mark in marks(first) if isinstance(mark.item, Glyphs) and mark.item.text in ("A", "B")]
    assert len(calls) >= len(cards) / 2


FULL = Ward(
    "001",
    "Phường Tăng Nhơn Phú",
    address="Số 29 đường Lê Văn Việt, khu phố 3, phường Tăng Nhơn Phú",
    phone="028.3730.9999",
    hotline="0901.234.567",
    hours="Thứ 2 đến thứ 6: 7:30–11:30, 13:00–17:00; thứ 7: 7:30–11:30",
    email="ubnd.tangnhonphu@tphcm.gov.vn",
    url="https://tangnhonphu.hochiminhcity.gov.vn/bo-phan-mot-cua",
)
FIVE_SHEETS = f"""
title: Đăng ký tạm trú trực tuyến
hotline: '1900.0368'
requires: Đã có tài khoản định danh điện tử mức độ 2.
links: [https://a.gov.vn, https://b.gov.vn, https://c.gov.vn]
steps: [{", ".join(f"{{text: Điền nơi tạm trú {n}, detail: '{DETAIL} {DETAIL}'}}" for n in range(10))}]
"""


def test_a_ward_s_rows_stand_on_the_last_sheet_alone_where_that_saves_sheets() -> None:
    document = made(FIVE_SHEETS, "poster", FULL)
    sheets = {number for number, _size, _y, text in lines(document) if "028.3730.9999" in text}
    hotlines = {number for number, _size, _y, text in lines(document) if "1900.0368" in text}
    assert sheets == {len(document.pages)}
    assert hotlines == set(range(1, len(document.pages) + 1))
    assert len(document.pages) == 3


def test_a_ward_s_few_rows_stand_on_every_sheet() -> None:
    few = Ward("1", "Xã A", phone=FULL.phone)
    document = made(FIVE_SHEETS, "poster", few)
    assert len(document.pages) == said(document).count(FULL.phone) == 3


def test_panels_in_a_row_are_equally_high_and_their_codes_of_one_size() -> None:
    codes = "[https://a.gov.vn, https://thu-tuc.b.gov.vn, https://c.gov.vn/mot/hai/ba/bon]"
    document = made(f"title: A\nlinks: {codes}\nsteps: [{steps(10)}]\n", "leaflet")
    page = document.pages[0]
    boxes = [mark.item for mark in marks(page) if isinstance(mark.item, Box) and mark.item.stroke]
    outlines = [box for box in boxes if mm(50) < box.width < mm(60)]
    assert len(outlines) == 3
    assert len({round(box.height, 3) for box in outlines}) == 1


def test_a_list_of_few_things_to_prepare_breaks_in_no_compound_on_a_card() -> None:
    """Two columns broke "Giấy chứng sinh" on a card that was empty otherwise."""
    items = "[Giấy chứng sinh bản chính, Giấy chứng nhận kết hôn, Thẻ căn cước của cha mẹ]"
    guide = parse(f"title: A\nprepare: {items}\nsteps: [B]\n")
    document = compose(fill(guide, None), "flashcards", Options(cards="step"))
    texts = [text for _page, _size, _y, text in lines(document)]
    assert any("Giấy chứng nhận kết hôn" in text and "chứng sinh" not in text for text in texts)


def test_a_title_stands_clear_of_the_words_under_the_code() -> None:
    """“cho” ran into “Cổng Dịch vụ công” with no white between them."""
    title = "Đăng ký biến động đất đai, tài sản gắn liền với đất sau khi chuyển nhượng, thừa kế hoặc tặng cho"
    link = "{url: https://dichvucong.gov.vn/p/home/dvc-trang-chu.html, label: Cổng Dịch vụ công quốc gia}"
    text = f"title: {title}\nkicker: Địa chính\nissuer: Phòng Kinh tế\nlinks: [{link}]\nsteps: [{steps(12)}]\n"
    document = compose(fill(parse(text), None), "flashcards", Options(cards="step"))
    found = [mark for mark in marks(document.pages[0]) if isinstance(mark.item, Glyphs)]
    titles = [box for mark in found for box in letters(mark) if _large(mark)]
    words = ("Cổng", "Quét", "dichvucong")
    under = [box for mark in found for box in letters(mark) if _says(mark, *words)]
    assert titles
    assert under
    assert not [(a, b) for a in titles for b in under if near(a, b, mm(0.7))]


def _large(mark: Mark) -> bool:
    return isinstance(mark.item, Glyphs) and mark.item.size >= 15 and len(mark.item.text) > 2


def _says(mark: Mark, *words: str) -> bool:
    return isinstance(mark.item, Glyphs) and any(word in mark.item.text for word in words)


def letters(mark: Mark) -> Iterator[Rect]:
    """Left, top, right and bottom of each letter of a text that stands upright."""
    run = mark.item
    assert isinstance(run, Glyphs)
    x, y = mark.point
    for i, char in enumerate(run.text):
        low, high = run.face.extent(char)
        left = x + run.face.width(run.text[:i]) * run.size
        if high > low:
            yield left, y - high * run.size, left + run.face.width(char) * run.size, y - low * run.size


def near(a: Rect, b: Rect, white: float) -> bool:
    """Is there less white than that between two boxes?"""
    return a[0] - white < b[2] and b[0] < a[2] + white and a[1] - white < b[3] and b[1] < a[3] + white


def test_a_card_without_a_kicker_says_what_guide_it_belongs_to() -> None:
    text = said(made("title: Thu gom rác\nsections: [{title: Hẹn thu gom, steps: [B]}]\n", "flashcards"))
    assert "Thu gom rác" in text
    assert said(made("title: Thu gom\nsteps: [B]\n", "flashcards")).count("Thu gom") == 2 * 8
