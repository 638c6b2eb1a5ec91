"""Names of prints: guide-format, "Output names"."""

from itertools import product
from pathlib import Path

import pytest

from printkit.formats import NAMES
from printkit.formats.base import Options
from printkit.model import Guide, Ward
from printkit.names import guide_slug, print_name, ward_folder
from printkit.source.guide import read_guide

GUIDE = Guide("vssid", (), (), theme="luc")


@pytest.mark.parametrize(
    ("fmt", "options", "name"),
    [
        ("leaflet", Options(), "vssid-leaflet"),
        ("leaflet", Options(section="dang-ky"), "vssid-dang-ky-leaflet"),
        ("poster", Options(theme="do"), "vssid-poster-do"),
        ("poster", Options(theme="luc"), "vssid-poster"),
        ("poster", Options(theme="civic"), "vssid-poster-civic"),
        ("poster", Options(ink_saver=True), "vssid-poster-ink-saver"),
        ("leaflet", Options(cards="step", card_size="A6", flip="short"), "vssid-leaflet"),
        ("flashcards", Options(), "vssid-flashcards"),
        ("flashcards", Options(cards="step"), "vssid-flashcards-step"),
        ("flashcards", Options(card_size="A6"), "vssid-flashcards-a6"),
        ("flashcards", Options(flip="short"), "vssid-flashcards-short-flip"),
        (
            "flashcards",
            Options("b", "do", True, "step", "A6", "short"),
            "vssid-b-flashcards-step-a6-short-flip-do-ink-saver",
        ),
    ],
)
def test_name(fmt: str, options: Options, name: str) -> None:
    assert print_name(GUIDE, fmt, options) == name


def test_no_two_settings_share_a_name() -> None:
    choices = product(("", "a"), ("", "do"), (False, True), ("procedure", "step"), ("A7", "A6"), ("long", "short"))
    names = [print_name(GUIDE, "flashcards", Options(*chosen)) for chosen in choices]
    assert len(set(names)) == len(names) == 64
    assert len({print_name(GUIDE, fmt, Options()) for fmt in NAMES}) == len(NAMES)


@pytest.mark.parametrize(
    ("code", "name", "folder"),
    [
        ("00101", "Phường Bến Thành", "00101-phuong-ben-thanh"),
        ("00102", "Đa Kao", "00102-da-kao"),
        ("X.1", "…", "X.1"),
        ("1", "a" * 59 + " b", "1-" + "a" * 59),
    ],
)
def test_ward_folder(code: str, name: str, folder: str) -> None:
    assert ward_folder(Ward(code, name)) == folder


def test_no_folder_without_a_ward() -> None:
    assert ward_folder(None) == ""


def test_neighbours_whose_slugs_clash() -> None:
    assert ward_folder(Ward("1", "Ba Tô")) != ward_folder(Ward("2", "Ba Tơ"))


@pytest.mark.parametrize("stem", ["vssid", "Đổi Thẻ BHYT", "…", "x" * 90, "x" * 59 + "-y", "a--b_c"])
def test_slug_is_the_same_before_and_after_reading(stem: str, tmp_path: Path) -> None:
    path = tmp_path / f"{stem}.yaml"
    path.write_text("title: Một\nsteps: [Mở trang.]\n", encoding="utf-8")
    assert guide_slug(path) == read_guide(path).slug
