"""What a file says of itself: read back with pikepdf and pypdf from finished prints."""

import hashlib
import re
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
from pypdf import PdfReader

from printkit.compose import compose
from printkit.fill import only_section
from printkit.formats import Options
from printkit.inline import plain
from printkit.pdf.pen import draw
from printkit.values import replace
from tests.office import child
from tests.prints import Case, every, guide, pdf, source

WHOLE = every(ink_saver=(False,), alone=False)
LEAFLET = Case("vssid", "leaflet")
MOST_BYTES = 45_000  # of the two-page leaflet with tags, profile and three codes
NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}


@pytest.fixture(autouse=True)
def _no_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def reader(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data))


def catalog(data: bytes) -> Any:
    """The root of a file, read with pypdf."""
    return reader(data).trailer["/Root"].get_object()


def xmp(data: bytes) -> dict[str, str]:
    """What the packet says, by prefix and name."""
    found = ElementTree.fromstring(catalog(data)["/Metadata"].get_object().get_data())
    return {
        f"{prefix}:{each.tag.removeprefix(f'{{{space}}}')}": "".join(each.itertext()).strip()
        for prefix, space in NAMES.items()
        for each in found.iter()
        if each.tag.startswith(f"{{{space}}}")
    }


def made(updated: str) -> bytes:
    """The leaflet of one procedure, dated so."""
    return draw(compose(replace(only_section(source("vssid"), "dang-ky"), updated=updated), "leaflet", Options()))


@pytest.mark.parametrize("case", WHOLE, ids=str)
def test_title_language_and_author(case: Case) -> None:
    it, info, packet, root = guide(case), reader(pdf(case)).metadata, xmp(pdf(case)), catalog(pdf(case))
    assert info is not None
    assert info.title == packet["dc:title"] == plain(it.title)
    assert info.author == packet["dc:creator"] == plain(it.issuer)
    assert root["/Lang"] == packet["dc:language"] == it.lang
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert root["/MarkInfo"]["/Marked"].value is True


@pytest.mark.parametrize("case", WHOLE, ids=str)
def test_the_packet_is_in_step_with_info(case: Case) -> None:
    packet = xmp(pdf(case))
    told: Any = reader(pdf(case)).metadata
    stamp = re.sub(r"\D", "", packet["xmp:CreateDate"])
    assert told["/CreationDate"] == told["/ModDate"] == f"D:{stamp}Z"
    assert packet["xmp:CreateDate"] == packet["xmp:ModifyDate"] == packet["xmp:MetadataDate"]
    assert told["/Producer"] == packet["pdf:Producer"]
    assert told["/Creator"] == packet["xmp:CreatorTool"]
    assert (packet["pdfaid:part"], packet["pdfaid:conformance"], packet["pdfuaid:part"]) == ("2", "A", "1")


@pytest.mark.parametrize("case", WHOLE, ids=str)
def test_pages_are_tabbed_in_the_order_of_tags_and_numbered(case: Case) -> None:
    with pikepdf.open(BytesIO(pdf(case))) as opened:
        assert {str(page.obj.Tabs) for page in opened.pages} == {"/S"}
        assert [str(page.label) for page in opened.pages] == [str(n) for n in range(1, len(opened.pages) + 1)]


@pytest.mark.parametrize("case", WHOLE, ids=str)
def test_colours_mean_srgb(case: Case) -> None:
    (intent,) = catalog(pdf(case))["/OutputIntents"]
    profile = intent["/DestOutputProfile"]
    assert intent["/S"] == "/GTS_PDFA1"
    assert "sRGB" in intent["/OutputConditionIdentifier"]
    assert profile["/N"] == 3
    assert profile.get_data()[12:24] == b"mntrRGB XYZ "
    assert profile.get_data()[36:40] == b"acsp"


@pytest.mark.parametrize("case", [case for case in WHOLE if case.cards != "step"], ids=str)
def test_each_procedure_has_a_bookmark_to_its_page(case: Case) -> None:
    it, file = guide(case), reader(pdf(case))
    marks: Any = file.outline
    assert [mark.title for mark in marks] == [plain(section.title) for section in it.sections]
    for section, mark in zip(it.sections, marks, strict=True):
        number = file.get_destination_page_number(mark)
        assert number is not None
        text = " ".join(file.pages[number].extract_text().split())
        assert plain(section.short) in text or plain(section.title) in text
    if case.format == "leaflet":
        assert [file.get_destination_page_number(mark) for mark in marks] == [0, 0, 1, 1]
    if case.format == "poster":
        assert [file.get_destination_page_number(mark) for mark in marks] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("case", "told"),
    [
        (LEAFLET, "guide=vssid; format=leaflet; theme=civic"),
        (
            LEAFLET._replace(ward="00101", ink_saver=True),
            "guide=vssid; format=leaflet; ward=00101; theme=civic; ink=saver",
        ),
        (
            Case("vssid", "flashcards", cards="step", size="A6"),
            "guide=vssid; format=flashcards; theme=civic; cards=step; cardSize=A6; flip=long",
        ),
    ],
    ids=str,
)
def test_a_file_says_what_it_was_made_from(case: Case, told: str) -> None:
    assert xmp(pdf(case))["dc:source"] == told


def test_a_file_says_its_section_and_every_option() -> None:
    options = Options("dang-ky", "luc", True, "procedure", "A7", "short", (0.5, -1.0))
    data = draw(compose(only_section(source("vssid"), "dang-ky"), "flashcards", options))
    assert xmp(data)["dc:source"] == (
        "guide=vssid; format=flashcards; section=dang-ky; theme=luc; ink=saver; cards=procedure; cardSize=A7"
        "; flip=short; backOffset=0.5,-1"
    )


@pytest.mark.parametrize(
    ("updated", "date"),
    [
        ("11/2026", "2026-11-01T00:00:00Z"),
        ("05/03/2027", "2027-03-05T00:00:00Z"),
        ("", "2000-01-01T00:00:00Z"),
    ],
)
def test_the_date_is_the_guides_own_or_a_fixed_one(updated: str, date: str) -> None:
    assert xmp(made(updated))["xmp:CreateDate"] == date


def test_the_date_is_that_of_the_source_when_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    told: Any = reader(data := made("11/2026")).metadata
    assert xmp(data)["xmp:CreateDate"] == "2023-11-14T22:13:20Z"
    assert told["/CreationDate"] == "D:20231114221320Z"


HASH = """
import hashlib
from tests.prints import Case, pdf
for fmt in ("leaflet", "poster", "flashcards"):
    print(hashlib.sha256(pdf(Case("vssid", fmt, ward="00101"))).hexdigest())
"""


def test_the_same_input_gives_the_same_bytes() -> None:
    """In two processes that hash differently, one at another hour, and in this one."""
    runs = [
        child(code=HASH, PYTHONHASHSEED=seed, TZ=zone, SOURCE_DATE_EPOCH="").stdout.decode().split()
        for seed, zone in (("1", "UTC"), ("2", "Asia/Ho_Chi_Minh"))
    ]
    here = [
        hashlib.sha256(pdf(Case("vssid", fmt, ward="00101"))).hexdigest() for fmt in ("leaflet", "poster", "flashcards")
    ]
    assert runs == [here, here]


def test_other_input_gives_another_id() -> None:
    files = [pdf(LEAFLET), pdf(LEAFLET._replace(ward="00101")), pdf(LEAFLET._replace(ink_saver=True))]
    assert len({bytes(reader(data).trailer["/ID"][0].original_bytes) for data in files}) == 3  # type: ignore[index]


@pytest.mark.parametrize("ink_saver", [False, True])
def test_the_leaflet_is_small(ink_saver: bool) -> None:
    assert len(pdf(LEAFLET._replace(ink_saver=ink_saver))) <= MOST_BYTES


@pytest.mark.parametrize("case", WHOLE, ids=str)
def test_fonts_are_embedded_subsets_and_data_is_binary(case: Case) -> None:
    with pikepdf.open(BytesIO(pdf(case))) as opened:
        things: list[Any] = list(opened.objects)
        fonts = [each for each in things if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"]
        tops = {str(font.BaseFont) for font in fonts}
        filters = {str(each.get("/Filter", "none")) for each in things if isinstance(each, pikepdf.Stream)}
        descendants = [font for font in fonts if "/FontDescriptor" in font]
        assert [str(font.BaseFont) for font in descendants if "/FontFile2" not in font.FontDescriptor] == []
        assert len(descendants) * 2 == len(fonts)
    assert tops
    assert [name for name in tops if not re.fullmatch(r"/[A-Z]{6}\+BeVietnamPro-\w+", name)] == []
    assert filters <= {"/FlateDecode", "none"}
    assert b"Helvetica" not in pdf(case)
    assert b"ASCII85" not in pdf(case)
