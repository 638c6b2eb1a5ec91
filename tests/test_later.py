"""What is left for later comes as soon as it is asked for, and is the real thing."""

import re
import sys

import pytest

from printkit.later import load_later, pattern, patterns_later
from tests.office import child


def test_a_module_runs_when_something_of_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    load_later("colorsys", "no_such_module_at_all")
    assert "no_such_module_at_all" not in sys.modules
    import colorsys

    assert "rgb_to_hls" not in vars(colorsys)
    assert colorsys.rgb_to_hls(0, 0, 0) == (0, 0, 0)
    assert "rgb_to_hls" in vars(colorsys)
    with pytest.raises(AttributeError):
        colorsys.no_such_name  # type: ignore[attr-defined]  # noqa: B018  # being asked for is the test


def test_a_module_that_is_there_stays() -> None:
    load_later("re")
    assert sys.modules["re"] is re


def test_a_pattern_finds_what_the_real_one_finds() -> None:
    late, real = pattern(r"(\w)-\d", re.IGNORECASE), re.compile(r"(\w)-\d", re.IGNORECASE)
    assert late.sub("x", "A-1 b-2") == real.sub("x", "A-1 b-2") == "x x"
    assert late.pattern == real.pattern
    assert [match[1] for match in late.finditer("A-1 b-2")] == ["A", "b"]


def test_a_wrong_pattern_is_told_when_it_is_used() -> None:
    with patterns_later():
        late = re.compile("(")
    with pytest.raises(re.error):
        late.search("")
    with pytest.raises(re.error):
        re.compile("(")


def test_patterns_are_compiled_at_once_again_whatever_happens() -> None:
    real = re.compile
    with patterns_later():
        with patterns_later():
            pass
        assert re.compile is not real
    with pytest.raises(ValueError, match="invalid literal"), patterns_later():
        int("x")
    assert re.compile is real


SEEN = """
import os, re, sys
from printkit.__main__ import start
os._exit = sys.exit
sys.argv[1:] = ["check"]
try:
    start()
except SystemExit:
    print([name for name in ("dataclasses", "dis", "_ast") if name in sys.modules], type(re.compile).__name__)
"""


@pytest.mark.usefixtures("office")
def test_a_start_leaves_out_what_click_seldom_uses() -> None:
    run = child(code=SEEN)
    assert run.stdout.decode().split("\n")[-2] == "[] function"


@pytest.mark.usefixtures("office")
def test_help_has_what_it_needs() -> None:
    run = child("build", "--help")
    assert run.returncode == 0
    assert b"-h, --help" in run.stdout
    assert b"Examples:" in run.stdout
