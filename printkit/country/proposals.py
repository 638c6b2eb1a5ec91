"""Communes of today that somebody may have meant by a name that is none's. They are proposed and never taken."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import NamedTuple

from printkit.country.communes import Commune, by_code, communes, index
from printkit.country.folding import Key, commune_key, official_name_key
from printkit.country.former import OldCommune, former_communes
from printkit.slugs import slug

MOST = 5
ALIKE = 0.8  # of 1, by difflib's measure: one letter of five may differ


class Proposals(NamedTuple):
    """Communes of today, the likeliest first, and old communes of a like name."""

    communes: tuple[Commune, ...]
    old: tuple[OldCommune, ...] = ()


@lru_cache(maxsize=1024)  # names that nothing has stand in many rows, such as totals
def proposals(key: Key, province: str = "") -> Proposals:
    """What may be meant by a name, in the province of this code; elsewhere only what is written the same."""
    plain = _plain(key.name)
    here = [
        commune for commune in (*index().names.get(key.name, ()), *_todays().get(plain, ())) if _in(commune, province)
    ]
    old = [commune for commune in _formers().get(plain, ()) if not province or commune.todays_province == province]
    if province and not (here or old):
        names = _todays_in(province)
        here = [names[name] for name in get_close_matches(plain, names, n=3, cutoff=ALIKE)]
    elsewhere = [] if here or old else index().names.get(key.name, [])
    return Proposals(_first([*here, *elsewhere]), tuple(old[:MOST]))


def _in(commune: Commune, province: str) -> bool:
    return not province or commune.province_code == province


def _first(some: Iterable[Commune]) -> tuple[Commune, ...]:
    return tuple(dict.fromkeys(some))[:MOST]


def _plain(text: str) -> str:
    return slug(text).replace("-", "")


@cache
def _todays() -> dict[str, list[Commune]]:
    """The communes of today by their names without accents, with their kind and without."""
    names: dict[str, list[Commune]] = {}
    for commune in communes():
        for plain in (_plain(commune.name), _plain(official_name_key(commune.kind, commune.name))):
            names.setdefault(plain, []).append(commune)
    return names


@cache
def _todays_in(province: str) -> dict[str, Commune]:
    """The communes of a province by their names without accents and kind; of two such, the last."""
    here = (commune for commune in communes() if commune.province_code == province)
    return {_plain(official_name_key(commune.kind, commune.name)): commune for commune in here}


@cache
def _formers() -> dict[str, list[OldCommune]]:
    """The old communes likewise."""
    names: dict[str, list[OldCommune]] = {}
    for commune in former_communes():
        for plain in {_plain(commune.name), _plain(commune_key(commune.name).name)}:
            names.setdefault(plain, []).append(commune)
    return names


def todays_of(old: Iterable[OldCommune]) -> list[Commune]:
    """The communes of today that old ones lie in, each once."""
    codes = dict.fromkeys(code for commune in old for code in commune.targets)
    return [commune for code in codes if (commune := by_code(code))]
