"""A colour profile of a print shop that there is not, for prints that need one."""

from collections.abc import Sequence
from functools import cache
from struct import pack


@cache
def cmyk_profile() -> bytes:
    """The least CMYK output profile: inks to Lab and back, over tables of two points a side (ICC.1:2001-04, 6)."""
    inks = [(c, m, y, k) for c in (0, 1) for m in (0, 1) for y in (0, 1) for k in (0, 1)]
    labs = [(255 - 50 * (c + m + y) - 100 * k, 128 + 40 * (m - c), 128 + 40 * (y - m)) for c, m, y, k in inks]
    back = [(0, 0, 0, 255 if light == 0 else 0) for light in (0, 1) for _a in (0, 1) for _b in (0, 1)]
    white = b"XYZ " + bytes(4) + pack(">3I", 0xF6D6, 0x10000, 0xD32D)  # D50
    tags = {b"A2B0": _lut(4, 3, labs), b"B2A0": _lut(3, 4, back), b"cprt": b"text" + bytes(4) + b"none\0"}
    tags |= {b"desc": b"desc" + bytes(4) + pack(">I", 5) + b"Test\0" + bytes(78), b"wtpt": white}
    table, bodies, place = pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    for name, body in tags.items():
        table += name + pack(">II", place + len(bodies), len(body))
        bodies += body + bytes(-len(body) % 4)
    size = place + len(bodies)
    date, made_for = pack(">6H", 2000, 1, 1, 0, 0, 0), b"acsp" + bytes(28) + white[8:] + bytes(48)
    head = pack(">I", size) + bytes(4) + b"\2\x10\0\0" + b"prtrCMYKLab " + date + made_for
    return head + table + bodies


def _lut(inputs: int, outputs: int, points: Sequence[tuple[int, ...]]) -> bytes:
    """A `mft1` tag of points, its curves straight."""
    matrix = pack(">9i", *(65536 if i % 4 == 0 else 0 for i in range(9)))
    straight, nodes = bytes(range(256)), bytes(value for point in points for value in point)
    head = b"mft1" + bytes(4) + bytes((inputs, outputs, 2, 0))
    return head + matrix + inputs * straight + nodes + outputs * straight
