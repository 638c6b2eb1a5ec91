"""What a guide says, text by text: a guide goes in, its texts, links and steps come out in reading order."""

from collections.abc import Iterator
from typing import NamedTuple

from printkit.errors import Where
from printkit.model import Address, Arrow, Field, Guide, Link, Picture, Rich, Step, Ward, Words
from printkit.syllables import is_syllable
from printkit.values import Value

SHORT_FORM = 6  # letters; a longer word in capitals is no short form
INLINE = (Words, Address, Arrow, Field)


class Parts(NamedTuple):
    """The texts with marks in them, and the links, every address in a text among them."""

    texts: tuple[Rich, ...]
    links: tuple[Link, ...]


def parts(guide: Guide) -> Parts:
    """What a guide says, in reading order."""
    texts: list[Rich] = []
    links: list[Link] = []
    for value in _walk(guide):
        if isinstance(value, Link):
            links.append(value)
        else:
            texts.append(value)
            links += (Link(piece.url, (), piece.where) for piece in value if isinstance(piece, Address))
    return Parts(tuple(texts), tuple(links))


def steps(guide: Guide) -> Iterator[Step]:
    """Every step, those of options too."""
    for section in guide.sections:
        yield from section.steps
        for option in section.options:
            yield from option.steps


def place(rich: Rich) -> Where | None:
    """Where a text stands; None for one that holds nothing but arrows."""
    return next((piece.where for piece in rich if not isinstance(piece, Arrow) and piece.where), None)


def is_word(capitals: str) -> bool:
    """Is this, in capitals, a word of its own and no short form such as VNPT?"""
    return len(capitals) > SHORT_FORM or (len(capitals) > 1 and is_syllable(capitals))


def _walk(value: object) -> Iterator[Rich | Link]:
    if isinstance(value, tuple) and not isinstance(value, Where):
        if value and isinstance(value[0], INLINE):
            yield value
        else:
            for item in value:
                yield from _walk(item)
    elif isinstance(value, Value) and not isinstance(value, (Ward, Picture)):
        if isinstance(value, Link):
            yield value
        for name in value.names:
            yield from _walk(getattr(value, name))
