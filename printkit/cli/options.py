"""Options that commands share, and how they tell what they are for."""

import re
from collections.abc import Callable
from functools import reduce
from gettext import gettext as _
from pathlib import Path
from typing import Any, TypeVar

import click

from printkit.errors import SourceError
from printkit.terminal import Terminal

GUIDES, OUTPUT = Path("guides"), Path("output")
FORMATS = ("leaflet", "poster", "flashcards")
PATH = click.Path(path_type=Path)
LIST_HELP = _("Ward list (CSV, XLSX, XLS, ODS, YAML or JSON).")

_F = TypeVar("_F", bound=Callable[..., Any])


class Option(click.Option):
    """An option that tells what it is for in one line: Click would load `inspect`, 20 ms, to look for more."""

    def __init__(self, *given: Any, told: str, **named: Any) -> None:
        super().__init__(*given, **named)
        self.help = told


def option(*names: str, **given: Any) -> Callable[[_F], _F]:
    """An option of a command."""
    return click.option(*names, cls=Option, **given)


help_option = click.help_option("-h", "--help", cls=Option, help=None, told=_("Show this message and exit."))


json_option = option(
    "--json", "as_json", is_flag=True, told=_("For programs: a JSON object on stdout for each problem and each file.")
)


class Group(click.Group):
    """Commands: alone it shows its help; a name that is none is told with the nearest."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:  # Click's own signature
        """What was typed; nothing asks for help."""
        return super().parse_args(ctx, args or ["--help"])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:  # as above
        """The command of the first word."""
        if args and not args[0].startswith("-") and args[0] not in self.list_commands(ctx):
            from printkit.slugs import nearest

            meant = nearest(args[0], self.list_commands(ctx))
            message = _("there is no command “{name}”")
            if meant:
                message = _("there is no command “{name}”; did you mean {command}?")
            command = f"{ctx.command_path} {meant}"
            raise click.UsageError(message.format(name=args[0], command=command), ctx)
        return super().resolve_command(ctx, args)


def _log(ctx: click.Context, _param: click.Parameter, path: Path | None) -> None:
    """`--log`: from here on all is written down."""
    if path:
        from printkit.log import Log

        terminal = ctx.ensure_object(Terminal)
        terminal.log = Log(path, terminal.arguments)


log_option = option(
    "--log",
    type=PATH,
    metavar="FILE",
    is_eager=True,
    expose_value=False,
    callback=_log,
    told=_("Write down the run for whoever helps: version, system, messages; nothing of a ward list."),
)


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


_LENGTH = r"\s*[+-]?\d{1,4}(?:\.\d{1,9})?\s*"
_COMMAS = r"\s*([+-]?\d+),(\d+)\s*[,;]\s*([+-]?\d+),(\d+)\s*"  # decimal ones


def _offset(_ctx: click.Context, _param: click.Parameter, text: str) -> tuple[float, float]:
    """`--back-offset`: two lengths in mm."""
    if commas := re.fullmatch(_COMMAS, text, re.ASCII):
        mended = "{}.{},{}.{}".format(*commas.groups())
        raise click.BadParameter(_("write two lengths in mm with decimal points: {mended}").format(mended=mended))
    if not re.fullmatch(f"{_LENGTH},{_LENGTH}", text, re.ASCII):
        raise click.BadParameter(_("write two lengths in mm with decimal points, such as 0.5,-1"))
    dx, dy = map(float, text.split(","))
    return dx, dy


def _columns(_ctx: click.Context, _param: click.Parameter, pairs: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """`--columns`: a field and the heading of its column, each."""
    split = [tuple(part.strip() for part in pair.partition("=")[::2]) for pair in pairs]
    if not all(field and heading for field, heading in split):
        raise click.BadParameter(_("write a field, = and the heading of its column, such as “Điện thoại=Số trực”"))
    return tuple((field, heading) for field, heading in split)


def _one_of(flag: str, values: tuple[str, ...], told: str) -> Callable[[_F], _F]:
    """An option with a few values, the first of which is the default."""
    return option(flag, type=click.Choice(values), default=values[0], show_default=True, told=told)


paths_argument = click.argument("paths", nargs=-1, type=PATH, metavar="[PATH]...")
list_options = _chain(
    option("--sheet", default="", metavar="NAME", told=_("Sheet of the ward list. Default: the one that lists wards.")),
    option(
        "--columns",
        multiple=True,
        metavar="FIELD=HEADING",
        callback=_columns,
        told=_("Which column is what, as in phone=Duty; may be given again."),
    ),
    option("--hidden", is_flag=True, told=_("Take the hidden rows and columns of the ward list too.")),
)
print_options = _chain(
    paths_argument,
    option(
        "-f",
        "--format",
        "formats",
        multiple=True,
        type=click.Choice(FORMATS),
        told=_("Only this format; may be given again. Default: all."),
    ),
    option(
        "-o", "--output", default=OUTPUT, type=PATH, metavar="DIR", show_default=True, told=_("Where the files go.")
    ),
    option("--section", default="", metavar="ID", told=_("Only the procedure with this id.")),
    option("--theme", default="", metavar="NAME", callback=_theme, told=_("Colours. Default: the guide's.")),
    option("--ink-saver", is_flag=True, told=_("Black on white, without filled areas.")),
    _one_of("--cards", ("procedure", "step"), _("A card for each procedure or for each step.")),
    _one_of("--card-size", ("A7", "A6"), _("Eight or four cards on a sheet.")),
    _one_of("--flip", ("long", "short"), _("Edge over which the printer turns the sheet.")),
    option(
        "--back-offset",
        default="0,0",
        metavar="DX,DY",
        callback=_offset,
        told=_("Move the backs of cards, in mm to the right and down."),
    ),
    option(
        "--press",
        is_flag=True,
        told=_("For a print shop: crop marks, trim and bleed boxes, process inks, black text. Not certified PDF/X."),
    ),
    option("--profile", type=PATH, metavar="FILE", told=_("The print shop's CMYK profile (ICC), with --press.")),
    option(
        "--allow-host",
        "allowed",
        multiple=True,
        metavar="HOST",
        told=_("Print addresses of this host though it looks like another's; may be given again."),
    ),
)
ward_options = _chain(
    option("--wards", type=PATH, metavar="FILE", told=LIST_HELP),
    option("--ward", metavar="WARD", told=_("Code, key or name of the ward in the list whose contacts are printed.")),
    list_options,
)
