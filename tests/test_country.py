"""The country's list holds what docs/data.md says of it: sums, each thing once, and nothing that leads nowhere."""

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path
from time import process_time
from unicodedata import is_normalized

import pytest

from printkit.country import communes as todays
from printkit.country.communes import EDITION, by_code, by_name, find_province, is_code_of, is_commune, nearest_province
from printkit.country.folding import commune_key, district_key, province_key
from printkit.country.former import former_communes, scope
from printkit.data import TRUE_TO
from tests.office import HOUSE, child

DATA = HOUSE / "printkit/data"
KINDS = ("Phường", "Xã", "Đặc khu")
HEADS = {
    "tinh.csv": ["code", "name", "kind"],
    "phuong-xa.csv": ["code", "name", "kind", "province_code", "province", "valid_from"],
    "cu-moi.csv": ["old_province", "old_district", "old_name", "old_code", "new_code", "share"],
    "ten-khac.csv": ["old_code", "other_name"],
    "toan-bo-dan.csv": ["old_code", "new_code"],
}
# Province code: phường, xã, đặc khu, on the day that the list is true to.
SUMS = {
    "01": (51, 75, 0), "04": (3, 53, 0), "08": (7, 117, 0), "11": (3, 42, 0), "12": (2, 36, 0), "14": (8, 67, 0),
    "15": (10, 89, 0), "19": (15, 77, 0), "20": (4, 61, 0), "22": (30, 22, 2), "24": (45, 54, 0), "25": (15, 133, 0),
    "31": (45, 67, 2), "33": (11, 93, 0), "37": (32, 97, 0), "38": (19, 147, 0), "40": (11, 119, 0), "42": (9, 60, 0),
    "44": (8, 69, 1), "46": (21, 19, 0), "48": (23, 70, 1), "51": (9, 86, 1), "52": (25, 110, 0), "56": (16, 48, 1),
    "66": (14, 88, 0), "68": (20, 103, 1), "75": (33, 62, 0), "79": (113, 54, 1), "80": (14, 82, 0), "82": (20, 82, 0),
    "86": (19, 105, 0), "91": (14, 85, 3), "92": (31, 72, 0), "96": (9, 55, 0),
}  # fmt: skip
DATES = {"2025-07-01": 3299, "2026-04-30": 10, "2026-09-20": 12}
PLACES = {"2026-04-30": "75", "2026-09-20": "24"}  # of the communes that became phường then
SHARES = {"whole": 9599, "part": 972}
DIVIDED = {2: 369, 3: 55, 4: 16, 5: 1}
CITIES = {"01", "22", "24", "31", "46", "48", "75", "79", "92"}
NO_COMMUNE = {"11948", "19742", "20333", "21548", "26732"}  # island districts without any, now a đặc khu each
LONGEST_LOAD = 0.015  # seconds to read the list of today and index it, on a machine with nothing else to do


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def repeated(values: list[object]) -> list[object]:
    return [value for value, count in Counter(values).items() if count > 1]


PROVINCES, COMMUNES, MOVES = rows("tinh.csv"), rows("phuong-xa.csv"), rows("cu-moi.csv")
TARGETS: dict[str, set[str]] = defaultdict(set)
for _move in MOVES:
    if _move["old_code"]:
        TARGETS[_move["old_code"]].add(_move["new_code"])

# The files


@pytest.mark.parametrize("name", HEADS)
def test_file_is_plain(name: str) -> None:
    text = (DATA / name).read_bytes().decode("utf-8")
    assert "\r" not in text
    assert text[0] != "\ufeff"
    assert text[-1] == "\n"
    assert is_normalized("NFC", text)
    table = list(csv.reader(text.splitlines()))
    assert table[0] == HEADS[name]
    assert [row for row in table if len(row) != len(HEADS[name])] == []
    cells = [cell for row in table[1:] for cell in row]
    assert [cell for cell in cells if cell != " ".join(cell.split())] == []
    assert [cell for cell in cells if not all(sign.isalnum() or sign in " -.'’" for sign in cell)] == []


def test_provinces() -> None:
    assert [province["code"] for province in PROVINCES] == sorted(SUMS)
    for province in PROVINCES:
        assert province["kind"] == ("Thành phố" if province["code"] in CITIES else "Tỉnh")
        assert province["name"].startswith(province["kind"] + " ")


def test_communes() -> None:
    codes = [commune["code"] for commune in COMMUNES]
    assert codes == sorted(set(codes))
    assert repeated([(commune["province_code"], commune["name"].casefold()) for commune in COMMUNES]) == []
    names = {province["code"]: province["name"] for province in PROVINCES}
    for commune in COMMUNES:
        assert re.fullmatch(r"\d{5}", commune["code"])
        assert commune["kind"] in KINDS
        assert commune["name"].startswith(commune["kind"] + " ")
        assert names[commune["province_code"]] == commune["province"]


def test_sums() -> None:
    counts = Counter((commune["province_code"], commune["kind"]) for commune in COMMUNES)
    assert {code: tuple(counts[code, kind] for kind in KINDS) for code in SUMS} == SUMS
    assert len(COMMUNES) == 3321


def test_dates() -> None:
    """Those of a later day were xã of the same name and code, which `former` relies on."""
    assert Counter(commune["valid_from"] for commune in COMMUNES) == DATES
    later = [commune for commune in COMMUNES if commune["valid_from"] in PLACES]
    assert {commune["kind"] for commune in later} == {"Phường"}
    assert [c["name"] for c in later if c["province_code"] != PLACES[c["valid_from"]]] == []
    assert max(DATES) <= TRUE_TO.isoformat()


def test_moves() -> None:
    assert repeated([tuple(move.values())[:5] for move in MOVES]) == []
    assert sorted(MOVES, key=lambda move: (move["old_code"], move["new_code"])) == MOVES
    assert {move["new_code"] for move in MOVES} == {commune["code"] for commune in COMMUNES}
    assert {move["new_code"] for move in MOVES if not move["old_code"]} == NO_COMMUNE
    for move in MOVES:
        whole = len(TARGETS[move["old_code"]]) == 1 if move["old_code"] else not move["old_name"]
        assert move["share"] == ("whole" if whole else "part")
        assert not move["old_code"] or re.match(
            r"\d{5} (Phường|Xã|Thị trấn) ", f"{move['old_code']} {move['old_name']}"
        )
    assert Counter(move["share"] for move in MOVES) == SHARES
    assert Counter(len(codes) for codes in TARGETS.values() if len(codes) > 1) == DIVIDED


def test_old_names() -> None:
    """A code has one name, a name in its district one code; no old province was divided."""
    names = {(m["old_code"], m["old_province"], m["old_district"], m["old_name"]) for m in MOVES if m["old_code"]}
    assert len(names) == len(TARGETS) == len({name[1:] for name in names}) == 10_035
    assert len({move["old_province"] for move in MOVES}) == 63
    assert len({(move["old_province"], move["old_district"]) for move in MOVES}) == 696
    province_of = {commune["code"]: commune["province"] for commune in COMMUNES}
    assert len({(move["old_province"], province_of[move["new_code"]]) for move in MOVES}) == 63


def test_additions() -> None:
    others, people = rows("ten-khac.csv"), rows("toan-bo-dan.csv")
    names = {move["old_code"]: move["old_name"] for move in MOVES}
    assert repeated([tuple(other.values()) for other in others]) == []
    assert [other for other in others if names.get(other["old_code"], other["other_name"]) == other["other_name"]] == []
    assert repeated([each["old_code"] for each in people]) == []
    assert [each for each in people if each["new_code"] not in TARGETS[each["old_code"]]] == []
    assert [each for each in people if len(TARGETS[each["old_code"]]) == 1] == []


def test_the_day_it_is_true_to_is_said_alike() -> None:
    paper = (HOUSE / "docs/data.md").read_text(encoding="utf-8")
    assert f"**True to {TRUE_TO.isoformat()}**" in paper
    assert f"“{EDITION}”" in paper


# Names as keys


def test_no_two_names_fold_together() -> None:
    """Not today in a province, even without their kinds; nor before in a district, other spellings included."""
    assert repeated([(c["province"], commune_key(c["name"]).name) for c in COMMUNES]) == []
    old = {
        (one.province, district_key(one.district), commune_key(name), one.code)
        for one in former_communes()
        for name in (one.name, *one.other_names)
    }
    assert repeated([key[:3] for key in old]) == []
    assert len({province_key(one.province) for one in former_communes()}) == 63


@pytest.mark.parametrize("commune", [COMMUNES[0], COMMUNES[900], COMMUNES[-1]], ids=lambda commune: commune["code"])
def test_quick_keys_are_the_same_keys(commune: dict[str, str]) -> None:
    assert [each.code for each in by_name(commune["name"], commune["province"])] == [commune["code"]]


def test_every_commune_is_found_by_its_name() -> None:
    assert [c for c in todays.communes() if by_name(c.name, c.province) != (c,)] == []


SAME = """
Phường Bến Thành | phường  bến thành
Phường Bến Thành | PHƯỜNG BẾN THÀNH
Phường Bến Thành | P. Bến Thành
Phường Bến Thành | P.Bến Thành
Phường Bến Thành | P Bến Thành
Phường Bến Thành | UBND phường Bến Thành
Phường Bến Thành | Ủy ban nhân dân phường Bến Thành
Phường Bến Thành | Uỷ ban nhân dân P. Bến Thành
Phường Bến Thành | Phường Bến Thành (cũ)
Phường Bến Thành | Phường\u00a0Bến\u200b Thành
Phường Bến Thành | Phường Bến Thành
Phường 1 | Phường 01
Phường 1 | P1
Phường 1 | P.01
Phường 1 | F.1
Phường 1 | p 1
Phường 10 | P010
Xã Tân Lập | X. Tân Lập
Xã Tân Lập | x Tân Lập
Thị trấn Trâu Quỳ | TT. Trâu Quỳ
Thị trấn Trâu Quỳ | TT Trâu Quì
Thị trấn Trâu Quỳ | T.T. Trâu Quỳ
Thị trấn Trâu Quỳ | Thị Trấn Trâu Quỳ
Đặc khu Phú Quý | ĐK. Phú Quí
Đặc khu Phú Quý | Ðặc khu Phú Quý
Xã Hiệp Hoà | Xã Hiệp Hòa
Xã Phú Thuỷ | Xã Phú Thủy
Xã Mỹ Khánh | Xã Mĩ Khánh
Xã Sỹ Bình | Xã Sĩ Bình
Xã Ý Yên | Xã Í Yên
Xã Ea H’Leo | Xã Ea H'Leo
Xã Ea H’Leo | Xã Ea HʼLeo
Xã Ea H’Leo | Xã Ea H' leo
Xã M’Drắk | xã m'drắk
Phường Cam Ly - Đà Lạt | Phường Cam Ly – Đà Lạt
Phường Văn Miếu - Quốc Tử Giám | Phường Văn Miếu-Quốc Tử Giám
Xã Ea Drăng | Xã EaDrăng
Phường 1 Bảo Lộc | P.01 Bảo Lộc
Phường Móng Cái 1 | Phường Móng Cái 01
"""
OTHER = """
Xã Ba Tô | Xã Ba Tơ
Xã Sơn Hà | Xã Sơn Hạ
Xã Cẩm Giàng | Xã Cẩm Giang
Xã Văn Lăng | Xã Văn Lang
Xã Tân Thành | Xã Tân Thạnh
Xã Thuỷ Xuân | Xã Thui Xuân
Phường Ba Đình | Xã Ba Đình
Phường 1 | Phường 11
Phường 10 | Phường 1
Xã Xa Dung | Xã Dung
Thị trấn Ba Tơ | Xã Ba Tơ
"""


def pairs(table: str) -> list[list[str]]:
    return [line.split(" | ") for line in table.strip().splitlines()]


@pytest.mark.parametrize(("one", "other"), pairs(SAME))
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert commune_key(one) == commune_key(other)


@pytest.mark.parametrize(("one", "other"), pairs(OTHER))
def test_names_that_differ(one: str, other: str) -> None:
    assert commune_key(one) != commune_key(other)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Hà Nội", "Thành phố Hà Nội"),
        ("T.P Hà Nội", "Thành phố Hà Nội"),
        ("ha noi", "Thành phố Hà Nội"),
        ("TP.HCM", "Thành phố Hồ Chí Minh"),
        ("TPHCM", "Thành phố Hồ Chí Minh"),
        ("Tp. Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("Sài Gòn", "Thành phố Hồ Chí Minh"),
        ("Tỉnh Thừa Thiên - Huế", "Thành phố Huế"),
        ("TT-Huế", "Thành phố Huế"),
        ("Thừa Thiên", "Thành phố Huế"),
        ("T. Nghệ An", "Tỉnh Nghệ An"),
        ("Tỉnh Bắc Ninh", "Thành phố Bắc Ninh"),
        ("Đắc Lắc", "Tỉnh Đắk Lắk"),
        ("ĐăkLăk", "Tỉnh Đắk Lắk"),
        ("Thanh Hoá", "Tỉnh Thanh Hóa"),
    ],
)
def test_provinces_are_found_as_they_are_written(written: str, name: str) -> None:
    found = find_province(written)
    assert found
    assert found.name == name


@pytest.mark.parametrize(
    ("written", "old", "new"),
    [
        ("Hà Nam", "Hà Nam", "37"),
        ("BR-VT", "Bà Rịa - Vũng Tàu", "79"),
        ("Bà Rịa", "Bà Rịa - Vũng Tàu", "79"),
        ("Bắc Cạn", "Bắc Kạn", "19"),
        ("quang nam", "Quảng Nam", "48"),
        ("Đăk Nông", "Đắk Nông", "68"),
    ],
)
def test_old_provinces_are_found_too(written: str, old: str, new: str) -> None:
    found = scope(written)
    assert found == (new, province_key(old), True)
    assert find_province(written) is None


@pytest.mark.parametrize("written", ["", "-", "Việt Nam", "Hà", "Hà Nội 2"])
def test_what_is_no_province(written: str) -> None:
    assert find_province(written) is None
    assert scope(written) is None


def test_nearest_province() -> None:
    assert nearest_province("Hà Nộii") == "Thành phố Hà Nội"
    assert nearest_province("xyz") == ""


@pytest.mark.parametrize(
    ("name", "province", "is_one"),
    [
        ("Phường Ba Đình", "", True),
        ("Phường Ba Đình", "Hà Nội", True),
        ("Phường Ba Đình", "Hải Phòng", False),
        ("Phường Ba Đình", "nowhere", False),
        ("Xã Ba Đình", "Hà Nội", False),
        ("Thị trấn Ba Tơ", "", False),
        ("Phường 1", "TPHCM", False),
        ("ĐK Phú Quốc", "", True),
        ("Ba Đình", "", True),
    ],
)
def test_is_commune(name: str, province: str, is_one: bool) -> None:
    assert is_commune(name, province) == is_one


@pytest.mark.parametrize(
    ("code", "name", "belongs"),
    [
        ("00004", "Phường Ba Đình", True),
        ("4", "P. Ba Đình", True),
        (" 0004", "Ba Đình", True),
        ("8", "Phường Ba Đình", False),
        ("000004", "Phường Ba Đình", False),
        ("99999", "Phường Ba Đình", False),
        ("٤", "Phường Ba Đình", False),
        ("", "Phường Ba Đình", False),
    ],
)
def test_codes_without_their_zeros(code: str, name: str, belongs: bool) -> None:
    assert is_code_of(code, name) == belongs


def test_old_codes_are_none_of_today() -> None:
    """The list of today knows its own codes alone."""
    gone = sorted(set(TARGETS) - {commune["code"] for commune in COMMUNES})
    assert len(gone) > 6000
    assert by_code(gone[0]) is None


# Loading


def test_the_list_loads_fast() -> None:
    """The best of five: a busy machine does not count."""
    times = []
    for _ in range(5):
        for cached in (todays.communes, todays.index):
            cached.cache_clear()
        started = process_time()
        todays.index()
        times.append(process_time() - started)
    assert min(times) <= LONGEST_LOAD


def test_old_names_are_read_only_when_asked_for() -> None:
    code = "import sys; from printkit.country.communes import is_commune; print(is_commune('Xã Ba Tô'))"
    run = child(code=f"{code}; print([m for m in sys.modules if m.startswith('printkit.country.former')])")
    assert run.stdout.decode().split("\n")[:2] == ["True", "[]"]


def test_the_files_are_small() -> None:
    assert sum(path.stat().st_size for path in Path(DATA).glob("*.csv")) < 1_000_000
