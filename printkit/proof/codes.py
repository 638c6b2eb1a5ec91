"""Does every code open its address, for a poor camera too, and is there no other? All is measured on the raster.

The page is looked at in grey at 300 dpi. The only module that knows the decoder.
"""

from collections.abc import Iterator
from functools import lru_cache
from gettext import gettext as _
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from printkit.layout.document import Document
from printkit.layout.frame import Matrix, Picture
from printkit.proof.leaf import Leaf
from printkit.proof.promise import Mark, modules
from printkit.proof.rects import area, grown, shared
from printkit.proof.report import CodeFacts, Finding, Rect, in_mm
from printkit.proof.seen import SCALE
from printkit.units import to_mm

if TYPE_CHECKING:
    from PIL.Image import Image

CHECK = "codes"
QUIET_ZONE = 4  # modules, ISO/IEC 18004
WHITE = 250  # of 255: bare paper, but for rounding
BLACK = 64  # of 255: black ink, in process inks too; with white a contrast of 10 : 1
BLUR = 1 / 3  # of a module: a lens out of focus, or a photocopy
NEAR = 0.02  # of the promised module, that the measured one may differ by
LEVELS = ("M", "Q", "H")  # of error correction, never L
LEAST = {"leaflet": 6, "poster": 12, "flashcards": 6}  # dots of 1/300 inch a module, by format (visual standard 7)
OVERVIEW = 9  # the same on a poster's pages before its first procedure
SCANS_FROM = 500  # times the module: a cheap telephone reads 0.5 mm at 25 cm
ON_PICTURE = 0.9  # of a code, that lies on the picture whose own it is
SPREAD = 2  # dots by which a code may be larger than promised, or its edge be blurred
MIDDLE = 160  # of 255: what a reader takes for light
INK = [255] * MIDDLE + [0] * (256 - MIDDLE)  # what is dark
SOILED = [255] * WHITE + [0] * (256 - WHITE)  # what is not bare paper


class Look(NamedTuple):
    """A promised code as the raster has it. `dark` is in dots of the whole page."""

    mark: Mark
    dark: tuple[int, int, int, int]
    side: int  # modules
    url: str
    picture: "Image"  # with its quiet zone
    reads: "list[Read]"

    @property
    def dots(self) -> float:
        """Dots a module, the mean of both ways."""
        left, top, right, bottom = self.dark
        return (right - left + bottom - top) / 2 / self.side


class Read(NamedTuple):
    """What the decoder makes of a picture."""

    url: str
    level: str
    spared: float  # error correction that was not needed, of 1
    place: tuple[int, int, int, int]


def least_dots(document: Document, page: int) -> int:
    """Dots that a module has at least on a page, counted from 0, of a document; 0 for a format that nobody knows."""
    fmt = dict(document.made_from).get("format", "")
    begins = min((mark.page for mark in document.bookmarks), default=0)
    return OVERVIEW if fmt == "poster" and page < begins else LEAST.get(fmt, 0)


def check(leaf: Leaf, least: int) -> tuple[list[Finding], list[CodeFacts]]:
    """Failures of a page where a module has so many dots at least, and what was measured."""
    faults: list[Finding] = []
    facts: list[CodeFacts] = []
    clean: list[Rect] = []
    for mark in leaf.promise.codes:
        look = _look(leaf, mark)
        if look is None:
            said = _("the code of {url} is not there").format(url=mark.url)
            faults.append(leaf.fault(CHECK, mark.rect, said, _again()))
            continue
        faults += [*_faults(leaf, look), *_small(leaf, look, least)]
        facts.append(_facts(leaf, look))
        if any(read.url == mark.url for read in look.reads):
            clean.append(grown(mark.rect, _item(mark).module))
    faults += _strays(leaf, clean)
    return faults, facts


def _item(mark: Mark) -> Matrix:
    assert isinstance(mark.item, Matrix)
    return mark.item


def _again() -> str:
    return _("print the file again with printkit build")


def _dots(rect: Rect) -> tuple[int, int, int, int]:
    left, top, right, bottom = (round(side * SCALE) for side in rect)
    return left, top, right, bottom


def _look(leaf: Leaf, mark: Mark) -> Look | None:
    """Where the code's dark modules lie on the raster; None where all is bare, or off the paper."""
    left, top, right, bottom = _dots(mark.rect)
    if min(left, top) < 0 or right > leaf.sheet.grey.width or bottom > leaf.sheet.grey.height:
        return None
    area = (left - SPREAD, top - SPREAD, right + SPREAD, bottom + SPREAD)
    around = leaf.sheet.grey.crop(area)
    box = around.point(INK).getbbox() or around.point(SOILED).getbbox()
    if box is None:
        return None
    dark = (box[0] + area[0], box[1] + area[1], box[2] + area[0], box[3] + area[1])
    quiet = round(QUIET_ZONE * _item(mark).module * SCALE)
    picture = leaf.sheet.grey.crop((left - quiet, top - quiet, right + quiet, bottom + quiet))
    return Look(mark, dark, modules(_item(mark)), mark.url, picture, decode(picture))


def _faults(leaf: Leaf, look: Look) -> Iterator[Finding]:
    rect, url = look.mark.rect, look.url
    if not look.reads:
        yield leaf.fault(CHECK, rect, _("no reader makes anything of the code of {url}").format(url=url), _again())
    elif look.reads[0].url != url:
        said = _("the code of {url} opens {seen}").format(url=url, seen=look.reads[0].url)
        yield leaf.fault(CHECK, rect, said, _again())
    else:
        yield from _condition(leaf, look, look.reads[0])
    yield from _tone(leaf, look)
    yield from _quiet(leaf, look)
    yield from _measure(leaf, look)


def _condition(leaf: Leaf, look: Look, read: Read) -> Iterator[Finding]:
    """A code that reads rightly: whole, of its level, strong, and legible when blurred."""
    from PIL.ImageFilter import GaussianBlur

    rect, again = look.mark.rect, _again()
    if hurt := _hurt(leaf, look):
        said = _("the code of {url} is damaged in {count} places; it reads by error correction alone")
        yield leaf.fault(CHECK, _spot(look, hurt), said.format(url=look.url, count=len(hurt)), again)
    elif read.spared < 1:
        said = _("the code of {url} reads by error correction alone").format(url=look.url)
        yield leaf.fault(CHECK, rect, said, again)
    if read.level not in LEVELS:
        said = _("the code of {url} has error correction {level}").format(url=look.url, level=read.level)
        yield leaf.fault(CHECK, rect, said, _("let it be M, Q or H"))
    blurred = decode(look.picture.filter(GaussianBlur(BLUR * look.dots)))
    if not any(each.url == look.url for each in blurred):
        said = _("the code of {url} cannot be read when it is blurred by a third of a module").format(url=look.url)
        yield leaf.fault(CHECK, rect, said, _("print it larger"))


def _grid(leaf: Leaf, look: Look) -> bytes:
    """The grey at each module's centre, row by row, upright."""
    from PIL.Image import Resampling, Transpose

    left, top, right, bottom = (side * SCALE for side in look.mark.rect)
    small = leaf.sheet.grey.resize((look.side, look.side), Resampling.NEAREST, (left, top, right, bottom))
    return (small.transpose(Transpose.ROTATE_180) if look.mark.turned else small).tobytes()


def _wanted(look: Look) -> bytes:
    """1 where a module is promised dark, row by row."""
    cells = bytearray(look.side**2)
    for column, row, length in _item(look.mark).modules.runs:
        start = row * look.side + column
        cells[start : start + length] = b"\1" * length
    return bytes(cells)


def _hurt(leaf: Leaf, look: Look) -> list[int]:
    """Modules that are dark for light, or light for dark."""
    pairs = zip(_wanted(look), _grid(leaf, look), strict=True)
    return [i for i, (dark, grey) in enumerate(pairs) if bool(dark) != (grey < MIDDLE)]


def _spot(look: Look, cells: list[int]) -> Rect:
    """What of the sheet some modules cover."""
    module, side = _item(look.mark).module, look.side
    rows, columns = [cell // side for cell in cells], [cell % side for cell in cells]
    x, y = look.mark.x, look.mark.y
    own = (x + min(columns) * module, y + min(rows) * module, x + (1 + max(columns)) * module)
    return look.mark.turn.rect((*own, y + (1 + max(rows)) * module))


def _quiet(leaf: Leaf, look: Look) -> Iterator[Finding]:
    """Bare paper for four modules on each side, but for the dots that an edge may blur over; the ground is bare too."""
    module = _item(look.mark).module * SCALE
    left, top, right, bottom = _dots(look.mark.rect)
    wide = round(QUIET_ZONE * module) - 1
    sides = {
        _("left"): (left - wide, top - wide, left - SPREAD, bottom + wide),
        _("right"): (right + SPREAD, top - wide, right + wide, bottom + wide),
        _("top"): (left - wide, top - wide, right + wide, top - SPREAD),
        _("bottom"): (left - wide, bottom + SPREAD, right + wide, bottom + wide),
    }
    soiled: list[tuple[float, str, Rect]] = []
    for side, box in sides.items():
        if soil := leaf.sheet.grey.crop(box).point(SOILED).getbbox():
            dots = (box[0] + soil[0], box[1] + soil[1], box[0] + soil[2], box[1] + soil[3])
            gap = max(left - dots[2], dots[0] - right, top - dots[3], dots[1] - bottom, 0) / module
            x, y, to_x, to_y = (dot / SCALE for dot in dots)
            soiled.append((gap, side, (x, y, to_x, to_y)))
    if soiled:
        gap, side, place = min(soiled)
        said = _("the quiet zone of the code of {url} is {gap:.1f} modules wide at its {side}, not 4")
        todo = _("keep rules, tints and text clear of it")
        yield leaf.fault(CHECK, place, said.format(url=look.url, gap=gap, side=side), todo)


def _tone(leaf: Leaf, look: Look) -> Iterator[Finding]:
    """Black on white."""
    dark, light = _tones(leaf, look)
    if dark > BLACK:
        said = _("the code of {url} is too pale ({grey} of 255)").format(url=look.url, grey=dark)
        yield leaf.fault(CHECK, look.mark.rect, said, _("print it in black"))
    if light < WHITE:
        said = _("the code of {url} does not stand on white").format(url=look.url)
        yield leaf.fault(CHECK, look.mark.rect, said, _("take what lies behind it away"))


def _tones(leaf: Leaf, look: Look) -> tuple[int, int]:
    """The grey that half of the dark modules keep below, and half of the light ones above."""
    dark: list[int] = []
    light: list[int] = []
    for wanted, grey in zip(_wanted(look), _grid(leaf, look), strict=True):
        (dark if wanted else light).append(grey)
    return sorted(dark)[len(dark) // 2], sorted(light)[len(light) // 2]


def _measure(leaf: Leaf, look: Look) -> Iterator[Finding]:
    wanted = _item(look.mark).module * SCALE
    if abs(look.dots - wanted) > NEAR * wanted:
        said = _("a module of the code of {url} measures {seen:.2f} mm, not {wanted:.2f}")
        told = said.format(url=look.url, seen=to_mm(look.dots / SCALE), wanted=to_mm(wanted / SCALE))
        yield leaf.fault(CHECK, look.mark.rect, told, _again())


def _small(leaf: Leaf, look: Look, least: int) -> Iterator[Finding]:
    if look.dots < least * (1 - NEAR):
        said = _("a module of the code of {url} measures {seen:.2f} mm; the least is {least:.2f}")
        told = said.format(url=look.url, seen=to_mm(look.dots / SCALE), least=to_mm(least / SCALE))
        yield leaf.fault(CHECK, look.mark.rect, told, _("print it larger"))


def _facts(leaf: Leaf, look: Look) -> CodeFacts:
    module = to_mm(look.dots / SCALE)
    level = look.reads[0].level if look.reads else ""
    return CodeFacts(
        leaf.number, in_mm(look.mark.rect), look.url, level, round(module, 3), round(module * SCANS_FROM, -1)
    )


def _strays(leaf: Leaf, clean: list[Rect]) -> Iterator[Finding]:
    """Codes that nobody promised, looked for at half the dots; promised ones that were read are painted over.

    What a promised picture shows is its own, as long as the picture's file shows it too.
    """
    half = leaf.sheet.half.copy()
    for rect in clean:
        left, top, right, bottom = (round(side * SCALE / 2) for side in rect)
        half.paste(255, (left, top, right, bottom))
    for read in decode(half):
        x, y, to_x, to_y = (side * 2 / SCALE for side in read.place)
        place: Rect = (x, y, to_x, to_y)
        if any(_inside(place, mark.rect) for mark in leaf.promise.codes):
            continue  # told already
        picture = next((mark.item for mark in leaf.promise.marks if _shows(mark, place)), None)
        if isinstance(picture, Picture) and read.url in (_shown(picture.pixels.data) or (read.url,)):
            continue
        said = _("a code nobody promised opens {url}").format(url=read.url)
        yield leaf.fault(CHECK, place, said, _("take it off, or write its address into the guide"))


def _shows(mark: Mark, place: Rect) -> bool:
    """Is it a picture, with a place on it?"""
    return isinstance(mark.item, Picture) and shared(mark.rect, place) >= ON_PICTURE * area(place)


@lru_cache(maxsize=32)
def _shown(data: bytes) -> frozenset[str]:
    """What the codes on a picture's file say, those that can be read there."""
    from PIL import Image, ImageOps

    with Image.open(BytesIO(data)) as opened:
        upright = ImageOps.exif_transpose(opened).convert("RGBA")
    paper = Image.new("RGBA", upright.size, "white")
    return frozenset(read.url for read in decode(Image.alpha_composite(paper, upright).convert("L")))


def _inside(rect: Rect, other: Rect) -> bool:
    middle = ((rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2)
    return other[0] <= middle[0] <= other[2] and other[1] <= middle[1] <= other[3]


def decode(picture: "Image") -> list[Read]:
    """The QR codes on a grey picture."""
    from zxingcpp import barcode_formats_from_str, read_barcodes

    # As plain memory: asked for a picture's own bytes, zxing-cpp takes a Ctrl-C meanwhile for a picture that has none.
    grey = memoryview(picture.tobytes()).cast("B", (picture.height, picture.width))
    found = read_barcodes(grey, barcode_formats_from_str("QRCode"), try_rotate=False, try_invert=False)
    return [_read(each) for each in found]


def _read(code: object) -> Read:
    from typing import Any

    it: Any = code
    corners = (it.position.top_left, it.position.top_right, it.position.bottom_left, it.position.bottom_right)
    xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
    spared = float(it.extra.get("UEC", 1.0))
    url = bytes(it.bytes).decode("utf-8", "replace")
    return Read(url, str(it.ec_level), spared, (min(xs), min(ys), max(xs), max(ys)))
