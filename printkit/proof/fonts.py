"""Is every letter in the file, in its own face? Fonts are embedded, hold the outlines shown, and say what they mean.

Outlines are looked up in the embedded TrueType program by a reader of our own (OpenType 1.9: head, loca, maxp).
"""

from collections.abc import Iterator
from gettext import gettext as _
from struct import error as BadStruct  # noqa: N812  # struct's own name says nothing here
from struct import unpack_from
from typing import Any

from printkit.layout.frame import Glyphs
from printkit.proof.content import Content, meanings
from printkit.proof.leaf import Leaf, wording
from printkit.proof.promise import Mark
from printkit.proof.rects import union
from printkit.proof.report import Finding, Rect
from printkit.proof.seen import Run
from printkit.proof.text import is_odd, named

CHECK = "fonts"
PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")


def check(leaf: Leaf, content: Content) -> Iterator[Finding]:
    """Failures of a page."""
    fonts = leaf.read.fonts
    again = _("print the file again with printkit build")
    for name in dict.fromkeys(show.font for show in content.shows):
        place = _place(leaf, content, name)
        if name not in fonts:
            yield leaf.fault(CHECK, place, _("the font {name} is not in the file").format(name=name), again)
            continue
        codes = {code for show in content.shows if show.font == name for code in show.codes}
        for said in _faults(fonts[name], codes):
            yield leaf.fault(CHECK, place, said, again)
    yield from _other_faces(leaf)


def _other_faces(leaf: Leaf) -> Iterator[Finding]:
    """Text in another weight than was promised, told once for each pair of faces."""
    odd: dict[tuple[str, str], list[tuple[Mark, Run]]] = {}
    for mark, run in leaf.match.pairs:
        assert isinstance(mark.item, Glyphs)
        if run.letters and run.face != mark.item.face.name:
            odd.setdefault((run.face, mark.item.face.name), []).append((mark, run))
    for (seen, wanted), found in odd.items():
        what = named([wording(mark) for mark, _run in found])
        said = _("the face of {what} is {seen}, not {wanted}").format(what=what, seen=seen, wanted=wanted)
        place = union(run.rect for _mark, run in found)
        yield leaf.fault(CHECK, place, said, _("print the file again with printkit build"))


def _place(leaf: Leaf, content: Content, name: str) -> Rect:
    """Where the font is used; the page where its strings and pdfium's text do not match."""
    if len(content.shows) == len(leaf.sheet.runs):
        pairs = zip(content.shows, leaf.sheet.runs, strict=True)
        rects = [run.rect for show, run in pairs if show.font == name and run.letters]
        if rects:
            return union(rects)
    return 0.0, 0.0, leaf.sheet.width, leaf.sheet.height


def _faults(font: Any, codes: set[int]) -> Iterator[str]:
    name = str(font.get("/BaseFont", "")).removeprefix("/")
    below = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    descriptor = below.get("/FontDescriptor")
    descriptor = descriptor.get_object() if descriptor is not None else {}
    programs = [key for key in PROGRAMS if key in descriptor]
    known = meanings(font)
    if not programs:
        yield _("the font {name} is not embedded").format(name=name)
    elif "/FontFile2" in programs and below.get("/CIDToGIDMap", "/Identity") == "/Identity" and below is not font:
        inked = {code for code in codes if not known.get(code, "?").isspace()}
        if lost := sorted(inked - outlines(descriptor["/FontFile2"].get_data())):
            told = ", ".join(known.get(code, f"<{code:04X}>") for code in lost)
            yield _("the font {name} has no glyph for {characters}").format(name=name, characters=told)
    if not known:
        yield _("the font {name} does not say which characters its glyphs are").format(name=name)
    elif lost := sorted(codes - known.keys()):
        told = ", ".join(f"<{code:04X}>" for code in lost)
        yield _("the font {name} does not say which characters {codes} are").format(name=name, codes=told)
    elif odd := [f"U+{ord(char):04X}" for code in sorted(codes) for char in known[code] if is_odd(char)]:
        yield _("the font {name} takes glyphs for {characters}").format(name=name, characters=", ".join(odd))


def outlines(program: bytes) -> set[int]:
    """Numbers of the glyphs with an outline in a TrueType program; none where it cannot be read."""
    try:
        tables = dict(_tables(program))
        (long,) = unpack_from(">h", program, tables[b"head"] + 50)  # indexToLocFormat
        (count,) = unpack_from(">H", program, tables[b"maxp"] + 4)
        offsets = unpack_from(f">{count + 1}{'I' if long else 'H'}", program, tables[b"loca"])
    except (BadStruct, KeyError):
        return set()
    return {glyph for glyph in range(count) if offsets[glyph] < offsets[glyph + 1]}


def _tables(program: bytes) -> Iterator[tuple[bytes, int]]:
    """Names of a program's tables with their offsets."""
    (count,) = unpack_from(">H", program, 4)
    for i in range(count):
        name, _sum, offset, _length = unpack_from(">4sIII", program, 12 + 16 * i)
        yield name, offset
