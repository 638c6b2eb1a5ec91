"""Words that a `#` takes from a text: a guide's text goes in, what would be lost and what is doubtful comes out.

YAML ends a text at a space and `#`. Behind a text without quotation marks that is a comment only where it is meant as
one: two spaces before `#` and one behind, or `# ◆` or `# ?`, or a key whose value is no running text.
"""

import re
from gettext import gettext as _
from itertools import islice
from typing import NamedTuple

from printkit.errors import MOST, Problem, Where
from printkit.source.keys import NO_TEXT, anywhere
from printkit.source.lines import LONGEST_LINE, Lines, in_quotes, shape, shown
from printkit.yamlfile import place
from printkit.yamltext import FAST, Comment, comments

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
    if " #" not in text and "\t#" not in text:
        return Lost()
    behind = [comment for comment in comments(text, FAST) if _is_behind_text(comment)]
    wrong = islice((one for one in behind if not _is_meant(text, one)), MOST + 1)
    problems = tuple(_problem(text, lines, file, one) for one in wrong)
    doubtful = islice((one for one in behind if _goes_on(text, one)), MOST + 1)
    remarks = tuple(_remark(text, lines, file, one) for one in doubtful)
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
    if len(line) > LONGEST_LINE:
        return ""
    start = len(shape(line).before)
    joined = line[:start] + re.sub(r"\s+#", " #", line[start:])  # or it would count as a comment once more
    return shown((in_quotes((*lines[: where.line - 1], joined, *lines[where.line :]), where.line - 1),))
