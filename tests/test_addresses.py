"""Addresses: where one ends in running text, whether its host can be one, and the one string that opens it."""

import pytest

from printkit.addresses import ascii_form, shown, unicode_host
from printkit.errors import Where
from printkit.inline import parse, plain, section_addresses
from printkit.model import Address, Link, Section
from printkit.urls import is_host, url_fault

HERE = Where("g.yaml", 3, 5)

# A text, the address in it as written, and the words that follow as they print.
TEXTS = {
    "Mở https://dichvucong.gov.vn,rồi chọn": ("https://dichvucong.gov.vn", ",rồi chọn"),
    "Mở https://dichvucong.gov.vn;rồi": ("https://dichvucong.gov.vn", ";rồi"),
    "Mở https://dichvucong.gov.vn, rồi": ("https://dichvucong.gov.vn", ", rồi"),
    "Mở https://dichvucong.gov.vn.": ("https://dichvucong.gov.vn", "."),
    "Mở https://dichvucong.gov.vn...": ("https://dichvucong.gov.vn", "..."),
    "Mở https://dichvucong.gov.vn…rồi": ("https://dichvucong.gov.vn", "…rồi"),
    "Mở https://dichvucong.gov.vn...rồi": ("https://dichvucong.gov.vn", "...rồi"),
    "Mở https://dichvucong.gov.vn!": ("https://dichvucong.gov.vn", "!"),
    "Mở https://dichvucong.gov.vn:": ("https://dichvucong.gov.vn", ":"),
    "Mở https://dichvucong.gov.vn:chọn": ("https://dichvucong.gov.vn", ":chọn"),
    "Mở https://dichvucong.gov.vn: chọn": ("https://dichvucong.gov.vn", ": chọn"),
    "Mở https://dichvucong.gov.vn)rồi": ("https://dichvucong.gov.vn", ")rồi"),
    "(https://dichvucong.gov.vn)": ("https://dichvucong.gov.vn", ")"),
    "[https://dichvucong.gov.vn]": ("https://dichvucong.gov.vn", "]"),
    "“https://dichvucong.gov.vn”.": ("https://dichvucong.gov.vn", "”."),
    "«https://dichvucong.gov.vn»": ("https://dichvucong.gov.vn", "»"),
    '"https://dichvucong.gov.vn"': ("https://dichvucong.gov.vn", '"'),
    "'https://dichvucong.gov.vn'": ("https://dichvucong.gov.vn", "'"),
    "https://dichvucong.gov.vn–rồi": ("https://dichvucong.gov.vn", "–rồi"),
    "https://dichvucong.gov.vn- rồi": ("https://dichvucong.gov.vn", "- rồi"),
    "_https://dichvucong.gov.vn_": ("https://dichvucong.gov.vn", "_"),
    "*https://dichvucong.gov.vn*": ("https://dichvucong.gov.vn", "*"),
    "https://dichvucong.gov.vn&rồi": ("https://dichvucong.gov.vn", "&rồi"),
    "https://dichvucong.gov.vn=1": ("https://dichvucong.gov.vn", "=1"),
    "https://dichvucong.gov.vn+1": ("https://dichvucong.gov.vn", "+1"),
    "https://dichvucong.gov.vn->Đăng nhập": ("https://dichvucong.gov.vn", "→Đăng nhập"),
    "https://dichvucong.gov.vn→Đăng nhập": ("https://dichvucong.gov.vn", "→Đăng nhập"),
    "**https://dichvucong.gov.vn**,rồi": ("https://dichvucong.gov.vn", ",rồi"),
    "https://dichvucong.gov.vn/": ("https://dichvucong.gov.vn/", ""),
    "https://dichvucong.gov.vn/.": ("https://dichvucong.gov.vn/", "."),
    "https://dichvucong.gov.vn./x": ("https://dichvucong.gov.vn./x", ""),
    "https://dichvucong.gov.vn:8443": ("https://dichvucong.gov.vn:8443", ""),
    "https://dichvucong.gov.vn:8443.": ("https://dichvucong.gov.vn:8443", "."),
    "https://dichvucong.gov.vn:8443,rồi": ("https://dichvucong.gov.vn:8443", ",rồi"),
    "https://dichvucong.gov.vn:8443/x?y.": ("https://dichvucong.gov.vn:8443/x?y", "."),
    "https://huế.vn,rồi": ("https://huế.vn", ",rồi"),
    "https://a.vn?a=b": ("https://a.vn?a=b", ""),
    "https://a.vn?a=b, rồi": ("https://a.vn?a=b", ", rồi"),
    "https://a.vn/?a=b&c=d;v=2": ("https://a.vn/?a=b&c=d;v=2", ""),
    "https://a.vn/x;v=2": ("https://a.vn/x;v=2", ""),
    "https://a.vn/x;v=2;": ("https://a.vn/x;v=2", ";"),
    "https://vi.wikipedia.org/wiki/Trang:Việt_Nam": ("https://vi.wikipedia.org/wiki/Trang:Việt_Nam", ""),
    "https://vi.wikipedia.org/wiki/Trang:Việt_Nam:": ("https://vi.wikipedia.org/wiki/Trang:Việt_Nam", ":"),
    "https://a.vn/Huế_(x)": ("https://a.vn/Huế_(x)", ""),
    "(https://a.vn/Huế_(x))": ("https://a.vn/Huế_(x)", ")"),
    "(xem https://a.vn/x)rồi": ("https://a.vn/x", ")rồi"),
    "“https://a.vn/x”–rồi": ("https://a.vn/x", "”–rồi"),
    '"https://a.vn/x"–rồi': ("https://a.vn/x", '"–rồi'),
    "https://a.vn/x)y": ("https://a.vn/x)y", ""),
    "https://a.vn/x]y": ("https://a.vn/x]y", ""),
    "https://a.vn/x’y": ("https://a.vn/x’y", ""),
    "https://a.vn/x”y": ("https://a.vn/x”y", ""),
    "https://a.vn/x).": ("https://a.vn/x", ")."),
    "https://a.vn/x?!": ("https://a.vn/x", "?!"),
    "https://a.vn/x?!y": ("https://a.vn/x?!y", ""),
    "https://a.vn/x,rồi": ("https://a.vn/x,rồi", ""),
    "https://a.vn/x.rồi": ("https://a.vn/x.rồi", ""),
    "https://a.vn/x,": ("https://a.vn/x", ","),
    "https://a.vn/x.,;": ("https://a.vn/x", ".,;"),
    "https://a.vn/#!/x": ("https://a.vn/#!/x", ""),
    "https://a.vn#!/x.": ("https://a.vn#!/x", "."),
    "https://a.vn/x%20y.": ("https://a.vn/x%20y", "."),
    "https://a.vn/x<b>": ("https://a.vn/x", "<b>"),
    "https://a.vn/x\u202ey": ("https://a.vn/x", "\u202ey"),
    "https://a.vn/x“y”": ("https://a.vn/x", "“y”"),
    "https://10.0.0.1:8080/x.": ("https://10.0.0.1:8080/x", "."),
    "http://[::1]:8/x,rồi": ("http://[::1]:8/x,rồi", ""),
    "https://bank.vn@evil.vn,rồi": ("https://bank.vn@evil.vn", ",rồi"),
    "mailto:motcua@bensen.example.vn,rồi": ("mailto:motcua@bensen.example.vn", ",rồi"),
    "mailto:motcua@bensen.example.vn?subject=Hẹn.": ("mailto:motcua@bensen.example.vn?subject=Hẹn", "."),
    "tel:0234.355.0101.": ("tel:0234.355.0101", "."),
    "(tel:0234.355.0101)": ("tel:0234.355.0101", ")"),
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.items(), ids=repr)
def test_where_an_address_ends(text: str, expected: tuple[str, str]) -> None:
    pieces, problems = parse(text, HERE)
    assert problems == ()
    index = next(index for index, piece in enumerate(pieces) if isinstance(piece, Address))
    address = pieces[index]
    assert isinstance(address, Address)
    assert (address.url, plain(pieces[index + 1 :])) == expected


HOSTS = {
    "dichvucong.gov.vn": True,
    "DICHVUCONG.GOV.VN.": True,
    "cổng.gov.vn": True,
    "xn--cng-qmz.vn": True,
    "localhost": True,
    "192.168.1.1": True,
    "a" * 63 + ".vn": True,
    "a" * 64 + ".vn": False,
    ".".join(["a" * 60] * 5): False,
    "ổ" * 60 + ".vn": False,
    "my_site.vn": False,
    "-a.vn": False,
    "a-.vn": False,
    "a..vn": False,
    "xn--zzzz.vn": False,
    "999.1.1.1": False,
    "1.2": False,
}


@pytest.mark.parametrize(("name", "good"), HOSTS.items(), ids=lambda value: str(value)[:30])
def test_what_can_be_a_host(name: str, good: bool) -> None:
    assert is_host(name) == good
    assert (url_fault(f"https://{name}/x") is None) == good


FAULTS = {
    "https://my_site.vn/x": "“my_site.vn” can be no host, in the address https://my_site.vn/x",
    "https://a.vn:99999": "the address https://a.vn:99999 names the port 99999; the last there is has the number 65535",
}


@pytest.mark.parametrize(("url", "message"), FAULTS.items())
def test_a_host_that_is_none_is_an_error_in_links_and_in_text(url: str, message: str) -> None:
    fault = url_fault(url)
    assert fault
    assert fault[0] == message
    assert [problem.message for problem in parse(f"Mở {url}, rồi bấm.", HERE)[1]] == [message]


FORMS = {  # as written: what is opened, and what prints
    "https://a.vn": ("https://a.vn", "a.vn"),
    "https://a.vn/": ("https://a.vn", "a.vn"),
    "https://a.vn.": ("https://a.vn", "a.vn"),
    "https://a.vn./": ("https://a.vn", "a.vn"),
    "HTTPS://A.VN/": ("https://a.vn", "A.VN"),
    "HTTPS://A.vn/TRA-CUU": ("https://a.vn/TRA-CUU", "A.vn/TRA-CUU"),
    "https://a.vn/x/": ("https://a.vn/x/", "a.vn/x"),
    "https://huonggiang.gov.vn/van-ban/Hướng-dẫn.pdf": (
        "https://huonggiang.gov.vn/van-ban/H%C6%B0%E1%BB%9Bng-d%E1%BA%ABn.pdf",
        "huonggiang.gov.vn/van-ban/Hướng-dẫn.pdf",
    ),
    "https://huonggiang.gov.vn/van-ban/H%c6%b0%E1%BB%9Bng-d%E1%BA%ABn.pdf": (
        "https://huonggiang.gov.vn/van-ban/H%C6%B0%E1%BB%9Bng-d%E1%BA%ABn.pdf",
        "huonggiang.gov.vn/van-ban/Hướng-dẫn.pdf",
    ),
    "https://a.vn/tim?q=%23thủ%7Ctục#mục-2": (
        "https://a.vn/tim?q=%23th%E1%BB%A7%7Ct%E1%BB%A5c#m%E1%BB%A5c-2",
        "a.vn/tim?q=%23thủ%7Ctục#mục-2",
    ),
    "https://a.vn/x%20y": ("https://a.vn/x%20y", "a.vn/x%20y"),
    "https://a.vn/100%": ("https://a.vn/100%25", "a.vn/100%"),
    "https://a.vn/%E4%B8%AD": ("https://a.vn/%E4%B8%AD", "a.vn/%E4%B8%AD"),
    "https://a.vn/%FF": ("https://a.vn/%FF", "a.vn/%FF"),
    "https://cổng.vn/x": ("https://xn--cng-qmz.vn/x", "cổng.vn/x"),
    "https://CỔNG.vn": ("https://xn--cng-qmz.vn", "CỔNG.vn"),
    "https://xn--cng-qmz.vn": ("https://xn--cng-qmz.vn", "xn--cng-qmz.vn"),
    "https://a.vn:8443/#!/x;v=2,(y)": ("https://a.vn:8443/#!/x;v=2,(y)", "a.vn:8443/#!/x;v=2,(y)"),
    "http://[::1]:80/": ("http://[::1]:80", "[::1]:80"),
    "tel:0912345678": ("tel:0912345678", "0912 345 678"),
    "tel:0234.355.0101": ("tel:0234.355.0101", "0234.355.0101"),
    "mailto:a@b.vn?subject=Xin chào": ("mailto:a@b.vn?subject=Xin%20ch%C3%A0o", "a@b.vn"),
}


@pytest.mark.parametrize(("url", "forms"), FORMS.items(), ids=repr)
def test_both_forms_of_an_address(url: str, forms: tuple[str, str]) -> None:
    assert (ascii_form(url), shown(url)) == forms
    assert ascii_form(ascii_form(url)) == ascii_form(url)


@pytest.mark.parametrize("other", ["https://a.vn/", "https://a.vn.", "https://a.vn./", "https://A.VN", "HTTPS://a.vn"])
def test_one_address_written_otherwise_has_one_code(other: str) -> None:
    links = (Link("https://a.vn"), Link(other), Link("https://a.vn/x"))
    assert [link.url for link in section_addresses(Section((), "a", links=links))] == ["https://a.vn", "https://a.vn/x"]


def test_letters_of_a_host_are_one_code_with_their_ascii_form() -> None:
    links = (Link("https://cổng.vn/Huế"), Link("https://xn--cng-qmz.vn/Hu%E1%BA%BF"))
    assert len(section_addresses(Section((), "a", links=links))) == 1
    assert unicode_host("xn--cng-qmz.vn") == "cổng.vn"


def test_a_space_in_a_path_is_shown_mended() -> None:
    fault = url_fault("https://huonggiang.gov.vn/van-ban/Hướng dẫn.pdf")
    assert fault
    assert fault[1] == "write https://huonggiang.gov.vn/van-ban/Hướng%20dẫn.pdf"
