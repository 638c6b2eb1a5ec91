"""The words of headings: what offices call the columns of a ward list, and what must not be taken for one."""


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in text.split(","))


DISTRICT, ORDER, RESULT = "district", "order", "result"  # known columns that are no field of a ward

# Phrases by what they name. Order of words does not count; those of `NAMING` must be all that a heading says.
PHRASES: dict[str, tuple[str, ...]] = {
    "code": _phrases(
        """
        mã, mã số, mã px, mã xã, mã phường, mã phường xã, mã đvhc, mã đơn vị, mã đơn vị hành chính, mã đặc khu, mã
        thôn, mã tổ, mã ấp, mã địa phương, code, ward code, commune code, code ward
        """
    ),
    "name": _phrases(
        """
        tên, xã, phường, xã phường, phường xã thị trấn, phường xã đặc khu, px, tên px, tên xã, tên phường, tên
        phường xã, tên đặc khu, tên đơn vị, đơn vị, đơn vị hành chính, tên đơn vị hành chính, đvhc, tên đvhc, địa
        phương, tên địa phương, name, ward, ward name, commune, commune name, long ward, full name ward, cơ quan,
        tên cơ quan, ubnd, trung tâm phục vụ hành chính công, ubnd xã, ubnd phường, ubnd xã phường, ủy ban nhân dân
        xã phường, full name, tên đầy đủ
        """
    ),
    "hamlet": _phrases(
        """
        thôn, tên thôn, ấp, tên ấp, tổ, tên tổ, tổ dân phố, tên tổ dân phố, tdp, khu phố, tên khu phố, bản, tên bản,
        buôn, tên buôn, khóm, tên khóm, làng, thôn bản, thôn buôn, thôn ấp, thôn tổ dân phố, tên thôn tổ dân phố,
        thôn bản tổ dân phố, thôn khu phố, ấp khu phố, thôn tổ, hamlet, village
        """
    ),
    "parent": _phrases(
        """
        xã quản lý, phường quản lý, thuộc xã, thuộc phường, trực thuộc, trực thuộc xã, parent, đơn vị chủ quản,
        thuộc xã phường, trực thuộc xã phường, xã chủ quản
        """
    ),
    "province": _phrases(
        """
        tỉnh, thành phố, tỉnh thành, tỉnh thành phố, tp, tỉnh tp, tên tỉnh, tên thành phố, tên tp, tên tỉnh tp, tên
        tỉnh thành phố, province, province name, long province, city, province city, thuộc tỉnh, ttp
        """
    ),
    DISTRICT: _phrases(
        """
        huyện, quận, quận huyện, tên huyện, tên quận, tên quận huyện, district, district name, long district, huyện
        thị xã, huyện thành phố, quận huyện thị xã, huyện tp, huyện tx tp, huyện tx, thuộc huyện,
        huyện thị xã thành phố, tên huyện thị xã thành phố
        """
    ),
    RESULT: _phrases("kết quả"),
    ORDER: _phrases(
        """
        stt, tt, số tt, số thứ tự, thứ tự, no, stt xã
        """
    ),
    "address": _phrases(
        """
        địa chỉ, trụ sở, địa chỉ trụ sở, địa chỉ liên hệ, địa chỉ làm việc, địa điểm, nơi làm việc, địa điểm làm
        việc, address, office address, nơi tiếp nhận
        """
    ),
    "phone": _phrases(
        """
        điện thoại, số điện thoại, sđt, đt, số đt, điện thoại liên hệ, số điện thoại liên hệ, đtdđ, đtcđ, điện thoại
        cố định, điện thoại bàn, điện thoại di động, phone, phone number, telephone, tel, mobile, số máy, điện thoại
        zalo, số trực, điện thoại cơ quan, số liên hệ, số liên lạc, liên hệ, liên lạc, hot phone
        """
    ),
    "hotline": _phrases(
        """
        đường dây nóng, hotline, số đường dây nóng, số hotline, điện thoại đường dây nóng, tổng đài, số nóng
        """
    ),
    "hours": _phrases(
        """
        giờ làm việc, thời gian làm việc, giờ mở cửa, thời gian mở cửa, lịch làm việc, giờ hành chính, giờ tiếp
        nhận, thời gian tiếp nhận, giờ tiếp công dân, giờ tiếp dân, hours, opening hours, working hours, office
        hours, giờ
        """
    ),
    "email": _phrases(
        """
        email, e mail, mail, gmail, thư điện tử, hòm thư, hộp thư, địa chỉ email, địa chỉ thư điện tử, hộp thư điện
        tử, hòm thư điện tử, thư công vụ, email công vụ
        """
    ),
    "url": _phrases(
        """
        website, web, trang web, url, địa chỉ web, địa chỉ website, địa chỉ trang web, trang thông tin điện tử, cổng
        thông tin điện tử, cổng thông tin, zalo, zalo oa, trang zalo, kênh zalo, link, liên kết, đường dẫn, link
        zalo, link web, link website, đường link, homepage, site
        """
    ),
    "issuer": _phrases(
        """
        cơ quan phát hành, cơ quan ban hành, đơn vị phát hành, đơn vị ban hành, issuer, nơi phát hành
        """
    ),
}
# What may stand beside a phrase and changes nothing.
FILLERS = frozenset(
    _phrases(
        """
        của, và, hoặc, hay, các, là, tại, ở, theo, hiện, nay, mới, sau, trước, cũ, sắp, xếp, sáp, nhập, tổ, chức,
        lại, chính, thức, đầy, đủ, cơ, quan, trụ, sở, liên, hệ, lạc, làm, việc, ủy, ban, nhân, dân, uỷ, ubnd, đơn,
        vị, hành, đvhc, cấp, xã, phường, đặc, khu, thị, trấn, px, trực, một, cửa, bộ, phận, tiếp, nhận, trả, kết,
        quả, trung, tâm, phục, vụ, công, ttpvhcc, ttpv, hcc, vp, văn, phòng, năm, ngày, nq, the, of, official,
        thường, dùng, chung, người, nếu, có, bắt, buộc, tên, địa, phương, office, thông, tin, ghi, rõ, dtts, cq,
        điện, tử, cd, bàn, cố, định, di, động
        """
    )
)
# What names a person or a secret: never a contact, never the name of a ward.
PERSONAL = _phrases(
    """
    chủ tịch, bí thư, lãnh đạo, cán bộ, phụ trách, người, họ tên, họ và tên, cá nhân, nhà riêng, mật khẩu, đăng
    nhập, ngày sinh, cccd, cmnd, trưởng, giám đốc, công chức, nhân viên, chuyên viên, tài khoản, password, username,
    user name, đầu mối, contact person, first name, last name, chức vụ, chức danh
    """
)
# Whose telephone or address a column may hold beside the ward's: theirs must never stand on its notice board.
OTHER_BODIES = _phrases(
    """
    công an, y tế, trường học, nhà trường, trường tiểu học, mầm non, bưu điện, bưu cục, ngân hàng, điện lực, quân
    sự, đoàn thanh niên, hội nông dân, mặt trận, đảng ủy, hđnd, hội đồng nhân dân, tổ bầu cử, tòa án, thi hành án
    """
)
NOT_PERSONAL = ("người dân", "công dân")
# What makes “Mã …” or “Tên …” the code or the name of something else.
OTHER = _phrases(
    """
    tiếng anh, english, tp, tỉnh, thành phố, huyện, quận, thuế, bưu chính, bưu điện, zip, postal, qr, vùng, en, viết
    tắt, file, province, district, city, ngân sách, định danh
    """
)
NAMING = ("code", "name", "hamlet", "parent", "province", DISTRICT, ORDER, RESULT)  # whose words stand elsewhere too
STRONG = ("sđt", "đtdđ", "email", "gmail", "website", "hotline", "telephone")  # each says all by itself
PAST, PRESENT = ("trước", "cũ", "old", "former"), ("sau", "mới", "new", "hiện", "nay")
PREFERRED = ("cơ quan", "trực", "một cửa", "liên hệ")  # of two telephone columns these are the office's
# What makes a telephone or an email beside a person's name the office's.
OFFICE = _phrases(
    """
    cơ quan, trực, một cửa, trụ sở, ubnd, ủy ban, xã, phường, đặc khu, đơn vị, văn phòng, trung tâm, bộ phận, công vụ,
    cố định, bàn, chung, office
    """
)

ENGLISH = ("tiếng anh", "english", "en")
HAMLETS = ("thôn", "ấp", "tổ", "tdp", "khu", "khóm", "bản", "buôn", "làng", "xóm", "plei", "sóc", "khối")
# What a cell says that has nothing to say.
NOTHING = frozenset(
    _phrases(
        """
        x, -, –, —, --, ..., …, ?, 0, n/a, na, null, none, nan, không, không có, chưa có, chưa, trống, đang cập nhật,
        cập nhật sau, chưa cập nhật, chờ cập nhật, đang bổ sung, bổ sung sau, k có, ko có, ko, không rõ, chưa rõ,
        đang xây dựng, tbd, updating
        """
    )
)
