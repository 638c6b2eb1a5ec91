"""The words printed on paper, and which of the writer's words stay on one line.

A language goes in, its `Words` come out, read from `words/*.yaml`. Plain text goes in, the same text with the break
marks of `marks.py` comes out: every mark of `bind` stands in place of a space, so lengths and places never change.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from gettext import gettext as _
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from printkit import yamlfile
from printkit.errors import Problem, SourceError
from printkit.later import pattern
from printkit.marks import EDGE, FAST, FREE, LAST, SOFT, TIE
from printkit.yamlfile import Node

FOLDER = Path(__file__).parent / "words"
NBSP = "\u00a0"


class Phrases(NamedTuple):
    """The fixed phrases of a language. Those that say so are filled with `str.format`."""

    prepare: str
    condition: str
    requires: str
    option: str  # {n}
    or_else: str
    scan: str
    help: str  # {label}
    help_number: str  # {number}
    hotline_label: str
    ask_ward: str  # {ward}
    ask_any: str
    address: str
    phone: str
    hotline: str
    hours: str
    email: str
    website: str
    row: str  # {label}
    abbreviations: str
    abbreviations_line: str
    links: str
    links_line: str
    links_of: str  # {letter}
    updated: str  # {date}
    page: str  # {n}
    page_of: str  # {n} {total}
    continues: str
    continued: str
    contents: str
    step: str  # {n}
    step_of: str  # {n} {total}
    one_step: str  # {n}
    many_steps: str  # {n}
    one_option: str  # {n}
    many_options: str  # {n}
    how: str
    next_step: str
    deck: str  # {n}
    deck_ways: str  # {n}
    code_alt: str  # {address}


class Words(NamedTuple):
    """What a language prints and binds."""

    lang: str
    phrases: Phrases
    compounds: tuple[str, ...]
    never_last: frozenset[str]
    figure_nouns: tuple[str, ...]
    foreign: tuple[tuple[str, str], ...] = ()  # names that a voice reads in another language, each with that language

    def __hash__(self) -> int:
        return hash(self.lang)  # asked for with every text that is bound

    def steps(self, n: int) -> str:
        """`7 bước`."""
        return (self.phrases.one_step if n == 1 else self.phrases.many_steps).format(n=n)

    def options(self, n: int) -> str:
        """`2 cách`."""
        return (self.phrases.one_option if n == 1 else self.phrases.many_options).format(n=n)


def languages() -> tuple[str, ...]:
    """The languages there are words for."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


@lru_cache
def load_words(lang: str) -> Words:
    """The words of a BCP 47 language; `vi-VN` takes `vi`. Raises SourceError for one we have no words of."""
    stem = lang.partition("-")[0].lower()
    known = languages()
    if stem not in known:
        raise SourceError.of(
            _("no printed words for the language “{lang}”").format(lang=lang),
            _("use one of: {known}").format(known=", ".join(known)),
        )
    return _words(stem, FOLDER / f"{stem}.yaml")


def _words(lang: str, path: Path) -> Words:
    """Read a words file; raises SourceError with every key that is missing, unknown or not a text."""
    problems: list[Problem] = []
    parts = table_of(yamlfile.read(path), ("phrases", "compounds", "never_last", "figure_nouns", "foreign"), problems)
    names = Phrases._fields
    phrases = table_of(parts.get("phrases"), names, problems)
    texts = {name: text_of(node, problems) for name, node in phrases.items()}
    compounds = _listed(parts.get("compounds"), problems)
    weak, nouns = (_texts(parts.get(key), problems) for key in ("never_last", "figure_nouns"))
    foreign = tuple((name, other) for other, node in _pairs(parts.get("foreign")) for name in _texts(node, problems))
    if problems:
        raise SourceError(problems)
    return Words(lang, Phrases(**texts), compounds, frozenset(weak), nouns, foreign)


def _pairs(node: Node | None) -> Iterator[tuple[str, Node]]:
    """The entries of a mapping; `table_of` tells of a node that is none."""
    if isinstance(node, yamlfile.Mapping):
        yield from ((key.value, value) for key, value in node.entries)


def table_of(node: Node | None, keys: tuple[str, ...], problems: list[Problem]) -> dict[str, Node]:
    """The values of a mapping that must have just these keys; notes those it has not, or has too many."""
    if not isinstance(node, yamlfile.Mapping):
        if node:
            problems.append(Problem(node.where, _("keys and values must stand here"), _("write `key: value` lines")))
        return {}
    found = {key.value: value for key, value in node.entries}
    for key in keys:
        if key not in found:
            problems.append(Problem(node.where, _("`{key}` is missing").format(key=key), _("add it")))
    for name, _value in node.entries:
        if name.value not in keys:
            problems.append(Problem(name.where, _("unknown key `{key}`").format(key=name.value), _("delete it")))
    return {key: value for key, value in found.items() if key in keys}


def text_of(node: Node, problems: list[Problem]) -> str:
    if isinstance(node, yamlfile.Text) and node.value:
        return unicodedata.normalize("NFC", node.value)
    problems.append(Problem(node.where, _("a text must stand here"), _("write one, in quotes if need be")))
    return ""


def _listed(node: Node | None, problems: list[Problem]) -> tuple[str, ...]:
    """Phrases of one text, with commas between: hundreds of nodes of YAML would take longer to read than to use."""
    text = text_of(node, problems) if node else ""
    return tuple(phrase for each in text.split(",") if (phrase := " ".join(each.split())))


def _texts(node: Node | None, problems: list[Problem]) -> tuple[str, ...]:
    if isinstance(node, yamlfile.Sequence):
        return tuple(text_of(item, problems) for item in node.items)
    if node:
        problems.append(Problem(node.where, _("a list must stand here"), _("write `- text` lines")))
    return ()


# ── binding ──────────────────────────────────────────────────────────────────────────────────────

_SAID = pattern(r"\w+")
_OPENS = pattern(r"(?:[≥≤<>±(\[«“‘]) (?=(\d)?)")  # a sign or bracket that belongs to what follows it
_FIGURE = r"\d+(?:[.,/\u2013-]\d+)*"
_PHONE = re.compile(r"(?<![\w.])(?:\(0\d{1,3}\)|\+\d{1,3}|0\d{1,3}|1[89]00)(?:[ .]\d{2,4}){1,4}(?!\w)")


@lru_cache(maxsize=512)
def bind(text: str, keep: tuple[str, ...], words: Words) -> str:
    """Text with break marks in place of the spaces that must hold (visual standard 9), of the same length.

    `keep` is the guide's own list of phrases. A space the writer made hard never opens. Only spaces change.
    """
    soft = text.replace(NBSP, FAST)
    low = soft.lower()
    chars = list(soft)
    if len(low) != len(chars):  # a few letters, such as İ, grow when lowered
        low = soft
    _bind_phrases(chars, low.replace(FAST, FREE), _binder(words, keep))
    for match in _OPENS.finditer(low):
        chars[match.end() - 1] = FAST if match[1] else TIE
    if not any(map(str.isdigit, low)):
        _hold_last(chars, words.never_last)
        return "".join(chars)
    figures, branch = _figures(words)
    for found in (figures.finditer(low), _PHONE.finditer(low)):
        for match in found:
            _mark(chars, range(*match.span()), low, FAST * len(match[0]))
    for match in branch.finditer(low):
        chars[match.end() - 1] = EDGE
    _hold_last(chars, words.never_last)
    return "".join(chars)


def _mark(chars: list[str], places: range, low: str, gaps: str) -> None:
    """Put the marks of a phrase, in turn, over its spaces; a space that never opens stays one."""
    spaces = (i for i in places if low[i] in (FREE, FAST))
    for i, gap in zip(spaces, gaps, strict=False):
        if chars[i] != FAST:
            chars[i] = gap


def _hold_last(chars: list[str], weak: frozenset[str]) -> None:
    """Bind the last word to a preposition before it: `để` with `hoàn tất`."""
    *_head, word, last = ["", "", *"".join(chars).split(FREE)]
    if last and word.lower() in weak:
        inside = any(char in (EDGE, TIE) for char in last)
        chars[len(chars) - len(last) - 1] = EDGE if inside else TIE


@lru_cache(maxsize=64)
def _figures(words: Words) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds a figure and its noun, in either order, and a telephone number with the space before its branch."""
    nouns = "|".join(re.escape(noun.lower()) for noun in _longest_first(words.figure_nouns))
    pair = rf"(?<!\w)(?:(?:{nouns}) {_FIGURE}|{_FIGURE} (?:{nouns})(?! \d+(?!\d| (?:{nouns}))))(?!\w)"
    return re.compile(pair), re.compile(rf"(?<!\w)(?:\d[ .]?){{5,}}\d,? (?=(?:{nouns}) \d)")


def _bind_phrases(chars: list[str], low: str, binder: "_Binder") -> None:
    """Mark the spaces of every phrase found, longest phrases first; a syllable belongs to one phrase."""
    taken = bytearray(len(low))
    said = {"", *_SAID.findall(low)}
    for _rank, phrase in sorted([found for word in said for found in binder.phrases.get(word, ())]):
        start = low.find(phrase)
        while start >= 0:
            end = start + len(phrase)
            if not (_in_word(low, start - 1) or _in_word(low, end) or any(taken[start:end])):
                taken[start:end] = b"\x01" * len(phrase)
                _mark(chars, range(start, end), low, _gaps(phrase, binder.known))
            start = low.find(phrase, start + 1)


def _in_word(text: str, at: int) -> bool:
    return 0 <= at < len(text) and (text[at].isalnum() or text[at] == "_")


class _Binder(NamedTuple):
    """Phrases to bind in lower case: all that are known, and by the first word of each, with its rank by length."""

    known: frozenset[str]
    phrases: dict[str, list[tuple[int, str]]]


@lru_cache(maxsize=64)
def _binder(words: Words, keep: tuple[str, ...]) -> _Binder:
    phrases = _longest_first({" ".join(phrase.split()).lower() for phrase in (*words.compounds, *keep)})
    several = [phrase for phrase in phrases if FREE in phrase]
    found = _Binder(frozenset(several), {})
    for each in enumerate(several):
        word = _SAID.search(each[1])
        found.phrases.setdefault(word[0] if word else "", []).append(each)
    return found


def _longest_first(phrases: Iterable[str]) -> list[str]:
    return sorted(phrases, key=lambda phrase: (-len(phrase), phrase))


@lru_cache(maxsize=1024)
def _gaps(phrase: str, known: frozenset[str]) -> str:
    """The mark of each space of a phrase: EDGE between the shorter phrases it is made of, TIE inside one."""
    parts = list(_cut(phrase.split(), known - {phrase}))
    if all(FREE not in part for part in parts):
        return TIE * (len(parts) - 1)
    return EDGE.join(_gaps(part, known) for part in parts)


def _cut(syllables: list[str], known: frozenset[str]) -> Iterator[str]:
    """Cut syllables, from the left, into the longest known phrases; what is in none stands alone."""
    start = 0
    while start < len(syllables):
        ends = range(len(syllables), start + 1, -1)
        end = next((end for end in ends if FREE.join(syllables[start:end]) in known), start + 1)
        yield FREE.join(syllables[start:end])
        start = end


@lru_cache(maxsize=16)
def _foreign(words: Words) -> tuple[re.Pattern[str], dict[str, str]]:
    """What finds a foreign name as it is written, and the language of each."""
    names = "|".join(re.escape(name).replace(r"\ ", f"[ {NBSP}]") for name in _longest_first(dict(words.foreign)))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)"), dict(words.foreign)


def foreign_words(text: str, words: Words) -> Iterator[tuple[int, int, str]]:
    """Beginning, end and language of each foreign name in a text."""
    if words.foreign:
        pattern, langs = _foreign(words)
        yield from ((*match.span(), langs[match[0].replace(NBSP, " ")]) for match in pattern.finditer(text))


# ── addresses and numbers ────────────────────────────────────────────────────────────────────────

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_STOPS = frozenset("/.-?&=")
LEAST_STRETCH = 2  # characters beside the stops; fewer would be left over on a line


@lru_cache(maxsize=1024)
def break_address(address: str) -> str:
    """An address with SOFT where it may break: after `/ . - ? & =`, never inside the host's last two labels.

    Before `gov.vn` it breaks only if need be.

    No stretch between two breaks, nor the last, is a single character (visual standard 7).
    """
    plain = address.replace(SOFT, "").replace(LAST, "")
    start, tail, end = _host(plain)
    places = range(start + 1, len(plain))
    stops = [i for i in places if plain[i - 1] in _STOPS and plain[i] not in _STOPS and not tail < i < end]
    cuts = [0]
    for stop in stops:
        if _long(plain[cuts[-1] : stop]):
            cuts.append(stop)
    while len(cuts) > 1 and not _long(plain[cuts[-1] :]):
        cuts.pop()
    owned = tail if plain[tail:end].partition(".")[0] in _SECOND_LEVEL else -1
    stretches = [plain[cut:to] for cut, to in pairwise((*cuts, len(plain)))]
    return stretches[0] + "".join(
        (LAST if cut == owned else SOFT) + stretch for cut, stretch in zip(cuts[1:], stretches[1:], strict=True)
    )


def _host(address: str) -> tuple[int, int, int]:
    """Where the host begins, where its last two labels begin, and where it ends."""
    scheme = _SCHEME.match(address)
    start = scheme.end() if scheme else 0
    end = min((at for stop in "/?#" if (at := address.find(stop, start)) >= 0), default=len(address))
    start_of_host = address.rfind("@", start, end) + 1 or start
    labels = address[start_of_host:end].split(".")
    return start, end - len(".".join(labels[-2:])), end


_SECOND_LEVEL = frozenset(("gov", "com", "org", "net", "edu"))  # `baohiemxahoi.gov.vn` reads as one name


def _long(stretch: str) -> bool:
    return sum(char not in _STOPS for char in stretch) >= LEAST_STRETCH
