"""What every finished page must hold, read from its frames: a list of faults in words, empty where all is well.

Lengths are points. A rectangle is (left, top, right, bottom), y down, on the page.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from printkit.fonts import FontFace
from printkit.layout.frame import PAGE, Box, Disc, Frame, Glyphs, Matrix, Tag
from printkit.proof import promise
from printkit.proof.promise import Mark, Turn, frames, modules
from printkit.proof.rects import TOUCH, grown, holds, overlap, union
from printkit.proof.report import Rect
from printkit.units import mm, to_mm

__all__ = ["Mark", "Turn", "crowded", "faults", "frames", "marks", "modules", "steps", "touching", "uneven", "unquiet"]
EDGE = mm(6)  # of the paper, that nothing but cut marks enters (visual standard 1)
QUIET_ZONE = 4  # modules, ISO/IEC 18004; not taken from the code that is tested
WHITE = "#FFFFFF"
OPTICAL_MIDDLE = 0.27  # of the size, above the first baseline (visual standard 6)


def marks(frame: Frame, turn: Turn = Turn(), tags: tuple[Tag, ...] = ()) -> Iterator[Mark]:  # noqa: B008
    """Everything a page draws, in order; text covers what its letters ink."""
    for mark in promise.marks(frame, turn, tags):
        if isinstance(mark.item, Glyphs):
            boxes = list(_letters(mark.item, mark.x, mark.y)) or [(mark.x, mark.y, mark.x, mark.y)]
            yield mark._replace(rect=mark.turn.rect(union(boxes)))
        else:
            yield mark


def _letters(run: Glyphs, x: float, y: float) -> Iterator[Rect]:
    """The ink of each letter."""
    face, size = run.face, run.size
    assert isinstance(face, FontFace)
    for char in run.text:
        left, bottom, right, top = (v / 1000 * size for v in face.glyph_box(char))
        if right > left:
            yield x + left, y - top, x + right, y - bottom
        x += face.width(char) * size + run.tracking


def letters(mark: Mark) -> list[Rect]:
    """The ink of each letter of a run, on the page."""
    assert isinstance(mark.item, Glyphs)
    return [mark.turn.rect(box) for box in _letters(mark.item, mark.x, mark.y)]


def quiet(mark: Mark) -> Rect:
    """A code with its quiet zone."""
    assert isinstance(mark.item, Matrix)
    return grown(mark.rect, QUIET_ZONE * mark.item.module)


def said(mark: Mark) -> str:
    """A fault's subject: what and where, in mm."""
    what = f"“{mark.item.text}”" if isinstance(mark.item, Glyphs) else type(mark.item).__name__
    return f"{what} at {to_mm(mark.rect[0]):.1f} {to_mm(mark.rect[1]):.1f}"


# ── faults ───────────────────────────────────────────────────────────────────────────────────────


def outside(page: Frame) -> list[str]:
    """What stands nearer than 6 mm to the paper's edge; quiet zones may."""
    area = (EDGE, EDGE, page.width - EDGE, page.height - EDGE)
    found: list[str] = []
    for mark in marks(page):
        over = max(area[0] - mark.rect[0], area[1] - mark.rect[1], mark.rect[2] - area[2], mark.rect[3] - area[3])
        if over > 0.01 and PAGE not in mark.tags:
            found.append(f"{said(mark)} is {to_mm(over):.1f} mm too near the edge")
    return found


def touching(page: Frame) -> list[str]:
    """Letters of different runs that overlap."""
    runs = [mark for mark in marks(page) if isinstance(mark.item, Glyphs)]
    found: list[str] = []
    for i, one in enumerate(runs):
        for other in runs[i + 1 :]:
            if overlap(one.rect, other.rect) > TOUCH and (depth := _depth(one, other)) > TOUCH:
                found.append(f"{said(one)} overlaps {said(other)} by {depth:.2f} pt")
    return found


def _depth(one: Mark, other: Mark) -> float:
    near = [box for box in letters(other) if overlap(box, one.rect) > TOUCH]
    return max((overlap(a, b) for a in letters(one) for b in near), default=0.0)


def crossed(page: Frame) -> list[str]:
    """Text that leaves its panel or runs into a rule or a disc; figures in discs and pills are meant."""
    found: list[str] = []
    things = [mark for mark in marks(page) if not isinstance(mark.item, Glyphs | Matrix) and PAGE not in mark.tags]
    round_ones = [mark.rect for mark in things if isinstance(mark.item, Disc) or _is_pill(mark.item)]
    for run in (mark for mark in marks(page) if isinstance(mark.item, Glyphs)):
        if any(holds(rect, run.rect) for rect in round_ones):
            continue
        for thing in things:
            if isinstance(thing.item, Box) and holds(thing.rect, run.rect):
                continue
            if (deep := _into(run, thing.rect)) > TOUCH:
                found.append(f"{said(run)} runs into {said(thing)} by {deep:.2f} pt")
    return found


def _is_pill(item: object) -> bool:
    return isinstance(item, Box) and item.radius >= item.height / 2 > 0


def _into(mark: Mark, zone: Rect) -> float:
    """By how many points an item's ink reaches into a rectangle."""
    deep = overlap(mark.rect, zone)
    if deep <= TOUCH or not isinstance(mark.item, Glyphs):
        return deep
    return max((overlap(letter, zone) for letter in letters(mark)), default=0.0)


def unquiet(page: Frame) -> list[str]:
    """What stands in the quiet zone of a code and is no white ground behind it."""
    found: list[str] = []
    everything = [mark for mark in marks(page) if PAGE not in mark.tags]
    for code in (mark for mark in everything if isinstance(mark.item, Matrix)):
        zone = quiet(code)
        for mark in everything:
            if mark is code or (deep := _into(mark, zone)) <= TOUCH:
                continue
            if not (isinstance(mark.item, Box) and mark.item.fill in ("", WHITE) and holds(mark.rect, zone)):
                found.append(f"{said(mark)} reaches {to_mm(deep):.2f} mm into the quiet zone of {said(code)}")
    return found


def crowded(page: Frame, least: float) -> list[str]:
    """Codes whose dark modules are nearer to one another than `least` points."""
    codes = [mark for mark in marks(page) if isinstance(mark.item, Matrix)]
    return [
        f"{said(one)} is {-to_mm(overlap(one.rect, other.rect)):.1f} mm from {said(other)}"
        for i, one in enumerate(codes)
        for other in codes[i + 1 :]
        if overlap(one.rect, other.rect) > 0.01 - least
    ]


class Stepped(NamedTuple):
    """A numbered step on the page: what its disc says and where, and its text's first line."""

    spoken: str
    figure: Mark
    disc: Rect
    first: Mark
    texts: tuple[Mark, ...]


def steps(page: Frame) -> list[Stepped]:
    """Every step of a page in reading order."""
    found: list[Stepped] = []
    for frame, turn in frames(page):
        parts = {
            placed.item.role.kind: (placed, placed.item)
            for placed in frame.items
            if isinstance(placed.item, Frame) and placed.item.role
        }
        if not (frame.role and frame.role.kind == "LI" and parts.keys() == {"Lbl", "LBody"}):
            continue
        (label_at, label), (body_at, body) = parts["Lbl"], parts["LBody"]
        drawn = tuple(marks(label, turn.inside(label_at, label)))
        texts = tuple(mark for mark in marks(body, turn.inside(body_at, body)) if isinstance(mark.item, Glyphs))
        figures = [mark for mark in drawn if isinstance(mark.item, Glyphs)]
        disc = next((mark.rect for mark in drawn if isinstance(mark.item, Disc | Box)), None)
        if label.role and figures and disc and texts:
            found.append(Stepped(label.role.actual, figures[0], disc, texts[0], texts))
    return found


def uneven(page: Frame) -> list[str]:
    """Steps whose disc is not level with their first line, or whose figure is not in the disc's middle."""
    found: list[str] = []
    for step in steps(page):
        run = step.first.item
        assert isinstance(run, Glyphs)
        level = step.first.point[1] - step.first.turn.sign * OPTICAL_MIDDLE * run.size
        centre = _middle(step.disc)
        off = max(abs(a - b) for a, b in zip(_middle(step.figure.rect), centre, strict=True))
        if abs(centre[1] - level) > TOUCH:
            found.append(f"{step.spoken}: disc is {centre[1] - level:+.2f} pt from its headline's middle")
        if off > 0.02 * run.size + TOUCH:
            found.append(f"{step.spoken}: its figure is {off:.2f} pt from its disc's centre")
    return found


def _middle(rect: Rect) -> tuple[float, float]:
    return (rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2


def faults(page: Frame, apart: float = 0.0) -> list[str]:
    """Every fault of a page; `apart` is the least white between two codes in points."""
    checks: Sequence[list[str]] = (outside(page), touching(page), crossed(page), unquiet(page), uneven(page))
    return [fault for check in checks for fault in check] + (crowded(page, apart) if apart else [])
