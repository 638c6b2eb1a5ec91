"""Pictures of steps: any file prints upright, in true colours and sharp, or is refused by name with what to do."""

import struct
import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageCms, ImageDraw

from printkit.compose import compose, left_out
from printkit.errors import SourceError
from printkit.fill import fill
from printkit.fonts import covered
from printkit.formats import NAMES, Options
from printkit.layout.document import Document, Press
from printkit.layout.frame import Glyphs, Picture
from printkit.model import Guide
from printkit.pdf.pen import draw
from printkit.source.guide import read_guide
from printkit.units import mm, to_mm
from tests import prints, treecheck
from tests.checks import faults, marks
from tests.cmyk import cmyk_profile
from tests.test_validity import kinds

GUIDE = "title: Một\nsteps:\n  - text: Bấm nút\n    image: {{src: {name}, alt: Nút Gửi}}\n  - Xong.\n"
CORNERS = ((200, 20, 30), (20, 160, 40), (30, 40, 200), (240, 200, 20))  # of a picture held upright, row by row
WIDE, HIGH = 480, 360
PICTURED = "anh-man-hinh"
SIDEWAYS = {5, 6, 7, 8}


def scene(width: int = WIDE, height: int = HIGH) -> Image.Image:
    """A quarter of each colour."""
    picture = Image.new("RGB", (width, height))
    pen = ImageDraw.Draw(picture)
    for i, colour in enumerate(CORNERS):
        x, y = i % 2 * width // 2, i // 2 * height // 2
        pen.rectangle((x, y, x + width // 2, y + height // 2), fill=colour)
    return picture


def encoded(picture: Image.Image, kind: str, **how: Any) -> bytes:
    picture.save(stream := BytesIO(), kind, **how)
    return stream.getvalue()


def printed(folder: Path, name: str, data: bytes, fmt: str = "leaflet", options: Options = Options()) -> bytes:  # noqa: B008
    """The PDF of a guide with the picture."""
    return draw(compose(guide_of(folder, name, data), fmt, options))


def guide_of(folder: Path, name: str, data: bytes) -> Guide:
    (folder / name).write_bytes(data)
    path = folder / "g.yaml"
    path.write_text(GUIDE.format(name=name), encoding="utf-8")
    return fill(read_guide(path, covered()), None)


def facts(data: bytes) -> list[tuple[str, int, int, str]]:
    """Colour space, size and filter of each picture in a file."""
    with pikepdf.open(BytesIO(data)) as pdf:
        found = {each.objgen: each for page in pdf.pages for each in page.Resources.get("/XObject", {}).values()}
        return [(str(each.ColorSpace), int(each.Width), int(each.Height), str(each.Filter)) for each in found.values()]


def pixels(data: bytes) -> Image.Image:
    """The one picture of a file, decoded by qpdf's Python."""
    with pikepdf.open(BytesIO(data)) as pdf:
        (found,) = {name: each for page in pdf.pages for name, each in page.Resources.XObject.items()}.values()
        image: Any = found
        return pikepdf.PdfImage(image).as_pil_image().convert("RGB")


def corners(picture: Image.Image) -> list[tuple[int, ...]]:
    """What stands in the four quarters, row by row."""
    width, height = picture.size
    found = [picture.getpixel((width * x // 4, height * y // 4)) for y in (1, 3) for x in (1, 3)]
    return [colour for colour in found if isinstance(colour, tuple)]


def near(found: list[tuple[int, ...]], wanted: tuple[tuple[int, ...], ...], most: int = 6) -> bool:
    return len(found) == len(wanted) and all(
        abs(a - b) <= most for one, other in zip(found, wanted, strict=True) for a, b in zip(one, other, strict=True)
    )


def greys(colours: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
    return tuple((round(0.299 * r + 0.587 * g + 0.114 * b),) * 3 for r, g, b in colours)


# ── kinds of file ────────────────────────────────────────────────────────────────────────────────


def see_through(mode: str) -> Image.Image:
    """The scene with its right half clear: paper shows there."""
    made = scene().convert("RGBA")
    made.paste((0, 0, 0, 0), (WIDE // 2, 0, WIDE, HIGH))
    return made.convert(mode)


def deep() -> bytes:
    """A grey picture of 16 bits, by hand."""
    light = [round(65535 * (0.299 * r + 0.587 * g + 0.114 * b) / 255) for r, g, b in CORNERS]
    rows = [
        b"\0" + b"".join(struct.pack(">H", light[(y * 2 // HIGH) * 2 + x * 2 // WIDE]) for x in range(WIDE))
        for y in range(HIGH)
    ]
    return png((WIDE, HIGH, 16, 0), b"".join(rows))


def png(header: tuple[int, int, int, int], rows: bytes) -> bytes:
    """A PNG of width, height, depth and kind of colour."""
    body = struct.pack(">IIBBBBB", *header, 0, 0, 0)
    made = b"\x89PNG\r\n\x1a\n"
    for kind, data in ((b"IHDR", body), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")):
        made += struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return made


WHITE = (255, 255, 255)
HALF = (CORNERS[0], WHITE, CORNERS[2], WHITE)
KINDS: dict[str, tuple[str, Callable[[], bytes], tuple[tuple[int, ...], ...]]] = {
    "rgb": ("a.png", lambda: encoded(scene(), "PNG"), CORNERS),
    "palette": ("a.png", lambda: encoded(scene().quantize(8), "PNG"), CORNERS),
    "grey": ("a.png", lambda: encoded(scene().convert("L"), "PNG"), greys(CORNERS)),
    "16-bit-grey": ("a.png", deep, greys(CORNERS)),
    "alpha": ("a.png", lambda: encoded(see_through("RGBA"), "PNG"), HALF),
    "grey-alpha": ("a.png", lambda: encoded(see_through("LA"), "PNG"), (*greys(HALF),)),
    "clear-colour": ("a.png", lambda: encoded(scene(), "PNG", transparency=CORNERS[3]), (*CORNERS[:3], WHITE)),
    "bits": (
        "a.png",
        lambda: encoded(scene().convert("1", dither=Image.Dither.NONE), "PNG"),
        ((0,) * 3,) * 3 + (WHITE,),
    ),
    "jpeg": ("a.jpg", lambda: encoded(scene(), "JPEG", quality=95), CORNERS),
    "progressive": ("a.jpeg", lambda: encoded(scene(), "JPEG", quality=95, progressive=True), CORNERS),
    "grey-jpeg": ("a.jpg", lambda: encoded(scene().convert("L"), "JPEG", quality=95), greys(CORNERS)),
    "cmyk": ("A.JPG", lambda: encoded(scene().convert("CMYK"), "JPEG", quality=95), CORNERS),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_prints_in_its_colours(kind: str, tmp_path: Path) -> None:
    name, make, wanted = KINDS[kind]
    data = printed(tmp_path, name, make())
    assert near(corners(pixels(data)), wanted)
    ((space, width, height, _filter),) = facts(data)
    assert space in ("/DeviceRGB", "/DeviceGray")
    assert (width, height) == (WIDE, HIGH)
    assert treecheck.findings(data) == []


def turned(picture: Image.Image, orientation: int) -> Image.Image:
    """As a camera stores it that was held so (EXIF 2.3, 4.6.4)."""
    ways = {
        2: (Image.Transpose.FLIP_LEFT_RIGHT,),
        3: (Image.Transpose.ROTATE_180,),
        4: (Image.Transpose.FLIP_TOP_BOTTOM,),
        5: (Image.Transpose.TRANSPOSE,),
        6: (Image.Transpose.ROTATE_90,),
        7: (Image.Transpose.TRANSVERSE,),
        8: (Image.Transpose.ROTATE_270,),
    }
    for way in ways.get(orientation, ()):
        picture = picture.transpose(way)
    return picture


def noted(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = "Nguyễn Thị Mẫu"
    return exif


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_a_picture_prints_upright(orientation: int, name: str, tmp_path: Path) -> None:
    kind = {"jpg": "JPEG", "png": "PNG"}[name[2:]]
    how: dict[str, Any] = {"quality": 95} if kind == "JPEG" else {}
    stored = encoded(turned(scene(), orientation), kind, exif=noted(orientation), **how)
    assert (Image.open(BytesIO(stored)).size == (WIDE, HIGH)) == (orientation not in SIDEWAYS)
    found = pixels(printed(tmp_path, name, stored))
    assert found.size == (WIDE, HIGH)
    assert near(corners(found), CORNERS)


def test_a_jpeg_goes_in_as_it_is_but_for_its_notes(tmp_path: Path) -> None:
    stored = encoded(scene(), "JPEG", quality=80, exif=noted(1), comment=b"phone of somebody")
    data = printed(tmp_path, "a.jpg", stored)
    with pikepdf.open(BytesIO(data)) as pdf:
        (found,) = pdf.pages[0].Resources.XObject.values()
        raw = found.read_raw_bytes()
    scan = stored[stored.index(b"\xff\xda") :]
    assert raw.endswith(scan)
    assert raw.startswith(b"\xff\xd8\xff\xe0")
    assert b"somebody" in stored
    assert b"somebody" not in raw
    assert b"Exif" in stored
    assert b"Exif" not in raw


def test_colours_of_a_profile_become_those_of_the_print(tmp_path: Path) -> None:
    """A picture in Lab's own colours is not shown as if they were sRGB."""
    other: Any = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    swapped = bytearray(other.tobytes())
    red, green = swapped.index(b"rXYZ"), swapped.index(b"gXYZ")
    swapped[red : red + 4], swapped[green : green + 4] = b"gXYZ", b"rXYZ"
    named = bytes(swapped).replace(b"s\0R\0G\0B", b"o\0d\0d\0s").replace("sRGB".encode("utf-16-be"), b"\0o\0d\0d\0s")
    assert b"sRGB" not in named
    stored = encoded(scene(), "PNG", icc_profile=named)
    red_one = corners(pixels(printed(tmp_path, "a.png", stored)))[0]
    assert red_one[1] > red_one[0]


@pytest.mark.parametrize("size", [(4000, 3000), (3000, 4000), (700, 500), (300, 225)])
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_no_finer_than_300_an_inch_and_no_larger_than_it_is(size: tuple[int, int], kind: str, tmp_path: Path) -> None:
    name = {"PNG": "a.png", "JPEG": "a.jpg"}[kind]
    it = guide_of(tmp_path, name, encoded(scene(*size), kind))
    made = compose(it, "leaflet", Options())
    (shown,) = [mark for page in made.pages for mark in marks(page) if isinstance(mark.item, Picture)]
    assert isinstance(shown.item, Picture)
    inches = shown.item.width / 72
    ((_space, width, height, _filter),) = facts(draw(made))
    assert width <= size[0]
    assert width / inches <= 301
    assert width == size[0] or width / inches >= 299
    assert height / width == pytest.approx(size[1] / size[0], abs=0.01)
    assert to_mm(shown.item.width) >= 60 - 0.01
    assert size[0] / inches >= 100


# ── what is refused ──────────────────────────────────────────────────────────────────────────────


def moving() -> bytes:
    return encoded(scene(), "PNG", save_all=True, append_images=[scene().convert("L").convert("RGB")], duration=100)


def vast() -> bytes:
    """Sixty million pixels, in a few bytes."""
    return png((10_000, 6_000, 1, 0), (b"\0" * 1251) * 6_000)


def bomb() -> bytes:
    """Four thousand million pixels are told, and none is there."""
    return png((65_000, 65_000, 8, 2), b"")


REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "cut-png": ("a.png", lambda: encoded(scene(), "PNG")[:900], "a.png is damaged or cut short ("),
    "cut-jpeg": ("a.jpg", lambda: encoded(scene(), "JPEG")[:-900], "a.jpg is damaged or cut short ("),
    "no-png": ("a.jpg", lambda: encoded(scene(), "PNG"), "a.jpg is a PNG inside, not a JPEG; give it the ending .png"),
    "no-jpeg": (
        "a.png",
        lambda: encoded(scene(), "JPEG"),
        "a.png is a JPEG inside, not a PNG; give it the ending .jpg",
    ),
    "gif": ("a.png", lambda: encoded(scene(), "GIF"), "a.png is neither a PNG nor a JPEG inside; save it again as"),
    "moving": ("a.png", moving, "a.png is animated; save one picture of it"),
    "vast": ("a.png", vast, "a.png has more than 50 million pixels; save a smaller one"),
    "bomb": ("a.png", bomb, "a.png has more than 50 million pixels; save a smaller one"),
    "heavy": ("a.png", lambda: encoded(scene(), "PNG") + bytes(33 << 20), "a.png is larger than 32 MB; save a smaller"),
    "narrow": (
        "a.png",
        lambda: encoded(scene(239, 100), "PNG"),
        "a.png is only 239 pixels wide and would print blurred",
    ),
    "strip": ("a.png", lambda: encoded(scene(300, 901), "PNG"), "a.png is more than 3 times as high as wide; crop it"),
    "nothing": ("a.jpg", lambda: b"", "a.jpg is neither a PNG nor a JPEG inside"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_printed_is_refused_in_words(kind: str, tmp_path: Path) -> None:
    name, make, message = REFUSED[kind]
    data = make()
    with pytest.raises(SourceError) as caught:
        guide_of(tmp_path, name, data)
    (problem,) = caught.value.problems
    assert str(problem).startswith(f"{tmp_path / 'g.yaml'}:4:18: {message}")
    assert problem.hint


@pytest.mark.parametrize("kind", REFUSED)
def test_it_is_refused_at_once(kind: str, tmp_path: Path) -> None:
    name, make, _message = REFUSED[kind]
    data = make()
    begun = process_time()
    with pytest.raises(SourceError):
        guide_of(tmp_path, name, data)
    assert process_time() - begun < 1


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_broken_picture_prints_or_is_refused(kind: str, tmp_path: Path) -> None:
    dice = Random(kind)
    whole = encoded(scene(260, 200), kind, exif=noted(6))
    refused = 0
    for _try in range(300):
        broken = bytearray(whole)
        for _byte in range(dice.randint(1, 8)):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        data = bytes(broken[: dice.choice((None, None, None, -40))])
        try:
            printed(tmp_path, {"PNG": "a.png", "JPEG": "a.jpg"}[kind], mended(data) if kind == "PNG" else data)
        except SourceError:
            refused += 1
    assert 30 < refused <= 300


def mended(data: bytes) -> bytes:
    """A PNG whose chunks have right check sums, as far as there are chunks: what is broken reaches the decoder."""
    made, at = data[:8], 8
    while at + 12 <= len(data):
        end = at + 8 + struct.unpack(">I", data[at : at + 4])[0]
        made += data[at:end] + struct.pack(">I", zlib.crc32(data[at + 4 : end]))
        at = end + 4
    return made


# ── on paper ─────────────────────────────────────────────────────────────────────────────────────


def every() -> list[tuple[str, Options]]:
    return [(fmt, options._replace(ink_saver=ink)) for fmt in NAMES for options in kinds(fmt) for ink in (False, True)]


@cache
def pictured(fmt: str, options: Options) -> Document:
    return compose(fill(prints.source(PICTURED), None), fmt, options)


def shown(document: Document) -> list[Picture]:
    return [mark.item for page in document.pages for mark in marks(page) if isinstance(mark.item, Picture)]


@pytest.mark.parametrize(("fmt", "options"), every(), ids=str)
def test_pages_with_pictures_have_no_fault(fmt: str, options: Options) -> None:
    made = pictured(fmt, options)
    assert [fault for page in made.pages for fault in faults(page)] == []
    assert all(to_mm(picture.width) >= 60 - 0.01 for picture in shown(made))
    assert all(picture.grey == options.ink_saver for picture in shown(made))
    assert treecheck.findings(draw(made)) == []


@pytest.mark.parametrize(("fmt", "options"), every(), ids=str)
def test_every_picture_prints_or_is_told_of(fmt: str, options: Options) -> None:
    made, it = pictured(fmt, options), prints.source(PICTURED)
    wanted = {step.image for step in it.sections[0].steps if step.image}
    told = left_out(it, made, fmt)
    there = {picture.pixels for picture in shown(made)}
    assert len(wanted) == 3
    assert there | {image for image in wanted if any(problem.where == image.where for problem in told)} == wanted
    assert len(told) == len(wanted - there)
    assert not told or fmt != "leaflet", "leaflets leave nothing out"
    assert there or fmt != "flashcards" or options.cards == "procedure"


def test_a_figure_says_what_it_shows() -> None:
    data = draw(pictured("leaflet", Options()))
    with pikepdf.open(BytesIO(data)) as pdf:
        figures = [each for each in treecheck.elements(pdf) if each.S == "/Figure"]
        told = [str(each.Alt) for each in figures]
        assert all("/BBox" in each.A for each in figures)
    alts = [step.image.alt for step in prints.source(PICTURED).sections[0].steps if step.image]
    assert [alt for alt in told if not alt.startswith("Mã QR")] == alts


@pytest.mark.parametrize("fmt", ["leaflet", "poster"])
def test_ink_saver_moves_nothing(fmt: str) -> None:
    def places(ink_saver: bool) -> list[tuple[float, ...]]:
        pages = pictured(fmt, Options(ink_saver=ink_saver)).pages
        return [mark.point for page in pages for mark in marks(page) if isinstance(mark.item, Glyphs | Picture)]

    assert places(True) == places(False)


def test_a_poster_of_one_step_has_room(tmp_path: Path) -> None:
    it = guide_of(tmp_path, "a.png", encoded(scene(), "PNG"))
    made = compose(it, "poster", Options())
    assert left_out(it, made, "poster") == ()
    (picture,) = shown(made)
    assert to_mm(picture.width) >= 80 - 0.01
    assert [fault for page in made.pages for fault in faults(page)] == []


@pytest.mark.parametrize("profile", [b"", cmyk_profile()], ids=["no-profile", "profile"])
@pytest.mark.parametrize("ink_saver", [False, True])
def test_for_the_press_a_picture_is_in_process_inks(profile: bytes, ink_saver: bool, tmp_path: Path) -> None:
    options = Options(press=Press(profile, "coated"), ink_saver=ink_saver)
    data = printed(tmp_path, "a.jpg", encoded(scene(), "JPEG", quality=95), options=options)
    ((space, *_rest),) = facts(data)
    assert space == ("/DeviceGray" if ink_saver else "/DeviceCMYK")
    if not profile:
        wanted = greys(CORNERS) if ink_saver else CORNERS
        assert near(corners(pixels(data)), wanted)


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    stored = encoded(scene(2000, 1500), "JPEG")
    (tmp_path / "other").mkdir()
    assert printed(tmp_path, "a.jpg", stored) == printed(tmp_path / "other", "a.jpg", stored)


def test_one_picture_twice_is_stored_once(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(encoded(scene(), "PNG"))
    step = "{text: Bấm nút, image: {src: a.png, alt: Nút Gửi}}"
    path = tmp_path / "g.yaml"
    path.write_text(f"title: Một\nsteps: [{step}, {step}]\n", encoding="utf-8")
    data = draw(compose(fill(read_guide(path, covered()), None), "leaflet", Options()))
    assert len(facts(data)) == 1


@pytest.mark.parametrize("way", ["steps", "options"])
def test_two_columns_hold_pictures(way: str, tmp_path: Path) -> None:
    """In a leaflet of several procedures they stand under their step, within its column."""
    (tmp_path / "a.png").write_bytes(encoded(scene(900, 500), "PNG"))
    steps = "steps: [{text: Chọn việc, image: {src: a.png, alt: Danh sách}}, Xong.]"
    one = f"  - {{title: Đặt lịch, {steps if way == 'steps' else f'options: [{{{steps}}}]'}}}\n"
    path = tmp_path / "g.yaml"
    path.write_text(f"title: Hai việc\nsections:\n{one}{one}", encoding="utf-8")
    made = compose(fill(read_guide(path, covered()), None), "leaflet", Options())
    assert len(shown(made)) == 2
    assert all(mm(60) - 0.01 <= picture.width <= mm(72) + 0.01 for picture in shown(made))
    assert [fault for page in made.pages for fault in faults(page)] == []


TELEPHONE, WINDOW, TALL = (540, 960), (1280, 600), (300, 880)


@pytest.mark.parametrize("size", [TELEPHONE, WINDOW, TALL], ids=["telephone", "window", "tall"])
@pytest.mark.parametrize("steps", [1, 4, 12])
@pytest.mark.parametrize("sections", [1, 3])
@pytest.mark.parametrize("way", ["steps", "options"])
def test_leaflets_hold_many_pictures(
    size: tuple[int, int], steps: int, sections: int, way: str, tmp_path: Path
) -> None:
    (tmp_path / "a.png").write_bytes(encoded(scene(*size), "PNG"))
    step = "{text: Chọn việc bạn cần làm, detail: Bấm nút bên phải., image: {src: a.png, alt: Danh sách}}"
    if way == "options":
        ways = f"{{title: Qua mạng, steps: [{step}]}}, {{title: Tại quầy, text: Đến quầy.}}"
        body = f"steps: [{', '.join(['Mở trang.'] * steps)}], options: [{ways}]"
    else:
        body = f"steps: [{', '.join([step] * steps)}]"
    sheets = f"title: Nhiều ảnh\nhotline: 1900.0000\nsections: [{', '.join([f'{{title: Việc, {body}}}'] * sections)}]\n"
    path = tmp_path / "g.yaml"
    path.write_text(sheets, encoding="utf-8")
    it = fill(read_guide(path, covered()), None)
    made = compose(it, "leaflet", Options())
    assert [fault for page in made.pages for fault in faults(page)] == []
    assert len(shown(made)) == sections * (1 if way == "options" else steps)
    assert all(to_mm(picture.width) >= 60 - 0.01 for picture in shown(made))
