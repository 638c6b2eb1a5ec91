"""The formats there are: every module and package of this folder that ends in a FORMAT."""

from functools import lru_cache
from importlib import import_module

from printkit.formats.base import Format, Options

NAMES = ("leaflet", "poster", "flashcards")


@lru_cache
def load_format(name: str) -> Format:
    """A format by its name; only what is asked for is imported."""
    found: Format = import_module(f"{__name__}.{name}").FORMAT
    return found


__all__ = ["NAMES", "Format", "Options", "load_format"]
