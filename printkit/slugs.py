"""Names that any file system and any address can bear, and the nearest known word to a misspelt one.

In: text as people write it. Out: ASCII, lower case, hyphenated; "" when nothing of it is left.
"""

import re
from collections.abc import Iterable
from unicodedata import normalize

# Letters that Unicode does not take apart into a base and a mark.
_PLAIN = str.maketrans({"đ": "d", "Đ": "d", "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o"})
_MARKS = re.compile("[\u0300-\u036f]+")
_KEPT = re.compile("[a-z0-9]+")


def slug(text: str) -> str:
    """`Phường Bến Thành` → `phuong-ben-thanh`."""
    plain = normalize("NFKD", text.translate(_PLAIN)).lower()
    return "-".join(_KEPT.findall(_MARKS.sub("", plain)))


def is_slug(text: str) -> bool:
    """Is it already in the form that `slug` gives?"""
    return bool(text) and slug(text) == text


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was most likely meant, or ""."""
    from difflib import get_close_matches  # only errors pay for it

    found = get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return found[0] if found else ""
