"""What several test modules share."""

from pathlib import Path

import pytest

from tests.office import GUIDE, WARDS, save


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of an office's own, with a guide and a ward list; commands run in it."""
    monkeypatch.chdir(tmp_path)
    save("guides/the.yaml", GUIDE)
    save("guides/wards.csv", WARDS)
    return tmp_path
