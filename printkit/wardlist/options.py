"""How a list is to be read where its file leaves a choice: a value for the command line, the manifest and tasks."""

from typing import NamedTuple


class ListOptions(NamedTuple):
    """The sheet to read ("" for the one that is found), headings chosen by hand, and whether hidden rows count.

    `columns` holds pairs of a field and a heading, as `--columns "Điện thoại=Số trực"` gives them.
    """

    sheet: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    hidden: bool = False
