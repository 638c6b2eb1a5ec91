"""Pictures in a PDF: a placed picture goes in; its image XObject comes out.

Nothing is drawn finer than 300 pixels an inch. A JPEG that needs no change goes in as it is, without what its camera
noted of place and owner; any other is decoded, held upright, put on white, and scaled. No alpha, no interpolation and
device colours only, as PDF/A-2 wants.
"""

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from math import ceil
from typing import Any, NamedTuple
from warnings import catch_warnings, simplefilter

from PIL import Image, ImageChops, ImageCms, ImageMath, ImageOps

from printkit.layout.frame import Picture
from printkit.pdf.objects import LEVEL, Stream, deflated
from printkit.units import DOT

QUALITY = 90  # of a photograph that is scaled and stored as JPEG again
SPACES = {"L": ("/DeviceGray", 1), "RGB": ("/DeviceRGB", 3), "CMYK": ("/DeviceCMYK", 4)}
UPRIGHT = (None, 1)  # values of EXIF's orientation
ORIENTATION = 0x0112
BASELINE = 0xC0  # the only frame header of a JPEG that every reader of PDF knows
HEADERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # frame headers (ITU T.81, B.1.1.3)
NOTES = frozenset((*range(0xE1, 0xEE), 0xEF, 0xFE))  # Exif, colour profile, comments; not JFIF (E0) nor Adobe (EE)
SCAN, END = 0xDA, b"\xff\xd9"


class Inks(NamedTuple):
    """How colours are written: as they are, or in process inks, by the print shop's profile if there is one."""

    press: bool = False
    profile: bytes = b""


@lru_cache(maxsize=64)
def image(picture: Picture, inks: Inks) -> Stream:
    """The image XObject (PDF 1.7, 8.9.5)."""
    with catch_warnings():
        simplefilter("ignore")  # of odd metadata
        with Image.open(BytesIO(picture.pixels.data), formats=("PNG", "JPEG")) as opened:
            wide = min(picture.pixels.width, ceil(picture.width / DOT))
            if not (inks.press and opened.mode != "L") and _goes_as_it_is(opened, picture, wide):
                plain = _bare(picture.pixels.data)
                if plain:
                    return _jpeg(plain, opened.mode, opened.size)
            photo = opened.format != "PNG"
            upright = ImageOps.exif_transpose(opened)
            made = _coloured(upright, grey=picture.grey)
    if wide < made.width:
        made = made.resize((wide, max(1, round(made.height * wide / made.width))), Image.Resampling.LANCZOS)
    if photo and not inks.press:
        return _again(made)
    return _flat(_in_inks(made, inks) if inks.press and made.mode == "RGB" else made)


def _goes_as_it_is(opened: Image.Image, picture: Picture, wide: int) -> bool:
    """Does a JPEG need neither turning, scaling nor other colours?"""
    colours = opened.mode == "L" or (opened.mode == "RGB" and not picture.grey and not _profiled(opened))
    upright = opened.getexif().get(ORIENTATION) in UPRIGHT
    return opened.format == "JPEG" and colours and upright and opened.width <= wide


def _profiled(opened: Image.Image) -> bool:
    """Does it bring colours of its own, other than sRGB? Profiles tell their name in ASCII or UTF-16."""
    profile = opened.info.get("icc_profile") or b"sRGB"
    return b"sRGB" not in profile and "sRGB".encode("utf-16-be") not in profile


def _coloured(opened: Image.Image, *, grey: bool) -> Image.Image:
    """Eight bits of grey or sRGB on white paper."""
    made = opened
    if made.mode.startswith("I"):  # 16 bits of grey; deeper colours Pillow cuts to 8 itself
        made = made.convert("I").point(lambda level: level * (1 / 257)).convert("L")
        made.info.pop("transparency", None)
    if made.mode in ("LA", "PA", "La", "RGBA", "RGBa", "P") or "transparency" in made.info:
        made = _on_white(made.convert("RGBA"))
    elif made.mode in ("RGB", "CMYK") and _profiled(made):
        made = _in_srgb(made)
    if made.mode == "1":
        made = made.convert("L")
    elif made.mode not in ("L", "RGB"):
        made = made.convert("RGB")
    return made.convert("L") if grey else made


def _on_white(made: Image.Image) -> Image.Image:
    ground = Image.new("RGB", made.size, "#FFFFFF")
    ground.paste(made, mask=made.getchannel("A"))
    return ground


def _in_srgb(made: Image.Image) -> Image.Image:
    """Colours by the picture's own profile; a broken one is not heeded."""
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(made.info["icc_profile"]))
        turned = ImageCms.profileToProfile(made, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return made.convert("RGB")
    return turned or made.convert("RGB")


def _in_inks(made: Image.Image, inks: Inks) -> Image.Image:
    """Process inks by the shop's profile, else black in place of what the others share, as `strokes.cmyk` does."""
    if inks.profile:
        try:
            shop = ImageCms.ImageCmsProfile(BytesIO(inks.profile))
            turned = ImageCms.profileToProfile(made, ImageCms.createProfile("sRGB"), shop, outputMode="CMYK")
        except (ImageCms.PyCMSError, OSError, ValueError):
            turned = None
        if turned:
            return turned
    red, green, blue = made.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    parts = [ImageMath.lambda_eval(_ink, part=part, most=most) for part in (red, green, blue)]
    return Image.merge("CMYK", [*parts, ImageChops.invert(most)])


def _ink(channels: dict[str, Any]) -> Any:
    """What a colour lacks of the lightest of the three; nothing where all three are black."""
    return channels["convert"]((channels["most"] - channels["part"]) * 255 / channels["most"], "L")


def _again(made: Image.Image) -> Stream:
    """A photograph stored anew; without loss it would take five times as much."""
    made.save(stream := BytesIO(), "JPEG", quality=QUALITY, subsampling=0)
    return _jpeg(stream.getvalue(), made.mode, made.size)


def _flat(made: Image.Image) -> Stream:
    """Pixels deflated, each row told by what it differs from its neighbours, as in a PNG (PDF 1.7, 7.4.4.4)."""
    colours = SPACES[made.mode][1]
    if made.mode == "CMYK":  # PNG knows none
        return _stream(made.mode, made.size, {"Filter": "/FlateDecode"}, deflated(made.tobytes()))
    made.save(stream := BytesIO(), "PNG", compress_level=LEVEL)
    rows = f"<</Predictor 15 /Colors {colours} /BitsPerComponent 8 /Columns {made.width}>>"
    data = b"".join(body for kind, body in _chunks(stream.getvalue()) if kind == b"IDAT")
    return _stream(made.mode, made.size, {"Filter": "/FlateDecode", "DecodeParms": rows}, data)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and body of each chunk of a PNG."""
    at = 8
    while at < len(png):
        size = int.from_bytes(png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        at += 12 + size


def _jpeg(data: bytes, mode: str, size: tuple[int, int]) -> Stream:
    return _stream(mode, size, {"Filter": "/DCTDecode"}, data)


def _stream(mode: str, size: tuple[int, int], filters: dict[str, str], data: bytes) -> Stream:
    entries = {"Type": "/XObject", "Subtype": "/Image", "Width": str(size[0]), "Height": str(size[1])}
    return Stream({**entries, "ColorSpace": SPACES[mode][0], "BitsPerComponent": "8", **filters}, data)


def _bare(data: bytes) -> bytes | None:
    """A baseline JPEG without its notes; None where it is of another kind."""
    parts, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, size = data[at + 1], 2 + int.from_bytes(data[at + 2 : at + 4])
        if marker == SCAN:
            return b"".join((*parts, data[at : data.rfind(END) + len(END)]))
        if marker in HEADERS and marker != BASELINE:
            return None
        if marker not in NOTES:
            parts.append(data[at : at + size])
        at += size
    return None
