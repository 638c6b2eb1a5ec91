"""What is asked of the country's list, and what it answers."""

from typing import NamedTuple

SAME, RENAMED, DIVIDED, UNKNOWN = "khớp", "tên cũ → mới", "chia ra nhiều nơi", "không thấy"


class Asked(NamedTuple):
    """A row of an office's list as it is written there; "" where it says nothing.

    `parent` is the commune of a hamlet (thôn, ấp, tổ, khu phố), and then what is looked for.
    """

    name: str
    province: str = ""
    district: str = ""
    code: str = ""
    parent: str = ""


class Candidate(NamedTuple):
    """A commune of today that may be meant. `all_people`: it took all people of the old one, the others land only."""

    code: str
    name: str
    province: str
    all_people: bool = False


class Answer(NamedTuple):
    """What a row is today. `kind` is one of the four words above.

    `code`, `name` and `province` are of the one commune meant, "" where there is none or more than one; `candidates`
    are then those to choose from. `note` says the rest, in Vietnamese. `code_differs`: the row's code contradicts its
    name, and the name counts.
    """

    kind: str
    code: str = ""
    name: str = ""
    province: str = ""
    candidates: tuple[Candidate, ...] = ()
    note: str = ""
    code_differs: bool = False


class Matching(NamedTuple):
    """An answer for each row, in order, and how the list was read.

    `province` is the one that rows without a province were looked for in, as the country's list names it, "" for none;
    `agreeing` of `names` different names agree with it where nobody named it (else 0). `is_old`: old names were asked
    first. `has_own_codes`: hardly a code of the list is the country's, so that they are no doubt the office's own.
    """

    answers: tuple[Answer, ...]
    province: str = ""
    agreeing: int = 0
    names: int = 0
    is_old: bool = False
    has_own_codes: bool = False
