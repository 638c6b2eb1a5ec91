"""Rows of a table that are no wards: blank ones, numbers of columns, totals, areas, signatures, headings again.

Each is skipped with its reason, so that a list is read as it is and whoever reads the summary sees what was left out.
"""

import re
from collections.abc import Iterable, Mapping
from gettext import ngettext
from typing import Literal, NamedTuple

from printkit.wardlist.vocabulary import RESULT

Reason = Literal["blank", "hidden", "numbers", "headings", "total", "area", "foot", "continued"]

_NUMBER = re.compile(  # of a column, as forms have them under their headings: `(1)`, `B`, `(5) = (3) + (4)`
    r"\(?\s*(\d{1,2}|[A-Za-z])\s*\)?(\s*=[\s\d()+*/:-]+)?"
)
_TOTAL = re.compile(  # and no name that begins so: Cộng Hòa, Tổng Cọt
    r"((tổng|cộng|total|sum)( cộng| số| toàn| chung)?|số lượng)\s*([^\w\s].*|\d.*|"
    r"(các|số|đơn vị|xã|phường|đặc khu|thị trấn|toàn|trên|theo|của|thôn|ấp|tổ|khu phố|hộ|dân số|tỉnh|huyện|quận|"
    r"thành phố)\b.*)?",
    re.IGNORECASE | re.DOTALL,
)
_NAME = re.compile(r"((?i:xã|phường|thị trấn|đặc khu|thôn|ấp|tổ dân phố|khu phố|buôn|khóm)) +(?=[^\W\d_]|\d)(\w+)")
_ROMAN = re.compile(r"[IVXLC]+[.)]?|[A-ZĐ][.)]?")
_AREA = re.compile(
    r"([IVX]+[.)]|[A-Z][.)])\s|(khu vực|cụm|vùng|huyện|quận|thị xã|thành phố|tỉnh|các xã|các phường|"
    r"khối (các|xã|phường)|địa bàn)\b",
    re.IGNORECASE,
)
_FOOT = re.compile(
    r"(người (lập|tổng hợp|ký|duyệt)|(tm\.|kt\.|tl\.|tuq\.)|nơi nhận|ghi chú\s*:|lưu ý\s*:|nguồn\s*:|\(?ký[,; ]|"
    r"ngày\b.{0,20}tháng\b.{0,20}năm\b|.{0,40}, ngày .{0,8}tháng|chủ tịch|thủ trưởng|giám đốc|văn phòng hđnd)",
    re.IGNORECASE,
)
_CONTACTS = ("address", "hours", "email", "url")


class Skipped(NamedTuple):
    """Rows that were skipped for one reason."""

    reason: Reason
    rows: tuple[int, ...]

    def __str__(self) -> str:
        return _sentence(self.reason, len(self.rows)).format(count=len(self.rows), rows=ranges(self.rows))


def _sentence(reason: Reason, n: int) -> str:
    if reason == "blank":
        return ngettext("{count} blank row", "{count} blank rows", n)
    if reason == "hidden":
        one, more = (
            "{count} hidden row ({rows}); --hidden prints it",
            "{count} hidden rows ({rows}); --hidden prints them",
        )
        return ngettext(one, more, n)
    if reason == "numbers":
        return ngettext("{count} row of column numbers ({rows})", "{count} rows of column numbers ({rows})", n)
    if reason == "headings":
        return ngettext("{count} row of headings again ({rows})", "{count} rows of headings again ({rows})", n)
    if reason == "total":
        return ngettext("{count} row of totals ({rows})", "{count} rows of totals ({rows})", n)
    if reason == "area":
        return ngettext("{count} row that heads an area ({rows})", "{count} rows that head areas ({rows})", n)
    if reason == "continued":
        one = "{count} row that goes on with the ward above, whose name is merged over it ({rows})"
        more = "{count} rows that go on with the ward above, whose name is merged over them ({rows})"
        return ngettext(one, more, n)
    return ngettext("{count} row of notes or signatures ({rows})", "{count} rows of notes or signatures ({rows})", n)


class Judge:
    """What each row of a table is, from the first to the last; it remembers whether the foot has begun."""

    def __init__(self, roles: Mapping[int, str], headings: Mapping[int, str], wide: frozenset[int]) -> None:
        self.roles, self.headings, self.wide = roles, headings, wide
        self.name = next((number for number, role in roles.items() if role == "name"), 0)
        self.order = next((number for number, role in roles.items() if role == "order"), 0)
        self.result = next((number for number, role in roles.items() if role == RESULT), 0)
        self.contacts = frozenset(number for number, role in roles.items() if role in _CONTACTS)
        self.figures = tuple(number for number, role in roles.items() if role in ("code", "phone", "hotline"))
        self.folded = frozenset(heading.casefold() for heading in headings.values() if heading)
        self.has_begun = self.has_ended = False
        self.numbered = 0  # wards with a row number so far

    def reason(self, row: int, texts: Mapping[int, str]) -> Reason | None:
        """Why a row is skipped; None where it is a ward's. `texts` are its cells by column, cleaned."""
        filled = {number: text for number, text in texts.items() if text}
        if not filled:
            return "blank"
        has_begun, self.has_begun = self.has_begun, True
        if not has_begun and _numbers_columns(filled.values()):
            return "numbers"
        if self._repeats_headings(filled):
            return "headings"
        return self._below(row, filled)

    def _below(self, row: int, filled: dict[int, str]) -> Reason | None:
        name, order = filled.get(self.name, ""), filled.get(self.order, "")
        contacts = [number for number in filled if number in self.contacts]
        contacts += [number for number in self.figures if _has_figures(filled.get(number, ""), self.roles[number])]
        is_numbered = order.strip("().").isdecimal()
        first = min(filled)
        begins = filled[first] if self.roles.get(first, "") not in _CONTACTS else ""
        if _TOTAL.fullmatch(name) or _TOTAL.fullmatch(begins):
            self.has_ended = True
            return "total"
        if filled.get(self.result):
            return None  # `wards match` has written behind the ward's name
        if not is_numbered and not (contacts and name) and any(map(_FOOT.match, filled.values())):
            self.has_ended = True
            return "foot"
        if self._heads_area(row, filled, contacts):
            return "area"
        if self.has_ended and not (name and (is_numbered or contacts)):
            return "foot"
        if not name and not contacts:
            return "foot"
        if not contacts and self.numbered > 1 and self.order and not order and not _is_ward(name):
            self.has_ended = True
            return "foot"
        self.numbered += is_numbered
        return None

    def _heads_area(self, row: int, filled: dict[int, str], contacts: list[int]) -> bool:
        """A title over the rows that follow: merged over columns, a Roman number, or “Khu vực …” and nothing else."""
        words = [text for number, text in filled.items() if number != self.order]
        order = filled.get(self.order, "")
        if len(set(words)) != 1:
            return False
        if self.name not in filled:
            return not contacts
        is_numbered = bool(order) and bool(_ROMAN.fullmatch(order))
        return not contacts and (row in self.wide or is_numbered or bool(_AREA.match(words[0]) and not order))

    def _repeats_headings(self, filled: Mapping[int, str]) -> bool:
        if self.folded.isdisjoint(map(str.casefold, filled.values())):
            return False
        known = [number for number, role in self.roles.items() if role]
        same = sum(filled.get(number, "").casefold() == self.headings[number].casefold() != "" for number in known)
        own = filled.get(self.name, "").casefold()
        return same >= 2 or (bool(own) and own == self.headings.get(self.name, "").casefold())


def _is_ward(name: str) -> bool:
    """Is this plainly the name of a ward or hamlet, and no note that begins so?

    >>> _is_ward("Xã Ba Tô"), _is_ward("Xã có dấu * là xã đảo")
    (True, False)
    """
    match = _NAME.match(name)
    return match is not None and not match[2][0].islower()


def is_total(texts: Iterable[str]) -> bool:
    """Does a row begin as one of totals?"""
    return bool(_TOTAL.fullmatch(next(filter(None, texts), "")))


def _has_figures(text: str, role: str) -> bool:
    """Does a cell hold a telephone or a code, and no signature's name that happens to stand in its column?"""
    return any(map(str.isdigit, text)) and (role != "code" or " " not in text)


def _numbers_columns(texts: Iterable[str]) -> bool:
    """`(1) (2) (3)` or `A B 1 2`: in order from the first, and no code 1 with the name A."""
    matches = [_NUMBER.fullmatch(text) for text in texts]
    marks = [match[1].upper() if match else "" for match in matches]
    letters = sum(mark.isalpha() for mark in marks)
    wanted = [*(chr(ord("A") + i) for i in range(letters)), *(str(i + 1) for i in range(len(marks) - letters))]
    return len(marks) > 1 and marks == wanted


def ranges(rows: Iterable[int]) -> str:
    """Row numbers, runs of them as one.

    >>> ranges((3, 4, 5, 9))
    '3–5, 9'
    """
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
