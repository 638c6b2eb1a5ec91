"""A bug of ours costs the ward, format or guide in which it is met: the rest is printed, its traceback is told once."""

import errno
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from printkit import batch as verb
from printkit import build, crew, edition, intake
from printkit.cli import main
from printkit.errors import BugError, OutputError, SourceError, bugs_apart, bugs_kept, worst
from printkit.formats import Options
from printkit.intake import read_list
from printkit.layout.document import Document
from printkit.parts.help import Contact
from printkit.series import series_of
from printkit.tasks import print_ward, tasks
from tests.office import GUIDE, Captured, made, save

pytestmark = pytest.mark.usefixtures("office")

RUN = ["batch", "--wards", "guides/wards.csv", "-f", "leaflet", "--proof", "none"]
BAD, GOOD = "002-phuong-cau-van", "001-phuong-ben-sen"
NAMING = GUIDE.replace("Đến quầy.", "Đến {{ward.name}}.")
TRACEBACK = "Traceback (most recent call last):"


def pdfs(folder: str = "output") -> list[str]:
    return [name for name in made(folder) if name.endswith(".pdf")]


def lines_of(arguments: list[str], code: int, capsys: Captured) -> list[str]:
    """What a command that ends with this code says on stderr."""
    capsys.readouterr()
    assert main(arguments) == code
    return capsys.readouterr().err.splitlines()


def fault_for(monkeypatch: pytest.MonkeyPatch, place: Any, name: str, is_meant: Callable[..., bool]) -> None:
    """A function or method with a bug for what is meant, and for nothing else."""
    real = getattr(place, name)

    def faulty(*given: Any, **named: Any) -> Any:
        if is_meant(*given):
            raise KeyError("a slip of ours")
        return real(*given, **named)

    monkeypatch.setattr(place, name, faulty)


def is_bad(*given: Any) -> bool:
    return any(str(getattr(each, "id", "")) == "002" or getattr(each, "ward", None) == "002" for each in given)


def is_bad_document(document: Document, *_rest: object) -> bool:
    return dict(document.made_from).get("ward") == "002"


def is_bad_guide(guide: Any, *_rest: object) -> bool:
    return guide.ward is not None and guide.ward.id == "002"


WHERE = {
    "laid out in its gap": (GUIDE, Contact, "set", is_bad),
    "laid out": (NAMING, edition, "compose", is_bad_guide),
    "drawn": (NAMING, edition, "draw", is_bad_document),
    "printed": (GUIDE, edition.Edition, "print", is_bad),
}


@pytest.mark.parametrize("where", WHERE)
def test_a_bug_in_one_ward(where: str, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    text, place, name, is_meant = WHERE[where]
    save("guides/the.yaml", text)
    fault_for(monkeypatch, place, name, is_meant)
    lines = lines_of(RUN, 1, capsys)
    assert pdfs() == [f"{GOOD}/the-leaflet.pdf"]
    (failure,) = (line for line in lines if line.startswith("failed:"))
    assert failure.startswith("failed: 002 Phường Cầu Ván: guides/the.yaml: a bug of printkit (KeyError: ")
    assert lines.count(TRACEBACK) == (2 if where == "laid out" else 1)  # also where the longest values are tried
    assert lines[-1] == "KeyError: 'a slip of ours'"
    assert lines.index(failure) < lines.index(TRACEBACK)


@pytest.mark.parametrize("where", ["laid out in its gap", "laid out"])
def test_a_bug_in_one_ward_of_a_merged_file(where: str, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    text, place, name, is_meant = WHERE[where]
    save("guides/the.yaml", text)
    fault_for(monkeypatch, place, name, is_meant)
    lines = lines_of([*RUN, "--merge"], 1, capsys)
    assert pdfs() == ["the-leaflet-merged.pdf"]
    assert any(line.startswith("failed: 002 ") for line in lines)


def test_a_bug_met_while_a_ward_is_proven(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    fault_for(monkeypatch, crew, "assured", is_bad)
    lines_of([*RUN[:-1], "sample"], 1, capsys)
    assert pdfs() == [f"{GOOD}/the-leaflet.pdf"]


def test_a_bug_met_while_a_file_is_written(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    fault_for(monkeypatch, verb, "write", lambda path, *_parts: BAD in str(path))
    lines_of(RUN, 1, capsys)
    assert pdfs() == [f"{GOOD}/the-leaflet.pdf"]


def test_a_bug_in_every_ward_is_told_once_with_their_count(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    fault_for(monkeypatch, edition.Edition, "print", lambda *_given: True)
    lines = lines_of([*RUN, "--quiet"], 1, capsys)
    assert lines.count(TRACEBACK) == 1
    assert "a bug of printkit, met 2 times:" in lines


def test_a_bug_in_what_all_wards_share_costs_none(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """They are laid out each for itself; it is told all the same."""
    fault_for(monkeypatch, edition, "Plate", lambda *_given: True)
    lines = lines_of(RUN, 1, capsys)
    assert len(pdfs()) == 2
    assert lines.count(TRACEBACK) == 1


@pytest.mark.parametrize("how", [[], ["--merge"]])
@pytest.mark.parametrize(("place", "name"), [(intake, "read_guide"), (intake, "fill")])
def test_a_bug_in_one_guide_hides_no_other(
    place: Any, name: str, how: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    save("guides/bad.yaml", GUIDE)
    fault_for(monkeypatch, place, name, lambda guide, *_rest: "bad" in str(getattr(guide, "path", guide)))
    lines = lines_of([*RUN, *how], 1, capsys)
    assert any(line.startswith("guides/bad.yaml: a bug of printkit") for line in lines)
    assert {name.rpartition("/")[2][:3] for name in pdfs()} == {"the"}
    assert len(pdfs()) == (1 if how else 2)


def test_a_bug_in_one_format_hides_no_other(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """What ends the files of one format in the middle is a failure of those that are left."""
    fault_for(monkeypatch, verb, "print_name", lambda _guide, fmt, _options: fmt == "poster")
    lines = lines_of(["batch", "--wards", "guides/wards.csv", "--proof", "none"], 1, capsys)
    assert len(pdfs()) == 4
    assert any("6 files: 4 new, 0 unchanged, 2 failed" in line for line in lines)


@pytest.mark.parametrize("command", ["build", "preview"])
def test_build_and_preview_print_the_other_formats_and_guides(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    save("guides/bad.yaml", GUIDE)
    bad = ("bad", "poster")
    fault_for(monkeypatch, build, "draw", lambda doc: tuple(map(dict(doc.made_from).get, ("guide", "format"))) == bad)
    lines = lines_of([command, *(["--no-proof"] if command == "build" else ["--dpi", "36"])], 1, capsys)
    assert any(name.startswith("bad-leaflet") for name in made())
    assert any(name.startswith("the-poster") for name in made())
    assert not any(name.startswith("bad-poster") for name in made())
    assert lines[0].startswith("guides/bad.yaml: a bug of printkit (KeyError")
    assert lines.count(TRACEBACK) == 1


def test_build_for_a_ward(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    save("guides/bad.yaml", GUIDE)
    fault_for(monkeypatch, edition.Edition, "print", lambda self, _ward: self.guide.slug == "bad")
    run = ["build", "--no-proof", "-f", "leaflet", "--wards", "guides/wards.csv", "--ward", "001"]
    lines_of(run, 1, capsys)
    assert pdfs() == [f"{GOOD}/the-leaflet.pdf"]


def test_the_code_of_a_bug_is_above_all_others(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """Nothing that a user mends helps where we are at fault."""
    save("guides/bad.yaml", "title: A\n")
    assert main(RUN) == 3
    fault_for(monkeypatch, edition.Edition, "print", is_bad)
    lines_of([*RUN, "--force"], 1, capsys)
    assert [worst(0, 3), worst(6, 3), worst(1, 7), worst(7, 1), worst(0, 1)] == [3, 6, 1, 1, 1]


@pytest.mark.parametrize(
    "error",
    [KeyboardInterrupt(), MemoryError(), OSError(errno.ENOSPC, "full"), OutputError.of("full"), SourceError.of("x")],
    ids=repr,
)
def test_what_is_no_bug_is_raised_as_it_is(error: BaseException) -> None:
    with pytest.raises(type(error)) as caught, bugs_apart():
        raise error
    assert caught.value is error


def test_a_bug_travels_between_processes() -> None:
    bugs: list[BugError] = []
    for number in range(3):
        with pytest.raises(BugError), bugs_kept(bugs):
            raise ValueError(str(number))
    (bug,) = bugs  # those after it are of its kind
    again = pickle.loads(pickle.dumps(bug))
    assert (again.problems, again.trace, again.kind) == (bug.problems, bug.trace, bug.kind)
    assert again.trace.startswith(TRACEBACK)
    assert "bugs_apart" not in again.trace


def test_a_bug_in_a_worker_costs_its_ward(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a worker process does with the jobs it is handed."""
    fault_for(monkeypatch, edition.Edition, "print", is_bad)
    series = series_of(read_list(Path("guides/wards.csv")).wards)
    guide = intake.read(Path("guides/the.yaml"), "").guide
    assert guide
    jobs = [crew.Job(ward, proven=False) for ward in series.wards]
    done = crew._made(edition.Edition(guide, "leaflet", Options(), series), jobs)
    assert isinstance(done, list)
    assert [type(each.error) for each in pickle.loads(pickle.dumps(done))] == [type(None), BugError]


def test_a_bug_in_a_task(monkeypatch: pytest.MonkeyPatch) -> None:
    fault_for(monkeypatch, edition.Edition, "print", is_bad)
    series = series_of(read_list(Path("guides/wards.csv")).wards)
    order = verb.Order(("leaflet",), Options(), Path("mapped"), series, proof="none")
    done = [print_ward(task) for task in tasks([Path("guides/the.yaml")], Path("guides/wards.csv"), order)]
    assert [(each.state, type(each.error)) for each in done] == [("new", type(None)), ("failed", BugError)]


def test_a_bug_met_by_proof_stops_no_other_file(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    from printkit import audit

    assert main(["build", "--no-proof", "-f", "leaflet", "-f", "poster"]) == 0
    fault_for(monkeypatch, audit, "prove", lambda _pdf, doc: dict(doc.made_from)["format"] == "leaflet")
    capsys.readouterr()
    assert main(["proof"]) == 1
    assert "the-poster.pdf: proven" in capsys.readouterr().out
