"""The distribution list: wards with the sheets they receive go in, an A4 list to sign comes out.

Groups by province, column heads and the group's name again on every page, totals of each group and of all.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepInFrame, PageTemplate, Spacer

from printkit.checklist.paper import (
    BOLD,
    LEADING,
    REGULAR,
    About,
    PageNumbers,
    Words,
    build,
    font_name,
    frame,
    mark_page,
    style,
)
from printkit.checklist.phrases import OfficePhrases, office_phrases
from printkit.checklist.roll import Cells, Look, Roll, Rows
from printkit.checklist.rows import Checklist, Portion, Row
from printkit.units import A4, Size, mm

SHEET = Size(A4.height, A4.width)  # landscape: an address of ten words takes two lines
MARGIN, BOTTOM = 12.0, 14.0  # mm
NUMBER, PHONE, SHEETS, COPIES, SIGN = 11.0, 30.0, 21.0, 15.0, 48.0  # mm, widths of columns
NAME = 0.44  # of what they leave; the rest is the address's
ROW = mm(11)  # least height of a row: room for a signature
SIZE, SMALL = 9.0, 7.5  # pt
PADDING = 3.0  # pt, on each side of a cell
NAMED = 4  # columns before those of the formats: number, ward, address, phone
RULE, HEAVY = 0.5, 1.0  # pt; thinner lines do not survive a photocopier
LONG = 250  # characters of a cell, above which it is made smaller where it is higher than MOST
MOST = mm(100)


def draw_checklist(checklist: Checklist) -> bytes:
    """The list as a PDF. Same input, same bytes."""
    said = office_phrases(checklist.lang)
    groups = _groups(checklist.rows)
    room = frame(mm(MARGIN), mm(BOTTOM), SHEET.width - 2 * mm(MARGIN), SHEET.height - mm(MARGIN) - mm(BOTTOM))
    story: list[Flowable] = list(_head(checklist, said, [name for name, _rows in groups]))
    table = _Table(checklist, said)
    first = 1
    for name, rows in groups if len(groups) > 1 else ():
        story += [table.group(name, rows, first), Spacer(0, mm(6))]
        first += len(rows)
    story.append(table.whole(checklist.rows if len(groups) == 1 else ()))
    story.append(PageNumbers(said.page_of, SHEET))
    about = About(f"{said.title}: {'; '.join(checklist.titles)}", checklist.lang, SHEET)
    return build(about, [PageTemplate("list", [room], onPage=mark_page)], story)


def _groups(rows: Iterable[Row]) -> list[tuple[str, tuple[Row, ...]]]:
    """The rows by province, those in the order in which each first comes up."""
    rows = tuple(rows)
    order = {name: i for i, name in enumerate(dict.fromkeys(row.ward.province for row in rows))}
    ordered = sorted(rows, key=lambda row: order[row.ward.province])
    return [(name, tuple(some)) for name, some in groupby(ordered, key=lambda row: row.ward.province)]


def _head(checklist: Checklist, said: OfficePhrases, provinces: list[str]) -> Iterable[Flowable]:
    """Title, guides and what to do; the province where there is but one."""
    only = f" – {provinces[0]}" if len(provinces) == 1 and provinces[0] else ""
    yield Words(said.title + only, style(16, BOLD))
    yield Words(said.guides.format(titles="; ".join(checklist.titles)), style(SIZE + 1))
    yield Words(said.todo, style(SIZE + 1, spaceAfter=mm(4)))


class _Table:
    """Tables of one list: all have its columns."""

    def __init__(self, checklist: Checklist, said: OfficePhrases) -> None:
        self.checklist, self.said = checklist, said
        self.plain, self.bold = style(SIZE), style(SIZE, BOLD)
        self.small, self.tiny = style(SMALL), style(SMALL, alignment=TA_CENTER)
        self.count = style(SIZE, alignment=TA_CENTER)
        self.centred, self.mark = style(SIZE, BOLD, alignment=TA_CENTER), style(SMALL, BOLD, alignment=TA_CENTER)
        fixed = [mm(width) for width in (NUMBER, PHONE, *[SHEETS] * len(checklist.formats), COPIES, SIGN)]
        left = SHEET.width - 2 * mm(MARGIN) - sum(fixed)
        self.widths = [fixed[0], left * NAME, left * (1 - NAME), *fixed[1:]]

    def group(self, name: str, rows: Sequence[Row], first: int) -> Flowable:
        """A province's wards, numbered from `first` on."""
        shown = name or self.said.no_province
        heading = [Words(shown, style(SIZE + 3, BOLD)), *[""] * (len(self.widths) - 1)]
        body = [self._row(row, number) for number, row in enumerate(rows, first)]
        total = self.said.subtotal.format(province=shown, n=len(rows))
        return self._set((heading, self._heads()), body, self._totals(rows, total))

    def whole(self, rows: Sequence[Row]) -> Flowable:
        """These wards, none where each stands in its group, and the totals of all."""
        body = [self._row(row, number) for number, row in enumerate(rows, 1)]
        every = self.checklist.rows
        return self._set((self._heads(),), body, self._totals(every, self.said.total.format(n=len(every))))

    def _set(self, heads: tuple[Cells, ...], body: list[Cells], totals: list[Cells]) -> Flowable:
        heights = (ROW,) * len(body) + (0.0,) * len(totals)
        return Roll(Rows(heads, (*body, *totals), len(totals), heights), self._look(len(heads)))

    def _heads(self) -> Cells:
        said = self.said
        formats = [getattr(said, name) for name in self.checklist.formats]
        left = (said.number, said.ward, said.address, said.phone)
        cells: Cells = [Words(text, self.bold) for text in left]
        unit = Words(said.sheets, self.tiny)
        cells += [[Words(text, self.centred), unit] for text in formats]
        return [*cells, Words(said.copies, self.centred), Words(said.sign, self.bold)]

    def _row(self, row: Row, number: int) -> Cells:
        ward = row.ward
        name = [self._cell(ward.name, self.bold)]
        beneath = " · ".join(part for part in (ward.parent, ward.code) if part)
        if beneath:
            name.append(self._cell(beneath, self.small))
        portions = [self._portion(portion) for portion in row.portions]
        contact = [self._cell(ward.address, self.plain), self._cell(ward.phone, self.plain)]
        return [str(number), name, *contact, *portions, str(self.checklist.copies), ""]

    def _cell(self, text: str, look: ParagraphStyle) -> Flowable | str:
        """Text that wraps in its column; a very long one is made as small as it must be."""
        if not text:
            return ""
        paragraph = Words(text, look)
        return KeepInFrame(0, MOST, [paragraph], mode="shrink") if len(text) > LONG else paragraph

    def _portion(self, portion: Portion) -> Any:
        """Sheets, or what there is in place of them."""
        if not portion.lacking:
            return str(portion.sheets)
        if not portion.sheets:
            return Words(self.said.failed, self.mark)
        return [
            Words(str(portion.sheets), self.count),
            Words(self.said.lacking.format(n=portion.lacking), self.mark),
        ]

    def _totals(self, rows: Sequence[Row], text: str) -> list[Cells]:
        """A line of sheets for one copy each, and one for all copies where there are several."""
        sums = [sum(row.portions[i].sheets for row in rows) for i in range(len(self.checklist.formats))]
        lacking = sum(any(portion.lacking for portion in row.portions) for row in rows)
        if lacking:
            text = f"{text} ({self.said.unprinted.format(n=lacking)})"
        lines = [self._sums(text, sums, 1)]
        copies = self.checklist.copies
        if copies > 1:
            lines.append(self._sums(self.said.times.format(copies=copies), [copies * n for n in sums], copies))
        return lines

    def _sums(self, text: str, sums: list[int], copies: int) -> Cells:
        counts = [Words(str(n), self.centred) for n in (*sums, copies)]
        return [Words(text, self.bold), "", "", "", *counts, ""]

    def _look(self, heads: int) -> Look:
        """Rules and places."""
        everywhere = ((0, 0), (-1, -1))
        return Look(
            tuple(self.widths),
            heads=(
                ("FONT", *everywhere, font_name(REGULAR), SIZE, SIZE * LEADING),
                ("VALIGN", *everywhere, "MIDDLE"),
                ("ALIGN", (NAMED, 0), (-2, -1), "CENTER"),
                *((f"{side}PADDING", *everywhere, PADDING) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")),
                ("VALIGN", (0, heads - 1), (-1, heads - 1), "BOTTOM"),
                ("LINEBELOW", (0, heads - 1), (-1, heads - 1), HEAVY, black),
                *((("SPAN", (0, 0), (-1, 0)),) if heads > 1 else ()),
            ),
            rows=(("LINEBELOW", 0, -1, RULE, black), ("LINEBEFORE", -1, -1, RULE, black)),
            totals=(("SPAN", 0, NAMED - 1), ("LINEABOVE", 0, -1, HEAVY, black)),
        )
