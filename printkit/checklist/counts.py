"""How many pages each ward has in a file: a PDF of ours goes in, pages by ward come out, counted in the file."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from printkit.model import Ward
from printkit.names import bookmark

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument


def pages_in(path: Path) -> int:
    """The pages of a file. Raises ValueError where it cannot be read."""
    with _opened(path) as document:
        return len(document)


def pages_by_ward(path: Path, wards: Iterable[Ward]) -> dict[str, int]:
    """The pages of each ward in a file of many, by `Ward.id`: from its bookmark to the next. Raises ValueError."""
    ids = {bookmark(ward): ward.id for ward in wards}
    with _opened(path) as document:
        starts = [*_bookmarks(document), ("", len(document))]
    spans = ((title, following - first) for (title, first), (_title, following) in pairwise(starts))
    return {ids[title]: count for title, count in spans if title in ids}


def _bookmarks(document: "PdfDocument") -> Iterator[tuple[str, int]]:
    """Title and page of each bookmark of the first level."""
    for mark in document.get_toc(max_depth=1):
        place = mark.get_dest()
        yield mark.get_title(), place.get_index() if place else 0


@contextmanager
def _opened(path: Path) -> Iterator["PdfDocument"]:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(path)
    except (PdfiumError, OSError) as reason:
        raise ValueError(str(reason)) from None
    try:
        yield document
    finally:
        document.close()
