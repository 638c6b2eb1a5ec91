"""QR codes made before anything is measured: a folder goes in, the leaflet's three as SVG pictures come out.

A number after the folder makes those of so many wards too, in `codes/`.
"""

import sys
from itertools import groupby
from pathlib import Path

import qrcode

from bench.contacts import contact

URLS = {
    "code-a": "https://rd.zapps.vn/detail/1180496914654873996?id=d9541829876c6e32377d&pageId=1180496914654873996",
    "code-b": "https://dichvucong.baohiemxahoi.gov.vn",
    "code-c": "https://baohiemxahoi.gov.vn/tintuc/Pages/chuyen-doi-so.aspx?ItemID=20777&CateID=0",
}


def svg(url: str) -> str:
    """A code as one path, the dark modules of a row merged into runs."""
    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_Q)
    code.add_data(url, optimize=4)
    code.make()
    rows = code.modules
    path = "".join(f"M{x} {y}h{run}v1h-{run}z" for y, row in enumerate(rows) for x, run in _runs(row))
    side = len(rows)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{path}"/></svg>\n'


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Column and length of each run of dark modules."""
    runs, x = [], 0
    for dark, same in groupby(row):
        length = len(list(same))
        if dark:
            runs.append((x, length))
        x += length
    return runs


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for name, url in URLS.items():
        (folder / f"{name}.svg").write_text(svg(url), encoding="utf-8")
    for number in range(int(sys.argv[2]) if len(sys.argv) > 2 else 0):
        (folder / "codes").mkdir(exist_ok=True)
        (folder / "codes" / f"{number:05}.svg").write_text(svg(contact(number, coded=True).url), encoding="utf-8")
