"""Rows of offices' lists matched with the country's list: real names, old and new."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printkit.country.asked import DIVIDED, RENAMED, SAME, UNKNOWN, Answer, Asked, Matching
from printkit.country.communes import by_code, communes
from printkit.country.former import OldCommune, former_communes
from printkit.country.matching import match

OLD = [commune for commune in former_communes() if commune.district]
IN_DISTRICTS = [commune for commune in OLD if commune.code]
DRAFT_CODES = ("00226", "00331", "01537", "01558", "01561", "13285", "13291", "13318", "31207")  # docs/data.md


def answer(*asked: str, province: str = "") -> Answer:
    """What a row alone is: its name, province, district, code and parent."""
    return match([Asked(*asked)], province).answers[0]


# Name; province; district; code; parent → kind; code; what the note says.
ONE_ROW = """
Phường Bến Thành;TP.HCM;;; → khớp;26743;
P. Bến Thành;Sài Gòn;;; → khớp;26743;
P. Bến Thành;TPHCM;Q.1;26743; → khớp;26743;
Phường Bến Thành, Quận 1, TP.HCM;;;; → khớp;26743;
Ba Đình;Hà Nội;;; → khớp;00004;
Xã Ba Tô;Quảng Ngãi;;; → khớp;21523;
Xã Ba Tơ;Quảng Ngãi;;; → khớp;21484;
Phường Tân Khai;Đồng Nai;;; → khớp;25357;
Xã Hiệp Hòa;Bắc Ninh;;; → tên cũ → mới;07840;
Xã Lộc Ninh;Đồng Nai;;; → tên cũ → mới;25270;
TT. Ba Tơ;Quảng Ngãi;H. Ba Tơ;; → tên cũ → mới;21484;
Thị trấn Ba Tơ;;;; → tên cũ → mới;21484;
Phường 01;Phú Yên;TP Tuy Hòa;; → tên cũ → mới;22015;
P1;Đắk Lắk;Tuy Hoà;; → tên cũ → mới;22015;
F.1;HCM;Q3;; → tên cũ → mới;27154;
Phường 1;HCM;Q.10;; → tên cũ → mới;27190;
Phường 1;Thành phố Hồ Chí Minh;Q.Gò Vấp;; → tên cũ → mới;26890;
Phường Cầu Kho;;Quận 1;; → tên cũ → mới;26758;
Xã Mỹ Hưng;Cao Bằng;Huyện Quảng Hòa;; → tên cũ → mới;01648;
Xã Mĩ Hưng;Bến Tre;Thạnh Phú;; → tên cũ → mới;29191;
Xã Mỹ Tân;Đồng Tháp;TP. Cao Lãnh;; → tên cũ → mới;29884;
Xã Sỹ Bình;Bắc Cạn;;; → tên cũ → mới;01981;
Huyện Lý Sơn;Quảng Ngãi;;; → tên cũ → mới;21548;
Huyện Côn Đảo;BR-VT;;; → tên cũ → mới;26732;
Xã Hoà Thắng;Bình Thuận;Bắc Bình;; → chia ra nhiều nơi;;Xã Hòa Thắng (nhận toàn bộ dân); Xã Hồng Thái
Xã Đặng Xá;Hà Nội;Gia Lâm;; → chia ra nhiều nơi;;Xã Thuận An (nhận toàn bộ dân); Xã Phù Đổng
Phường Điện Biên;Hà Nội;Ba Đình;; → chia ra nhiều nơi;;Phường Ba Đình; Phường Hoàn Kiếm; Phường Ô Chợ Dừa
Phường Đại Mỗ;Hà Nội;Nam Từ Liêm;; → chia ra nhiều nơi;;Phường Dương Nội
Thôn 1;Quảng Ngãi;;;Xã Ba Tô → khớp;21523;
Tổ 3;Hà Nội;Gia Lâm;;Xã Đặng Xá → chia ra nhiều nơi;;Xã Thuận An (nhận toàn bộ dân)
Ấp 2;Bến Tre;Thạnh Phú;;Xã Mỹ Hưng → tên cũ → mới;29191;
Xã Mỹ Hưng;Bến Tre;;;Huyện Thạnh Phú → tên cũ → mới;29191;
Phường Ba Đình;;;;Hà Nội → khớp;00004;
Phường Ba Đình;Hà Nội;;4; → khớp;00004;
Phường Ba Đình;Hà Nội;;8; → khớp;00004;mã 00008 là của Phường Ngọc Hà, Thành phố Hà Nội; kết quả theo tên
Phường Ba Đình;Hà Nội;;99999; → khớp;00004;mã 99999 không có trong danh sách; kết quả theo tên
Phường Ba Đình;Hà Nội;;PX-01; → khớp;00004;
Xã Tân Lập;;;; → không thấy;;có ở nhiều tỉnh: Xã Tân Lập (Tỉnh Quảng Trị); Xã Tân Lập (Tỉnh Lâm Đồng)
Xã Tân Lập;;;25489; → khớp;25489;
Xã Tân Lập;Lâm Đồng;;; → khớp;23134;
Phường 1;HCM;;; → không thấy;;nhiều nơi cũ cùng tên
Phường 1;Đồng Tháp;;29905; → tên cũ → mới;29905;
Xã Ba Đình;Hà Nội;;; → không thấy;;gần giống: Phường Ba Đình
Phường Ba Đìng;Hà Nội;;; → không thấy;;gần giống: Phường Ba Đình
Phuong Ba Dinh;Ha Noi;;; → không thấy;;gần giống: Phường Ba Đình
Xã Ba Tó;Quảng Ngãi;;; → không thấy;;gần giống: Xã Ba Tơ; Xã Ba Tô
Phường Ba Đình;Hải Phòng;;; → không thấy;;gần giống: Phường Ba Đình (Thành phố Hà Nội)
Phường Ba Đình;Hà Nộ;;; → không thấy;;không có tỉnh, thành phố “Hà Nộ”; có phải Thành phố Hà Nội?
Xã Mỹ Tân;Đồng Tháp;Huyện Cao Lãnh;; → không thấy;;
Phường Bến Thành;HCM;Quận 3;; → không thấy;;nơi có tên này ngày nay không thuộc Quận 3 (cũ)
Phường Sài Gòn;HCM;Quận 1;; → khớp;26740;
Phường Ba Đình;-;-;-; → khớp;00004;cũng là tên cũ của Phường Hạc Thành (Tỉnh Thanh Hóa)
;Hà Nội;;; → không thấy;;dòng này không có tên
Xã Nơi Nào;Lâm Đồng;;23053; → không thấy;;mã 23053 là của Xã Hòa Thắng, Tỉnh Lâm Đồng
"""


@pytest.mark.parametrize("row", [line for line in ONE_ROW.split("\n") if line])
def test_a_row(row: str) -> None:
    asked, _arrow, wanted = row.partition(" → ")
    kind, code, note = wanted.split(";", 2)
    found = answer(*asked.split(";"))
    assert (found.kind, found.code) == (kind, code)
    assert note in found.note
    assert bool(note) == bool(found.note) or not note
    commune = by_code(code)
    assert (found.name, found.province) == ((commune.name, commune.province) if commune else ("", ""))


def test_of_a_divided_commune_all_parts_are_named() -> None:
    found = answer("Phường Đại Mỗ", "Hà Nội", "Quận Nam Từ Liêm")
    assert [one.code for one in found.candidates] == ["00622", "00634", "00637", "09556", "09886"]
    assert not any(one.all_people for one in found.candidates)
    assert all(one.name in found.note for one in found.candidates)


def test_the_part_that_took_all_people_is_marked_and_not_chosen() -> None:
    found = answer("Xã Đặng Xá", "Hà Nội", "Huyện Gia Lâm")
    assert [(one.code, one.all_people) for one in found.candidates] == [("00562", True), ("00541", False)]
    assert (found.code, found.name, found.province) == ("", "", "")


@pytest.mark.parametrize("code", DRAFT_CODES)
def test_a_draft_code_loses_against_the_name(code: str) -> None:
    """Such a list was made in 2025; its codes mean another place today."""
    here = by_code(code)
    assert here
    for name in [one for one in communes() if one.province_code == here.province_code and one.code != code][:5]:
        found = answer(name.name, name.province, "", code)
        assert (found.kind, found.code, found.code_differs) == (SAME, name.code, True)
        assert f"mã {code} là của {here.name}" in found.note


# Whole lists


def matched_rightly(old: OldCommune, found: Answer) -> bool:
    if len(old.targets) == 1:
        return found.kind in (SAME, RENAMED) and found.code == old.targets[0]
    return found.kind == DIVIDED and {one.code for one in found.candidates} == set(old.targets)


def test_every_commune_of_today_is_itself() -> None:
    matching = match([Asked(one.name, one.province, code=one.code) for one in communes()])
    assert [one.code for one in matching.answers] == [one.code for one in communes()]
    assert {one.kind for one in matching.answers} == {SAME}
    assert not any(one.code_differs for one in matching.answers)
    assert not matching.is_old


def test_every_old_commune_finds_what_became_of_it() -> None:
    matching = match([Asked(old.name, old.province, old.district, old.code) for old in OLD])
    wrong = [old for old, found in zip(OLD, matching.answers, strict=True) if not matched_rightly(old, found)]
    assert wrong == []
    assert not any(found.code_differs for found in matching.answers)
    assert matching.is_old


def test_other_spellings_find_the_same() -> None:
    asked = [(old, other) for old in OLD for other in old.other_names]
    matching = match([Asked(other, old.province, old.district) for old, other in asked])
    assert [
        old for (old, _o), found in zip(asked, matching.answers, strict=True) if not matched_rightly(old, found)
    ] == []


@pytest.mark.parametrize("province", sorted({old.province for old in OLD})[::7])
def test_old_list_of_a_province_without_districts(province: str) -> None:
    """Nobody says the province: nine of ten names agree with it. What several had is not chosen."""
    olds = [old for old in IN_DISTRICTS if old.province == province]
    matching = match([Asked(old.name) for old in olds])
    assert matching.is_old
    for old, found in zip(olds, matching.answers, strict=True):
        assert found.kind == UNKNOWN or matched_rightly(old, found)
        assert found.kind != UNKNOWN or set(old.targets) <= {one.code for one in found.candidates}


def names_of(code: str) -> list[str]:
    return [one.name for one in communes() if one.province_code == code]


def test_the_province_that_nine_of_ten_names_agree_with() -> None:
    names = names_of("01")
    assert match([Asked(name) for name in names])[1:] == ("Thành phố Hà Nội", 126, 126, False, False)
    strange = [Asked(f"Phường Lạ {number}") for number in range(len(names) // 9)]
    assert match([*map(Asked, names), *strange]).province == "Thành phố Hà Nội"
    strange += [Asked("Phường Xa Lạ")] * 2
    more = match([*map(Asked, names), *strange, Asked("Phường Lạ Nữa")])
    assert (more.province, more.agreeing) == ("", 0)


def test_a_name_of_two_provinces_gives_none() -> None:
    assert match([Asked("Xã Tân Lập")]).province == ""


def test_the_province_of_the_row_goes_before_the_list_s() -> None:
    matching = match([Asked("Xã Tân Lập"), Asked("Xã Tân Lập", "Tây Ninh")], "Lâm Đồng")
    assert [one.code for one in matching.answers] == ["23134", "25489"]
    assert (matching.province, matching.agreeing) == ("Tỉnh Lâm Đồng", 0)


def test_a_province_is_not_guessed_for_rows_that_name_one() -> None:
    rows = [Asked(name) for name in names_of("01")]
    matching = match([*rows, Asked("Xã Tân Lập", "Tây Ninh")])
    assert matching.answers[-1].code == "25489"


def test_a_name_that_is_both() -> None:
    """In a list of today it is today's, told; in an old one it is the old one."""
    today = {one.name: one.code for one in communes() if one.province_code == "01"}
    of_another = [
        old
        for old in IN_DISTRICTS
        if old.province == "Hà Nội" and len(old.targets) == 1 and today.get(old.name, old.targets[0]) != old.targets[0]
    ]
    answers = dict(zip(today, match([Asked(name, "Hà Nội") for name in today]).answers, strict=True))
    assert of_another
    for old in of_another:
        target = by_code(old.targets[0])
        assert target
        assert (answers[old.name].kind, answers[old.name].code) == (SAME, today[old.name])
        assert f"cũng là tên cũ của {target.name}" in answers[old.name].note
        assert answer(old.name, "Hà Nội", old.district).code == target.code


@pytest.mark.parametrize(("old_only", "is_old"), [(0, False), (1, False), (2, True)])
def test_more_than_one_in_twenty_old_names_make_a_list_old(old_only: int, is_old: bool) -> None:
    today = [Asked(name, "Hà Nội") for name in names_of("01")[: 20 - old_only]]
    old = [Asked(name, "Hà Nội") for name in ("Phường Cống Vị", "Phường Liễu Giai")[:old_only]]
    assert match([*today, *old]).is_old == is_old


def test_provinces_of_old_lists_are_the_old_ones() -> None:
    """Two old provinces of one today had the name: the one that is named counts, once another is surely old."""
    twice = [Asked("Xã Phú Tân", "Sóc Trăng", "Châu Thành"), Asked("Xã Phú Tân", "Hậu Giang", "Huyện Châu Thành")]
    assert [one.code for one in match(twice).answers] == [
        old.targets[0]
        for old in sorted(IN_DISTRICTS, key=lambda old: old.province, reverse=True)
        if old.name == "Xã Phú Tân"
        and old.district == "Huyện Châu Thành"
        and old.province in ("Sóc Trăng", "Hậu Giang")
    ]
    assert match([Asked("Xã Phú Tân", "Cần Thơ", "Châu Thành")]).answers[0].kind == UNKNOWN


def test_codes_of_the_office_s_own_are_no_contradiction() -> None:
    rows = [Asked(name, "Hà Nội", code=str(number)) for number, name in enumerate(names_of("01"), 1)]
    matching = match(rows)
    assert matching.has_own_codes
    assert not any(one.note.startswith("mã") or one.code_differs for one in matching.answers)


def test_one_wrong_code_among_right_ones_is_told() -> None:
    rows = [Asked(one.name, one.province, code=one.code.lstrip("0")) for one in communes()[:20]]
    rows[3] = rows[3]._replace(code="8")
    matching = match(rows)
    assert [number for number, one in enumerate(matching.answers) if one.code_differs] == [3]


def test_nothing_to_match() -> None:
    assert match([]) == Matching(())


# Whatever the row


@settings(deadline=None)
@given(st.sampled_from(IN_DISTRICTS), st.integers(0, 5))
def test_an_old_name_is_never_matched_to_another_place(old: OldCommune, spelling: int) -> None:
    """Its district and province beside it, it is one of those that the list gives for it, or all of them, or none."""
    kind, _space, rest = old.name.partition(" ")
    name = (old.name, old.name.upper(), old.name.replace(" ", "  "), f"{kind[0]}. {rest}", *old.other_names, old.name)
    found = answer(name[min(spelling, len(name) - 1)], old.province, old.district)
    assert found.code == "" or found.code in old.targets
    if found.kind == DIVIDED:
        assert {one.code for one in found.candidates} == set(old.targets)


@settings(deadline=None)
@given(st.text(max_size=30), st.text(max_size=20), st.text(max_size=20), st.text(max_size=8), st.text(max_size=20))
def test_any_text_gets_an_answer(name: str, province: str, district: str, code: str, parent: str) -> None:
    found = answer(name, province, district, code, parent)
    assert found.kind in (SAME, RENAMED, DIVIDED, UNKNOWN)
    assert bool(found.code) == (found.kind in (SAME, RENAMED))


def test_the_order_of_rows_changes_nothing() -> None:
    rows = [Asked(old.name, old.province, old.district) for old in OLD[:400]]
    shuffled = Random(1).sample(range(len(rows)), len(rows))
    answers = match(rows).answers
    assert match([rows[i] for i in shuffled]).answers == tuple(answers[i] for i in shuffled)
