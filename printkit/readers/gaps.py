"""What a paste has lost: texts that end on a word which cannot be the last, and lists that became one run of text."""

import re
from collections.abc import Iterator
from functools import cache
from gettext import gettext as _

from printkit.errors import Problem
from printkit.inline import plain
from printkit.model import Guide, Option, Rich, Step, Words
from printkit.readers.lists import Speech, speech
from printkit.readers.texts import Parts, place, steps

_LAST_WORDS = 24  # characters before a hole that a remark repeats
_LONGEST_QUOTE = 60
_SIGNS = ("- ", "+ ", "•", "2.", "2)", "2:", "2 ", "b)")
_MARKS = (  # of a list's items; one alone is punctuation
    r"(?:^|[:;.,]) ?[-+] [^\W\d_].* [-+] [^\W\d_]",
    r"(?:^|\s)•.*\s•",
    r"(?:^|\s)1[.)] \S.*\s2[.)] \S",
    r"(?:^|\s)\(1\) \S.*\s\(2\) \S",
    r"(?:^|\s)a\) \S.*\sb\) \S",
    r"(?i)(?:^|\s)(?:bước|step) 1 ?[:.] ?\S.*\s(?:bước|step) 2 ?[:.] ?\S",
)


def holes(guide: Guide) -> Iterator[Problem]:
    """A remark for each text that breaks off, as where a link was lost: “đăng nhập trên .”, “nộp tại”."""
    words = speech(guide.lang)
    for text in filter(None, _ends(guide)):
        said = plain(text)
        if _may_have_a_hole(said, words) and (
            match := _open(words).search(said if isinstance(text[-1], Words) else f"{said}█")
        ):
            message = _("“{words}” prints with nothing behind it: something seems to be missing")
            start = said.rfind(" ", 0, max(match.start() - _LAST_WORDS, 0)) + 1
            quote = ("…" if start else "") + said[start : match.end()]
            hint = _("write what stood there, such as an address or a number")
            yield Problem(place(text), message.format(words=quote), hint, "hole")


def _may_have_a_hole(said: str, words: Speech) -> bool:
    """Most texts have none, and none of those needs an expression."""
    last = said.rstrip(" .:").rpartition(" ")[2].lower()
    return any(gap in said for gap in (" .", " ,", " ;")) or any(each.endswith(last) for each in words.open)


@cache
def _open(words: Speech) -> re.Pattern[str]:
    """Finds a word that needs another behind it, where a text ends, or before a space and a stop."""
    if not words.open:
        return re.compile("(?!)")
    whole = "".join(rf"(?<!\b{re.escape(each)})" for each in words.whole)
    always, loose = ("|".join(map(re.escape, each)) for each in (words.open, (*words.open, *words.loose)))
    ends, gap = r"\s*[.:]?\s*$", r"\s+[.,;](?=\s|$)"
    last = rf"(?:(?:{always})(?=(?:{ends}|{gap}))|(?:{loose})(?={gap}))"
    return re.compile(rf"\b{last}{whole}(?={gap}|{ends})", re.IGNORECASE)


def _ends(guide: Guide) -> Iterator[Rich]:
    """The texts behind which nothing goes on: no detail, no link, no picture."""
    for section in guide.sections:
        yield from (section.when, section.requires, *section.prepare, *section.notes)
        for option in section.options:
            yield from _end_of_option(option)
    for step in steps(guide):
        yield from _end_of_step(step)
    yield from (guide.summary, *guide.prepare)


def _end_of_option(option: Option) -> Iterator[Rich]:
    if not option.links and not option.steps:
        yield option.text


def _end_of_step(step: Step) -> Iterator[Rich]:
    if not step.links and not step.image:
        yield step.detail or step.text
    yield step.note


def run_together(said: Parts) -> Iterator[Problem]:
    """A remark for each text that was a list: it prints as one run of words."""
    for text in said.texts:
        words = plain(text)
        if not any(sign in words for sign in _SIGNS):
            continue
        if match := next(filter(None, (re.search(marks, words) for marks in _MARKS)), None):
            start = match.start() + (match[0][:1] in ":;.,")
            quote = words[start : start + _LONGEST_QUOTE].strip()
            quote += "…" if start + _LONGEST_QUOTE < len(words) else ""
            message = _("“{words}” looks like a list, and prints as one run of text").format(words=quote)
            yield Problem(place(text), message, _("make each item a step, a note or a text of its own"), "run-together")
