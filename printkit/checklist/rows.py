"""What a distribution list says, before it is drawn."""

from typing import NamedTuple

from printkit.model import Ward


class Portion(NamedTuple):
    """What a ward receives of a format: sheets of one copy, and how many files could not be printed."""

    sheets: int = 0
    lacking: int = 0


class Row(NamedTuple):
    """A ward of the list, with a portion for each format of the list."""

    ward: Ward
    portions: tuple[Portion, ...]


class Checklist(NamedTuple):
    """A distribution list: `titles` of the guides, names of the `formats`, rows in the order of the ward list."""

    titles: tuple[str, ...]
    formats: tuple[str, ...]
    rows: tuple[Row, ...]
    copies: int = 1
    lang: str = "vi"
