"""A page's content as it runs: what each marked content shows, which codes of which font, and what is wrong with it.

Marked content must be flat, closed in the order it opened, and around all that shows or paints (PDF/UA-1, 7.1).
"""

import re
from collections.abc import Iterator
from struct import iter_unpack
from typing import Any, NamedTuple

from printkit.proof.reading import PageRead

ARTIFACTS = {"/Layout", "/Pagination", "/Page"}
PAINTS = {"f", "f*", "F", "S", "s", "B", "B*", "b", "b*", "Do", "sh", "INLINE IMAGE"}
SHOWS = {"Tj", "TJ", "'", '"'}
PAIRS = {"EMC": "BDC", "ET": "BT", "Q": "q"}
ON_ELEMENTS = {"/ActualText", "/Alt", "/Lang", "/E"}  # readers differ on these in the content


class Show(NamedTuple):
    """A string shown: its font's name on the page, its codes, and what they mean."""

    font: str
    codes: tuple[int, ...]
    text: str


class Content:
    """A page's content after its run: `shown` text by marked-content id, `shows` in order, `faults` in words."""

    def __init__(self, read: PageRead) -> None:
        self.read = read
        self.maps = {name: meanings(font) for name, font in read.fonts.items()}
        self.open: list[tuple[str, int | None]] = []  # BDC, BT and q in their order, with a BDC's id
        self.inside = False  # of a marked content
        self.font = ""
        self.shown: dict[int, str] = {}
        self.shows: list[Show] = []
        self.faults: list[tuple[int, str]] = []  # of a marked-content id, −1 for none
        for operator, operands in read.operators:
            self._step(operands, operator)
        if self.open:
            self._fault(f"{' '.join(what for what, _mcid in self.open)} left open")

    def _fault(self, what: str, mcid: int = -1) -> None:
        self.faults.append((mcid, what))

    def _step(self, operands: Any, operator: str) -> None:
        if operator in ("BDC", "BMC"):
            self._begin(operands)
        elif operator in ("BT", "q"):
            self.open.append((operator, None))
        elif operator in PAIRS:
            self._end(operator)
        elif operator == "Tf":
            self.font = str(operands[0])
        elif operator in SHOWS:
            self._show(operands[-1])
        elif operator in PAINTS and not self.inside:
            self._fault(f"{operator} paints outside of tags")

    def _begin(self, operands: Any) -> None:
        kind = str(operands[0])
        entries = operands[1] if len(operands) > 1 and isinstance(operands[1], dict) else {}
        mcid = int(entries["/MCID"]) if "/MCID" in entries else None
        if self.inside:
            self._fault(f"{kind} inside another marked content")
        if kind == "/Artifact" and str(entries.get("/Type")) not in ARTIFACTS:
            self._fault(f"artifact of type {entries.get('/Type')}")
        if (kind == "/Artifact") == (mcid is not None):
            self._fault(f"{kind} with id {mcid}")
        if odd := ON_ELEMENTS & set(entries):
            self._fault(f"{' '.join(sorted(odd))} in the content, not on the element")
        if mcid is not None and mcid in self.shown:
            self._fault(f"id {mcid} stands twice", mcid)
        elif mcid is not None:
            self.shown[mcid] = ""
        self.open.append(("BDC", mcid))
        self.inside = True

    def _end(self, operator: str) -> None:
        last = self.open.pop() if self.open else ("nothing", None)
        if last[0] != PAIRS[operator]:
            self._fault(f"{operator} closes {last[0]}")
        self.inside = any(what == "BDC" for what, _mcid in self.open)

    def _show(self, what: Any) -> None:
        pieces = what if isinstance(what, list) else [what]
        shown = b"".join(_bytes(piece) for piece in pieces if isinstance(piece, str | bytes))
        codes = tuple(code for (code,) in iter_unpack(">H", shown[: len(shown) // 2 * 2]))  # Identity-H
        known = self.maps.get(self.font, {})
        text = "".join(known.get(code, "\ufffd") for code in codes)
        self.shows.append(Show(self.font, codes, text))
        if not self.inside:
            self._fault(f"text outside of tags: “{text}”")
        for _what, mcid in self.open:
            if mcid is not None:
                self.shown[mcid] += text


def _bytes(piece: str | bytes) -> bytes:
    """The bytes of a string, which pypdf may have taken for text."""
    if isinstance(piece, bytes):
        return bytes(piece)
    kept: bytes = getattr(piece, "original_bytes", b"")
    return kept


def meanings(font: Any) -> dict[int, str]:
    """What a font's codes mean, by the bfchar and bfrange entries of its ToUnicode; empty without one."""
    source = font.get("/ToUnicode")
    if source is None:
        return {}
    return dict(_entries(source.get_object().get_data().decode("latin-1")))


def _entries(source: str) -> Iterator[tuple[int, str]]:
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        yield from ((int(code, 16), _meant(meant)) for code, meant in re.findall(r"<(\w+)>\s*<(\w+)>", block))
    for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        for first, last, meant in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            start = _meant(meant)
            for i, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                yield code, start[:-1] + chr(ord(start[-1]) + i)


def _meant(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be", "replace")
