"""Natural mistakes of guides, one a row: what is written, what it prints or why it does not, and the line mended.

A row whose steps, keys or texts are read prints what a person would expect; each other is told where it stands.
"""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printkit.cli import main
from printkit.errors import Problem, SourceError, Where
from printkit.excerpt import excerpt
from printkit.inline import plain
from printkit.model import Guide
from printkit.readers.classes import in_print
from printkit.slugs import slug
from printkit.source.guide import read_guide
from printkit.source.keys import ALIASES
from printkit.source.repair import read_text
from printkit.yamltext import FAST, SECOND, comments, pieces

HEAD = "title: Cấp thẻ\nsteps:\n"


def read(folder: Path, text: str) -> tuple[Guide | None, tuple[Problem, ...]]:
    path = folder / "g.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        guide = read_guide(path)
    except SourceError as error:
        return None, error.problems
    return guide, in_print(guide.remarks)


# Steps that print as they stand: the line, the text that prints ("" for what stands behind "- "), the code of the
# remark ("" where nothing need be told), and the mended line that it shows.
STEPS: list[tuple[str, str, str, str]] = [
    ("- Chọn Liên thông: khai sinh", "", "colon-text", '- "Chọn Liên thông: khai sinh"'),
    ("- Lưu ý: mang CCCD", "", "colon-text", '- "Lưu ý: mang CCCD"'),
    ("- lưu ý: mang CCCD", "", "colon-text", '- "lưu ý: mang CCCD"'),
    ("- Chi tiết: xem bảng", "", "colon-text", '- "Chi tiết: xem bảng"'),
    ("- Mang theo:", "", "colon-text", '- "Mang theo:"'),
    ("- Giờ làm việc: 7:30", "", "colon-text", '- "Giờ làm việc: 7:30"'),
    ("- Giờ làm việc 7:30", "", "", ""),
    ("- Lưu ý: hỏi: cán bộ", "", "colon-text", '- "Lưu ý: hỏi: cán bộ"'),
    ("- Lưu ý: hỏi cán bộ:", "", "colon-text", '- "Lưu ý: hỏi cán bộ:"'),
    ("- Chọn cơ sở: **Nhà ở**", "Chọn cơ sở: Nhà ở", "sign-text", '- "Chọn cơ sở: **Nhà ở**"'),
    ("- Lưu ý: @vneid", "", "sign-text", '- "Lưu ý: @vneid"'),
    ("- Lưu ý: [mới] mang CCCD", "", "sign-text", '- "Lưu ý: [mới] mang CCCD"'),
    ("- Nộp đơn (mẫu số 1: tờ khai)", "", "colon-text", '- "Nộp đơn (mẫu số 1: tờ khai)"'),
    ("- **Đăng nhập** rồi chọn mục", "Đăng nhập rồi chọn mục", "sign-text", '- "**Đăng nhập** rồi chọn mục"'),
    ("- **Lưu ý**: mang CCCD", "Lưu ý: mang CCCD", "sign-text", '- "**Lưu ý**: mang CCCD"'),
    ("- **Lưu ý:** mang CCCD", "Lưu ý: mang CCCD", "sign-text", '- "**Lưu ý:** mang CCCD"'),
    ("- **Gửi**", "Gửi", "sign-text", '- "**Gửi**"'),
    ("- *Lưu ý* mang CCCD", "", "sign-text", '- "*Lưu ý* mang CCCD"'),
    ("- *abc", "", "sign-text", '- "*abc"'),
    ("- *100# rồi bấm gọi", "", "sign-text", '- "*100# rồi bấm gọi"'),
    ("- @vneid trên Zalo", "", "sign-text", '- "@vneid trên Zalo"'),
    ("- %5 lệ phí", "", "sign-text", '- "%5 lệ phí"'),
    ("- `Mẫu 01` in hai mặt", "", "sign-text", '- "`Mẫu 01` in hai mặt"'),
    ("- ! Chú ý mang CCCD", "", "sign-text", '- "! Chú ý mang CCCD"'),
    ("- !Lưu ý mang CCCD", "", "sign-text", '- "!Lưu ý mang CCCD"'),
    ("- !Quan trọng", "", "sign-text", '- "!Quan trọng"'),
    ("- & Sổ hộ khẩu", "", "sign-text", '- "& Sổ hộ khẩu"'),
    ("- &B1 Nộp đơn", "", "sign-text", '- "&B1 Nộp đơn"'),
    ("- > 18 tuổi thì ký đơn", "", "sign-text", '- "> 18 tuổi thì ký đơn"'),
    ("- | Ký đơn", "", "sign-text", '- "| Ký đơn"'),
    ("- [Đăng nhập] rồi chọn", "", "sign-text", '- "[Đăng nhập] rồi chọn"'),
    ("- [ ] Mang CCCD", "", "sign-text", '- "[ ] Mang CCCD"'),
    ("- [x] Mang CCCD", "", "sign-text", '- "[x] Mang CCCD"'),
    ("- {Đơn} ký hai bản", "", "sign-text", '- "{Đơn} ký hai bản"'),
    ("- {{ward.name}} cấp thẻ", "", "sign-text", '- "{{ward.name}} cấp thẻ"'),
    ("- {{ward.name}}", "", "sign-text", '- "{{ward.name}}"'),
    ("- ]Mở trang", "", "sign-text", '- "]Mở trang"'),
    ("- , rồi ký", "", "sign-text", '- ", rồi ký"'),
    ('- "Đăng nhập" rồi chọn', "", "sign-text", "- '\"Đăng nhập\" rồi chọn'"),
    ("- 'Đăng nhập' rồi chọn", "", "sign-text", "- \"'Đăng nhập' rồi chọn\""),
    ('- "Gửi" và "In"', "", "sign-text", '- \'"Gửi" và "In"\''),
    ("- “Đăng nhập” rồi chọn", "", "", ""),
    ("- ? Có cần CCCD", "", "colon-text", '- "? Có cần CCCD"'),
    ("- Nộp 100% lệ phí & ký", "", "", ""),
    ("- Bấm *101# rồi gọi", "", "", ""),
    ("-\u00a0Mở trang", "Mở trang", "", ""),
    ("\u00a0\u00a0- Mở trang", "Mở trang", "", ""),
    ("- \u00a0Mở trang", "Mở trang", "", ""),
    ("-\u2003Mở trang", "Mở trang", "", ""),
    ("\u200b- Mở trang", "Mở trang", "", ""),
    ("- Lưu ý:\u00a0mang CCCD", "Lưu ý:\u00a0mang CCCD", "colon-text", '- "Lưu ý:\u00a0mang CCCD"'),
    ("- Mở trang  # hỏi lại Sở", "Mở trang", "", ""),
    ("- Mở trang # ◆ thêm", "Mở trang", "", ""),
    ("- Mở trang # ? hỏi Sở", "Mở trang", "", ""),
    ('- "Mở trang" # hỏi Sở', "Mở trang", "", ""),
    ('- "Quầy #3"', "Quầy #3", "", ""),
    ("- Quầy#3", "", "", ""),
    ("- Nộp tại quầy  # 3, tầng 2", "Nộp tại quầy", "comment-in-sentence", '- "Nộp tại quầy # 3, tầng 2"'),
    ("- Mở trang  # rồi chọn Gửi", "Mở trang", "comment-in-sentence", '- "Mở trang # rồi chọn Gửi"'),
    ("- Gọi số  # 1022", "Gọi số", "comment-in-sentence", '- "Gọi số # 1022"'),
    ("- Nộp đơn (mẫu  # tờ khai)", "Nộp đơn (mẫu", "comment-in-sentence", '- "Nộp đơn (mẫu # tờ khai)"'),
    ("- {text: Mở trang, detail: Chọn Gửi}", "Mở trang", "", ""),
    ("- nội dung: Mở trang\n    chi tiết: Chọn Gửi", "Mở trang", "", ""),
    ("- text: Mở trang\n    lưu ý: Mang CCCD", "Mở trang", "", ""),
    ("- Nội dung: Mở trang\n    Ghi chú: Mang CCCD", "Mở trang", "", ""),
    ("- text: Lưu ý: mang CCCD", "Lưu ý: mang CCCD", "colon-text", '- text: "Lưu ý: mang CCCD"'),
    ("- text: Mở\n    detail: Chọn mục: Gửi", "Mở", "colon-text", '    detail: "Chọn mục: Gửi"'),
    ("- text: **Gửi** đơn", "Gửi đơn", "sign-text", '- text: "**Gửi** đơn"'),
    ("- text: “Lưu ý: ký đơn”", "Lưu ý: ký đơn", "colon-text", '- text: "Lưu ý: ký đơn"'),
    ("- text: Mở\n\tdetail: Chọn Gửi", "Mở", "tab", "    detail: Chọn Gửi"),
    ("\t- Mở trang", "Mở trang", "tab", "  - Mở trang"),
]


@pytest.mark.parametrize(("line", "printed", "code", "mended"), STEPS, ids=range(len(STEPS)))
def test_a_step_that_prints(tmp_path: Path, line: str, printed: str, code: str, mended: str) -> None:
    lead = "" if line[0] in "\t\u00a0" else "  "
    guide, remarks = read(tmp_path, HEAD + f"{lead}{line}\n  - Nhận thẻ\n")
    assert guide, [str(problem) for problem in remarks]
    first, *_others, last = guide.sections[0].steps
    assert plain(first.text) == (printed or line.removeprefix("- "))
    assert plain(last.text) == "Nhận thẻ"
    assert [remark.code for remark in remarks] == [code] * bool(code)
    shown = [remark.mended.removeprefix("  ") if mended[:2] != "  " else remark.mended for remark in remarks]
    assert shown == [mended] * bool(code)
    if mended and not mended.startswith(" "):  # the mended line says the same, and nothing more is told
        again, nothing = read(tmp_path, HEAD + line.replace(line.split("\n")[0], mended, 1).join(("  ", "\n")))
        assert again
        assert plain(again.sections[0].steps[0].text).split()[:2] == plain(first.text).split()[:2]
        assert [one for one in nothing if one.code == code] == []


# Steps that cannot print: the line, the code, the words that tell it, the mended line.
WRONG_STEPS: list[tuple[str, str, str, str]] = [
    ("- Nộp tại quầy #3, tầng 2", "text-lost", "the words “3, tầng 2” would not", '- "Nộp tại quầy #3, tầng 2"'),
    ("- Nộp tại quầy # 3", "text-lost", "the words “3” would not print", '- "Nộp tại quầy # 3"'),
    ("- Mở trang # hỏi lại Sở", "text-lost", "the words “hỏi lại Sở”", '- "Mở trang # hỏi lại Sở"'),
    ("- Lưu ý: quầy #3", "text-lost", "the words “3”", '- "Lưu ý: quầy #3"'),
    ("- Lưu ý: hỏi: quầy #3", "text-lost", "the words “3”", '- "Lưu ý: hỏi: quầy #3"'),
    ("- **Gửi** tại quầy #3", "text-lost", "the words “3”", '- "**Gửi** tại quầy #3"'),
    ("- text: Mở quầy #3", "text-lost", "the words “3”", '- text: "Mở quầy #3"'),
    ("- Mở trang #hashtag", "text-lost", "the words “hashtag”", '- "Mở trang #hashtag"'),
    ("- detial: Mở trang", "unknown-key", "a step has no key `detial`; did you mean `detail`?", "- detail: Mở trang"),
    ("- txet: Mở trang", "unknown-key", "did you mean `text`?", "- text: Mở trang"),
    ("- tex: Mở trang", "unknown-key", "did you mean `text`?", "- text: Mở trang"),
    ("- note: Mở trang", "guide", "a step needs `text`", ""),
    ("- Mang: CCCD\n    Nộp: quầy 1", "colon-lines", "“: ” in a text", '- "Mang: CCCD"\n  - "Nộp: quầy 1"'),
    ("- Mang theo:\n      - CCCD\n      - Đơn", "colon-lines", "“: ” in a text", '- "Mang theo: CCCD, Đơn"'),
    ("- Chọn mục: Gửi\n    note: Ký đơn", "unknown-key", "no key `Chọn mục`", '- text: "Chọn mục: Gửi"'),
    ("- Chọn mục: Gửi\n    lưu ý: Ký đơn", "unknown-key", "no key `Chọn mục`", '- text: "Chọn mục: Gửi"'),
    ("- text: Mở\n    nội dung: Đóng", "key-twice", "`nội dung` and `text`, in line 3, are the same", ""),
    ("- text: Mở\n    text: Đóng", "key-twice", "`text` stands twice", ""),
    ("- text: Mở\n        detail: Chọn", "indent", "is indented deeper", "    detail: Chọn"),
    ("- Mở trang\n    - Chọn Gửi", "indent", "this item is indented deeper than its list", "  - Chọn Gửi"),
    ("- Mở trang\n - Chọn Gửi", "indent", "does not line up", "  - Chọn Gửi"),
    ("- Mở trang\n  rồi chọn Gửi", "indent", "this line belongs to nothing", "    rồi chọn Gửi"),
    ('- "Mở trang', "yaml-syntax", "a quotation mark opens here and never closes", '- "Mở trang"'),
    ('- "Mở trang\n  - Chọn "Gửi" rồi', "yaml-syntax", "a quotation mark opens here", '- "Mở trang"'),
    ("- 'it's'", "yaml-syntax", "holds its own quotation mark", '- "it\'s"'),
    ('- "C:\\giay"', "yaml-syntax", "an unknown escape", "- 'C:\\giay'"),
    ("- [Mở trang", "yaml-syntax", "a list opens here with [", "- [Mở trang]"),
    ("-Mở trang", "wrong-kind", "steps is a list", "- Mở trang\n  - Nhận thẻ"),
    ("- Mở # x\n    rồi chọn", "text-lost", "the words “x” would not print", '- "Mở # x\n    rồi chọn"'),
    ("- !!python/name:os.system x", "yaml-tag", "the tag !!python/name:os.system is not taken", ""),
    ("- - Mở trang\n    - Gửi", "wrong-kind", "a step is a mapping", ""),
]


@pytest.mark.parametrize(("line", "code", "words", "mended"), WRONG_STEPS, ids=range(len(WRONG_STEPS)))
def test_a_step_that_cannot_print(tmp_path: Path, line: str, code: str, words: str, mended: str) -> None:
    guide, problems = read(tmp_path, HEAD + f"  {line}\n  - Nhận thẻ\nicno: pen\n")
    assert guide is None
    told = [problem for problem in problems if problem.code == code and words in str(problem)]
    assert len(told) == 1, [str(problem) for problem in problems]
    assert told[0].where
    assert told[0].where.line >= 3
    wanted = f"  {mended}" if mended and mended[0] != " " else mended
    assert told[0].mended == wanted
    assert any("has no key `icno`" in problem.message for problem in problems)  # the rest is read all the same


# Whole guides: what is written, and the codes of the problems with the first one's words and mended line.
BOUND = "steps: [Mở trang]\n"
WRONG: list[tuple[str, str, str, str]] = [
    ("title:Cấp thẻ\n" + BOUND, "no-colon", "no space stands behind the colon of `title`", "title: Cấp thẻ"),
    ("title Cấp thẻ\n" + BOUND, "no-colon", "no colon stands behind `title`", "title: Cấp thẻ"),
    ("tiêu đề:Cấp thẻ\n" + BOUND, "no-colon", "no space stands behind the colon", "tiêu đề: Cấp thẻ"),
    ("title: A\nsteps\n  - Mở\n", "no-colon", "no colon stands behind `steps`", "steps:"),
    ("title: A\n  kicker: B\n" + BOUND, "indent", "is indented deeper", "kicker: B"),
    ("title: A\nprepare: - Giấy tờ: CCCD\n" + BOUND, "list-beside-key", "", 'prepare:\n  - "Giấy tờ: CCCD"'),
    ("title: A\nsteps: - Mở trang\n", "list-beside-key", "a list cannot begin", "steps:\n  - Mở trang"),
    ("title: - A\n" + BOUND, "yaml-syntax", "a list cannot start here", 'title: "- A"'),
    ("title: A\nsteps: Mở trang\n", "wrong-kind", "steps is a list", "steps:\n  - Mở trang"),
    ("title: A\nsteps:\n  -Mở\n  -Gửi\n", "wrong-kind", "steps is a list", "  - Mở\n  - Gửi"),
    ("title: A\nsteps:\n  1. Mở\n  2. Gửi\n", "wrong-kind", "steps is a list", "  - Mở\n  - Gửi"),
    ("title: A\nsteps:\n  • Mở\n  • Gửi\n", "wrong-kind", "steps is a list", "  - Mở\n  - Gửi"),
    ("title: A\nsteps:\n  Bước 1: Mở\n  Bước 2: Gửi\n", "wrong-kind", "steps is a list", "  - Mở\n  - Gửi"),
    ("title: A\nsteps:\n-Mở\n-Gửi\n", "list-mark", "no space stands behind the dash", "- Mở"),
    ("title: A\nsteps:\n• Mở\n• Gửi\n", "list-mark", "begins with a dash", "- Mở"),
    ("title: A\nnotes:\n  - Mang: CCCD\n    Nộp: đơn\n" + BOUND, "colon-lines", "", '  - "Mang: CCCD"\n  - "Nộp: đơn"'),
    ("title: A\nprepare:\n  - Giấy tờ:\n      - CCCD\n" + BOUND, "colon-lines", "“: ”", '  - "Giấy tờ: CCCD"'),
    ("title: A\nprepare: [Quầy #1, Đơn]\n" + BOUND, "text-lost", "# begins", 'prepare: ["Quầy #1", Đơn]'),
    ("title: A\nprepare: [CCCD, Đơn\n" + BOUND, "yaml-syntax", "opens here with [", "prepare: [CCCD, Đơn]"),
    ("title: A # B\n" + BOUND, "text-lost", "the words “B” would not print", 'title: "A # B"'),
    ("title: A\nwhen: Nộp tại quầy #3\n" + BOUND, "text-lost", "the words “3”", 'when: "Nộp tại quầy #3"'),
    ("title: A\nwhen: #1 quầy\n" + BOUND, "text-lost", "the words “1 quầy”", 'when: "#1 quầy"'),
    ("title: A\n---\n" + BOUND, "yaml-document", "a second document starts here", ""),
    ("title: A\n...\n" + BOUND, "yaml-syntax", "a guide is one document", ""),
    ("title: A\nstep: [B]\n", "unknown-key", "did you mean `steps`?", "steps: [B]"),
    ("Title: A\n" + BOUND, "unknown-key", "did you mean `title`?", "title: A"),
    ("tiêu đề: A\ntitle: B\n" + BOUND, "key-twice", "`title` and `tiêu đề`, in line 1, are the same", ""),
    ("title: A\nkicker: “B”: C\nlnik: x\n" + BOUND, "unknown-key", "has no key `lnik`", "links: x"),
    ("title: A\nhotline: {nmuber: 1022}\n" + BOUND, "unknown-key", "did you mean `number`?", "hotline: {number: 1022}"),
    ("title: A\noptions:\n  - Dùng email: bấm Quên\n", "unknown-key", "an option has no key `Dùng email`", ""),
    ("Cấp thẻ\nBước 1: Mở\nBước 2: Gửi\n", "not-a-guide", "plain text", "title: Cấp thẻ\nsteps:\n  - Mở\n  - Gửi"),
    ("Bước 1: Mở trang\nBước 2: Gửi\n", "not-a-guide", "plain text", "title: Mở trang\nsteps:\n  - Gửi"),
    ("Kính gửi bà con\n\nNộp đơn.\n", "not-a-guide", "", "title: Kính gửi bà con\nsteps:\n  - Nộp đơn."),
    ("title: ??ng k? t?i kho?n\nsteps: [M? ?ng d?ng]\n", "letters-lost", "letters of this file are lost", ""),
    ("title: A\nupdated: 2026-11-01\n" + BOUND, "no-date", "“2026-11-01” is no date", ""),
    ("title: A\nupdated: 31-11-2026\n" + BOUND, "no-date", "“31-11-2026” is no date", ""),
    ("title: A\nupdated: tháng 13 năm 2026\n" + BOUND, "no-date", "is no date", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "words", "mended"), WRONG, ids=range(len(WRONG)))
def test_a_guide_that_cannot_print(tmp_path: Path, text: str, code: str, words: str, mended: str) -> None:
    guide, problems = read(tmp_path, text)
    assert guide is None
    told = [problem for problem in problems if problem.code == code and words in str(problem)]
    assert told, [str(problem) for problem in problems]
    assert told[0].mended == mended


# Guides that print: what is written, and what a part of the guide says.
READ: list[tuple[str, str, str]] = [
    ("tiêu đề: Cấp thẻ\ncác bước: [Mở]\n", "title", "Cấp thẻ"),
    ("Tiêu đề: Cấp thẻ\nCác bước: [Mở]\n", "title", "Cấp thẻ"),
    ("tieu de: Cấp thẻ\ncac buoc: [Mở]\n", "title", "Cấp thẻ"),
    ("title:\u00a0Cấp thẻ\nsteps: [Mở]\n", "title", "Cấp thẻ"),
    ("title: Cấ\u200bp thẻ\ufeff\nsteps: [Mở]\n", "title", "Cấp thẻ"),
    ("title: A\nsteps: [Mở\u2060, Gửi\u00ad]\n", "steps", "Mở|Gửi"),
    ("tiêu\u00a0đề: Cấp thẻ\nsteps: [Mở]\n", "title", "Cấp thẻ"),
    ("\u200btitle: Cấp thẻ\nsteps: [Mở]\n", "title", "Cấp thẻ"),
    ("title: Cấp thẻ: khai sinh\nsteps: [Mở]\n", "title", "Cấp thẻ: khai sinh"),
    ("title: “Cấp thẻ: khai sinh”\nsteps: [Mở]\n", "title", "Cấp thẻ: khai sinh"),
    ("title: “Cấp thẻ”\nsteps: [Mở]\n", "title", "“Cấp thẻ”"),
    ("title: **Cấp** thẻ\nsteps: [Mở]\n", "title", "Cấp thẻ"),
    ("title: A\nsummary: Lưu ý: mang\n  CCCD đi\nsteps: [Mở]\n", "summary", "Lưu ý: mang CCCD đi"),
    ("title: A\nsummary: @vneid: mới\nsteps: [Mở]\n", "summary", "@vneid: mới"),
    ("title: A\nupdated: 01-11-2026\nsteps: [Mở]\n", "updated", "01/11/2026"),
    ("title: A\nupdated: 1-11-2026\nsteps: [Mở]\n", "updated", "01/11/2026"),
    ("title: A\nupdated: tháng 11 năm 2026\nsteps: [Mở]\n", "updated", "11/2026"),
    ("title: A\ncập nhật: Ngày 1 tháng 11 năm 2026\nsteps: [Mở]\n", "updated", "01/11/2026"),
    ("title: A\nupdated: “11/2026”\nsteps: [Mở]\n", "updated", "11/2026"),
    ("title: A\nicon: pen # cái bút\nsteps: [Mở]\n", "icon", "pen"),
    ("title: A\nbiểu tượng: pen # cái bút\nsteps: [Mở]\n", "icon", "pen"),
    ("title: A\ntheme: “luc”\nsteps: [Mở]\n", "theme", "luc"),
    ("title: A\nprepare: [CCCD: bản sao, Đơn]\nsteps: [Mở]\n", "prepare", "CCCD: bản sao|Đơn"),
    ("title: A\nprepare:\n  - CCCD: bản sao\nsteps: [Mở]\n", "prepare", "CCCD: bản sao"),
    ('title: A\nchuẩn bị:\n  - Lưu ý: "bản sao"\nsteps: [Mở]\n', "prepare", 'Lưu ý: "bản sao"'),
    ("title: A\nsteps: [Mở]\nlưu ý:\n  - Nộp trễ: bị phạt\n", "notes", "Nộp trễ: bị phạt"),
    ("title: A\nsteps: [Mở]\nkeep: [Mục A: B]\n", "keep", "Mục A: B"),
    ("title: A\nsteps:\n\t- Mở\n\t- Gửi\n", "steps", "Mở|Gửi"),
    ("title: A\nsteps:\n\u00a0\u00a0- Mở\n\u00a0\u00a0- Gửi\n", "steps", "Mở|Gửi"),
    ("title: A\ncác cách:\n  - tiêu đề: B\n    nội dung: Gọi\n", "options", "B"),
    ("title: A\nđường dây nóng:\n  số: 1900.9068\nsteps: [Mở]\n", "hotline", "1900.9068"),
    ("title: A\nhotline: “1900.9068”\nsteps: [Mở]\n", "hotline", "1900.9068"),
    ("title: A\ncác mục:\n  - tên: B\n    yêu cầu: Có thẻ\n    các bước: [Mở]\n", "requires", "Có thẻ"),
]


def said(guide: Guide, part: str) -> str:
    section = guide.sections[0]
    match part:
        case "steps":
            return "|".join(plain(step.text) for step in section.steps)
        case "options":
            return "|".join(plain(option.title) for option in section.options)
        case "prepare" | "notes":
            return "|".join(map(plain, getattr(section, part)))
        case "keep":
            return "|".join(guide.keep)
        case "hotline":
            return guide.hotline.number if guide.hotline else ""
        case "requires":
            return plain(section.requires)
    value = getattr(guide, part)
    return value if isinstance(value, str) else plain(value)


@pytest.mark.parametrize(("text", "part", "printed"), READ, ids=range(len(READ)))
def test_a_guide_that_prints(tmp_path: Path, text: str, part: str, printed: str) -> None:
    guide, problems = read(tmp_path, text)
    assert guide, [str(problem) for problem in problems]
    assert said(guide, part) == printed


def test_there_are_enough_of_them() -> None:
    assert len(STEPS) + len(WRONG_STEPS) + len(WRONG) + len(READ) >= 120


FILES = {
    "g.docx": (b"PK\x03\x04" + bytes(30) + b"word/document.xml", "this is a Word file, not a guide"),
    "g.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "this is a Word file, not a guide"),
    "g.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "this is a PDF file, not a guide"),
    "g.rtf": (b"{\\rtf1\\ansi Xin ch\\'e0o}", "this is a RTF file, not a guide"),
    "g.html": (b"<!DOCTYPE html><p>a: b: c</p>", "this is a HTML file, not a guide"),
    "g.png": (b"\x89PNG\r\n\x1a\n" + bytes(20), "this is a picture (PNG), not a guide"),
    "g.jpg": (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "this is a picture (JPEG), not a guide"),
    "g.yaml": (b"RIFF\0\0\0\0WEBPVP8 ", "this is a picture (WebP), not a guide"),
    "g.xlsx": (b"PK\x03\x04" + bytes(30) + b"xl/workbook.xml", "this is a workbook, not a guide"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_guide(tmp_path: Path, name: str) -> None:
    data, words = FILES[name]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read_guide(tmp_path / name)
    (problem,) = caught.value.problems
    assert problem.code == "not-a-guide"
    assert problem.message == words
    assert problem.hint


def test_each_kind_is_told_once_a_file(tmp_path: Path) -> None:
    guide, remarks = read(tmp_path, HEAD + "  - Lưu ý: A\n  - Mang: B\n  - text: C: D\n")
    assert guide
    (remark,) = remarks
    assert remark.message == "“: ” stands in this text; it is taken as it stands (also in 2 more places)"


def test_all_of_a_file_is_told_in_one_run_behind_a_fault_of_yaml_too(tmp_path: Path) -> None:
    text = 'title:A\nicon: x\nsteps:\n  - "Mở\n  - Quầy #3\n  - {text: B, nte: C}\n  - [D\nlang: "?"\n'
    _guide, problems = read(tmp_path, text)
    lines = [problem.where.line for problem in problems if problem.where]
    assert set(lines) == {1, 2, 4, 5, 6, 7, 8}


def test_the_format_page_shows_the_table_of_aliases() -> None:
    page = (Path(__file__).parent.parent / "docs/guide-format.md").read_text(encoding="utf-8")
    rows = [
        tuple(cell.strip() for cell in line.strip("| ").split(" | ")) for line in page.splitlines() if line[:2] == "| "
    ]
    shown = {(place, key.strip("`"), names) for place, key, names in rows[2:]}
    known = {
        (thing.split()[-1], key, ", ".join(names)) for thing, keys in ALIASES.items() for key, names in keys.items()
    }
    assert shown == known


def test_each_alias_has_one_meaning_in_its_place() -> None:
    for thing, keys in ALIASES.items():
        names = [slug(name) for several in keys.values() for name in several]
        assert len(set(names)) == len(names), thing


@pytest.mark.parametrize("command", ["check", "build"])
def test_programs_read_problems_as_json(tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "g.yaml"
    path.write_text(HEAD + "  - Lưu ý: mang CCCD\n  - Quầy #3\n", encoding="utf-8")
    assert main([command, "--json", str(path)]) == 3
    out, err = capsys.readouterr()
    (record,) = map(json.loads, out.splitlines())
    assert (err, record.pop("message"), record.pop("hint")[:19]) == (
        "",
        "the words “3” would not print: # begins a comment",
        "put the text in quo",
    )
    place = {"path": str(path), "line": 4, "column": 10, "severity": "error", "code": "text-lost"}
    assert record == {**place, "mended": '  - "Quầy #3"'}


def test_a_terminal_shows_the_line_its_place_and_the_line_mended(tmp_path: Path) -> None:
    path = tmp_path / "g.yaml"
    path.write_text(HEAD + "  - Quầy #3\n", encoding="utf-8")
    problem = Problem(Where(str(path), 3, 10), "wrong", "", "", '  - "Quầy #3"')
    assert excerpt(problem) == ("      - Quầy #3", "             ^", "  write:", '      - "Quầy #3"')


def test_a_file_shows_all_of_a_problem_on_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "g.yaml"
    path.write_text(HEAD + "  - Quầy #3\n", encoding="utf-8")
    assert main(["check", str(path)]) == 3
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"{path}:3:10: the words “3” would not print")
    assert line.endswith(':   - "Quầy #3"')


@given(st.text("ab:-*&![]{}\"'#|>%@` \n\t,?.xếĐ\u00a0\u200b", max_size=80))
def test_every_character_lies_in_one_piece_and_any_text_is_read(text: str) -> None:
    whole = "".join(text[piece.start : piece.end] for piece in pieces(text, FAST))
    assert text.startswith(whole)
    source = read_text(text, "g.yaml")
    assert source.root is not None or source.problems


def test_both_scanners_find_the_same_comments_in_the_sample() -> None:
    text = (Path(__file__).parent.parent / "guides/vssid.yaml").read_text(encoding="utf-8")
    assert list(pieces(text, FAST)) == list(pieces(text, SECOND))
    assert "".join(text[piece.start : piece.end] for piece in pieces(text, FAST)) == text
    found = list(comments(text, FAST))
    assert found == list(comments(text, SECOND))
    assert len(found) == text.count(" # ") + text.count("\n#") + 1
