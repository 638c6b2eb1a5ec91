"""A cell of a known column: what the file holds goes in; what prints, and what was done to it, come out.

What is plainly meant is mended and told. What cannot be right costs its field, not its ward: it is left out and told.
"""

import re
from collections.abc import Callable, Set
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from printkit.addresses import is_web
from printkit.errors import Where
from printkit.inline import clean
from printkit.messages import gettext as _
from printkit.phones import mended
from printkit.source.oldtext import is_proper, is_vietnamese
from printkit.source.reading import old_encoding, unprintable
from printkit.urls import url_fault
from printkit.wardfields import BY_NAME
from printkit.wardlist.columns import says_nothing
from printkit.yamlfile import FORBIDDEN

LONGEST_CELL = 1000  # characters
LONGEST_CODE = 40  # characters; a code names a folder
Done = Literal["", "mended", "doubtful", "left out"]

_UNSEEN = str.maketrans(dict.fromkeys("\u00ad\u200b\u2060\ufeff"))  # pasted along with a text; they say nothing
_ETH = str.maketrans("ÐðƉɖ", "ĐđĐđ")  # the Icelandic and the African letter look like Đ and are none
_HAS_UNSEEN, _HAS_ETH = re.compile("[\u00ad\u200b\u2060\ufeff]"), re.compile("[ÐðƉɖ]")  # quicker than to translate
_PLAIN_SIGNS = frozenset(chr(code) for code in range(0x20, 0x7F)) - frozenset("#^") | frozenset("–—“”‘’…·×•")
_OLD_PAIR = re.compile("[aeiouyAEIOUY][À-ý]|[a-zà-ý][À-Þ]")  # vowel and mark in VNI; capitals in words in TCVN3
_TRICK = re.compile(r'="(.*)"', re.DOTALL)  # by which a CSV file keeps Excel from reading a number
_APOSTROPHE = re.compile(r"'(?=[+\d(])")
_ERROR = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!)", re.IGNORECASE)
_EXPONENT = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)
_FILE_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)  # file names that Windows refuses
_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+")
_SIMPLE_WEB = re.compile(r"https://[a-z0-9]+(?:[.-][a-z0-9]+)*\.[a-z]{2,}(?:/[A-Za-z0-9/._-]*)?")  # nearly all
_BARE_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)


class Value(NamedTuple):
    """What a cell prints, what was done to it, and why, as a sentence for a person."""

    text: str
    done: Done = ""
    why: str = ""


NOTHING = Value("")


@lru_cache(maxsize=4096)  # hours, provinces and issuers are the same in many rows
def value_of(cleaned: str, role: str, covered: frozenset[str] | None) -> Value:
    """What prints of a tidied cell in the column of a role. `covered` holds the characters that print, None for all."""
    if not cleaned:
        return NOTHING
    eth = cleaned.translate(_ETH) if _HAS_ETH.search(cleaned) else cleaned
    bare = _bare(eth) if eth[0] in "='" else eth
    fault = fault_of(bare.replace("\n", " "), covered)  # of telephones, lines stay apart until they are read
    if fault:
        return Value("", "left out", fault[0])
    field = BY_NAME.get(role)
    if field and field.kind == "text" and says_nothing(bare):
        return _nothing()
    value = _KINDS[field.kind](bare) if field else Value(bare)
    if value.done or bare == cleaned:
        return value
    why = _("Ð is the Icelandic letter; Đ prints") if bare == eth else _("it is written as Excel keeps a text")
    return value._replace(done="mended", why=why)


def _nothing() -> Value:
    return Value("", "left out", _("it says that there is nothing"))


def tidied(text: str) -> str:
    """A cell without what nobody sees: invisible signs, white space of every kind at both ends.

    >>> tidied("\\u00a0 Xã Ba Tơ\\u200b ")
    'Xã Ba Tơ'
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return clean(text.translate(_UNSEEN) if _HAS_UNSEEN.search(text) else text).strip()


def _bare(text: str) -> str:
    """The text inside `="…"` or behind an apostrophe before figures."""
    trick = _TRICK.fullmatch(text)
    text = trick[1].strip() if trick else text
    return text[1:] if _APOSTROPHE.match(text) else text


def fault_of(text: str, covered: Set[str] | None = None) -> tuple[str, str] | None:
    """Why a text cannot print, as a sentence, and what to do; None where it can."""
    is_plain = len(text) <= LONGEST_CELL and _plain(covered).issuperset(text)
    if is_plain and (text.isascii() or is_proper(text) or not _OLD_PAIR.search(text)):
        return None  # as nearly all are
    if len(text) > LONGEST_CELL:
        return _("the cell is longer than {most} characters").format(most=LONGEST_CELL), _("shorten it")
    if _ERROR.fullmatch(text):
        message = _("the cell holds the error {error} of a formula").format(error=text)
        return message, _("mend its formula, or write the value")
    if len(text) > 2 and not text.strip("#"):
        message = _("the cell holds {cell}, which hides a value").format(cell=text[:10])
        return message, _("widen the column, save again")
    if control := FORBIDDEN.search(text):
        message = _("the control character U+{code:04X} may not stand here").format(code=ord(control.group()))
        return message, _("delete it and retype what stands around it")
    for problem in old_encoding(text, Where("")) or unprintable(text, covered, Where("")):
        return problem.message, problem.hint
    return None


@cache
def _plain(covered: Set[str] | None) -> frozenset[str]:
    """Signs that print, and of which no old encoding or error is made: ASCII, Vietnamese letters and common signs."""
    letters = frozenset(sign for sign in map(chr, (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))) if is_vietnamese(sign))
    signs = _PLAIN_SIGNS | letters - frozenset("ÃÂÌ")  # with which UTF-8 read as Latin-1 begins
    return signs & covered if covered is not None else signs


def _code(text: str) -> Value:
    """A code as it is written, where it can name a folder."""
    if text.isdecimal() and len(text) <= LONGEST_CODE:
        return Value(text)
    plain = re.sub(r"(?<=\d)[.,]0", "", text) if re.fullmatch(r"\d+[.,]0", text) else text
    if _EXPONENT.fullmatch(text) and not text.isalnum():
        return Value("", "left out", _("“{value}” is a number that a spreadsheet has changed").format(value=text))
    if not is_file_name(plain):
        message = _("the code “{code}” cannot name a folder; use at most 40 letters without accents, figures and . _ -")
        return Value("", "left out", message.format(code=text))
    return Value(plain) if plain == text else Value(plain, "mended", _("a code is no decimal fraction"))


def is_file_name(code: str) -> bool:
    """Can it name a folder on every system?"""
    plain = _FILE_NAME.fullmatch(code)
    return bool(plain) and len(code) <= LONGEST_CODE and not code.endswith(".") and not is_reserved(code)


def is_reserved(name: str) -> bool:
    """Does Windows refuse it as the name of a file, as it does `con`?"""
    return bool(_RESERVED.fullmatch(name))


def _phone(text: str) -> Value:
    number = mended(text)
    done: dict[str, Done] = {"as_written": "", "mended": "mended", "doubtful": "doubtful", "left_out": "left out"}
    return Value(number.text, done[number.kind], number.reason)


def _email(text: str) -> Value:
    """One address, or several between commas, semicolons and spaces."""
    if _EMAIL.fullmatch(text) and ":" not in text:
        return Value(text)
    address = re.sub(r"^mailto:", "", text, flags=re.IGNORECASE)
    parts = re.split(r"[\s,;]+", address)
    if all(map(_EMAIL.fullmatch, parts)):
        return (
            Value(address) if address == text else Value(address, "mended", _("an address is written without mailto:"))
        )
    if says_nothing(text):
        return _nothing()
    return Value("", "left out", _("“{email}” is no email address, such as ten@coquan.vn").format(email=text))


def _web(text: str) -> Value:
    """An address with its scheme; one that lacks only that is plainly meant."""
    if _SIMPLE_WEB.fullmatch(text) or (is_web(text) and not url_fault(text)):
        return Value(text)
    host = _BARE_HOST.fullmatch(text)
    if host and "." in text.split("/")[0] and not url_fault(f"https://{text}"):
        return Value(f"https://{text}", "mended", _("a web address begins with https://"))
    if says_nothing(text):
        return _nothing()
    return Value("", "left out", _("“{url}” is no web address, such as https://coquan.vn").format(url=text))


_KINDS: dict[str, Callable[[str], Value]] = {
    "code": _code,
    "name": Value,
    "text": Value,
    "phone": _phone,
    "email": _email,
    "web": _web,
}
