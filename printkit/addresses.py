"""An address as it stands on paper: a URL goes in, what a reader sees of it comes out."""

import re


def shown(url: str) -> str:
    """An address as it prints: without its scheme and a final "/"."""
    return re.sub(r"^(https?://|mailto:|tel:)", "", url, flags=re.IGNORECASE).removesuffix("/")


def host(url: str) -> str:
    """The host of a web address without user and port; of another address what prints of it."""
    if not is_web(url):
        return shown(url)
    authority = re.split(r"[/?#\\]", url.split("://", 1)[1], maxsplit=1)[0].rpartition("@")[2]
    return re.sub(r":\d*$", "", authority)


def is_web(url: str) -> bool:
    """Does it open a page, and so get a code?"""
    return url.lower().startswith(("https://", "http://"))
