"""Excel's format codes: what a sheet shows of numbers, dates, times and texts; None where we do not follow."""

from datetime import date, datetime, time, timedelta

import pytest

from printkit.wardlist.numberformat import Value, formats_text, is_date, is_elapsed, pads, plain, shown

DAY = date(2026, 11, 2)
MORNING = datetime(2026, 11, 2, 7, 30)
EVENING = datetime(2026, 1, 31, 17, 5, 9)
TABLE: tuple[tuple[Value, str, str | None], ...] = (
    # numbers as such
    (101, "General", "101"),
    (2343550101, "General", "2343550101"),
    (123456789012345, "General", "123456789012345"),
    (1.5, "General", "1.5"),
    (-7, "General", "-7"),
    (0, "General", "0"),
    (101, "", "101"),
    (101, "@", "101"),
    (3, 'General" người"', "3 người"),
    # figures
    (101, "0", "101"),
    (101, "00000", "00101"),
    (1234567, "00000", "1234567"),
    (0, "0", "0"),
    (0, "00", "00"),
    (0, "#", ""),
    (5, "#", "5"),
    (7, "0#", "07"),
    (7, "#0#", "07"),
    (12, "???", "12"),
    (101, "0_)", "101"),
    (101, "* 0", "101"),
    (101, "*-0", "101"),
    (2.5, "0", "3"),
    (1.5, "0.00", "1.50"),
    (1.005, "0.00", "1.01"),
    (1, "0.##", "1."),
    (1.5, "0.0#", "1.5"),
    (0.5, "#.0", ".5"),
    (12.25, "00.0", "12.3"),
    # signs between figures
    (2343550101, '0000"."000"."0000', "0234.355.0101"),
    (2343550101, r"0000\.000\.0000", "0234.355.0101"),
    (2343550101, "0000 000 0000", "0234 355 0101"),
    (905123456, "0000-000-000", "0905-123-456"),
    (2343550101, r"0000\ 000\ 0000", "0234 355 0101"),
    (2343550101, r"\(0000\)\ 000\ 0000", "(0234) 355 0101"),
    (2343550101, "(0000) 000-0000", "(0234) 355-0101"),
    (84905123456, "+00 000 000 000", "+84 905 123 456"),
    (905123456, '"0"#########', "0905123456"),
    (905123456, r"\0000000000", "0905123456"),
    (5551234, "(###) ###-####", "() 555-1234"),
    (1234, "###-####", "-1234"),
    (12345678901, "000-0000", "1234567-8901"),
    (5, '"Tổ "0', "Tổ 5"),
    (5, '0" tổ"', "5 tổ"),
    (5, "0 đ", "5 đ"),
    (5, "[$₫-42A]0", "₫5"),
    (5, "0[$đ]", "5đ"),
    # sections, colours, conditions
    (5, "0;-0;;@", "5"),
    (0, "0;-0;;@", ""),
    (-5, "0;-0;;@", "-5"),
    (-5, "0", "-5"),
    (-5, "0;(0)", "(5)"),
    (5, "0;[Red](0)", "5"),
    (5, "[Red]00", "05"),
    (5, "[Color 10]00", "05"),
    (0, '0;-0;"không"', "không"),
    (5, ";;;", ""),
    (5551234, r"[<=9999999]###\-####;\(###\)\ ###\-####", "555-1234"),
    (2345551234, r"[<=9999999]###\-####;\(###\)\ ###\-####", "(234) 555-1234"),
    (905123456, r"[<1000000000]0000\ 000\ 000;0000\ 000\ 0000", "0905 123 456"),
    # texts
    ("Bến Sen", "@", "Bến Sen"),
    ("Bến Sen", "General", "Bến Sen"),
    ("Bến Sen", "00000", "Bến Sen"),
    ("Bến Sen", '"Xã "@', "Xã Bến Sen"),
    ("Bến Sen", '0;-0;0;"Xã "@', "Xã Bến Sen"),
    ("Bến Sen", ";;;", ""),
    ("x", "0;-0", "x"),
    (True, "General", "TRUE"),
    # dates and times
    (DAY, "dd/mm/yyyy", "02/11/2026"),
    (DAY, "d/m/yy", "2/11/26"),
    (DAY, "dd/mm/yyyy;@", "02/11/2026"),
    (DAY, "[$-42A]dd/mm/yyyy", "02/11/2026"),
    (DAY, r"[$-1010000]d/m/yyyy;@", "2/11/2026"),
    (DAY, "yyyy-mm-dd", "2026-11-02"),
    (DAY, r"dd\.mm\.yyyy", "02.11.2026"),
    (DAY, "dd.mm.yyyy", "02.11.2026"),
    (DAY, '"ngày "d" tháng "m" năm "yyyy', "ngày 2 tháng 11 năm 2026"),
    (MORNING, "dd/mm/yyyy hh:mm", "02/11/2026 07:30"),
    (MORNING, "h:mm dd/mm/yyyy", "7:30 02/11/2026"),
    (EVENING, "h:mm:ss", "17:05:09"),
    (EVENING, "h:mm AM/PM", "5:05 PM"),
    (EVENING, "mm:ss", "05:09"),
    (EVENING, 'h"g"mm', "17g05"),
    (EVENING, r"h\hmm", "17h05"),
    (time(7, 30), "hh:mm", "07:30"),
    (time(0, 30), "h:mm AM/PM", "12:30 AM"),
    (timedelta(hours=26, minutes=5), "[h]:mm", "26:05"),
    (timedelta(hours=26, minutes=5, seconds=9), "[hh]:mm:ss", "26:05:09"),
    (timedelta(minutes=90), "[mm]", "90"),
    # what is not followed
    (0.5, "0%", None),
    (1234, "#,##0", None),
    (1234, "0.00E+00", None),
    (0.5, "# ?/?", None),
    (2343550101, "0000.000.0000", None),
    (-0.2, "0", None),
    (-5, "0;", None),
    (-5, "[>5]0;00", None),
    (5, "[DBNum1]0", None),
    (5, "[$-D000000]0", None),
    (5, "0x", None),
    (5, '0"', None),
    (DAY, "dd mmm yyyy", None),
    (DAY, "dddd", None),
    (DAY, "[$-F800]dddd", None),
    (DAY, "[$-107041E]d/m/yyyy", None),
    (EVENING, "ss.00", None),
    (EVENING, "[$-42A]h:mm AM/PM", None),
    (time(7, 30), "dd/mm/yyyy", None),
    (DAY, "0", None),
    (5, "dd/mm/yyyy", None),
    (5, "0" * 300, None),
)


@pytest.mark.parametrize(("value", "code", "text"), TABLE, ids=[f"{value!r} {code}"[:60] for value, code, _ in TABLE])
def test_a_value_as_its_format_shows_it(value: Value, code: str, text: str | None) -> None:
    assert shown(value, code) == text


@pytest.mark.parametrize(
    ("value", "code", "pads_it"),
    [
        (101, "00000", True),
        (12345, "00000", True),
        (101, "0", False),
        (0.5, "0.00", False),
        (0, "0", False),
        (905123456, '"0"#########', True),
        (2343550101, '0000"."000', True),
        (5, '"Tổ "0', False),
        (1234, "#,##0", False),
        (1.5, "General", False),
    ],
)
def test_zeros_that_a_format_puts_in_front(value: float, code: str, pads_it: bool) -> None:
    assert pads(value, code) is pads_it


def test_kinds_of_formats() -> None:
    assert [is_date(code) for code in ("dd/mm", "h:mm", "[h]:mm", "0", "General", r"0\d")] == [True] * 3 + [False] * 3
    assert [is_elapsed(code) for code in ("[h]:mm", "h:mm")] == [True, False]
    assert [formats_text(code) for code in ('"Xã "@', ";;;", "@", "0;-0;;@", "General")] == [True, True, False, True, False]


@pytest.mark.parametrize(
    ("value", "digits"),
    [(2343550101.0, "2343550101"), (1e22, "1" + "0" * 22), (0.1, "0.1"), (-1e-7, "-0.0000001"), (12345678901234567, "12345678901234567")],
)
def test_plain_digits(value: float, digits: str) -> None:
    assert plain(value) == digits
