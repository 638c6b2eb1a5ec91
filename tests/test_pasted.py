"""What Word, chats and web pages leave in a pasted text: what of it prints, what is told, and by which command."""

import ast
from pathlib import Path

import pytest

from printkit.cli import main
from printkit.errors import SourceError
from printkit.inline import plain
from printkit.intake import check, read
from printkit.marks import FAST, FREE, TIE
from printkit.model import Guide
from printkit.readers import classes
from printkit.source.guide import read_guide
from printkit.words import bind, load_words
from tests.office import HOUSE, WARDS, Captured, fails, made, save

START, RUN, HOLE = ["start-mark"], ["run-together"], ["hole"]

# A step as it is written, what prints of it ("" for what is written), and the codes of all that `check` tells.
STEPS: list[tuple[str, str, list[str]]] = [
    # Numbers and signs at its start; the step that is tried is the first of its guide.
    ('"Bước 1: Mở trang"', "Mở trang", START),
    ("Bước 1: Mở trang", "Mở trang", START),
    ("Bước 1: Lưu ý: mang thẻ", "Lưu ý: mang thẻ", ["start-mark", "colon-text"]),
    ("Bước 1. Mở trang", "Mở trang", START),
    ("BƯỚC 1 – Mở trang", "Mở trang", START),
    ("Bước 01) Mở trang", "Mở trang", START),
    ("Bước 1:Mở trang", "Mở trang", START),
    ("**Bước 1:** Mở trang", "Mở trang", ["sign-text", "start-mark"]),
    ('"**Bước 1**: Mở trang"', "Mở trang", START),
    ('"**Bước 1: Mở** trang"', "Mở trang", START),
    ('"Bước 1: **Gửi** đơn"', "Gửi đơn", START),
    ("B1: Mở trang", "Mở trang", START),
    ("B1. Mở trang", "Mở trang", START),
    ("1. Mở trang", "Mở trang", START),
    ("1) Mở trang", "Mở trang", START),
    ("1.Mở trang", "Mở trang", START),
    ("1/ Mở trang", "Mở trang", START),
    ("• Mở trang", "Mở trang", START),
    ("\uf0b7\tMở trang", "Mở trang", START),
    ("➢ Mở trang", "Mở trang", START),
    ('"- Mở trang"', "Mở trang", START),
    ("-Mở trang", "Mở trang", START),
    ("- Mở trang", "Mở trang", START),
    ("– Mở trang", "Mở trang", START),
    ("+ Mở trang", "Mở trang", START),
    ("- 1. Mở trang", "Mở trang", START),
    ("{text: 1. Mở trang, short: 1) Mở}", "Mở trang", START),
    ("text: 'Bước 1: Mở trang'", "Mở trang", START),
    ("Bước 3: Mở trang", "Mở trang", ["step-number"]),
    ("Bước 1", "", []),
    ("Bước 1 và 2 làm tại nhà", "", []),
    ("Bước 1-2 làm tại nhà", "", []),
    ("B1 là hạng xe", "", []),
    ("1.000 đồng một bản", "", []),
    ("24/7 có người trực", "", []),
    ("-5 độ là lạnh", "", []),
    ("+84 là mã nước", "", []),
    ("-> Cài đặt", "→ Cài đặt", []),
    # Signs of symbol fonts.
    ("Mở **Cài đặt** \uf0e0 **Xóa**", "Mở Cài đặt → Xóa", []),
    ("Mở **Cài đặt** ⇒ **Xóa**", "Mở Cài đặt → Xóa", []),
    ("Mở **Cài đặt** ➔ **Xóa**", "Mở Cài đặt → Xóa", []),
    ("Mở **Cài đặt** ➡\ufe0f **Xóa**", "Mở Cài đặt → Xóa", []),
    ("Mở https://dichvucong.gov.vn/x⇒ rồi chờ", "Mở dichvucong.gov.vn/x→ rồi chờ", []),
    ("Hỏi quầy ● lấy phiếu", "Hỏi quầy • lấy phiếu", []),
    ("Hỏi quầy ▪ lấy phiếu", "Hỏi quầy • lấy phiếu", []),
    ("Hỏi quầy \uf0b7 lấy phiếu", "Hỏi quầy • lấy phiếu", []),
    ("Điền mẫu №5", "Điền mẫu Số 5", []),
    ("Điền mẫu № 5", "Điền mẫu Số 5", []),
    # Marks of Markdown and HTML.
    ("Nhập *không* dấu", "", ["markdown"]),
    ("Nhập _không_ dấu", "", ["markdown"]),
    ("Nhập `số biên bản`", "", ["markdown"]),
    ("Nhập ~~cũ~~ mới", "", ["markdown"]),
    ('"## Mở trang"', "", ["markdown"]),
    ("Xem [hướng dẫn](https://dichvucong.gov.vn/x)", "Xem [hướng dẫn](dichvucong.gov.vn/x)", ["markdown"]),
    ("Nhập \\*không\\* dấu", "Nhập *không* dấu", []),
    ("Bấm *101# hoặc *102#", "", []),
    ("Bấm *101*1#", "", []),
    ("Điền mau_don_01 (*) và ____ (*)", "", []),
    ("Nhập <b>đủ</b> tên", "", ["html"]),
    ("Họ&nbsp;tên<br/>và ngày sinh", "", ["html"]),
    ("Nhập <Họ và tên> của mình", "", []),
    ("Mở https://dichvucong.gov.vn/?a=1&lt;_b_", "Mở dichvucong.gov.vn/?a=1&lt;_b_", []),
    # Holes.
    ("Đăng nhập trên .", "", HOLE),
    ("Đăng nhập trên . Chọn mục.", "", HOLE),
    ("Nộp hồ sơ tại", "", HOLE),
    ("Nộp hồ sơ tại.", "", HOLE),
    ('"Xem tại:"', "", HOLE),
    ("Nhắn tin đến đầu số", "", HOLE),
    ("{text: Xem, note: Hỏi thêm tại .}", "Xem", HOLE),
    ("{text: Xem tại, link: 'https://dichvucong.gov.vn'}", "Xem tại", []),
    ("{text: Nộp tại, detail: Bộ phận Một cửa}", "Nộp tại", []),
    ("Nộp tại {{ward.name}}", "", []),
    ("Lấy số", "", []),
    ("Nhập mã số.", "", []),
    ("Nộp các giấy tờ trên.", "", []),
    ("Ghi nơi ở hiện tại.", "", []),
    # Lists in one text.
    ('"Nhận thẻ:\\n- tại nhà\\n- tại quầy"', "Nhận thẻ: - tại nhà - tại quầy", RUN),
    ('"- Mở trang\\n- Gửi"', "- Mở trang - Gửi", RUN),
    ("• Mở trang • Gửi", "", RUN),
    ("1. Mở trang 2. Gửi", "", RUN),
    ('"Bước 1: Mở trang Bước 2: Gửi"', "", RUN),
    ("Mang (1) thẻ, (2) sổ", "", RUN),
    ("Mang a) thẻ b) sổ", "", RUN),
    ("Sáng 7:30 - 11:30, chiều 13:30 - 17:00", "", []),
    ("Hỏi Một cửa • lấy phiếu", "", []),
    # What every office writes.
    ("Mang CCCD, BHXH, BHYT đến UBND", "", []),
    ("Gửi tệp PDF, JPG hay PNG qua VNeID", "", []),
    ("Nhập OTP của TTHC", "", []),
]


def guide_of(folder: Path, text: str) -> tuple[Guide, Path]:
    path = folder / "g.yaml"
    path.write_text(text, encoding="utf-8")
    return read_guide(path), path


@pytest.mark.parametrize(("step", "printed", "codes"), STEPS, ids=range(len(STEPS)))
def test_a_pasted_step(tmp_path: Path, step: str, printed: str, codes: list[str]) -> None:
    text = f"title: Cấp thẻ\nsteps:\n  - {step}\n  - Nhận thẻ\n"
    guide, path = guide_of(tmp_path, text)
    assert plain(guide.sections[0].steps[0].text) == (printed or step.strip('"'))
    assert [remark.code for remark in check(path).warnings] == codes
    for remark in guide.remarks:
        if remark.code == "start-mark" and remark.mended:
            again, _path = guide_of(tmp_path, text.replace(f"  - {step}", remark.mended))
            assert again == guide
            assert again.remarks == ()


def test_what_is_taken_off_is_told_once_a_file(tmp_path: Path) -> None:
    guide, _path = guide_of(tmp_path, "title: A\nsteps:\n  - 'Bước 1: Mở'\n  - B2. Gửi\n  - • Về\n")
    (remark,) = guide.remarks
    assert str(remark).endswith(
        ":3:5: “Bước 1:” at its start is taken off (also in 2 more places); "
        "leave it out: numbers of steps print by themselves"
    )
    assert remark.mended == "  - Mở"


def test_a_number_that_is_not_the_printed_one_is_told_as_such(tmp_path: Path) -> None:
    guide, _path = guide_of(tmp_path, "title: A\nsteps:\n  - 'Bước 1: Mở'\n  - 'Bước 3: Gửi'\n  - 'Bước 3: Về'\n")
    assert [(remark.code, remark.message) for remark in guide.remarks] == [
        ("start-mark", "“Bước 1:” at its start is taken off (also in 1 more places)"),
        ("step-number", "“Bước 3:” at its start is taken off; the step prints as number 2"),
    ]


def test_ways_and_items_have_signs_of_their_own(tmp_path: Path) -> None:
    text = (
        "title: A\nprepare: [• CCCD, '- Sổ', 1. Đơn]\nnotes: ['+ Hỏi thêm']\n"
        "options: [{title: 'Cách 1: Gọi', text: Gọi}, 'Cách 2: Đến quầy']\n"
    )
    guide, _path = guide_of(tmp_path, text)
    section = guide.sections[0]
    assert [plain(item) for item in section.prepare] == ["CCCD", "Sổ", "1. Đơn"]
    assert [plain(note) for note in section.notes] == ["Hỏi thêm"]
    assert [plain(way.title) or plain(way.text) for way in section.options] == ["Gọi", "Đến quầy"]
    assert [remark.code for remark in guide.remarks] == ["item-mark"]


@pytest.mark.parametrize("name", [r"anh\otp.png", r".\anh\otp.png", "anh/otp.png"])
def test_a_picture_is_found_by_a_path_of_windows(tmp_path: Path, name: str) -> None:
    from PIL import Image

    (tmp_path / "anh").mkdir()
    Image.new("RGB", (300, 300)).save(tmp_path / "anh/otp.png")
    guide, _path = guide_of(
        tmp_path, f"title: A\nsteps:\n  - text: Mở\n    image:\n      src: {name}\n      alt: Ô mã\n"
    )
    image = guide.sections[0].steps[0].image
    assert image
    assert image.path == str((tmp_path / "anh/otp.png").resolve())


@pytest.mark.parametrize("name", [r"..\otp.png", r"C:\otp.png", r"\\may\otp.png", r"anh\..\..\otp.png"])
def test_a_path_of_windows_leads_out_of_no_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError, match="own folder"):
        guide_of(tmp_path, f"title: A\nsteps:\n  - text: Mở\n    image: {{src: '{name}', alt: Ô mã}}\n")


def test_a_circled_number_is_told_with_what_to_do(tmp_path: Path) -> None:
    save(str(tmp_path / "g.yaml"), "title: A\nsteps: [① Chụp ảnh, ✅ Xong]\n")
    error = check(tmp_path / "g.yaml").error
    assert error
    assert [problem.hint for problem in error.problems] == [
        "delete it: numbers of steps print by themselves",
        "write it in words, or choose another",
    ]


# A sign or an opening bracket stays with what follows: the text, and the mark in place of the space behind it.
HELD = [("Người (≥ 18 tuổi)", 8, FAST), ("Dưới < 5 MB", 6, FAST), ("Chọn > Gửi", 6, TIE), ("Xem ( mẫu )", 5, TIE)]
HELD += [("Không ≤ 3 bản", 7, FAST), ("Bấm « Gửi »", 5, TIE)]


@pytest.mark.parametrize(("text", "at", "mark"), HELD)
def test_a_sign_stays_with_what_follows(text: str, at: int, mark: str) -> None:
    bound = bind(text, (), load_words("vi"))
    assert bound[at] == mark
    assert bound[text.index(" ")] == FREE
    assert len(bound) == len(text)


# Classes

TOLD = {  # a step that prints tell of, by the class of its remark
    classes.WRONG_CODE: "{text: Mở, link: 'https://192.168.1.5/x'}",
    classes.LOST_TEXT: "Đăng nhập trên .",
    classes.NO_CODE: "Mở dichvucong.gov.vn",
    classes.NO_NUMBER: "Gọi 0912 345 67",
    classes.TAKEN: "1. Mở trang",
}
STYLE = ("Nhập *không* dấu", "Nộp ĐKTT", "{text: Mở, link: 'https://a.example.vn'}", "• Mở • Gửi", "Điền đơn, ký tên")


@pytest.mark.parametrize(("kind", "step"), TOLD.items())
def test_a_print_tells_what_loses_words_codes_or_numbers(tmp_path: Path, kind: str, step: str) -> None:
    _guide, path = guide_of(tmp_path, f"title: Cấp thẻ\nsteps:\n  - {step}\n")
    assert [classes.CLASSES[remark.code] for remark in read(path, "").warnings] == [kind]
    assert read(path, "").warnings == check(path).warnings


@pytest.mark.parametrize("step", STYLE)
def test_a_print_tells_nothing_of_style(tmp_path: Path, step: str) -> None:
    _guide, path = guide_of(tmp_path, f"title: Cấp thẻ\nsteps:\n  - {step}\n")
    assert [classes.CLASSES[remark.code] for remark in check(path).warnings] == [classes.STYLE]
    assert read(path, "").warnings == ()


def test_only_the_section_that_prints_is_told_of(tmp_path: Path) -> None:
    part = "  - {{title: B, id: {0}, steps: [Mở {0}.gov.vn]}}\n"
    _guide, path = guide_of(tmp_path, f"title: A\nsections:\n{part.format('x1')}{part.format('x2')}")
    (remark,) = read(path, "x2").warnings
    assert "x2.gov.vn" in remark.message


def test_a_look_alike_host_that_is_allowed_is_told_no_more(tmp_path: Path) -> None:
    _guide, path = guide_of(tmp_path, "title: A\nsteps: ['Mở https://dvc-gov.vn']\n")
    assert [remark.code for remark in check(path).warnings] == ["look-alike"]
    assert read(path, "", ("dvc-gov.vn",)).warnings == ()


def test_every_code_of_a_remark_has_its_class() -> None:
    files = [*(HOUSE / "printkit/readers").glob("*.py"), HOUSE / "printkit/source/pasted.py"]
    nodes = [node for path in files for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    calls = [node for node in nodes if isinstance(node, ast.Call) and ast.unparse(node.func) == "Problem"]
    codes = {ast.literal_eval(call.args[3]) for call in calls if not isinstance(call.args[3], ast.Name)}
    assert len(calls) > len(codes) > 10
    assert codes <= set(classes.CLASSES)


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("command", ["build", "preview", "batch"])
def test_each_command_that_prints_tells_it_once(command: str, capsys: Captured) -> None:
    steps = "\n".join(f"  - {step}" for step in (*TOLD.values(), *STYLE))
    path = save("guides/the.yaml", f"title: Cấp thẻ\nissuer: Xã Bến Sen\nsteps:\n{steps}\n")
    save("wards.csv", WARDS)
    more = {"build": ["--no-proof"], "preview": [], "batch": ["--wards", "wards.csv", "--proof", "none", "--quiet"]}
    lines = [line for line in fails([command, "-f", "leaflet", *more[command]], 0, capsys) if str(path) in line]
    capsys.readouterr()
    assert main(["check", str(path)]) == 0
    checked = [line for line in capsys.readouterr().err.splitlines() if ": good" not in line]
    assert len(lines) == len(TOLD)
    assert set(lines) < set(checked)
    assert len(checked) == len(TOLD) + len(STYLE)
    assert made()
