"""Themes: the figures of visual standard 3, the rules for added ones, and two colours and a grey for ink-savers."""

from pathlib import Path

import pytest

from printkit.errors import SourceError
from printkit.theme import (
    HAIR,
    INK,
    MUTED,
    broken_rules,
    contrast,
    grey,
    load_theme,
    palette,
    read_theme,
    theme_names,
)

TABLE = {  # white/accent, accent/tint, ink/tint, accent as grey, tint as grey
    "civic": (9.0, 7.8, 15.3, 62, 239),
    "luc": (8.2, 7.1, 15.4, 64, 238),
    "do": (8.9, 7.7, 15.3, 63, 240),
    "tim": (9.9, 8.5, 15.0, 68, 238),
    "nau": (9.0, 7.9, 15.5, 70, 240),
    "than": (14.8, 13.1, 15.7, 39, 242),
}


def test_the_six_themes() -> None:
    assert set(theme_names()) == set(TABLE)


@pytest.mark.parametrize("name", TABLE)
def test_figures_of_the_standard(name: str) -> None:
    theme = load_theme(name)
    assert TABLE[name] == (
        round(contrast(theme.paper, theme.accent), 1),
        round(contrast(theme.accent, theme.tint), 1),
        round(contrast(theme.ink, theme.tint), 1),
        round(grey(theme.accent)),
        round(grey(theme.tint)),
    )
    assert broken_rules(theme) == ()
    assert theme.name == name
    assert theme.title


def test_common_colours() -> None:
    assert [round(contrast(colour, "#FFFFFF"), 1) for colour in (INK, MUTED, HAIR)] == [17.6, 7.9, 3.2]
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast(INK, INK) == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"accent": "#3B7AB6"}, ("white on accent", "accent on tint", "accent is")),
        ({"tint": "#C0D0E0"}, ("accent on tint", "tint is")),
        ({"tint": "#FFFFFF"}, ("tint is",)),
        ({"accent": "#000000"}, ("accent is",)),
    ],
)
def test_rules_can_fail(change: dict[str, str], said: tuple[str, ...]) -> None:
    broken = broken_rules(load_theme("civic")._replace(**change))
    assert len(broken) == len(said)
    assert all(message.startswith(start) for message, start in zip(broken, said, strict=True))


def written(folder: Path, text: str) -> Path:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_theme_of_ones_own(tmp_path: Path) -> None:
    path = written(tmp_path, 'title: Của tôi\naccent: "#0B4A86"\ntint: "#E8F0F8"\nline: "#B9CFE4"\n')
    assert load_theme("civic")._replace(name="own", title="Của tôi") == read_theme(path)


def test_a_file_that_breaks_rules_says_all(tmp_path: Path) -> None:
    path = written(tmp_path, 'title: Nhạt\naccent: "#3B7AB6"\ntint: "#FFFFFF"\nline: "#B9CFE4"\n')
    with pytest.raises(SourceError) as caught:
        read_theme(path)
    assert len(caught.value.problems) == 4
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("text", ["a list\n", "- accent\n"])
def test_a_file_of_another_shape(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError, match="accent"):
        read_theme(written(tmp_path, text))


def test_keys_that_are_wrong(tmp_path: Path) -> None:
    path = written(tmp_path, "title: Sai\naccent: blue\ntint: [1]\ncolour: x\n")
    with pytest.raises(SourceError) as caught:
        read_theme(path)
    said = str(caught.value)
    assert [word for word in ("`accent`", "`tint`", "`line`", "`colour`") if word in said] == [
        "`accent`",
        "`tint`",
        "`line`",
        "`colour`",
    ]
    assert ":2:9" in said


def test_an_unknown_name() -> None:
    with pytest.raises(SourceError, match=r"did you mean “civic”\? the themes are civic, do, luc"):
        load_theme("civc")
    with pytest.raises(SourceError, match="the themes are"):
        load_theme("../words/vi")


@pytest.mark.parametrize("name", TABLE)
def test_ink_saver_is_black_white_and_one_grey(name: str) -> None:
    colours = palette(load_theme(name), True)
    used = {value for value in colours if isinstance(value, str)}
    assert used == {"", "#000000", "#FFFFFF", "#6B6B6B"}
    assert colours.ink_saver


@pytest.mark.parametrize("ink_saver", [False, True])
@pytest.mark.parametrize("name", TABLE)
def test_type_stands_out_from_its_ground(name: str, ink_saver: bool) -> None:
    c = palette(load_theme(name), ink_saver)
    grounds = [
        (c.ink, c.paper),
        (c.muted, c.paper),
        (c.accent, c.paper),
        (c.band_text, c.band or c.paper),
        (c.disc_text, c.disc),
        (c.tag_text, c.tag),
        (c.badge_icon, c.badge),
        (c.ink, c.panel_fill or c.paper),
        (c.accent, c.panel_fill or c.paper),
        (c.ink, c.condition_fill or c.paper),
        (c.route_in_band, c.band or c.paper),
        (c.code, c.paper),
    ]
    assert min(contrast(text, ground) for text, ground in grounds) >= 7


def test_no_tint_is_the_only_edge() -> None:
    for ink_saver in (False, True):
        c = palette(load_theme("civic"), ink_saver)
        assert contrast(c.bar, c.paper) >= 7
        assert contrast(c.condition_outline, c.paper) >= 7
        assert contrast(c.cell_outline, c.paper) >= 7
    assert palette(load_theme("civic")).panel_outline == ""
    assert palette(load_theme("civic"), True).panel_outline == "#000000"
