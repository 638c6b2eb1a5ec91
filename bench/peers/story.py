"""The leaflet's words for peers that set no HTML: its page is parsed once, so that no text is written twice."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

VOID = ("meta", "img", "br", "wbr")
ARROW = "›"  # the faces have no other


class Element:
    """An element of the page: its kind is its class, or else its tag; `at` are its attributes."""

    def __init__(self, tag: str, at: dict[str, str]) -> None:
        self.tag, self.at, self.kind = tag, at, at.get("class", tag)
        self.children: list[Element | str] = []

    @property
    def elements(self) -> "list[Element]":
        """Its children without the text between them."""
        return [child for child in self.children if isinstance(child, Element)]

    def all(self, kind: str) -> "Iterator[Element]":
        """The elements of a kind below it, in order."""
        for child in self.elements:
            if child.kind == kind:
                yield child
            yield from child.all(kind)

    def one(self, kind: str) -> "Element":
        """The first of a kind."""
        return next(self.all(kind))


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("page", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A path of a drawing: nothing to read."""

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip("\n"):
            self.open[-1].children.append(data)


def story(folder: Path) -> Element:
    """The page of `leaflet.html`; `${name}` and other fields of a ward stand in its text."""
    parser = _Parser()
    parser.feed((folder / "leaflet.html").read_text(encoding="utf-8"))
    return parser.open[0]
