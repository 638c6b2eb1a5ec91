"""What the codes on a guide's pictures say: readers may scan them, and some hold what is nobody's business.

In: a picture and the text of a code on it. Out: a remark, at the line that names the picture.
"""

import re
from gettext import gettext as _
from pathlib import PurePath

from printkit.errors import Problem
from printkit.model import Picture

LONGEST_QUOTE = 60  # characters of a code's text that a remark repeats
LONGEST_HINT = 4  # of one that looks personal
_PHONE = r"(?<!\d)(?:\+?84|0)[35789]\d{8}(?!\d)"
_BIRTH = r"(?<!\d)(?:0[1-9]|[12]\d|3[01])/?(?:0[1-9]|1[0-2])/?(?:19|20)\d{2}(?!\d)"
_NAME = r"(?:[^\W\d_]+ ){1,5}[^\W\d_]+"


def held(picture: Picture, text: str) -> Problem:
    """The remark on a code of a picture."""
    file, kind = PurePath(picture.path).name, personal(text)
    if kind:
        message = _("a code on the picture {file} holds what looks like {kind} (“{start}…”)")
        told = message.format(file=file, kind=kind, start=text[:LONGEST_HINT])
        return Problem(picture.where, told, _("cover the code in the picture, or take another one"), "picture-code")
    message = _("the picture {file} shows a code that says “{text}”; readers may scan it")
    quote = text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "…"
    told = message.format(file=file, text=quote)
    return Problem(picture.where, told, _("leave it if they may; else cover it in the picture"), "picture-code")


def personal(text: str) -> str:
    """What of a person's own a code's text seems to hold, in words; "" for nothing.

    >>> personal("079012345678||Nguyen Van A|01011990|Nam|12 Le Loi|01012021")
    'the data of an identity card'
    >>> personal("https://dichvucong.gov.vn/tra-cuu?id=0234")
    ''
    """
    fields = [field.strip() for field in re.split(r"[|;\n]", text)]
    kinds = {
        _("the data of an identity card"): _is_card(fields) or re.search(r"[IP][D<]VNM[A-Z0-9<]{5}", text),
        _("a password or a secret"): re.match(r"(?i)WIFI:|otpauth:", text),
        _("a person's contact"): re.search(r"(?i)BEGIN:VCARD|MECARD:|BEGIN:VEVENT", text),
        _("an account to pay to"): re.match(r"000201", text),
        _("a telephone number"): re.search(_PHONE, re.sub(r"(?<=\d)[ .](?=\d)", "", text)),
        _("an email address"): re.search(r"[\w.+-]+@[\w-]+\.\w", text),
        _("the number of an identity or an insurance card"): re.search(
            r"(?<![\w.])(?:\d{12}|[A-Z]{2}\d{13})(?![\w.])", text
        ),
        _("a person's name and data"): len(fields) > 2 and any(re.fullmatch(_NAME, field) for field in fields),
        _("a date of birth"): re.search(rf"(?<!/){_BIRTH}", text) if "://" not in text else None,
    }
    return next((kind for kind, holds in kinds.items() if holds), "")


def _is_card(fields: list[str]) -> bool:
    """The fields of an identity card: its number first, then names and dates."""
    return len(fields) > 3 and bool(re.fullmatch(r"\d{9}|\d{12}", fields[0]))
