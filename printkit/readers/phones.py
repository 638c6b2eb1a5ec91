"""Numbers that cannot be a telephone number of Viet Nam: a figure lost, or one too many.

Ranges of the numbering plan (Circular 22/2014/TT-BTTTT and the changes of codes of 2017 and 2018): mobile 0 and nine
figures, fixed 02 and nine (eight in a few places still), services 1800 and 1900 with four or six more, and short
numbers of three to five figures that begin with 1. A number of another country is not judged.
"""

import re
from collections.abc import Iterator
from functools import cache
from gettext import gettext as _

from printkit.errors import Problem, Where
from printkit.inline import plain
from printkit.model import Guide
from printkit.readers.lists import speech
from printkit.readers.texts import Parts, place

_GOOD = re.compile(r"0[35789]\d{8}|02\d{8,9}|1[89]00(\d{4}|\d{6})|1\d{2,4}")
_NUMBER = r"\+?\(?\d[\d .()-]{5,18}\d"
NEAR = 30  # characters between "gọi" and its number


def impossible(guide: Guide, said: Parts) -> Iterator[Problem]:
    """A remark for the hotline, each `tel:` address and each number after a word such as “gọi”."""
    if guide.hotline:
        yield from _fault(guide.hotline.number, guide.hotline.where)
    for link in said.links:
        if link.url.lower().startswith("tel:"):
            yield from _fault(link.url[4:], link.where)
    call = _call(speech(guide.lang).calls)
    for text in said.texts:
        for match in call.finditer(plain(text)):
            yield from _fault(match["number"], place(text))


@cache
def _call(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds a number that a text tells to call. Others may be of an account or a card."""
    near = rf"\b(?:{'|'.join(map(re.escape, words))})\b[^\d+(]{{0,{NEAR}}}" if words else "(?!)"
    return re.compile(rf"{near}(?P<number>{_NUMBER})(?!\w)", re.IGNORECASE)


def _fault(number: str, where: Where | None) -> Iterator[Problem]:
    digits = re.sub(r"[^\d+]", "", number)
    national = re.sub(r"^(\+|00)84", "0", digits)
    if not _GOOD.fullmatch(national) and not national.startswith(("+", "00")):
        message = _("“{number}”, with {count} figures, cannot be a telephone number")
        hint = _("count its figures: a mobile has 10, a fixed line 11 with its area code")
        yield Problem(where, message.format(number=number.strip(), count=len(national)), hint)
