"""Does all stand where it should? Outlines against paper, one another, rules and codes, as pdfium measures them."""

from collections.abc import Iterable, Iterator, Sequence
from gettext import gettext as _

from printkit.layout.frame import Glyphs
from printkit.proof import paint
from printkit.proof.leaf import Leaf, wording
from printkit.proof.promise import BLEED, Mark
from printkit.proof.rects import TOUCH, grown, holds, overlap, union
from printkit.proof.report import Finding, Rect
from printkit.proof.seen import Letter, Painted, Run
from printkit.proof.text import named, short
from printkit.units import mm, to_mm

CHECK = "fit"
EDGE = mm(6)  # of the paper, that nothing but cut marks enters (visual standard 1)
AWAY = 0.6  # pt, a shift that no eye sees
SIZE_NEAR = 0.1  # pt
CLOSE = 0.5  # pt; letters whose boxes, which pdfium rounds up, overlap by more are looked at dot by dot
PAPER_NEAR = 0.5  # pt
FLOORS = {"leaflet": 8.5, "poster": 13.0, "flashcards": 8.0}  # pt, least type on each (visual standard 2.1)


def check(leaf: Leaf, painting: paint.Painting, fmt: str) -> Iterator[Finding]:
    """Failures of a page of a format; one that no format has has no floor."""
    yield from _paper(leaf)
    moved = list(_moved(leaf))
    yield from moved
    if not moved:  # else all of it would be told again
        yield from _outside(leaf)
        yield from paint.check(leaf, painting)
    yield from _sizes(leaf, FLOORS.get(fmt, 0.0))
    yield from _touching(leaf)
    yield from _crossed(leaf)


def _paper(leaf: Leaf) -> Iterator[Finding]:
    """The sheet's size, and for the press the boxes on it."""
    promise, read = leaf.promise, leaf.read
    left, top, right, bottom = promise.trim
    boxes = {"/MediaBox": (0.0, 0.0, promise.width, promise.height)}
    if left:
        boxes["/TrimBox"] = (left, promise.height - bottom, right, promise.height - top)
        boxes["/BleedBox"] = grown(boxes["/TrimBox"], mm(BLEED))
    for name, wanted in boxes.items():
        seen = read.box(name)
        if max(abs(a - b) for a, b in zip(seen, wanted, strict=True)) > PAPER_NEAR:
            said = _("the {box} is {seen} mm, not {wanted}")
            told = said.format(box=name.removeprefix("/"), seen=_size(seen), wanted=_size(wanted))
            yield leaf.fault(CHECK, (0.0, 0.0, *leaf_size(leaf)), told, _("print on the paper it was made for"))
    if int(read.page.get("/Rotate", 0)):
        told = _("the page is turned on its side")
        yield leaf.fault(CHECK, (0.0, 0.0, *leaf_size(leaf)), told, _("turn it back"))


def leaf_size(leaf: Leaf) -> tuple[float, float]:
    """Width and height of the sheet as it is."""
    return leaf.sheet.width, leaf.sheet.height


def _size(box: Sequence[float]) -> str:
    return f"{to_mm(box[2] - box[0]):.1f} × {to_mm(box[3] - box[1]):.1f}"


def _moved(leaf: Leaf) -> Iterator[Finding]:
    """Text away from its place; what moved together is told once."""
    shifts: dict[tuple[int, int], list[tuple[Mark, Run]]] = {}
    for mark, run in leaf.match.pairs:
        dx, dy = (b - a for a, b in zip(mark.point, run.point, strict=True))
        if max(abs(dx), abs(dy)) > AWAY and run.letters:
            shifts.setdefault((round(dx), round(dy)), []).append((mark, run))
    for (dx, dy), moved in shifts.items():
        place = union(run.rect for _mark, run in moved)
        said = _("{what} stand {dx:+.1f} mm across and {dy:+.1f} mm down from their place").format(
            what=named([wording(mark) for mark, _run in moved]), dx=to_mm(dx), dy=to_mm(dy)
        )
        yield leaf.fault(CHECK, place, said, _("print the file again with printkit build"))


def _outside(leaf: Leaf) -> Iterator[Finding]:
    """What stands nearer than 6 mm to the paper's edge, or off it."""
    left, top, right, bottom = leaf.promise.trim
    area = (left + EDGE, top + EDGE, right - EDGE, bottom - EDGE)
    cuts = [mark.rect for mark in leaf.promise.marks if mark.is_cut_mark]
    for run in leaf.sheet.runs:
        if run.letters and (over := _over(run.rect, area)) > TOUCH:
            yield leaf.fault(CHECK, run.rect, _too_near(f"“{short(run.text)}”", over), _stay())
    for item in leaf.sheet.painted:
        over = _over(item.rect, area)
        if over > TOUCH and not paint.is_cut(item, leaf, cuts):
            yield leaf.fault(CHECK, item.rect, _too_near(_("something painted"), over), _stay())


def _over(rect: Rect, area: Rect) -> float:
    return max(area[0] - rect[0], area[1] - rect[1], rect[2] - area[2], rect[3] - area[3])


def _too_near(what: str, over: float) -> str:
    return _("{what} reaches {over:.1f} mm into the 6 mm at the paper's edge").format(what=what, over=to_mm(over))


def _stay() -> str:
    return _("printers cannot print there; keep 6 mm clear")


def _sizes(leaf: Leaf, floor: float) -> Iterator[Finding]:
    for mark, run in leaf.match.pairs:
        assert isinstance(mark.item, Glyphs)
        if abs(run.size - mark.item.size) > SIZE_NEAR and run.letters:
            said = _("“{text}” is set in {seen:g} pt, not {wanted:g}")
            told = said.format(text=short(run.text), seen=round(run.size, 2), wanted=round(mark.item.size, 2))
            yield leaf.fault(CHECK, run.rect, told, _("print the file again with printkit build"))
    for run in _read_runs(leaf):
        if run.size < floor - SIZE_NEAR:
            said = _("“{text}” is set in {seen:g} pt; the least is {floor:g}")
            told = said.format(text=short(run.text), seen=round(run.size, 2), floor=floor)
            yield leaf.fault(CHECK, run.rect, told, _("set it larger"))


def _read_runs(leaf: Leaf) -> Iterator[Run]:
    """Text to be read: figures in discs count as drawn, their words live in the tags."""
    figures = {run.order for mark, run in leaf.match.pairs if any(tag.actual for tag in mark.tags)}
    yield from (run for run in leaf.sheet.runs if run.letters and run.order not in figures)


def smallest(leaf: Leaf) -> float:
    """The smallest type of a page in points; 0 where there is none."""
    return round(min((run.size for run in _read_runs(leaf)), default=0.0), 2)


def _touching(leaf: Leaf) -> Iterator[Finding]:
    """Letters of different runs that overlap."""
    for one, other in _neighbours(leaf.sheet.runs):
        pairs = list(_close(one, other))
        depth = max((overlap(a.rect, b.rect) for a, b in pairs), default=0.0)
        if depth > CLOSE and any(leaf.sheet.meet(one, other, union((a.rect, b.rect))) for a, b in pairs):
            said = _("“{one}” and “{other}” overlap by {depth:.1f} mm")
            told = said.format(one=short(one.text), other=short(other.text), depth=to_mm(depth))
            yield leaf.fault(
                CHECK, union(letter.rect for pair in pairs for letter in pair), told, _("move one of them")
            )


def _neighbours(runs: Iterable[Run]) -> Iterator[tuple[Run, Run]]:
    """Pairs of runs whose boxes overlap."""
    rows = sorted((run for run in runs if run.letters), key=lambda run: run.rect[1])
    for i, one in enumerate(rows):
        for other in rows[i + 1 :]:
            if other.rect[1] > one.rect[3]:
                break
            if overlap(one.rect, other.rect) > TOUCH:
                yield one, other


def _close(one: Run, other: Run) -> Iterator[tuple[Letter, Letter]]:
    """Pairs of letters whose boxes overlap."""
    near = [letter for letter in other.letters if overlap(letter.rect, one.rect) > TOUCH]
    for letter in one.letters:
        yield from ((letter, each) for each in near if overlap(letter.rect, each.rect) > TOUCH)


def _crossed(leaf: Leaf) -> Iterator[Finding]:
    """Text that leaves its panel, runs into a rule or a disc, or is painted over."""
    things = leaf.sheet.painted
    for run in (run for run in leaf.sheet.runs if run.letters):
        left, top, right, bottom = run.rect
        near = [it for it in things if it.rect[3] > top and it.rect[1] < bottom and it.rect[2] > left]
        hits = [thing for thing in near if thing.rect[0] < right and overlap(run.rect, thing.rect) > TOUCH]
        if not hits:
            continue
        grounds = [thing.order for thing in hits if is_ground(thing, run)]
        last = max(grounds, default=-1)
        for thing in hits:
            told = _clash(leaf, run, thing, last)
            if told:
                yield leaf.fault(CHECK, run.rect, told, _("keep text clear of what is drawn"))
                break


def is_ground(thing: Painted, run: Run) -> bool:
    """Is it a filled area that the run stands on?"""
    return thing.fill is not None and thing.order < run.order and holds(thing.rect, run.rect)


def _clash(leaf: Leaf, run: Run, thing: Painted, ground: int) -> str:
    """What is wrong between a run and something painted; empty where nothing is. What the ground covers is hidden."""
    if thing.order <= ground:
        return ""
    deep = max(overlap(letter.rect, thing.rect) for letter in run.letters)
    if deep <= TOUCH or (thing.fill is None and holds(thing.rect, run.rect)):
        return ""
    if not leaf.sheet.meet(run, thing, run.rect):
        return ""
    if thing.order > run.order:
        return _("“{text}” is painted over").format(text=short(run.text))
    said = _("“{text}” runs into something drawn, by {deep:.1f} mm")
    return said.format(text=short(run.text), deep=to_mm(deep))
