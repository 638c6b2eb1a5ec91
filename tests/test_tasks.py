"""A run cut into tasks: they travel to other processes, and make there what `batch` makes."""

import pickle
import re
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
import yaml

from printkit.batch import Order
from printkit.cli import main
from printkit.errors import OutputError, ProofError, SourceError
from printkit.formats import Options
from printkit.intake import find, read_list
from printkit.series import Proof, series_of
from printkit.tasks import Task, print_ward, tasks
from tests.office import GUIDE, HOUSE, WARDS, made, save, text

pytestmark = pytest.mark.usefixtures("office")

LIST = Path("guides/wards.csv")
NAMING = 'title: "Đến {{ward.name}}"\nsteps: ["Gọi {{ward.phone}}.", Chờ.]\n'


def cut(folder: str = "mapped", proof: Proof = "none", *formats: str) -> tuple[Task, ...]:
    """The tasks of the office."""
    series = series_of(read_list(LIST).wards)
    order = Order(formats or ("leaflet",), Options(), Path(folder), series, proof=proof)
    return tasks(find([Path("guides")]).files, LIST, order)


def pdfs(folder: str) -> dict[str, bytes]:
    return {name: Path(folder, name).read_bytes() for name in made(folder) if name.endswith(".pdf")}


def test_tasks_travel() -> None:
    done = cut()
    assert pickle.loads(pickle.dumps(done)) == done
    back = pickle.loads(pickle.dumps(print_ward(done[0])))
    assert (back.state, back.path) == ("new", Path("mapped/001-phuong-ben-sen/the-leaflet.pdf"))


def test_other_processes_make_the_bytes_of_batch() -> None:
    save("guides/naming.yaml", GUIDE.replace("Đến quầy.", "Đến {{ward.name}}."))
    asked = cut("mapped", "sample", "leaflet", "flashcards")
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        assert {each.state for each in pool.map(print_ward, asked, chunksize=2)} == {"new"}
    assert main(["batch", "--wards", str(LIST), "-f", "leaflet", "-f", "flashcards", "--proof", "none"]) == 0
    assert len(pdfs("mapped")) == 8
    assert pdfs("mapped") == pdfs("output")


def test_a_guide_that_no_ward_can_fill_fails() -> None:
    save("guides/the.yaml", "title: A\nsteps: ['Gọi {{guide.hotline}}.', Chờ.]\n")
    assert [print_ward(task).state for task in cut()] == ["failed", "failed"]


def test_the_same_prints_are_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"{number},Phường {number}\n" for number in range(100, 600))
    save("guides/wards.csv", f"Mã,Tên\n{rows}")
    assert [each.code for each in cut(proof="sample") if each.proven] == ["100", "300", "500", "599"]
    assert not any(each.proven for each in cut(proof="none"))
    assert all(each.proven for each in cut(proof="all"))

    def bad(*_print: object) -> None:
        raise ProofError.of("it does not hold")

    monkeypatch.setattr("printkit.crew.assured", bad)
    states = [print_ward(each).state for each in cut(proof="sample")[:3]]
    assert states == ["failed", "new", "new"]


def test_what_cannot_be_printed_fails_alone() -> None:
    save("guides/the.yaml", NAMING)
    save("guides/bad.yaml", "title: A\n")
    done = [print_ward(each) for each in cut()]
    assert [each.state for each in done] == ["failed", "failed", "new", "failed"]
    assert str(done[0].error).startswith("guides/bad.yaml:1:1")
    assert str(done[3].error).startswith("guides/the.yaml:2:9: ward 002 Phường Cầu Ván has no `phone`")
    assert list(pdfs("mapped")) == ["001-phuong-ben-sen/the-leaflet.pdf"]


def test_what_stops_batch_stops_tasks() -> None:
    save("guides/the-.yaml", NAMING)
    with pytest.raises(SourceError, match="like those of"):
        cut()


def test_a_ward_that_is_not_listed() -> None:
    with pytest.raises(SourceError, match="no ward with the code or name “9”"):
        print_ward(cut()[0]._replace(code="9"))


def test_a_folder_that_cannot_be() -> None:
    save("mapped", "a file")
    with pytest.raises(OutputError):
        print_ward(cut()[0])


def test_a_process_that_lives_on_sees_what_changed() -> None:
    first, _second = cut()
    print_ward(first)
    save("guides/the.yaml", Path("guides/the.yaml").read_text("utf-8").replace("Đến quầy", "Tới quầy số hai"))
    save("guides/wards.csv", WARDS.replace("Bến Sen", "Bến Sen Mới"))
    said = text(str(print_ward(first).path))
    assert "Tới quầy số hai" in said
    assert "Bến Sen Mới" in said


def blocks(kind: str) -> list[str]:
    """The pieces of a kind in the paper on scale."""
    return re.findall(rf"```{kind}\n(.*?)```", (HOUSE / "docs" / "scale.md").read_text("utf-8"), re.DOTALL)


def test_the_paper_s_python_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """Dask's one line is `map`, its folders those of the office."""
    code, _ray = blocks("python")
    mapped = re.sub(r"dask\.bag\.from_sequence\(.*", "list(map(print_ward, todo))", code)
    assert mapped != code
    exec(mapped.replace("import dask.bag\n", "").replace("/shared/", ""), {"__name__": "__main__"})
    assert len(pdfs("output")) == 6
    assert capsys.readouterr().out == ""


def test_the_paper_s_job_has_as_many_shards_as_indexes() -> None:
    (text,) = blocks("yaml")
    job = yaml.safe_load(text)["spec"]
    (call,) = job["template"]["spec"]["containers"][0]["args"]
    assert f'--shard "$((JOB_COMPLETION_INDEX + 1))/{job["completions"]}"' in call
    slurm = blocks("sh")[1]
    assert re.findall(r"--array=1-(\d+)", slurm) == re.findall(r'TASK_ID/(\d+)"', slurm)
