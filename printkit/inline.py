"""The inline marks of a text, and what a text says once parsed.

In: one scalar of a guide. Out: `Rich`, a tuple of pieces, and the problems found in it. Marks are `**bold**`, `->`,
bare addresses and `{{ward.…}}`; everything else prints as typed, but for signs of symbol fonts, which no text face has.
Nothing here raises: any text gives some pieces.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from gettext import gettext as _
from itertools import groupby
from unicodedata import normalize

from printkit.addresses import ascii_form, is_web, shown
from printkit.errors import Problem, Where
from printkit.later import pattern
from printkit.memo import once
from printkit.model import (
    GUIDE_FIELDS,
    Address,
    Arrow,
    Field,
    Guide,
    Inline,
    Link,
    Option,
    Picture,
    Rich,
    Section,
    Step,
    Words,
)  # fmt: skip
from printkit.slugs import slug
from printkit.urls import ARROWS, BULLETS, URL, host_fault, without_tail
from printkit.values import replace
from printkit.wardfields import FIELDS

HEADLINE = 60  # characters, guide-format: the longest first sentence that stands as a headline
MOST_FAULTS = 20  # in one text, after which it is read no further
_FIELD = r"\{\{\s*(?P<kind>ward|guide)\.(?P<name>[a-z0-9]+(?:-[a-z0-9]+)*)\s*\}\}"
_WHITE = pattern(r"[^\S\u00a0]+")
_NUMBER = pattern("№ ?")
_BULLETS = dict.fromkeys(map(ord, BULLETS), "•")
_UNEVEN = pattern(r"  |[^\S \u00a0]")  # most texts have none: to look is a quarter of putting each space anew

# Words whose full stop ends no sentence; a number is one only where it begins the text.
_ABBREVIATIONS = " tp tt tx q p h x đ ts ths pgs gs bs ks cn kts vd đt sđt stt tr mr mrs ms dr st v.v "


@cache
def _tokens() -> re.Pattern[str]:
    """Compiled when first needed: commands that read no guide do not pay for it."""
    escape = r"\\(?P<escape>[*{}\\-])"
    rest = rf"(?P<bold>\*\*)|(?P<arrow>->|[{ARROWS}]\ufe0f?)|(?P<odd>\{{\{{(?:[^{{}}]{{0,40}}\}}\}})?)"
    return re.compile(rf"{escape}|(?P<url>{URL})|{_FIELD}|{rest}", re.IGNORECASE)


def clean(text: str) -> str:
    """NFC, with every run of white space one space; a no-break space that was typed stays."""
    text = normalize("NFC", text)
    return (_WHITE.sub(" ", text) if _UNEVEN.search(text) else text).strip(" ")


def escape(text: str) -> str:
    """The source of a text whose marks shall print as they are. An address, arrows, bullets and № have no escape."""
    return re.sub(r"[*{}\\]|-(?=>)", lambda match: "\\" + match.group(), text)


def _drawn(text: str) -> str:
    """With signs that text faces have in place of those of symbol fonts: bullets, and № as Vietnamese writes it.

    >>> _drawn("▪ Mẫu №5")
    '• Mẫu Số 5'
    """
    return text if text.isascii() else _NUMBER.sub("Số ", text.translate(_BULLETS))


def parse(text: str, where: Where | None) -> tuple[Rich, tuple[Problem, ...]]:
    """The pieces of a text and what is wrong in it; `where` is the place of its scalar."""
    text = clean(text)
    pieces: list[Inline] = []
    problems: list[Problem] = []
    bold, end, marks = False, 0, 0
    tokens = _tokens()
    while len(problems) < MOST_FAULTS and (match := tokens.search(text, end)):
        pieces.append(Words(_drawn(text[end : match.start()]), bold, where))
        end = match.end()
        if match["bold"]:
            if not "".join(_said(piece) for piece in pieces[marks:]).strip() and bold:
                problems.append(_bold_problem(where, _("`**` marks nothing here")))
            bold, marks = not bold, len(pieces)
        elif match["url"]:
            url, end = without_tail(match)
            pieces.append(Address(url, bold, where))
            problems += _broken_address(text, url, end, where)
        elif match["odd"]:
            problems.append(_odd_problem(match["odd"], where))
        else:
            pieces.append(_piece(match, bold, where))
            problems += _unknown_field(match, where)
    pieces.append(Words(_drawn(text[end:]), bold, where))
    if bold and len(problems) < MOST_FAULTS:
        problems.append(_bold_problem(where, _("`**` opens and never closes")))
    return joined(pieces), tuple(problems)


def _piece(match: re.Match[str], bold: bool, where: Where | None) -> Inline:
    if match["escape"]:
        return Words(match["escape"], bold, where)
    if match["arrow"]:
        return Arrow()
    return Field(f"{match['kind']}.{match['name']}".lower(), bold, where)


def _broken_address(text: str, url: str, end: int, where: Where | None) -> list[Problem]:
    if text.startswith("{{", end):
        hint = _("write the whole address, or put a space between them")
        return [Problem(where, _("an address cannot hold a placeholder: {url}").format(url=url), hint)]
    fault = host_fault(url) if is_web(url) else None
    return [Problem(where, *fault)] if fault else []


def _unknown_field(match: re.Match[str], where: Where | None) -> list[Problem]:
    if not match["kind"] or match["kind"].lower() != "guide" or match["name"].lower() in GUIDE_FIELDS:
        return []
    message = _("{{{{guide.{name}}}}} is unknown").format(name=match["name"])
    return [Problem(where, message, _("known are {names}").format(names=", ".join(GUIDE_FIELDS)))]


def _odd_problem(said: str, where: Where | None) -> Problem:
    message = _("{said} is no placeholder").format(said=said)
    column = re.fullmatch(r"\{+\s*ward\.(.+?)\s*\}+", said, re.IGNORECASE)
    if column and (name := slug(column[1])):
        field = next((each.name for each in FIELDS if name in (slug(each.vi), slug(each.en))), name)
        hint = _("the column “{column}” is {{{{ward.{name}}}}}").format(column=column[1], name=field)
        return Problem(where, message, hint)
    return Problem(where, message, _("write {{ward.name}} or {{guide.title}}, or \\{ to print a brace"))


def _bold_problem(where: Where | None, message: str) -> Problem:
    return Problem(where, message, _("write **text** for bold, or \\* to print an asterisk"))


def joined(pieces: list[Inline]) -> Rich:
    """Pieces with neighbouring words of one weight made one, and empty ones gone."""
    result: list[Inline] = []
    for bold, group in groupby(pieces, key=lambda piece: piece.bold if isinstance(piece, Words) else None):
        run = list(group)
        if bold is None:
            result += run
        elif text := "".join(_said(piece) for piece in run):
            result.append(Words(text, bold, _first_place(run)))
    return tuple(result)


def _first_place(run: list[Inline]) -> Where | None:
    return next((piece.where for piece in run if not isinstance(piece, Arrow) and piece.where), None)


def _said(piece: Inline) -> str:
    match piece:
        case Words(text):
            return text
        case Address(url):
            return shown(url)
        case Field(name):
            return f"{{{{{name}}}}}"
        case Arrow():
            return "→"


def plain(rich: Rich) -> str:
    """The printed text: addresses without scheme, arrows as `→`."""
    return "".join(_said(piece) for piece in rich)


@once
def headline_and_detail(step: Step) -> tuple[Rich, Rich]:
    """What a step prints strong and what beneath it (visual-standard §6, Step).

    ((), text) means that the text has no sentence short enough and is set whole, as one block.
    """
    if step.detail:
        return _without_stop(step.text), step.detail
    head, rest = _first_sentence(step.text)
    head = _without_stop(head)
    return (head, rest) if len(plain(head)) <= HEADLINE else ((), step.text)


def _first_sentence(rich: Rich) -> tuple[Rich, Rich]:
    """The text up to its first sentence's end, and what follows; ends lie only in words that are not bold."""
    before = ""
    for index, piece in enumerate(rich):
        if isinstance(piece, Words) and not piece.bold:
            for match in re.finditer(r"[.!?…]+[”\"’»)]*(?=\s)", piece.text[: 2 * HEADLINE]):
                if _ends(before + piece.text[: match.end()], piece.text[match.end() :], rich[index + 1 :]):
                    head = (*rich[:index], replace(piece, text=piece.text[: match.end()]))
                    rest = (replace(piece, text=piece.text[match.end() :].lstrip(" ")), *rich[index + 1 :])
                    return head, joined(list(rest))
        before += _said(piece)
        if len(before) > 2 * HEADLINE:  # too long for a headline, wherever it ends
            break
    return rich, ()


def _ends(before: str, after: str, later: Rich) -> bool:
    """Is this a sentence's end, with another sentence behind it?"""
    following = (after + "".join(_said(piece) for piece in later)).lstrip()
    starts = following[:1]
    if not starts or starts == "→":
        return False
    if not after.strip() and later and isinstance(later[0], Address):
        return not _abbreviated(before)
    return not starts.islower() and not _abbreviated(before)


def _abbreviated(before: str) -> bool:
    """Does the text end in `TP.`, `Q.` or a leading `1.`?"""
    words = before.split()
    last = words[-1].strip("(“\"'").removesuffix(".")
    if not words[-1].endswith("."):
        return False
    return f" {last.lower()} " in _ABBREVIATIONS or (len(words) == 1 and last.isdigit())


def _without_stop(rich: Rich) -> Rich:
    """Without the final full stop of a headline; dots and abbreviations stay."""
    last = rich[-1] if rich else None
    if not isinstance(last, Words) or last.bold or not last.text.endswith("."):
        return rich
    if last.text.endswith("..") or _abbreviated(plain(rich)):
        return rich
    return joined([*rich[:-1], replace(last, text=last.text[:-1])])


def alone(guide: Guide, section: Section) -> Guide:
    """The guide with one of its sections, to which the summary of several says nothing."""
    return guide if len(guide.sections) == 1 else replace(guide, sections=(section,), summary=())


def subtitle(guide: Guide, section: Section) -> Rich:
    """What stands under a procedure's title: when it serves, or the summary of a guide that holds no other."""
    return section.when or (guide.summary if len(guide.sections) == 1 else ())


@once
def section_addresses(section: Section) -> tuple[Link, ...]:
    """Every distinct web address of a section in reading order, each once; a label wins over none."""
    return _distinct(_section_links(section))


def option_addresses(option: Option) -> tuple[Link, ...]:
    """The same for one option."""
    return _distinct(_option_links(option))


@once
def free_addresses(section: Section) -> tuple[Link, ...]:
    """The section's web addresses that stand in no option's box."""
    boxed = {link.url for option in section.options for link in option_addresses(option)}
    return tuple(link for link in section_addresses(section) if link.url not in boxed)


def pictures(sections: Iterable[Section]) -> Iterator[Picture]:
    """The pictures of all steps, in reading order."""
    for section in sections:
        for step in (*section.steps, *(step for option in section.options for step in option.steps)):
            if step.image:
                yield step.image


def guide_addresses(guide: Guide) -> tuple[Link, ...]:
    """The web addresses of the guide itself, not of its sections: its `links`, then what its own texts name."""
    note = guide.hotline.note if guide.hotline else ()
    return _distinct((*guide.links, *_written(guide.kicker, guide.title, guide.summary, *guide.prepare, note)))


def _section_links(section: Section) -> Iterator[Link]:
    head = (section.title, section.short, section.question, section.fact, section.when, section.requires)
    yield from _written(*head, *section.prepare)
    for step in section.steps:
        yield from _step_links(step)
    for option in section.options:
        yield from _option_links(option)
    yield from section.links
    yield from _written(*section.notes)


def _option_links(option: Option) -> Iterator[Link]:
    yield from _written(option.title, option.text, option.requires)
    for step in option.steps:
        yield from _step_links(step)
    yield from option.links


def _step_links(step: Step) -> Iterator[Link]:
    yield from _written(step.text, step.detail, step.short, step.note)
    yield from step.links


def _written(*texts: Rich) -> Iterator[Link]:
    """The addresses that stand in running text."""
    return (Link(piece.url, (), piece.where) for text in texts for piece in text if isinstance(piece, Address))


def _distinct(links: Iterable[Link]) -> tuple[Link, ...]:
    found: dict[str, Link] = {}
    for link in links:
        if is_web(link.url):
            key = ascii_form(link.url)
            known = found.setdefault(key, link)
            if link.label and not known.label:
                found[key] = replace(known, label=link.label)
    return tuple(found.values())
