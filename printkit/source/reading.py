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
from printkit.source import itemtexts, pasted
from printkit.source.keys import meant
from printkit.source.lines import Lines, unquoted
from printkit.source.oldtext import CONVERT, encoding
from printkit.source.pasted import Spot
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
# Pasted with a text; they print nothing, so none is lost.
_UNSEEN = str.maketrans("", "", "\u00ad\u200b\u2060\ufe0e\ufe0f\ufeff")


def unprintable(text: str, covered: Set[str] | None, where: Where) -> list[Problem]:
    """A problem for each character that no font has."""
    if covered is None or covered >= set(text):
        return []
    missing = dict.fromkeys(sign for sign in text if sign not in covered and sign not in _UNDRAWN)
    words, number = _("write it in words, or choose another"), _("delete it: numbers of steps print by themselves")
    return [
        Problem(
            where,
            _("no font has the character {sign}").format(sign=named(sign)),
            number if sign.isdigit() and not sign.isdecimal() else words,  # ①
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
    `lines` are those that nodes tell as their places. Where the file has `gaps`, nothing is missed.
    """

    def __init__(
        self,
        file: str,
        covered: Set[str] | None = None,
        lines: Lines = (),
        *,
        gaps: bool = False,
        deaf: bool = False,
    ) -> None:
        self.file, self.covered, self.lines, self.gaps = file, covered, lines, gaps
        self.problems: list[Problem] = []
        self.remarks: list[Problem] = []  # on what was taken as it was meant
        self.deaf = deaf  # notes nothing: what it reads is read, and its problems told, elsewhere

    def problem(self, where: Where | None, message: str, hint: str = "", code: str = "guide", mended: str = "") -> None:
        self.note((Problem(where, message, hint, code, mended),))

    def note(self, problems: Iterable[Problem]) -> None:
        """Raises Enough when there are more than anybody mends at once."""
        if not self.deaf:
            self.problems.extend(problems)
            if len(self.problems) > MOST:
                raise Enough

    def keys(self, node: Node, known: Iterable[str], thing: str) -> Keys:
        """The known keys of a mapping that have a value, by their English names; others are problems."""
        if not isinstance(node, Mapping):
            self.wrong_kind(node, _("{thing} is a mapping").format(thing=_(thing)), _("write `key: value` lines"))
            return {}
        known = tuple(known)
        found: dict[str, tuple[Text, Node]] = {}
        for key, value in node.entries:
            name = key.value if key.value in known else meant(clean(key.value), thing)
            if name not in known:
                self.unknown(key, known, thing, node)
            elif name in found:
                first = found[name][0]
                message = _("`{key}` and `{first}`, in line {line}, are the same")
                said = message.format(key=clean(key.value), first=clean(first.value), line=first.where.line)
                self.problem(key.where, said, _("keep one of them"), "key-twice")
            else:
                found[name] = (key, value)
        return {name: value for name, (_key, value) in found.items() if not is_empty(value)}

    def unknown(self, key: Text, known: tuple[str, ...], thing: str, node: Mapping) -> None:
        """A key that a place has not, with the line as it may have been meant."""
        word, mended = clean(key.value), ""
        near = nearest(word, known)
        if near:
            hint, mended = _("did you mean `{key}`?").format(key=near), itemtexts.with_key(key, near, self.lines)
        elif " " in word or not word.isascii():
            hint = _("if this is a text that holds “: ”, put it in quotes")
            value = node.get(key.value)
            if thing == "a step" and isinstance(value, Text):
                mended = itemtexts.with_text_key(node, key, value, self.lines)
        else:
            hint = _("known are {keys}").format(keys=", ".join(known))
        message = _("{thing} has no key `{key}`").format(thing=_(thing), key=word)
        self.problem(key.where, message, hint, "unknown-key", mended)

    def wrong_kind(self, node: Node, wanted: str, hint: str, mended: str = "") -> None:
        got = {Text: _("a text"), Sequence: _("a list"), Mapping: _("a mapping")}[type(node)]
        message = _("{wanted}, but here stands {got}").format(wanted=wanted, got=got)
        self.problem(node.where, message, hint, "wrong-kind", mended)

    def text_item(
        self, node: Node, keys: tuple[str, ...] = (), thing: str = "", spot: Spot | None = None
    ) -> Text | None:
        """An item that is a text, be it with a colon; None for one that is something else, of which `keys` are known.

        A text that YAML made several keys of, or a key with a list, is a problem, and the empty text. A mark that
        the text begins with, and that prints by itself at its `spot`, is taken off.
        """
        found = itemtexts.as_text(itemtexts.after_two_dashes(node, self.lines) if spot else node, self.lines, keys)
        if found and spot and (rest := self.unmarked(found, spot)) is not found:
            return rest
        if found and found is not node and isinstance(node, Mapping):
            message = _("“: ” stands in this text; it is taken as it stands")
            mended = itemtexts.mended_text(node, found)
            self.remarks.append(Problem(node.where, message, _("put the whole text in quotes"), "colon-text", mended))
        if found or not isinstance(node, Mapping) or not itemtexts.is_all_text(node, keys, thing):
            return found
        message = _("“: ” in a text without quotation marks makes more of it than one text")
        mended = itemtexts.mended_texts(node)
        self.problem(node.where, message, _("put each text in quotes"), "colon-lines", mended)
        return Text("", node.where)

    def unmarked(self, node: Text, spot: Spot) -> Text:
        """A text without the mark at its start that prints by itself at its spot, which is told; else the same text."""
        found = pasted.lead(node.value.translate(_UNSEEN), spot.kind)
        if found is None:
            return node
        mended = pasted.mended(node, found.rest, self.lines)
        self.remarks.append(pasted.taken_off(found, spot, node.where)._replace(mended=mended))
        return Text(found.rest, node.where, node.end)

    def start(self, node: Node | None, spot: Spot, thing: str) -> Rich:
        """A text with inline marks and without a mark at its start."""
        return self.rich(self.unmarked(node, spot) if isinstance(node, Text) else node, thing)

    def rich(self, node: Node | None, thing: str) -> Rich:
        """A text with inline marks; () without one."""
        if node is None or not self.is_text(node, thing) or not isinstance(node, Text):
            return ()
        if not self.is_short(node, thing):
            return ()
        self.deeper(node)
        old = old_encoding(clean(node.value), node.where)
        if old:
            self.note(old)
            return ()
        pieces, problems = parse(node.value.translate(_UNSEEN), node.where)
        self.note(dict.fromkeys(problems))  # once each
        printed = "".join(plain((piece,)) for piece in pieces if isinstance(piece, (Words, Address)))
        self.note(unprintable(printed, self.covered, node.where))
        self.remarks += pasted.strange_marks(node.value, node.where)
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
        return unquoted(clean(node.value.translate(_UNSEEN))) if self.is_short(node, thing) else ""

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

    def deeper(self, node: Text) -> None:
        """A problem for an item that is indented deeper than its list: YAML takes it for a part of the text above."""
        if self.lines and node.end and node.end.line > node.where.line:
            for number, mended in itemtexts.deeper_items(node, self.lines):
                where = Where(self.file, number, len(mended) - len(mended.lstrip()) + 1)
                message = _("this item is indented deeper than its list, so it counts as a part of the text above")
                self.problem(where, message, _("check the spaces at its start"), "indent", mended)

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
            mended = itemtexts.mended_list(node, self.lines)
            self.wrong_kind(node, wanted, _("begin each item with `- ` on a line of its own"), mended)
            return ()
        for item in node.items:
            if is_empty(item):
                message = _("an item of {thing} is empty").format(thing=_(thing))
                self.problem(item.where, message, _("fill it in, or delete it"))
        return tuple(each(item) for item in node.items if not is_empty(item))

    def texts(self, node: Node | None, thing: str) -> tuple[Rich, ...]:
        """A list of texts."""
        spot = Spot(pasted.ITEM)
        return self.items(node, thing, lambda item: self.rich(self.text_item(item, spot=spot) or item, thing))

    def need(self, keys: Keys, key: str, node: Node, thing: str) -> None:
        """A problem if a key is missing or says nothing."""
        if key not in keys and isinstance(node, Mapping) and not self.gaps:
            name = next((name.where for name, _value in node.entries if name.value == key), node.where)
            message = _("{thing} needs `{key}`").format(thing=_(thing), key=key)
            self.problem(name, message, _("write `{key}: …`").format(key=key))


def is_empty(node: Node) -> bool:
    """A text of white space, or a list or mapping with nothing in it."""
    match node:
        case Text(value):
            return not value.translate(_UNSEEN).strip()
        case Sequence(items):
            return not items
        case Mapping(entries):
            return not entries
