"""Has every letter its own outline, in its own place? Boxes of letters as pdfium has them against the face's table.

So text that is squeezed, spread or mirrored is found, tracking that is never reset, and a font program whose glyphs
are others than its codes say.
"""

from collections.abc import Iterator
from functools import lru_cache
from gettext import gettext as _
from itertools import chain

from printkit.layout.frame import Glyphs
from printkit.proof.fit import SIZE_NEAR
from printkit.proof.leaf import Leaf, wording
from printkit.proof.promise import Mark
from printkit.proof.rects import union
from printkit.proof.report import Finding, Rect
from printkit.proof.seen import Letter, Run
from printkit.proof.text import named
from printkit.units import to_mm

CHECK = "fit"
NEAR = 0.2  # pt; a file has two decimals of a point
ACROSS, DOWN = 0.01, 0.03  # em more; pdfium rounds boxes, tops by 0.019 em in all good prints, the others by 0.002
REMEMBERED = 1024  # texts, some 5 KB each; a leaflet has 200


def check(leaf: Leaf) -> Iterator[Finding]:
    """Failures of a page: one of them, as what misplaces letters is seldom done to a single run."""
    off = [(mark, run, far) for mark, run in leaf.match.pairs if (far := _away(mark, run)) > 0]
    if off:
        said = _("letters of {what} stand up to {far:.1f} mm from their places, or are of another shape").format(
            what=named([wording(mark) for mark, _run, _far in off]), far=to_mm(max(far for _mark, _run, far in off))
        )
        place = union(run.rect if run.letters else mark.rect for mark, run, _far in off)
        yield leaf.fault(CHECK, place, said, _("print the file again with printkit build"))


def _away(mark: Mark, run: Run) -> float:
    """By how many points a run's letters miss their places, counted from its own; 0 for those near enough.

    Other words and another size are told by other checks.
    """
    item = mark.item
    assert isinstance(item, Glyphs)
    if run.text != item.text or abs(run.size - item.size) > SIZE_NEAR:
        return 0.0
    wanted = boxes(item._replace(colour="", link=""))
    if len(wanted) != len(run.letters):
        return item.size
    (x, y), sign = run.point, mark.turn.sign
    far = [_far(box, letter, x, y, sign) for box, letter in zip(wanted, run.letters, strict=True)]
    across, down = max(chain((0.0,), (a for a, _d in far))), max(chain((0.0,), (d for _a, d in far)))
    near = across <= NEAR + ACROSS * item.size and down <= NEAR + DOWN * item.size
    return 0.0 if near else max(across, down)


def _far(box: Rect, letter: Letter, x: float, y: float, sign: int) -> tuple[float, float]:
    """How far a letter's box is from the wanted one, across and down; `sign` is −1 where it stands upside down."""
    left, top, right, bottom = letter.rect if sign > 0 else (letter.rect[2], letter.rect[3], *letter.rect[:2])
    return (
        max(abs(x + sign * box[0] - left), abs(x + sign * box[2] - right)),
        max(abs(y + sign * box[1] - top), abs(y + sign * box[3] - bottom)),
    )


@lru_cache(maxsize=REMEMBERED)
def boxes(run: Glyphs) -> tuple[Rect, ...]:
    """The boxes of a run's inked letters in points from its own point, y down."""
    return tuple(_boxes(run))


def _boxes(run: Glyphs) -> Iterator[Rect]:
    em, x = run.size / 1000, 0.0  # a face counts in 1/1000 em
    for char in run.text:
        left, bottom, right, top = run.face.glyph_box(char)
        if left < right and not char.isspace():
            yield x + left * em, -top * em, x + right * em, -bottom * em
        x += run.face.advance(char) * em + run.tracking
