"""Pages that a designer would have composed otherwise, each as small as it can be."""

from itertools import pairwise

import pytest

from printkit.compose import compose, warnings
from printkit.edition import Edition
from printkit.fill import fill
from printkit.formats import Options
from printkit.formats.leaflet.looks import SEVERAL, SINGLE
from printkit.layout.blocks import place
from printkit.layout.document import Document
from printkit.layout.frame import Box, Disc, Frame, Glyphs, Matrix, Placed
from printkit.model import Ward, Words
from printkit.parts.desk import desk_for
from printkit.parts.look import Setting, adjust
from printkit.parts.panels import prepare_sentence
from printkit.proof.promise import Mark
from printkit.series import series_of
from printkit.theme import load_theme, palette
from printkit.units import A4, mm
from printkit.words import load_words
from tests.checks import faults, marks
from tests.prints import parse
from tests.test_pages import said

DETAIL = "Ghi đúng số nhà, tên đường như trong hợp đồng thuê nhà đã ký với chủ nhà."


def made(text: str, fmt: str, ward: Ward | None = None) -> Document:
    return compose(fill(parse(text), ward), fmt, Options())


def texts(document: Document, page: int, word: str) -> list[Mark]:
    """The runs on a page that hold a word."""
    return [m for m in marks(document.pages[page]) if isinstance(m.item, Glyphs) and word in m.item.text]


def size(mark: Mark) -> float:
    assert isinstance(mark.item, Glyphs)
    return mark.item.size


def sheets(document: Document, word: str) -> list[int]:
    return [page for page in range(len(document.pages)) if texts(document, page, word)]


LAND = """
title: Sang tên sổ đỏ
kicker: Đất đai
summary: Khi mua bán, tặng cho, thừa kế nhà đất.
hotline: {number: "02838221188", label: Văn phòng đăng ký đất đai, note: giờ hành chính}
requires: Đất không có tranh chấp, không bị kê biên, còn thời hạn sử dụng.
steps:
  - {text: Kiểm tra quy hoạch, detail: Tra cứu trên ứng dụng hoặc hỏi địa chính phường.}
  - {text: Ký hợp đồng tại phòng công chứng, detail: "Hai bên cùng có mặt, mang bản gốc giấy tờ."}
  - text: Điền đơn đăng ký biến động
  - {text: Điền tờ khai thuế và lệ phí, detail: "Thuế thu nhập cá nhân 2%, lệ phí trước bạ 0,5%."}
  - {text: Nộp hồ sơ tại Bộ phận Một cửa, detail: Nhận phiếu hẹn có mã hồ sơ.}
  - {text: Chờ cơ quan đất đai kiểm tra, detail: Không quá 10 ngày làm việc.}
  - {text: Nhận thông báo thuế, detail: Cơ quan thuế gửi tin nhắn hoặc thư.}
  - text: Nộp thuế, lệ phí
    detail: Nộp tại ngân hàng hoặc qua Cổng Dịch vụ công quốc gia trong 30 ngày.
    note: Giữ lại biên lai.
  - text: Nộp biên lai
  - {text: Theo dõi hồ sơ, detail: Nhập mã hồ sơ trên trang tra cứu.}
  - text: Nhận tin báo kết quả
  - text: Mang phiếu hẹn và căn cước đến nhận
  - {text: "Kiểm tra tên, số tờ, số thửa, diện tích trên sổ", detail: Báo ngay nếu sai.}
  - text: Ký nhận sổ đỏ
links: [{url: "https://dichvucong.gov.vn/p/home/dvc-tra-cuu-ho-so.html", label: Tra cứu hồ sơ}]
notes: [Quá 30 ngày không nộp thuế thì bị tính tiền chậm nộp.]
"""


def test_another_share_is_tried_before_one_poster_more() -> None:
    """They were five sheets: the most even share over three, and over four, left one of them too full by little."""
    ward = Ward(
        "W6", "Phường Thủ Dầu Một", address="Số 3 đường Quang Trung, phường Thủ Dầu Một, Thành phố Hồ Chí Minh",
        phone="0274 3822 456", hotline="1022", hours="7h30–11h30 và 13h00–17h00, thứ Hai đến thứ Sáu",
        email="ubnd.thudaumot@tphcm.gov.vn", url="https://thudaumot.tphcm.gov.vn",
    )  # fmt: skip
    document = made(LAND, "poster", ward)
    assert len(document.pages) == 3
    assert sheets(document, "Kiểm tra quy hoạch") < sheets(document, "Ký nhận sổ đỏ")


BIRTH = """
title: Đăng ký khai sinh cho con
kicker: Hộ tịch trực tuyến
summary: Dành cho cha, mẹ có con dưới 60 ngày tuổi.
hotline: {number: "18001096", label: Tổng đài Dịch vụ công, note: miễn phí}
requires: Cha hoặc mẹ có tài khoản VNeID mức 2.
steps:
  - text: Mở Cổng Dịch vụ công quốc gia
    detail: Vào dichvucong.gov.vn, bấm **Đăng nhập**, chọn **Tài khoản định danh điện tử**.
  - text: Tìm thủ tục đăng ký khai sinh
    detail: Gõ "đăng ký khai sinh" vào ô tìm kiếm, chọn **Nộp trực tuyến**.
  - {text: Chọn nơi nộp hồ sơ, detail: "Chọn tỉnh, rồi chọn phường hoặc xã nơi cư trú của cha hoặc mẹ."}
  - text: Điền tờ khai điện tử
    detail: Họ tên con viết chữ in hoa, đúng như muốn ghi trong giấy khai sinh. Kiểm tra kỹ ngày sinh.
    note: Sai họ tên phải làm thủ tục cải chính.
  - {text: Tải ảnh giấy tờ, detail: Chụp rõ bốn góc giấy chứng sinh và CCCD.}
  - {text: Nộp hồ sơ và ghi lại mã hồ sơ, detail: Dùng mã này để tra cứu kết quả.}
  - {text: Nhận giấy khai sinh tại Bộ phận Một cửa, detail: Mang bản gốc giấy chứng sinh để nộp lại.}
links: [{url: "https://dichvucong.gov.vn", label: Cổng Dịch vụ công quốc gia}]
notes: [Không thu lệ phí khi đăng ký đúng hạn.]
"""


def test_all_sheets_of_a_poster_have_one_masthead() -> None:
    """“1/2” is narrower than “2/2”: the summary took one line on the first sheet and two on the second."""
    document = made(BIRTH, "poster")
    found = [[m.item for m in marks(page) if isinstance(m.item, Box)] for page in document.pages]
    bands = [max(box.height for box in boxes if box.width > mm(200)) for boxes in found]
    assert len(bands) == 2
    assert bands[0] == bands[1]


def test_links_of_the_guide_stand_over_the_ward_s_rows() -> None:
    links = "[{url: https://x.vn, label: Trang chung}]"
    text = f"title: A\nhotline: '1022'\nlinks: {links}\nsections: [{{title: B, steps: [C]}}]\n"
    document = made(text, "poster", Ward("1", "Xã A", phone="0234.355.0101"))
    page = len(document.pages) - 1
    (link,), (rows,) = texts(document, page, "Trang chung"), texts(document, page, "0234.355.0101")
    assert link.point[1] < rows.point[1]


@pytest.mark.parametrize("fmt", ["leaflet", "poster"])
def test_words_under_codes_of_a_grid_are_level(fmt: str) -> None:
    urls = [
        "https://a.vn",
        "https://b.vn/mot/hai/ba/bon/nam/sau/bay/tam/chin/muoi/muoi-mot",
        "https://c.vn",
        "https://d.vn",
    ]
    links = ", ".join(f"{{url: '{url}', label: Trang so {n}}}" for n, url in enumerate(urls))
    document = made(f"title: A\nlinks: [{links}]\nsteps: [B, C, D]\n", fmt)
    heights = [round(mark.point[1], 2) for page in range(len(document.pages)) for mark in texts(document, page, "so ")]
    assert len(heights) == 4
    assert len(set(heights)) == 1


def test_a_separator_ends_a_line_and_begins_none() -> None:
    desk = desk_for(palette(load_theme("civic")), load_words("vi"), ())
    items = tuple((Words(f"Giấy tờ số {n} của bạn"),) for n in range(9))
    paragraph = prepare_sentence(desk, adjust(SEVERAL, Setting()), items)
    for width in range(50, 110, 5):
        rows: dict[float, str] = {}
        for placed in place(paragraph, mm(width)).items:
            assert isinstance(placed.item, Glyphs)
            rows[placed.y] = rows.get(placed.y, "") + placed.item.text
        assert len(rows) > 1
        assert not [row for row in rows.values() if row.startswith("·")]


def test_no_run_of_a_list_as_a_sentence_begins_with_a_space() -> None:
    """Behind a foreign name one did, where pdfium has none: the print was refused."""
    desk = desk_for(palette(load_theme("civic")), load_words("vi"), ())
    items = tuple((Words(f"Ứng dụng {n} App Store"),) for n in range(9))
    frame = place(prepare_sentence(desk, adjust(SEVERAL, Setting()), items), mm(85))
    runs = [mark.item.text for mark in marks(Frame(*A4, (Placed(0, 0, frame),))) if isinstance(mark.item, Glyphs)]
    assert sum(run.startswith("App Store") for run in runs) == 9
    assert not [run for run in runs if run.startswith(" ")]


def test_a_head_as_wide_as_the_page_holds_two_codes_of_a_column_s_size() -> None:
    """Its one code was as large as a page's, and the other stood over the next procedure's head."""
    steps = ", ".join(f"{{text: Điền nơi tạm trú {n}, detail: '{DETAIL} {DETAIL} {DETAIL}'}}" for n in range(12))
    links = "[https://a.gov.vn, https://b.gov.vn]"
    sections = ", ".join(f"{{title: Việc {n}, links: {links}, steps: [{steps}]}}" for n in "AB")
    document = made(f"title: A\nsections: [{sections}]\n", "leaflet")
    heads = [page for page in range(len(document.pages)) if any(size(m) > 16 for m in texts(document, page, "Việc"))]
    assert heads
    for page in heads:
        codes = sorted(m.rect for m in marks(document.pages[page]) if isinstance(m.item, Matrix))
        assert len(codes) == 2
        assert all(right - left < mm(30) for left, _top, right, _bottom in codes)
        assert all(mm(12) <= b[0] - a[2] for a, b in pairwise(codes))


def test_a_disc_of_the_overview_is_level_with_its_words() -> None:
    """With its codes in a row beneath, it stood at the middle of words and codes together."""
    links = (
        "[{url: 'https://a.vn/1', label: Một}, {url: 'https://a.vn/2', label: Hai}, {url: 'https://b.vn', label: Ba}]"
    )
    text = f"title: A\nsections: [{{title: Việc này, links: {links}, steps: [C]}}, {{title: D, steps: [E]}}]\n"
    document = made(text, "poster")
    (task,) = (mark for mark in texts(document, 0, "Việc này") if size(mark) > 30)
    discs = [mark for mark in marks(document.pages[0]) if isinstance(mark.item, Disc) and mark.item.radius == mm(12)]
    assert abs(discs[0].point[1] - task.point[1]) < mm(10)


def test_codes_of_a_row_that_show_one_address_say_what_each_opens() -> None:
    long = "x" * 50
    links = f"[{{url: 'https://a.vn/{long}1', label: Nộp phạt}}, {{url: 'https://a.vn/{long}2', label: Tra cứu}}]"
    other = "{title: D, links: [{url: https://d.vn, label: Riêng}], steps: [E]}"
    text = f"title: A\nsections: [{{title: B, links: {links}, steps: [C]}}, {other}]\n"
    document = made(text, "poster")
    assert texts(document, 0, "Nộp phạt")
    assert texts(document, 0, "Tra cứu")
    assert not texts(document, 0, "Riêng")


HOUSEHOLD = """
title: Hộ kinh doanh
summary: Bốn việc thường gặp.
hotline: {number: "02838221188", note: bấm nhánh 3}
sections:
  - title: Đăng ký thành lập hộ kinh doanh
    prepare: [Căn cước, Hợp đồng thuê, Giấy đề nghị]
    steps:
      - {text: Chọn tên và ngành nghề, detail: Tên không trùng trong phường.}
      - {text: Điền giấy đề nghị, detail: Tải mẫu tại trang đăng ký hoặc lấy tại Bộ phận Một cửa.}
      - {text: Nộp hồ sơ, detail: "Nộp qua mạng hoặc trực tiếp, lệ phí 100.000 đồng."}
      - {text: Nhận giấy chứng nhận, detail: Sau 3 ngày làm việc.}
    links: [{url: "https://a.gov.vn", label: Đăng ký qua mạng}]
  - title: Thay đổi nội dung đăng ký
    when: Trong 10 ngày từ ngày thay đổi.
    steps: [Điền thông báo thay đổi., Nộp kèm giấy chứng nhận cũ., Nhận giấy chứng nhận mới.]
    links: [{url: "https://a.gov.vn", label: Đăng ký qua mạng}]
  - title: Tạm ngừng kinh doanh
    when: Báo trước ít nhất 3 ngày.
    steps: [Điền thông báo tạm ngừng., Nộp tại phường và cơ quan thuế.]
    links: [{url: "https://a.gov.vn", label: Đăng ký qua mạng}]
  - title: Chấm dứt hoạt động
    requires: Đã nộp đủ thuế và trả hết nợ.
    steps: [Nộp hồ sơ quyết toán thuế., Nộp thông báo chấm dứt., Trả lại giấy chứng nhận.]
    links: [{url: "https://a.gov.vn", label: Đăng ký qua mạng}]
"""


def test_columns_that_end_together_are_preferred() -> None:
    """C and D stood in one column of page 2, the help zone alone in the other."""
    ward = Ward("1", "Xã A", address=DETAIL, phone="0274.3822.456", hours=DETAIL, url="https://xa.gov.vn")
    document = made(HOUSEHOLD, "leaflet", ward)
    assert len(document.pages) == 2
    c, d = (texts(document, 1, word)[0] for word in ("Tạm ngừng", "Chấm dứt"))
    assert abs(c.point[1] - d.point[1]) < 1
    assert "0274.3822.456" in said(document)


def test_a_procedure_on_many_posters_is_told() -> None:
    """Six sheets with two steps each were printed without a word."""
    long = "Nộp thuế cho hộ kinh doanh bằng ứng dụng eTax Mobile trên điện thoại thông minh"
    steps = ", ".join(f"{{text: Điền nơi tạm trú {n}, detail: '{DETAIL} {DETAIL}'}}" for n in range(14))
    guide = fill(parse(f"title: {long}\nrequires: {DETAIL}\nsteps: [{steps}]\n"), None)
    document = compose(guide, "poster", Options())
    (problem,) = warnings(guide, document, "poster")
    assert problem.message == f"“{long}” takes {len(document.pages)} posters"
    assert problem.where
    assert warnings(guide, compose(guide, "leaflet", Options()), "leaflet") == ()
    few = fill(parse(LAND), None)
    assert warnings(few, compose(few, "poster", Options()), "poster") == ()


LONG_STEP = "{text: Chọn nơi nộp hồ sơ., detail: 'Chọn tỉnh, rồi phường nơi bạn cư trú.'}"
HIGHER = (
    "{{title: {title}, steps: [{steps}], prepare: [Giấy chứng sinh, Căn cước], links: ['https://{host}.example.vn']}}"
)


def higher(counts: tuple[int, ...], step: str = LONG_STEP) -> Document:
    """A leaflet of procedures of so many steps, each higher than a column."""
    sections = (
        HIGHER.format(title=f"Việc {n}", steps=", ".join([step] * count), host=f"viec{n}")
        for n, count in enumerate(counts, 1)
    )
    return made(f"title: Làm giấy tờ\nhotline: '19009068'\nsections: [{', '.join(sections)}]\n", "leaflet")


@pytest.mark.parametrize("counts", [(10, 9), (11, 7), (9, 6)])
def test_two_long_procedures_stand_on_front_and_back(counts: tuple[int, int]) -> None:
    """The first flowed over three pages, and of the second two steps stood over the other procedure."""
    document = higher(counts)
    assert [len(texts(document, page, "Chọn nơi nộp")) for page in range(len(document.pages))] == list(counts)


@pytest.mark.parametrize(("counts", "pages"), [((11, 4), [8, 7]), ((1, 12), [5, 8])])
def test_no_page_stands_two_fifths_bare_to_keep_a_procedure_whole(counts: tuple[int, int], pages: list[int]) -> None:
    """Visual standard 8."""
    document = higher(counts)
    assert [len(texts(document, page, "Chọn nơi nộp")) for page in range(len(document.pages))] == pages


def test_a_page_that_would_be_alone_on_its_sheet_is_saved_by_smaller_type() -> None:
    step = LONG_STEP.replace("cư trú.", "cư trú, " + "hay nơi bạn đang ở, " * 4 + "nếu có.")
    saved, kept = higher((9, 9), step), higher((10, 10), step)
    assert (len(saved.pages), len(kept.pages)) == (2, 3)
    assert {size(run) for run in texts(saved, 0, "Chọn nơi")} == {SINGLE.headline.floor}
    assert min(size(run) for run in texts(kept, 0, "Chọn nơi")) >= SINGLE.headline.size


def test_what_to_prepare_stands_beside_a_head_s_code() -> None:
    """The room at the left of the code stood bare, and the panel took a row of its own."""
    page = higher((10, 9)).pages[0]
    (code,) = [mark for mark in marks(page) if isinstance(mark.item, Matrix)]
    (ticked,) = [mark for mark in marks(page) if isinstance(mark.item, Glyphs) and "Giấy" in mark.item.text]
    assert code.rect[1] < ticked.rect[1] < ticked.rect[3] < code.rect[3] + mm(14)


@pytest.mark.parametrize("counts", [(3, 3), (10, 9)])
def test_what_to_prepare_for_all_procedures_is_printed(counts: tuple[int, int]) -> None:
    """Leaflets of several procedures left the guide's own list out, and nothing said so."""
    sections = ", ".join(f"{{title: Việc {n}, steps: [{', '.join([LONG_STEP] * n)}]}}" for n in counts)
    document = made(f"title: Làm giấy tờ\nprepare: [Điện thoại có mạng]\nsections: [{sections}]\n", "leaflet")
    (ready,) = texts(document, 0, "Điện thoại có mạng")
    assert ready.rect[3] < texts(document, 0, "Chọn nơi")[0].rect[1]


def test_pages_of_long_procedures_say_what_stands_where() -> None:
    """The first page told nothing of the other procedures, and the third began with a step of no name."""
    document = higher((14, 13))
    assert [len(texts(document, page, "Chọn nơi")) for page in range(3)] == [8, 9, 10]
    assert [sheets(document, words) for words in ("Trang 2", "Việc 2")] == [[0, 1], [0, 1, 2]]
    assert [sheets(document, words) for words in ("(tiếp)", "Xem tiếp trang sau")] == [[1, 2], [0, 1]]
    assert not sheets(higher((10, 9)), "Xem tiếp trang sau")  # nothing of A is on the next page


def test_procedures_stand_further_apart_than_steps() -> None:
    """A new procedure's bar was nearer to the step over it than that to its neighbours."""
    document = higher((11, 4))
    bars = [mark.rect for mark in marks(document.pages[1]) if isinstance(mark.item, Box) and mark.item.width == mm(180)]
    feet = [mark.rect[3] for mark in texts(document, 1, "Chọn tỉnh")]
    heads = [mark.rect[1] for mark in texts(document, 1, "Chọn nơi")]
    above = max(foot for foot in feet if foot < bars[0][1])
    assert bars[0][1] - above > max(head - foot for foot, head in zip(feet, heads[1:], strict=False) if head < above)


def test_a_long_list_of_what_to_prepare_parts_from_the_head_where_it_must() -> None:
    """Beside the head's code it was one piece with it, higher than a page."""
    things = ", ".join(["Bản sao căn cước", "Giấy chứng nhận quyền sử dụng đất của người bán"] * 12)
    held = " ".join(["Đất không có tranh chấp, không bị kê biên, còn thời hạn."] * 6)
    steps = ", ".join([LONG_STEP] * 8)
    one = f"prepare: [{things}], requires: '{held}', links: ['https://a.example.vn'], steps: [{steps}]"
    document = made(f"title: Làm giấy tờ\nsections: [{{title: Việc 1, {one}}}, {{title: Việc 2, {one}}}]\n", "leaflet")
    assert len(document.pages) == 4


def test_a_ward_whose_procedures_break_has_the_sizes_of_the_others() -> None:
    """The longest ward's procedures stand on pages of their own; one with little to say fills none of them."""
    step = LONG_STEP.replace("nơi bạn cư trú", "{{ward.name}}")
    sections = (
        HIGHER.format(title=f"Việc {n}", steps=", ".join([step] * n), host=f"viec{n}").replace(", Căn cước", "")
        for n in (8, 5)
    )
    guide = parse(f"title: Làm giấy tờ\nsections: [{', '.join(sections)}]\n")
    wards = [Ward("1", "Xã A"), Ward("2", "Phường Nguyễn Thị Minh Khai " * 3)]
    edition = Edition(guide, "leaflet", Options(), series_of(wards))
    sizes = [{size(run) for run in texts(edition.print(ward).sheets.document, 0, "Chọn nơi")} for ward in wards]
    assert sizes[0] == sizes[1]


def test_a_letter_is_level_with_a_title_of_one_line() -> None:
    """The title stood 3 mm higher than the middle of its letter's disc."""
    page = higher((10, 9)).pages[1]
    discs = [mark.rect for mark in marks(page) if isinstance(mark.item, Disc)]
    (title,) = [mark for mark in marks(page) if isinstance(mark.item, Glyphs) and mark.item.text == "Việc 2"]
    middle = title.point[1] - 0.27 * size(title)
    assert min(abs((disc[1] + disc[3]) / 2 - middle) for disc in discs) < mm(0.1)


WAY = "{{title: Tại {}, requires: Có căn cước., text: Mang giấy tờ và tiền mặt đến điểm thu gần nhà vào sáng thứ Ba.}}"


def test_ways_and_few_steps_stay_together_where_that_takes_no_page_more() -> None:
    """ "hoặc" began a page, and the page before showed one way as if it were the only one."""
    ways = ", ".join(map(WAY.format, ("quầy", "nhà", "bưu điện")))
    first = f"title: Việc 1, options: [{ways}], steps: [{', '.join([LONG_STEP] * 16)}], links: ['https://a.example.vn']"
    few = f"title: Việc 2, steps: [{', '.join([LONG_STEP] * 3)}], links: ['https://b.example.vn']"
    document = made(f"title: Làm giấy tờ\nhotline: '19009068'\nsections: [{{{first}}}, {{{few}}}]\n", "leaflet")
    assert len(document.pages) == 3
    assert [sheets(document, words) for words in ("Tại quầy", "Tại nhà", "Tại bưu điện")] == [[2]] * 3


def test_words_under_a_head_s_codes_begin_level() -> None:
    """Codes of more and fewer modules are not equally high, and their captions stood 2 mm out of line."""
    links = "[https://a.gov.vn, https://dichvucong.example.vn/p/home/dvc-tra-cuu-ho-so.html]"
    sections = ", ".join(f"{{title: Việc {n}, links: {links}, steps: [{', '.join([LONG_STEP] * 9)}]}}" for n in "AB")
    page = made(f"title: A\nsections: [{sections}]\n", "leaflet").pages[0]
    codes = [mark.rect for mark in marks(page) if isinstance(mark.item, Matrix)]
    captions = [mark.point[1] for mark in marks(page) if isinstance(mark.item, Glyphs) and "Quét" in mark.item.text]
    assert len({round(bottom - top, 1) for _left, top, _right, bottom in codes}) == 2
    assert len(captions) == 2
    assert captions[0] == pytest.approx(captions[1])


@pytest.mark.parametrize("sentences", [5, 13])
def test_procedures_of_one_step_leave_the_help_zone_its_room(sentences: int) -> None:
    """Where no two steps stand together nothing held the white between procedures to the page."""
    ways = ", ".join([WAY.format("nhà")] * 9)
    one = f"{{title: Việc 2, steps: [{{text: Ghi tên, detail: {' '.join(['Ghi đúng họ tên.'] * sentences)}}}]}}"
    document = made(f"title: Làm giấy tờ\nsections: [{{title: Việc 1, options: [{ways}]}}, {one}]\n", "leaflet")
    assert [fault for page in document.pages for fault in faults(page)] == []
