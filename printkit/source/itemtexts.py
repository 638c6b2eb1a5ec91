"""Texts with a colon that YAML reads as keys: nodes go in, the text that was meant, or the lines as they could stand.

`- Lưu ý: mang CCCD` is a text in every eye but YAML's.
"""

import re
from collections.abc import Iterator

from printkit.source.items import mended_item, plain_item
from printkit.source.keys import is_slip, meant
from printkit.source.lines import Lines, quoted, shape, shown
from printkit.yamlfile import Mapping, Node, Sequence, Text


def as_text(node: Node, lines: Lines, keys: tuple[str, ...]) -> Text | None:
    """A text, or the one that a single key and its value are: letter for letter what stands in the file.

    None for what is something else, for a key of the place (`keys`), and for a slip for one.
    """
    if not isinstance(node, Mapping) or len(node.entries) != 1:
        return node if isinstance(node, Text) else None
    ((key, value),) = node.entries
    if not isinstance(value, Text) or key.value in keys or is_slip(key.value, keys):
        return None
    return Text(_source(key, value, lines), key.where)


def after_two_dashes(node: Node, lines: Lines) -> Node:
    """`- - Mở trang`, a list of one text in a list, as the text `- Mở trang`; any other node as it is."""
    if not isinstance(node, Sequence) or len(node.items) != 1 or not isinstance(node.items[0], Text):
        return node
    inner, at = node.items[0], node.where
    same_line = at.line == inner.where.line <= len(lines) and lines[at.line - 1][at.column - 1 :].startswith("- ")
    return Text(f"- {inner.value}", at, inner.end) if same_line else node


def _source(key: Text, value: Text, lines: Lines) -> str:
    """What stands in the file from a key to the end of its value."""
    first, last, end = key.where.line - 1, (value.end or value.where).line - 1, (value.end or value.where).column - 1
    if (
        value.where < key.where
        or last >= len(lines)
        or lines[value.where.line - 1][value.where.column - 1 :][:1]
        in (
            "|",
            ">",
        )
    ):  # an alias stands for what is written elsewhere; the header of a block is no word
        return f"{key.value}: {value.value}"
    start = key.where.column - 1
    start -= 2 if lines[first][:start].endswith("? ") else 0
    parts = [*lines[first:last], lines[last][:end]]
    parts[0] = parts[0][start:]
    return "\n".join(parts)


def is_all_text(node: Node, keys: tuple[str, ...], thing: str) -> bool:
    """Is no key of a mapping one of the place, in English, in Vietnamese or nearly?"""
    return isinstance(node, Mapping) and not any(
        meant(key.value, thing) in keys or is_slip(key.value, keys) for key, _value in node.entries
    )


def mended_text(node: Node, said: Text) -> str:
    """The line of an item that is one text, in quotes."""
    text = re.sub(r"\s*\n\s*", " ", said.value).strip(" ")
    return shown((f"{' ' * max(node.where.column - 3, 0)}- {quoted(text)}",))


def mended_texts(node: Node) -> str:
    """The lines of an item whose colons made keys of it, each text in quotes; "" where it is too much."""
    if not isinstance(node, Mapping):
        return ""
    lead = " " * max(node.where.column - 3, 0)
    return shown([f"{lead}- {quoted(text)}" for key, value in node.entries if (text := _said(key, value))])


def _said(key: Text, value: Node) -> str:
    if isinstance(value, Sequence):
        return f"{key.value}: {', '.join(item.value for item in value.items if isinstance(item, Text))}"
    return f"{key.value}: {value.value}".rstrip() if isinstance(value, Text) else key.value


def with_text_key(node: Mapping, key: Text, value: Text, lines: Lines) -> str:
    """The line of a step whose text has a colon, with the `text:` that it needs beside other keys."""
    line = lines[key.where.line - 1] if key.where.line <= len(lines) else ""
    before = line[: key.where.column - 1]
    return shown((f"{before}text: {quoted(_source(key, value, lines))}",)) if node.entries[0][0] == key else ""


def with_key(key: Text, wanted: str, lines: Lines) -> str:
    """The line of a key with the one that was meant in its place."""
    line = lines[key.where.line - 1] if 0 < key.where.line <= len(lines) else ""
    start = key.where.column - 1
    same = line[start:].startswith(key.value)
    return shown((line[:start] + wanted + line[start + len(key.value) :],)) if same else ""


def mended_list(node: Node, lines: Lines) -> str:
    """The lines of what should be a list and is a text or keys: each item behind a dash."""
    line = lines[node.where.line - 1] if 0 < node.where.line <= len(lines) else ""
    if isinstance(node, Text):
        last = node.end.line if node.end else node.where.line
        below = [mended_item(line) for line in lines[node.where.line - 1 : last]]
        parts = shape(line)
        if parts.key:
            return shown((parts.before.rstrip(), f"{' ' * len(parts.lead)}  - {plain_item(node.value)}"))
        return shown(below)
    if isinstance(node, Mapping) and all(isinstance(value, Text) for _key, value in node.entries):
        lead = " " * (node.where.column - 1)
        numbered = all(any(map(str.isdigit, key.value)) for key, _value in node.entries)  # `Bước 1: …`
        pairs = ((key, value) for key, value in node.entries if isinstance(value, Text))
        texts = [value.value if numbered else _said(key, value) for key, value in pairs]
        return shown([f"{lead}- {plain_item(text)}" for text in texts])
    return ""


def deeper_items(node: Text, lines: Lines) -> Iterator[tuple[int, str]]:
    """Lines of an item's text that look like items themselves: their numbers from 1, and where they belong."""
    first = lines[node.where.line - 1] if node.where.line <= len(lines) else ""
    dash = shape(first).lead.rfind("-")
    plain = first[node.where.column - 1 :][:1] not in tuple("\"'|>")
    last = node.end.line if node.end else node.where.line
    if dash >= 0 and plain:
        for number, line in enumerate(lines[node.where.line : last], node.where.line + 1):
            if re.match(r"\s*- \S", line):
                yield number, " " * dash + line.strip()
