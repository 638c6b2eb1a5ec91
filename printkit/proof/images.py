"""Is each picture the one that was promised? What the raster shows in its place is held against its file, in grey."""

from collections.abc import Iterator
from gettext import gettext as _
from io import BytesIO
from typing import TYPE_CHECKING

from printkit.layout.frame import Picture
from printkit.proof.leaf import Leaf
from printkit.proof.promise import Mark
from printkit.proof.report import Finding
from printkit.proof.seen import SCALE

if TYPE_CHECKING:
    from PIL.Image import Image

CHECK = "fit"
SIDE = 24  # cells each way that two pictures are compared in
MOST = 16.0  # of 255, between two cells on average; one picture beside another of its kind differs by 30 and more


def check(leaf: Leaf) -> Iterator[Finding]:
    """Failures of a page."""
    for mark in leaf.promise.marks:
        if isinstance(mark.item, Picture) and _away(_shown(leaf, mark), _wanted(mark.item)) > MOST:
            said = _("the picture is not the one that was promised")
            yield leaf.fault(CHECK, mark.rect, said, _("print the file again with printkit build"))


def _shown(leaf: Leaf, mark: Mark) -> "Image":
    left, top, right, bottom = (round(side * SCALE) for side in mark.rect)
    shown = leaf.sheet.grey.crop((left, top, right, bottom)).resize((SIDE, SIDE))
    return shown.rotate(180) if mark.turned else shown


def _wanted(picture: Picture) -> "Image":
    """The picture's file, upright, on white."""
    from PIL import Image, ImageOps

    with Image.open(BytesIO(picture.pixels.data)) as opened:
        opened.draft("RGB", (16 * SIDE, 16 * SIDE))
        upright = ImageOps.exif_transpose(opened).convert("RGBA")
    paper = Image.new("RGBA", upright.size, "white")
    return Image.alpha_composite(paper, upright).convert("L").resize((SIDE, SIDE))


def _away(one: "Image", other: "Image") -> float:
    """How far two pictures of a size are apart on average."""
    pairs = zip(one.tobytes(), other.tobytes(), strict=True)
    return sum(abs(a - b) for a, b in pairs) / SIDE**2
