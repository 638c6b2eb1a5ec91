"""A run over many wards when something goes wrong in the middle: it ends, tells what is missing, and loses nothing."""

import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from printkit.cli import main
from tests import lists
from tests.office import GUIDE, HOUSE, Captured, child, fails, made, save, without_account
from tests.test_batch import NAMING, ONE, RUN, TWO, children, wait_for, wait_until_gone

pytestmark = pytest.mark.usefixtures("office")

SIGNALS = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks processes up as Linux tells them")


# On all cores


def long_run(folder: Path) -> "subprocess.Popen[bytes]":
    """A run that takes all cores, some files after its start, in a group of its own as a terminal has it."""
    save("guides/the.yaml", NAMING.replace("{{ward.phone}}", "tổng đài"))
    path = lists.save(folder, lists.at_random(450))
    call = [sys.executable, "-m", "printkit", *RUN, "--quiet", "--wards", str(path), "--proof", "all"]
    env = {**os.environ, "PYTHONPATH": str(HOUSE)}
    pipe = subprocess.PIPE
    process = subprocess.Popen(call, env=env, stdout=pipe, stderr=pipe, start_new_session=True)
    wait_for(6, process)
    return process


@SIGNALS
def test_ctrl_c_ends_a_run_on_all_cores(tmp_path: Path) -> None:
    process = long_run(tmp_path)
    workers = children(process.pid)
    assert workers
    os.killpg(process.pid, signal.SIGINT)
    _out, err = process.communicate(timeout=20)
    assert (process.returncode, without_account(err.decode())) == (130, ["interrupted"])
    wait_until_gone(workers)


@SIGNALS
def test_a_worker_that_the_system_kills_is_one_line(tmp_path: Path) -> None:
    process = long_run(tmp_path)
    for worker in children(process.pid):
        if b"spawn_main" in Path(f"/proc/{worker}/cmdline").read_bytes():
            os.kill(worker, signal.SIGKILL)
    _out, err = process.communicate(timeout=20)
    (line,) = without_account(err.decode())
    assert process.returncode == 7
    assert line.startswith("the system has ended a process of this run, as it does when memory is short; ")
    assert Path("output/manifest.json").exists()


# What is not found removes nothing


@pytest.mark.parametrize("path", ["guides/hai.yml", "guides/sau", "empty"])
def test_prune_leaves_the_files_of_a_guide_that_is_not_found(path: str, capsys: Captured) -> None:
    save("guides/hai.yaml", GUIDE)
    Path("empty").mkdir()
    assert main(RUN) == 0
    before = made()
    lines = fails([*RUN, "--prune", "guides/the.yaml", path], 3, capsys)
    assert lines[1] == "nothing is removed: a guide that is not found may have files there"
    assert made() == before


def test_without_a_guide_nothing_begins(capsys: Captured) -> None:
    (line,) = fails([*RUN, "--prune", "nix.yaml"], 3, capsys)
    assert line.startswith("nix.yaml: there is no such file or folder")
    assert not Path("output").exists()


# A reader that has gone


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is a Linux device")
@pytest.mark.parametrize("where", ["2>/dev/full", "2>&-", "2>&1 >/dev/null | true"])
def test_stderr_that_nobody_reads_stops_nothing(where: str) -> None:
    call = shlex.join([sys.executable, "-m", "printkit", *RUN])
    env = {**os.environ, "PYTHONPATH": str(HOUSE)}
    subprocess.run(["bash", "-c", f"set -o pipefail; {call} {where}"], env=env, check=True, capture_output=True)
    assert Path("output", TWO).exists()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_reason_that_names_any_byte_does_not_harm_the_manifest(capsys: Captured) -> None:
    folder = os.fsdecode(b"nu\xff")
    Path(folder, TWO).mkdir(parents=True)
    for _turn in range(2):
        lines = fails([*RUN, "-o", folder], 7, capsys)
        assert lines[-1].startswith("failed: 002 Phường Cầu Ván: nu\\udcff/")
        assert not any("damaged" in line for line in lines)


# Folders and names


def test_a_folder_that_cannot_be_made_is_its_wards_failure(capsys: Captured) -> None:
    save(f"output/{Path(ONE).parent}", "a file")
    lines = fails(RUN, 7, capsys)
    assert lines[-1].startswith("failed: 001 Phường Bến Sen: output/001-phuong-ben-sen: cannot be written (")
    assert Path("output", TWO).is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="only an administrator may make links")
def test_a_link_in_place_of_a_temporary_file_is_not_followed() -> None:
    precious = save("precious", "mine")
    folder = Path("output", ONE).parent
    folder.mkdir(parents=True)
    (folder / f".{Path(ONE).name}.tmp").symlink_to(precious.resolve())
    assert main(RUN) == 0
    assert precious.read_text() == "mine"
    assert not Path("output", ONE).is_symlink()


def test_a_shard_of_endless_digits(capsys: Captured) -> None:
    (line,) = fails([*RUN, "--shard", "1/" + "9" * 5000], 2, capsys)
    assert "write which of how many, such as 2/8" in line


def test_the_file_of_a_ward_that_failed_can_be_pruned(capsys: Captured) -> None:
    assert main(RUN) == 0
    save("guides/the.yaml", NAMING)
    fails(RUN, 3, capsys)
    assert Path("output", TWO).exists()
    save("guides/wards.csv", "Mã,Tên,Điện thoại\n001,Phường Bến Sen,0234.355.0101\n")
    assert main([*RUN, "--prune"]) == 0
    assert not Path("output", TWO).exists()


def test_ctrl_c_before_the_command_line_is_there() -> None:
    code = """
import sys
from printkit import __main__
def stop(*_names): raise KeyboardInterrupt
__main__.load_later = stop
__main__.start()
"""
    ended = child(code=code)
    assert (ended.returncode, ended.stderr) == (130, b"")
