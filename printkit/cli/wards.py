"""`printkit batch`: a ward list in; a file a ward, a bar while it runs and a summary at its end out."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from gettext import gettext as _
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from printkit.cli.options import FORMATS, LIST_HELP, PATH, help_option, log_option, option, print_options
from printkit.cli.options import list_options as how_to_read
from printkit.cli.order import formats, guides, how_to_print, list_options, options, tell_backs, ward_list
from printkit.cli.pace import Pace
from printkit.errors import Problem, SourceError, Where
from printkit.terminal import Terminal, shown

if TYPE_CHECKING:
    from printkit.batch import Made, Order
    from printkit.manifest import Shard
    from printkit.wardlist.reading import WardList

EVERY = 5.0  # seconds between lines of progress where there is no terminal
NAMED = 20  # failed wards named at the end; the manifest names all
FAULTS = 5  # of each
MOST_COPIES = 10_000
MANIFEST = ".json"  # how its name ends
LONGEST_SHARD = 20  # characters of --shard


def _shard(_ctx: click.Context, _param: click.Parameter, text: str) -> "Shard":
    """`--shard I/N`."""
    from printkit.manifest import Shard

    number, _slash, of = text.partition("/")
    if len(text) > LONGEST_SHARD or not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        raise click.BadParameter(_("write which of how many, such as 2/8"))
    return Shard(int(number), int(of))


@click.command()
@print_options
@option("--wards", type=PATH, metavar="FILE", required=True, told=LIST_HELP)
@how_to_read
@option("--only", multiple=True, metavar="WARD", told=_("Only the ward of this code, key or name; may be given again."))
@option("--merge", is_flag=True, told=_("One file a guide and format, all wards in order, for the print shop."))
@option("--no-pad", is_flag=True, told=_("With --merge: no blank backs, a ward may begin on the back of another."))
@option(
    "--proof",
    type=click.Choice(("sample", "all", "none")),
    default="sample",
    show_default=True,
    told=_("Prove some files before they are written, every one on all cores, or none."),
)
@option("--checklist", is_flag=True, told=_("Also a list of all wards to sign, and a test of the duplex printer."))
@option(
    "--copies",
    type=click.IntRange(1, MOST_COPIES),
    metavar="N",
    told=_("With --checklist: copies of each print for a ward. Default: 1."),
)
@option("--force", is_flag=True, told=_("Make files again that are there and up to date."))
@option("--prune", is_flag=True, told=_("Remove files of earlier runs that this one is not asked for."))
@option("--shard", default="1/1", metavar="I/N", callback=_shard, told=_("Only every N-th ward, from the I-th on."))
@option("--quiet", is_flag=True, told=_("No progress, only what is wrong."))
@log_option
@help_option
@click.pass_obj
def batch(terminal: Terminal, /, paths: tuple[Path, ...], wards: Path, quiet: bool, **given: Any) -> None:
    """Print guides for every ward of a list.

    PATH is a guide or a folder of guides; without any it is guides/. Each ward's files stand in a folder of its own.
    What is there and up to date is left alone, so a run that was stopped is finished by the same command. The path of
    the manifest, which lists every file, goes to stdout, everything else to stderr.

    \b
    Examples:
      printkit batch --wards guides/wards.csv
      printkit batch guides/vssid.yaml --wards phuong.xlsx --sheet Sheet2 -f leaflet -o phuong
      printkit batch --wards guides/wards.csv --only 00101 --only 00102
      printkit batch --wards guides/wards.csv -f leaflet --merge
      printkit batch --wards guides/wards.csv --proof all
      printkit batch --wards guides/wards.csv --checklist --copies 3
      printkit batch --wards guides/wards.csv --shard 2/8 --quiet
    """
    from printkit.intake import list_source
    from printkit.wardlist.account import left_aside

    _refuse(given)
    checklist, copies = given.pop("checklist"), given.pop("copies") or 1
    how = list_options(given)
    listed = ward_list(terminal, wards, how, given["allowed"], quiet=quiet)
    order = _order(terminal, listed, given)._replace(source=list_source(wards, how))
    tell_backs(terminal, order.formats, order.options, quiet=quiet)
    tally = _Tally(terminal, listed.problems, (left_aside(listed),), quiet=quiet)
    from printkit.batch import batch as prints
    from printkit.handout import batch_with_papers, paper_names

    found = guides(terminal, paths)
    if not found.files:
        return
    if found.problems:
        order = _removing_nothing(terminal, order, _("a guide that is not found may have files there"))
    total = len(found.files) * len(order.formats) * len(order.wards)
    if checklist:
        total += len(paper_names(order.shard))
    files = batch_with_papers(found.files, order, copies) if checklist else prints(found.files, order)
    with closing(files) as made:
        for each in _watched(made, total, terminal, quiet=quiet):
            tally.add(each)
    tally.tell(order)


def _refuse(given: dict[str, Any]) -> None:
    if given["prune"] and given["only"]:
        raise click.UsageError(
            _("--prune with --only would remove all other wards' files"), click.get_current_context()
        )
    if given["copies"] and not given["checklist"]:
        raise click.UsageError(_("--copies goes with --checklist"), click.get_current_context())

    if given["no_pad"] and not given["merge"]:
        raise click.UsageError(
            _("--no-pad is for --merge: only a merged file has blank backs"), click.get_current_context()
        )


def _order(terminal: Terminal, listed: "WardList", given: dict[str, Any]) -> "Order":
    from printkit.batch import Order
    from printkit.series import series_of

    own = {name: given.pop(name) for name in ("only", "merge", "proof", "force", "prune", "shard", "output", "allowed")}
    own["padded"] = not given.pop("no_pad")
    own["only"] = tuple(code.strip() for code in own["only"])
    wanted = formats(given)
    order = Order(wanted, options(given), series=series_of(listed.wards), **own)
    if listed.problems:
        return _removing_nothing(terminal, order, _("the list has rows to mend, and their wards may have files there"))
    return order


def _removing_nothing(terminal: Terminal, order: "Order", why: str) -> "Order":
    """The order without its `--prune`: what seems no longer asked for may be so by a slip."""
    if order.prune:
        terminal.line(_("nothing is removed: {why}").format(why=why))
    return order._replace(prune=False)


def _is_part(order: "Order") -> bool:
    """Was less asked for than may be wanted of these guides? What is beside it is then no leftover."""
    return bool(order.only or order.options.section or len(order.formats) < len(FORMATS))


def _watched(made: "Iterable[Made]", total: int, terminal: Terminal, *, quiet: bool) -> "Iterator[Made]":
    """The same, with a bar on a terminal and a line every few seconds elsewhere."""
    pace = Pace(total)
    if quiet:
        yield from made
    elif sys.stderr is not None and sys.stderr.isatty():
        with click.progressbar(
            length=total, label=_("Printing"), show_pos=True, show_eta=False, file=sys.stderr, item_show_func=_beside
        ) as bar:
            for each in made:
                pace.add(each.files, monotonic(), is_work=each.state != "unchanged")
                bar.update(each.files, pace)
                yield each
    else:
        yield from _lines(made, pace, terminal)


def _beside(pace: Pace | None) -> str:
    """What a bar shows at its end."""
    return pace.text() if pace else ""


def _lines(made: "Iterable[Made]", pace: Pace, terminal: Terminal) -> "Iterator[Made]":
    last = monotonic()
    for each in made:
        now = monotonic()
        pace.add(each.files, now, is_work=each.state != "unchanged")
        if now - last >= EVERY:
            last, text = now, pace.text()
            line = _("{done} of {total} files, {pace}") if text else _("{done} of {total} files")
            terminal.line(line.format(done=pace.done, total=pace.total, pace=text))
        yield each


class _Tally:
    """What became of the files of a run."""

    def __init__(
        self, terminal: Terminal, rows: tuple[Problem, ...], notes: tuple[str, ...] = (), *, quiet: bool
    ) -> None:
        """`rows` are the problems of the list, whose wards are left out; `notes` is what the summary says of it."""
        self.terminal, self.rows, self.notes, self.quiet = terminal, rows, notes, quiet
        self.counts: Counter[str] = Counter()
        self.failed: dict[str, list[str]] = {}
        self.merged: list[Path] = []
        self.held = False  # the manifest, so that it could not be written
        self.started = monotonic()
        if rows:
            terminal.count(SourceError(rows))

    def add(self, made: "Made") -> None:
        """A file, or the files of a guide that cannot be read."""
        self.counts[made.state] += made.files
        self.terminal.problems(made.warnings)
        self.held = self.held or (made.path.suffix == MANIFEST and made.error is not None)
        if made.state == "new" and made.ward is None:
            self.merged.append(made.path)
        if made.note and not self.quiet:
            self.terminal.line(shown(str(Problem(Where(str(made.path)), made.note))))
        if made.error:
            self.terminal.count(made.error)
            if made.ward is None:
                self.terminal.problems(made.error.problems)
            else:
                if self.terminal.log:
                    self.terminal.log.problem(made.error.problems[0])
                self.fail(f"{made.ward.id} {made.ward.name}", str(made.error.problems[0]))

    def fail(self, name: str, reason: str) -> None:
        """A ward, or a row of the list, that lacks a file: said at the end, with each of its reasons."""
        reasons = self.failed.setdefault(name, [])
        if reason not in reasons:
            reasons.append(reason)

    def tell(self, order: "Order") -> None:
        """The summary, and the wards and rows that failed, last."""
        say, count = self.terminal.line, self.counts
        for path in self.merged:
            self.terminal.result(path)
        if not self.held:
            self.terminal.result(order.output / f"{order.shard.name}{MANIFEST}")
        if not self.quiet:
            self._sum(order)
        if count["kept"]:
            say(_("{count} files were changed since they were made and stay").format(count=count["kept"]))
        if count["unknown"]:
            text = _("{count} files of printkit 0.1 stay, which did not note their list; delete them yourself")
            say(text.format(count=count["unknown"]))
        for problem in self.rows:
            self.fail(_("row {row}").format(row=problem.where.line if problem.where else "–"), problem.message)
        self._lacking()

    def _lacking(self) -> None:
        def say(text: str) -> None:
            self.terminal.line(shown(text), "")

        if self.terminal.log and self.failed:
            self.terminal.log.write(_("failed: {count} wards or rows").format(count=len(self.failed)))
        for name, reasons in islice(self.failed.items(), NAMED):
            for reason in reasons[:FAULTS]:
                say(_("failed: {ward}: {reason}").format(ward=name, reason=reason))
            if len(reasons) > FAULTS:
                say(_("failed: {ward}: for {count} reasons more").format(ward=name, count=len(reasons) - FAULTS))
        if len(self.failed) > NAMED:
            say(
                _("failed: {count} wards more; the manifest, or the lines above, name them").format(
                    count=len(self.failed) - NAMED
                )
            )

    def _sum(self, order: "Order") -> None:
        say, count = self.terminal.line, self.counts
        for note in filter(None, self.notes):
            self.terminal.line(shown(note), "")
        done = sum(count[state] for state in ("new", "unchanged", "failed"))
        line = _("{done} files: {new} new, {unchanged} unchanged, {failed} failed, {seconds:.1f} s")
        say(
            line.format(
                done=done,
                new=count["new"],
                unchanged=count["unchanged"],
                failed=count["failed"],
                seconds=monotonic() - self.started,
            )
        )
        if count["removed"]:
            say(_("{count} files that were no longer asked for are removed").format(count=count["removed"]))
        if count["old"] and not _is_part(order):
            say(_("{count} files of earlier runs stay; --prune removes them").format(count=count["old"]))
        if "flashcards" in order.formats and count["new"]:
            say(how_to_print(order.options.flip))
