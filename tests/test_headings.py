"""Headings as offices write them, and the field that each names; those that must name none."""

import pytest

from printkit.wardlist.headings import understood

FIELDS = (
    ("Tên Xã, Phường, Đặc khu (sau sắp xếp)", "name"),
    ("Tên Xã/Phường", "name"),
    ("Phường Xã", "name"),
    ("Xã, phường, thị trấn", "name"),
    ("Tên đơn vị hành chính cấp xã", "name"),
    ("Đơn vị", "name"),
    ("long_ward", "name"),
    ("TenPhuong", "name"),
    ("ten xa phuong", "name"),
    ("Tên Trung tâm Phục vụ hành chính công", "name"),
    ("Tên xã trước sắp xếp", "name"),
    ("UBND xã, phường", "name"),
    ("Thôn/Tổ dân phố", "hamlet"),
    ("Tên thôn", "hamlet"),
    ("Khu phố", "hamlet"),
    ("Xã quản lý", "parent"),
    ("Mã PX", "code"),
    ("ward_code", "code"),
    ("Mã xã/phường", "code"),
    ("MÃ ĐVHC", "code"),
    ("Ma", "code"),
    ("Tỉnh Thành Phố", "province"),
    ("Tỉnh/TP", "province"),
    ("Tên tỉnh", "province"),
    ("long_province", "province"),
    ("Quận/Huyện", "district"),
    ("STT", "order"),
    ("TT", "order"),
    ("Địa chỉ trụ sở", "address"),
    ("DIA CHI", "address"),
    ("Trụ sở làm việc", "address"),
    ("Địa chỉ nơi làm việc của Bộ phận Một cửa", "address"),
    ("Số điện thoại liên hệ", "phone"),
    ("Điện thọai", "phone"),  # the tone on the wrong vowel, as many type it
    ("Dien thoai", "phone"),
    ("SĐT", "phone"),
    ("ĐT cơ quan", "phone"),
    ("Số ĐT một cửa", "phone"),
    ("sodienthoai", "phone"),
    ("Điện thoại/Zalo", "phone"),
    ("SĐT Bộ phận TN&TKQ", "phone"),
    ("Đường dây nóng", "hotline"),
    ("Hotline", "hotline"),
    ("Thời gian làm việc", "hours"),
    ("Giờ làm việc", "hours"),
    ("Địa chỉ email", "email"),
    ("Thư điện tử công vụ", "email"),
    ("E-mail", "email"),
    ("Trang thông tin điện tử", "url"),
    ("Website/Cổng TTĐT", "url"),
    ("Zalo", "url"),
    ("Cơ quan ban hành", "issuer"),
)
NONE = (
    "Tên tiếng Anh",
    "Mã TP",
    "Mã tỉnh",
    "Mã số thuế",
    "Mã bưu chính",
    "Mã QR",
    "Tên đường",
    "Tọa Độ",
    "Cấp",
    "Dân số",
    "Diện tích (km2)",
    "Fax",
    "Ghi chú",
    "Số thôn",
    "Số nhà",
    "Tính chất",  # no “Tỉnh”: an accent that is written counts
    "Ma tuý",
    "Bàn ghế",
    "DANH SÁCH XÃ, PHƯỜNG THUỘC TỈNH TRÀ LINH",
    "x" * 500,
)
PERSONS = (
    "Số điện thoại Chủ tịch",
    "Họ và tên",
    "Tên lãnh đạo",
    "Người phụ trách",
    "Cán bộ một cửa",
    "Điện thoại nhà riêng",
    "Tên đăng nhập",
    "Mật khẩu",
    "Ngày sinh",
    "Số CCCD",
    "SĐT Bí thư",
    "Email cá nhân",
)
OTHERS = ("Điện thoại Công an xã", "SĐT trạm y tế", "Địa chỉ nhà trường")


@pytest.mark.parametrize(("text", "field"), FIELDS)
def test_a_heading_names_its_field(text: str, field: str) -> None:
    heading = understood(text)
    assert heading.senses
    assert heading.senses[0].field == field
    assert not heading.is_personal


@pytest.mark.parametrize("text", NONE)
def test_a_heading_of_something_else_names_none(text: str) -> None:
    heading = understood(text)
    assert (heading.senses, heading.is_personal) == ((), False)


@pytest.mark.parametrize("text", PERSONS)
def test_a_person_or_a_secret_is_never_a_contact(text: str) -> None:
    heading = understood(text)
    assert (heading.senses, heading.is_personal) == ((), True)


@pytest.mark.parametrize("text", OTHERS)
def test_another_bodys_telephone_is_not_the_wards(text: str) -> None:
    heading = understood(text)
    assert (heading.senses, heading.is_foreign) == ((), True)


def test_residents_are_no_person() -> None:
    assert understood("Số điện thoại tiếp công dân").senses[0].field == "phone"


@pytest.mark.parametrize(("better", "worse"), [("Tên mới", "Tên cũ"), ("Tên xã sau sắp xếp", "Tên xã trước sắp xếp")])
def test_what_is_now_wins_over_what_was(better: str, worse: str) -> None:
    assert understood(better).senses[0].rank < understood(worse).senses[0].rank


def test_sixty_headings_and_more() -> None:
    assert len(FIELDS) + len(NONE) + len(PERSONS) + len(OTHERS) > 80
