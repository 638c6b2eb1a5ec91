"""Addresses that readers have no reason to trust: hosts nobody vouches for, shorteners, names that look like others."""

import re
from collections.abc import Iterator
from gettext import gettext as _

from printkit.addresses import host, is_web
from printkit.errors import Problem, Where
from printkit.model import Link, Words
from printkit.readers.lists import lists
from printkit.readers.texts import Parts
from printkit.urls import url_fault

_STRAY = r"(?<!\w)[a-z][a-z0-9+.-]+:/+\S+"  # `htps://…`, `http:/…`
_ENDINGS = ("vn", "com", "org", "net", "info")
_BARE = rf"(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:{'|'.join(_ENDINGS)})(?![\w@-]|\.\w)"


def unlinked(said: Parts) -> Iterator[Problem]:
    """A remark for each address that stands in a text as plain words, and that no link of the guide opens."""
    seen = {_name(link.url) for link in said.links}
    pieces = [piece for text in said.texts for piece in text if isinstance(piece, Words)]
    for where, name in _found(pieces, _BARE, tuple(f".{ending}" for ending in _ENDINGS)):
        if name.lower() not in seen:
            seen.add(name.lower())
            message = _("{name} is printed as plain words, without link and code").format(name=name)
            yield Problem(where, message, _("write https://{name} if readers shall open it").format(name=name))
    for where, url in _found(pieces, _STRAY, (":/",)):
        if fault := url_fault(url):
            yield Problem(where, _("{url} is printed as plain words").format(url=url), ": ".join(fault))


def _found(pieces: list[Words], expression: str, signs: tuple[str, ...]) -> Iterator[tuple[Where | None, str]]:
    """What matches, with its place. Few guides hold any of the signs, and only those pay for the expression."""
    for piece in pieces:
        if any(sign in piece.text.lower() for sign in signs):
            for match in re.finditer(expression, piece.text, re.IGNORECASE):
                yield piece.where, match[0]


def doubtful(said: Parts) -> Iterator[Problem]:
    """A remark for each host, where it stands first."""
    seen: set[str] = set()
    for link in said.links:
        name = _name(link.url)
        if name and name not in seen:
            seen.add(name)
            yield from _doubts(link, name)


def _name(url: str) -> str:
    """The host of a web address as it is looked up; "" for another address."""
    return host(url).lower().removesuffix(".") if is_web(url) else ""


def _doubts(link: Link, name: str) -> Iterator[Problem]:
    read = _unfolded(name)
    scripts = next((found for label in read.split(".") if len(found := _scripts(label)) > 1), ())
    short = name.removeprefix("www.")
    if scripts:
        message = _("the host {name} mixes letters of {scripts}, to look like another")
        hint = _("retype it by hand; if it stays so, do not print it")
        yield Problem(link.where, message.format(name=read, scripts=", ".join(scripts)), hint)
    elif "@" in _authority(link.url):
        message = _("the address opens {name}, whatever stands before the @").format(name=read)
        yield Problem(link.where, message, _("write it without what stands before the @"))
    elif short in lists().shorteners:
        message = _("{name} is a link shortener: nobody sees where it leads, and it may lead elsewhere tomorrow")
        yield Problem(link.where, message.format(name=short), _("print the address that it opens"))
    elif not _vouched(name) and name not in lists().stores:
        yield Problem(link.where, *_stranger(read))


def _stranger(name: str) -> tuple[str, str]:
    if re.search(r"(^|[.-])gov([.-]|$)", name):
        message = _("{name} looks like a host of the state and is none: it does not end in .gov.vn")
        return message.format(name=name), _("copy the address from the office's own site")
    message = _("{name} is neither under .gov.vn nor an app store: who vouches for it?").format(name=name)
    return message, _("print it only if the office answers for what it shows")


def _vouched(name: str) -> bool:
    return any(name == official or name.endswith(f".{official}") for official in lists().official)


def _authority(url: str) -> str:
    return re.split(r"[/?#\\]", url.split("://", 1)[1], maxsplit=1)[0]


def _unfolded(name: str) -> str:
    """A host with the letters that a browser would show: `xn--…` read as what it stands for."""
    if "xn--" not in name:
        return name
    try:
        return name.encode().decode("idna")
    except UnicodeError:
        return name


def _scripts(label: str) -> tuple[str, ...]:
    """The scripts that the letters of a label are of, as Unicode names them."""
    if label.isascii():
        return ()
    from unicodedata import name  # few hosts have such letters

    return tuple(dict.fromkeys(name(letter, "?").split()[0].title() for letter in label if letter.isalpha()))
