"""What a number, a date or a time looks like under an Excel format code, where we are sure of it.

Values and codes in, text out; None where the code holds what we do not follow (%, exponents, fractions, thousands
separators, names of months and days, conditions of more than one kind).
"""

from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from printkit.wardlist.formatcode import Section, Token, sections_of

Value = bool | int | float | str | date | time | timedelta


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
    sections = sections_of(code)
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
    sections = sections_of(code)
    if sections is None:
        return False
    section = _chosen(value, sections)
    if section is None:
        return False
    first = next((sign for sign in shown(value, code) or "" if sign.isdecimal()), "")
    return sum(token.text == "0" for token in _whole(section)) > 1 or (first == "0" and abs(value) >= 1)


def is_date(code: str) -> bool:
    """Does a format show its numbers as dates or times?"""
    sections = sections_of(code)
    return bool(sections and sections[0].has("date", "elapsed"))


def is_elapsed(code: str) -> bool:
    """Does a format show time that has passed, beyond 24 hours?"""
    sections = sections_of(code)
    return bool(sections and sections[0].has("elapsed"))


def is_general(code: str) -> bool:
    """Does a format show a number as it is?"""
    return code in ("General", "@", "")


def formats_text(code: str) -> bool:
    """May a format show a text as something else?"""
    sections = sections_of(code)
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
