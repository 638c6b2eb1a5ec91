"""A page under proof: what was promised of it, what two readers see, and which run of text is which."""

from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple, TypeVar

from printkit.layout.frame import Glyphs
from printkit.proof.promise import Mark, Page
from printkit.proof.reading import PageRead
from printkit.proof.report import FAIL, Finding, Rect, in_mm
from printkit.proof.seen import Run, Sheet

NEAR = 1.0  # pt; a run that stands here and reads otherwise has been changed


class Match(NamedTuple):
    """Promised runs with the seen ones that stand for them, those not seen, and those nobody promised."""

    pairs: tuple[tuple[Mark, Run], ...]
    missing: tuple[Mark, ...]
    surplus: tuple[Run, ...]


class Leaf:
    """One page: its number from 1, the promise, pdfium's sheet and pypdf's reading."""

    def __init__(self, number: int, promise: Page, sheet: Sheet, read: PageRead) -> None:
        self.number, self.promise, self.sheet, self.read = number, promise, sheet, read

    @cached_property
    def match(self) -> Match:
        """Which run is which."""
        return match(self.promise.runs, self.sheet.runs)

    def fault(self, check: str, rect: Rect, found: str, todo: str) -> Finding:
        """A failure at a place, given in points."""
        return Finding(check, FAIL, self.number, in_mm(rect), found, todo)


def wording(mark: Mark) -> str:
    """The text of a promised run."""
    assert isinstance(mark.item, Glyphs)
    return mark.item.text


def heard(text: str) -> str:
    """A run as pdfium has it: at a line's end it takes the space behind a hyphen away. pypdf is asked for that, too."""
    return text.removesuffix(" ") if text.endswith("- ") else text


def match(promised: tuple[Mark, ...], seen: tuple[Run, ...]) -> Match:
    """Pair runs in their order. A run that reads otherwise at the same place is a pair too."""
    wanted, there = [heard(wording(mark)) for mark in promised], [heard(run.text) for run in seen]
    if wanted == there:
        return Match(tuple(zip(promised, seen, strict=True)), (), ())
    pairs: list[tuple[Mark, Run]] = []
    missing: list[Mark] = []
    surplus: list[Run] = []
    for kind, a, b, c, d in SequenceMatcher(None, wanted, there, autojunk=False).get_opcodes():
        if kind == "equal":
            pairs += zip(promised[a:b], seen[c:d], strict=True)
            continue
        near, lost, rest = paired(promised[a:b], seen[c:d], _near)
        pairs += near
        missing += lost
        surplus += rest
    return Match(tuple(pairs), tuple(missing), tuple(surplus))


W = TypeVar("W")
T = TypeVar("T")


def paired(
    wanted: Iterable[W], there: Iterable[T], alike: Callable[[W, T], bool]
) -> tuple[list[tuple[W, T]], list[W], list[T]]:
    """What is wanted with the first of what is there that is like it; what of the one finds none; what is left."""
    pairs: list[tuple[W, T]] = []
    missing: list[W] = []
    rest = list(there)
    for each in wanted:
        at = next((i for i, other in enumerate(rest) if alike(each, other)), -1)
        if at < 0:
            missing.append(each)
        else:
            pairs.append((each, rest.pop(at)))
    return pairs, missing, rest


def _near(mark: Mark, run: Run) -> bool:
    return max(abs(a - b) for a, b in zip(mark.point, run.point, strict=True)) < NEAR
