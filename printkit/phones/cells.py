"""A list's cell with a telephone, as an office has it: what prints of it, and what was done to it."""

import re
from itertools import pairwise
from typing import Literal, NamedTuple

from printkit.later import pattern
from printkit.messages import gettext as _
from printkit.phones.plan import BARE_84, FEWEST, LOCAL, NINE_FROM_2, NO_ZERO, OLD_MOBILE, is_valid, national
from printkit.phones.texts import PLAIN, Number, numbers

Kind = Literal["as_written", "mended", "doubtful", "left_out"]


class Telephone(NamedTuple):
    """What prints of a list's cell, "" where it is left out, what was done to it, and why in a sentence.

    `reason` is empty where the cell prints as it was written and nothing is in doubt.
    """

    text: str
    kind: Kind
    reason: str = ""


_OTHER_SIGNS = pattern(r"[^0-9]")
_COUNTRY = pattern(r"\s*\(?\s*(?:\+\s*84|00\s*84|84)\s*\)?[\s.\-–/]*(?:\(\s*0\s*\)[\s.\-–]*)?")
_SHORTENED = pattern(r"[+-]?\d+(?:[.,]\d+)?E[+-]?\d+", re.I)  # 9.05E+08
_QUOTED = pattern(r'=\s*"([^"]*)"')


def mended(cell: str) -> Telephone:
    """What prints of a cell with a telephone or a hotline; only a cell of figures and separators alone is mended.

    >>> mended("905.123.456").text, mended("+84 234 355 0101").text, mended("đang cập nhật").kind
    ('0905.123.456', '0234 355 0101', 'left_out')
    """
    text = cell.strip()
    if PLAIN.fullmatch(text) and "\n" not in text and is_valid(_OTHER_SIGNS.sub("", text)) and "+" not in text:
        return Telephone(text, "as_written")  # nearly all are, and the rest of this takes twenty times as long
    text = _on_one_line(text)
    if not text:
        return Telephone("", "as_written")
    bare = _unwrapped(text)
    if _SHORTENED.fullmatch(bare):
        return Telephone("", "left_out", _("the number was shortened by a spreadsheet and has lost figures"))
    if not any(len(re.sub(r"\W", "", row)) >= FEWEST for row in re.findall(r"[0-9]+(?:[^\w:][0-9]+)*", bare)):
        return Telephone("", "left_out", _("the cell holds no telephone number"))
    if not PLAIN.fullmatch(bare):
        return _with_words(bare)
    calls = numbers(bare)
    if len(calls) == 1 and calls[0] == _span(bare, calls[0]):
        return _single(text, bare)
    return _several(bare, calls, text)


def _on_one_line(text: str) -> str:
    """The lines of a cell in a row, with a semicolon where nothing else parts two numbers."""
    calls = numbers(text)
    for one, other in reversed(tuple(pairwise(calls))):
        gap = text[one.end : other.start]
        if "\n" in gap and not gap.strip():
            text = f"{text[: one.end]}; {text[other.start :]}"
    return re.sub(r"[^\S\u00a0\u202f\u2007]+", " ", text)


def _span(text: str, number: Number) -> Number:
    """The number, if no other figure stands beside it in the text."""
    beside = text[: number.start] + text[number.end :]
    return number if not re.search(r"[0-9]", beside) else Number(-1, -1, "")


def _unwrapped(text: str) -> str:
    """The cell without what a spreadsheet puts around figures to keep them a text, or behind them as a number."""
    quoted = _QUOTED.fullmatch(text)
    bare = quoted[1] if quoted else re.sub(r"^['\u2018\u2019]+(?=[\s(+0-9])", "", text)
    bare = re.sub(r"^([0-9]{3,})\.0$", r"\1", bare.strip())
    return bare if PLAIN.fullmatch(bare) or _SHORTENED.fullmatch(bare) or quoted else text


def _single(text: str, bare: str) -> Telephone:
    """One number that fills its cell."""
    figures = re.sub(r"[^0-9]", "", bare)
    has_code = bool(re.match(r"\W*(?:\+\s*84|00\s*84)", bare))
    if has_code or BARE_84.fullmatch(figures):
        turned = _at_home(bare)
        if is_valid(national(turned)):
            return Telephone(turned, "mended", _("the country code was turned into the zero of a call at home"))
        reason = _("the country code was turned into a zero, but the number has {count} figures then, which none has")
        return Telephone(turned, "doubtful", reason.format(count=len(national(turned))))
    if "+" in bare:
        return Telephone(bare, "doubtful", _("the number begins with the + of another country"))
    if NO_ZERO.fullmatch(figures):
        return Telephone(_zero(bare), "mended", _("the zero in front, which a spreadsheet drops, was put back"))
    if not is_valid(figures):
        return Telephone(bare, "doubtful", _doubt(figures))
    if bare != text:
        return Telephone(bare, "mended", _("what a spreadsheet writes around a number was taken off"))
    return Telephone(bare, "as_written")


def _zero(text: str) -> str:
    """The text with a zero before its first figure."""
    return re.sub(r"(?=[0-9])", "0", text, count=1)


def _at_home(text: str) -> str:
    """A number with its country code as it is dialled within the country, in the writer's grouping where it can be."""
    match = _COUNTRY.match(text)
    assert match
    opened = "(" * (match[0].count("(") - match[0].count(")"))
    rest = opened + text[match.end() :]
    figures = re.sub(r"[^0-9]", "", rest)
    turned = rest if figures == national(f"+84{figures}") else _zero(rest)
    return turned if turned.count("(") == turned.count(")") else re.sub(r"[^0-9]", "", turned)


def _doubt(figures: str) -> str:
    """Why the figures of one number are in doubt."""
    if LOCAL.fullmatch(figures):
        return _("the number has no area code, so nobody can call it from a mobile")
    if NINE_FROM_2.fullmatch(figures):
        return _("the number begins with 2 and has 9 figures; a fixed line has 10 after its zero")
    if OLD_MOBILE.fullmatch(figures):
        return _("the number is one of the mobiles with 01 that were changed in 2018")
    return _("the number has {count} figures, which none has that begins so").format(count=len(figures))


def _several(bare: str, calls: tuple[Number, ...], text: str) -> Telephone:
    """A cell of figures and separators that hold more than one number, or an extension."""
    beside = _beside(bare, calls)
    if re.search(r"[0-9]", beside) or not calls:
        reason = _("the cell holds figures that are no telephone number, such as an extension")
        return Telephone(bare, "doubtful", reason)
    if not all(is_valid(national(number.tel)) for number in calls):
        reason = _("the cell holds several numbers, and not each can be called as it is written")
        return Telephone(bare, "doubtful", reason)
    if bare != text:
        return Telephone(bare, "mended", _("what a spreadsheet writes around a number was taken off"))
    return Telephone(bare, "as_written")


def _with_words(text: str) -> Telephone:
    """A cell that holds more than figures and separators; several whole numbers in a list are in no doubt."""
    calls = numbers(text)
    if not calls:
        return Telephone(text, "doubtful", _("the cell holds figures, but no number that can be called"))
    if re.search(r"\w", _beside(text, calls)):
        return Telephone(text, "doubtful", _("the cell holds words beside a number, which was not judged"))
    return _several(text, calls, text)


def _beside(text: str, calls: tuple[Number, ...]) -> str:
    """What of a text is in none of its numbers."""
    ends = [0, *(number.end for number in calls)]
    starts = [*(number.start for number in calls), len(text)]
    return " ".join(text[end:start] for end, start in zip(ends, starts, strict=True))
