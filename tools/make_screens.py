"""The screenshots of the gallery's guide, into guides/gallery/anh: screens of a service that there is not.

Run it from anywhere: `python tools/make_screens.py`. The files are kept, so that prints are the same everywhere.
"""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from printkit.fonts import font_file

FOLDER = Path(__file__).resolve().parent.parent / "guides" / "gallery" / "anh"
INK, MUTED, LINE, PAPER, GROUND, ACCENT = "#16191D", "#5B646D", "#B5BDC6", "#FFFFFF", "#F1F4F7", "#1463A5"
COLOURS = 32

Box = tuple[int, int, int, int]


class Screen:
    """A screen to draw on, with the bar that such a service has on top."""

    def __init__(self, width: int, height: int, title: str) -> None:
        self.picture = Image.new("RGB", (width, height), GROUND)
        self.pen = ImageDraw.Draw(self.picture)
        self.pen.rectangle((0, 0, width, 96), fill=ACCENT)
        self.text((32, 48), title, 34, "SemiBold", PAPER)

    def text(self, at: tuple[int, int], said: str, size: int, face: str = "Regular", fill: str = INK) -> None:
        font = ImageFont.truetype(str(font_file(f"BeVietnamPro-{face}")), size)
        self.pen.text(at, said, font=font, fill=fill, anchor="lm")

    def field(self, box: Box, label: str, value: str) -> None:
        self.text((box[0], box[1] - 30), label, 28, fill=MUTED)
        self.pen.rounded_rectangle(box, 10, fill=PAPER, outline=LINE, width=3)
        self.text((box[0] + 24, (box[1] + box[3]) // 2), value, 32)

    def button(self, box: Box, said: str) -> None:
        self.pen.rounded_rectangle(box, 12, fill=ACCENT)
        font = ImageFont.truetype(str(font_file("BeVietnamPro-SemiBold")), 34)
        middle = ((box[0] + box[2]) // 2, (box[1] + box[3]) // 2)
        self.pen.text(middle, said, font=font, fill=PAPER, anchor="mm")

    def save(self, name: str) -> None:
        flat = self.picture.quantize(COLOURS, dither=Image.Dither.NONE)
        flat.save(FOLDER / f"{name}.png", optimize=True)


def choose() -> Screen:
    """The list of services, in a window of a computer."""
    screen = Screen(1280, 620, "Đặt lịch Một cửa")
    screen.text((40, 156), "Bạn cần làm việc gì?", 40, "SemiBold")
    rows = ("Chứng thực bản sao", "Xác nhận tình trạng hôn nhân", "Đăng ký khai sinh")
    for i, row in enumerate(rows):
        top = 210 + i * 128
        screen.pen.rounded_rectangle((40, top, 1240, top + 104), 12, fill=PAPER, outline=LINE, width=3)
        screen.text((76, top + 52), row, 34)
        screen.button((1020, top + 20, 1212, top + 84), "Chọn")
    return screen


def fill_in() -> Screen:
    """The form, on a telephone."""
    screen = Screen(720, 900, "Thông tin của bạn")
    screen.field((40, 196, 680, 286), "Họ và tên", "Nguyễn Thị Mẫu")
    screen.field((40, 370, 680, 460), "Số điện thoại", "09xx xxx xxx")
    screen.field((40, 544, 680, 634), "Ngày hẹn", "Thứ Ba, 8:30")
    screen.button((40, 730, 680, 830), "Gửi yêu cầu")
    return screen


def receive() -> Screen:
    """The number of the appointment, on a telephone."""
    screen = Screen(720, 560, "Đã đặt lịch")
    screen.pen.rounded_rectangle((40, 140, 680, 400), 12, fill=PAPER, outline=LINE, width=3)
    screen.text((76, 196), "Mã lịch hẹn", 30, fill=MUTED)
    screen.text((76, 280), "MC-0412", 72, "Bold", ACCENT)
    screen.text((76, 358), "Quầy số 3, Thứ Ba, 8:30", 30)
    screen.button((40, 436, 680, 524), "Lưu ảnh")
    return screen


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, draw in (("chon-viec", choose), ("dien-don", fill_in), ("ma-hen", receive)):
        draw().save(name)


if __name__ == "__main__":
    main()
