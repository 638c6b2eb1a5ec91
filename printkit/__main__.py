"""The console script and `python -m printkit`: what it takes to start fast, then the command line."""

import gc

from printkit.later import load_later, patterns_later

GARBAGE = 200_000  # objects between collections: one run makes little garbage, and looking for it costs a tenth of it
# Of the standard library, 20 ms; Click needs the first for help.
SELDOM = ("inspect", "ast", "tokenize", "ipaddress", "traceback")


def start() -> None:
    """The console script."""
    gc.set_threshold(GARBAGE)
    try:
        load_later(*SELDOM)
        with patterns_later():
            from printkit.cli import run
        run()
    except KeyboardInterrupt:  # before the command line was there to tell of it
        from printkit.errors import INTERRUPTED_EXIT

        raise SystemExit(INTERRUPTED_EXIT) from None


if __name__ == "__main__":
    start()
