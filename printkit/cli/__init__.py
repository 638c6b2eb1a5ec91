"""The command line: what was typed goes in; paths go to stdout, all else to stderr, and an exit code comes out.

The only room that exits; `terminal` prints for it. A command is imported when it runs, and imports what it needs then:
`--help` and `check` start fast.
"""

import errno
import os
import sys
from gettext import gettext as _
from importlib import import_module
from typing import ClassVar

import click

from printkit import __version__
from printkit.cli.options import Group, Option, help_option
from printkit.errors import INTERRUPTED_EXIT, USAGE_EXIT, BugError, OutputError, PrintkitError, libraries_needed
from printkit.terminal import Terminal


class Printkit(Group):
    """The commands. An error a user can mend becomes its lines and its exit code here, and nowhere else."""

    rooms: ClassVar[dict[str, tuple[str, str]]] = {  # of each command: its module, and its summary
        "batch": ("wards", _("Print guides for every ward of a list.")),
        "build": ("prints", _("Print guides as PDF.")),
        "check": ("texts", _("Look for errors in guides and ward lists without printing them.")),
        "convert": ("texts", _("Write a file in an old Vietnamese encoding anew, in Unicode.")),
        "preview": ("prints", _("Show guides as PNG pictures.")),
        "proof": ("proof", _("Prove files made earlier.")),
        "themes": ("texts", _("List the themes: the name to give to --theme, and its colour.")),
        "wards": ("country", _("Ward lists, and the country's communes.")),
    }

    def list_commands(self, ctx: click.Context) -> list[str]:  # Click's own signature
        """Their names."""
        return sorted(self.rooms)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # as above
        """The command of a name."""
        if cmd_name not in self.rooms:
            return None
        command: click.Command = getattr(import_module(f"{__name__}.{self.rooms[cmd_name][0]}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # as above
        """What `--help` says of them."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, summary) for name, (_room, summary) in sorted(self.rooms.items())])

    def invoke(self, ctx: click.Context) -> int:
        """Run the command that was typed; the exit code."""
        terminal = ctx.ensure_object(Terminal)
        try:
            with libraries_needed():
                super().invoke(ctx)
        except PrintkitError as error:
            terminal.error(error)
        except KeyboardInterrupt:
            terminal.tell_bugs()
            terminal.line(_("interrupted"))
            return INTERRUPTED_EXIT
        terminal.tell_bugs()
        return terminal.code


@click.group(cls=Printkit, context_settings={"max_content_width": 100})
@click.version_option(
    __version__, message="%(prog)s %(version)s", cls=Option, help=None, told=_("Show the version and exit.")
)
@help_option
def cli() -> None:
    """Guides in YAML become leaflets, posters and flashcards.

    \b
    Examples:
      printkit build                          every guide in guides/, every format, into output/
      printkit build guides/vssid.yaml -f leaflet
      printkit batch --wards guides/wards.csv every guide for every ward of the list
      printkit COMMAND --help                 more about a command
    """


def run() -> None:
    """What was typed, and the process ends: at once, since to take all it holds apart first costs a thirtieth of it."""
    code = main(sys.argv[1:])
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):  # nobody reads what is left; the interpreter knows what to do
        sys.exit(code)
    os._exit(code)


def main(arguments: list[str]) -> int:
    """Run a command and return the exit code. Only a bug of our own leaves as an exception."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a console without Vietnamese letters gets “?”, never a crash
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    terminal = Terminal(arguments)
    try:
        code = _run(arguments, terminal)
    except BaseException:
        if terminal.log:
            from traceback import format_exc

            terminal.log.trace(format_exc())
            terminal.log.close(BugError.exit_code)
        raise
    if terminal.log:
        terminal.log.close(code)
    return code


def _run(arguments: list[str], terminal: Terminal) -> int:
    try:
        code: int = cli.main(arguments, prog_name="printkit", standalone_mode=False, obj=terminal) or 0
    except click.ClickException as error:
        terminal.line(_usage(error))
        return USAGE_EXIT
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED_EXIT
    except SystemExit:  # Click's own, where the reader of `--help` has gone
        return 0
    except OSError as reason:
        if reason.errno != errno.ENOSPC:
            raise
        terminal.line(_("stdout cannot be written ({reason})").format(reason=reason.strerror))
        return OutputError.exit_code
    return code


def _usage(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    hint = _("; `{command} --help` shows how").format(command=context.command_path) if context else ""
    message = error.format_message().rstrip(".")
    return message + (hint.replace(";", "", 1) if message.endswith("?") else hint)
