"""What is known of hosts and words, from `lists.yaml`: a language goes in, its lists come out."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from printkit import yamlfile
from printkit.yamlfile import Mapping, Node, Sequence, Text

FILE = Path(__file__).parent / "lists.yaml"


class Speech(NamedTuple):
    """The words of one language that tell something; all in lower case. Empty for a language without lists."""

    actions: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    is_: tuple[str, ...] = ()
    here: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()


class Lists(NamedTuple):
    """Hosts and short forms, whatever the language, and the speech of each."""

    official: tuple[str, ...]
    stores: frozenset[str]
    shorteners: frozenset[str]
    known: frozenset[str]
    languages: dict[str, Speech]


@cache
def lists() -> Lists:
    """The lists of the file, which is ours: a wrong one is a bug and raises."""
    root = _entries(yamlfile.read(FILE))
    official, stores, shorteners, known = (_texts(root[key]) for key in ("official", "stores", "shorteners", "known"))
    languages = {lang: _speech(_entries(node)) for lang, node in _entries(root["languages"]).items()}
    return Lists(official, frozenset(stores), frozenset(shorteners), frozenset(known), languages)


def speech(lang: str) -> Speech:
    """The lists of a BCP 47 language; `vi-VN` takes `vi`."""
    return lists().languages.get(lang.partition("-")[0].lower(), Speech())


def _speech(node: dict[str, Node]) -> Speech:
    return Speech(*(_texts(node[name.removesuffix("_")]) for name in Speech._fields))


def _entries(node: Node) -> dict[str, Node]:
    assert isinstance(node, Mapping)
    return {key.value: value for key, value in node.entries}


def _texts(node: Node) -> tuple[str, ...]:
    assert isinstance(node, Sequence)
    return tuple(item.value for item in node.items if isinstance(item, Text))
