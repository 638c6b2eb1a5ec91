"""What a file says of itself: XMP in step with Info, output intent, bookmarks, page labels (PDF/UA-1, PDF/A-2a)."""

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from printkit import __version__
from printkit.layout.document import Document
from printkit.pdf.objects import Sheaf, Stream, deflated, text

PRODUCER = f"printkit {__version__}"
UNDATED = "2000-01-01T00:00:00Z"  # of a guide that gives no date: never the clock, or no two builds would be equal
PROFILE = Path(__file__).parent / "sRGB.icc"  # "no copyright, use freely"; zlib licence, from Little CMS

_SCHEMA = """<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>PDF/UA part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>"""
_ARCHIVAL = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>\0
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language><dc:source>\0</dc:source>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate><xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmp:CreatorTool>{producer}</xmp:CreatorTool><pdf:Producer>{producer}</pdf:Producer>
{archival}<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag>{extensions}</rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def escape(said: str) -> str:
    """Text for XML. `xml.sax` would bring sockets and TLS with it, 40 ms at every start."""
    return said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def date_of(document: Document) -> str:
    """When the document was made, ISO 8601: `SOURCE_DATE_EPOCH`, else the guide's own date, else a fixed one."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        from datetime import UTC, datetime

        return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    parts = document.updated.split("/")
    if len(parts) == 2:
        parts = ["01", *parts]  # MM/YYYY counts as the first of the month
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return UNDATED
    day, month, year = parts
    return f"{year:0>4}-{month:0>2}-{day:0>2}T00:00:00Z"


def information(document: Document, date: str) -> str:
    """The Info dictionary."""
    stamp = "D:" + "".join(char for char in date if char.isdigit()) + "Z"
    author = f" /Author {text(document.author)}" if document.author else ""
    return (
        f"<</Title {text(document.title)}{author} /Creator {text(PRODUCER)} /Producer {text(PRODUCER)}"
        f" /CreationDate ({stamp}) /ModDate ({stamp})>>"
    )


def packet(document: Document, date: str) -> Stream:
    """The XMP stream: what the Info dictionary says, what the file conforms to, and what it was made from."""
    archival = document.press is None or bool(document.press.profile)
    before, between, after = _around(document.title, document.lang, date, archival)
    creator = f"<dc:creator><rdf:Seq><rdf:li>{escape(document.author)}</rdf:li></rdf:Seq></dc:creator>"
    made_from = escape("; ".join([f"{name}={value}" for name, value in document.made_from]))
    own = (creator.encode() if document.author else b"", made_from.encode())
    return Stream({"Type": "/Metadata", "Subtype": "/XML"}, b"".join((before, own[0], between, own[1], after)))


@lru_cache(maxsize=16)
def _around(title: str, lang: str, date: str, archival: bool) -> tuple[bytes, ...]:
    """What stands in all wards' packets: before the creator, between it and what the file was made from, and after."""
    said = {"title": escape(title), "lang": escape(lang), "date": date, "producer": escape(PRODUCER)}
    filled = _PACKET.format(archival=_ARCHIVAL if archival else "", extensions=_SCHEMA, **said)
    return tuple(part.encode() for part in filled.split("\0"))


@lru_cache(maxsize=1)
def _profile() -> bytes:
    return deflated(PROFILE.read_bytes())


def output_intents(sheaf: Sheaf, document: Document) -> str:
    """What the colours mean (PDF/A-2, 6.2.3): sRGB, or the print shop's inks. Without its profile we cannot say."""
    if document.press is None:
        return _intent(sheaf, "3", _profile(), "sRGB IEC61966-2.1")
    if document.press.profile:
        return _intent(sheaf, "4", deflated(document.press.profile), document.press.condition)
    return ""


def _intent(sheaf: Sheaf, channels: str, profile: bytes, name: str) -> str:
    number = sheaf.keep(Stream({"N": channels, "Filter": "/FlateDecode"}, profile))
    return (
        f" /OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier {text(name)}"
        f" /Info {text(name)} /DestOutputProfile {number} 0 R>>]"
    )


def outlines(sheaf: Sheaf, document: Document, pages: Sequence[int]) -> str:
    """Bookmarks, a procedure each; empty where there is none."""
    marks = document.bookmarks
    if not marks:
        return ""
    root = sheaf.reserve()
    numbers = [sheaf.reserve() for _mark in marks]
    for i, mark in enumerate(marks):
        around = f" /Prev {numbers[i - 1]} 0 R" if i else ""
        around += f" /Next {numbers[i + 1]} 0 R" if i + 1 < len(marks) else ""
        sheaf.fill(
            numbers[i], f"<</Title {text(mark.title)} /Parent {root} 0 R{around} /Dest [{pages[mark.page]} 0 R /Fit]>>"
        )
    sheaf.fill(root, f"<</Type /Outlines /First {numbers[0]} 0 R /Last {numbers[-1]} 0 R /Count {len(marks)}>>")
    return f" /Outlines {root} 0 R"
