"""Codes: what they hold, how large they are, and that a reader reads them back."""

import math
import subprocess
import sys

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from printkit.qr import QUIET_ZONE, Code, fit_code, least_size, matrix
from printkit.units import DOT, mm

ZALO = "https://rd.zapps.vn/detail/1180496914654873996?id=d9541829876c6e32377d&pageId=1180496914654873996"
PORTAL = "https://dichvucong.baohiemxahoi.gov.vn"
PAGE = "https://baohiemxahoi.gov.vn/tintuc/Pages/chuyen-doi-so.aspx?ItemID=20777&CateID=0"
TEL = "tel:19009068"


def drawn(code: Code, scale: int = 4) -> Image.Image:
    """The code in black on white, quiet zone included, `scale` pixels a module."""
    side = code.modules + 2 * QUIET_ZONE
    image = Image.new("L", (side, side), 255)
    for column, row, length in code.runs:
        image.paste(0, (column + QUIET_ZONE, row + QUIET_ZONE, column + QUIET_ZONE + length, row + QUIET_ZONE + 1))
    return image.resize((side * scale, side * scale), Image.Resampling.NEAREST)


def payload(code: Code) -> bytes:
    found = zxingcpp.read_barcodes(drawn(code))
    assert len(found) == 1
    return bytes(found[0].bytes)


@pytest.mark.parametrize(
    ("url", "medium", "quartile", "high"),
    [(ZALO, 37, 45, 49), (PORTAL, 29, 33, 37), (PAGE, 37, 45, 49), (TEL, 21, 21, 25)],
)
def test_modules_are_those_of_the_facts(url: str, medium: int, quartile: int, high: int) -> None:
    for level, modules in (("M", medium), ("Q", quartile), ("H", high)):
        code = fit_code(url, (modules + 8) * 6 * DOT, 6)
        assert code is not None
        if (level, url) != ("M", TEL):  # Q is as small there, and better
            assert (code.level, code.modules, code.dots) == (level, modules, 6)


@pytest.mark.parametrize("url", [ZALO, PORTAL, PAGE, TEL])
@pytest.mark.parametrize(("size", "least"), [(30, 6), (45, 6), (64, 12), (44, 9), (33, 6), (40, 6)])
def test_preferred_sizes_read_back(url: str, size: float, least: int) -> None:
    code = fit_code(url, mm(size), least)
    assert code is not None
    assert payload(code) == url.encode()
    assert code.dots >= least
    assert code.size <= mm(size) + 1e-6 < code.size + (code.modules + 8) * DOT  # not one dot more would fit


def test_none_when_too_small_and_least_size_is_enough() -> None:
    least = least_size(ZALO, 6)
    assert least == pytest.approx((37 + 8) * 6 * DOT)
    assert fit_code(ZALO, least - 0.01, 6) is None
    code = fit_code(ZALO, least, 6)
    assert code is not None
    assert (code.level, code.dots) == ("M", 6)


def test_the_highest_level_that_keeps_the_module() -> None:
    sizes = {level: (modules + 8) * 6 * DOT for level, modules in (("M", 37), ("Q", 45), ("H", 49))}
    found = {level: fit_code(ZALO, size, 6) for level, size in sizes.items()}
    assert {level: code.level for level, code in found.items() if code} == {"M": "M", "Q": "Q", "H": "H"}


def test_quiet_zone_and_sizes() -> None:
    code = fit_code(PORTAL, mm(45), 6)
    assert code is not None
    assert code.quiet == pytest.approx(4 * code.module)
    assert code.size == pytest.approx(code.dark + 2 * code.quiet)
    assert code.module == pytest.approx(code.dots * DOT)
    cells = [(column + i, row) for column, row, length in code.runs for i in range(length)]
    assert {min(c) for c in zip(*cells, strict=True)} == {0}
    assert {max(c) for c in zip(*cells, strict=True)} == {code.modules - 1}
    assert len(set(cells)) == len(cells)


def test_runs_are_merged() -> None:
    code = fit_code(PORTAL, mm(45), 6)
    assert code is not None
    starts = {(column, row) for column, row, _length in code.runs}
    assert not any((column + length, row) in starts for column, row, length in code.runs)
    assert matrix(code).modules.runs is code.runs
    assert matrix(code, "#16191D").colour == "#16191D"


def test_too_long_for_any_code() -> None:
    endless = "https://a.vn/" + "x" * 3000
    assert least_size(endless, 6) == math.inf
    assert fit_code(endless, mm(2000), 6) is None


@pytest.mark.parametrize(
    "tail", [unit * n for n in (*range(1, 90, 3), 400, 1100) for unit in ("x", "7", "A", "7x", "77777A")]
)
def test_the_library_agrees_on_the_version(tail: str) -> None:
    from qrcode.main import QRCode

    for url in ("https://a.vn/" + tail, "https://ab.vn/" + tail):
        code = QRCode(error_correction=0)
        code.add_data(url, optimize=4)
        try:
            version = code.best_fit()
        except ValueError:  # 41: too long
            assert least_size(url, 1) == math.inf
        else:
            assert least_size(url, 1) == pytest.approx((17 + 4 * version + 8) * DOT)


@pytest.mark.parametrize("tail", ["0" * 120, "A" * 40 + "0" * 40, "0" * 12, "a" * 100, "đường-dẫn/Ẳ"])
def test_awkward_urls_read_back(tail: str) -> None:
    url = "https://a.vn/" + tail
    for size in (25, 35, 45, 60, 90):
        code = fit_code(url, mm(size), 4)
        assert code is None or payload(code) == url.encode()


@settings(max_examples=60, deadline=None)
@given(st.text("abcXYZ0123456789-._~/?=&%#đấ", min_size=0, max_size=150), st.floats(20, 90))
def test_any_url_reads_back(tail: str, size: float) -> None:
    url = "https://phuong.gov.vn/" + tail
    code = fit_code(url, mm(size), 6)
    assert (code is None) == (mm(size) < least_size(url, 6) - 1e-6)
    if code:
        assert payload(code) == url.encode()
        assert code.size <= mm(size) + 1e-6


def test_pillow_stays_out() -> None:
    """A cold start that makes a code does not pay for Pillow, and Pillow's drawers can still be had afterwards."""
    program = (
        "import sys; from printkit import qr; assert 'qrcode' not in sys.modules;"
        "qr.fit_code('https://a.vn', 100, 4); assert 'PIL' not in sys.modules;"
        "import qrcode.image.styles.moduledrawers.pil"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
