"""The letters of old Vietnamese encodings: a text in one of them goes in, the same text in Unicode, NFC, comes out.

Each function turns all that its encoding could have written; whether a text is in that encoding, `oldtext` tells.
"""

import re
from functools import cache
from unicodedata import normalize

from printkit.syllables import TONES, is_syllable

PUNCTUATION = "–—‘’“”…•₫"

# TCVN 5712:1993 VN3: lower-case letters; capitals with a tone are small letters set in a capital font.
TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_TCVN3_LETTERS = str.maketrans(TCVN3)

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
VNI = {base + mark: letter for base, marks in _VNI_MARKS.items() for mark, letter in marks.items()} | _VNI_ALONE

_VIQR_HATS = {"a^": "â", "e^": "ê", "o^": "ô", "a(": "ă", "o+": "ơ", "u+": "ư"}
_VIQR_TONES = {"'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
_VIQR_WORD = re.compile(r"[A-Za-z](?:[A-Za-z^+'`?~.]|(?<=[Aa])\()*")


def from_tcvn3(text: str) -> str:
    """Letter by letter. Capitals with a tone come out small, as they were written."""
    return normalize("NFC", text.translate(_TCVN3_LETTERS))


def from_vni(text: str) -> str:
    """Letter by letter, a base with its marks at once."""
    return normalize("NFC", _vni_signs().sub(_vni_letter, text))


@cache
def _vni_signs() -> re.Pattern[str]:
    """Pairs before single letters, since ô is ơ and ôø is ờ."""
    return re.compile("|".join(sorted(VNI, key=len, reverse=True)), re.IGNORECASE)


def _vni_letter(match: re.Match[str]) -> str:
    return _recased(match.group()[0], VNI[match.group().lower()])


def _recased(model: str, letter: str) -> str:
    return letter.upper() if model.isupper() else letter


def from_viqr(text: str) -> str:
    """Word by word, and only words that become syllables: `Add`, `a.vn` and a full stop stay as they are."""
    return _VIQR_WORD.sub(_viqr_word, text)


def _viqr_word(match: re.Match[str]) -> str:
    word = match.group()
    for end in range(len(word), len(word.rstrip(".?'`~")) - 1, -1):
        letters = viqr_letters(word[:end])
        if is_syllable(letters):
            return letters + word[end:]
    return word


def viqr_letters(word: str) -> str:
    """The letters of one word: đ, then hats and horns, then tones."""
    word = re.sub("dd|DD|Dd", lambda match: _recased(match.group()[0], "đ"), word)
    hatted = re.sub(r"[aeo]\^|a\(|[ou]\+", _viqr_hat, word, flags=re.IGNORECASE)
    return normalize("NFC", re.sub(r"([aeiouyâêôăơư])(['`?~.])", _viqr_tone, hatted, flags=re.IGNORECASE))


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
def utf8_pairs() -> re.Pattern[str]:
    """UTF-8 of Vietnamese letters and punctuation, read byte by byte. A no-break space may have become a space."""
    rest = _byte_signs()
    return re.compile(f"á[º»]{rest}|â[€\u0080]{rest}|[ÃÄÅÆÂÌ]{rest}|Ã (?=[a-z ]|$)")


@cache
def _utf8_signs() -> re.Pattern[str]:
    """UTF-8 of any sign that is no letter, such as ½ or ◆."""
    rest = _byte_signs()
    return re.compile(f"[ÂÃ]{rest}|[â-ï]{rest}{{2}}|ð{rest}{{3}}")


def _byte_signs() -> str:
    """A class of what the second and later bytes of a letter were read as."""
    return "[\u0080-\u00bf" + re.escape("".join(sign for sign in _as_byte() if sign > "\u00ff")) + "]"


def utf8_letter(signs: str) -> str:
    """The letter that the signs are the bytes of; "" if they are of none that we expect."""
    data = bytes(_as_byte().get(sign, 0x20) for sign in signs.replace("Ã ", "Ã\u00a0"))
    letter = data.decode("utf-8", "ignore")
    expected = len(letter) == 1 and (letter.isalpha() or letter in TONES + "«»°·" + PUNCTUATION)
    return letter if expected else ""


def from_mojibake(text: str) -> str:
    """Bytes of UTF-8 that were read as Latin-1 or Windows-1252, put together again; what is none stays."""
    letters = utf8_pairs().sub(lambda match: utf8_letter(match.group()) or match.group(), text)
    return normalize("NFC", _utf8_signs().sub(_sign, letters))


def _sign(match: re.Match[str]) -> str:
    sign = bytes(_as_byte()[byte] for byte in match.group()).decode("utf-8", "ignore")
    return sign if len(sign) == 1 and sign.isprintable() else match.group()
