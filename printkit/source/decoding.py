"""The encoding of a whole file that is not UTF-8: bytes go in, its name and the characters come out.

Told by which reading gives Vietnamese syllables. The characters of TCVN3 and VNI are still those of Windows-1252, as
they stand where such text was pasted into a Unicode file.
"""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from gettext import gettext as _
from typing import NamedTuple
from unicodedata import normalize

from printkit.errors import SourceError, Where
from printkit.source.oldtext import CONVERT, TCVN3_NAME, VNI_NAME, words_of
from printkit.syllables import is_syllable
from printkit.yamlfile import piled

UTF8, UTF16, WINDOWS_1258 = "UTF-8", "UTF-16", "Windows-1258"
ENOUGH = 1 << 16  # characters that are looked at: a file is in one encoding
LEAST = 0.5  # of the words with marks must be syllables
_ASCII = bytes(range(0x80))


class Decoded(NamedTuple):
    """The characters of a file without its byte order mark, and the encoding they were in."""

    encoding: str
    text: str


def decode(data: bytes, file: str) -> Decoded:
    """Raises SourceError, placed at the first byte that UTF-8 has not, for bytes of no encoding that we know."""
    try:
        if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            return Decoded(UTF16, data.decode("utf-16"))
        if order := _byte_order(data):
            return Decoded(UTF16, data.decode(order))
        return Decoded(UTF8, data.decode("utf-8-sig"))
    except UnicodeDecodeError as reason:
        found = _guess(data)
        if found:
            return found
        message = _("this is neither UTF-8 nor UTF-16 nor Windows-1258: byte 0x{byte:02X}")
        hint = _("save it as UTF-8, a list as “CSV UTF-8”")
        where = Where(file, data[: reason.start].count(b"\n") + 1, 1)
        raise SourceError.of(message.format(byte=data[reason.start]), hint, where) from None


def _byte_order(data: bytes) -> str:
    """The kind of UTF-16 that a text without a byte order mark is in; "" where it is in none.

    Of Vietnamese most letters are ASCII, so that every second byte of UTF-16 is often 0, and no other encoding has any.
    """
    sample = data[:ENOUGH]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(data) % 2 or 8 * max(even, odd) < len(sample) // 2 or min(even, odd) * 8 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _guess(data: bytes) -> Decoded | None:
    """Windows-1258, which offices still save, unless the letters of an older one make more syllables.

    None for what is UTF-8 but for a few bytes, and for letters that are Vietnamese in no reading.
    """
    if _is_nearly_utf8(data):
        return None
    windows, latin = _read(data, "cp1258"), _read(data, "cp1252")
    best, share = WINDOWS_1258, syllables(windows[:ENOUGH])
    for name in (TCVN3_NAME, VNI_NAME):
        other = syllables(CONVERT[name](latin[:ENOUGH]))
        if other > max(share, LEAST):
            best, share = name, other
    text = windows if best == WINDOWS_1258 else latin
    sure = share >= LEAST or not any(map(_is_marked, words_of(text)))
    return Decoded(best, text) if text and sure else None


def _is_nearly_utf8(data: bytes) -> bool:
    """Are most of the bytes that are not ASCII in sequences of UTF-8?"""
    high = data.translate(None, _ASCII)
    return 2 * len(data.decode("utf-8", "ignore").encode().translate(None, _ASCII)) > len(high)


def _read(data: bytes, encoding: str) -> str:
    """The characters, NFC; "" if a byte has none, or marks are piled up."""
    try:
        text = data.decode(encoding)
        return "" if piled(text) >= 0 else normalize("NFC", text)
    except UnicodeDecodeError:
        return ""


def syllables(text: str) -> float:
    """How many of the words with marks are Vietnamese syllables, from 0 to 1."""
    marked = [word for word in words_of(text) if _is_marked(word)]
    return sum(map(is_syllable, marked)) / len(marked) if marked else 0.0


def _is_marked(word: str) -> bool:
    return any(sign.isalpha() and not sign.isascii() for sign in word)
