"""Files that are no guides: the bytes of a file go in, the problem that says what it is comes out.

By its first bytes, as each format's own specification gives them; a text by what its lines look like.
"""

import re
from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path

from printkit.errors import Problem, Where
from printkit.source.keys import anywhere
from printkit.source.lines import LONGEST_LINE, is_blank, shape, shown

_PICTURES = {  # of what cameras and screens save
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
}
_COPY = "copy its text into a guide: a plain text file that ends in .yaml and begins with `title: …`"


def foreign(data: bytes, path: Path) -> Problem | None:
    """What a file is when it is plainly something else than a guide. None when it may be one."""
    where = Where(str(path))
    kind = _picture(data)
    if kind:
        message = _("this is a picture ({kind}), not a guide").format(kind=kind)
        return Problem(where, message, _("name the guide; it shows pictures by `image`"), "not-a-guide")
    if data[:4] == b"PK\x03\x04" and (b"xl/" in data[:4096] or path.suffix.lower() in (".xlsx", ".ods")):
        return Problem(where, _("this is a workbook, not a guide"), _("a ward list goes behind --wards"), "not-a-guide")
    kind = _document(data, path)
    if kind:
        message = _("this is a {kind} file, not a guide").format(kind=kind)
        return Problem(where, message, _(_COPY), "not-a-guide")
    return None


def _picture(data: bytes) -> str:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"avif"):
        return "HEIC"
    return next((name for first, name in _PICTURES.items() if data.startswith(first) and not data[:16].isalnum()), "")


def _document(data: bytes, path: Path) -> str:
    if data[:4] == b"PK\x03\x04":
        return "OpenDocument" if b"opendocument" in data[:200] else "Word" if _is_word(data, path) else "ZIP"
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":  # MS-CFB, Office before 2007
        return "Excel" if path.suffix.lower() == ".xls" else "Word"
    kinds = {b"{\\rtf": "RTF", b"%PDF-": "PDF", b"<!doctype": "HTML", b"<html": "HTML"}
    start = data[:16].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return next((name for first, name in kinds.items() if start.startswith(first.lower())), "")


def _is_word(data: bytes, path: Path) -> bool:
    return b"word/" in data or path.suffix.lower() in (".docx", ".doc")


def prose(lines: Sequence[str], file: str) -> Problem | None:
    """The problem of a text that was pasted as it is: no line of it begins with a key of ours, or nearly one."""
    said = [line for line in lines if not is_blank(line)]
    if not said or max(map(len, said)) > LONGEST_LINE or re.match(r"\s*[-\[{?&*!\"'%]", said[0]):
        return None
    if any(map(_is_keyed, said)):
        return None
    first = next(number for number, line in enumerate(lines, 1) if not is_blank(line))
    message = _("this is plain text, not a guide")
    hint = _("begin with `title: …`, then `steps:` and each step behind `- ` on a line of its own")
    steps = [f"  - {_step(line)}" for line in said[1:4]] or ["  - …"]
    mended = shown((f"title: {_step(said[0])}", "steps:", *steps))
    return Problem(Where(file, first, 1), message, hint, "not-a-guide", mended)


def _step(line: str) -> str:
    from printkit.source.items import MARKS, plain_item  # only a wrong file pays for it

    return plain_item(re.sub(rf"^(?:Bước \d+[:.]|B\d+[:.]|{MARKS})\s*", "", line.strip()))


def _is_keyed(line: str) -> bool:
    key = shape(line).key or line.strip().rstrip(":")
    return bool(anywhere(key) or re.match(r"\s*[a-z]+:", line))


_HOLE = re.compile(r"(?<=[^\W\d_])\?+(?=[^\W\d_])|(?<!\S)\?+(?=[^\W\d_])")
_ADDRESS = re.compile(r"\S*(?:://|www\.|mailto:)\S*")
LEAST_HOLES = 3  # in words of a file; a slip of the keyboard makes one


def question_marks(lines: Sequence[str], file: str) -> Problem | None:
    """The problem of a file whose Vietnamese letters were saved as question marks: `Đăng k? t?i kho?n`."""
    found = [
        (number, match.start(), line)
        for number, line in enumerate(lines, 1)
        if "?" in line and len(line) <= LONGEST_LINE
        for match in _HOLE.finditer(_ADDRESS.sub(lambda gone: "x" * len(gone.group()), line))
    ]
    if len(found) < LEAST_HOLES:
        return None
    number, column, line = found[0]
    words = " ".join(line.strip().split()[:8])
    message = _("letters of this file are lost, each is a question mark now: {words}").format(words=words)
    hint = _("take the text from where it was written first, and save it with the encoding UTF-8, not ANSI")
    return Problem(Where(file, number, column + 1), message, hint, "letters-lost")
