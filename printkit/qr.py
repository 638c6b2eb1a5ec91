"""An address into a QR code: a URL and the room for it go in, dark modules as runs come out.

The only place that knows `qrcode`. Lengths are points.
"""

import re
import sys
from bisect import bisect_left
from functools import lru_cache
from math import floor, inf
from typing import Any, Literal, NamedTuple

from printkit.layout.frame import Matrix
from printkit.units import DOT

QUIET_ZONE = 4  # modules, ISO/IEC 18004
LARGEST = 40  # versions there are, ISO/IEC 18004
OPTIMIZE = 4  # shortest run of digits or capitals that gets its own segment: the long Zalo link is a version smaller
Level = Literal["M", "Q", "H"]
LEVELS: tuple[Level, ...] = ("H", "Q", "M")  # best first, never L (visual standard 7)
_CORRECTION = {"M": 0, "H": 2, "Q": 3}  # the two bits of ISO/IEC 18004, and `qrcode`'s constants

# One mask for every code, since choosing the best costs 4 to 7 times the CPU and buys nothing: of 250 random URLs, each
# blurred, turned and made noisy in ten ways, zxing-cpp read 60.6 % with `qrcode`'s best mask and 59.2 to 61.6 % with
# each of the eight (standard error 1); of 9 awkward ones (100 equal characters and the like) 89 % and 86 to 92 %.
# Mask 4 read 61.6 and 90 %.
MASK = 4

_SLACK = 1e-6  # of a dot: lengths come from millimetres, and 6 dots must not become 5.999
_ZEROS = re.compile("0{12}")  # packed, they can fill a block with zero bits, which `qrcode` 8.2 cannot divide
_DARK = re.compile(rb"\x01+")
_DRAWERS = "qrcode.image.styles.moduledrawers.pil"


class Code(NamedTuple):
    """A code of `modules` a side whose module is `dots` of a 300-dpi printer; drawn up when `runs` are asked for."""

    url: str
    level: Level
    modules: int
    dots: int

    @property
    def runs(self) -> tuple[tuple[int, int, int], ...]:
        """Dark modules as (column, row, length)."""
        return _runs(self.url, self.level)

    @property
    def module(self) -> float:
        """Side of one module in points."""
        return self.dots * DOT

    @property
    def quiet(self) -> float:
        """Width of the quiet zone in points."""
        return QUIET_ZONE * self.module

    @property
    def dark(self) -> float:
        """Side of the dark modules in points."""
        return self.modules * self.module

    @property
    def size(self) -> float:
        """Side in points, quiet zone included."""
        return (self.modules + 2 * QUIET_ZONE) * self.module


@lru_cache(maxsize=256)
def fit_code(url: str, size: float, least_dots: int) -> Code | None:
    """The code that fills `size` points, quiet zone included, best: the highest of H, Q, M that holds the module.

    A module is a whole number of dots, at least `least_dots`. None when not even M holds it: the code must grow.
    """
    for level in LEVELS:
        modules = _modules(url, level)
        dots = floor(size / DOT / (modules + 2 * QUIET_ZONE) + _SLACK) if modules else 0
        if modules and dots >= least_dots:
            return Code(url, level, modules, dots)
    return None


def least_size(url: str, least_dots: int) -> float:
    """The least size in points, quiet zone included, at which level M holds; infinite for a URL no code can hold."""
    modules = _modules(url, "M")
    return (modules + 2 * QUIET_ZONE) * least_dots * DOT if modules else inf


def matrix(code: Code, colour: str = "#000000") -> Matrix:
    """The code's dark modules, to be placed at their top left corner, inside the quiet zone."""
    return Matrix(code.module, code, colour)


@lru_cache(maxsize=1)
def _library() -> tuple[Any, Any]:
    """`qrcode` without its Pillow drawers, which we never use and which are half of its 58 ms of import."""
    modules: dict[str, Any] = sys.modules
    drawn = _DRAWERS in modules
    if not drawn:
        modules[_DRAWERS] = None  # the import fails, and qrcode expects that
    try:
        from qrcode import main, util
    finally:
        if not drawn:
            del modules[_DRAWERS]
    return main.QRCode, util


@lru_cache(maxsize=1024)
def _segments(url: str) -> tuple[Any, ...]:
    """The URL in UTF-8, cut where a denser mode pays."""
    _, util = _library()
    if _ZEROS.search(url):
        return (util.QRData(url.encode(), mode=util.MODE_8BIT_BYTE),)
    return tuple(util.optimal_data_chunks(url, minimum=OPTIMIZE))


@lru_cache(maxsize=1024)
def _modules(url: str, level: Level) -> int:
    """Modules a side of the smallest code at a level; 0 when the largest is too small."""
    _, util = _library()
    limits = util.BIT_LIMIT_TABLE[_CORRECTION[level]]
    for first, last in ((1, 9), (10, 26), (27, LARGEST)):  # versions that count lengths in as many bits
        needed = sum(4 + util.length_in_bits(segment.mode, first) + _bits(segment) for segment in _segments(url))
        version = max(first, bisect_left(limits, needed))
        if version <= last:
            return 17 + 4 * version
    return 0


def _bits(segment: Any) -> int:
    """Bits of a segment's content, ISO/IEC 18004 table 3: 10 for 3 digits, 11 for 2 capitals, 8 for a byte."""
    length = len(segment.data)
    return {1: (10 * length + 2) // 3, 2: (11 * length + 1) // 2}.get(segment.mode, 8 * length)


@lru_cache(maxsize=256)
def _runs(url: str, level: Level) -> tuple[tuple[int, int, int], ...]:
    """Dark modules merged row by row, so that no hairline shows between neighbours."""
    draw, _ = _library()
    code = draw(
        version=(_modules(url, level) - 17) // 4,
        error_correction=_CORRECTION[level],
        border=0,
        mask_pattern=MASK,
    )
    for segment in _segments(url):
        code.add_data(segment)
    code.make(fit=False)
    return tuple(
        (run.start(), row, run.end() - run.start())
        for row, line in enumerate(code.modules)
        for run in _DARK.finditer(bytes(line))
    )
