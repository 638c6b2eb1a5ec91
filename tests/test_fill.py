"""Guides filled for a ward: every placeholder everywhere, and every reason why one cannot be."""

import pytest

from printkit.errors import SourceError, Where
from printkit.fill import fill, names_ward, only_section, placeholders
from printkit.inline import parse, plain
from printkit.model import Address, Arrow, Guide, Hotline, Link, Option, Rich, Section, Step, Ward, Words
from printkit.values import replace

WARD = Ward(
    "01201", "Xã Ba Tô", phone="0255", url="https://b.vn", extra=(("so-nha", "12"),), where=Where("w.csv", 4, 1)
)
LINES = iter(range(1, 1000))


def rich(text: str) -> Rich:
    return parse(text, Where("g.yaml", next(LINES), 1))[0]


def guide(text: str, **more: object) -> Guide:
    section = Section((Words("A"),), "a", steps=(Step(parse(text, Where("g.yaml", 7, 9))[0]),))
    return replace(Guide("g", (Words("Dịch vụ"),), (section,), path="g.yaml"), **more)


def said(filled: Guide) -> Rich:
    return filled.sections[0].steps[0].text


def told(text: str, ward: Ward | None, **more: object) -> str:
    with pytest.raises(SourceError) as caught:
        fill(guide(text, **more), ward)
    return str(caught.value)


def test_pieces_merge_and_keep_their_weight() -> None:
    assert said(fill(guide("Đến {{ward.name}} nhé"), WARD)) == (Words("Đến Xã Ba Tô nhé"),)
    assert said(fill(guide("Đến **{{ward.name}}**"), WARD)) == (Words("Đến "), Words("Xã Ba Tô", True))
    assert said(fill(guide("{{ward.so-nha}}{{ward.phone}}"), WARD)) == (Words("120255"),)


def test_an_address_of_the_ward_stays_live() -> None:
    assert said(fill(guide("**{{ward.url}}**"), WARD)) == (Address("https://b.vn", True),)


def test_fields_of_the_guide() -> None:
    more = {"kicker": (Words("K"),), "hotline": Hotline("19", "tel:19"), "updated": "11/2026", "issuer": (Words("I"),)}
    text = "{{guide.title}} {{guide.kicker}} {{guide.issuer}} {{guide.hotline}} {{guide.updated}}"
    assert plain(said(fill(guide(text, **more), None))) == "Dịch vụ K I 19 11/2026"


def test_a_title_that_names_the_ward_is_filled_before_it_is_quoted() -> None:
    title = (Words("Việc ở "), Arrow(), *rich("**{{ward.name}}**"))
    assert plain(said(fill(guide("**{{guide.title}}**", title=title), WARD))) == "Việc ở →Xã Ba Tô"
    assert fill(guide("x", title=title), WARD).title[-1] == Words("Xã Ba Tô", True)


def test_the_ward_and_its_issuer_stand_in_the_guide() -> None:
    old = guide("{{guide.issuer}}", issuer=(Words("Phòng"),))
    own = fill(old, replace(WARD, issuer="UBND Ba Tô"))
    assert (plain(own.issuer), plain(said(own)), own.ward and own.ward.code) == ("UBND Ba Tô", "UBND Ba Tô", "01201")
    assert (plain(fill(old, WARD).issuer), fill(old, None).ward) == ("Phòng", None)


def test_every_part_of_a_guide_is_filled() -> None:
    mark = "{{ward.name}}"
    step = Step(rich(mark), rich(mark), rich(mark), rich(mark), (Link("https://a.vn", rich(mark)),))
    option = Option(rich(mark), rich(mark), rich(mark), (step,), (Link("https://a.vn", rich(mark)),))
    section = Section(
        rich(mark),
        "a",
        rich(mark),
        rich(mark),
        rich(mark),
        "",
        rich(mark),
        rich(mark),
        prepare=(rich(mark),),
        steps=(step,),
        options=(option,),
        links=(Link("https://a", rich(mark)),),
        notes=(rich(mark),),
    )
    whole = Guide(
        "g",
        rich(mark),
        (section,),
        rich(mark),
        rich(mark),
        issuer=rich(mark),
        prepare=(rich(mark),),
        hotline=Hotline("1", "tel:1", rich(mark), rich(mark)),
        links=(Link("https://a", rich(mark)),),
    )
    assert len(list(placeholders(whole))) == 31
    filled = fill(whole, WARD)
    assert list(placeholders(filled)) == []
    assert repr(filled).count("Words(text='Xã Ba Tô'") == 31


def test_what_has_no_placeholder_stays_the_same_object() -> None:
    plain_section = Section((Words("B"),), "b", steps=(Step((Words("c"),)),))
    old = guide("{{ward.name}}")
    old = replace(old, sections=(*old.sections, plain_section))
    assert fill(old, WARD).sections[1] is plain_section
    assert fill(guide("x"), None).sections[0].steps[0].text == (Words("x"),)


FIELDS = "code, name, parent, province, address, phone, hotline, hours, email, url, issuer, so-nha"


@pytest.mark.parametrize(
    ("text", "ward", "message"),
    [
        ("{{ward.name}}", None, "g.yaml:7:9: {{ward.name}} needs a ward; name a ward list, or delete it"),
        (
            "{{ward.nam}}",
            WARD,
            f"g.yaml:7:9: {{{{ward.nam}}}} is unknown; did you mean {{{{ward.name}}}}? known are {FIELDS}",
        ),
        ("{{ward.xyzzy}}", WARD, f"g.yaml:7:9: {{{{ward.xyzzy}}}} is unknown; known are {FIELDS}"),
        (
            "{{ward.email}}",
            WARD,
            "g.yaml:7:9: ward 01201 Xã Ba Tô has no `email`, which {{ward.email}} prints; fill it in (w.csv:4:1)",
        ),
        (
            "{{guide.hotline}}",
            WARD,
            "g.yaml:7:9: the guide has no `hotline`, which {{guide.hotline}} prints; add it, or delete the placeholder",
        ),
        (
            "{{guide.updated}}",
            None,
            "g.yaml:7:9: the guide has no `updated`, which {{guide.updated}} prints; add it, or delete the placeholder",
        ),
    ],
)
def test_each_reason_why_not(text: str, ward: Ward | None, message: str) -> None:
    assert told(text, ward) == message


def test_every_place_is_named_in_order() -> None:
    lines = told("{{ward.name}}", None, title=parse("{{ward.name}}", Where("g.yaml", 1, 8))[0]).splitlines()
    assert [line.split(": ")[0] for line in lines] == ["g.yaml:1:8", "g.yaml:7:9"]


def test_names_ward() -> None:
    assert [names_ward(guide(text)) for text in ("{{ward.name}}", "{{guide.title}}", "x")] == [True, False, False]


def test_only_section() -> None:
    sections = tuple(Section((Words(name),), name) for name in ("dang-ky", "mat-khau"))
    whole = guide("x", sections=sections)
    assert only_section(whole, "mat-khau").sections == sections[1:]
    for wrong, meant in (("mat-kau", "did you mean “mat-khau”? "), ("xyz", "")):
        with pytest.raises(SourceError) as caught:
            only_section(whole, wrong)
        assert str(caught.value) == f"g.yaml: there is no section “{wrong}”; {meant}sections are dang-ky, mat-khau"


@pytest.mark.parametrize(
    ("mark", "hint"),
    [
        ("{{ward.Tên lãnh đạo}}", "the column “Tên lãnh đạo” is {{ward.ten-lanh-dao}}"),
        ("{{ward.ten_lanh_dao}}", "the column “ten_lanh_dao” is {{ward.ten-lanh-dao}}"),
        ("{{ward.Điện thoại}}", "the column “Điện thoại” is {{ward.phone}}"),
    ],
)
def test_a_placeholder_written_as_a_heading_says_how_it_is_written(mark: str, hint: str) -> None:
    _pieces, problems = parse(f"Gặp {mark}.", None)
    assert [(problem.message, problem.hint) for problem in problems] == [(f"{mark} is no placeholder", hint)]
