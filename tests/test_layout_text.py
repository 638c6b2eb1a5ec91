"""Lines: what breaks where, what holds, and that lines never touch."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printkit.fonts import face
from printkit.layout.blocks import place
from printkit.layout.frame import Frame, Glyphs
from printkit.layout.paragraph import CAPITALS_LEAST, Paragraph, Style, collide
from printkit.layout.text import ARROW, OPENING, Piece, Row, TooWide, Wrap, break_rows, units
from printkit.marks import EDGE, FAST, FREE, LAST, SOFT, TIE
from printkit.parts.desk import torn
from printkit.words import bind, break_address, load_words
from tests.checks import marks, touching

VI = load_words("vi")
WRAPS = (Wrap(), Wrap(balanced=True, weak=VI.never_last))
SYLLABLES = ("mã", "OTP", "và", "để", "bạn", "nhập", "chọn", "Ẳ", "nghiêng", "mục", "số", "ở", "qua", "trên", "email")
PHRASES = (
    "tài khoản VssID",
    "dịch vụ công quốc gia",
    "bảo hiểm xã hội",
    "cơ quan",
    "đăng ký",
    "bước 5",
    "Cách 2",
    "1900.9068, nhánh 8",
)
TEXTS = st.lists(st.sampled_from((*SYLLABLES, *PHRASES)), min_size=1, max_size=24).map(" ".join)
MEASURES = st.floats(4.0, 40.0)
OPEN = (FREE, SOFT, LAST, "")


def pieces(text: str) -> tuple[Piece, ...]:
    return (Piece(bind(text, (), VI)),)


def rows(text: str | tuple[Piece, ...], measure: float, wrap: Wrap = WRAPS[0]) -> tuple[Row, ...]:
    given_pieces = pieces(text) if isinstance(text, str) else text
    return break_rows(units(given_pieces, face(400), face(700)), measure, wrap)


def tried(text: str, measure: float, wrap: Wrap) -> tuple[TooWide | None, tuple[Row, ...]]:
    """The lines, or the fault that there are none."""
    try:
        return None, rows(text, measure, wrap)
    except TooWide as fault:
        return fault, ()


def said(row: Row) -> str:
    return "".join("".join(part.text for part in unit.parts) + " " * (unit.space > 0) for unit in row).strip(" ")


def width(row: Row) -> float:
    return sum(unit.width + unit.space for unit in row) - row[-1].space


def lines(text: str, measure: float, *, title: bool = True) -> list[str]:
    return [said(row) for row in rows(text, measure, WRAPS[title])]


@given(TEXTS, MEASURES, st.sampled_from(WRAPS))
def test_lines_joined_give_the_text_back_and_none_is_too_wide(text: str, measure: float, wrap: Wrap) -> None:
    fault, broken = tried(text, measure, wrap)
    if fault:
        assert fault.needed > fault.measure == measure
        assert fault.text in text
        return
    assert " ".join(said(row) for row in broken) == text
    assert all(width(row) <= measure + 1e-6 for row in broken)


@given(TEXTS, MEASURES, st.sampled_from(WRAPS))
def test_compounds_hold_unless_their_group_is_wider_than_three_fifths(text: str, measure: float, wrap: Wrap) -> None:
    every = units(pieces(text), face(400), face(700))
    groups = list(grouped(every, OPEN))
    if max(width(group) for group in grouped(every, (*OPEN, EDGE, TIE))) > measure:
        return
    for row in rows(text, measure, wrap)[:-1]:
        if row[-1].gap in (EDGE, TIE):
            group = next(group for group in groups if any(unit is row[-1] for unit in group))
            assert width(group) > OPENING * measure, said(row)
            inner = next(part for part in grouped(group, (EDGE,)) if any(unit is row[-1] for unit in part))
            assert row[-1].gap == EDGE or width(inner) > OPENING * measure, said(row)


def grouped(row: Row, ends: tuple[str, ...]) -> list[Row]:
    """The row cut after each of these gaps."""
    found: list[Row] = []
    start = 0
    for i, unit in enumerate(row, 1):
        if unit.gap in ends or i == len(row):
            found.append(row[start:i])
            start = i
    return found


@given(MEASURES, st.sampled_from(WRAPS), st.sampled_from(("Gọi số", "Bấm", "Nếu cần giúp, bạn hãy gọi")))
def test_numbers_and_what_is_bound_to_them_never_break(measure: float, wrap: Wrap, before: str) -> None:
    number = "028 3822 1234"
    fault, broken = tried(f"{before} {number} rồi chọn nhánh 8 theo bước 5", measure, wrap)
    if fault:
        assert fault.text.endswith(number)
        return
    for phrase in (number, "nhánh 8", "bước 5"):
        assert sum(phrase in said(row) for row in broken) == 1


@given(
    st.lists(st.sampled_from(("Đăng nhập", "Cá nhân", "Ghi nhận", "Thông tin tài khoản")), min_size=2, max_size=8),
    st.floats(6.0, 30.0),
)
def test_an_arrow_never_ends_a_line(labels: list[str], measure: float) -> None:
    path = [piece for label in labels for piece in (Piece(ARROW), Piece(f" {bind(label, (), VI)} ", bold=True))][1:]
    broken = rows(tuple(path), measure)
    assert all(row[-1].parts[-1].text != ARROW for row in broken)
    assert sum(part.text == ARROW for row in broken for unit in row for part in unit.parts) == len(labels) - 1


@given(st.integers(3, 30), st.floats(4.0, 20.0))
def test_no_word_stands_alone_on_the_last_line_where_another_can_join_it(count: int, measure: float) -> None:
    """Equal words, so that only the number on each line counts."""
    broken = rows(" ".join(["mục"] * count), measure)
    full = len(broken[0])
    assert len(broken) == -(-count // max(map(len, broken)))
    assert len(broken[-1]) > 1 or len(broken) == 1 or full <= 2


@given(TEXTS, MEASURES)
def test_lines_are_as_few_as_can_be(text: str, measure: float) -> None:
    fault, broken = tried(text, measure, WRAPS[0])
    if fault:
        return
    used, fewest = float("inf"), 0
    loose = units((Piece(text),), face(400), face(700))
    for unit in loose:
        fewest, used = (fewest, used + unit.width) if used + unit.width <= measure else (fewest + 1, unit.width)
        used += unit.space
    assert len(broken) >= fewest


@given(
    st.sampled_from(
        ("dichvucong.baohiemxahoi.gov.vn", "baohiemxahoi.gov.vn/tintuc/Pages/chuyen-doi-so.aspx?ItemID=20777&CateID=0")
    ),
    st.floats(7.5, 40.0),
)
def test_addresses_break_after_their_stops_and_not_inside_the_host_s_end(address: str, measure: float) -> None:
    broken = [said(row) for row in rows((Piece(break_address(address)),), measure)]
    assert "".join(broken) == address
    assert all(line[-1] in "/.-?&=" for line in broken[:-1])
    assert all(sum(char.isalnum() for char in line) > 1 for line in broken)
    assert not any(line.endswith("gov.") for line in broken)


def test_an_address_breaks_before_its_name_first() -> None:
    assert [said(row) for row in rows((Piece(break_address("dichvucong.baohiemxahoi.gov.vn")),), 12.0)] == [
        "dichvucong.",
        "baohiemxahoi.gov.vn",
    ]


@pytest.mark.parametrize(
    ("title", "measure", "expected"),
    [
        ("Đăng ký tài khoản VssID", 12.0, ["Đăng ký tài khoản VssID"]),
        ("Đăng ký tài khoản VssID", 9.0, ["Đăng ký", "tài khoản VssID"]),
        ("Bổ sung email cho tài khoản VssID", 11.0, ["Bổ sung email", "cho tài khoản VssID"]),
        ("Liên hệ cơ quan BHXH để hoàn tất thủ tục", 12.0, ["Liên hệ cơ quan BHXH", "để hoàn tất thủ tục"]),
        ("Nhập mã OTP gửi đến email", 12.0, ["Nhập mã OTP", "gửi đến email"]),
    ],
)
def test_titles_are_balanced_over_whole_compounds(title: str, measure: float, expected: list[str]) -> None:
    assert lines(title, measure) == expected


def test_a_title_does_not_end_a_line_in_a_preposition() -> None:
    for measure in range(11, 30):
        for line in lines("Nộp hồ sơ qua mạng và nhận kết quả ở nhà cho người bận", measure)[:-1]:
            assert line.split()[-1] not in ("và", "qua", "cho"), (measure, line)


def test_a_phrase_too_wide_opens_between_its_compounds_first_and_strictly_only_there() -> None:
    assert lines("dịch vụ công quốc gia", 7.0) == ["dịch vụ công", "quốc gia"]
    assert lines("dịch vụ công quốc gia", 5.0) == ["dịch vụ", "công", "quốc gia"]
    assert [said(row) for row in rows("dịch vụ công quốc gia", 7.0, Wrap(strict=True))] == ["dịch vụ công", "quốc gia"]
    with pytest.raises(TooWide):
        rows("dịch vụ công quốc gia", 5.0, Wrap(strict=True))


def test_too_wide_names_the_word_in_em_while_breaking_and_in_points_from_a_paragraph() -> None:
    long = "x" * 40
    with pytest.raises(TooWide) as caught:
        rows(f"Bấm {long} rồi", 10.0)
    assert caught.value.text == long
    assert (caught.value.needed, caught.value.measure) == (face(400).width(long), 10.0)
    with pytest.raises(TooWide) as caught:
        place(Paragraph((Piece(f"Bấm {long} rồi"),), style(12)), 120)
    assert (caught.value.needed, caught.value.measure) == pytest.approx((12 * face(400).width(long), 120))


def style(size: float, leading: float = 1.3, least: float = 1.26) -> Style:
    return Style(face(400), face(700), size, leading, "#000000", least)


def baselines(frame: Frame) -> list[float]:
    return sorted({mark.point[1] for mark in marks(frame) if isinstance(mark.item, Glyphs)})


@pytest.mark.parametrize("leading", [1.0, 1.26, 1.3, 1.36, 1.48])
def test_lines_of_capitals_do_not_touch_and_keep_their_leading(leading: float) -> None:
    text = bind("ĐĂNG NHẬP QUA DỊCH VỤ CÔNG QUỐC GIA", (), VI)
    frame = place(Paragraph((Piece(text, bold=True),), style(12.5, leading)), 150)
    first, second, *_rest = baselines(frame)
    assert second - first >= 12.5 * max(CAPITALS_LEAST, leading) - 1e-6
    assert touching(frame) == []


def test_leading_has_a_floor_and_grows_for_the_tallest_letters() -> None:
    usual = baselines(place(Paragraph((Piece("mua mua"),), style(10, 1.0)), 25))
    assert usual[1] - usual[0] == pytest.approx(12.6)
    tall = baselines(place(Paragraph((Piece("ặgịp Ẳ"),), style(10, 1.0, 1.0)), 25))
    assert tall[1] - tall[0] > 10 * (face(400).extent("Ẳ")[1] - face(400).extent("ặ")[0])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(("Ẳ", "Ổ", "ặ", "gị", "ỷ", "ộp", "BẨM", "ĐĂNG", "quầy", "ẩn")), min_size=2, max_size=14),
    st.floats(1.0, 1.5),
    st.sampled_from((400, 700)),
)
def test_no_two_lines_touch_whatever_they_say(words: list[str], leading: float, weight: int) -> None:
    paragraph = Paragraph((Piece(" ".join(words)),), style(20, leading, 1.0)._replace(regular=face(weight)))
    assert touching(place(paragraph, 90)) == []


def test_collide_counts_only_letters_over_one_another() -> None:
    above, below = [(0.0, 1.0, -0.25, 0.7)], [(0.5, 1.5, -0.2, 1.2)]
    assert collide(above, below) == pytest.approx(1.45)
    assert collide(above, [(1.0, 2.0, -0.2, 1.2)]) == 0.0


def test_fast_spaces_are_drawn_as_spaces() -> None:
    (row,) = rows((Piece(f"028{FAST}3822{FAST}1234"),), 30.0)
    assert said(row) == "028 3822 1234"


def test_a_long_stretch_of_an_address_breaks_anywhere_only_where_nothing_else_helps() -> None:
    address = torn(break_address("a.vn/" + "x" * 30), 24)
    assert [said(row) for row in rows((Piece(address),), 40.0)] == ["a.vn/" + "x" * 30]
    broken = [said(row) for row in rows((Piece(address),), 6.0)]
    assert "".join(broken) == "a.vn/" + "x" * 30
    assert all(len(line) > 1 for line in broken)
    with pytest.raises(TooWide):
        rows((Piece(torn(break_address("a.vn/" + "x" * 20), 24)),), 6.0)
