"""A YAML ward list, a list of mappings, as a table: every key that stands in one of them is a heading."""

from gettext import gettext as _
from pathlib import Path

from printkit.errors import Problem, SourceError, Where
from printkit.source.rows import MOST_COLUMNS, Row, Table
from printkit.yamlfile import Mapping, Node, Sequence, Text, read

TIMES = 16  # a guide's size: all 3,321 wards of the country are about 1 MB


def yaml_rows(path: Path) -> Table:
    """The rows of a list of mappings. Raises SourceError where it is none."""
    file = str(path)
    items = _items(read(path, TIMES), file)
    problems = [_no_ward(item) for item in items if not isinstance(item, Mapping)]
    wards = [item for item in items if isinstance(item, Mapping)]
    headings: dict[str, Where] = {}
    for ward in wards:
        for key, _value in ward.entries:
            headings.setdefault(key.value, key.where)
    first = Row(1, tuple(headings), places=tuple(headings.values()))
    if len(headings) > MOST_COLUMNS:  # which is told by whoever reads the first row
        return Table((first,))
    return Table((first, *(_row(ward, tuple(headings)) for ward in wards)), tuple(problems))


def _items(root: Node, file: str) -> tuple[Node, ...]:
    if isinstance(root, Sequence):
        return root.items
    hint = _("begin each ward with `- code: …` on a line of its own")
    raise SourceError.of(_("a YAML ward list is a list"), hint, root.where or Where(file))


def _row(ward: Mapping, headings: tuple[str, ...]) -> Row:
    found = {key.value: value for key, value in ward.entries}
    values = [found.get(heading) for heading in headings]
    cells = tuple(value.value if isinstance(value, Text) else "" for value in values)
    places = tuple(value.where if value else ward.where for value in values)
    problems = tuple(_no_text(value) for value in found.values() if not isinstance(value, Text))
    return Row(ward.where.line, cells, places=places, problems=problems)


def _no_ward(item: Node) -> Problem:
    return Problem(item.where, _("a ward is a mapping"), _("write `code: …` and `name: …` under one `-`"))


def _no_text(value: Node) -> Problem:
    return Problem(value.where, _("a ward's field is a text"), _("write it on one line"))
