"""A filled guide into a Document: theme, words and format come together here."""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from gettext import gettext as _
from itertools import chain
from pathlib import PurePath

from printkit.addresses import shown
from printkit.calls import with_calls
from printkit.errors import LayoutError, Problem
from printkit.formats import Options, load_format
from printkit.inline import guide_addresses, pictures, plain, section_addresses
from printkit.layout.document import Bookmark, Document
from printkit.layout.fit import ALONE, Places
from printkit.layout.frame import Frame, Picture, Pixels
from printkit.layout.text import TooWide
from printkit.model import Guide
from printkit.parts.desk import SHORTEST_STRETCH, Desk, desk_for
from printkit.parts.failure import too_wide
from printkit.theme import load_theme, palette
from printkit.words import load_words

MOST_SHEETS = 3  # of one procedure's poster, that go without a word


def compose(guide: Guide, name: str, options: Options, places: Places = ALONE) -> Document:
    """The pages of a guide in a format, at the places of others of its kind. Raises LayoutError if it cannot be set."""
    words = load_words(guide.lang)
    guide = with_calls(guide, words)
    colours = palette(load_theme(options.theme or guide.theme), options.ink_saver)
    make = partial(desk_for, colours, words, guide.keep, places)
    try:
        pages = _pages(make(), guide, name, options)
    except LayoutError:
        if not _has_long_addresses(guide):
            raise
        with suppress(LayoutError):  # as a last resort, short stretches of addresses break anywhere too
            pages = _pages(make(SHORTEST_STRETCH), guide, name, options)
            return about(guide, name, options)._replace(pages=pages, bookmarks=_bookmarks(guide, pages))
        raise
    return about(guide, name, options)._replace(pages=pages, bookmarks=_bookmarks(guide, pages))


def _pages(desk: Desk, guide: Guide, name: str, options: Options) -> tuple[Frame, ...]:
    try:
        return load_format(name).pages(desk, guide, options)
    except TooWide as fault:  # in what every page repeats, such as the issuer, which no ladder gives way for
        raise too_wide(guide, None, _(name), fault) from None


def _has_long_addresses(guide: Guide) -> bool:
    """Has any address of the guide or its ward a stretch that a smaller one breaks?"""
    urls = [link.url for link in chain(guide_addresses(guide), *map(section_addresses, guide.sections))]
    urls += [guide.ward.url, guide.ward.email] if guide.ward else []
    return any(len(stretch) > SHORTEST_STRETCH for url in urls for stretch in re.split("[/.?&=-]", shown(url)))


def about(guide: Guide, name: str, options: Options) -> Document:
    """What a print says of itself, without its pages."""
    return Document(
        plain(guide.title),
        guide.lang,
        (),
        plain(guide.issuer),
        guide.updated,
        made_from=_made_from(guide, name, options),
        press=options.press,
    )


def warnings(guide: Guide, document: Document, name: str) -> tuple[Problem, ...]:
    """What whoever prints a guide in a format should know of it, though it prints."""
    return (*left_out(guide, document, name), *_many_sheets(guide, document, name))


def _many_sheets(guide: Guide, document: Document, name: str) -> Iterator[Problem]:
    """The procedures that take so many posters that nobody reads them on."""
    found = [_sections(page, 3) for page in document.pages] if name == "poster" else []
    for section in guide.sections:
        count = sum(section.id in keys for keys in found)
        if count > MOST_SHEETS:
            message = _("“{title}” takes {count} posters").format(title=plain(section.title), count=count)
            yield Problem(section.where, message, _("give its title and its steps a `short` text, or shorten them"))


def left_out(guide: Guide, document: Document, name: str) -> tuple[Problem, ...]:
    """The pictures of steps that a print in a format had no room for, each with its place in the guide."""
    wanted = dict.fromkeys(pictures(guide.sections))
    if not wanted:
        return ()
    shown = {pixels for page in document.pages for pixels in _shown(page)}
    what = {"poster": _("the poster"), "flashcards": _("the cards")}.get(name, name)
    message, hint = _("the picture {file} has no room on {print}"), _("its step is printed in words alone")
    return tuple(
        Problem(picture.where, message.format(file=PurePath(picture.path).name, print=what), hint)
        for picture in wanted
        if picture not in shown
    )


def _shown(frame: Frame) -> Iterator[Pixels]:
    for placed in frame.items:
        if isinstance(placed.item, Frame):
            yield from _shown(placed.item)
        elif isinstance(placed.item, Picture):
            yield placed.item.pixels


def _bookmarks(guide: Guide, pages: tuple[Frame, ...]) -> tuple[Bookmark, ...]:
    """Each procedure's title, with the page on which it begins."""
    found = [_sections(page, 3) for page in pages]
    begins = {
        section.id: next((i for i, keys in enumerate(found) if section.id in keys), 0) for section in guide.sections
    }
    return tuple(Bookmark(plain(section.title), begins[section.id]) for section in guide.sections)


def _sections(frame: Frame, depth: int) -> set[str]:
    """Keys of the Sect elements down to a depth."""
    keys = {frame.role.key} if frame.role and frame.role.kind == "Sect" else set()
    for placed in frame.items if depth else ():
        if isinstance(placed.item, Frame):
            keys |= _sections(placed.item, depth - 1)
    return keys


def _made_from(guide: Guide, name: str, options: Options) -> tuple[tuple[str, str], ...]:
    """What it takes to make the file again, by name; what is not given is left out."""
    dx, dy = options.back_offset
    told = {
        "guide": guide.slug,
        "format": name,
        "section": options.section,
        "ward": guide.ward.id if guide.ward else "",
        "theme": options.theme or guide.theme,
        "ink": "saver" if options.ink_saver else "",
        "cards": options.cards if name == "flashcards" else "",
        "cardSize": options.card_size if name == "flashcards" else "",
        "flip": options.flip if name == "flashcards" else "",
        "press": "press" if options.press else "",
        "backOffset": f"{dx:g},{dy:g}" if name == "flashcards" and (dx or dy) else "",
    }
    return tuple((key, value) for key, value in told.items() if value)
