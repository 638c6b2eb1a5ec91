"""Printed words, what binds, and where addresses and numbers break."""

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printkit import words as module
from printkit.addresses import group_phone
from printkit.errors import SourceError
from printkit.marks import EDGE, FAST, FREE, LAST, SOFT, TIE
from printkit.words import Words, bind, break_address, foreign_words, languages, load_words

SHOWN = str.maketrans({EDGE: "|", TIE: "~", FAST: "_", SOFT: "¦", LAST: "¡"})
ALL = [load_words(lang) for lang in languages()]


def bound(text: str, *keep: str, lang: str = "vi") -> str:
    """Text with its marks made visible: `|` an edge, `~` a tie, `_` fast."""
    return bind(text, keep, load_words(lang)).translate(SHOWN)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vào App Store (iPhone) hoặc Google\u00a0Play", ["App Store", "iPhone", "Google\u00a0Play"]),
        ("app store, iPhones, MyiPhone", []),
        ("CH Play, email, VssID", []),
        ("", []),
    ],
)
def test_foreign_names(text: str, found: list[str]) -> None:
    words = load_words("vi")
    assert [text[start:end] for start, end, lang in foreign_words(text, words) if lang == "en"] == found
    assert not list(foreign_words(text, load_words("en")))


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Lấy lại mật khẩu", "Lấy~lại mật~khẩu"),
        ("tài khoản VssID", "tài~khoản|VssID"),
        ("Dịch vụ công quốc gia", "Dịch~vụ~công|quốc~gia"),
        ("ĐĂNG NHẬP QUA DỊCH VỤ CÔNG", "ĐĂNG~NHẬP QUA|DỊCH~VỤ~CÔNG"),
        ("Bảo hiểm xã hội số", "Bảo~hiểm|xã~hội số"),
        ("“Đăng ký tài khoản”, rồi", "“Đăng~ký tài~khoản”, rồi"),
        ("đăng. ký", "đăng. ký"),
        ("hải đăng ký tên", "hải đăng~ký tên"),
        ("xađăng ký", "xađăng ký"),
        ("Liên hệ cơ quan BHXH để hoàn tất", "Liên~hệ cơ~quan BHXH để|hoàn~tất"),
        ("gửi mã cho bạn.", "gửi mã cho~bạn."),
        ("cho bạn mã", "cho bạn mã"),
        ("để", "để"),
        ("", ""),
    ],
)
def test_compounds(text: str, marked: str) -> None:
    assert bound(text) == marked


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("chọn ở bước 5", "chọn ở~bước_5"),
        ("7 bước trên ứng dụng", "7_bước trên|ứng~dụng"),
        ("Cách 2, gọi nhánh 8", "Cách_2, gọi nhánh_8"),
        ("11 bước", "11_bước"),
        ("Trang 1/2", "Trang_1/2"),
        ("2 cách 5 bước", "2_cách 5_bước"),
        ("bước 5 trang 6", "bước_5 trang_6"),
        ("2 trang web", "2_trang~web"),
        ("ngày 5 tháng 11 năm 2025", "ngày_5 tháng_11 năm_2025"),
        ("nhánh số 8", "nhánh~số_8"),
        ("bước5 và 5cách", "bước5 và~5cách"),
        ("Gọi 028 3822 1234 nhé", "Gọi 028_3822_1234 nhé"),
        ("(028) 3822 1234", "(028)_3822_1234"),
        ("+84 28 3822 1234", "+84_28_3822_1234"),
        ("1900 9068, nhánh 8", "1900_9068,|nhánh_8"),
        ("Gọi 1900.9068 nhánh 8", "Gọi 1900.9068|nhánh_8"),
        ("dưới 250 m² thì", "dưới 250_m² thì"),
        ("phạt 2 triệu đồng thôi", "phạt 2_triệu_đồng thôi"),
        ("a\u00a0b c", "a_b c"),
        ("mật\u00a0khẩu của tôi ơi", "mật_khẩu của tôi ơi"),
    ],
)
def test_figures_and_numbers(text: str, marked: str) -> None:
    assert bound(text) == marked


def test_a_guide_adds_its_own() -> None:
    keep = ("Cổng  Dịch vụ công quốc gia", "VssID", "(máy Android)")
    assert bound("Vào Cổng dịch vụ công quốc gia xem", *keep) == "Vào Cổng|dịch~vụ~công|quốc~gia xem"
    assert bound("App Store (máy Android) hay", *keep) == "App~Store (máy~Android) hay"


def test_english() -> None:
    assert bound("In step 5, log in to the portal", lang="en") == "In step_5, log~in to the~portal"


@given(st.text(string.ascii_letters + " \u00a00123456789.,“”đĐİßướa"))
def test_binding_only_changes_spaces(text: str) -> None:
    for words in ALL:
        marked = bind(text, ("ab cd",), words)
        assert [FREE if c in (EDGE, TIE, FAST) else c for c in marked] == list(text.replace("\u00a0", " "))
        assert all(b == FAST for a, b in zip(text, marked, strict=True) if a == "\u00a0")


@given(st.lists(st.sampled_from([*load_words("vi").compounds, "và", "5", "bước", "xem"]), max_size=8))
def test_no_compound_is_left_open(parts: list[str]) -> None:
    text = "; ".join(parts)
    marked = bind(text, (), load_words("vi"))
    assert marked.split("; ") == [part for part in marked.split("; ") if FREE not in part]


@pytest.mark.parametrize(
    ("address", "marked"),
    [
        ("dichvucong.baohiemxahoi.gov.vn", "dichvucong.¦baohiemxahoi.¡gov.vn"),
        ("baohiemxahoi.gov.vn", "baohiemxahoi.¡gov.vn"),
        ("zalo.me", "zalo.me"),
        ("localhost", "localhost"),
        ("", ""),
        ("rd.zapps.vn/detail/118?id=d95&page=1", "rd.¦zapps.vn/¦detail/¦118?¦id=¦d95&¦page=1"),
        ("gov.vn/a/b/c/home", "gov.vn/¦a/b/¦c/home"),
        ("gov.vn/a", "gov.vn/a"),
        ("gov.vn/tin-tuc/", "gov.vn/¦tin-¦tuc/"),
        ("my-site.vn/xy", "my-site.vn/¦xy"),
        ("a.b.gov.vn", "a.b.¡gov.vn"),
        ("https://www.gov.vn/x1", "https://www.¡gov.vn/¦x1"),
        ("van.thu@phuong.hcm.gov.vn", "van.¦thu@phuong.¦hcm.¡gov.vn"),
        ("ubnd@gov.vn", "ubnd@gov.vn"),
        ("gov.vn/@ten", "gov.vn/¦@ten"),
    ],
)
def test_addresses(address: str, marked: str) -> None:
    assert break_address(address).translate(SHOWN) == marked


@given(st.text("abc/.-?&=@:", max_size=40))
def test_address_properties(address: str) -> None:
    marked = break_address(address)
    marked = marked.replace(LAST, SOFT)
    assert marked.replace(SOFT, "") == address
    assert break_address(marked) == marked
    if SOFT in marked:
        assert all(sum(c not in "/.-?&=" for c in part) >= 2 for part in marked.split(SOFT))
        assert all(part[-1] in "/.-?&=" for part in marked.split(SOFT)[:-1])


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("0912345678", "0912 345 678"),
        ("0351234567", "0351 234 567"),
        ("02838221234", "028 3822 1234"),
        ("0283822123", "028 3822 123"),
        ("19009068", "1900 9068"),
        ("18001091", "1800 1091"),
        ("1900.9068", "1900.9068"),
        ("028 3822 1234", "028 3822 1234"),
        ("0912.345.678", "0912.345.678"),
        ("+84912345678", "+84912345678"),
        ("1900545481", "1900545481"),
        ("113", "113"),
        ("", ""),
    ],
)
def test_phone_numbers(number: str, printed: str) -> None:
    assert group_phone(number) == printed


def test_languages_say_the_same_things() -> None:
    def holes(words: Words) -> dict[str, list[str]]:
        named = words.phrases._asdict().items()
        return {name: sorted(hole for _, hole, *_ in string.Formatter().parse(text) if hole) for name, text in named}

    vi = load_words("vi")
    assert [words.lang for words in ALL] == ["en", "vi"]
    for words in ALL:
        assert holes(words) == holes(vi)
        assert words.never_last
        assert words.figure_nouns
        assert all(text == " ".join(text.split()) for text in (*words.compounds, *words.phrases))
        assert len({compound.lower() for compound in words.compounds}) == len(words.compounds)


def test_counts_and_tags() -> None:
    assert load_words("vi-VN") == load_words("vi")
    assert [load_words("en").steps(n) for n in (1, 2)] == ["1 step", "2 steps"]
    assert [load_words("vi").options(n) for n in (1, 2)] == ["1 cách", "2 cách"]


def test_an_unknown_language() -> None:
    with pytest.raises(SourceError, match="use one of: en, vi"):
        load_words("fr")


def test_a_broken_file_says_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "xx.yaml"
    path.write_text("phrases: {prepare: [a], odd: b}\ncompounds: [c]\nnever_last: d\nmore: e\n", encoding="utf-8")
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    with pytest.raises(SourceError) as caught:
        load_words("xx")
    said = str(caught.value)
    for fault in ("`scan` is missing", "unknown key `odd`", "a text must", "a list must", "`figure_nouns`", "`more`"):
        assert fault in said
