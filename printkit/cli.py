"""The command line: what was typed goes in; paths go to stdout, all else to stderr, and an exit code comes out.

The only room that exits; `terminal` prints for it. A command imports what it needs when it runs: `--help` and `check`
start fast.
"""

import re
import sys
from collections.abc import Callable, Iterable
from functools import reduce
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from printkit import __version__
from printkit.errors import INTERRUPTED_EXIT, USAGE_EXIT, PrintkitError, SourceError
from printkit.terminal import Terminal

if TYPE_CHECKING:
    from printkit.build import Finish, Order, Outcome
    from printkit.layout.document import Press
    from printkit.model import Ward
    from printkit.series import Series

GUIDES, OUTPUT = Path("guides"), Path("output")
FORMATS = ("leaflet", "poster", "flashcards")
DPI = 150  # a page fills a screen, and its smallest print can be read
FARTHEST = 10.0  # mm; a printer whose sides lie further apart needs mending

_F = TypeVar("_F", bound=Callable[..., Any])


class Option(click.Option):
    """An option that tells what it is for in one line: Click would load `inspect`, 20 ms, to look for more."""

    def __init__(self, *given: Any, told: str, **named: Any) -> None:
        super().__init__(*given, **named)
        self.help = told


def _option(*names: str, **given: Any) -> Callable[[_F], _F]:
    return click.option(*names, cls=Option, **given)


_help = click.help_option("-h", "--help", cls=Option, help=None, told=_("Show this message and exit."))


class Printkit(click.Group):
    """The commands. An error a user can mend becomes its lines and its exit code here, and nowhere else."""

    def invoke(self, ctx: click.Context) -> int:
        terminal = ctx.obj = Terminal()
        try:
            super().invoke(ctx)
        except PrintkitError as error:
            terminal.error(error)
        except KeyboardInterrupt:
            terminal.line(_("interrupted"))
            return INTERRUPTED_EXIT
        return terminal.code


@click.group(cls=Printkit, context_settings={"max_content_width": 100})
@click.version_option(
    __version__, message="%(prog)s %(version)s", cls=Option, help=None, told=_("Show the version and exit.")
)
@_help
def cli() -> None:
    """Guides in YAML become leaflets, posters and flashcards.

    \b
    Examples:
      printkit build                          every guide in guides/, every format, into output/
      printkit build guides/vssid.yaml -f leaflet
      printkit COMMAND --help                 more about a command
    """


def run() -> None:
    """What was typed, and the process ends."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: list[str]) -> int:
    """Run a command and return the exit code. Only a bug of our own leaves as an exception."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal without Vietnamese letters gets “?”, never a crash
    try:
        code: int = cli.main(arguments, prog_name="printkit", standalone_mode=False) or 0
    except click.ClickException as error:
        Terminal().line(_usage(error))
        return USAGE_EXIT
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED_EXIT
    return code


def _usage(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    hint = _("; `{command} --help` shows how").format(command=context.command_path) if context else ""
    return error.format_message().rstrip(".") + hint


def _chain(*decorators: Callable[[_F], _F]) -> Callable[[_F], _F]:
    return lambda function: reduce(lambda done, decorate: decorate(done), reversed(decorators), function)


def _theme(_ctx: click.Context, _param: click.Parameter, name: str) -> str:
    """`--theme`, which must be one of the themes there are."""
    if not name:
        return ""
    from printkit.theme import load_theme

    try:
        return load_theme(name).name
    except SourceError as error:
        raise click.BadParameter("\n".join(map(str, error.problems))) from None


def _offset(_ctx: click.Context, _param: click.Parameter, text: str) -> tuple[float, float]:
    """`--back-offset`: two lengths in mm."""
    if not re.fullmatch(r"\s*[+-]?\d+(\.\d+)?\s*,\s*[+-]?\d+(\.\d+)?\s*", text, re.ASCII):
        raise click.BadParameter(_("write two lengths in mm with decimal points, such as 0.5,-1"))
    dx, dy = map(float, text.split(","))
    if max(abs(dx), abs(dy)) > FARTHEST:
        raise click.BadParameter(_("at most {most:g} mm either way").format(most=FARTHEST))
    return dx, dy


def _one_of(flag: str, values: tuple[str, ...], told: str) -> Callable[[_F], _F]:
    """An option with a few values, the first of which is the default."""
    return _option(flag, type=click.Choice(values), default=values[0], show_default=True, told=told)


_PATH = click.Path(path_type=Path)
_paths = click.argument("paths", nargs=-1, type=_PATH, metavar="[PATH]...")
_print_options = _chain(
    _paths,
    _option(
        "-f",
        "--format",
        "formats",
        multiple=True,
        type=click.Choice(FORMATS),
        told=_("Only this format; may be given again. Default: all."),
    ),
    _option(
        "-o", "--output", default=OUTPUT, type=_PATH, metavar="DIR", show_default=True, told=_("Where the files go.")
    ),
    _option("--section", default="", metavar="ID", told=_("Only the procedure with this id.")),
    _option("--wards", type=_PATH, metavar="FILE", told=_("Ward list (CSV, XLSX or YAML).")),
    _option("--sheet", default="", metavar="NAME", told=_("Sheet of an XLSX ward list. Default: its first.")),
    _option("--ward", metavar="CODE", told=_("Code of the ward in the list whose contacts are printed.")),
    _option("--theme", default="", metavar="NAME", callback=_theme, told=_("Colours. Default: the guide's.")),
    _option("--ink-saver", is_flag=True, told=_("Black on white, without filled areas.")),
    _one_of("--cards", ("procedure", "step"), _("A card for each procedure or for each step.")),
    _one_of("--card-size", ("A7", "A6"), _("Eight or four cards on a sheet.")),
    _one_of("--flip", ("long", "short"), _("Edge over which the printer turns the sheet.")),
    _option(
        "--back-offset",
        default="0,0",
        metavar="DX,DY",
        callback=_offset,
        told=_("Move the backs of cards, in mm to the right and down."),
    ),
    _option(
        "--press",
        is_flag=True,
        told=_("For a print shop: crop marks, trim and bleed boxes, process inks, black text. Not certified PDF/X."),
    ),
    _option("--profile", type=_PATH, metavar="FILE", told=_("The print shop's CMYK profile (ICC), with --press.")),
)


@cli.command()
@_print_options
@_help
@click.pass_obj
def build(terminal: Terminal, /, paths: tuple[Path, ...], **given: Any) -> None:
    """Print guides as PDF.

    PATH is a guide or a folder of guides; without any it is guides/. The path of each file made goes to stdout,
    everything else to stderr. A guide with an error prints nothing; the others still do.

    \b
    Examples:
      printkit build
      printkit build guides/vssid.yaml -f leaflet -f poster
      printkit build --section dang-ky --theme luc --ink-saver
      printkit build --wards guides/wards.csv --ward 00101 -o phuong
      printkit build -f flashcards --cards step --card-size A6 --flip short --back-offset 0.5,-1
      printkit build -f poster --press --profile coated.icc
    """
    from printkit.build import as_pdf

    _make(terminal, paths, given, as_pdf)


@cli.command()
@_print_options
@_option("--dpi", type=click.IntRange(36, 600), default=DPI, show_default=True, told=_("Dots an inch."))
@_option("--pdf", is_flag=True, told=_("Write the PDF too."))
@_help
@click.pass_obj
def preview(terminal: Terminal, /, paths: tuple[Path, ...], dpi: int, pdf: bool, **given: Any) -> None:
    """Show guides as PNG pictures.

    Where `build` would write NAME.pdf, its pages become NAME-p1.png, NAME-p2.png and so on. All options of `build`
    hold.

    \b
    Examples:
      printkit preview
      printkit preview guides/vssid.yaml -f leaflet --dpi 96
      printkit preview -f poster --pdf
    """
    from printkit.build import as_pdf
    from printkit.preview import as_pictures

    def finish(path: Path, data: bytes) -> "Iterable[tuple[Path, bytes]]":
        if pdf:
            yield from as_pdf(path, data)
        yield from as_pictures(path, data, dpi)

    _make(terminal, paths, given, finish)


@cli.command()
@_paths
@_option("--strict", is_flag=True, told=_("Take what readers may stumble over as errors."))
@_help
@click.pass_obj
def check(terminal: Terminal, /, paths: tuple[Path, ...], strict: bool) -> None:
    """Look for errors in guides without printing them.

    Also tells what readers may stumble over: long headlines, unexplained abbreviations, doubtful addresses. PATH is a
    guide or a folder of guides; without any it is guides/. Whether all fits on paper, only `build` tells.

    \b
    Examples:
      printkit check
      printkit check guides/vssid.yaml
      printkit check --strict
    """
    from printkit.intake import check as checked

    for file in _found(terminal, paths):
        looked = checked(file)
        error = SourceError(looked.warnings) if strict and looked.warnings else looked.error
        terminal.problems(looked.warnings)
        if error:
            terminal.error(error)
        else:
            terminal.line(_("{file}: good").format(file=file))


@cli.command()
@click.argument("file", type=_PATH, metavar="FILE")
@_help
@click.pass_obj
def convert(terminal: Terminal, /, file: Path) -> None:
    """Write a file in an old Vietnamese encoding anew, in Unicode.

    FILE is a guide or a ward list (CSV) in TCVN3 (ABC), VNI, VIQR, Windows-1258 or UTF-16, or in UTF-8 that was read
    wrongly. The new file, NAME-utf8, appears beside it; places where something is lost go to stderr.

    \b
    Examples:
      printkit convert guides/old.yaml
      printkit convert wards.csv
    """
    from printkit.files import write_new
    from printkit.source.convert import convert as converted

    made = converted(file)
    if made is None:
        terminal.line(_("{file}: Unicode (UTF-8) already; nothing to convert").format(file=file))
    else:
        write_new(made.path, made.data)
        terminal.result(made.path)
        terminal.problems(made.notes)


@cli.command()
@_help
@click.pass_obj
def themes(terminal: Terminal, /) -> None:
    """List the themes: the name to give to --theme, and its colour.

    \b
    Examples:
      printkit themes
      printkit build --theme luc
    """
    from printkit.theme import load_theme, theme_names

    for name in theme_names():
        terminal.result(f"{name:<8}{load_theme(name).title}")


def _found(terminal: Terminal, paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """The guide files; paths that stand for none are told at once."""
    from printkit.intake import find

    found = find(paths or (GUIDES,))
    if found.problems:
        terminal.error(SourceError(found.problems))
    return found.files


def _make(terminal: Terminal, paths: tuple[Path, ...], given: dict[str, Any], finish: "Finish") -> None:
    from printkit.build import build as outcomes

    order = _order(terminal, given, finish)
    made = [path for outcome in outcomes(_found(terminal, paths), order) for path in _tell(terminal, outcome)]
    if "flashcards" in order.formats and any(path.suffix == ".pdf" for path in made):
        terminal.line(_how_to_print(order.options.flip))


def _tell(terminal: Terminal, outcome: "Outcome") -> tuple[Path, ...]:
    terminal.problems(outcome.warnings)
    for path in outcome.files:
        terminal.result(path)
    if outcome.error:
        terminal.error(outcome.error)
    return outcome.files


def _order(terminal: Terminal, given: dict[str, Any], finish: "Finish") -> "Order":
    from printkit.build import Order
    from printkit.formats import Options

    wards, code, sheet = given.pop("wards"), given.pop("ward"), given.pop("sheet")
    if (wards is None) != (code is None):
        raise click.UsageError(_("--wards FILE and --ward CODE go together"), click.get_current_context())
    given["press"] = _press(given.pop("press"), given.pop("profile"))
    formats, output = tuple(dict.fromkeys(given.pop("formats"))) or FORMATS, given.pop("output")
    ward, series = _ward(terminal, wards, sheet, code.strip()) if wards else (None, None)
    return Order(formats, Options(**given), output, ward, series, finish)


def _ward(terminal: Terminal, path: Path, sheet: str, code: str) -> "tuple[Ward, Series]":
    """The ward of a code, and the series of its list."""
    from printkit.intake import read_list, ward_of
    from printkit.series import series_of

    listed = read_list(path, sheet)
    terminal.problems((*listed.problems, *listed.warnings))
    return ward_of(listed, path, code), series_of(listed.wards)


def _press(wanted: bool, profile: Path | None) -> "Press | None":
    """`--press`, with the profile of `--profile`."""
    if profile and not wanted:
        raise click.UsageError(_("--profile goes with --press"), click.get_current_context())
    if not wanted:
        return None
    from printkit.intake import read_press

    return read_press(profile)


def _how_to_print(flip: str) -> str:
    edge = {"long": _("long"), "short": _("short")}[flip]
    return _("Cards: print at actual size (100 %), on both sides, flip on the {edge} edge.").format(edge=edge)
