"""Lines of a guide that YAML cannot read, or reads otherwise than they were meant, mended in memory one by one.

In: the text of a guide. Out: its nodes, read from the mended text; what was wrong, each with the line as it could stand
there; and what was taken as it was plainly meant. The parser alone says what a text is: a fault that it tells is mended
in its line, and the text is read again. A line that nobody can mend is left out, so that the lines behind it are read.
"""

from collections import Counter
from collections.abc import Iterable
from gettext import gettext as _
from typing import NamedTuple

from printkit.errors import MOST, Problem, Where
from printkit.source.faults import fix_of_fault, fix_of_problem, fix_of_stray
from printkit.source.lines import LONGEST_LINE, Fix, is_blank
from printkit.source.spaces import plain_spaces
from printkit.yamlfile import Attempt, Node, attempt

BUDGET = 4 << 20  # characters that are read again, over all; a guide has some thousands
TRIES = 3  # of mending one line, after which it is left out


class Source(NamedTuple):
    """A guide's nodes and all there is to tell of its text.

    `root` is None where nothing could be read. `lines` are those of the file, but for mended ones: in them the nodes
    stand at the places they tell. `text` is what the nodes were read from.
    `gaps` says that lines are missing there, so what seems to be missing may stand in them.
    """

    root: Node | None
    lines: tuple[str, ...]
    text: str
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()
    gaps: bool = False


def read_text(text: str, file: str) -> Source:
    """The nodes of a guide's text; `file` names it in problems. Never raises."""
    original = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    bench = _Bench(list(plain_spaces(original)), file)
    tried = bench.reading()
    while bench.budget > 0 and len(bench.fixes) <= MOST and bench.mend(tried):
        tried = bench.reading()
    problems = [fix.problem for fix in bench.fixes if not fix.taken]
    ours = {problem.where for problem in problems}
    seems_empty = bool(ours)  # since its lines were left out
    others = (problem for problem in tried.problems if not (seems_empty and problem.code == "empty-file"))
    problems += (problem for problem in others if problem.where not in ours)
    taken = [fix.problem for fix in bench.fixes if fix.taken]
    lines = tuple(old if len(old) == len(new) else new for old, new in zip(original, bench.lines, strict=True))
    return Source(tried.root, lines, bench.text, tuple(problems), tuple(taken), bench.gaps)


def once_each(remarks: Iterable[Problem]) -> tuple[Problem, ...]:
    """Of each kind of remark the first, which says in how many more lines it holds."""
    kinds: dict[str, list[Problem]] = {}
    for remark in sorted(remarks, key=lambda remark: remark.where or Where("")):
        kinds.setdefault(remark.code, []).append(remark)
    return tuple(_counted(same) for same in kinds.values())


def _counted(same: list[Problem]) -> Problem:
    first, more = same[0], len({remark.where and remark.where.line for remark in same}) - 1
    if not more:
        return first
    message = _("{message} (also in {count} more places)").format(message=first.message, count=more)
    return first._replace(message=message)


class _Bench:
    """The lines while they are being mended."""

    def __init__(self, lines: list[str], file: str) -> None:
        self.lines, self.file = lines, file
        self.fixes: list[Fix] = []
        self.tries: Counter[int] = Counter()
        self.budget = BUDGET
        self.gaps = False

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def reading(self) -> Attempt:
        self.budget -= sum(map(len, self.lines)) + len(self.lines)
        return attempt(self.text, self.file)

    def mend(self, tried: Attempt) -> bool:
        """Mend one fault; False where there is none that can be mended."""
        if tried.fault and not any(problem.code == "yaml-excess" for problem in tried.problems):
            told = next(problem for problem in reversed(tried.problems) if problem.code == "yaml-syntax")
            last, start = len(self.lines) - 1, tried.fault.start
            fault = tried.fault._replace(line=min(tried.fault.line, last), start=(min(start[0], last), start[1]))
            near = self.lines[max(fault.start[0] - 1, 0) : fault.line + 1]
            short = max(map(len, near), default=0) <= LONGEST_LINE
            fix = fix_of_fault(self.lines, fault, told) if short else None
            return self.apply(fix or self.gap(told, fault.line))
        if max(map(len, self.lines)) > LONGEST_LINE:
            return False
        found = next(filter(None, (fix_of_problem(self.lines, problem) for problem in tried.problems)), None)
        stray = next(filter(None, (fix_of_stray(self.lines, where) for where in tried.stray)), None)
        return self.apply(found or (stray if tried.root else None))

    def apply(self, fix: Fix | None) -> bool:
        if fix is None:
            return False
        self.tries[fix.line] += 1
        if self.tries[fix.line] > TRIES or tuple(self.lines[fix.line : fix.last]) == fix.lines:
            fix = self.gap(fix.problem, fix.line)
            if fix is None:
                return False
        if all(fix.problem.where != other.problem.where for other in self.fixes):
            self.fixes.append(fix)
        self.gaps = self.gaps or fix.gap
        self.lines[fix.line : fix.last] = fix.lines
        return True

    def gap(self, told: Problem, line: int) -> Fix | None:
        """The line left out: the one that is told, else the one where the reading broke off, else the one before."""
        wanted = [told.where.line - 1 if told.where else line, line, *range(line - 1, -1, -1)]
        for number in wanted:
            if 0 <= number < len(self.lines) and not is_blank(self.lines[number]):
                return Fix(number, number + 1, ("",), told, taken=False, gap=True)
        return None
