"""The command line: every command and option, what goes where, and the exit codes."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pypdf
import pytest
from PIL import Image

import printkit
from printkit import build, compose, files, formats
from printkit.cli import FORMATS, cli, main
from printkit.model import Guide

HOUSE = Path(__file__).parent.parent
README = (HOUSE / "README.md").read_text(encoding="utf-8")
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
LEAFLET = ["build", "-f", "leaflet"]
CARDS = ["build", "-f", "flashcards"]

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of an office's own, with a guide and a ward list; commands run in it."""
    monkeypatch.chdir(tmp_path)
    save("guides/the.yaml", GUIDE)
    save("guides/wards.csv", WARDS)
    return tmp_path


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


def options(command: click.Command) -> list[str]:
    return [name for parameter in command.params if isinstance(parameter, click.Option) for name in parameter.opts]


# Help


@pytest.mark.parametrize("name", [[], *([name] for name in cli.commands)])
def test_help_has_examples(name: list[str], capsys: Captured) -> None:
    assert main([*name, "--help"]) == 0
    out, err = capsys.readouterr()
    assert "Examples:\n" in out
    assert re.search(rf"^ +printkit {' '.join(name)}", out, re.MULTILINE)
    assert out.isascii()  # any terminal can show it
    assert not err


@pytest.mark.parametrize("name", cli.commands)
def test_examples_are_true(name: str) -> None:
    """They are taken by the parser as they stand."""
    lines = re.findall(r"^ +printkit (.*)", cli.commands[name].help or "", re.MULTILINE)
    own = [words[1:] for line in lines if (words := line.split()) and words[0] == name]
    assert own
    for arguments in own:
        cli.commands[name].make_context(name, arguments)


@pytest.mark.parametrize("name", cli.commands)
def test_readme_names_command_and_options(name: str) -> None:
    assert f"printkit {name}" in README
    assert [option for option in options(cli.commands[name]) if f"`{option}" not in README] == []


@pytest.mark.parametrize("name", ["build", "preview"])
def test_every_option_has_a_test(name: str) -> None:
    here = Path(__file__).read_text(encoding="utf-8")
    assert [option for option in options(cli.commands[name]) if f'"{option}"' not in here] == []


@pytest.mark.parametrize("code", [0, 1, 2, 3, 4, 5, 6, 7, 130])
def test_readme_tells_exit_codes(code: int) -> None:
    assert re.search(rf"^\| {code} \|", README, re.MULTILINE)


def test_version(capsys: Captured) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"printkit {printkit.__version__}\n"


def test_formats_are_those_there_are() -> None:
    assert FORMATS == formats.NAMES


# build


def test_build_makes_all_formats_of_all_guides(capsys: Captured) -> None:
    save("guides/hai.yml", GUIDE)
    assert main(["build"]) == 0
    wanted = [f"output/{guide}-{fmt}.pdf" for guide in ("hai", "the") for fmt in FORMATS]
    out, err = capsys.readouterr()
    assert [Path(line).as_posix() for line in out.splitlines()] == wanted
    assert made() == sorted(name.removeprefix("output/") for name in wanted)
    assert "Cards: print at actual size (100 %), on both sides, flip on the long edge." in err


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["-f", "leaflet"], "the-leaflet"),
        (["--format", "leaflet"], "the-leaflet"),
        (["-f", "poster"], "the-poster"),
        (["-f", "leaflet", "--section", "nop-don"], "the-nop-don-leaflet"),
        (["-f", "leaflet", "--theme", "luc"], "the-leaflet-luc"),
        (["-f", "leaflet", "--ink-saver"], "the-leaflet-ink-saver"),
        (["-f", "flashcards", "--cards", "step"], "the-flashcards-step"),
        (["-f", "flashcards", "--card-size", "A6"], "the-flashcards-a6"),
        (["-f", "flashcards", "--flip", "short"], "the-flashcards-short-flip"),
        (["-f", "leaflet", "--wards", "guides/wards.csv", "--ward", "001"], "001-phuong-ben-sen/the-leaflet"),
    ],
)
def test_option_names_the_file(arguments: list[str], name: str) -> None:
    assert main(["build", *arguments]) == 0
    assert made() == [f"{name}.pdf"]


@pytest.mark.parametrize(
    ("plain", "option"),
    [
        (LEAFLET, ["--theme", "luc"]),
        (LEAFLET, ["--ink-saver"]),
        (LEAFLET, ["--section", "nop-don"]),
        (LEAFLET, ["--wards", "guides/wards.csv", "--ward", "001"]),
        (CARDS, ["--cards", "step"]),
        (CARDS, ["--card-size", "A6"]),
        (CARDS, ["--flip", "short"]),
        (CARDS, ["--back-offset", "0.5,-1"]),
        (CARDS, ["--back-offset", "-1,0"]),
    ],
)
def test_option_changes_the_print(plain: list[str], option: list[str]) -> None:
    assert main([*plain, "-o", "a"]) == main([*plain, *option, "-o", "b"]) == 0
    (a,), (b,) = (Path("a").rglob("*.pdf")), (Path("b").rglob("*.pdf"))
    assert a.read_bytes() != b.read_bytes()


def test_section_and_ward_are_printed() -> None:
    assert main([*LEAFLET, "--section", "nop-don", "--wards", "guides/wards.csv", "--ward", "001"]) == 0
    printed = text("output/001-phuong-ben-sen/the-nop-don-leaflet.pdf")
    assert "Bấm Gửi" in printed
    assert "0234.355.0101" in printed.replace("\u00a0", " ")
    assert "Nhận thẻ" not in printed


def test_the_least_guide() -> None:
    assert main(["build", str(save("it.yaml", "title: Một việc\nsteps: [Mở trang web.]\n"))]) == 0
    assert made() == sorted(f"it-{fmt}.pdf" for fmt in FORMATS)


def test_paths_formats_and_output(capsys: Captured) -> None:
    """A guide named twice is printed once, and so is a format; folders are made as needed."""
    assert main(["build", "guides", "guides/the.yaml", "-f", "leaflet", "-f", "leaflet", "--output", "a/b"]) == 0
    assert made("a") == ["b/the-leaflet.pdf"]
    assert Path(capsys.readouterr().out.strip()) == Path("a/b/the-leaflet.pdf")


@pytest.mark.parametrize("flip", ["long", "short"])
def test_how_to_print_cards(flip: str, capsys: Captured) -> None:
    assert main([*CARDS, "--flip", flip]) == 0
    assert f"flip on the {flip} edge." in capsys.readouterr().err


def test_nothing_to_say_of_a_leaflet(capsys: Captured) -> None:
    assert main(LEAFLET) == 0
    assert capsys.readouterr().err == ""


def test_folder_holds_other_files() -> None:
    save("guides/.the.yaml.swp.yaml", "{")
    save("guides/notes.txt", "x")
    Path("guides/old.yaml").mkdir()
    save("guides/CHU-HOA.YAML", GUIDE)
    assert main(LEAFLET) == 0
    assert made() == ["chu-hoa-leaflet.pdf", "the-leaflet.pdf"]


# Bad input


def fails(arguments: list[str], code: int, capsys: Captured) -> list[str]:
    """The lines on stderr of a command that ends with this code and no traceback."""
    capsys.readouterr()
    assert main(arguments) == code
    err = capsys.readouterr().err
    assert "Traceback" not in err
    return err.splitlines()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bild"], "No such command 'bild'"),
        (["build", "-f", "banner"], "'banner' is not one of 'leaflet', 'poster', 'flashcards'"),
        (["build", "--theme", "lucc"], "unknown theme “lucc”; did you mean “luc”?"),
        (["build", "--wards", "guides/wards.csv"], "--wards FILE and --ward CODE go together"),
        (["build", "--ward", "001"], "--wards FILE and --ward CODE go together"),
        (["build", "--cards", "none"], "'none' is not one of 'procedure', 'step'"),
        (["build", "--card-size", "A5"], "'A5' is not one of 'A7', 'A6'"),
        (["build", "--flip", "wide"], "'wide' is not one of 'long', 'short'"),
        (["build", "--back-offset", "1"], "two lengths in mm with decimal points"),
        (["build", "--back-offset", "0,5,1"], "two lengths in mm with decimal points"),
        (["build", "--back-offset", "nan,0"], "two lengths in mm with decimal points"),
        (["build", "--back-offset", "0,-10.5"], "at most 10 mm either way"),
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


def test_one_format_that_cannot_be_set_stops_the_guide(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """All of a guide is printed or nothing; the problem without a place gets the guide's."""
    from printkit.errors import LayoutError

    def refuse(guide: Guide, name: str, chosen: formats.Options) -> object:
        if name == "poster":
            raise LayoutError.of("does not fit by 3 mm", "shorten it")
        return compose.compose(guide, name, chosen)

    monkeypatch.setattr(build, "compose", refuse)
    lines = fails(["build", "-f", "leaflet", "-f", "poster"], 5, capsys)
    assert lines == [f"{Path('guides/the.yaml')}: does not fit by 3 mm; shorten it"]
    assert not Path("output").exists()


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
    [("003", "near it are 001 Phường"), ("Cầu Ván", "near it are 002"), ("X", "the list begins with 001")],
)
def test_ward_that_is_not_in_the_list(code: str, said: str, capsys: Captured) -> None:
    (line,) = fails([*LEAFLET, "--wards", "guides/wards.csv", "--ward", code], 3, capsys)
    assert f"there is no ward with the code “{code}”" in line
    assert said in line
    assert not Path("output").exists()


def test_bad_row_of_another_ward_is_a_warning(capsys: Captured) -> None:
    save("guides/wards.csv", WARDS + "../x,Phường Ốc,\n")
    (line,) = fails([*LEAFLET, "--wards", "guides/wards.csv", "--ward", "001"], 0, capsys)
    assert "guides/wards.csv:4:1: the code “../x” cannot name a folder" in line.replace(os.sep, "/")
    lines = fails([*LEAFLET, "--wards", "guides/wards.csv", "--ward", "../x"], 3, capsys)
    assert len(lines) == 2  # that there is no such ward, and why


def test_missing_ward_list(capsys: Captured) -> None:
    (line,) = fails([*LEAFLET, "--wards", "nix.csv", "--ward", "001"], 3, capsys)
    assert line.startswith("nix.csv: cannot be read")


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
        (line,) = fails([*LEAFLET, "-o", folder], 7, capsys)
        assert line.startswith(folder.replace("/", os.sep))
        assert line.endswith("choose another folder with -o")
    assert Path("busy").read_text() == "a file in place of the folder"


def test_file_that_cannot_be_replaced(capsys: Captured) -> None:
    Path("output/the-leaflet.pdf").mkdir(parents=True)
    (line,) = fails(LEAFLET, 7, capsys)
    assert "close it where it is open" in line
    assert made() == []


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_no_temporary_file_stays(fault: BaseException, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    assert main(LEAFLET) == 0
    before = Path("output/the-leaflet.pdf").read_bytes()

    def half(path: Path, data: bytes) -> None:
        with path.open("wb") as stream:
            stream.write(data[:100])
        raise fault

    monkeypatch.setattr(files, "_save", half)
    fails([*LEAFLET], 130 if isinstance(fault, KeyboardInterrupt) else 7, capsys)
    assert made() == ["the-leaflet.pdf"]
    assert Path("output/the-leaflet.pdf").read_bytes() == before


def test_full_disk(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    def full(_path: Path, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    (line,) = fails(LEAFLET, 7, capsys)
    assert line.startswith("output: cannot be written (No space left on device); check that there is room")


def test_interrupt(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    def stop(_document: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "draw", stop)
    assert fails(LEAFLET, 130, capsys) == ["interrupted"]


def test_own_bug_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def bug(_document: object) -> bytes:
        raise RuntimeError("bug")

    monkeypatch.setattr(build, "draw", bug)
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
    (line,) = run.stderr.decode().splitlines()
    assert run.returncode == 4
    assert "BeVietnamPro-SemiBold.ttf: the file is missing" in line
    assert not Path("output").exists()


# check


def test_check(capsys: Captured) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr() == ("", f"{Path('guides/the.yaml')}: good\n")
    assert not Path("output").exists()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("theme: lucc", "unknown theme “lucc”"),
        ("lang: tlh", "no printed words for the language “tlh”"),
        ("summary: 漢", "U+6F22"),
        ("summary: '{{guide.kicker}}'", "the guide has no `kicker`"),
        ("summary: '{{guide.nix}}'", "nix"),
    ],
)
def test_check_finds(line: str, said: str, capsys: Captured) -> None:
    path = save("guides/the.yaml", f"{line}\n{GUIDE}")
    (told,) = fails(["check"], 3, capsys)
    assert told.startswith(str(path))
    assert said in told


def test_check_tells_good_and_bad(capsys: Captured) -> None:
    save("guides/hai.yaml", "title: Hai\n")
    lines = fails(["check"], 3, capsys)
    assert lines[0].startswith(str(Path("guides/hai.yaml:1:1")))
    assert lines[1] == f"{Path('guides/the.yaml')}: good"


def test_check_of_ward_fields(capsys: Captured) -> None:
    """A field of every list is fine; another one may be the office's own column, and is told."""
    save("guides/the.yaml", GUIDE.replace("Đến quầy", "Đến {{ward.name}}, {{ward.adress}}"))
    warning, good = fails(["check"], 0, capsys)
    assert "{{ward.adress}} is no usual field; did you mean {{ward.address}}?" in warning
    assert good.endswith(": good")


def loaded(arguments: list[str], modules: tuple[str, ...]) -> bytes:
    """Those of the modules that a command imported, as a list in words."""
    told = f"print([name for name in {modules} if name in sys.modules])"
    return child(code=f"import sys; from printkit.cli import main; main({arguments}); {told}").stdout.splitlines()[-1]


def test_check_imports_no_press() -> None:
    heavy = ("reportlab", "PIL", "qrcode", "pypdfium2", "printkit.pdf", "printkit.layout", "printkit.formats")
    assert loaded(["check"], heavy) == b"[]"


def test_build_imports_only_what_it_needs() -> None:
    """Cold starts: ReportLab brings Pillow itself where it needs it."""
    heavy = ("pypdfium2", "printkit.formats.poster", "printkit.formats.flashcards", "printkit.preview")
    assert loaded(LEAFLET, heavy) == b"[]"


# preview


def test_preview(capsys: Captured) -> None:
    assert main(["preview", "-f", "poster", "-f", "leaflet"]) == 0
    out, err = capsys.readouterr()
    pages = [Path(line).name for line in out.splitlines()]
    assert sorted(pages) == made()
    assert pages[0] == "the-poster-p1.png"
    with Image.open("output/the-leaflet-p1.png") as picture:
        assert picture.size == (1241, 1754)  # A4 at 150 dpi, rounded up
        assert round(picture.info["dpi"][0]) == 150
    assert err == ""


def test_preview_with_dpi_and_pdf() -> None:
    assert main(["preview", "-f", "leaflet", "--section", "nop-don", "--dpi", "72", "--pdf"]) == 0
    assert made() == ["the-nop-don-leaflet-p1.png", "the-nop-don-leaflet.pdf"]
    with Image.open("output/the-nop-don-leaflet-p1.png") as picture:
        assert picture.size == (596, 842)


# themes


def test_themes(capsys: Captured) -> None:
    assert main(["themes"]) == 0
    rows = [line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines()]
    assert {name for name, _title in rows} == {"civic", "luc", "do", "tim", "nau", "than"}
    assert ["luc", "Xanh lục"] in rows


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
