"""The wheel carries fonts, themes, words, the country's communes and the licences; what its papers show is there."""

import os
import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.wheel import WheelBuilder

HOUSE = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of the checkout, made by its own build backend."""
    folder = tmp_path_factory.mktemp("wheel")
    (made,) = WheelBuilder(str(HOUSE)).build(directory=str(folder), versions=["standard"])
    return Path(made)


def below(folder: str, pattern: str) -> set[str]:
    return {path.name for path in (HOUSE / folder).glob(pattern)}


def test_data_travels_inside(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    tables = {"OFL.txt", "characters.txt", "metrics.json"}
    wanted = {f"printkit/_fonts/{name}" for name in below("fonts", "*.ttf") | tables}
    wanted |= {f"printkit/themes/{name}" for name in below("printkit/themes", "*.yaml")}
    wanted |= {f"printkit/words/{name}" for name in below("printkit/words", "*.yaml")}
    wanted |= {f"printkit/data/{name}" for name in below("printkit/data", "*.csv")}
    assert len(wanted) == 4 + 3 + 6 + 2 + 5
    assert wanted <= set(names)
    assert len(names) == len(set(names))


def test_only_printkit_travels(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in ZipFile(wheel).namelist()}
    assert {re.sub(r"-[\d.]+\.dist-info", "-dist-info", top) for top in tops} == {"printkit", "printkit-dist-info"}


def test_both_licences_travel(wheel: Path) -> None:
    licences = {name.rpartition("licenses/")[2] for name in ZipFile(wheel).namelist() if "licenses/" in name}
    assert licences == {"LICENSE", "fonts/OFL.txt"}


def test_builds_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """What `pip install .` lays down finds its own fonts, themes and words."""
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    call = [
        sys.executable,
        "-m",
        "printkit",
        "build",
        str(HOUSE / "guides/vssid.yaml"),
        "-f",
        "leaflet",
        "--theme",
        "do",
    ]
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    run = subprocess.run(call, cwd=tmp_path, env=env, capture_output=True, text=True, check=False, timeout=60)
    assert (run.returncode, run.stderr) == (0, "")
    assert (tmp_path / "output/vssid-leaflet-do.pdf").read_bytes().startswith(b"%PDF-")
