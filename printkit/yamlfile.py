"""YAML as plain text values that remember their place.

In: a path. Out: a tree of Text, Sequence and Mapping, or one SourceError with every problem that was found.
Nothing is typed: `1900.9068`, `0123`, `yes` and `12:30` stay those characters. Tags, duplicate keys, several documents
and excess are refused, so a guide can be neither a program nor a bomb.
"""

import re
from collections.abc import Iterator
from gettext import gettext as _
from pathlib import Path
from typing import Any, NamedTuple

from printkit.errors import MOST, Problem, SourceError, Where, at_most
from printkit.files import contents
from printkit.later import pattern, patterns_later
from printkit.values import Value

with patterns_later():
    import yaml

MOST_MIB = 1
MAX_NODES = 20_000  # counted as printed: an alias counts all it stands for
MAX_DEPTH = 20
MAX_MARKS = 30  # on one letter, as in the stream-safe text of UAX #15; to sort more takes ever longer

# C0 and C1 controls, line and paragraph separators, bidi embeddings, overrides and isolates, non-characters.
FORBIDDEN = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]")

_LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)  # libyaml is ten times as fast; both give the same events


class Text(Value):
    """A scalar, as written; an empty one is the empty text. `end` is the place behind its last character."""

    value: str
    where: Where
    end: Where | None = None
    _aside = ("end",)


class Sequence(Value):
    """A list."""

    items: tuple["Node", ...]
    where: Where


class Mapping(Value):
    """Keys and values, in the order written; no key stands twice."""

    entries: tuple[tuple[Text, "Node"], ...]
    where: Where

    def get(self, key: str) -> "Node | None":
        """The value of a key, or None."""
        return next((value for name, value in self.entries if name.value == key), None)


Node = Text | Sequence | Mapping


def read(path: Path, times: int = 1) -> Node:
    """The one document of a YAML file, which may be so many times as large as a guide."""
    return parse(load(path, times), str(path), times)


def load(path: Path, times: int = 1) -> str:
    """The characters of a file, without its byte order mark."""
    return _decoded(contents(path, times * MOST_MIB), str(path))


def _decoded(data: bytes, file: str) -> str:
    try:
        return data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as reason:
        before = data[: reason.start].decode("utf-8", "replace").removeprefix("\ufeff")
        raise SourceError.of(
            _("this byte is not UTF-8: 0x{byte:02X}").format(byte=reason.object[reason.start]),
            _("save the file with the encoding UTF-8"),
            place(file, before, len(before)),
        ) from None


def place(file: str, text: str, index: int) -> Where:
    """Line and column of a character."""
    lines = re.split("\r\n|\r|\n", text[:index])
    return Where(file, len(lines), len(lines[-1]) + 1)


class Fault(NamedTuple):
    """Where and why YAML could read no further: the parser's words, and the places of the fault and of what it is in.

    Lines and columns count from 0, as the parser's do.
    """

    problem: str
    context: str
    line: int
    column: int
    start: tuple[int, int]


class Attempt(NamedTuple):
    """What came of reading a text: its document as far as one was found, and all problems in the order of places.

    `fault` is what broke the reading off; `stray` are the places of anchors (`&name`) that no alias takes up.
    """

    root: Node | None
    problems: tuple[Problem, ...] = ()
    fault: Fault | None = None
    stray: tuple[Where, ...] = ()


def parse(text: str, file: str, times: int = 1) -> Node:
    """The one document in a text; `file` names it in errors."""
    tried = attempt(text, file, times)
    if tried.root is None or tried.problems:
        raise SourceError(at_most(tried.problems, file))
    return tried.root


def attempt(text: str, file: str, times: int = 1) -> Attempt:
    """The same, with whatever is wrong as a value. Never raises."""
    bad = forbidden(text, file)
    if bad:
        return Attempt(None, bad)
    at = piled(text)
    if at >= 0:
        return Attempt(None, (Problem(place(file, text, at), *too_many_marks()),))
    builder, fault, root = _Builder(file, times * MAX_NODES), None, None
    try:
        root = builder.document(yaml.parse(text, Loader=_LOADER))
    except _StopReading:
        pass
    except yaml.MarkedYAMLError as error:
        fault = _fault(error)
        builder.problems.append(_syntax(fault, text, builder))
    found = sorted(builder.problems, key=lambda problem: problem.where or Where(file))
    return Attempt(root, tuple(found), fault, tuple(builder.stray.values()))


def _fault(error: yaml.MarkedYAMLError) -> Fault:
    """`error.problem` differs a little between libyaml and PyYAML."""
    mark: Any = error.problem_mark or error.context_mark
    start: Any = error.context_mark or mark
    return Fault(error.problem or "", error.context or "", mark.line, mark.column, (start.line, start.column))


def forbidden(text: str, file: str) -> tuple[Problem, ...]:
    """Characters that may stand in no text of ours; at most ten."""
    found = list(FORBIDDEN.finditer(text))[:10]
    return tuple(
        Problem(
            place(file, text, match.start()),
            _("the control character U+{code:04X} may not stand here").format(code=ord(match.group())),
            _("delete it; it is invisible, so delete and retype what stands around it"),
            "control-character",
        )
        for match in found
    )


def piled(text: str) -> int:
    """Where marks are piled on a letter to excess; -1 if nowhere."""
    for match in re.finditer(rf"[^\w\s\x00-\u02ff]{{{MAX_MARKS + 1},}}", text):
        from unicodedata import combining  # hardly a text has so many signs beside each other

        run = 0
        for index, sign in enumerate(match.group()):
            run = run + 1 if combining(sign) else 0
            if run > MAX_MARKS:
                return match.start() + index - MAX_MARKS
    return -1


def too_many_marks() -> tuple[str, str]:
    """What is wrong there and what to do."""
    return _("more than {most} marks stand on one letter").format(most=MAX_MARKS), _("delete and retype it")


class _StopReading(Exception):  # noqa: N818 - no error, the problem is noted
    """Reading on would be useless or dangerous."""


class _Built(NamedTuple):
    """A node, how many nodes it stands for and how deep it goes, so that aliases are charged in full."""

    node: Node
    size: int
    height: int


class _Builder:
    """Events in, nodes out."""

    def __init__(self, file: str, most: int) -> None:
        self.file, self.most = file, most
        self.problems: list[Problem] = []
        self.anchors: dict[str, _Built] = {}
        self.stray: dict[str, Where] = {}  # anchors that no alias has taken up yet
        self.nodes = 0

    def document(self, events: Iterator[Any]) -> Node | None:
        root: _Built | None = None
        for event in events:
            match event:
                case yaml.DocumentStartEvent() if root is not None:
                    hint = _("keep one guide in one file; delete `---`")
                    self.problem(event, _("a second document starts here"), hint, "yaml-document")
                    raise _StopReading
                case yaml.NodeEvent():
                    root = self.build(event, events, 1)
        if root is None or root.node == Text("", root.node.where):
            hint = _("write at least a title and steps")
            self.problems.append(Problem(Where(self.file), _("the file is empty"), hint, "empty-file"))
            raise _StopReading
        return root.node

    def problem(self, event: Any, message: str, hint: str, code: str = "yaml-syntax") -> None:
        self.problems.append(Problem(self.where(event), message, hint, code))
        if len(self.problems) > MOST:
            raise _StopReading

    def where(self, event: Any) -> Where:
        return Where(self.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def build(self, event: Any, events: Iterator[Any], depth: int) -> _Built:
        if isinstance(event, yaml.AliasEvent):
            built = self.alias(event)
        else:
            if event.tag is not None:
                message = _("the tag {tag} is not taken").format(tag=_short_tag(event.tag))
                self.problem(event, message, _("delete it, or put a text that starts with ! in quotes"), "yaml-tag")
            built = self.fresh(event, events, depth)
            if event.anchor is not None:
                self.anchors[event.anchor] = built
                self.stray[event.anchor] = self.where(event)
        self.nodes += built.size if isinstance(event, yaml.AliasEvent) else 1
        if self.nodes > self.most or depth + built.height - 1 > MAX_DEPTH:
            self.excess(event)
        return built

    def excess(self, event: Any) -> None:
        self.problem(event, *_excess(self.most), "yaml-excess")
        raise _StopReading

    def alias(self, event: Any) -> _Built:
        built = self.anchors.get(event.anchor)
        if built is None:
            message = _("*{name} stands for nothing: there is no &{name} above").format(name=event.anchor)
            self.problem(event, message, _("put a text that starts with * in quotes"), "yaml-alias")
            return _Built(Text("", self.where(event)), 1, 1)
        self.stray.pop(event.anchor, None)
        return built

    def fresh(self, event: Any, events: Iterator[Any], depth: int) -> _Built:
        if depth > MAX_DEPTH:
            self.excess(event)
        match event:
            case yaml.SequenceStartEvent():
                return self.sequence(event, events, depth)
            case yaml.MappingStartEvent():
                return self.mapping(event, events, depth)
        if event.style == '"':
            self.escaped(event)
        return _Built(self.text(event), 1, 1)

    def text(self, event: Any) -> Text:
        end = event.end_mark
        return Text(event.value, self.where(event), Where(self.file, end.line + 1, end.column + 1))

    def escaped(self, event: Any) -> None:
        """What may not stand in a text may be written there as an escape: "\\x00"."""
        if found := FORBIDDEN.search(event.value):
            message = _("the control character U+{code:04X} may not stand here").format(code=ord(found.group()))
            self.problem(event, message, _("delete its escape"))
        elif piled(event.value) >= 0:
            self.problem(event, *too_many_marks())

    def sequence(self, event: Any, events: Iterator[Any], depth: int) -> _Built:
        items: list[_Built] = []
        while not isinstance(child := next(events), yaml.SequenceEndEvent):
            items.append(self.build(child, events, depth + 1))
        return _over(Sequence(tuple(item.node for item in items), self.where(event)), items)

    def mapping(self, event: Any, events: Iterator[Any], depth: int) -> _Built:
        parts: list[_Built] = []
        entries: dict[str, tuple[Text, Node]] = {}
        while not isinstance(child := next(events), yaml.MappingEndEvent):
            key, value = self.build(child, events, depth + 1), self.build(next(events), events, depth + 1)
            parts += [key, value]
            if self.good_key(child, key.node, entries) and isinstance(key.node, Text):
                entries[key.node.value] = (_placed(key.node, self.where(child)), value.node)
        return _over(Mapping(tuple(entries.values()), self.where(event)), parts)

    def good_key(self, event: Any, key: Node, entries: dict[str, tuple[Text, Node]]) -> bool:
        if not isinstance(key, Text):
            hint = _("put a text that starts with { or [ in quotes")
            self.problem(event, _("a key must be a text, not a list or a mapping"), hint, "yaml-key")
            return False
        if not key.value.strip():
            self.problem(event, _("a key is missing before the colon"), _("write `key: value`"), "yaml-key")
            return False
        if key.value in entries:
            first = entries[key.value][0].where.line
            message = _("`{key}` stands twice, first in line {line}").format(key=key.value, line=first)
            self.problem(event, message, _("keep one of them"), "key-twice")
        return key.value not in entries


def _placed(key: Text, where: Where) -> Text:
    """A key where it stands: an alias stands elsewhere than what it stands for."""
    return key if key.where == where else Text(key.value, where)


def _over(node: Node, parts: list[_Built]) -> _Built:
    height = 1 + max((part.height for part in parts), default=0)
    return _Built(node, 1 + sum(part.size for part in parts), height)


def _short_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _excess(most: int) -> tuple[str, str]:
    hint = _("at most {depth} levels and {nodes} values").format(depth=MAX_DEPTH, nodes=most)
    return _("the file is nested or repeated to excess"), hint


def _syntax(fault: Fault, text: str, builder: _Builder) -> Problem:
    """What YAML could not read, in plain words."""
    file = builder.file
    if "nesting depth" in fault.problem:  # libyaml's own limit, from 0.2.6 on, which it comes to before its first event
        return Problem(Where(file, fault.line + 1, fault.column + 1), *_excess(builder.most), "yaml-excess")
    from printkit.syntax import GLUED, diagnosis  # most files have no fault

    lines = re.split("\r\n|\r|\n", text)
    line = lines[fault.line] if fault.line < len(lines) else ""
    if "mapping values" in fault.problem or "expected ':'" in fault.problem:
        for number in (fault.line, fault.start[0], fault.line - 1):
            if match := re.match(GLUED, lines[number] if 0 <= number < len(lines) else ""):
                message = _("no space stands behind the colon of `{key}`").format(key=match[1])
                return Problem(Where(file, number + 1, match.end()), message, _("write `key: value`"), "yaml-syntax")
    from_start, message, hint = diagnosis(fault.problem, fault.context, line, fault.column)
    number, column = fault.start if from_start else (fault.line, fault.column)
    return Problem(Where(file, number + 1, column + 1), message, hint, "yaml-syntax")
