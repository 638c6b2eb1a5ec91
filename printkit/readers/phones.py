"""Numbers that cannot be a telephone number of Viet Nam: a figure lost, or one too many.

The ranges are those of `printkit.phones`. A number of another country is not judged.
"""

import re
from collections.abc import Iterator
from functools import cache
from gettext import gettext as _

from printkit.errors import Problem, Where
from printkit.inline import plain
from printkit.model import Guide
from printkit.phones import is_valid, national
from printkit.readers.lists import speech
from printkit.readers.texts import Parts, place

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
    figures = national(number)
    if not is_valid(figures) and not figures.startswith(("+", "00")):
        message = _("“{number}”, with {count} figures, cannot be a telephone number")
        hint = _("count its figures: a mobile has 10, a fixed line 11 with its area code")
        yield Problem(where, message.format(number=number.strip(), count=len(figures)), hint, "no-number")
