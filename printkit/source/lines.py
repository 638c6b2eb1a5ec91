"""One line of a guide taken apart by its looks, and put together again with its text in quotation marks.

In: a line of the file. Out: its parts, or the line as it could stand there. This reads no YAML: what a line means, the
parser says; here lines that it could not read, or read otherwise than they were meant, are mended.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from printkit.errors import Problem
from printkit.source.keys import anywhere

Lines = Sequence[str]
LONGEST = 400  # characters of a mended line that is shown; nobody copies a longer one
LONGEST_LINE = 5_000  # characters; a longer line holds no text that prints, and is not looked into
# Not what starts a list, a quotation or a mark of YAML; no colon but the last one.
_KEY = r"""[^\s:#\[\]{}"'*&!|>%@`,?-](?:[^:#]|:(?=\S)|(?<=\S)\#)*?"""
_LEAD, _COLON = r"(?P<lead>[ \t]*(?:-[ \t]+)*)", r"(?P<colon>:(?:[ \t]+|$))"
_SHAPE = re.compile(rf"{_LEAD}(?:(?P<key>{_KEY}){_COLON})?(?P<value>.*)", re.DOTALL)
_COMMENT = re.compile(r"[ \t]{2,}# .*|[ \t]+# ?[◆?].*|[ \t]{2,}#$")


class Shape(NamedTuple):
    """`lead` are indentation and dashes, `key` is "" where none stands, `colon` has the white space behind it."""

    lead: str
    key: str
    colon: str
    value: str

    @property
    def before(self) -> str:
        """All that stands before the value."""
        return f"{self.lead}{self.key}{self.colon}"


class Fix(NamedTuple):
    """The lines from `line` to before `last`, counted from 0, as `lines` in their place; and what to tell of it.

    `taken` says that the meaning was plain, so that it prints. `gap` says that something of the file is left out, so
    what seems to be missing may have stood there.
    """

    line: int
    last: int
    lines: tuple[str, ...]
    problem: Problem
    taken: bool
    gap: bool = False


def shape(line: str) -> Shape:
    """The parts of a line.

    >>> shape("  - text: Mở trang")
    Shape(lead='  - ', key='text', colon=': ', value='Mở trang')
    """
    match = _SHAPE.match(line)
    assert match
    return Shape(match["lead"], match["key"] or "", match["colon"] or "", match["value"])


def indent(line: str) -> int:
    """The white space at its start, in characters."""
    return len(line) - len(line.lstrip(" \t"))


def is_blank(line: str) -> bool:
    """Is there nothing on it but white space or a comment?"""
    return line.strip(" \t")[:1] in ("", "#")


def previous(lines: Lines, number: int) -> int:
    """The line above that is not blank; -1 without one."""
    return next((above for above in range(number - 1, -1, -1) if not is_blank(lines[above])), -1)


def remark_apart(value: str) -> tuple[str, str]:
    """A text and the comment behind it, which has two spaces before it and one behind `#`, or begins `# ◆`, `# ?`.

    >>> remark_apart("Mở trang  # hỏi lại"), remark_apart("quầy #3")
    (('Mở trang', '  # hỏi lại'), ('quầy #3', ''))
    """
    found = _COMMENT.search(value)
    at = found.start() if found else len(value)
    return value[:at].rstrip(), value[at:]


def quoted(text: str) -> str:
    """A text in quotation marks, of the kind that needs the fewest backslashes.

    >>> quoted('Lưu ý: mang CCCD'), quoted('"A" và B')
    ('"Lưu ý: mang CCCD"', '\\'"A" và B\\'')
    """
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def unquoted(text: str) -> str:
    """A text without the Word's quotation marks that stand round all of it."""
    inner = text[1:-1]
    return inner if re.fullmatch("[“”].*[“”]|[‘’].*[‘’]", text, re.DOTALL) and not re.search("[“”]", inner) else text


def in_quotes(lines: Lines, number: int) -> str:
    """A line with its text in quotation marks: the value of its key, or all of an item that is a text with a colon."""
    line = lines[number]
    parts = shape(line)
    text, remark = remark_apart(parts.value)
    if parts.key and is_text_item(lines, number):
        said, remark = remark_apart(line[len(parts.lead) :])
        return parts.lead + quoted(said) + remark
    return parts.before + quoted(text) + remark


def is_text_item(lines: Lines, number: int) -> bool:
    """Is this item with a colon a text, and not the first line of a mapping?"""
    parts = shape(lines[number])
    if not parts.lead.endswith(("- ", "-\t")):
        return False
    key = anywhere(parts.key)
    follows = next((line for line in lines[number + 1 :] if not is_blank(line)), "")
    goes_on = indent(follows) == len(parts.lead) and bool(shape(follows).key)
    return not key or (key != parts.key and not goes_on)


def extent(lines: Lines, number: int) -> int:
    """The line behind the last that continues the text of a line: such are deeper, and neither items nor keys."""
    parts = shape(lines[number])
    least = len(parts.lead) if parts.key else parts.lead.rfind("-")
    last = number + 1
    while last < len(lines) and not is_blank(lines[last]) and indent(lines[last]) > least:
        below = shape(lines[last])
        if below.key or below.lead.endswith(("- ", "-\t")):
            break
        last += 1
    return last


def quoted_lines(lines: Lines, number: int, last: int, before: str, text: str, remark: str) -> tuple[str, ...]:
    """A text in quotation marks that goes on over the lines before `last`; its lines stay apart."""
    rest = [line.strip() for line in lines[number + 1 : last]]
    marked = quoted("\n".join([text, *rest])).split("\n")
    heads = [before] + [line[: indent(line)] for line in lines[number + 1 : last]]
    done = [head + part for head, part in zip(heads, marked, strict=True)]
    done[-1] += remark
    return tuple(done)


def shown(lines: Lines) -> str:
    """Mended lines as a problem shows them; "" where they are too long for that."""
    text = "\n".join(lines)
    return text if len(text) <= LONGEST else ""
