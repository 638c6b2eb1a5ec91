"""Whether a guide may print a picture: it must lie in the guide's folder and be a PNG or a JPEG.

In: the guide's folder and the name it gives. Out: what is wrong and what to do, or None.
"""

from gettext import gettext as _
from pathlib import Path, PureWindowsPath

SUFFIXES = (".png", ".jpg", ".jpeg")
_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")  # the first bytes of a PNG, of a JPEG


def picture_fault(folder: Path, name: str) -> tuple[str, str] | None:
    """A name outside the folder, of a wrong kind, or of nothing is a fault; a link may not lead out of the folder."""
    outside = _("a picture must lie in the guide's own folder: {name}").format(name=name)
    move = _("copy it beside the guide and name it from there")
    windows = PureWindowsPath(name)  # knows C:\, \ and / alike
    if windows.is_absolute() or windows.drive or windows.root or ".." in windows.parts or "\\" in name or ":" in name:
        return outside, move
    if Path(name).suffix.lower() not in SUFFIXES:
        return _("a picture must be a PNG or a JPEG: {name}").format(name=name), _("save it as .png or .jpg")
    path = folder / name
    if not _is_file(path):
        hint = _("check the name, beside {folder}").format(folder=folder)
        return _("there is no picture {name}").format(name=name), hint
    if not path.resolve().is_relative_to(folder.resolve()):
        return outside, move
    return _content_fault(path, name)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name longer than any can be
        return False


def _content_fault(path: Path, name: str) -> tuple[str, str] | None:
    try:
        with path.open("rb") as stream:
            start = stream.read(8)
    except OSError as reason:
        return _("{name} cannot be read ({reason})").format(name=name, reason=reason.strerror or reason), _("check it")
    if start.startswith(_STARTS):
        return None
    return _("{name} is neither a PNG nor a JPEG inside").format(name=name), _("save it again as .png or .jpg")
