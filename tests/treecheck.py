"""The tags of a PDF as the proof reads them: bytes go in, findings or an indented text come out."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pikepdf

from printkit.proof.content import Content
from printkit.proof.reading import Reading
from printkit.proof.tree import Part, Place, Tree, faults, read_tree


@lru_cache(maxsize=2)
def _tree(data: bytes) -> Tree:
    reading = Reading(data)
    return read_tree(reading, [Content(page) for page in reading.pages])


def findings(data: bytes) -> list[str]:
    """What is wrong with the tags; empty where all is well."""
    return [str(fault) for fault in faults(_tree(data))]


def tree_text(data: bytes) -> str:
    """The tag tree: an element a line, with what it says to a reader and what it shows."""
    tree = _tree(data)
    assert tree.root
    return "".join(f"{line}\n" for line in _lines(tree, tree.root))


def _lines(tree: Tree, part: Part) -> Iterator[str]:
    said = [f'{key[1:]}="{part.object[key]}"' for key in ("/Alt", "/ActualText", "/Lang") if key in part.object]
    yield "  " * part.depth + " ".join((part.kind, *said))
    at = "  " * (part.depth + 1)
    for kid in part.kids:
        if isinstance(kid, Part):
            yield from _lines(tree, kid)
        elif isinstance(kid, Place):
            page = tree.pages.index(kid.page)
            text = tree.contents[page].shown.get(kid.mcid, "")
            yield f"{at}{page + 1}: " + (f'"{text}"' if text else "drawn")
        else:
            yield f"{at}-> {tree.reading.file.get_object(kid.number)['/A']['/URI']}"  # type: ignore[index]


def elements(pdf: Any) -> list[Any]:
    """The objects of all structure elements of a file opened by pikepdf, in reading order."""
    return list(_under(pdf.Root.StructTreeRoot.K))


def _under(given: Any) -> Iterator[Any]:
    kids = list(given) if isinstance(given, pikepdf.Array) else [given]
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _under(kid.get("/K", pikepdf.Array()))
