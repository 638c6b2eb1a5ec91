"""Addresses that pass for another's: an address goes in; which host it opens, what is wrong and what to do come out.

A guide with one is not printed unless whoever prints it allows the host.
"""

from collections.abc import Iterable
from gettext import gettext as _
from typing import NamedTuple

from printkit.addresses import ascii_host, authority, host, is_web, unicode_host
from printkit.errors import Problem, Where
from printkit.later import pattern

_STATE = pattern(r"(^|[.-])gov([.-]|$)")
_OF_A_STATE = pattern(r"(^|\.)gov(\.[a-z]{2})?$")  # usa.gov, gov.uk: given out by that state alone
_PLAIN_FOR = str.maketrans("01iıłđ", "olllld")  # signs that are read as another letter
_READ_AS = ("gov.vn", "play.google.com", "apps.apple.com", "zalo.me")


class LookAlike(NamedTuple):
    """The host that an address opens, in ASCII; what is wrong with it, and what to do."""

    host: str
    message: str
    hint: str


def look_alike(url: str) -> LookAlike | None:
    """Whether a web address passes for another's.

    >>> look_alike("https://dichvucong.gov.vn/x") is None
    True
    >>> look_alike("https://dichvucong-gov.vn").host
    'dichvucong-gov.vn'
    """
    if not is_web(url):
        return None
    name = ascii_host(host(url)).lower()
    read = unicode_host(name)
    scripts = next((found for label in read.split(".") if len(found := _scripts(label)) > 1), ()) or _foreign(read)
    if len(scripts) > 1:
        message = _("the host {name} mixes letters of {scripts}, to look like another")
        hint = _("retype it by hand; if it stays so, do not print it")
        return LookAlike(name, message.format(name=read, scripts=", ".join(scripts)), hint)
    if scripts:
        message = _("the host {name} is written in letters of {scripts}, which may look like others")
        hint = _("retype it by hand; if it stays so, do not print it")
        return LookAlike(name, message.format(name=read, scripts=scripts[0]), hint)
    if "@" in authority(url):
        message = _("the address opens {name}, whatever stands before the @").format(name=read)
        return LookAlike(name, message, _("write it without what stands before the @"))
    return _like_the_state(name, read) or _like_another(name, read)


def _like_the_state(name: str, read: str) -> LookAlike | None:
    if _STATE.search(name) and not _is_below(name, "gov.vn") and not _OF_A_STATE.search(name):
        message = _("{name} looks like a host of the state and is none: it does not end in .gov.vn")
        return LookAlike(name, message.format(name=read), _("copy the address from the office's own site"))
    return None


def _like_another(name: str, read: str) -> LookAlike | None:
    """A host that reads as one that everybody knows, by signs such as 0 for o, 1 for l, rn for m."""
    meant = next((known for known in _READ_AS if _is_below(_glance(read), _glance(known))), "")
    if _is_below(name, meant):
        return None
    message = _("{name} reads like {meant} and is another host").format(name=read, meant=meant)
    return LookAlike(name, message, _("copy the address from the office's own site"))


def _glance(name: str) -> str:
    """A host as it is read at a glance: without marks, with one sign for those that look alike."""
    from unicodedata import combining, normalize

    bare = "".join(sign for sign in normalize("NFD", name) if not combining(sign))
    return bare.translate(_PLAIN_FOR).replace("rn", "m").replace("vv", "w")


def refused(links: Iterable[tuple[str, Where | None]], allowed: Iterable[str] | None) -> tuple[Problem, ...]:
    """A problem for each host of these addresses that passes for another and is not allowed, where it stands first.

    None allows all.
    """
    if allowed is None:
        return ()
    known = {ascii_host(name.strip().lower()) for name in allowed}
    problems: list[Problem] = []
    for url, where in links:
        found = look_alike(url)
        if found and found.host not in known:
            known.add(found.host)
            hint = _("{hint}; to print it all the same, add --allow-host {host}")
            problems.append(Problem(where, found.message, hint.format(hint=found.hint, host=found.host)))
    return tuple(problems)


def _is_below(name: str, domain: str) -> bool:
    return not domain or name == domain or name.endswith(f".{domain}")


def _foreign(name: str) -> tuple[str, ...]:
    """The one script of a label that holds letters and none that a Vietnamese reader could tell from another's."""
    scripts = (found for label in name.split(".") if (found := _scripts(label)))
    return next((found for found in scripts if found != ("Latin",)), ())


def _scripts(label: str) -> tuple[str, ...]:
    """The scripts that the letters of a label are of, as Unicode names them."""
    if label.isascii():
        return ()
    from unicodedata import name  # few hosts have such letters

    return tuple(dict.fromkeys(name(letter, "?").split()[0].title() for letter in label if letter.isalpha()))
