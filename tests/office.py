"""An office that the command line is tried out in: its guide, its ward list, and what came of a command."""

import os
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from printkit.cli import main

HOUSE = Path(__file__).parent.parent
GUIDE = """\
title: Đổi thẻ
hotline: 1900.9068
issuer: Phòng Hướng dẫn
sections:
  - {title: Nộp đơn, id: nop-don, steps: [Mở trang web., Bấm **Gửi**.]}
  - title: Nhận thẻ
    id: nhan-the
    steps:
      - Đến quầy.
      - Nhận thẻ.
"""
WARDS = "Mã,Tên,Điện thoại\n001,Phường Bến Sen,0234.355.0101\n002,Phường Cầu Ván,\n"
BUILD = ["build", "--no-proof"]  # where the proof is not what is tried
LEAFLET = [*BUILD, "-f", "leaflet"]
CARDS = [*BUILD, "-f", "flashcards"]

Captured = pytest.CaptureFixture[str]


def save(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def made(folder: str = "output") -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file())


def text(path: str) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def child(*arguments: str, code: str = "", **env: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a Python of its own."""
    call = ["-c", code] if code else ["-m", "printkit"]
    variables = {**os.environ, "PYTHONPATH": str(HOUSE), **env}
    return subprocess.run(
        [sys.executable, *call, *arguments], capture_output=True, env=variables, timeout=60, check=False
    )


def fails(arguments: list[str], code: int, capsys: Captured) -> list[str]:
    """The lines on stderr of a command that ends with this code and no traceback, its account of the list aside."""
    capsys.readouterr()
    assert main(arguments) == code
    err = capsys.readouterr().err
    assert "Traceback" not in err
    return without_account(err)


def without_account(err: str) -> list[str]:
    """The lines on stderr but for the three that tell what was understood of a ward list."""
    accounts = (
        ": headings in row ",
        '; all of it: printkit check --wards "',
        "nothing was skipped, mended or left out",
    )
    return [
        line
        for line in err.splitlines()
        if not line.startswith("printed: ") and not any(words in line for words in accounts)
    ]
