"""A paragraph: pieces in a style are broken into lines and set, with leading that no two glyphs touch at."""

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from printkit.layout.frame import Face, Frame, Glyphs, Placed, Tag
from printkit.layout.icons import arrow
from printkit.layout.text import (
    ARROW,
    ARROW_SPACE,
    ARROW_WIDTH,
    Piece,
    Row,
    TooWide,
    Wrap,
    break_rows,
    units,
)
from printkit.marks import EDGE, FAST, LAST, SOFT, TEAR, TIE

FIRST_BASELINE = 0.86  # of the size, below the block's top (visual standard 2)
LAST_DESCENT = 0.25  # of the size, below the last baseline
BLOCK = FIRST_BASELINE + LAST_DESCENT  # of the size, height of one line
CAPITALS_LEAST = 1.36  # leading beneath which lines with a run of capitals may not go
CAPITALS_RUN = 4  # capitals in one word that make such a run
SURELY = 0.5  # em, that a line must be short of its measure to be set without breaking
CLEAR = 0.02  # em, least white between the glyphs of two lines


class Style(NamedTuple):
    """How text is set: weights of plain and bold runs, size in pt, leading and its floor as ratios, colour."""

    regular: Face
    bold: Face
    size: float
    leading: float
    colour: str
    least: float = 1.26
    tracking: float = 0.0


class Paragraph(NamedTuple):
    """Text in one style. `align` is left, centre or right."""

    pieces: tuple[Piece, ...]
    style: Style
    wrap: Wrap = Wrap()
    align: str = "left"
    role: Tag | None = Tag("P")


def rise(paragraph: Paragraph) -> float:
    """How far, in points, the paragraph's glyphs reach above its block: marks of Ổ rise to 1.22 em, a block to 0.86."""
    style = paragraph.style
    parts = (part for unit in units(paragraph.pieces, style.regular, style.bold) for part in unit.parts)
    highest = max(
        ((style.bold if part.bold else style.regular).extent(part.text)[1] for part in parts if part.text != ARROW),
        default=0.0,
    )
    return max(0.0, highest - FIRST_BASELINE) * style.size


@lru_cache(maxsize=2048)
def set_lines(paragraph: Paragraph, width: float) -> tuple[tuple[Row, ...], float]:
    """A paragraph's lines and their pitch in points."""
    style = paragraph.style
    try:
        rows = break_rows(units(paragraph.pieces, style.regular, style.bold), width / style.size, paragraph.wrap)
    except TooWide as fault:
        raise TooWide(fault.text, fault.needed * style.size, fault.measure * style.size) from None
    return rows, style.size * _leading(rows, style)


def block_height(rows: int, pitch: float, size: float) -> float:
    """Height in points of so many lines: visual standard 2, "Setting a line box"."""
    return BLOCK * size + (rows - 1) * pitch if rows else 0.0


@lru_cache(maxsize=2048)
def set_paragraph(paragraph: Paragraph, width: float) -> Frame:
    return _on_one_line(paragraph, width) or _on_lines(paragraph, width)


def _on_one_line(paragraph: Paragraph, width: float) -> Frame | None:
    """A paragraph that is clearly shorter than the width: what `_on_lines` would set, without breaking it first."""
    style = paragraph.style
    runs = _plain_runs(paragraph.pieces)
    if not runs or paragraph.align != "left" or style.tracking:
        return None
    items: list[Placed] = []
    x, y = 0.0, FIRST_BASELINE * style.size
    for run in runs:
        face = style.bold if run.bold else style.regular
        items.append(Placed(x, y, Glyphs(run.text, face, style.size, style.colour, 0.0, run.link)))
        x += face.width(run.text) * style.size
    if x > width - SURELY * style.size:
        return None
    return Frame(width, BLOCK * style.size, tuple(items), paragraph.role)


def _plain_runs(pieces: tuple[Piece, ...]) -> list[Piece]:
    """Pieces as they stand on a line, a space at the end of what is before it; none where there is more to it."""
    runs: list[Piece] = []
    for piece in pieces:
        if piece.lang or piece.text == ARROW:
            return []
        text = _unmarked(piece.text)
        if runs and text.startswith(" "):
            if piece.text.lstrip(SOFT + LAST + TEAR)[0] == FAST:  # such a space belongs to what follows it
                return []
            before = runs[-1]
            runs[-1] = Piece(before.text + " ", before.bold, before.link)
            text = text[1:]
        if runs and text and (piece.bold, piece.link) == runs[-1][1:3]:
            text = runs.pop().text + text
        if text:
            runs.append(Piece(text, piece.bold, piece.link))
    if not runs or any("  " in run.text or run.text[0] == " " for run in runs):
        return []
    last = runs.pop()  # a space at its end goes, but for one that never opens
    if last.text[-1] == " " and "".join(piece.text for piece in pieces).rstrip(SOFT + LAST + TEAR).endswith(FAST):
        return []
    return [*runs, Piece(last.text.removesuffix(" "), last.bold, last.link)]


def _unmarked(text: str) -> str:
    """A text without its marks; `translate` would take three times as long."""
    text = text.replace(EDGE, " ").replace(TIE, " ").replace(FAST, " ")
    return text.replace(SOFT, "").replace(LAST, "").replace(TEAR, "")


def _on_lines(paragraph: Paragraph, width: float) -> Frame:
    style = paragraph.style
    rows, pitch = set_lines(paragraph, width)
    share = {"left": 0.0, "centre": 0.5, "right": 1.0}[paragraph.align]
    items: list[Placed] = []
    for i, row in enumerate(rows):
        line, length = _line(row, style, FIRST_BASELINE * style.size + i * pitch, last=i == len(rows) - 1)
        x = share * (width - length)
        items += [Placed(x + placed.x, placed.y, placed.item) for placed in line] if share else line
    return Frame(width, block_height(len(rows), pitch, style.size), tuple(items), paragraph.role)


def _line(row: Row, style: Style, y: float, *, last: bool) -> tuple[list[Placed], float]:
    """Items of one line on a baseline at y, and its length. Runs of one weight, link and language are one string."""
    runs = _runs(row, last=last)
    items: list[Placed] = []
    x = 0.0
    for i, run in enumerate(runs):
        if run.text == ARROW:
            x += 0.0 if i == 0 else ARROW_SPACE * style.size - _space_before(runs[i - 1], style)
            items.append(Placed(x, y, _arrow(style)))
            x += (ARROW_WIDTH + ARROW_SPACE) * style.size
            continue
        face = style.bold if run.bold else style.regular
        glyphs = Glyphs(run.text, face, style.size, style.colour, style.tracking, run.link)
        advance = face.width(run.text) * style.size + style.tracking * len(run.text)
        items.append(Placed(x, y, _foreign(glyphs, advance, run.lang) if run.lang else glyphs))
        x += advance
    return items, x - (0.0 if last else _space_before(runs[-1], style))


def _foreign(glyphs: Glyphs, advance: float, lang: str) -> Frame:
    """A run that a reader's voice says in another language."""
    return Frame(advance, 0.0, (Placed(0.0, 0.0, glyphs),), Tag("Span", lang=lang))


def _space_before(run: Piece, style: Style) -> float:
    """Width of the space that ends a run."""
    if not run.text.endswith(" "):
        return 0.0
    return (style.bold if run.bold else style.regular).width(" ") * style.size


def _runs(row: Row, *, last: bool) -> list[Piece]:
    """Neighbouring parts of one kind joined, with the spaces between them and at an open line's end."""
    runs: list[Piece] = []
    texts: list[str] = []
    kind: tuple[bool, str, str] | None = None
    end = len(row) - 1
    for i, unit in enumerate(row):
        for part in unit.parts:
            if part[1:] != kind or part.text == ARROW:
                _close(runs, texts, kind)
                kind = part[1:]
            if part.text == ARROW:
                runs.append(part)
                kind = None
            else:
                texts.append(part.text)
        if unit.space > 0 and texts and (i < end or not last):
            texts.append(" ")
    _close(runs, texts, kind)
    return runs


def _close(runs: list[Piece], texts: list[str], kind: tuple[bool, str, str] | None) -> None:
    """Make one run of the texts gathered so far."""
    if texts and kind:
        runs.append(Piece("".join(texts), *kind))
        texts.clear()


def _arrow(style: Style) -> Frame:
    drawn = Placed(0.0, 0.0, arrow(style.size, style.colour))
    return Frame(ARROW_WIDTH * style.size, 0.0, (drawn,), Tag("Span", actual="→"))


def _leading(rows: tuple[Row, ...], style: Style) -> float:
    """The style's leading, raised where the glyphs of two lines would touch (visual standard 2)."""
    leading = max(style.leading, style.least)
    texts = [" ".join(part.text for unit in row for part in unit.parts if part.text != ARROW) for row in rows]
    if any(_has_capitals(text) for text in texts):
        leading = max(leading, CAPITALS_LEAST)
    for above, below in pairwise(rows):
        if _needed(_bounds(above, style), _bounds(below, style)) > leading:
            leading = max(leading, collide(_profile(above, style), _profile(below, style)) + CLEAR)
    return leading


@lru_cache(maxsize=2048)
def _has_capitals(text: str) -> bool:
    return any(sum(1 for char in word if char.isupper()) >= CAPITALS_RUN for word in text.split())


def _needed(above: tuple[float, float], below: tuple[float, float]) -> float:
    return below[1] - above[0] + CLEAR


def _bounds(row: Row, style: Style) -> tuple[float, float]:
    extents = [
        (style.bold if part.bold else style.regular).extent(part.text)
        for unit in row
        for part in unit.parts
        if part.text != ARROW
    ]
    return (min(e[0] for e in extents), max(e[1] for e in extents)) if extents else (0.0, 0.0)


Profile = list[tuple[float, float, float, float]]  # left, right, lowest, highest of each glyph, em


def _profile(row: Row, style: Style) -> Profile:
    boxes: Profile = []
    x = 0.0
    for unit in row:
        for part in unit.parts:
            if part.text == ARROW:
                x += ARROW_WIDTH + ARROW_SPACE
                continue
            face = style.bold if part.bold else style.regular
            for char in part.text:
                advance = face.width(char)
                boxes.append((x, x + advance, *face.extent(char)))
                x += advance
        x += unit.space
    return boxes


def collide(above: Profile, below: Profile) -> float:
    """The leading, in em, at which the glyphs of two lines first touch."""
    return max(
        (high - low for left, right, low, _ in above for l2, r2, _, high in below if l2 < right and left < r2),
        default=0.0,
    )


def apart(above: Paragraph, below: Paragraph, width: float, white: float) -> float:
    """The white in points between two paragraphs of a width: as given, or as much as keeps their letters apart."""
    room = LAST_DESCENT * above.style.size + white + FIRST_BASELINE * below.style.size  # between the two baselines
    if _reach(below, width)[1] - _reach(above, width)[0] <= room:
        return white
    return white + max(0.0, _needed_between(above, below, width, room) - room)


@lru_cache(maxsize=512)
def _needed_between(above: Paragraph, below: Paragraph, width: float, room: float) -> float:
    """The points between two baselines at which the letters of two paragraphs first touch, if more than the room."""
    ends, _pitch = set_lines(above, width)
    begins, _pitch = set_lines(below, width)
    if not ends or not begins:
        return room
    one, other = above.style, below.style
    needed = _bounds(begins[0], other)[1] * other.size - _bounds(ends[-1], one)[0] * one.size
    if needed > room:
        needed = collide(_letters(ends[-1], above, width), _letters(begins[0], below, width))
    return needed


@lru_cache(maxsize=2048)
def _reach(paragraph: Paragraph, width: float) -> tuple[float, float]:
    """Lowest and highest point, in points above a baseline, of any letter of a paragraph."""
    runs = [placed.item for placed in set_paragraph(paragraph, width).items if isinstance(placed.item, Glyphs)]
    extents = [(low * run.size, high * run.size) for run in runs for low, high in (run.face.extent(run.text),)]
    return min((low for low, _high in extents), default=0.0), max((high for _low, high in extents), default=0.0)


def _letters(row: Row, paragraph: Paragraph, width: float) -> Profile:
    """The profile of a line in points, where its paragraph's alignment puts it."""
    size = paragraph.style.size
    profile = _profile(row, paragraph.style)
    length = max((right for _left, right, _low, _high in profile), default=0.0) * size
    x = {"left": 0.0, "centre": 0.5, "right": 1.0}[paragraph.align] * (width - length)
    return [(x + left * size, x + right * size, low * size, high * size) for left, right, low, high in profile]
