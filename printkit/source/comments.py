"""Words that a `#` takes from a text: a guide's text goes in, what would be lost and what is doubtful comes out.

YAML ends a text at a space and `#`. Behind a text without quotation marks that is a comment only where it is meant as
one: two spaces before `#` and one behind, or `# ◆` or `# ?`, or a key whose value is no running text.
"""

import re
from collections.abc import Iterator
from gettext import gettext as _
from typing import NamedTuple

from printkit.errors import Problem, Where
from printkit.later import pattern
from printkit.source.keys import NO_TEXT, anywhere
from printkit.source.lines import Lines, in_quotes, shape, shown
from printkit.yamlfile import place
from printkit.yamltext import FAST, Comment, comments

_SEEN = pattern(r"^[^\n#]*[^\s#][^\n]*[ \t]#", re.MULTILINE)  # a line where one may stand behind a text
_CLEAR = r"#(?: ?[◆?]|$)"  # an addition, a question, nothing: never words of a text
_OPEN_WORDS = (  # a text that ends so is not at its end
    *("số", "tại", "ở", "phòng", "quầy", "tầng", "phím", "bấm", "nhánh", "cửa", "ô", "mục", "bước", "là", "và", "hoặc"),
    *("của", "cho", "từ", "đến", "trên", "trong", "với", "để", "vào", "qua", "bằng", "theo", "gọi", "nhắn", "chọn"),
)
_JOINS = "và|hoặc|rồi|nhưng|để|thì|nếu|hay|sau đó"  # and a sentence that goes on begins so
_LONGEST_QUOTE = 80  # characters of the words that a message repeats


class Lost(NamedTuple):
    """Words that are lost for sure, and comments that look like the rest of a sentence."""

    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()


def lost_words(text: str, lines: Lines, file: str) -> Lost:
    """What the comments behind texts would take from them. `lines` are those that problems show."""
    if not _SEEN.search(text):
        return Lost()
    behind = [comment for comment in comments(text, FAST) if _is_behind_text(comment)]
    problems = tuple(_problem(text, lines, file, one) for one in behind if not _is_meant(text, one))
    remarks = tuple(_remark(text, lines, file, one) for one in behind if _goes_on(text, one))
    return Lost(problems, remarks)


def _is_behind_text(comment: Comment) -> bool:
    return comment.behind in ("plain", "empty") and anywhere(comment.key) not in NO_TEXT


def _is_meant(text: str, comment: Comment) -> bool:
    """Does it say clearly that it is a comment?"""
    if re.match(_CLEAR, comment.text):
        return True
    before = text[max(comment.start - 2, 0) : comment.start]
    return (comment.behind == "empty" or not before.strip(" \t")) and comment.text.startswith("# ")


def _goes_on(text: str, comment: Comment) -> bool:
    """Does it look like the rest of the sentence, though it is set apart as a comment?"""
    if comment.behind != "plain" or re.match(_CLEAR, comment.text) or not _is_meant(text, comment):
        return False
    said, words = text[comment.scalar : comment.start].rstrip(), comment.text.lstrip("#").strip()
    last = re.split(r"\s", said)[-1].lower()
    open_ = said.count("(") > said.count(")") or said.count("“") > said.count("”") or said.count("**") % 2
    return bool(open_ or last in _OPEN_WORDS or said[-1] in ",:-–" or re.match(rf"\d+(?:\W|$)|(?:{_JOINS})\b", words))


def _problem(text: str, lines: Lines, file: str, comment: Comment) -> Problem:
    message = _("the words “{words}” would not print: # begins a comment").format(words=_words(comment))
    hint = _("put the text in quotes; before a comment write two spaces, and one behind #")
    where = place(file, text, comment.start)
    return Problem(where, message, hint, "text-lost", _mended(lines, where, comment))


def _remark(text: str, lines: Lines, file: str, comment: Comment) -> Problem:
    message = _("“{words}” does not print: # begins a comment").format(words=_words(comment))
    hint = _("if it is the rest of the text, put the whole text in quotes")
    where = place(file, text, comment.start)
    return Problem(where, message, hint, "comment-in-sentence", _mended(lines, where, comment))


def _words(comment: Comment) -> str:
    words = comment.text.lstrip("#").strip()
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"


def _mended(lines: Lines, where: Where, comment: Comment) -> str:
    """The line with all of its text in quotes, the comment too."""
    line = lines[where.line - 1]
    start = len(shape(line).before)
    joined = line[:start] + re.sub(r"\s+#", " #", line[start:])  # or it would count as a comment once more
    return shown((in_quotes((*lines[: where.line - 1], joined, *lines[where.line :]), where.line - 1),))


def has_comment(line: str) -> bool:
    """Does a `#` stand there at the start of a value?"""
    return shape(line).value.startswith("#")


def bare_comments(lines: Lines) -> Iterator[int]:
    """The lines whose value is nothing but a comment, counted from 0."""
    return (number for number, line in enumerate(lines) if shape(line).before.strip() and has_comment(line))
