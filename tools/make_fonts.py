"""Original TrueType faces in; small unhinted faces and one table of their metrics out.

    python tools/make_fonts.py PACKAGE [--out fonts]

PACKAGE is the unpacked npm package `@expo-google-fonts/be-vietnam-pro`. Needs fontTools (extra `dev`); printkit itself
never does. The same sources give the same bytes with the same fontTools.
"""

import argparse
import json
import shutil
import unicodedata
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FACES = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}  # style: OpenType weight class
UNITS = 1000  # units an em, of the faces and of PDF glyph space alike
PLAIN_FLAGS = 0b11  # head.flags: baseline at y=0, side bearing at x=0; the others speak of hinting
KEPT = {"head", "hhea", "maxp", "OS/2", "hmtx", "cmap", "loca", "glyf", "name", "post", "gasp"}


def options() -> Options:
    """What the subsetter leaves out: hinting, layout tables, glyph names."""
    chosen = Options()
    chosen.hinting = False
    chosen.layout_features = []
    chosen.drop_tables += ["GSUB", "GPOS", "GDEF", "DSIG"]
    chosen.name_IDs = ["*"]
    chosen.notdef_outline = True
    chosen.glyph_names = False
    return chosen


def drawn(code: int) -> bool:
    """Whether a character is a finished shape: no control, nothing invisible, no mark that GPOS would have to place."""
    return unicodedata.category(chr(code)) not in ("Cc", "Cf", "Mn")


def slim(font: TTFont, characters: set[int]) -> None:
    """Cut a face down, in place, to the characters (code points) and to what draws them."""
    subsetter = Subsetter(options())
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font["cmap"].tables = [table for table in font["cmap"].tables if table.format == 4]
    font["head"].flags &= PLAIN_FLAGS
    for record in font["name"].names:
        if record.nameID == 5:
            record.string = str(record).split(";")[0] + "; unhinted"


def check(font: TTFont) -> None:
    """Refuse what printkit's own reader of these faces does not know."""
    codes = font.getBestCmap()
    glyphs = font["glyf"]
    extra = set(font.keys()) - KEPT - {"GlyphOrder"}
    assert not extra, f"tables left over: {extra}"
    assert font["head"].unitsPerEm == UNITS, "an em must be 1000 units"
    assert len(set(codes.values())) == len(codes), "two characters share a glyph"
    assert not any(glyphs[name].isComposite() for name in font.getGlyphOrder()), "composite glyphs: decompose them"


def metrics(font: TTFont, weight: int, characters: list[int]) -> dict[str, Any]:
    """Figures of a face in units of 1/1000 em: columns, one entry a character, for they parse fastest."""
    codes = font.getBestCmap()
    names = [codes[code] for code in characters]
    boxes = [font["glyf"][name] for name in names]
    head = font["head"]
    return {
        "name": font["name"].getDebugName(6),
        "weight": weight,
        "ascent": font["hhea"].ascent,
        "descent": font["hhea"].descent,
        "cap_height": font["OS/2"].sCapHeight,
        "box": [head.xMin, head.yMin, head.xMax, head.yMax],
        "glyphs": [font.getGlyphID(name) for name in names],
        "advances": [font["hmtx"][name][0] for name in names],
        **{side: [getattr(box, side, 0) for box in boxes] for side in ("xMin", "yMin", "xMax", "yMax")},
    }


def make(package: Path, out: Path) -> None:
    """Write the faces, their characters, `metrics.json` and the licence into `out`."""
    fonts = {
        style: TTFont(package / f"{weight}{style}" / f"BeVietnamPro_{weight}{style}.ttf", recalcTimestamp=False)
        for style, weight in FACES.items()
    }
    common = {code for code in set.intersection(*(set(font.getBestCmap()) for font in fonts.values())) if drawn(code)}
    tables = []
    for style, font in fonts.items():
        slim(font, common)
        path = out / f"BeVietnamPro-{style}.ttf"
        font.save(path)
        made = TTFont(path)
        check(made)
        tables.append(metrics(made, FACES[style], sorted(common)))
    table = {"units": UNITS, "faces": tables}
    characters = "".join(map(chr, sorted(common))) + "\n"
    (out / "characters.txt").write_text(characters, encoding="utf-8", newline="")
    (out / "metrics.json").write_text(json.dumps(table, separators=(",", ":")) + "\n", encoding="ascii")
    shutil.copyfile(package / "LICENSE_FONT", out / "OFL.txt")


def main() -> None:
    """Read the arguments and make."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("package", type=Path, help="folder of the unpacked npm package")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent.parent / "fonts")
    arguments = parser.parse_args()
    make(arguments.package, arguments.out)


if __name__ == "__main__":
    main()
