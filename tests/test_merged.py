"""Merged files: each ward on a new sheet, proven before they are written and later, and whatever is wrong is found."""

import json
import re
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pytest

from printkit import merged
from printkit.cli import main
from printkit.edition import Edition
from printkit.formats import NAMES, Options, load_format
from printkit.layout.document import Press
from printkit.manifest import Shard
from printkit.merged import Merge, recall
from printkit.model import Guide, Ward
from printkit.names import bookmark
from printkit.proof import merged as proof
from printkit.proof.merged import Volume, prove_merged, titles
from printkit.proof.report import FAIL, Finding, Report
from printkit.series import series_of
from tests import prints
from tests.cmyk import cmyk_profile
from tests.office import GUIDE, Captured, fails, made, save

FILE = Path("output/the-leaflet-merged.pdf")
LIST = ["--wards", "guides/wards.csv"]
RUN = ["batch", *LIST, "-f", "leaflet", "--merge"]
WARDS = tuple(
    Ward(f"00{number}", name, phone=f"0234.355.010{number}")
    for number, name in enumerate(("Phường Bến Sen", "Phường Cầu Ván", "Phường Ốc Đảo", "Xã Lũng Mây"), 1)
)
LINKED = """\
title: Đổi thẻ ở https://dichvu.example.vn
hotline: 1900.9068
issuer: Phòng Hướng dẫn
sections:
  - title: Nộp đơn
    id: nop-don
    steps:
      - Mở https://dichvu.example.vn, bấm **Gửi** rồi chọn PDF *Upload*.
      - Chờ tin nhắn, rồi mở https://tracuu.example.vn để xem.
    notes: [Gọi 1900.9068 khi quá hạn.]
  - {title: Nhận thẻ, id: nhan-the, steps: [Đến quầy., Nhận thẻ.]}
"""


class Bound(NamedTuple):
    """A file and what it promises."""

    pdf: bytes
    volume: Volume


def bind(guide: Guide, fmt: str = "leaflet", options: Options = Options(), *, padded: bool = True) -> Bound:  # noqa: B008
    """All wards, each to be proven."""
    merge = Merge(Edition(guide, fmt, options, series_of(WARDS)), padded=padded)
    pieces = merge.pieces(WARDS, refuse)
    return Bound(b"".join(pieces or ()), merge.promise("all"))


def refuse(_ward: Ward, error: Exception) -> None:
    raise error


@cache
def sound(*, padded: bool = True) -> Bound:
    """Four wards, a page and a blank back each."""
    return bind(prints.parse(GUIDE), padded=padded)


def pages(pdf: bytes) -> list[int]:
    """The page that each bookmark leads to, from 1, and how many pages there are."""
    with pikepdf.open(BytesIO(pdf)) as opened, opened.open_outline() as outline:
        numbers = {page.objgen: number for number, page in enumerate(opened.pages, 1)}
        return [*(numbers[item.destination[0].objgen] for item in outline.root), len(opened.pages)]  # type: ignore[index]


# ── new sheets ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("arguments", "expected", "blanks"),
    [
        (["-f", "leaflet"], [1, 3, 4], "2 blank backs"),
        (["-f", "leaflet", "--only", "002"], [1, 2], "1 blank back"),
        (["-f", "leaflet", "--no-pad"], [1, 2, 2], ""),
        (["-f", "leaflet", "--press"], [1, 3, 4], "2 blank backs"),
        (["-f", "poster"], [1, 4, 6], ""),
        (["-f", "flashcards"], [1, 3, 4], ""),
    ],
    ids=lambda value: " ".join(map(str, value)) if isinstance(value, list) else "",
)
def test_each_ward_begins_on_a_new_sheet(
    arguments: list[str], expected: list[int], blanks: str, capsys: Captured
) -> None:
    """Where the paper is printed on both sides; how many backs are blank for that is said once."""
    lines = fails(["batch", *LIST, "--merge", *arguments], 0, capsys)
    (path,) = Path("output").glob("*.pdf")
    assert pages(path.read_bytes()) == expected
    said = [f"{path}: each ward begins on a new sheet: {blanks}"] if blanks else []
    assert [line for line in lines if "blank" in line] == said


@pytest.mark.usefixtures("office")
def test_no_pad_is_an_option_of_merged_files(capsys: Captured) -> None:
    (line,) = fails(["batch", *LIST, "--no-pad"], 2, capsys)
    assert line.startswith("--no-pad is for --merge: only a merged file has blank backs")
    assert not any("blank" in line for line in fails([*RUN, "--quiet"], 0, capsys))
    assert main([*RUN, "--no-pad"]) == 0
    assert pages(FILE.read_bytes()) == [1, 2, 2]


def test_formats_say_whether_both_sides_are_printed() -> None:
    assert {name: load_format(name).two_sided for name in NAMES} == {
        "leaflet": True,
        "poster": False,
        "flashcards": True,
    }


# ── sound files ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "options", [Options(), Options(ink_saver=True), Options(press=Press(cmyk_profile(), "coated"))]
)
@pytest.mark.parametrize("fmt", NAMES)
def test_a_sound_file_is_proven(fmt: str, options: Options) -> None:
    """Though nothing in it can be clicked, and its steps are tagged in brief, which a single print's must not be."""
    bound = bind(prints.parse(LINKED), fmt, options)
    report = prove_merged(*bound)
    assert report.failures == report.unchecked == ()
    assert report.merged == (4, 4, pages(bound.pdf)[-1], bound.volume.padded * 4 * (len(report.pages) // 4 % 2))


def test_a_guide_with_everything_is_proven() -> None:
    assert prove_merged(*bind(prints.source("vssid"))).failures == ()
    assert prove_merged(*bind(prints.source("anh-man-hinh"))).failures == ()


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("arguments", [[], ["--no-pad"], ["--only", "002"], ["--shard", "2/2"], ["--press"]], ids=str)
def test_a_folder_with_merged_files_is_proven(arguments: list[str], capsys: Captured) -> None:
    assert main([*RUN, *arguments]) == main(["batch", *LIST, "-f", "leaflet"]) == 0
    assert main(["proof", *LIST]) == 0
    out = capsys.readouterr().out.splitlines()[-3:]
    assert all(re.search(r"\.pdf: proven \(\d", line) for line in out)
    (line,) = (line for line in out if "-merged" in line)
    assert re.search(r"\d wards?, \d wards? word by word", line)


@pytest.mark.usefixtures("office")
def test_a_list_must_be_given(capsys: Captured) -> None:
    assert main(RUN) == 0
    assert main(["proof"]) == 0  # the manifest beside it names the list
    Path("output/manifest.json").unlink()
    said = "it binds the prints of many wards; give the ward list with --wards"
    assert fails(["proof"], 3, capsys) == [f"{FILE}: {said}"]
    save("other.csv", "Mã,Tên\n001,Phường Bến Sen\n9,Xã Chín\n")
    lines = fails(["proof", "--wards", "other.csv"], 6, capsys)
    assert any("the bookmark “Phường Cầu Ván (002)” names no ward of the list" in line for line in lines)
    save("moved.csv", Path("guides/wards.csv").read_text("utf-8").replace("0101", "0109"))
    lines = fails(["proof", "--wards", "moved.csv"], 6, capsys)
    assert any("page 1 at" in line and "was promised" in line for line in lines)


@pytest.mark.usefixtures("office")
def test_a_ward_that_fails_is_left_out_of_the_promise(capsys: Captured) -> None:
    save("guides/the.yaml", "title: Đến {{ward.name}}\nsteps: ['Gọi {{ward.phone}}.', Chờ.]\n")
    assert fails(RUN, 3, capsys)[-1].startswith("failed: 002 Phường Cầu Ván")
    assert pages(FILE.read_bytes()) == [1, 2]
    assert main(["proof", *LIST]) == 0


@pytest.mark.usefixtures("office")
def test_reports_show_the_pages_looked_at(capsys: Captured) -> None:
    assert main(RUN) == 0
    capsys.readouterr()
    assert main(["proof", *LIST, "--json", "--html", "r.html", "--pictures", "p"]) == 0
    (value,) = json.loads(capsys.readouterr().out)
    assert [page["page"] for page in value["pages"]] == [1, 3]
    assert value["merged"] == {"wards": 2, "proven": 2, "pages": 4, "blank": 2}
    assert made("p") == ["the-leaflet-merged-p1.png", "the-leaflet-merged-p3.png"]
    assert re.findall(r"Page (\d)", Path("r.html").read_text("utf-8")) == ["1", "3"]


# ── damage ───────────────────────────────────────────────────────────────────────────────────────

Edit = Callable[[Any], None]
OVER = b"/Artifact <</Type /Layout>> BDC 1 0 0 rg 100 100 9 9 re f EMC"


def edited(edit: Edit, pdf: bytes) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as opened:
        edit(opened)
        opened.save(saved := BytesIO())
    return saved.getvalue()


def swapped(opened: Any) -> None:
    """The contents of two wards' pages."""
    opened.pages[2].Contents, opened.pages[4].Contents = opened.pages[4].Contents, opened.pages[2].Contents


def reordered(opened: Any) -> None:
    """Two wards, bookmarks and all: only their order is another."""
    kids = opened.Root.Pages.Kids
    kids[1], kids[2] = kids[2], kids[1]


def dropped(page: int) -> Edit:
    def edit(opened: Any) -> None:
        del opened.pages[page - 1]

    return edit


def mark(opened: Any, number: int) -> Any:
    found = opened.Root.Outlines.First
    for _turn in range(number - 1):
        found = found.Next
    return found


def remarked(opened: Any) -> None:
    mark(opened, 2).Dest = pikepdf.Array([opened.pages[3].obj, pikepdf.Name.Fit])


def renamed(opened: Any) -> None:
    mark(opened, 2).Title = "Phường Cầu Mới (002)"


def unmarked(opened: Any) -> None:
    """One bookmark less."""
    mark(opened, 3).Next = mark(opened, 1)
    del mark(opened, 3).Next


def painted(opened: Any) -> None:
    opened.pages[3].Contents = opened.make_stream(OVER)


def stamped(opened: Any) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Square, Rect=[1, 1, 99, 99], F=4)
    opened.pages[3].Annots = opened.make_indirect(pikepdf.Array([opened.make_indirect(note)]))


def resized(opened: Any) -> None:
    opened.pages[3].MediaBox = [0, 0, 400, 400]


def phoned(opened: Any) -> None:
    """Another ward's phone: the contents of the gap in which it stands."""
    contents = (opened.pages[2].Contents, opened.pages[4].Contents)
    (own,) = (i for i, (a, b) in enumerate(zip(*contents, strict=True)) if a.objgen != b.objgen)
    contents[0][own] = contents[1][own]


def linked(opened: Any) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://a.example.vn")
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[50, 700, 90, 720], A=action, F=4, Contents="a"
    )
    opened.pages[2].Annots = opened.make_indirect(pikepdf.Array([opened.make_indirect(link)]))


def untagged(opened: Any) -> None:
    """One ward's part of the tags less."""
    del opened.Root.StructTreeRoot.K.K[1]


def part(opened: Any, number: int) -> Any:
    return opened.Root.StructTreeRoot.K.K[number - 1]


def retagged(opened: Any) -> None:
    """The parts of two wards in each other's place."""
    kids = opened.Root.StructTreeRoot.K.K
    kids[1], kids[2] = kids[2], kids[1]


def misread(opened: Any) -> None:
    """A step read before the one above it."""
    for each in under(part(opened, 2)):
        if each.S == pikepdf.Name.L:
            each.K[0], each.K[1] = each.K[1], each.K[0]
            return


def under(element: Any) -> list[Any]:
    kids = [kid for kid in element.K if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return [element, *(each for kid in kids for each in under(kid))]


def claimed(opened: Any) -> None:
    packet = opened.Root.Metadata.read_bytes()
    opened.Root.Metadata.write(packet.replace(b"count=4", b"count=3"))


def turned(opened: Any) -> None:
    opened.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://a.example.vn")


@pytest.mark.parametrize(
    ("edit", "check", "page", "says"),
    [
        (swapped, "text", 3, "“0234.355.0103” stands where “0234.355.0102” was promised"),
        (reordered, "text", 5, "the bookmark after “Phường Cầu Ván (002)” leads back before it"),
        (dropped(3), "text", 0, "the bookmark “Phường Cầu Ván (002)” leads to no page"),
        (dropped(4), "text", 3, "from the bookmark “Phường Cầu Ván (002)” to the next there are 1 pages, not 2"),
        (remarked, "text", 1, "from the bookmark “Phường Bến Sen (001)” to the next there are 3 pages, not 2"),
        (renamed, "links", 3, "bookmark 2 says “Phường Cầu Mới (002)” where “Phường Cầu Ván (002)” was promised"),
        (unmarked, "links", 0, "bookmark 4 says nothing where “Xã Lũng Mây (004)” was promised"),
        (painted, "ink", 4, "something stands on the blank back of “Phường Cầu Ván (002)”"),
        (stamped, "ink", 4, "something stands on the blank back of “Phường Cầu Ván (002)”"),
        (resized, "fit", 4, "the blank back of “Phường Cầu Ván (002)” is of another size"),
        (phoned, "text", 3, "“0234.355.0103” stands where “0234.355.0102” was promised"),
        (linked, "links", 3, "a link nobody promised leads to https://a.example.vn"),
        (untagged, "tags", 0, "the tags hold 3 wards, not 4"),
        (retagged, "tags", 3, "has no element"),
        (misread, "tags", 3, "the tags say"),
        (claimed, "tags", 0, "the file says that it was made from"),
        (turned, "links", 0, "the file does something by itself when it is opened"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_damage_is_found(edit: Edit, check: str, page: int, says: str) -> None:
    bound = sound()
    report = prove_merged(edited(edit, bound.pdf), bound.volume)
    found = [(each.check, each.page) for each in report.failures if says in each.found]
    assert (check, page) in found, [str(each) for each in report.failures]


def test_what_is_whole_is_not_blamed() -> None:
    """A page that is gone is its own ward's fault alone; all others are still looked at."""
    bound = sound()
    report = prove_merged(edited(dropped(4), bound.pdf), bound.volume)
    assert len(report.failures) == 1
    assert report.merged is not None
    assert report.merged.proven == 3


@pytest.mark.parametrize("seed", range(8))
def test_a_spoilt_file_is_told_without_a_traceback(seed: int) -> None:
    bound = sound()
    cut = len(bound.pdf) * (seed + 1) // 9
    assert prove_merged(bound.pdf[:cut], bound.volume).failures
    assert prove_merged(bound.pdf[:cut] + b"\0" * 500 + bound.pdf[cut + 500 :], bound.volume) is not None


def unparented(opened: Any) -> None:
    """A page that pypdf cannot find the others of."""
    del opened.pages[2].obj["/Parent"]


def test_what_cannot_be_read_is_its_own_wards_fault() -> None:
    bound = sound()
    (failure,) = prove_merged(edited(unparented, bound.pdf), bound.volume).failures
    assert failure.page == 3
    assert failure.found.startswith("the pages of “Phường Cầu Ván (002)” cannot be read (")


def test_what_a_file_claims_is_data() -> None:
    assert titles(b"%PDF") == ()
    edition = Edition(prints.parse(GUIDE), "leaflet", Options(), series_of(WARDS))
    for shard in ("0/0", "x", "9" * 5000 + "/1", "1/" + "9" * 5000, "3/2"):
        assert recall(edition, {"shard": shard}, ()).parts == []


# ── samples ──────────────────────────────────────────────────────────────────────────────────────


def test_only_wards_with_a_document_are_looked_at() -> None:
    """Their pages are not opened for print, but their count, bookmarks and backs are asked."""
    bound = sound()
    shares = bound.volume.shares
    sample = bound.volume._replace(shares=(shares[0], *(share._replace(document=None) for share in shares[1:])))
    assert prove_merged(edited(phoned, bound.pdf), sample).failures == ()
    for edit in (dropped(4), renamed, painted):
        assert prove_merged(edited(edit, bound.pdf), sample).failures


def test_many_wards_are_read_in_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that pypdf does not keep thousands."""
    monkeypatch.setattr(proof, "TOGETHER", 3)
    report = prove_merged(*sound())
    assert report.failures == ()
    assert [page.page for page in report.pages] == [1, 3, 5, 7]


def test_more_bookmarks_than_a_validator_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "CHAINED", 3)
    report = prove_merged(*sound())
    assert report.verdict == "pass"
    assert [each.check for each in report.unchecked] == ["standards"]


def test_the_wards_of_a_file_are_found_again() -> None:
    edition = Edition(prints.parse(GUIDE), "leaflet", Options(), series_of(WARDS))
    for some in (WARDS, WARDS[1:3], WARDS[::-1]):
        merge = Merge(edition, padded=True)
        pdf = b"".join(merge.pieces(some, refuse) or ())
        assert recall(edition, dict(merge.about().made_from), titles(pdf)).parts == merge.parts


@pytest.mark.parametrize("shard", [Shard(), Shard(2, 2)], ids=str)
def test_a_file_of_all_wards_knows_what_a_bookmark_should_say(shard: Shard) -> None:
    """All of the list, or all of the shard."""
    edition = Edition(prints.parse(GUIDE), "leaflet", Options(), series_of(WARDS))
    merge = Merge(edition, padded=True, shard=shard)
    some = WARDS[shard.number - 1 :: shard.of]
    pdf = edited(renamed, b"".join(merge.pieces(some, refuse) or ()))
    again = recall(edition, dict(merge.about().made_from), titles(pdf))
    (failure,) = prove_merged(pdf, again.promise("all")).failures
    assert failure.found == f"bookmark 2 says “Phường Cầu Mới (002)” where “{bookmark(some[1])}” was promised"


def test_a_bookmark_of_no_ward_blames_nothing_else() -> None:
    """Of a file of some wards, that of another name is told, and what it says it was made from is believed."""
    edition = Edition(prints.parse(GUIDE), "leaflet", Options(), series_of(WARDS))
    merge = Merge(edition, padded=True)
    pdf = edited(renamed, b"".join(merge.pieces(WARDS[:3], refuse) or ()))
    again = recall(edition, dict(merge.about().made_from), titles(pdf))
    (failure,) = prove_merged(pdf, again.promise("all")).failures
    assert failure.found == "the bookmark “Phường Cầu Mới (002)” names no ward of the list"


def test_all_looks_at_every_ward(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample of four is three: the first, the longest and the last."""
    merge = Merge(Edition(prints.parse(GUIDE), "leaflet", Options(), series_of(WARDS)), padded=True)
    list(merge.pieces(WARDS, refuse) or ())
    proven = {how: [bool(share.document) for share in merge.promise(how).shares] for how in ("sample", "all", "none")}
    assert proven == {"sample": [True, False, False, True], "all": [True] * 4, "none": [False] * 4}


# ── batch ────────────────────────────────────────────────────────────────────────────────────────

BAD = Finding("ink", FAIL, 3, None, "it is a blot", "print it again")


@pytest.mark.usefixtures("office")
def test_what_is_not_sound_is_not_written(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """The earlier file stays, and the ward is named."""
    assert main(RUN) == 0
    before = FILE.read_bytes()
    monkeypatch.setattr(proof, "prove_merged", lambda _pdf, _volume: Report((BAD,)))
    lines = fails([*RUN, "--force"], 6, capsys)
    assert lines[-1] == f"failed: 002 Phường Cầu Ván: {FILE}: page 3: ink: it is a blot; print it again"
    assert "2 files: 0 new, 0 unchanged, 2 failed" in lines[-2]
    assert not any("blank" in line for line in lines)
    assert FILE.read_bytes() == before
    assert made() == [".manifest.lock", "manifest.json", "the-leaflet-merged.pdf"]
    assert main([*RUN, "--proof", "none"]) == 0  # a file that failed is made again
    assert "2 new" in capsys.readouterr().err


@pytest.mark.usefixtures("office")
def test_what_is_wrong_with_no_ward_is_told(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setattr(proof, "prove_merged", lambda _pdf, _volume: Report((BAD._replace(page=0),)))
    lines = fails(RUN, 6, capsys)
    assert f"{FILE}: ink: it is a blot; print it again" in lines
    assert "2 files: 0 new, 0 unchanged, 2 failed" in lines[-1]
    assert not FILE.exists()


@pytest.mark.usefixtures("office")
def test_the_file_is_proven_as_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[list[bool]] = []
    real = proof.prove_merged

    def prove(pdf: bytes, volume: Volume) -> Report:
        looked.append([bool(share.document) for share in volume.shares])
        return real(pdf, volume)

    monkeypatch.setattr(proof, "prove_merged", prove)
    rows = "".join(f"{ward.code},{ward.name},{ward.phone}\n" for ward in WARDS)
    save("four.csv", "Mã,Tên,Điện thoại\n" + rows)
    call = ["--wards", "four.csv", "-f", "leaflet", "--merge", "--force"]
    for how in ("none", "sample", "all"):
        assert main(["batch", *call, "--proof", how]) == 0
    assert [sum(each) for each in looked] == [2, 4]


@pytest.mark.usefixtures("office")
def test_what_a_broken_press_makes_is_not_written(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setattr(merged, "bookmark", lambda ward: bookmark(ward) if ward.id == "001" else "Phường Nào")
    real = Merge.promise
    monkeypatch.setattr(Merge, "promise", lambda self, how: renamed_back(real(self, how)))
    lines = fails(RUN, 6, capsys)
    assert any("bookmark 2 says “Phường Nào” where “Phường Cầu Ván (002)” was promised" in line for line in lines)
    assert not FILE.exists()


def renamed_back(volume: Volume) -> Volume:
    first, second = volume.shares
    return volume._replace(shares=(first, second._replace(title="Phường Cầu Ván (002)")))
