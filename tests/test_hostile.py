"""Guides and lists made to do harm: each is refused with its place, at once and in under 200 MB.

What a hazard costs is measured in a process of its own, beside what a good file costs.
"""

import json
import re
from functools import cache
from pathlib import Path

import pikepdf
import pypdf
import pytest

from printkit.cli import main
from printkit.terminal import LONGEST_LINE
from printkit.wardlist.reading import read_wards
from tests.office import Captured, child, fails, save

pytestmark = pytest.mark.usefixtures("office")

SECONDS, MEGABYTES = 4.0, 200  # a second on a quiet machine; tests run on busy ones
MEASURED = """
import json, re, sys, time
from pathlib import Path
from printkit.cli import main
code = main(sys.argv[1:])
status = Path("/proc/self/status")  # rusage would count what the parent had when it forked
peak = int(re.search(r"VmHWM:\\s*(\\d+)", status.read_text())[1]) if status.exists() else 0
print(json.dumps([code, time.process_time(), peak // 1024]))
"""


def measured(*arguments: str) -> tuple[int, float, int, list[str]]:
    """Exit code, seconds of CPU, megabytes and lines on stderr of a command."""
    run = child(*arguments, code=MEASURED)
    assert b"Traceback" not in run.stderr, run.stderr.decode()[-2000:]
    code, seconds, megabytes = json.loads(run.stdout.splitlines()[-1])
    return code, seconds, megabytes, run.stderr.decode().splitlines()


@cache
def of_a_good_file() -> float:
    """Seconds that any run takes: a slow machine is not the guide's fault."""
    save("good.yaml", "title: A\nsteps: [B]\n")
    return measured("check", "good.yaml")[1]


def refused(*arguments: str, at: str) -> list[str]:
    """The lines that tell a hazard's place; each line tells one."""
    good = of_a_good_file()
    code, seconds, megabytes, lines = measured(*arguments)
    assert code == 3
    assert lines[0].startswith(at)
    assert all(re.match(r"\S+\.(yaml|csv)(:\d+:\d+)?: ", line) and len(line) < LONGEST_LINE + 9 for line in lines)
    assert seconds - good < SECONDS
    assert megabytes < MEGABYTES
    assert not Path("output").exists()
    return lines


# YAML that explodes, or never ends

MANY = "there are more problems; the first 200 are told; mend these, then look again"
HEAD = "title: A\nsteps:\n"
LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{n}: &{n} [{','.join(['*' + p] * 9)}]\n" for p, n in zip("abcdefghij", "bcdefghijk", strict=True)
)
MARKS = "\u0301\u0323"
EXPLOSIVE = {
    "tags": (HEAD + "".join(f"- !x{i} y\n" for i in range(60_000)), "g.yaml:3:3: the tag !x0 is not taken"),
    "an object": (HEAD + "- !!python/object/apply:os.system [id]\n", "g.yaml:3:3: the tag !!python/object/apply"),
    "laughs": (LAUGHS, "g.yaml:5:11: the file is nested or repeated to excess"),
    "itself": ("title: A\nsteps: &a\n  - *a\n", "g.yaml:3:5: *a stands for nothing"),
    "anchors": ("".join(f"- &a{i} x\n" for i in range(70_000)), "g.yaml:20001:3: the file is nested or repeated"),
    "dashes": ("- " * 500_000, "g.yaml:1:41: the file is nested or repeated to excess"),
    "questions": ("? " * 500_000, "g.yaml:1:41: the file is nested or repeated to excess"),
    "large": ("a: " + "x" * 1_100_000, "g.yaml: the file is larger than 1 MiB"),
    "quotes": ("title: '" + "''" * 500_000, "g.yaml:1:8: a quotation mark opens here"),
    "keys twice": ("title: A\n" * 60_000, "g.yaml:2:1: `title` stands twice"),
    "keys": (HEAD + "- B\n" + "".join(f"stepz{i}: x\n" for i in range(9_900)), "g.yaml:4:1: a guide has no key"),
    "a key": (f"title: A\n? {'k' * 900_000}\n: x\nsteps: [B]\n", "g.yaml:2:3: a guide has no key `kkk"),
    "a text": (f"{HEAD}- {'ă' * 500_000}\n", "g.yaml:3:3: a step is longer than 5000 characters"),
    "an address": (f"{HEAD}- {{text: B, link: 'https://{'a' * 90_000}'}}\n", "g.yaml:3:19: an address is longer than"),
    "white space": (f"{HEAD}- {chr(0x3000) * 300_000}x\n", "g.yaml:3:3: a step is longer than 5000 characters"),
    "marks on a letter": (f"{HEAD}- a{MARKS * 240_000}\n", "g.yaml:3:4: more than 30 marks stand on one letter"),
    "escaped marks": (HEAD + '- "a' + r"\u0301" * 80_000 + '"\n', "g.yaml:3:3: more than 30 marks stand on one letter"),
    "sections": (
        "title: A\nsections:\n" + "- {title: B, steps: [C]}\n" * 3_300,
        "g.yaml:63:3: the guide has more than",
    ),
    "placeholders": (HEAD + f"- x {'{{a}} ' * 800}\n" * 199, "g.yaml:3:3: {{a}} is no placeholder"),
    "bold of nothing": (HEAD + f"- x {'** ** ' * 800}\n" * 199, "g.yaml:3:3: `**` marks nothing here"),
    "glyphs": (HEAD + f"- {chr(0x4E00)}{chr(0x4E01)}\n" * 199, "g.yaml:3:3: no font has the character 一"),
    "old text": (HEAD + f"- {'khoáº£n ' * 600}\n" * 100, "g.yaml:3:3: this text is in the old encoding UTF-8"),
}


@pytest.mark.parametrize(("text", "said"), EXPLOSIVE.values(), ids=EXPLOSIVE)
def test_yaml_that_explodes(text: str, said: str) -> None:
    save("g.yaml", text)
    lines = refused("check", "g.yaml", at=said)
    assert len(lines) <= 201
    assert (f"g.yaml: {MANY}" in lines) == (len(lines) == 201)


@pytest.mark.parametrize("text", ["a: " + "[" * 500_000, "{" * 1_000_000], ids=["lists", "mappings"])
def test_brackets_that_explode(text: str) -> None:
    """Told at our limit of levels, or by libyaml from 0.2.6 on at its own."""
    save("g.yaml", text)
    (line,) = refused("check", "g.yaml", at="g.yaml:1:")
    assert re.match(r"g\.yaml:1:(21|23|100[0-9]): the file is nested or repeated to excess; at most 20 levels", line)


@pytest.mark.parametrize("tail", [")", ".", "],", "'’…"])
def test_addresses_with_endless_tails(tail: str) -> None:
    """Each sign of a tail once cost a look at the whole address."""
    save("g.yaml", HEAD + f"- https://a.vn/{tail * (1_600 // len(tail))}\n" * 190 + "- ''\n")
    refused("check", "g.yaml", at="g.yaml:193:3: an item of steps is empty")


# Signs that nobody sees

UNSEEN = ["\0", "\x07", "\x1b[31m", "\x7f", "\x9b", "\u2028", "\u202e", "\u2066", "\u2069", "\ufffe"]


@pytest.mark.parametrize("sign", UNSEEN, ids=map(ascii, UNSEEN))
def test_control_and_bidi_characters(sign: str, capsys: Captured) -> None:
    save("g.yaml", f"title: Đổi{sign}thẻ\nsteps: [B]\n")
    (line,) = fails(["build", "g.yaml"], 3, capsys)
    assert line.startswith(f"g.yaml:1:11: the control character U+{ord(sign[0]):04X} may not stand here")
    save("g.yaml", f'title: "Đổi\\u{ord(sign[0]):04x}thẻ"\nsteps: [B]\n')
    (line,) = fails(["build", "g.yaml"], 3, capsys)
    assert line.startswith(f"g.yaml:1:8: the control character U+{ord(sign[0]):04X} may not stand here")
    if sign != "\u2028":  # white space in a list
        save("w.csv", f"Mã,Tên\n1,Đổi{sign}thẻ\n")
        lines = fails(["build", "--wards", "w.csv", "--ward", "1"], 3, capsys)
        message = f"w.csv:2:2: the name cannot print: the control character U+{ord(sign[0]):04X} may not stand here"
        assert lines[0].startswith(message)


@pytest.mark.parametrize("sign", ["\u200e", "\u061c", "\U000e0041", "\ufdd0"], ids=ascii)
def test_signs_that_no_font_has(sign: str, capsys: Captured) -> None:
    save("g.yaml", f"title: Đổi{sign}thẻ\nsteps: [B]\n")
    (line,) = fails(["build", "g.yaml"], 3, capsys)
    assert line.startswith(f"g.yaml:1:8: no font has the character (U+{ord(sign):04X}")


def test_what_a_file_holds_never_steers_the_terminal(capsys: Captured) -> None:
    save("w.csv", "\x1b[31mMax\x07,Tên\n1,A\n")
    fails(["batch", "--wards", "w.csv", "-f", "leaflet", "--proof", "none"], 0, capsys)
    save("w.csv", "\x1b[31mMax\x07,Ghi chú\n1,A\n")
    (line,) = fails(["build", "--wards", "w.csv", "--ward", "1"], 3, capsys)
    assert r"row 1 holds: \u001b[31mMax\u0007, Ghi chú; " in line
    save("a\n\x1b.yaml", "title: A\n")
    (line,) = fails(["check", "a\n\x1b.yaml"], 3, capsys)
    assert line.startswith(r"a\u000a\u001b.yaml:1:1: ")


# Paths


@pytest.mark.parametrize(
    "name",
    ["../x.png", "a/../../x.png", "/etc/passwd", "~/x.png/../../y.png", "C:\\x.png", "\\\\host\\x.png", "file:///x.png",
     "link.png", "folder/x.png", "loop.png", "a" * 4_000 + ".png", ".", "guides"],
)  # fmt: skip
def test_pictures_outside_the_folder(name: str, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other/x.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(20))
    Path("guides/link.png").symlink_to(tmp_path / "other/x.png")
    Path("guides/folder").symlink_to(tmp_path / "other")
    Path("guides/loop.png").symlink_to("loop.png")
    save("guides/the.yaml", f"title: A\nsteps:\n- text: B\n  image: {{src: '{name}', alt: x}}\n")
    refused("check", "guides/the.yaml", at="guides/the.yaml:4:16: ")


CODES = [
    "../../etc",
    "/abs",
    "C:\\x",
    "..",
    ".ssh",
    "a/b",
    "~root",
    "nul",
    "$(id)",
    "`id`",
    "x;rm",
    "a\u202eb",
    "Đ",
    " ",
]


def test_ward_codes_that_are_no_names(capsys: Captured) -> None:
    save("w.csv", "Mã,Tên\n" + "".join(f"{code},A{i}\n" for i, code in enumerate(CODES)))
    for code in CODES:
        (line,) = fails(["build", "--wards", "w.csv", "--ward", code], 3, capsys)
        assert line.startswith("w.csv: there is no ward with the code or name “")
    assert not Path("output").exists()
    assert main(["batch", "--wards", "w.csv", "-f", "leaflet", "--proof", "none"]) == 0
    assert {path.name for path in Path("output").iterdir() if path.is_dir()} == {f"a{i}" for i in range(len(CODES))}


def test_names_longer_than_any_can_be(capsys: Captured) -> None:
    fails(["check", "a" * 5_000], 3, capsys)
    fails(["build", "-f", "leaflet", "-o", "a" * 5_000], 7, capsys)


# Text that other programs would run

MARKUP = (
    "<b>x</b> &amp; 5 < 6 && 7 > 3",
    '<img src="/etc/passwd"/> <br/> </para>',
    "<font color=red> <onDraw name=x/> <seq/>",
    "%s {0} {ward} ${HOME} `id` $(id) %(x)s",
    r"\\(x\\) ) ( >> << /Type /Action (",
    "]]> <!-- - > <?xml?> &#0; javascript:alert(1)",
)


def test_markup_prints_as_typed() -> None:
    steps = "".join(f"- {json.dumps(text)}\n" for text in MARKUP)
    save("g.yaml", f"title: {json.dumps(MARKUP[0])}\nkicker: {json.dumps(MARKUP[4])}\nsteps:\n{steps}")
    assert main(["build", "g.yaml"]) == 0
    for fmt in ("leaflet", "poster", "flashcards"):
        reader = pypdf.PdfReader(f"output/g-{fmt}.pdf")
        said = "".join("".join(page.extract_text().split()) for page in reader.pages)
        for text in MARKUP:
            assert "".join(text.replace(r"\\", "\\").split()) in said
        assert reader.metadata is not None
        assert reader.metadata.title == MARKUP[0]


def test_an_address_stays_an_address() -> None:
    url = "https://a.vn/)/S/JavaScript/JS(app.alert(1))"
    save("g.yaml", f"title: A\nsteps: [B]\nlinks: [{{url: '{url}', label: C}}]\n")
    assert main(["build", "g.yaml", "-f", "leaflet"]) == 0
    with pikepdf.open("output/g-leaflet.pdf") as pdf:
        actions = [note.A for page in pdf.pages for note in page.get("/Annots", ())]
        assert {(str(action.S), str(action.URI)) for action in actions} == {("/URI", url)}
        assert "/OpenAction" not in pdf.Root
        assert "/AA" not in pdf.Root


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "file:///etc/passwd", "data:text/html,x", "vbscript:x", "ftp://a.vn",
     "//a.vn", "https:\\\\a.vn", "https://", "https:///x", "https://a.vn/ javascript:x", "intent://x#Intent;end"],
)  # fmt: skip
def test_addresses_that_are_not_taken(url: str, capsys: Captured) -> None:
    save("g.yaml", f"title: A\nsteps:\n- {{text: B, link: '{url}'}}\nlinks: ['{url}']\n")
    lines = fails(["build", "g.yaml"], 3, capsys)
    assert [line.split(": ")[0] for line in lines] == ["g.yaml:3:19", "g.yaml:4:9"]
    save("w.csv", f'Mã,Tên,Website\n1,A,"{url}"\n')
    listed = read_wards(Path("w.csv"))
    assert (listed.wards[0].url, [each.done for each in listed.understood.remarks]) == ("", ["left out"])


def test_hosts_that_look_like_others(capsys: Captured) -> None:
    """Letters of two scripts are a warning; those that no font has are an error, with their place."""
    save("g.yaml", "title: A\nsteps: [B]\nlinks: ['https://xn--pple-43d.com', 'https://\u0430pple.com']\n")
    lines = fails(["check", "g.yaml"], 3, capsys)
    assert [line.partition(";")[0] for line in lines] == [
        "g.yaml:3:37: no font has the character а (U+0430, CYRILLIC SMALL LETTER A)"
    ]
    save("g.yaml", "title: A\nsteps: [B]\nlinks: ['https://xn--pple-43d.com']\n")
    warning, _good = fails(["check", "g.yaml"], 0, capsys)
    assert warning.startswith("g.yaml:3:9: the host \u0430pple.com mixes letters of Cyrillic, Latin")


# Lists without end

LISTS = {
    "rows": ("Mã,Tên\n" + "1,A\n" * 1_500_000, "w.csv:20001:1: the list has more than 20000 lines"),
    "lines": ("\n" * 8_000_000, "w.csv:20001:1: the list has more than 20000 lines"),
    "old lines": ("Mã\r" * 500_000, "w.csv:20001:1: the list has more than 20000 lines"),
    "commas": ("Mã,Tên\n1,A" + "," * 7_000_000, "w.csv:2:1: the line is longer than 100000 characters"),
    "tabs": ("\t" * 8_000_000, "w.csv:1:1: the line is longer than 100000 characters"),
    "zeros": ("\0" * 8_000_000, "w.csv:1:1: the line is longer than 100000 characters"),
    "columns": ("Mã,Tên" + "".join(f",x{i}" for i in range(9_999)), "w.csv:1:101: the list has more than 100 columns"),
    "a heading": (f"Mã,Tên,{'x' * 7_000_000}\n1,A\n", "w.csv:1:1: the line is longer than 100000 characters"),
    "quoted lines": ('Mã,Tên\n1,"' + "x\n" * 19_000, "w.csv:2:1: the quotation marks of this row do not match"),
    "quoted heading": ('"' + ("x" * 90_000 + "\n") * 19, "w.csv:2:1: no row of headings names the wards"),
    "bad rows": ("Mã,Tên\n" + "../x,漢\n" * 19_000, "w.csv:2:2: the name cannot print: no font has the character 漢"),
    "marks": (f"Mã,Tên\n1,a{MARKS * 1_900_000}\n", "w.csv:2:4: more than 30 marks stand on one letter"),
    "large": ("Mã,Tên\n" + "x" * 9_000_000, "w.csv: the file is larger than 8 MiB"),
}


@pytest.mark.parametrize(("text", "said"), LISTS.values(), ids=LISTS)
def test_lists_without_end(text: str, said: str) -> None:
    save("w.csv", text)
    refused("build", "--wards", "w.csv", "--ward", "1", at=said)


def test_a_cell_that_fills_a_book(capsys: Captured) -> None:
    save("w.csv", f"Mã,Tên,Địa chỉ\n1,A,{'x' * 1_001}\n2,B,{'x' * 1_000}\n3,{'x' * 1_001},\n")
    lines = fails(["build", "--wards", "w.csv", "--ward", "3"], 3, capsys)
    message = "w.csv:4:2: the name cannot print: the cell is longer than 1000 characters; shorten it"
    assert lines[0] == message
    assert [len(ward.address) for ward in read_wards(Path("w.csv")).wards] == [0, 1_000]


def test_marks_of_windows_1258_that_are_piled_up() -> None:
    Path("w.csv").write_bytes(b"Ma,Ten\n1,\xe0" + b"\xec\xf2" * 1_500_000)
    refused("build", "--wards", "w.csv", "--ward", "1", at="w.csv:2:1: this is neither UTF-8 nor UTF-16 nor")


def test_formulas_of_spreadsheets_are_text() -> None:
    """They may do harm in a spreadsheet; on paper they are what they are."""
    save("w.csv", "Mã,Tên,Địa chỉ\n1,=1+1,@SUM(1)\n")
    assert main(["build", "-f", "leaflet", "--wards", "w.csv", "--ward", "1"]) == 0
    (path,) = Path("output").rglob("*.pdf")
    assert "@SUM(1)" in pypdf.PdfReader(path).pages[0].extract_text()
