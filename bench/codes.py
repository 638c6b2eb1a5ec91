"""The leaflet's three QR codes, made once before anything is measured: an address goes in, an SVG picture comes out."""

from pathlib import Path

import qrcode

PORTAL = "https://dichvucong.baohiemxahoi.gov.vn"
URLS = {
    "code-a": "https://rd.zapps.vn/detail/1180496914654873996?id=d9541829876c6e32377d&pageId=1180496914654873996",
    "code-b": PORTAL,
    "code-c": "https://baohiemxahoi.gov.vn/tintuc/Pages/chuyen-doi-so.aspx?ItemID=20777&CateID=0",
}


def write_codes(folder: Path) -> None:
    """Write `code-a.svg`, `code-b.svg` and `code-c.svg`."""
    for name, url in URLS.items():
        (folder / f"{name}.svg").write_text(svg(url), encoding="utf-8")


def svg(url: str) -> str:
    """A code as one path, the dark modules of a row merged into runs."""
    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_Q)
    code.add_data(url, optimize=4)
    code.make()
    rows = code.modules
    side = len(rows)
    path = "".join(f"M{x} {y}h{run}v1h-{run}z" for y, row in enumerate(rows) for x, run in _runs(row))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{path}"/></svg>\n'


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Column and length of each run of dark modules."""
    starts = [x for x, dark in enumerate(row) if dark and not (x and row[x - 1])]
    ends = [x + 1 for x, dark in enumerate(row) if dark and not (x + 1 < len(row) and row[x + 1])]
    return [(start, end - start) for start, end in zip(starts, ends, strict=True)]
