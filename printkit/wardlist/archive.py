"""A workbook that is a ZIP archive of XML parts (XLSX, ODS): what may be unpacked and parsed of it, and what may not.

Sizes are those that the archive declares: what a part holds beyond its own is never unpacked.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from gettext import gettext as _
from io import BytesIO
from typing import Any, NamedTuple, Protocol
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error

from printkit.errors import PrintkitError, SourceError, Where

LARGEST = 64 << 20  # bytes of all parts that are read, unpacked; a sheet of 20,000 wards has 20
LARGEST_PART = 8 << 20  # of one that is no sheet: texts, formats, names
MOST_PARTS = 2_000  # files in the archive
MOST_CELLS = 250_000  # of all sheets, from the first column to the last that is filled: all wards with 75 columns
MOST_TAGS = 600_000  # of a part with texts, or of all sheets of an ODS; 20,000 rows of ten texts have 420,000
_ENCODINGS = ("utf-8", "utf8", "us-ascii", "ascii", "iso-8859-", "windows-125")  # in which a tag reads as in ASCII
_BROKEN = (BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError, KeyError, error)


CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # OLE2, of XLS and of what has a password


class Part(NamedTuple):
    """A file in the archive: its name there, and what `ZipFile` knows of it."""

    name: str
    info: ZipInfo


class Archive(NamedTuple):
    """An open archive. `parts` are by name, in lower case, without a slash in front."""

    file: str
    zip: ZipFile
    parts: dict[str, Part]

    def part(self, name: str) -> Part | None:
        """A part by its name; case does not count."""
        return self.parts.get(_plain(name))


class Parser(Protocol):
    """What is used of an expat parser."""

    StartElementHandler: Any
    EndElementHandler: Any
    CharacterDataHandler: Any

    @property
    def CurrentByteIndex(self) -> int: ...  # noqa: N802 - expat's name

    def Parse(self, data: bytes, is_final: bool = False, /) -> int: ...  # noqa: N802


def no_workbook(file: str, kind: str, reason: object) -> PrintkitError:
    """The error of a file that cannot be read; `kind` is XLSX, XLS or ODS, `reason` what stumbled over it."""
    message = _("this is no {kind} workbook that can be read ({reason})")
    name = reason if isinstance(reason, str) else type(reason).__name__
    hint = _("open it, save it anew as .xlsx or as “CSV UTF-8”")
    return SourceError.of(message.format(kind=kind, reason=name), hint, Where(file))


def has_password(file: str) -> PrintkitError:
    """The error of a file that only opens with a password."""
    return SourceError.of(_("the workbook has a password"), _("open it in Excel, save without"), Where(file))


def too_many_cells(file: str) -> PrintkitError:
    """The error of a workbook that would take more time and memory than a list is worth."""
    hint = _("delete sheets, rows and cells that it does not need")
    return SourceError.of(_("the sheets of the workbook have too many cells"), hint, Where(file))


def too_many_rows(file: str, sheet: str, most: int) -> PrintkitError:
    """The error of a sheet of more rows than any list of wards has."""
    message = _("the sheet “{sheet}” has more than {most} rows that hold something").format(sheet=sheet, most=most)
    return SourceError.of(message, _("delete the sheet or rows that are none, or split the list"), Where(file))


def is_encrypted(data: bytes) -> bool:
    """Is this what a spreadsheet program makes of an XLSX workbook that has a password?"""
    return data.startswith(CONTAINER) and "EncryptedPackage".encode("utf-16-le") in data


@contextmanager
def opened(data: bytes, file: str, kind: str) -> Iterator[Archive]:
    """The archive. Raises SourceError where it is none, is broken, or has a password, also while it is open."""
    if is_encrypted(data):
        raise has_password(file)
    try:
        with ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > MOST_PARTS:
                raise no_workbook(file, kind, f"{len(infos)} parts")
            if any(info.flag_bits & 1 for info in infos):
                raise has_password(file)
            yield Archive(file, archive, {_plain(info.filename): Part(info.filename, info) for info in infos})
    except _BROKEN as reason:
        raise no_workbook(file, kind, reason) from None


def unpacked(archive: Archive, part: Part, most: int = LARGEST_PART) -> bytes:
    """What a part holds, of at most so many bytes, without a DOCTYPE. Raises SourceError where it is larger."""
    if part.info.file_size > most:
        message = _("{part} in the workbook is larger than {most} MiB unpacked").format(part=part.name, most=most >> 20)
        hint = _("copy the list into a new workbook, without pictures and styles")
        raise SourceError.of(message, hint, Where(archive.file))
    return archive.zip.read(part.info)


def xml_parser(namespaces: bool = True) -> Parser:
    """An expat parser that refuses a DOCTYPE, and with it any entity, and encodings that could hide one.

    Names come as `namespace name`. Its handlers raise ValueError.
    """
    from xml.parsers import expat

    parser = expat.ParserCreate(namespace_separator=" " if namespaces else None)
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.XmlDeclHandler = _check_encoding
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    return parser


def parse(parser: Parser, data: bytes) -> None:
    """Run the parser over a part. Raises ValueError where it is no XML, or in UTF-16."""
    from xml.parsers.expat import ExpatError

    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4]:
        raise ValueError("UTF-16")
    try:
        parser.Parse(data, True)
    except ExpatError:
        raise ValueError("XML") from None


def start_tags(data: bytes) -> list[tuple[str, dict[str, str]]]:
    """Start tags of a small part: local names, and attributes as `namespace name`. Raises ValueError."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = xml_parser()
    parser.StartElementHandler = lambda name, attributes: found.append((name.rpartition(" ")[2], attributes))
    parse(parser, data)
    return found


def tags(data: bytes) -> int:
    """How many elements a part can have at most."""
    return data.count(b"<") - data.count(b"</")


def check_texts(archive: Archive, data: bytes) -> None:
    """Raises SourceError where a part has too many tags, ValueError where it is none that may be parsed."""
    if tags(data) > MOST_TAGS:
        raise too_many_cells(archive.file)
    parse(xml_parser(), data)


def _refuse_doctype(*_arguments: object) -> None:
    raise ValueError("DOCTYPE")


def _check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding and not encoding.lower().startswith(_ENCODINGS):
        raise ValueError(encoding)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
