"""What each column of a table is: headings and values go in, a role for each column comes out.

Roles are the fields of a ward, `DISTRICT`, `ORDER` (row numbers) and "" for what no guide prints unless it names it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from gettext import gettext as _
from typing import NamedTuple

from printkit.errors import Problem, SourceError, Where
from printkit.slugs import nearest, slug
from printkit.wardfields import BY_NAME, CONTACTS, FIELDS
from printkit.wardlist.grid import column_name
from printkit.wardlist.headings import Heading, Sense, names, understood
from printkit.wardlist.options import ListOptions
from printkit.wardlist.vocabulary import DISTRICT, ENGLISH, HAMLETS, NOTHING, OFFICE, ORDER, PHRASES, RESULT

LONGEST_NOTHING = 60  # characters of “chưa có …”
SAMPLE = 400  # values of a column that are looked at
BEGINNING = 120  # characters of each: what it is shows there, and a hostile one takes patterns minutes
OTHER = "other"  # what `--columns` calls a column that only a placeholder prints
_DIGITS = re.compile(r"(?:\d[\s.()-]*){3,}")
_TELEPHONE = re.compile(r"(?<!\d)(?:\+?84|0)?[\s.()-]{0,5}(?:\d[\s.()-]{0,2}){8,10}(?!\d)")
_HOST = re.compile(r"(https?://|www\.|zalo\.me/)|\b[a-z0-9-]+(\.[a-z0-9-]+)*\.(vn|com|net|org|me)\b", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(đường|phố|quốc lộ|tỉnh lộ|thôn|ấp|khu phố|tổ dân phố|số \d+)\b|^\d+[a-z]?(/\d+)* [^\W\d]", re.IGNORECASE
)
_NOT_YET = re.compile(r"(đang|chưa|chờ|không|sẽ) (được )?(cập nhật|có|bổ sung|xây dựng|rõ)\b(?!.*\d)")
_LETTER = re.compile(r"[^\W\d_]")


class Column(NamedTuple):
    """A column: its number from 1, its heading, what it is, and the placeholder by which a guide prints it.

    `why` says why it is not printed, as a sentence's end; `resembles` names the field that its values look like.
    """

    number: int
    heading: str
    role: str = ""
    placeholder: str = ""
    why: str = ""
    resembles: str = ""

    @property
    def letter(self) -> str:
        """What a spreadsheet calls it."""
        return column_name(self.number)


class Table(NamedTuple):
    """Headings by column, and the values of each column below them."""

    headings: Mapping[int, str]
    values: Mapping[int, Sequence[str]]
    where: Where


def columns_of(table: Table, options: ListOptions) -> tuple[Column, ...]:
    """What each column is. Raises SourceError where `options` names a field or a heading that is not there."""
    chosen = _chosen(table, options)
    senses = {number: understood(heading) for number, heading in table.headings.items()}
    barred = _of_persons(senses, table.values) - {*chosen}
    roles = _roles(table, {n: each._replace(senses=()) if n in barred else each for n, each in senses.items()}, chosen)
    slugs = _placeholders(table.headings, roles)
    reasons = dict.fromkeys(barred, _("it stands beside a person, and may be theirs"))
    return tuple(
        Column(
            number,
            heading,
            roles.get(number, ""),
            slugs.get(number, ""),
            reasons.get(number)
            or _why_not(number, roles, senses[number], table)
            or _why_nameless(number, roles, slugs, heading),
            "" if roles.get(number) else _resembled(table.values.get(number, ())),
        )
        for number, heading in sorted(table.headings.items())
    )


def _of_persons(senses: Mapping[int, Heading], values: Mapping[int, Sequence[str]]) -> frozenset[int]:
    """Telephones and emails right behind a person's name: in “Họ tên Bí thư | SĐT” the number is the secretary's."""
    found: set[int] = set()
    person = -1  # the column of a person, or of what is theirs, that was the last; -1 for none
    for number, heading in sorted(senses.items()):
        if heading.is_personal:
            person = number if _resembled(values.get(number, ())) not in ("phone", "email") else -1
        elif person == number - 1 and _is_anyones(heading):
            found.add(number)
            person = number
    return frozenset(found)


def _is_anyones(heading: Heading) -> bool:
    """Is this a heading of telephones or emails that does not say that they are the office's?"""
    return any(sense.field in ("phone", "email") for sense in heading.senses[:1]) and not names(heading.text, OFFICE)


def known_headings(headings: Mapping[int, str]) -> int:
    """How many different fields a row of headings names; 0 where none of them is the wards' name."""
    fields = {sense.field for heading in headings.values() for sense in understood(heading).senses[:1]}
    return len(fields) if fields & {"name", "hamlet"} else 0


def _chosen(table: Table, options: ListOptions) -> dict[int, str]:
    """The roles that a person gave to columns, by `--columns FIELD=HEADING` or, of a column, its letter."""
    chosen: dict[int, str] = {}
    problems: list[Problem] = []
    for name, heading in options.columns:
        field, numbers = field_named(name), _columns_called(table, heading)
        if not field:
            problems.append(_no_field(name, table.where))
        elif len(numbers) != 1:
            problems.append(_no_column(table, heading, numbers))
        else:
            chosen[numbers[0]] = field
    if problems:
        raise SourceError(problems)
    return chosen


def _columns_called(table: Table, heading: str) -> list[int]:
    """The columns of a heading, or the one of a letter."""
    alike = [number for number, text in table.headings.items() if text and _same(text) == _same(heading)]
    return alike or [number for number in table.headings if column_name(number) == heading.upper()]


def _no_field(name: str, where: Where) -> Problem:
    meant = nearest(name, [label for each in FIELDS for label in (each.vi, each.name)])
    hint = _("did you mean “{name}”?").format(name=meant) + " " if meant else ""
    hint += _("fields are {names}").format(names=", ".join((*(each.vi for each in FIELDS), label_of(DISTRICT))))
    return Problem(where, _("there is no field “{name}”").format(name=name), hint)


def _no_column(table: Table, heading: str, numbers: Sequence[int]) -> Problem:
    if numbers:
        message = _("the columns {letters} have the heading “{heading}”")
        letters = ", ".join(map(column_name, numbers))
        hint = _('say which by its letter, as in --columns "{field}={letter}"')
        named = {"field": BY_NAME["phone"].vi, "letter": column_name(numbers[0])}
        return Problem(table.where, message.format(letters=letters, heading=heading), hint.format(**named))
    message = _("no column has the heading “{heading}”").format(heading=heading)
    shown = ", ".join(text for text in table.headings.values() if text)
    return Problem(table.where, message, _("headings are {names}").format(names=shown))


def field_named(name: str) -> str:
    """The field that a person names in Vietnamese or English; "" for none.

    >>> field_named("Điện thoại"), field_named("phone"), field_named("dien thoai")
    ('phone', 'phone', 'phone')
    """
    wanted = slug(name)
    for field in FIELDS:
        if wanted in (field.name, slug(field.vi), slug(field.en)):
            return field.name
    if wanted in (OTHER, "khac"):
        return OTHER
    first = understood(name).senses[:1]
    return {"hamlet": "name"}.get(first[0].field, first[0].field) if first and first[0].field != ORDER else ""


def _same(text: str) -> str:
    return slug(text) or text.strip()


def _roles(table: Table, senses: Mapping[int, Heading], chosen: Mapping[int, str]) -> dict[int, str]:
    """The role of each column that has one: every field goes to the column that names it best."""
    best: dict[str, tuple[tuple[int, ...], int]] = {}
    taken = set(chosen.values())
    for number, heading in senses.items():
        if number in chosen:
            continue
        for sense in heading.senses:
            field = _narrowed(sense.field, table.values.get(number, ()))
            if not _agrees(field, table.values.get(number, ())):
                continue
            rank = (*_rank(sense, heading.text), number)
            if field not in taken and (field not in best or rank < best[field][0]):
                best[field] = (rank, number)
            break
    if not {"name", "hamlet"} & {*best, *taken}:
        best |= _names_at_least(senses, chosen, {number for _rank_of, number in best.values()})
    roles = {number: field for field, (_rank_of, number) in best.items()} | dict(chosen)
    return _with_parents(roles)


def _names_at_least(
    senses: Mapping[int, Heading], chosen: Mapping[int, str], used: Set[int]
) -> dict[str, tuple[tuple[int, ...], int]]:
    """The column whose heading is that of names, whatever its values: wards may be called “1” and “2”."""
    some = [
        ((*_rank(sense, heading.text), number), number)
        for number, heading in senses.items()
        for sense in heading.senses
        if sense.field in ("name", "hamlet") and number not in chosen and number not in used
    ]
    return {"name": min(some)} if some else {}


def _rank(sense: Sense, heading: str) -> tuple[int, ...]:
    """The smaller, the better. Of two contacts the office's own wins, then the first; of two names the fullest."""
    english = names(heading, ENGLISH)
    if sense.field in CONTACTS:
        return (sense.is_past, english, sense.extra > 2, not sense.is_preferred)
    generic = sense.field == "name" and not names(heading, ("xã", "phường", "px", "ward", "commune"))
    return (sense.is_past, english, not sense.is_present, generic, -sense.syllables, sense.extra)


def _narrowed(field: str, values: Sequence[str]) -> str:
    """A name whose values are hamlets is one of hamlets."""
    if field != "name":
        return field
    hamlets = sum(names(value.partition(" ")[0], HAMLETS) for value in values[:SAMPLE])
    return "hamlet" if values and hamlets * 2 > len(values[:SAMPLE]) else field


def _with_parents(roles: dict[int, str]) -> dict[int, str]:
    """Hamlets are the wards of their list; the commune beside them is their parent."""
    if "hamlet" not in roles.values():
        return roles
    has_parent = "parent" in roles.values()
    better = {"hamlet": "name", "name": "" if has_parent else "parent"}
    return {number: better.get(role, role) for number, role in roles.items()}


def _agrees(field: str, values: Sequence[str]) -> bool:
    """Could these values be the field's? A column without values may be anything."""
    some = values[:SAMPLE]
    if not some:
        return True
    if field in ("phone", "hotline"):
        figures = sum(bool(_DIGITS.search(value)) and "@" not in value for value in some)
        return figures * 5 >= len(some) or all(says_nothing(value) for value in some)
    if field == "email":
        return any("@" in value for value in some) or not any(map(_DIGITS.search, some))
    if field == "url":
        hosts = any(_HOST.search(value) and not _has_at(value) for value in some)
        return hosts or not any(_DIGITS.search(value) or _has_at(value) for value in some)
    if field == "code":
        return sum(len(value.split()) == 1 and len(value) <= 40 for value in some) * 2 >= len(some)
    if field in ("name", "hamlet", "parent", "province", DISTRICT, "address", "issuer"):
        return sum(bool(_LETTER.search(value)) for value in some) * 2 >= len(some)
    return True


def says_nothing(value: str) -> bool:
    """Does a cell say only that there is nothing to say: “x”, “đang cập nhật”, “Chưa có email”?"""
    if len(value) > LONGEST_NOTHING:
        return False
    plain = value.casefold().strip(" .()")
    return plain in NOTHING or value.strip() in NOTHING or bool(_NOT_YET.match(plain))


def _resembled(values: Sequence[str]) -> str:
    """The contact that most values of a column look like; "" for none."""
    some = [value for value in values[:SAMPLE] if value]
    for field, looks in (
        ("email", _has_at),
        ("url", _HOST.search),
        ("phone", _is_telephone),
        ("address", _PLACE.search),
    ):
        if some and sum(bool(looks(value)) for value in some) * 2 >= len(some):
            return field
    return ""


def _has_at(value: str) -> bool:
    return bool(re.search(r"\S@\S+\.\S", value))


def _is_telephone(value: str) -> bool:
    """A number of nine figures or more that begins as telephones of Viet Nam do."""
    match = _TELEPHONE.search(value)
    figures = re.sub(r"\D", "", match.group()) if match else ""
    return 9 <= len(figures) <= 12 and figures.lstrip("0")[:1] in ("2", "3", "5", "7", "8", "9")


def _placeholders(headings: Mapping[int, str], roles: Mapping[int, str]) -> dict[int, str]:
    """By which name a guide prints each column; of two with one name the first."""
    slugs: dict[int, str] = {}
    for number, heading in sorted(headings.items()):
        role = roles.get(number, "")
        name = role if role in BY_NAME else slug(heading)
        if name and name not in slugs.values() and (role in BY_NAME or name not in BY_NAME):
            slugs[number] = name
    return slugs


def _why_not(number: int, roles: Mapping[int, str], heading: Heading, table: Table) -> str:
    """Why a column is not printed, for a person; "" where its role says it all."""
    if roles.get(number):
        return ""
    if not heading.text:
        return _("it has no heading")
    if heading.is_personal:
        return _("it belongs to a person, or is a secret")
    if heading.is_foreign:
        return _("it belongs to another body than the ward's office")
    for sense in heading.senses:
        field = _narrowed(sense.field, table.values.get(number, ()))
        label = label_of(field)
        if not _agrees(field, table.values.get(number, ())):
            return _("its values are none of the field “{field}”").format(field=label)
        if field in roles.values():
            other = next(n for n, role in roles.items() if role == field)
            return _("column {letter} is the field “{field}”").format(letter=column_name(other), field=label)
    return ""


def _why_nameless(number: int, roles: Mapping[int, str], slugs: Mapping[int, str], heading: str) -> str:
    """Why no guide can print a column that has a heading; "" where one can."""
    if roles.get(number) or number in slugs or not heading:
        return ""
    other = next((n for n, name in sorted(slugs.items()) if name == slug(heading)), 0)
    if not other:
        return _("its heading has no letters to call it by")
    return _("column {letter} has the same name").format(letter=column_name(other))


def label_of(role: str) -> str:
    """What people call a role: the first of its headings."""
    if role in BY_NAME:
        return BY_NAME[role].vi
    return {DISTRICT: "Huyện", ORDER: "STT", RESULT: "Kết quả", "hamlet": "Thôn"}.get(role, role)


def second_table(columns: Sequence[Column]) -> Column | None:
    """The column of names in a table that stands beside the first with the same headings; None where there is none."""
    first = {column.heading.casefold(): column.role for column in columns if column.role in BY_NAME}
    again = [column for column in columns if not column.role and column.heading.casefold() in first]
    name = next((column for column in again if first[column.heading.casefold()] == "name"), None)
    return name if len(again) > 1 else None


def unknown_contacts(columns: Sequence[Column]) -> Iterator[Column]:
    """Columns whose values look like contacts, and which are nobody's that we know."""
    for column in columns:
        heading = understood(column.heading)
        if column.resembles and not column.role and not heading.is_personal and not heading.is_foreign:
            yield column


assert {*PHRASES} <= {*BY_NAME, DISTRICT, ORDER, RESULT, "hamlet"}
