"""Old encodings: each is named and converted, and proper text never is."""

from collections.abc import Callable
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printkit.source import oldtables
from printkit.source.oldtext import suspect
from printkit.syllables import is_syllable, syllables

PROSE = (
    "Đăng ký tài khoản VssID",
    "Mở ứng dụng, chọn mục Đăng ký tài khoản.",
    "Vào App Store (iPhone) hoặc Google Play, còn gọi là CH Play (máy Android). Tìm VssID rồi cài đặt.",
    "Nhập mã OTP gửi đến email",
    "Liên hệ cơ quan BHXH để hoàn tất thủ tục",
    "Quên mật khẩu? Gọi tổng đài, chọn nhánh 8.",
    "ĐĂNG KÝ TẠM TRÚ: xuất trình giấy tờ gốc",
    "Những người lớn tuổi chuyển khẩu về phường, xã",
)


def tcvn3(text: str) -> str:
    """Capitals with tones do not exist: they were small letters in a capital font."""
    table = {letter: sign for sign, letter in oldtables.TCVN3.items()}
    return "".join(table.get(letter, table.get(letter.lower(), letter)) for letter in text)


def vni(text: str) -> str:
    table = {letter: signs for signs, letter in oldtables.VNI.items()}
    table |= {letter.upper(): signs.upper() for letter, signs in table.items()}
    return "".join(table.get(letter, letter) for letter in text)


def cp1252(text: str) -> str:
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("text", PROSE)
def test_every_old_encoding_is_named_and_converted(text: str) -> None:
    assert suspect(vni(text)) == ("VNI", text)
    assert suspect(cp1252(text)) == ("UTF-8 read as Latin-1", text)
    assert suspect(text.encode().decode("latin-1")) == ("UTF-8 read as Latin-1", text)
    found = suspect(tcvn3(text))
    assert found is not None
    assert (found[0], found[1].lower()) == ("TCVN3 (ABC)", text.lower())


def test_single_words_and_lost_no_break_spaces() -> None:
    assert suspect("TÃ i khoáº£n") == ("UTF-8 read as Latin-1", "Tài khoản")
    assert suspect("franÃ§ais Ã©cole") == ("UTF-8 read as Latin-1", "français école")
    assert suspect("Tµi kho¶n") == ("TCVN3 (ABC)", "Tài khoản")
    assert suspect("Tie^'ng Vie^.t") == ("VIQR", "Tiếng Việt")
    assert suspect("Tieáng Vieät") == ("VNI", "Tiếng Việt")


def test_the_tables_hold_every_letter() -> None:
    vowels = "aáàảãạăắằẳẵặâấầẩẫậeéèẻẽẹêếềểễệiíìỉĩịoóòỏõọôốồổỗộơớờởỡợuúùủũụưứừửữựyýỳỷỹỵ"
    letters = {letter for letter in vowels + "đ" if not letter.isascii()}
    assert len(letters) == 67
    assert letters <= set(oldtables.TCVN3.values())
    assert letters == set(oldtables.VNI.values())


PROPER = (
    *PROSE,
    "Hà Tây",
    "Xã Ba Tô",
    "Bà Tô có cá",
    "hoà, khoá, loà xoà",
    "Tú và Lê là anh em",
    "XÃ HOI",
    "«XÃ»",
    "MÃ…",
    "«là má»…",
    "MÃ²",
    "Où est Loïc ? Où va Thaï ?",
    "élève à l'école où été naïf",
    "Noël, Haïti, maïs, coïncide",
    "«Le thé» · « café »",
    "l·élève né·e·s",
    "Größe schön für Mönch, Öl",
    "día año niño mañana Mª José",
    "São Paulo não é",
    "på kö, då öl",
    "1½ cup, 20 µm, 5 °C, VssID® ©2026",
    "x^2 + a^2",
    "O+ A+ C++ a^b u+v",
    "don't (o+.) 1+1",
    "Krông Pắc, Ea Súp, Đắk Lắk",
    "naïve café résumé",
)


@pytest.mark.parametrize("text", PROPER)
def test_proper_text_raises_no_alarm(text: str) -> None:
    assert suspect(text) is None


SYLLABLES = ["tài", "khoản", "ứng", "dụng", "người", "nghiêng", "khuya", "quyết", "giếng", "gì", "yêu", "uỷ", "ủy"]
SYLLABLES += ["hoà", "hòa", "quốc", "xoong", "Ủy"]


@given(st.lists(st.sampled_from(SYLLABLES), max_size=8).map(" ".join))
def test_vietnamese_words_in_any_order_raise_no_alarm(text: str) -> None:
    assert suspect(text) is None
    assert all(is_syllable(word) for word in text.split())


LATIN1 = sorted(
    word
    for bare in syllables()
    for tone in ("", *"\u0300\u0301\u0303")
    for place in range(1, len(bare) + 1)
    if bare[place - 1] in "aeiouyâêô" and is_syllable(word := normalize("NFC", bare[:place] + tone + bare[place:]))
    if not word.isascii() and max(word) <= "ÿ"
)


@given(st.lists(st.sampled_from(LATIN1), min_size=1, max_size=5), st.sampled_from([str.lower, str.upper, str.title]))
def test_vietnamese_in_latin1_letters_raises_no_alarm(words: list[str], case: Callable[[str], str]) -> None:
    """The hardest case: `hoà` could be VNI for `hồ`, `bé` TCVN3 for something else."""
    assert suspect(case(" ".join(words))) is None
    assert suspect(f"«{case(' '.join(words))}»…") is None


@given(st.text(st.characters(max_codepoint=0x2122)))
def test_any_text_is_judged(text: str) -> None:
    found = suspect(text)
    assert found is None or (found[0] and found[1])


@pytest.mark.parametrize("word", ["email", "bac", "khoânn", "tắc̣", "wáp", "x"])
def test_what_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)
