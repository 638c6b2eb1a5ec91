"""How a list is to be read where its file leaves a choice: a value for the command line, the manifest and tasks."""

from pathlib import Path
from typing import NamedTuple


class ListOptions(NamedTuple):
    """The sheet to read ("" for the one that is found), headings chosen by hand, and whether hidden rows count.

    `columns` holds pairs of a field and a heading, as `--columns "Điện thoại=Số trực"` gives them.
    """

    sheet: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    hidden: bool = False


class ListSource(NamedTuple):
    """A list that prints are made from: its file, the SHA-256 of that as it was read, and how it was read."""

    path: Path
    sha256: str
    options: ListOptions = ListOptions()
