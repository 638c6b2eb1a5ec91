"""Blocks placed: where each kind puts what it holds, and how high it is. Lengths are points."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from printkit.fonts import face
from printkit.layout.blocks import Block, Cell, Columns, Fixed, Ground, Inset, Rule, Space, Stack, one_line, place
from printkit.layout.frame import LAYOUT, Box, Frame, Glyphs, Line, Placed, Tag
from printkit.layout.frame import Path as Outline
from printkit.layout.paragraph import Paragraph, Style, _on_lines, _on_one_line
from printkit.layout.text import ARROW, Piece
from tests.checks import Mark, frames, marks

STYLE = Style(face(400), face(700), 10.0, 1.4, "#16191D")
WORDS = "mở trang web rồi bấm nút gửi ở cuối trang và chờ tin nhắn"


def paragraph(text: str = WORDS, **changes: object) -> Paragraph:
    return Paragraph((Piece(text),), STYLE._replace(**changes))  # type: ignore[arg-type]


def box(width: float, height: float) -> Fixed:
    return Fixed(Frame(width, height, (Placed(0, 0, Box(width, height, "#000000")),)))


def runs(frame: Frame) -> list[Mark]:
    return [mark for mark in marks(frame) if isinstance(mark.item, Glyphs)]


def boxes(frame: Frame) -> list[tuple[float, ...]]:
    return [tuple(round(side, 3) for side in mark.rect) for mark in marks(frame) if isinstance(mark.item, Box)]


# ── paragraphs ───────────────────────────────────────────────────────────────────────────────────


@given(st.floats(60, 400), st.floats(6, 30), st.floats(1.3, 1.6))
def test_a_paragraph_s_baselines_and_height(width: float, size: float, leading: float) -> None:
    """First baseline 0.86 of the size down, then a pitch a line, and 0.25 below the last (visual standard 2)."""
    frame = place(paragraph(size=size, leading=leading), max(width, 6 * size))
    lines = sorted({mark.point[1] for mark in runs(frame)})
    assert lines[0] == pytest.approx(0.86 * size)
    assert all(b - a == pytest.approx(leading * size) for a, b in pairwise(lines))
    assert frame.height == pytest.approx(lines[-1] + 0.25 * size)


PIECES = st.builds(
    Piece,
    st.text(st.sampled_from("aệ, \x1c\x1d\x1e\x1f\u00a0"), max_size=6),
    st.booleans(),
    st.sampled_from(("", "https://a.vn")),
)


@example((Piece("a\x1e"),), 12.0)
@example((Piece("a\x1d\x1f,"),), 17.0)
@example((Piece("a"), Piece("\x1ea", True)), 150.0)
@given(st.lists(PIECES, max_size=5).map(tuple), st.floats(10, 200))
def test_a_short_paragraph_is_set_as_a_long_one_is(pieces: tuple[Piece, ...], width: float) -> None:
    """What is clearly one line is not broken first; it comes out the same."""
    it = Paragraph(pieces, STYLE)
    quick = _on_one_line(it, width)
    slow = _on_lines(it, width) if quick else None
    assert quick is None or slow is None or _near(quick, slow)


def _near(one: Frame, other: Frame) -> bool:
    told = [[(p.item, round(p.x, 6), round(p.y, 6)) for p in frame.items] for frame in (one, other)]
    return told[0] == told[1] and one._replace(items=()) == other._replace(items=())


@pytest.mark.parametrize(("align", "share"), [("left", 0.0), ("centre", 0.5), ("right", 1.0)])
def test_a_paragraph_s_lines_are_aligned(align: str, share: float) -> None:
    frame = place(paragraph()._replace(align=align), 120)
    assert len(runs(frame)) > 1
    for mark in runs(frame):
        assert isinstance(mark.item, Glyphs)
        width = face(400).width(mark.item.text.rstrip()) * 10
        assert mark.point[0] == pytest.approx(share * (120 - width))


def test_no_text_is_no_height() -> None:
    frame = place(Paragraph((), STYLE), 100)
    assert (frame.width, frame.height, frame.items) == (100, 0.0, ())


def test_runs_of_one_weight_and_link_are_one_string() -> None:
    pieces = (
        Piece("Bấm "),
        Piece("Gửi", bold=True),
        Piece(" ở trang "),
        Piece("a.vn", link="https://a.vn"),
        Piece("."),
    )
    found = [mark.item for mark in runs(place(Paragraph(pieces, STYLE), 400))]
    told = [(run.text, run.face.name.partition("-")[2], run.link) for run in found if isinstance(run, Glyphs)]
    assert [(text, weight) for text, weight, _link in told] == [
        *(("Bấm ", "Regular"), ("Gửi ", "Bold"), ("ở trang ", "Regular"), ("a.vn", "Regular"), (".", "Regular")),
    ]
    assert [link for _text, _weight, link in told] == ["", "", "", "https://a.vn", ""]


def test_runs_follow_one_another_without_gap() -> None:
    frame = place(Paragraph((Piece("Bấm "), Piece("Gửi", bold=True), Piece(" ngay")), STYLE), 400)
    x = 0.0
    for mark in runs(frame):
        assert isinstance(mark.item, Glyphs)
        assert mark.point[0] == pytest.approx(x)
        x += mark.item.face.width(mark.item.text) * 10


def test_an_arrow_is_drawn_on_the_baseline_with_white_at_either_side() -> None:
    frame = place(Paragraph((Piece("A "), Piece(ARROW), Piece(" B")), STYLE), 400)
    arrow = next(mark for mark in marks(frame) if isinstance(mark.item, Outline))
    a, b = runs(frame)
    assert arrow.rect == pytest.approx((arrow.point[0], 8.6 - 5.2, arrow.point[0] + 3.8, 8.6))
    assert arrow.point[0] == pytest.approx(face(400).width("A") * 10 + 1.6)
    assert b.point[0] == pytest.approx(arrow.point[0] + 3.8 + 1.6)
    assert a.point[1] == b.point[1] == pytest.approx(8.6)
    assert Tag("Span", actual="→") in arrow.tags


def test_one_line_is_as_wide_as_its_text() -> None:
    frame = one_line(paragraph()._replace(align="right"))
    (mark,) = runs(frame)
    assert (mark.point[0], frame.width) == pytest.approx((0, face(400).width(WORDS) * 10))
    assert frame.height == pytest.approx(11.1)


# ── the rest ─────────────────────────────────────────────────────────────────────────────────────


def test_a_space_and_a_rule_are_as_wide_as_their_place() -> None:
    assert place(Space(7), 50) == Frame(50, 7)
    rule = place(Rule(2, "#8A929A", 9), 50)
    assert (rule.width, rule.height, rule.role) == (50, 9, LAYOUT)
    assert boxes(rule) == [(0, 7, 50, 9)]
    assert place(Rule(2, "#8A929A"), 50).height == 2


def test_a_dotted_rule_is_a_line_at_the_foot() -> None:
    (placed,) = place(Rule(0.7, "#8A929A", 20, (0.7, 2.2)), 50).items
    assert (placed.x, placed.y) == pytest.approx((0, 19.65))
    assert placed.item == Line(50, 0, 0.7, "#8A929A", (0.7, 2.2))


@pytest.mark.parametrize(("align", "x"), [("left", 0), ("centre", 15), ("right", 30)])
def test_a_finished_frame_stands_where_it_is_aligned(align: str, x: float) -> None:
    frame = place(box(20, 10)._replace(align=align), 50)
    assert (frame.width, frame.height) == (50, 10)
    assert boxes(frame) == [(x, 0, x + 20, 10)]


def test_a_stack_puts_blocks_under_one_another_and_a_space_in_place_of_the_gap() -> None:
    frame = place(Stack((box(9, 10), box(9, 20), Space(1), box(9, 5)), 4, Tag("L")), 50)
    assert [(top, foot) for _left, top, _right, foot in boxes(frame)] == [(0, 10), (14, 34), (35, 40)]
    assert (frame.height, frame.role) == (40, Tag("L"))
    assert place(Stack(()), 50).height == 0


def test_columns_share_what_is_left() -> None:
    cells = (Cell(box(10, 30), 10), Cell(paragraph("a")), Cell(paragraph("b"), 0, 5))
    frame = place(Columns(cells, 4, Tag("LI")), 100)
    assert [placed.x for placed in frame.items] == [0, 14, 59]
    assert [placed.item.width for placed in frame.items if isinstance(placed.item, Frame)] == [10, 41, 41]
    assert [placed.y for placed in frame.items] == [0, 0, 5]
    assert (frame.height, frame.role) == (30, Tag("LI"))


def test_insets_of_even_columns_are_equally_high() -> None:
    cells = (Cell(Inset(box(9, 10), 1, 2, 1, 2)), Cell(Inset(box(9, 30), 1, 2, 1, 2)), Cell(box(9, 3)))
    heights = {
        even: [
            placed.item.height
            for placed in place(Columns(cells, 4, even=even), 100).items
            if isinstance(placed.item, Frame)
        ]
        for even in (False, True)
    }
    assert heights == {False: [14, 34, 3], True: [34, 34, 3]}


def test_columns_are_as_high_as_the_deepest_with_its_drop() -> None:
    assert place(Columns((Cell(box(1, 30)), Cell(box(1, 28), 0, 5)), 0), 10).height == 33


def test_an_inset_is_its_block_with_padding() -> None:
    frame = place(Inset(box(30, 10), 3, 4, 5, 6, least_height=0), 50)
    assert (frame.width, frame.height) == (50, 20)
    assert boxes(frame) == [(3, 4, 33, 14)]
    assert place(Inset(box(30, 10), least_height=40), 50).height == 40


@pytest.mark.parametrize(
    ("ground", "expected"),
    [
        (Ground(), []),
        (Ground(fill="#FFFFFF"), [(0, 0, 50, 20)]),
        (Ground("#FFFFFF", "#000000", 0.9, "#000000", 3), [(0, 0, 50, 20), (0, 0, 50, 3)]),
        (Ground(bar="#000000", bar_width=3, upright=True), [(0, 0, 3, 20)]),
    ],
)
def test_grounds_lie_behind_and_are_no_content(ground: Ground, expected: list[tuple[float, ...]]) -> None:
    frame = place(Inset(paragraph("a"), least_height=20, ground=ground), 50)
    assert boxes(frame) == expected
    assert all(LAYOUT in mark.tags for mark in marks(frame) if isinstance(mark.item, Box))
    kinds = [type(mark.item).__name__ for mark in marks(frame)]
    assert kinds == ["Box"] * len(expected) + ["Glyphs"]


BLOCKS = st.recursive(
    st.one_of(
        st.floats(0, 20).map(Space),
        st.just(Rule(1, "#000000", 4)),
        st.sampled_from((WORDS, "ngắn", "hai từ")).map(paragraph),
    ),
    lambda inner: st.one_of(
        st.tuples(st.lists(inner, max_size=3).map(tuple), st.floats(0, 9)).map(lambda parts: Stack(*parts)),
        st.lists(inner.map(Cell), min_size=1, max_size=2).map(lambda cells: Columns(tuple(cells), 3)),
        inner.map(lambda block: Inset(block, 2, 3, 2, 4, Ground("#FFFFFF"))),
    ),
    max_leaves=6,
)


@given(BLOCKS, st.floats(300, 600))
def test_every_block_is_as_wide_as_its_place_and_holds_its_frames(block: Block, width: float) -> None:
    frame = place(block, width)
    assert frame == place(block, width)
    assert frame.width == pytest.approx(width)
    for inner, turn in frames(frame):
        x, y = turn.at(0, 0)
        assert x >= -1e-6
        assert y >= -1e-6
        assert x + inner.width <= width + 1e-6
        assert y + inner.height <= frame.height + 1e-6
