"""A guide read as its readers would: each remark once, in full, and none on a guide that is well written."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printkit.cli import main
from printkit.inline import clean
from printkit.readers import remarks
from printkit.readers.lists import lists, speech
from printkit.source.guide import read_guide
from tests.office import GUIDE, HOUSE, Captured, fails, save


def told(folder: Path, text: str) -> list[str]:
    path = folder / "g.yaml"
    path.write_text(text, encoding="utf-8")
    return [str(problem).replace(str(path), "g.yaml") for problem in remarks(read_guide(path))]


def of_step(folder: Path, text: str, head: str = "") -> list[str]:
    return told(folder, f"title: Đổi thẻ\n{head}steps:\n  - {text}\n")


def stranger(where: str, host: str) -> str:
    rest = "is neither under .gov.vn nor an app store: who vouches for it?"
    return f"g.yaml:{where}: {host} {rest}; print it only if the office answers for what it shows"


def two(where: str, first: str, second: str) -> str:
    hint = "keep one, and put the other in `detail` or in a step of its own"
    return f"g.yaml:{where}: the headline asks for two things: {first} and {second}; {hint}"


def unexplained(where: str, short: str) -> str:
    return f"g.yaml:{where}: {short} is explained nowhere; add it to `abbreviations`, or write it out"


# Wording


def test_a_headline_of_thirteen_syllables(tmp_path: Path) -> None:
    long = " ".join(["nhà"] * 13)
    message = "g.yaml:3:12: the headline has 13 syllables, more than 12; say the rest in `detail`"
    assert of_step(tmp_path, f"{{text: {long}, detail: Xong.}}") == [message]
    assert of_step(tmp_path, f"{{text: {long[4:]} – ->, detail: Xong.}}") == []


def test_a_detail_of_forty_six_syllables(tmp_path: Path) -> None:
    long = " ".join(["nhà"] * 46)
    message = "the detail has 46 syllables, more than 45; split the step, or move a part to `note`"
    assert of_step(tmp_path, f"{{text: Mở, detail: {long}}}") == [f"g.yaml:3:24: {message}"]
    assert of_step(tmp_path, long) == [f"g.yaml:3:5: {message}"]  # a step set as one block
    assert of_step(tmp_path, long[4:]) == []
    way = f"title: A\noptions:\n  - {long}\n"
    assert told(tmp_path, way) == [
        "g.yaml:3:5: the text of this way has 46 syllables, more than 45; write it as `steps`"
    ]


TWO_ACTIONS = {
    "Nhập email rồi bấm **Gửi**": ("nhập", "bấm"),
    "Điền tờ khai, ký tên": ("điền", "ký"),
    "Nhập mã và chờ kết quả": ("nhập", "chờ"),
    "Mở trang web, đăng nhập, chọn mục": ("đăng nhập", "chọn"),
    "Chọn **A**; sau đó in giấy": ("chọn", "in"),
}


@pytest.mark.parametrize(("text", "verbs"), TWO_ACTIONS.items())
def test_two_actions_in_one_headline(tmp_path: Path, text: str, verbs: tuple[str, str]) -> None:
    assert of_step(tmp_path, text) == [two("3:5", *verbs)]
    assert of_step(tmp_path, f"{{text: Đăng nhập, note: '{text}'}}") == []


ONE_ACTION = (
    "Mở trang web, đăng nhập",
    "Vào mục **Tải và in**, chọn tệp",
    "Nhập họ tên, email và số điện thoại",
    "Nhập họ tên, nhập email",
    "Liên hệ cơ quan để nhận thẻ",
    "Chọn **Gửi, nhận** -> **In**",
    "Nhập thông tin cần đổi",
)


@pytest.mark.parametrize("text", ONE_ACTION)
def test_one_action(tmp_path: Path, text: str) -> None:
    assert of_step(tmp_path, f'"{text}"') == []


def test_actions_in_english(tmp_path: Path) -> None:
    assert of_step(tmp_path, "Fill in the form and sign it", "lang: en\n") == [two("4:5", "fill in", "sign")]
    assert of_step(tmp_path, "Open the page, log in", "lang: en\n") == []


@pytest.mark.parametrize("title", ["CẤP THẺ BHYT", "ĐỔI THẺ", "CAP THE"])
def test_a_title_in_capitals(tmp_path: Path, title: str) -> None:
    message = "the title is in capitals, which are read letter by letter; write it in small letters"
    assert f"g.yaml:1:8: {message}" in told(tmp_path, f"title: {title}\nsteps: [Mở]\n")
    part = f"title: A\nsections:\n  - title: B\n    options:\n      - {{title: {title}, text: Gọi.}}\n"
    assert f"g.yaml:5:17: {message}" in told(tmp_path, part)


@pytest.mark.parametrize("title", ["VssID", "Thẻ BHYT", "SMS", "SMS TP.HCM", "2026", "A"])
def test_a_title_that_is_not_in_capitals(tmp_path: Path, title: str) -> None:
    assert not any("capitals" in line for line in told(tmp_path, f"title: {title}\nsteps: [Mở]\n"))


# Abbreviations


def test_an_abbreviation_is_told_once_where_it_stands_first(tmp_path: Path) -> None:
    text = "{text: Mang thẻ ĐKTT, detail: Đến TTPVHC., note: Nhớ ĐKTT.}"
    assert of_step(tmp_path, text) == [unexplained("3:12", "ĐKTT"), unexplained("3:35", "TTPVHC")]
    assert of_step(tmp_path, text, "abbreviations: {ĐKTT: đăng ký, TTPVHC: trung tâm}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "Mang đăng ký thường trú (ĐKTT), rồi nộp ĐKTT.",
        "Mang ĐKTT (đăng ký thường trú).",
        "MXT là mã xác thực dùng một lần.",
        "Nhắn tin SMS đến TP.HCM, chương II, mục XIV",
        "Bấm ĐĂNG NHẬP QUA VNEID, rồi START",
        "Mua mẫu CT01-A, SG-2 ở phòng A",
        "Gõ https://a.gov.vn/UBND",
    ],
)
def test_short_forms_that_need_no_remark(tmp_path: Path, text: str) -> None:
    lines = of_step(tmp_path, f"{{text: Đọc, detail: '{text}'}}")
    assert [line for line in lines if "START" not in line and "explained" in line] == []


def test_a_bracket_whose_letters_are_of_other_words_explains_nothing(tmp_path: Path) -> None:
    assert of_step(tmp_path, "Mang giấy tờ tùy thân (ĐKTT)") == [unexplained("3:5", "ĐKTT")]


# Addresses


def test_a_host_is_told_once_where_it_stands_first(tmp_path: Path) -> None:
    text = "{text: Mở https://a.example.vn/x, links: [https://A.example.vn./y, https://b.example]}"
    assert of_step(tmp_path, text) == [stranger("3:12", "a.example.vn"), stranger("3:72", "b.example")]


@pytest.mark.parametrize("host", ["gov.vn", "a.b.gov.vn", "play.google.com", "apps.apple.com", "DVC.GOV.VN:443"])
def test_hosts_that_are_vouched_for(tmp_path: Path, host: str) -> None:
    assert of_step(tmp_path, f"{{text: Mở, link: 'https://{host}/x'}}") == []


@pytest.mark.parametrize("host", ["dvc.gov.vn.example.com", "dvc-gov.vn", "gov.example.vn"])
def test_a_host_that_looks_like_one_of_the_state(tmp_path: Path, host: str) -> None:
    message = f"{host} looks like a host of the state and is none: it does not end in .gov.vn"
    hint = "copy the address from the office's own site"
    assert of_step(tmp_path, f"{{text: Mở, link: 'https://{host}'}}") == [f"g.yaml:3:22: {message}; {hint}"]


def test_an_address_with_something_before_an_at_sign(tmp_path: Path) -> None:
    message = (
        "g.yaml:3:22: the address opens x.vn, whatever stands before the @; write it without what stands before the @"
    )
    assert of_step(tmp_path, "{text: Mở, link: 'https://dvc.gov.vn@x.vn/'}") == [message]


@pytest.mark.parametrize("host", ["bit.ly", "www.tinyurl.com"])
def test_a_link_shortener(tmp_path: Path, host: str) -> None:
    (line,) = of_step(tmp_path, f"{{text: Mở, link: 'https://{host}/abc'}}")
    assert f"{host.removeprefix('www.')} is a link shortener" in line
    assert line.endswith("; print the address that it opens")


@pytest.mark.parametrize("host", ["baohi\u0435mxahoi.gov.vn", "xn--baohimxahoi-skj.gov.vn", "αpple.com"])
def test_a_host_of_mixed_scripts(tmp_path: Path, host: str) -> None:
    """The first two write a Cyrillic е, once as it is and once as it is looked up."""
    (line,) = of_step(tmp_path, f"{{text: Mở, link: 'https://{host}/'}}")
    assert "mixes letters of" in line
    assert "Latin" in line


@pytest.mark.parametrize("host", ["localhost:8080", "192.168.1.5", "mayin", "ubnd.local", "10.0.0.1"])
def test_an_address_that_opens_inside_one_network_alone(tmp_path: Path, host: str) -> None:
    (line,) = of_step(tmp_path, f"{{text: Mở, link: 'https://{host}/x'}}")
    assert "opens inside one network alone" in line


@pytest.mark.parametrize("bare", ["dichvucong.gov.vn", "zalo.me/0234", "bit.ly/ben-sen", "forms.gle/abc?x=1"])
def test_a_bare_host_is_told_with_what_to_write(tmp_path: Path, bare: str) -> None:
    (line,) = of_step(tmp_path, f"Mở {bare}, rồi chọn")
    assert line.endswith(f"write https://{bare} if readers shall open it")


@pytest.mark.parametrize(("path", "sign"), [("x,rồi", ","), ("x;v=2", ";"), ("x)y", ")"), ("x’y", "’")])
def test_an_address_that_goes_on_behind_a_sign_that_may_end_it(tmp_path: Path, path: str, sign: str) -> None:
    (line,) = of_step(tmp_path, f"Mở https://a.gov.vn/{path}")
    assert f"goes on behind “{sign}”" in line
    assert of_step(tmp_path, "Mở https://a.gov.vn/x?a=b,1") == []


HERE = {  # a step, and the words that point at nothing
    "Tải mẫu đơn tại đây.": "tại đây",
    "'Bấm vào đây: https://a.gov.vn'": "",
    "{text: Bấm vào đây, link: 'https://a.gov.vn'}": "",
    "{text: Tải mẫu, note: Xem link này}": "link này",
    "{text: Nộp hồ sơ, detail: 'Nộp Tại Đây hoặc gọi tel:1022'}": "",
}


@pytest.mark.parametrize(("step", "words"), HERE.items())
def test_words_that_point_at_a_link_need_an_address_near(tmp_path: Path, step: str, words: str) -> None:
    lines = [line for line in of_step(tmp_path, step) if "points at a link" in line]
    assert [line.split("“")[1].split("”")[0] for line in lines] == [words] * bool(words)


# Telephone numbers

BAD = [
    "0912 345 67",
    "091 234 567 89",
    "0123.456.7890",
    "1900.906",
    "19009068123",
    "0234.355.01",
    "+84 912 345 67",
    "12",
]
GOOD = ["0912 345 678", "+84 912 345 678", "0084912345678", "1900.9068", "1900 545426", "18001234", "0234.355.0101"]
GOOD += ["(024) 3825 1234", "111", "1022", "+44 20 7946 0958"]


@pytest.mark.parametrize("number", BAD)
def test_a_number_that_cannot_be_one(tmp_path: Path, number: str) -> None:
    count = sum(map(str.isdigit, number)) - number.startswith("+")
    message = f"“{number}”, with {count} figures, cannot be a telephone number"
    hint = "count its figures: a mobile has 10, a fixed line 11 with its area code"
    if len(number) > 2:
        assert of_step(tmp_path, "Mở", f"hotline: '{number}'\n") == [f"g.yaml:2:10: {message}; {hint}"]
    tel = "tel:" + number.replace(" ", "-")
    assert len(of_step(tmp_path, f"{{text: Mở, link: '{tel}'}}")) == 1
    if sum(map(str.isdigit, number)) > 6:
        assert of_step(tmp_path, f"Gọi số **{number}** nhé") == [f"g.yaml:3:5: {message}; {hint}"]


@pytest.mark.parametrize("number", GOOD)
def test_a_number_that_can_be_one(tmp_path: Path, number: str) -> None:
    tel = "tel:" + number.replace(" ", "-").replace("(", "").replace(")", "")
    assert of_step(tmp_path, f"{{text: Gọi **{number}**, link: '{tel}'}}", f"hotline: '{number}'\n") == []


def test_a_number_that_nobody_is_told_to_call(tmp_path: Path) -> None:
    assert of_step(tmp_path, "Nhập số thẻ 079 123 456 789, số tiền 1.000.000") == []


# The command


@pytest.mark.usefixtures("office")
def test_check_tells_and_strict_refuses(capsys: Captured) -> None:
    path = save("guides/the.yaml", GUIDE.replace("Mở trang web.", "Mang thẻ ĐKTT."))
    warning, good = fails(["check"], 0, capsys)
    assert warning.startswith(f"{path}:5:43: ĐKTT is explained nowhere; ")
    assert good == f"{path}: good"
    assert fails(["check", "--strict"], 3, capsys) == [warning]
    save("guides/the.yaml", GUIDE)
    assert main(["check", "--strict"]) == 0


def test_the_sample_guide_is_told_only_of_the_host_that_is_not_the_states(tmp_path: Path) -> None:
    lines = [str(problem) for problem in remarks(read_guide(HOUSE / "guides/vssid.yaml"))]
    assert [line.partition("vssid.yaml:")[2] for line in lines] == [
        stranger("55:9", "rd.zapps.vn").removeprefix("g.yaml:")
    ]


def test_the_lists_are_clean() -> None:
    known = lists()
    hosts = [*known.official, *known.stores, *known.shorteners]
    assert all(host == host.lower().strip() and "." in host for host in hosts)
    assert not known.stores & known.shorteners
    assert known.known == {short.upper() for short in known.known}
    for lang in known.languages:
        words = [word for words in speech(lang) for word in words]
        assert words == [clean(word).lower() for word in words]
        assert all(speech(lang))
        assert not set(speech(lang).ways) & set(speech(lang).actions)


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=80), max_size=4))
def test_any_text_is_read(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    from printkit.inline import parse
    from printkit.model import Guide, Section, Step

    steps = tuple(Step(parse(text, None)[0]) for text in texts)
    remarks(Guide("g", parse(" ".join(texts), None)[0], (Section((), "a", steps=steps),)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Mở dichvucong.gov.vn rồi chọn", "dichvucong.gov.vn is printed as plain words, without link and code"),
        (
            "Mở htps://a.gov.vn rồi chọn",
            "htps://a.gov.vn is printed as plain words; addresses with htps: are not taken",
        ),
        (
            "Mở http:/a.gov.vn rồi chọn",
            "http:/a.gov.vn is printed as plain words; the address http:/a.gov.vn is broken",
        ),
    ],
)
def test_an_address_that_nobody_can_click(tmp_path: Path, text: str, told: str) -> None:
    (line,) = of_step(tmp_path, text)
    assert line.startswith(f"g.yaml:3:5: {told}") or told in line


@pytest.mark.parametrize(
    "text", ["Mở https://a.gov.vn, rồi a.gov.vn", "Gửi đến ban@a.gov.vn", "Cài đặt 1.0.vn2", "Vào 24/7"]
)
def test_words_that_need_no_link(tmp_path: Path, text: str) -> None:
    assert of_step(tmp_path, text) == []
