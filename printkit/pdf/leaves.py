"""Page objects: what a page and the pages of a file say of their paper, contents, fonts and pictures."""

from collections.abc import Iterable, Mapping, Sequence

from printkit.fonts import FontFace
from printkit.layout.document import Press
from printkit.layout.frame import Frame, Picture
from printkit.pdf.ink import Drawn
from printkit.pdf.objects import Sheaf
from printkit.pdf.strokes import BLEED, PRESS_MARGIN, picture_name
from printkit.pdf.tags import array
from printkit.pdf.type import embed
from printkit.units import mm

Uses = dict[FontFace, frozenset[str]]


def between(static: Sequence[int], late: Sequence[int]) -> tuple[int, ...]:
    """The parts of a page's content in order: between two that are in every print one of this print."""
    both = [number for pair in zip(static, late, strict=False) for number in pair]
    return (*both, *static[len(late) :])


def joined_uses(drawn: Iterable[Drawn], uses: Uses | None = None, more: frozenset[str] = frozenset()) -> Uses:
    """Characters by face, of pages drawn and of those counted before."""
    return added_uses(uses or {}, (each for page in drawn for each in page.uses), more)


def added_uses(uses: Uses, said: Iterable[tuple[FontFace, frozenset[str]]], more: frozenset[str]) -> Uses:
    """Characters by face, with those said in each, and with `more` in each face that says any."""
    total = dict(uses)
    for face, characters in said:
        total[face] = total.get(face, frozenset()) | characters | more
    return total


def leaf(frame: Frame, resources: int, contents: Sequence[int], annotations: Sequence[int], *, press: bool) -> str:
    """What a page's object says, but for its place in the trees; a blank page has no contents."""
    annots = f" /Annots {array(annotations)}" if annotations else ""
    content = f"{contents[0]} 0 R" if len(contents) == 1 else array(contents)
    shown = f" /Contents {content}" if contents else ""
    return f"/Type /Page {_boxes(frame, press=press)} /Resources {resources} 0 R{shown} /Tabs /S{annots}"


def _boxes(frame: Frame, *, press: bool) -> str:
    """The page's boxes; for the press the trimmed page stands inside a sheet, with its bleed (PDF 1.7, 14.11.2)."""
    width, height = frame.width, frame.height
    if not press:
        return f"/MediaBox [0 0 {width:.3f} {height:.3f}]"
    m, b = mm(PRESS_MARGIN), mm(BLEED)
    sheet = f"[0 0 {width + 2 * m:.3f} {height + 2 * m:.3f}]"
    trim = f"[{m:.3f} {m:.3f} {m + width:.3f} {m + height:.3f}]"
    bleed = f"[{m - b:.3f} {m - b:.3f} {m + width + b:.3f} {m + height + b:.3f}]"
    return f"/MediaBox {sheet} /TrimBox {trim} /BleedBox {bleed}"


def pictures_of(drawn: Iterable[Drawn]) -> dict[str, Picture]:
    """The pictures of pages, each once, by name."""
    return {picture_name(each): each for page in drawn for each in page.pictures}


def resources(sheaf: Sheaf, uses: Uses, pictures: Mapping[str, Picture], press: Press | None) -> str:
    """A resource dictionary: the fonts of all pages, each with the characters used in any of them, and pictures."""
    names = " ".join(f"/{name} {number} 0 R" for name, number in embed(sheaf, uses).items())
    return f"<</Font <<{names}>>{_images(sheaf, pictures, press) if pictures else ''}>>"


def _images(sheaf: Sheaf, pictures: Mapping[str, Picture], press: Press | None) -> str:
    """Each picture once. Pillow is loaded for documents that have any."""
    from printkit.pdf.picture import Inks, image

    inks = Inks(press is not None, press.profile if press else b"")
    names = " ".join(f"/{name} {sheaf.keep(image(each, inks))} 0 R" for name, each in pictures.items())
    return f" /XObject <<{names}>>"
