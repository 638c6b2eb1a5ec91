"""What a print is called: a guide, a format and options go in, a name without ending comes out.

`<guide>[-<section id>]-<format>[-step][-a6][-short-flip][-<theme>][-ink-saver][-press]`; an option shows when it is
not the default, so that no option's print overwrites another's. A ward's prints stand in a folder of its own.
"""

from collections.abc import Iterator
from pathlib import Path

from printkit.formats.base import Options
from printkit.model import Guide, Ward
from printkit.slugs import slug
from printkit.wardlist.keys import folder

LONGEST = 60  # characters of a guide's or a ward's slug in a name


def guide_slug(path: Path) -> str:
    """The first part of the names of a guide's prints, before the guide is read."""
    return _short(slug(path.stem)) or "guide"


def print_name(guide: Guide, fmt: str, options: Options) -> str:
    """The name of a print, without its ending."""
    return "-".join((guide.slug, *_marks(guide, fmt, options)))


def ward_folder(ward: Ward | None) -> str:
    """The folder of a ward's prints inside the output folder; "" for a print without a ward."""
    return folder(ward) if ward else ""


def _marks(guide: Guide, fmt: str, options: Options) -> Iterator[str]:
    if options.section:
        yield options.section
    yield fmt
    if fmt == "flashcards":
        yield from _card_marks(options)
    if options.theme not in ("", guide.theme):
        yield options.theme
    if options.ink_saver:
        yield "ink-saver"
    if options.press:
        yield "press"


def _card_marks(options: Options) -> Iterator[str]:
    if options.cards != "procedure":
        yield options.cards
    if options.card_size != "A7":
        yield options.card_size.lower()
    if options.flip != "long":
        yield f"{options.flip}-flip"


def _short(name: str) -> str:
    return name[:LONGEST].strip("-")
