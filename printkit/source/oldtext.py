"""Vietnamese that was not written in Unicode: TCVN3 (ABC), VNI, VIQR, and UTF-8 that was read as Latin-1.

In: one text. Out: the name of the old encoding and the text in Unicode, or None. Proper Vietnamese, English and French
must never raise an alarm, so an encoding is named only where its letters make Vietnamese syllables and the letters as
they stand do not.
"""

import re
from functools import cache
from unicodedata import normalize

from printkit.syllables import TONES, is_syllable

# TCVN 5712:1993 VN3: lower-case letters; capitals with a tone are small letters set in a capital font.
_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)

# VNI for Windows: a base letter and one more letter for its marks; some letters stand alone.
_VNI_MARKS = {
    "a": dict(zip("ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ", strict=True)),
    "e": dict(zip("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ", strict=True)),
    "o": dict(zip("ùøûõïâáàåãä", "óòỏõọôốồổỗộ", strict=True)),
    "ô": dict(zip("ùøûõï", "ớờởỡợ", strict=True)),
    "u": dict(zip("ùøûõï", "úùủũụ", strict=True)),
    "ö": dict(zip("ùøûõï", "ứừửữự", strict=True)),
    "y": dict(zip("ùøûõ", "ýỳỷỹ", strict=True)),
}
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "í": "í", "ì": "ì"}
_VNI = {base + mark: letter for base, marks in _VNI_MARKS.items() for mark, letter in marks.items()} | _VNI_ALONE

_VIQR_HATS = {"a^": "â", "e^": "ê", "o^": "ô", "a(": "ă", "o+": "ơ", "u+": "ư"}
_VIQR_TONES = {"'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}

_PUNCTUATION = "–—‘’“”…•₫"
_PROPER = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u0300-\u036f\u1ea0-\u1ef9]")  # letters that no old encoding shows


def suspect(text: str) -> tuple[str, str] | None:
    """The old encoding a text is in and the text converted; None if it is in none."""
    if text.isascii():
        return _viqr(text) if "^" in text or "+" in text else None
    return _mojibake(text) or (None if _PROPER.search(text) else _tcvn3(text) or _vni(text))


def _words(text: str) -> list[str]:
    """Runs between white space, without punctuation at their edges."""
    words = (word.strip("\"'()[]{}<>.,:;!?/–—‘’“”…•*-_") for word in text.split())
    return [part for word in words for part in re.split(r"[/,.:;()-]+", word) if part]


def _tcvn3(text: str) -> tuple[str, str] | None:
    """Told by signs and capitals inside words: `§¨ng ký`, `Tµi kho¶n`."""
    if any(not sign.isascii() and sign not in _TCVN3 and sign not in _PUNCTUATION + "\u00a0" for sign in text):
        return None
    words = [word for word in _words(text) if not word.isascii() and re.search("[A-Za-z]", word)]
    converted = ["".join(_TCVN3.get(sign, sign) for sign in word) for word in words]
    good = [word for word, new in zip(words, converted, strict=True) if is_syllable(new)]
    odd = sum(len(_odd_signs(word)) for word in good)
    if len(good) < len(words) * 0.8 or odd + len(good) < 3 or not odd:
        return None
    return "TCVN3 (ABC)", "".join(_TCVN3.get(sign, sign) for sign in text)


def _odd_signs(word: str) -> list[str]:
    """What no word of any language has inside: signs, and capitals after a small letter."""
    return re.findall("[¡-¿×÷]", word) + re.findall("(?<=[a-zà-ÿ])[À-ÖØ-ß]", word)


def _vni(text: str) -> tuple[str, str] | None:
    """Told by words that are no syllables as they stand and are when converted: `Tieáng Vieät`."""
    words = _words(text)
    marked = [word for word in words if not word.isascii() and not is_syllable(word)]
    good = {word.lower() for word in marked if is_syllable(_from_vni(word))}
    if len(good) < 2 or len([word for word in marked if word.lower() in good]) < len(marked):
        return None
    plausible = sum(is_syllable(_from_vni(word)) for word in words)
    sure = [word for word in good if not re.search("où|[ao]ï", word)]  # French has these: où, Loïc, Thaï
    if not sure or (len(sure) == 1 and plausible < len(words) * 0.8):
        return None
    return "VNI", _from_vni(text)


def _from_vni(text: str) -> str:
    return _vni_letters().sub(lambda match: _recased(match.group()[0], _VNI[match.group().lower()]), text)


@cache
def _vni_letters() -> re.Pattern[str]:
    """Pairs before single letters, since ô is ơ and ôø is ờ."""
    return re.compile("|".join(sorted(_VNI, key=len, reverse=True)), re.IGNORECASE)


def _recased(model: str, letter: str) -> str:
    return letter.upper() if model.isupper() else letter


def _viqr(text: str) -> tuple[str, str] | None:
    """Told by two syllables with a hat and a tone: `Tie^'ng Vie^.t`. Other ASCII is never Vietnamese for sure."""
    sure = [word for word in text.split() if re.search(r"([aeo]\^|[ou]\+)['`?~.][a-z]", word, re.IGNORECASE)]
    good = [word for word in sure if is_syllable(_from_viqr(word.strip(',;:!"()')))]
    return ("VIQR", _from_viqr(text)) if len(good) >= 2 and len(good) == len(sure) else None


def _from_viqr(text: str) -> str:
    text = re.sub("dd|DD|Dd", lambda match: "Đ" if match.group()[0] == "D" else "đ", text)
    hatted = re.sub(r"[aeo]\^|a\(|[ou]\+", _viqr_hat, text, flags=re.IGNORECASE)
    toned = re.sub(r"([aeiouyâêôăơư])(['`?~.])(?=\w|\s|$)", _viqr_tone, hatted, flags=re.IGNORECASE)
    return normalize("NFC", toned)


def _viqr_hat(match: re.Match[str]) -> str:
    return _recased(match.group()[0], _VIQR_HATS[match.group().lower()])


def _viqr_tone(match: re.Match[str]) -> str:
    return match[1] + _VIQR_TONES[match[2]]


@cache
def _as_byte() -> dict[str, int]:
    """The byte that a character stands for in Windows-1252, or in Latin-1 where that has none."""
    table = {chr(code): code for code in range(0x80, 0x100)}
    return table | {bytes([code]).decode("cp1252", "ignore"): code for code in range(0x80, 0xA0)}


@cache
def _utf8_pairs() -> re.Pattern[str]:
    """UTF-8 of Vietnamese letters and punctuation, read byte by byte. A no-break space may have become a space."""
    rest = "[\u0080-\u00bf" + re.escape("".join(sign for sign in _as_byte() if sign > "\u00ff")) + "]"
    return re.compile(f"á[º»]{rest}|â[€\u0080]{rest}|[ÃÄÅÆÂÌ]{rest}|Ã (?=[a-z ]|$)")


def _mojibake(text: str) -> tuple[str, str] | None:
    """Told by letters that only a wrong decoding puts side by side: `TÃ i khoáº£n`."""
    if not re.search("[ÃÄÅÆÂÌáâ]", text):
        return None
    found = [match for match in _utf8_pairs().finditer(text) if _decoded(match.group())]
    if sum(_weight(match, text) for match in found) < 2:
        return None
    return "UTF-8 read as Latin-1", _utf8_pairs().sub(lambda match: _decoded(match.group()) or match.group(), text)


def _decoded(signs: str) -> str:
    """The letter that the signs are the bytes of; "" if they are of none that we expect."""
    data = bytes(_as_byte().get(sign, 0x20) for sign in signs.replace("Ã ", "Ã\u00a0"))
    letter = data.decode("utf-8", "ignore")
    expected = len(letter) == 1 and (letter.isalpha() or letter in TONES + "«»°·" + _PUNCTUATION)
    return letter if expected else ""


def _weight(match: re.Match[str], text: str) -> int:
    """How unlikely the signs are in proper text: `XÃ»` may end a quotation in capitals, `khoáº£n` may not."""
    signs, before, after = match.group(), text[: match.start()][-1:], text[match.end() :][:1]
    natural = signs[-1] in " »”’…–—•™®°©ªº¹²³\u00a0"  # what may rightly follow a letter
    if len(signs) == 3:
        return 1 if natural and not after.islower() else 2
    if natural:
        return 1 if before.islower() and after.islower() else 0
    return 2 if before.islower() or after.islower() else 1
