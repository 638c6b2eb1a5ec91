"""The errors of a page that cannot be set: which block, by how many mm, and what would work."""

import re
from gettext import gettext as _

from printkit.errors import LayoutError, Problem, Where
from printkit.inline import plain
from printkit.layout.text import TooWide
from printkit.model import Guide, Section, Step
from printkit.units import to_mm

LONGEST_QUOTE = 60  # characters of a text that a message repeats


def too_tall(guide: Guide, section: Section, kind: str, over: float, hint: str) -> LayoutError:
    """A block of the section is higher than its page by `over` points at the smallest sizes."""
    message = _("“{title}” does not fit the {kind} by {over:.0f} mm at its smallest sizes").format(
        title=plain(section.title), kind=kind, over=max(1.0, to_mm(over))
    )
    return LayoutError((Problem(_place(guide, section), message, hint),))


def at_step(error: LayoutError, section: Section, number: int) -> LayoutError:
    """The error of a section, where it is one of its steps, counted from 1, that is at fault: at the step's place."""
    step = section.steps[number - 1]
    text = _("step {number}: {message}")
    return LayoutError(
        problem._replace(where=step.where or problem.where, message=text.format(number=number, message=problem.message))
        for problem in error.problems
    )


def too_wide(guide: Guide, section: Section | None, kind: str, fault: TooWide) -> LayoutError:
    """A word or number is wider than its line at the smallest sizes."""
    quote = fault.text if len(fault.text) <= LONGEST_QUOTE else fault.text[:LONGEST_QUOTE] + "…"
    message = _("“{text}” is {over:.0f} mm wider than its line in the {kind}").format(
        text=quote, over=max(1.0, to_mm(fault.needed - fault.measure)), kind=kind
    )
    shorter = _("use a shorter address of the same page")
    hint = shorter if _is_address(fault.text) else _("shorten it, or write two words")
    error = LayoutError((Problem(_place(guide, section), message, hint),))
    for other in (section,) if section else guide.sections:
        for number, step in enumerate(other.steps, 1):
            if _holds(step, fault.text):
                return at_step(error, other, number)
    return error


def _holds(step: Step, text: str) -> bool:
    """Does a step say that, with whatever spaces?"""
    texts = " ".join(map(plain, (step.text, step.detail, step.short, step.note)))
    return "".join(text.split()) in "".join(texts.split())


def _is_address(text: str) -> bool:
    return bool(re.search(r"\w[./@:]\w", text))


def _place(guide: Guide, section: Section | None) -> Where | None:
    return (section.where if section else None) or (Where(guide.path) if guide.path else None)
