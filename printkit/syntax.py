"""What YAML could not read, in plain words.

A parser's complaint and the line it is about go in; what is wrong and what to do come out.
"""

import re
from gettext import gettext as _

GLUED = r"\s*(?:- )?([a-z]+):(?=[^\s/])"  # `title:Đăng ký`; addresses have a slash there
KEYED = r"\s*(?:- )?[a-z]+: "


def diagnosis(problem: str, context: str, line: str, column: int) -> tuple[bool, str, str]:
    """Whether the fault lies where the construct began, what is wrong, what to do."""
    sign = line[column : column + 1]
    quote = _("put the whole text in quotes")
    if sign == "\t" or "tab" in problem:
        return False, _("a tab indents this line"), _("indent with spaces")
    if "mapping values" in problem and ": " in line[:column]:
        return False, _("a second “: ” stands in this line"), _('a text that holds “: ” must be in quotes: "…"')
    if "cannot start any token" in problem:
        return False, _("a text cannot start with {sign}").format(sign=sign), quote
    if "anchor" in context or "alias" in context:
        if ": " in line[:column] and not re.match(KEYED, line):
            return True, _("“: ” stands in this text"), _('a text that holds “: ” must be in quotes: "…"')
        return True, _("a text cannot start with * or &"), quote
    if "block scalar" in context:
        return True, _("a text cannot start with > or |"), quote
    if "quoted scalar" in context or "double-quoted" in context:
        return _in_quotes(problem)
    if "flow" in context or "node content" in problem:
        return _in_brackets(context, problem, sign)
    if "expected ':'" in problem:
        return True, _("this line is neither `key: value` nor `- item`"), _("add the colon, or indent the line")
    if "document" in problem or "directive" in context:
        return False, _("a guide is one document, without directives"), _("delete lines that are `...` or start with %")
    if "sequence entries" in problem:
        return False, _("a list cannot start here"), _("begin it on a line of its own, or put the text in quotes")
    return _out_of_line(line, column)


def _in_quotes(problem: str) -> tuple[bool, str, str]:
    if "end of stream" in problem or "document" in problem:
        return True, _("a quotation mark opens here and never closes"), _("close it at the end of the text")
    hint = _("write \\\\ for a backslash, or use single quotes")
    return False, _("an unknown escape after \\ in double quotes"), hint


def _in_brackets(context: str, problem: str, sign: str) -> tuple[bool, str, str]:
    quote = _("close it, or put a text that starts with it in quotes")
    if "flow sequence" in context:
        return True, _("a list opens here with [ and does not close rightly"), quote
    if "flow mapping" in context:
        return True, _("a mapping opens here with { and does not close rightly"), quote
    message = _("{sign} cannot stand here").format(sign=sign or _("the end of the file"))
    return False, message, _("put the text in quotes")


def _out_of_line(line: str, column: int) -> tuple[bool, str, str]:
    """Text after a closed quote or bracket, or an indentation that fits nothing."""
    if line[column : column + 1] in ("]", "}", ":", ","):
        return False, _("{sign} cannot stand here").format(sign=line[column]), _("put the text in quotes")
    value = re.sub(r"^(\s*-\s+)*(\w+:\s+)?", "", line[:column])
    if value[:1] in ('"', "'"):
        hint = _('put the whole text in quotes; inside "…" write \\" for a quotation mark')
        return False, _("the text goes on after its closing quotation mark"), hint
    if value[:1] in ("{", "["):
        return False, _("a text cannot start with {sign}").format(sign=value[0]), _("put the whole text in quotes")
    return False, _("this line does not line up with the lines above"), _("check the spaces at its start")
