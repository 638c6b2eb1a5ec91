"""What a person reads of a run: results go to stdout, all else to stderr, and the worst exit code is kept."""

import errno
import os
import sys
from collections.abc import Iterable, Sequence
from gettext import gettext as _
from gettext import ngettext

from printkit.errors import BugError, OutputError, PrintkitError, Problem, worst
from printkit.excerpt import excerpt
from printkit.log import Log

LONGEST_LINE = 1000  # characters of a problem that are shown
READER_GONE = (errno.EPIPE, errno.EINVAL)  # the second is what Windows says


def shown(text: str) -> str:
    """On one line, not endless, and without what steers a terminal: it may name what stands in a file."""
    said = "".join(sign if sign.isprintable() or sign == "\u00a0" else f"\\u{ord(sign):04x}" for sign in text)
    return said if len(said) <= LONGEST_LINE else f"{said[: LONGEST_LINE // 2]} … {said[-LONGEST_LINE // 2 :]}"


def _json(record: dict[str, object]) -> str:
    import json  # few runs ask for it

    return json.dumps(record)  # in ASCII, which no pipe can garble


class Terminal:
    """What was said in one run: each problem once, the worst exit code, and whether stdout is still read.

    With `as_json` all that programs may want goes to stdout, one object a line: problems as `Problem.record` gives
    them, and files that were made. What is told goes to the `log` too, where there is one.
    """

    def __init__(self, arguments: Sequence[str] = ()) -> None:
        """`arguments` are what was typed."""
        self.arguments = tuple(arguments)
        self.code = 0
        self.said: set[str] = set()
        self.bugs: dict[str, list[BugError]] = {}
        self.as_json = False
        self.log: Log | None = None

    def keep_out_of_log(self, path: object) -> None:
        """A ward list: what stands in it is in no log."""
        if self.log:
            self.log.lists.add(str(path))

    def result(self, result: object, *, private: bool = False) -> None:
        """A path on stdout. A reader that has gone (`| head`) stops no work. What is `private` is in no log."""
        if self.log and not private:
            self.log.write(str(result))
        self._print({"made": str(result)} if self.as_json else result)

    def _print(self, result: object) -> None:
        try:
            print(_json(result) if isinstance(result, dict) else result, flush=True)
        except OSError as reason:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if reason.errno not in READER_GONE:
                message = _("stdout cannot be written ({reason})").format(reason=reason.strerror)
                self.error(OutputError.of(message, _("send it elsewhere")))

    def line(self, text: str, logged: str | None = None) -> None:
        """A line for a person, on stderr; one that is closed or full stops no work.

        `logged` is what a log has in its place; "" for nothing.
        """
        if self.log and logged != "":
            self.log.write(logged or text)
        if sys.stderr is not None:
            try:
                print(text, file=sys.stderr, flush=True)
            except (OSError, ValueError):
                sys.stderr = None  # nobody can be told

    def problems(self, problems: Iterable[Problem], severity: str = "warning") -> None:
        """Each once. On a terminal with its line, a caret and the mended line; else all of it on one line."""
        for problem in problems:
            told = shown(str(problem))
            if told in self.said:
                continue
            self.said.add(told)
            if self.log:
                self.log.problem(problem)
            if self.as_json:
                self._print(problem.record(severity))
            elif sys.stderr is not None and sys.stderr.isatty():
                self.line("\n".join((told, *map(shown, excerpt(problem)))), "")
            else:
                mended = " ⏎ ".join(problem.mended.splitlines())
                colon = " " if told.endswith("?") else ": "
                self.line(shown(f"{problem}{colon}{mended}") if mended else told, "")

    def error(self, error: PrintkitError) -> None:
        self.problems(error.problems, "error")
        self.count(error)

    def count(self, error: PrintkitError) -> None:
        """An error that is told elsewhere: its exit code, and where it is a bug of ours its traceback, for the end."""
        self.code = worst(self.code, error.exit_code)
        if isinstance(error, BugError):
            self.bugs.setdefault(error.kind, []).append(error)

    def tell_bugs(self) -> None:
        """The traceback of each kind of bug that was met, and how often."""
        for met in self.bugs.values():
            text = ngettext("a bug of printkit, met once:", "a bug of printkit, met {count} times:", len(met))
            self.line(text.format(count=len(met)))
            if self.log:
                self.log.trace(met[0].trace)
            for line in met[0].trace.splitlines():
                self.line(shown(line), "")
