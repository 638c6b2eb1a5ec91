"""Files made earlier, proven again: PDFs go in; what each says it is is composed from its guide; a report comes out.

Each file gives a report or an error, and one that cannot be proven never stops the others.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from gettext import gettext as _
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from printkit import __version__
from printkit.checklist import LIST, TEST, is_office_paper
from printkit.compose import compose
from printkit.edition import Edition
from printkit.errors import PrintkitError, Problem, SourceError, Where, bugs_apart, cannot_read
from printkit.files import ENDINGS, expanded, refuse_pipe
from printkit.fill import fill
from printkit.formats import NAMES, Options
from printkit.intake import read, read_list, ward_of
from printkit.layout.document import Document
from printkit.manifest import list_of
from printkit.merged import recall
from printkit.model import Guide
from printkit.names import guide_slug
from printkit.proof.claims import Claims, claims
from printkit.proof.merged import prove_merged, titles
from printkit.proof.prove import prove
from printkit.proof.report import Report, unproven
from printkit.series import Series, series_of
from printkit.wardlist.options import ListOptions
from printkit.wardlist.reading import WardList

GUIDES = Path("guides")
PDF = ".pdf"
CHOICES = {"cards": ("procedure", "step"), "cardSize": ("A7", "A6"), "flip": ("long", "short")}


class Audit(NamedTuple):
    """A file's report, or why there is none. `note` is something to know when it failed, `warnings` in any case."""

    path: Path
    pdf: bytes = b""
    report: Report | None = None
    error: PrintkitError | None = None
    note: str = ""
    warnings: tuple[Problem, ...] = ()


class Sources(NamedTuple):
    """Where to look: a guide or a folder of them (None: `guides/`, then beside the file), and a ward list and how it is
    read (None: as the manifest beside the file, or in a folder above, says).

    Of merged files the pages of `every` ward are looked at, or those of a sample.
    """

    guide: Path | None = None
    wards: Path | None = None
    how: ListOptions = ListOptions()
    every: bool = False


def pdfs_in(paths: Iterable[Path]) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """The PDFs that paths stand for, folders with all below them, each once; and the paths that stand for none."""
    found: dict[Path, Path] = {}
    problems: list[Problem] = []
    for path in chain.from_iterable(map(expanded, paths)):
        inside = sorted(_prints_below(path)) if path.is_dir() else [path]
        if not path.exists():
            message, hint = _("there is no such file or folder"), _("name a PDF, or a folder of PDFs")
            problems.append(Problem(Where(str(path)), message, hint))
        elif not inside:
            problems.append(Problem(Where(str(path)), _("the folder holds no PDF"), _("make one with printkit build")))
        else:
            for each in inside:
                found.setdefault(each.resolve(), each)
    return tuple(found.values()), tuple(problems)


def _prints_below(folder: Path) -> Iterator[Path]:
    """The PDFs of a folder and all below it, but for an office's own papers, which promise nothing."""
    for path in folder.rglob("*"):
        if path.suffix.lower() == PDF and not (path.stem.startswith((LIST, TEST)) and _is_paper(path)):
            yield path


def _is_paper(path: Path) -> bool:
    try:
        return is_office_paper(path.read_bytes())
    except OSError:
        return False  # which is told when it is proven


def audit(paths: Iterable[Path], sources: Sources) -> Iterator[Audit]:
    """Prove files one after the other."""
    _series.cache_clear()
    _sum.cache_clear()
    return (_audit(path, sources) for path in paths)


def _audit(path: Path, sources: Sources) -> Audit:
    try:
        refuse_pipe(path)
        pdf = path.read_bytes()
    except SourceError as error:
        return Audit(path, error=error)
    except OSError as reason:
        return Audit(path, error=SourceError([cannot_read(path, reason)]))
    try:
        told = claims(pdf)
    except ValueError as reason:
        said = _("the file cannot be read as a PDF ({reason})").format(reason=reason)
        return Audit(path, pdf, unproven(said, _("get it again from where it was made")))
    if is_office_paper(pdf):
        said = _("this is a list to sign or a printer's test, and was not checked")
        return Audit(path, pdf, unproven(said, _("prove the prints themselves")))
    if told is None:
        said = _("printkit did not make this file, so nothing in it was checked")
        return Audit(path, pdf, unproven(said, _("prove what printkit build made")))
    warnings: tuple[Problem, ...] = ()
    merged = "wards" in told.made_from
    try:
        with bugs_apart():
            if sources.wards is None and (merged or told.made_from.get("ward")):
                sources, warnings = _with_list(path, sources)
            report = _merged(path, pdf, told, sources) if merged else prove(pdf, _document(path, told, sources))
            return Audit(path, pdf, report, note=_other_version(told), warnings=warnings)
    except PrintkitError as error:
        return Audit(path, pdf, error=error.placed(Where(str(path))), warnings=warnings)


def _with_list(path: Path, sources: Sources) -> tuple[Sources, tuple[Problem, ...]]:
    """The list that the manifest names for a file, and that it has changed since, if it has."""
    kept = list_of(path)
    if kept is None:
        return sources, ()
    how = kept.options if sources.how == ListOptions() else sources.how
    changed: tuple[Problem, ...] = ()
    if _sum(kept.path) != kept.sha256:
        message, hint = _("the list has changed since these files were made"), _("run batch again, then proof")
        changed = (Problem(Where(str(kept.path)), message, hint),)
    return sources._replace(wards=kept.path, how=how), changed


@lru_cache(maxsize=4)
def _sum(path: Path) -> str:
    """The SHA-256 of a list; "" where it cannot be read, which its reader tells."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _other_version(told: Claims) -> str:
    made = told.maker.partition(" ")[2]
    if made == __version__:
        return ""
    return _("it was made by printkit {made}; this is {own}, which may set it otherwise").format(
        made=made, own=__version__
    )


def _document(path: Path, told: Claims, sources: Sources) -> Document:
    """What the file should hold."""
    guide = _guide(path, told, sources)
    return _composed(guide, told.made_from["format"], _options(told), told.made_from.get("ward", ""), sources)


def _merged(path: Path, pdf: bytes, told: Claims, sources: Sources) -> Report:
    """The report of a file of many wards."""
    guide = _guide(path, told, sources)
    if sources.wards is None:
        message = _("it binds the prints of many wards")
        raise SourceError.of(message, _("give the ward list with --wards"))
    edition = Edition(guide, told.made_from["format"], _options(told), _series(sources.wards, sources.how)[1])
    merge = recall(edition, told.made_from, titles(pdf))
    return prove_merged(pdf, merge.promise("all" if sources.every else "sample"))


def _guide(path: Path, told: Claims, sources: Sources) -> Guide:
    """The guide that a file was made from, for a format that there is."""
    fmt = told.made_from["format"]
    if fmt not in NAMES:
        raise SourceError.of(_("there is no format {name}").format(name=fmt), _("install the printkit that made it"))
    guide_file = _guide_file(path, told.made_from["guide"], sources.guide)
    source = read(guide_file, told.made_from.get("section", ""))
    if source.guide is None:
        raise source.error or SourceError(())
    return source.guide


def _composed(guide: Guide, fmt: str, options: Options, code: str, sources: Sources) -> Document:
    """What the guide gives, for a ward as its whole list has it set."""
    if not code:
        return compose(fill(guide, None), fmt, options)
    if sources.wards is None:
        message = _("it was made for the ward {code}").format(code=code)
        raise SourceError.of(message, _("give the ward list with --wards"))
    listed, series = _series(sources.wards, sources.how)
    return Edition(guide, fmt, options, series).print(ward_of(listed, sources.wards, code)).sheets.whole()


def _options(told: Claims) -> Options:
    said, usual = told.made_from, Options()
    for name, known in CHOICES.items():
        if said.get(name, known[0]) not in known:
            message = _("there is no {name} {value}").format(name=name, value=said[name])
            raise SourceError.of(message, _("install the printkit that made it"))
    return Options(
        section=said.get("section", ""),
        theme=said.get("theme", ""),
        ink_saver=said.get("ink") == "saver",
        cards=said.get("cards", usual.cards),
        card_size=said.get("cardSize", usual.card_size),
        flip=said.get("flip", usual.flip),
        back_offset=_offset(said.get("backOffset", "")),
        press=told.press,
    )


def _offset(said: str) -> tuple[float, float]:
    try:
        dx, dy = map(float, said.split(","))
    except ValueError:
        return Options().back_offset
    return dx, dy


def _guide_file(path: Path, slug: str, given: Path | None) -> Path:
    """The guide that a file was made from, by its name."""
    for place in (given,) if given else (GUIDES, path.parent):
        files = _guides(place)
        found = next((file for file in files if guide_slug(file) == slug), None)
        if found:
            return found
    where = given or GUIDES
    message = _("it was made from the guide {name}, which is not in {where}").format(name=slug, where=where)
    raise SourceError.of(message, _("say where it is with --guide"))


def _guides(place: Path) -> Sequence[Path]:
    if place.is_dir():
        return sorted(file for file in place.iterdir() if file.suffix.lower() in ENDINGS)
    return (place,) if place.exists() else ()


@lru_cache(maxsize=4)
def _series(path: Path, how: ListOptions) -> tuple[WardList, Series]:
    listed = read_list(path, how)
    return listed, series_of(listed.wards)
