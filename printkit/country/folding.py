"""Names of communes, districts and provinces as keys: two spellings of one name give the same key.

Aside: case, spaces, hyphens, dots, apostrophes, where a tone mark stands (hoà, hòa), i or y at a syllable's end (quí,
quý), zeros in front of a number, short kinds ("P.", "TT."). Every other accent counts: Ba Tô is not Ba Tơ.
"""

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

PHUONG, XA, THI_TRAN, DAC_KHU = "Phường", "Xã", "Thị trấn", "Đặc khu"
QUAN, HUYEN, THI_XA, THANH_PHO, TINH = "Quận", "Huyện", "Thị xã", "Thành phố", "Tỉnh"

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE_OF = {normalize("NFC", vowel + tone): tone for vowel in "aăâeêioôơuưy" for tone in _TONES}
_TONELESS = str.maketrans(
    {letter: normalize("NFC", normalize("NFD", letter).replace(tone, "")) for letter, tone in _TONE_OF.items()}
)
_ENDS_IN_Y = re.compile("(qu|[^aeiouyăâêôơư]*)y")  # in `thuy` the y is another sound than i
_APART = str.maketrans(dict.fromkeys("\u00a0-‐‑‒–—−.,_/()[]", " ") | dict.fromkeys("'’‘ʼ`´′\u200b\ufeff\u00ad"))
_ETH = str.maketrans("ðÐƉɖ", "đđđđ")  # letters that look like đ and are pasted in its place
_FIGURES_JOINED = re.compile(r"([a-zđ])(?=\d)")


class Key(NamedTuple):
    """What a name is compared by.

    `kind` is one of the names above, or "" where the name is written without one; `name` is folded, without spaces.
    """

    kind: str
    name: str


def fold(text: str) -> str:
    """A name as a key, its kind included.

    >>> fold("Quí  Hoà") == fold("quý hòa"), fold("Ba Tô") == fold("Ba Tơ")
    (True, False)
    """
    return " ".join([_syllable(word) for word in text.translate(_APART).split()])


@lru_cache(maxsize=8192)
def _syllable(word: str) -> str:
    """A syllable in lower case, its tone mark behind it."""
    whole = normalize("NFC", word.casefold()).translate(_ETH)
    if whole.isdecimal():
        return whole.lstrip("0") or "0"
    bare = whole.translate(_TONELESS)
    if bare[-1] == "y" and _ENDS_IN_Y.fullmatch(bare):
        bare = bare[:-1] + "i"
    return bare if bare == whole else bare + "".join([_TONE_OF[sign] for sign in whole if sign in _TONE_OF])


def _kinds(table: dict[str, tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    return {tuple(fold(text).split()): kind for kind, texts in table.items() for text in texts}


_COMMUNES = _kinds(
    {
        PHUONG: ("Phường", "P", "F"),
        XA: ("Xã", "X"),
        THI_TRAN: ("Thị trấn", "TT", "T T"),
        DAC_KHU: ("Đặc khu", "ĐK", "Đ K"),
    }
)
_DISTRICTS = _kinds(
    {
        QUAN: ("Quận", "Q"),
        HUYEN: ("Huyện", "H"),
        THI_XA: ("Thị xã", "TX", "T X"),
        THANH_PHO: ("Thành phố", "TP", "T P"),
    }
)
_PROVINCES = _kinds({TINH: ("Tỉnh", "T"), THANH_PHO: ("Thành phố", "TP", "T P")})
_OFFICES = (("ubnd",), tuple(fold("Ủy ban nhân dân").split()))  # “UBND phường …” is the commune's office
_WAS = fold("cũ")


def commune_key(text: str) -> Key:
    """The key of a commune's name.

    >>> commune_key("P.01"), commune_key("UBND xã Ea H’Leo")
    (Key(kind='Phường', name='1'), Key(kind='Xã', name='eahleo'))
    """
    return _key(text, _COMMUNES)


def official_name_key(kind: str, name: str) -> str:
    """`Key.name` of a name as the country's list writes it, its kind known: a quick way for all of them."""
    rest = name[len(kind) + 1 :]
    if not rest.replace(" ", "").isalnum():
        rest = rest.translate(_APART)
    return "".join([_syllable(word) for word in rest.split()])


@lru_cache(maxsize=1024)  # the country had 696
def district_key(text: str) -> Key:
    """The key of a district's name of before 1 July 2025.

    >>> district_key("Q.1 (cũ)")
    Key(kind='Quận', name='1')
    """
    return _key(text, _DISTRICTS)


def province_key(text: str) -> str:
    """The key of a province's name, without its kind; other names that people write give the official one's.

    >>> province_key("TP.HCM") == province_key("Thành phố Hồ Chí Minh")
    True
    """
    whole = _joined(text)
    if whole in _OTHER_PROVINCE_NAMES:
        return _OTHER_PROVINCE_NAMES[whole]
    name = _key(text, _PROVINCES).name
    return _OTHER_PROVINCE_NAMES.get(name, name)


def _joined(text: str) -> str:
    return fold(text).replace(" ", "")


_OTHER_PROVINCE_NAMES = {
    _joined(other): _joined(name)
    for name, others in {
        "Hồ Chí Minh": ("HCM", "TP HCM", "Sài Gòn", "HCMC", "Hồ Chí Minh City", "Ho Chi Minh City"),
        "Hà Nội": ("HN", "TP HN"),
        "Huế": ("Thừa Thiên Huế", "Thừa Thiên", "TT Huế", "TTH"),
        "Bà Rịa - Vũng Tàu": ("Bà Rịa", "Vũng Tàu", "BRVT"),
        "Đắk Lắk": ("Đăk Lăk", "Đắc Lắc", "Đak Lak", "Daklak", "Dak Lak"),
        "Đắk Nông": ("Đăk Nông", "Đắc Nông", "Đak Nông"),
        "Bắc Kạn": ("Bắc Cạn",),
    }.items()
    for other in others
}


def _key(text: str, kinds: dict[tuple[str, ...], str]) -> Key:
    """The kind that a name begins with and the rest of it; a kind alone is a name."""
    words = tuple(fold(text).split())
    for office in _OFFICES:
        if words[: len(office)] == office and len(words) > len(office):
            words = words[len(office) :]
    if len(words) > 1 and words[-1] == _WAS:
        words = words[:-1]
    for length in (2, 1):
        kind = kinds.get(words[:length])
        if kind and len(words) > length:
            return Key(kind, "".join(words[length:]))
    joined = _FIGURES_JOINED.sub(r"\1 ", words[0], count=1).split() if words else []
    if len(joined) == 2 and (joined[0],) in kinds:  # “P1”, “Q01”
        return Key(kinds[(joined[0],)], "".join([joined[1].lstrip("0") or "0", *words[1:]]))
    return Key("", "".join(words))
