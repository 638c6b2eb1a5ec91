"""What the prints of all wards of a list share: their wards go in, the longest values and all characters come out."""

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from printkit.errors import ResourceError, Where
from printkit.fonts import face
from printkit.model import Ward

WEIGHT = 600  # of the face that values are measured in: between the regular and the bold in which they print
FORMATTING = frozenset(" 0123456789.,:()+–-/")  # what printing may add to a value: phone numbers are grouped
PRINTED = ("name", "address", "phone", "hotline", "hours", "email", "url", "issuer")
ROW = 12  # characters' worth of room that a field takes beside its value
ONE_IN = 200  # prints of a sample that are proven, beside the first, the last and the longest
FULL = 8  # wards with most to print that are looked at

Proof = Literal["all", "sample", "none"]


class Series(NamedTuple):
    """A ward list: its wards in order, those that need most room, and what all of them hold together.

    `fullest` are the wards with most to print and those with the longest value of each field, the likeliest first;
    `widest` is a made-up ward that has the longest value of each field.
    """

    wards: tuple[Ward, ...]
    fullest: tuple[Ward, ...]
    widest: Ward
    characters: frozenset[str]

    @property
    def anyone(self) -> Ward:
        """A ward of none: an ellipsis in every field that any ward has."""
        widest = self.widest
        extra = {name for name, _value in widest.extra}
        told = {name: "…" for name, value in widest.values().items() if value}
        known: dict[str, Any] = {name: value for name, value in told.items() if name not in extra}
        return Ward(**{"code": "", "name": "", **known}, extra=tuple((name, told.get(name, "")) for name, _value in widest.extra))


def series_of(wards: Iterable[Ward]) -> Series:
    """The series of a list that holds at least one ward."""
    wards = tuple(wards)
    values = [ward.values() for ward in wards]
    characters = frozenset().union(*{value for fields in values for value in fields.values()})
    return Series(wards, fullest(wards), widest(values, wards[0].where), characters | FORMATTING)


def chosen(wards: tuple[Ward, ...], proof: Proof) -> tuple[Ward, ...]:
    """The wards whose prints are proven; of a sample the first, the last, the longest, and one in two hundred."""
    if proof != "sample" or not wards:
        return wards if proof == "all" else ()
    longest = max(wards, key=lambda ward: sum(map(len, ward.values().values())))
    return tuple(dict.fromkeys((*wards[::ONE_IN], longest, wards[-1])))


def fullest(wards: tuple[Ward, ...]) -> tuple[Ward, ...]:
    """The wards with most to print, then those with the longest value of each field."""
    most = sorted(wards, key=lambda ward: -sum(len(said) + ROW for name in PRINTED if (said := getattr(ward, name))))
    longest = (max(wards, key=lambda ward: len(getattr(ward, name))) for name in PRINTED)
    return tuple(dict.fromkeys((*most[:FULL], *longest)))


def widest(values: list[dict[str, str]], where: Where | None) -> Ward:
    """A ward whose every field is the one that takes most room; a code's room is that of its address's letters."""
    names = dict.fromkeys(name for fields in values for name in fields)
    longest = {
        name: max((fields.get(name, "") for fields in values), key=len if name == "url" else _width) for name in names
    }
    known = {name: longest.pop(name) for name in Ward("", "").values()}
    return Ward(**known, extra=tuple(longest.items()), where=where)


def _width(value: str) -> float:
    """In em; a value that no face can draw stops its own ward, when that is set, and not the series."""
    try:
        return face(WEIGHT).width(value)
    except ResourceError:
        return float(len(value))
