"""The codes that a guide's picture shows: a picture's file goes in, what each of its codes says comes out."""

from io import BytesIO


def codes_in(data: bytes) -> tuple[str, ...]:
    """The texts of the QR codes on a picture that Pillow can open, however they lie, each once."""
    from PIL import Image, ImageOps
    from zxingcpp import barcode_formats_from_str, read_barcodes

    with Image.open(BytesIO(data)) as opened:
        upright = ImageOps.exif_transpose(opened).convert("RGBA")
    grey = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright).convert("L")
    plane = memoryview(grey.tobytes()).cast("B", (grey.height, grey.width))
    found = read_barcodes(plane, barcode_formats_from_str("QRCode|MicroQRCode"))
    return tuple(dict.fromkeys(bytes(code.bytes).decode("utf-8", "replace") for code in found))
