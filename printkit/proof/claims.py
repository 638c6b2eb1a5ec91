"""What a file says it is: the guide, format, section, ward and options it was made from, out of its metadata."""

import re
from html import unescape
from typing import NamedTuple

from printkit.layout.document import Press
from printkit.proof.reading import Reading, as_value_error

MAKER = "printkit"
SOURCE = re.compile(r"<dc:source>(.*?)</dc:source>", re.DOTALL)
_TOOL = re.compile(r"<xmp:CreatorTool>(.*?)</xmp:CreatorTool>", re.DOTALL)


class Claims(NamedTuple):
    """What made a file and from what, by name; `press` is the print shop it was made for."""

    maker: str
    made_from: dict[str, str]
    press: Press | None = None


def claims(pdf: bytes) -> Claims | None:
    """What a file says of itself; None where it does not say that printkit made it. Raises ValueError for no PDF."""
    with as_value_error():
        return _claims(Reading(pdf))


def _claims(reading: Reading) -> Claims | None:
    tool, source = _TOOL.search(reading.packet), SOURCE.search(reading.packet)
    maker = unescape(tool.group(1)).strip() if tool else ""
    if source is None or maker.partition(" ")[0] != MAKER:
        return None
    parts = (part.partition("=") for part in unescape(source.group(1)).split("; "))
    told = {name.strip(): value.strip() for name, _equals, value in parts if value}
    if not {"guide", "format"} <= told.keys():
        return None
    return Claims(maker, told, Press(*reading.profile) if "press" in told else None)
