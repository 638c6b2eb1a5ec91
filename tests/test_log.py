"""`--log`: what a clerk can send to whoever helps, and nothing that stands in a list."""

import re
from pathlib import Path

import pytest

from printkit import __version__, build, edition
from printkit.cli import main
from printkit.log import without_quotes
from tests.office import GUIDE, LEAFLET, WARDS, Captured, child, fails, save

pytestmark = pytest.mark.usefixtures("office")


def log() -> str:
    return Path("run.log").read_text(encoding="utf-8")


BATCH = ["batch", "--wards", "guides/wards.csv"]


@pytest.mark.parametrize("command", [LEAFLET, ["preview"], ["check"], ["proof"], BATCH], ids=lambda command: command[0])
def test_a_log_says_what_ran_where_and_how_it_ended(command: list[str], capsys: Captured) -> None:
    save("guides/the.yaml", GUIDE.replace("title: Đổi thẻ", "title: Đổi thẻ\nicon: penn"))
    save("output/x.pdf", "none")
    code = main([*command, "--log", "run.log"])
    lines = log().splitlines()
    assert lines[0].startswith("printkit log, ")
    assert lines[1].startswith(f"printkit {__version__}, Python 3.")
    assert "pypdfium2" in lines[2]
    assert lines[4].startswith(f"printkit {command[0]}")
    assert lines[-1] == f"exit code {code}"
    assert [line for line in capsys.readouterr().err.splitlines() if ":2:7: " in line and line not in lines] == []


def test_a_log_holds_tracebacks(monkeypatch: pytest.MonkeyPatch) -> None:
    def bug(_document: object) -> bytes:
        raise KeyError("Bến Sen")

    monkeypatch.setattr(build, "draw", bug)
    assert main([*LEAFLET, "--log", "run.log"]) == 1
    assert "Traceback" in log()
    assert "KeyError: 'Bến Sen'" in log()


def test_a_log_holds_a_bug_that_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def bug(*_arguments: object) -> None:
        raise RuntimeError("lost")

    monkeypatch.setattr("printkit.intake.find", bug)
    with pytest.raises(RuntimeError):
        main([*LEAFLET, "--log", "run.log"])
    assert "RuntimeError: lost" in log()


def test_usage_errors_are_logged(capsys: Captured) -> None:
    (line,) = fails(["build", "--log", "run.log", "--cards", "none"], 2, capsys)
    assert line in log()


CELLS = ("Bến Sen", "Cầu Ván", "0234", "355", "Lối Nhỏ", "bensen")


@pytest.mark.parametrize(
    "command",
    [
        ["check", "--wards", "guides/wards.csv"],
        ["check", "--wards", "guides/wards.csv", "--json"],
        ["batch", "--wards", "guides/wards.csv"],
        ["batch", "--wards", "guides/wards.csv", "--only", "00"],
        [*LEAFLET, "--wards", "guides/wards.csv", "--ward", "00"],
        [*LEAFLET, "--wards", "guides/wards.csv", "--ward", "002"],
    ],
)
def test_nothing_of_a_list_is_logged(command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def bug(_edition: object, ward: object) -> None:
        raise KeyError(f"{ward}\n{ward}")

    monkeypatch.setattr(edition.Edition, "print", bug)
    save("guides/wards.csv", WARDS + "003,Phường Lối Nhỏ,0234 355 01\n003,Phường Bến Sen,x\n004,,bensen@example\n")
    assert main([*command, "--log", "run.log"])
    assert [cell for cell in CELLS if cell in log()] == []
    assert re.search("exit code [1237]", log())


def test_what_all_wards_have_is_logged_once() -> None:
    long = " ".join(["Chuẩn bị giấy tờ của từng người trong gia đình"] * 20)
    save("guides/the.yaml", GUIDE.replace("Nhận thẻ.\n", f"{long}.\n"))
    assert main([*BATCH, "-f", "flashcards", "--log", "run.log"]) == 5
    assert log().count("does not fit on A7 flashcards") == 1


def test_quotes() -> None:
    assert without_quotes("a “b c” \"d\" it's 'e f' can't") == "a “…” “…” it's “…” can't"


def test_a_log_replaces_logs_alone(capsys: Captured) -> None:
    before = Path("guides/wards.csv").read_bytes()
    (line,) = fails([*LEAFLET, "--log", "guides/wards.csv"], 7, capsys)
    assert "is no log of printkit" in line
    assert Path("guides/wards.csv").read_bytes() == before
    assert main([*LEAFLET, "--log", "run.log"]) == main([*LEAFLET, "--log", "run.log"]) == 0
    assert log().count("printkit log") == 1
    (line,) = fails([*LEAFLET, "--log", "guides"], 7, capsys)
    assert line.startswith("guides: ")


def test_a_log_is_there_while_the_run_goes_on() -> None:
    run = child(*LEAFLET, "--log", "run.log", code=KILLED)
    assert run.returncode == 9
    assert log().startswith("printkit log")


KILLED = """
import os, sys
from printkit import intake
from printkit.cli import main
intake.find = lambda paths: os._exit(9)
main(sys.argv[1:])
"""
