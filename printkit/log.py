"""The log of a run, for whoever helps: version, system, command line, every message and traceback, line by line.

It goes by e-mail and in chats, so what stands in ward lists is kept out of it: a line about a list is written without
what it quotes, and lines that show nothing but a list are not written. Each line is on the disk at once, so that the
log of a run that hangs or is killed says how far it came.
"""

import os
import re
import shlex
import sys
from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path
from time import strftime

from printkit import __version__
from printkit.errors import OutputError, Problem, Where

FIRST = "printkit log"  # by which a log is known: no other file is ever replaced
LIBRARIES = ("click", "page-validation", "pillow", "pypdf", "pypdfium2", "pyyaml", "reportlab", "zxing-cpp")
_QUOTES = re.compile("“[^”]*”|\"[^\"]*\"|(?<![^\\W_])'[^']*'")


class Log:
    """A log that is open. Raises OutputError where the file cannot be written, or is there and no log."""

    def __init__(self, path: Path, arguments: Sequence[str]) -> None:
        try:
            _refuse_others(path)
            self._stream = path.open("w", encoding="utf-8", errors="backslashreplace", buffering=1)
        except OSError as reason:
            message = _("cannot be written ({reason})").format(reason=reason.strerror or reason)
            raise OutputError.of(message, _("name another file for --log"), Where(str(path))) from None
        self.lists: set[str] = set()
        self._problems: set[Problem] = set()
        for line in _head(arguments):
            self.write(line)

    def write(self, text: str) -> None:
        """A message, of one line or more. A disk that is full stops no work."""
        try:
            self._stream.write(f"{text}\n")
        except (OSError, ValueError):
            return

    def problem(self, problem: Problem) -> None:
        """A problem, once, though thousands of wards may have it; what may have come from a ward list is left out."""
        where = problem.where
        if problem in self._problems:
            return
        self._problems.add(problem)
        if not self.lists or (where and where.file not in self.lists and not self._names_list(problem.message)):
            self.write(_without_bug(str(problem)) if self.lists else str(problem))
        else:  # a hint may name wards that are near
            self.write(without_quotes(_without_bug(str(problem._replace(hint="")))))

    def _names_list(self, text: str) -> bool:
        return any(name in text for name in self.lists)

    def trace(self, text: str) -> None:
        """A traceback; once a list is read without what exceptions say, which may stand in the list."""
        self.write(_without_words(text) if self.lists else text)

    def close(self, code: int) -> None:
        """The last line: how the run ended."""
        self.write(f"exit code {code}")
        self._stream.close()


def without_quotes(text: str) -> str:
    """A text without what stands in quotes.

    >>> without_quotes("wards.csv:3:2: “Phường Bến Sen” stands twice")
    'wards.csv:3:2: “…” stands twice'
    """
    return _QUOTES.sub("“…”", text)


def _without_bug(text: str) -> str:
    """The message of a bug without what its exception says."""
    return re.sub(r"\((\w+(?:Error|Exception)): .*\)", r"(\1)", text, flags=re.DOTALL)


def _without_words(trace: str) -> str:
    """A traceback whose exceptions say no more than their kinds."""
    kept = (line if line.startswith(("  ", "Traceback")) else _kind(line) for line in trace.splitlines())
    return "\n".join(kept)


def _kind(line: str) -> str:
    """Of the line of an exception its kind; of what else it says nothing."""
    kind, _colon, _words = line.partition(":")
    return kind if re.fullmatch(r"[\w.]+", kind) else "…"


def _head(arguments: Sequence[str]) -> tuple[str, ...]:
    from importlib.metadata import PackageNotFoundError, version
    from platform import platform

    def known(name: str) -> str:
        try:
            return f"{name} {version(name)}"
        except PackageNotFoundError:
            return f"{name} –"

    return (
        f"{FIRST}, {strftime('%Y-%m-%d %H:%M:%S %z')}",
        f"printkit {__version__}, Python {sys.version.split()[0]}, {platform()}",
        ", ".join(map(known, LIBRARIES)),
        f"in {os.getcwd()}",
        f"printkit {shlex.join(arguments)}",
    )


def _refuse_others(path: Path) -> None:
    """A slip must not cost a guide or a list."""
    if not path.exists():
        return
    if path.is_file():
        with path.open("rb") as stream:
            start = stream.read(len(FIRST))
        if start in (b"", FIRST.encode()):
            return
    message = _("the file is there already, is no log of printkit, and is left as it is")
    raise OutputError((Problem(Where(str(path)), message, _("name another file for --log")),))
