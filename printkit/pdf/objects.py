"""The file: objects go in, bytes come out.

Object streams and a cross-reference stream (PDF 1.7, 7.5.7 and 7.5.8) pack a structure tree to a fifth, and streams
end as PDF/A wants. ReportLab's document has neither, and formats what is left for 40 ms of imports.
"""

import zlib
from collections.abc import Mapping, Sequence
from struct import pack
from typing import NamedTuple

from printkit.pdf.digests import md5

LEVEL = 9  # zlib, of pages and fonts, which are kept: 0.7 ms more than level 6 for 18 KB, and 1.4 % less
QUICK = 7  # of what is new in every file
HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PACKED = 2000  # objects in one object stream


class Stream(NamedTuple):
    """A stream whose data stands in the file as given, with the end of line before `endstream` that PDF/A wants.

    The end of line is CRLF: readers that strip one lone LF would take a final 0x0D of the data with it.
    Documents here are never encrypted.
    """

    entries: Mapping[str, str]  # of its dictionary, beside Length
    data: bytes

    def format(self) -> bytes:
        """The dictionary with its Length, and the data."""
        head = "".join(f"/{key} {value}\n" for key, value in {**self.entries, "Length": len(self.data)}.items())
        return b"".join((b"<<\n", head.encode("latin-1"), b">>\nstream\r\n", self.data, b"\r\nendstream"))


class Sheaf:
    """A document's objects by number."""

    def __init__(self) -> None:
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
                loose[number] = thing.format()
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
    rows = b"".join(pack(">BIH", *entries[number]) for number in range(own + 1))
    mark = md5(b"".join(parts), usedforsecurity=False).hexdigest()
    head = f"/Type /XRef /Size {own + 1} /W [1 4 2] /Root {root} 0 R /Info {info} 0 R /ID [<{mark}> <{mark}>]"
    parts.append(b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (own, _stream(head, rows), place))
    return b"".join(parts)


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
