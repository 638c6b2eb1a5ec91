"""What the prints of all wards of a list share: their wards go in, the longest values and all characters come out."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from printkit.fonts import face
from printkit.model import Ward

WEIGHT = 600  # of the face that values are measured in: between the regular and the bold in which they print
FORMATTING = frozenset(" 0123456789.,:()+–-/")  # what printing may add to a value: phone numbers are grouped


class Series(NamedTuple):
    """A ward list: its wards in order, a made-up ward that has the longest value of each field, all characters."""

    wards: tuple[Ward, ...]
    widest: Ward
    characters: frozenset[str]

    @property
    def anyone(self) -> Ward:
        """A ward of none: an ellipsis in every field that any ward has."""
        widest = self.widest
        extra = {name for name, _value in widest.extra}
        told = {name: "…" for name, value in widest.values().items() if value}
        known: dict[str, Any] = {name: value for name, value in told.items() if name not in extra}
        return Ward(**known, extra=tuple((name, told.get(name, "")) for name, _value in widest.extra))


def series_of(wards: Iterable[Ward]) -> Series:
    """The series of a list that holds at least one ward."""
    wards = tuple(wards)
    characters = frozenset().union(*(value for ward in wards for value in ward.values().values()))
    return Series(wards, widest(wards), characters | FORMATTING)


def widest(wards: tuple[Ward, ...]) -> Ward:
    """A ward whose every field is the one that takes most room; a code's room is that of its address's letters."""
    measure = face(WEIGHT).width
    values = [ward.values() for ward in wards]
    names = dict.fromkeys(name for fields in values for name in fields)
    longest = {
        name: max((fields.get(name, "") for fields in values), key=len if name == "url" else measure) for name in names
    }
    known = {name: longest.pop(name) for name in Ward("", "").values()}
    return Ward(**known, extra=tuple(longest.items()), where=wards[0].where)
