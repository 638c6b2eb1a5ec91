"""What an old encoding has lost: a text and its conversion go in, the text as it should be and the places come out.

TCVN3 has no capitals with a tone: they were small letters shown in a capital font. Where the letters around show that
a capital stood there it is put back, where one may have stood the place is named. VIQR's marks are also punctuation,
and bytes of UTF-8 that Windows-1252 lacks are gone.
"""

import re
from collections.abc import Iterator
from gettext import gettext as _
from typing import NamedTuple

from printkit.source.oldtables import TCVN3
from printkit.source.oldtext import MOJIBAKE_NAME, TCVN3_NAME, VIQR_NAME
from printkit.syllables import is_syllable

_SMALL = "".join(letter for letter in TCVN3.values() if letter.islower() and letter.upper() not in TCVN3.values())
_WORD = re.compile(r"[^\W\d_]+")
_START = re.compile(r"^[\s#-]*(?:[\w-]+:\s+)?[\"'*“(]*|[.!?…][\"'”*]*\s+")  # of a value, of a sentence
_ENDS = re.compile(r"[aeiouy^+(][.?'`~]$", re.IGNORECASE)
_REMAINS = re.compile(r"(?<=[a-zà-ỹ])Ã|[ÄÅÆ]|á[º»]|â€|\ufffd")


class Lost(NamedTuple):
    """A place in a text, what stands there, and what may be wrong with it; `{name}` is the encoding."""

    at: int
    said: str
    message: str
    name: str


class Mended(NamedTuple):
    """A converted text with its evident capitals put back, and what a person must look at."""

    text: str
    lost: tuple[Lost, ...]


def mended(old: str, new: str, name: str) -> Mended:
    """`new` is what `old` reads in the encoding `name`."""
    if name == TCVN3_NAME:
        return _capitals(new)
    if name == VIQR_NAME:
        return Mended(new, tuple(_marks(old, new)))
    return Mended(new, tuple(_remains(new)) if name == MOJIBAKE_NAME else ())


def _capitals(text: str) -> Mended:
    words = list(_WORD.finditer(text))
    starts = {match.end() for match in _START.finditer(text)}
    loud = [_is_loud(match.group()) for match in words]
    lost: list[Lost] = []
    for index, match in enumerate(words):
        word, at = match.group(), match.start()
        beside = loud[max(index - 1, 0) : index] + loud[index + 1 : index + 2]
        if _could_be_loud(word) and (sum(map(str.isupper, word)) > 1 or (beside and all(beside))):
            text = text[:at] + word.upper() + text[match.end() :]
            lost.append(Lost(at, word.upper(), _("had capitals that {name} has not; they are put back"), TCVN3_NAME))
        elif word[0] in _SMALL and (at in starts or (word != "ở" and _is_name(words[index + 1 : index + 2]))):
            lost.append(Lost(at, word, _("may have begun with a capital, which {name} has not"), TCVN3_NAME))
    return Mended(text, tuple(lost))


def _is_loud(word: str) -> bool:
    """A syllable in capitals, as far as they are kept: `KHOảN`, not `UBND`."""
    return is_syllable(word) and sum(map(str.isupper, word)) > 1 and all(c.isupper() or c in _SMALL for c in word)


def _could_be_loud(word: str) -> bool:
    return any(c in _SMALL for c in word) and all(c.isupper() or c in _SMALL for c in word)


def _is_name(following: list[re.Match[str]]) -> bool:
    """Does a word with a capital follow at once, as in `Phường ứng Hòa`? (Names follow “ở” anyway.)"""
    return any(match.group()[0].isupper() and match.string[match.start() - 1] == " " for match in following)


def _marks(old: str, new: str) -> Iterator[Lost]:
    """Words whose last tone may be the sentence's own mark; conversion keeps the white space between words."""
    for before, after in zip(re.finditer(r"\S+", old), re.finditer(r"\S+", new), strict=True):
        if _ENDS.search(before.group()) and after.group()[-1:] != before.group()[-1:]:
            message = _("may have ended with {mark} as punctuation, which {name} writes like a tone")
            yield Lost(after.start(), after.group(), message.replace("{mark}", before.group()[-1]), VIQR_NAME)


def _remains(text: str) -> Iterator[Lost]:
    """Signs of letters that could not be put together again."""
    for match in _REMAINS.finditer(text):
        word = re.search(r"\S*$", text[: match.start()])
        start = word.start() if word else match.start()
        said = text[start : match.end() + 12].split()[0]
        yield Lost(start, said, _("has lost a letter, which {name} does not keep"), MOJIBAKE_NAME)
