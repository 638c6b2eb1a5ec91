"""From a guide's text to blocks: faces, bound phrases, live addresses. Everything a part needs beside its look."""

import re
from functools import lru_cache

from printkit.addresses import ascii_form, is_web, shown
from printkit.fonts import face
from printkit.layout.fit import ALONE, Places
from printkit.layout.frame import Tag
from printkit.layout.paragraph import Paragraph, Style
from printkit.layout.text import ARROW, Piece, Wrap
from printkit.marks import FAST, LAST, SOFT, TEAR
from printkit.model import Address, Arrow, Field, Rich, Words
from printkit.parts.look import Type
from printkit.theme import Palette
from printkit.words import LEAST_STRETCH, NBSP, bind, break_address, foreign_words
from printkit.words import Words as Language

P = Tag("P")
LONGEST_STRETCH = 24  # characters of an address that find a line in most columns; more break anywhere
SHORTEST_STRETCH = 8  # the same where nothing else helps
FILLED = Wrap()


class Desk:
    """Colours, fixed phrases, phrases to keep whole, places on ladders, for one guide; hashed as itself.

    `desk_for` makes it.
    """

    __slots__ = ("keep", "palette", "places", "stretch", "words")

    def __init__(
        self, palette: Palette, words: Language, keep: tuple[str, ...], places: Places = ALONE, stretch: int = 0
    ) -> None:
        """`stretch` is how many characters of an address stay together on any line."""
        self.palette, self.words, self.keep, self.places = palette, words, keep, places
        self.stretch = stretch or LONGEST_STRETCH

    def pieces(self, rich: Rich) -> tuple[Piece, ...]:
        """Text bound and ready to break."""
        return tuple([piece for inline in rich for piece in self._pieces(inline)])

    def _pieces(self, inline: Words | Address | Arrow | Field) -> tuple[Piece, ...]:
        match inline:
            case Words():
                return spoken(inline.text, inline.bold, self.keep, self.words)
            case Address():
                return (self.address(inline.url, bold=True),)
            case Arrow():
                return (Piece(ARROW),)
            case Field():
                raise AssertionError(f"{inline.name} was never filled")

    def say(self, name: str, *, bold: bool = False, **values: object) -> tuple[Piece, ...]:
        """A fixed phrase, filled in and bound."""
        return (Piece(bind(self.phrase(name, **values), self.keep, self.words), bold),)

    def phrase(self, name: str, **values: object) -> str:
        """A fixed phrase as plain text."""
        template: str = getattr(self.words.phrases, name)
        return template.format(**values)

    def text(
        self, content: Rich | str | tuple[Piece, ...], kind: Type, colour: str = "", *,
        align: str = "left", balanced: bool = False, role: Tag | None = P,
    ) -> Paragraph:  # fmt: skip
        """A paragraph. A string is the name of a fixed phrase."""
        wrap = Wrap(True, weak=self.words.never_last) if balanced else FILLED
        return Paragraph(self._set(content), style(kind, colour or self.palette.ink), wrap, align, role)

    def _set(self, content: Rich | str | tuple[Piece, ...]) -> tuple[Piece, ...]:
        if isinstance(content, str):
            return self.say(content)
        return tuple([piece for it in content for piece in ((it,) if isinstance(it, Piece) else self._pieces(it))])

    def address(self, url: str, text: str = "", *, bold: bool = False) -> Piece:
        """An address as printed, or a text in its place, live.

        A number to call never breaks, an email address in running text only if nothing else helps.
        """
        words = text or shown(url)
        if url[:4].lower() == "tel:":
            return Piece(words.replace(" ", FAST).replace(NBSP, FAST), bold, ascii_form(url))
        broken = break_address(words)
        if not is_web(url):
            broken = broken.replace("@", SOFT + "@") if text else broken.replace(SOFT, LAST).replace("@", LAST + "@")
        return Piece(torn(broken, self.stretch), bold, ascii_form(url))


def torn(address: str, most: int) -> str:
    """An address with TEAR in each stretch of more characters than that, where it may break."""
    if len(address) <= most:
        return address
    return "".join(_torn(stretch, most) for stretch in re.split(f"([{SOFT}{LAST}])", address))


def _torn(stretch: str, most: int) -> str:
    """A long stretch with TEAR between its characters, but for those that would be left over on a line."""
    if len(stretch) <= most:
        return stretch
    head, middle, end = stretch[:LEAST_STRETCH], stretch[LEAST_STRETCH:-LEAST_STRETCH], stretch[-LEAST_STRETCH:]
    return TEAR.join((head, *middle, end))


@lru_cache(maxsize=256)
def style(kind: Type, colour: str) -> Style:
    """The style of a type in a colour."""
    least = min(kind.least, kind.leading)
    return Style(face(kind.weight), face(kind.bold), kind.size, kind.leading, colour, least, kind.tracking)


@lru_cache(maxsize=512)
def spoken(text: str, bold: bool, keep: tuple[str, ...], words: Language) -> tuple[Piece, ...]:
    """Text bound, in pieces of one language each: binding changes no place, so they are cut as the text was."""
    bound = bind(text, keep, words)
    pieces: list[Piece] = []
    end = 0
    for start, stop, lang in foreign_words(text, words):
        pieces += [Piece(bound[end:start], bold)] * (start > end) + [Piece(bound[start:stop], bold, lang=lang)]
        end = stop
    return (*pieces, Piece(bound[end:], bold)) if end < len(bound) or not pieces else tuple(pieces)


@lru_cache(maxsize=32)
def desk_for(
    palette: Palette, words: Language, keep: tuple[str, ...], places: Places = ALONE, stretch: int = 0
) -> Desk:
    """The one desk of these colours, words, phrases and places."""
    return Desk(palette, words, keep, places, stretch)
