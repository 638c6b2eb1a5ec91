"""What libraries prepare when they are imported, prepared when it is first used: most runs never use it.

Names of modules or a regular expression go in; stand-ins come out that turn into the real thing on their own.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any, cast


class _Module(ModuleType):
    """A module that runs once something of it is used. (`importlib.util.LazyLoader` runs it on `import` already.)"""

    def __getattr__(self, name: str) -> Any:
        self.__class__ = ModuleType  # type: ignore[assignment]  # as LazyLoader does
        assert self.__spec__
        assert self.__spec__.loader
        self.__spec__.loader.exec_module(self)
        return getattr(self, name)


def load_later(*names: str) -> None:
    """Let `import` of a module run it only once something of it is used; `from … import` uses it."""
    for name in names:
        spec = find_spec(name)
        if spec and name not in sys.modules:
            sys.modules[name] = module_from_spec(spec)
            sys.modules[name].__class__ = _Module


class _Pattern:
    """A regular expression that is compiled when it is first used."""

    def __init__(self, *arguments: Any) -> None:
        self._arguments = arguments

    def __getattr__(self, name: str) -> Any:
        found = self.__dict__[name] = getattr(_compile(*self._arguments), name)
        return found


_compile = re.compile


def pattern(*arguments: Any) -> re.Pattern[str]:
    """`re.compile`, later."""
    return cast(re.Pattern[str], _Pattern(*arguments))


@contextmanager
def patterns_later() -> Iterator[None]:
    """While a library is imported, let it compile its regular expressions later: PyYAML's take 10 ms at every start."""
    before = re.compile
    re.compile = pattern  # type: ignore[assignment]  # the one hook there is
    try:
        yield
    finally:
        re.compile = before
