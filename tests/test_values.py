"""Values: kinds that compare as frozen dataclasses do."""

import pickle

import pytest

from printkit.errors import Where
from printkit.model import Arrow, Field, Link, Words
from printkit.values import replace


def test_kinds_differ_whatever_they_hold() -> None:
    assert Words("a") == Words("a", False)
    assert len({Words("a"), Words("a"), Words("b")}) == 2
    assert Words("a") != Words("a", True)
    assert Words("https://a.vn") != Link("https://a.vn")
    assert Arrow() == Arrow()
    assert Arrow() != ()


def test_a_place_is_told_and_not_compared() -> None:
    here, there = Field("ward.name", where=Where("a", 1, 2)), Field("ward.name", where=Where("b"))
    assert here == there
    assert hash(here) == hash(there)
    assert here.where != there.where
    assert "a" in repr(here)


def test_a_value_never_changes() -> None:
    words = Words("a")
    with pytest.raises(AttributeError):
        words.text = "b"  # type: ignore[misc]
    assert replace(words, bold=True) == Words("a", True)
    assert words == Words("a")
    assert pickle.loads(pickle.dumps(words)) == words
    match words:
        case Words(text, bold):
            assert (text, bold) == ("a", False)
