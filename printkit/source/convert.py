"""A file in an old encoding written anew: a guide or a CSV list goes in, its bytes in UTF-8, NFC, come out.

A file may hold proper text beside old text that was pasted into it, so each line of a guide and each cell of a list is
judged by itself; what is too short to tell follows the rest of the file. Notes name every place where the old encoding
has lost something, or may have: a person must look there.
"""

import re
from bisect import bisect
from collections.abc import Iterator
from gettext import gettext as _
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from printkit.errors import Problem, SourceError, Where
from printkit.files import contents
from printkit.source.decoding import LEAST, UTF8, decode, syllables
from printkit.source.lost import Lost, Mended, mended
from printkit.source.oldtext import CONVERT, MOJIBAKE_NAME, VIQR_NAME, encoding, is_proper
from printkit.yamlfile import forbidden, piled, place, too_many_marks

GUIDES, LISTS = (".yaml", ".yml"), (".csv", ".tsv", ".txt")
SHEETS = (".xlsx", ".xlsm", ".xls", ".ods")
MOST_MIB = 8  # as long as a ward list may be
BOM = "\ufeff"  # by it Excel knows that a list is in UTF-8

_LINE, _CELL = re.compile(r"[^\r\n]+"), re.compile(r"[^,;\t\r\n\"]+")


class Converted(NamedTuple):
    """The new file, not written yet, and where a person must look."""

    path: Path
    data: bytes
    notes: tuple[Problem, ...]


def convert(path: Path) -> Converted | None:
    """The file anew, or None where nothing needs it. Raises SourceError for what cannot be read or converted."""
    ending = path.suffix.lower()
    _refuse_others(path, ending)
    found, said = decode(contents(path, MOST_MIB), str(path))
    at = piled(said)  # which would take long to compose
    if at >= 0:
        raise SourceError.of(*too_many_marks(), place(str(path), said, at))
    is_list = ending in LISTS
    unit = _CELL if is_list else _LINE
    whole = found in CONVERT
    common = found if whole else _common(said, unit)
    text, lost = _anew(_Text(said, unit, common, whole, mixed=not whole and is_proper(said)))
    if found == UTF8 and text == said:
        return None
    faults = forbidden(text, str(path))
    if faults:
        raise SourceError(faults)
    new = path.with_name(f"{path.stem}-utf8{path.suffix}")
    return Converted(new, ((BOM if is_list else "") + text).encode(), tuple(_notes(text, str(new), lost)))


def _refuse_others(path: Path, ending: str) -> None:
    if ending in SHEETS:
        hint = _("save the sheet as “CSV UTF-8”, or as CSV and convert that")
        raise SourceError.of(_("a spreadsheet cannot be converted"), hint, Where(str(path)))
    if ending not in (*GUIDES, *LISTS):
        hint = _("name a file that ends in {endings}").format(endings=", ".join((*GUIDES, *LISTS)))
        raise SourceError.of(_("only guides and ward lists are converted"), hint, Where(str(path)))


def _common(text: str, unit: re.Pattern[str]) -> str:
    """The old encoding of most units; of all of them together where each alone is too short to tell."""
    units = [match.group() for match in unit.finditer(text)]
    found = [name for said in units if (name := encoding(said))]
    if found:
        return max(set(found), key=found.count)
    return encoding(" ".join(said for said in units if not is_proper(said)))


class _Text(NamedTuple):
    """A file's text: what its units are, the old encoding of most, and whether all is in it, none, or only a part."""

    said: str
    unit: re.Pattern[str]
    common: str
    whole: bool
    mixed: bool

    def new(self, said: str) -> Mended:
        """One unit anew."""
        sure = self.common if self.whole else encoding(said)
        unsure = "" if sure or not _could_be(said, self.common) else self.common
        if unsure and self.mixed:
            message = _("may be in {name} too; it stays as it was")
            return Mended(normalize("NFC", said), (Lost(0, said.strip()[:40], message, unsure),))
        name = sure or unsure
        return mended(said, CONVERT[name](said), name) if name else Mended(normalize("NFC", said), ())


def _anew(text: _Text) -> tuple[str, list[Lost]]:
    """The whole text, and what was lost, placed in it."""
    pieces: list[str] = []
    lost: list[Lost] = []
    end = length = 0
    for match in text.unit.finditer(text.said):
        between = text.said[end : match.start()]
        one = text.new(match.group())
        length += len(between)
        lost += (each._replace(at=each.at + length) for each in one.lost)
        pieces += (between, one.text)
        length, end = length + len(one.text), match.end()
    return "".join([*pieces, text.said[end:]]), lost


def _could_be(said: str, name: str) -> bool:
    """Might a unit that does not tell be in this encoding? It is if that makes syllables of its words with marks."""
    if not name or is_proper(said):
        return False
    new = CONVERT[name](said)
    return new != said and (name in (VIQR_NAME, MOJIBAKE_NAME) or syllables(new) >= max(syllables(said), LEAST))


def _notes(text: str, file: str, lost: list[Lost]) -> Iterator[Problem]:
    ends = list(accumulate(len(line) for line in re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)))
    for each in lost:
        line = bisect(ends, each.at)
        column = each.at - (ends[line - 1] if line else 0) + 1
        message = f"“{each.said}” " + each.message.format(name=each.name)
        yield Problem(Where(file, line + 1, column), message, _("compare it with the old file"))
