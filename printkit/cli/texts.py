"""`printkit check`, `printkit convert` and `printkit themes`."""

from gettext import gettext as _
from pathlib import Path

import click

from printkit.cli.options import PATH, help_option, json_option, option, paths_argument
from printkit.cli.order import guides
from printkit.errors import SourceError
from printkit.terminal import Terminal


@click.command()
@paths_argument
@option("--strict", is_flag=True, told=_("Take what readers may stumble over as errors."))
@json_option
@help_option
@click.pass_obj
def check(terminal: Terminal, /, paths: tuple[Path, ...], strict: bool, as_json: bool) -> None:
    """Look for errors in guides without printing them.

    Also tells what readers may stumble over: long headlines, unexplained abbreviations, doubtful addresses. PATH is a
    guide or a folder of guides; without any it is guides/. Whether all fits on paper, only `build` tells.

    \b
    Examples:
      printkit check
      printkit check guides/vssid.yaml
      printkit check --strict
      printkit check --json
    """
    from printkit.intake import check as checked

    terminal.as_json = as_json
    for file in guides(terminal, paths).files:
        looked = checked(file)
        error = SourceError(looked.warnings) if strict and looked.warnings else looked.error
        terminal.problems(looked.warnings, "error" if error and not looked.error else "warning")
        if error:
            terminal.error(error)
        elif not as_json:
            terminal.line(_("{file}: good").format(file=file))


@click.command()
@click.argument("file", type=PATH, metavar="FILE")
@help_option
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


@click.command()
@help_option
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
