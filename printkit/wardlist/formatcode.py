"""An Excel format code taken apart: a text goes in, sections of tokens come out.

None where something in it is not followed.
"""

import re
from functools import lru_cache
from typing import NamedTuple


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
_LONGEST = 255  # characters of a code, as Excel has it
_VIETNAMESE = "42a"  # where AM and PM are words that we do not know for sure
_LONG = {"d": 2, "m": 2, "y": 4, "h": 2, "s": 2}  # a longer run is a name, or none


@lru_cache(maxsize=1024)
def sections_of(code: str) -> tuple[Section, ...] | None:
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
