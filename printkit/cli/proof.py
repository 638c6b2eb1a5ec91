"""`printkit proof`: PDFs and what they were made from go in; a line a file, JSON, pictures or an HTML page come out."""

from collections.abc import Iterable
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from printkit.cli.options import OUTPUT, PATH, help_option, list_options, log_option, option
from printkit.cli.order import list_options as how_to_read
from printkit.errors import Problem, ProofError, SourceError, Where
from printkit.terminal import Terminal

if TYPE_CHECKING:
    from printkit.audit import Audit


@click.command()
@click.argument("paths", nargs=-1, type=PATH, metavar="[PDF]...")
@option("--guide", type=PATH, metavar="PATH", told=_("Guide, or folder of guides. Default: guides/, or beside."))
@option("--wards", type=PATH, metavar="FILE", told=_("Ward list of files made for a ward. Default: what batch noted."))
@option("--all", "every", is_flag=True, told=_("Every ward of merged files page by page, not a sample."))
@option("--json", "as_json", is_flag=True, told=_("The reports as JSON on stdout."))
@option("--pictures", type=PATH, metavar="DIR", told=_("Each page as PNG there, faults framed and numbered."))
@option("--html", type=PATH, metavar="FILE", told=_("A report to look at, as one file."))
@list_options
@log_option
@help_option
@click.pass_obj
def proof(terminal: Terminal, /, paths: tuple[Path, ...], **given: Any) -> None:
    """Prove files made earlier.

    PDF is a file or a folder of them; without any it is output/. Each file says which guide, section, format, ward and
    options it was made from; what these give is held against what is in the file. A line a file goes to stdout, what
    is wrong to stderr. The exit code is 6 when a file failed, or could not be checked since printkit did not make it.

    \b
    Examples:
      printkit proof
      printkit proof output/vssid-leaflet.pdf --guide guides/vssid.yaml
      printkit proof phuong --wards guides/wards.csv --html proof.html
      printkit proof output --json
      printkit proof phuong/vssid-leaflet-merged.pdf --wards guides/wards.csv --all
      printkit proof output --pictures faults
    """
    from printkit.audit import Sources, audit, pdfs_in

    files, problems = pdfs_in(paths or (OUTPUT,))
    if problems:
        terminal.error(SourceError(problems))
    shown = _Shown(given["as_json"], given["pictures"], given["html"])
    if given["wards"]:
        terminal.keep_out_of_log(given["wards"])
    sources = Sources(given["guide"], given["wards"], how_to_read(given), given["every"])
    for each in audit(files, sources):
        _tell(terminal, each, quiet=given["as_json"])
        shown.add(each)
    for path in shown.finish(terminal):
        terminal.line(_("report: {path}").format(path=path))


def _tell(terminal: Terminal, each: "Audit", *, quiet: bool) -> None:
    """A line for the file, and a line for each thing that is wrong."""
    from printkit.proof.report import NOT_CHECKED
    from printkit.proof.telling import line

    terminal.problems(each.warnings)
    if each.error:
        terminal.error(each.error)
        return
    assert each.report
    if not quiet:
        terminal.result(f"{each.path}: {line(each.report)}")
    here = Where(str(each.path))
    if each.report.failures:
        note = (Problem(here, each.note),) if each.note else ()
        terminal.error(ProofError((*(Problem(here, str(finding)) for finding in each.report.failures), *note)))
    elif each.report.verdict == NOT_CHECKED:
        terminal.error(ProofError(Problem(here, finding.found, finding.todo) for finding in each.report.unchecked))
    else:
        for finding in each.report.unchecked:
            terminal.line(str(Problem(here, finding.found, finding.todo)))


class _Shown:
    """What is asked for beside the lines: JSON, pictures, an HTML page."""

    def __init__(self, as_json: bool, pictures: Path | None, html: Path | None) -> None:
        self.as_json, self.pictures, self.html = as_json, pictures, html
        self.values: list[dict[str, Any]] = []
        self.sheets: list[tuple[str, str]] = []
        self.names: set[str] = set()

    def add(self, each: "Audit") -> None:
        """A file more."""
        problems = tuple(map(str, each.error.problems)) if each.error else ()
        if self.as_json:
            from printkit.proof.telling import values

            self.values.append(values(str(each.path), each.report, problems))
        if self.html:
            from printkit.proof.html import Told, sheet

            self.sheets.append(sheet(Told(str(each.path), each.pdf, each.report, problems)))
        if self.pictures and each.report:
            self.frame(each, self.pictures)

    def frame(self, each: "Audit", folder: Path) -> None:
        """Its pages as pictures; one that is no PDF has none."""
        from printkit.files import write
        from printkit.proof.pictures import framed

        assert each.report
        name = self.name(each.path)
        try:
            for number, picture in framed(each.pdf, each.report):
                write(folder / f"{name}-p{number}.png", picture)
        except ValueError:
            return

    def name(self, path: Path) -> str:
        """A name that no other file's pictures have: its own, with its folder's, with a number."""
        tries: Iterable[str] = (path.stem, f"{path.parent.name}-{path.stem}")
        name = next((each for each in tries if each not in self.names), f"{path.stem}-{len(self.names) + 1}")
        self.names.add(name)
        return name

    def finish(self, terminal: Terminal) -> tuple[Path, ...]:
        """Say and write what is told of all files together; the paths of what was written."""
        if self.as_json:
            import json

            terminal.result(json.dumps(self.values, indent=2), private=True)
        if self.html is None:
            return ()
        from printkit.files import write
        from printkit.proof.html import page

        write(self.html, page(self.sheets).encode("utf-8"))
        return (self.html,)
