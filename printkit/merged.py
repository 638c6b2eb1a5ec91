"""Many wards' prints in one file: wards go in; the file, what it promises, and why it does not hold that come out.

Of its wards a file says how many there are and a digest of their bookmarks, which with the list give them again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from gettext import ngettext
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from printkit.compose import about
from printkit.edition import Edition
from printkit.errors import PrintkitError, Problem, ProofError, Where, bugs_apart
from printkit.files import write_stream
from printkit.fill import fill
from printkit.formats import load_format
from printkit.layout.document import Document
from printkit.manifest import Shard
from printkit.model import Ward
from printkit.names import bookmark
from printkit.series import Proof, chosen

if TYPE_CHECKING:
    from printkit.pdf.binding import Bound
    from printkit.proof.merged import Volume
    from printkit.proof.report import Report

DIGEST = 16  # hexadecimal digits
LONGEST_SHARD = 20  # characters
BLANK = "blank"  # backs, as a file's metadata has it
Fail = Callable[[Ward, PrintkitError], None]


class Part(NamedTuple):
    """A ward that is in a file, with its number of pages; None for a bookmark that no ward of the list has."""

    ward: Ward | None
    pages: int


class Failure(NamedTuple):
    """What is wrong with a ward's pages, or with what is no ward's."""

    ward: Ward | None
    error: ProofError


class Written(NamedTuple):
    """The SHA-256 of a file that was written, or why it was not."""

    sha256: str
    failures: tuple[Failure, ...] = ()


class Merge:
    """A file of an edition's prints, and what it promises once they are bound.

    Where it is `padded`, and the format is printed on both sides, each ward begins on a new sheet.
    """

    def __init__(self, edition: Edition, *, padded: bool, shard: Shard = Shard()) -> None:  # noqa: B008
        self.edition, self.shard = edition, shard
        self.padded = padded and load_format(edition.fmt).two_sided
        self.parts: list[Part] = []
        self.claimed = ""  # digest of the bookmarks, where the list does not have them all

    def pieces(self, wards: Iterable[Ward], fail: Fail) -> Iterator[bytes] | None:
        """The file, piece by piece; None when there is no print. `fail` is told of each ward left out, and why."""
        from printkit.pdf.binding import Binding

        prints = self._bound(wards, fail)
        first = next(prints, None)
        return Binding(self.about, padded=self.padded).bind(chain((first,), prints)) if first else None

    def _bound(self, wards: Iterable[Ward], fail: Fail) -> Iterator["Bound"]:
        from printkit.pdf.binding import Bound

        for ward in wards:
            try:
                with bugs_apart():
                    sheets = self.edition.sheets(ward)
            except PrintkitError as error:
                fail(ward, error)
                continue
            self.parts.append(Part(ward, len(sheets.document.pages)))
            yield Bound(bookmark(ward), sheets.document.pages, sheets.frames)

    @property
    def wards(self) -> tuple[Ward, ...]:
        """Those in the file."""
        return tuple(part.ward for part in self.parts if part.ward)

    @property
    def blanks(self) -> int:
        """Blank backs in the file."""
        return sum(part.pages % 2 for part in self.parts) if self.padded else 0

    def about(self) -> Document:
        """What the file says of itself: where its title names a ward, that is left open."""
        edition = self.edition
        whole = about(fill(edition.guide, edition.series.anyone), edition.fmt, edition.options)
        of_one = tuple((key, value) for key, value in whole.made_from if key != "ward")
        shard = (("shard", f"{self.shard.number}/{self.shard.of}"),) if self.shard.of > 1 else ()
        backs = (("backs", BLANK),) if self.padded else ()
        count = (("count", str(len(self.parts))), ("order", self.claimed or digest(map(bookmark, self.wards))))
        made_from = (*of_one, ("wards", "merged"), *shard, *backs, *count)
        return whole._replace(made_from=made_from, author=edition.author)

    def promise(self, proof: Proof) -> "Volume":
        """What the file is held to: all of it, and word by word the wards that are to be proven."""
        from printkit.proof.merged import Share, Volume

        proven = frozenset(ward.id for ward in chosen(self.wards, proof))
        shares = (
            Share(bookmark(ward), pages, partial(self._document, ward) if ward.id in proven else None)
            if ward
            else Share("", 0)
            for ward, pages in self.parts
        )
        return Volume(self.about(), tuple(shares), self.padded)

    def _document(self, ward: Ward) -> Document:
        return self.edition.sheets(ward).whole()

    def write(self, path: Path, pieces: Iterable[bytes], proof: Proof) -> "Written":
        """Write the file, unless it is not sound: then what stands there stays. Raises OutputError."""
        total = sha256()

        def summed() -> Iterator[bytes]:
            for piece in pieces:
                total.update(piece)
                yield piece

        def approve(temporary: Path) -> None:
            from printkit.proof.merged import prove_merged

            volume = self.promise(proof)
            report = prove_merged(temporary.read_bytes(), volume)
            if report.failures:
                raise _UnsoundError(tuple(self._blamed(report, volume, path)))

        try:
            write_stream(path, summed(), approve if proof != "none" else None)
        except _UnsoundError as reason:
            return Written("", reason.failures)
        return Written(total.hexdigest())

    def _blamed(self, report: "Report", volume: "Volume", path: Path) -> Iterator["Failure"]:
        """The failures of each ward that has any, and those of no one ward."""
        named = {bookmark(ward): ward for ward in self.wards}
        found: dict[str, list[Problem]] = {}
        for finding in report.failures:
            share = volume.share_of(finding.page) if finding.page else None
            found.setdefault(share.title if share else "", []).append(Problem(Where(str(path)), str(finding)))
        for title, problems in found.items():
            yield Failure(named.get(title), ProofError(problems))

    def note(self) -> str:
        """What to know of the file; empty for nothing."""
        said = ngettext(
            "each ward begins on a new sheet: {count} blank back",
            "each ward begins on a new sheet: {count} blank backs",
            self.blanks,
        )
        return said.format(count=self.blanks) if self.blanks else ""


class _UnsoundError(Exception):
    """The file that is being written does not hold what it promises."""

    def __init__(self, failures: tuple[Failure, ...]) -> None:
        self.failures = failures
        super().__init__()


def digest(bookmarks: Iterable[str]) -> str:
    """What tells one order of bookmarks from another."""
    return sha256("\n".join(bookmarks).encode()).hexdigest()[:DIGEST]


def recall(edition: Edition, claimed: Mapping[str, str], titles: Sequence[str]) -> Merge:
    """The merge of an earlier run, of what its file says it was made from and its bookmarks say, without the file.

    Raises SourceError and LayoutError where the guide cannot be set for a ward.
    """
    shard = _shard(claimed.get("shard", ""))
    merge = Merge(edition, padded=claimed.get("backs") == BLANK, shard=shard)
    wards = _wards(edition.series.wards, claimed, shard, titles)
    merge.claimed = claimed.get("order", "") if None in wards else ""
    for ward in wards:
        merge.parts.append(Part(ward, len(edition.sheets(ward).document.pages) if ward else 0))
    return merge


def _shard(said: str) -> Shard:
    number, _slash, of = said.partition("/")
    known = len(said) <= LONGEST_SHARD and number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)
    return Shard(int(number), int(of)) if known else Shard()


def _wards(
    wards: tuple[Ward, ...], claimed: Mapping[str, str], shard: Shard, titles: Sequence[str]
) -> tuple[Ward | None, ...]:
    """All wards, or all of the shard, where the digest is theirs; else those that the bookmarks name."""
    whole = wards[shard.number - 1 :: shard.of]
    if digest(map(bookmark, whole)) == claimed.get("order"):
        return whole
    named = {bookmark(ward): ward for ward in wards}
    return tuple(named.get(title) for title in titles)
