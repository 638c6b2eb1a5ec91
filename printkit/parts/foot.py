"""The foot of a sheet: bar, hotline and contact, then hairline, abbreviations and links (visual standard 5.1, 6)."""

import re
from functools import lru_cache

from printkit.inline import plain, section_addresses
from printkit.layout.blocks import Block, Cell, Columns, Rule, Space, Stack
from printkit.layout.frame import Tag
from printkit.layout.paragraph import BLOCK, Paragraph
from printkit.layout.text import Piece
from printkit.memo import Same
from printkit.model import Guide, Link, Section, Words
from printkit.parts.codes import is_long
from printkit.parts.desk import Desk, style
from printkit.parts.look import Look, Type

HAIRLINE = 0.5  # pt
LIST = Type(11, 1.4, 400)


def used_abbreviations(guide: Guide, sections: tuple[Section, ...]) -> tuple[tuple[str, str], ...]:
    """The guide's abbreviations that its printed text holds."""
    line = (guide.hotline.label, guide.hotline.note) if guide.hotline else ()
    words = _words(" ".join(plain(text) for text in (guide.title, guide.kicker, guide.summary, *guide.prepare, *line)))
    words = words.union(*(_section_words(Same(section)) for section in sections))
    return tuple((short, long) for short, long in guide.abbreviations if set(short.split()) <= words)


@lru_cache(maxsize=256)
def _section_words(section: Same[Section]) -> frozenset[str]:
    """Every word the section prints."""
    it = section.it
    texts = [it.title, it.when, it.requires, *it.prepare, *it.notes]
    for step in (*it.steps, *(step for option in it.options for step in option.steps)):
        texts += [step.text, step.detail, step.note]
    texts += [text for option in it.options for text in (option.title, option.requires, option.text)]
    return _words(" ".join(plain(text) for text in texts))


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))


def abbreviations_line(desk: Desk, look: Look, entries: tuple[tuple[str, str], ...]) -> tuple[Paragraph, ...]:
    """One line: "Viết tắt: BHXH – bảo hiểm xã hội; …"."""
    if not entries:
        return ()
    said = "; ".join(f"{short}\u00a0– {long}" for short, long in entries) + "."
    pieces = (*desk.say("abbreviations_line", bold=True), *desk.pieces((Words(" " + said),)))
    return (desk.text(pieces, look.fine, desk.palette.muted),)


def abbreviations_list(desk: Desk, look: Look, entries: tuple[tuple[str, str], ...]) -> Stack:
    """A head and a row an abbreviation: short in bold, long beside it."""
    bold = style(LIST, desk.palette.ink).bold
    column = max(bold.width(short) for short, _long in entries) * LIST.size + look.s(5)
    white = (LIST.leading - BLOCK) * LIST.size  # rows stand like lines
    rows = tuple(
        Columns(
            (Cell(desk.text((Piece(short, True),), LIST), column), Cell(desk.text((Words(_capital(long)),), LIST))), 0.0
        )
        for short, long in entries
    )
    return Stack((desk.text("abbreviations", look.help_head, role=Tag("H2")), Space(look.s(0.8)), Stack(rows, white)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def link_lines(
    desk: Desk, look: Look, sections: tuple[Section, ...], letters: tuple[str, ...]
) -> tuple[Paragraph, ...]:
    """The whole of every address whose code shows its host alone, a line a section."""
    lines: list[Paragraph] = []
    for section, letter in zip(sections, letters, strict=True):
        long = [link for link in section_addresses(section) if is_long(link)]
        for link in long:
            head = desk.say("links_of", bold=True, letter=letter) if letter else desk.say("links_line", bold=True)
            lines.append(_link_line(desk, look, head, link))
    return tuple(lines)


def _link_line(desk: Desk, look: Look, head: tuple[Piece, ...], link: Link) -> Paragraph:
    pieces = (*head, Piece(" "), desk.address(link.url))
    return desk.text(pieces, look.fine, desk.palette.muted)


def fine_print(desk: Desk, look: Look, lines: tuple[Paragraph, ...]) -> tuple[Block, ...]:
    """Hairline and small lines beneath it, or nothing."""
    if not lines:
        return ()
    return (Rule(HAIRLINE, desk.palette.hair), Space(look.s(2.2)), Stack(lines, look.s(1.2)))
