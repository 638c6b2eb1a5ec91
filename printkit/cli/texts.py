"""`printkit check`, `printkit convert` and `printkit themes`."""

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from printkit.cli.options import PATH, help_option, json_option, list_options, log_option, option, paths_argument
from printkit.cli.order import guides
from printkit.cli.order import list_options as how_to_read
from printkit.errors import SourceError, Where
from printkit.terminal import Terminal, shown

if TYPE_CHECKING:
    from printkit.wardlist.options import ListOptions


@click.command()
@paths_argument
@option("--strict", is_flag=True, told=_("Take what readers may stumble over as errors."))
@option("--wards", type=PATH, metavar="FILE", told=_("Show a ward list as it is understood; guides only where named."))
@list_options
@json_option
@log_option
@help_option
@click.pass_obj
def check(terminal: Terminal, /, paths: tuple[Path, ...], strict: bool, as_json: bool, **given: Any) -> None:
    """Look for errors in guides and ward lists without printing them.

    Also tells what readers may stumble over: long headlines, unexplained abbreviations, doubtful addresses. PATH is a
    guide or a folder of guides; without any it is guides/. Whether all fits on paper, only `build` tells.

    \b
    Examples:
      printkit check
      printkit check guides/vssid.yaml
      printkit check --strict
      printkit check --json
      printkit check --wards phuong.xlsx
      printkit check --wards phuong.xlsx --sheet Sheet2 --columns "phone=Duty number"
    """
    from printkit.intake import check as checked

    wards = given.pop("wards")
    if wards is None and any(given.values()):
        raise click.UsageError(_("--sheet, --columns and --hidden go with --wards"), click.get_current_context())
    if wards is not None:
        check_list(terminal, wards, how_to_read(given), as_json=as_json)
        if not paths:
            return
    terminal.as_json = as_json
    for file in guides(terminal, paths).files:
        looked = checked(file)
        error = SourceError(looked.warnings) if strict and looked.warnings else looked.error
        terminal.problems(looked.warnings, "error" if error and not looked.error else "warning")
        if error:
            terminal.error(error)
        elif not as_json:
            terminal.line(_("{file}: good").format(file=file))


def check_list(terminal: Terminal, path: Path, how: "ListOptions", *, as_json: bool) -> None:
    """Say what was understood of a ward list, and what is wrong with it."""
    from printkit.fonts import covered
    from printkit.wardlist.account import account, values
    from printkit.wardlist.reading import read_wards

    terminal.keep_out_of_log(path)
    listed = read_wards(path, covered(), how)
    if as_json:
        import json

        terminal.result(json.dumps(values(listed), indent=1), private=True)
    else:
        for line in account(listed):
            terminal.result(shown(line), private=True)
    if listed.problems:
        terminal.error(SourceError(listed.problems))
    if not listed.wards:
        message = _("the list has no ward that can be printed")
        terminal.error(SourceError.of(message, _("add a row, or mend one"), Where(str(path))))


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
