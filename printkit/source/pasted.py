"""What Word, chats and web pages leave in a pasted text: a text goes in, its mark at the start apart, or remarks on it.

Steps, ways and the items of lists have numbers and signs of their own in print, so one that is pasted with the text
would print twice. Marks of Markdown and of HTML are none of ours and print as they stand.
"""

import re
from collections.abc import Iterator
from functools import cache
from gettext import gettext as _
from typing import NamedTuple
from unicodedata import normalize

from printkit.addresses import shown as as_printed
from printkit.errors import Problem, Where
from printkit.inline import clean
from printkit.later import pattern
from printkit.source.items import plain_item
from printkit.source.lines import Lines, remark_apart, shape, shown
from printkit.urls import BULLETS
from printkit.yamlfile import Text

STEP, WAY, ITEM = "step", "way", "item"  # what a text is, and so which marks are taken off it
_BULLET = rf"(?:[•{BULLETS}]\s*|[-–—+](?:\s+|(?=[^\W\d_])))"  # `-5 độ`, `+84 …` and `->` are none
_SIGN = r"(?:\*\*)?\s*(?:[:.)/](?!\d)|[-–—](?=\s))"  # behind a number: not `bước 1-2`, not `bước 1.2`
_PLAIN = r"(?:\*\*)?(?:[.)](?:\*\*)?(?=\s|[^\W\d_])|/(?=\s))"  # not `1.000`, not `24/7`
_ORDINALS = {
    STEP: rf"(?:(?:bước|step)\s*(?P<n>\d{{1,2}}){_SIGN}|b(?P<b>\d{{1,2}})(?:\*\*)?[:.)]|(?P<i>\d{{1,2}}){_PLAIN})",
    WAY: rf"(?:cách|option)\s*(?P<n>\d{{1,2}}){_SIGN}",
}
_LONGEST_QUOTE = 40  # characters of a text that a remark repeats
_TAG = (
    "a|b|br|center|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|small|span|strong|sub|sup|table|tbody|td|th|tr|u|ul"
)
_HTML = pattern(
    rf"</(?:{_TAG})\s*>|<(?:{_TAG})(?:\s+[\w:-]+\s*=[^<>]*)?\s*/?>|&(?:[a-z]{{2,8}}|#\d{{1,6}}|#x[\da-f]{{1,5}});",
    re.IGNORECASE,
)
_LABELLED = pattern(r"(?<!\\)(?P<label>!?\[[^\[\]\n]+\])\((?P<url>[^()\s]+)\)")
_MARKDOWN = pattern(
    r"(?<![*\w\\])\*(?=[^\W_])[^*\n]*[^\s*\\(]\*(?![*\w#])"  # not `*101*#`
    r"|(?<!\w)(?P<line>__?)(?=[^\W_])[^_\n]*[^\W_](?P=line)(?!\w)"
    r"|`{1,3}(?=[^\s`])[^`\n]*`{1,3}|~~(?=[^\s~])[^~\n]*~~|^#{1,6}(?= \S)"
)
_ADDRESS = pattern(r"\S+:/\S+")
_STRANGE = frozenset("*_`~#<&[")
_FIRST = frozenset(f"•{BULLETS}-–—+0123456789")
_WORDS = ("bước", "step", "cách", "option", *(f"b{figure}" for figure in range(10)))


class Spot(NamedTuple):
    """What a text is, and the number that prints before it; 0 where that is not known."""

    kind: str
    number: int = 0


class Lead(NamedTuple):
    """A mark at a text's start, the number that it says (0 for none), and the text behind it."""

    mark: str
    number: int
    rest: str


def lead(text: str, kind: str) -> Lead | None:
    """The mark that a text of this kind begins with; None without one, or where no word stands behind it.

    >>> lead("Bước 2: Mở trang", STEP), lead("• CCCD", ITEM), lead("1.000 đồng", STEP)
    (Lead(mark='Bước 2:', number=2, rest='Mở trang'), Lead(mark='•', number=0, rest='CCCD'), None)
    """
    text = normalize("NFC", text)
    first = text.lstrip(" *\t\n")[:6]
    if first[:1] not in _FIRST and not first.lower().startswith(_WORDS):  # most texts: no expression is compiled
        return None
    match = _lead(kind).match(text)
    mark = match[0].replace("**", "").strip() if match else ""
    if match is None or not mark or not re.search(r"\w", text[match.end() :]):
        return None
    figures = next(filter(None, match.groupdict().values()), "0")
    if _goes_on(text[match.end() :], int(figures)):
        return None
    still_bold = "**" * (match[0].count("**") % 2)
    return Lead(mark, int(figures), still_bold + text[match.end() :])


def _goes_on(rest: str, number: int) -> bool:
    """Is the mark the first of a whole list in one text? Then it stays, and the list is told as such."""
    following = rf"|\s(?:(?:bước|step)\s*)?{number + 1}[:.)]\s" if number else ""
    return bool(re.search(rf"\s[•{BULLETS}]\s|\n\s*[-–+]\s{following}", rest, re.IGNORECASE))


@cache
def _lead(kind: str) -> re.Pattern[str]:
    ordinal = _ORDINALS.get(kind, "")
    number = rf"(?:{ordinal}\s*)?" if ordinal else ""
    return re.compile(rf"\s*(?:\*\*)?{_BULLET}?(?:\*\*)?{number}(?:\*\*)?\s*{_BULLET}?", re.IGNORECASE)


def taken_off(found: Lead, spot: Spot, where: Where) -> Problem:
    """The remark on a mark that does not print."""
    if found.number and spot.number and found.number != spot.number:
        message = _("“{mark}” at its start is taken off; the step prints as number {number}")
        return Problem(where, message.format(mark=found.mark, number=spot.number), _numbers(), "step-number")
    message = _("“{mark}” at its start is taken off")
    if spot.kind == STEP:
        return Problem(where, message.format(mark=found.mark), _numbers(), "start-mark")
    hint = _("leave it out: ways and items have a sign of their own in print")
    return Problem(where, message.format(mark=found.mark), hint, "item-mark")


def _numbers() -> str:
    return _("leave it out: numbers of steps print by themselves")


def mended(node: Text, rest: str, lines: Lines) -> str:
    """The line of a text with what stands behind its mark; "" where it is no line of its own."""
    number = node.where.line - 1
    if number >= len(lines) or (node.end and node.end.line != node.where.line) or "\n" in node.value.strip():
        return ""
    line = lines[number]
    parts = shape(line)
    before = line[: node.where.column - 1]
    behind = line[node.end.column - 1 :] if node.end else remark_apart(line)[1]
    whole = before == parts.before or (parts.lead.startswith(before) and before.endswith("- "))
    return shown((f"{before}{plain_item(clean(rest))}{behind}",)) if whole else ""


def strange_marks(text: str, where: Where) -> Iterator[Problem]:
    """A remark on the first mark of Markdown and the first of HTML; `**bold**` is one of ours."""
    if _STRANGE.isdisjoint(text.replace("**", "")):
        return
    if found := _LABELLED.search(text):
        hint = _("write the address alone, or give it as `link: {url: …, label: …}`")
        yield _printed(f"{found['label']}({as_printed(found['url'])})", hint, where, "markdown")
    rest = _ADDRESS.sub(" ", text)
    if not found and (found := _MARKDOWN.search(rest.replace("**", ""))):
        yield _printed(found[0], _("write **text** for bold, or leave the signs out"), where, "markdown")
    if found := _HTML.search(rest):
        yield _printed(found[0], _("leave it out; write **text** for bold"), where, "html")


def _printed(mark: str, hint: str, where: Where, code: str) -> Problem:
    quote = mark if len(mark) <= _LONGEST_QUOTE else f"{mark[:_LONGEST_QUOTE]}…"
    return Problem(where, _("“{mark}” prints as it stands, with its signs").format(mark=quote), hint, code)
