"""A guide read as its readers would: a guide goes in, remarks come out, each with its place and what to do.

None of them keeps a guide from print; the office decides. Pure, and fast: `check` asks on every run. `classes` says
which of them a print tells too.
"""

from collections.abc import Iterable
from itertools import chain, islice

from printkit.errors import MOST, Problem, Where
from printkit.model import Guide
from printkit.readers.abbreviations import unexplained
from printkit.readers.gaps import holes, run_together
from printkit.readers.hosts import doubtful, glued, unlinked
from printkit.readers.phones import impossible
from printkit.readers.pointers import pointless
from printkit.readers.texts import Parts, parts
from printkit.readers.wording import hard_to_read


def remarks(guide: Guide) -> tuple[Problem, ...]:
    """What the guide's readers would stumble over, in the order of the places, each once; the first of very many."""
    said = parts(guide)
    style = chain(hard_to_read(guide), unexplained(guide, said), run_together(said))
    return _ordered(chain(style, _grave(guide, said)), guide)


def grave(guide: Guide) -> tuple[Problem, ...]:
    """Those of them among which are all that a print tells, in the same order: without what is of style alone."""
    return _ordered(_grave(guide, parts(guide)), guide)


def _grave(guide: Guide, said: Parts) -> Iterable[Problem]:
    hosts = (doubtful(said), unlinked(said), glued(said))
    return chain(*hosts, impossible(guide, said), pointless(guide), holes(guide))


def _ordered(found: Iterable[Problem], guide: Guide) -> tuple[Problem, ...]:
    first = dict.fromkeys(islice(found, 2 * MOST))  # a flat guide's title is its section's too
    return tuple(sorted(first, key=lambda problem: problem.where or Where(guide.path)))
