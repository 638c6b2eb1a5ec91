"""`printkit convert`: a file in an old encoding anew in UTF-8, and what was lost named."""

import os
from io import FileIO
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printkit import files
from printkit.cli import main
from printkit.source.convert import convert
from printkit.source.guide import read_guide
from printkit.syllables import TONES
from printkit.wardlist.reading import read_wards
from tests.office import GUIDE, HOUSE, Captured, fails, save
from tests.test_oldtext import PROSE, cp1252, tcvn3, vni

pytestmark = pytest.mark.usefixtures("office")

SAMPLE = (HOUSE / "guides/vssid.yaml").read_text(encoding="utf-8").replace(" # ◆", "  # –").replace("◆", "–")
LIST = (HOUSE / "guides/wards.csv").read_text(encoding="utf-8-sig")
HINT = "`printkit convert` writes the whole file anew in Unicode (UTF-8)"


def windows_1258(text: str) -> bytes:
    """As Windows writes it: letters with their hats and horns, each tone behind its letter."""
    return "".join(map(_tone_apart, text)).encode("cp1258")


def _tone_apart(letter: str) -> str:
    parts = normalize("NFD", letter)
    hatted = normalize("NFC", "".join(part for part in parts if part not in TONES))
    return hatted + "".join(part for part in parts if part in TONES)


SAVED = {
    "VNI pasted": vni(SAMPLE).encode(),
    "VNI": vni(SAMPLE).encode("cp1252"),
    "mojibake": cp1252(SAMPLE).encode(),
    "mojibake of Latin-1": SAMPLE.encode().decode("latin-1").encode(),
    "Windows-1258": windows_1258(SAMPLE),
    "UTF-16": SAMPLE.encode("utf-16"),
    "NFD": normalize("NFD", SAMPLE).encode(),
}


def new_text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("data", SAVED.values(), ids=SAVED)
def test_a_guide_comes_back_as_it_was(data: bytes, capsys: Captured) -> None:
    path = Path("cũ.yaml")
    path.write_bytes(data)
    assert main(["convert", str(path)]) == 0
    assert capsys.readouterr() == ("cũ-utf8.yaml\n", "")
    assert new_text(Path("cũ-utf8.yaml")) == SAMPLE
    assert path.read_bytes() == data
    read_guide(Path("cũ-utf8.yaml"))


@pytest.mark.parametrize("pasted", [True, False])
def test_a_guide_in_tcvn3_lacks_capitals_that_are_named(pasted: bool, capsys: Captured) -> None:
    Path("cu.yaml").write_bytes(tcvn3(SAMPLE).encode("utf-8" if pasted else "cp1252"))
    assert main(["convert", "cu.yaml"]) == 0
    new = new_text(Path("cu-utf8.yaml"))
    assert new.lower() == SAMPLE.lower()
    places = [(number, column) for number, pair in enumerate(zip(new.split("\n"), SAMPLE.split("\n"), strict=True), 1)
              for column, (a, b) in enumerate(zip(*pair, strict=True), 1) if a != b]  # fmt: skip
    said = capsys.readouterr().err.splitlines()
    assert {f"cu-utf8.yaml:{line}:{column}" for line, column in places} <= {line.split(": ")[0] for line in said}
    message = "“ảnh” may have begun with a capital, which TCVN3 (ABC) has not; compare it with the old file"
    assert f"cu-utf8.yaml:30:9: {message}" in said


SAVED_LISTS = {
    "VNI pasted": vni(LIST).encode(),
    "VNI": vni(LIST).encode("cp1252"),
    "mojibake": cp1252(LIST).encode(),
    "UTF-16": LIST.encode("utf-16"),
    "Windows-1258": windows_1258(LIST),
}


@pytest.mark.parametrize("data", SAVED_LISTS.values(), ids=SAVED_LISTS)
def test_a_list_comes_back_as_it_was(data: bytes, capsys: Captured) -> None:
    Path("cu.csv").write_bytes(data)
    assert main(["convert", "cu.csv"]) == 0
    assert capsys.readouterr() == ("cu-utf8.csv\n", "")
    assert new_text(Path("cu-utf8.csv")) == "\ufeff" + LIST
    assert len(read_wards(Path("cu-utf8.csv")).wards) == 12


def test_a_list_in_tcvn3(capsys: Captured) -> None:
    Path("cu.csv").write_bytes(tcvn3(LIST).encode("cp1252"))
    assert main(["convert", "cu.csv"]) == 0
    assert new_text(Path("cu-utf8.csv")) == "\ufeff" + LIST.replace("Ốc", "ốc").replace("Ấp", "ấp")
    assert "cu-utf8.csv:5:14: “ốc” may have begun with a capital" in capsys.readouterr().err


def converted(text: str, name: str = "g.yaml") -> tuple[str, list[str]]:
    path = save(name, text)
    made = convert(path)
    assert made is not None
    return made.data.decode("utf-8-sig"), [
        str(note).removesuffix("; compare it with the old file") for note in made.notes
    ]


def test_capitals_that_the_letters_around_show_are_put_back() -> None:
    old = "title: TµI KHO¶N ë §¢Y\nwhen: Gäi UBND ë Hµ Néi. øng dông, Ph­êng øng Hßa\n"
    put_back = "had capitals that TCVN3 (ABC) has not; they are put back"
    begun = "may have begun with a capital, which TCVN3 (ABC) has not"
    assert converted(old) == (
        "title: TÀI KHOẢN Ở ĐÂY\nwhen: Gọi UBND ở Hà Nội. ứng dụng, Phường ứng Hòa\n",
        [
            f"g-utf8.yaml:1:8: “TÀI” {put_back}",
            f"g-utf8.yaml:1:12: “KHOẢN” {put_back}",
            f"g-utf8.yaml:1:18: “Ở” {put_back}",
            f"g-utf8.yaml:2:26: “ứng” {begun}",
            f"g-utf8.yaml:2:43: “ứng” {begun}",
        ],
    )


def test_marks_of_viqr_that_may_be_punctuation_are_named() -> None:
    old = "title: Tie^'ng Vie^.t, ddu+o+`ng pho^'\nwhen: Kho^ng co. Mo+? trang https://a.vn/dd.\n"
    assert converted(old) == (
        "title: Tiếng Việt, đường phố\nwhen: Không cọ Mở trang https://a.vn/dd.\n",
        [
            "g-utf8.yaml:1:26: “phố” may have ended with ' as punctuation, which VIQR writes like a tone",
            "g-utf8.yaml:2:13: “cọ” may have ended with . as punctuation, which VIQR writes like a tone",
            "g-utf8.yaml:2:16: “Mở” may have ended with ? as punctuation, which VIQR writes like a tone",
        ],
    )


def test_bytes_that_mojibake_lost_are_named() -> None:
    text, notes = converted(cp1252("title: Tài khoản, Địa chỉ\n").replace("Ä\x90", "Ä"))
    assert text == "title: Tài khoản, Äịa chỉ\n"
    assert notes == ["g-utf8.yaml:1:19: “Äịa” has lost a letter, which UTF-8 read as Latin-1 does not keep"]


def test_only_the_old_lines_of_a_mixed_file_are_converted() -> None:
    """`Më` is too short to tell beside proper Vietnamese, and is named; a list is judged cell by cell."""
    old = f"title: Đổi thẻ\nwhen: {tcvn3('Đăng ký tài khoản')}\nfact: {tcvn3('Mở')}\n"
    text, notes = converted(old)
    assert text == "title: Đổi thẻ\nwhen: Đăng ký tài khoản\nfact: Më\n"
    assert notes == ["g-utf8.yaml:3:1: “fact: Më” may be in TCVN3 (ABC) too; it stays as it was"]
    assert converted(f"Mã,Tên\n1,{vni('Phường Bến Nghé')}\n2,Xã Đất Mũi\n", "w.csv")[0] == (
        "Mã,Tên\n1,Phường Bến Nghé\n2,Xã Đất Mũi\n"
    )


def test_short_texts_follow_the_rest_of_the_file() -> None:
    assert converted(tcvn3("title: Đăng ký tài khoản\nfact: Mở\n"))[0] == "title: Đăng ký tài khoản\nfact: Mở\n"
    assert converted(vni("a: Mở\nb: ngỏ\n"))[0] == "a: Mở\nb: ngỏ\n"  # neither tells alone


def test_line_ends_and_quotes_stay() -> None:
    assert converted(vni('a: "Đăng ký: tài khoản"\r\n\r\nb: x\r\n'))[0] == 'a: "Đăng ký: tài khoản"\r\n\r\nb: x\r\n'


# Refusals


def test_what_is_unicode_already_is_left_alone(capsys: Captured) -> None:
    before = sorted(os.listdir())
    (line,) = fails(["convert", "guides/the.yaml"], 0, capsys)
    assert line == "guides/the.yaml: Unicode (UTF-8) already; nothing to convert"
    assert sorted(os.listdir()) == before


def test_nothing_is_ever_overwritten(capsys: Captured) -> None:
    save("a.yaml", vni(SAMPLE))
    save("a-utf8.yaml", "mine")
    (line,) = fails(["convert", "a.yaml"], 7, capsys)
    assert line == "a-utf8.yaml: the file is there already and is left as it is; move it away, then try again"
    assert Path("a-utf8.yaml").read_text() == "mine"
    Path("a-utf8.yaml").unlink()
    Path("a-utf8.yaml").symlink_to("nowhere")
    fails(["convert", "a.yaml"], 7, capsys)
    assert not Path("nowhere").exists()


def test_a_full_disk_leaves_nothing(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    def full(_path: Path, _temporary: str) -> FileIO:
        raise OSError(28, "No space left on device")

    save("a.yaml", vni(SAMPLE))
    monkeypatch.setattr(files, "_opened", full)
    (line,) = fails(["convert", "a.yaml"], 7, capsys)
    assert line.endswith(
        "cannot be written (No space left on device); check that there is room and that you may write there"
    )
    assert [name for name in os.listdir() if name.startswith((".", "a-"))] == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nix.yaml", "nix.yaml: cannot be read (No such file or directory)"),
        ("w.xlsx", "w.xlsx: a spreadsheet cannot be converted; save the sheet as “CSV UTF-8”"),
        ("w.docx", "w.docx: only guides and ward lists are converted; name a file that ends in .yaml, .yml"),
        ("guides", "guides: only guides and ward lists are converted"),
        ("folder.yaml", "folder.yaml: cannot be read"),
        ("odd.csv", "odd.csv:2:1: this is neither UTF-8 nor UTF-16 nor Windows-1258: byte 0x8F"),
        ("nul.csv", "nul.csv:1:3: the control character U+0000 may not stand here"),
    ],
)
def test_what_cannot_be_converted(name: str, said: str, capsys: Captured) -> None:
    Path("folder.yaml").mkdir()
    Path("w.xlsx").write_bytes(b"PK\3\4")
    Path("odd.csv").write_bytes(b"a,b\n\x8f\n")
    Path("nul.csv").write_bytes("Mã\0,Tên\n".encode("utf-16"))
    before = sorted(os.listdir())
    (line,) = fails(["convert", name], 3, capsys)
    assert line.startswith(said)
    assert sorted(os.listdir()) == before


def test_a_file_of_more_than_8_mib(capsys: Captured) -> None:
    save("a.yaml", vni(SAMPLE) + " " * (8 << 20))
    assert fails(["convert", "a.yaml"], 3, capsys) == ["a.yaml: the file is larger than 8 MiB; split it into several"]


# Whole files in an old encoding are told as such by every command


def test_a_guide_in_old_bytes_is_told_as_such(capsys: Captured) -> None:
    Path("a.yaml").write_bytes(tcvn3(GUIDE).encode("cp1252"))
    message = "a.yaml:1:1: this text is in the old encoding TCVN3 (ABC); it would read: title: Đổi thẻ"
    assert fails(["check", "a.yaml"], 3, capsys) == [f"{message}; {HINT}"]
    Path("a.yaml").write_bytes(GUIDE.encode("utf-16"))
    assert fails(["build", "a.yaml"], 3, capsys) == [f"a.yaml: the file is in UTF-16, not in UTF-8; {HINT}"]
    Path("a.yaml").write_bytes(windows_1258(GUIDE))
    assert fails(["build", "a.yaml"], 3, capsys) == [f"a.yaml: the file is in Windows-1258, not in UTF-8; {HINT}"]


def test_a_guide_of_mojibake_with_control_characters(capsys: Captured) -> None:
    """`Đ` read as Latin-1 holds one; each line is told once, with what it would read."""
    save("a.yaml", "title: Đổi Đường Đi\nsteps: [Nhập]\n".encode().decode("latin-1"))
    (line,) = fails(["check", "a.yaml"], 3, capsys)
    assert line.startswith(
        "a.yaml:1:1: this text is in the old encoding UTF-8 read as Latin-1; it would read: title: Đổi"
    )


def test_a_list_in_old_bytes_is_told_as_such(capsys: Captured) -> None:
    Path("guides/wards.csv").write_bytes(tcvn3(LIST).encode("cp1252"))
    (line,) = fails(["build", "--wards", "guides/wards.csv", "--ward", "1"], 3, capsys)
    assert "wards.csv: this text is in the old encoding TCVN3 (ABC); it would read: Mã,Tên" in line


@given(st.lists(st.sampled_from(PROSE), min_size=1, max_size=4), st.sampled_from([vni, cp1252]))
def test_any_prose_comes_back_and_stays(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], old: object
) -> None:
    assert callable(old)
    text = "\n".join(lines) + "\n"
    path = tmp_path_factory.mktemp("c") / "a.yaml"
    path.write_text(old(text), encoding="utf-8")
    made = convert(path)
    assert made is not None
    assert made.data.decode() == text
    path.write_bytes(made.data)
    assert convert(path) is None


@given(st.binary(max_size=200) | st.text(st.characters(max_codepoint=0x2122)).map(str.encode))
def test_any_bytes_are_converted_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    from contextlib import suppress

    from printkit.errors import SourceError

    path = tmp_path_factory.mktemp("c") / "a.csv"
    path.write_bytes(data)
    with suppress(SourceError):  # and nothing else
        convert(path)
