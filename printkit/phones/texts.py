"""The possible telephone numbers of a text: where each stands, and what its address dials."""

import re
from functools import lru_cache
from typing import NamedTuple

from printkit.later import pattern
from printkit.phones.plan import AREA_CODE, DOUBTFUL, FEWEST, LONG, MOST, SHORT, national


class Number(NamedTuple):
    """A possible telephone number in a text: where it begins and ends, and what its `tel:` address dials."""

    start: int
    end: int
    tel: str


class _Figures(NamedTuple):
    """A row of figures in a text that nothing stands between."""

    text: str
    start: int
    end: int


_NARROW = pattern(r"[^\S\n]{1,2}|[.\-–‑·]|\.[^\S\n]|\)[^\S\n]?|\)[.\-–‑][^\S\n]?")  # between figures of one number
_WIDE = pattern(r"[^\S\n]*[-–‑/().][^\S\n]*|[^\S\n]*\(0\)[^\S\n]*|\)[^\S\n]*\([^\S\n]*")  # after an area code alone
_HYPHEN = frozenset("-–‑")
REACH = 32  # characters before figures that say what they are
PLAIN = pattern(r"[0-9\s.\-–‑·()+/]*")  # figures and separators alone
_DATE = pattern(r"(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])[./-](?:\d{2}|(?:19|20)\d{2})")
_TIMES = pattern(r"(?:[01]?\d|2[0-4])[.:]?[0-5]\d\s*[-–]\s*(?:[01]?\d|2[0-4])[.:]?[0-5]\d")
_YEARS = pattern(r"(?:19|20)\d{2}\s*[-–]\s*(?:19|20)\d{2}")
_BRANCH = pattern(r"\b(?:lẻ|nhánh|phím|nội bộ|ext|extension|số|line|bấm)[\s.:)]*(?:số\s*)?\(?\Z", re.I)
_CALLED = pattern(r"(?:gọi|tổng đài|nóng|hotline|điện thoại|đt|sđt|tel|trực)[\s.:]*(?:số[\s.:]*)?\(?\Z", re.I)
_GLUED = pattern(r"[^\W\d_][/=.]\Z|[\w@]\Z")
_LABEL = pattern(r"(?:\b(?:s?[đd]t|tel|fax|số)[.:/]?)\Z", re.I)
_CALLS_ALONE = pattern(r"11\d|10[2-9]\d")  # short numbers that are known without a word before them
_SERVANTS = pattern(r"\s*[-–:(]?\s*(?:Công an|Cảnh sát|Cứu|Cấp|Chữa|PCCC|[^\W\d_][a-zà-ỹđ]*:)")


@lru_cache(maxsize=1024)
def numbers(text: str) -> tuple[Number, ...]:
    """Each possible telephone number of a text, from left to right; never an extension, a house, an hour or a date.

    >>> numbers("0234.355.0101 máy lẻ 12; 0905 123 456")
    (Number(start=0, end=13, tel='02343550101'), Number(start=25, end=37, tel='0905123456'))
    """
    plain = bool(PLAIN.fullmatch(text))
    groups = [_Figures(match[0], *match.span()) for match in re.finditer(r"[0-9]+", text)]
    possible: list[Number] = []
    at = 0
    strict = False  # after figures that are no number, only a whole one is taken up to the next word
    while at < len(groups):
        strict = strict and _joined(text, groups, at - 1)
        stop, number = _number(text, groups, at, possible, strict=strict)
        if number:
            possible.append(number)
        strict = number is None
        at = stop
    if not possible and plain:
        return _whole(text)
    return tuple(possible)


def _whole(text: str) -> tuple[Number, ...]:
    """A cell of figures alone that the plan does not know is one number all the same, but for hours and dates."""
    figures = re.sub(r"[^0-9]", "", text)
    shown = text.strip()
    if not FEWEST <= len(figures) <= MOST or any(p.fullmatch(shown) for p in (_DATE, _TIMES, _YEARS)):
        return ()
    start = text.index(shown)
    return (Number(start, start + len(shown), f"{'+' if shown.startswith('+') else ''}{figures}"),)


def _number(
    text: str, groups: list[_Figures], at: int, before: list[Number], *, strict: bool
) -> tuple[int, Number | None]:
    """The number that begins with a row of figures, or None, and the first row after what was read."""
    first = groups[at]
    if _in_word(text, first.start):
        return at + 1, None
    strict = strict or _is_branch(text, first)
    ends = [end for end in _ends(text, groups, at) if not strict or LONG.fullmatch(_dialled(text, groups, at, end))]
    for end in reversed(ends):
        if not _adds_a_branch(text, groups, at, end, ends) and not _goes_on(text, groups, at, end):
            return end, _between(text, groups, at, end)
    if not strict and _is_short(text, first, before):
        return at + 1, Number(first.start, first.end, first.text)
    return at + 1, None


def _ends(text: str, groups: list[_Figures], at: int) -> list[int]:
    """The rows before which a number of seven figures or more may end that begins at a row."""
    ends: list[int] = []
    for end in range(at + 1, len(groups) + 1):
        if end > at + 1 and not _joins(text, groups, at, end - 1):
            break
        figures = _dialled(text, groups, at, end)
        if len(figures) > MOST + 2:
            break
        if not re.match(r"[\w@]", text[groups[end - 1].end :]) and _is_possible(text, groups, at, end, figures):
            ends.append(end)
    return ends


def _dialled(text: str, groups: list[_Figures], at: int, end: int) -> str:
    return national(_sign(text, groups[at].start) + "".join(group.text for group in groups[at:end]))


def _is_possible(text: str, groups: list[_Figures], at: int, end: int, figures: str) -> bool:
    if LONG.fullmatch(figures):
        return True
    if figures.startswith("+"):
        return len(figures) > 8
    part = text[groups[at].start : groups[end - 1].end]
    if any(pattern.fullmatch(part) for pattern in (_DATE, _TIMES, _YEARS)):
        return False
    return bool(DOUBTFUL.fullmatch(figures))


def _sign(text: str, start: int) -> str:
    return "+" if re.search(r"\+\s?\Z", _before(text, start)) else ""


def _gap(text: str, groups: list[_Figures], at: int) -> str:
    """What stands before a row of figures, from the row before."""
    return text[groups[at - 1].end : groups[at].start]


def _joins(text: str, groups: list[_Figures], at: int, last: int) -> bool:
    """May a number that begins at a row go on with that one? A wide gap stands after an area or country code only."""
    gap = _gap(text, groups, last)
    if _NARROW.fullmatch(gap):
        return True
    code = _sign(text, groups[at].start) + "".join(group.text for group in groups[at:last])
    return bool(_WIDE.fullmatch(gap) and AREA_CODE.fullmatch(code.removesuffix("0") if "(" in gap else code))


def _joined(text: str, groups: list[_Figures], at: int) -> bool:
    """Does nothing but what may stand within a number part a row from the next?"""
    return bool(_NARROW.fullmatch(_gap(text, groups, at + 1)))


def _adds_a_branch(text: str, groups: list[_Figures], at: int, end: int, ends: list[int]) -> bool:
    """Is the last row an extension behind a hyphen, unlike the gaps within the number before it?"""
    gaps = [_gap(text, groups, i) for i in range(at + 1, end)]
    return (
        end - 1 in ends
        and len(groups[end - 1].text) <= 3
        and gaps[-1] in _HYPHEN
        and (len(gaps) == 1 or set(gaps[:-1]) != {gaps[-1]})
    )


def _goes_on(text: str, groups: list[_Figures], at: int, end: int) -> bool:
    """Does the same grouping go on behind the number, so that it is the beginning of an account or a card?"""
    if end >= len(groups) or not _NARROW.fullmatch(gap := _gap(text, groups, end)):
        return False
    if _ends(text, groups, end) or gap in _HYPHEN or ")" in gap:
        return False
    inner = {_gap(text, groups, i) for i in range(at + 1, end)}
    return gap in inner


def _between(text: str, groups: list[_Figures], at: int, end: int) -> Number:
    """The number of some rows, with its sign and a bracket that closes within it."""
    start, stop = groups[at].start, groups[end - 1].end
    sign = _sign(text, start)
    figures = "".join(group.text for group in groups[at:end])
    if sign:
        start = text.rindex("+", 0, start)
        figures = re.sub(r"^840(?=[235789])", "84", figures)
    if ")" in text[start:stop].partition("(")[0] and (bracket := re.search(r"\(\s?\Z", _before(text, start))):
        start -= len(bracket[0])
    return Number(start, stop, sign + figures)


def _before(text: str, start: int) -> str:
    """The characters before a place, as many as are ever asked for."""
    return text[max(0, start - REACH) : start]


def _in_word(text: str, start: int) -> bool:
    """Do figures stand within a word, an address or an email, and not right behind “SĐT”?"""
    before = _before(text, start)
    return bool(_GLUED.search(before)) and not _LABEL.search(before)


def _is_branch(text: str, row: _Figures) -> bool:
    """Do words before a row of figures say that it is an extension or a number of something else?"""
    before = _before(text, row.start)
    return len(row.text) < 7 and bool(_BRANCH.search(before)) and not _CALLED.search(before)


def _is_short(text: str, row: _Figures, before: list[Number]) -> bool:
    """Is a row of figures a short number to call, such as 113 or 1022, and no extension and no house?"""
    if not re.fullmatch(SHORT, row.text) or re.match(r"[\w@/]|[.:,][0-9]", text[row.end :]):
        return False
    if before and not re.search(r"[^\W\d_]", text[before[-1].end : row.start]):
        return re.fullmatch(SHORT, before[-1].tel) is not None
    if PLAIN.fullmatch(text) or _CALLED.search(_before(text, row.start)):
        return True
    after = text[row.end :].lstrip()
    return bool(_CALLS_ALONE.fullmatch(row.text)) and (
        not after[:1].isupper() or bool(_SERVANTS.match(text[row.end :]))
    )
