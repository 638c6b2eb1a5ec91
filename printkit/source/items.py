"""Lines without what makes them items or keys: a dash, a colon, the space behind either.

In: the lines, and the number of one. Out: that line as it could stand there, with its problem.
"""

import re
from gettext import gettext as _

from printkit.errors import Problem, Where
from printkit.source.keys import LISTS, anywhere
from printkit.source.lines import Fix, Lines, indent, is_text_item, previous, quoted, remark_apart, shape, shown

MARKS = r"[-–—•●▪‣➢*+\uf0b7]|\d{1,3}[.)]"  # what people begin the items of a list with
_BULLET = rf"(?P<white>\s*)(?P<mark>{MARKS})\s*(?P<text>\S.*)"
_GLUED = r"(?P<lead>\s*(?:- +)*)(?P<key>[^\s:][^:]*):(?P<value>[^\s/].*)"
_LONGEST_KEY = 4  # words


def plain_item(text: str) -> str:
    """An item's text as it may stand behind its dash."""
    return quoted(text) if re.search(r":(\s|$)|\s#|^[^\w“(…]", text) else text


def fix_of_dash(lines: Lines, number: int, told: Problem) -> Fix | None:
    """`prepare: - Giấy tờ: CCCD`: a list that begins beside its key. None where no list is wanted."""
    parts = shape(lines[number])
    text, _remark = remark_apart(parts.value.removeprefix("- ").strip())
    if anywhere(parts.key) not in LISTS or is_text_item(lines, number) or told.where is None:
        return None
    new = (parts.before.rstrip(), f"{' ' * len(parts.lead)}  - {plain_item(text)}")
    where = Where(told.where.file, number + 1, len(parts.before) + 1)
    problem = Problem(where, _("a list cannot begin beside its key"), "", "list-beside-key", shown(new))
    hint = _("begin it on a line of its own")
    return Fix(number, number + 1, new[:1], problem._replace(hint=hint), taken=False, gap=True)


def fix_of_glued(lines: Lines, number: int, told: Problem) -> Fix | None:
    """`title:Đăng ký` and `title Đăng ký`: a key of ours without its colon, or without the space behind it."""
    line = lines[number]
    glued = re.fullmatch(_GLUED, line)
    if glued and anywhere(glued["key"]):
        message = _("no space stands behind the colon of `{key}`").format(key=glued["key"])
        return _keyed(number, f"{glued['lead']}{glued['key']}: ", glued["value"], told._replace(message=message))
    parts = shape(line)
    words = parts.value.split(" ")
    for count in range(min(len(words), _LONGEST_KEY), 0, -1):
        key = " ".join(words[:count])
        if not parts.key and anywhere(key):
            message = _("no colon stands behind `{key}`").format(key=key)
            return _keyed(number, f"{parts.lead}{key}: ", " ".join(words[count:]), told._replace(message=message))
    return None


def _keyed(number: int, before: str, value: str, told: Problem) -> Fix | None:
    new = (f"{before}{value}".rstrip(),)
    where = told.where and Where(told.where.file, number + 1, len(before.rstrip()) or 1)
    problem = told._replace(where=where, hint=_("write `key: value`"), code="no-colon", mended=shown(new))
    return Fix(number, number + 1, new, problem, taken=False)


def fix_of_bare_line(lines: Lines, number: int, told: Problem) -> Fix | None:
    """A line that is neither an item nor a key, mended as what it most likely is."""
    glued = fix_of_glued(lines, number, told)
    if glued or told.where is None:
        return glued
    line, above = lines[number], previous(lines, number)
    where = Where(told.where.file, number + 1, indent(line) + 1)
    bullet = re.fullmatch(_BULLET, line)
    if bullet and above >= 0 and _in_list(lines[above]):
        return Fix(number, number + 1, (mended_item(line),), no_dash(line, where), taken=False)
    parts = shape(lines[above]) if above >= 0 else None
    if parts and parts.value and parts.before.strip() and indent(line) <= len(parts.lead):
        new = (" " * (len(parts.lead) + (2 if parts.key else 0)) + line.strip(),)
        message = _("this line belongs to nothing: it is neither `key: value` nor `- item`")
        hint = _("if it continues the text above, indent it deeper")
        return Fix(number, number + 1, new, Problem(where, message, hint, "indent", shown(new)), taken=False)
    return None


def _in_list(above: str) -> bool:
    parts = shape(above)
    opens = anywhere(parts.key) in LISTS and not parts.value
    return opens or "-" in parts.lead or bool(re.fullmatch(_BULLET, above))


def mended_item(line: str) -> str:
    """A line that begins with a sign of a list, with a dash and a space in its place.

    >>> mended_item("  -Mở trang"), mended_item("  • Lưu ý: mang CCCD")
    ('  - Mở trang', '  - "Lưu ý: mang CCCD"')
    """
    bullet = re.fullmatch(_BULLET, line)
    return f"{bullet['white']}- {plain_item(bullet['text'])}" if bullet else line


def no_dash(line: str, where: Where) -> Problem:
    """The problem of such a line."""
    bullet = re.fullmatch(_BULLET, line)
    mark = bullet["mark"] if bullet else ""
    if mark == "-":
        message = _("no space stands behind the dash of this item")
    else:
        message = _("an item of a list begins with a dash and a space, not with {mark}").format(mark=mark)
    return Problem(where, message, _("write `- item`"), "list-mark", shown((mended_item(line),)))
