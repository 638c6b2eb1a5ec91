"""Vietnamese that was not written in Unicode: TCVN3 (ABC), VNI, VIQR, and UTF-8 that was read as Latin-1.

In: one text. Out: the name of the old encoding and the text in Unicode, or None. Proper Vietnamese, English and French
must never raise an alarm, so an encoding is named only where its letters make Vietnamese syllables and the letters as
they stand do not.
"""

import re
from collections.abc import Callable
from unicodedata import normalize

from printkit.later import pattern
from printkit.source.oldtables import (
    PUNCTUATION,
    TCVN3,
    from_mojibake,
    from_tcvn3,
    from_viqr,
    from_vni,
    utf8_letter,
    utf8_pairs,
    viqr_letters,
)
from printkit.syllables import TONES, is_syllable

CONVERT: dict[str, Callable[[str], str]] = {
    "TCVN3 (ABC)": from_tcvn3,
    "VNI": from_vni,
    "VIQR": from_viqr,
    "UTF-8 read as Latin-1": from_mojibake,
}
TCVN3_NAME, VNI_NAME, VIQR_NAME, MOJIBAKE_NAME = CONVERT
# Letters that no old encoding shows: those with a mark of their own, combining marks, and Vietnamese with two marks.
_WRONGLY_READ = pattern("[ÃÄÅÆÂÌ]|á[º»]|â[€\u0080]")
_LETTERS = frozenset(
    normalize("NFC", base + tone) for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY" for tone in ("", *TONES)
) | frozenset("đĐ")
_PROPER = frozenset("ăđĩũơưĂĐĨŨƠƯ") | set(map(chr, (*range(0x300, 0x370), *range(0x1EA0, 0x1EFA))))


def suspect(text: str) -> tuple[str, str] | None:
    """The old encoding a text is in and the text converted; None if it is in none."""
    name = encoding(text)
    return (name, CONVERT[name](text)) if name else None


def encoding(text: str) -> str:
    """The name of the old encoding a text is in; "" if it is in none."""
    if text.isascii():
        return VIQR_NAME if ("^" in text or "+" in text) and _is_viqr(text) else ""
    if _is_mojibake(text):
        return MOJIBAKE_NAME
    if is_proper(text):
        return ""
    return TCVN3_NAME if _is_tcvn3(text) else VNI_NAME if _is_vni(text) else ""


def is_proper(text: str) -> bool:
    """Does it hold a letter that no old encoding shows?"""
    return not _PROPER.isdisjoint(text)


def is_vietnamese(sign: str) -> bool:
    """Is it a letter of Vietnamese that is not ASCII?"""
    return sign in _LETTERS


def words_of(text: str) -> list[str]:
    """Runs between white space, without punctuation at their edges."""
    words = (word.strip("\"'()[]{}<>.,:;!?/–—‘’“”…•*-_") for word in text.split())
    return [part for word in words for part in re.split(r"[/,.:;()-]+", word) if part]


def _is_tcvn3(text: str) -> bool:
    """Told by signs and capitals inside words: `§¨ng ký`, `Tµi kho¶n`."""
    if any(not sign.isascii() and sign not in TCVN3 and sign not in PUNCTUATION + "\u00a0" for sign in text):
        return False
    words = [word for word in words_of(text) if not word.isascii() and re.search("[A-Za-z]", word)]
    if not any(map(_odd_signs, words)):
        return False
    good = [word for word in words if is_syllable(from_tcvn3(word))]
    odd = sum(len(_odd_signs(word)) for word in good)
    return len(good) >= len(words) * 0.8 and odd + len(good) >= 3 and odd > 0


def _odd_signs(word: str) -> list[str]:
    """What no word of any language has inside: signs, and capitals after a small letter."""
    return re.findall("[¡-¿×÷]", word) + re.findall("(?<=[a-zà-ÿ])[À-ÖØ-ß]", word)


def _is_vni(text: str) -> bool:
    """Told by words that are no syllables as they stand and are when converted: `Tieáng Vieät`."""
    words = words_of(text)
    if len({word.lower() for word in words if from_vni(word) != word}) < 2:
        return False
    marked = [word for word in words if not word.isascii() and not is_syllable(word)]
    good = {word.lower() for word in marked if is_syllable(from_vni(word))}
    if len(good) < 2 or len([word for word in marked if word.lower() in good]) < len(marked):
        return False
    plausible = sum(is_syllable(from_vni(word)) for word in words)
    sure = [word for word in good if not re.search("où|[ao]ï", word)]  # French has these: où, Loïc, Thaï
    return len(sure) > 1 or (len(sure) == 1 and plausible >= len(words) * 0.8)


def _is_viqr(text: str) -> bool:
    """Told by two syllables with a hat and a tone: `Tie^'ng Vie^.t`. Other ASCII is never Vietnamese for sure."""
    sure = [word for word in text.split() if re.search(r"([aeo]\^|[ou]\+)['`?~.][a-z]", word, re.IGNORECASE)]
    good = [word for word in sure if is_syllable(viqr_letters(word.strip(',;:!"()')))]
    return len(good) >= 2 and len(good) == len(sure)


def _is_mojibake(text: str) -> bool:
    """Told by letters that only a wrong decoding puts side by side: `TÃ i khoáº£n`."""
    if not _WRONGLY_READ.search(text):
        return False
    found = [match for match in utf8_pairs().finditer(text) if utf8_letter(match.group())]
    return sum(_weight(match, text) for match in found) >= 2


def _weight(match: re.Match[str], text: str) -> int:
    """How unlikely the signs are in proper text: `XÃ»` may end a quotation in capitals, `khoáº£n` may not."""
    signs, start, end = match.group(), match.start(), match.end()
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    natural = signs[-1] in " »”’…–—•™®°©ªº¹²³\u00a0"  # what may rightly follow a letter
    if len(signs) == 3:
        return 1 if natural and not after.islower() else 2
    if natural:
        return 1 if before.islower() and after.islower() else 0
    return 2 if before.islower() or after.islower() else 1
