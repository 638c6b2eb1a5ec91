"""The file: objects go in, bytes come out.

Object streams and a cross-reference stream (PDF 1.7, 7.5.7 and 7.5.8) pack a structure tree to a fifth, and streams
end as PDF/A wants. ReportLab's document has neither, and formats what is left for 40 ms of imports.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from struct import Struct
from typing import NamedTuple

from printkit.pdf.digests import md5

LEVEL = 9  # zlib, of pages and fonts, which are kept: 0.7 ms more than level 6 for 18 KB, and 1.4 % less
QUICK = 7  # of what is new in every file
FAST = 1  # of a page that is drawn for one ward alone
RAW = 0  # of what is new in every ward's file: 2 KB of 48 more, and a tenth less time
HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PACKED = 2000  # objects in one object stream
FARTHEST = 262  # bytes of a window that no match reaches back into (zlib's MIN_LOOKAHEAD)
FLATE = {"Filter": "/FlateDecode"}
ROW = Struct(">BIH")  # of the cross-reference stream: kind, place or object stream, index in it
UP = f"/DecodeParms <</Predictor 12 /Columns {ROW.size}>>"  # rows as differences: half the size (PDF 1.7, 7.4.4.4)


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


class Bundle(NamedTuple):
    """Objects as an object stream holds them: their numbers, each with its place, and what they say."""

    numbers: tuple[int, ...] = ()
    places: str = ""
    data: bytes = b""

    def joined(self, syntax: Mapping[int, str]) -> "Bundle":
        """With more objects after these."""
        places, data, place = [self.places] if self.places else [], [self.data], len(self.data)
        for number, said in syntax.items():
            places.append(f"{number} {place}")
            data.append(said.encode("latin-1") + b"\n")
            place += len(data[-1])
        return Bundle((*self.numbers, *syntax), " ".join(places), b"".join(data))

    def stream(self, effort: int) -> bytes:
        """The object stream."""
        head = self.places.encode("ascii") + b"\n"
        return stream(f"/Type /ObjStm /N {len(self.numbers)} /First {len(head)}", head + self.data, effort)


NONE = Bundle()


class Sheaf:
    """Objects by number, from the one `after` a number on. One that is reserved may be filled in another sheaf.

    It may begin with a `bundle` of what is in other sheaves too.
    """

    def __init__(self, after: int = 0, bundle: Bundle = NONE) -> None:
        self.bundle = bundle
        self.things: dict[int, Stream | str] = {}
        self.last = after

    def reserve(self) -> int:
        """A number whose object is filled in later."""
        self.last += 1
        return self.last

    def fill(self, number: int, thing: "Stream | str") -> None:
        """The object of a reserved number."""
        self.things[number] = thing

    def put(self, syntax: str) -> int:
        """A new object, written out by hand; its number."""
        self.last += 1
        self.things[self.last] = syntax
        return self.last

    def keep(self, thing: Stream) -> int:
        """A new stream; its number."""
        self.last += 1
        self.things[self.last] = thing
        return self.last

    def bytes(self, root: int, info: int, effort: int = QUICK) -> bytes:
        """The file. Its ID is drawn from all that is in it, so the same content gives the same bytes."""
        data, rows, last = body(self, HEADER, 0, effort)
        table, place = _table(rows, len(data), last, md5(data, usedforsecurity=False).hexdigest(), root, info)
        return data + table + end(place)


class Stem:
    """The first part of many files: a sheaf's objects and their cross-reference table, to be updated by a branch."""

    def __init__(self, sheaf: Sheaf, root: int, info: int) -> None:
        data, rows, last = body(sheaf, HEADER, 0, QUICK)
        self.mark = md5(data, usedforsecurity=False)
        self.root, self.info = root, info
        table, self.place = _table(rows, len(data), last, self.mark.hexdigest(), root, info)
        self.data = data + table
        self.last = last + 1

    def branch(self, sheaf: Sheaf) -> bytes:
        """The rest of one file: what its own sheaf holds, as an incremental update (PDF 1.7, 7.5.6)."""
        data, rows, last = body(sheaf, b"", len(self.data), RAW)
        mark = self.mark.copy()
        mark.update(data)
        start = len(self.data) + len(data)
        table, place = _table(rows, start, last, mark.hexdigest(), self.root, self.info, self.place)
        return data + table + end(place)


_Row = tuple[int, int, int]


def body(sheaf: Sheaf, head: bytes, start: int, effort: int) -> tuple[bytes, dict[int, _Row], int]:
    """A sheaf's objects from a place of the file on, their entries in the cross-reference table, the last number."""
    loose = [(number, thing.format()) for number, thing in sheaf.things.items() if isinstance(thing, Stream)]
    rows: dict[int, _Row] = {}
    last = sheaf.last
    for bundle in _bundles(sheaf):
        last += 1
        loose.append((last, bundle.stream(effort)))
        rows |= {number: (2, last, at) for at, number in enumerate(bundle.numbers)}
    parts, place = [head], start + len(head)
    for number, body in loose:
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        rows[number] = (1, place, 0)
        place += len(parts[-1])
    return b"".join(parts), rows, last


def _bundles(sheaf: Sheaf) -> Iterator[Bundle]:
    syntax = [(number, thing) for number, thing in sheaf.things.items() if isinstance(thing, str)]
    for first in range(0, len(syntax) or 1, PACKED):
        bundle = (NONE if first else sheaf.bundle).joined(dict(syntax[first : first + PACKED]))
        if bundle.numbers:
            yield bundle


def _table(
    rows: dict[int, _Row], place: int, last: int, mark: str, root: int, info: int, before: int = 0
) -> tuple[bytes, int]:
    """The cross-reference stream of these objects and itself, which stands at `place`; another may stand before it."""
    rows[last + 1] = (1, place, 0)
    if not before:
        rows[0] = (0, 0, 65535)
    numbers = sorted(rows)
    data = b"".join([ROW.pack(*rows[number]) for number in numbers])
    head = (
        f"/Type /XRef /Size {last + 2} /W [1 4 2] /Index [{_index(tuple(numbers))}] /Root {root} 0 R /Info {info} 0 R"
        f" /ID [<{mark}> <{mark}>]"
    )
    # A ward's rows are so few that to deflate them costs more than it spares.
    told = plain_stream(f"{head} /Prev {before}", data) if before else stream(f"{head} {UP}", differences(data), QUICK)
    return b"%d 0 obj\n%b\nendobj\n" % (last + 1, told), place


@lru_cache(maxsize=64)  # prints of one forme have the same
def _index(numbers: tuple[int, ...]) -> str:
    """Numbers in order as runs: the first of each, and how many."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == sum(runs[-1]):
            runs[-1][1] += 1
        else:
            runs.append([number, 1])
    return " ".join(f"{first} {count}" for first, count in runs)


def differences(rows: bytes) -> bytes:
    """Rows of a cross-reference table as PNG's filter "up" has them: each as it differs from the one above."""
    width = ROW.size
    made = bytearray(b"\2" * (len(rows) // width * (width + 1)))
    for column in range(width):
        values = rows[column::width]
        made[column + 1 :: width + 1] = bytes(
            [(below - above) & 0xFF for above, below in zip(b"\0" + values, values, strict=False)]
        )
    return bytes(made)


def end(place: int) -> bytes:
    """The last lines of a file whose cross-reference table stands at a place."""
    return b"startxref\n%d\n%%%%EOF\n" % place


def stream(head: str, data: bytes, effort: int) -> bytes:
    """A stream of data that is deflated with an effort; the head is what its dictionary says."""
    if effort == RAW:
        return plain_stream(head, data)
    return plain_stream(f"{head} /Filter /FlateDecode", deflated(data, effort))


def plain_stream(head: str, data: bytes) -> bytes:
    """A stream of data as given."""
    return b"%b\nstream\r\n%b\r\nendstream" % (f"<<{head} /Length {len(data)}>>".encode("ascii"), data)


def deflated(data: bytes, effort: int = LEVEL) -> bytes:
    """The data as the filter FlateDecode reads it, or RAW as it is. The same data gives the same bytes.

    zlib's window is no larger than the data needs: to clear the usual 256 KB takes longer than to pack a few.
    """
    if effort == RAW:
        return data
    window = min(15, max(9, (len(data) + FARTHEST).bit_length()))
    packer = zlib.compressobj(effort, zlib.DEFLATED, window, min(8, window - 6))
    return packer.compress(data) + packer.flush()


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
