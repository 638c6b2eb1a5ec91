"""`printkit build` and `printkit preview`."""

from collections.abc import Iterable
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from printkit.cli.options import help_option, json_option, log_option, option, print_options, ward_options
from printkit.cli.order import formats, guides, how_to_print, list_options, options, tell_backs, ward_list
from printkit.terminal import Terminal, shown

if TYPE_CHECKING:
    from printkit.build import Finish, Order, Outcome

DPI = 150  # a page fills a screen, and its smallest print can be read


@click.command()
@print_options
@ward_options
@option("--no-proof", is_flag=True, told=_("Write the files without proving them first."))
@json_option
@log_option
@help_option
@click.pass_obj
def build(terminal: Terminal, /, paths: tuple[Path, ...], no_proof: bool, as_json: bool, **given: Any) -> None:
    """Print guides as PDF.

    PATH is a guide or a folder of guides; without any it is guides/. The path of each file made goes to stdout,
    everything else to stderr. A guide that is wrong prints nothing; the others still do, and where one format cannot
    hold a guide, its others still do. Every file is proven before it is written: its words, codes, links, type and tags
    are read back and held against the guide.

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

    terminal.as_json = as_json
    _make(terminal, paths, given, as_pdf, proven=not no_proof)


@click.command()
@print_options
@ward_options
@option("--dpi", type=click.IntRange(36, 600), default=DPI, show_default=True, told=_("Dots an inch."))
@option("--pdf", is_flag=True, told=_("Write the PDF too."))
@log_option
@help_option
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

    _make(terminal, paths, given, finish, proven=pdf)


def _make(
    terminal: Terminal, paths: tuple[Path, ...], given: dict[str, Any], finish: "Finish", *, proven: bool
) -> None:
    from printkit.build import build as outcomes

    order = _order(terminal, given, finish)
    if proven:
        from printkit.proof.prove import assure

        order = order._replace(assure=assure)
    made: list[Path] = []
    missing: list[str] = []
    for outcome in outcomes(guides(terminal, paths).files, order):
        made += _tell(terminal, outcome)
        missing += outcome.missing
    if "flashcards" in order.formats and any(path.suffix == ".pdf" for path in made):
        terminal.line(how_to_print(order.options.flip))
    for line in missing:
        terminal.line(shown(line))


def _tell(terminal: Terminal, outcome: "Outcome") -> tuple[Path, ...]:
    terminal.problems(outcome.warnings)
    for path in outcome.files:
        terminal.result(path)
    for error in outcome.errors:
        terminal.error(error)
    return outcome.files


def _order(terminal: Terminal, given: dict[str, Any], finish: "Finish") -> "Order":
    from printkit.build import Order

    wards, code, how = given.pop("wards"), given.pop("ward"), list_options(given)
    if (wards is None) != (code is None):
        raise click.UsageError(_("--wards FILE and --ward WARD go together"), click.get_current_context())
    output, wanted, allowed = given.pop("output"), formats(given), given.pop("allowed")
    order = Order(wanted, options(given), output, finish=finish, allowed=allowed)
    tell_backs(terminal, wanted, order.options)
    if wards is None:
        return order
    from printkit.intake import ward_of
    from printkit.series import series_of

    listed = ward_list(terminal, wards, how, allowed)
    return order._replace(ward=ward_of(listed, wards, code.strip()), series=series_of(listed.wards))
