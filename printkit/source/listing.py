"""A YAML ward list, a list of mappings, as a table: every key that stands in one of them is a heading."""

from collections.abc import Iterable
from gettext import gettext as _
from pathlib import Path

from printkit.errors import Problem, SourceError, Where
from printkit.source.rows import Row, Table
from printkit.yamlfile import Mapping, Node, Sequence, Text, read

TIMES = 16  # a guide's size: all 3,321 wards of the country are about 1 MB


def yaml_rows(path: Path) -> Table:
    """The rows of a list of mappings. Raises SourceError where it is none."""
    file = str(path)
    items = _items(read(path, TIMES), file)
    problems = [_no_ward(item) for item in items if not isinstance(item, Mapping)]
    wards = [item for item in items if isinstance(item, Mapping)]
    headings = tuple(dict.fromkeys(key.value for ward in wards for key, _value in ward.entries))
    rows = [Row(1, headings, places=tuple(_first(wards, heading) for heading in headings))]
    for ward in wards:
        rows.append(_row(ward, headings))
        problems += (_no_text(value) for _key, value in ward.entries if not isinstance(value, Text))
    return Table(tuple(rows), tuple(problems))


def _items(root: Node, file: str) -> tuple[Node, ...]:
    if isinstance(root, Sequence):
        return root.items
    hint = _("begin each ward with `- code: …` on a line of its own")
    raise SourceError.of(_("a YAML ward list is a list"), hint, root.where or Where(file))


def _first(wards: Iterable[Mapping], heading: str) -> Where | None:
    return next((key.where for ward in wards for key, _value in ward.entries if key.value == heading), None)


def _row(ward: Mapping, headings: tuple[str, ...]) -> Row:
    found = {key.value: value for key, value in ward.entries}
    values = [found.get(heading) for heading in headings]
    cells = tuple(value.value if isinstance(value, Text) else "" for value in values)
    return Row(ward.where.line, cells, places=tuple(value.where if value else ward.where for value in values))


def _no_ward(item: Node) -> Problem:
    return Problem(item.where, _("a ward is a mapping"), _("write `code: …` and `name: …` under one `-`"))


def _no_text(value: Node) -> Problem:
    return Problem(value.where, _("a ward's field is a text"), _("write it on one line"))
