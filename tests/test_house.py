"""The house: who may import whom, and how long a file and a function may be."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

HOUSE = Path(__file__).parent.parent
PACKAGE = HOUSE / "printkit"
FILES = sorted(PACKAGE.rglob("*.py"))

# From the ground up. A room may import rooms of lower rows only, never of its own.
ROWS = (
    (
        "units",
        "errors",
        "marks",
        "slugs",
        "syllables",
        "memo",
        "addresses",
        "values",
        "later",
        "syntax",
        "wardfields",
        "messages",
        "data",
    ),
    ("excerpt", "log", "phones", "urls", "country"),
    ("files", "terminal"),
    ("yamlfile", "yamltext", "lookalikes"),
    ("layout", "model"),
    ("inline", "words"),
    ("fill", "calls", "theme", "fonts", "qr", "readers"),
    ("source", "pdf", "parts", "proof", "series"),
    ("formats", "wardlist"),
    ("compose", "names", "preview", "manifest", "intake", "wardfiles"),
    ("edition", "checklist"),
    ("merged",),
    ("build", "audit", "crew", "lock", "prune"),
    ("batch",),
    ("tasks", "handout"),
    ("cli",),
    ("__main__",),
)
LEVEL = {room: level for level, rooms in enumerate(ROWS) for room in rooms}
LAYOUT_MAY = {"layout", "units", "marks"}  # it does not know what a guide is
PDF_MAY = {"pdf", "layout", "fonts", "errors", "units", "memo", "addresses"}  # the press knows frames, not guides
PROOF_MAY = {"proof", "layout", "errors", "units", "marks", "addresses"}  # the checker shares nothing with the maker
LIBRARIES = {
    "reportlab": ("pdf", "checklist"),
    "qrcode": ("qr",),
    "idna": ("addresses", "urls", "proof"),
    "yaml": ("yamlfile", "yamltext"),
    "click": ("cli",),
    "pypdfium2": ("preview", "proof", "checklist"),
    "pypdf": ("proof",),
    "zxingcpp": ("proof", "source"),
    "page": ("proof",),
    "openpyxl": ("wardlist", "wardfiles"),
    "xlrd": ("wardlist",),
    "zc": ("lock",),
    "PIL": ("pdf", "preview", "source", "proof"),
}
MOST_LINES = {"file": 350, "function": 40, "usual function": 10}


def name(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def room(path: Path) -> str:
    """`printkit/layout/text.py` → `layout`; `printkit/qr.py` → `qr`; the package itself has no room."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Full names of what a file imports, wherever in it; `from printkit import x` is `printkit.x`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name(path)}: write imports in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms(path: Path) -> set[str]:
    """The rooms that a file reaches into."""
    parts = [full.split(".") for full in imports(path)]
    return {part[1] for part in parts if part[0] == "printkit"} - {"__version__"}


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Name and number of lines of each function, its docstring and decorators left out."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            told = node.body[0].end_lineno if ast.get_docstring(node) else None
            first = told + 1 if told else node.body[0].lineno
            yield node.name, (node.end_lineno or 0) - first + 2


@pytest.mark.parametrize("path", FILES, ids=name)
def test_every_file_has_a_room(path: Path) -> None:
    assert room(path) in LEVEL or room(path) == "__init__"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_imports_go_down(path: Path) -> None:
    here = room(path)
    wrong = {other for other in rooms(path) if other != here and LEVEL[other] >= LEVEL.get(here, 0)}
    assert not wrong, f"{name(path)} may not import {', '.join(sorted(wrong))}"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_layout_press_and_proof_know_no_guide(path: Path) -> None:
    may = {"layout": LAYOUT_MAY, "pdf": PDF_MAY, "proof": PROOF_MAY}.get(room(path))
    assert may is None or rooms(path) <= may


@pytest.mark.parametrize("path", FILES, ids=name)
def test_libraries_stay_in_their_rooms(path: Path) -> None:
    for full in imports(path):
        allowed = LIBRARIES.get(full.partition(".")[0])
        assert allowed is None or room(path) in allowed, f"{name(path)} imports {full}"


@pytest.mark.parametrize("library", ["pypdf", "pypdfium2", "zxingcpp", "page"])
def test_the_proof_knows_each_reader_in_one_module(library: str) -> None:
    """So that another can take its place."""
    knows = {
        name(path) for path in FILES if room(path) == "proof" and library in {f.split(".")[0] for f in imports(path)}
    }
    assert len(knows) == 1


@pytest.mark.parametrize("path", FILES, ids=name)
def test_docstring(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(tree(path))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_sizes(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES["file"]
    long = {function: lines for function, lines in functions(path) if lines > MOST_LINES["function"]}
    assert not long, f"{name(path)}: {long}"


def test_most_functions_are_short() -> None:
    assert median(lines for path in FILES for _name, lines in functions(path)) <= MOST_LINES["usual function"]


@pytest.mark.parametrize("path", [path for path in FILES if room(path) not in ("cli", "terminal")], ids=name)
def test_only_the_command_line_prints_or_exits(path: Path) -> None:
    called = {ast.unparse(node.func) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)}
    assert not called & {
        "print",
        "input",
        "exit",
        "quit",
        "sys.exit",
        "os._exit",
        "sys.stdout.write",
        "sys.stderr.write",
    }


@pytest.mark.parametrize("path", FILES, ids=name)
def test_one_inch(path: Path) -> None:
    """The only 25.4 of the house is in `units.py`."""
    assert room(path) == "units" or "25.4" not in path.read_text(encoding="utf-8")


def test_papers_name_every_room() -> None:
    paper = (HOUSE / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert [other for rooms in ROWS for other in rooms if not re.search(rf"\b{other}\b", paper)] == []
