"""The tables of old encodings, letter by letter: all 134, there and back.

The codes of TCVN3 are those of TCVN 5712:1993 (VN3), which `iconv -f TCVN` has too; the pairs of VNI those of its own
fonts; VIQR is RFC 1456.
"""

from unicodedata import normalize

import pytest

from printkit.source.oldtables import from_mojibake, from_tcvn3, from_viqr, from_vni, viqr_letters

# Letter, byte of TCVN3, signs of VNI, signs of VIQR.
TABLE = """
à B5 aø a`  á B8 aù a'  ả B6 aû a?  ã B7 aõ a~  ạ B9 aï a.
ă A8 aê a(  ằ BB aè a(`  ắ BE aé a('  ẳ BC aú a(?  ẵ BD aü a(~  ặ C6 aë a(.
â A9 aâ a^  ầ C7 aà a^`  ấ CA aá a^'  ẩ C8 aå a^?  ẫ C9 aã a^~  ậ CB aä a^.
è CC eø e`  é D0 eù e'  ẻ CE eû e?  ẽ CF eõ e~  ẹ D1 eï e.
ê AA eâ e^  ề D2 eà e^`  ế D5 eá e^'  ể D3 eå e^?  ễ D4 eã e^~  ệ D6 eä e^.
ì D7 ì i`  í DD í i'  ỉ D8 æ i?  ĩ DC ó i~  ị DE ò i.
ò DF oø o`  ó E3 où o'  ỏ E1 oû o?  õ E2 oõ o~  ọ E4 oï o.
ô AB oâ o^  ồ E5 oà o^`  ố E8 oá o^'  ổ E6 oå o^?  ỗ E7 oã o^~  ộ E9 oä o^.
ơ AC ô o+  ờ EA ôø o+`  ớ ED ôù o+'  ở EB ôû o+?  ỡ EC ôõ o+~  ợ EE ôï o+.
ù EF uø u`  ú F3 uù u'  ủ F1 uû u?  ũ F2 uõ u~  ụ F4 uï u.
ư AD ö u+  ừ F5 öø u+`  ứ F8 öù u+'  ử F6 öû u+?  ữ F7 öõ u+~  ự F9 öï u+.
ỳ FA yø y`  ý FD yù y'  ỷ FB yû y?  ỹ FC yõ y~  ỵ FE î y.
đ AE ñ dd
"""
ROWS = [tuple(TABLE.split()[index : index + 4]) for index in range(0, len(TABLE.split()), 4)]
TCVN3_CAPITALS = dict(zip("ĂÂÊÔƠƯĐ", range(0xA1, 0xA8), strict=True))  # it has no others


def test_the_table_holds_the_134_letters() -> None:
    letters = {case for letter, *_rest in ROWS for case in (letter, letter.upper())}
    marks = "\u0300\u0301\u0303\u0309\u0323"
    vowels = [*"aeiouy", *"ăâêôơư"]
    wanted = {normalize("NFC", vowel + mark) for vowel in vowels for mark in ("", *marks)} - set("aeiouy") | {"đ"}
    assert len(letters) == 134
    assert letters == wanted | {letter.upper() for letter in wanted}


@pytest.mark.parametrize(("letter", "code", "vni", "viqr"), ROWS)
def test_every_letter_comes_back(letter: str, code: str, vni: str, viqr: str) -> None:
    capital = letter.upper()
    assert from_tcvn3(chr(int(code, 16))) == letter
    assert from_tcvn3(chr(TCVN3_CAPITALS.get(capital, int(code, 16)))) == (
        capital if capital in TCVN3_CAPITALS else letter
    )
    assert (from_vni(vni), from_vni(vni.upper())) == (letter, capital)
    assert (viqr_letters(viqr), viqr_letters(viqr.upper())) == (letter, capital)
    for each in (letter, capital):
        assert from_mojibake(each.encode().decode("latin-1")) == each
        assert from_mojibake(windows(each)) == each


def windows(text: str) -> str:
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


def test_no_two_letters_share_a_code() -> None:
    for column in range(1, 4):
        assert len({row[column] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("sign", "◆☎→₫–“…½×😀")
def test_signs_come_back_too(sign: str) -> None:
    assert from_mojibake(windows(f"a {sign}b")) == f"a {sign}b"


@pytest.mark.parametrize("text", ["Ma Cao", "naïve café", "Ba Tô, Bà Tô", "5 µm, 20 °C"])
def test_what_is_no_mojibake_stays(text: str) -> None:
    assert from_mojibake(text) == text


VIQR = {
    "Tie^'ng Vie^.t": "Tiếng Việt",
    "DDa(ng ky' ta.m tru'.": "Đăng ký tạm trú.",
    "Mo+? https://a.vn/dd, add a^b": "Mở https://a.vn/dd, add a^b",
    "Kho^ng?": "Không?",
    "(a) ngu+o+`i": "(a) người",
}


@pytest.mark.parametrize(("old", "new"), VIQR.items())
def test_viqr_turns_words_that_become_syllables(old: str, new: str) -> None:
    assert from_viqr(old) == new
