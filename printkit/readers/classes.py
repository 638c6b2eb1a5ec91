"""The class of each remark on a guide: which a print tells too, and which only `check`. In: a remark's code.

This is the one place that knows; a remark whose code it lacks is told, since nothing of a person's words may be lost
in silence.
"""

from collections.abc import Iterable

from printkit.errors import Problem

WRONG_CODE = "wrong code"  # it may open something else than what was meant, or nothing
LOST_TEXT = "lost text"
NO_CODE = "no code"  # where one is expected
NO_NUMBER = "number that cannot be"
TAKEN = "taken as it was meant"  # otherwise than YAML has it, or than it was written
REFUSED = "refused"  # by a print, unless it is told to allow it
STYLE = "style"

CLASSES = {
    "address-goes-on": WRONG_CODE,
    "one-network": WRONG_CODE,
    "comment-in-sentence": LOST_TEXT,
    "hole": LOST_TEXT,
    "no-link": NO_CODE,
    "no-address": NO_CODE,
    "no-number": NO_NUMBER,
    "colon-text": TAKEN,
    "sign-text": TAKEN,
    "start-mark": TAKEN,
    "item-mark": TAKEN,
    "step-number": TAKEN,
    "tab": TAKEN,
    "look-alike": REFUSED,
    "shortener": STYLE,
    "stranger": STYLE,
    "picture-code": STYLE,
    "unusual-field": STYLE,  # a print says whether its ward list has it
    "unexplained": STYLE,
    "wording": STYLE,
    "capitals": STYLE,
    "markdown": STYLE,
    "html": STYLE,
    "run-together": STYLE,
}


def in_print(remarks: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those of them that a print tells."""
    return tuple(remark for remark in remarks if CLASSES.get(remark.code) not in (REFUSED, STYLE))
