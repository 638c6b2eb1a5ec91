"""The file: objects go in, bytes come out. ReportLab's document numbers them and formats its own kinds of object.

What ReportLab does not write is here: object streams and a cross-reference stream (PDF 1.7, 7.5.7 and 7.5.8), which
pack a structure tree to a fifth, and streams that end as PDF/A wants.
"""

import zlib
from collections.abc import Mapping, Sequence
from hashlib import md5
from struct import pack

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFStream
from reportlab.pdfbase.pdfdoc import format as formatted

LEVEL = 9  # zlib, of pages and fonts, which are kept: 0.7 ms more than level 6 for 18 KB, and 1.4 % less
QUICK = 7  # of what is new in every file
HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
ROW = 7  # bytes of a cross-reference entry
UP = f"/DecodeParms <</Predictor 12 /Columns {ROW}>>"  # rows as differences: half the size (PDF 1.7, 7.4.4.4)
PACKED = 2000  # objects in one object stream


class Stream(PDFStream):
    """A stream whose data stands in the file as given, with the end of line before `endstream` that PDF/A wants.

    The end of line is CRLF: readers that strip one lone LF would take a final 0x0D of the data with it.
    Documents here are never encrypted.
    """

    def format(self, document: PDFDocument) -> bytes:
        """The dictionary with its Length, and the data."""
        data: bytes = self.content
        entries = {**self.dictionary.dict, "Length": str(len(data))}
        head = b"".join(
            b"/%b %b\n" % (key.encode("ascii"), formatted(value, document)) for key, value in entries.items()
        )
        return b"".join((b"<<\n", head, b">>\nstream\r\n", data, b"\r\nendstream"))


class Sheaf(PDFDocument):
    """A document's objects by number."""

    def __init__(self) -> None:
        super().__init__(dummyoutline=1, compression=0, invariant=1)
        self.things: list[Stream | str] = [""]  # by number; 0 is no object's

    def reserve(self) -> int:
        """A number whose object is filled in later."""
        return self.put("")

    def fill(self, number: int, syntax: str) -> None:
        """The object of a reserved number."""
        self.things[number] = syntax

    def put(self, syntax: str) -> int:
        """A new object, written out by hand; its number."""
        self.things.append(syntax)
        return len(self.things) - 1

    def keep(self, thing: Stream) -> int:
        """A new stream; its number."""
        self.things.append(thing)
        return len(self.things) - 1

    def bytes(self, root: int, info: int) -> bytes:
        """The file. Its ID is drawn from all that is in it, so the same content gives the same bytes."""
        loose: dict[int, bytes] = {}
        packed: dict[int, bytes] = {}
        for number, thing in enumerate(self.things[1:], 1):
            if isinstance(thing, str):
                packed[number] = thing.encode("latin-1")
            else:
                loose[number] = thing.format(self)
        return _file(loose, packed, root, info)


def _file(loose: dict[int, bytes], packed: dict[int, bytes], root: int, info: int) -> bytes:
    """Streams one after another, all else in object streams, and a cross-reference stream."""
    parts, place = [HEADER], len(HEADER)
    entries: dict[int, tuple[int, int, int]] = {}
    last = max((*loose, *packed))
    numbers = list(packed)
    bundles = [numbers[i : i + PACKED] for i in range(0, len(numbers), PACKED)]
    for i, bundle in enumerate(bundles, last + 1):
        loose[i] = _object_stream(bundle, packed)
        entries |= {number: (2, i, at) for at, number in enumerate(bundle)}
    for number, body in loose.items():
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        entries[number] = (1, place, 0)
        place += len(parts[-1])
    own = last + len(bundles) + 1
    entries[own] = (1, place, 0)
    entries[0] = (0, 0, 65535)
    rows = [pack(">BIH", *entries[number]) for number in range(own + 1)]
    told = b"".join(_told_apart(above, row) for above, row in zip((bytes(ROW), *rows), rows, strict=False))
    mark = md5(b"".join(parts), usedforsecurity=False).hexdigest()
    head = f"/Type /XRef /Size {own + 1} /W [1 4 2] {UP} /Root {root} 0 R /Info {info} 0 R /ID [<{mark}> <{mark}>]"
    parts.append(b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (own, _stream(head, told), place))
    return b"".join(parts)


def _told_apart(above: bytes, row: bytes) -> bytes:
    """A row as the filter "up" of PNG has it."""
    return b"\2" + bytes((b - a) % 256 for a, b in zip(above, row, strict=True))


def _object_stream(numbers: Sequence[int], bodies: Mapping[int, bytes]) -> bytes:
    index: list[str] = []
    place = 0
    for number in numbers:
        index.append(f"{number} {place}")
        place += len(bodies[number]) + 1
    head = (" ".join(index) + "\n").encode("ascii")
    data = head + b"".join(bodies[number] + b"\n" for number in numbers)
    return _stream(f"/Type /ObjStm /N {len(numbers)} /First {len(head)}", data)


def _stream(head: str, data: bytes) -> bytes:
    body = zlib.compress(data, QUICK)
    start = f"<<{head} /Filter /FlateDecode /Length {len(body)}>>\nstream\r\n".encode("ascii")
    return start + body + b"\r\nendstream"


def stored(entries: Mapping[str, object], data: bytes) -> Stream:
    """A stream of data as it is: plain, or already encoded by the `Filter` that the entries name."""
    return Stream(PDFDictionary(dict(entries)), data)


def deflated(data: bytes) -> bytes:
    """The data as the filter FlateDecode reads it. The same data gives the same bytes."""
    return zlib.compress(data, LEVEL)


def text(said: str) -> str:
    """A text string: ASCII in brackets, all else as UTF-16 (PDF 1.7, 7.9.2.2)."""
    if said.isascii() and said.isprintable():
        return "(" + said.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return f"<FEFF{said.encode('utf-16-be').hex().upper()}>"


def name_tree(entries: Sequence[tuple[str, int]]) -> str:
    """A name tree of one leaf: names in order, with the numbers of their objects."""
    ordered = sorted(entries)
    names = " ".join(f"({name}) {number} 0 R" for name, number in ordered)
    return f"<</Names [{names}]>>"
