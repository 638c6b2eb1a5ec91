"""The bench compares like with like: every peer's leaflet has two pages and says what ours says."""

import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from bench import batch, makers, tagging
from bench.contacts import contact, ward_list
from bench.leaflet import ROOT, Run, prepare
from printkit.wardlist.reading import read_wards

PEERS = {"platypus": "reportlab", "fpdf2": "fpdf", "typst": "typst", "typst-named": "typst", "weasyprint": "weasyprint"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bench")
    prepare(path)
    subprocess.run([sys.executable, "-m", "bench.codes", path, "2"], cwd=ROOT, check=True)
    return path


def words(pdf: bytes) -> tuple[int, str]:
    """How many pages, and all their letters."""
    document = pypdfium2.PdfDocument(pdf)
    said = "".join(page.get_textpage().get_text_range() for page in document)
    return len(document), "".join(char for char in said if char.isalnum())


class Phrases(HTMLParser):
    """What stands between tags."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def phrases(page: Path) -> list[str]:
    """What stands between the tags of the peers' page."""
    parser = Phrases()
    parser.feed("<div" + page.read_text("utf-8").partition("<div")[2])
    return ["".join(char for char in text if char.isalnum()) for text in parser.found if "$" not in text]


@pytest.mark.filterwarnings("ignore")  # the peers' own
@pytest.mark.parametrize("name", PEERS)
def test_a_peer_prints_the_leaflet(name: str, folder: Path) -> None:
    pytest.importorskip(PEERS[name])
    ward = contact(1)
    pages, said = words(makers.MAKERS[name](folder)(ward))
    assert pages == 2
    for value in (ward.name, ward.address, ward.phone, ward.hours):
        assert "".join(char for char in value if char.isalnum()) in said
    assert [text for text in phrases(folder / "leaflet.html") if text not in said] == []
    assert ("CầngiúphãyđếnPhườngCầuAn" in said) == (name == "typst-named")


def test_typst_prints_a_ward_s_code(folder: Path) -> None:
    pytest.importorskip("typst")
    pages, said = words(makers.typst(folder)(contact(1, coded=True)))
    assert pages == 2
    assert "phuongexamplevn" in said


@pytest.mark.parametrize("coded", [False, True])
def test_the_list_is_a_good_one(coded: bool, tmp_path: Path) -> None:
    (tmp_path / "wards.csv").write_text(ward_list(3321, coded=coded), encoding="utf-8")
    listed = read_wards(tmp_path / "wards.csv")
    assert (listed.problems, listed.warnings) == ((), ())
    assert len(listed.wards) == len({ward.phone for ward in listed.wards}) == 3321
    assert listed.wards[7].name == contact(7).name
    assert bool(listed.wards[7].url) == coded


def test_what_slow_peers_make_is_multiplied(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """1 s for start and first, 0.5 s for each of 3 more; 8 wards take 1 + 7 × 0.5 s."""

    def spawn(_call: object, _env: object, told: Any) -> Run:
        told.write("1.5 1.5\n")
        return Run(cpu=2500.0, peak=1.0, wall=2500.0)

    monkeypatch.setattr(batch, "spawn", spawn)
    run = batch.Bench(tmp_path).peer("platypus", batch.Case(8), part=4)
    assert json.dumps([run.wall, run.cpu]) == "[4500.0, 4500.0]"


def test_the_untagged_leaflet_has_no_tags() -> None:
    """The measure of what tags cost had gone deaf: it left them out of a module that no longer wrote them."""
    tagged, plain = tagging.run("tagged"), tagging.run("plain")
    assert plain.size < tagging.UNTAGGED * tagged.size
