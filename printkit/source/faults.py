"""What a person meant by a line that YAML cannot read: a fault goes in, the line mended and what to tell comes out.

Where the meaning is plain the mended line is taken and told once; else it is shown, and the guide is not printed.
"""

import re
from collections.abc import Callable
from gettext import gettext as _

from printkit.errors import Problem, Where
from printkit.source.indents import fix_of_indent, fix_of_tab
from printkit.source.items import fix_of_bare_line, fix_of_dash, fix_of_glued
from printkit.source.keys import anywhere
from printkit.source.lines import (
    Fix,
    Lines,
    extent,
    indent,
    is_blank,
    is_text_item,
    previous,
    quoted,
    quoted_lines,
    remark_apart,
    shape,
    shown,
    unquoted,
)
from printkit.yamlfile import Fault

_QUOTED = r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')"""
_TAG_LIKE = r"!(?:\s|[A-Z]|[^\x00-\x7f])"  # a tag is in small ASCII letters; this is an exclamation mark
_FAR = 10  # lines between a quotation mark that never closes and where the reading breaks off


def fix_of_fault(lines: Lines, fault: Fault, told: Problem) -> Fix | None:
    """The line of a fault mended; `told` is the fault in plain words. None where only the writer knows."""
    words = f"{fault.context} {fault.problem}"
    return next((mend(lines, fault, told) for sign, mend in _MENDS.items() if sign in words), None)


def fix_of_problem(lines: Lines, problem: Problem) -> Fix | None:
    """The same for what YAML can read and a guide may not hold: a tag, an alias of nothing, a list as a key."""
    number = problem.where.line - 1 if problem.where else 0
    value = shape(lines[number]).value
    if problem.code == "yaml-document":
        return Fix(number, number + 1, ("",), problem, taken=False)
    starts = {"yaml-tag": _TAG_LIKE, "yaml-alias": r"\*", "yaml-key": r"\{\{"}.get(problem.code)
    if starts is None or problem.where is None or not re.match(starts, value):
        return None
    name = re.match(r"\*([\w-]+)", value)
    if name and any(f"&{name[1]}" in line for line in lines):  # it was meant as an alias
        return None
    return _sign(lines, number, problem.where.file)


def fix_of_stray(lines: Lines, where: Where) -> Fix | None:
    """An anchor that nothing takes up, with a text behind it, is a text that starts with &."""
    found = re.match(r"&(\S+)[ \t]+[^\s#]", shape(lines[where.line - 1]).value)
    taken_up = found and any(f"*{found[1]}" in line for line in lines)
    return _sign(lines, where.line - 1, where.file) if found and not taken_up else None


def _sign(lines: Lines, number: int, file: str) -> Fix:
    """A text that starts with a sign of YAML's, taken as the text it is."""
    parts = shape(lines[number])
    message = _("a text starts with {sign}; it is taken as it stands").format(sign=parts.value[:1])
    where = Where(file, number + 1, len(parts.before) + 1)
    return _as_text(lines, number, Problem(where, message, _("put the whole text in quotes"), "sign-text"))


def _as_text(lines: Lines, number: int, told: Problem, last: int = 0, *, taken: bool = True) -> Fix:
    """A line's text, with the lines that continue it, in quotation marks.

    A `#` in it that begins no clear comment is told as an error: nobody knows whether the words behind it shall print.
    """
    parts = shape(lines[number])
    before = parts.lead if is_text_item(lines, number) else parts.before
    text, remark = remark_apart(lines[number][len(before) :])
    last = last or extent(lines, number)
    lost = re.search(r"\s#", text)
    if not lost and re.search(r":(\s|$)", text):
        text = unquoted(text)
    new = quoted_lines(lines, number, last, before, text, remark)
    if lost:
        message = _("the words “{words}” would not print: # begins a comment")
        told = told._replace(message=message.format(words=text[lost.end() :].strip()), code="text-lost")
    return Fix(number, last, new, told._replace(mended=shown(new)), taken=taken and not lost)


def _of_sign(lines: Lines, fault: Fault, told: Problem) -> Fix | None:
    """`- **Đăng nhập** rồi`, `title: @vneid`, `- > 18 tuổi`; a tab at a line's start."""
    number = fault.line if "token" in f"{fault.context} {fault.problem}" else fault.start[0]
    if "tab" in fault.problem or lines[fault.line][: indent(lines[fault.line])].count("\t"):
        return fix_of_tab(lines, fault.line, told)
    parts = shape(lines[number])
    column = fault.column if number == fault.line and "token" in fault.problem else fault.start[1]
    if column != len(parts.before) or told.where is None:
        return None
    return _sign(lines, number, told.where.file)


def _of_colon(lines: Lines, fault: Fault, told: Problem) -> Fix | None:
    """A second “: ” in a line, or one in a line that the parser takes for part of the text above."""
    number = fault.line
    parts = shape(lines[number])
    if told.where is None:
        return None
    if fault.column >= len(parts.before) and parts.key:
        if parts.value.startswith("- "):
            return fix_of_dash(lines, number, told)
        return _as_text(lines, number, _colon_text(Where(told.where.file, number + 1, len(parts.before) + 1)))
    above = previous(lines, number)
    glued = fix_of_glued(lines, above, told) if above >= 0 else None
    if glued or not parts.key:
        return glued
    if anywhere(parts.key):
        return fix_of_indent(lines, number, told)
    while above > 0 and not shape(lines[above]).before.strip():
        above = previous(lines, above)
    if above < 0 or not shape(lines[above]).value:
        return None
    where = Where(told.where.file, number + 1, indent(lines[number]) + 1)
    return _as_text(lines, above, _colon_text(where), extent(lines, number))


def _colon_text(where: Where) -> Problem:
    message = _("“: ” stands in this text; it is taken as it stands")
    return Problem(where, message, _("put the whole text in quotes"), "colon-text")


def _of_dash(lines: Lines, fault: Fault, told: Problem) -> Fix | None:
    """`prepare: - CCCD`, `- Nộp: - tại quầy`."""
    found = fix_of_dash(lines, fault.line, told)
    return found or (_as_text(lines, fault.line, told, taken=False) if shape(lines[fault.line]).key else None)


def _of_quotation(lines: Lines, fault: Fault, told: Problem) -> Fix | None:
    """A quotation mark that never closes, or a backslash that is none of YAML's."""
    number = fault.start[0]
    parts = shape(lines[number])
    if parts.value[:1] not in ('"', "'"):
        return None
    return _closed(lines, number, told)


def _closed(lines: Lines, number: int, told: Problem) -> Fix:
    """The text of a line that opens with a quotation mark, closed at the line's end."""
    parts = shape(lines[number])
    whole = re.fullmatch(_QUOTED + r"(\s.*)?", parts.value)
    inner, rest = (whole[1][1:-1], whole[2] or "") if whole else (parts.value[1:].rstrip(), "")
    new = (parts.before + quoted(inner) + rest,)
    return Fix(number, number + 1, new, told._replace(mended=shown(new)), taken=False)


def _of_bracket(lines: Lines, fault: Fault, told: Problem) -> Fix | None:
    """`[` or `{` that does not close rightly, or that is part of a text."""
    number = fault.start[0]
    parts = shape(lines[number])
    if not parts.value.startswith(("[", "{")) or told.where is None:
        return None
    if parts.value.startswith("{{"):
        return _sign(lines, number, told.where.file)
    if re.search(r"\s#", parts.value) and parts.value.rstrip().endswith("]"):
        items = [item.strip() for item in parts.value.rstrip()[1:-1].split(",")]
        listed = ", ".join(quoted(item) if re.search(r"\s#|: ", item) else item for item in items)
        told = told._replace(message=_("# begins a comment in this list"), hint=_("put the text in quotes"))
        new = (f"{parts.before}[{listed}]",)
        return Fix(number, number + 1, new, told._replace(mended=shown(new), code="text-lost"), taken=False)
    text, remark = remark_apart(parts.value)
    new = (parts.before + text.rstrip(",") + {"[": "]", "{": "}"}[text[0]] + remark,)
    return Fix(number, number + 1, new, told._replace(mended=shown(new)), taken=False)


def _of_content(lines: Lines, fault: Fault, told: Problem) -> Fix | None:
    """A text that starts with a bracket or a comma that closes nothing."""
    number = fault.line
    same = fault.column == len(shape(lines[number]).before) if number < len(lines) else False
    return _sign(lines, number, told.where.file) if same and told.where else None


def _of_line(lines: Lines, fault: Fault, told: Problem) -> Fix | None:
    """Text behind a closing quotation mark or bracket, behind a comment, or an indentation that fits nothing."""
    number = min(fault.line, len(lines) - 1)
    parts = shape(lines[number])
    if fault.column > len(parts.before) and _goes_on(parts.value) and told.where:
        inner = re.fullmatch(r"""(["'])(?P<text>[^"']*\1\w.*)\1""", parts.value)
        if inner:  # quotation marks round a text that holds one: `'it's'`
            message, hint = _("this text holds its own quotation mark"), _("put it into the other kind")
            new = (parts.before + quoted(inner["text"]),)
            problem = told._replace(message=message, hint=hint, mended=shown(new))
            return Fix(number, number + 1, new, problem, taken=False)
        return _sign(lines, number, told.where.file)
    for above in range(number - 1, max(number - _FAR, -1), -1):
        value = shape(lines[above]).value
        if value[:1] in ('"', "'") and not re.match(_QUOTED, value):
            message, hint = _("a quotation mark opens here and never closes"), _("close it at the end of the text")
            where = told.where and Where(told.where.file, above + 1, len(shape(lines[above]).before) + 1)
            return _closed(lines, above, Problem(where, message, hint, "yaml-syntax"))
    return _cut_by_comment(lines, number, told) or fix_of_indent(lines, number, told)


def _goes_on(value: str) -> bool:
    """Does a value start with a quotation mark or a bracket, and does more stand behind the closing one?"""
    closed = re.fullmatch(_QUOTED + r"(\s+#.*|\s*)", value)
    return value[:1] in tuple("\"'[{") and not closed


def _cut_by_comment(lines: Lines, number: int, told: Problem) -> Fix | None:
    """The line goes on with a text that a comment ended in the line before."""
    above = previous(lines, number)
    value = shape(lines[above]).value if above >= 0 else ""
    at = re.search(r"\s#", value)
    if not at or _is_its_own(lines[number]) or not told.where:
        return None
    where = Where(told.where.file, above + 1, len(shape(lines[above]).before) + at.end())
    message = _("the words “{words}” would not print: # begins a comment").format(words=value[at.end() :].strip())
    problem = Problem(where, message, _("put the whole text in quotes"), "text-lost")
    new = quoted_lines(lines, above, number + 1, shape(lines[above]).before, value, "")
    return Fix(above, number + 1, new, problem._replace(mended=shown(new)), taken=False)


def _is_its_own(line: str) -> bool:
    """Does a line start a value of its own, as an item or with a key?"""
    return bool(shape(line).before.strip())


def _of_document(lines: Lines, fault: Fault, told: Problem) -> Fix | None:
    """`...` or a directive."""
    upward = range(min(fault.line, len(lines) - 1), -1, -1)
    marks = [number for number in upward if re.match(r"\.\.\.|%", lines[number])]
    return Fix(marks[0], marks[0] + 1, ("",), told, taken=False) if marks else None


def _of_key(lines: Lines, fault: Fault, told: Problem) -> Fix | None:
    number = fault.start[0]
    return fix_of_bare_line(lines, number, told) if not is_blank(lines[number]) else None


# By words of the parser's complaint, libyaml's and PyYAML's; the first that fits.
_MENDS: dict[str, Callable[[Lines, Fault, Problem], Fix | None]] = {
    "directive": _of_document,
    "document start": _of_document,
    "mapping values": _of_colon,
    "sequence entries": _of_dash,
    "quoted scalar": _of_quotation,
    "cannot start any token": _of_sign,
    "violates indentation": _of_sign,
    "scanning an alias": _of_sign,
    "scanning an anchor": _of_sign,
    "scanning a tag": _of_sign,
    "scanning a block scalar": _of_sign,
    "flow ": _of_bracket,
    "node content": _of_content,
    "expected ':'": _of_key,
    "expected key": _of_line,
    "indicator": _of_line,
    "<block end>": _of_line,
}
