"""What every reader of a YAML source does: takes nodes apart, checks texts, notes what is wrong instead of stopping.

In: nodes. Out: values, with empty ones where a node was wrong, and the problems in `Reading.problems`.
"""

from collections.abc import Callable, Iterable, Set
from gettext import gettext as _
from typing import TypeVar

from printkit.addresses import shown
from printkit.errors import MOST, Problem, Where
from printkit.inline import clean, parse, plain
from printkit.model import Address, Field, Rich, Words
from printkit.slugs import nearest
from printkit.source.oldtext import CONVERT, encoding
from printkit.urls import url_fault
from printkit.yamlfile import Mapping, Node, Sequence, Text

T = TypeVar("T")
Keys = dict[str, Node]

LONGEST_TEXT = 5_000  # characters; no page holds more, and every later step may trust it

CONVERT_HINT = "`printkit convert` writes the whole file anew in Unicode (UTF-8)"

MOST_SIGNS = 10  # of a text that no font has are told
ENOUGH = 400  # characters to show the first words of a text

# Break controls: the line breaker eats them, so no font needs them.
_UNDRAWN = " \u00a0\u200b\u2060"


def unprintable(text: str, covered: Set[str] | None, where: Where) -> list[Problem]:
    """A problem for each character that no font has."""
    if covered is None or covered >= set(text):
        return []
    missing = dict.fromkeys(sign for sign in text if sign not in covered and sign not in _UNDRAWN)
    return [
        Problem(
            where,
            _("no font has the character {sign}").format(sign=named(sign)),
            _("write it in words, or choose another"),
        )
        for sign in list(missing)[:MOST_SIGNS]
    ]


def named(sign: str) -> str:
    """`✓ (U+2713, CHECK MARK)`."""
    from unicodedata import combining, name  # only errors pay for the names

    shown = f"{sign} " if sign.isprintable() and not combining(sign) else ""
    code = f"U+{ord(sign):04X}"
    return f"{shown}({code}, {name(sign)})" if name(sign, "") else f"{shown}({code})"


def old_encoding(text: str, where: Where, name: str = "") -> list[Problem]:
    """A problem if the text was written for an old Vietnamese font or decoded wrongly; `name` where that is known."""
    name = name or encoding(text)
    if not name:
        return []
    words = " ".join(CONVERT[name](text[:ENOUGH]).split()[:8])
    message = _("this text is in the old encoding {name}; it would read: {words}").format(name=name, words=words)
    return [Problem(where, message, _(CONVERT_HINT))]


class Enough(Exception):  # noqa: N818 - no error, the problems are noted
    """So many problems that reading on would tell nothing new."""


class Reading:
    """One file being read: its name, which characters print, and what was wrong so far.

    `thing` is what a node should be, "a step" or a key, in English: it is translated only when an error names it.
    """

    def __init__(self, file: str, covered: Set[str] | None = None, *, deaf: bool = False) -> None:
        self.file, self.covered = file, covered
        self.problems: list[Problem] = []
        self.deaf = deaf  # notes nothing: what it reads is read, and its problems told, elsewhere

    def problem(self, where: Where | None, message: str, hint: str = "") -> None:
        self.note((Problem(where, message, hint),))

    def note(self, problems: Iterable[Problem]) -> None:
        """Raises Enough when there are more than anybody mends at once."""
        if not self.deaf:
            self.problems.extend(problems)
            if len(self.problems) > MOST:
                raise Enough

    def keys(self, node: Node, known: Iterable[str], thing: str) -> Keys:
        """The known keys of a mapping that have a value; others are problems."""
        if not isinstance(node, Mapping):
            self.wrong_kind(node, _("{thing} is a mapping").format(thing=_(thing)), _("write `key: value` lines"))
            return {}
        known = tuple(known)
        for key, _value in node.entries:
            if key.value not in known:
                self.unknown(key, known, thing)
        return {key.value: value for key, value in node.entries if key.value in known and not is_empty(value)}

    def unknown(self, key: Text, known: tuple[str, ...], thing: str) -> None:
        word = clean(key.value)
        meant = nearest(word, known)
        if meant:
            hint = _("did you mean `{key}`?").format(key=meant)
        elif " " in word or not word.isascii():
            hint = _("if this is a text that holds “: ”, put it in quotes")
        else:
            hint = _("known are {keys}").format(keys=", ".join(known))
        self.problem(key.where, _("{thing} has no key `{key}`").format(thing=_(thing), key=word), hint)

    def wrong_kind(self, node: Node, wanted: str, hint: str) -> None:
        got = {Text: _("a text"), Sequence: _("a list"), Mapping: _("a mapping")}[type(node)]
        self.problem(node.where, _("{wanted}, but here stands {got}").format(wanted=wanted, got=got), hint)

    def rich(self, node: Node | None, thing: str) -> Rich:
        """A text with inline marks; () without one."""
        if node is None or not self.is_text(node, thing) or not isinstance(node, Text):
            return ()
        if not self.is_short(node, thing):
            return ()
        old = old_encoding(clean(node.value), node.where)
        if old:
            self.note(old)
            return ()
        pieces, problems = parse(node.value, node.where)
        self.note(dict.fromkeys(problems))  # once each
        printed = "".join(plain((piece,)) for piece in pieces if isinstance(piece, (Words, Address)))
        self.note(unprintable(printed, self.covered, node.where))
        return pieces

    def text(self, node: Node | None, thing: str) -> str:
        """A text that holds no placeholder; marks in it are read and dropped."""
        pieces = self.rich(node, thing)
        if node and any(isinstance(piece, Field) for piece in pieces):
            self.problem(
                node.where, _("a placeholder cannot stand in {thing}").format(thing=_(thing)), _("write it out")
            )
        return plain(pieces)

    def word(self, node: Node | None, thing: str) -> str:
        """A name, number or address exactly as written, without inline marks."""
        if node is None or not self.is_text(node, thing) or not isinstance(node, Text):
            return ""
        return clean(node.value) if self.is_short(node, thing) else ""

    def url(self, node: Node | None) -> str:
        """An address of a kind that we take; "" if it is not."""
        url = self.word(node, "an address")
        if node is None or not url:
            return ""
        fault = url_fault(url)
        if fault:
            self.problem(node.where, *fault)
        else:
            self.note(unprintable(shown(url), self.covered, node.where))
        return "" if fault else url

    def is_short(self, node: Text, thing: str) -> bool:
        if len(node.value) <= LONGEST_TEXT:
            return True
        message = _("{thing} is longer than {most} characters").format(thing=_(thing), most=LONGEST_TEXT)
        self.problem(node.where, message, _("split it"))
        return False

    def is_text(self, node: Node, thing: str) -> bool:
        if isinstance(node, Text):
            return True
        self.wrong_kind(node, _("{thing} is a text").format(thing=_(thing)), _("write it on one line, or after `>-`"))
        return False

    def items(self, node: Node | None, thing: str, each: Callable[[Node], T]) -> tuple[T, ...]:
        """Each item of a list; an empty item is a problem."""
        if node is None:
            return ()
        if not isinstance(node, Sequence):
            wanted = _("{thing} is a list").format(thing=_(thing))
            self.wrong_kind(node, wanted, _("begin each item with `- ` on a line of its own"))
            return ()
        for item in node.items:
            if is_empty(item):
                message = _("an item of {thing} is empty").format(thing=_(thing))
                self.problem(item.where, message, _("fill it in, or delete it"))
        return tuple(each(item) for item in node.items if not is_empty(item))

    def texts(self, node: Node | None, thing: str) -> tuple[Rich, ...]:
        """A list of texts."""
        return self.items(node, thing, lambda item: self.rich(item, thing))

    def need(self, keys: Keys, key: str, node: Node, thing: str) -> None:
        """A problem if a key is missing or says nothing."""
        if key not in keys and isinstance(node, Mapping):
            name = next((name.where for name, _value in node.entries if name.value == key), node.where)
            message = _("{thing} needs `{key}`").format(thing=_(thing), key=key)
            self.problem(name, message, _("write `{key}: …`").format(key=key))


def is_empty(node: Node) -> bool:
    """A text of white space, or a list or mapping with nothing in it."""
    match node:
        case Text(value):
            return not value.strip()
        case Sequence(items):
            return not items
        case Mapping(entries):
            return not entries
