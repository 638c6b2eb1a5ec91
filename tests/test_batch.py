"""All wards: each file is its own ward's and no other's, whole or not there, made once, and the same however made."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pikepdf
import pypdfium2
import pytest

from printkit import batch as verb
from printkit import crew, series
from printkit.cli import main
from printkit.edition import Edition
from printkit.errors import LayoutError, OutputError, ProofError
from printkit.formats import Options
from printkit.lock import locked
from printkit.manifest import Manifest, Shard
from printkit.series import series_of
from printkit.wardlist.reading import read_wards
from tests import lists
from tests.office import HOUSE, WARDS, Captured, child, fails, made, save, text
from tests.prints import source
from tests.treecheck import findings

pytestmark = pytest.mark.usefixtures("office")

RUN = ["batch", "--wards", "guides/wards.csv", "-f", "leaflet", "--proof", "none"]
ONE = "001-phuong-ben-sen/the-leaflet.pdf"
TWO = "002-phuong-cau-van/the-leaflet.pdf"
NAMING = 'title: "Đến {{ward.name}}"\nsteps: ["Gọi {{ward.phone}}.", Chờ.]\n'
KILLS = 30


def manifest(folder: str = "output", name: str = "manifest") -> dict[str, Any]:
    files: dict[str, Any] = json.loads(Path(folder, f"{name}.json").read_text(encoding="utf-8"))["files"]
    return files


def words(pdf: bytes) -> str:
    """Text of all pages, white space folded, by pdfium: pypdf takes ten times as long."""
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


# Each ward its own


@pytest.mark.parametrize("kind", lists.KINDS)
def test_each_file_holds_its_own_ward_and_no_other(kind: str, tmp_path: Path) -> None:
    wards = lists.at_random(300, seed=len(kind))
    path = lists.save(tmp_path, wards, kind)
    assert main(["batch", "--wards", str(path), "-f", "leaflet", "--proof", "none", "--quiet"]) == 0
    assert len(made()) == 302  # manifest and lock
    phones = {ward.phone for ward in wards}
    for ward in wards:
        (file,) = Path("output").glob(f"{ward.code}-*/the-leaflet.pdf")
        said = words(file.read_bytes())
        assert f"Hỏi trực tiếp tại {ward.name}" in said
        assert ward.address in said
        assert (ward.hours or "–") in said + "–"
        assert {phone for phone in phones if phone in said} == {ward.phone}


@pytest.mark.parametrize("fmt", ["leaflet", "poster", "flashcards"])
def test_build_makes_the_same_bytes(fmt: str) -> None:
    assert main(["batch", "--wards", "guides/wards.csv", "-f", fmt, "--proof", "none"]) == 0
    assert main(["batch", "--wards", "guides/wards.csv", "-f", fmt, "--only", "002", "-o", "only"]) == 0
    assert main(["batch", "--wards", "guides/wards.csv", "-f", fmt, "--shard", "2/2", "-o", "shard"]) == 0
    assert main(["build", "--wards", "guides/wards.csv", "--ward", "002", "-f", fmt, "-o", "build"]) == 0
    name = f"002-phuong-cau-van/the-{fmt}.pdf"
    same = {Path(folder, name).read_bytes() for folder in ("output", "only", "shard", "build")}
    assert len(same) == 1


@pytest.mark.parametrize("fmt", ["leaflet", "poster", "flashcards"])
def test_the_sample_list_is_valid_and_sound(fmt: str) -> None:
    """Every ward of the sample list: its own code, issuer and rows; tags and the file itself are sound."""
    series = series_of(read_wards(HOUSE / "guides" / "wards.csv").wards)
    edition = Edition(source("vssid"), fmt, Options(), series)
    assert edition.plate
    for ward in series.wards:
        pdf = edition.print(ward).pdf
        assert findings(pdf) == []
        with pikepdf.open(BytesIO(pdf)) as opened:
            assert list(opened.check_pdf_syntax()) == []
        said = words(pdf)
        assert ward.name in said
        assert all(other.name not in said for other in series.wards if other.name not in ward.name)
        assert (ward.issuer or "Phòng Văn hóa và Thông tin Quận") in said


def test_a_guide_that_names_the_ward() -> None:
    save("guides/the.yaml", NAMING)
    save("guides/wards.csv", WARDS.replace("Cầu Ván,", "Cầu Ván,0234.355.0102"))
    assert main(RUN) == 0
    assert "Đến Phường Bến Sen" in words(Path("output", ONE).read_bytes())
    assert "Gọi 0234.355.0102" in words(Path("output", TWO).read_bytes())


def test_a_ward_larger_than_its_gap_is_laid_out_for_itself() -> None:
    """Its address is narrower than the widest, but takes more lines."""
    series = series_of(read_wards(Path("guides/wards.csv")).wards)
    edition = Edition(source("vssid"), "leaflet", Options(), series)
    long = series.wards[0].__class__("9", "Phường Dài", address="Số nhà " * 40)
    made_alone = edition.print(long)
    assert made_alone.sheets.frames is None
    assert "Số nhà Số nhà" in words(made_alone.pdf)


def test_two_slugs_alike_both_print() -> None:
    save("guides/wards.csv", "Mã,Tên\n1,Xã Ba Tô\n2,Xã Ba Tơ\n")
    assert main(RUN) == 0
    assert [name for name in made() if name.endswith(".pdf")] == [
        "1-xa-ba-to/the-leaflet.pdf",
        "2-xa-ba-to/the-leaflet.pdf",
    ]


def test_two_wards_of_one_folder_fail_and_the_rest_prints(capsys: Captured) -> None:
    save("guides/wards.csv", "Mã,Tên\n1,A B\n1-a,B\n3,C\n")
    lines = fails(RUN, 3, capsys)
    assert [line.partition(";")[0] for line in lines[:2]] == [
        f"guides/wards.csv:{row}:1: its prints would stand in the folder 1-a-b, like those of {other}"
        for row, other in ((2, "1-a"), (3, "1"))
    ]
    assert [name for name in made() if name.endswith(".pdf")] == ["3-c/the-leaflet.pdf"]


# What is wrong


def test_a_bad_row_stops_no_other(capsys: Captured) -> None:
    save("guides/wards.csv", WARDS + "003,,\n")
    lines = fails(RUN, 3, capsys)
    assert lines[0] == "guides/wards.csv:4:2: the row has no name; fill it in"
    assert lines[-1] == "failed: row 4: the row has no name"
    assert [name for name in made() if name.endswith(".pdf")] == [ONE, TWO]


def test_wards_that_fail_are_named_last(capsys: Captured) -> None:
    save("guides/the.yaml", NAMING)
    lines = fails(RUN, 3, capsys)
    assert lines[-1].startswith(
        "failed: 002 Phường Cầu Ván: guides/the.yaml:2:9: ward 002 Phường Cầu Ván has no `phone`"
    )
    assert [name for name in made() if name.endswith(".pdf")] == [ONE]
    assert manifest()[TWO]["failed"].startswith("guides/the.yaml")
    assert "sha256" not in manifest()[TWO]


def test_every_guide_that_fails_for_a_ward_is_named(capsys: Captured) -> None:
    save("guides/the.yaml", NAMING)
    save("guides/hai.yaml", NAMING)
    lines = fails([*RUN, "-f", "poster"], 3, capsys)
    told = [line.partition(": ward 002")[0] for line in lines[-2:]]
    assert told == [f"failed: 002 Phường Cầu Ván: guides/{name}.yaml:2:9" for name in ("hai", "the")]


def test_a_guide_that_cannot_be_read(capsys: Captured) -> None:
    save("guides/bad.yaml", "title: A\n")
    lines = fails(RUN, 3, capsys)
    assert "4 files: 2 new, 0 unchanged, 2 failed" in lines[-1]
    assert Path("output", ONE).exists()


UNFILLABLE = "title: A\nsteps: ['Gọi {{guide.hotline}}.', Chờ.]\n"


@pytest.mark.parametrize("how", [[], ["--merge"]])
def test_a_guide_that_no_ward_can_fill_stops_no_other(how: list[str], capsys: Captured) -> None:
    save("guides/bad.yaml", UNFILLABLE)
    lines = fails([*RUN, *how], 3, capsys)
    assert lines[0].startswith("guides/bad.yaml:2:9: the guide has no `hotline`")
    assert "4 files: 2 new, 0 unchanged, 2 failed" in lines[-1]


def test_unknown_codes_and_options(capsys: Captured) -> None:
    (line,) = fails([*RUN, "--only", "7"], 3, capsys)
    assert line.startswith("the list has no ward with the code or name “7”")
    for wrong in (["--shard", "3/2"], ["--shard", "x"], ["--prune", "--only", "001"], ["--proof", "some"]):
        (line,) = fails([*RUN, *wrong], 2, capsys)
        assert "`printkit batch --help` shows how" in line
    (line,) = fails(["batch"], 2, capsys)
    assert "--wards" in line


def test_a_list_without_a_good_ward(capsys: Captured) -> None:
    save("guides/wards.csv", "Mã,Tên\n1,\n")
    lines = fails(RUN, 3, capsys)
    assert lines[-1] == "guides/wards.csv: the list has no ward that can be printed; add a row, or mend one"


# Again


def test_a_second_run_makes_only_what_changed(capsys: Captured) -> None:
    """Unless the row now holds a longer value or a new letter than any before: all prints are laid out for that."""
    save("guides/wards.csv", WARDS.replace("Cầu Ván,", "Cầu Ván,0234.511.0105"))
    assert main(RUN) == 0
    before = Path("output", ONE).stat().st_mtime_ns
    save("guides/wards.csv", WARDS.replace("Cầu Ván,", "Cầu Ván,0234.111.0105"))
    capsys.readouterr()
    assert main(RUN) == 0
    assert "2 files: 1 new, 1 unchanged, 0 failed" in capsys.readouterr().err
    assert Path("output", ONE).stat().st_mtime_ns == before
    assert "0234.111.0105" in text(f"output/{TWO}")


@pytest.mark.parametrize("harm", ["gone", "touched", "guide", "option", "force"])
def test_what_is_not_as_it_should_be_is_made_again(harm: str, capsys: Captured) -> None:
    assert main(RUN) == 0
    again = list(RUN)
    if harm == "gone":
        Path("output", ONE).unlink()
    elif harm == "touched":
        Path("output", ONE).write_bytes(b"%PDF")
    elif harm == "guide":
        guide = Path("guides/the.yaml")
        guide.write_text(guide.read_text("utf-8").replace("Đến quầy", "Tới quầy"), "utf-8")
    elif harm == "option":
        again.append("--ink-saver")
    else:
        again.append("--force")
    capsys.readouterr()
    assert main(again) == 0
    count = 1 if harm in ("gone", "touched") else 2
    assert f"2 files: {count} new, {2 - count} unchanged" in capsys.readouterr().err
    assert Path("output", ONE).read_bytes().endswith(b"%%EOF\n")


def test_prune() -> None:
    """`test_prune.py` has more of it."""
    assert main(RUN) == 0
    save("guides/wards.csv", "Mã,Tên\n002,Phường Cầu Ván\n003,Phường Đá\n")
    assert main(RUN) == 0
    assert Path("output", ONE).exists()
    assert main([*RUN, "--prune"]) == 0
    assert not Path("output", ONE).parent.exists()
    assert ONE not in manifest()


@pytest.mark.parametrize("harm", ["title: A\n", UNFILLABLE, "tit"], ids=["refused", "unfillable", "torn"])
def test_prune_leaves_the_files_of_a_guide_that_fails(harm: str, capsys: Captured) -> None:
    assert main(RUN) == 0
    save("guides/the.yaml", harm)
    fails([*RUN, "--prune"], 3, capsys)
    assert Path("output", ONE).exists()
    assert ONE in manifest()


def test_nothing_is_pruned_while_rows_are_bad(capsys: Captured) -> None:
    assert main(RUN) == 0
    save("guides/wards.csv", WARDS.replace("001,Phường Bến Sen", "001,"))
    lines = fails([*RUN, "--prune"], 3, capsys)
    assert lines[1].startswith("nothing is removed: the list has rows to mend")
    assert Path("output", ONE).exists()


def test_prune_leaves_what_was_changed_by_hand(capsys: Captured) -> None:
    assert main(RUN) == 0
    Path("output", ONE).write_bytes(b"mine")
    save("guides/wards.csv", "Mã,Tên\n002,Phường Cầu Ván\n")
    assert main([*RUN, "--prune"]) == 0
    assert "1 file was changed since it was made, and stays" in capsys.readouterr().err
    assert Path("output", ONE).read_bytes() == b"mine"


DAMAGED = (
    *("", "{", "[]", '{"files": {"a": {"x": 1}}}', "\xff", "[" * 100_000, '{"files": {"a": {"ward": NaN}}}'),
    *('{"files": {"a\\u0000b": {}}}', '{"files": {"\\ud800": {}}}', '{"files": {"a": {"ward": "\\udfff"}}}'),
    *('{"files": {"a": {"failed": ["x"]}}}', '{"files": {"%s": {}}}' % ("a" * 5000)),
)


@pytest.mark.parametrize("damage", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_manifest(damage: str, capsys: Captured) -> None:
    assert main(RUN) == 0
    Path("output/manifest.json").write_text(damage, "latin-1")
    lines = fails(RUN, 0, capsys)
    assert lines[0] == "output/manifest.json: the manifest of an earlier run is damaged; every file is made anew"
    assert set(manifest()) == {ONE, TWO}


# Merged


@pytest.mark.parametrize("fmt", ["leaflet", "poster", "flashcards"])
def test_merged(fmt: str, capsys: Captured) -> None:
    call = ["batch", "--wards", "guides/wards.csv", "-f", fmt]
    assert main([*call, "--merge"]) == 0
    path = Path(f"output/the-{fmt}-merged.pdf")
    assert str(path) in capsys.readouterr().out.splitlines()
    assert main([*call, "--proof", "none"]) == 0
    pdf = path.read_bytes()
    assert findings(pdf) == []
    apart = [words(next(Path("output").glob(f"{code}-*/the-{fmt}.pdf")).read_bytes()) for code in ("001", "002")]
    assert words(pdf) == " ".join(apart)
    with pikepdf.open(path) as opened:
        assert list(opened.check_pdf_syntax()) == []
        with opened.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Phường Bến Sen (001)", "Phường Cầu Ván (002)"]
        assert not any("/Annots" in page for page in opened.pages)
    assert main([*call, "--merge"]) == 0
    assert "2 unchanged" in capsys.readouterr().err


def test_merged_pages_look_like_the_others() -> None:
    call = ["batch", "--wards", "guides/wards.csv", "-f", "leaflet", "--proof", "none"]
    assert main(call) == 0
    assert main([*call, "--merge"]) == 0
    single = pypdfium2.PdfDocument(f"output/{TWO}")
    merged = pypdfium2.PdfDocument("output/the-leaflet-merged.pdf")
    assert (len(single), len(merged)) == (1, 4)
    for page in range(len(single)):
        one, other = single[page].render(scale=1).to_pil(), merged[2 + page].render(scale=1).to_pil()
        assert one.tobytes() == other.tobytes()


def test_merged_when_the_body_names_the_ward(capsys: Captured) -> None:
    save("guides/the.yaml", NAMING)
    lines = fails([*RUN, "--merge"], 3, capsys)
    assert lines[-1].startswith("failed: 002 Phường Cầu Ván")
    said = words(Path("output/the-leaflet-merged.pdf").read_bytes())
    assert "Đến Phường Bến Sen" in said
    assert "Cầu Ván" not in said
    assert findings(Path("output/the-leaflet-merged.pdf").read_bytes()) == []


def test_merged_with_no_ward_that_can_be_printed(capsys: Captured) -> None:
    save("guides/the.yaml", NAMING.replace("phone", "hotline"))
    lines = fails([*RUN, "--merge"], 3, capsys)
    assert [line.split(":")[0] for line in lines[-3:]] == ["2 files", "failed", "failed"]
    assert not Path("output/the-leaflet-merged.pdf").exists()
    assert "no `hotline`" in manifest()["the-leaflet-merged.pdf"]["failed"]


def test_the_title_of_a_merged_file_names_no_ward() -> None:
    save("guides/the.yaml", NAMING.replace("{{ward.phone}}", "tổng đài"))
    assert main([*RUN, "--merge"]) == 0
    with pikepdf.open("output/the-leaflet-merged.pdf") as opened:
        assert str(opened.docinfo["/Title"]) == "Đến …"


@pytest.mark.parametrize("fmt", ["leaflet", "poster", "flashcards"])
def test_an_issuer_that_names_the_ward(fmt: str) -> None:
    save("guides/the.yaml", 'title: Đổi thẻ\nissuer: "UBND {{ward.name}}"\nsteps: [Nộp đơn., Nhận thẻ.]\n')
    run = ["batch", "--wards", "guides/wards.csv", "-f", fmt]
    assert main(run) == main([*run, "--merge"]) == 0
    assert main(["build", "--wards", "guides/wards.csv", "--ward", "001", "-f", fmt, "-o", "build"]) == 0
    name = f"001-phuong-ben-sen/the-{fmt}.pdf"
    assert Path("output", name).read_bytes() == Path("build", name).read_bytes()
    assert "UBND Phường Bến Sen" in words(Path("output", name).read_bytes())
    with pikepdf.open(f"output/the-{fmt}-merged.pdf") as opened:
        assert str(opened.docinfo["/Author"]) == "UBND …"


def test_a_merged_file_shares_what_is_the_same(tmp_path: Path) -> None:
    sizes = []
    for count in (20, 220):
        path = lists.save(tmp_path, lists.at_random(count))
        assert main(["batch", "--wards", str(path), "-f", "leaflet", "--merge", "--proof", "none", "--quiet"]) == 0
        sizes.append(Path("output/the-leaflet-merged.pdf").stat().st_size)
    assert (sizes[1] - sizes[0]) / 200 < 2500


# Proof


def test_a_failed_proof_writes_nothing(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    def bad(edition: Edition, ward: Any, _made: object) -> None:
        raise ProofError.of(f"{ward.code} {edition.fmt} is blank")

    monkeypatch.setattr(crew, "assured", bad)
    call = ["batch", "--wards", "guides/wards.csv", "-f", "leaflet"]
    lines = fails(call, 6, capsys)
    assert lines[-1].endswith("002 leaflet is blank")
    assert [name for name in made() if name.endswith(".pdf")] == []


def test_all_are_proven_on_all_cores() -> None:
    assert main(["batch", "--wards", "guides/wards.csv", "-f", "leaflet", "--proof", "all", "--quiet"]) == 0
    whole = Path("output", ONE).read_bytes()
    assert main([*RUN, "-o", "other"]) == 0
    assert Path("other", ONE).read_bytes() == whole


def test_the_sample() -> None:
    wards = read_wards(lists.save(Path(), lists.at_random(401))).wards
    longest = max(wards, key=lambda ward: sum(map(len, ward.values().values())))
    some = [ward.code for ward in series.chosen(wards[:-1], "sample")]
    assert some == list(dict.fromkeys(["00001", "00201", longest.code, "00400"]))
    assert series.chosen((), "sample") == series.chosen(wards, "none") == ()
    assert series.chosen(wards, "all") == wards


# Folders and disks


def test_two_runs_in_one_folder(capsys: Captured) -> None:
    with locked(Path("output"), Shard()):
        (line,) = fails(RUN, 7, capsys)
        assert line.startswith("output: another run is printing into this folder; wait until it has ended")
        assert main([*RUN, "--shard", "1/2"]) == 7
    assert main(RUN) == 0


def test_shards_of_one_run_print_beside_each_other_and_no_other_run_does() -> None:
    with locked(Path("output"), Shard(1, 2)):
        assert main([*RUN, "--shard", "2/2"]) == 0
        assert [main([*RUN, *shard]) for shard in ((), ("--shard", "1/2"), ("--shard", "1/3"))] == [7, 7, 7]
    assert [main([*RUN, *shard]) for shard in ((), ("--shard", "1/3"))] == [0, 0]


def test_files_of_a_run_that_was_split_otherwise_are_told(capsys: Captured) -> None:
    assert [main([*RUN, "--shard", f"{number}/2"]) for number in (1, 2)] == [0, 0]
    assert "split otherwise" not in capsys.readouterr().err
    assert main([*RUN, "--prune"]) == 0
    message = "output: it holds files of a run that was split otherwise (manifest-1-of-2.json, manifest-2-of-2.json);"
    assert message in capsys.readouterr().err


def test_shards_make_the_whole() -> None:
    for number in (1, 2, 3):
        assert main([*RUN, "--shard", f"{number}/3"]) == 0
    assert [name for name in made() if name.endswith(".pdf")] == [ONE, TWO]
    assert set(manifest(name="manifest-1-of-3")) == {ONE}
    assert set(manifest(name="manifest-3-of-3")) == set()


def test_a_file_in_place_of_the_folder(capsys: Captured) -> None:
    save("busy", "a file")
    (line,) = fails([*RUN, "-o", "busy"], 7, capsys)
    assert line.startswith("busy: cannot be written (")


def test_one_file_that_cannot_be_replaced_stops_no_other(capsys: Captured) -> None:
    Path("output", ONE).mkdir(parents=True)
    lines = fails(RUN, 7, capsys)
    assert "a folder has this name" in lines[-1]
    assert Path("output", TWO).is_file()


LIMIT = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); \
resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000)); "


@pytest.mark.skipif(sys.platform == "win32", reason="no file-size limit to fill a disk with")
def test_a_full_disk() -> None:
    """The system refuses to write more: one line, nothing half-written."""
    run = f"import sys; from printkit.cli import main; sys.exit(main({[*RUN, '--quiet']!r}))"
    ended = child(code=LIMIT + run)
    assert ended.returncode == 7
    (line,) = ended.stderr.decode().splitlines()
    assert line.startswith("output")
    assert "check that there is room" in line
    assert [name for name in made() if name.endswith((".pdf", ".tmp"))] == []


def wait_for(count: int, process: "subprocess.Popen[bytes]") -> None:
    """Until a run has made so many wards' folders, or has ended."""
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        if Path("output").is_dir() and len(os.listdir("output")) >= count:
            return
        time.sleep(0.002)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is for systems that have signals")
def test_killed_at_any_moment(tmp_path: Path) -> None:
    """What is there is whole, and the next run finishes."""
    path = lists.save(tmp_path, lists.at_random(225))
    call = [
        sys.executable,
        "-m",
        "printkit",
        "batch",
        "--wards",
        str(path),
        "-f",
        "leaflet",
        "--proof",
        "none",
        "--quiet",
    ]
    env = {**os.environ, "PYTHONPATH": str(HOUSE)}
    random, seen = Random(7), set[int]()
    for turn in range(KILLS):
        if turn % 3 == 0:
            shutil.rmtree("output", ignore_errors=True)
        process = subprocess.Popen(call, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(random.randrange(220), process)
        time.sleep(random.uniform(0.0, 0.02))
        process.send_signal(signal.SIGKILL)
        process.wait()
        files = list(Path("output").rglob("*.pdf"))
        seen.add(len(files))
        assert all(file.read_bytes().endswith(b"%%EOF\n") for file in files)
        if Path("output/manifest.json").exists():
            manifest()
    assert len(seen) > 3  # it was hit at different moments
    assert main([*call[3:]]) == 0
    assert main([*call[3:], "-o", "whole"]) == 0
    whole = {name: Path("whole", name).read_bytes() for name in made("whole") if name.endswith(".pdf")}
    assert len(whole) == 225
    assert {name: Path("output", name).read_bytes() for name in whole} == whole
    assert not list(Path("output").rglob("*.tmp"))


def children(parent: int) -> list[int]:
    """The processes that one has started, as Linux tells."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            told = stat.read_text().rpartition(")")[2].split()
            found += [int(stat.parent.name)] * (int(told[1]) == parent and told[0] != "Z")
    return found


def wait_until_gone(processes: list[int]) -> None:
    for _turn in range(100):
        if not any(Path("/proc", str(process)).exists() for process in processes):
            return
        time.sleep(0.1)
    raise AssertionError(f"{processes} live on")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks processes up as Linux tells them")
def test_a_killed_run_on_all_cores_leaves_no_process_behind(tmp_path: Path) -> None:
    save("guides/the.yaml", NAMING.replace("{{ward.phone}}", "tổng đài"))
    path = lists.save(tmp_path, lists.at_random(225))
    call = [sys.executable, "-m", "printkit", *RUN, "--quiet", "--wards", str(path)]
    env = {**os.environ, "PYTHONPATH": str(HOUSE)}
    process = subprocess.Popen(call, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for(3, process)
    workers = children(process.pid)
    assert workers
    process.send_signal(signal.SIGKILL)
    process.wait()
    wait_until_gone(workers)


# The verb


def test_lines_of_progress(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setattr("printkit.cli.wards.EVERY", 0.0)
    assert main(RUN) == 0
    err = capsys.readouterr().err
    assert "1 of 2 files\n" in err  # a rate means nothing yet
    assert " a second, " not in err
    assert "2 files: 2 new, 0 unchanged, 0 failed" in err
    assert main([*RUN, "--quiet"]) == 0
    assert capsys.readouterr().err == ""


def test_nothing_is_kept_of_an_interrupted_run_but_whole_files(monkeypatch: pytest.MonkeyPatch) -> None:
    series = series_of(read_wards(Path("guides/wards.csv")).wards)
    order = verb.Order(("leaflet",), Options(), Path("output"), series, proof="none")
    run = verb.batch([Path("guides/the.yaml")], order)
    assert next(run).state == "new"
    run.close()
    assert set(manifest()) == {ONE}
    monkeypatch.setattr(Manifest, "save", lambda _self: (_ for _ in ()).throw(OutputError.of("full")))
    with pytest.raises(OutputError, match="full"):
        list(verb.batch([Path("guides/the.yaml")], order))


def test_errors_travel_between_processes() -> None:
    import pickle

    error = LayoutError.of("too wide", "shorten it")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is LayoutError
    assert again.problems == error.problems


def test_prints_that_are_made_are_written_before_what_went_wrong_is_told() -> None:
    def broken() -> Iterator[int]:
        yield from range(verb.TOGETHER + 3)
        raise OutputError.of("the system has ended a process")

    told = verb._some(broken())
    assert [next(told) for _turn in range(verb.TOGETHER + 3)] == list(range(verb.TOGETHER + 3))
    with pytest.raises(OutputError):
        next(told)
