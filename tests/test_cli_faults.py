"""The command line when something is wrong: exit codes, one clear line each, and nothing half done."""

import builtins
import os
import shutil
from io import FileIO
from pathlib import Path
from typing import Any

import pytest

from printkit import build, compose, files, formats, intake
from printkit.cli import main
from printkit.errors import LayoutError
from printkit.model import Guide
from tests.office import BUILD, GUIDE, HOUSE, LEAFLET, WARDS, Captured, child, fails, made, save

pytestmark = pytest.mark.usefixtures("office")


# Bad input


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bild"], "there is no command “bild”; did you mean printkit build?"),
        (["wards", "lst"], "there is no command “lst”; did you mean printkit wards list?"),
        (["qqq"], "there is no command “qqq”;"),
        (["build", "-f", "banner"], "'banner' is not one of 'leaflet', 'poster', 'flashcards'"),
        (["build", "--theme", "lucc"], "unknown theme “lucc”; did you mean “luc”?"),
        (["build", "--wards", "guides/wards.csv"], "--wards FILE and --ward WARD go together"),
        (["build", "--ward", "001"], "--wards FILE and --ward WARD go together"),
        (["build", "--cards", "none"], "'none' is not one of 'procedure', 'step'"),
        (["build", "--card-size", "A5"], "'A5' is not one of 'A7', 'A6'"),
        (["build", "--flip", "wide"], "'wide' is not one of 'long', 'short'"),
        (["build", "--back-offset", "1"], "two lengths in mm with decimal points"),
        (["build", "--back-offset", "0,5,1"], "two lengths in mm with decimal points"),
        (["build", "--back-offset", "nan,0"], "two lengths in mm with decimal points"),
        (["build", "--back-offset", "0,-10.5"], "backs 10.5 mm up: that leaves too little margin"),
        (["build", "--back-offset", "-4,3"], "the most that works is A7 2 mm, A6 3 mm each way"),
        (["batch", "--wards", "guides/wards.csv", "--back-offset", "2.5,0"], "backs 2.5 mm right: that leaves too"),
        (["build", "--card-size", "A6", "--back-offset", "3.5,0"], "backs 3.5 mm right: that leaves too little"),
        (["build", "--back-offset", "1,5"], "1,5 is two numbers: backs 1 mm right, 5 mm down; for decimals"),
        (["build", "--back-offset", "1,5,-0,5"], "two lengths in mm with decimal points: 1.5,-0.5"),
        (["build", "--back-offset", "1,5;-0,5"], "two lengths in mm with decimal points: 1.5,-0.5"),
        (["build", "--profile", "coated.icc"], "--profile goes with --press"),
        (["preview", "--profile", "coated.icc"], "--profile goes with --press"),
        (["preview", "--dpi", "9"], "9 is not in the range"),
        (["check", "--theme", "luc"], "No such option"),
    ],
)
def test_usage(arguments: list[str], said: str, capsys: Captured) -> None:
    (line,) = fails(arguments, 2, capsys)
    assert said in line
    assert "--help` shows how" in line
    assert not Path("output").exists()


@pytest.mark.parametrize("command", ["build", "check", "preview"])
def test_missing_path_and_empty_folder(command: str, capsys: Captured) -> None:
    Path("empty").mkdir()
    assert fails([command, "nix.yaml", "empty"], 3, capsys) == [
        "nix.yaml: there is no such file or folder; name a guide, or a folder of guides",
        "empty: the folder holds no guide; put a guide that ends in .yaml there, or name another folder",
    ]


def test_missing_path_does_not_stop_the_others(capsys: Captured) -> None:
    fails([*LEAFLET, "nix.yaml", "guides"], 3, capsys)
    assert made() == ["the-leaflet.pdf"]


def test_bad_guide_leaves_what_was_there(capsys: Captured) -> None:
    save("guides/hai.yaml", GUIDE)
    assert main(LEAFLET) == 0
    before = Path("output/hai-leaflet.pdf").read_bytes()
    Path("output/the-leaflet.pdf").unlink()
    save("guides/hai.yaml", "title: Đổi\nstep: [Mở.]\nicon: penn\n")
    lines = fails(LEAFLET, 3, capsys)
    assert [line.partition(": ")[0] for line in lines] == [
        os.path.join("guides", f"hai.yaml:{place}") for place in ("1:1", "2:1", "3:7")
    ]
    assert Path("output/hai-leaflet.pdf").read_bytes() == before
    assert made() == ["hai-leaflet.pdf", "the-leaflet.pdf"]


def test_a_format_that_cannot_hold_a_guide_costs_itself(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """The problem without a place gets the guide's; the last line names what is missing."""

    def refuse(guide: Guide, name: str, chosen: formats.Options) -> object:
        if name == "poster":
            raise LayoutError.of("does not fit by 3 mm", "shorten it")
        return compose.compose(guide, name, chosen)

    monkeypatch.setattr(build, "compose", refuse)
    guide = Path("guides/the.yaml")
    assert fails([*BUILD, "-f", "poster", "-f", "leaflet"], 5, capsys) == [
        f"{guide}: does not fit by 3 mm; shorten it",
        f"not printed: {guide} as poster",
    ]
    assert made() == ["the-leaflet.pdf"]


def test_cards_that_cannot_hold_a_guide_leave_leaflet_and_poster(capsys: Captured) -> None:
    long = " ".join(["Chuẩn bị giấy tờ của từng người trong gia đình"] * 20)
    save("guides/the.yaml", GUIDE.replace("Đến quầy.", long))
    lines = fails(BUILD, 5, capsys)
    assert lines[-1] == f"not printed: {Path('guides/the.yaml')} as flashcards"
    assert made() == ["the-leaflet.pdf", "the-poster.pdf"]


@pytest.mark.parametrize("times", [20, 60])
@pytest.mark.parametrize(
    "arguments", [["-f", "flashcards"], ["-f", "flashcards", "--cards", "step"], ["-f", "leaflet"], ["-f", "poster"]]
)
def test_a_step_that_is_too_long_is_named(arguments: list[str], times: int, capsys: Captured) -> None:
    long = " ".join(["Chuẩn bị giấy tờ của từng người trong gia đình"] * times)
    save("guides/the.yaml", GUIDE.replace("Nhận thẻ.\n", f"{long}.\n"))
    if times < 50 and "flashcards" not in arguments:
        assert fails([*BUILD, *arguments], 0, capsys) == []
        return
    line = fails([*BUILD, *arguments], 5, capsys)[0]
    assert line.startswith(f"{Path('guides/the.yaml')}:10:9: step 2: ")


@pytest.mark.parametrize("fmt", ["flashcards", "leaflet", "poster"])
def test_a_word_that_is_too_wide_is_found_in_its_step(fmt: str, capsys: Captured) -> None:
    save("guides/the.yaml", GUIDE.replace("Nhận thẻ.\n", f"Nhận {'Ngoằn' * 60}.\n"))
    line = fails([*BUILD, "-f", fmt], 5, capsys)[0]
    assert line.startswith(f"{Path('guides/the.yaml')}:10:9: step 2: ")


def test_a_guide_that_is_wrong_itself_prints_in_no_format(capsys: Captured) -> None:
    """A field that only a ward has is found while the guide is filled, not while it is read."""
    save("guides/the.yaml", GUIDE.replace("Đến quầy.", "Đến {{ward.address}}."))
    lines = fails([*BUILD, "--wards", "guides/wards.csv", "--ward", "001"], 3, capsys)
    assert not any(line.startswith("not printed") for line in lines)
    assert not Path("output").exists()


def test_a_print_that_cannot_be_replaced_costs_itself(capsys: Captured) -> None:
    Path("output/the-leaflet.pdf").mkdir(parents=True)
    lines = fails([*BUILD, "-f", "leaflet", "-f", "poster"], 7, capsys)
    assert lines[-1] == f"not written: {Path('output/the-leaflet.pdf')}"
    assert Path("output/the-poster.pdf").is_file()


@pytest.mark.parametrize("broken", ["{", "a: [", "\ttitle: x", "title: \x00", ""])
@pytest.mark.parametrize("command", ["build", "check"])
def test_broken_yaml(command: str, broken: str, capsys: Captured) -> None:
    path = save("guides/the.yaml", broken)
    assert all(line.startswith(str(path)) for line in fails([command], 3, capsys))


def test_section_that_a_guide_lacks(capsys: Captured) -> None:
    save("guides/hai.yaml", GUIDE.replace("nop-don", "nop"))
    (line,) = fails([*LEAFLET, "--section", "nop-don"], 3, capsys)
    assert "there is no section “nop-don”" in line
    assert "sections are nop, nhan-the" in line
    assert made() == ["the-nop-don-leaflet.pdf"]


@pytest.mark.parametrize(
    ("code", "said"),
    [("003", "near it are 001 Phường"), ("Ván", "near it are 002"), ("X", "the list begins with 001")],
)
def test_ward_that_is_not_in_the_list(code: str, said: str, capsys: Captured) -> None:
    (line,) = fails([*LEAFLET, "--wards", "guides/wards.csv", "--ward", code], 3, capsys)
    assert f"there is no ward with the code or name “{code}”" in line
    assert said in line
    assert not Path("output").exists()


def test_bad_row_of_another_ward_is_a_warning(capsys: Captured) -> None:
    save("guides/wards.csv", WARDS + "003,,\n")
    (line,) = fails([*LEAFLET, "--wards", "guides/wards.csv", "--ward", "001"], 0, capsys)
    assert "guides/wards.csv:4:2: the row has no name" in line.replace(os.sep, "/")
    lines = fails([*LEAFLET, "--wards", "guides/wards.csv", "--ward", "003"], 3, capsys)
    assert len(lines) == 2  # that there is no such ward, and why


def test_missing_ward_list(capsys: Captured) -> None:
    (line,) = fails([*LEAFLET, "--wards", "nix.csv", "--ward", "001"], 3, capsys)
    assert line.startswith("nix.csv: cannot be read")


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7", bytes(128), b"prtrRGB ".rjust(20).ljust(36) + b"acsp", b"prtrCMYK".rjust(20).ljust(128)],
    ids=["empty", "a PDF", "zeros", "RGB", "no signature"],
)
def test_file_that_is_no_profile(data: bytes, capsys: Captured) -> None:
    Path("coated.icc").write_bytes(data)
    assert fails([*LEAFLET, "--press", "--profile", "coated.icc"], 3, capsys) == [
        "coated.icc: this is no CMYK colour profile; ask the print shop for its ICC output profile"
    ]
    assert not Path("output").exists()


@pytest.mark.parametrize(
    ("kind", "told"), [(b"scnr", "scnr (a scanner or camera)"), (b"spac", "spac"), (b"\0?:\xff", "?")]
)
def test_profile_of_no_press(kind: bytes, told: str, capsys: Captured) -> None:
    Path("coated.icc").write_bytes(kind.rjust(16) + b"CMYK".ljust(20) + b"acsp")
    (line,) = fails([*LEAFLET, "--press", "--profile", "coated.icc"], 3, capsys)
    assert line.startswith("coated.icc: this profile is of the class ")
    assert told in line
    assert line.endswith(", not of a printing press (prtr); ask the print shop for its ICC output profile")
    assert not Path("output").exists()


@pytest.mark.parametrize("name", ["nix.icc", "guides"])
def test_profile_that_cannot_be_read(name: str, capsys: Captured) -> None:
    (line,) = fails([*LEAFLET, "--press", "--profile", name], 3, capsys)
    assert line.startswith(f"{name}: ")
    assert "cannot be read" in line
    assert not Path("output").exists()


def test_guide_that_needs_a_ward(capsys: Captured) -> None:
    save("guides/the.yaml", GUIDE.replace("Đến quầy", "Đến {{ward.name}}"))
    (line,) = fails(LEAFLET, 3, capsys)
    assert "{{ward.name}} needs a ward" in line
    assert fails([*LEAFLET, "--wards", "guides/wards.csv", "--ward", "001"], 0, capsys) == []


def test_two_guides_of_one_name(capsys: Captured) -> None:
    save("guides/the.yml", GUIDE)
    (line,) = fails(LEAFLET, 3, capsys)
    assert "would be called the-… like those of" in line
    assert not Path("output").exists()


def test_output_that_cannot_be_written(capsys: Captured) -> None:
    save("guides/hai.yaml", GUIDE)
    save("busy", "a file in place of the folder")
    for folder in ("busy", "busy/below"):
        line, *_missing = fails([*LEAFLET, "-o", folder], 7, capsys)
        assert line.startswith(folder.replace("/", os.sep))
        assert line.endswith("choose another folder with -o")
    assert Path("busy").read_text() == "a file in place of the folder"


def test_file_that_cannot_be_replaced(capsys: Captured) -> None:
    Path("output/the-leaflet.pdf").mkdir(parents=True)
    line, _missing = fails(LEAFLET, 7, capsys)
    assert "a folder has this name" in line
    assert made() == []


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_no_temporary_file_stays(fault: BaseException, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    assert main(LEAFLET) == 0
    before = Path("output/the-leaflet.pdf").read_bytes()

    class Half(FileIO):
        def write(self, data: bytes) -> int:  # type: ignore[override]
            super().write(data[:100])
            raise fault

    monkeypatch.setattr(files, "_opened", lambda _path, temporary: Half(temporary, "wb"))
    fails([*LEAFLET], 130 if isinstance(fault, KeyboardInterrupt) else 7, capsys)
    assert made() == ["the-leaflet.pdf"]
    assert Path("output/the-leaflet.pdf").read_bytes() == before


def test_full_disk(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    def full(_path: Path, _temporary: str) -> FileIO:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "_opened", full)
    line, _missing = fails(LEAFLET, 7, capsys)
    assert line.startswith("output: cannot be written (No space left on device); check that there is room")


def test_interrupt(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    def stop(_document: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "draw", stop)
    assert fails(LEAFLET, 130, capsys) == ["interrupted"]


def test_own_bug_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no one guide is at fault, as when all are looked for, it leaves as it is."""

    def bug(_paths: object) -> None:
        raise RuntimeError("bug")

    monkeypatch.setattr(intake, "find", bug)
    with pytest.raises(RuntimeError):
        main(LEAFLET)


def test_worst_exit_code_wins(capsys: Captured) -> None:
    Path("output/the-leaflet.pdf").mkdir(parents=True)
    fails([*LEAFLET, "nix.yaml", "guides"], 7, capsys)


def test_missing_font(tmp_path: Path) -> None:
    for folder in ("printkit", "fonts"):
        shutil.copytree(HOUSE / folder, tmp_path / "copy" / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "copy/fonts/BeVietnamPro-SemiBold.ttf").unlink()
    run = child(*LEAFLET, PYTHONPATH=str(tmp_path / "copy"))
    line, _missing = run.stderr.decode().splitlines()
    assert run.returncode == 4
    assert "BeVietnamPro-SemiBold.ttf: the file is missing" in line
    assert not Path("output").exists()


# Files as Windows and other systems have them


def test_a_file_named_txt_beside_guides_is_told(capsys: Captured) -> None:
    save("guides/hai.yaml.txt", GUIDE)
    (line,) = fails(LEAFLET, 0, capsys)
    assert line.startswith(f"{Path('guides/hai.yaml.txt')}: is not taken for a guide")
    assert line.endswith("rename it to hai.yaml if it is one")
    (line,) = fails([*LEAFLET, "guides/hai.yaml"], 3, capsys)
    assert line.endswith(f"rename {Path('guides/hai.yaml.txt')} to hai.yaml")
    Path("guides/the.yaml").unlink()
    (line,) = fails(LEAFLET, 3, capsys)
    assert line.endswith(f"rename {Path('guides/hai.yaml.txt')} to hai.yaml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no pipes with names")
@pytest.mark.parametrize(
    "arguments",
    [
        [*LEAFLET, "pipe.yaml"],
        ["check", "pipe.yaml"],
        ["check", "--wards", "pipe.yaml"],
        ["check", "--wards", "pipe.csv"],
        ["batch", "--wards", "pipe.xlsx"],
        [*LEAFLET, "--press", "--profile", "pipe.icc"],
        ["convert", "pipe.csv"],
    ],
)
def test_pipes_are_refused_at_once(arguments: list[str], capsys: Captured) -> None:
    for kind in ("yaml", "csv", "xlsx", "icc"):
        os.mkfifo(f"pipe.{kind}")
    (line,) = fails(arguments, 3, capsys)
    assert "is a pipe or a device, not a file; save what it gives to a file" in line


def test_a_pipe_is_no_print_to_prove(capsys: Captured) -> None:
    os.mkfifo("pipe.pdf")
    (line,) = fails(["proof", "pipe.pdf"], 3, capsys)
    assert line.startswith("pipe.pdf: is a pipe or a device")
    (line,) = fails(["check", os.devnull], 3, capsys)
    assert line.startswith(f"{os.devnull}: is a pipe or a device")


class Held:
    """`os.replace` as it is while another program holds files of a name, for so many tries."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str, tries: int) -> None:
        self.name, self.tries, self.waited = name, tries, 0.0
        self.replace = os.replace
        monkeypatch.setattr(os, "replace", self)
        monkeypatch.setattr(files, "sleep", self.wait)

    def __call__(self, source: str, target: Path) -> None:
        if Path(target).name == self.name and self.tries:
            self.tries -= 1
            raise PermissionError(13, "Permission denied")
        self.replace(source, target)

    def wait(self, seconds: float) -> None:
        self.waited += seconds


def test_a_file_held_for_a_moment_is_written(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    held = Held(monkeypatch, "the-leaflet.pdf", 5)
    assert fails(LEAFLET, 0, capsys) == []
    assert made() == ["the-leaflet.pdf"]
    assert 0 < held.waited <= 1


def test_a_file_that_stays_held_names_what_may_hold_it(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    Held(monkeypatch, "the-leaflet.pdf", 99)
    line, _missing = fails(LEAFLET, 7, capsys)
    assert "a PDF viewer, a preview in the file manager, OneDrive or Google Drive, a virus scanner" in line
    assert made() == []


def test_a_held_manifest_does_not_swallow_the_summary(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    Held(monkeypatch, "manifest.json", 99)
    assert main(["batch", "--wards", "guides/wards.csv", "-f", "leaflet", "--proof", "none"]) == 7
    told = capsys.readouterr()
    assert "2 files: 2 new, 0 unchanged, 0 failed" in told.err
    assert "manifest.json: cannot be written" in told.err
    assert told.out == ""


def test_a_read_only_file_is_told_as_that(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    assert main(LEAFLET) == 0
    Path("output/the-leaflet.pdf").chmod(0o444)
    held = Held(monkeypatch, "the-leaflet.pdf", 99)
    line, _missing = fails(LEAFLET, 7, capsys)
    assert "it is read-only: untick that in its properties" in line
    assert held.waited == 0


def test_a_path_that_is_too_long_is_told_as_that(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    line, _missing = fails([*LEAFLET, "-o", "x" * 300], 7, capsys)
    assert "characters, which is more than the system takes; choose a folder with a shorter path" in line

    def missing(_path: Path, _temporary: str) -> FileIO:
        raise FileNotFoundError(2, "No such file or directory")  # as Windows has it

    monkeypatch.setattr(files, "_opened", missing)
    line, _missing = fails([*LEAFLET, "-o", "y" * 250], 7, capsys)
    assert "No such file or directory" in line
    monkeypatch.setattr(files, "ON_WINDOWS", True)
    line, _missing = fails([*LEAFLET, "-o", "y" * 250], 7, capsys)
    assert "characters, which is more than the system takes" in line


def test_a_list_that_excel_holds(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    def held(path: Path, *arguments: object, **named: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", held)
    (line,) = fails(["batch", "--wards", "guides/wards.csv"], 3, capsys)
    assert line.endswith("close it in Excel, or check that you may open it")


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (ModuleNotFoundError("No module named 'zxingcpp'", name="zxingcpp"), "it is not installed; install it: python"),
        (
            ImportError("DLL load failed while importing zxingcpp", name="zxingcpp"),
            "python -m pip install msvc-runtime",
        ),
    ],
)
@pytest.mark.parametrize("command", [["build", "-f", "leaflet"], ["proof"]])
def test_a_library_that_cannot_be_loaded(
    command: list[str], reason: ImportError, said: str, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    save("guides/hai.yaml", GUIDE)
    assert main(LEAFLET) == 0
    usual = builtins.__import__

    def load(name: str, *arguments: Any) -> Any:
        if name == "zxingcpp":
            raise reason
        return usual(name, *arguments)

    monkeypatch.setattr(builtins, "__import__", load)
    lines = [line for line in fails(command, 6, capsys) if not line.startswith("not printed")]
    assert len(lines) == 1
    assert lines[0].startswith("zxing-cpp: ")
    assert said in lines[0]
    assert ("not installed" in lines[0]) == isinstance(reason, ModuleNotFoundError)


# Terminals


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "ascii:strict"},
    ],
)
def test_terminal_without_vietnamese_letters(env: dict[str, str]) -> None:
    save("hỏng/ắ.yaml", "tiêu đề: x\n")
    save("tốt/ẳ.yaml", GUIDE)
    bad = child("check", "hỏng", **env)
    assert (bad.returncode, b"Traceback" in bad.stderr) == (3, False)
    good = child("build", "tốt", "-f", "leaflet", "-o", "ra-ệ", **env)
    assert (good.returncode, good.stderr) == (0, b"")
    assert good.stdout.strip().endswith(b"-leaflet.pdf")
    assert child("themes", **env).returncode == 0
    assert child("build", "--theme", "đỏ", **env).returncode == 2


def test_reader_of_stdout_that_has_gone() -> None:
    """`printkit build | head -1`: the work is done all the same, quietly."""
    code = f"""
import os, sys
reading, writing = os.pipe()
os.dup2(writing, 1)
os.close(reading)
from printkit.cli import main
sys.exit(main({LEAFLET}) or main(["themes"]))
"""
    run = child(code=code)
    assert (run.returncode, run.stderr) == (0, b"")
    assert made() == ["the-leaflet.pdf"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_stdout_on_a_full_disk() -> None:
    full = "os.dup2(os.open('/dev/full', os.O_WRONLY), 1)"
    run = child(code=f"import os, sys; {full}; from printkit.cli import main; sys.exit(main({LEAFLET}))")
    assert run.returncode == 7
    assert run.stderr.startswith(b"stdout cannot be written")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_on_a_full_disk_or_for_a_reader_that_has_gone(option: str) -> None:
    full = "os.dup2(os.open('/dev/full', os.O_WRONLY), 1)"
    gone = "reading, writing = os.pipe(); os.dup2(writing, 1); os.close(reading)"
    for where, code in ((full, 7), (gone, 0)):
        run = child(code=f"import os, sys; {where}; from printkit.cli import main; sys.exit(main(['{option}']))")
        assert run.returncode == code
        assert b"Traceback" not in run.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_device_is_never_replaced(capsys: Captured) -> None:
    """`proof --html /dev/null` of an administrator would take it away from everybody."""
    os.mkfifo("pipe")
    assert main(LEAFLET) == 0
    assert fails(["proof", "output", "--html", "pipe"], 7, capsys)[-1] == (
        "pipe: is no file that can be replaced; name another file"
    )
    assert Path("pipe").is_fifo()
