"""Links that are called or written to, `tel:` and `mailto:`, as text: they have no code, and print where they stand.

In: a filled guide and the words of its language. Out: the guide with each such link of a step in its note, of a way in
its text, of a section in a note of its own; those of the whole guide are for the help zone: `guide_calls`.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache

from printkit.addresses import ascii_form, is_web
from printkit.inline import joined, plain
from printkit.memo import once
from printkit.model import Address, Guide, Inline, Link, Option, Rich, Section, Step
from printkit.model import Words as Text
from printkit.values import replace
from printkit.words import Words

BETWEEN = "\u00a0· "
ENDINGS = ".!?…:;"


def with_calls(guide: Guide, words: Words) -> Guide:
    """The guide with the calls of its sections as text; a section without any stays the same object."""
    set_section = _setter(words)
    sections = tuple(set_section(section) for section in guide.sections)
    changed = any(new is not old for new, old in zip(sections, guide.sections, strict=True))
    return replace(guide, sections=sections) if changed else guide


def guide_calls(guide: Guide, words: Words) -> Rich:
    """What the whole guide's links of this kind say: "Đường dây căn cước: 0234 355 0102 · …"; () without any."""
    return call_text(guide.links, words)


def call_text(links: Iterable[Link], words: Words) -> Rich:
    """Label and number or address of each such link, live, each once; a link without a label is named by its kind."""
    calls = {(ascii_form(link.url), plain(link.label)): link for link in links if not is_web(link.url)}
    pieces: list[Inline] = []
    for link in calls.values():
        kind = words.phrases.phone if link.url[:4].lower() == "tel:" else words.phrases.email
        before, _label, after = words.phrases.row.format(label="\0").partition("\0")
        pieces += [Text(BETWEEN)] * bool(pieces)
        pieces += [Text(before), *(link.label or (Text(kind),)), Text(after + " "), Address(link.url, True, link.where)]
    return joined(pieces)


@lru_cache(maxsize=8)
def _setter(words: Words) -> Callable[[Section], Section]:
    """What sets a section's calls as text, the same object for the same section."""
    return once(lambda section: _section(section, words))


def _section(section: Section, words: Words) -> Section:
    said = call_text(section.links, words)
    steps = tuple(_step(step, words) for step in section.steps)
    options = tuple(_option(option, words) for option in section.options)
    if not said and (steps, options) == (section.steps, section.options):
        return section
    notes = (*section.notes, said) if said else section.notes
    return replace(section, steps=steps, options=options, notes=notes)


def _option(option: Option, words: Words) -> Option:
    said = call_text(option.links, words)
    steps = tuple(_step(step, words) for step in option.steps)
    return replace(option, text=_followed(option.text, said), steps=steps) if said or steps != option.steps else option


def _step(step: Step, words: Words) -> Step:
    said = call_text(step.links, words)
    return replace(step, note=_followed(step.note, said)) if said else step


def _followed(text: Rich, said: Rich) -> Rich:
    """A text, and what is said after it."""
    if not (text and said):
        return text or said
    gap = " " if plain(text).endswith(tuple(ENDINGS)) else BETWEEN
    return joined([*text, Text(gap), *said])
