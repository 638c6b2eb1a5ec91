"""The communes of before 1 July 2025, and which of today's each became. Read only when an old name is asked for."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from printkit.country.communes import by_code, communes, data_rows, find_province, provinces
from printkit.country.folding import PHUONG, XA, Key, commune_key, district_key, province_key
from printkit.data import TODAYS_UNITS_FROM
from printkit.slugs import slug


class OldCommune(NamedTuple):
    """A commune that is no longer there under this name, or not with these borders.

    `province` has no kind; `district` and `name` have theirs. `targets` are the codes of today's communes that it lies
    in, several where it was divided; `all_people` is the one of these that took all its people while the others took
    land only, "" where there is none. `other_names` are other spellings in use.
    """

    province: str
    district: str
    name: str
    code: str
    targets: tuple[str, ...]
    all_people: str = ""
    other_names: tuple[str, ...] = ()

    @property
    def todays_province(self) -> str:
        """The code of the province that it lies in now. No old province was divided."""
        commune = by_code(self.targets[0])
        assert commune
        return commune.province_code


class FormerIndex(NamedTuple):
    """The old communes by what their names are compared by, other spellings included."""

    names: dict[Key, list[OldCommune]]
    bare: dict[str, list[OldCommune]]  # by name without kind
    codes: dict[str, OldCommune]
    districts: dict[str, set[Key]]  # by the code of today's province
    origins: dict[str, set[tuple[str, str]]]  # by today's code: old province and district that it lies in, as keys


@cache
def former_communes() -> tuple[OldCommune, ...]:
    """All old communes, in the order of their codes; island districts without communes stand under their own name.

    The xã that became phường after 1 July 2025 are among them, without a district: their names and codes stayed.
    """
    others: dict[str, tuple[str, ...]] = {}
    for code, other in data_rows("ten-khac.csv"):
        others[code] = (*others.get(code, ()), other)
    people = dict(data_rows("toan-bo-dan.csv"))
    rows: dict[tuple[str, ...], list[str]] = {}
    for *names, new_code, _share in data_rows("cu-moi.csv"):
        rows.setdefault(tuple(names), []).append(new_code)
    old = [
        OldCommune(
            province, district, name or district, code, tuple(targets), people.get(code, ""), others.get(code, ())
        )
        for (province, district, name, code), targets in rows.items()
    ]
    return (*old, *_former_xa())


def _former_xa() -> Iterable[OldCommune]:
    """What the phường were called that were made of a xã after the communes of today began."""
    bare = {province.code: province.name.removeprefix(province.kind).strip() for province in provinces()}
    for commune in communes():
        if commune.kind == PHUONG and commune.valid_from != TODAYS_UNITS_FROM:
            name = XA + commune.name.removeprefix(PHUONG)
            yield OldCommune(bare[commune.province_code], "", name, commune.code, (commune.code,))


@cache
def former_index() -> FormerIndex:
    """The old communes, to be looked up."""
    index = FormerIndex({}, {}, {}, {}, {})
    for commune in former_communes():
        if commune.district:
            index.codes[commune.code] = commune
            district = district_key(commune.district)
            index.districts.setdefault(commune.todays_province, set()).add(district)
            for target in commune.targets:
                index.origins.setdefault(target, set()).add((_province_key(commune.province), district.name))
        keys = {commune_key(name) for name in (commune.name, *commune.other_names)}
        for key in keys:
            index.names.setdefault(key, []).append(commune)
        for bare in {key.name for key in keys}:
            index.bare.setdefault(bare, []).append(commune)
    return index


def former(key: Key) -> list[OldCommune]:
    """The old communes of a name; one without kind is of any kind."""
    return former_index().names.get(key, []) if key.kind else former_index().bare.get(key.name, [])


_province_key = cache(province_key)


class Scope(NamedTuple):
    """What a province's name stands for: the code of the province that the place lies in now, and the old name's key.

    `is_former`: no province has this name today.
    """

    code: str
    old: str
    is_former: bool = False


@cache
def _old_provinces() -> dict[str, str]:
    """The 63 provinces of before 1 July 2025: key, and slug, to key."""
    names = {commune.province for commune in former_communes()}
    return {slug(name): province_key(name) for name in names} | {
        province_key(name): province_key(name) for name in names
    }


@cache
def _todays_province_of() -> dict[str, str]:
    return {province_key(commune.province): commune.todays_province for commune in former_communes()}


@cache
def scope(province: str) -> Scope | None:
    """What a province's name stands for, today or before 1 July 2025; None where it is no province's.

    >>> scope("Hà Nam"), scope("TP. Hà Nội")
    (Scope(code='37', old='hànam', is_former=True), Scope(code='01', old='hànôị', is_former=False))
    """
    today = find_province(province)
    old = _old_provinces().get(province_key(province)) or _old_provinces().get(slug(province), "")
    if today:
        return Scope(today.code, old)
    return Scope(_todays_province_of()[old], old, is_former=True) if old else None


def in_district(old: list[OldCommune], district: str) -> list[OldCommune]:
    """Those of a district, whose kind may be missing or be an earlier one: there was no other such district then."""
    wanted = district_key(district)
    same = [commune for commune in old if district_key(commune.district) == wanted]
    districts = former_index().districts
    return same or [
        commune
        for commune in old
        if district_key(commune.district).name == wanted.name and wanted not in districts[commune.todays_province]
    ]
