"""`printkit wards`: the country's list of communes, to fill in, and to hold an office's list against."""

from collections import Counter
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from printkit.cli.options import PATH, Group, help_option, list_options, option
from printkit.cli.order import list_options as how_to_read
from printkit.errors import OutputError, Where
from printkit.terminal import Terminal

if TYPE_CHECKING:
    from printkit.country.asked import Matching
    from printkit.country.communes import Commune, Province

NAME = "phuong-xa"  # of a list that nobody named
KINDS = (".xlsx", ".csv")
NEW = "-moi.xlsx"  # behind the name of a list that was matched


class Wards(Group):
    """The commands; a file in place of one names the command that was meant, ready to copy."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:  # Click's own signature
        """The command of the first word."""
        if args and args[0] not in self.commands and (Path(args[0]).suffix or Path(args[0]).exists()):
            message = _('“{file}” is no command; look at a list with: printkit check --wards "{file}"')
            raise click.UsageError(message.format(file=args[0]), ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=Wards)
@help_option
def wards() -> None:
    """Ward lists, and the country's communes.

    \b
    Examples:
      printkit wards list --province "Hue"    a list of its communes, to fill in
      printkit wards check wards.xlsx         a list as it is understood
      printkit wards match wards.xlsx         what became of the communes of a list
      printkit wards COMMAND --help           more about a command
    """


@wards.command("check")
@click.argument("file", type=PATH, metavar="FILE")
@list_options
@option(
    "--json", "as_json", is_flag=True, told=_("For programs: all that was understood, as one JSON object on stdout.")
)
@help_option
@click.pass_obj
def check(terminal: Terminal, /, file: Path, as_json: bool, **given: Any) -> None:
    """Show a ward list as it is understood, as `printkit check --wards FILE` does.

    \b
    Examples:
      printkit wards check wards.xlsx
      printkit wards check wards.xlsx --sheet Sheet2 --json
    """
    from printkit.cli.texts import check_list

    check_list(terminal, file, how_to_read(given), as_json=as_json)


@wards.command("list")
@option("--province", default="", metavar="NAME", told=_("Only the communes of this province. Default: all."))
@option(
    "-o",
    "--output",
    type=PATH,
    metavar="FILE",
    told=_("The new file: .xlsx, or .csv. Default: phuong-xa[-PROVINCE].xlsx, here."),
)
@help_option
@click.pass_obj
def list_communes(terminal: Terminal, /, province: str, output: Path | None) -> None:
    """Write a list of today's communes to fill in.

    It has their codes, names and provinces, and empty columns for their contacts; `batch --wards` reads it. A file that
    is there is never overwritten.

    \b
    Examples:
      printkit wards list
      printkit wards list --province Hue
      printkit wards list --province Hue -o wards.csv
    """
    from printkit.country.communes import bare_name, communes, edition
    from printkit.files import write_new
    from printkit.slugs import slug
    from printkit.wardfiles.blank import blank_csv, blank_workbook

    place = _province(province) if province else None
    listed = [commune for commune in communes() if not place or commune.province_code == place.code]
    path = output or Path(f"{NAME}-{slug(bare_name(place))}.xlsx" if place else f"{NAME}.xlsx")
    _refuse_kind(path, KINDS)
    write_new(path, (blank_csv if path.suffix.lower() == ".csv" else blank_workbook)(listed))
    terminal.result(path)
    terminal.line(edition())
    _count(terminal, listed, place)


def _count(terminal: Terminal, listed: "list[Commune]", place: "Province | None") -> None:
    if place:
        terminal.line(_("{count} communes of {province}").format(count=len(listed), province=place.name))
    else:
        terminal.line(_("{count} communes").format(count=len(listed)))


def _province(name: str) -> "Province":
    """`--province` as a province of today."""
    from printkit.country.communes import bare_name, find_province, nearest_province, provinces

    found = find_province(name)
    if found:
        return found
    from printkit.country.former import scope

    context = click.get_current_context()
    where = scope(name)
    if where:
        (today,) = (each for each in provinces() if each.code == where.code)
        message = _("{old} is part of {new} today; write --province “{bare}”")
        raise click.UsageError(message.format(old=name, new=today.name, bare=bare_name(today)), context)
    near = nearest_province(name)
    if near:
        message = _("there is no province “{name}”; did you mean {near}?").format(name=name, near=near)
    else:
        message = _("there is no province “{name}”; there are {names}").format(
            name=name, names=", ".join(map(bare_name, provinces()))
        )
    raise click.UsageError(message, context)


def _refuse_kind(path: Path, kinds: tuple[str, ...]) -> None:
    if path.suffix.lower() not in kinds:
        hint = _("name a file that ends in {endings}").format(endings=", ".join(kinds))
        raise OutputError.of(_("a list of this kind is not written"), hint, Where(str(path)))


@wards.command()
@click.argument("file", type=PATH, metavar="FILE")
@option("--province", default="", metavar="NAME", told=_("The province of rows that name none."))
@option("-o", "--output", type=PATH, metavar="FILE", told=_("The new file, .xlsx. Default: FILE-moi.xlsx beside FILE."))
@list_options
@help_option
@click.pass_obj
def match(terminal: Terminal, /, file: Path, province: str, output: Path | None, **given: Any) -> None:
    """Say what the communes of a list are today.

    The new file is the list with four columns more: the code, the new name, the new province, and the result: the name
    stands, it is an old name, the old commune was divided (all parts are named), or there is no such name. Where a name
    may be that of several communes, none is chosen. FILE is a list of any kind that `batch` reads, and stays as it is.

    \b
    Examples:
      printkit wards match wards.xlsx
      printkit wards match wards.csv --province Hue -o new.xlsx
    """
    from printkit.country.communes import edition
    from printkit.country.matching import match as matching_of
    from printkit.files import write_new
    from printkit.wardfiles.listed import read_listed
    from printkit.wardfiles.matched import matched

    path = output or file.with_name(file.stem + NEW)
    _refuse_kind(path, (".xlsx",))
    _refuse_unknown(province)
    listed = read_listed(file, how_to_read(given))
    matching = matching_of([asked for _number, asked in listed.rows], province)
    new = matched(file, listed, matching)
    write_new(path, new.data)
    terminal.result(path)
    terminal.line(edition())
    _tell(terminal, matching)
    if new.unkept:
        message = _("{file} does not keep all of {old}; it lacks: {things}")
        terminal.line(message.format(file=path.name, old=file.name, things=", ".join(new.unkept)))


def _refuse_unknown(province: str) -> None:
    """A province of before 1 July 2025 is as good as one of today."""
    from printkit.country.former import scope

    if province and not scope(province):
        _province(province)


def _tell(terminal: Terminal, matching: "Matching") -> None:
    """How the list was read, and how many rows came to what."""
    if matching.agreeing:
        line = _("province: {province}, with which {agreeing} of {names} names agree")
        terminal.line(line.format(province=matching.province, agreeing=matching.agreeing, names=matching.names))
    if matching.is_old:
        terminal.line(_("the list is older than 1 July 2025; old names were looked for first"))
    if matching.has_own_codes:
        terminal.line(_("the codes of the list are not the country's"))
    for kind, count in Counter(answer.kind for answer in matching.answers).most_common():
        terminal.line(f"{kind}: {count}")
    differing = sum(1 for answer in matching.answers if answer.code_differs)
    if differing:
        terminal.line(_("{count} codes contradict their names; the names were taken").format(count=differing))
