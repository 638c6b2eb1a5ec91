"""Slugs: ASCII names of what people write, and nearest words."""

from hypothesis import given
from hypothesis import strategies as st

from printkit.slugs import is_slug, nearest, slug


def test_slugs() -> None:
    assert [slug(text) for text in ("Phường Bến Thành", "Đ", "Ba Tơ – Ba Tô", " ", "Straße Æ œ", "ﬁ²")] == [
        "phuong-ben-thanh",
        "d",
        "ba-to-ba-to",
        "",
        "strasse-ae-oe",
        "fi2",
    ]
    assert [is_slug(text) for text in ("a-b1", "", "-a", "A", "a_b", "a--b")] == [
        True,
        False,
        False,
        False,
        False,
        False,
    ]
    assert (nearest("step", ["steps", "text"]), nearest("xyz", ["steps"])) == ("steps", "")


@given(st.text())
def test_a_slug_is_a_slug(text: str) -> None:
    assert slug(text) == "" or is_slug(slug(text))
