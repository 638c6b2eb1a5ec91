"""What `--prune` removes: prints that the same guide, format and list made, in the folder itself, and nothing else."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from printkit.cli import main
from printkit.formats import NAMES
from printkit.manifest import Manifest, Shard, is_below, list_of
from printkit.wardlist.options import ListOptions, ListSource
from tests.office import GUIDE, Captured, made, save

pytestmark = pytest.mark.usefixtures("office")

RUN = ["batch", "--proof", "none", "-f", "leaflet", "--wards", "guides/wards.csv"]
ONE, TWO = "001-phuong-ben-sen/the-leaflet.pdf", "002-phuong-cau-van/the-leaflet.pdf"
FEWER = "Mã,Tên\n002,Phường Cầu Ván\n"
HINT = "files of earlier runs stay; --prune removes them"


def manifest() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(Path("output/manifest.json").read_text("utf-8"))
    return content


def pdfs() -> list[str]:
    return [name for name in made() if name.endswith(".pdf")]


def with_entry(place: str, data: bytes, **fields: str) -> None:
    """A manifest that someone has edited: it claims a file, whose digest is right."""
    content = manifest()
    entry = content["files"][ONE] | {"sha256": sha256(data).hexdigest()} | fields
    content["files"][place] = {name: value for name, value in entry.items() if value}
    Path("output/manifest.json").write_text(json.dumps(content), "utf-8")


def test_what_is_no_longer_asked_for_is_removed() -> None:
    assert main(RUN) == 0
    save("guides/wards.csv", FEWER)
    assert main([*RUN, "--prune"]) == 0
    assert pdfs() == [TWO]
    assert set(manifest()["files"]) == {TWO}


OTHERS = {
    "guide": ["guides/hai.yaml"],
    "format": ["-f", "poster"],
    "list": ["--wards", "guides/khac.csv"],
    "section": ["--section", "nop-don"],
}


@pytest.mark.parametrize("other", OTHERS)
def test_prints_of_another_run_stay(other: str) -> None:
    save("guides/khac.csv", "Mã,Tên\n7,Xã Bảy\n")
    run = ["batch", "--proof", "none", "--wards", "guides/wards.csv", "guides/the.yaml", "-f", "leaflet"]
    theirs = [each for each in run if not (other == "guide" and each == "guides/the.yaml")]
    theirs = theirs[:-2] if other == "format" else theirs
    if other == "guide":
        save("guides/hai.yaml", GUIDE)
    assert main([*theirs, *OTHERS[other]]) == 0
    before = pdfs()
    assert before
    if other != "list":
        save("guides/wards.csv", FEWER)
    assert main([*run, "--prune"]) == 0
    assert set(before) <= set(pdfs())


def test_two_sheets_of_one_book_are_two_lists() -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for name, code in (("Xã", "1"), ("Phường", "2")):
        sheet = book.create_sheet(name)
        for row in (["Mã", "Tên"], [code, f"Xã {code}"]):
            sheet.append(row)
    book.save("wards.xlsx")
    run = [*RUN[:-1], "wards.xlsx"]
    assert main([*run, "--sheet", "Xã"]) == main([*run, "--sheet", "Phường", "--prune"]) == 0
    assert len(pdfs()) == 2


def test_a_ward_that_another_shard_prints_now_stays() -> None:
    save("guides/wards.csv", "Mã,Tên\n002,Phường Cầu Ván\n003,Phường Đá\n")
    assert main([*RUN, "--shard", "1/2"]) == 0
    save("guides/wards.csv", "Mã,Tên\n001,Phường Bến Sen\n002,Phường Cầu Ván\n")
    assert main([*RUN, "--shard", "1/2", "--prune"]) == 0
    assert TWO in pdfs()


@pytest.mark.parametrize("more", [["--only", "002"], ["-f", "poster"], ["--section", "nop-don"]])
def test_no_hint_where_less_was_asked_for(more: list[str], capsys: Captured) -> None:
    whole = [each for each in RUN if each not in ("-f", "leaflet")]
    assert main(whole) == main(["batch", "--section", "nop-don", *whole[1:]]) == 0
    save("guides/wards.csv", FEWER)
    capsys.readouterr()
    assert main([*whole, *more]) == 0
    assert HINT not in capsys.readouterr().err
    assert main(whole) == 0
    assert f"{len(NAMES)} {HINT}" in capsys.readouterr().err


@pytest.mark.parametrize("link", ["folder", "file", "inside"])
def test_no_link_is_followed(link: str) -> None:
    assert main(RUN) == 0
    there = save("output/mine/deed.pdf" if link == "inside" else "precious/deed.pdf", "mine")
    place = "shelf/deed.pdf"
    target = Path("output/shelf") if link != "file" else Path("output/shelf/deed.pdf")
    target.parent.mkdir(exist_ok=True)
    try:
        target.symlink_to((there.parent if link != "file" else there).resolve(), target_is_directory=link != "file")
    except OSError:
        pytest.skip("this system makes no links")
    with_entry(place, b"mine")
    assert main([*RUN, "--prune"]) == 0
    assert there.read_text() == "mine"
    assert target.is_symlink()


OUT = ["../precious.pdf", "a/../../precious.pdf", "{absolute}"]


@pytest.mark.parametrize("place", OUT)
def test_no_entry_leads_out(place: str) -> None:
    assert main(RUN) == 0
    there = save("precious.pdf", "mine")
    with_entry(place.format(absolute=there.resolve().as_posix()), b"mine")
    assert main([*RUN, "--prune"]) == 0
    assert there.read_text() == "mine"


def test_an_entry_that_stays_below_is_removed() -> None:
    """Else the tests above would show nothing."""
    assert main(RUN) == 0
    there = save("output/shelf/deed.pdf", "mine")
    with_entry("shelf/deed.pdf", b"mine")
    assert main([*RUN, "--prune"]) == 0
    assert not there.exists()


@pytest.mark.parametrize(
    "path",
    [
        *("C:/a.pdf", "C:a.pdf", "/a.pdf", "\\a.pdf", "..\\a.pdf", "a\\..\\..\\b.pdf", "a\\b.pdf"),
        *("//server/share/a.pdf", "\\\\?\\C:\\a.pdf", "../a.pdf", "a/../../b.pdf", "", 3, None),
    ],
)
def test_paths_that_lead_out_on_some_system(path: object) -> None:
    assert not is_below(path)


@pytest.mark.parametrize("path", [ONE, "the-leaflet-merged.pdf", "a..b/c.pdf"])
def test_paths_that_stay_below(path: str) -> None:
    assert is_below(path)


def test_files_of_an_unknown_list_stay_and_are_told(capsys: Captured) -> None:
    """As printkit 0.1 has written them: no lists, no name of one."""
    assert main(RUN) == 0
    content = manifest()
    del content["lists"]
    for entry in content["files"].values():
        del entry["list"]
    Path("output/manifest.json").write_text(json.dumps(content), "utf-8")
    save("guides/wards.csv", FEWER)
    capsys.readouterr()
    assert main([*RUN, "--prune"]) == 0
    err = capsys.readouterr().err
    assert "1 file of printkit 0.1 stays, which did not note its list" in err
    assert "damaged" not in err
    assert pdfs() == [ONE, TWO]
    assert manifest()["files"][TWO]["list"] == "../guides/wards.csv"  # it was asked for: now it has one


# What the manifest says of a list


def test_a_list_is_noted() -> None:
    assert main([*RUN, "--columns", "Điện thoại=Điện thoại", "--hidden"]) == 0
    content = manifest()
    assert {entry["list"] for entry in content["files"].values()} == {"../guides/wards.csv"}
    assert content["lists"] == {
        "../guides/wards.csv": {
            "path": "../guides/wards.csv",
            "sha256": sha256(Path("guides/wards.csv").read_bytes()).hexdigest(),
            "columns": [["Điện thoại", "Điện thoại"]],
            "hidden": True,
        }
    }
    expected = ListOptions("", (("Điện thoại", "Điện thoại"),), hidden=True)
    for file in (Path("output", ONE), Path("output", ONE).resolve()):
        source = list_of(file)
        assert source
        assert (source.path, source.options) == (Path("guides/wards.csv"), expected)
    assert list_of(Path("output/the.pdf")) is None


def test_a_list_that_no_file_names_is_forgotten() -> None:
    assert main(RUN) == 0
    save("guides/khac.csv", "Mã,Tên\n001,Phường Bến Sen\n002,Phường Cầu Ván\n")
    assert main([*RUN[:-1], "guides/khac.csv"]) == 0
    assert set(manifest()["lists"]) == {"../guides/khac.csv"}


DAMAGED = ("3", '{"a": 3}', '{"a": {"path": "x"}}', '{"a": {"path": 1, "sha256": ""}}', '{"a": {"path": "\\u0000", ')
WORSE = ('{"a": {"path": "x", "sha256": "", "columns": [["a"]]}}', '{"a": {"path": "x", "sha256": "", "columns": 3}}')


@pytest.mark.parametrize(
    "lists", [DAMAGED[0], DAMAGED[1], DAMAGED[2], DAMAGED[3], DAMAGED[4] + '"sha256": ""}}', *WORSE]
)
def test_damaged_lists(lists: str) -> None:
    Path("output").mkdir()
    Path("output/manifest.json").write_text(f'{{"files": {{"a": {{"list": "a"}}}}, "lists": {lists}}}', "utf-8")
    loaded = Manifest(Path("output"), Shard())
    assert [problem.message for problem in loaded.doubts] == ["the manifest of an earlier run is damaged"]
    assert (loaded.entries, loaded.lists) == ({}, {})


def test_a_list_goes_by_its_path_from_the_folder(tmp_path: Path) -> None:
    kept = Manifest(tmp_path / "out", Shard())
    source = ListSource(tmp_path / "lists" / "a.csv", "1")
    assert kept.keep(source) == "../lists/a.csv"
    assert kept.keep(source._replace(options=ListOptions("Xã"))) == "../lists/a.csv [Xã]"
    assert kept.keep(None) == ""
