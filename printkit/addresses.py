"""An address in its two forms: what a reader sees of it on paper, and what its link and its code hold.

A URL or a number to call goes in as it was written. `shown` gives the readable form, `ascii_form` the one to be opened.
"""

import re
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

SCHEMES = ("https://", "http://", "mailto:", "tel:")
_AUTHORITY = re.compile(r"([^/?#\\]*)(.*)", re.DOTALL)
_OTHER_SIGNS = re.compile(r"%(?![0-9A-Fa-f]{2})|[^!#$%&'()*+,\-./:;=?@\[\]_~0-9A-Za-z]")  # not of RFC 3986, 2
_ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_VIETNAMESE = frozenset("àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ")
_GROUPS = (  # digits of an ungrouped number and how they are set, visual standard 7
    (r"0[35789]\d{8}", (4, 3, 3)),  # mobile
    (r"02[48]\d{8}", (3, 4, 4)),  # fixed, Hà Nội and TP.HCM
    (r"02\d{9}", (4, 4, 3)),  # fixed elsewhere: the area code has four figures and stays whole
    (r"02\d{8}", (3, 4, 3)),
    (r"1[89]00\d{4}", (4, 4)),  # service
)


@lru_cache(maxsize=1024)
def shown(url: str) -> str:
    """An address as it prints: readable, without its scheme and without the "/" or full stop that ends a bare host.

    >>> shown("https://vi.wikipedia.org/wiki/Vi%E1%BB%87t_Nam"), shown("tel:0912345678"), shown("https://a.vn./")
    ('vi.wikipedia.org/wiki/Việt_Nam', '0912 345 678', 'a.vn')
    """
    low = url.lower()
    scheme = next((scheme for scheme in SCHEMES if low.startswith(scheme)), "")
    rest = url[len(scheme) :]
    if scheme == "tel:":
        return group_phone(rest)
    if scheme == "mailto:":
        return _readable(rest.partition("?")[0])
    rest = _readable(rest).removesuffix("/")
    return rest.removesuffix(".") if "/" not in rest else rest


def _readable(text: str) -> str:
    """Vietnamese letters in place of their percent-encoding, and no other sign in place of its own."""
    return _ESCAPED.sub(_decoded, text) if "%" in text else text


def _decoded(match: re.Match[str]) -> str:
    signs = normalize("NFC", bytes.fromhex(match[0].replace("%", "")).decode("utf-8", "surrogateescape"))
    if not any(sign.lower() in _VIETNAMESE for sign in signs):
        return match[0]
    return "".join(sign if sign.lower() in _VIETNAMESE else percent_encoded(sign) for sign in signs)


def percent_encoded(text: str) -> str:
    """Every sign as the octets of its UTF-8, percent-encoded."""
    return "".join(f"%{octet:02X}" for octet in text.encode("utf-8", "surrogateescape"))


def host(url: str) -> str:
    """The host of a web address without user and port; of another address what prints of it."""
    if not is_web(url):
        return shown(url)
    return re.sub(r":\d*$", "", authority(url).rpartition("@")[2])


def authority(url: str) -> str:
    """User, host and port of a web address, as written."""
    found = _AUTHORITY.match(url.split("://", 1)[1])
    return found[1] if found else ""


def is_web(url: str) -> bool:
    """Does it open a page, and so get a code?"""
    return url.lower().startswith(SCHEMES[:2])


@lru_cache(maxsize=1024)
def ascii_form(url: str) -> str:
    """The address in ASCII, which links and codes hold: one string however it was written (RFC 3987, 3.1; UTS 46).

    Scheme and host stand in small letters, the host as IDNA without a final full stop, the rest percent-encoded;
    a bare host has no "/".

    >>> ascii_form("HTTPS://Huế.vn./")
    'https://xn--hu-07s.vn'
    >>> ascii_form("https://a.vn/Hướng-dẫn?q=%23")
    'https://a.vn/H%C6%B0%E1%BB%9Bng-d%E1%BA%ABn?q=%23'
    """
    scheme, colon, rest = url.partition(":")
    if not is_web(url):
        return scheme.lower() + colon + _escaped(rest)
    found = _AUTHORITY.match(rest.removeprefix("//"))
    named, tail = (found[1], found[2]) if found else (rest, "")
    user, at, name = named.rpartition("@")
    name, port_colon, port = name.rpartition(":") if re.search(r":\d*$", name) else (name, "", "")
    ending = "" if tail == "/" else _escaped(tail)
    return f"{scheme.lower()}://{_escaped(user)}{at}{ascii_host(name)}{port_colon}{port}{ending}"


def _escaped(text: str) -> str:
    text = _OTHER_SIGNS.sub(lambda match: percent_encoded(match[0]), normalize("NFC", text))
    return _ESCAPED.sub(lambda match: match[0].upper(), text) if "%" in text else text


def ascii_host(name: str) -> str:
    """A host in small ASCII letters: `xn--…` where it has others. One that is not valid is percent-encoded."""
    name = name.removesuffix(".")
    if name.isascii():
        return name.lower()
    import idna  # 17 ms, for few hosts

    try:
        return idna.encode(name, uts46=True, std3_rules=True).decode("ascii")
    except idna.IDNAError:
        return percent_encoded(name)


def unicode_host(name: str) -> str:
    """A host with the letters that a browser would show: `xn--…` read as what it stands for."""
    if "xn--" not in name:
        return name
    import idna

    try:
        return str(idna.decode(name))
    except idna.IDNAError:
        return name


def group_phone(number: str) -> str:
    """A telephone number as it prints: the writer's grouping, or ours where there is none."""
    for figures, sizes in _GROUPS if number.isdecimal() else ():
        if re.fullmatch(figures, number):
            starts = [sum(sizes[:i]) for i in range(len(sizes) + 1)]
            return " ".join(number[a:b] for a, b in pairwise(starts))
    return number
