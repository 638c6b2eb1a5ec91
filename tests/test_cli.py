"""The command line: every command and option, and what goes where."""

import json
import re
from pathlib import Path

import click
import pikepdf
import pytest
from PIL import Image

import printkit
from printkit import formats
from printkit.cli import cli, main
from printkit.cli.options import FORMATS
from printkit.formats.flashcards.imposition import farthest
from printkit.formats.flashcards.looks import STOCKS
from tests.office import BUILD, CARDS, GUIDE, HOUSE, LEAFLET, Captured, child, fails, made, save, text

pytestmark = pytest.mark.usefixtures("office")

README = (HOUSE / "README.md").read_text(encoding="utf-8")
PROFILE = b"\0\0\0\x80".ljust(12, b"\0") + b"prtrCMYKLab ".ljust(24, b"\0") + b"acsp".ljust(92, b"\0")  # its head only


def command(name: str) -> click.Command:
    found = cli.get_command(click.Context(cli), name)
    assert found
    return found


def options(of: click.Command) -> list[str]:
    return [name for parameter in of.params if isinstance(parameter, click.Option) for name in parameter.opts]


# Help


@pytest.mark.parametrize("name", [[], *([name] for name in sorted(cli.rooms))])
def test_help_has_examples(name: list[str], capsys: Captured) -> None:
    assert main([*name, "--help"]) == 0
    out, err = capsys.readouterr()
    assert "Examples:\n" in out
    assert re.search(rf"^ +printkit {' '.join(name)}", out, re.MULTILINE)
    assert out.isascii()  # any terminal can show it
    assert not err
    assert main([*name, "-h"]) == 0
    assert capsys.readouterr().out == out


@pytest.mark.parametrize("name", sorted(cli.rooms))
def test_the_summary_is_the_first_line_of_the_help(name: str) -> None:
    assert (command(name).help or "").splitlines()[0] == cli.rooms[name][1]


@pytest.mark.parametrize("name", sorted(cli.rooms))
def test_examples_are_true(name: str) -> None:
    """They are taken by the parser as they stand."""
    lines = re.findall(r"^ +printkit (.*)", command(name).help or "", re.MULTILINE)
    own = [words[1:] for line in lines if (words := line.split()) and words[0] == name]
    assert own
    for arguments in own:
        command(name).make_context(name, arguments)


@pytest.mark.parametrize("name", sorted(cli.rooms))
def test_readme_names_command_and_options(name: str) -> None:
    assert f"printkit {name}" in README
    assert [option for option in options(command(name)) if f"`{option}" not in README] == []


@pytest.mark.parametrize("name", sorted(cli.rooms))
def test_every_option_has_a_test(name: str) -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert [option for option in options(command(name)) if f'"{option}"' not in tests] == []


@pytest.mark.parametrize("code", [0, 1, 2, 3, 4, 5, 6, 7, 130])
def test_readme_tells_exit_codes(code: int) -> None:
    assert re.search(rf"^\| {code} \|", README, re.MULTILINE)


def test_version(capsys: Captured) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"printkit {printkit.__version__}\n"


@pytest.mark.parametrize("arguments", [[], ["wards"]])
def test_help_without_a_word(arguments: list[str], capsys: Captured) -> None:
    """On stdout, as --help itself."""
    assert main(arguments) == 0
    alone = capsys.readouterr()
    assert main([*arguments, "--help"]) == 0
    assert alone == capsys.readouterr()
    assert alone.out.startswith("Usage: ")
    assert alone.err == ""


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp1258"])
def test_what_is_piped_is_utf_8(encoding: str) -> None:
    save("guides/hồ sơ.yaml", "title: Đổi\nicon: penn\n")
    run = child("check", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert "hồ sơ.yaml:2:7" in run.stderr.decode("utf-8")
    run = child("check", "--json", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert run.stdout.isascii()
    assert json.loads(run.stdout.splitlines()[0])["path"].endswith("hồ sơ.yaml")


@pytest.mark.parametrize("offset", ["1.5,-0.5", "-1,2"])
def test_the_back_offset_is_repeated(offset: str, capsys: Captured) -> None:
    told = {"1.5,-0.5": "backs 1.5 mm right, 0.5 mm up", "-1,2": "backs 1 mm left, 2 mm down"}[offset]
    assert main([*CARDS, "--back-offset", offset]) == 0
    assert sum(told in line for line in capsys.readouterr().err.splitlines()) == 1
    assert main([*LEAFLET, "--back-offset", offset]) == 0
    assert "backs" not in capsys.readouterr().err


@pytest.mark.parametrize("size", ["A7", "A6"])
@pytest.mark.parametrize("signs", [(1, 1), (-1, -1)])
def test_the_most_that_backs_may_move_is_proven(size: str, signs: tuple[int, int]) -> None:
    most = farthest(STOCKS[size])
    offset = ",".join(f"{sign * most:g}" for sign in signs)
    assert main(["build", "-f", "flashcards", "--card-size", size, "--back-offset", offset]) == 0


def test_patterns_are_expanded() -> None:
    save("guides/hai.yaml", GUIDE)
    assert main([*LEAFLET, "guides/*.yaml", "-o", "both"]) == 0
    assert main([*LEAFLET, "guides/h?i.yaml", "-o", "one"]) == 0
    assert (made("both"), made("one")) == (["hai-leaflet.pdf", "the-leaflet.pdf"], ["hai-leaflet.pdf"])
    assert main(["proof", "both/*.pdf"]) == 0


def test_formats_are_those_there_are() -> None:
    assert FORMATS == formats.NAMES


# build


def test_a_proof_can_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """`"--no-proof"` asks no reader."""
    monkeypatch.setattr("printkit.proof.prove.prove", lambda _pdf, _document: pytest.fail("proven"))
    assert main(["build", "-f", "leaflet", "--no-proof"]) == 0


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
        (["-f", "leaflet", "--press"], "the-leaflet-press"),
        (["-f", "leaflet", "--ink-saver", "--press"], "the-leaflet-ink-saver-press"),
        (["-f", "flashcards", "--cards", "step"], "the-flashcards-step"),
        (["-f", "flashcards", "--card-size", "A6"], "the-flashcards-a6"),
        (["-f", "flashcards", "--flip", "short"], "the-flashcards-short-flip"),
        (["-f", "leaflet", "--wards", "guides/wards.csv", "--ward", "001"], "001-phuong-ben-sen/the-leaflet"),
    ],
)
def test_option_names_the_file(arguments: list[str], name: str) -> None:
    assert main([*BUILD, *arguments]) == 0
    assert made() == [f"{name}.pdf"]


@pytest.mark.parametrize(
    ("plain", "option"),
    [
        (LEAFLET, ["--theme", "luc"]),
        (LEAFLET, ["--ink-saver"]),
        (LEAFLET, ["--press"]),
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


def test_profile_goes_into_the_file() -> None:
    """It belongs to the print shop and does not show in the name."""
    Path("coated.icc").write_bytes(PROFILE)
    assert main([*LEAFLET, "--press", "--profile", "coated.icc"]) == 0
    assert made() == ["the-leaflet-press.pdf"]
    with pikepdf.open("output/the-leaflet-press.pdf") as pdf:
        (intent,) = pdf.Root["/OutputIntents"]
        assert intent.DestOutputProfile.read_bytes() == PROFILE
        assert str(intent.OutputConditionIdentifier) == "coated"


@pytest.mark.parametrize("name", ["build", "preview"])
def test_help_promises_no_standard_for_the_press(name: str, capsys: Captured) -> None:
    assert main([name, "--help"]) == 0
    assert "Not certified PDF/X." in " ".join(capsys.readouterr().out.split())


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
    heavy = ("json", "reportlab", "PIL", "qrcode", "pypdfium2", "printkit.pdf", "printkit.layout", "printkit.formats")
    assert loaded(["check"], heavy) == b"[]"


def test_build_imports_only_what_it_needs() -> None:
    """Cold starts: ReportLab brings Pillow itself where it needs it."""
    heavy = ("pypdfium2", "PIL", "printkit.formats.poster", "printkit.formats.flashcards", "printkit.preview")
    assert loaded([*LEAFLET, "--no-proof"], heavy) == b"[]"


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


def test_a_picture_without_room_is_told_of(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Image.new("RGB", (400, 300)).save(tmp_path / "otp.png")
    guide = tmp_path / "g.yaml"
    step = "{text: Nhập mã OTP, image: {src: otp.png, alt: Ô nhập mã}}"
    guide.write_text(f"title: Một\nsteps:\n  - {step}\n", encoding="utf-8")
    assert main([*BUILD, str(guide), "-f", "leaflet", "-f", "flashcards", "-o", str(tmp_path / "out")]) == 0
    said = capfd.readouterr()
    told = "g.yaml:3:38: the picture otp.png has no room on the cards; its step is printed in words alone"
    assert [line for line in said.err.splitlines() if "picture" in line] == [f"{tmp_path}/{told}"]
    assert main(["check", str(guide)]) == 0
    assert "otp.png" not in capfd.readouterr().err
