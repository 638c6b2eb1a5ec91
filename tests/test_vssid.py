"""The sample guide says what the office wrote."""

from pathlib import Path

import pytest

from printkit.inline import headline_and_detail, plain, section_addresses
from printkit.model import Address, Guide, Hotline
from printkit.source.guide import read_guide

GUIDES = Path(__file__).parent.parent / "guides"


@pytest.fixture(scope="module")
def vssid() -> Guide:
    return read_guide(GUIDES / "vssid.yaml")


def test_the_vssid_guide_is_what_the_office_wrote(vssid: Guide) -> None:
    assert (plain(vssid.title), plain(vssid.kicker)) == ("Bốn việc với tài khoản VssID", "VssID – Bảo hiểm xã hội số")
    assert (plain(vssid.issuer), vssid.updated) == ("Phòng Văn hóa và Thông tin Quận", "11/2026")
    assert vssid.hotline == Hotline("1900.9068", "tel:19009068")
    ids = ["dang-ky", "doi-thong-tin", "mat-khau", "them-email"]
    assert [section.id for section in vssid.sections] == ids
    assert [section.icon for section in vssid.sections] == ["user-add", "pen", "lock", "mail"]
    assert [len(section.steps) for section in vssid.sections] == [7, 5, 0, 7]
    assert all(len(plain(section.question)) <= 30 for section in vssid.sections)


def test_the_vssid_addresses(vssid: Guide) -> None:
    zalo = "https://rd.zapps.vn/detail/1180496914654873996?id=d9541829876c6e32377d&pageId=1180496914654873996"
    portal = "https://dichvucong.baohiemxahoi.gov.vn"
    news = "https://baohiemxahoi.gov.vn/tintuc/Pages/chuyen-doi-so.aspx?ItemID=20777&CateID=0"
    found = [[link.url for link in section_addresses(section)] for section in vssid.sections]
    assert found == [[zalo], [portal], [portal, news], [portal]]
    labels = [plain(link.label) for section in vssid.sections for link in section_addresses(section) if link.label]
    assert labels == ["Bài hướng dẫn trên Zalo", "Hướng dẫn lấy lại mật khẩu"]
    written = [piece for option in vssid.sections[2].options for piece in option.text if isinstance(piece, Address)]
    assert written == [Address(portal, bold=True)]


def test_every_vssid_step_has_a_headline_and_only_option_two_names_the_branch(vssid: Guide) -> None:
    heads = [plain(headline_and_detail(step)[0]) for section in vssid.sections for step in section.steps]
    assert all(0 < len(head) <= 60 and not head.endswith(".") for head in heads)
    assert "nhánh 8" in plain(vssid.sections[2].options[1].text)
    assert repr(vssid).count("nhánh 8") == 1
