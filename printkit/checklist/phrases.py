"""The words printed on the office's own papers, by language: a language goes in, its `OfficePhrases` come out."""

from functools import lru_cache
from typing import NamedTuple

from printkit import yamlfile
from printkit.errors import Problem, SourceError
from printkit.words import FOLDER, load_words, table_of, text_of


class OfficePhrases(NamedTuple):
    """The fixed phrases of a language. Those that say so are filled with `str.format`."""

    title: str
    guides: str  # {titles}
    todo: str
    number: str
    ward: str
    address: str
    phone: str
    leaflet: str  # this and the next two are the formats, by their names
    poster: str
    flashcards: str
    sheets: str
    copies: str
    sign: str
    no_province: str
    failed: str
    lacking: str  # {n}
    subtotal: str  # {province} {n}
    total: str  # {n}
    times: str  # {copies}
    unprinted: str  # {n}
    page_of: str  # {n} {total}
    test_title: str
    front: str
    back: str
    long_edge: str
    short_edge: str
    test_why: str
    test_print: str  # {edge}
    test_pierce: str
    test_turn: str
    test_read_x: str
    test_read_y: str
    test_type: str
    test_example: str
    test_corners: str
    test_again: str


@lru_cache
def office_phrases(lang: str) -> OfficePhrases:
    """The office's phrases in a BCP 47 language; `vi-VN` takes `vi`.

    Raises SourceError for a language we have no words of, and with every key of its file that is missing or unknown.
    """
    stem = load_words(lang).lang
    problems: list[Problem] = []
    nodes = table_of(yamlfile.read(FOLDER / "office" / f"{stem}.yaml"), OfficePhrases._fields, problems)
    texts = {name: text_of(node, problems) for name, node in nodes.items()}
    if problems:
        raise SourceError(problems)
    return OfficePhrases(**texts)
