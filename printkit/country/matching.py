"""An office's list matched with the country's: rows as they are written go in, the communes of today come out.

Where a name is several communes' none is chosen; a name that is nobody's gets proposals and no code. See docs/data.md.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from printkit.country import remarks
from printkit.country.asked import DIVIDED, RENAMED, SAME, UNKNOWN, Answer, Asked, Candidate, Matching
from printkit.country.communes import OFFICIAL_FIGURES, Commune, by_code, index, padded, provinces
from printkit.country.folding import HUYEN, QUAN, THI_XA, Key, commune_key, district_key, fold
from printkit.country.former import OldCommune, Scope, former, former_index, in_district, scope
from printkit.country.proposals import proposals, todays_of

AGREE = 0.9  # of the names, for a province that nobody named
OLD_ONLY = 0.05  # of the names at most, in a list of today
OWN_CODES = 0.1  # of the codes at most are the country's, in a list with codes of the office's own
LEAST_CODES = 5  # fewer say nothing of a list


class _Question(NamedTuple):
    """A row, ready to be looked up.

    `scope` is None where no province is known; `unknown` is a province that is none; `likely` is the key of an old
    province that wins where several had the name.
    """

    asked: Asked
    key: Key
    district: str
    scope: Scope | None
    unknown: str = ""
    likely: str = ""


class _Found(NamedTuple):
    """An answer, and every code that agrees with the row's name."""

    answer: Answer
    codes: frozenset[str] = frozenset()


def match(asked: Sequence[Asked], province: str = "") -> Matching:
    """What each row is today; `province` is that of rows that name none.

    >>> match([Asked("P.1", "Phú Yên", "TP Tuy Hòa")]).answers[0].name
    'Phường Tuy Hòa'
    """
    questions = [_question(row, province) for row in asked]
    agreeing = names = 0
    here = scope(province) if province else None
    if not province and not all(question.scope or question.unknown for question in questions):
        here, agreeing, names = _common_province(questions)
        questions = [q if q.scope or q.unknown else q._replace(scope=here) for q in questions]
    is_old = _is_old(questions)
    if is_old:
        questions = _with_old_provinces(questions)
    found = [_find(question, is_old) for question in questions]
    own = _has_own_codes(questions, found)
    answers = tuple(_with_code(q, each, is_old, own) for q, each in zip(questions, found, strict=True))
    return Matching(answers, _province_name(here), agreeing, names, is_old, own)


def _question(asked: Asked, province: str) -> _Question:
    """`Phường Bến Thành, Quận 1, TP. HCM` is taken apart where the row says district and province nowhere else."""
    of_hamlet = asked.parent and not commune_key(asked.name).kind
    name, *places = (asked.parent if of_hamlet else asked.name).split(",")
    if asked.parent and not of_hamlet:
        places.append(asked.parent)  # what a commune lies in
    district, named = (text if fold(text) else "" for text in (asked.district, asked.province))  # “-” says nothing
    for place in filter(fold, places):
        if scope(place) and district_key(place).kind not in (QUAN, HUYEN, THI_XA):
            named = named or place.strip()
        else:
            district = district or place.strip()
    named = named or province
    where = scope(named) if named else None
    return _Question(asked, commune_key(name), district, where, "" if where else named)


def _common_province(questions: Sequence[_Question]) -> tuple[Scope | None, int, int]:
    """The province that nine of ten names agree with, if it is one alone; how many do, and how many there are."""
    codes = {q.key: _provinces_with(q) for q in questions if q.key.name and not (q.scope or q.unknown)}
    counts = Counter(code for each in codes.values() for code in each)
    enough = [code for code, count in counts.items() if count >= AGREE * len(codes)]
    if len(enough) != 1:
        return None, 0, len(codes)
    return Scope(enough[0], ""), counts[enough[0]], len(codes)


def _provinces_with(question: _Question) -> set[str]:
    old = former(question.key)
    if question.district:
        old = in_district(old, question.district)
    return {commune.province_code for commune in _todays(question)} | {commune.todays_province for commune in old}


def _is_old(questions: Sequence[_Question]) -> bool:
    """Is this a list of before 1 July 2025?"""
    if any(question.district for question in questions):
        return True
    named = [question for question in questions if question.key.name]
    old_only = sum(1 for question in named if not _todays(question) and _olds(question))
    return old_only > OLD_ONLY * len(named)


def _with_old_provinces(questions: Sequence[_Question]) -> list[_Question]:
    """The same; where one province is named as before 1 July 2025, so are all. Where none is, the names tell it."""
    scopes = {question.scope for question in questions if question.scope}
    if any(each.is_former for each in scopes):
        return [q._replace(scope=q.scope._replace(is_former=True)) if q.scope else q for q in questions]
    if {each.old for each in scopes} != {""}:
        return list(questions)
    counts = Counter(old for q in questions for old in {scope_of(commune).old for commune in _olds(q)})
    enough = [old for old, count in counts.items() if count >= AGREE * len(questions)]
    if len(enough) != 1:
        return list(questions)
    return [question._replace(likely=enough[0]) for question in questions]


def scope_of(commune: OldCommune) -> Scope:
    """The province of an old commune."""
    found = scope(commune.province)
    assert found
    return found


def _todays(question: _Question) -> list[Commune]:
    """The communes of today that have the name, one of them alone where the code says so."""
    key, where = question.key, question.scope
    found = [
        commune
        for commune in index().names.get(key.name, ())
        if key.kind in ("", commune.kind) and (not where or commune.province_code == where.code)
    ]
    coded = [commune for commune in found if commune.code == padded(question.asked.code)]
    return coded if len(found) > 1 and len(coded) == 1 else found


def _olds(question: _Question) -> list[OldCommune]:
    """The old communes that had the name, as few as province, district and code leave."""
    where = question.scope
    found = [commune for commune in former(question.key) if not where or commune.todays_province == where.code]
    if question.district:
        found = in_district(found, question.district)
    if where and where.is_former:
        found = [commune for commune in found if scope_of(commune).old == where.old]
    if len(found) > 1 and question.likely:
        found = [commune for commune in found if scope_of(commune).old == question.likely] or found
    coded = [commune for commune in found if commune.code == padded(question.asked.code)]
    return coded if len(found) > 1 and len(coded) == 1 else found


def _find(question: _Question, is_old: bool) -> _Found:
    if not question.key.name:
        return _Found(Answer(UNKNOWN, note=remarks.NO_NAME))
    if question.unknown:
        note = remarks.no_such_province(question.unknown)
        return _Found(Answer(UNKNOWN, candidates=_candidates(_todays(question)), note=note))
    todays, olds = _todays(question), _olds(question)
    if olds and (is_old or not todays):
        return _from_old(question, olds)
    if todays and not any(_could_be(commune, question) for commune in todays):
        note = remarks.not_in(question.district or question.asked.province)
        return _Found(Answer(UNKNOWN, candidates=_candidates(todays), note=note))
    if todays:
        return _from_today(todays, olds)
    return _Found(_proposed(question))


def _proposed(question: _Question) -> Answer:
    near = proposals(question.key, question.scope.code if question.scope else "")
    here = _province_name(question.scope)
    candidates = _candidates(dict.fromkeys((*near.communes, *todays_of(near.old))))
    return Answer(UNKNOWN, candidates=candidates, note=remarks.near(_candidates(near.communes), near.old, here))


def _province_name(where: Scope | None) -> str:
    return next((each.name for each in provinces() if where and each.code == where.code), "")


def _could_be(commune: Commune, question: _Question) -> bool:
    """Does a commune of today lie in the old district and province that a row names, in part at least?"""
    district = district_key(question.district).name if question.district else ""
    old = question.scope.old if question.scope and question.scope.is_former else ""
    return (not district and not old) or any(
        (not old or province == old) and (not district or name == district)
        for province, name in former_index().origins.get(commune.code, ())
    )


def _from_today(todays: list[Commune], olds: list[OldCommune]) -> _Found:
    if len(todays) > 1:
        note = remarks.in_several_provinces(_candidates(todays))
        return _Found(Answer(UNKNOWN, candidates=_candidates(todays), note=note), _codes(todays))
    (commune,) = todays
    targets = {code for old in olds for code in old.targets} - {commune.code}
    others = _candidates([each for code in sorted(targets) if (each := by_code(code))])
    note = remarks.also_old_name(others, commune.province) if others else ""
    same = {old.code for old in olds if commune.code in old.targets}
    return _Found(_answer(SAME, commune, note), _codes(todays) | same)


def _from_old(question: _Question, olds: list[OldCommune]) -> _Found:
    codes = frozenset(code for old in olds for code in (old.code, *old.targets))
    communes = todays_of(olds)
    if len(communes) == 1:
        is_same = question.key in (commune_key(communes[0].name), Key("", commune_key(communes[0].name).name))
        return _Found(_answer(SAME if is_same else RENAMED, communes[0]), codes)
    candidates = _candidates(communes, olds[0].all_people if len(olds) == 1 else "")
    if len(olds) > 1:
        note = remarks.several_old(olds)
        return _Found(Answer(UNKNOWN, candidates=candidates, note=note), codes)
    return _Found(Answer(DIVIDED, candidates=candidates, note=remarks.divided(candidates)), codes)


def _answer(kind: str, commune: Commune, note: str = "") -> Answer:
    return Answer(kind, commune.code, commune.name, commune.province, note=note)


def _candidates(communes: Iterable[Commune], all_people: str = "") -> tuple[Candidate, ...]:
    """The one that took all the people first."""
    values = [Candidate(each.code, each.name, each.province, each.code == all_people) for each in communes]
    return tuple(sorted(values, key=lambda candidate: not candidate.all_people))


def _codes(communes: Iterable[Commune]) -> frozenset[str]:
    return frozenset(commune.code for commune in communes)


# Codes


def _official(code: str) -> str:
    """A code that may be the country's, with its zeros; "" for any other."""
    code = padded(code)
    return code if len(code) == OFFICIAL_FIGURES and code.isascii() and code.isdecimal() else ""


def _has_own_codes(questions: Sequence[_Question], found: Sequence[_Found]) -> bool:
    """Are the codes of the list the office's own, such as running numbers?"""
    coded = [
        (code, each.codes) for q, each in zip(questions, found, strict=True) if each.codes and (code := q.asked.code)
    ]
    agreeing = sum(1 for code, codes in coded if _official(code) in codes)
    return len(coded) >= LEAST_CODES and agreeing <= OWN_CODES * len(coded)


def _with_code(question: _Question, found: _Found, is_old: bool, own: bool) -> Answer:
    """The answer, with what is to be said of a code that is not the name's."""
    code = _official(question.asked.code)
    if own or not code or code in found.codes:
        return found.answer
    new, old = by_code(code), former_index().codes.get(code)
    if is_old and old:
        new = None
    note = remarks.other_code(code, new, old) + (remarks.NAME_WINS if found.codes else "")
    notes = "; ".join(note for note in (found.answer.note, note) if note)
    return found.answer._replace(note=notes, code_differs=bool(found.codes))
