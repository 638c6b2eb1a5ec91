"""Ward lists as offices send them: what is wrong with a cell is told by its place, stops its ward, and no other."""

from pathlib import Path

import pytest

from printkit.cli import main
from printkit.series import series_of
from tests.office import made, save, text
from tests.test_batch import ONE, RUN, TWO
from tests.test_wards import LIST, load, stopped

HEAD = "Mã,Tên,Địa chỉ\n"


def printed() -> list[str]:
    return [name for name in made() if name.endswith(".pdf")]


# What says nothing


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("sign", ["\u200b", "\u2060", "\u00ad", "\ufeff"])
def test_signs_that_say_nothing_are_left_out(sign: str) -> None:
    cells = f"00{sign}1,Phường{sign} Bến Sen,{sign}\n002,Phường Cầu Ván,12 Lê{sign}Lợi\n"
    save("guides/wards.csv", f"{sign}M{sign}ã,Tên,Địa chỉ\n{cells}")
    assert main(RUN) == 0
    assert printed() == [ONE, TWO]
    assert "12 LêLợi" in text(f"output/{TWO}")


def test_no_cell_stops_the_others_of_its_list(tmp_path: Path) -> None:
    """Whatever no face can measure."""
    listed = load(tmp_path, "Mã,Tên\n1,\U0001f600\n2,A\n")
    assert series_of(listed.wards).widest.name == "\U0001f600"


# Bytes

NEITHER = "this is neither UTF-8 nor UTF-16 nor Windows-1258: byte 0x{}; save it as UTF-8, a list as “CSV UTF-8”"


def test_a_stray_byte_in_utf8_is_not_taken_for_another_encoding(tmp_path: Path) -> None:
    data = LIST.encode().replace("Ba Tơ".encode(), "Ba Tơ".encode() + b"\xe0")
    assert stopped(tmp_path, data) == [f"w.csv:3:1: {NEITHER.format('E0')}"]


def test_letters_that_are_vietnamese_in_no_encoding(tmp_path: Path) -> None:
    data = b"Ma,Ten\n1,Stra\xdfe \xd6l\xfc\n2,\xe5\xe4k\xf6\n"
    assert stopped(tmp_path, data) == [f"w.csv:2:1: {NEITHER.format('DF')}"]
