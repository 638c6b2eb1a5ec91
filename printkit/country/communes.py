"""The list of communes of today: what the files of `printkit/data/` hold as values, and how a name or code finds one.

True to `printkit.data.TRUE_TO`; what was decided later is not known here. Where the list is from: docs/data.md.
"""

from functools import cache
from gettext import gettext as _
from pathlib import Path
from typing import NamedTuple

import printkit.data
from printkit.country.folding import commune_key, official_name_key, province_key
from printkit.data import TRUE_TO
from printkit.slugs import nearest, slug

DATA = Path(printkit.data.__file__).parent
OFFICIAL_FIGURES = 5  # of a commune's code
EDITION = f"Danh sách phường, xã đến {TRUE_TO:%d/%m/%Y}"  # as files show it, whose words are Vietnamese


class Province(NamedTuple):
    """A province or a city of its rank: `01`, `Thành phố Hà Nội`, `Thành phố`."""

    code: str
    name: str
    kind: str


class Commune(NamedTuple):
    """A commune of today: `00004`, `Phường Ba Đình`, `Phường`, `01`, `Thành phố Hà Nội`, `2025-07-01`.

    `name` has its kind in front, and so has `province`. `valid_from` is the day since when code, kind and name stand.
    """

    code: str
    name: str
    kind: str
    province_code: str
    province: str
    valid_from: str


class Index(NamedTuple):
    """The communes of today by code, and by what their names are compared by; of a name each province has one."""

    codes: dict[str, Commune]
    names: dict[str, list[Commune]]  # by name without kind, of any kind


def edition() -> str:
    """What the list is and to which day it is true, for a person."""
    return _("List of communes as of {date}").format(date=f"{TRUE_TO:%d/%m/%Y}")


def data_rows(name: str) -> list[list[str]]:
    """The rows of one of the data files, below its headings. None has a cell with quotes or commas."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split(",") for line in lines[1:]]


@cache
def provinces() -> tuple[Province, ...]:
    """The 34 provinces, in the order of their codes."""
    return tuple([Province(*row) for row in data_rows("tinh.csv")])


@cache
def communes() -> tuple[Commune, ...]:
    """The communes of today, in the order of their codes."""
    return tuple([Commune._make(row) for row in data_rows("phuong-xa.csv")])


@cache
def index() -> Index:
    """The communes of today, to be looked up."""
    names: dict[str, list[Commune]] = {}
    for commune in communes():
        names.setdefault(official_name_key(commune.kind, commune.name), []).append(commune)
    return Index({commune.code: commune for commune in communes()}, names)


def by_code(code: str) -> Commune | None:
    """The commune of a code, with its zeros or without.

    >>> by_code("4").name
    'Phường Ba Đình'
    """
    return index().codes.get(padded(code))


def padded(code: str) -> str:
    """A code of figures with the zeros that a spreadsheet may have taken from it; any other as it is."""
    code = code.strip()
    return code.rjust(OFFICIAL_FIGURES, "0") if code.isascii() and code.isdecimal() else code


def by_name(name: str, province: str = "") -> tuple[Commune, ...]:
    """The communes of today with this name, in a province where one is given; a name without kind is of any kind.

    >>> [commune.code for commune in by_name("P. Ba Đình")]
    ['00004']
    """
    key = commune_key(name)
    found = tuple(commune for commune in index().names.get(key.name, ()) if key.kind in ("", commune.kind))
    if not province:
        return found
    here = find_province(province)
    return tuple(commune for commune in found if here and commune.province_code == here.code)


def is_commune(name: str, province: str = "") -> bool:
    """Is this the name of a commune of today (in this province)? `Thị trấn …` never is."""
    return bool(by_name(name, province))


def is_code_of(code: str, name: str) -> bool:
    """Does the code, padded with zeros to five figures, belong to a commune of this name?

    >>> is_code_of("4", "Phường Ba Đình"), is_code_of("4", "Phường Ngọc Hà")
    (True, False)
    """
    commune = by_code(code)
    return commune is not None and commune in by_name(name)


@cache
def _provinces_by_key() -> dict[str, Province]:
    """The provinces of today, by their names, and without accents where nothing else reads alike then."""
    without_accents = {slug(bare_name(province)): province for province in provinces()}
    return without_accents | {province_key(province.name): province for province in provinces()}


def find_province(name: str) -> Province | None:
    """The province of today with this name, however it is written; its accents may be missing all together.

    >>> find_province("TP.HCM").name, find_province("ha noi").code
    ('Thành phố Hồ Chí Minh', '01')
    """
    return _provinces_by_key().get(province_key(name)) or _provinces_by_key().get(slug(name))


def nearest_province(name: str) -> str:
    """The province of today whose name is most like this one, or ""."""
    slugs = {slug(bare_name(province)): province.name for province in provinces()}
    return slugs.get(nearest(slug(name), slugs), "")


def bare_name(province: Province) -> str:
    """`Thành phố Hà Nội` → `Hà Nội`."""
    return province.name.removeprefix(province.kind).strip()
