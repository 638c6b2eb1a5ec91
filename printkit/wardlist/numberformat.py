"""What a number, a date or a time looks like under an Excel format code, where we are sure of it.

Values and codes in, text out; None where the code holds what we do not follow (%, exponents, fractions, thousands
separators, names of months and days, conditions of more than one kind).
"""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

Value = bool | int | float | str | date | time | timedelta


class Token(NamedTuple):
    """A piece of a section: `kind` is one of literal, digit, point, text, general, date, elapsed, halves."""

    kind: str
    text: str


class Section(NamedTuple):
    """What stands between two semicolons; `condition` is an operator and a limit, or ("", 0)."""

    tokens: tuple[Token, ...]
    condition: tuple[str, float] = ("", 0)

    def has(self, *kinds: str) -> bool:
        """Does a token of these kinds stand in it?"""
        return any(token.kind in kinds for token in self.tokens)


_PIECE = re.compile(
    r"""
    "(?P<quoted>[^"]*)" | \\(?P<escaped>.) | _(?P<space>.) | (?P<fill>\*.)
    | \[\$(?P<symbol>[^\]-]*)(?:-(?P<locale>[^\]]*))?\]
    | \[(?P<colour>black|blue|cyan|green|magenta|red|white|yellow|color\ ?\d+)\]
    | \[(?P<elapsed>h+|m+|s+)\] | \[(?P<condition>[<>]=?|<>|=)(?P<limit>-?\d+(?:\.\d+)?)\]
    | (?P<general>general) | (?P<halves>am/pm) | (?P<date>y+|m+|d+|h+|s+) | (?P<digit>[0\#?]) | (?P<point>\.)
    | (?P<text>@) | (?P<separator>;) | (?P<sign>[-+():'~{}<>=^&$/, ]|[^\x00-\x7f])
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_LITERALS = ("quoted", "escaped", "symbol", "sign")
_LONGEST = 255  # characters of a code, as Excel has it
_VIETNAMESE = "42a"  # where AM and PM are words that we do not know for sure
_LONG = {"d": 2, "m": 2, "y": 4, "h": 2, "s": 2}  # a longer run is a name, or none
_COMPARED = {
    "<": lambda value, limit: value < limit,
    ">": lambda value, limit: value > limit,
    "<=": lambda value, limit: value <= limit,
    ">=": lambda value, limit: value >= limit,
    "=": lambda value, limit: value == limit,
    "<>": lambda value, limit: value != limit,
}


def shown(value: Value, code: str) -> str | None:
    """What a cell shows, without spaces at its ends; None where the format is none that we follow.

    >>> shown(101, "00000"), shown(2343550101, '0000"."000"."0000'), shown(0.5, "0%")
    ('00101', '0234.355.0101', None)
    """
    sections = _sections(code)
    if sections is None:
        return None
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, str):
        return _text(value, sections)
    text = _moment(value, sections[0]) if isinstance(value, date | time | timedelta) else _number(value, sections)
    return None if text is None else text.strip(" ")


def pads(value: float, code: str) -> bool:
    """Does a format put zeros in front of a number, so that none of its own can be lost?

    >>> pads(101, "00000"), pads(12345, "00000"), pads(101, "0"), pads(0.5, "0.00")
    (True, True, False, False)
    """
    sections = _sections(code)
    if sections is None:
        return False
    section = _chosen(value, sections)
    if section is None:
        return False
    first = next((sign for sign in shown(value, code) or "" if sign.isdecimal()), "")
    return sum(token.text == "0" for token in _whole(section)) > 1 or (first == "0" and abs(value) >= 1)


def is_date(code: str) -> bool:
    """Does a format show its numbers as dates or times?"""
    sections = _sections(code)
    return bool(sections and sections[0].has("date", "elapsed"))


def is_elapsed(code: str) -> bool:
    """Does a format show time that has passed, beyond 24 hours?"""
    sections = _sections(code)
    return bool(sections and sections[0].has("elapsed"))


def is_general(code: str) -> bool:
    """Does a format show a number as it is?"""
    return code in ("General", "@", "")


def formats_text(code: str) -> bool:
    """May a format show a text as something else?"""
    sections = _sections(code)
    if sections is None:
        return False
    return len(sections) == 4 or any(
        section.has("text") and [token for token in section.tokens if token.text] != [Token("text", "@")]
        for section in sections
    )


def plain(value: float) -> str:
    """A number's digits, without an exponent: a whole number has them all.

    >>> plain(2343550101.0), plain(1.5), plain(1e-7)
    ('2343550101', '1.5', '0.0000001')
    """
    return str(int(value)) if value == int(value) else f"{Decimal(repr(value)):f}"


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[Section, ...] | None:
    """A code taken apart; None where something in it is not followed."""
    tokens: list[Token] = []
    sections: list[Section] = []
    condition: tuple[str, float] = ("", 0)
    at = 0
    while at < len(code):
        match = _PIECE.match(code, at)
        if match is None or len(code) > _LONGEST:
            return None
        at, kind = match.end(), match.lastgroup
        if kind == "separator":
            sections.append(_section(tokens, condition))
            tokens, condition = [], ("", 0)
        elif match["condition"]:
            condition = (match["condition"], float(match["limit"]))
        elif match["locale"] is not None and not _is_local(match["locale"], code):
            return None
        else:
            tokens += _tokens(match)
    sections.append(_section(tokens, condition))
    return tuple(sections) if len(sections) <= 4 and all(map(_is_followed, sections)) else None


def _section(tokens: list[Token], condition: tuple[str, float]) -> Section:
    """`m` beside hours or seconds are minutes: they become `i`."""
    dates = [index for index, token in enumerate(tokens) if token.kind in ("date", "elapsed")]
    letters = [tokens[index].text[0] for index in dates]
    for place, index in enumerate(dates):
        after_hours = place > 0 and letters[place - 1] == "h"
        before_seconds = letters[place + 1 : place + 2] == ["s"]
        if tokens[index].kind == "date" and letters[place] == "m" and (after_hours or before_seconds):
            tokens[index] = Token("date", "i" * len(tokens[index].text))
    return Section(tuple(tokens), condition)


def _tokens(match: re.Match[str]) -> list[Token]:
    if match["symbol"] is not None:
        return [Token("literal", match["symbol"])]
    for kind in ("quoted", "escaped"):
        if match[kind] is not None:
            return [Token("literal", match[kind])]
    if match["space"] is not None:
        return [Token("literal", " ")]
    for kind in ("date", "elapsed", "general", "halves", "digit", "point", "text"):
        if match[kind]:
            return [Token(kind, match[kind].lower())]
    return [Token("sign", match["sign"])] if match["sign"] else []  # colours and fillers show nothing


def _is_local(locale: str, code: str) -> bool:
    """Does a locale leave figures and the calendar alone, and do we know its words?"""
    if not re.fullmatch(r"[0-9A-Fa-f]{1,8}", locale):
        return bool(re.fullmatch(r"[A-Za-z]{2}-[A-Za-z]{2}", locale)) and "am/pm" not in code.lower()
    number = int(locale, 16)
    is_plain = number >> 24 in (0, 1) and (number >> 16) & 0xFF in (0, 1) and number & 0xFFFF not in (0xF400, 0xF800)
    return is_plain and not (locale.lower().endswith(_VIETNAMESE) and "am/pm" in code.lower())


def _is_followed(section: Section) -> bool:
    kinds = {token.kind for token in section.tokens}
    signs = {token.text for token in section.tokens if token.kind == "sign"}
    if kinds & {"date", "elapsed", "halves"}:
        is_short = all(map(_is_short, section.tokens))
        return not kinds & {"digit", "text", "general"} and is_short and _is_one_clock(section)
    points = sum(token.kind == "point" for token in section.tokens)
    mixed = sum(bool(kinds & group) for group in ({"digit", "point"}, {"text"}, {"general"}))
    once = all(sum(token.kind == kind for token in section.tokens) <= 1 for kind in ("general", "text"))
    return not signs & {",", "/"} and points <= 1 and mixed <= 1 and once and not (points and "digit" not in kinds)


def _is_short(token: Token) -> bool:
    return token.kind != "date" or len(token.text) <= _LONG.get(token.text[0].replace("i", "m"), 0)


def _is_one_clock(section: Section) -> bool:
    """Elapsed time stands first among its units, and alone of its kind."""
    elapsed = [token for token in section.tokens if token.kind == "elapsed"]
    units = "".join(token.text[0] for token in section.tokens if token.kind in ("date", "elapsed"))
    if not elapsed:
        return section.has("date")
    return len(elapsed) == 1 and not section.has("halves") and units in ("h", "hi", "his", "m", "ms", "s")


def _text(value: str, sections: tuple[Section, ...]) -> str:
    section = sections[3] if len(sections) == 4 else next((part for part in sections[-1:] if part.has("text")), None)
    if section is None:
        return value
    if not section.has("text"):
        return "".join(token.text for token in section.tokens if token.kind in ("literal", "sign")).strip(" ")
    return "".join(value if token.kind == "text" else token.text for token in section.tokens)


def _chosen(value: float, sections: tuple[Section, ...]) -> Section | None:
    """The section that shows a number; None where Excel's choice is not known to us."""
    numeric = sections[:3] if len(sections) == 4 else tuple(part for part in sections if not part.has("text"))
    if not numeric:
        return sections[0]
    if any(section.condition[0] for section in numeric):
        return _by_condition(value, numeric)
    if value < 0 and len(numeric) > 1:
        return numeric[1]
    return numeric[2] if value == 0 and len(numeric) > 2 else numeric[0]


def _by_condition(value: float, sections: tuple[Section, ...]) -> Section | None:
    *limited, other = sections
    if value < 0 or not limited or other.condition[0] or not all(section.condition[0] for section in limited):
        return None
    return next((part for part in limited if _COMPARED[part.condition[0]](value, part.condition[1])), other)


def _number(value: float, sections: tuple[Section, ...]) -> str | None:
    if not sections[0].tokens and len(sections) == 1:
        return plain(value)  # no format at all
    section = _chosen(value, sections)
    if section is None or section.has("date", "elapsed"):
        return None
    is_second = len(sections) > 1 and section is sections[1]
    if is_second and value < 0 and not section.tokens and len(sections) == 2:
        return None  # Excel leaves the minus
    sign = "-" if value < 0 and not is_second else ""
    number = abs(Decimal(repr(value)))
    digits = [token for token in section.tokens if token.kind == "digit"]
    if not digits:
        words = {"text": plain(abs(value)), "general": plain(abs(value))}
        return sign + "".join(words.get(token.kind, token.text) for token in section.tokens)
    whole = _whole(section)
    places = len(digits) - len(whole)
    if number.adjusted() + places > 26:
        return None
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if sign and not rounded:
        return None  # a minus before nothing, or none
    return sign + _filled(section, *f"{rounded:f}".partition(".")[::2])


def _whole(section: Section) -> list[Token]:
    """The figures before the decimal point."""
    point = next((i for i, token in enumerate(section.tokens) if token.kind == "point"), len(section.tokens))
    return [token for token in section.tokens[:point] if token.kind == "digit"]


def _filled(section: Section, whole: str, decimals: str) -> str:
    """The section with the digits of a number in the places of its figures; the first takes what is too much."""
    left = len(_whole(section))
    if whole == "0":
        whole = ""
    missing = left - len(whole)
    texts, seen, is_after, is_forced = [], 0, False, False
    for token in section.tokens:
        text = token.text
        if token.kind == "point":
            is_after = True
            texts += [whole] * (not left)
        elif token.kind == "digit" and is_after:
            rest = decimals[seen - left :]
            text = rest[0] if token.text == "0" or rest.strip("0") or _is_later_zero(section, seen) else _blank(token)
            seen += 1
        elif token.kind == "digit":
            is_forced = is_forced or token.text == "0"
            if seen < missing:
                text = "0" if is_forced else _blank(token)
            else:
                text = whole[: 1 - missing] if seen == 0 else whole[seen - missing]
            seen += 1
        texts.append(text)
    return "".join(texts)


def _is_later_zero(section: Section, seen: int) -> bool:
    digits = [token.text for token in section.tokens if token.kind == "digit"]
    return "0" in digits[seen + 1 :]


def _blank(token: Token) -> str:
    return " " if token.text == "?" else ""


def _moment(value: date | time | timedelta, section: Section) -> str | None:
    if section.has("elapsed"):
        return _elapsed(value, section) if isinstance(value, timedelta) else None
    if isinstance(value, timedelta) or not section.has("date"):
        return None
    fields = {"d": 0, "m": 0, "y": 0, "h": 0, "i": 0, "s": 0}
    if isinstance(value, date):
        fields |= {"d": value.day, "m": value.month, "y": value.year}
    elif any(token.kind == "date" and token.text[0] in "dmy" for token in section.tokens):
        return None  # Excel's day 0 of January 1900
    if isinstance(value, datetime | time):
        fields |= {"h": value.hour, "i": value.minute, "s": value.second}
    halves = section.has("halves")
    return "".join(_dated(token, fields, halves) for token in section.tokens)


def _dated(token: Token, fields: dict[str, int], halves: bool) -> str:
    if token.kind == "halves":
        return "PM" if fields["h"] >= 12 else "AM"
    if token.kind != "date":
        return token.text
    unit, number = token.text[0], fields[token.text[0]]
    if unit == "y":
        return f"{number:04}" if len(token.text) > 2 else f"{number % 100:02}"
    if unit == "h" and halves:
        number = (number - 1) % 12 + 1
    return f"{number:0{len(token.text)}}"


def _elapsed(value: timedelta, section: Section) -> str | None:
    seconds = round(value.total_seconds())
    if seconds < 0:
        return None
    unit = next(token.text[0] for token in section.tokens if token.kind == "elapsed")
    total = {"h": seconds // 3600, "m": seconds // 60, "s": seconds}[unit]
    fields = {"i": seconds // 60 % 60, "m": seconds // 60 % 60, "s": seconds % 60}
    texts = []
    for token in section.tokens:
        if token.kind == "elapsed":
            texts.append(f"{total:0{len(token.text)}}")
        elif token.kind == "date":
            texts.append(f"{fields[token.text[0]]:0{len(token.text)}}")
        else:
            texts.append(token.text)
    return "".join(texts)
