"""What the proof catches: good prints broken on purpose, each found by the right check, on the right page, in place."""

import re
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from io import BytesIO
from itertools import pairwise
from random import Random
from typing import Any, NamedTuple

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from printkit.compose import compose
from printkit.fill import fill
from printkit.fonts import covered, face
from printkit.formats import Options
from printkit.layout.document import Document
from printkit.layout.frame import Frame, Glyphs, Matrix, Placed
from printkit.pdf.pen import draw
from printkit.proof.claims import claims
from printkit.proof.promise import marks
from printkit.proof.prove import prove
from printkit.proof.report import CHECKS, FAIL, NOT_CHECKED, PASS, Finding
from printkit.proof.text import go_back
from printkit.source.guide import read_guide
from printkit.units import POINTS_PER_INCH, PRINTER_DPI, mm, to_mm
from tests.broken import LEAFLET, Edit, box, content, drawn, edited, found, good
from tests.office import HOUSE
from tests.prints import Case, document, pdf
from tests.treecheck import elements

Spot = tuple[float, float]  # mm from the top left corner of the page
NEAR = 3.0  # mm
GALLERY = HOUSE / "guides" / "gallery" / "anh-man-hinh.yaml"
POSTER = Case("vssid", "poster")
SAVER = Case("vssid", "leaflet", ink_saver=True)
FIRST = rb"BT /F600 11 Tf 72\.28 684\.8 Td <\w+> Tj ET"  # “Chưa có ”, the first line of the index
SECOND = rb"BT /F600 11 Tf 72\.28 670\.94 Td <\w+> Tj ET"  # “tài khoản?” under it
BAND = rb"42\.52 704\.18 \S+ \S+ re f"
FIRST_AT, SECOND_AT = (26.0, 54.0), (26.0, 59.0)
CODE_A, CODE_B = (90.6, 84.5), (185.6, 84.5)  # middles of the codes of page 1


class Broken(NamedTuple):
    """An edit, the check that must see it, on which page (0: the whole file) and where, and words of what it says."""

    check: str
    edit: Edit
    page: int
    at: Spot | None
    says: str
    case: Case = LEAFLET


def moved(pattern: bytes) -> Edit:
    """Take a text out and show it at the end of the page."""

    def edit(opened: Any) -> None:
        stream = opened.pages[0].Contents
        before = stream.read_bytes()
        text = re.search(pattern, before).group()  # type: ignore[union-attr]
        stream.write(before.replace(text, b"") + b"\n/Artifact <</Type /Layout>> BDC 0 0 0 rg " + text + b" EMC")

    return edit


def again(opened: Any) -> None:
    """A text a second time, low on the page."""
    stream = opened.pages[0].Contents
    before = stream.read_bytes()
    text = re.search(FIRST, before).group().replace(b"72.28 684.8", b"200 60")  # type: ignore[union-attr]
    stream.write(before + b"\n/Artifact <</Type /Layout>> BDC 0 0 0 rg " + text + b" EMC")


def twice(opened: Any) -> None:
    opened.pages.append(opened.pages[0])


def font(opened: Any, name: str) -> Any:
    return opened.pages[0].Resources.Font[name]


def descriptor(opened: Any, name: str) -> Any:
    return font(opened, name).DescendantFonts[0].FontDescriptor


def renamed(opened: Any) -> None:
    font(opened, "/F700").DescendantFonts[0].BaseFont = pikepdf.Name("/ABCDEF+Arial-Bold")


def remap(name: str, pattern: bytes, new: bytes) -> Edit:
    """Change what a font says its glyphs mean."""

    def edit(opened: Any) -> None:
        stream = font(opened, name).ToUnicode
        before = stream.read_bytes()
        after = re.sub(pattern, new, before, count=1)
        assert after != before
        stream.write(after)

    return edit


def glyphs(name: str, change: Callable[[Any, list[str]], None]) -> Edit:
    """Change the outlines of a font: its `glyf` table, and the names of the glyphs that have one."""

    def edit(opened: Any) -> None:
        stream = descriptor(opened, name).FontFile2
        program = TTFont(BytesIO(stream.read_bytes()))
        table = program["glyf"]
        change(table, [each for each in program.getGlyphOrder() if table[each].numberOfContours])
        program.save(saved := BytesIO())
        stream.write(saved.getvalue())

    return edit


def halved(table: Any, names: list[str]) -> None:
    for name in names:
        table[name].coordinates.scale((0.5, 0.5))
        table[name].recalcBounds(table)


def shifted(table: Any, names: list[str]) -> None:
    """Each the outline of the next."""
    outlines = {name: table[name] for name in names}
    for name, other in pairwise(names):
        table[name] = outlines[other]


def upended(icon: re.Match[bytes]) -> bytes:
    """A stroked outline with its head for its foot."""
    parts = icon.group().split()
    ys = [i for i, part in enumerate(parts[2:], 2) if re.fullmatch(rb"[\d.]+", part)][1::2]
    middle = min(float(parts[i]) for i in ys) + max(float(parts[i]) for i in ys)
    return b" ".join(b"%.2f" % (middle - float(part)) if i in ys else part for i, part in enumerate(parts)) + b" "


def matrices(stream: bytes) -> list[bytes]:
    return re.findall(rb"cm ((?:\d+ \d+ \d+ 1 re )+)f Q", stream)


def other_code(opened: Any) -> None:
    """The code of B where A's was."""
    stream = opened.pages[0].Contents
    before = stream.read_bytes()
    a, b = matrices(before)[:2]
    stream.write(before.replace(a, b, 1))


def stray_code(opened: Any) -> None:
    """A code of the page a second time, over its text."""
    stream = opened.pages[0].Contents
    modules = matrices(stream.read_bytes())[0].decode()
    drawn(1, f"{box(135, 160, 24, 24, '1 1 1')} 0 0 0 rg q 0.5 0 0 -0.5 138 134 cm {modules} f Q")(opened)


def annotation(opened: Any, index: int) -> Any:
    return opened.pages[0].Annots[index]


def extra_link(opened: Any) -> None:
    made = pikepdf.Dictionary(dict(annotation(opened, 0).items()))
    made.Rect = pikepdf.Array([mm(20), mm(20), mm(40), mm(30)])
    opened.pages[0].Annots.append(opened.make_indirect(made))


def script(opened: Any) -> None:
    opened.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def put(index: int, kind: str, key: str, value: Any) -> Edit:
    """Set a key of an element, counted among those of its kind."""

    def edit(opened: Any) -> None:
        each = [element for element in elements(opened) if str(element.S) == f"/{kind}"][index]
        each[key] = value

    return edit


def swapped(opened: Any) -> None:
    """The parent tree leads the first two contents to each other's elements."""
    row = opened.Root.StructTreeRoot.ParentTree.Nums[1]
    row[0], row[1] = row[1], row[0]


def reordered(opened: Any) -> None:
    """The tree reads the subtitle before the title."""
    kids = opened.Root.StructTreeRoot.K.K
    kids[1], kids[2] = kids[2], kids[1]


def links_swapped(opened: Any) -> None:
    """Two links of a page lead to each other's addresses, for whoever reads the tree alone."""
    parts = [element for element in elements(opened) if str(element.S) == "/Link"]
    rows = opened.Root.StructTreeRoot.ParentTree.Nums
    first = reference(parts[0])
    other = next(part for part in parts if uri(reference(part)) != uri(first) and reference(part).Pg == first.Pg)
    second = reference(other)
    first.Obj, second.Obj = (obj := second.Obj), first.Obj
    keys = {int(obj.StructParent): parts[0], int(second.Obj.StructParent): other}
    for i in range(0, len(rows), 2):
        if int(rows[i]) in keys:
            rows[i + 1] = keys[int(rows[i])]


def reference(link: Any) -> Any:
    """A Link's first reference to an annotation."""
    return next(kid for kid in link.K if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid)


def uri(reference: Any) -> str:
    return str(reference.Obj.A.URI)


def bookmark_elsewhere(opened: Any) -> None:
    opened.Root.Outlines.Last.Dest = pikepdf.Array([opened.pages[0].obj, pikepdf.Name.Fit])


def bookmark_lost(opened: Any) -> None:
    outlines = opened.Root.Outlines
    outlines.Last = outlines.Last.Prev
    del outlines.Last.Next
    outlines.Count = outlines.Count - 1


def without(key: str) -> Edit:
    return lambda opened: opened.Root.__delitem__(key)


def said(pattern: bytes, new: bytes) -> Edit:
    """Change the XMP packet."""

    def edit(opened: Any) -> None:
        stream = opened.Root.Metadata
        stream.write(re.sub(pattern, new, stream.read_bytes()))

    return edit


BROKEN: dict[str, Broken] = {
    # words
    "line removed": Broken("text", content(1, FIRST, b""), 1, FIRST_AT, "“Chưa có” is missing"),
    "letter changed": Broken(
        "text", content(1, rb"(657\.88 Td <\w+)013A>", rb"\g<1>0001>"), 1, (26, 63), "“Trang A” stands where “Trang 1”"
    ),
    "line out of order": Broken("text", moved(FIRST), 1, FIRST_AT, "out of its order"),
    "line twice": Broken("text", again, 1, (70.6, 275.8), "“Chưa có” was not promised"),
    "page dropped": Broken("text", lambda opened: opened.pages.__delitem__(1), 2, None, "page 2 of 2 is missing"),
    "page added": Broken("text", twice, 3, None, "was not promised"),
    "marks apart from letters": Broken(
        "text", remap("/F600", rb"<00ED> <00F3>", rb"<00ED> <006F0301>"), 1, FIRST_AT, "U+0301"
    ),
    "private characters": Broken("text", remap("/F600", rb"<00ED> <\w+>", rb"<00ED> <E000>"), 1, FIRST_AT, "U+E000"),
    # codes
    "box over a code": Broken("codes", drawn(1, box(85, 80, 4, 4, "1 1 1")), 1, (87, 82), "by error correction alone"),
    "box over a finder": Broken("codes", drawn(1, box(81, 75, 2, 2, "1 1 1")), 1, (82, 76), "no reader makes anything"),
    "stain on a code": Broken("codes", drawn(1, box(92, 86, 1.5, 1.5, "0 0 0")), 1, (92.7, 86.7), "damaged"),
    "rule in the quiet zone": Broken(
        "codes", drawn(1, box(176, 95.2, 19, 0.3, "0 0 0")), 1, (185, 95.2), "quiet zone of the code of https://dich"
    ),
    "tint behind a code": Broken(
        "codes", drawn(1, box(79, 73, 23, 23, "0.91 0.94 0.97"), first=True), 1, CODE_A, "does not stand on white"
    ),
    "another code": Broken("codes", other_code, 1, CODE_A, "996 opens https://dichvucong.baohiemxahoi.gov.vn"),
    "pale code": Broken(
        "codes", content(1, rb"0 0 0 rg\nq 1\.44000", b"0.5 0.5 0.5 rg\nq 1.44000"), 1, CODE_A, "too pale"
    ),
    "small code": Broken("codes", content(1, rb"q 1\.44000 0 0 -1\.44000", b"q 1.2 0 0 -1.2"), 1, CODE_A, "measures"),
    "code removed": Broken("codes", content(1, rb"cm 0 0 7 1 re .*? f Q", b"cm Q"), 1, CODE_A, "is not there"),
    "code too many": Broken("codes", stray_code, 1, (147, 172), "a code nobody promised opens https://rd.zapps.vn"),
    # links
    "link elsewhere": Broken(
        "links", lambda opened: annotation(opened, 0).A.__setitem__("/URI", "https://a.example"), 1, CODE_A,
        "leads to https://a.example",
    ),
    "link removed": Broken(
        "links", lambda opened: opened.pages[0].Annots.__delitem__(5), 1, (144, 121), "cannot be clicked"
    ),
    "link too many": Broken("links", extra_link, 1, (30, 272), "a link nobody promised"),
    "link moved": Broken(
        "links", lambda opened: annotation(opened, 2).__setitem__("/Rect", pikepdf.Array([9, 9, 60, 60])), 1, CODE_B,
        "cannot be clicked",
    ),
    "link to a script": Broken(
        "links", lambda opened: annotation(opened, 0).A.__setitem__("/S", pikepdf.Name.JavaScript), 1, CODE_A,
        "leads to JavaScript",
    ),
    "script on opening": Broken("links", script, 0, None, "by itself when it is opened"),
    "bookmark elsewhere": Broken("links", bookmark_elsewhere, 0, None, "to page 1 where “Bổ sung email"),
    "bookmark lost": Broken("links", bookmark_lost, 0, None, "the bookmarks say nothing where “Bổ sung email"),
    "bookmarks lost": Broken("links", without("/Outlines"), 0, None, "nothing where “Đăng ký"),
    # fit
    "page shifted": Broken("fit", content(1, rb"^", b"1 0 0 1 9 0 cm\n"), 1, (25.2, 18.5), "+3.2 mm across"),
    "two lines on each other": Broken(
        "fit", content(1, rb"72\.28 670\.94 Td", b"72.28 683 Td"), 1, FIRST_AT, "“Chưa có” and “tài khoản?” overlap"
    ),
    "line moved": Broken("fit", content(1, rb"72\.28 670\.94 Td", b"90 670.94 Td"), 1, (32, 59), "+6.3 mm across"),
    "type made smaller": Broken(
        "fit", content(1, rb"/F600 11 Tf 72\.28 670", b"/F600 7 Tf 72.28 670"), 1, SECOND_AT, "set in 7 pt, not 11"
    ),
    "type under the floor": Broken(
        "fit", content(1, rb"/F600 11 Tf 72\.28 670", b"/F600 7 Tf 72.28 670"), 1, SECOND_AT, "the least is 8.5"
    ),
    "tracking never reset": Broken(
        "fit", content(1, rb" Tj 0 Tc ET", b" Tj ET"), 1, FIRST_AT, "more runs stand up to 4.2 mm from their places"
    ),
    "text squeezed": Broken(
        "fit", content(1, b"BT(" + FIRST[2:] + b")", rb"BT 60 Tz\1 100 Tz"), 1, FIRST_AT, "letters of “Chưa có” stand"
    ),
    "letters on each other": Broken(
        "fit", content(1, b"BT(" + FIRST[2:] + b")", rb"BT -4 Tc\1 0 Tc"), 1, FIRST_AT, "letters of “Chưa có” stand"
    ),
    "text mirrored": Broken(
        "fit", content(1, FIRST.replace(b"72", b"(72").replace(b" Td <", b") Td (<").replace(b"> Tj", b"> Tj)"),
                       rb"BT /F600 11 Tf -1 0 0 1 \1 Tm \2 ET"),
        1, FIRST_AT, "letters of “Chưa có” stand",
    ),
    "glyphs of half the size": Broken("fit", glyphs("/F600", halved), 1, FIRST_AT, "are of another shape"),
    "glyphs of their neighbours": Broken("fit", glyphs("/F600", shifted), 1, FIRST_AT, "are of another shape"),
    "rule over text": Broken("fit", drawn(1, box(24, 58.5, 30, 0.4, "0 0 0")), 1, SECOND_AT, "is painted over"),
    "rule under text": Broken(
        "fit", drawn(1, box(24, 58.5, 30, 0.4, "0 0 0"), first=True), 1, SECOND_AT, "runs into something drawn"
    ),
    "box at the edge": Broken("fit", drawn(1, box(2, 150, 3, 3, "0 0 0")), 1, (3, 151), "at the paper's edge"),
    "band removed": Broken("fit", content(1, BAND, b""), 1, (15, 12), "box or drawing is"),
    "hairlines": Broken("fit", content(1, rb"\S+ w ", b"0.03 w ", count=0), 1, (117, 259), "0.03 pt wide, not 1.15"),
    "lines without their dots": Broken(
        "fit", content(2, rb"\[[\d. ]+\] 0 d", b"[] 0 d"), 2, (70, 246), "has other dashes or ends"
    ),
    "icons upside down": Broken(
        "fit", content(1, rb"(?<=1 J 1 j )\S+ w [\d. mlch]+", upended, count=0), 1, (37, 57), "another shape", POSTER
    ),
    "band over a disc": Broken(
        "fit", content(1, b"(" + BAND + b")(.*?c h f)", rb"\2 \1"), 1, (19, 56), "painted out of its order"
    ),
    "panel twice": Broken("fit", content(1, BAND, rb"\g<0> \g<0>"), 1, (15, 12), "painted that was not promised"),
    "text half clipped": Broken(
        "fit", content(1, FIRST, rb"q 70 687 80 30 re W n \g<0> Q"), 1, FIRST_AT, "uses W, which may hide"
    ),
    "text invisible": Broken("fit", content(1, FIRST, rb"q 3 Tr \g<0> Q"), 1, FIRST_AT, "uses Tr"),
    "graphics state set": Broken("fit", content(1, rb"^", b"/G0 gs\n"), 1, (1, 1), "uses gs"),
    "shading": Broken("fit", drawn(1, "/S0 sh"), 1, (1, 1), "uses sh"),
    "paper cut": Broken(
        "fit", lambda opened: opened.pages[0].MediaBox.__setitem__(2, 500), 1, (1, 1), "the MediaBox is 176.4 × 297.0"
    ),
    "page turned": Broken("fit", lambda opened: opened.pages[1].__setitem__("/Rotate", 180), 2, (1, 1), "turned"),
    # ink
    "pale word": Broken(
        "ink", content(1, b"(" + FIRST + b")", rb"q 0.8 0.8 0.8 rg \1 Q"), 1, FIRST_AT, "“Chưa” in “Chưa có”"
    ),
    "white word": Broken("ink", content(1, b"(" + FIRST + b")", rb"q 1 1 1 rg \1 Q"), 1, FIRST_AT, "1.0 : 1 in grey"),
    "red word": Broken("ink", content(1, b"(" + FIRST + b")", rb"q 1 0 0 rg \1 Q"), 1, FIRST_AT, "4.0 : 1 in colour"),
    "text in another colour": Broken(
        "ink", content(1, b"(" + FIRST + b")", rb"q 0.6 0 0 rg \1 Q"), 1, FIRST_AT,
        "the colour of “Chưa có” is #990000, not #16191D",
    ),
    "colour not set again": Broken(
        "ink", content(1, rb"0\.086 0\.098 0\.114 rg", b"0.043 0.29 0.525 rg"), 1, FIRST_AT,
        "the colour of “Chưa có” and 2 more runs is #0B4A86, not #16191D",
    ),
    "band in another colour": Broken(
        "ink", content(1, b"(" + BAND + b")", rb"q 0 0.35 0.1 rg \1 Q"), 1, (15, 12), "drawing is #00591A, not #0B4A86"
    ),
    "rule in another colour": Broken(
        "ink", content(1, rb"\S+ \S+ \S+ RG", b"0 0.35 0.1 RG"), 1, (117, 259), "drawing is #00591A, not #0B4A86"
    ),
    "dark ground": Broken(
        "ink", drawn(1, box(24, 48, 30, 14, "0.4 0.4 0.4"), first=True), 1, FIRST_AT, "“Chưa” in “Chưa có”"
    ),
    "too much ink": Broken(
        "ink", drawn(1, box(20, 100, 150, 150, "0 0 0"), first=True), 1, (1, 1), "of the page; an ink-saver", SAVER
    ),
    # fonts
    "font not embedded": Broken(
        "fonts", lambda opened: descriptor(opened, "/F700").__delitem__("/FontFile2"), 1, (22, 25), "is not embedded"
    ),
    "no text map": Broken(
        "fonts", lambda opened: font(opened, "/F700").__delitem__("/ToUnicode"), 1, (22, 25), "does not say which"
    ),
    "hole in the text map": Broken(
        "fonts", remap("/F600", rb"<00ED> <\w+>", b""), 1, FIRST_AT, "does not say which characters <00ED>"
    ),
    "glyphs missing": Broken(
        "fonts",
        lambda opened: descriptor(opened, "/F600").__setitem__("/FontFile2", descriptor(opened, "/F500").FontFile2),
        1, FIRST_AT, "has no glyph for",
    ),
    "bold for semibold": Broken(
        "fonts", content(1, rb"/F600 11 Tf 72\.28 670", b"/F700 11 Tf 72.28 670"), 1, SECOND_AT,
        "the face of “tài khoản?” is BeVietnamPro-Bold, not BeVietnamPro-SemiBold",
    ),
    "font of another name": Broken(
        "fonts", renamed, 1, (22, 25), "runs is Arial-Bold, not BeVietnamPro-Bold"
    ),
    "font gone": Broken(
        "fonts", lambda opened: opened.pages[0].Resources.Font.__delitem__("/F500"), 1, (22, 40), "is not in the file"
    ),
    # tags
    "no tags": Broken("tags", without("/StructTreeRoot"), 0, None, "there is no structure tree"),
    "parent tree swapped": Broken("tags", swapped, 1, (22, 19), "the parent tree leads id 0 elsewhere"),
    "tree out of order": Broken("tags", reordered, 1, (22, 40), "the tags say"),
    "code that says otherwise": Broken("tags", put(0, "Figure", "/Alt", "Mã QR"), 1, CODE_A, "Figure Mã QR"),
    "disc that says otherwise": Broken("tags", put(5, "Lbl", "/ActualText", "Bước 7"), 1, None, "Bước 7"),
    "heading made text": Broken("tags", put(1, "H2", "/S", pikepdf.Name.P), 1, (125, 79), "the tags say P"),
    "links swapped in the tree": Broken("tags", links_swapped, 1, CODE_A, "Link https://rd.zapps.vn"),
    "another title": Broken(
        "tags", said(rb'(x-default">).*?<', rb"\1Untitled<"), 0, None, "is called “Untitled”, not “Bốn việc với tài"
    ),
    "another source": Broken(
        "tags", said(rb"guide=vssid", b"guide=other"), 0, None, "from “guide=other; format=leaflet; theme=civic”, not"
    ),
    "another language": Broken("tags", lambda opened: opened.Root.__setitem__("/Lang", "en"), 0, None, "in “en”"),
    # standards
    "no title shown": Broken("standards", without("/ViewerPreferences"), 0, None, "PDF/UA-1"),
    "no profile of colours": Broken("standards", without("/OutputIntents"), 0, None, "PDF/A-2a"),
    "not said to be tagged": Broken("standards", without("/MarkInfo"), 0, None, "PDF/UA-1"),
    "not said to be PDF/UA": Broken("standards", said(rb"<pdfuaid:part>1</pdfuaid:part>", b""), 0, None, "PDF/UA-1"),
}  # fmt: skip


def holds(finding: Finding, at: Spot) -> bool:
    if finding.place is None:
        return False
    left, top, right, bottom = finding.place
    return left - NEAR <= at[0] <= right + NEAR and top - NEAR <= at[1] <= bottom + NEAR


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_found(name: str) -> None:
    it = BROKEN[name]
    if it.check == "standards":
        pytest.importorskip("page", reason="page-validation is not installed: the standards were not asked of it")
    seen = found(it.edit, it.case)
    right = [each for each in seen if each.check == it.check and each.page == it.page and it.says in each.found]
    assert right, [str(each) for each in seen]
    assert it.at is None or any(holds(each, it.at) for each in right), [each.place for each in right]
    assert all(each.verdict == FAIL and each.todo for each in seen)


@pytest.mark.parametrize("check", CHECKS)
def test_each_check_is_tried_at_least_three_times(check: str) -> None:
    assert sum(it.check == check for it in BROKEN.values()) >= 3


@pytest.mark.parametrize("case", [LEAFLET, SAVER], ids=str)
def test_what_is_not_broken_passes(case: Case) -> None:
    report = good(case)
    assert [str(each) for each in report.failures] == []
    assert report.verdict == PASS
    assert {check: report.verdict_of(check) for check in CHECKS} == dict.fromkeys(CHECKS, PASS)


def test_a_small_edit_is_one_finding() -> None:
    """What one check has told the others do not tell again."""
    for name in ("link elsewhere", "pale word", "another language", "letter changed"):
        told = [each for each in found(BROKEN[name].edit) if each.check != "standards"]  # of how pikepdf saves
        assert len(told) == 1, [str(each) for each in told]


def test_saving_again_breaks_nothing() -> None:
    """But where a stream's data ends in CR: pikepdf writes LF after it, and page-validation takes both for its end."""
    again = edited(lambda _opened: None, LEAFLET)
    ambiguous = "PDFA2A-STREAM-LENGTH-001" if b"\r\nendstream" in again else "none"
    assert [str(each) for each in prove(again, document(LEAFLET)).failures if ambiguous not in each.found] == []


# ── words that go back ───────────────────────────────────────────────────────────────────────────

LEADING = 14.0


@pytest.mark.parametrize(
    ("x", "y", "back"),
    [(20, 100, True), (20, 103, True), (20, 100 + LEADING, False), (160, 100, False)],
    ids=["left of it", "hardly lower", "the next line", "the next word"],
)
def test_a_word_that_goes_back(x: float, y: float, back: bool) -> None:
    """Only there may pypdf run two words into one."""
    said = (Glyphs("Chờ", face(400), 11, "#000000"), Glyphs("Đến", face(400), 11, "#000000"))
    page = Frame(200, 200, (Placed(100, 100, said[0]), Placed(x, y, said[1])))
    assert go_back([("", mark) for mark in marks(page)]) is back


# ── pictures ─────────────────────────────────────────────────────────────────────────────────────


@cache
def pictured() -> tuple[Document, bytes]:
    made = compose(fill(read_guide(GALLERY, covered()), None), "leaflet", Options())
    return made, draw(made)


def faults_of_pictures(edit: Edit) -> list[str]:
    made, data = pictured()
    with pikepdf.open(BytesIO(data)) as opened:
        edit(opened)
        opened.save(saved := BytesIO())
    return [each.found for each in prove(saved.getvalue(), made).failures if each.check == "fit"]


def images(opened: Any) -> Any:
    return opened.pages[1].Resources.XObject


def test_pictures_pass() -> None:
    assert faults_of_pictures(lambda _opened: None) == []


def test_another_picture_is_found() -> None:
    def swap(opened: Any) -> None:
        one, other = sorted(images(opened).keys())[:2]
        images(opened)[one] = images(opened)[other]

    assert faults_of_pictures(swap) == ["the picture is not the one that was promised"]


def test_a_picture_removed_is_found() -> None:
    def remove(opened: Any) -> None:
        stream = opened.pages[1].Contents
        stream.write(re.sub(rb"/P\w+ Do", b"", stream.read_bytes(), count=1))

    assert "a picture is missing" in faults_of_pictures(remove)


# ── what is measured ─────────────────────────────────────────────────────────────────────────────


def test_codes_are_measured() -> None:
    codes = good(LEAFLET).codes
    assert [code.page for code in codes] == [1, 1, 2, 2, 2]
    assert codes[0].url.startswith("https://rd.zapps.vn/detail/")
    assert codes[0].place == pytest.approx((81.2, 75.08, 100.0, 93.88), abs=0.1)
    assert [code.module for code in codes] == pytest.approx([0.508] * 5, abs=0.005)  # six dots of a 300-dpi printer
    assert {code.distance for code in codes} == {250.0}
    assert [code.level for code in codes[:2]] == ["M", "H"]


@pytest.mark.parametrize(
    ("fmt", "page", "dots"), [("leaflet", 1, 6), ("poster", 1, 9), ("poster", 2, 12), ("flashcards", 1, 6)]
)
def test_a_module_below_the_least_is_found(fmt: str, page: int, dots: int) -> None:
    """One dot less than the least, the layout's own mistake: the code reads, and is small on paper."""

    def shrunk(frame: Frame) -> Frame:
        return frame._replace(items=tuple(placed._replace(item=smaller(placed.item)) for placed in frame.items))

    def smaller(item: Any) -> Any:
        if isinstance(item, Frame):
            return shrunk(item)
        return item._replace(module=(dots - 1) / PRINTER_DPI * POINTS_PER_INCH) if isinstance(item, Matrix) else item

    made = document(Case("vssid", fmt))
    pages = tuple(shrunk(each) if i == page else each for i, each in enumerate(made.pages, 1))
    changed = made._replace(pages=pages)
    told = [each for each in prove(draw(changed), changed).failures if each.check == "codes"]
    least = to_mm(dots / PRINTER_DPI * POINTS_PER_INCH)
    assert told
    assert all(each.page == page and f"the least is {least:.2f}" in each.found and each.place for each in told)


def test_pages_are_measured() -> None:
    first, second = good(LEAFLET).pages
    assert (first.width, first.height) == (210.0, 297.0)
    assert (first.smallest, second.smallest) == (9.0, 8.5)
    assert first.cover == pytest.approx(0.14, abs=0.01)  # the mock-ups have 18 %
    assert good(SAVER).pages[0].cover < first.cover


# ── files that are no print ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("data", [b"", b"hello", b"%PDF-1.7\n%%EOF"], ids=["empty", "text", "a head alone"])
def test_what_is_no_pdf_fails(data: bytes) -> None:
    report = prove(data, document(LEAFLET))
    assert report.verdict == FAIL
    assert "cannot be read" in report.failures[0].found


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_off_fails(share: float) -> None:
    data = pdf(LEAFLET)
    assert prove(data[: int(len(data) * share)], document(LEAFLET)).verdict == FAIL


@pytest.mark.parametrize("seed", range(8))
def test_a_file_spoilt_at_random_raises_nothing(seed: int) -> None:
    """Its objects open to the eye, so that what is spoilt is seldom a whole stream."""
    with pikepdf.open(BytesIO(pdf(LEAFLET))) as opened:
        opened.save(saved := BytesIO(), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data, dice = bytearray(saved.getvalue()), Random(seed)
    for _spoil in range(200):
        place = dice.randrange(len(data))
        data[place : place + dice.randrange(9)] = bytes(dice.randrange(9))
    assert prove(bytes(data), document(LEAFLET)).verdict == FAIL
    with suppress(ValueError):
        claims(bytes(data))


def test_another_print_fails() -> None:
    report = prove(pdf(Case("vssid", "poster")), document(LEAFLET))
    assert report.verdict == FAIL


def test_without_the_validator_standards_are_not_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """And are said not to be; all else was, so the file has passed."""
    monkeypatch.setitem(sys.modules, "page", None)
    report = prove(pdf(LEAFLET), document(LEAFLET))
    assert report.verdict_of("standards") == NOT_CHECKED
    assert ["page-validation" in each.found for each in report.unchecked] == [True]
    assert report.verdict == PASS
    assert prove(edited(swapped), document(LEAFLET)).verdict_of("tags") == FAIL


def test_nothing_is_read_before_something_is_proven() -> None:
    """`build --no-proof`, `check` and `--help` pay for no reader."""
    from tests.office import child

    told = "print(sorted({'pypdf', 'pypdfium2', 'zxingcpp', 'page', 'PIL'} & set(sys.modules)))"
    run = child(code=f"import sys, printkit.proof.prove; {told}")
    assert run.stdout.decode().strip() == "[]"
