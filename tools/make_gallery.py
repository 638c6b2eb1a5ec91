"""The gallery's paper and its pictures: prints of guides/gallery, into docs/gallery.md and docs/pictures/gallery.

Run it from anywhere after a change of looks: `python tools/make_gallery.py`.
"""

from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw

from printkit.compose import compose
from printkit.fill import fill
from printkit.fonts import covered
from printkit.formats import Options
from printkit.inline import plain
from printkit.model import Guide
from printkit.pdf.pen import draw
from printkit.preview import pictures
from printkit.source.guide import read_guide

HOUSE = Path(__file__).resolve().parent.parent
FOLDER = HOUSE / "docs" / "pictures" / "gallery"
PAPER = HOUSE / "docs" / "gallery.md"
HEIGHT = 380  # pixels of a page
GAP, LINE = 12, "#8A929A"
COLOURS = 24
LEAST = 2000  # bytes of a picture that shows something
HEAD = """# The gallery

Guides that are hard to print, each for one reason. Their services are made up. `printkit build guides/gallery` prints
them all; a plain `printkit build` leaves them out. The pictures are made by `python tools/make_gallery.py`.
"""


class Shown(NamedTuple):
    """What a guide is hard for, and the pages that show it: a format, and how many pages of it from the first."""

    told: str
    pages: tuple[tuple[str, int], ...]
    options: Options = Options()


GUIDES = {
    "mot-buoc": Shown("A single step: the help zone rises to it.", (("leaflet", 1), ("poster", 1))),
    "chi-co-cac-buoc": Shown(
        "Nothing but a title and steps: no hotline, no issuer, no address.", (("leaflet", 1), ("poster", 1))
    ),
    "muoi-bon-buoc": Shown(
        "Fourteen steps: the leaflet goes on over the page, the poster stands in two columns.",
        (("leaflet", 2), ("poster", 1)),
    ),
    "buoc-dai": Shown("Steps of one long sentence each, as pasted from a letter.", (("leaflet", 1), ("poster", 1))),
    "ten-rat-dai": Shown(
        "A title of 113 characters; the poster takes the `short` one.", (("leaflet", 1), ("poster", 1))
    ),
    "dieu-kien-dai": Shown("A condition and two notes of three lines.", (("leaflet", 1), ("poster", 2))),
    "ba-cach": Shown("Three ways, two of them with steps of their own.", (("leaflet", 1), ("poster", 2))),
    "chin-viec": Shown("Nine procedures.", (("leaflet", 2), ("poster", 2))),
    "nhieu-giay-to": Shown("Twelve things to prepare, and abbreviations.", (("leaflet", 1), ("poster", 1))),
    "nhan-man-hinh": Shown("Menu labels in capitals, with many arrows.", (("leaflet", 1), ("poster", 1))),
    "dia-chi-dai": Shown("An address of nearly two hundred characters.", (("leaflet", 1), ("poster", 1))),
    "nhieu-lien-ket": Shown("Eight addresses, each with its code.", (("leaflet", 1), ("poster", 1))),
    "anh-man-hinh": Shown(
        "Steps with screenshots: all in the leaflet, and on step cards where there is room.",
        (("leaflet", 2), ("flashcards", 2)),
        Options(cards="step", card_size="A6"),
    ),
}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    parts = [HEAD]
    for name, shown in GUIDES.items():
        path = HOUSE / "guides" / "gallery" / f"{name}.yaml"
        guide = fill(read_guide(path, covered()), None)
        row([page for fmt, count in shown.pages for page in printed(guide, fmt, shown.options)[:count]]).save(
            FOLDER / f"{name}.png", optimize=True
        )
        title = plain(guide.title)
        parts.append(
            f"\n## {shown.told}\n\n[{title}](../guides/gallery/{name}.yaml)\n\n"
            f"![Prints of “{title}”](pictures/gallery/{name}.png)\n"
        )
    PAPER.write_text("".join(parts), encoding="utf-8", newline="\n")


def printed(guide: Guide, fmt: str, options: Options) -> list[Image.Image]:
    """The pages of a guide, each small."""
    pages = pictures(draw(compose(guide, fmt, options)), 100)
    return [small(Image.open(BytesIO(page)).convert("RGB")) for page in pages]


def small(page: Image.Image) -> Image.Image:
    """A page of one height, with the edge of its paper."""
    width = round(page.width * HEIGHT / page.height)
    made = page.resize((width, HEIGHT), Image.Resampling.LANCZOS)
    ImageDraw.Draw(made).rectangle((0, 0, width - 1, HEIGHT - 1), outline=LINE)
    return made


def row(pages: list[Image.Image]) -> Image.Image:
    """Pages side by side."""
    made = Image.new("RGB", (sum(page.width + GAP for page in pages) - GAP, HEIGHT), "#FFFFFF")
    x = 0
    for page in pages:
        made.paste(page, (x, 0))
        x += page.width + GAP
    return made.quantize(COLOURS, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main()
