"""Any guide prints or says why not: a few hundred of those that `python -m bench.random_guides` runs by thousands."""

from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from bench.random_guides import MUTANTS, Came, mutant, printed
from tests.guides_at_random import Job, job, jobs, spelt

USUAL = settings(max_examples=45, deadline=None, suppress_health_check=list(HealthCheck))


def of(came: Came) -> str:
    return f"{came.kind}: {came.told}"


@given(jobs)
@USUAL
@pytest.mark.parametrize("fmt", ["leaflet", "poster", "flashcards"])
def test_a_guide_prints_or_says_why_not(fmt: str, tmp_path_factory: pytest.TempPathFactory, one: Job) -> None:
    came = printed(one, (fmt,), tmp_path_factory.mktemp("g"))
    assert not came.broken, f"{of(came)}\n{one.text}"


@pytest.mark.parametrize("seed", range(200))
def test_a_file_with_bytes_gone_wrong_is_read_or_refused(seed: int, tmp_path: Path) -> None:
    came = mutant(MUTANTS[seed % len(MUTANTS)], Random(seed), tmp_path)
    assert not came.broken, of(came)


def loaded(text: str) -> Any:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError:  # one of those that are wrong on purpose
        return None


def test_what_comes_up() -> None:
    """The guides are as varied as they are meant to be, and one seed gives one guide."""
    some = [job(Random(seed)) for seed in range(300)]
    assert some[:20] == [job(Random(seed)) for seed in range(20)]
    whole = [guide for one in some if isinstance(guide := loaded(one.text), dict)]
    assert {"sections", "steps", "options", "hotline", "prepare", "links", "theme"} <= set().union(*whole)
    steps = [len(guide["steps"]) for guide in whole if "steps" in guide]
    assert (min(steps), max(steps)) == (1, 60)
    assert max(len(guide["title"]) for guide in whole) > 100
    assert any(one.ward for one in some)
    assert {one.options.cards for one in some} == {"procedure", "step"}


def test_the_words_are_spelt_as_people_spell_them() -> None:
    assert {"nguyễn", "thủy", "quốc", "người", "khoản", "giấy", "huyện", "của", "bảo"} <= set(spelt())
    assert not {"nguỹên", "ngừơi", "tàí"} & set(spelt())
