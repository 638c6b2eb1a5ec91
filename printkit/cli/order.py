"""What commands that print have in common: what was typed goes in; guide files, formats and options come out."""

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from printkit.cli.options import FORMATS, GUIDES
from printkit.errors import SourceError
from printkit.terminal import Terminal, shown

if TYPE_CHECKING:
    from printkit.formats import Options
    from printkit.intake import Found
    from printkit.layout.document import Press
    from printkit.wardlist.options import ListOptions
    from printkit.wardlist.reading import WardList


def guides(terminal: Terminal, paths: tuple[Path, ...]) -> "Found":
    """The guide files; paths that stand for none are told at once."""
    from printkit.intake import find

    found = find(paths or (GUIDES,))
    if found.problems:
        terminal.error(SourceError(found.problems))
    terminal.problems(found.warnings)
    return found


def formats(given: dict[str, Any]) -> tuple[str, ...]:
    """The formats asked for, each once; all where none is named."""
    return tuple(dict.fromkeys(given.pop("formats"))) or FORMATS


def options(given: dict[str, Any]) -> "Options":
    """How to print, from what `print_options` took; the rest of `given` must have been taken out."""
    from printkit.formats import Options

    given["press"] = _press(given.pop("press"), given.pop("profile"))
    return Options(**given)


MOVED = {  # backs of cards, by the signs of the move to the right and down
    (1, 0): _("backs {x:g} mm right"),
    (-1, 0): _("backs {x:g} mm left"),
    (0, 1): _("backs {y:g} mm down"),
    (0, -1): _("backs {y:g} mm up"),
    (1, 1): _("backs {x:g} mm right, {y:g} mm down"),
    (1, -1): _("backs {x:g} mm right, {y:g} mm up"),
    (-1, 1): _("backs {x:g} mm left, {y:g} mm down"),
    (-1, -1): _("backs {x:g} mm left, {y:g} mm up"),
}


def tell_backs(terminal: Terminal, formats: tuple[str, ...], options: "Options", *, quiet: bool = False) -> None:
    """How far the backs of cards are moved, where they are. Raises UsageError where that leaves too little margin."""
    dx, dy = options.back_offset
    if "flashcards" not in formats or not (dx or dy):
        return
    from printkit.formats.flashcards.imposition import farthest
    from printkit.formats.flashcards.looks import STOCKS

    line = MOVED[(dx > 0) - (dx < 0), (dy > 0) - (dy < 0)].format(x=abs(dx), y=abs(dy))
    if dx.is_integer() and dy.is_integer() and dy > 0:  # as a decimal comma would leave them
        text = _("--back-offset {x:g},{y:g} is two numbers: {moved}; for decimals write a point: {x:g}.{y:g},0")
        line = text.format(x=dx, y=dy, moved=line)
    most = farthest(STOCKS[options.card_size])
    if max(abs(dx), abs(dy)) > most:
        limits = ", ".join(f"{name} {farthest(stock):g} mm" for name, stock in STOCKS.items())
        text = _("{moved}: that leaves too little margin on the paper; the most that works is {limits} each way")
        raise click.UsageError(text.format(moved=line, limits=limits), click.get_current_context())
    if not quiet:
        terminal.line(line)


def _press(wanted: bool, profile: Path | None) -> "Press | None":
    """`--press`, with the profile of `--profile`."""
    if profile and not wanted:
        raise click.UsageError(_("--profile goes with --press"), click.get_current_context())
    if not wanted:
        return None
    from printkit.intake import read_press

    return read_press(profile)


def list_options(given: dict[str, Any]) -> "ListOptions":
    """How to read the ward list, from what `options.list_options` took out of `given`."""
    from printkit.wardlist.options import ListOptions

    return ListOptions(given.pop("sheet"), given.pop("columns"), given.pop("hidden"))


def ward_list(
    terminal: Terminal, path: Path, options: "ListOptions", allowed: tuple[str, ...] = (), *, quiet: bool = False
) -> "WardList":
    """A ward list; what was understood of it is told in three lines, and what is wrong with some of its rows.

    `allowed` are hosts that may look like others; `quiet` tells only what is wrong.
    """
    from printkit.intake import read_list, trusted
    from printkit.wardlist.account import brief

    terminal.keep_out_of_log(path)
    listed = trusted(read_list(path, options), path, allowed)
    terminal.problems(listed.problems)
    for line in () if quiet else brief(listed):
        terminal.line(shown(line), "")
    return listed


def how_to_print(flip: str) -> str:
    """What to choose in the printer's dialogue for cards."""
    edge = {"long": _("long"), "short": _("short")}[flip]
    return _("Cards: print at actual size (100 %), on both sides, flip on the {edge} edge.").format(edge=edge)
