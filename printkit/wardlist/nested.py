"""A YAML or JSON ward list as a grid: the keys of its mappings are the headings.

Where mappings hold lists of mappings themselves (provinces, each with its wards), the innermost are the wards, and the
names of those around them become columns: province, district or commune.
"""

import json
from collections.abc import Iterable, Iterator
from gettext import gettext as _
from pathlib import Path
from typing import NamedTuple

from printkit.errors import PrintkitError, Problem, SourceError, Where
from printkit.files import contents
from printkit.slugs import slug
from printkit.wardlist.grid import EMPTY, MOST_COLUMNS, Book, Cell, GridRow, Sheet
from printkit.wardlist.headings import names, understood
from printkit.yamlfile import MAX_DEPTH, Mapping, Node, Sequence, Text, read

TIMES = 16  # a guide's size: all 3,321 wards of the country are about 1 MB
MOST_MIB = 8
AROUND = {"province": "Tỉnh", "district": "Huyện", "parent": "Xã quản lý"}  # headings of what stands around the wards
NAME = "Tên"  # heading of names that are listed alone
_COMMUNES = ("xã", "phường", "thị trấn", "đặc khu")
_DISTRICTS = ("huyện", "quận", "thị xã")


class _Ward(NamedTuple):
    """A mapping that lists no others, and the names around it by their heading."""

    mapping: Mapping
    around: tuple[tuple[str, Text], ...] = ()


def read_nested(path: Path) -> Book:
    """One sheet of a list of mappings. Raises SourceError where the file holds none."""
    root = _json(path) if path.suffix.lower() == ".json" else read(path, TIMES)
    if len({key.value for mapping in _items(root) for key, value in mapping.entries if isinstance(value, Text)}) > (
        MOST_COLUMNS
    ):
        raise _too_many_keys(root)  # before each is asked whether it is a heading
    wards = tuple(_wards(root, ()))
    if isinstance(root, Mapping) and (root.get("sections") or root.get("steps") or (root.get("title") and not wards)):
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
        for key, _value in ward.mapping.entries:
            headings.setdefault(key.value, key.where)
    first = GridRow(1, tuple(map(Cell, headings)), tuple(headings.values()))
    if len(headings) > MOST_COLUMNS:
        raise _too_many_keys(root)
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
    """The innermost mappings of a tree that have a name, and those without one beside them; in reading order."""
    if isinstance(node, Sequence):
        found = [(item, tuple(_wards(item, around))) for item in node.items]
        keys = _list_keys(found)
        lists_wards = any(ward.mapping is item for item, wards in found for ward in wards)
        for item, wards in found:
            if not wards and lists_wards and isinstance(item, Mapping):
                wards = (_Ward(item, around),)
            yield from (ward for ward in wards if not (ward.mapping is item and _has_no_wards(item, keys)))
    elif isinstance(node, Mapping):
        lists = [_named(key, value) for key, value in node.entries if _lists(value) or _lists_names(key, value)]
        name = _name(node)
        inside = (*around, *_around(name, around))
        wards = tuple(ward for value in lists for ward in _wards(value, inside))
        yield from wards
        if name is not None and not wards:
            yield _Ward(node, around)


def _list_keys(found: Iterable[tuple[Node, tuple[_Ward, ...]]]) -> frozenset[str]:
    """The keys under which mappings that stand beside one another list their wards."""
    return frozenset(
        key.value
        for item, wards in found
        if isinstance(item, Mapping) and any(ward.mapping is not item for ward in wards)
        for key, value in item.entries
        if _lists(value) or _lists_names(key, value)
    )


def _has_no_wards(item: Node, keys: frozenset[str]) -> bool:
    """Is its list of wards empty, where those beside it have some? Then it is a province or a commune, and no ward."""
    entries = item.entries if isinstance(item, Mapping) else ()
    return any(key.value in keys and not (isinstance(value, Text) and value.value) for key, value in entries)


def _lists_names(key: Text, value: Node) -> bool:
    """Does it list the names of wards: `phường: [Phường A, Phường B]`? `name: [C]` is a ward's own, in brackets."""
    if slug(key.value) in ("name", "ten"):
        return False
    is_texts = isinstance(value, Sequence) and bool(value.items) and all(isinstance(item, Text) for item in value.items)
    return is_texts and any(sense.field in ("name", "hamlet") for sense in understood(key.value).senses)


def _named(key: Text, value: Node) -> Node:
    """A list of names as one of wards that have nothing else."""
    if not (isinstance(value, Sequence) and _lists_names(key, value)):
        return value
    named = (Mapping(((Text(NAME, item.where), item),), item.where) for item in value.items if isinstance(item, Text))
    return Sequence(tuple(named), value.where)


def _lists(value: Node) -> bool:
    """Does it list mappings, or hold such by their keys?"""
    if isinstance(value, Sequence):
        return any(isinstance(item, Mapping) for item in value.items)
    return (
        isinstance(value, Mapping)
        and bool(value.entries)
        and all(isinstance(item, Mapping) for _key, item in value.entries)
    )


def _items(node: Node) -> Iterator[Mapping]:
    """The mappings inside a tree."""
    children: tuple[Node, ...] = node.items if isinstance(node, Sequence) else ()
    if isinstance(node, Mapping):
        children = tuple(value for _key, value in node.entries)
    for child in children:
        if isinstance(child, Mapping):
            yield child
        yield from _items(child)


def _too_many_keys(root: Node) -> PrintkitError:
    message = _("the wards have more than {most} different keys").format(most=MOST_COLUMNS)
    return SourceError.of(message, _("delete those that no guide prints"), root.where)


def _name(mapping: Mapping) -> Text | None:
    """What names a mapping, by the same headings as in a table."""
    for key, value in mapping.entries[:MOST_COLUMNS]:
        if isinstance(value, Text) and value.value:
            fields = {sense.field for sense in understood(key.value).senses}
            if fields & {"name", "hamlet", "province", "district"}:
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
