"""The proof cries no wolf: what printkit makes passes, over all there is to choose and over random guides."""

from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from random import Random

import pytest
import zxingcpp
from PIL import Image

from printkit.compose import compose
from printkit.errors import LayoutError
from printkit.fill import fill, only_section
from printkit.fonts import covered
from printkit.formats import NAMES, Options
from printkit.layout.document import Document, Press
from printkit.pdf.pen import draw
from printkit.proof.codes import decode
from printkit.proof.prove import prove
from printkit.proof.report import PASS, Report
from printkit.source.guide import read_guide
from tests.office import HOUSE
from tests.prints import parse, source, wards
from tests.test_validity import THEMES, Print, Writer, kinds

GALLERY = sorted((HOUSE / "guides" / "gallery").glob("*.yaml"))
SECTION = "dang-ky"
RANDOM = 8  # guides
ALSO = 4  # every fourth in the other formats too


def chosen() -> Iterator[Print]:
    """Each format in each kind, ink, flip and theme, whole and one procedure alone, with a ward and without."""
    for fmt in NAMES:
        for i, options in enumerate(kinds(fmt)):
            yield Print("vssid", fmt, options)
            yield Print("vssid", fmt, options._replace(ink_saver=True), "00101" if i % 2 else "")
            yield Print("vssid", fmt, options._replace(section=SECTION, theme=THEMES[i]), "00101")
    for theme in THEMES:
        yield Print("vssid", "leaflet", Options(theme=theme))
    for size in ("A7", "A6"):
        yield Print("vssid", "flashcards", Options(card_size=size, flip="short", back_offset=(0.5, -0.5)), "01204")
    for fmt, ink in (("leaflet", False), ("poster", True)):
        yield Print("vssid", fmt, Options(section=SECTION, press=Press(), ink_saver=ink))


CHOSEN = tuple(dict.fromkeys(chosen()))


def proven(it: Print) -> Report:
    filled = fill(source(it.guide), wards()[it.ward] if it.ward else None)
    filled = only_section(filled, it.options.section) if it.options.section else filled
    made = compose(filled, it.format, it.options)
    return prove(draw(made), made)


@pytest.mark.parametrize("it", CHOSEN, ids=str)
def test_a_print_passes(it: Print) -> None:
    report = proven(it)
    assert [str(each) for each in report.failures] == []
    assert report.verdict == PASS


@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.stem)
def test_an_unusual_guide_passes(path: Path) -> None:
    """As leaflet, and the longest words as poster too: there a dash fills the box of its word."""
    for fmt in ("leaflet", "poster") if path.stem == "ten-rat-dai" else ("leaflet",):
        made = compose(fill(read_guide(path, covered()), None), fmt, Options())
        assert [str(each) for each in prove(draw(made), made).failures] == []


MANY_STEPS = "steps: [Mở trang, Bấm nút, Chờ, Nhận kết quả, Ký vào ô ở cuối tờ rồi đưa lại cho cán bộ ở quầy, Về]"
LINKED = "title: Vào https://dichvucong.gov.vn để làm chín việc\nsections:\n" + "".join(
    f"  - {{title: Việc {n}, {MANY_STEPS}}}\n" for n in range(6)
)
ADDRESSES = ", ".join(f"'https://a{n}.example.vn/{'tra-cuu/' * 60}'" for n in range(8))
CODES_ALONE = f"title: Mã\nsteps: [Mở một trang.]\nlinks: [{ADDRESSES}]\n"


@pytest.mark.parametrize(
    ("text", "fmt", "options"),
    [
        (LINKED, "leaflet", Options()),  # the running head says the title's address once more, where nothing is live
        ("title: Gọi\nsteps: [Gọi 113.]\n", "flashcards", Options(press=Press())),  # a route of one disc
        (CODES_ALONE, "poster", Options(ink_saver=True)),  # nothing but codes on a sheet
    ],
    ids=["address in a running head", "one step for the press", "codes alone"],
)
def test_an_odd_print_passes(text: str, fmt: str, options: Options) -> None:
    made = compose(fill(parse(text), None), fmt, options)
    assert [str(each) for each in prove(draw(made), made).failures] == []


@cache
def random_print(seed: int, fmt: str) -> Document | None:
    """A random guide in a format; None where it cannot be set."""
    options = Options(cards="step" if seed % 2 else "procedure", card_size="A6" if seed % 3 else "A7")
    with suppress(LayoutError):
        return compose(fill(Writer(seed).guide(), None), fmt, options)
    return None


@pytest.mark.parametrize("seed", range(RANDOM))
def test_a_random_print_passes(seed: int) -> None:
    for fmt in NAMES if seed % ALSO == 0 else NAMES[:1]:
        made = random_print(seed, fmt)
        if made:
            assert [str(each) for each in prove(draw(made), made).failures] == [], fmt


def test_most_random_guides_can_be_set() -> None:
    assert sum(random_print(seed, "leaflet") is not None for seed in range(20)) >= 15


@pytest.mark.parametrize("fmt", NAMES)
def test_lines_that_end_on_a_hyphen_and_a_space(fmt: str) -> None:
    """“Thứ 2- Thứ 6” at a line's end: pdfium takes the space away, and the print was refused."""
    steps = f"{{text: B, detail: {'sáng- ' * 60}chiều.}}, {{text: C, detail: Mở {'cửa- ' * 30}từ sáng., note: Đóng.}}"
    guide = fill(parse(f"title: A\nsteps: [{steps}]\n"), None)
    document = compose(guide, fmt, Options())
    assert [str(each) for each in prove(draw(document), document).failures] == []


@pytest.mark.parametrize("ink", [False, True])
@pytest.mark.parametrize("fmt", ["leaflet", "poster"])
def test_a_high_first_letter_stands_clear_of_the_masthead_s_edge(fmt: str, ink: bool) -> None:
    """Without a kicker, the hook of Ủ stood in ink-saver's bar."""
    document = compose(fill(parse("title: Ủy quyền nhận kết quả\nsteps: [B, C]\n"), None), fmt, Options(ink_saver=ink))
    assert [str(each) for each in prove(draw(document), document).failures] == []


# As offices write: hyphens, figures, signs and capitals wherever they like.
WRITTEN = """
8h-11h30 | 8h- 11h | sáng- chiều | Thứ 2-Thứ 6 | (028) 3829-1234 | QĐ-UBND | 01/2026/NĐ-CP | “VssID” | 1.500.000 đ
50% | A&B | #3 | … | a/b/c | 'x' | số? | Ủy ban nhân dân | Bộ phận Một cửa | đăng ký khai sinh | ½ | VNeID | App Store
Google Play | e-mail: a.b@c.vn | [ghi chú] | <b> | CMND/CCCD/hộ chiếu | Đ/c: 12/3B- Lê Lợi, P.5, Q.10- TP.HCM | vi-ễn
₫ | – | — | · | -> | **Đăng nhập** -> **Cá nhân** | hồ sơ | giấy tờ, | nộp; | tại: | quầy! | 2026- | °C
""".strip().replace("\n", " | ")


def said(chance: Random, first: str, most: int) -> str:
    """A text of so many of these at most, in quotes."""
    text = " ".join([first, *chance.choices(WRITTEN.split(" | "), k=chance.randrange(1, most))])
    return "'" + text.replace("'", "''") + "'"


def procedure(chance: Random) -> str:
    steps = ", ".join(
        f"{{text: {said(chance, 'Nộp', 8)}, detail: {said(chance, 'Ghi', 30)}, note: {said(chance, 'Giữ', 12)}}}"
        for _step in range(chance.randrange(2, 8))
    )
    prepare = ", ".join(said(chance, "Giấy", 4) for _item in range(chance.randrange(1, 6)))
    told = f"title: {said(chance, 'Việc', 6)}, when: {said(chance, 'Khi', 8)}, requires: {said(chance, 'Đã', 12)}"
    return f"{{{told}, prepare: [{prepare}], steps: [{steps}]}}"


@pytest.mark.parametrize("seed", range(10))
def test_texts_as_offices_write_them_pass(seed: int) -> None:
    chance = Random(seed)
    sections = ", ".join(procedure(chance) for _section in range(1 + seed % 3))
    head = f"title: {said(chance, 'Dịch vụ', 5)}\nhotline: '1900.9068'\nissuer: {said(chance, 'UBND', 5)}\n"
    guide = fill(parse(f"{head}sections: [{sections}]\n"), None)
    printed = 0
    for fmt in NAMES:
        with suppress(LayoutError):
            options = Options(cards="step", card_size="A6", flip="short", ink_saver=True) if seed % 2 else Options()
            document = compose(guide, fmt, options)
            assert [str(each) for each in prove(draw(document), document).failures] == []
            printed += 1
    assert printed


def test_codes_are_read_from_plain_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for a picture's bytes, zxing-cpp swallowed a Ctrl-C, and told of a picture without any."""
    given: list[object] = []

    def read_barcodes(picture: object, *_formats: object, **_options: object) -> list[object]:
        given.append(picture)
        return []

    monkeypatch.setattr(zxingcpp, "read_barcodes", read_barcodes)
    assert decode(Image.new("L", (40, 30), 255)) == []
    (grey,) = given
    assert isinstance(grey, memoryview)
    assert grey.shape == (30, 40)
