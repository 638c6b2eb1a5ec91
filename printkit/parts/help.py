"""Where to get help: hotline, the ward's contact block, links, abbreviations and the issuer's line (standard 6)."""

import re
from functools import lru_cache
from math import floor
from typing import NamedTuple, Protocol

from printkit.addresses import group_phone
from printkit.calls import guide_calls
from printkit.fonts import face
from printkit.inline import guide_addresses
from printkit.layout.blocks import Block, Cell, Columns, Fixed, Rule, Runaround, Slotted, Space, Stack, one_line, place
from printkit.layout.frame import LAYOUT, PAGINATION, Frame, Placed, Tag
from printkit.layout.icons import icon
from printkit.layout.paragraph import BLOCK, Paragraph
from printkit.layout.text import Piece, TooWide
from printkit.marks import FAST
from printkit.model import Guide, Hotline, Link, Rich, Ward, Words
from printkit.parts.codes import code, label, told, under_code
from printkit.parts.desk import Desk, spoken, style
from printkit.parts.look import Look, Type
from printkit.phones import numbers
from printkit.units import mm
from printkit.values import replace
from printkit.words import NBSP

LABELS = {"url": "website"}  # fields whose phrase has another name
NUMBER_ICON = 0.86  # of the number's size
DOT = 0.7  # pt, of a dotted line to write on
DOT_PITCH = 2.2  # pt
WRITE_ON = ("address", "phone", "hours")  # the three lines where the ward is unknown
CONTACT = Tag("Sect")
ROWS = ("address", "phone", "hotline", "hours", "email", "url")


def hotline(desk: Desk, look: Look, line: Hotline, room: float, *, with_icon: bool) -> Stack:
    """ "Cần giúp? Gọi tổng đài", the number, and what to do then, in a room of so many points.

    A long number is set smaller, not under its floor; TooWide is raised where that is too wide still.
    """
    who = desk.pieces(line.label)
    head = (
        (Piece(desk.say("help", label="\0")[0].text.split("\0")[0]), *who)
        if who
        else desk.say("help", label=desk.phrase("hotline_label"))
    )
    blocks: list[Block] = [desk.text(head, look.help_head, balanced=True), _number(desk, look, line, room, with_icon)]
    if line.note:
        blocks.append(desk.text(line.note, look.panel_body, balanced=True))
    return Stack(tuple(blocks), look.s(0.6))


def _number(desk: Desk, look: Look, line: Hotline, room: float, with_icon: bool) -> Block:
    colour = desk.palette.accent
    em = face(look.number.weight).width(line.number) + (NUMBER_ICON if with_icon else 0.0)
    gap = look.s(2.4) if with_icon else 0.0
    kind = look.number._replace(size=min(look.number.size, max(look.number.floor, floor((room - gap) / em * 2) / 2)))
    if em * kind.size + gap > room:
        raise TooWide(line.number, em, room / kind.size)
    number = desk.text((Piece(_whole(line.number), False, line.tel),), kind._replace(weight=700), colour)
    if not with_icon:
        return number
    size = NUMBER_ICON * kind.size
    sign = Frame(size, size, (Placed(0, 0, icon("call", size, colour)),), LAYOUT)
    return Columns((Cell(Fixed(sign), size, 0.16 * kind.size), Cell(number)), gap)


def _whole(number: str) -> str:
    """A number none of whose spaces opens."""
    return number.replace(" ", FAST).replace(NBSP, FAST)


def _row(desk: Desk, name: str, value: str) -> tuple[Piece, ...]:
    """What a row says of a ward's field, after its label."""
    if name in ("phone", "hotline"):
        return _called(desk, value)
    if name == "email":
        return _written_to(desk, value)
    if name == "url":
        return (desk.address(value, told(Link(value)), bold=True),)
    return spoken(value, True, desk.keep, desk.words)


@lru_cache(maxsize=128)
def _label(desk: Desk, name: str) -> tuple[Piece, Piece]:
    """What stands before a field: the same in every ward's print."""
    said = desk.phrase("row", label=desk.phrase(LABELS.get(name, name)))
    return (Piece(said.replace(" ", FAST)), Piece(" "))


@lru_cache(maxsize=256)
def _called(desk: Desk, cell: str) -> tuple[Piece, ...]:
    """A cell with telephones: each number whole, bold and live, words and extensions as they are written."""
    calls = numbers(cell)
    if len(calls) == 1 and (calls[0].start, calls[0].end) == (0, len(cell)):
        return (Piece(_whole(group_phone(cell)), True, f"tel:{calls[0].tel}"),)
    pieces: list[Piece] = []
    end = 0
    for call in calls:
        pieces += _beside(desk, cell[end : call.start])
        end = call.end
        pieces.append(Piece(_whole(cell[call.start : end]), True, f"tel:{call.tel}"))
    return (*pieces, *_beside(desk, cell[end:]))


def _written_to(desk: Desk, cell: str) -> tuple[Piece, ...]:
    """A cell with e-mail addresses: each live by itself, what parts them as it is written."""
    pieces: list[Piece] = []
    end = 0
    for match in re.finditer(r"[^\s,;]+", cell):
        pieces += _beside(desk, cell[end : match.start()])
        end = match.end()
        pieces.append(desk.address(f"mailto:{match.group()}", match.group(), bold=True))
    return (*pieces, *_beside(desk, cell[end:]))


def _beside(desk: Desk, words: str) -> tuple[Piece, ...]:
    """What stands beside a number: a line may break there, but a dash stays with the number before it."""
    if words.startswith((" -", " –")):
        words = NBSP + words[1:]
    return spoken(words, False, desk.keep, desk.words) if words else ()


class Contact(NamedTuple):
    """What sets the contact block for another ward."""

    desk: Desk
    look: Look
    columns: int = 1
    coded: bool = True  # the ward's code stands beside the rows, not elsewhere with its address
    write_on: bool = True  # a ward without any contact has lines to fill in

    def block(self, ward: Ward) -> Block:
        """The head and the ward's rows, its code beside them; lines to write on where it has none."""
        desk, look = self.desk, self.look
        if self.write_on and not any(getattr(ward, name) for name in ROWS):
            return Stack((self.head(ward), *_lines_to_write_on(desk, look)), 0.0, CONTACT)
        if ward.url and not self.coded:
            ward = replace(ward, url="")
        head, rows, gap = self.head(ward), _rows(desk, look, ward), self.gap
        aside = ward_code(desk, look, ward) if ward.url else None
        lines: Block = Runaround(rows, gap, aside, look.s(1)) if aside else Stack(rows, gap)
        if self.columns == 2 and len(rows) > 1:
            half = (len(rows) + 1) // 2
            cells = (Cell(Stack(rows[:half], gap)), Cell(Stack(rows[half:], gap)))
            lines = Columns((*cells, Cell(Fixed(aside), aside.width)) if aside else cells, look.s(6))
        return Stack((head, lines), look.s(0.8), CONTACT)

    def head(self, ward: Ward) -> Paragraph:
        """ "Hỏi trực tiếp tại Phường Bến Sen"."""
        said = self.desk.say("ask_ward", ward=ward.name)
        return self.desk.text(said, self.look.help_head, balanced=True, role=Tag("H2"))

    @property
    def gap(self) -> float:
        """White between rows in points: a row is no nearer to the next than its own lines."""
        kind = self.look.panel_body
        return max(self.look.s(0.5), (kind.leading - BLOCK) * kind.size)

    def around(self, ward: Ward, aside: Frame, gutter: float) -> Runaround:
        """Head and rows beside something at their right, and as wide as the block beneath it."""
        return Runaround((self.head(ward), *_rows(self.desk, self.look, ward)), self.gap, aside, gutter)

    def set(self, ward: Ward, width: float) -> Frame:
        """The block laid out."""
        return place(self.block(ward), width)


class Issuer(NamedTuple):
    """What sets the issuer for another ward; `said` is the guide's own."""

    desk: Desk
    kind: Type
    said: Rich

    def block(self, said: Rich) -> Block:
        """The issuer's name."""
        return self.desk.text(said, self.kind, balanced=True)

    def set(self, ward: Ward, width: float) -> Frame:
        """The issuer of the ward, or else of the guide."""
        return place(self.block((Words(ward.issuer),) if ward.issuer else self.said), width)


def contact(desk: Desk, look: Look, ward: Ward | None, *, write_on: bool, columns: int = 1) -> Block | None:
    """The block to ask in person; with no ward, lines to write on, or nothing."""
    if ward is None:
        return _to_write_on(desk, look) if write_on else None
    slot = Contact(desk, look, columns, write_on=write_on)
    return Slotted(slot.block(ward), slot)


def issuer(desk: Desk, kind: Type, said: Rich) -> Block:
    """The office that issued the sheet."""
    slot = Issuer(desk, kind, said)
    return Slotted(slot.block(said), slot)


def _rows(desk: Desk, look: Look, ward: Ward) -> tuple[Paragraph, ...]:
    """The ward's filled fields, each with its label."""
    kind = look.panel_body._replace(bold=600)
    call = look.call or kind
    rows: list[Paragraph] = []
    for name in ROWS:
        if value := getattr(ward, name):
            said = _row(desk, name, value)
            rows.append(desk.text((*_label(desk, name), *said), call if _is_to_call(said) else kind))
    return tuple(rows)


def _is_to_call(pieces: tuple[Piece, ...]) -> bool:
    """Are numbers to call at least half of what a row says? A long text beside them is no larger than other rows."""
    live = sum(len(piece.text) for piece in pieces if piece.link.startswith("tel:"))
    return 0 < sum(len(piece.text) for piece in pieces) <= 2 * live


def ward_code(desk: Desk, look: Look, ward: Ward) -> Frame:
    """The code of the ward's page, its quiet zone hanging out at the right: dark modules end on the edge."""
    drawn = code(desk, Link(ward.url), look.code_least, look.dots)
    return Frame(drawn.frame.width - drawn.quiet, drawn.frame.height, (Placed(0, 0, drawn.frame),))


def _to_write_on(desk: Desk, look: Look) -> Stack:
    head = desk.text("ask_any", look.help_head, role=Tag("H2"))
    return Stack((head, *_lines_to_write_on(desk, look)), 0.0, CONTACT)


def _lines_to_write_on(desk: Desk, look: Look) -> tuple[Columns, ...]:
    """A dotted line behind each label: address, telephone, hours."""
    labels = [desk.phrase("row", label=desk.phrase(name)) for name in WRITE_ON]
    regular = style(look.panel_body, desk.palette.ink).regular
    room = max(regular.width(text) for text in labels) * look.panel_body.size + mm(2.5)
    return tuple(_write_row(desk, look, text, room) for text in labels)


def _write_row(desk: Desk, look: Look, text: str, room: float) -> Columns:
    pitch = mm(7.0 if look.unit <= 1 else 12.0)
    label_text = desk.text((Piece(text.replace(" ", FAST)),), look.panel_body)
    drop = pitch - BLOCK * look.panel_body.size - mm(0.3)
    return Columns((Cell(label_text, room, drop), Cell(Rule(DOT, desk.palette.hair, pitch, (DOT, DOT_PITCH)))), 0.0)


class Imprint(Protocol):
    """Who issued a sheet, and when."""

    @property
    def issuer(self) -> Rich:
        """The office."""

    @property
    def updated(self) -> str:
        """MM/YYYY or DD/MM/YYYY, or empty."""


def issuer_line(desk: Desk, look: Look, guide: Imprint, width: float, page: int = 1, pages: int = 1) -> Frame:
    """Issuer left; date and page number right. Always one line high unless the issuer's name is long."""
    right = _right_end(desk, look, guide, page, pages)
    right_width = right.width if right else 0.0
    left = (
        place(issuer(desk, look.issuer._replace(weight=600), guide.issuer), width - right_width - mm(6))
        if guide.issuer
        else None
    )
    height = max(frame.height for frame in (left, right) if frame) if left or right else 0.0
    items = [Placed(0, height - left.height, left)] if left else []
    if right:
        items.append(Placed(width - right_width, height - right.height, right))
    return Frame(width, height, tuple(items))


def _right_end(desk: Desk, look: Look, guide: Imprint, page: int, pages: int) -> Frame | None:
    palette = desk.palette
    frames: list[Frame] = []
    if guide.updated:
        frames.append(one_line(desk.text(desk.say("updated", date=guide.updated), look.issuer, palette.muted)))
    if pages > 1:
        number = desk.text(desk.say("page_of", n=page, total=pages), look.issuer._replace(weight=700), role=PAGINATION)
        frames.append(one_line(number))
    if not frames:
        return None
    x, items = 0.0, []
    for frame in frames:
        items.append(Placed(x, 0, frame))
        x += frame.width + mm(5)
    return Frame(x - mm(5), frames[0].height, tuple(items))


def guide_links(desk: Desk, look: Look, guide: Guide, columns: int = 2) -> tuple[Block, ...]:
    """Links of the whole guide: whom to call and write to, then each code with its words beside it, in rows."""
    called = guide_calls(guide, desk.words)
    calls = (Space(look.s(2)), desk.text(called, look.panel_body)) if called else ()
    cells = [Cell(_guide_link(desk, look, link)) for link in guide_addresses(guide)]
    if not cells:
        return calls
    cells += [Cell(Space(0.0))] * (-len(cells) % columns)
    rows = tuple(Columns(tuple(cells[i : i + columns]), look.s(6)) for i in range(0, len(cells), columns))
    return (*calls, Space(look.s(3)), Stack(rows, look.s(4)))


def _guide_link(desk: Desk, look: Look, link: Link) -> Columns:
    drawn = code(desk, link, look.code_least, look.dots)
    caption = label(desk, link, look.help_head) or (desk.text("scan", look.help_head, balanced=True),)
    words = Stack((*caption, under_code(desk, link, look.host, align="left")), look.s(0.6))
    frame = drawn.frame._replace(width=drawn.frame.width - drawn.quiet)
    moved = Frame(frame.width, frame.height, (Placed(-drawn.quiet, 0, drawn.frame),))
    return Columns((Cell(Fixed(moved), frame.width), Cell(words, 0.0, drawn.quiet)), look.s(1))


def zone(
    desk: Desk, look: Look, guide: Guide, width: float, *, contact_width: float, gutter: float
) -> tuple[Block, ...]:
    """The help zone side by side: hotline, and whom to ask in person; links of the whole guide beneath."""
    bar = Rule(mm(look.bar), desk.palette.bar)
    asked = contact(desk, look, guide.ward, write_on=True)
    return (
        bar,
        Space(look.s(3)),
        _paired(desk, look, guide, asked, width, contact_width, gutter),
        *guide_links(desk, look, guide),
    )


def _paired(
    desk: Desk, look: Look, guide: Guide, asked: Block | None, width: float, contact_width: float, gutter: float
) -> Block:
    """Hotline left and contact right; a number too long for that takes a full row."""
    if guide.hotline is None or asked is None:
        return hotline(desk, look, guide.hotline, width, with_icon=True) if guide.hotline else asked or Space(0.0)
    try:
        left = hotline(desk, look, guide.hotline, width - contact_width - gutter, with_icon=True)
    except TooWide:
        return Stack((hotline(desk, look, guide.hotline, width, with_icon=True), asked), look.s(3))
    return Columns((Cell(left), Cell(asked, contact_width)), gutter)
