"""The tag tree: as accepted, sound over every format, and a check of it that catches what is broken on purpose.

`PRINTKIT_ACCEPT=1 pytest tests/test_tags.py` writes the accepted trees anew; read the difference before committing it.
"""

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from shutil import which
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pypdf import PdfReader

from printkit.compose import compose
from printkit.fill import fill
from printkit.formats import Options
from printkit.inline import plain
from printkit.pdf.pen import draw
from tests.office import GUIDE
from tests.prints import Case, every, guide, parse, pdf
from tests.treecheck import elements, findings, tree_text

FOLDER = Path(__file__).parent / "goldens"
ACCEPT = "PRINTKIT_ACCEPT" in os.environ
GOLDENS = {
    "tags-leaflet": Case("vssid", "leaflet"),
    "tags-leaflet-dang-ky": Case("vssid", "leaflet", "dang-ky"),
    "tags-leaflet-pictures": Case("anh-man-hinh", "leaflet"),
    "tags-poster": Case("vssid", "poster"),
    "tags-cards-procedure": Case("vssid", "flashcards"),
    "tags-cards-step": Case("vssid", "flashcards", cards="step"),
}
WHOLE = every(ink_saver=(False,), alone=False)
LEAFLET = Case("vssid", "leaflet")
LEAF = re.compile(r'^ *\d+: "(.*)"$', re.MULTILINE)


@cache
def tree(case: Case) -> str:
    return tree_text(pdf(case))


def leaves(case: Case) -> list[str]:
    """What the tree's leaves say, in reading order."""
    return LEAF.findall(tree(case))


def bare(text: str) -> str:
    """The text without white space, and without pdfium's mark of a word broken over a line."""
    return re.sub(r"[\s\ufffe\u0002]+", "", text)


@pytest.mark.parametrize("name", GOLDENS)
def test_the_tree_is_as_accepted(name: str) -> None:
    path = FOLDER / f"{name}.txt"
    found = tree(GOLDENS[name])
    if ACCEPT:
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8", newline="\n")
    assert found.splitlines() == path.read_text(encoding="utf-8").splitlines()


def test_there_is_no_tree_of_nothing() -> None:
    assert {path.stem for path in FOLDER.glob("tags-*.txt")} == set(GOLDENS)


@pytest.mark.parametrize("case", every(), ids=str)
def test_the_tree_is_sound(case: Case) -> None:
    assert findings(pdf(case)) == []


# ── what elements say ────────────────────────────────────────────────────────────────────────────


def said(data: bytes, kind: str, key: str) -> list[str]:
    """What the elements of a kind say under a key, in reading order."""
    with pikepdf.open(BytesIO(data)) as opened:
        return [str(each.get(key, "")) for each in elements(opened) if str(each.S) == f"/{kind}"]


@pytest.mark.parametrize("case", [case for case in WHOLE if case.cards != "step"], ids=str)
def test_a_disc_reads_as_its_step(case: Case) -> None:
    spoken = [label for label in said(pdf(case), "Lbl", "/ActualText") if label]
    counts = [len(steps) for it in guide(case).sections for steps in (it.steps, *(o.steps for o in it.options))]
    once = [f"Bước {n}" for count in counts for n in range(1, count + 1)]
    copies = len(spoken) // len(once)  # a sheet of cards may hold several sets
    assert copies >= 1
    assert spoken == once * copies


@pytest.mark.parametrize("case", WHOLE, ids=str)
def test_an_arrow_reads_as_an_arrow(case: Case) -> None:
    arrows = {arrow for arrow in said(pdf(case), "Span", "/ActualText") if arrow}
    assert arrows == {"→"}


FOREIGN = re.compile(r'^( *)Span Lang="en"\n((?:\1 .*\n)+)', re.MULTILINE)


@pytest.mark.parametrize("case", WHOLE, ids=str)
def test_a_foreign_name_is_said_in_its_language(case: Case) -> None:
    names = {"".join(LEAF.findall(found)).strip() for _indent, found in FOREIGN.findall(tree(case))}
    assert names <= {"App Store", "Google Play", "iPhone", "Android"}
    assert "App Store" in names or not any("App Store" in leaf for leaf in leaves(case))
    assert not any("App Store" in leaf.strip() and leaf.strip() != "App Store" for leaf in leaves(case))


def test_a_foreign_name_of_a_running_head_is_no_content_twice() -> None:
    one = "  - {title: Tải về, steps: [Mở App Store., Tìm VssID., Cài đặt., Mở ứng dụng., Đăng ký., Xong.]}\n"
    text = f"title: Dùng App Store\nkicker: Cho iPhone\nsections:\n{one * 6}"
    data = draw(compose(fill(parse(text), None), "leaflet", Options()))
    assert len(PdfReader(BytesIO(data)).pages) > 1
    assert findings(data) == []
    with pikepdf.open(BytesIO(data)) as opened:
        marked = [str(each.operands[0]) for each in pikepdf.parse_content_stream(opened.pages[1]) if each.operands]
    assert "/Artifact" in marked
    assert tree_text(data).count("App Store") == 1 + 6


@pytest.mark.parametrize("case", WHOLE, ids=str)
def test_a_code_says_what_it_opens(case: Case) -> None:
    alts = said(pdf(case), "Figure", "/Alt")
    assert alts
    assert [alt for alt in alts if not re.fullmatch(r"Mã QR mở [\w.]+\.vn(/\S*)?", alt)] == []


@pytest.mark.parametrize("fmt", ["leaflet", "poster", "flashcards"])
def test_codes_and_discs_speak_the_language_of_the_guide(fmt: str) -> None:
    text = GUIDE.replace("title: Đổi thẻ", "title: Renew a card\nlang: en").replace(
        "Mở trang web", "Mở https://a.gov.vn"
    )
    data = draw(compose(fill(parse(text), None), fmt, Options()))
    assert set(said(data, "Figure", "/Alt")) == {"QR code that opens a.gov.vn"}
    assert set(said(data, "Lbl", "/ActualText")) - {""} == {"Step 1", "Step 2"}
    assert findings(data) == []


# ── order ────────────────────────────────────────────────────────────────────────────────────────


def wordings(case: Case) -> Iterator[tuple[str, ...]]:
    """What must follow one another: titles of procedures and the words of steps, each with what may stand for it."""
    for section in guide(case).sections:
        yield plain(section.title), plain(section.short) or plain(section.title)
        for step in section.steps:
            yield plain(step.text).rstrip("."), plain(step.short or step.text).rstrip(".")


@pytest.mark.parametrize("case", [case for case in WHOLE if case.cards != "step"], ids=str)
def test_procedures_and_their_steps_are_read_in_order(case: Case) -> None:
    spoken, at = bare("".join(leaves(case))), 0
    for words in wordings(case):
        found = [place for word in words if (place := spoken.find(bare(word.replace("→", "")), at)) >= 0]
        assert found, f"{words[0]} does not follow"
        at = min(found)


@pytest.mark.parametrize("size", ["A7", "A6"])
def test_each_card_is_read_front_then_back_in_card_order(size: str) -> None:
    case = Case("vssid", "flashcards", size=size)
    cards = re.split(r"^  Sect\n", tree(case), flags=re.MULTILINE)[1:]
    titles = [plain(section.title) for section in guide(case).sections]
    fronts = [plain(section.short) for section in guide(case).sections]
    assert len(cards) % len(titles) == 0
    for i, card in enumerate(cards):
        pages = [int(page) for page in re.findall(r"^ *(\d+): ", card, re.MULTILINE)]
        assert pages == sorted(pages)
        assert sorted(set(pages)) == [pages[0], pages[0] + 1]
        assert pages[0] % 2 == 1
        first, second = re.findall(r'^ *H[12]\n *\d+: "(.*)"$', card, re.MULTILINE)[:2]
        assert (first, second) == (fronts[i % len(titles)], titles[i % len(titles)])


def test_step_cards_are_read_in_the_order_of_steps() -> None:
    case = Case("vssid", "flashcards", "dang-ky", cards="step")
    cards = re.split(r"^  Sect\n", tree(case), flags=re.MULTILINE)[2:]
    spoken = [re.findall(r'ActualText="(Bước \d)"', card) for card in cards]
    assert spoken == [[f"Bước {n}"] * 2 for n in range(1, 8)]


@pytest.mark.parametrize("case", list(GOLDENS.values())[::2], ids=str)  # it takes seconds for each
def test_poppler_reads_the_tree_in_the_same_order(case: Case, tmp_path: Path) -> None:
    if not which("pdfinfo"):
        pytest.skip("pdfinfo is not installed: the order of reading was not asked of poppler")
    path = tmp_path / "it.pdf"
    path.write_bytes(pdf(case))
    told = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, check=True, text=True).stdout
    assert bare("".join(re.findall(r'^ *"(.*)"$', told, re.MULTILINE))) == bare("".join(leaves(case)))


def readings(data: bytes, folder: Path) -> dict[str, str]:
    """The text of a file, by each reader there is."""
    found = {"pypdf": "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)}
    pages = pypdfium2.PdfDocument(data)
    found["pdfium"] = "".join(page.get_textpage().get_text_range() for page in pages)
    if which("pdftotext"):
        path = folder / "it.pdf"
        path.write_bytes(data)
        found["pdftotext"] = subprocess.run(
            ["pdftotext", "-raw", path, "-"], capture_output=True, check=True, text=True, encoding="utf-8"
        ).stdout
    return {reader: bare(text) for reader, text in found.items()}


@pytest.mark.parametrize("case", WHOLE, ids=str)
def test_readers_agree_on_the_order_of_the_text(case: Case, tmp_path: Path) -> None:
    read = readings(pdf(case), tmp_path)
    assert read["pypdf"] == read["pdfium"]
    if "pdftotext" not in read:
        pytest.skip("pdftotext is not installed: pypdf and pdfium agree, it was not asked")
    assert read["pdftotext"] == read["pypdf"]


# ── what is broken on purpose ────────────────────────────────────────────────────────────────────


def first(opened: Any, kind: str) -> Any:
    """The first element of a kind."""
    return next(each for each in elements(opened) if str(each.S) == f"/{kind}")


def leaf(opened: Any) -> Any:
    """The first element that holds a marked content."""
    return next(each for each in elements(opened) if isinstance(each.K[0], int))


def row(opened: Any) -> Any:
    """The parent tree's entries of the first page."""
    return opened.Root.StructTreeRoot.ParentTree.Nums[1]


def swap(opened: Any) -> None:
    entries = row(opened)
    entries[0], entries[1] = entries[1], entries[0]


def link_without(opened: Any) -> None:
    link = first(opened, "Link")
    link.K = pikepdf.Array([kid for kid in link.K if not (isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid)])


def rekind(kind: str, wrong: str) -> Callable[[Any], None]:
    def change(opened: Any) -> None:
        first(opened, kind).S = pikepdf.Name(f"/{wrong}")

    return change


def put(kind: str, key: str, value: Any) -> Callable[[Any], None]:
    def change(opened: Any) -> None:
        first(opened, kind)[key] = value

    return change


def rewrite(pattern: str, new: str) -> Callable[[Any], None]:
    """Change the first page's content where it first looks so."""

    def change(opened: Any) -> None:
        stream = opened.pages[0].obj.Contents
        before = stream.read_bytes().decode("ascii")
        after = re.sub(pattern, new, before, count=1)
        assert after != before
        stream.write(after.encode("ascii"))

    return change


def twice(opened: Any) -> None:
    opened.Root.StructTreeRoot.K.K.append(first(opened, "H1"))


def one_more(opened: Any) -> None:
    opened.pages[0].obj.Annots[0].StructParent += 1


def second_id(opened: Any) -> None:
    notes = [each for each in elements(opened) if str(each.S) == "/Note"]
    notes[1].ID = notes[0].ID


def stray_key(opened: Any) -> None:
    opened.Root.StructTreeRoot.ParentTree.Nums.extend([9999, first(opened, "H1")])


SHOWN = r"(BT /\S+ \S+ Tf .*? Tj.* ET)"
MUTATIONS: dict[str, tuple[Callable[[Any], None], str]] = {
    "parent tree swapped": (swap, "the parent tree leads id 0 elsewhere"),
    "parent tree cut": (lambda opened: row(opened).__delitem__(-1), "the parent tree has"),
    "parent tree with a stray key": (stray_key, "parent tree key 9999 is nobody's"),
    "next key taken": (lambda opened: opened.Root.StructTreeRoot.__setitem__("/ParentTreeNextKey", 1), "next key 1"),
    "wrong parent": (lambda opened: leaf(opened).__setitem__("/P", first(opened, "L")), "names another parent"),
    "element twice": (twice, "H1 stands 2 times"),
    "id dropped from the tree": (lambda opened: leaf(opened).K.__delitem__(0), "id 0 has no element"),
    "id twice in the tree": (lambda opened: leaf(opened).K.append(leaf(opened).K[0]), "id 0 has 2 places"),
    "id in the tree alone": (lambda opened: leaf(opened).K.append(9999), "id 9999 is in the tree alone"),
    "id twice in the content": (rewrite("/MCID 1>>", "/MCID 0>>"), "id 0 stands twice"),
    "id in the content alone": (rewrite("/MCID 0>>", "/MCID 9999>>"), "id 9999 has no element"),
    "annotation off by one": (one_more, "leads an annotation elsewhere"),
    "annotation out of the tree": (link_without, "an annotation is in no Link"),
    "link without annotation": (link_without, "Link without an annotation"),
    "annotation in a paragraph": (rekind("Link", "P"), "an annotation is in no Link"),
    "annotation off the page": (lambda opened: opened.pages[0].obj.Annots.__delitem__(0), "which no page has"),
    "text outside of tags": (rewrite(r"(?s)^(.*?)" + SHOWN, r"\2\n\1\2"), "text outside of tags"),
    "paint outside of tags": (rewrite("^", "0 0 m 9 9 l S\n"), "S paints outside of tags"),
    "tag left open": (rewrite(r"EMC(?=\s*$)", ""), "BDC left open"),
    "tag closed twice": (rewrite("EMC", "EMC EMC"), "EMC closes nothing"),
    "tag in a tag": (rewrite("BDC", "BDC /Artifact <</Type /Page>> BDC"), "inside another marked content"),
    "tag over a text object": (rewrite(SHOWN + r"\s*EMC", r"\1 BT EMC ET"), "EMC closes BT"),
    "tag over a saved state": (rewrite("EMC", "q EMC Q"), "EMC closes q"),
    "artifact without a type": (rewrite("<</Type /Layout>> BDC", "<<>> BDC"), "artifact of type None"),
    "artifact of an odd type": (rewrite("/Type /Layout>>", "/Type /Background>>"), "artifact of type /Background"),
    "actual text in the content": (rewrite("<</MCID 0>>", "<</MCID 0 /ActualText (a)>>"), "/ActualText in the content"),
    "figure without words": (lambda opened: first(opened, "Figure").__delitem__("/Alt"), "Figure without Alt"),
    "figure with empty words": (put("Figure", "/Alt", ""), "Figure without Alt"),
    "heading gap": (rekind("H2", "H3"), "H3 after H1"),
    "no first heading": (rekind("H1", "H2"), "H2 after nothing"),
    "item outside of a list": (rekind("L", "Sect"), "LI stands in Sect"),
    "paragraph in a list": (rekind("LI", "P"), "L holds P"),
    "paragraph in an item": (rekind("LBody", "P"), "LI holds P"),
    "label outside of an item": (rekind("LI", "Sect"), "Lbl stands in Sect"),
    "unknown kind": (rekind("Note", "Remark"), "there is no kind Remark"),
    "empty element": (put("H1", "/K", pikepdf.Array()), "H1 is empty"),
    "note without an ID": (lambda opened: first(opened, "Note").__delitem__("/ID"), "1 notes have the ID “”"),
    "notes of one ID": (second_id, "2 notes have the ID"),
    "no tree": (lambda opened: opened.Root.__delitem__("/StructTreeRoot"), "there is no structure tree"),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_what_is_broken_is_found(name: str) -> None:
    change, expected = MUTATIONS[name]
    with pikepdf.open(BytesIO(pdf(LEAFLET))) as opened:
        change(opened)
        saved = BytesIO()
        opened.save(saved)
    found = findings(saved.getvalue())
    assert [finding for finding in found if expected in finding], found
