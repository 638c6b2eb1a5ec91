"""How hard a guide is to read: long headlines and details, two actions in one headline, titles in capitals.

Vietnamese writes every syllable as a word of its own, so words are counted.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from gettext import gettext as _
from typing import NamedTuple

from printkit.errors import Problem
from printkit.inline import headline_and_detail, plain
from printkit.model import Guide, Rich, Words
from printkit.readers.lists import speech
from printkit.readers.texts import is_word, place, steps


class Limit(NamedTuple):
    """What may have how many syllables, and what to do with more; in English, translated when told."""

    thing: str
    most: int
    hint: str


HEADLINE = Limit("the headline", 12, "say the rest in `detail`")  # taken in at a glance
DETAIL = Limit("the detail", 45, "split the step, or move a part to `note`")  # more is read twice
WAY = Limit("the text of this way", 45, "write it as `steps`")
LABEL = "▪"  # stands for a bold run: a label of a screen, whose words are not the guide's own


def hard_to_read(guide: Guide) -> Iterator[Problem]:
    """Remarks on headlines, details and titles."""
    for step in steps(guide):
        headline, detail = headline_and_detail(step)
        yield from _too_long(headline, HEADLINE)
        yield from _too_long(detail, DETAIL)
        yield from _actions(headline, guide.lang)
    for section in guide.sections:
        for option in section.options:
            yield from _too_long(option.text, WAY)
    yield from _shouting(_titles(guide))


def _too_long(text: Rich, limit: Limit) -> Iterator[Problem]:
    count = sum(any(map(str.isalnum, word)) for word in plain(text).split())
    if count > limit.most:
        message = _("{thing} has {count} syllables, more than {most}")
        told = message.format(thing=_(limit.thing), count=count, most=limit.most)
        yield Problem(place(text), told, _(limit.hint), "wording")


def _actions(headline: Rich, lang: str) -> Iterator[Problem]:
    """Two different actions; what leads to the place of one (`Mở trang web, đăng nhập`) is none by itself."""
    verbs = speech(lang)
    if not verbs.actions:
        return
    said = "".join(piece.text if isinstance(piece, Words) and not piece.bold else LABEL for piece in headline).lower()
    clauses = re.split(_joints(verbs.joins), said)
    actions = list(dict.fromkeys(verb for clause in clauses if (verb := _verb(clause, verbs.actions))))
    if len(actions) > 1:
        message = _("the headline asks for two things: {first} and {second}")
        hint = _("keep one, and put the other in `detail` or in a step of its own")
        yield Problem(place(headline), message.format(first=actions[0], second=actions[1]), hint, "wording")


@cache
def _joints(joins: tuple[str, ...]) -> str:
    words = "|".join(sorted(joins, key=len, reverse=True))
    return rf"[,;.](?:\s+(?:{words})\b)?|\s(?:{words})\b"


def _verb(clause: str, verbs: Iterable[str]) -> str:
    """The verb that a clause begins with, the longest there is; "" without one."""
    said = " ".join(re.findall(r"[^\W_]+", clause)) + " "
    return max((verb for verb in verbs if said.startswith(f"{verb} ")), key=len, default="")


def _titles(guide: Guide) -> Iterator[Rich]:
    yield guide.title
    for section in guide.sections:
        yield from (section.title, section.short)
        yield from (option.title for option in section.options)


def _shouting(titles: Iterable[Rich]) -> Iterator[Problem]:
    for title in titles:
        words = re.findall(r"[^\W\d_]+", plain(title))
        if len(words) > 1 and all(map(str.isupper, words)) and any(map(is_word, words)):
            message = _("the title is in capitals, which are read letter by letter")
            yield Problem(place(title), message, _("write it in small letters"), "capitals")
