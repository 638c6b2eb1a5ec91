"""Names that any file system and any address can bear, and the nearest known word to a misspelt one.

In: text as people write it. Out: ASCII, lower case, hyphenated; "" when nothing of it is left.
"""

from collections.abc import Iterable
from unicodedata import normalize

# Letters that Unicode does not take apart into a base and a mark.
_PLAIN = str.maketrans({"đ": "d", "Đ": "d", "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o"})


def slug(text: str) -> str:
    """`Phường Bến Thành` → `phuong-ben-thanh`."""
    plain = normalize("NFKD", text.translate(_PLAIN)).lower()
    marks_off = (c for c in plain if not "\u0300" <= c <= "\u036f")
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in marks_off).split())


def is_slug(text: str) -> bool:
    """Is it already in the form that `slug` gives?"""
    return bool(text) and slug(text) == text


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was most likely meant, or ""."""
    from difflib import get_close_matches  # only errors pay for it

    found = get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return found[0] if found else ""
