"""Short forms that a guide uses and explains nowhere: neither in `abbreviations` nor where they stand."""

import re
from collections.abc import Iterator
from gettext import gettext as _
from itertools import takewhile

from printkit.errors import Problem, Where
from printkit.later import pattern
from printkit.model import Guide, Rich, Words
from printkit.readers.lists import lists, speech
from printkit.readers.texts import Parts, is_word

_CAPITALS = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠ-Ỹ"
_SHORT = pattern(rf"(?<![\w-])[{_CAPITALS}]{{2,}}(?![\w]|-\d)")
_RUN = pattern(rf"[{_CAPITALS}]{{2,}}(?: [{_CAPITALS}]{{2,}})*")
_ROMAN = pattern("[IVXLC]+")
AROUND = 80  # characters in which a short form is explained
_MANY = 3  # words in capitals beside each other, as on a button, are no short forms


def unexplained(guide: Guide, said: Parts) -> Iterator[Problem]:
    """A remark for each, where it stands first."""
    words = speech(guide.lang).is_
    explained = set(lists().known) | {short.upper() for short, _long in guide.abbreviations}
    for text in said.texts:
        explained |= set(_told(text, words))
    for text in said.texts:
        for short, where in _short_forms(text):
            if short not in explained:
                explained.add(short)
                hint = _("add it to `abbreviations`, or write it out")
                yield Problem(where, _("{short} is explained nowhere").format(short=short), hint, "unexplained")


def _short_forms(text: Rich) -> Iterator[tuple[str, Where | None]]:
    for piece in text:
        if isinstance(piece, Words):
            loud = [run.span() for run in _RUN.finditer(piece.text) if _is_loud(run.group())]
            for found in _SHORT.finditer(piece.text):
                inside = any(start <= found.start() < end for start, end in loud)
                if not inside and not _ROMAN.fullmatch(found.group()):
                    yield found.group(), piece.where


def _is_loud(run: str) -> bool:
    """Words that are only written in capitals: `ĐĂNG NHẬP QUA VNEID`."""
    words = run.split()
    return len(words) >= _MANY or any(map(is_word, words))


def _told(text: Rich, is_: tuple[str, ...]) -> Iterator[str]:
    """Short forms explained where they stand: `bảo hiểm xã hội (BHXH)`, `BHXH (bảo hiểm xã hội)`, `OTP là mã …`."""
    said = "".join(piece.text if isinstance(piece, Words) else " " for piece in text)
    for match in _SHORT.finditer(said):
        before = said[max(match.start() - AROUND, 0) : match.start()].rstrip()
        after = said[match.end() : match.end() + AROUND].lstrip()
        defined = after.startswith("(") or any(after.lower().startswith(f"{word} ") for word in is_)
        if defined or (before.endswith("(") and _initials(before[:-1], len(match.group())) == match.group()):
            yield match.group()


def _initials(before: str, count: int) -> str:
    """Of the last words of a text."""
    words = re.findall(r"\w+", before)[-count:]
    return "".join(word[0] for word in takewhile(str.isalpha, words)).upper()
