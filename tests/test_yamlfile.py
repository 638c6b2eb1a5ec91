"""YAML as plain texts: what is kept, what is refused, and in which words."""

from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from printkit import yamlfile
from printkit.errors import SourceError
from printkit.yamlfile import Mapping, Node, Sequence, Text, parse, read

LOADERS = [loader for loader in (getattr(yaml, "CLoader", None), yaml.Loader) if loader]


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__, autouse=True)
def both_loaders(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamlfile, "_LOADER", request.param)


def plain(node: Node) -> object:
    match node:
        case Text(value):
            return value
        case Sequence(items):
            return [plain(item) for item in items]
        case Mapping(entries):
            return {key.value: plain(value) for key, value in entries}


def told(text: str) -> str:
    with pytest.raises(SourceError) as caught:
        parse(text, "g.yaml")
    return str(caught.value)


def test_scalars_stay_the_characters_written() -> None:
    text = "[1900.9068, 0123, yes, 12:30, 2026-01-02, ~, null, 0x1F, 1e5, .inf, '', ]"
    said = ["1900.9068", "0123", "yes", "12:30", "2026-01-02", "~", "null", "0x1F", "1e5", ".inf", ""]
    assert plain(parse(text, "g")) == said


def test_an_empty_value_is_the_empty_text() -> None:
    assert plain(parse("a:\nb: x\n", "g")) == {"a": "", "b": "x"}


def test_places_count_characters_from_one() -> None:
    root = parse("tiêu đề: Đăng ký\nbước:\n  - Mở ứng dụng\n", "g.yaml")
    assert isinstance(root, Mapping)
    (title, said), (_steps, steps) = root.entries
    assert [str(title.where), str(said.where)] == ["g.yaml:1:1", "g.yaml:1:10"]
    assert isinstance(steps, Sequence)
    assert str(steps.items[0].where) == "g.yaml:3:5"


def test_get_finds_a_value_or_none() -> None:
    root = parse("a: x", "g")
    assert isinstance(root, Mapping)
    assert (root.get("a"), root.get("b")) == (root.entries[0][1], None)


QUOTE = "put the whole text in quotes"
BROKEN = {
    "a: Chú ý: nhập": 'g.yaml:1:9: a second “: ” stands in this line; a text that holds “: ” must be in quotes: "…"',
    "a:\n\t- x": "g.yaml:2:1: a tab indents this line; indent with spaces",
    "a: @x": f"g.yaml:1:4: a text cannot start with @; {QUOTE}",
    "a: `x": f"g.yaml:1:4: a text cannot start with `; {QUOTE}",
    "title:Đăng ký\nsteps: [A]": "g.yaml:1:6: no space stands behind the colon of `title`; write `key: value`",
    "title: A\ntheme:luc\nsteps: [A]": "g.yaml:2:6: no space stands behind the colon of `theme`; write `key: value`",
    "a:\n  - b: c: d": 'g.yaml:2:9: a second “: ” stands in this line; a text that holds “: ” must be in quotes: "…"',
    "- Chọn cơ sở: **Nhà ở**": 'g.yaml:1:15: “: ” stands in this text; a text that holds “: ” must be in quotes: "…"',
    "- **Đăng nhập** rồi": f"g.yaml:1:3: a text cannot start with * or &; {QUOTE}",
    "- & x": f"g.yaml:1:3: a text cannot start with * or &; {QUOTE}",
    "- > abc": f"g.yaml:1:3: a text cannot start with > or |; {QUOTE}",
    '- "abc" def': "g.yaml:1:9: the text goes on after its closing quotation mark; "
    'put the whole text in quotes; inside "…" write \\" for a quotation mark',
    'a: "abc\nb: c': "g.yaml:1:4: a quotation mark opens here and never closes; close it at the end of the text",
    "title: x\nfoo\nbar: y": "g.yaml:2:1: this line is neither `key: value` nor `- item`; "
    "add the colon, or indent the line",
    "a:\n  - x\n b: y": "g.yaml:3:2: this line does not line up with the lines above; check the spaces at its start",
    "a: [x, y\nb: c": "g.yaml:1:4: a list opens here with [ and does not close rightly; "
    "close it, or put a text that starts with it in quotes",
    "a: {x: y\nb: c": "g.yaml:1:4: a mapping opens here with { and does not close rightly; "
    "close it, or put a text that starts with it in quotes",
    "a: ]": "g.yaml:1:4: ] cannot stand here; put the text in quotes",
    "a: - b": "g.yaml:1:4: a list cannot start here; begin it on a line of its own, or put the text in quotes",
    "a: x\n...\nb": "g.yaml:3:1: a guide is one document, without directives; "
    "delete lines that are `...` or start with %",
    "a: x\n---\nb: y": "g.yaml:2:1: a second document starts here; keep one guide in one file; delete `---`",
    "a: !!python/object:os.system x": "g.yaml:1:4: the tag !!python/object:os.system is not taken; "
    "delete it, or put a text that starts with ! in quotes",
    "a: !x y": "g.yaml:1:4: the tag !x is not taken; delete it, or put a text that starts with ! in quotes",
    "a: *b": "g.yaml:1:4: *b stands for nothing: there is no &b above; put a text that starts with * in quotes",
    "a: &a [*a]": "g.yaml:1:8: *a stands for nothing: there is no &a above; put a text that starts with * in quotes",
    "a: x\nb: y\na: z": "g.yaml:3:1: `a` stands twice, first in line 1; keep one of them",
    "- {{ward.name}}": "g.yaml:1:4: a key must be a text, not a list or a mapping; "
    "put a text that starts with { or [ in quotes",
    "'': x": "g.yaml:1:1: a key is missing before the colon; write `key: value`",
    "": "g.yaml: the file is empty; write at least a title and steps",
    "# only a comment": "g.yaml: the file is empty; write at least a title and steps",
    "a: b\x07c": "g.yaml:1:5: the control character U+0007 may not stand here; "
    "delete it; it is invisible, so delete and retype what stands around it",
    "a: x\nb: a\u202eb": "g.yaml:2:5: the control character U+202E may not stand here; "
    "delete it; it is invisible, so delete and retype what stands around it",
    'a: "\\0"': "g.yaml:1:4: the control character U+0000 may not stand here; delete its escape",
}


@pytest.mark.parametrize(("text", "message"), BROKEN.items(), ids=range(len(BROKEN)))
def test_each_rule_broken_once(text: str, message: str) -> None:
    assert told(text) == message


def test_a_wrong_escape_is_told_where_it_stands() -> None:
    assert "an unknown escape after \\ in double quotes; write \\\\ for a backslash, or use single quotes" in told(
        'a: "\\*"'
    )


def test_all_problems_come_at_once_in_order() -> None:
    lines = told("a: !x y\na: b\nc: *d\n").splitlines()
    assert [line.split(": ")[0] for line in lines] == ["g.yaml:1:4", "g.yaml:2:1", "g.yaml:3:4"]


EXCESS = "the file is nested or repeated to excess; at most 20 levels and 20000 values"
LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{n}: &{n} [{','.join(['*' + p] * 9)}]\n" for p, n in zip("abcdef", "bcdefg", strict=True)
)


@pytest.mark.parametrize("text", ["[" * 21 + "]" * 21, LAUGHS, "- x\n" * 20_000], ids=["deep", "laughs", "long"])
def test_excess_is_refused(text: str) -> None:
    assert told(text).endswith(EXCESS)


def test_what_is_just_not_excess() -> None:
    assert plain(parse("[" * 20 + "]" * 20, "g"))
    assert len(parse("- x\n" * 19_999, "g").items) == 19_999  # type: ignore[union-attr]


def test_an_alias_counts_its_depth() -> None:
    deep = "a: &a " + "[" * 12 + "]" * 12 + "\nb: " + "[" * 12 + "*a" + "]" * 12
    assert told(deep).endswith(EXCESS)


def test_an_alias_says_what_its_anchor_said() -> None:
    assert plain(parse("a: &n [x]\nb: *n\n", "g")) == {"a": ["x"], "b": ["x"]}


def test_a_file_with_a_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "g.yaml"
    path.write_bytes("\ufefftitle: Xã\r\nb: y\r\n".encode())
    root = read(path)
    assert plain(root) == {"title": "Xã", "b": "y"}
    assert isinstance(root, Mapping)
    assert root.entries[1][0].where.line == 2


def test_bytes_that_are_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "g.yaml"
    path.write_bytes("a: x\nb: Xã ".encode() + b"\xe3o")
    with pytest.raises(SourceError) as caught:
        read(path)
    assert str(caught.value) == f"{path}:2:7: this byte is not UTF-8: 0xE3; save the file with the encoding UTF-8"


def test_a_file_over_a_mebibyte(tmp_path: Path) -> None:
    path = tmp_path / "g.yaml"
    path.write_bytes(b"a: " + b"x" * 1024 * 1024)
    with pytest.raises(SourceError, match="the file is larger than 1 MiB; split it into several"):
        read(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read(tmp_path / "none.yaml")


@given(st.text(alphabet=st.characters(codec="utf-8")) | st.text("ab:-*&![]{}\"'#|>%@` \n\t,?\\x"))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(SourceError):  # and nothing else
        assert parse(text, "g")


TEXTS = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x1EF9, exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf"]),
    min_size=1,
)
TREES = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS.filter(str.strip), inner, max_size=3),
    max_leaves=8,
)


@given(TREES)
def test_what_another_writer_wrote_reads_back(tree: object) -> None:
    assert plain(parse(yaml.safe_dump({"root": tree}, allow_unicode=True, default_style='"'), "g")) == {"root": tree}
