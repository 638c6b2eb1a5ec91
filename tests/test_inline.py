"""Inline marks: what becomes of them, and that nothing else is one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printkit.addresses import host, is_web, shown
from printkit.errors import Where
from printkit.inline import (
    clean,
    escape,
    guide_addresses,
    headline_and_detail,
    option_addresses,
    parse,
    plain,
    section_addresses,
)
from printkit.model import Address, Arrow, Field, Guide, Hotline, Inline, Link, Option, Section, Step, Words
from printkit.urls import ARROWS, BULLETS, url_fault

HERE = Where("g.yaml", 3, 5)


def rich(text: str) -> tuple[Inline, ...]:
    pieces, problems = parse(text, HERE)
    assert problems == ()
    return pieces


def told(text: str) -> list[str]:
    return [str(problem) for problem in parse(text, HERE)[1]]


MARKS: dict[str, tuple[Inline, ...]] = {
    "": (),
    "Chọn **Ghi nhận**.": (Words("Chọn "), Words("Ghi nhận", True), Words(".")),
    "**A** -> **B**": (Words("A", True), Words(" "), Arrow(), Words(" "), Words("B", True)),
    "A → B": (Words("A "), Arrow(), Words(" B")),
    "**A -> B**": (Words("A ", True), Arrow(), Words(" B", True)),
    "<b>x</b> &amp; ${x} *y* _z_ `q` # {a}": (Words("<b>x</b> &amp; ${x} *y* _z_ `q` # {a}"),),
    r"\*\* \{{x}} \-> \\ \n": (Words("** {{x}} -> \\ \\n"),),
    "2 * 3 * 4": (Words("2 * 3 * 4"),),
    "{{ward.name}}": (Field("ward.name"),),
    "**{{ ward.so-nha }}**": (Field("ward.so-nha", True),),
    "{{guide.title}}!": (Field("guide.title"), Words("!")),
    "a \n\t b": (Words("a b"),),
    "a\u00a0 b": (Words("a\u00a0 b"),),
    "Ba To\u031b": (Words("Ba Tơ"),),
}


@pytest.mark.parametrize(("text", "pieces"), MARKS.items(), ids=repr)
def test_marks(text: str, pieces: tuple[Inline, ...]) -> None:
    assert rich(text) == pieces


ADDRESSES = {
    "Vào https://a.vn.": ("https://a.vn", "."),
    "Vào https://a.vn/x?y=1&z=2, rồi": ("https://a.vn/x?y=1&z=2", ", rồi"),
    "(https://a.vn/x)": ("https://a.vn/x", ")"),
    "https://a.vn/x_(y)": ("https://a.vn/x_(y)", ""),
    "(https://a.vn/x_(y)).": ("https://a.vn/x_(y)", ")."),
    "“https://a.vn”": ("https://a.vn", "”"),
    "https://a.vn/…": ("https://a.vn/", "…"),
    "https://a.vn/x!?'": ("https://a.vn/x", "!?'"),
    "**https://a.vn**": ("https://a.vn", ""),
    "https://a.vn->": ("https://a.vn", "→"),
    "HTTPS://A.vn": ("HTTPS://A.vn", ""),
    "http://[::1]:8/x": ("http://[::1]:8/x", ""),
    "mailto:a@b.vn,": ("mailto:a@b.vn", ","),
    "tel:19009068.": ("tel:19009068", "."),
    "tel:+84-28.12,": ("tel:+84-28.12", ","),
    "https://a.vn\u200b x": ("https://a.vn", "\u200b x"),
}


@pytest.mark.parametrize(("text", "expected"), ADDRESSES.items(), ids=repr)
def test_an_address_ends_before_what_closes_the_sentence(text: str, expected: tuple[str, str]) -> None:
    pieces = rich(text)
    index = next(index for index, piece in enumerate(pieces) if isinstance(piece, Address))
    address = pieces[index]
    assert isinstance(address, Address)
    assert (address.url, plain(pieces[index + 1 :])) == expected


@pytest.mark.parametrize(
    "text", ["https://", "xhttps://a.vn", "Hotel:12", "tel: 19", "mailto: a@b", "a@b.vn", "www.a.vn", "ftp://a"]
)
def test_what_is_no_address_prints_as_typed(text: str) -> None:
    assert rich(text) == (Words(text),)


def test_an_address_in_bold_is_bold() -> None:
    assert rich("trang **https://a.vn**.") == (Words("trang "), Address("https://a.vn", True), Words("."))


BOLD = "write **text** for bold, or \\* to print an asterisk"
ODD = "write {{ward.name}} or {{guide.title}}, or \\{ to print a brace"
FAULTS = {
    "Chọn **Ghi": f"g.yaml:3:5: `**` opens and never closes; {BOLD}",
    "**a** b **": f"g.yaml:3:5: `**` opens and never closes; {BOLD}",
    "mã ****": f"g.yaml:3:5: `**` marks nothing here; {BOLD}",
    "mã ** **": f"g.yaml:3:5: `**` marks nothing here; {BOLD}",
    "{{name}}": f"g.yaml:3:5: {{{{name}}}} is no placeholder; {ODD}",
    "{{ward.Tên}}": "g.yaml:3:5: {{ward.Tên}} is no placeholder; the column “Tên” is {{ward.name}}",
    "{{ward.name": f"g.yaml:3:5: {{{{ is no placeholder; {ODD}",
    "{{{ward.name}}}": f"g.yaml:3:5: {{{{ is no placeholder; {ODD}",
    "{{guide.phone}}": "g.yaml:3:5: {{guide.phone}} is unknown; known are title, kicker, issuer, hotline, updated",
    "https://a.vn/{{ward.code}}": "g.yaml:3:5: an address cannot hold a placeholder: https://a.vn/; "
    "write the whole address, or put a space between them",
}


@pytest.mark.parametrize(("text", "message"), FAULTS.items(), ids=repr)
def test_each_fault(text: str, message: str) -> None:
    assert told(text) == [message]


COPY = "copy it again from the browser, without spaces or quotation marks"
URL_FAULTS = {
    "javascript:alert(1)": "addresses with javascript: are not taken; use https, http, mailto or tel",
    "ftp://a.vn": "addresses with ftp: are not taken; use https, http, mailto or tel",
    "file:///etc/passwd": "addresses with file: are not taken; use https, http, mailto or tel",
    "data:text/html,x": "addresses with data: are not taken; use https, http, mailto or tel",
    "www.a.vn": "“www.a.vn” is no address; write https://www.a.vn",
    "a.vn:8080/x": "“a.vn:8080/x” is no address; write https://a.vn:8080/x",
    "Zalo": "“Zalo” is no address; write https://…",
    "https://a.vn/{{ward.code}}": "an address cannot hold a placeholder: https://a.vn/{{ward.code}}; "
    "write the whole address",
    "https://": "the address https:// is broken; " + COPY,
    "https://a b": "the address https://a b is broken; " + COPY,
    'https://a.vn/"x': 'the address https://a.vn/"x is broken; ' + COPY,
    "https://:80/": "the address https://:80/ is broken; " + COPY,
    "tel:abc": "the address tel:abc is broken; " + COPY,
}


@pytest.mark.parametrize(("url", "message"), URL_FAULTS.items(), ids=repr)
def test_each_broken_address(url: str, message: str) -> None:
    fault = url_fault(url)
    assert "; ".join(fault or ()) == message


@pytest.mark.parametrize(
    "url",
    [
        "https://a.vn",
        "http://localhost:8/x?y#z",
        "https://vi.wikipedia.org/wiki/Huế",
        "tel:113",
        "mailto:a@b.vn?subject=x",
    ],
)
def test_good_addresses(url: str) -> None:
    assert url_fault(url) is None


def test_shown_and_host() -> None:
    assert [shown(url) for url in ("https://www.a.vn/", "HTTP://a.vn/x/", "tel:113", "mailto:a@b.vn")] == [
        "www.a.vn",
        "a.vn/x",
        "113",
        "a@b.vn",
    ]
    urls = ("https://www.a.vn/x", "https://bank.vn@evil.vn:8080?x", "http://a.vn#y", "https://[::1]:80/", "tel:113")
    assert [host(url) for url in urls] == ["www.a.vn", "evil.vn", "a.vn", "[::1]", "113"]
    assert [is_web(url) for url in ("HTTPS://a", "http://a", "tel:1", "mailto:a@b")] == [True, True, False, False]


def test_plain_is_what_prints() -> None:
    assert plain(rich("**Vào** https://a.vn/ -> {{ward.name}}")) == "Vào a.vn → {{ward.name}}"


HEADLINES = {
    "Chọn **Thông tin tài khoản**.": ("Chọn Thông tin tài khoản", ""),
    "Nhập email. Sau đó, bấm **Ghi nhận**.": ("Nhập email", "Sau đó, bấm Ghi nhận."),
    "Xong chưa? Bấm tiếp.": ("Xong chưa?", "Bấm tiếp."),
    "Đến TP. Thủ Đức. Hỏi Q. Bình Thạnh.": ("Đến TP. Thủ Đức", "Hỏi Q. Bình Thạnh."),
    "1. Mở ứng dụng. Bấm tiếp.": ("1. Mở ứng dụng", "Bấm tiếp."),
    "Bấm phím 1. Sau đó chờ.": ("Bấm phím 1", "Sau đó chờ."),
    "Gọi 1900.9068. Chọn nhánh 8.": ("Gọi 1900.9068", "Chọn nhánh 8."),
    "Vào https://a.vn/x.y rồi bấm. Chờ.": ("Vào a.vn/x.y rồi bấm", "Chờ."),
    "Vào https://a.vn. Chọn **Cá nhân**.": ("Vào a.vn", "Chọn Cá nhân."),
    "Bấm **Xong. Tiếp** ngay. Chờ.": ("Bấm Xong. Tiếp ngay", "Chờ."),
    "Email, số điện thoại… rồi bấm. Chờ.": ("Email, số điện thoại… rồi bấm", "Chờ."),
    "Đọc “Xong.” Rồi chờ.": ("Đọc “Xong.”", "Rồi chờ."),
    "Mở trang. https://a.vn": ("Mở trang", "a.vn"),
    "Chờ...": ("Chờ...", ""),
    "Email, v.v.": ("Email, v.v.", ""),
    "a" * 60 + ". Chờ.": ("a" * 60, "Chờ."),
    "a" * 61 + ". Chờ.": ("", "a" * 61 + ". Chờ."),
    "a" * 61: ("", "a" * 61),
}


@pytest.mark.parametrize(("text", "expected"), HEADLINES.items(), ids=lambda value: str(value)[:20])
def test_headline_and_detail(text: str, expected: tuple[str, str]) -> None:
    head, detail = headline_and_detail(Step(rich(text)))
    assert (plain(head), plain(detail)) == expected


def test_a_text_with_a_detail_is_a_headline_of_any_length() -> None:
    step = Step(rich("Câu một. " + "a" * 80 + "."), rich("Chi tiết."))
    assert tuple(map(plain, headline_and_detail(step))) == ("Câu một. " + "a" * 80, "Chi tiết.")


def test_every_address_of_a_section_once_in_reading_order() -> None:
    section = Section(
        rich("A"),
        "a",
        when=rich("https://1.vn"),
        requires=rich("https://2.vn"),
        prepare=(rich("https://3.vn"),),
        steps=(
            Step(
                rich("https://4.vn https://2.vn/"),
                rich("https://5.vn"),
                rich("https://6.vn"),
                rich("https://7.vn"),
                (Link("https://8.vn"),),
            ),
        ),
        options=(
            Option(
                rich("b"),
                rich("https://9.vn"),
                rich("https://10.vn"),
                (Step(rich("https://11.vn")),),
                (Link("https://12.vn"),),
            ),
        ),
        links=(
            Link("https://13.vn"),
            Link("https://5.vn", rich("Năm")),
            Link("tel:113"),
            Link("https://8.vn", rich("Tám")),
        ),
        notes=(rich("https://14.vn mailto:a@b.vn"),),
    )
    found = section_addresses(section)
    order = [1, 2, 3, 4, 5, 6, 7, 8, 10, 9, 11, 12, 13, 14]
    assert [link.url for link in found] == [f"https://{number}.vn" for number in order]
    assert {link.url: plain(link.label) for link in found if link.label} == {
        "https://5.vn": "Năm",
        "https://8.vn": "Tám",
    }
    assert [link.url for link in option_addresses(section.options[0])] == [
        f"https://{number}.vn" for number in (10, 9, 11, 12)
    ]


def test_the_first_label_wins_and_spellings_of_one_address_are_one() -> None:
    links = (
        Link("https://A.vn/", rich("Một")),
        Link("https://a.vn", rich("Hai")),
        Link("https://a.vn/X"),
        Link("https://a.vn/x"),
    )
    found = section_addresses(Section((), "a", links=links))
    assert [(link.url, plain(link.label)) for link in found] == [
        ("https://A.vn/", "Một"),
        ("https://a.vn/X", ""),
        ("https://a.vn/x", ""),
    ]


def test_the_addresses_of_a_guide_are_its_own() -> None:
    section = Section((), "a", links=(Link("https://1.vn"),))
    guide = Guide(
        "g",
        rich("G"),
        (section,),
        links=(Link("https://2.vn"),),
        hotline=Hotline("1", "tel:1", (), rich("https://3.vn")),
    )
    assert [link.url for link in guide_addresses(guide)] == ["https://2.vn", "https://3.vn"]


@given(st.text() | st.text("*{}->\\ ab.w:/1\u2192"))
def test_any_text_parses_and_parses_to_clean_text(text: str) -> None:
    pieces, _problems = parse(text, HERE)
    assert all(piece.text for piece in pieces if isinstance(piece, Words))
    assert plain(pieces) == clean(plain(pieces)) or "\\" in text or "*" in text


@given(
    st.text(st.characters(codec="utf-8", exclude_characters=f"{ARROWS}{BULLETS}№")).map(clean)
    | st.text("*{}->\\ ab").map(clean)
)
def test_an_escaped_text_prints_as_it_was(text: str) -> None:
    if "://" not in text and "tel:" not in text.lower() and "mailto:" not in text.lower():
        assert rich(escape(text)) == ((Words(text),) if text else ())


@given(st.text("ab.! *→Ab1"))
def test_headline_and_detail_lose_no_word(text: str) -> None:
    pieces = parse(text, HERE)[0]
    head, detail = headline_and_detail(Step(pieces))
    assert "".join((plain(head) + plain(detail)).split()).replace(".", "") == "".join(plain(pieces).split()).replace(
        ".", ""
    )
