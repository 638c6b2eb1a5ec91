"""Words that point at a link of a screen, "tại đây", where no address stands near: on paper they lead nowhere."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from gettext import gettext as _

from printkit.errors import Problem
from printkit.inline import plain
from printkit.model import Address, Field, Guide, Link, Option, Rich, Section
from printkit.readers.lists import speech
from printkit.readers.texts import place


def pointless(guide: Guide) -> Iterator[Problem]:
    """A remark for each text that points at a link, in a part of the guide that has none."""
    pointer = _pointer(speech(guide.lang).here)
    yield from _of((guide.summary, *guide.prepare), guide.links, pointer)
    for section in guide.sections:
        yield from _section(section, pointer)


@cache
def _pointer(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b" if words else "(?!)", re.IGNORECASE)


def _section(section: Section, pointer: re.Pattern[str]) -> Iterator[Problem]:
    texts = (section.when, section.requires, *section.prepare, *section.notes)
    yield from _of(texts, section.links, pointer)
    for option in section.options:
        yield from _option(option, pointer)
    for step in section.steps:
        yield from _of((step.text, step.detail, step.short, step.note), step.links, pointer)


def _option(option: Option, pointer: re.Pattern[str]) -> Iterator[Problem]:
    yield from _of((option.title, option.requires, option.text), option.links, pointer)
    for step in option.steps:
        yield from _of((step.text, step.detail, step.short, step.note), step.links or option.links, pointer)


def _of(texts: Iterable[Rich], links: tuple[Link, ...], pointer: re.Pattern[str]) -> Iterator[Problem]:
    """Remarks on texts that stand together, none of which names an address. A placeholder may stand for one."""
    texts = tuple(texts)
    if links or any(isinstance(piece, (Address, Field)) for text in texts for piece in text):
        return
    for text in texts:
        if match := pointer.search(plain(text)):
            message = _("“{words}” points at a link, and no address stands near: on paper it leads nowhere")
            hint = _("write the address, as in https://…, or give it as `link`")
            yield Problem(place(text), message.format(words=match[0]), hint, "no-address")
