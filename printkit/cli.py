"""The command line: what was typed goes in; paths go to stdout, all else to stderr, and an exit code comes out.

The only room that prints or exits. A command imports what it needs when it runs: `--help` and `check` start fast.
"""

import errno
import gc
import os
import re
import sys
from collections.abc import Callable, Iterable
from functools import reduce
from gettext import gettext as _
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from printkit import __version__
from printkit.cli_proof import proof
from printkit.errors import INTERRUPTED_EXIT, USAGE_EXIT, OutputError, PrintkitError, Problem, SourceError

if TYPE_CHECKING:
    from printkit.build import Finish, Order, Outcome
    from printkit.layout.document import Press

GUIDES, OUTPUT = Path("guides"), Path("output")
FORMATS = ("leaflet", "poster", "flashcards")
GARBAGE = 200_000  # objects between collections: one run makes little garbage, and looking for it costs a tenth of it
DPI = 150  # a page fills a screen, and its smallest print can be read
FARTHEST = 10.0  # mm; a printer whose sides lie further apart needs mending

READER_GONE = (errno.EPIPE, errno.EINVAL)  # the second is what Windows says

_F = TypeVar("_F", bound=Callable[..., Any])


class Terminal:
    """What was said in one run: each problem once, the worst exit code, and whether stdout is still read."""

    def __init__(self) -> None:
        self.code = 0
        self.said: set[str] = set()

    def result(self, result: object) -> None:
        """A line on stdout. A reader that has gone (`| head`) stops no work."""
        try:
            print(result, flush=True)
        except OSError as reason:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if reason.errno not in READER_GONE:
                message = _("stdout cannot be written ({reason})").format(reason=reason.strerror)
                self.error(OutputError.of(message, _("send it elsewhere")))

    def line(self, text: str) -> None:
        """A line for a person, on stderr."""
        if sys.stderr is not None:
            print(text, file=sys.stderr, flush=True)

    def problems(self, problems: Iterable[Problem]) -> None:
        for problem in map(str, problems):
            if problem not in self.said:
                self.said.add(problem)
                self.line(problem)

    def error(self, error: PrintkitError) -> None:
        self.problems(error.problems)
        self.code = max(self.code, error.exit_code)


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


@click.group(cls=Printkit, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Guides in YAML become leaflets, posters and flashcards.

    \b
    Examples:
      printkit build                          every guide in guides/, every format, into output/
      printkit build guides/vssid.yaml -f leaflet
      printkit COMMAND --help                 more about a command
    """


cli.add_command(proof)


def run() -> None:
    """The console script."""
    gc.set_threshold(GARBAGE)
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
    return click.option(flag, type=click.Choice(values), default=values[0], show_default=True, help=told)


_PATH = click.Path(path_type=Path)
_paths = click.argument("paths", nargs=-1, type=_PATH, metavar="[PATH]...")
_print_options = _chain(
    _paths,
    click.option(
        "-f",
        "--format",
        "formats",
        multiple=True,
        type=click.Choice(FORMATS),
        help=_("Only this format; may be given again. Default: all."),
    ),
    click.option(
        "-o", "--output", default=OUTPUT, type=_PATH, metavar="DIR", show_default=True, help=_("Where the files go.")
    ),
    click.option("--section", default="", metavar="ID", help=_("Only the procedure with this id.")),
    click.option("--wards", type=_PATH, metavar="FILE", help=_("Ward list (CSV).")),
    click.option("--ward", metavar="CODE", help=_("Code of the ward in the list whose contacts are printed.")),
    click.option("--theme", default="", metavar="NAME", callback=_theme, help=_("Colours. Default: the guide's.")),
    click.option("--ink-saver", is_flag=True, help=_("Black on white, without filled areas.")),
    _one_of("--cards", ("procedure", "step"), _("A card for each procedure or for each step.")),
    _one_of("--card-size", ("A7", "A6"), _("Eight or four cards on a sheet.")),
    _one_of("--flip", ("long", "short"), _("Edge over which the printer turns the sheet.")),
    click.option(
        "--back-offset",
        default="0,0",
        metavar="DX,DY",
        callback=_offset,
        help=_("Move the backs of cards, in mm to the right and down."),
    ),
    click.option(
        "--press",
        is_flag=True,
        help=_("For a print shop: crop marks, trim and bleed boxes, process inks, black text. Not certified PDF/X."),
    ),
    click.option("--profile", type=_PATH, metavar="FILE", help=_("The print shop's CMYK profile (ICC), with --press.")),
)


@cli.command()
@_print_options
@click.option("--no-proof", is_flag=True, help=_("Write the files without proving them first."))
@click.pass_obj
def build(terminal: Terminal, /, paths: tuple[Path, ...], **given: Any) -> None:
    """Print guides as PDF.

    PATH is a guide or a folder of guides; without any it is guides/. The path of each file made goes to stdout,
    everything else to stderr. A guide with an error prints nothing; the others still do. Every file is read back and
    held against its guide before it is written.

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
@click.option("--dpi", type=click.IntRange(36, 600), default=DPI, show_default=True, help=_("Dots an inch."))
@click.option("--pdf", is_flag=True, help=_("Write the PDF too."))
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

    _make(terminal, paths, {**given, "no_proof": not pdf}, finish)


@cli.command()
@_paths
@click.pass_obj
def check(terminal: Terminal, /, paths: tuple[Path, ...]) -> None:
    """Look for errors in guides without printing them.

    PATH is a guide or a folder of guides; without any it is guides/. Whether all fits on paper, only `build` tells.

    \b
    Examples:
      printkit check
      printkit check guides/vssid.yaml
    """
    from printkit.intake import check as checked

    for file in _found(terminal, paths):
        looked = checked(file)
        terminal.problems(looked.warnings)
        if looked.error:
            terminal.error(looked.error)
        else:
            terminal.line(_("{file}: good").format(file=file))


@cli.command()
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
    from printkit.intake import find_ward

    wards, code = given.pop("wards"), given.pop("ward")
    if (wards is None) != (code is None):
        raise click.UsageError(_("--wards FILE and --ward CODE go together"), click.get_current_context())
    given["press"] = _press(given.pop("press"), given.pop("profile"))
    formats, output = tuple(dict.fromkeys(given.pop("formats"))) or FORMATS, given.pop("output")
    ward, faults = find_ward(wards, code.strip()) if wards else (None, ())
    terminal.problems(faults)
    assure = None if given.pop("no_proof") else import_module("printkit.proof.prove").assure
    return Order(formats, Options(**given), output, ward, finish, assure)


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
