"""Every file is PDF/UA-1 and PDF/A-2a, sound in its tags and clean to qpdf: over all there is to choose, and at random.

`page-validation` is asked wherever it is installed; veraPDF, the reference, where its classes are: `.ci/run` fetches
them with `tools/verapdf`.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pikepdf
import pytest

from printkit.compose import compose
from printkit.edition import Edition
from printkit.errors import LayoutError, PrintkitError
from printkit.fill import fill, only_section
from printkit.formats import NAMES, Options
from printkit.layout.document import Press
from printkit.merged import Merge
from printkit.model import Guide, Ward
from printkit.pdf.pen import draw
from printkit.series import series_of
from tests.cmyk import cmyk_profile
from tests.office import HOUSE
from tests.prints import GUIDES, parse, pdf, source, wards
from tests.prints import Case as Plain
from tests.treecheck import findings
from tools.verapdf.check import JARS, PROFILES, failures

THEMES = sorted(path.stem for path in (HOUSE / "printkit" / "themes").glob("*.yaml"))
PICTURED = "anh-man-hinh"  # of the gallery
PRESSES = (Press(), Press(cmyk_profile(), "coated"))
WARDED = ("00101", "01204", "01205")  # all there is to say of a ward, little, and nothing but its name
MERGED = "merged"
RANDOM = 100  # and 135 of another kind in test_random_guides
ALSO = 8  # every eighth random guide in the other formats too


class Print(NamedTuple):
    """A guide, a format and how."""

    guide: str
    format: str
    options: Options
    ward: str = ""

    def __str__(self) -> str:
        it = self.options
        cards = [it.cards, it.card_size, it.flip] if self.format == "flashcards" else []
        words = (self.guide, it.section, self.format, *cards, it.theme, "ink" * it.ink_saver, self.ward)
        press = ("press", it.press.condition) if it.press else ()
        return "-".join(word for word in (*words, *press) if word)

    @property
    def profiles(self) -> tuple[str, ...]:
        """What it promises: for a print shop that gave no profile, nothing to an archive."""
        press = self.options.press
        return PROFILES if press is None or press.profile else PROFILES[:1]


@cache
def made(it: Print) -> bytes:
    """Its PDF: for a ward as its list has it set, for `MERGED` all wards in one file."""
    guide = source(it.guide)
    if it.ward:
        guide = only_section(guide, it.options.section) if it.options.section else guide
        listed = series_of(wards().values())
        edition = Edition(guide, it.format, it.options, listed)
        return (
            b"".join(Merge(edition, padded=True).pieces(listed.wards, refuse) or ())
            if it.ward == MERGED
            else edition.print(wards()[it.ward]).pdf
        )
    filled = fill(guide, None)
    filled = only_section(filled, it.options.section) if it.options.section else filled
    return draw(compose(filled, it.format, it.options))


def refuse(_ward: Ward, error: PrintkitError) -> None:
    raise error


def kinds(fmt: str) -> list[Options]:
    """The options that only this format has."""
    if fmt != "flashcards":
        return [Options()]
    return [Options(cards=cards, card_size=size) for cards in ("procedure", "step") for size in ("A7", "A6")]


def matrix() -> Iterator[Print]:
    """Every guide and format: whole and by section, each kind of card, flip, theme and ink, with and without a ward."""
    for name in GUIDES:
        for fmt in NAMES:
            for options in kinds(fmt):
                yield from (Print(name, fmt, options._replace(ink_saver=ink)) for ink in (False, True))
                yield from (Print(name, fmt, options._replace(section=section.id)) for section in source(name).sections)
                yield from (Print(name, fmt, options, ward) for ward in WARDED)
                if fmt == "flashcards":
                    yield Print(name, fmt, options._replace(flip="short", back_offset=(0.5, -0.5)))
            yield Print(name, fmt, Options(), MERGED)
            yield Print(name, fmt, Options(section=source(name).sections[0].id), MERGED)  # on one page: blank backs
        for theme in THEMES:
            yield Print(
                name, "leaflet", Options(theme=theme)
            )  # posters and cards take their colours from the same roles
    for name, fmt in ((name, fmt) for name in (*GUIDES, PICTURED) for fmt in NAMES):
        yield from (Print(name, fmt, Options(press=press)) for press in PRESSES)
    for fmt in NAMES:
        yield from (Print(PICTURED, fmt, kind._replace(ink_saver=ink)) for kind in kinds(fmt) for ink in (False, True))


MATRIX = tuple(matrix())


@cache
def validators() -> Callable[..., list[str]]:
    """What `page-validation` finds, in both profiles or those named."""
    validator: Any = pytest.importorskip(
        "page", reason="page-validation is not installed: PDF/UA-1 and PDF/A-2a were not asked of it"
    )
    known = {"ua1": validator.ValidationProfile.PDF_UA_1, "2a": validator.ValidationProfile.PDF_A_2A}

    def ask(data: bytes, profiles: tuple[str, ...] = PROFILES) -> list[str]:
        reports = [validator.validate_pdf_bytes(data, profile=known[profile]) for profile in profiles]
        return [str(report) for report in reports if not report.is_compliant]

    return ask


def unclean(data: bytes) -> list[str]:
    """What qpdf finds."""
    with pikepdf.open(BytesIO(data)) as opened:
        return list(opened.check_pdf_syntax())


@pytest.mark.parametrize("it", MATRIX, ids=str)
def test_a_print_is_valid(it: Print) -> None:
    assert validators()(made(it), it.profiles) == []


@pytest.mark.parametrize("it", MATRIX, ids=str)
def test_a_print_is_sound_and_clean(it: Print) -> None:
    data = made(it)
    assert findings(data) == []
    assert unclean(data) == []


# ── at random ────────────────────────────────────────────────────────────────────────────────────

SYLLABLES = """đăng ký tài khoản thẻ bảo hiểm xã hội nộp hồ sơ mở ứng dụng nhập mã xác thực chọn cơ quan gần nhất
điện thoại ảnh chân dung trang quên mật khẩu đổi lấy lại ngữ nghĩa quyền lợi khuyến nghị Ẳm ỡm ờ nghiêng thuyền"""
WORDS = tuple(re.findall(r"\w+", SYLLABLES))


class Writer:
    """A writer of guides that knows words but no sense."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)

    def guide(self) -> Guide:
        told: dict[str, object] = {
            "title": self.words(2, 8),
            "hotline": "1900.9068",
            "issuer": self.words(2, 5),
            "updated": "11/2026",
            "lang": self.dice.choice(("vi", "vi", "en")),
            "sections": self.some(self.section, 1, 4),
        }
        told |= self.perhaps(summary=lambda: self.text(3, 10), abbreviations=lambda: {"OTP": "mã xác thực"})
        told |= self.perhaps(kicker=lambda: self.words(1, 3), links=lambda: [self.link()])
        return parse(json.dumps(told, ensure_ascii=False))  # JSON is YAML

    def section(self) -> dict[str, object]:
        told: dict[str, object] = {"title": self.words(2, 8)}
        way = self.dice.random()
        if way < 0.8:
            told["steps"] = self.some(self.step, 1, 12)
        if way > 0.6:
            told["options"] = self.some(self.option, 2, 3)
        told |= self.perhaps(when=lambda: self.words(2, 8), requires=lambda: self.words(2, 8))
        told |= self.perhaps(short=lambda: self.words(2, 4), question=lambda: self.words(2, 5) + "?")
        told |= self.perhaps(prepare=lambda: self.some(lambda: self.words(1, 5), 1, 6), links=lambda: [self.link()])
        return told | self.perhaps(notes=lambda: self.some(lambda: self.text(4, 14), 1, 2))

    def step(self) -> object:
        if self.dice.random() < 0.4:
            return self.text(2, 12)
        told = self.perhaps(detail=lambda: self.text(3, 20), short=lambda: self.words(2, 6))
        return {"text": self.words(2, 9), **told, **self.perhaps(note=lambda: self.text(3, 9), link=self.link)}

    def option(self) -> dict[str, object]:
        told = self.perhaps(title=lambda: self.words(2, 6), requires=lambda: self.words(2, 7), link=self.link)
        return told | (
            {"text": self.text(3, 14)} if self.dice.random() < 0.5 else {"steps": self.some(self.step, 1, 4)}
        )

    def link(self) -> object:
        url = f"https://{self.dice.choice('abcd')}{self.dice.randint(1, 99)}.gov.vn"
        url += self.dice.choice(("", "/x?y=1&z=(2)"))
        return self.dice.choice((url, {"url": url, "label": self.words(1, 5)}))

    def text(self, least: int, most: int) -> str:
        tail = (
            *("", "", "", f" **{self.words(1, 3)}**", f" -> **{self.words(1, 2)}** -> {self.words(1, 2)}"),
            " https://a.gov.vn/tra-cuu/ho-so",
        )
        return f"{self.words(least, most)}{self.dice.choice(tail)}."

    def words(self, least: int, most: int) -> str:
        said = " ".join(self.dice.choices(WORDS, k=self.dice.randint(least, most)))
        return said[0].upper() + said[1:]

    def some(self, one: Callable[[], object], least: int, most: int) -> list[object]:
        return [one() for _ in range(self.dice.randint(least, most))]

    def perhaps(self, **parts: Callable[[], object]) -> dict[str, object]:
        return {name: part() for name, part in parts.items() if self.dice.random() < 0.35}


@cache
def tried(seed: int) -> tuple[tuple[str, bytes], ...]:
    """The prints of a random guide, each with its format. What cannot be set is left out."""
    it = fill(Writer(seed).guide(), None)
    found: list[tuple[str, bytes]] = []
    for fmt in NAMES if seed % ALSO == 0 else NAMES[:1]:
        options = Options(cards="step" if seed % 2 else "procedure", card_size="A6" if seed % 3 else "A7")
        with suppress(LayoutError):
            found.append((fmt, draw(compose(it, fmt, options))))
    return tuple(found)


@pytest.mark.parametrize("seed", range(RANDOM))
def test_a_print_of_a_random_guide_is_valid(seed: int) -> None:
    for fmt, data in tried(seed):
        assert findings(data) == [], fmt
        assert unclean(data) == [], fmt
        assert validators()(data) == [], fmt


def test_most_random_guides_can_be_set() -> None:
    assert sum(bool(tried(seed)) for seed in range(20)) >= 15


# ── what is not valid ────────────────────────────────────────────────────────────────────────────


def broken() -> dict[str, bytes]:
    """Files that one profile each must refuse: no title to display, no profile of colours."""
    made: dict[str, bytes] = {}
    for profile, key in (("ua1", "/ViewerPreferences"), ("2a", "/OutputIntents")):
        with pikepdf.open(BytesIO(pdf(Plain("vssid", "leaflet")))) as opened:
            del opened.Root[key]
            opened.save(saved := BytesIO())
        made[profile] = saved.getvalue()
    return made


@pytest.mark.parametrize("profile", PROFILES)
def test_the_validator_refuses_what_is_broken(profile: str) -> None:
    assert validators()(broken()[profile]) != []


def test_qpdf_refuses_what_is_broken() -> None:
    data = pdf(Plain("vssid", "leaflet"))
    assert unclean(re.sub(rb"startxref\n\d+", b"startxref\n9", data)) != []


@pytest.mark.skipif(not JARS.is_dir(), reason=f"{JARS} is not there: veraPDF, the reference validator, was not asked")
def test_verapdf_refuses_what_is_broken_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "good.pdf").write_bytes(pdf(Plain("vssid", "leaflet")))
    for profile, data in broken().items():
        (tmp_path / f"bad-{profile}.pdf").write_bytes(data)
    for profile in PROFILES:
        found = failures(tmp_path, profile)
        assert any(f"bad-{profile}.pdf" in each for each in found), found
        assert not any("good.pdf" in each for each in found), found
