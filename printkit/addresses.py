"""An address as it stands on paper: a URL or a number to call goes in, what a reader sees of it comes out."""

import re
from itertools import pairwise

SCHEMES = ("https://", "http://", "mailto:", "tel:")
_GROUPS = (  # digits of an ungrouped number and how they are set, visual standard 7
    (r"0[35789]\d{8}", (4, 3, 3)),  # mobile
    (r"02[48]\d{8}", (3, 4, 4)),  # fixed, Hà Nội and TP.HCM
    (r"02\d{9}", (4, 4, 3)),  # fixed elsewhere: the area code has four figures and stays whole
    (r"02\d{8}", (3, 4, 3)),
    (r"1[89]00\d{4}", (4, 4)),  # service
)


def shown(url: str) -> str:
    """An address as it prints: without its scheme and a final "/"."""
    low = url.lower()
    scheme = next((scheme for scheme in SCHEMES if low.startswith(scheme)), "")
    return url[len(scheme) :].removesuffix("/")


def host(url: str) -> str:
    """The host of a web address without user and port; of another address what prints of it."""
    if not is_web(url):
        return shown(url)
    authority = re.split(r"[/?#\\]", url.split("://", 1)[1], maxsplit=1)[0].rpartition("@")[2]
    return re.sub(r":\d*$", "", authority)


def is_web(url: str) -> bool:
    """Does it open a page, and so get a code?"""
    return url.lower().startswith(SCHEMES[:2])


def group_phone(number: str) -> str:
    """A telephone number as it prints: the writer's grouping, or ours where there is none."""
    for figures, sizes in _GROUPS if number.isdecimal() else ():
        if re.fullmatch(figures, number):
            starts = [sum(sizes[:i]) for i in range(len(sizes) + 1)]
            return " ".join(number[a:b] for a, b in pairwise(starts))
    return number
