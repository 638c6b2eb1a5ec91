"""The lock of an output folder: one run at a time prints into it, or the shards of one run."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from gettext import gettext as _
from pathlib import Path
from time import sleep
from typing import Any

from printkit.errors import OutputError, Problem, Where
from printkit.manifest import Shard

LOOKS, LOOK = 5, 0.05  # times that a lock is tried, and seconds between them


@contextmanager
def locked(folder: Path, shard: Shard) -> Iterator[None]:
    """The folder, for this run alone or for the shards of one run; the system gives it free however a run ends.

    Raises OutputError.
    """
    from zc.lockfile import LockError

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = _lock(folder / f".{shard.name}.lock")
        try:
            for other in folder.glob(".manifest*.lock"):  # each takes its own first, so one of two sees the other's
                if not shard.runs_with(other.name.removeprefix(".").removesuffix(".lock")):
                    _lock(other).close()
        except BaseException:
            lock.close()
            raise
    except LockError:
        hint = _("wait until it has ended, or choose another folder with -o")
        raise OutputError((Problem(Where(str(folder)), _("another run is printing into this folder"), hint),)) from None
    except OSError as reason:
        message = _("cannot be written ({reason})").format(reason=reason.strerror or reason)
        raise OutputError((Problem(Where(str(folder)), message, _("choose another folder with -o")),)) from None
    try:
        yield
    finally:
        lock.close()


def _lock(path: Path) -> Any:
    """The lock of a file. Raises LockError when it stays taken, for more than the moment another looks at it."""
    from zc.lockfile import LockError, LockFile

    for _turn in range(LOOKS - 1):
        with suppress(LockError):
            return LockFile(str(path))
        sleep(LOOK)
    return LockFile(str(path))
