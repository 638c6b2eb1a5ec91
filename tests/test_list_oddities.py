"""Lists with the oddities of real offices, a row an oddity: what is read, skipped, mended, doubted, left out.

A table is written as its rows, cells between bars; `A1:C1` after it are merged cells.
"""

from pathlib import Path
from typing import NamedTuple

import pytest

from printkit.errors import SourceError
from printkit.fonts import covered
from printkit.wardlist.account import account, brief
from printkit.wardlist.grid import EMPTY, Book, Cell, GridRow, Sheet, Span
from printkit.wardlist.options import ListOptions
from printkit.wardlist.reading import WardList, wards_of

HEAD = "Mã | Tên | Điện thoại"


class Odd(NamedTuple):
    """A list and what is read of it: `wards` as `id name field=value …`, and lines that the account holds."""

    what: str
    rows: str
    wards: tuple[str, ...]
    lines: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    merged: tuple[Span, ...] = ()
    hidden: tuple[int, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()


def grid(rows: str) -> tuple[GridRow, ...]:
    """The rows of a table that hold something."""
    lines = [[cell.strip() for cell in line.split("|")] for line in rows.strip("\n").split("\n")]
    return tuple(
        GridRow(number, tuple(Cell(cell) if cell else EMPTY for cell in cells))
        for number, cells in enumerate(lines, 1)
        if any(cells)
    )


def read(odd: Odd) -> WardList:
    """The list of an oddity."""
    sheet = Sheet("", grid(odd.rows), odd.merged, frozenset(odd.hidden))
    return wards_of(Book((sheet,)), "w.xlsx", ListOptions(columns=odd.columns), covered())


def told(listed: WardList) -> tuple[str, ...]:
    """The wards as the table of oddities writes them."""
    return tuple(
        " ".join(
            (ward.id, ward.name, *(f"{k}={v}" for k, v in ward.values().items() if v and k not in ("code", "name")))
        )
        for ward in listed.wards
    )


ODDITIES = (
    Odd(
        "title rows, numbers of columns, a total",
        """
UBND TỈNH TRÀ LINH
DANH SÁCH XÃ, PHƯỜNG

STT | Mã xã | Tên xã | Số điện thoại
(1) | (2) | (3) | (4)
1 | 01201 | Xã Ba Tô | 0255.366.1201
2 | 01202 | Xã Ba Tơ | 0255.366.1202
Tổng cộng: 2 xã
""",
        ("01201 Xã Ba Tô phone=0255.366.1201 stt=1", "01202 Xã Ba Tơ phone=0255.366.1202 stt=2"),
        ("headings in row 4", "1 row of column numbers (5)", "1 row of totals (8)"),
        merged=(Span(1, 1, 4, 1), Span(1, 2, 4, 2), Span(1, 8, 4, 8)),
    ),
    Odd(
        "no codes but row numbers",
        "STT | Tên xã | SĐT\n1 | Xã Ba Tô | 0255.366.1201",
        ("xa-ba-to Xã Ba Tô phone=0255.366.1201 stt=1",),
        ("row numbers; not printed",),
    ),
    Odd(
        "two names that differ by an accent",
        "Tên xã\nXã Ba Tô\nXã Ba Tơ",
        ("xa-ba-to-ndxr Xã Ba Tô", "xa-ba-to-xceq Xã Ba Tơ"),
        ("no ward has a contact",),
    ),
    Odd(
        "hamlets beside their communes",
        "Xã | Thôn | Điện thoại\nXã Ba Tô | Thôn 1 | 0255.366.0001\nXã Ba Tơ | Thôn 1 | 0255.366.0003",
        (
            "thon-1-xa-ba-to-gedj Thôn 1 parent=Xã Ba Tô phone=0255.366.0001",
            "thon-1-xa-ba-to-cjhr Thôn 1 parent=Xã Ba Tơ phone=0255.366.0003",
        ),
    ),
    Odd(
        "a province merged downwards",
        "Tỉnh | Xã\nTrà Linh | Xã Ba Tô\n| Xã Kỳ Thượng\nHương Giang | Xã Cầu Ván",
        (
            "xa-ba-to Xã Ba Tô province=Trà Linh",
            "xa-ky-thuong Xã Kỳ Thượng province=Trà Linh",
            "xa-cau-van Xã Cầu Ván province=Hương Giang",
        ),
        merged=(Span(1, 2, 1, 3),),
    ),
    Odd(
        "headings on two rows, grouped by merged cells",
        """
STT | Đơn vị | | Liên hệ |
| Mã xã | Tên xã | Địa chỉ | Điện thoại
1 | 01201 | Xã Ba Tô | Thôn 1 | 0255.366.1201
""",
        ("01201 Xã Ba Tô address=Thôn 1 phone=0255.366.1201 stt=1",),
        ("headings in row 1–2",),
        merged=(Span(1, 1, 1, 2), Span(2, 1, 3, 1), Span(4, 1, 5, 1)),
    ),
    Odd(
        "the same, merges lost on the way through CSV",
        """
STT | Đơn vị | | Liên hệ |
| Mã xã | Tên xã | Địa chỉ | Điện thoại
1 | 01201 | Xã Ba Tô | Thôn 1 | 0255.366.1201
""",
        ("01201 Xã Ba Tô address=Thôn 1 phone=0255.366.1201 stt=1",),
    ),
    Odd(
        "areas between the wards",
        """
STT | Mã xã | Tên xã | SĐT
I | Khu vực miền núi
1 | 01201 | Xã Ba Tô | 0255.366.1201
II | Khu vực đồng bằng
2 | 01202 | Xã Ba Tơ | 0255.366.1202
""",
        ("01201 Xã Ba Tô phone=0255.366.1201 stt=1", "01202 Xã Ba Tơ phone=0255.366.1202 stt=2"),
        ("2 rows that head areas (2, 4)",),
    ),
    Odd(
        "areas in the column of names",
        """
STT | Tên xã | SĐT
I | CỤM SỐ 1
1 | Xã Ba Tô | 0255.366.1201
II | Xã vùng cao
2 | Xã Ba Tơ | 0255.366.1202
""",
        ("xa-ba-to-ndxr Xã Ba Tô phone=0255.366.1201 stt=1", "xa-ba-to-xceq Xã Ba Tơ phone=0255.366.1202 stt=2"),
        ("2 rows that head areas (2, 4)",),
    ),
    Odd(
        "signatures at the foot, in the column of names too",
        """
STT | Tên xã | SĐT
1 | Xã Cầu Ván | 0255.366.1201
2 | Xã Ba Tơ | 0255.366.1202
| | Trà Linh, ngày 01 tháng 8 năm 2026
| NGƯỜI LẬP BIỂU | CHỦ TỊCH
| Nguyễn Văn A | Trần Thị B
""",
        ("xa-cau-van Xã Cầu Ván phone=0255.366.1201 stt=1", "xa-ba-to Xã Ba Tơ phone=0255.366.1202 stt=2"),
        ("3 rows of notes or signatures (4–6)",),
    ),
    Odd(
        "headings again on the next printed page",
        "Mã | Tên | Điện thoại\n00101 | Phường Bến Sen | 0234.355.0101\nMã | Tên | Điện thoại\n00102 | Xã Cầu Ván |",
        ("00101 Phường Bến Sen phone=0234.355.0101", "00102 Xã Cầu Ván"),
        ("1 row of headings again (3)", "1 ward has no contact"),
    ),
    Odd(
        "hidden rows",
        f"{HEAD}\n00101 | Phường Bến Sen | 0234.355.0101\n00102 | Xã Cầu Ván | 0234.355.0102",
        ("00102 Xã Cầu Ván phone=0234.355.0102",),
        ("1 hidden row (2); --hidden prints it",),
        hidden=(2,),
    ),
    Odd(
        "a telephone that lost its zero",
        f"{HEAD}\n00101 | Phường Bến Sen | 2343550101\n00102 | Xã Cầu Ván | 905123456",
        ("00101 Phường Bến Sen phone=02343550101", "00102 Xã Cầu Ván phone=0905123456"),
        ("mended: column C “Điện thoại”, 2 cells: C2 “2343550101” → “02343550101”; C3 “905123456” → “0905123456”",),
    ),
    Odd(
        "Excel's tricks against lost zeros",
        f'{HEAD}\n="00101" | Phường Bến Sen | \'02343550101',
        ("00101 Phường Bến Sen phone=02343550101",),
        ('mended: column A “Mã”, 1 cell: A2 “="00101"” → “00101”',),
    ),
    Odd(
        "a telephone that is none",
        f"{HEAD}\n00101 | Phường Bến Sen | đang cập nhật\n00102 | Xã Cầu Ván | 0234.355.0102",
        ("00101 Phường Bến Sen", "00102 Xã Cầu Ván phone=0234.355.0102"),
        ("left out: column C “Điện thoại”, 1 cell: C2 “đang cập nhật”",),
    ),
    Odd(
        "figures lost to an exponent",
        f"{HEAD}\n00101 | Phường Bến Sen | 9.05E+08\n00102 | Xã Cầu Ván | 0234.355.0102",
        ("00101 Phường Bến Sen", "00102 Xã Cầu Ván phone=0234.355.0102"),
        ("left out: column C “Điện thoại”, 1 cell: C2 “9.05E+08”",),
    ),
    Odd(
        "two numbers in a cell",
        f"{HEAD}\n00101 | Phường Bến Sen | 0234.355.0101 - 0234.355.0102",
        ("00101 Phường Bến Sen phone=0234.355.0101 - 0234.355.0102",),
    ),
    Odd(
        "a number of seven figures, which lacks its area code",
        f"{HEAD}\n00101 | Phường Bến Sen | 355 0101",
        ("00101 Phường Bến Sen phone=355 0101",),
        ("printed as written, please look: column C “Điện thoại”, 1 cell: C2 “355 0101”",),
    ),
    Odd(
        "a web address without its scheme, and one that is none",
        "Mã | Tên | Trang web\n1 | Xã A | bensen.gov.vn\n2 | Xã B | zalo.me/0905123456\n3 | Xã C | trang Facebook",
        ("1 Xã A url=https://bensen.gov.vn", "2 Xã B url=https://zalo.me/0905123456", "3 Xã C"),
        ("mended: column C “Trang web”, 2 cells", "left out: column C “Trang web”, 1 cell: C4"),
    ),
    Odd(
        "an e-mail that is none",
        "Mã | Tên | Email\n1 | Xã A | a@example.vn; b@example.vn\n2 | Xã B | Chưa có email",
        ("1 Xã A email=a@example.vn; b@example.vn", "2 Xã B"),
        ("left out: column C “Email”, 1 cell: C3 “Chưa có email”",),
    ),
    Odd(
        "no-break spaces and marks that nobody sees",
        f"{HEAD}\n\u00a000101 | \u200bPhường Bến Sen\u00a0 | \ufeff0234.355.0101\u3000",
        ("00101 Phường Bến Sen phone=0234.355.0101",),
    ),
    Odd(
        "Eth for Đ",
        "Mã | Tên\n1 | Phường Ðồng Lúa",
        ("1 Phường Đồng Lúa",),
        ("mended: column B “Tên”, 1 cell: B2 “Phường Ðồng Lúa” → “Phường Đồng Lúa”",),
    ),
    Odd(
        "a letter that no face has costs its field; in a name, its ward",
        "Mã | Tên | Địa chỉ\n1 | Xã A | Plei Ƀông\n2 | Xã Ƀ | Thôn 1",
        ("1 Xã A",),
        ("left out: column C “Địa chỉ”, 1 cell: C2 “Plei Ƀông”",),
        ("w.xlsx:3:2: the name cannot print",),
    ),
    Odd(
        "a row without a name",
        f"{HEAD}\n00101 | Phường Bến Sen | 0234.355.0101\n00102 | | 0234.355.0102",
        ("00101 Phường Bến Sen phone=0234.355.0101",),
        problems=("w.xlsx:3:2: the row has no name",),
    ),
    Odd(
        "two rows with one code",
        f"{HEAD}\n1 | Xã A | 0234.355.0101\n1 | Xã B | 0234.355.0102\n2 | Xã C | 0234.355.0103",
        ("2 Xã C phone=0234.355.0103",),
        problems=("w.xlsx:2:1: the code 1 stands in the rows 2, 3", "w.xlsx:3:1: the code 1 stands in the rows 2, 3"),
    ),
    Odd(
        "two rows alike",
        "Tên | Tỉnh\nXã A | Trà Linh\nXã A | Hương Giang\nXã A | Trà Linh",
        ("xa-a Xã A province=Hương Giang",),
        problems=("w.xlsx:2:1: “Xã A” stands in the rows 2, 4", "w.xlsx:4:1: “Xã A” stands in the rows 2, 4"),
    ),
    Odd(
        "the same name twice, with codes",
        "Mã | Tên\n1 | Tổ công tác\n2 | Tổ công tác",
        ("1 Tổ công tác", "2 Tổ công tác"),
    ),
    Odd(
        "old communes of one name in two districts",
        "Tỉnh | Huyện | Xã\nTrà Linh | Huyện A | Xã Tân Lập\nTrà Linh | Huyện B | Xã Tân Lập",
        (
            "xa-tan-lap-huyen-a Xã Tân Lập province=Trà Linh huyen=Huyện A",
            "xa-tan-lap-huyen-b Xã Tân Lập province=Trà Linh huyen=Huyện B",
        ),
        ("district; not printed",),
    ),
    Odd(
        "a code that can name no folder",
        f"{HEAD}\n01/A | Phường Bến Sen | 0234.355.0101",
        ("phuong-ben-sen Phường Bến Sen phone=0234.355.0101",),
        ("left out: column A “Mã”, 1 cell: A2 “01/A”",),
    ),
    Odd(
        "the chairman's telephone beside the office's",
        "Tên xã | SĐT Chủ tịch | SĐT trực\nXã A | 0905.123.456 | 0234.355.0101",
        ("xa-a Xã A phone=0234.355.0101 sdt-chu-tich=0905.123.456",),
        ("not printed: it belongs to a person, or is a secret; {{ward.sdt-chu-tich}} in a guide prints it",),
    ),
    Odd(
        "the chairman's telephone alone, chosen by a person",
        "Tên xã | SĐT Chủ tịch\nXã A | 0905.123.456",
        ("xa-a Xã A phone=0905.123.456",),
        columns=(("Điện thoại", "SĐT Chủ tịch"),),
    ),
    Odd(
        "two telephones, the office's wins",
        "Tên xã | Điện thoại | Điện thoại một cửa\nXã A | 0905.123.456 | 0234.355.0101",
        ("xa-a Xã A phone=0234.355.0101 dien-thoai=0905.123.456",),
        ('not printed: column C is the field “Điện thoại”; --columns "Điện thoại=Điện thoại" prints it',),
    ),
    Odd(
        "old and new names side by side",
        "Tên xã cũ | Tên xã mới\nXã A, Xã B | Xã Tân Lập",
        ("xa-tan-lap Xã Tân Lập ten-xa-cu=Xã A, Xã B",),
    ),
    Odd(
        "names in English beside",
        "Phường Xã | Mã PX | Tên Tiếng Anh\nXã Cầu Ván | 19756 | Cau Van Commune",
        ("19756 Xã Cầu Ván ten-tieng-anh=Cau Van Commune",),
    ),
    Odd(
        "a column “Liên hệ” that holds names, not numbers",
        "Tên xã | Liên hệ | SĐT\nXã A | Nguyễn Văn B | 0234.355.0101",
        ("xa-a Xã A phone=0234.355.0101 lien-he=Nguyễn Văn B",),
        ("not printed: its values are none of the field “Điện thoại”",),
    ),
    Odd(
        "notes beside the table, under no heading",
        f"{HEAD}\n1 | Xã A | 0234.355.0101 | gọi lại",
        ("1 Xã A phone=0234.355.0101",),
        ("not printed: it has no heading",),
    ),
    Odd(
        "a name merged over two rows",
        "Mã | Tên | Điện thoại | Ghi chú\n1 | Xã A | 0234.355.0101 |\n2 | Xã B | |",
        ("1 Xã A phone=0234.355.0101", "2 Xã B"),
        ("1 ward has no contact and prints lines to fill in by hand: Xã B",),
    ),
    Odd(
        "hours and notes typed with line breaks",
        "Mã | Tên | Giờ làm việc\n1 | Xã A | Sáng: 7h30\u2003 – 11h30",
        ("1 Xã A hours=Sáng: 7h30 – 11h30",),
    ),
    Odd(
        "an address that says there is none",
        "Mã | Tên | Địa chỉ\n1 | Xã A | Đang cập nhật\n2 | Xã B | Thôn 1",
        ("1 Xã A", "2 Xã B address=Thôn 1"),
        ("left out: column C “Địa chỉ”, 1 cell: C2 “Đang cập nhật”",),
    ),
    Odd(
        "the error of a formula",
        f"{HEAD}\n1 | Xã A | #N/A\n2 | Xã B | 0234.355.0101",
        ("1 Xã A", "2 Xã B phone=0234.355.0101"),
        ("left out: column C “Điện thoại”, 1 cell: C2 “#N/A”",),
    ),
    Odd(
        "a column hidden behind ####",
        f"{HEAD}\n1 | Xã A | #####\n2 | Xã B | 0234.355.0101",
        ("1 Xã A", "2 Xã B phone=0234.355.0101"),
        ("left out: column C “Điện thoại”, 1 cell: C2 “#####”",),
    ),
    Odd(
        "a Zalo column that holds telephones",
        "Mã | Tên | Điện thoại | Zalo\n1 | Xã A | 0234.355.0101 | 0905123456",
        ("1 Xã A phone=0234.355.0101 zalo=0905123456",),
        ('not printed: its values are none of the field “Trang web”; --columns "Điện thoại=Zalo" prints it',),
    ),
    Odd(
        "names alone",
        "Tên phường\nPhường Bến Sen",
        ("phuong-ben-sen Phường Bến Sen",),
        ("no ward has a contact: lines to fill in by hand are printed in its place",),
    ),
    Odd(
        "names that no folder can bear",
        "Tên xã\nCon\n***",
        ("con-kcwr Con", "ward-vasg ***"),
    ),
)


@pytest.mark.parametrize("odd", ODDITIES, ids=[odd.what for odd in ODDITIES])
def test_an_oddity_is_read_as_a_person_would(odd: Odd) -> None:
    listed = read(odd)
    assert told(listed) == odd.wards
    lines = "\n".join(account(listed))
    for line in odd.lines:
        assert line in lines
    problems = [str(problem) for problem in listed.problems]
    assert len(problems) == len(odd.problems)
    for problem, start in zip(problems, odd.problems, strict=True):
        assert problem.startswith(start)


@pytest.mark.parametrize("odd", ODDITIES, ids=[odd.what for odd in ODDITIES])
def test_batch_says_the_same_in_three_lines(odd: Odd) -> None:
    lines = tuple(brief(read(odd)))
    assert len(lines) == 3
    assert all("\n" not in line for line in lines)


def test_forty_oddities() -> None:
    assert len(ODDITIES) >= 40


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("", "the ward list is empty"),
        ("A | B | C\n1 | 2 | 3", "no row of headings names the wards; row 1 holds: A, B, C"),
        ("Tên xã | Số tổng hợp\nXã A | 0234.355.0101", "“Số tổng hợp” looks like the field “Điện thoại”"),
        ("MÃ£ | TÃªn\n1 | PhÆ°á»ng Báº¿n Sen", "old encoding UTF-8 read as Latin-1"),
    ],
)
def test_a_list_that_cannot_be_read_says_what_it_has(rows: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(Odd("", rows, ()))


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ((("Màu sắc", "SĐT"),), "there is no field “Màu sắc”"),
        ((("Điện thoại", "Fax"),), "no column has the heading “Fax”; headings are Tên xã, SĐT"),
    ],
)
def test_columns_chosen_wrongly_are_told(columns: tuple[tuple[str, str], ...], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(Odd("", "Tên xã | SĐT\nXã A | 0234.355.0101", (), columns=columns))


def test_the_paper_on_lists_shows_an_account_as_it_prints() -> None:
    paper = (Path(__file__).parent.parent / "docs" / "lists.md").read_text(encoding="utf-8")
    shown = paper.split("```")[3].strip().splitlines()
    rows = """
UBND TỈNH TRÀ LINH
DANH SÁCH XÃ


STT | Mã xã | Tên xã | Địa chỉ | Số điện thoại | SĐT Chủ tịch
(1) | (2) | (3) | (4) | (5) | (6)
1 | 01201 | Xã Ba Tô | Thôn 1 | 2553661201 | 0905.123.456
2 | 01202 | Xã Ba Tơ | Thôn 2 | 0255.366.1202 | 0905.123.457
Tổng cộng: 2 xã
"""
    book = Book((Sheet("Bìa", grid("UBND TỈNH TRÀ LINH")), Sheet("Danh sách", grid(rows))))
    lines = tuple(account(wards_of(book, "phuong.xlsx", ListOptions(), covered())))
    assert [line for line in lines if "no commune's today" not in line] == shown


AFTER_A_CLERK = (
    Odd(
        "a list that wards match has written: the new names print, and a row that was not found does not",
        """
Tên xã | Tỉnh | Mã | Tên mới | Tỉnh mới | Kết quả
Xã Đức Nhuận | Quảng Ngãi | 21409 | Xã Long Phụng | Tỉnh Quảng Ngãi | tên cũ → mới
Xã Tịnh Bác | Quảng Ngãi | | | | không thấy
""",
        ("21409 Xã Long Phụng province=Tỉnh Quảng Ngãi ten-xa=Xã Đức Nhuận tinh=Quảng Ngãi",),
        ("what wards match found; not printed",),
        ("w.xlsx:3:4: the row has no name",),
    ),
    Odd(
        "the police station's number under its group, other headings merged downwards",
        """
STT | Tên xã | Địa chỉ | Công an xã |
| | | Trực ban | Điện thoại
1 | Xã Ba Tô | Thôn 1 | Ông A | 0255.366.1201
""",
        ("xa-ba-to Xã Ba Tô address=Thôn 1 stt=1 cong-an-xa-truc-ban=Ông A cong-an-xa-dien-thoai=0255.366.1201",),
        ("headings in row 1–2", "it belongs to another body than the ward's office"),
        merged=(Span(1, 1, 1, 2), Span(2, 1, 2, 2), Span(3, 1, 3, 2), Span(4, 1, 5, 1)),
    ),
    Odd(
        "an e-mail under the group Thông tin is no website",
        """
Tên xã | Thông tin | | Cổng thông tin
| Thư điện tử công vụ | Giờ làm việc |
Xã Ba Tô | bato@example.vn | 7:30 | https://bato.example.vn
""",
        ("xa-ba-to Xã Ba Tô hours=7:30 email=bato@example.vn url=https://bato.example.vn",),
        merged=(Span(1, 1, 1, 2), Span(2, 1, 3, 1), Span(4, 1, 4, 2)),
    ),
    Odd(
        "of two columns of one heading, the one of a letter",
        "Tên xã | SĐT | SĐT\nXã A | 0905.123.456 | 0234.355.0101",
        ("xa-a Xã A phone=0234.355.0101 sdt=0905.123.456",),
        columns=(("Điện thoại", "C"),),
    ),
)


@pytest.mark.parametrize("odd", AFTER_A_CLERK, ids=[odd.what for odd in AFTER_A_CLERK])
def test_what_a_clerk_stumbled_over(odd: Odd) -> None:
    test_an_oddity_is_read_as_a_person_would(odd)


def test_a_heading_that_stands_twice_is_asked_for_by_its_letter() -> None:
    rows = "Tên xã | SĐT | SĐT\nXã A | 0905.123.456 | 0234.355.0101"
    with pytest.raises(SourceError, match=r"the columns B, C have the heading “SĐT”; say which by its letter"):
        read(Odd("", rows, (), columns=(("Điện thoại", "SĐT"),)))


def test_a_sheet_without_wards_names_the_one_that_has_them() -> None:
    book = Book((Sheet("Bìa", grid("UBND TỈNH TRÀ LINH")), Sheet("DS", grid("Tên xã\nXã A"))))
    with pytest.raises(SourceError, match=r"in the sheet “Bìa” names the wards; the wards stand in the sheet “DS”"):
        wards_of(book, "w.xlsx", ListOptions(sheet="Bìa"))
