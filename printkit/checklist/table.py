"""The distribution list: wards with the sheets they receive go in, an A4 list to sign comes out.

Groups by province, column heads and the group's name again on every page, totals of each group and of all.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from reportlab.lib.colors import black
from reportlab.platypus import Flowable, Frame, KeepInFrame, LongTable, PageTemplate, Paragraph, Spacer, TableStyle

from printkit.checklist.paper import BOLD, REGULAR, About, PageNumbers, build, font_name, mark_page, markup, style
from printkit.checklist.phrases import OfficePhrases, office_phrases
from printkit.model import Ward
from printkit.units import A4, Size, mm

SHEET = Size(A4.height, A4.width)  # landscape: an address of ten words takes two lines
MARGIN, BOTTOM = 12.0, 14.0  # mm
NUMBER, PHONE, SHEETS, COPIES, SIGN = 11.0, 30.0, 21.0, 15.0, 48.0  # mm, widths of columns
NAME = 0.44  # of what they leave; the rest is the address's
ROW = mm(11)  # least height of a row: room for a signature
SIZE, SMALL = 9.0, 7.5  # pt
PADDING = 3.0  # pt, left and right in a cell
RULE, HEAVY = 0.5, 1.0  # pt; thinner lines do not survive a photocopier
LONG = 250  # characters of a cell, above which it is made smaller where it is higher than MOST
MOST = mm(100)


class Portion(NamedTuple):
    """What a ward receives of a format: sheets of one copy, and how many files could not be printed."""

    sheets: int = 0
    lacking: int = 0

    def __add__(self, other: object) -> "Portion":
        """Both together."""
        assert isinstance(other, Portion)
        return Portion(self.sheets + other.sheets, self.lacking + other.lacking)


class Row(NamedTuple):
    """A ward of the list, with a portion for each format of the list."""

    ward: Ward
    portions: tuple[Portion, ...]


class Checklist(NamedTuple):
    """A distribution list: `titles` of the guides, names of the `formats`, rows in the order of the ward list."""

    titles: tuple[str, ...]
    formats: tuple[str, ...]
    rows: tuple[Row, ...]
    copies: int = 1
    lang: str = "vi"


def draw_checklist(checklist: Checklist) -> bytes:
    """The list as a PDF. Same input, same bytes."""
    said = office_phrases(checklist.lang)
    groups = _groups(checklist.rows)
    room = Frame(
        *(mm(MARGIN), mm(BOTTOM), SHEET.width - 2 * mm(MARGIN), SHEET.height - mm(MARGIN) - mm(BOTTOM)),
        **{f"{side}Padding": 0 for side in ("left", "right", "top", "bottom")},
    )
    story: list[Flowable] = list(_head(checklist, said, [name for name, _rows in groups]))
    table = _Table(checklist, said)
    first = 1
    for name, rows in groups:
        story += [table.group(name if len(groups) > 1 else None, rows, first), Spacer(0, mm(6))]
        first += len(rows)
    if len(groups) > 1:
        story.append(table.whole())
    story.append(PageNumbers(said.page_of, SHEET))
    about = About(f"{said.title}: {'; '.join(checklist.titles)}", checklist.lang, SHEET)
    return build(about, PageTemplate("list", [room], onPage=mark_page), story)


def _groups(rows: Iterable[Row]) -> list[tuple[str, tuple[Row, ...]]]:
    """The rows by province, those in the order in which each first comes up."""
    rows = tuple(rows)
    order = {name: i for i, name in enumerate(dict.fromkeys(row.ward.province for row in rows))}
    ordered = sorted(rows, key=lambda row: order[row.ward.province])
    return [(name, tuple(some)) for name, some in groupby(ordered, key=lambda row: row.ward.province)]


def _head(checklist: Checklist, said: OfficePhrases, provinces: list[str]) -> Iterable[Flowable]:
    """Title, guides and what to do; the province where there is but one."""
    only = f" – {provinces[0]}" if len(provinces) == 1 and provinces[0] else ""
    yield Paragraph(markup(said.title + only), style(16, BOLD))
    yield Paragraph(markup(said.guides.format(titles="; ".join(checklist.titles))), style(SIZE + 1))
    yield Paragraph(markup(said.todo), style(SIZE + 1, spaceAfter=mm(4)))


class _Table:
    """Tables of one list: all have its columns."""

    def __init__(self, checklist: Checklist, said: OfficePhrases) -> None:
        self.checklist, self.said = checklist, said
        self.plain, self.bold = style(SIZE), style(SIZE, BOLD)
        self.small = style(SMALL)
        self.centred, self.mark = style(SIZE, BOLD, alignment=1), style(SMALL, BOLD, alignment=1)
        fixed = [mm(width) for width in (NUMBER, PHONE, *[SHEETS] * len(checklist.formats), COPIES, SIGN)]
        left = SHEET.width - 2 * mm(MARGIN) - sum(fixed)
        self.widths = [fixed[0], left * NAME, left * (1 - NAME), *fixed[1:]]

    def group(self, name: str | None, rows: Sequence[Row], first: int) -> Flowable:
        """A province's wards, numbered from `first` on; `name` is None where the list has but one group."""
        head = [self._heads()]
        said = self.said
        total = said.total
        if name is not None:
            shown = name or said.no_province
            head.insert(0, self._line(Paragraph(markup(shown), style(SIZE + 3, BOLD))))
            total = said.subtotal.replace("{province}", shown.replace("{", "{{").replace("}", "}}"))
        body = [self._row(row, number) for number, row in enumerate(rows, first)]
        return self._set(head, [*body, *self._totals(rows, total)], len(body))

    def whole(self) -> Flowable:
        """The totals of all provinces."""
        return self._set([self._heads()], self._totals(self.checklist.rows, self.said.total), 0)

    def _heads(self) -> list[object]:
        said = self.said
        formats = [getattr(said, name) for name in self.checklist.formats]
        left = (said.number, said.ward, said.address, said.phone)
        cells = [Paragraph(markup(text), self.bold) for text in left]
        cells += [Paragraph(markup(text), self.centred) for text in (*formats, said.copies)]
        return [*cells, Paragraph(markup(said.sign), self.bold)]

    def _row(self, row: Row, number: int) -> list[object]:
        ward = row.ward
        name = [self._cell(ward.name, self.bold)]
        beneath = " · ".join(part for part in (ward.parent, ward.code) if part)
        if beneath:
            name.append(self._cell(beneath, self.small))
        portions = [self._portion(portion) for portion in row.portions]
        contact = [self._cell(ward.address, self.plain), self._cell(ward.phone, self.plain)]
        return [str(number), name, *contact, *portions, str(self.checklist.copies), ""]

    def _cell(self, text: str, look: "object") -> Flowable | str:
        """Text that wraps in its column; a very long one is made as small as it must be."""
        if not text:
            return ""
        paragraph = Paragraph(markup(text), look)
        return KeepInFrame(0, MOST, [paragraph], mode="shrink") if len(text) > LONG else paragraph

    def _portion(self, portion: Portion) -> object:
        """Sheets, or what there is in place of them."""
        if not portion.lacking:
            return str(portion.sheets)
        if not portion.sheets:
            return Paragraph(markup(self.said.failed), self.mark)
        return [
            Paragraph(str(portion.sheets), style(SIZE, alignment=1)),
            Paragraph(markup(self.said.lacking.format(n=portion.lacking)), self.mark),
        ]

    def _totals(self, rows: Sequence[Row], phrase: str) -> list[list[object]]:
        """A line of sheets for one copy each, and one for all copies where there are several."""
        sums = [sum(row.portions[i].sheets for row in rows) for i in range(len(self.checklist.formats))]
        lacking = sum(any(portion.lacking for portion in row.portions) for row in rows)
        text = phrase.format(n=len(rows))
        if lacking:
            text = f"{text} ({self.said.unprinted.format(n=lacking)})"
        lines = [self._sums(text, sums, 1)]
        copies = self.checklist.copies
        if copies > 1:
            lines.append(self._sums(self.said.times.format(copies=copies), [copies * n for n in sums], copies))
        return lines

    def _sums(self, text: str, sums: list[int], copies: int) -> list[object]:
        counts = [Paragraph(str(n), self.centred) for n in (*sums, copies)]
        return [Paragraph(markup(text), self.bold), "", "", "", *counts, ""]

    def _line(self, first: object) -> list[object]:
        return [first, *[""] * (len(self.widths) - 1)]

    def _set(self, head: list[list[object]], body: list[list[object]], wards: int) -> Flowable:
        """Rows under their heads, the last `len(body) - wards` of which are totals."""
        return LongTable(
            [*head, *body],
            colWidths=self.widths,
            minRowHeights=[0.0] * len(head) + [ROW] * wards + [0.0] * (len(body) - wards),
            repeatRows=len(head),
            style=self._look(len(head), len(head) + wards, len(head) + len(body)),
            hAlign="LEFT",
        )

    def _look(self, heads: int, totals: int, end: int) -> TableStyle:
        """Rules and places; row numbers count the heads."""
        face, middle = font_name(REGULAR), 4
        return TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), face, SIZE, SIZE * 1.45),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("VALIGN", (0, heads - 1), (-1, heads - 1), "BOTTOM"),
                ("ALIGN", (middle, 0), (-2, -1), "CENTER"),
                ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
                ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
                ("LINEBELOW", (0, heads - 1), (-1, heads - 1), HEAVY, black),
                ("LINEBELOW", (0, heads), (-1, -1), RULE, black),
                ("LINEBEFORE", (-1, heads), (-1, totals - 1), RULE, black),
                ("LINEABOVE", (0, totals), (-1, totals), HEAVY, black),
                *([("SPAN", (0, 0), (-1, 0))] if heads > 1 else []),
                *[("SPAN", (0, row), (3, row)) for row in range(totals, end)],
                ("NOSPLIT", (0, max(heads, totals - 1)), (-1, end - 1)),
            ]
        )
