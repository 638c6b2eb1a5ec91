"""What every format promises for every guide: all the words, in order, live, inside the page, clear of one another."""

import re
from collections.abc import Iterator
from hashlib import sha256
from unicodedata import is_normalized

import pytest

from printkit.addresses import host
from printkit.compose import compose
from printkit.inline import headline_and_detail, plain, section_addresses
from printkit.layout.frame import Box, Frame, Glyphs
from printkit.marks import EDGE, FAST, LAST, SOFT, TIE
from printkit.model import Rich, Section, Step
from printkit.parts.foot import used_abbreviations
from printkit.pdf.pen import draw
from tests.checks import Stepped, crossed, frames, marks, outside, steps, touching, uneven
from tests.office import child
from tests.prints import Case, document, every, guide, live, pdf, text, urls, wards

CASES = every()
COLOUR = every(ink_saver=(False,))
WHOLE = every(ink_saver=(False,), alone=False)
IN_WARDS = [case._replace(ward=code) for case in WHOLE for code in ("00101", "01204", "01205")]
LEAST = {"leaflet": 8.5, "poster": 13.0, "A7": 8.0, "A6": 9.5}  # pt, of anything but a figure in a disc (standard 2.1)
BODY = {"poster": 24.0, "A7": 9.5, "A6": 11.0}  # of steps and conditions; the leaflet's depends on its columns
UNREAL = re.compile(f"[\u0300-\u036f\ufffd\ue000-\uf8ff{EDGE}{FAST}{LAST}{SOFT}{TIE}]|\\*\\*|->|\\{{\\{{")
ADDRESS = re.compile(r"\w{2,}\.\w{2,}(?:\.\w+)*\.vn\b|\w{3,}\.vn\b")


def pattern(words: str) -> str:
    """Finds the words in text read back: white space folded, no arrows, addresses broken where they may be."""
    drawn = " ".join(words.replace("→", " ").split())
    return "".join(" ?" * (char == "@") + re.escape(char) + " ?" * (char in "/.-?&=") for char in drawn)


def holds(words: Rich | str, where: str) -> bool:
    return bool(re.search(pattern(words if isinstance(words, str) else plain(words)), where))


def wordings(case: Case, step: Step) -> list[tuple[Rich, ...]]:
    """What may stand for a step: its whole text and note, and on posters and cards its short text alone."""
    whole = (*(part for part in headline_and_detail(step) if part), *((step.note,) if step.note else ()))
    return [whole, (step.short,)] if step.short and case.format != "leaflet" else [whole]


def always(case: Case, section: Section) -> Iterator[Rich | str]:
    """What a procedure prints in every format."""
    yield from (section.requires, *section.notes, section.when)
    for option in section.options:
        yield from (option.title, option.requires, option.text)
    for link in section_addresses(section):
        yield host(link.url)
    if case.format == "leaflet" or case.cards == "step":
        yield from section.prepare


def all_steps(case: Case) -> Iterator[Step]:
    for section in guide(case).sections:
        yield from section.steps
        yield from (step for option in section.options for step in option.steps)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_everything_promised_is_in_the_text(case: Case) -> None:
    it, found = guide(case), text(case)
    for section in it.sections:
        assert [words for words in always(case, section) if words and not holds(words, found)] == []
        assert holds(section.title, found) or holds(section.short, found)
    for step in all_steps(case):
        assert any(all(holds(part, found) for part in parts) for parts in wordings(case, step)), plain(step.text)
    assert it.hotline
    assert holds(it.hotline.number, found)
    assert holds(it.kicker, found)
    if case.format != "flashcards" or case.cards == "step":
        assert holds(it.issuer, found)
    if case.format != "flashcards":
        assert holds(it.updated, found)


@pytest.mark.parametrize("case", COLOUR, ids=str)
def test_what_one_format_alone_prints(case: Case) -> None:
    it, found = guide(case), text(case)
    several = len(it.sections) > 1
    leaflet, overview = case.format == "leaflet", case.format == "poster" and several
    short_forms = used_abbreviations(it, it.sections)
    assert ("Viết tắt:" in found or "Chữ viết tắt" in found) == (leaflet and bool(short_forms))
    for short, long in short_forms:
        assert bool(re.search(rf"{short} (– {long}|{long[0].upper()}{long[1:]})", found)) == leaflet
    assert ("Hỏi trực tiếp tại xã, phường" in found) == (leaflet or overview)
    assert any(
        holds(item, found) for section in it.sections for item in section.prepare if plain(item) == "Thẻ CCCD"
    ) == (any(section.prepare for section in it.sections) and (leaflet or case.cards == "step"))
    if overview:
        page = " ".join(found.split())
        assert all(
            holds(words, page) for section in it.sections for words in (section.question, section.fact, section.short)
        )
    if several and case.format != "flashcards":
        assert holds(it.title, found)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_text_is_clean(case: Case) -> None:
    found = text(case)
    assert is_normalized("NFC", found)
    assert UNREAL.search(found) is None


@pytest.mark.parametrize("case", COLOUR, ids=str)
def test_steps_follow_one_another_in_the_text(case: Case) -> None:
    for section in guide(case).sections:
        alone = text(case) if case.section else text(case._replace(section=section.id))
        at = 0
        for n, step in enumerate(section.steps, 1):
            heads = [pattern(plain(parts[0])) for parts in wordings(case, step)]
            match = re.compile(rf"\b{n} ?(?:{'|'.join(heads)})").search(alone, at)
            assert match, f"step {n} after {alone[max(0, at - 40) : at]!r}"
            at = match.end()


def sequences(page: Frame) -> Iterator[list[Stepped]]:
    """The steps of each route of a page."""
    for frame, turn in frames(page):
        if frame.role and frame.role.kind == "L" and (found := steps(Frame(frame.width, frame.height, frame.items))):
            del turn
            yield found


@pytest.mark.parametrize("case", CASES, ids=str)
def test_steps_count_from_one_downwards_on_a_route_that_ends_at_the_last(case: Case) -> None:
    it = guide(case)
    wanted = sum(len(section.steps) for section in it.sections) + sum(
        len(o.steps) for s in it.sections for o in s.options
    )
    seen = 0
    for page in document(case).pages:
        for run in sequences(page):
            first = int(run[0].spoken.split()[-1])
            assert [step.spoken for step in run] == [f"Bước {n}" for n in range(first, first + len(run))]
            tops = [step.disc[1] for step in run]
            assert tops == sorted(tops)
            seen += len(run)
        for frame, turn in frames(page):
            route_ends_well(frame)
            del turn
    if case.cards != "step":
        assert seen >= wanted


def route_ends_well(frame: Frame) -> None:
    """The line starts at or above the first disc's centre and stops at the last one's."""
    if not (frame.role and frame.role.kind == "L" and steps(frame)):
        return
    line = next(mark for mark in marks(frame) if isinstance(mark.item, Box))
    discs = [step.disc for step in steps(frame)]
    centres = [(disc[1] + disc[3]) / 2 for disc in discs]
    assert line.rect[1] <= centres[0] + 0.01
    assert line.rect[3] == pytest.approx(centres[-1], abs=0.01)
    assert {round((disc[0] + disc[2]) / 2, 2) for disc in discs} == {round((line.rect[0] + line.rect[2]) / 2, 2)}


@pytest.mark.parametrize("case", CASES + IN_WARDS, ids=str)
def test_nothing_leaves_the_page(case: Case) -> None:
    assert [fault for page in document(case).pages for fault in outside(page)] == []


@pytest.mark.parametrize("case", COLOUR + IN_WARDS, ids=str)
def test_nothing_touches_anything(case: Case) -> None:
    assert [fault for page in document(case).pages for fault in (*touching(page), *crossed(page))] == []


@pytest.mark.parametrize("case", COLOUR, ids=str)
def test_discs_are_level_with_their_headlines(case: Case) -> None:
    assert [fault for page in document(case).pages for fault in uneven(page)] == []


@pytest.mark.parametrize("case", COLOUR + IN_WARDS, ids=str)
def test_no_type_is_under_its_floor(case: Case) -> None:
    least = LEAST[case.size if case.format == "flashcards" else case.format]
    runs = [mark for page in document(case).pages for mark in marks(page) if isinstance(mark.item, Glyphs)]
    small = {
        mark.item.text
        for mark in runs
        if isinstance(mark.item, Glyphs) and mark.item.size < least and not mark.within("Lbl")
    }
    assert small == set()


@pytest.mark.parametrize("case", COLOUR + IN_WARDS, ids=str)
def test_no_step_nor_condition_is_under_the_floor_of_body_text(case: Case) -> None:
    several = len(guide(case).sections) > 1
    least = BODY.get(case.size if case.format == "flashcards" else case.format, 11.5 if several else 12.0)
    panel = 11.0 if case.format == "leaflet" and several else least
    for page in document(case).pages:
        texts = [mark.item for step in steps(page) for mark in step.texts if isinstance(mark.item, Glyphs)]
        assert [(run.size, run.text) for run in texts if run.size < least] == []
        conditions = [run for run in all_runs(page) if run.text.startswith(("Cách này yêu cầu", "Yêu cầu:"))]
        assert [(run.size, run.text) for run in conditions if run.size < panel] == []


def all_runs(page: Frame) -> list[Glyphs]:
    return [mark.item for mark in marks(page) if isinstance(mark.item, Glyphs)]


def runs(case: Case) -> list[tuple[str, float, float, float]]:
    found = []
    for page in document(case).pages:
        for mark in marks(page):
            if isinstance(mark.item, Glyphs):
                found.append((mark.item.text, mark.item.size, *mark.point))
    return found


@pytest.mark.parametrize("case", COLOUR, ids=str)
def test_ink_saver_moves_no_text(case: Case) -> None:
    assert runs(case) == runs(case._replace(ink_saver=True))


@pytest.mark.parametrize("case", COLOUR + IN_WARDS, ids=str)
def test_every_address_and_number_is_live(case: Case) -> None:
    it = guide(case)
    assert it.hotline
    assert live(case) >= urls(it) | {it.hotline.tel}
    dead = [
        mark.item.text
        for page in document(case).pages
        for mark in marks(page)
        if isinstance(mark.item, Glyphs) and not mark.item.link and ADDRESS.search(mark.item.text)
    ]
    assert dead == []


@pytest.mark.parametrize("case", WHOLE, ids=str)
def test_equal_input_gives_equal_frames_and_bytes(case: Case) -> None:
    again = compose(guide(case), case.format, case.options)
    assert again == document(case)
    assert draw(again) == pdf(case)


def test_bytes_do_not_depend_on_the_order_of_sets() -> None:
    code = (
        "from hashlib import sha256\nfrom tests.prints import every, pdf\n"
        "for case in every(alone=False): print(case, sha256(pdf(case)).hexdigest())"
    )
    mine = [f"{case} {sha256(pdf(case)).hexdigest()}" for case in every(alone=False)]
    for seed in ("1", "2"):
        run = child(code=code, PYTHONHASHSEED=seed, PYTHONIOENCODING="utf-8")
        assert run.stdout.decode().splitlines() == mine, run.stderr.decode()


@pytest.mark.parametrize("case", IN_WARDS, ids=str)
def test_a_ward_prints_all_its_fields(case: Case) -> None:
    ward, found = wards()[case.ward], text(case)
    fields = [
        ward.name,
        ward.address,
        ward.phone,
        ward.hotline,
        ward.hours,
        ward.email,
        host(ward.url) if ward.url else "",
    ]
    assert [field for field in fields if field and not holds(field, found)] == []
    assert "Hỏi trực tiếp tại xã, phường" not in found
    wanted = {f"mailto:{ward.email}"} if ward.email else set()
    assert live(case) >= wanted | ({ward.url} if ward.url else set())
    if case.format != "flashcards" or case.cards == "step":
        assert holds(ward.issuer or guide(case).issuer, found)
