"""The text of a YAML file beside its values: which characters are scalars, indicators, white space and comments.

In: a text. Out: its pieces in order, one behind the other without a gap, and its comments. Told by the marks of the
scanner's tokens: what lies between two of them is white space or a comment.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from printkit.later import patterns_later

with patterns_later():
    import yaml

FAST: Any = getattr(yaml, "CLoader", yaml.Loader)  # libyaml's scanner, thirty times as fast
SECOND: Any = yaml.Loader  # PyYAML's own, which shares no code with the one that guides are read by

SCALAR, INDICATOR, WHITE, COMMENT = "scalar", "indicator", "white", "comment"
_HEADER = re.compile(r"[|>][0-9+-]*[ \t]*")  # of a block scalar; a comment may follow


class Piece(NamedTuple):
    """A run of characters of one kind, from `start` to before `end`, counted from 0."""

    kind: str
    start: int
    end: int


class Comment(NamedTuple):
    """A comment from its `#` to the end of the line.

    `behind` is what stands before it on its line: "plain" a text without quotation marks, "empty" a key or a dash that
    has no value at all, "other" anything else, "" nothing. `scalar` is where that plain text starts, and `key` the key
    whose value it is, "" for an item of a list.
    """

    start: int
    text: str
    behind: str = ""
    key: str = ""
    scalar: int = -1


def pieces(text: str, loader: Any = SECOND) -> Iterator[Piece]:
    """All of a text, piece by piece; up to its first fault where it cannot be scanned.

    >>> [piece.kind for piece in pieces("a: b  # c")]
    ['scalar', 'indicator', 'white', 'scalar', 'white', 'comment']
    """
    end = 0
    for token in _tokens(text, loader):
        start, stop = token.start_mark.index, token.end_mark.index
        yield from _between(text, end, start)
        end = max(end, start)
        if stop > start and isinstance(token, yaml.ScalarToken):
            yield from _scalar(text, token)
        elif stop > start and not isinstance(token, yaml.StreamEndToken):
            yield Piece(INDICATOR, start, stop)
        end = max(end, stop)


def comments(text: str, loader: Any = SECOND) -> Iterator[Comment]:
    """The comments of a text in order.

    >>> [(comment.text, comment.behind, comment.key) for comment in comments("a: b # c")]
    [('# c', 'plain', 'a')]
    """
    before: list[Any] = []  # the last three tokens that are no brackets of the scanner's own
    end = 0
    for token in _tokens(text, loader):
        for piece in _between(text, end, token.start_mark.index):
            if piece.kind == COMMENT:
                yield _comment(text, piece, before, token)
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            yield from (_comment(text, p, [*before, token], token) for p in _scalar(text, token) if p.kind == COMMENT)
        end = max(end, token.end_mark.index)
        if not isinstance(token, yaml.BlockMappingStartToken | yaml.BlockSequenceStartToken | yaml.BlockEndToken):
            before = [*before[-2:], token]


def _tokens(text: str, loader: Any) -> Iterator[Any]:
    try:
        yield from yaml.scan(text, Loader=loader)
    except yaml.YAMLError:
        return


def _between(text: str, start: int, end: int) -> Iterator[Piece]:
    """White space and comments between two tokens."""
    for match in re.compile(r"#[^\r\n]*|[^#]+").finditer(text, start, end):
        yield Piece(COMMENT if text[match.start()] == "#" else WHITE, *match.span())


def _scalar(text: str, token: Any) -> Iterator[Piece]:
    """A scalar; the header of a block scalar may end in a comment."""
    start, stop = token.start_mark.index, token.end_mark.index
    header = _HEADER.match(text, start) if token.style in ("|", ">") else None
    if header and text.startswith("#", header.end()):
        yield Piece(INDICATOR, start, header.end())
        start = header.end() + len(re.split("[\r\n]", text[header.end() :], maxsplit=1)[0])
        yield Piece(COMMENT, header.end(), start)
    if start < stop:
        yield Piece(SCALAR, start, stop)


def _comment(text: str, piece: Piece, before: list[Any], after: Any) -> Comment:
    said = text[piece.start : piece.end].rstrip()
    last = before[-1] if before else None
    line = max(text.rfind("\n", 0, piece.start), text.rfind("\r", 0, piece.start)) + 1
    if last is None or not text[line : piece.start].strip(" \t\ufeff"):
        return Comment(piece.start, said)
    if isinstance(last, yaml.ScalarToken) and last.plain:
        is_value = len(before) == 3 and isinstance(before[1], yaml.ValueToken)
        key = before[0].value if is_value and isinstance(before[0], yaml.ScalarToken) else ""
        return Comment(piece.start, said, "plain", key, last.start_mark.index)
    if isinstance(last, yaml.ValueToken | yaml.BlockEntryToken) and _is_empty(last, after):
        key = before[-2].value if len(before) > 1 and isinstance(before[-2], yaml.ScalarToken) else ""
        return Comment(piece.start, said, "empty", key if isinstance(last, yaml.ValueToken) else "")
    return Comment(piece.start, said, "other")


def _is_empty(last: Any, after: Any) -> bool:
    """Does what stands behind the comment leave the key or the dash before it without a value?"""
    if isinstance(after, yaml.BlockEntryToken):
        return isinstance(last, yaml.BlockEntryToken)
    return isinstance(after, yaml.KeyToken | yaml.BlockEndToken | yaml.StreamEndToken)
