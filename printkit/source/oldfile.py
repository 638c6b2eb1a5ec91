"""The YAML of a guide as far as it can be read, and the true cause where it cannot. In: a path. Out: a Source.

A file that is no guide, that is in an old encoding, or whose letters are lost, is told as such, and nothing else of it.
"""

import re
from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path

from printkit.errors import Problem, SourceError, Where, at_most
from printkit.files import contents
from printkit.source.comments import lost_words
from printkit.source.keys import anywhere
from printkit.source.reading import CONVERT_HINT, old_encoding
from printkit.source.repair import Source, read_text
from printkit.yamlfile import MOST_MIB, Mapping, Node, Text, load

_WHOLE = ("not-a-guide", "encoding")  # of a file; nothing else of it is worth a word
_C1 = re.compile("[\x80-\x9f]")  # only UTF-8 that was read as Latin-1 has such signs


def read_source(path: Path) -> Source:
    """A guide's nodes; `problems` may be among what comes. Raises SourceError where there is nothing to read."""
    file = str(path)
    try:
        text = load(path)
    except SourceError as error:
        raise SourceError(_better_told(path, error.problems)) from None
    if text.lstrip()[:1] in ("{", "<", "%", "P"):  # as RTF, HTML, PDF and ZIP begin
        _refuse_foreign(text.encode(), path)
    source = read_text(text, file)
    other = _another(source, text.splitlines(), file)
    if other:
        raise SourceError((other,))
    lost = lost_words(source.text, source.lines, file)
    problems = (*source.problems, *lost.problems)
    told = tuple(_better_told(path, problems)) if problems else ()
    if source.root is None or any(problem.code in _WHOLE for problem in told):
        raise SourceError(at_most(sorted(told, key=lambda problem: problem.where or Where(file)), file))
    return source._replace(problems=told, remarks=(*source.remarks, *lost.remarks))


def _refuse_foreign(data: bytes, path: Path) -> None:
    from printkit.source.foreign import foreign

    other = foreign(data, path)
    if other:
        raise SourceError((other,))


def _another(source: Source, lines: Sequence[str], file: str) -> Problem | None:
    """What the text is, where it is no guide's or its letters are lost."""
    from printkit.source.foreign import LEAST_HOLES, prose, question_marks

    if sum(line.count("?") for line in lines) >= LEAST_HOLES:
        holes = question_marks(lines, file)
        if holes:
            return holes
    excess = any(problem.code in ("yaml-excess", "control-character") for problem in source.problems)
    return None if excess or _is_keyed(source.root) else prose(lines, file)


def _is_keyed(root: Node | None) -> bool:
    """Has it a key of ours, or one that may be a slip for one?"""
    if not isinstance(root, Mapping):
        return root is not None and not isinstance(root, Text)
    return any(anywhere(key.value) or key.value.isascii() for key, _value in root.entries)


def _better_told(path: Path, problems: Sequence[Problem]) -> list[Problem]:
    from printkit.source.decoding import UTF8, decode  # only errors pay for it
    from printkit.source.foreign import foreign
    from printkit.source.oldtext import CONVERT

    try:
        data = contents(path, MOST_MIB)
    except SourceError:
        return list(problems)
    other = foreign(data, path)
    if other:
        return [other]
    try:
        found = decode(data, str(path))
    except SourceError:
        return list(problems)
    lines = re.split("\r\n|\r|\n", found.text)
    name = found.encoding if found.encoding in CONVERT else ""
    if found.encoding != UTF8 and not name:
        message = _("the file is in {name}, not in UTF-8").format(name=found.encoding)
        return [Problem(Where(str(path)), message, _(CONVERT_HINT), "encoding")]
    return list(dict.fromkeys(told for problem in problems for told in _of_line(problem, lines, name)))


def _of_line(problem: Problem, lines: list[str], name: str) -> list[Problem]:
    """The problem of a line in an old encoding; the same problem for another line."""
    where = problem.where
    line = lines[where.line - 1] if where and 0 < where.line <= len(lines) else ""
    told = old_encoding(line, where._replace(column=1), name) if where and (name or _C1.search(line)) else []
    return told or [problem]
