"""Where an address begins and ends in running text, and what is wrong with one; the words round it stay words.

In its host an address ends before any sign that no host or port may have. Behind the host, what closes the sentence
round it ends it. Nothing here raises.
"""

import re
from gettext import gettext as _
from ipaddress import IPv4Address, IPv6Address, ip_address

from printkit.addresses import ascii_host, authority, host, is_web

SCHEMES = ("https", "http", "mailto", "tel")
LONGEST_HOST = 253  # signs, RFC 1035, 2.3.4
LONGEST_LABEL = 63
LAST_PORT = 65535
ARROWS = "→⇒➔➜➡\uf0e0"  # as Word, its symbol fonts and web pages write them
BULLETS = "●▪➢‣■❖\uf076\uf0a7\uf0b7\uf0d8"
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_NEVER = rf"\s<>{{}}|\\^`{ARROWS}{BULLETS}{_UNSEEN}“„«"  # in no address, RFC 3987
_LABEL = r"[\w\u0300-\u036f](?:[\w\u0300-\u036f-]*[^\W_])?"
_NAME = rf"{_LABEL}(?:\.{_LABEL})*"
_USER = r"(?:[\w.~%-]+(?::[\w.~%-]*)?@)?"
_PORT = r"(?::\d+)?"
_REST = rf"(?:[/?#](?:(?!->|\*\*)[^{_NEVER}])*)?"
_WEB = rf"https?://(?=[^\W_]|\[){_USER}(?:\[[0-9a-f:.]+\]|{_NAME}(?:\.(?=[/?#:]))?){_PORT}{_REST}"
_BOX = rf'[^{_NEVER}@"”»(),;:?]+@{_NAME}'
_MAIL = rf"mailto:{_BOX}(?:,{_BOX})*(?:\?(?:(?!->|\*\*)[^{_NEVER}])*)?"
URL = rf"(?<![^\W_])(?:{_WEB}|{_MAIL}|tel:\+?\d[\d.()-]*)"
_TAIL = ".,;:!?…'’\"”»)]"  # closes the sentence, not the address
_CLOSED_BY = {")": "(", "]": "[", "”": "“", "»": "«"}
_QUOTES = re.compile('["“”„«»]')
_PLAIN_LABEL = re.compile(r"[0-9a-z](?:[0-9a-z-]*[0-9a-z])?", re.IGNORECASE | re.ASCII)


def without_tail(match: re.Match[str]) -> tuple[str, int]:
    """An address that was found in a text, without punctuation that closes the sentence round it, and where it ends."""
    url = match["url"]
    end = _closed(match.string[: match.start("url")], url)
    balance = {sign: url.count(opening, 0, end) - url.count(sign, 0, end) for sign, opening in _CLOSED_BY.items()}
    while url[end - 1] in _TAIL and balance.get(url[end - 1], -1) < 0:
        end -= 1
        if url[end] in balance:
            balance[url[end]] += 1
    return url[:end], match.start("url") + end


def _closed(before: str, url: str) -> int:
    """Where a bracket or quotation that was opened before the address is closed in it, else its end."""
    ends = [len(url)]
    for sign, opening in _CLOSED_BY.items():
        if sign in url and before.count(opening) > before.count(sign):
            depth = 0
            for i, each in enumerate(url):
                depth += (each == opening) - (each == sign)
                if depth < 0:
                    ends.append(i)
                    break
    if '"' in url and before.count('"') % 2:
        ends.append(url.index('"'))
    return min(ends)


def has_scheme(text: str) -> re.Match[str] | None:
    """Does it begin like an address, with the scheme as group 1?"""
    return re.match(r"([a-z][a-z0-9+.-]*):", text, re.IGNORECASE)


def url_fault(url: str) -> tuple[str, str] | None:
    """What is wrong with an address and what to do, or None."""
    scheme = has_scheme(url)
    if not scheme or re.match(r"[^:/]+\.[^:/]+:\d", url):
        return _("“{url}” is no address").format(url=url), _bare_hint(url)
    if scheme[1].lower() not in SCHEMES:
        message = _("addresses with {scheme}: are not taken").format(scheme=scheme[1])
        return message, _("use https, http, mailto or tel")
    if "{{" in url:
        return _("an address cannot hold a placeholder: {url}").format(url=url), _("write the whole address")
    if is_web(url) and (fault := host_fault(url)):
        return fault
    if not re.fullmatch(URL, url, re.IGNORECASE) or _QUOTES.search(url):
        return _("the address {url} is broken").format(url=url), _broken_hint(url)
    return None


def _bare_hint(url: str) -> str:
    """What to write for an address without its scheme."""
    if re.fullmatch(rf"{_NAME}\.[^\W\d_]{{2,}}{_PORT}{_REST}", url, re.IGNORECASE):
        return _("write https://{url}").format(url=url)
    return _("write https://…")


def _broken_hint(url: str) -> str:
    """What to do about an address that is no single run of signs: spaces in its path may be meant."""
    mended = re.sub(r"(?<=\S) +(?=\S)", "%20", url)
    path = url[url.find("/", url.find("://") + 3) :] if url.count("/") > 2 else ""
    if is_web(url) and " " in path and not url_fault(mended):
        return _("write {url}").format(url=mended)
    return _("copy it again from the browser, without spaces or quotation marks")


def host_fault(url: str) -> tuple[str, str] | None:
    """What is wrong with the host or the port of a web address, or None. A host that is hardly one is not looked at."""
    named = authority(url).rpartition("@")[2]
    name, port = host(url), named[len(host(url)) + 1 :]
    if not re.fullmatch(rf"{_NAME}\.?{_PORT}|[\w.-]+", named, re.IGNORECASE) or not re.search(r"\w", name):
        return None
    if port and int(port) > LAST_PORT:
        message = _("the address {url} names the port {port}; the last there is has the number {last}")
        return message.format(url=url, port=port, last=LAST_PORT), _copy()
    if not is_host(name):
        return _("“{host}” can be no host, in the address {url}").format(host=name, url=url), _copy()
    return None


def _copy() -> str:
    return _("copy the address again from the browser")


def is_host(name: str) -> bool:
    """May this be the name of a host: a domain name as IDNA has it, or a number of the Internet Protocol?

    >>> is_host("cổng.gov.vn"), is_host("my_site.vn"), is_host("a..vn"), is_host("10.0.0.256")
    (True, False, False, False)
    """
    labels = ascii_host(name).split(".")
    if labels[-1].isdecimal() or re.fullmatch("0x[0-9a-f]*", labels[-1]):
        return address_number(name) is not None
    if any(not _PLAIN_LABEL.fullmatch(label) or len(label) > LONGEST_LABEL for label in labels):
        return False
    return len(".".join(labels)) <= LONGEST_HOST and all(_means(label) for label in labels)


def _means(label: str) -> bool:
    """Is it a label without letters beyond ASCII, or one that stands for such?"""
    if not label.startswith("xn--"):
        return True
    import idna  # 17 ms, for few hosts

    try:
        idna.decode(label)
    except idna.IDNAError:
        return False
    return True


def address_number(name: str) -> IPv4Address | IPv6Address | None:
    """The Internet Protocol address that a host is, or None for a name."""
    try:
        return ip_address(name.strip("[]"))
    except ValueError:
        return None
