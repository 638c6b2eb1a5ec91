"""Links in every format: calls as live text, codes and links of one string, long addresses, pictures with codes."""

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import qrcode
from PIL import Image
from pypdf import PdfReader

from printkit.addresses import ascii_form
from printkit.cli import main
from printkit.compose import compose
from printkit.errors import LayoutError
from printkit.fill import fill
from printkit.fonts import covered
from printkit.formats import Options
from printkit.intake import check
from printkit.layout.document import Document
from printkit.layout.frame import Frame, Glyphs, Matrix, Picture, Placed
from printkit.model import Ward
from printkit.pdf.pen import draw
from printkit.proof.prove import assure, prove
from printkit.qr import Code
from printkit.readers.screens import personal
from printkit.source.guide import read_guide
from tests.checks import marks
from tests.office import Captured
from tests.prints import decoded, parse, rasters

KINDS = {
    "leaflet": ("leaflet", Options()),
    "poster": ("poster", Options()),
    "A7": ("flashcards", Options()),
    "A6": ("flashcards", Options(card_size="A6")),
    "steps A7": ("flashcards", Options(cards="step")),
    "steps A6": ("flashcards", Options(cards="step", card_size="A6")),
}

CALLS = """title: Đặt lịch làm thủ tục
hotline: "1900.9068"
links:
  - {url: "tel:02343550102", label: Đường dây căn cước}
  - {url: "mailto:congan@bensen.example.vn?subject=Hỏi", label: Công an phường}
  - {url: "https://bensen.example.vn", label: Trang của phường}
sections:
  - title: Đặt lịch trước khi đến
    steps:
      - text: Gọi trước khi đến
        link: {url: "tel:0234.355.0101", label: Gặp chuyên viên hộ tịch}
      - text: Gửi thư hỏi
        detail: Ghi rõ họ tên và việc cần làm.
        short: Gửi thư
        note: Thư được trả lời trong ngày.
        link: {url: "mailto:motcua@bensen.example.vn", label: Hộp thư Một cửa}
      - text: Mở trang đặt lịch
        link: {url: "https://dichvucong.example.vn/dat-lich", label: Trang đặt lịch}
    links:
      - "tel:0905123456"
      - {url: "mailto:vanthu@bensen.example.vn", label: Văn thư}
  - title: Hỏi kết quả
    options:
      - title: Gọi điện
        text: Gọi cho cán bộ.
        link: {url: "tel:02343550103", label: Trả kết quả}
      - title: Gửi thư
        steps: [Viết thư, Gửi đi]
        links: [{url: "mailto:ketqua@bensen.example.vn", label: Hộp thư kết quả}]
"""
SAID = {  # the address of each link, and what prints of it
    "tel:02343550102": "Đường dây căn cước: 0234 3550 102",
    "mailto:congan@bensen.example.vn?subject=H%E1%BB%8Fi": "Công an phường: congan@bensen.example.vn",
    "tel:0234.355.0101": "Gặp chuyên viên hộ tịch: 0234.355.0101",
    "mailto:motcua@bensen.example.vn": "Hộp thư Một cửa: motcua@bensen.example.vn",
    "tel:0905123456": "Điện thoại: 0905 123 456",
    "mailto:vanthu@bensen.example.vn": "Văn thư: vanthu@bensen.example.vn",
    "tel:02343550103": "Trả kết quả: 0234 3550 103",
    "mailto:ketqua@bensen.example.vn": "Hộp thư kết quả: ketqua@bensen.example.vn",
}
LABELS = ("Trang của phường", "Trang đặt lịch")  # of codes


def squeezed(text: str) -> str:
    return "".join(text.split())


def read(pdf: bytes) -> str:
    """The text of a file without white space, which lines break at."""
    return squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


def live(pdf: bytes) -> Iterator[str]:
    for page in PdfReader(BytesIO(pdf)).pages:
        annotations: Any = page.get("/Annots", [])
        yield from (str(annotation.get_object()["/A"]["/URI"]) for annotation in annotations)


@cache
def printed(text: str, kind: str, ink_saver: bool = False) -> tuple[bytes, Document]:
    """A proven print."""
    fmt, options = KINDS[kind]
    document = compose(fill(parse(text), None), fmt, options._replace(ink_saver=ink_saver))
    pdf = draw(document)
    assure(pdf, document, kind)
    return pdf, document


def codes(document: Document) -> set[str]:
    """The addresses that the frames' codes hold."""
    found = [mark.item.modules for page in document.pages for mark in marks(page) if isinstance(mark.item, Matrix)]
    return {code.url for code in found if isinstance(code, Code)}


@pytest.mark.parametrize("ink_saver", [False, True], ids=["colour", "ink-saver"])
@pytest.mark.parametrize("kind", KINDS)
def test_calls_and_mail_print_with_their_labels_and_are_live(kind: str, ink_saver: bool) -> None:
    pdf, document = printed(CALLS, kind, ink_saver)
    text, addresses = read(pdf), set(live(pdf))
    assert {url for url in SAID if url not in addresses} == set()
    assert {said for said in SAID.values() if squeezed(said) not in text} == set()
    assert {label for label in LABELS if squeezed(label) not in text} == set()
    assert codes(document) == {"https://bensen.example.vn", "https://dichvucong.example.vn/dat-lich"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_call_of_a_guide_with_one_procedure_prints(kind: str) -> None:
    text = 'title: Hỏi\nsteps: [Gọi]\nlinks: [{url: "tel:113", label: Công an}, "mailto:a@b.example.vn"]\n'
    pdf, _document = printed(text, kind)
    assert squeezed("Công an: 113") in read(pdf)
    assert squeezed("Email: a@b.example.vn") in read(pdf)
    assert {"tel:113", "mailto:a@b.example.vn"} <= set(live(pdf))


@pytest.mark.parametrize("kind", KINDS)
def test_a_code_on_a_crowded_card_keeps_its_label(kind: str) -> None:
    title = "Đăng ký tài khoản trên Cổng Dịch vụ công quốc gia"
    link = "{url: 'https://dichvucong.example.vn/tai-khoan', label: Bài hướng dẫn trên Zalo}"
    notes = "[OTP là mã xác thực dùng một lần. Đừng đọc mã OTP cho người khác.]"
    steps = f"[{{text: Mở trang, link: {link}}}, {', '.join(['Bấm nút, nhập mã, rồi chờ'] * 5)}]".replace("nút,", "nút")
    head = f'title: {title}\nhotline: "1900.9068"\nwhen: Dành cho người chưa có tài khoản\n'
    text = f"{head}notes: {notes}\nsteps: {steps}\n"
    assert squeezed("Bài hướng dẫn trên Zalo") in read(printed(text, kind)[0])


# One string in code and link, readable words beside it

FORMS = {
    "https://huonggiang.gov.vn/van-ban/Hướng-dẫn.pdf": "huonggiang.gov.vn/van-ban/Hướng-dẫn.pdf",
    "https://huonggiang.gov.vn/tim?q=%23thủ%7Ctục#mục-2": "huonggiang.gov.vn/tim?q=%23thủ%7Ctục#mục-2",
    "https://vi.wikipedia.org/wiki/Vi%E1%BB%87t_Nam": "vi.wikipedia.org/wiki/Việt_Nam",
    "HTTPS://DICHVUCONG.GOV.VN/TRA-CUU": "DICHVUCONG.GOV.VN/TRA-CUU",
    "https://cổng.example.vn/x": "cổng.example.vn/x",
    "https://dichvucong.gov.vn./": "dichvucong.gov.vn",
}


@pytest.mark.parametrize("kind", ["leaflet", "poster", "A7", "steps A6"])
@pytest.mark.parametrize("url", FORMS)
def test_a_code_holds_the_string_of_its_link_and_the_words_are_readable(url: str, kind: str) -> None:
    pdf, document = printed(f"title: Mở\nsteps: [Quét mã.]\nlinks: ['{url}']\n", kind)
    wanted = {ascii_form(url)}
    assert ascii_form(url).isascii()
    assert codes(document) == wanted
    assert set(live(pdf)) == wanted
    assert {text for picture in rasters(pdf) for text in decoded(picture)} == wanted
    assert squeezed(FORMS[url]) in read(pdf)


def test_a_ward_s_page_is_one_string_in_code_and_link_too() -> None:
    ward = Ward("00101", "Phường Bến Sen", url="https://bensen.example.vn/Giới-thiệu")
    guide = fill(parse("title: Mở\nsteps: ['Mở {{ward.url}}, rồi đọc.']\n"), ward)
    for kind in ("leaflet", "poster", "A7"):
        fmt, options = KINDS[kind]
        pdf = draw(document := compose(guide, fmt, options))
        assure(pdf, document, kind)
        wanted = {ascii_form(ward.url)}
        assert codes(document) == set(live(pdf)) == wanted
        assert {text for picture in rasters(pdf) for text in decoded(picture)} == wanted
        assert "bensen.example.vn/Giới-thiệu" in read(pdf)


def changed(frame: Frame, old: str, new: str) -> Frame:
    """A frame whose texts say something else."""
    items: list[Placed] = []
    for placed in frame.items:
        item = placed.item
        if isinstance(item, Frame):
            item = changed(item, old, new)
        elif isinstance(item, Glyphs):
            item = item._replace(text=item.text.replace(old, new))
        items.append(placed._replace(item=item))
    return frame._replace(items=tuple(items))


def linked(frame: Frame, new: str) -> Frame:
    """A frame whose live texts lead elsewhere."""
    items: list[Placed] = []
    for placed in frame.items:
        item = placed.item
        if isinstance(item, Frame):
            item = linked(item, new)
        elif isinstance(item, Glyphs) and item.link.startswith("https"):
            item = item._replace(link=new)
        items.append(placed._replace(item=item))
    return frame._replace(items=tuple(items))


@pytest.mark.parametrize(("old", "new"), [("a.example.vn", "o.example.vn"), ("113", "114"), ("b@c", "d@c")])
def test_the_proof_sees_words_that_lead_elsewhere(old: str, new: str) -> None:
    text = "title: Mở\nsteps: [Mở https://a.example.vn/x]\nlinks: ['tel:113', 'mailto:b@c.example.vn']\n"
    _pdf, good = printed(text, "leaflet")
    document = good._replace(pages=tuple(changed(page, old, new) for page in good.pages))
    assert any("leads to" in failure.found for failure in prove(draw(document), document).failures)


def test_the_proof_sees_a_link_beyond_ascii() -> None:
    _pdf, good = printed("title: Mở\nsteps: [Mở https://a.example.vn/Huế]\n", "leaflet")
    document = good._replace(pages=tuple(linked(page, "https://a.example.vn/Huế") for page in good.pages))
    assert any("beyond ASCII" in failure.found for failure in prove(draw(document), document).failures)


# Long addresses


def long_url(length: int) -> str:
    start, end = "https://docs.google.com/forms/d/e/", "/viewform"
    return start + ("1FAIpQLSeaB3xY9kQzR" * 20)[: length - len(start) - len(end)] + end


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("length", [95, 300])
def test_a_long_address_prints_in_every_format(length: int, kind: str) -> None:
    url = long_url(length)
    pdf, document = printed(f"title: Khảo sát\nsteps: [Quét mã.]\nlinks: [{{url: '{url}', label: Phiếu}}]\n", kind)
    assert codes(document) == set(live(pdf)) == {url}
    assert "docs.google.com" in read(pdf)
    assert (url.removeprefix("https://") in read(pdf)) == (kind == "leaflet")


@pytest.mark.parametrize("kind", KINDS)
def test_a_long_address_in_running_text_breaks_anywhere(kind: str) -> None:
    pdf, _document = printed(f"title: Khảo sát\nsteps: ['Mở {long_url(120)}, rồi trả lời.', Gửi đi.]\n", kind)
    assert long_url(120).removeprefix("https://") + ",rồitrảlời" in read(pdf)


def test_no_message_asks_for_spaces_in_an_address() -> None:
    guide = parse(f"title: Khảo sát\nsteps: ['Mở {long_url(900)}, rồi trả lời.']\n")
    with pytest.raises(LayoutError) as raised:
        compose(guide, "flashcards", Options())
    assert "space" not in str(raised.value)


# Pictures with codes


def screenshot(folder: Path, text: str, name: str = "anh.png") -> None:
    """A picture of a screen that shows a code."""
    code = qrcode.make(text, box_size=8).get_image().convert("RGB")
    screen = Image.new("RGB", (720, 900), "#e8eef4")
    screen.paste(code, ((720 - code.width) // 2, 200))
    screen.save(folder / name)


def pictured(folder: Path, text: str, step: str = "Quét mã như hình.") -> Path:
    screenshot(folder, text)
    path = folder / "g.yaml"
    image = "{src: anh.png, alt: Màn hình có mã}"
    path.write_text(f"title: Quét mã\nsteps:\n- text: {step}\n  image: {image}\n- Bấm Gửi.\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("text", ["https://dichvucong.gov.vn", "00020101021238540010A000000727", "Xin chào"])
@pytest.mark.parametrize("kind", ["leaflet", "poster", "steps A6"])
def test_a_screenshot_that_shows_a_code_prints(tmp_path: Path, kind: str, text: str) -> None:
    fmt, options = KINDS[kind]
    guide = read_guide(pictured(tmp_path, text, "Quét mã tại https://dichvucong.gov.vn."), covered())
    document = compose(guide, fmt, options)
    assure(draw(document), document, kind)
    assert any(isinstance(mark.item, Picture) for page in document.pages for mark in marks(page))


def test_the_proof_sees_a_code_that_the_picture_does_not_show(tmp_path: Path) -> None:
    """The file's picture shows another code than the promised one."""
    path = pictured(tmp_path, "https://dichvucong.gov.vn")
    promised = compose(read_guide(path, covered()), "leaflet", Options())
    screenshot(tmp_path, "https://dichvucong.gov.vm")
    other = draw(compose(read_guide(path, covered()), "leaflet", Options()))
    assert any("nobody promised" in failure.found for failure in prove(other, promised).failures)


def test_check_says_what_the_code_on_a_picture_holds(tmp_path: Path) -> None:
    (remark,) = check(pictured(tmp_path, "https://dichvucong.gov.vn")).warnings
    assert (remark.where and remark.where.line) == 4
    assert "“https://dichvucong.gov.vn”" in remark.message
    (remark,) = check(pictured(tmp_path, "079012345678||Nguyễn Văn A|01011990|Nam|12 Lê Lợi|01012021")).warnings
    assert "the data of an identity card" in remark.message
    assert "12345678" not in str(remark)


PERSONAL = {
    "079012345678||Nguyễn Văn A|01011990|Nam|12 Lê Lợi|01012021": "the data of an identity card",
    "WIFI:S:UBND;T:WPA;P:12345678;;": "a password or a secret",
    "otpauth://totp/x?secret=abc": "a password or a secret",
    "BEGIN:VCARD\nFN:Nguyễn Văn A\nEND:VCARD": "a person's contact",
    "00020101021238540010A000000727": "an account to pay to",
    "https://zalo.me/0905123456": "a telephone number",
    "Gọi 0905.123.456": "a telephone number",
    "nguyenvana@example.vn": "an email address",
    "079012345678": "the number of an identity or an insurance card",
    "HC4790123456789": "the number of an identity or an insurance card",
    "Nguyễn Văn A|Nam|Bến Sen": "a person's name and data",
    "Sinh 01/02/1990": "a date of birth",
    "https://dichvucong.gov.vn/p/home/dvc-trang-chu.html": "",
    "https://vneid.gov.vn": "",
    "Xin chào": "",
    "A5-B7": "",
}


@pytest.mark.parametrize(("text", "kind"), PERSONAL.items(), ids=lambda value: value[:20])
def test_what_looks_personal(text: str, kind: str) -> None:
    assert personal(text) == kind


# Hosts that pass for others

LOOKS = {
    "https://dichvucong-gov.vn/x": "dichvucong-gov.vn",
    "https://dichvucong.gov.vn.example.com": "dichvucong.gov.vn.example.com",
    "https://dvc.gov.vn@x.example.vn": "x.example.vn",
    "https://za1o.me/abc": "za1o.me",
    "https://xn--baohimxahoi-skj.gov.vn": "xn--baohimxahoi-skj.gov.vn",
}
GOOD = ("https://dichvucong.gov.vn", "https://zalo.me/abc", "https://cổng.example.vn", "https://www.usa.gov")


@pytest.mark.parametrize(("url", "host"), LOOKS.items())
@pytest.mark.parametrize("command", ["build", "preview", "batch"])
@pytest.mark.usefixtures("office")
def test_a_look_alike_is_not_printed(command: str, url: str, host: str, capsys: Captured) -> None:
    Path("g.yaml").write_text(f"title: Mở\nsteps: ['Mở {url}, rồi chọn.']\n", encoding="utf-8")
    wards = ["--wards", "guides/wards.csv"] if command == "batch" else []
    arguments = [command, "g.yaml", "-f", "leaflet", *wards]
    assert main(arguments) == 3
    err = capsys.readouterr().err
    assert f"--allow-host {host}" in err
    assert re.search(r"^g\.yaml:2:\d+: ", err, re.MULTILINE)
    if command == "build":
        assert main([*arguments, "--allow-host", "other.vn", "--allow-host", host.upper()]) == 0


@pytest.mark.parametrize("url", GOOD)
@pytest.mark.usefixtures("office")
def test_other_hosts_print(url: str) -> None:
    Path("g.yaml").write_text(f"title: Mở\nsteps: ['Mở {url}, rồi chọn.']\n", encoding="utf-8")
    assert main(["build", "g.yaml", "-f", "leaflet", "--no-proof"]) == 0


@pytest.mark.usefixtures("office")
def test_a_ward_whose_page_passes_for_another_is_left_out(capsys: Captured) -> None:
    rows = (
        "Mã,Tên,Trang web\n00101,Phường Bến Sen,https://bensen-gov.vn\n00102,Phường Bến Sỏi,https://bensoi.example.vn\n"
    )
    Path("w.csv").write_text(rows, encoding="utf-8")
    arguments = ["batch", "guides/the.yaml", "--wards", "w.csv", "-f", "leaflet", "--proof", "none"]
    assert main(arguments) == 3
    assert "w.csv:2:1: bensen-gov.vn looks like a host of the state" in capsys.readouterr().err
    assert [path.name for path in sorted(Path("output").iterdir()) if path.is_dir()] == ["00102-phuong-ben-soi"]
    assert main([*arguments, "--allow-host", "bensen-gov.vn"]) == 0
