"""Frozen values that compare by kind: what a guide and the nodes of YAML are made of.

`dataclass` writes and compiles the methods of each class anew at every start, 0.8 ms a class; here all kinds share
these few. mypy checks what goes into a value as it does for a dataclass.
"""

from typing import Any, ClassVar, TypeVar, dataclass_transform

_V = TypeVar("_V", bound="Value")


@dataclass_transform(frozen_default=True)
class Value:
    """A kind of value: its fields are the class's annotations, in order, with their defaults.

    Fields named in the class variable `_aside` are told with the value and not compared.
    """

    names: ClassVar[tuple[str, ...]] = ()  # of all fields
    _aside: ClassVar[tuple[str, ...]] = ()
    _compared: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        cls.names = tuple(cls.__annotations__)
        cls.__match_args__ = cls.names  # type: ignore[attr-defined, misc]  # mypy makes its own
        cls._compared = tuple(name for name in cls.names if name not in cls._aside)

    def __init__(self, *given: Any, **named: Any) -> None:
        put = object.__setattr__  # one by one, so that values share the table of their names: 250 bytes less each
        for name, value in zip(self.names, given, strict=False):
            put(self, name, value)
        for name, value in named.items():  # what is not given, the class has
            put(self, name, value)

    def __setattr__(self, name: str, _new: object) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} never changes")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and all(getattr(self, n) == getattr(other, n) for n in self._compared)

    def __hash__(self) -> int:
        return hash((type(self), *(getattr(self, name) for name in self._compared)))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.names)})"


def replace(value: _V, **changes: Any) -> _V:
    """The value with some of its fields changed."""
    changed = object.__new__(type(value))
    changed.__dict__.update(value.__dict__, **changes)
    return changed
