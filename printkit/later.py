"""What libraries prepare when they are imported, prepared when it is first used: most runs never use it.

Names of modules or a regular expression go in; stand-ins come out that turn into the real thing on their own.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import LazyLoader, find_spec, module_from_spec
from typing import Any, cast


def load_later(*names: str) -> None:
    """Let `import` of a module run it only once something of it is used; not for `from … import`."""
    for name in names:
        spec = find_spec(name)
        if name in sys.modules or spec is None or spec.loader is None:
            continue
        spec.loader = LazyLoader(spec.loader)
        module = sys.modules[name] = module_from_spec(spec)
        spec.loader.exec_module(module)


class _Later:
    """A regular expression that is compiled when it is first used."""

    def __init__(self, *arguments: Any) -> None:
        self._arguments = arguments

    def __getattr__(self, name: str) -> Any:
        found = self.__dict__[name] = getattr(_compile(*self._arguments), name)
        return found


_compile = re.compile


def pattern(*arguments: Any) -> re.Pattern[str]:
    """`re.compile`, later."""
    return cast(re.Pattern[str], _Later(*arguments))


@contextmanager
def patterns_later() -> Iterator[None]:
    """While a library is imported, let it compile its regular expressions later: PyYAML's take 10 ms at every start."""
    re.compile = pattern  # type: ignore[assignment]  # the one hook there is
    try:
        yield
    finally:
        re.compile = _compile
