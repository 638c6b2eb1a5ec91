"""Messages for people, each looked up once.

Without a catalogue the standard library goes through folders at every call, 0.1 ms; a list has thousands of cells.
"""

from functools import cache
from gettext import gettext as _look_up


@cache
def gettext(message: str) -> str:
    """The message in the language of the run."""
    return _look_up(message)
