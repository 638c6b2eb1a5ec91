"""A guide's picture: a name goes in, the file and its size come out, or what is wrong with it and what to do.

It must lie in the guide's folder, be the PNG or JPEG that its ending says, decode to its end, and have enough pixels
to print sharp, not so many that they fill the memory.
"""

from gettext import gettext as _
from io import BytesIO
from pathlib import Path, PureWindowsPath
from typing import NamedTuple

SUFFIXES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
STARTS = {"PNG": b"\x89PNG\r\n\x1a\n", "JPEG": b"\xff\xd8\xff"}  # the first bytes of each
MOST_BYTES = 32 << 20
MOST_PIXELS = 50_000_000
LEAST_WIDTH = 240  # pixels: 100 an inch where a picture is 60 mm wide, the least that pages show
TALLEST = 3  # times as high as wide: 180 mm where it is 60 wide
ORIENTATION, SIDEWAYS = 0x0112, (5, 6, 7, 8)  # the EXIF tag, and its values of a camera held upright


class Found(NamedTuple):
    """A picture's file, and its size in pixels held upright."""

    data: bytes
    width: int
    height: int


class Fault(NamedTuple):
    """What is wrong, and what to do."""

    message: str
    hint: str


def read_picture(folder: Path, name: str) -> Found | Fault:
    """The picture of that name in the guide's folder; a link may not lead out of the folder."""
    fault = _place_fault(folder, name)
    if fault:
        return fault
    path = folder / name
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as reason:
        message = _("{name} cannot be read ({reason})").format(name=name, reason=reason.strerror or reason)
        return Fault(message, _("check it"))
    return _kind_fault(data, name) or _measured(data, name)


def _place_fault(folder: Path, name: str) -> Fault | None:
    outside = Fault(
        _("a picture must lie in the guide's own folder: {name}").format(name=name),
        _("copy it beside the guide and name it from there"),
    )
    windows = PureWindowsPath(name)  # knows C:\, \ and / alike
    if windows.is_absolute() or windows.drive or windows.root or ".." in windows.parts or "\\" in name or ":" in name:
        return outside
    if Path(name).suffix.lower() not in SUFFIXES:
        return Fault(_("a picture must be a PNG or a JPEG: {name}").format(name=name), _("save it as .png or .jpg"))
    path = folder / name
    if not _is_file(path):
        hint = _("check the name, beside {folder}").format(folder=folder)
        return Fault(_("there is no picture {name}").format(name=name), hint)
    return None if path.resolve().is_relative_to(folder.resolve()) else outside


def _kind_fault(data: bytes, name: str) -> Fault | None:
    if len(data) > MOST_BYTES:
        message = _("{name} is larger than {most} MB").format(name=name, most=MOST_BYTES >> 20)
        return Fault(message, _("save a smaller one"))
    told = SUFFIXES[Path(name).suffix.lower()]
    kind = next((kind for kind, start in STARTS.items() if data.startswith(start)), None)
    if kind is None:
        message = _("{name} is neither a PNG nor a JPEG inside").format(name=name)
        return Fault(message, _("save it again as .png or .jpg"))
    if kind != told:
        message = _("{name} is a {kind} inside, not a {told}").format(name=name, kind=kind, told=told)
        return Fault(message, _("give it the ending .{ending}").format(ending={"PNG": "png", "JPEG": "jpg"}[kind]))
    return None


def _measured(data: bytes, name: str) -> Found | Fault:
    """The picture decoded to its end, for its size. Pillow is loaded for guides that have pictures only."""
    from warnings import catch_warnings, simplefilter

    from PIL import Image

    with catch_warnings():
        simplefilter("ignore")  # of odd metadata; of too many pixels we tell ourselves
        try:
            with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
                size = picture.size
                if size[0] * size[1] <= MOST_PIXELS and not _moves(picture):
                    picture.load()
                    size = size[::-1] if picture.getexif().get(ORIENTATION) in SIDEWAYS else size
                    return _size_fault(*size, name) or Found(data, *size)
        except Image.DecompressionBombError:
            return _too_many(name)
        except Exception as reason:  # what is broken may break a decoder in any way
            message = _("{name} is damaged or cut short ({reason})").format(name=name, reason=reason)
            return Fault(message, _("save or copy it again"))
    if size[0] * size[1] > MOST_PIXELS:
        return _too_many(name)
    return Fault(_("{name} is animated").format(name=name), _("save one picture of it"))


def _moves(picture: object) -> bool:
    """Is it an animation? A JPEG that brings a second picture along, as of phones, is none."""
    return bool(getattr(picture, "is_animated", False)) and getattr(picture, "format", "") == "PNG"


def _too_many(name: str) -> Fault:
    message = _("{name} has more than {most} million pixels").format(name=name, most=MOST_PIXELS // 1_000_000)
    return Fault(message, _("save a smaller one"))


def _size_fault(width: int, height: int, name: str) -> Fault | None:
    if width < LEAST_WIDTH:
        message = _("{name} is only {width} pixels wide and would print blurred").format(name=name, width=width)
        return Fault(message, _("take one of at least {least} pixels").format(least=LEAST_WIDTH))
    if height > TALLEST * width:
        message = _("{name} is more than {times} times as high as wide").format(name=name, times=TALLEST)
        return Fault(message, _("crop it to what the step is about"))
    return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name longer than any can be
        return False
