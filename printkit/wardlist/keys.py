"""What tells the wards of a list apart: entries go in, each with a key of its own, or a problem, come out.

A ward with a code is named by it. One without is keyed by its name and its parent's, so that its folder says which it
is; no key depends on the order of rows or on what other lists hold.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from gettext import gettext as _
from hashlib import sha256
from typing import NamedTuple

from printkit.errors import Problem
from printkit.model import Ward
from printkit.slugs import slug
from printkit.values import replace
from printkit.wardlist.cells import is_reserved

LONGEST = 60  # characters of a key before its sum, and of a name behind a code
LETTERS = "abcdefghjkmnpqrstvwxyz"  # of a sum; none that is taken for a figure
SUM = 4  # letters: 1 in 234,256 two rows of one key share one


class Entry(NamedTuple):
    """A row's ward, and what tells it from others beside name and code: parent or district, and province."""

    ward: Ward
    beside: tuple[str, str]

    @property
    def written(self) -> tuple[str, str, str]:
        """Name, parent and province as they are written, case and spaces aside."""
        parent, province = self.beside
        return (_folded(self.ward.name), _folded(parent), _folded(province))


def keyed(entries: Iterable[Entry]) -> tuple[tuple[Ward, ...], tuple[Problem, ...]]:
    """The wards, those without a code keyed, and a problem for each row that cannot be told from another."""
    entries = tuple(entries)
    problems = _alike(entries)
    good = [entry for index, entry in enumerate(entries) if index not in problems]
    codes = {entry.ward.code.lower() for entry in good if entry.ward.code}
    keys = {index: _key(entry) for index, entry in enumerate(good) if not entry.ward.code}
    counts: dict[str, int] = defaultdict(int)
    for key in keys.values():
        counts[key] += 1
    wards = []
    for index, entry in enumerate(good):
        key = keys.get(index, "")
        if key and (counts[key] > 1 or key in codes or is_reserved(key)):
            key = f"{key}-{_sum(entry)}"
        wards.append(replace(entry.ward, key=key) if key else entry.ward)
    shared = _shared_folders(wards)
    told = [*problems.values(), *shared.values()]
    return tuple(ward for index, ward in enumerate(wards) if index not in shared), tuple(told)


def folder(ward: Ward) -> str:
    """The folder of a ward's prints: `00101-phuong-ben-sen`, or its key where it has no code."""
    return _folder(ward.code, ward.name, ward.key)


@lru_cache(maxsize=4096)
def _folder(code: str, name: str, key: str) -> str:
    return f"{code}-{slug(name)[:LONGEST].strip('-')}".rstrip("-") if code else key


def _folded(text: str) -> str:
    return "".join(text.casefold().split())


def _key(entry: Entry) -> str:
    parts = (slug(entry.ward.name), slug(entry.beside[0]))
    key = "-".join(part for part in parts if part)
    return key if 0 < len(key) <= LONGEST else f"{key[:LONGEST].strip('-') or 'ward'}-{_sum(entry)}"


def _sum(entry: Entry) -> str:
    """Four letters that name, parent and province as written give."""
    parent, province = entry.beside
    number = int.from_bytes(sha256("\0".join((entry.ward.name, parent, province)).encode()).digest()[:8], "big")
    letters = ""
    for _turn in range(SUM):
        number, letter = divmod(number, len(LETTERS))
        letters += LETTERS[letter]
    return letters


def _alike(entries: tuple[Entry, ...]) -> dict[int, Problem]:
    """Rows that nothing tells apart: two with one code; two alike in name, parent and province, not both with codes."""
    problems: dict[int, Problem] = {}
    for code, some in _groups(entries, lambda entry: _folded(entry.ward.code)).items():
        if code and len(some) > 1:
            message = _("the code {code} stands in the rows {rows}")
            for index in some:
                text = message.format(code=entries[index].ward.code, rows=_rows(entries, some))
                problems[index] = Problem(entries[index].ward.where, text, _("mend or delete all but one of them"))
    for _written, some in _groups(entries, lambda entry: entry.written).items():
        codes = [_folded(entries[index].ward.code) for index in some]
        if len(some) < 2 or all(codes):  # codes that are alike were told
            continue
        message = _("“{name}” stands in the rows {rows}, and nothing tells them apart")
        for index in some:
            text = message.format(name=entries[index].ward.name, rows=_rows(entries, some))
            hint = _("delete all but one, or give each its code or its commune")
            problems.setdefault(index, Problem(entries[index].ward.where, text, hint))
    return problems


def _groups(entries: tuple[Entry, ...], key: Callable[[Entry], object]) -> Mapping[object, list[int]]:
    groups: dict[object, list[int]] = defaultdict(list)
    for index, entry in enumerate(entries):
        groups[key(entry)].append(index)
    return groups


def _rows(entries: tuple[Entry, ...], some: list[int]) -> str:
    shown = [str(where.line) for index in some[:5] if (where := entries[index].ward.where)]
    return ", ".join(shown) + (" …" if len(some) > len(shown) else "")


def _shared_folders(wards: list[Ward]) -> dict[int, Problem]:
    """Code 1 with the name A B, and code 1-a with the name B, would share a folder."""
    problems: dict[int, Problem] = {}
    first: dict[str, int] = {}
    for index, ward in enumerate(wards):
        name = folder(ward)
        other = first.setdefault(name.lower(), index)
        if other != index:
            message = _("its prints would stand in the folder {name}, like those of {other}")
            for here, there in ((index, other), (other, index)):
                text = message.format(name=name, other=wards[there].id)
                problems.setdefault(here, Problem(wards[here].where, text, _("change one of the codes")))
    return problems
