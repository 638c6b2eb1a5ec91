"""Colours: a theme's name goes in, its colours by role come out, for a colour print or an ink-saver one.

Read from `themes/*.yaml`, one file a theme; every figure is from visual standard 3.
"""

import re
from functools import lru_cache
from gettext import gettext as _
from pathlib import Path
from typing import NamedTuple

from printkit import yamlfile
from printkit.errors import Problem, SourceError, Where

FOLDER = Path(__file__).parent / "themes"

INK = "#16191D"  # all running text; 17.6 : 1 on white
MUTED = "#4A525A"  # page, date, links line; 7.9 : 1
HAIR = "#8A929A"  # hairlines, write-on lines; 3.2 : 1
PAPER = "#FFFFFF"  # the ground of codes and boxes
BLACK = "#000000"
GREY = "#6B6B6B"  # hairlines of an ink-saver print

LEAST_CONTRAST = 7.0  # white on accent, and accent on tint: WCAG 2.2, 1.4.6
ACCENT_GREY = (39, 72)  # so that all accents print as one grey
TINT_GREY = (236, 243)  # so that no tint takes ink from the text on it

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}"), _("a colour such as #0B4A86")
_KEYS = {"title": (re.compile(r"\S.*"), _("its name in words")), "accent": _COLOUR, "tint": _COLOUR, "line": _COLOUR}


class Theme(NamedTuple):
    """One accent with its tint (panels) and its line (dividers), and the colours all themes share; all `#RRGGBB`."""

    name: str
    title: str
    accent: str
    tint: str
    line: str
    ink: str = INK
    muted: str = MUTED
    hair: str = HAIR
    paper: str = PAPER


class Palette(NamedTuple):
    """Colours by what they paint. An empty colour paints nothing: that part is not drawn, and nothing moves."""

    ink: str
    muted: str  # page, date, links line
    hair: str  # hairlines, write-on lines
    paper: str
    accent: str  # heads, hotline number, icons
    on_accent: str  # type on discs, tags
    band: str
    band_text: str
    band_bar: str  # on top of the band
    band_rule: str  # at the foot of the band
    badge: str  # the masthead's icon disc
    badge_ring: str
    badge_icon: str
    disc: str  # steps and letters
    disc_text: str
    tag: str  # `Cách 1`
    tag_text: str
    route: str
    route_in_band: str
    bar: str  # over panels, sections and the help zone
    divider: str
    outline: str  # box of an option, of a code
    panel_fill: str
    panel_outline: str
    condition_fill: str
    condition_outline: str
    tick: str  # the box before a thing to prepare
    cell: str  # progress, a step that is done
    cell_rest: str  # progress, a step to come
    cell_outline: str
    code: str
    ink_saver: bool


@lru_cache
def palette(theme: Theme, ink_saver: bool = False) -> Palette:
    """The theme's colours by role; an ink-saver print has black, white and one grey, whatever the theme."""
    return _ink_saver() if ink_saver else _colour(theme)


def _colour(theme: Theme) -> Palette:
    accent, paper = theme.accent, theme.paper
    return Palette(
        ink=theme.ink,
        muted=theme.muted,
        hair=theme.hair,
        paper=paper,
        accent=accent,
        on_accent=paper,
        band=accent,
        band_text=paper,
        band_bar="",
        band_rule="",
        badge=paper,
        badge_ring="",
        badge_icon=accent,
        disc=accent,
        disc_text=paper,
        tag=accent,
        tag_text=paper,
        route=accent,
        route_in_band=paper,
        bar=accent,
        divider=theme.line,
        outline=accent,
        panel_fill=theme.tint,
        panel_outline="",
        condition_fill=theme.tint,
        condition_outline=accent,
        tick=theme.ink,
        cell=accent,
        cell_rest=theme.tint,
        cell_outline=accent,
        code=BLACK,
        ink_saver=False,
    )


def _ink_saver() -> Palette:
    return Palette(
        ink=BLACK,
        muted=BLACK,
        hair=GREY,
        paper=PAPER,
        accent=BLACK,
        on_accent=PAPER,
        band="",
        band_text=BLACK,
        band_bar=BLACK,
        band_rule=BLACK,
        badge=PAPER,
        badge_ring=BLACK,
        badge_icon=BLACK,
        disc=BLACK,
        disc_text=PAPER,
        tag=BLACK,
        tag_text=PAPER,
        route=BLACK,
        route_in_band=BLACK,
        bar=BLACK,
        divider=BLACK,
        outline=BLACK,
        panel_fill="",
        panel_outline=BLACK,
        condition_fill="",
        condition_outline=BLACK,
        tick=BLACK,
        cell=BLACK,
        cell_rest="",
        cell_outline=BLACK,
        code=BLACK,
        ink_saver=True,
    )


@lru_cache
def theme_names() -> tuple[str, ...]:
    """The themes there are."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


@lru_cache
def load_theme(name: str) -> Theme:
    """A theme by its name. Raises SourceError for a name there is none of, or a theme that breaks the rules."""
    if name not in theme_names():
        raise SourceError.of(
            _("unknown theme “{name}”").format(name=name),
            _suggestion(name) + _("the themes are {names}").format(names=", ".join(theme_names())),
        )
    return read_theme(FOLDER / f"{name}.yaml")


def _suggestion(name: str) -> str:
    from difflib import get_close_matches  # 6 ms to import, and only a slip needs it

    near = get_close_matches(name.lower(), theme_names(), n=1)
    return _("did you mean “{name}”? ").format(name=near[0]) if near else ""


def read_theme(path: Path) -> Theme:
    """A theme from a file. Raises SourceError with every key that is wrong, or else every rule that is broken."""
    node = yamlfile.read(path)
    entries = node.entries if isinstance(node, yamlfile.Mapping) else ()
    values = {key.value: value for key, value in entries}
    problems = [
        Problem(values.get(key, node).where, _("`{key}` must be {kind}").format(key=key, kind=kind), _("write it so"))
        for key, (pattern, kind) in _KEYS.items()
        if not (isinstance(value := values.get(key), yamlfile.Text) and pattern.fullmatch(value.value))
    ]
    problems += [
        Problem(key.where, _("unknown key `{key}`").format(key=key.value), _("delete it"))
        for key, _value in entries
        if key.value not in _KEYS
    ]
    if problems:
        raise SourceError(problems)
    texts = {key: value.value for key, value in values.items() if isinstance(value, yamlfile.Text)}
    theme = Theme(path.stem, texts["title"], texts["accent"], texts["tint"], texts["line"])
    if broken := broken_rules(theme):
        hint = _("choose a colour that keeps the rules of `visual-standard.md` section 3")
        raise SourceError(Problem(Where(str(path)), message, hint) for message in broken)
    return theme


def broken_rules(theme: Theme) -> tuple[str, ...]:
    """What of a theme's colours would not print well (visual standard 3), in words; nothing when all hold."""
    checks = (
        _too_low(_("white on accent"), contrast(theme.paper, theme.accent)),
        _too_low(_("accent on tint"), contrast(theme.accent, theme.tint)),
        _outside(_("accent"), grey(theme.accent), ACCENT_GREY),
        _outside(_("tint"), grey(theme.tint), TINT_GREY),
    )
    return tuple(check for check in checks if check)


def _too_low(pair: str, ratio: float) -> str:
    if ratio >= LEAST_CONTRAST:
        return ""
    return _("{pair} is {ratio:.2f} : 1, at least {least:g} : 1 is needed").format(
        pair=pair, ratio=ratio, least=LEAST_CONTRAST
    )


def _outside(name: str, value: float, bounds: tuple[int, int]) -> str:
    low, high = bounds
    if low - 0.5 <= value < high + 0.5:
        return ""
    return _("{name} is {value:.0f} as grey, {low} to {high} is needed").format(
        name=name, value=value, low=low, high=high
    )


def contrast(a: str, b: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def grey(colour: str) -> float:
    """A colour as a grey printer sees it, 0 to 255 (ITU-R BT.601)."""
    red, green, blue = _channels(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.2)."""
    shares = [channel / 255 for channel in _channels(colour)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of `#RRGGBB`, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
