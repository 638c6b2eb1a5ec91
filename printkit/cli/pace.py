"""How fast a run goes: files as they are done go in; a rate and the time left come out, once they mean something."""

from gettext import gettext as _

LEAST_TIME = 2.0  # seconds of work
LEAST_SHARE, LEAST_FILES = 0.02, 20  # of all files, or so many of them: the less
MINUTE, HOUR = 60, 3600  # seconds


class Pace:
    """Files done of a total, and the rate since the first that took work.

    The clock starts when that one is there: to lay it out takes as long as hundreds of others, and files that were
    there already take next to nothing.
    """

    def __init__(self, total: int) -> None:
        self.total, self.done = total, 0
        self.worked = 0
        self.started = self.now = 0.0

    def add(self, files: int, now: float, *, is_work: bool) -> None:
        """So many files more, at a moment in seconds; `is_work` where they were made or failed."""
        self.done += files
        self.now = now
        if is_work and not self.started:
            self.started = now
        elif is_work:
            self.worked += files

    @property
    def rate(self) -> float:
        """Files a second; 0 where too little was done to know."""
        time = self.now - self.started
        enough = min(LEAST_FILES, max(1.0, LEAST_SHARE * self.total))
        return self.worked / time if self.started and time >= LEAST_TIME and self.worked >= enough else 0.0

    def text(self) -> str:
        """Rate and time left, or nothing."""
        rate = self.rate
        if not rate:
            return ""
        left = _duration((self.total - self.done) / rate)
        if rate < 1:
            return _("{rate:.0f} a minute, {left} left").format(rate=MINUTE * rate, left=left)
        return _("{rate:.0f} a second, {left} left").format(rate=rate, left=left)


def _duration(seconds: float) -> str:
    """Seconds, from two minutes on minutes, from two hours on hours."""
    if seconds < 2 * MINUTE:
        return _("{count:.0f} s").format(count=seconds)
    if seconds < 2 * HOUR:
        return _("{count:.0f} min").format(count=seconds / MINUTE)
    return _("{count:.1f} h").format(count=seconds / HOUR)
