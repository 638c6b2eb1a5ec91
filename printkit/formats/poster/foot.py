"""The foot of a procedure's poster: codes, hotline, notes and the ward's rows (visual standard 5.3, 6.1)."""

from contextlib import suppress

from printkit.formats.poster.looks import DIVIDER_X, LIVE, MARGIN, PROCEDURE, RIGHT_X
from printkit.layout.blocks import Block, Cell, Columns, Fixed, Rule, Space, Stack, measure, place
from printkit.layout.frame import LAYOUT, Box, Frame, Placed, Tag
from printkit.layout.paragraph import Paragraph
from printkit.layout.text import TooWide
from printkit.model import Guide, Link, Section
from printkit.parts import help, panels
from printkit.parts.codes import code, hanging, label, under_code
from printkit.parts.desk import Desk
from printkit.parts.look import Look
from printkit.units import mm

CODE_TEXT_X = 68.0  # mm from the left margin
APART = 20.0  # mm of white between two codes
PAIR = 2  # codes that stand in a row with their words beside them; more make a grid
WHOLE = 0.9  # of its height that rows in one column, each on one line, are worth
GRID_CELL = 60.0  # mm, of that grid: four a row


def notes(desk: Desk, look: Look, section: Section) -> tuple[Block, ...]:
    """The section's notes as panels."""
    return tuple(panels.note(desk, look, note) for note in section.notes)


def foot(desk: Desk, look: Look, guide: Guide, section: Section, links: tuple[Link, ...]) -> tuple[Block, ...]:
    """Bar, codes of the links beside the hotline, links of the whole guide under both, the ward's rows."""
    bar = (Rule(mm(look.bar), desk.palette.bar), Space(mm(2)))
    told = notes(desk, look, section) if guide.hotline else ()
    contact = _contact(desk, look, guide)
    above = _codes_and_hotline(desk, look, guide, section, links, told)
    linked = help.guide_links(desk, look, guide)
    rule = (Space(mm(4)), Rule(0.7, desk.palette.hair)) if above or linked else ()
    asked = (*rule, Space(mm(3)), contact) if contact else ()
    found = (*above, *linked, *asked)  # what a ward leaves of its room is at the foot
    return (*bar, *found) if found else ()


def _contact(desk: Desk, look: Look, guide: Guide) -> Block | None:
    """The ward's rows in two columns, or in one where long rows would break in two and save next to nothing."""
    two, one = (help.contact(desk, look, guide.ward, write_on=False, columns=columns) for columns in (2, 1))
    if two and one and WHOLE * measure(one, mm(LIVE)) <= measure(two, mm(LIVE)):
        return one
    return two


def _plain_notes(desk: Desk, look: Look, section: Section) -> tuple[Block, ...]:
    """Notes without their panel, for the narrow place under the hotline."""
    kind = look.panel_body
    return tuple(panels.informed(desk, look, desk.text(note, kind, role=Tag("Note"))) for note in section.notes)


def _codes_and_hotline(
    desk: Desk, look: Look, guide: Guide, section: Section, links: tuple[Link, ...], told: tuple[Block, ...]
) -> tuple[Block, ...]:
    if len(links) == 1:
        return _one_code(desk, look, guide, section, links[0], told)
    codes: tuple[Block, ...] = (_code_row(desk, look, links),) if len(links) == PAIR else ()
    if len(links) > PAIR:
        codes = (grid(desk, look, links),)
    if not guide.hotline:
        return codes
    apart = (Space(mm(6)), Rule(0.7, desk.palette.hair), Space(mm(4))) if codes else (Space(mm(4)),)
    return (*codes, *apart, _in_row(desk, look, guide, told))


def grid(desk: Desk, look: Look, links: tuple[Link, ...]) -> Block:
    """Codes with their words under them, four a row."""
    return panels.link_grid(desk, look, links, mm(LIVE), mm(GRID_CELL))


def _one_code(
    desk: Desk, look: Look, guide: Guide, section: Section, link: Link, told: tuple[Block, ...]
) -> tuple[Block, ...]:
    """The code and its words left, the hotline right; notes under that, or across the page where that is lower."""
    beside = _hotline(desk, look, guide, mm(LIVE + MARGIN - RIGHT_X))
    if beside:
        with suppress(TooWide):  # a large code leaves its words no room
            narrow = (_code_and_hotline(desk, look, link, Stack((beside, *_plain_notes(desk, look, section)), mm(4))),)
            if not told:
                return narrow
            above = (_code_and_hotline(desk, look, link, beside), Space(mm(4)))
            across, paired = (*above, Stack(told, mm(4))), (*above, Columns(tuple(map(Cell, told)), mm(6)))
            return min(narrow, across, paired, key=lambda blocks: measure(Stack(blocks), mm(LIVE)))
    return (_code_and_column(desk, look, guide, link, told),)


def _hotline(desk: Desk, look: Look, guide: Guide, room: float) -> Block | None:
    """The hotline, or None where there is none or its number is too long for the room."""
    try:
        return help.hotline(desk, look, guide.hotline, room, with_icon=False) if guide.hotline else None
    except TooWide:
        return None


def _in_row(desk: Desk, look: Look, guide: Guide, notes: tuple[Block, ...]) -> Block:
    """The hotline, with notes at its right, or under a number too long for that."""
    half = (mm(LIVE) - mm(8)) / 2
    line = _hotline(desk, look, guide, half) if notes else None
    if line:
        return Columns((Cell(line, half), Cell(Stack(notes, mm(4)), half)), mm(8))
    assert guide.hotline
    return Stack((help.hotline(desk, look, guide.hotline, mm(LIVE), with_icon=False), *notes), mm(4))


def _code_and_hotline(desk: Desk, look: Look, link: Link, line: Block) -> Fixed:
    """The code with its words left, a divider, the hotline right."""
    drawn = code(desk, link, look.code, look.dots)
    wider = max(0.0, drawn.frame.width - drawn.quiet - mm(CODE_TEXT_X - 4))
    words = _words_in(desk, look, link, mm(DIVIDER_X - 3 - MARGIN - CODE_TEXT_X) - wider)
    right = place(line, mm(LIVE + MARGIN - RIGHT_X))
    tall = max(drawn.frame.height, mm(5) + words.height, mm(5) + right.height)
    rule = Frame(
        look.divider, tall - mm(5), (Placed(0, 0, Box(look.divider, tall - mm(5), desk.palette.divider)),), LAYOUT
    )
    items = (
        Placed(-drawn.quiet, 0, drawn.frame),
        Placed(mm(CODE_TEXT_X) + wider, mm(5), words),
        Placed(mm(DIVIDER_X - MARGIN), mm(5), rule),
        Placed(mm(RIGHT_X - MARGIN), mm(5), right),
    )
    return Fixed(Frame(mm(LIVE), tall, items))


def _code_and_column(desk: Desk, look: Look, guide: Guide, link: Link, notes: tuple[Block, ...]) -> Columns:
    """The code left; its words, a long hotline number and notes in one column beside it."""
    drawn = code(desk, link, look.code, look.dots)
    moved = hanging(drawn)
    room = mm(LIVE) - moved.width - mm(4)
    line = (help.hotline(desk, look, guide.hotline, room, with_icon=False),) if guide.hotline else ()
    return Columns(
        (
            Cell(Fixed(moved), moved.width),
            Cell(Stack((code_words(desk, look, link), *line, *notes), mm(3)), room, mm(4)),
        ),
        mm(4),
    )


def _words_in(desk: Desk, look: Look, link: Link, room: float) -> Frame:
    """The code's words with the host's own name whole; a code larger than preferred may not cost that."""
    *above, address = code_words(desk, look, link).blocks
    assert isinstance(address, Paragraph)
    whole = address._replace(wrap=address.wrap._replace(strict=True))
    try:
        return place(Stack((*above, whole), mm(2)), room)
    except TooWide:
        if look.code > PROCEDURE.code:
            raise
        return place(Stack((*above, address), mm(2)), room)


def code_words(desk: Desk, look: Look, link: Link) -> Stack:
    """ "Quét mã để mở", what it opens, and its address."""
    caption = desk.text("scan", look.caption, desk.palette.accent, balanced=True)
    return Stack((caption, *label(desk, link, look.label), under_code(desk, link, look.host, align="left")), mm(2))


def _code_row(desk: Desk, look: Look, links: tuple[Link, ...]) -> Block:
    """Two codes with their words beside them, clear of one another."""
    cells: list[Cell] = []
    for link in links:
        drawn = code(desk, link, look.code, look.dots)
        moved = hanging(drawn)
        words = look._replace(caption=look.caption._replace(size=24))
        cells.append(
            Cell(Columns((Cell(Fixed(moved), moved.width), Cell(code_words(desk, words, link), 0.0, mm(5))), mm(1)))
        )
    return Columns(tuple(cells), mm(8))
