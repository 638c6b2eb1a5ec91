"""What a workbook loses when openpyxl reads it and writes it again, by name: its file before and after goes in."""

import re
from collections.abc import Iterator
from gettext import gettext as _
from io import BytesIO
from zipfile import ZipFile

# Parts that openpyxl writes again, or that say nothing that is not elsewhere.
KEPT = re.compile(
    r"\[Content_Types\]\.xml|(.*/)?_rels/.*|docProps/.*|"
    r"xl/(workbook|styles|sharedStrings|calcChain|metadata)\.xml|"
    r"xl/(worksheets|chartsheets|theme|comments|media|charts|drawings|tables|pivotTables|pivotCache|externalLinks)/.*|"
    r"xl/comments\d*\.xml|.*/"
)
LOST_PARTS = (
    (r"xl/vbaProject.*", _("macros")),
    (r"xl/(macrosheets|dialogsheets)/.*", _("macro sheets")),
    (r"xl/printerSettings/.*", _("printer settings")),
    (r"xl/(ctrlProps|activeX)/.*", _("form controls")),
    (r"xl/embeddings/.*", _("embedded files")),
    (r"xl/(slicers|slicerCaches|timelines|timelineCaches)/.*", _("slicers")),
    (r"xl/(queryTables/.*|connections\.xml)", _("queries of other data")),
    (r"xl/(threadedComments|persons)/.*", _("threads of comments")),
    (r"xl/richData/.*", _("pictures in cells and linked data")),
    (r"xl/(model/.*|customData/.*)", _("data models")),
    (r"xl/diagrams/.*", _("diagrams (SmartArt)")),
    (r"_xmlsignatures/.*", _("digital signatures")),
)
# In the XML of sheets and drawings, by how often it stands there before and after.
LOST_ELEMENTS = (
    ("xl/drawings/", r"<(?:\w+:)?(?:sp|grpSp|cxnSp|contentPart)[\s>]", _("shapes and text boxes")),
    ("xl/drawings/", r"<(?:\w+:)?pic[\s>]", _("pictures")),
    (
        "xl/worksheets/",
        r"<(?:\w+:)?(?:picture|legacyDrawingHF)[\s/>]",
        _("pictures behind the sheet or in its margins"),
    ),
    ("xl/worksheets/", r"<(?:\w+:)?sparklineGroup[\s>]", _("sparklines")),
    ("xl/worksheets/", r"<x14:conditionalFormatting[\s>]", _("conditional formats of newer kinds")),
    ("xl/worksheets/", r"<x14:dataValidation[\s>]", _("drop-down lists of newer kinds")),
)
CHART = re.compile(r"xl/charts/chart\d+\.xml")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


def unkept(before: bytes, after: bytes) -> tuple[str, ...]:
    """The names of what is lost between the two files of a workbook, each once."""
    with ZipFile(BytesIO(before)) as old, ZipFile(BytesIO(after)) as new:
        names = [*_parts(old), *_elements(old, new), *_charts(old), *_formulas(old)]
    return tuple(dict.fromkeys(filter(None, names)))


def _parts(old: ZipFile) -> Iterator[str]:
    for part in old.namelist():
        if not KEPT.fullmatch(part):
            yield next((name for lost, name in LOST_PARTS if re.fullmatch(lost, part)), part)


def _elements(old: ZipFile, new: ZipFile) -> Iterator[str]:
    for folder, element, name in LOST_ELEMENTS:
        if _count(old, folder, element) > _count(new, folder, element):
            yield name


def _count(archive: ZipFile, folder: str, element: str) -> int:
    wanted = re.compile(element.encode())
    parts = [part for part in archive.namelist() if part.startswith(folder) and part.endswith(".xml")]
    return sum(len(wanted.findall(archive.read(part))) for part in parts)


def _charts(old: ZipFile) -> Iterator[str]:
    if any(CHART.fullmatch(part) for part in old.namelist()):
        yield _("the look of charts")


def _formulas(old: ZipFile) -> Iterator[str]:
    """openpyxl drops what a formula came to; a spreadsheet program works it out anew when it opens the file."""
    parts = [part for part in old.namelist() if part.startswith("xl/worksheets/") and part.endswith(".xml")]
    if any(FORMULA.search(old.read(part)) for part in parts):
        yield _("the values of formulas, until the file is opened and saved in a spreadsheet program")
