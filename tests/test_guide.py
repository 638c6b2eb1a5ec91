"""A guide file: each key, each rule broken once, and every message in full."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from printkit.errors import SourceError
from printkit.inline import escape, plain, section_addresses
from printkit.model import Field, Hotline, Picture, Words
from printkit.source.guide import read_guide


def picture(kind: str) -> bytes:
    Image.new("RGB", (320, 200), "#1463A5").save(stream := BytesIO(), kind)
    return stream.getvalue()


PNG = picture("PNG")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "anh").mkdir()
    (tmp_path / "anh/otp.png").write_bytes(PNG)
    (tmp_path / "anh/otp.jpg").write_bytes(picture("JPEG"))
    (tmp_path / "anh/fake.png").write_bytes(b"GIF89a")
    (tmp_path / "anh/out.png").symlink_to(Path(__file__))
    return tmp_path


def write(folder: Path, text: str) -> Path:
    path = folder / "g.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def told(folder: Path, text: str, covered: frozenset[str] | None = None) -> list[str]:
    with pytest.raises(SourceError) as caught:
        read_guide(write(folder, text), covered)
    assert caught.value.exit_code == 3
    return str(caught.value).replace(str(folder), "").replace("/g.yaml", "g.yaml").splitlines()


WHOLE = """
title: Dịch vụ {{ward.name}}
kicker: BHXH
summary: Bốn việc.
lang: vi-VN
theme: luc
icon: phone
issuer: Phòng
updated: 05/11/2026
hotline: {number: "1900.9068", label: tổng đài, note: giờ **hành chính**}
abbreviations: {BHXH: bảo hiểm xã hội, CCCD: căn cước}
keep: [Trợ lý ảo, VssID]
prepare: [CCCD]
links: [{url: https://g.vn, label: Trang}]
sections:
  - title: Đổi thông tin
    short: Đổi
    question: Đổi gì?
    fact: 5 bước
    icon: pen
    when: Khi đổi.
    requires: Đã có.
    prepare: [Mật khẩu, Email]
    steps:
      - Mở https://a.vn.
      - text: Nhập
        detail: Mở hộp thư.
        short: Nhập OTP
        note: Đừng đọc.
        link: https://b.vn
        links: [https://c.vn, {url: "tel:113"}]
        image: {src: anh/otp.png, alt: Ô nhập}
    links: [https://d.vn]
    notes: [Hỏi.]
  - title: Lấy lại
    id: lay-lai
    options:
      - title: Dùng email
        requires: có email
        steps: [Chọn., Nhập.]
        link: https://e.vn
      - Gọi 1900.9068.
"""


def test_a_whole_guide(folder: Path) -> None:
    guide = read_guide(write(folder, WHOLE))
    assert (guide.slug, guide.lang, guide.theme, guide.icon, guide.updated) == (
        "g",
        "vi-VN",
        "luc",
        "phone",
        "05/11/2026",
    )
    assert guide.title == (Words("Dịch vụ "), Field("ward.name"))
    assert guide.hotline == Hotline(
        "1900.9068", "tel:19009068", (Words("tổng đài"),), (Words("giờ "), Words("hành chính", True))
    )
    assert guide.abbreviations == (("BHXH", "bảo hiểm xã hội"), ("CCCD", "căn cước"))
    assert (guide.keep, [plain(item) for item in guide.prepare]) == (("Trợ lý ảo", "VssID"), ["CCCD"])
    assert [(link.url, plain(link.label)) for link in guide.links] == [("https://g.vn", "Trang")]
    first, second = guide.sections
    texts = (
        first.title,
        first.short,
        first.question,
        first.fact,
        first.when,
        first.requires,
        *first.prepare,
        *first.notes,
    )
    said = ["Đổi thông tin", "Đổi", "Đổi gì?", "5 bước", "Khi đổi.", "Đã có.", "Mật khẩu", "Email", "Hỏi."]
    assert [plain(text) for text in texts] == said
    assert (first.id, first.icon, second.id) == ("doi-thong-tin", "pen", "lay-lai")
    step = first.steps[1]
    assert [plain(text) for text in (step.text, step.detail, step.short, step.note)] == [
        "Nhập",
        "Mở hộp thư.",
        "Nhập OTP",
        "Đừng đọc.",
    ]
    assert [link.url for link in step.links] == ["https://b.vn", "https://c.vn", "tel:113"]
    assert step.image == Picture(str((folder / "anh/otp.png").resolve()), "Ô nhập", 320, 200, PNG)
    assert [link.url for link in section_addresses(first)] == [f"https://{letter}.vn" for letter in "abcd"]
    assert [plain(option.title) for option in second.options] == ["Dùng email", ""]
    assert plain(second.options[1].text) == "Gọi 1900.9068."


def test_a_guide_with_one_procedure(folder: Path) -> None:
    text = "title: Xin phép\nicon: pen\nwhen: Khi cần.\nprepare: [CCCD]\nlinks: [https://a.vn]\n"
    text += "steps: [Đến.]\nnotes: [Hỏi.]\n"
    guide = read_guide(write(folder, text))
    (section,) = guide.sections
    assert (section.title, section.id, section.icon) == (guide.title, "xin-phep", "pen")
    assert [plain(section.when), plain(section.prepare[0]), section.links[0].url, plain(section.notes[0])] == [
        "Khi cần.",
        "CCCD",
        "https://a.vn",
        "Hỏi.",
    ]
    assert (guide.prepare, guide.links) == ((), ())


def test_defaults(folder: Path) -> None:
    guide = read_guide(write(folder, "title: A\nsteps: [B]\n"))
    assert (guide.lang, guide.theme, guide.icon, guide.updated, guide.hotline) == ("vi", "civic", "", "", None)


def test_ids_of_titles_that_clash_get_a_number(folder: Path) -> None:
    parts = [
        "{title: Đổi, steps: [a]}",
        "{title: đôi, steps: [a]}",
        "{title: x, id: doi-2, steps: [a]}",
        "{title: '!', steps: [a]}",
    ]
    guide = read_guide(write(folder, f"title: A\nsections: [{', '.join(parts)}]\n"))
    assert [section.id for section in guide.sections] == ["doi", "doi-3", "doi-2", "section"]


def test_text_is_nfc_and_folded(folder: Path) -> None:
    guide = read_guide(write(folder, "title: |\n  Ba To\u031b\n    hai\u00a0ba \nsteps: [a]\n"))
    assert guide.title == (Words("Ba Tơ hai\u00a0ba"),)


PAST = "title: A\nsteps:\n  - B\n"
ICON_LIST = "icons are user, user-add, pen, lock, mail, call, phone, flag, info, check"
BROKEN = {
    "title: A\nstep: [b]\n": [
        "g.yaml:1:1: a section needs `steps` or `options`; write `steps:` and a list",
        "g.yaml:2:1: a guide has no key `step`; did you mean `steps`?",
    ],
    "steps: [b]\n": ["g.yaml:1:1: a guide needs `title`; write `title: …`"],
    "title: ' '\nsteps: [b]\n": ["g.yaml:1:1: a guide needs `title`; write `title: …`"],
    "title: A\nsections:\n  - title: B\n": [
        "g.yaml:3:5: a section needs `steps` or `options`; write `steps:` and a list"
    ],
    "title: A\nsections:\n  - steps: [b]\n": ["g.yaml:3:5: a section needs `title`; write `title: …`"],
    "title: A\nwhen: x\nsections:\n  - {title: B, steps: [c]}\n": [
        "g.yaml:2:1: `when` cannot stand beside `sections`; move it into a section"
    ],
    "title: [A]\nsteps: [b]\n": [
        "g.yaml:1:8: title is a text, but here stands a list; write it on one line, or after `>-`"
    ],
    "title: A\nsteps: b\n": [
        "g.yaml:2:8: steps is a list, but here stands a text; begin each item with `- ` on a line of its own"
    ],
    "title: A\nsteps: [[b]]\n": ["g.yaml:2:9: a step is a mapping, but here stands a list; write `key: value` lines"],
    "title: A\nsteps: [b, '']\n": ["g.yaml:2:12: an item of steps is empty; fill it in, or delete it"],
    "title: A\nsteps:\n  - Mang: nhập mã\n    Nộp: đơn\n": [
        "g.yaml:3:5: “: ” in a text without quotation marks makes more of it than one text; put each text in quotes",
    ],
    "title: A\nsteps:\n  - text:\n": ["g.yaml:3:5: a step needs `text`; write `text: …`"],
    "title: A\noptions:\n  - title: B\n": ["g.yaml:3:5: an option needs `text` or `steps`; write `text: …`"],
    "text\n": ["g.yaml:1:1: a guide is a mapping, but here stands a text; write `key: value` lines"],
    "- a\n": ["g.yaml:1:1: a guide is a mapping, but here stands a list; write `key: value` lines"],
    PAST + "id: Đổi Tin\n": [
        "g.yaml:4:5: “Đổi Tin” is no id: lower-case letters without accents, digits and hyphens; write doi-tin"
    ],
    "title: A\nsections:\n  - {title: B, id: b, steps: [c]}\n  - {title: C, id: b, steps: [c]}\n": [
        "g.yaml:4:5: the id b stands twice; give this section another id"
    ],
    PAST + "icon: penn\n": [f"g.yaml:4:7: there is no icon “penn”; did you mean pen? {ICON_LIST}"],
    PAST + "icon: xyz\n": [f"g.yaml:4:7: there is no icon “xyz”; {ICON_LIST}"],
    PAST + "theme: ../civic\n": ["g.yaml:4:8: “../civic” is no theme's name; write civic"],
    PAST + "lang: vi_VN\n": ["g.yaml:4:7: “vi_VN” is no language tag; write vi, en or vi-VN"],
    **{
        PAST + f"updated: {date}\n": [f"g.yaml:4:10: “{date}” is no date; write MM/YYYY or DD/MM/YYYY, such as 11/2026"]
        for date in ("13/2026", "30/02/2026", "2026-11", "1/2026", "hôm nay", "00/2026")
    },
    **{
        PAST + f"hotline: {number}\n": [
            f"g.yaml:4:10: “{number}” is no phone number; "
            "write one number with digits, spaces and . - ( ), the rest in `note`"
        ]
        for number in ("1900.9068 nhánh 8", "12", "028 1234/028 5678", "1234567890123456")
    },
    PAST + "hotline: {label: x}\n": ["g.yaml:4:10: a hotline needs `number`; write `number: …`"],
    PAST + "abbreviations: [BHXH]\n": [
        "g.yaml:4:16: abbreviations is a mapping, but here stands a list; write lines such as `CCCD: căn cước công dân`"
    ],
    PAST + "abbreviations: {BHXH: }\n": ["g.yaml:4:17: `BHXH` is not explained; write what it stands for"],
    PAST + "keep: ['{{ward.name}}']\n": ["g.yaml:4:8: a placeholder cannot stand in keep; write it out"],
    PAST + "links: [ftp://a.vn]\n": ["g.yaml:4:9: addresses with ftp: are not taken; use https, http, mailto or tel"],
    PAST + "links: [{label: x}]\n": ["g.yaml:4:9: a link needs `url`; write `url: …`"],
    PAST + "links: [{url: 'javascript:alert(1)', name: x}]\n": [
        "g.yaml:4:15: addresses with javascript: are not taken; use https, http, mailto or tel",
        "g.yaml:4:38: a link has no key `name`; known are url, label",
    ],
    PAST + "when: Chọn **Ghi\n": [
        "g.yaml:4:7: `**` opens and never closes; write **text** for bold, or \\* to print an asterisk"
    ],
    PAST + "when: '{{guide.phone}}'\n": [
        "g.yaml:4:7: {{guide.phone}} is unknown; known are title, kicker, issuer, hotline, updated"
    ],
    PAST + "kicker: '{{guide.title}}'\n": [
        "g.yaml:4:9: {{guide.title}} cannot stand in the guide's `kicker`; write it out"
    ],
    PAST + "when: TÃ i khoáº£n\n": [
        "g.yaml:4:7: this text is in the old encoding UTF-8 read as Latin-1; it would read: Tài khoản; "
        "`printkit convert` writes the whole file anew in Unicode (UTF-8)"
    ],
    PAST + "when: Tµi kho¶n, mËt khÈu\n": [
        "g.yaml:4:7: this text is in the old encoding TCVN3 (ABC); it would read: Tài khoản, mật khẩu; "
        "`printkit convert` writes the whole file anew in Unicode (UTF-8)"
    ],
    f"title: A\nsteps:\n  - {'b' * 5_001}\n": ["g.yaml:3:5: a step is longer than 5000 characters; split it"],
    PAST + "when: '{{a}} {{a}}'\n": [
        "g.yaml:4:7: {{a}} is no placeholder; write {{ward.name}} or {{guide.title}}, or \\{ to print a brace"
    ],
    "title: A\nsteps:\n" + "  - b\n" * 201: [
        "g.yaml:3:3: a section has more than 200 steps; split it into several sections"
    ],
}


@pytest.mark.parametrize(("text", "messages"), BROKEN.items(), ids=range(len(BROKEN)))
def test_each_rule_broken_once(folder: Path, text: str, messages: list[str]) -> None:
    assert told(folder, text) == messages


def outside(name: str) -> str:
    return f"a picture must lie in the guide's own folder: {name}; copy it beside the guide and name it from there"


IMAGES = {
    "{src: ../x.png, alt: x}": outside("../x.png"),
    "{src: /etc/x.png, alt: x}": outside("/etc/x.png"),
    "{src: 'C:\\x.png', alt: x}": outside("C:\\x.png"),
    "{src: anh/out.png, alt: x}": outside("anh/out.png"),
    "{src: 'https://a.vn/x.png', alt: x}": outside("https://a.vn/x.png"),
    "{src: anh/otp.gif, alt: x}": "a picture must be a PNG or a JPEG: anh/otp.gif; save it as .png or .jpg",
    "{src: anh/no.png, alt: x}": "there is no picture anh/no.png; check the name, beside ",
    "{src: anh/fake.png, alt: x}": "anh/fake.png is neither a PNG nor a JPEG inside; save it again as .png or .jpg",
    "{src: anh/otp.jpg}": "an image needs `alt`; write `alt: …`",
    "{src: anh/otp.jpg, alt: ' '}": "an image needs `alt`; write `alt: …`",
    "{alt: x}": "an image needs `src`; write `src: …`",
    "anh/otp.png": "an image is a mapping, but here stands a text; write `key: value` lines",
}


@pytest.mark.parametrize(("image", "message"), IMAGES.items())
def test_each_wrong_picture(folder: Path, image: str, message: str) -> None:
    (line,) = told(folder, f"title: A\nsteps:\n  - text: B\n    image: {image}\n")
    assert line.split(": ", 1)[1] == message
    assert line.startswith("g.yaml:4:")


def test_characters_that_no_font_has(folder: Path) -> None:
    text = "title: Aab ✓\u00a0✓\u200b\nsteps: ['a -> a → a https://ab.ba/']\nabbreviations: {a: ☎}\n"
    assert told(folder, text, frozenset("Aabhtps:/.")) == [
        "g.yaml:1:8: no font has the character ✓ (U+2713, CHECK MARK); write it in words, or choose another",
        "g.yaml:3:20: no font has the character ☎ (U+260E, BLACK TELEPHONE); write it in words, or choose another",
    ]


def test_an_invisible_character_is_named_not_shown(folder: Path) -> None:
    assert told(folder, "title: a\u0308\u200e\nsteps: [b]\n", frozenset("ab")) == [
        "g.yaml:1:8: no font has the character ä (U+00E4, LATIN SMALL LETTER A WITH DIAERESIS); "
        "write it in words, or choose another",
        "g.yaml:1:8: no font has the character (U+200E, LEFT-TO-RIGHT MARK); write it in words, or choose another",
    ]


def test_all_problems_of_a_file_come_in_the_order_of_their_places(folder: Path) -> None:
    lines = told(folder, "title: A\nicon: x\nsections:\n  - {title: B, icon: y}\n  - {steps: [c]}\nfoo: x\nlang: '?'\n")
    assert [line.split(": ")[0] for line in lines] == [
        f"g.yaml:{at}" for at in ("2:7", "4:5", "4:22", "5:5", "6:1", "7:7")
    ]


SAID = st.text(
    st.characters(min_codepoint=0x21, max_codepoint=0x1EF9, exclude_categories=["C", "Z", "M"]), min_size=1, max_size=12
)


@given(st.lists(SAID, min_size=1, max_size=5))
def test_texts_read_back_as_they_were_written(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    import json

    from printkit.inline import clean
    from printkit.source.oldtext import suspect

    texts = [clean(text) for text in texts]
    if any(suspect(text) for text in texts) or not all(texts):
        return
    steps = json.dumps([f"Mở {escape(text)}" for text in texts])
    guide = read_guide(write(tmp_path_factory.mktemp("g"), f"title: A\nsteps: {steps}\n"))
    assert [plain(step.text) for step in guide.sections[0].steps] == [f"Mở {text}" for text in texts]
