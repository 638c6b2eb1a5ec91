"""How the parts of one kind of page look: type sizes in pt, lengths in mm (visual standard 2.1, 4, 5).

A `Look` is what is preferred; `adjust` gives the look at one place on the fit ladder.
"""

from functools import lru_cache
from typing import NamedTuple

from printkit.units import mm

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # of procedures
DISC_LEAST = 0.85  # discs shrink with the type to this (visual standard 8)
HEADLINE_GAP = 0.1  # of the headline's size, added to 0.5 mm between headline and detail


class Type(NamedTuple):
    """Size in pt, leading as a ratio, weights of plain and bold runs; `floor` is the least size in pt."""

    size: float
    leading: float
    weight: int = 400
    floor: float = 0.0
    tracking: float = 0.0
    least: float = 1.26  # the leading's floor
    bold: int = 700

    def scaled(self, factor: float) -> "Type":
        """The type at a factor of its size, in half points, not under its floor."""
        if factor == 1.0:
            return self
        size = round(self.size * factor * 2) / 2
        return self._replace(size=max(size, self.floor))

    def tightened(self, share: float) -> "Type":
        """The type with its leading the given share of the way down to its floor."""
        return self._replace(leading=max(self.least, self.leading - share * (self.leading - self.least)))


class Setting(NamedTuple):
    """A place on the fit ladder. Every field is 1.0 (0.0 for `leading`) where nothing had to give."""

    gap: float = 0.0  # mm between the text blocks of steps; 0 means the look's own
    space: float = 1.0  # paddings and section gaps
    title: float = 1.0
    code: float = 1.0  # of the preferred size of codes
    type: float = 1.0  # headline and detail
    short: int = 0  # steps that print their shorter text
    compact: bool = False  # what to prepare as a sentence, not as a list to tick
    picture: float = 1.0  # of the preferred width of pictures; 0 leaves them out
    leading: float = 0.0  # share of the way to the floors
    layout: str = ""  # arrangement, named by the format

    def only(self, *names: str) -> "Setting":
        """The setting with just these fields given up: what one part of a page depends on."""
        return _only(self, names)


class Look(NamedTuple):
    """Types and lengths (mm) of one kind of page."""

    kicker: Type
    title: Type
    subtitle: Type
    head: Type  # a procedure's head
    headline: Type
    detail: Type
    panel_head: Type
    panel_body: Type
    help_head: Type
    number: Type  # the hotline
    caption: Type
    label: Type
    host: Type
    fine: Type  # links, abbreviations
    issuer: Type
    figure: float  # pt, in a step's disc
    disc: float
    route: float
    text_at: float  # from a disc's centre to the text edge
    gap: float  # preferred between steps
    gap_least: float
    unit: float  # the spacing scale's factor: 1 on A4, 1.6 on A3, 0.6 on cards
    bar: float
    inset: float
    inset_foot: float
    code: float  # preferred size of a code with its quiet zone
    code_least: float
    dots: int  # least module in dots of 1/300 inch
    outline: float = 0.9  # pt
    divider: float = 0.5  # pt
    panel_line: float = 0.6  # pt, outline of a panel that has a bar
    picture: float = 0.0  # mm, preferred width of a step's picture; 0 where none prints
    picture_least: float = 60.0
    call: Type | None = None  # a ward's numbers to call, where they are larger than its other rows
    space: float = 1.0

    def s(self, length: float) -> float:
        """Points of a space given in mm for A4: scaled for the paper and the place on the ladder."""
        return mm(length) * self.unit * self.space

    @property
    def headline_gap(self) -> float:
        """Points between a headline and its detail."""
        return mm(0.5) + HEADLINE_GAP * self.headline.size


@lru_cache(maxsize=1024)
def _only(setting: Setting, names: tuple[str, ...]) -> Setting:
    return Setting(**{name: getattr(setting, name) for name in names})


@lru_cache(maxsize=1024)
def adjust(look: Look, setting: Setting) -> Look:
    """The look at a place on the ladder."""
    shrink = max(setting.type, DISC_LEAST) if setting.type < 1 else 1.0
    return look._replace(
        title=look.title.scaled(setting.title),
        headline=look.headline.scaled(setting.type).tightened(setting.leading),
        detail=look.detail.scaled(setting.type).tightened(setting.leading),
        gap=setting.gap or look.gap,
        disc=look.disc * shrink,
        figure=look.figure * shrink,
        code=max(look.code * setting.code, look.code_least),
        picture=max(look.picture * setting.picture, look.picture_least) if look.picture and setting.picture else 0.0,
        space=setting.space,
    )
