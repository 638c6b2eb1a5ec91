"""The press: a Document goes in, the bytes of a PDF come out, tagged (PDF/UA-1) and archival (PDF/A-2a)."""

from printkit.fonts import FontFace
from printkit.layout.document import Document, Press
from printkit.layout.frame import Frame, Picture
from printkit.memo import Same
from printkit.pdf.ink import BLEED, PRESS_MARGIN, Page, draw_page
from printkit.pdf.metadata import date_of, information, outlines, output_intents, packet
from printkit.pdf.objects import Sheaf, stored, text
from printkit.pdf.strokes import picture_name
from printkit.pdf.tags import Structure
from printkit.pdf.type import embed
from printkit.units import mm


def draw(document: Document) -> bytes:
    """The PDF of a document. Same input, same bytes."""
    sheaf = Sheaf()
    pages = [draw_page(Same(frame), document.press is not None) for frame in document.pages]
    numbers = [sheaf.reserve() for _page in pages]
    structure = Structure(sheaf, pages)
    tree, annotations = structure.write(numbers)
    parent = sheaf.put(f"<</Type /Pages /Kids [{' '.join(f'{n} 0 R' for n in numbers)}] /Count {len(numbers)}>>")
    resources = _resources(sheaf, pages, document.press)
    for i, (frame, page) in enumerate(zip(document.pages, pages, strict=True)):
        content = sheaf.keep(stored({"Filter": "/FlateDecode"}, page.content))
        annots = f" /Annots [{' '.join(f'{n} 0 R' for n in annotations[i])}]" if annotations[i] else ""
        sheaf.fill(
            numbers[i],
            f"<</Type /Page /Parent {parent} 0 R {_boxes(frame, press=document.press is not None)}"
            f" /Resources {resources} 0 R /Contents {content} 0 R /StructParents {i} /Tabs /S{annots}>>",
        )
    date = date_of(document)
    metadata = sheaf.keep(packet(document, date))
    info = sheaf.put(information(document, date))
    root = sheaf.put(
        f"<</Type /Catalog /Version /1.7 /Pages {parent} 0 R /Lang {text(document.lang)} /MarkInfo <</Marked true>>"
        f" /StructTreeRoot {tree} 0 R /Metadata {metadata} 0 R /ViewerPreferences <</DisplayDocTitle true>>"
        f"{output_intents(sheaf, document)} /PageLabels <</Nums [0 <</S /D>>]>>"
        f"{outlines(sheaf, document, numbers)}>>"
    )
    return sheaf.bytes(root, info)


def _boxes(frame: Frame, *, press: bool) -> str:
    """The page's boxes; for the press the trimmed page stands inside a sheet, with its bleed (PDF 1.7, 14.11.2)."""
    width, height = frame.width, frame.height
    if not press:
        return f"/MediaBox [0 0 {width:.3f} {height:.3f}]"
    m, b = mm(PRESS_MARGIN), mm(BLEED)
    sheet = f"[0 0 {width + 2 * m:.3f} {height + 2 * m:.3f}]"
    trim = f"[{m:.3f} {m:.3f} {m + width:.3f} {m + height:.3f}]"
    bleed = f"[{m - b:.3f} {m - b:.3f} {m + width + b:.3f} {m + height + b:.3f}]"
    return f"/MediaBox {sheet} /TrimBox {trim} /BleedBox {bleed}"


def _resources(sheaf: Sheaf, pages: list[Page], press: Press | None) -> int:
    """The fonts of all pages, each with the characters used in any of them, and their pictures."""
    uses: dict[FontFace, frozenset[str]] = {}
    for page in pages:
        for face, characters in page.uses:
            uses[face] = uses.get(face, frozenset()) | characters
    fonts = embed(sheaf, uses)
    names = " ".join(f"/{name} {number} 0 R" for name, number in fonts.items())
    pictures = {picture_name(each): each for page in pages for each in page.pictures}
    return sheaf.put(f"<</Font <<{names}>>{_images(sheaf, pictures, press) if pictures else ''}>>")


def _images(sheaf: Sheaf, pictures: dict[str, Picture], press: Press | None) -> str:
    """Each picture once. Pillow is loaded for documents that have any."""
    from printkit.pdf.picture import Inks, image

    inks = Inks(press is not None, press.profile if press else b"")
    names = " ".join(f"/{name} {sheaf.keep(image(each, inks))} 0 R" for name, each in pictures.items())
    return f" /XObject <<{names}>>"
