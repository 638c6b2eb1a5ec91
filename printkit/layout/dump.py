"""A finished layout as text, for goldens and for eyes: a frame goes in, one line an item comes out.

Lines are indented by nesting; points are millimetres from the page's top left corner (of a turned frame: before its
turn). A frame that is nothing to a reader, neither tagged, live nor turned, has no line of its own.
"""

from collections.abc import Iterator
from hashlib import sha256

from printkit.layout.frame import Box, Disc, Frame, Glyphs, Line, Matrix, Path, Picture, Placed, Tag
from printkit.units import to_mm

INDENT = "  "


def dump(frame: Frame) -> str:
    """The frame and all it holds, a line each, ending in a line feed."""
    head = f"page {_size(frame.width, frame.height)}"
    return "\n".join((head, *_items(frame, 0.0, 0.0, INDENT))) + "\n"


def _items(frame: Frame, x: float, y: float, indent: str) -> Iterator[str]:
    for placed in frame.items:
        yield from _item(placed, x + placed.x, y + placed.y, indent)


def _item(placed: Placed, x: float, y: float, indent: str) -> Iterator[str]:
    item = placed.item
    if not isinstance(item, Frame):
        yield f"{indent}{_mm(x)} {_mm(y)} {_drawn(item)}"
        return
    told = bool(item.role or item.link or item.turned)
    if told:
        yield f"{indent}{_mm(x)} {_mm(y)} {_frame(item)}"
    yield from _items(item, x, y, indent + INDENT if told else indent)


def _frame(frame: Frame) -> str:
    words = [_tag(frame.role) if frame.role else "frame", _size(frame.width, frame.height)]
    words += ["turned"] * frame.turned + [f"-> {frame.link}"] * bool(frame.link)
    return " ".join(words)


def _tag(tag: Tag) -> str:
    said = (("alt", tag.alt), ("actual", tag.actual), ("lang", tag.lang))
    extra = [f'{name}="{value}"' for name, value in said if value]
    kind = tag.kind + (f"/{tag.detail}" if tag.detail else "") + (f"#{tag.key}" if tag.key else "")
    return " ".join((kind, *extra))


def _drawn(item: Glyphs | Box | Disc | Line | Path | Matrix | Picture) -> str:
    match item:
        case Glyphs():
            return _glyphs(item)
        case Box():
            return " ".join(("box", _size(item.width, item.height), *_paint(item), *_radius(item.radius)))
        case Disc():
            return " ".join(("disc", f"r {_mm(item.radius)}", *_paint(item)))
        case Line():
            dash = (f"dash {item.dash[0]:g}/{item.dash[1]:g}",) if item.dash else ()
            return " ".join(("line", f"by {_mm(item.dx)} {_mm(item.dy)}", f"{item.width:g} pt", item.colour, *dash))
        case Path():
            return " ".join(("path", f"of {len(item.segments)}", *_paint(item)))
        case Matrix():
            side = max((row for _column, row, _length in item.modules.runs), default=-1) + 1
            return f"code {side} × {to_mm(item.module):.3f} {item.colour}"
        case Picture():
            return f"picture {_size(item.width, item.height)} {_pixels(item)}" + " grey" * item.grey


def _glyphs(run: Glyphs) -> str:
    words = [f'"{run.text}"', run.face.name.rpartition("-")[2], f"{run.size:g}", run.colour]
    words += [f"tracking {run.tracking:g}"] * bool(run.tracking) + [f"-> {run.link}"] * bool(run.link)
    return " ".join(words)


def _pixels(picture: Picture) -> str:
    """Size of the file's picture, and a mark of what is in it."""
    it = picture.pixels
    return f"of {it.width} × {it.height} #{sha256(it.data).hexdigest()[:8]}"


def _paint(item: Box | Disc | Path) -> Iterator[str]:
    if item.fill:
        yield item.fill
    if item.stroke:
        yield f"stroke {item.stroke} {item.line:.2g} pt"


def _radius(radius: float) -> Iterator[str]:
    if radius:
        yield f"radius {_mm(radius)}"


def _size(width: float, height: float) -> str:
    return f"{_mm(width)} × {_mm(height)}"


def _mm(length: float) -> str:
    return f"{to_mm(length) + 0.0:.1f}".replace("-0.0", "0.0")
