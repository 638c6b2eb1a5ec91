"""What a leaflet that flows over pages consists of: a procedure goes in, what page breaks leave whole comes out."""

from contextlib import suppress
from typing import NamedTuple

from printkit.formats.leaflet import single
from printkit.formats.leaflet.looks import LIVE, MARGIN, SEVERAL
from printkit.formats.leaflet.section import head_links, plan_head
from printkit.inline import free_addresses
from printkit.layout.blocks import Block, Space, Stack, place
from printkit.layout.frame import Frame
from printkit.layout.text import TooWide
from printkit.model import Guide, Section
from printkit.parts import options, panels
from printkit.parts.desk import Desk
from printkit.parts.look import LETTERS, Look
from printkit.parts.steps import Numbered, numbered
from printkit.units import mm

TEXT_WIDTH = 153.0  # mm: 68 characters
PICTURED_WIDTH = MARGIN + LIVE - single.TEXT_X  # beside a picture lines are short: it ends on the margin
BETWEEN = 5.0  # mm between a procedure's parts
LEAST_TOGETHER = 2  # steps on each side of a page break
FEW_STEPS = 5  # of a procedure, that are held together


class Item(NamedTuple):
    """What a page break leaves whole: a step, or a frame that may have to stand with what follows."""

    section: int
    step: Numbered | None = None
    frame: Frame | None = None
    indent: float = 0.0
    breaks: bool = True  # a page may end after it
    held: bool = False  # but better does not
    tight: bool = False  # it stands between two boxes, close to both

    @property
    def height(self) -> float:
        """Height in points."""
        return self.step.height if self.step else self.frame.height if self.frame else 0.0


def items_of(desk: Desk, look: Look, guide: Guide, index: int, *, several: bool, loose: bool = False) -> list[Item]:
    """A procedure's items in reading order; `loose` lets pages end between all but a head and what follows."""
    section = guide.sections[index]
    frames = _before(desk, look, guide, section, LETTERS[index] if several else "", loose=loose)
    items = [Item(index, frame=frame, breaks=loose and not (several and i == 0)) for i, frame in enumerate(frames)]
    width = mm(TEXT_WIDTH) - mm(look.text_at - 10.5)
    count = len(section.steps)
    for n, step in enumerate(section.steps, 1):
        whole = LEAST_TOGETHER <= n <= count - LEAST_TOGETHER or n == count or step.image is not None or loose
        room = mm(PICTURED_WIDTH) if step.image else width
        held = n < count <= FEW_STEPS
        items.append(Item(index, step=numbered(desk, look, step, str(n), room), breaks=whole, held=held))
    indent = mm(single.TEXT_X - MARGIN) if section.steps else 0.0
    rows = _link_rows(desk, look, section, mm(LIVE) - indent, lettered=several)
    if rows and section.steps and not loose:
        items[-1] = items[-1]._replace(breaks=False)  # codes stand with the steps that they are about
    items += [Item(index, frame=row, indent=indent) for row in rows]
    items += _ways(desk, look, section, index, indent)
    if section.notes and not loose:
        items[-1] = items[-1]._replace(breaks=False)  # a note stands with what it is about
    items += [
        Item(index, frame=place(panels.note(desk, look, note), mm(LIVE) - indent), indent=indent)
        for note in section.notes
    ]
    return items


def _ways(desk: Desk, look: Look, section: Section, index: int, indent: float) -> list[Item]:
    """A box a way, "hoặc" over each but the first, and never parted from it by a page's end."""
    width = mm(LIVE) - indent
    items: list[Item] = []
    for n, option in enumerate(section.options, 1):
        if items:
            items[-1] = items[-1]._replace(held=True)
            items.append(
                Item(index, frame=place(options.between(desk, look), width), indent=indent, breaks=False, tight=True)
            )
        items.append(Item(index, frame=options.option_box(desk, look, option, n, width), indent=indent))
    return items


def _link_rows(desk: Desk, look: Look, section: Section, width: float, *, lettered: bool) -> list[Frame]:
    """The codes that stand neither in a head nor in a panel, a row an item."""
    links = free_addresses(section)
    rest = links if len(links) > single.CODES_ASIDE else ()
    if lettered:
        rest = links[len(head_links(desk, _head_look(look), section, mm(LIVE))) :]
    if not rest:
        return []
    *head, rows = panels.link_grid(desk, look, rest, width, mm(single.CELL)).blocks
    assert isinstance(rows, Stack)
    first, *others = rows.blocks
    return [place(Stack((*head, first)), width), *(place(row, width) for row in others)]


def _head_look(look: Look) -> Look:
    """The codes of a head are those of a column's, however wide it is."""
    return look._replace(code=SEVERAL.code, caption=SEVERAL.caption, host=SEVERAL.host, label=SEVERAL.label)


def _before(desk: Desk, look: Look, guide: Guide, section: Section, letter: str, *, loose: bool) -> list[Frame]:
    """What stands before the first step: head, panels in rows, condition."""
    if letter:
        return _lettered(desk, look, section, letter, loose=loose)
    aside = single.across(desk, look, guide, section, noted=True)
    rows = [row for block in aside for row in (block.blocks if isinstance(block, Stack) else (block,))]
    if section.requires:
        rows.append(panels.condition(desk, look, section.requires))
    return [place(row, mm(LIVE)) for row in rows if not isinstance(row, Space)]


def _lettered(desk: Desk, look: Look, section: Section, letter: str, *, loose: bool) -> list[Frame]:
    """The same of one procedure of several: as much beside the head's codes as makes all of it lowest.

    What is `loose` stands apart, since a page may end between.
    """
    width, usual = mm(LIVE), _head_look(look)
    links = head_links(desk, usual, section, width)
    whole, narrow = (_lead(desk, look, section, columns) for columns in (3, 2))
    under = [place(block, width) for block in whole]
    found = [[plan_head(desk, usual, section, letter, width, links), *under]]
    for count in range(1, len(narrow) + 1 if links and not loose else 1):
        with suppress(TooWide):
            head = plan_head(desk, usual, section, letter, width, links, Stack(narrow[:count], look.s(4)))
            found.append([head, *under[count:]])
    return min(found, key=lambda frames: sum(frame.height + mm(BETWEEN) for frame in frames))


def _lead(desk: Desk, look: Look, section: Section, columns: int) -> tuple[Block, ...]:
    """What to prepare, and the condition."""
    prepare = (panels.prepare(desk, look, section.prepare, columns=columns),) if section.prepare else ()
    return (*prepare, panels.condition(desk, look, section.requires)) if section.requires else prepare
