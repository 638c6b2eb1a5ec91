"""A filled guide into a Document: theme, words and format come together here."""

from printkit.formats import Options, load_format
from printkit.inline import plain
from printkit.layout.document import Document
from printkit.model import Guide
from printkit.parts.desk import desk_for
from printkit.theme import load_theme, palette
from printkit.words import load_words


def compose(guide: Guide, name: str, options: Options) -> Document:
    """The pages of a guide in a format. Raises LayoutError when it cannot be set."""
    words = load_words(guide.lang)
    colours = palette(load_theme(options.theme or guide.theme), options.ink_saver)
    desk = desk_for(colours, words, guide.keep)
    pages = load_format(name).pages(desk, guide, options)
    return Document(plain(guide.title), guide.lang, pages, plain(guide.issuer), guide.updated)
