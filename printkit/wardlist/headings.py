"""What a heading of a ward list means: its words go in, the fields it may name come out, the likeliest first.

A heading is matched by whole syllables. Accents may be missing, but none may contradict: “Tinh” may be “Tỉnh”, “Tính”
may not. The longest phrase wins. A phrase of one syllable (“Tên”, “Mã”, “Xã”) counts only where nothing strange is said
beside it, so “Tên đường” and “Mã QR” are none of ours.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import normalize

from printkit.wardlist.vocabulary import (
    FILLERS,
    NAMING,
    NOT_PERSONAL,
    OTHER,
    OTHER_BODIES,
    PAST,
    PERSONAL,
    PHRASES,
    PREFERRED,
    PRESENT,
    STRONG,
)

_ONE_CELL = re.compile(r"[^\W\d_]+|\d+")
_STROKE = frozenset("\u0335")  # of đ, which keyboards without accents still have
LONGEST = 120  # characters of a heading; a longer text is a title


class Sense(NamedTuple):
    """A field that a heading may name, and how well: what comes first in order wins over what comes later."""

    field: str
    syllables: int
    is_past: bool = False
    is_present: bool = False
    is_preferred: bool = False
    extra: int = 0  # syllables beside the phrase

    @property
    def rank(self) -> tuple[int, ...]:
        """The smaller, the better: a present name, an office's telephone, a longer phrase, less beside it."""
        return (self.is_past, not self.is_preferred, -self.syllables, not self.is_present, self.extra)


class Heading(NamedTuple):
    """What a heading says: the fields it may name, the likeliest first; or that it is of somebody else.

    `is_personal`: of a person or a secret. `is_foreign`: of another body, such as the police station.
    """

    text: str
    senses: tuple[Sense, ...] = ()
    is_personal: bool = False
    is_foreign: bool = False


def understood(text: str) -> Heading:
    """What a heading says.

    >>> understood("Tên Xã, Phường, Đặc khu (sau sắp xếp)").senses[0].field
    'name'
    >>> understood("Số điện thoại Chủ tịch").is_personal
    True
    """
    return _understood(text) if len(text) <= LONGEST else Heading(text)


@lru_cache(maxsize=2048)
def _understood(text: str) -> Heading:
    syllables = _syllables(text)
    if not syllables:
        return Heading(text)
    if _is_personal(syllables):
        return Heading(text, is_personal=True)
    if any(_holds(syllables, phrase) for phrase in OTHER_BODIES):
        return Heading(text, is_foreign=True)
    best: dict[str, Sense] = {}
    for sense in _senses(syllables):
        if sense.field not in best or sense.rank < best[sense.field].rank:
            best[sense.field] = sense
    longest = max((sense.syllables for sense in best.values()), default=0)
    order = sorted(best.values(), key=lambda sense: (-sense.syllables, sense.extra))
    return Heading(text, tuple(sense for sense in order if sense.syllables * 2 >= longest))


def names(text: str, phrases: Iterable[str]) -> bool:
    """Does a text hold one of these phrases, in whole syllables?"""
    syllables = _syllables(text)
    return any(_holds(syllables, phrase) for phrase in phrases)


def _senses(syllables: tuple[str, ...]) -> Iterator[Sense]:
    other = any(_holds(syllables, phrase) for phrase in OTHER)
    past = any(_holds(syllables, phrase) for phrase in PAST)
    present = any(_holds(syllables, phrase) for phrase in PRESENT)
    preferred = any(_holds(syllables, phrase) for phrase in PREFERRED)
    for field, phrases in PHRASES.items():
        if other and field in ("code", "name"):
            continue
        for phrase in phrases:
            rest = _rest(syllables, phrase)
            if rest is None or (_is_weak(field, phrase) and not all(map(_is_filler, rest))):
                continue
            yield Sense(field, len(_parts(phrase)), past, present, preferred, len(rest))


def _is_weak(field: str, phrase: str) -> bool:
    """Must a phrase be all that a heading says, fillers aside?"""
    return field in NAMING or (" " not in phrase and phrase not in STRONG)


def _is_personal(syllables: tuple[str, ...]) -> bool:
    rest = syllables
    for phrase in NOT_PERSONAL:
        left = _without(rest, _parts(phrase))
        rest = rest if left is None else left
    return any(_holds(rest, phrase) for phrase in PERSONAL)


def _holds(syllables: tuple[str, ...], phrase: str) -> bool:
    return _rest(syllables, phrase) is not None


def _rest(syllables: tuple[str, ...], phrase: str) -> tuple[str, ...] | None:
    """What a phrase leaves over; None where it is not there.

    Where a heading has accents at all, a phrase of one syllable must have its own: “cơ quan” is no “quận”.
    """
    if not _plain_parts(phrase) <= _plain(syllables):  # by far most
        return None
    if " " not in phrase and phrase not in syllables and not all(map(str.isascii, syllables)):
        return None
    return _without(syllables, _parts(phrase))


def _without(syllables: tuple[str, ...], phrase: tuple[str, ...]) -> tuple[str, ...] | None:
    """The syllables that a phrase leaves over, each of its own taken once; None where it is not all there."""
    rest = list(syllables)
    for wanted in phrase:
        index = next((i for i, syllable in enumerate(rest) if _is_same(syllable, wanted)), None)
        if index is None:
            return None
        del rest[index]
    return tuple(rest)


@lru_cache(maxsize=1 << 16)
def _is_same(written: str, wanted: str) -> bool:
    """One syllable, whose accents are missing, but for a stroke on its d, or right: “công” is no “cổng”."""
    letters, marks = _taken_apart(written)
    others, accents = _taken_apart(wanted)
    return letters == others and (marks == accents or marks <= _STROKE)


@lru_cache(maxsize=4096)
def _taken_apart(syllable: str) -> tuple[str, frozenset[str]]:
    """Plain letters, and the accents anywhere on them: `hoà` is `hòa`."""
    parts = normalize("NFD", syllable.replace("đ", "d\u0335"))
    return "".join(sign for sign in parts if sign < "\u0300" or sign > "\u036f"), frozenset(
        sign for sign in parts if "\u0300" <= sign <= "\u036f"
    )


@cache
def _parts(phrase: str) -> tuple[str, ...]:
    return tuple(phrase.split())


@cache
def _plain_parts(phrase: str) -> frozenset[str]:
    return frozenset(_taken_apart(part)[0] for part in _parts(phrase))


@lru_cache(maxsize=64)
def _plain(syllables: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_taken_apart(syllable)[0] for syllable in syllables)


@lru_cache(maxsize=4096)
def _is_filler(syllable: str) -> bool:
    return syllable.isdecimal() or any(_is_same(syllable, filler) for filler in FILLERS)


def _syllables(text: str) -> tuple[str, ...]:
    """The syllables of a heading; words that were written as one (`TenPhuong`, `diachi`) are taken apart."""
    text = normalize("NFC", text)
    apart = "".join(
        f" {sign}" if sign.isupper() and before.islower() else sign
        for before, sign in zip(" " + text, text, strict=False)
    )
    words = _ONE_CELL.findall(apart.casefold())
    return tuple(part for word in words for part in _split(word))


@lru_cache(maxsize=4096)
def _split(word: str) -> tuple[str, ...]:
    """`diachi` in the syllables of our phrases, where it is made of nothing else; a word we know stays whole."""
    if len(word) < 4 or not word.isascii() or word in _vocabulary():
        return (word,)
    ways: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(end):
            before = ways[start]
            if before is not None and word[start:end] in _vocabulary():
                way = (*before, word[start:end])
                ways[end] = min(ways[end] or way, way, key=len)
    return ways[-1] or (word,)


@cache
def _vocabulary() -> frozenset[str]:
    """Every syllable of a phrase, without accents."""
    phrases = (phrase for group in PHRASES.values() for phrase in group)
    return frozenset(_taken_apart(part)[0] for phrase in phrases for part in phrase.split() if len(part) > 1)
