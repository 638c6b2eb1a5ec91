"""Type in a PDF: faces and the characters used go in, font objects and strings to show come out.

A face is one Type 0 font over a TrueType program (PDF 1.7, 9.7) under Identity-H, and the code of a character is the
number of its glyph in the face's file. So a string is the same bytes in every document, and page code can be kept.
"""

from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from pathlib import Path
from struct import Struct, pack, unpack, unpack_from
from typing import NamedTuple

from printkit.errors import ResourceError, cannot_read
from printkit.fonts import FontFace, font_file
from printkit.pdf.digests import sha256
from printkit.pdf.objects import Sheaf, Stream, deflated

SYMBOLIC = 4  # FontDescriptor flag bit 3: the program has no standard Latin encoding of its own
KEPT = (b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp")  # all an unhinted CIDFontType2 needs (PDF 1.7, 9.9)
CMAP_BLOCK = 100  # entries a bfchar block may hold (Adobe Technical Note 5014)
CHECKSUM_MAGIC = 0xB1B0AFBA  # OpenType, head.checksumAdjustment
SUBSETS = 64  # programs remembered, some 10 KB each
RARE = frozenset("\u00a0\u00ad\u00d0\u00f0\u2010\u2011")  # give way to what they look like
CIDS = "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
CMAP_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
_RECORD = Struct(">4sIII")  # tag, checksum, offset, length of a table


class Subset(NamedTuple):
    """All of a font's objects that depend only on the face and the characters used."""

    name: str  # with the six capitals that mark a subset
    program: bytes  # TrueType, deflated
    length: int  # of the program before deflation
    unicode: bytes  # ToUnicode CMap, deflated
    widths: str  # W array


class _Codes(dict[str, str]):
    """A face's characters as `Tj` shows them: the number of the glyph, four hexadecimal digits."""

    def __init__(self, face: FontFace) -> None:
        self.face = face

    def __missing__(self, char: str) -> str:
        code = self[char] = f"{self.face.glyph(char):04X}"
        return code


@lru_cache(maxsize=16)
def _codes(face: FontFace) -> _Codes:
    return _Codes(face)


def encode(face: FontFace, text: str) -> str:
    """The text as a hexadecimal string for `Tj`, brackets included: two bytes a glyph. A missing glyph raises."""
    return f"<{''.join(map(_codes(face).__getitem__, text))}>"


def resource_name(face: FontFace) -> str:
    """Name of the face among a page's fonts, e.g. `F400`."""
    return f"F{face.weight}"


def embed(sheaf: Sheaf, uses: Mapping[FontFace, AbstractSet[str]]) -> dict[str, int]:
    """Add one font a face, with the glyphs of these characters only; object numbers by resource name."""
    return {
        resource_name(face): _font(sheaf, face, subset(face, frozenset(uses[face])))
        for face in sorted(uses, key=lambda face: face.weight)
        if uses[face]
    }


@lru_cache(maxsize=SUBSETS)
def subset(face: FontFace, characters: frozenset[str]) -> Subset:
    """What a document embeds of the face to show these characters."""
    meant = meanings((face.glyph(char), char) for char in characters)
    program = subset_program(face.name, meant)
    return Subset(
        name=f"{_tag(face, meant)}+{face.name}",
        program=deflated(program),
        length=len(program),
        unicode=deflated(_unicode_map(meant).encode("ascii")),
        widths=_width_array({glyph: face.advance(char) for glyph, char in meant.items()}),
    )


def meanings(pairs: Iterable[tuple[int, str]]) -> dict[int, str]:
    """The character each glyph stands for, by ascending glyph.

    Where characters share a glyph the usual one wins: a space over U+00A0, Đ (U+0110) over the Icelandic Ð (U+00D0).
    Be Vietnam Pro has one glyph a character, so there extracted text is exact.
    """
    last_wins = sorted(pairs, key=lambda pair: (pair[0], pair[1] not in RARE, pair[1]))
    return dict(last_wins)


def subset_program(name: str, glyphs: Collection[int]) -> bytes:
    """The TrueType file of a face with the outlines of these glyphs only, all under their old numbers.

    Every other glyph, `.notdef` too, is empty and of no advance. The faces have no composite glyphs
    (`tools/make_fonts.py` sees to it), so none drags in another.
    """
    tables = _tables(font_file(name))
    count = max(glyphs) + 1
    glyf, loca = _outlines(tables, glyphs, count)
    return _sfnt(
        {
            b"glyf": glyf,
            b"head": tables[b"head"][:8] + bytes(4) + tables[b"head"][12:50] + bytes(2) + tables[b"head"][52:],
            b"hhea": tables[b"hhea"][:34] + pack(">H", count),  # numberOfHMetrics
            b"hmtx": _side_bearings(tables, glyphs, count),
            b"loca": loca,
            b"maxp": tables[b"maxp"][:4] + pack(">H", count) + tables[b"maxp"][6:],  # numGlyphs
        }
    )


def _tables(path: Path) -> dict[bytes, bytes]:
    """The tables of a TrueType file that a subset is made of."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ResourceError([cannot_read(path, error)]) from None
    (count,) = unpack_from(">H", data, 4)
    records = (_RECORD.unpack_from(data, 12 + 16 * index) for index in range(count))
    return {tag: data[offset : offset + length] for tag, _sum, offset, length in records if tag in KEPT}


def _outlines(tables: dict[bytes, bytes], glyphs: Collection[int], count: int) -> tuple[bytes, bytes]:
    """`glyf` with these outlines alone and the `loca` (short form) of the first `count` glyphs."""
    (long,) = unpack_from(">h", tables[b"head"], 50)  # indexToLocFormat
    unit, code = (1, "I") if long else (2, "H")
    places = unpack_from(f">{count + 1}{code}", tables[b"loca"])
    pieces: list[bytes] = []
    offsets = [0]
    for glyph in range(count):
        piece = tables[b"glyf"][places[glyph] * unit : places[glyph + 1] * unit] if glyph in glyphs else b""
        pieces.append(piece + bytes(len(piece) % 2))
        offsets.append(offsets[-1] + len(pieces[-1]) // 2)
    return b"".join(pieces), pack(f">{count + 1}H", *offsets)


def _side_bearings(tables: dict[bytes, bytes], glyphs: Collection[int], count: int) -> bytes:
    """`hmtx` of the first `count` glyphs: advance and left side bearing, zero where the glyph is not used."""
    (full,) = unpack_from(">H", tables[b"hhea"], 34)  # later glyphs have the last advance and a bearing of their own
    hmtx = tables[b"hmtx"]
    last = hmtx[4 * full - 4 : 4 * full - 2]
    made = bytearray(4 * count)
    for glyph in glyphs:
        own = (
            hmtx[4 * glyph : 4 * glyph + 4]
            if glyph < full
            else last + hmtx[2 * (full + glyph) : 2 * (full + glyph) + 2]
        )
        made[4 * glyph : 4 * glyph + 4] = own
    return bytes(made)


def _sfnt(tables: Mapping[bytes, bytes]) -> bytes:
    """A TrueType file of the tables, with its checksums (OpenType, "Organization of an OpenType font")."""
    count = len(tables)
    power = count.bit_length() - 1
    head = pack(">IHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))
    offset = 12 + 16 * count
    records, bodies, place = [], [], 0
    for tag in sorted(tables):
        body = tables[tag]
        if tag == b"head":
            place = offset
        records.append(_RECORD.pack(tag, _checksum(body), offset, len(body)))
        bodies.append(body + bytes(-len(body) % 4))
        offset += len(bodies[-1])
    made = bytearray(b"".join([head, *records, *bodies]))
    made[place + 8 : place + 12] = pack(">I", (CHECKSUM_MAGIC - _checksum(made)) & 0xFFFFFFFF)
    return bytes(made)


def _checksum(data: bytes | bytearray) -> int:
    """Sum of the big-endian 32-bit words, modulo 2^32."""
    words = len(data) + 3 >> 2
    total: int = sum(unpack(f">{words}I", data.ljust(4 * words, b"\0")))
    return total & 0xFFFFFFFF


def _tag(face: FontFace, glyphs: Iterable[int]) -> str:
    """Six capitals out of the face and its used glyphs, so that different subsets have different names."""
    number = int.from_bytes(sha256(repr((face.name, *glyphs)).encode("ascii")).digest()[:8])
    return "".join(chr(ord("A") + number // 26**place % 26) for place in range(6))


def _unicode_map(meant: Mapping[int, str]) -> str:
    """ToUnicode CMap (PDF 1.7, 9.10.3)."""
    entries = [f"<{glyph:04X}> <{char.encode('utf-16-be').hex().upper()}>\n" for glyph, char in meant.items()]
    blocks = (entries[start : start + CMAP_BLOCK] for start in range(0, len(entries), CMAP_BLOCK))
    return CMAP_HEAD + "".join(f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n" for block in blocks) + CMAP_TAIL


def _width_array(advances: Mapping[int, int]) -> str:
    """W array of advances in 1/1000 em by ascending glyph: `first [width …]` for each run of neighbours."""
    parts: list[str] = []
    before = -2
    for glyph, advance in advances.items():
        parts.append(f" {advance}" if glyph == before + 1 else f"] {glyph} [{advance}")
        before = glyph
    return "[" + "".join(parts)[1:] + "]]"


def _font(sheaf: Sheaf, face: FontFace, part: Subset) -> int:
    """Add the five objects of a font: program, descriptor, CIDFont, ToUnicode, and the Type 0 font it returns."""
    program = sheaf.keep(Stream({"Filter": "/FlateDecode", "Length1": str(part.length)}, part.program))
    unicode = sheaf.keep(Stream({"Filter": "/FlateDecode"}, part.unicode))
    descriptor = sheaf.put(f"{_descriptor(face, part.name)} /FontFile2 {program} 0 R >>")
    shared = f"<< /Type /Font /BaseFont /{part.name}"
    below = f"{shared} /Subtype /CIDFontType2 /CIDSystemInfo {CIDS} /CIDToGIDMap /Identity /DW 0 /W {part.widths}"
    glyphs = sheaf.put(f"{below} /FontDescriptor {descriptor} 0 R >>")
    above = f"{shared} /Subtype /Type0 /Encoding /Identity-H"
    return sheaf.put(f"{above} /DescendantFonts [{glyphs} 0 R] /ToUnicode {unicode} 0 R >>")


def _descriptor(face: FontFace, name: str) -> str:
    """A font descriptor (PDF 1.7, 9.8) but for its program; lengths in 1/1000 em, thickness that of a capital I."""
    stem = face.glyph_box("I")
    box = " ".join(map(str, face.box))
    return (
        f"<< /Type /FontDescriptor /FontName /{name} /Flags {SYMBOLIC} /FontBBox [{box}] /ItalicAngle 0"
        f" /Ascent {face.ascent} /Descent {face.descent} /CapHeight {face.cap_height} /StemV {stem.right - stem.left}"
    )
