"""Lines that stand too far left or right: a line goes in, the line where it belongs comes out.

Where it belongs is told by the lines above: items stand under items, keys under keys.
"""

from collections.abc import Iterator
from gettext import gettext as _

from printkit.errors import Problem, Where
from printkit.source.lines import Fix, Lines, indent, is_blank, previous, shape, shown

_TABS = (2, 4, 8)  # spaces that a tab may stand for


def fix_of_indent(lines: Lines, number: int, told: Problem) -> Fix | None:
    """A line put under the nearest line above that is of its kind. None where there is none."""
    here = indent(lines[number])
    columns = [column for column in _columns(lines, number) if column != here]
    if not columns or told.where is None:
        return None
    column = min(columns, key=lambda one: abs(one - here))
    if column < here and "\t" not in lines[number][:here]:
        message = _("this line is indented deeper than the lines that it stands with")
    else:
        message = _("this line does not line up with the lines above")
    new = (" " * column + lines[number].lstrip(),)
    where = Where(told.where.file, number + 1, here + 1)
    hint = _("check the spaces at its start")
    return Fix(number, number + 1, new, Problem(where, message, hint, "indent", shown(new)), taken=False)


def fix_of_tab(lines: Lines, number: int, told: Problem) -> Fix | None:
    """A line that is indented by tabs, with spaces: taken where it then stands under a line of its kind."""
    line = lines[number]
    white, rest = line[: indent(line)], line[indent(line) :]
    if told.where is None or "\t" not in white:
        return None
    columns = set(_columns(lines, number))
    fits = [width for width in _TABS if len(white.expandtabs(width)) in columns]
    new = (" " * len(white.expandtabs(fits[0] if fits else _TABS[0])) + rest,)
    message = _("a tab indents this line; it is taken as spaces") if fits else told.message
    problem = Problem(Where(told.where.file, number + 1, 1), message, _("indent with spaces"), "tab", shown(new))
    return Fix(number, number + 1, new, problem, taken=bool(fits))


def _columns(lines: Lines, number: int) -> Iterator[int]:
    """Where a line of this kind may stand: the nearest first."""
    is_item = lines[number].lstrip().startswith(("- ", "-\t")) or lines[number].strip() == "-"
    if not is_item and not shape(lines[number]).key:
        return
    above = previous(lines, number)
    if above >= 0 and shape(lines[above]).key and not shape(lines[above]).value:  # a block opens
        yield len(shape(lines[above]).lead) + 2
    for line in reversed(lines[max(number - 200, 0) : number]):
        parts = shape(line)
        if not is_blank(line) and "\t" not in parts.lead:
            if is_item and "-" in parts.lead:
                yield parts.lead.index("-")
            elif not is_item and parts.key:
                yield len(parts.lead)
