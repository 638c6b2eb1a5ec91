"""A YAML or JSON ward list as a grid: the keys of its mappings are the headings.

Where mappings hold lists of mappings themselves (provinces, each with its wards), the innermost are the wards, and the
names of those around them become columns: province, district or commune.
"""

import json
from collections.abc import Iterable, Iterator
from gettext import gettext as _
from pathlib import Path
from typing import NamedTuple

from printkit.errors import Problem, SourceError, Where
from printkit.files import contents
from printkit.wardlist.grid import EMPTY, MOST_COLUMNS, Book, Cell, GridRow, Sheet
from printkit.wardlist.headings import names, understood
from printkit.yamlfile import MAX_DEPTH, Mapping, Node, Sequence, Text, read

TIMES = 16  # a guide's size: all 3,321 wards of the country are about 1 MB
MOST_MIB = 8
AROUND = {"province": "Tỉnh", "district": "Huyện", "parent": "Xã quản lý"}  # headings of what stands around the wards
_COMMUNES = ("xã", "phường", "thị trấn", "đặc khu")
_DISTRICTS = ("huyện", "quận", "thị xã")


class _Ward(NamedTuple):
    """A mapping that lists no others, and the names around it by their heading."""

    mapping: Mapping
    around: tuple[tuple[str, Text], ...] = ()


def read_nested(path: Path) -> Book:
    """One sheet of a list of mappings. Raises SourceError where the file holds none."""
    root = _json(path) if path.suffix.lower() == ".json" else read(path, TIMES)
    wards = tuple(_wards(root, ()))
    if not wards and isinstance(root, Mapping) and (root.get("title") or root.get("sections")):
        hint = _("give a list after --wards, and the guide without it: printkit batch {file} --wards LIST")
        raise SourceError.of(_("this is a guide, not a ward list"), hint.format(file=path), Where(str(path)))
    if not wards:
        hint = _("begin each ward with `- code: …` on a line of its own")
        raise SourceError.of(_("the file holds no list of wards"), hint, root.where or Where(str(path)))
    problems = (
        tuple(_no_ward(item) for item in root.items if isinstance(item, Text)) if isinstance(root, Sequence) else ()
    )
    headings: dict[str, Where | None] = {}
    for ward in wards:
        for heading, name in ward.around:
            headings.setdefault(heading, name.where)
        for key, value in ward.mapping.entries:
            if not _lists(value):
                headings.setdefault(key.value, key.where)
    first = GridRow(1, tuple(map(Cell, headings)), tuple(headings.values()))
    if len(headings) > MOST_COLUMNS:
        message = _("the wards have more than {most} different keys").format(most=MOST_COLUMNS)
        raise SourceError.of(message, _("delete those that no guide prints"), root.where)
    return Book((Sheet("", (first, *(_row(ward, tuple(headings)) for ward in wards))),), problems)


def _json(path: Path) -> Node:
    """A JSON file. Most JSON is YAML, whose reader knows places; what is not is read without them."""
    try:
        return read(path, TIMES)
    except SourceError:
        try:
            value = json.loads(contents(path, MOST_MIB).decode("utf-8-sig"))
        except json.JSONDecodeError as error:
            where = Where(str(path), error.lineno, error.colno)
            raise SourceError.of(
                _("this is no JSON"), _("export the list again, or save it as CSV or XLSX"), where
            ) from None
        except (UnicodeDecodeError, RecursionError):
            raise SourceError.of(_("this is no JSON"), _("save the list as CSV or XLSX"), Where(str(path))) from None
        return _node(value, Where(str(path)), 0)


def _node(value: object, where: Where, depth: int) -> Node:
    if depth > MAX_DEPTH:
        raise SourceError.of(_("the lists of the file are nested too deep"), _("save it as CSV or XLSX"), where)
    if isinstance(value, dict):
        pairs = tuple((Text(key, where), _node(item, where, depth + 1)) for key, item in value.items())
        return Mapping(pairs, where)
    if isinstance(value, list):
        return Sequence(tuple(_node(item, where, depth + 1) for item in value), where)
    text = "" if value is None else value if isinstance(value, str) else json.dumps(value)
    return Text(text, where)


def _wards(node: Node, around: tuple[tuple[str, Text], ...]) -> Iterator[_Ward]:
    """The innermost mappings of a tree that have a name; in reading order."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _wards(item, around)
    elif isinstance(node, Mapping):
        lists = [value for _key, value in node.entries if _lists(value)]
        name = _name(node)
        if name is None or lists:
            inside = (*around, *_around(name, around))
            for value in lists:
                yield from _wards(value, inside)
        else:
            yield _Ward(node, around)


def _lists(value: Node) -> bool:
    """Does it list mappings, or hold such by their keys?"""
    if isinstance(value, Sequence):
        return any(isinstance(item, Mapping) for item in value.items)
    return (
        isinstance(value, Mapping)
        and bool(value.entries)
        and all(isinstance(item, Mapping) for _key, item in value.entries)
    )


def _name(mapping: Mapping) -> Text | None:
    """What names a mapping, by the same headings as in a table."""
    for key, value in mapping.entries:
        fields = [sense.field for sense in understood(key.value).senses]
        if isinstance(value, Text) and value.value and set(fields) & {"name", "hamlet", "province", "district"}:
            return value
    return None


def _around(name: Text | None, around: tuple[tuple[str, Text], ...]) -> Iterable[tuple[str, Text]]:
    if name is None:
        return ()
    if names(name.value, _COMMUNES):
        return ((AROUND["parent"], name),)
    if around or names(name.value, _DISTRICTS):
        return ((AROUND["district"], name),)
    return ((AROUND["province"], name),)


def _row(ward: _Ward, headings: tuple[str, ...]) -> GridRow:
    values: dict[str, Node] = {key.value: value for key, value in ward.mapping.entries}
    for heading, name in ward.around:
        values.setdefault(heading, name)
    nodes = [values.get(heading) for heading in headings]
    cells = tuple(EMPTY if node is None else _cell(node) for node in nodes)
    places = tuple(node.where if node else ward.mapping.where for node in nodes)
    return GridRow(ward.mapping.where.line, cells, places)


def _cell(node: Node) -> Cell:
    """A text as it stands, a list of texts with semicolons between."""
    if isinstance(node, Text):
        return Cell(node.value)
    if isinstance(node, Sequence) and all(isinstance(item, Text) for item in node.items):
        return Cell("; ".join(item.value for item in node.items if isinstance(item, Text)))
    return Cell("", fault=(_("a ward's field is a text"), _("write it on one line")))


def _no_ward(item: Node) -> Problem:
    return Problem(item.where, _("a ward is a mapping"), _("write `code: …` and `name: …` under one `-`"))
