"""An XLSX workbook, looked through before openpyxl opens it, and what openpyxl shall open: a copy of what a list needs.

The copy holds the sheets' filled cells, their merged areas, hidden rows and columns, texts and number formats under
names of our own; no links, drawings, comments, rules, names, caches or formatted blanks, which cost openpyxl most of
its time, or all of it where they were made to.
"""

from collections.abc import Iterator
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import NamedTuple
from xml.sax.saxutils import quoteattr
from zipfile import ZipFile

from printkit.wardlist.archive import (
    LARGEST,
    MOST_CELLS,
    Archive,
    Part,
    check_texts,
    no_workbook,
    opened,
    start_tags,
    too_many_cells,
    too_many_rows,
    unpacked,
)
from printkit.wardlist.grid import MOST_ROWS
from printkit.wardlist.numberformat import formats_text
from printkit.wardlist.sheetxml import MAIN, Excess, Extent, SheetXml, trimmed

KIND = "XLSX"
LARGEST_LINKS = 1 << 20  # bytes of the workbook's own parts
LARGEST_STYLES = 4 << 20
LARGEST_KEPT = 24 << 20  # bytes of all sheets' filled rows; openpyxl takes five times as much while it reads them
MOST_STYLES = 20_000  # cell formats: openpyxl takes 15 µs for each
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LOCAL = {14: "dd/mm/yyyy", 22: "dd/mm/yyyy hh:mm"}  # formats that follow the system's language: Vietnamese


class Content(NamedTuple):
    """A worksheet: its name, and where its cells are. `uncalculated` are (row, column) of formulas without a value."""

    name: str
    extent: Extent


class Package(NamedTuple):
    """What openpyxl shall open, its worksheets in order, and whether a format may show a text as something else."""

    data: BytesIO
    contents: tuple[Content, ...]
    formats_texts: bool


class _Sheet(NamedTuple):
    """A worksheet as the workbook lists it."""

    name: str
    state: str
    part: Part


def package(data: bytes, file: str) -> Package:
    """The workbook's copy. Raises SourceError where it is none, has a password, or is larger than any list."""
    with opened(data, file, KIND) as archive:
        path, links = _workbook(archive)
        book = unpacked(archive, _need(archive, path), LARGEST_LINKS)
        sheets = tuple(_sheets(archive, book, links))
        if not sheets:
            raise no_workbook(file, KIND, "worksheet")
        parts = dict(_trimmed_sheets(archive, sheets))
        codes = _codes(archive, links)
        held = BytesIO()
        with ZipFile(held, "w") as copy:
            for name, text in _frame(book, sheets, codes):
                copy.writestr(name, text)
            copy.writestr("xl/sharedStrings.xml", _texts(archive, links))
            for index, (_extent, xml) in parts.items():
                copy.writestr(f"xl/worksheets/{index}.xml", xml)
        contents = tuple(Content(sheet.name, parts[index][0]) for index, sheet in enumerate(sheets))
        return Package(held, contents, any(map(formats_text, set(codes))))


def _trimmed_sheets(archive: Archive, sheets: tuple[_Sheet, ...]) -> Iterator[tuple[int, tuple[Extent, bytes]]]:
    """By number the sheets' XML, filled cells only. Refuses what is too much before anything is opened."""
    left, cells, kept = LARGEST, 0, 0
    for index, sheet in enumerate(sheets):
        data = unpacked(archive, sheet.part, LARGEST)
        left -= len(data)
        found = _look_through(archive, data)
        cells, kept = cells + found.extent.cells, kept + len(found.data)
        if len(found.extent.rows) > MOST_ROWS:
            raise too_many_rows(archive.file, sheet.name, MOST_ROWS)
        if left < 0 or cells > MOST_CELLS or kept > LARGEST_KEPT:
            raise too_many_cells(archive.file)
        yield index, (found.extent, found.data.replace(_STRICT.encode(), MAIN.encode(), 1))


def _look_through(archive: Archive, data: bytes) -> SheetXml:
    try:
        return trimmed(data)
    except Excess:
        raise too_many_cells(archive.file) from None


def _need(archive: Archive, name: str) -> Part:
    part = archive.part(name)
    if part is None:
        raise no_workbook(archive.file, KIND, name)
    return part


def _workbook(archive: Archive) -> tuple[str, dict[str, tuple[str, str]]]:
    """Where the workbook is, and by id the kind and the place of what belongs to it."""
    links = _links(archive, "")
    path = next((place for kind, place in links.values() if kind == "officeDocument"), "xl/workbook.xml")
    return path, _links(archive, path)


def _links(archive: Archive, path: str) -> dict[str, tuple[str, str]]:
    folder = dirname(path)
    part = archive.part(join(folder, "_rels", path[len(folder) :].lstrip("/") + ".rels"))
    found: dict[str, tuple[str, str]] = {}
    for name, attributes in start_tags(unpacked(archive, part, LARGEST_LINKS)) if part else ():
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "").replace("\\", "/")
            place = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
            found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], place)
    return found


def _sheets(archive: Archive, book: bytes, links: dict[str, tuple[str, str]]) -> Iterator[_Sheet]:
    """Worksheets in order; charts on a sheet of their own are none."""
    for name, attributes in start_tags(book):
        if name == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith("relationships id")), "")
            kind, path = links.get(link, ("", ""))
            part = archive.part(path)
            if kind == "worksheet" and part:
                yield _Sheet(attributes.get("name", ""), attributes.get("state", "visible"), part)


def _texts(archive: Archive, links: dict[str, tuple[str, str]]) -> bytes:
    part = archive.part(next((path for kind, path in links.values() if kind == "sharedStrings"), ""))
    if part is None:
        return f'<sst xmlns="{MAIN}"/>'.encode()
    data = unpacked(archive, part)
    check_texts(archive, data)
    return data.replace(_STRICT.encode(), MAIN.encode(), 1)


def _codes(archive: Archive, links: dict[str, tuple[str, str]]) -> list[str]:
    """The format code of each cell format, in order."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    part = archive.part(next((path for kind, path in links.values() if kind == "styles"), ""))
    codes: dict[str, str] = {str(number): code for number, code in (BUILTIN_FORMATS | _LOCAL).items()}
    used: list[str] = []
    is_cells = False
    for name, attributes in start_tags(unpacked(archive, part, LARGEST_STYLES)) if part else ():
        if name == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "General")
        elif name in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            is_cells = name == "cellXfs"
        elif name == "xf" and is_cells:
            used.append(attributes.get("numFmtId", "0"))
            if len(used) > MOST_STYLES:
                raise too_many_cells(archive.file)
    return [codes.get(number, "General") for number in used] or ["General"]


def _frame(book: bytes, sheets: tuple[_Sheet, ...], codes: list[str]) -> Iterator[tuple[str, str]]:
    """All parts of the copy but sheets and texts."""
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    parts = [("workbook", "sheet.main"), ("sharedStrings", "sharedStrings")]
    overrides = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{kinds}{kind}+xml"/>' for name, kind in parts
    )
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    yield "[Content_Types].xml", f'<Types xmlns="{types}">{overrides}</Types>'
    rows = "".join(
        f'<sheet name="{index}" sheetId="{index + 1}" state={quoteattr(_state(sheet))} r:id="rId{index}"/>'
        for index, sheet in enumerate(sheets)
    )
    epoch = f'<workbookPr date1904="{int(_is_1904(book))}"/>'
    yield "xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}">{epoch}<sheets>{rows}</sheets></workbook>'
    links = "".join(
        f'<Relationship Id="rId{index}" Type="{_OFFICE}/worksheet" Target="/xl/worksheets/{index}.xml"/>'
        for index in range(len(sheets))
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    yield "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{space}">{links}</Relationships>'
    yield "xl/styles.xml", _styles(codes)


def _state(sheet: _Sheet) -> str:
    return "visible" if sheet.state not in ("hidden", "veryHidden") else sheet.state


def _is_1904(book: bytes) -> bool:
    properties = (attributes for name, attributes in start_tags(book) if name == "workbookPr")
    return any(each.get("date1904") in ("1", "true") for each in properties)


def _styles(codes: list[str]) -> str:
    numbers = {code: 200 + index for index, code in enumerate(dict.fromkeys(codes))}
    formats = "".join(f'<numFmt numFmtId="{number}" formatCode={quoteattr(code)}/>' for code, number in numbers.items())
    cells = "".join(f'<xf numFmtId="{numbers[code]}" fontId="0" fillId="0" borderId="0"/>' for code in codes)
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><fonts><font/></fonts>'
        "<fills><fill><patternFill/></fill></fills>"
        '<borders><border/></borders><cellStyleXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        f'</cellStyleXfs><cellXfs>{cells}</cellXfs><cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/>'
        "</cellStyles></styleSheet>"
    )
