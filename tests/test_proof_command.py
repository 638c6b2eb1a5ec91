"""`printkit proof` and the proof of `build`: what is written, what is said of what, and the codes it comes to."""

import json
import re
import shutil
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pikepdf
import pytest
from openpyxl import Workbook
from PIL import Image

from printkit.cli import main
from printkit.proof import prove as proof
from printkit.proof.report import CHECKS, FAIL, Finding, Report
from tests.office import BUILD, HOUSE, LEAFLET, Captured, fails, made, save
from tests.test_cli import command, options

pytestmark = pytest.mark.usefixtures("office")
FILE = "output/the-leaflet.pdf"
FAULT = Finding("codes", FAIL, 2, (10.0, 20.0, 30.0, 40.0), "the code is a blot", "print it again")


def broken(path: str = FILE, to: str = "") -> Path:
    """Paint over a word of a file."""
    with pikepdf.open(path, allow_overwriting_input=True) as opened:
        stream = opened.pages[0].Contents
        over = b"\n/Artifact <</Type /Layout>> BDC 1 1 1 rg 42 700 510 100 re f EMC"
        stream.write(stream.read_bytes() + over)
        target = Path(to or path)
        opened.save(target)
    return target


# ── build ────────────────────────────────────────────────────────────────────────────────────────


def test_what_fails_is_not_written(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """The print that failed is not written; the guide's other format and the other guide are."""
    shutil.copy("guides/the.yaml", "guides/hai.yaml")
    real = proof.prove

    def prove(pdf: bytes, document: object) -> Report:
        told = dict(document.made_from)  # type: ignore[attr-defined]
        bad = told["guide"] == "the" and told["format"] == "poster"
        return Report((FAULT,)) if bad else real(pdf, document)  # type: ignore[arg-type]

    monkeypatch.setattr(proof, "prove", prove)
    lines = fails(["build", "-f", "leaflet", "-f", "poster"], 6, capsys)
    where = Path("output/the-poster.pdf")
    assert lines == [
        f"{where}: page 2 at 10 × 20 mm: codes: the code is a blot; print it again",
        f"not printed: {Path('guides/the.yaml')} as poster",
    ]
    assert made() == ["hai-leaflet.pdf", "hai-poster.pdf", "the-leaflet.pdf"]


def test_what_was_there_stays(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    assert main(LEAFLET) == 0
    before = Path(FILE).read_bytes()
    monkeypatch.setattr(proof, "prove", lambda _pdf, _document: Report((FAULT,)))
    fails(["build", "-f", "leaflet", "--theme", "luc", "--theme", "civic"], 6, capsys)
    assert Path(FILE).read_bytes() == before


def test_preview_proves_the_pdf_it_writes(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setattr(proof, "prove", lambda _pdf, _document: Report((FAULT,)))
    assert main(["preview", "-f", "leaflet", "--dpi", "36"]) == 0
    fails(["preview", "-f", "leaflet", "--dpi", "36", "--pdf", "-o", "b"], 6, capsys)


# ── proof ────────────────────────────────────────────────────────────────────────────────────────


def test_a_line_for_each_good_file(capsys: Captured) -> None:
    assert main([*BUILD, "-f", "leaflet", "-f", "poster"]) == 0
    capsys.readouterr()
    assert main(["proof"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.splitlines() == [
        f"{Path(FILE)}: proven (1 page, 0 codes, smallest type 9.5 pt)",
        f"{Path('output/the-poster.pdf')}: proven (3 pages, 0 codes, smallest type 14 pt)",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["-f", "leaflet", "--section", "nop-don", "--theme", "luc", "--ink-saver"],
        ["-f", "leaflet", "--wards", "guides/wards.csv", "--ward", "001"],
        ["-f", "leaflet", "--press"],
        ["-f", "flashcards", "--cards", "step", "--card-size", "A6", "--flip", "short", "--back-offset", "0.5,-1"],
    ],
    ids=lambda arguments: "".join(arguments[2:4]),
)
def test_a_file_is_held_against_what_it_says_it_is(arguments: list[str], capsys: Captured) -> None:
    """Its section, theme, ward and options are read from it: nothing is given again but the ward list."""
    assert main([*BUILD, *arguments]) == 0
    assert main(["proof", "--wards", "guides/wards.csv"]) == 0
    assert "proven" in capsys.readouterr().out


def test_a_guide_changed_since_shows(capsys: Captured) -> None:
    assert main(LEAFLET) == 0
    guide = Path("guides/the.yaml")
    guide.write_text(guide.read_text(encoding="utf-8").replace("Đến quầy.", "Đến quầy số 2."), encoding="utf-8")
    lines = fails(["proof"], 6, capsys)
    assert any("“Đến quầy” stands where “Đến quầy số 2” was promised" in line for line in lines)


def test_a_file_touched_since_shows(capsys: Captured) -> None:
    assert main(LEAFLET) == 0
    broken()
    lines = fails(["proof", FILE], 6, capsys)
    assert all(line.startswith(f"{Path(FILE)}: page 1 at ") for line in lines)
    assert any("fit: “Đổi thẻ” is painted over" in line for line in lines)


def test_the_guide_may_be_elsewhere(capsys: Captured) -> None:
    """Given, in a folder given, or beside the file."""
    assert main(LEAFLET) == 0
    Path("guides/the.yaml").rename(save("far/the.yaml", ""))
    message = "it was made from the guide the, which is not in guides; say where it is with --guide"
    assert fails(["proof"], 3, capsys) == [f"{Path(FILE)}: {message}"]
    assert main(["proof", "--guide", "far"]) == main(["proof", "--guide", "far/the.yaml"]) == 0
    Path("far/the.yaml").rename("output/the.yaml")
    assert main(["proof"]) == 0


def test_the_wrong_guide_is_no_guide(capsys: Captured) -> None:
    assert main(LEAFLET) == 0
    save("guides/hai.yaml", "title: Hai\nsteps: [Đi.]\n")
    (line,) = fails(["proof", "--guide", "guides/hai.yaml"], 3, capsys)
    assert "made from the guide the, which is not in" in line


def test_the_ward_list_must_be_given(capsys: Captured) -> None:
    assert main([*LEAFLET, "--wards", "guides/wards.csv", "--ward", "001"]) == 0
    (line,) = fails(["proof"], 3, capsys)
    assert line.endswith("it was made for the ward 001; give the ward list with --wards")
    save("other.csv", "Mã,Tên\n9,Xã Chín\n")
    (line,) = fails(["proof", "--wards", "other.csv"], 3, capsys)
    assert "there is no ward with the code or name “001”" in line


BATCH = ["batch", "-f", "leaflet", "--proof", "none", "--wards", "guides/wards.csv"]


@pytest.mark.parametrize("path", ["output", "output/001-phuong-ben-sen/the-leaflet.pdf"])
def test_batch_has_noted_the_list(path: str, capsys: Captured) -> None:
    """It stands in the manifest, in a folder above the file; a list that is given wins."""
    assert main([*BATCH, "--columns", "Địa chỉ=Điện thoại"]) == 0
    assert fails(["proof", path], 0, capsys) == []
    fails(["proof", path, "--wards", "guides/wards.csv"], 6, capsys)


def test_a_list_changed_since_is_told_once(capsys: Captured) -> None:
    assert main(BATCH) == 0
    wards = Path("guides/wards.csv")
    wards.write_text(wards.read_text("utf-8").replace("0234.355.0101", "0234.355.0109"), "utf-8")
    lines = fails(["proof"], 6, capsys)
    told = "guides/wards.csv: the list has changed since these files were made; run batch again, then proof"
    assert lines.count(told) == 1
    assert lines[0] == told
    wards.unlink()
    assert any("guides/wards.csv: cannot be read" in line for line in fails(["proof"], 3, capsys))


def test_a_list_may_be_one_sheet_of_several(capsys: Captured) -> None:
    assert main([*LEAFLET, "--wards", "guides/wards.csv", "--ward", "001"]) == 0
    book = Workbook()
    book.create_sheet("Phường").append(["Mã", "Tên", "Điện thoại"])
    book["Phường"].append(["001", "Phường Bến Sen", "0234.355.0101"])
    book["Phường"].append(["002", "Phường Cầu Ván"])
    book.save("wards.xlsx")
    assert main(["proof", "--wards", "wards.xlsx", "--sheet", "Phường"]) == 0
    assert "proven" in capsys.readouterr().out
    book["Phường"].row_dimensions[2].hidden = True
    book.save("wards.xlsx")
    (line,) = fails(["proof", "--wards", "wards.xlsx", "--sheet", "Phường"], 3, capsys)
    assert "there is no ward with the code or name “001”" in line
    assert main(["proof", "--wards", "wards.xlsx", "--sheet", "Phường", "--hidden"]) == 0


def test_what_printkit_did_not_make_is_not_checked(capsys: Captured) -> None:
    opened = pikepdf.new()
    opened.add_blank_page()
    opened.save("other.pdf")
    save("text.pdf", "hello")
    lines = fails(["proof", "other.pdf", "text.pdf"], 6, capsys)
    assert lines[0].startswith("other.pdf: printkit did not make this file, so nothing in it was checked; ")
    assert lines[1].startswith("text.pdf: the file cannot be read as a PDF (")
    assert len(lines) == 2


@pytest.mark.parametrize(("path", "said"), [("none.pdf", "there is no such file"), ("guides", "holds no PDF")])
def test_what_is_not_there_is_told(path: str, said: str, capsys: Captured) -> None:
    (line,) = fails(["proof", path], 3, capsys)
    assert said in line


def test_one_that_fails_does_not_stop_the_others(capsys: Captured) -> None:
    assert main(LEAFLET) == 0
    broken(to="output/a.pdf")
    capsys.readouterr()
    assert main(["proof", "none.pdf", "output"]) == 6
    out, err = capsys.readouterr()
    assert re.fullmatch(r"output.a\.pdf: \d+ faults\noutput.the-leaflet\.pdf: proven \(.*\)\n", out)
    assert "none.pdf" in err


# ── reports ──────────────────────────────────────────────────────────────────────────────────────


def test_json(capsys: Captured) -> None:
    assert main([*LEAFLET, "--wards", "guides/wards.csv", "--ward", "001"]) == main(LEAFLET) == 0
    broken()
    capsys.readouterr()
    assert main(["proof", "--json"]) == 6
    ward, bad = json.loads(capsys.readouterr().out)
    assert (ward["verdict"], len(ward["problems"])) == ("not checked", 1)
    assert (bad["file"], bad["verdict"], bad["promised"]["guide"]) == (str(Path(FILE)), "fail", "the")
    assert bad["checks"].keys() == set(CHECKS)
    assert (bad["checks"]["links"], bad["checks"]["fit"]) == ("pass", "fail")
    assert {"check", "verdict", "page", "place", "found", "todo"} == bad["findings"][0].keys()
    assert bad["pages"][0]["width"] == 210.0


def test_pictures(capsys: Captured) -> None:
    """Each page, with red where something is wrong and nowhere else."""
    assert main([*BUILD, "-f", "leaflet", "-f", "poster"]) == 0
    broken()
    assert main(["proof", "--pictures", "faults"]) == 6
    assert made("faults") == ["the-leaflet-p1.png", *(f"the-poster-p{number}.png" for number in (1, 2, 3))]
    for name in made("faults"):
        colours = {colour for _count, colour in Image.open(Path("faults") / name).getcolors(1 << 24) or []}
        assert ((208, 0, 32) in colours) == name.startswith("the-leaflet")


def test_pictures_of_one_name_stand_side_by_side() -> None:
    assert main(LEAFLET) == main([*LEAFLET, "-o", "b"]) == main([*LEAFLET, "-o", "c/b"]) == 0
    assert main(["proof", "output", "b", "c", "--pictures", "p"]) == 0
    assert made("p") == ["b-the-leaflet-p1.png", "the-leaflet-3-p1.png", "the-leaflet-p1.png"]


class Seen(HTMLParser):
    """Tags, what they load, and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.loads += [value for name, value in attrs if name in ("src", "href", "action", "data") and value]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html() -> None:
    """One file that loads nothing; names and findings are data; every page is there as a picture."""
    assert main([*BUILD, "-f", "leaflet", "-f", "poster"]) == 0
    save("guides/the.yaml", Path("guides/the.yaml").read_text(encoding="utf-8") + "kicker: <script>&\n")
    assert main([*LEAFLET, "-o", "<b>"]) == 0
    broken("<b>/the-leaflet.pdf")
    assert main(["proof", "<b>", "output/the-poster.pdf", "none.pdf", "--html", "out/report.html"]) == 6
    page = Path("out/report.html").read_text(encoding="utf-8")
    seen = Seen(page)
    assert {load.partition(",")[0] for load in seen.loads} == {"data:image/png;base64"}
    assert "script" not in seen.tags
    assert "b" in seen.tags
    assert escape(str(Path("<b>/the-leaflet.pdf"))) in page
    assert not re.search(r"url\(|@import|https?://", re.sub(r"<td.*?</td>", "", page))
    assert seen.tags.count("img") == 4
    assert "<script>&" in seen.text
    assert "Proof of prints" in seen.text


def test_html_tells_of_codes(tmp_path: Path) -> None:
    save("guides/the.yaml", "title: Một\nsteps: ['Mở https://a.gov.vn/x?a=1&b=2.']\n")
    assert main(LEAFLET) == main(["proof", "--html", "r.html"]) == 0
    text = Seen(Path("r.html").read_text(encoding="utf-8")).text
    assert "https://a.gov.vn/x?a=1&b=2" in text
    assert re.search(r"\d\.\d\d mm", text)
    assert re.search(r"smallest type [\d.]+ pt · ink covers \d+%", text)


def test_a_report_that_cannot_be_written(capsys: Captured) -> None:
    assert main(LEAFLET) == 0
    save("file", "")
    (line,) = fails(["proof", "--html", "file/report.html"], 7, capsys)
    assert "cannot be written" in line


def test_all_wards_of_a_merged_file(capsys: Captured) -> None:
    rows = "".join(f"00{number},Phường Bến Sen {number},\n" for number in range(1, 5))
    save("four.csv", "Mã,Tên,Điện thoại\n" + rows)
    assert main(["batch", "--wards", "four.csv", "-f", "leaflet", "--merge", "--proof", "none"]) == 0
    capsys.readouterr()
    assert main(["proof", "--wards", "four.csv"]) == main(["proof", "--wards", "four.csv", "--all"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert [re.search(r"(\d) wards word by word", line)[1] for line in out] == ["2", "4"]  # type: ignore[index]


def test_every_option_has_a_test() -> None:
    here = Path(__file__).read_text(encoding="utf-8")
    told = set(options(command("proof"))) - {"-h", "--help", "--log"}  # the last is every command's: test_log.py
    assert [option for option in sorted(told) if f'"{option}"' not in here] == []


def test_style_ships() -> None:
    assert (HOUSE / "printkit" / "proof" / "report.css").is_file()
