"""What a format is: a name, and a function from a guide to pages."""

from collections.abc import Callable
from typing import NamedTuple

from printkit.layout.document import Press
from printkit.layout.frame import Frame
from printkit.model import Guide
from printkit.parts.desk import Desk


class Options(NamedTuple):
    """How to print. `section` prints one procedure alone; `back_offset` is in mm."""

    section: str = ""
    theme: str = ""
    ink_saver: bool = False
    cards: str = "procedure"
    card_size: str = "A7"
    flip: str = "long"
    back_offset: tuple[float, float] = (0.0, 0.0)
    press: Press | None = None


class Format(NamedTuple):
    """One kind of print. `pages` raises LayoutError when the guide cannot be set.

    `two_sided`: its pages go on both sides of the paper, front and back by turns.
    """

    name: str
    summary: str
    pages: Callable[[Desk, Guide, Options], tuple[Frame, ...]]
    two_sided: bool
