"""Which telephone numbers there can be in Viet Nam.

Source: the numbering plan of Circular 22/2014/TT-BTTTT, with the area codes of 2017 and the mobile codes of 2018.
"""

import re

MOBILE_OR_FIXED = r"0[35789]\d{8}|02\d{9}"
SERVICE = r"1[89]00(?:\d{4}|\d{6})"
SHORT = r"1\d{2,3}"
_VALID = re.compile(rf"{MOBILE_OR_FIXED}|{SERVICE}|{SHORT}")
LONG = re.compile(rf"{MOBILE_OR_FIXED}|{SERVICE}")
NO_ZERO = re.compile(r"[35789]\d{8}|2\d{9}")  # a mobile or a fixed line whose zero in front is lost
BARE_84 = re.compile(r"84(?:[35789]\d{8}|2\d{9})")
LOCAL = re.compile(r"[2-9]\d{6,7}")  # a line without its area code
NINE_FROM_2 = re.compile(r"2\d{8}")
OLD_MOBILE = re.compile(r"01\d{8,9}")  # of eleven figures until 2018
DOUBTFUL = re.compile("|".join(p.pattern for p in (LOCAL, NO_ZERO, BARE_84, NINE_FROM_2, OLD_MOBILE)))
AREA_CODE = re.compile(r"(?:\+|00)?84(?:0?2\d{1,2})?|02\d{1,2}")  # what may stand before a wide gap of a number
FEWEST, MOST = 3, 15  # figures of any number (ITU-T E.164)


def is_valid(figures: str) -> bool:
    """Can these figures, as one dials them within the country, be a telephone number?

    >>> is_valid("02343550101"), is_valid("905123456")
    (True, False)
    """
    return bool(_VALID.fullmatch(figures))


def national(number: str) -> str:
    """The figures of a number as dialled within the country; of another country's "+" and its figures.

    >>> national("+84 (0)234 355 0101"), national("0084 1900 9068"), national("+44 20 7946 0958")
    ('02343550101', '19009068', '+442079460958')
    """
    dialled = re.sub(r"[^0-9+]", "", number)
    code = re.match(r"(?:\+|00)84", dialled)
    if not code:
        return re.sub(r"^00(?=[1-9])", "+", dialled)
    rest = dialled[code.end() :]
    return rest if rest.startswith("0") or re.fullmatch(rf"{SERVICE}|{SHORT}", rest) else f"0{rest}"
