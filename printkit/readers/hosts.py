"""Addresses that readers have no reason to trust: hosts nobody vouches for, shorteners, names that look like others."""

import re
from collections.abc import Iterator
from gettext import gettext as _

from printkit.addresses import ascii_form, ascii_host, host, is_web, unicode_host
from printkit.errors import Problem, Where
from printkit.lookalikes import look_alike
from printkit.model import Address, Link, Words
from printkit.readers.lists import lists
from printkit.readers.texts import Parts
from printkit.urls import address_number, url_fault

_STRAY = r"(?<!\w)[a-z][a-z0-9+.-]+:/+\S+"  # `htps://…`, `http:/…`
_ENDINGS = ("vn", "com", "org", "net", "info", "me", "gle", "gl", "ly")
_BARE = rf"(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:{'|'.join(_ENDINGS)})(?![\w@-]|\.\w)(?:[/?#][^\s<>“”\"]*[\w/=-])?"
WITHIN = frozenset(("local", "localhost", "lan", "home", "internal", "intranet", "corp", "test", "invalid"))


def unlinked(said: Parts) -> Iterator[Problem]:
    """A remark for each address that stands in a text as plain words, and that no link of the guide opens."""
    seen = {_name(link.url) for link in said.links}
    pieces = [piece for text in said.texts for piece in text if isinstance(piece, Words)]
    for where, name in _found(pieces, _BARE, tuple(f".{ending}" for ending in _ENDINGS)):
        if name.lower() not in seen and _name(f"https://{name}") not in seen:
            seen.add(name.lower())
            message = _("{name} is printed as plain words, without link and code").format(name=name)
            hint = _("write https://{name} if readers shall open it").format(name=name)
            yield Problem(where, message, hint, "no-link")
    for where, url in _found(pieces, _STRAY, (":/",)):
        if fault := url_fault(url):
            yield Problem(where, _("{url} is printed as plain words").format(url=url), ": ".join(fault), "no-link")


def glued(said: Parts) -> Iterator[Problem]:
    """A remark for each address in running text that goes on behind a sign which may close the sentence round it."""
    for piece in (piece for text in said.texts for piece in text if isinstance(piece, Address)):
        path = piece.url.partition("://")[2]
        path = path[len(host(piece.url)) :]
        if is_web(piece.url) and (match := re.search(r"[,;)\]’'”»\"](?=[^\W\d_])", path)):
            message = _("the address {url} goes on behind “{sign}”: so it opens, and so it prints")
            message = message.format(url=ascii_form(piece.url), sign=match[0])
            hint = _("put a space behind “{sign}” if the address ends there").format(sign=match[0])
            yield Problem(piece.where, message, hint, "address-goes-on")


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
    read = unicode_host(ascii_host(name))
    short = name.removeprefix("www.")
    if found := look_alike(link.url):
        yield Problem(link.where, found.message, found.hint, "look-alike")
    elif short in lists().shorteners:
        message = _("{name} is a link shortener: nobody sees where it leads, and it may lead elsewhere tomorrow")
        yield Problem(link.where, message.format(name=short), _("print the address that it opens"), "shortener")
    elif _is_within(name):
        message = _("{name} opens inside one network alone: readers at home cannot open it").format(name=read)
        yield Problem(link.where, message, _("print an address that opens everywhere"), "one-network")
    elif not _vouched(name) and name not in lists().stores:
        message = _("{name} is neither under .gov.vn nor an app store: who vouches for it?").format(name=read)
        yield Problem(link.where, message, _("print it only if the office answers for what it shows"), "stranger")


def _is_within(name: str) -> bool:
    """A single label, a private address, or a name that no public name server knows (RFC 6761, 6762, 8375)."""
    number = address_number(name)
    return not number.is_global if number else "." not in name or name.rpartition(".")[2] in WITHIN


def _vouched(name: str) -> bool:
    return any(name == official or name.endswith(f".{official}") for official in lists().official)
