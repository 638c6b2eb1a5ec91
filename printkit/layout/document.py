"""A finished print: its pages, what it is about, and what made it."""

from typing import NamedTuple

from printkit.layout.frame import Frame


class Bookmark(NamedTuple):
    """A procedure's place in the outline: its title and page, counted from 0."""

    title: str
    page: int


class Press(NamedTuple):
    """A print for a print shop: its CMYK profile, if it gave one, and what to call that."""

    profile: bytes = b""
    condition: str = ""


class Document(NamedTuple):
    """Pages as frames of paper size, with title, language, issuer and date, and the options that made them."""

    title: str
    lang: str
    pages: tuple[Frame, ...]
    author: str = ""
    updated: str = ""  # MM/YYYY or DD/MM/YYYY
    bookmarks: tuple[Bookmark, ...] = ()
    made_from: tuple[tuple[str, str], ...] = ()  # guide, section, format, ward and options, by name
    press: Press | None = None
