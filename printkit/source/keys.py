"""The keys of a guide: which there are in each place, and the Vietnamese names that are read as the same.

In: a key as it was written. Out: the key that is meant. `docs/guide-format.md` shows this table; a test compares them.
"""

import re
from collections.abc import Iterable
from functools import cache

from printkit.slugs import slug

PROCEDURE = ("id", "short", "question", "fact", "when", "requires", "steps", "options", "notes")
SHARED = ("title", "icon", "prepare", "links")  # a guide and a section both have them
GUIDE = (
    *("title", "kicker", "summary", "lang", "theme", "icon", "issuer", "updated", "hotline"),
    *("abbreviations", "keep", "prepare", "links", "sections"),
)
SECTION = (*SHARED, *PROCEDURE)
STEP = ("text", "detail", "short", "note", "link", "links", "image")
OPTION = ("title", "requires", "text", "steps", "link", "links")
HOTLINE, LINK, IMAGE = ("number", "label", "note"), ("url", "label"), ("src", "alt")

LISTS = ("steps", "options", "sections", "prepare", "notes", "keep", "links")  # what is a list
NO_TEXT = ("theme", "icon", "id", "lang", "updated", "number", "url", "src")  # what holds no running text

_OF_SECTION = {
    "title": ("tiêu đề", "tên", "tên thủ tục"),
    "id": ("mã mục",),
    "short": ("tên ngắn", "tên gọn"),
    "question": ("câu hỏi",),
    "fact": ("tóm lược",),
    "icon": ("biểu tượng",),
    "when": ("khi nào", "dùng khi"),
    "requires": ("yêu cầu", "điều kiện"),
    "prepare": ("cần chuẩn bị", "chuẩn bị", "giấy tờ", "hồ sơ"),
    "steps": ("các bước", "bước", "các bước thực hiện"),
    "options": ("các cách", "cách"),
    "links": ("liên kết", "các liên kết", "đường dẫn"),
    "notes": ("lưu ý", "ghi chú", "chú ý"),
}
_OF_GUIDE = {
    "title": ("tiêu đề", "tên", "tên hướng dẫn"),
    "kicker": ("chương trình", "lĩnh vực"),
    "summary": ("tóm tắt", "giới thiệu"),
    "lang": ("ngôn ngữ",),
    "theme": ("bộ màu", "màu"),
    "icon": ("biểu tượng",),
    "issuer": ("cơ quan ban hành", "cơ quan phát hành"),
    "updated": ("cập nhật", "ngày cập nhật"),
    "hotline": ("đường dây nóng", "tổng đài"),
    "abbreviations": ("chữ viết tắt", "từ viết tắt", "viết tắt"),
    "keep": ("giữ liền", "không ngắt"),
    "prepare": _OF_SECTION["prepare"],
    "links": _OF_SECTION["links"],
    "sections": ("thủ tục", "các thủ tục", "các phần", "các mục"),
}
_OF_STEP = {
    "text": ("nội dung", "việc cần làm"),
    "detail": ("chi tiết",),
    "short": ("viết gọn", "ngắn gọn"),
    "note": ("lưu ý", "ghi chú", "chú ý"),
    "link": ("liên kết", "đường dẫn"),
    "links": ("các liên kết",),
    "image": ("hình ảnh", "hình", "ảnh"),
}
_OF_OPTION: dict[str, tuple[str, ...]] = {
    "title": ("tiêu đề", "tên", "tên cách"),
    "requires": _OF_SECTION["requires"],
    "text": ("nội dung", "cách làm"),
    "steps": _OF_SECTION["steps"],
    "link": _OF_STEP["link"],
    "links": _OF_STEP["links"],
}
_OF_HOTLINE: dict[str, tuple[str, ...]] = {
    "number": ("số", "số điện thoại"),
    "label": ("nhãn", "tên"),
    "note": ("ghi chú", "lưu ý"),
}

# By place, as messages name it: each key and its Vietnamese names, the first of which is suggested.
ALIASES: dict[str, dict[str, tuple[str, ...]]] = {
    "a guide": _OF_GUIDE | {key: names for key, names in _OF_SECTION.items() if key not in _OF_GUIDE},
    "a section": _OF_SECTION,
    "an option": _OF_OPTION,
    "a step": _OF_STEP,
    "a hotline": _OF_HOTLINE,
}


@cache
def _meanings(thing: str) -> dict[str, str]:
    return {slug(name): key for key, names in ALIASES.get(thing, {}).items() for name in names}


def meant(word: str, thing: str) -> str:
    """The key that a word is in a place: itself, or what its Vietnamese name stands for, accents and case ignored.

    >>> meant("Tiêu đề", "a guide"), meant("luu y", "a step"), meant("title", "a guide"), meant("x", "a step")
    ('title', 'note', 'title', 'x')
    """
    return word if word.isascii() and word.islower() and " " not in word and _is_english(word) else _alias(word, thing)


def _alias(word: str, thing: str) -> str:
    return _meanings(thing).get(slug(word), word)


@cache
def _english() -> frozenset[str]:
    return frozenset((*GUIDE, *SECTION, *STEP, *OPTION, *HOTLINE, *LINK, *IMAGE))


def _is_english(word: str) -> bool:
    return word in _english()


@cache
def _everywhere() -> dict[str, str]:
    return {name: key for thing in reversed(ALIASES) for name, key in _meanings(thing).items()}


def anywhere(word: str) -> str:
    """The key that a word is in some place, English or Vietnamese; "" for none."""
    return word if _is_english(word) else _everywhere().get(slug(word), "") if word.strip() else ""


def is_slip(word: str, keys: Iterable[str]) -> bool:
    """Is it one of the keys, or within one edit of one: a letter more, less or other, or two swapped?

    >>> is_slip("detial", STEP), is_slip("text", STEP), is_slip("Text", STEP), is_slip("mang", STEP)
    (True, True, False, False)
    """
    return bool(re.fullmatch("[a-z]+", word)) and any(_is_near(word, key) for key in keys)


def _is_near(word: str, key: str) -> bool:
    if abs(len(word) - len(key)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, key, strict=False)) if a != b), min(len(word), len(key)))
    rest, other = word[at:], key[at:]
    swapped = rest[:2] == other[1::-1] and rest[2:] == other[2:]
    return swapped or rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]
