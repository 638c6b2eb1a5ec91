"""What must never come of a list: a person's number printed as the office's, or a ward lost."""

import json
from pathlib import Path


import pytest

from printkit.cli import main
from printkit.fonts import covered
from printkit.wardlist.account import account
from printkit.wardlist.grid import Span
from printkit.wardlist.reading import read_wards
from tests.office import Captured, made, save
from tests.test_list_oddities import Odd, read, told

HARMS = (
    Odd(
        "a telephone behind a person's name is that person's",
        "STT | Xã/Phường | Họ tên Chủ tịch | SĐT | Email | Họ tên Bí thư | SĐT | Trụ sở\n"
        "1 | Xã A | Nguyễn Văn A | 0905.111.222 | a@x.example.vn | Lê B | 0905.111.333 | 1 Lê Lợi",
        ("xa-a Xã A address=1 Lê Lợi stt=1 ho-ten-chu-tich=Nguyễn Văn A sdt=0905.111.222 ho-ten-bi-thu=Lê B",),
        ('not printed: it stands beside a person, whose it may be; --columns "Điện thoại=SĐT" prints it',),
    ),
    Odd(
        "what says that it is the office's prints beside a person",
        "Xã | Chủ tịch | SĐT | Điện thoại cơ quan | SĐT cán bộ | Email\n"
        "Xã A | Lê B | 0905.111.222 | 0234.355.0101 | 0905.111.333 | xaa@x.example.vn",
        (
            "xa-a Xã A phone=0234.355.0101 email=xaa@x.example.vn chu-tich=Lê B sdt=0905.111.222"
            " sdt-can-bo=0905.111.333",
        ),
    ),
    Odd(
        "a person's telephone prints where somebody says so",
        "Xã | Chủ tịch | SĐT\nXã A | Lê B | 0905.111.222",
        ("xa-a Xã A phone=0905.111.222 chu-tich=Lê B",),
        columns=(("Điện thoại", "SĐT"),),
    ),
    Odd(
        "a column without a heading has no heading to choose",
        "Xã | Địa chỉ |\nXã A | 1 Lê Lợi | 0905.111.222",
        ("xa-a Xã A address=1 Lê Lợi",),
        ("not printed, and looks like “Điện thoại”: write a heading above it",),
    ),
    Odd(
        "names that begin as totals and areas do",
        "Xã | Điện thoại\nCộng Hòa | 0234.355.0101\nCộng Hiền\nTổng Cọt | 0234.355.0103\nKhối 5\nTổng số xã: 4\nCộng",
        (
            "cong-hoa Cộng Hòa phone=0234.355.0101",
            "cong-hien Cộng Hiền",
            "tong-cot Tổng Cọt phone=0234.355.0103",
            "khoi-5 Khối 5",
        ),
        ("2 rows of totals (6–7)",),
    ),
    Odd(
        "a ward whose number somebody forgot",
        "STT | Xã | Điện thoại\n1 | Xã A | 0234.355.0101\n2 | Xã B | 0234.355.0102\n| Xã C\n| Xã có dấu * là xã đảo",
        ("xa-a Xã A phone=0234.355.0101 stt=1", "xa-b Xã B phone=0234.355.0102 stt=2", "xa-c Xã C"),
        ("1 row of notes or signatures (5)",),
    ),
    Odd(
        "a new commune merged over those that it was made of",
        "Xã trước | Xã sau | SĐT\nXã A | Xã C | 0234.355.0101\nXã B\n"
        "Xã D | Xã E | 0234.355.0102\nXã G || 0234.355.0103",
        ("xa-c Xã C phone=0234.355.0101 xa-truoc=Xã A",),
        ("1 row that goes on with the ward above, whose name is merged over it (3)",),
        problems=("w.xlsx:4:1: “Xã E” stands in the rows 4, 5", "w.xlsx:5:1: “Xã E” stands in the rows 4, 5"),
        merged=(Span(2, 2, 2, 3), Span(3, 2, 3, 3), Span(2, 4, 2, 5)),
    ),
)


@pytest.mark.parametrize("odd", HARMS, ids=[odd.what for odd in HARMS])
def test_no_harm_is_done(odd: Odd) -> None:
    listed = read(odd)
    assert told(listed) == odd.wards
    lines = "\n".join(account(listed))
    for line in odd.lines:
        assert line in lines
    starts = zip(map(str, listed.problems), odd.problems, strict=True)
    assert all(problem.startswith(start) for problem, start in starts)


def test_a_cell_of_two_lines_prints_both_numbers(tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    path.write_text('Xã,Điện thoại\nXã A,"0234.355.0101\n\u200b0234.355.0102"\n', encoding="utf-8")
    listed = read_wards(path, covered())
    assert [ward.phone for ward in listed.wards] == ["0234.355.0101; 0234.355.0102"]


@pytest.mark.parametrize(
    ("content", "wards"),
    [
        (
            {"tinh": [{"ten": "Huế", "phuong": [{"ten": "Phường A"}]}, {"ten": "Hà Nội", "phuong": []}]},
            [("Phường A", "Huế")],
        ),
        ([{"tỉnh": "Huế", "phường": ["Phường A", "Phường B"]}], [("Phường A", "Huế"), ("Phường B", "Huế")]),
        ([{"tên": "Phường A", "điện thoại": ["0234 355 0101"]}], [("Phường A", "")]),
    ],
    ids=["a province whose wards are still to come", "names alone", "a ward with a list of its own"],
)
def test_what_holds_wards_is_none(content: object, wards: list[tuple[str, str]], tmp_path: Path) -> None:
    path = tmp_path / "w.json"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    assert [(ward.name, ward.province) for ward in read_wards(path).wards] == wards


def test_wards_without_codes_are_bound_and_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    save("guides/the.yaml", "title: Đổi thẻ\nissuer: UBND {{ward.name}}\nsections: [{title: A, steps: [B.]}]\n")
    save("w.csv", "Tên,Điện thoại\nPhường Bến Sen,0234.355.0101\nPhường Cầu Ván,\n")
    run = ["batch", "guides", "--wards", "w.csv", "-f", "leaflet", "--merge", "--checklist", "--proof", "none"]
    assert main(run) == 0, capsys.readouterr().err
    assert {"the-leaflet-merged.pdf", "manifest.json"} < {*made()}
