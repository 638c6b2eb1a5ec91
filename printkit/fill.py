"""A guide filled in for one ward, and a guide cut down to one section.

In: a guide with placeholders, and a ward or none. Out: a guide without placeholders, or one SourceError that names
every place. A part without placeholders stays the same object, so that what was laid out for it can be kept.
"""

from collections.abc import Iterator
from gettext import gettext as _
from typing import Any, TypeVar

from printkit.errors import Problem, SourceError, Where
from printkit.inline import alone, joined, plain
from printkit.memo import once
from printkit.model import Address, Arrow, Field, Guide, Inline, Rich, Section, Step, Ward, Words
from printkit.slugs import nearest
from printkit.urls import has_scheme, url_fault
from printkit.values import Value, replace

_T = TypeVar("_T")
_Values = dict[str, Rich]


def fill(guide: Guide, ward: Ward | None) -> Guide:
    """The guide for a ward, or for none; the ward's issuer replaces the guide's."""
    issuer = (Words(ward.issuer),) if ward and ward.issuer else guide.issuer
    told = replace(guide, issuer=issuer, ward=ward)
    wanted = tuple(piece for name in told.names for piece in _within(getattr(told, name)))
    if not wanted:
        return told
    values = _values(told, ward)
    problems = [problem for piece in wanted if (problem := _fault(piece, values, ward))]
    if problems:
        raise SourceError(sorted(problems, key=lambda problem: problem.where or Where(guide.path)))
    return _put(told, values)


def guide_issuer(guide: Guide, ward: Ward | None) -> Rich:
    """The guide's own issuer as a ward's print names it, `UBND {{ward.name}}` filled in.

    A value that lacks is left out: `fill` tells of it.
    """
    return _put(guide.issuer, _values(guide, ward)) if any(placeholders(guide.issuer)) else guide.issuer


def _values(guide: Guide, ward: Ward | None) -> _Values:
    """What each placeholder stands for."""
    values = _ward_values(ward)
    values |= {f"guide.{name}": _put(getattr(guide, name), values) for name in ("title", "kicker", "issuer")}
    values["guide.hotline"] = (Words(guide.hotline.number),) if guide.hotline else ()
    values["guide.updated"] = (Words(guide.updated),) if guide.updated else ()
    return values


def _within(value: object) -> tuple[Field, ...]:
    """The placeholders of a guide's part; those of its sections, the same for every ward, are sought once."""
    lasting = isinstance(value, tuple) and value and isinstance(value[0], Section)
    return _fields(value) if lasting else tuple(placeholders(value))


def placeholders(value: object) -> Iterator[Field]:
    """Every placeholder in a guide or a part of it, in reading order."""
    if isinstance(value, Field):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from placeholders(item)
    elif isinstance(value, Value) and not isinstance(value, (Words, Address, Arrow, Ward, Where)):
        for name in value.names:
            yield from placeholders(getattr(value, name))


@once
def _fields(value: object) -> tuple[Field, ...]:
    return tuple(placeholders(value))


def names_ward(guide: Guide) -> bool:
    """Does the guide print anything of a ward, so that it cannot be built without one?"""
    return any(piece.name.startswith("ward.") for piece in placeholders(guide))


def only_section(guide: Guide, id: str) -> Guide:
    """The guide with one of its sections; SourceError lists the ids."""
    found = tuple(section for section in guide.sections if section.id == id)
    if found:
        return alone(guide, found[0])
    ids = [section.id for section in guide.sections]
    meant = nearest(id, ids)
    hint = _("did you mean “{id}”?").format(id=meant) + " " if meant else ""
    message = _("there is no section “{id}”").format(id=id)
    raise SourceError.of(message, hint + _("sections are {ids}").format(ids=", ".join(ids)), Where(guide.path))


def _ward_values(ward: Ward | None) -> _Values:
    if ward is None:
        return {}
    return {f"ward.{name}": _rich(value) for name, value in ward.values().items()}


def _rich(value: str) -> Rich:
    """A ward's value as typed; one that is an address stays live."""
    if not value:
        return ()
    return (Address(value),) if has_scheme(value) and not url_fault(value) else (Words(value),)


def _put(value: _T, values: _Values) -> _T:
    """The value with its placeholders replaced; itself where it has none."""
    result: Any = value
    if isinstance(value, tuple):
        result = _put_tuple(value, values)
    elif isinstance(value, (Section, Step)) and not _fields(value):
        return value
    elif isinstance(value, Value) and not isinstance(value, (Words, Address, Arrow, Field, Ward, Where)):
        old = {name: getattr(value, name) for name in value.names}
        new = {name: filled for name, part in old.items() if (filled := _put(part, values)) is not part}
        result = replace(value, **new) if new else value
    return result  # type: ignore[no-any-return]  # of the type it was, whatever was put into it


def _put_tuple(value: tuple[Any, ...], values: _Values) -> tuple[Any, ...]:
    if any(isinstance(item, Field) for item in value):
        pieces: list[Inline] = []
        for item in value:
            pieces += _bolder(values.get(item.name, ()), item.bold) if isinstance(item, Field) else (item,)
        return joined(pieces)
    filled = tuple(_put(item, values) for item in value)
    return value if all(new is old for new, old in zip(filled, value, strict=True)) else filled


def _bolder(said: Rich, bold: bool) -> Rich:
    if not bold:
        return said
    return tuple(piece if isinstance(piece, Arrow) else replace(piece, bold=True) for piece in said)


def _fault(piece: Field, values: _Values, ward: Ward | None) -> Problem | None:
    """Why a placeholder cannot be filled, or None."""
    mark = f"{{{{{piece.name}}}}}"
    if piece.name.startswith("ward.") and ward is None:
        return Problem(piece.where, _("{mark} needs a ward").format(mark=mark), _("name a ward list, or delete it"))
    if piece.name not in values:
        known = [name for name in values if name.split(".")[0] == piece.name.split(".")[0]]
        return Problem(piece.where, _("{mark} is unknown").format(mark=mark), _known(piece.name, known))
    if plain(values[piece.name]):
        return None
    name = piece.name.partition(".")[2]
    if ward is None or piece.name.startswith("guide."):
        message = _("the guide has no `{name}`, which {mark} prints").format(name=name, mark=mark)
        return Problem(piece.where, message, _("add it, or delete the placeholder"))
    message = _("ward {code} {ward} has no `{name}`, which {mark} prints")
    place = _("fill it in ({where})").format(where=ward.where) if ward.where else _("fill it in")
    return Problem(piece.where, message.format(code=ward.id, ward=ward.name, name=name, mark=mark), place)


def _known(name: str, known: list[str]) -> str:
    meant = nearest(name, known)
    hint = _("did you mean {{{{{name}}}}}?").format(name=meant) + " " if meant else ""
    return hint + _("known are {names}").format(names=", ".join(part.partition(".")[2] for part in known))
