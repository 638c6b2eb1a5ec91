"""The YAML of a guide, with a word on old encodings where they are what is wrong: a path goes in, nodes come out."""

import re
from gettext import gettext as _
from pathlib import Path

from printkit.errors import Problem, SourceError, Where
from printkit.source.reading import CONVERT_HINT, old_encoding
from printkit.yamlfile import MOST_MIB, Node, read

_C1 = re.compile("[\x80-\x9f]")  # only UTF-8 that was read as Latin-1 has such signs


def read_nodes(path: Path) -> Node:
    """As `yamlfile.read`. A file that is not UTF-8, or whose signs only an old encoding writes, is told as such."""
    try:
        return read(path)
    except SourceError as error:
        raise SourceError(_better_told(path, error.problems)) from None


def _better_told(path: Path, problems: tuple[Problem, ...]) -> list[Problem]:
    from printkit.source.decoding import UTF8, decode  # only errors pay for it
    from printkit.source.oldtext import CONVERT

    try:
        with path.open("rb") as stream:
            found = decode(stream.read(MOST_MIB << 20), str(path))
    except (OSError, SourceError):
        return list(problems)
    lines = re.split("\r\n|\r|\n", found.text)
    name = found.encoding if found.encoding in CONVERT else ""
    if found.encoding != UTF8 and not name:
        message = _("the file is in {name}, not in UTF-8").format(name=found.encoding)
        return [Problem(Where(str(path)), message, _(CONVERT_HINT))]
    return list(dict.fromkeys(told for problem in problems for told in _of_line(problem, lines, name)))


def _of_line(problem: Problem, lines: list[str], name: str) -> list[Problem]:
    """The problem of a line in an old encoding; the same problem for another line."""
    where = problem.where
    line = lines[where.line - 1] if where and 0 < where.line <= len(lines) else ""
    told = old_encoding(line, where._replace(column=1), name) if where and (name or _C1.search(line)) else []
    return told or [problem]
