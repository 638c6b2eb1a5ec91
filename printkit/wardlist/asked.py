"""The wards that a person means: a code, a key or a name goes in, as somebody types it; wards come out."""

from collections.abc import Iterable
from gettext import gettext as _

from printkit.model import Ward
from printkit.slugs import slug

NEAR = 3  # wards shown beside one that is not in the list


def asked_for(wards: Iterable[Ward], name: str) -> tuple[Ward, ...]:
    """The wards of a code, with or without its zeros, of a key, or of a name; the first of these that is any ward's.

    >>> [ward.name for ward in asked_for((Ward("00101", "Phường Bến Sen"),), "101")]
    ['Phường Bến Sen']
    """
    wards, name = tuple(wards), name.strip()
    for matches in (_has_id, _has_code, _has_name, _has_plain_name):
        some = tuple(ward for ward in wards if matches(ward, name))
        if some:
            return some
    return ()


def _has_id(ward: Ward, name: str) -> bool:
    return name in (ward.id, ward.code) and bool(name)


def _has_code(ward: Ward, name: str) -> bool:
    figures = name.lstrip("0")
    return bool(figures) and figures.isdecimal() and ward.code.lstrip("0") == figures


def _has_name(ward: Ward, name: str) -> bool:
    return " ".join(name.split()).casefold() == ward.name.casefold()


def _has_plain_name(ward: Ward, name: str) -> bool:
    """Typed without accents, or without its kind."""
    wanted, known = slug(name), slug(ward.name)
    return bool(wanted) and (
        known == wanted or (known.endswith(f"-{wanted}") and _is_kind(known.removesuffix(f"-{wanted}")))
    )


def _is_kind(words: str) -> bool:
    return words in ("phuong", "xa", "thi-tran", "dac-khu")


def near(wards: tuple[Ward, ...], name: str) -> str:
    """A hint at a few wards that may have been meant: by name, by code, else the first of the list."""
    from difflib import get_close_matches  # only errors pay for it

    wanted = slug(name)
    named = [ward for ward in wards if wanted and wanted in slug(ward.name)]
    ids = get_close_matches(name, [ward.id for ward in wards], n=NEAR)
    close = named or [ward for ward in wards if ward.id in ids]
    shown = ", ".join(f"{ward.id} {ward.name}" for ward in (close or wards)[:NEAR])
    return (_("near it are {wards}") if close else _("the list begins with {wards}")).format(wards=shown)
