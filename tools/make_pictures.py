"""The pictures of the papers, into docs/pictures: prints of guides/vssid.yaml, and how cards are printed on both sides.

Run it from anywhere after a change of looks: `python tools/make_pictures.py`.
"""

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from printkit.compose import compose
from printkit.fill import fill, only_section
from printkit.fonts import covered, font_file
from printkit.formats import Options
from printkit.pdf.pen import draw
from printkit.preview import pictures
from printkit.source.guide import read_guide

HOUSE = Path(__file__).resolve().parent.parent
FOLDER = HOUSE / "docs" / "pictures"
SHOWN = (("leaflet", "", 0), ("poster", "dang-ky", 0), ("flashcards", "", 0))  # format, section, page
HEIGHT = 720  # pixels; half of that in a README
COLOURS = 64  # flat colours and the steps of smooth edges

INK, ACCENT, TINT, LINE, PAPER = "#16191D", "#0B4A86", "#E8F0F8", "#8A929A", "#FFFFFF"
SCALE = 2  # drawn at twice the size of the figures below
WIDTH, DEPTH = 900, 760


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    save(two_sided(), "in-the-hai-mat")
    for fmt, section, page in SHOWN:
        save(framed(page_of(fmt, section, page)), fmt)


def save(picture: Image.Image, name: str) -> None:
    flat = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    flat.save(FOLDER / f"{name}.png", optimize=True)


def page_of(fmt: str, section: str, page: int) -> Image.Image:
    """A page of the guide, in a section of it or whole."""
    guide = read_guide(HOUSE / "guides" / "vssid.yaml", covered())
    guide = fill(only_section(guide, section) if section else guide, None)
    pages = list(pictures(draw(compose(guide, fmt, Options())), 150))
    return Image.open(BytesIO(pages[page])).convert("RGB")


def framed(picture: Image.Image) -> Image.Image:
    """Smaller, with the edge of the paper."""
    width = round(picture.width * HEIGHT / picture.height)
    small = picture.resize((width, HEIGHT), Image.Resampling.LANCZOS)
    ImageDraw.Draw(small).rectangle((0, 0, width - 1, HEIGHT - 1), outline=LINE)
    return small


class Board:
    """A white picture to draw on, in units of its own; text stands in the house's faces."""

    def __init__(self, width: int, height: int) -> None:
        self.picture = Image.new("RGB", (width * SCALE, height * SCALE), PAPER)
        self.pen = ImageDraw.Draw(self.picture)

    def text(self, at: tuple[float, float], said: str, size: float = 17, face: str = "Regular", **more: str) -> None:
        font = ImageFont.truetype(str(font_file(f"BeVietnamPro-{face}")), size * SCALE)
        place = (at[0] * SCALE, at[1] * SCALE)
        self.pen.text(place, said, font=font, fill=more.get("fill", INK), anchor=more.get("anchor", "lm"))

    def box(
        self, corners: tuple[float, float, float, float], fill: str = PAPER, line: str = INK, width: int = 2
    ) -> None:
        self.pen.rectangle(tuple(corner * SCALE for corner in corners), fill=fill, outline=line, width=width * SCALE)

    def line(self, points: list[tuple[float, float]], fill: str = INK, width: int = 2) -> None:
        self.pen.line([(x * SCALE, y * SCALE) for x, y in points], fill=fill, width=width * SCALE, joint="curve")

    def head(self, points: list[tuple[float, float]], fill: str = ACCENT) -> None:
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def dot(self, x: float, y: float, radius: float, fill: str, line: str = INK) -> None:
        box = tuple(edge * SCALE for edge in (x - radius, y - radius, x + radius, y + radius))
        self.pen.ellipse(box, fill=fill, outline=line, width=2 * SCALE)

    def arc(self, box: tuple[float, float, float, float], start: float, end: float) -> None:
        self.pen.arc(tuple(edge * SCALE for edge in box), start, end, fill=ACCENT, width=4 * SCALE)


def two_sided() -> Image.Image:
    """What to choose in the print dialog, and how the sheet is turned."""
    board = Board(WIDTH, DEPTH)
    dialog(board)
    sheets(board)
    return board.picture


CHOICES = (
    ("1", "Kích thước (Page sizing)", ("Vừa khít (Fit)", "Kích thước thật (Actual size, 100 %)"), 1),
    ("2", "In hai mặt (Print on both sides)", ("Tắt", "Bật"), 1),
    ("3", "Kiểu lật (Flip)", ("Lật theo cạnh dài (long edge)", "Lật theo cạnh ngắn (short edge)"), 0),
)


def dialog(board: Board) -> None:
    board.box((20, 20, WIDTH - 20, 318), fill=PAPER)
    board.box((20, 20, WIDTH - 20, 62), fill=ACCENT)
    board.text((40, 41), "Hộp thoại In (Print)", 19, "Bold", fill=PAPER)
    for row, (figure, title, answers, chosen) in enumerate(CHOICES):
        y = 98 + row * 80
        board.dot(58, y + 12, 18, ACCENT, ACCENT)
        board.text((58, y + 12), figure, 18, "Bold", fill=PAPER, anchor="mm")
        board.text((96, y), title, 17, "SemiBold")
        for column, answer in enumerate(answers):
            radio(board, 106 + column * 370, y + 32, answer, column == chosen)


def radio(board: Board, x: float, y: float, answer: str, chosen: bool) -> None:
    board.dot(x, y, 9, PAPER)
    if chosen:
        board.dot(x, y, 5, ACCENT, ACCENT)
    board.text((x + 18, y), answer, 17, "Bold" if chosen else "Regular", fill=ACCENT if chosen else INK)


def sheets(board: Board) -> None:
    """The front, the turn over the long edge, the back with its columns mirrored."""
    sheet(board, 110, "Mặt trước", ("A", "B", "C", "D"), "tên việc")
    sheet(board, 590, "Mặt sau", ("B", "A", "D", "C"), "các bước")
    board.arc((350, 400, 550, 560), 180, 0)
    board.head([(536, 478), (564, 478), (550, 502)])
    board.text((450, 366), "Lật qua cạnh dài", 17, "SemiBold", fill=ACCENT, anchor="mm")
    board.text((450, 600), "cạnh dài", 16, "SemiBold", fill=ACCENT, anchor="mm")
    for edge, away in ((310, 405), (590, 495)):
        board.line([(edge, 390), (edge, 680)], ACCENT, 6)
        board.line([(edge, 600), (away, 600)], ACCENT, 2)
    board.text((450, 738), "Cắt theo dấu: mặt sau nằm đúng sau mặt trước, cùng chiều.", 17, "Medium", anchor="mm")


def sheet(board: Board, x: float, title: str, letters: tuple[str, ...], told: str) -> None:
    """An upright sheet of four cards."""
    board.text((x + 100, 366), title, 18, "Bold", anchor="mm")
    board.box((x, 390, x + 200, 680))
    board.line([(x + 100, 400), (x + 100, 670)], LINE, 1)
    board.line([(x + 10, 535), (x + 190, 535)], LINE, 1)
    for place, letter in enumerate(letters):
        left, top = x + 10 + place % 2 * 95, 402 + place // 2 * 142
        board.box((left, top, left + 85, top + 122), TINT, TINT)
        board.text((left + 42, top + 48), letter, 40, "Bold", fill=ACCENT, anchor="mm")
        board.text((left + 42, top + 94), told, 14, anchor="mm")


if __name__ == "__main__":
    main()
