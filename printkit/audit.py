"""Files made earlier, proven again: PDFs go in; what each says it is is composed from its guide; a report comes out.

Each file gives a report or an error, and one that cannot be proven never stops the others.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from gettext import gettext as _
from pathlib import Path
from typing import NamedTuple

from printkit import __version__
from printkit.compose import compose
from printkit.edition import Edition
from printkit.errors import PrintkitError, Problem, SourceError, Where, cannot_read
from printkit.files import ENDINGS
from printkit.fill import fill
from printkit.formats import NAMES, Options
from printkit.intake import read, read_list, ward_of
from printkit.layout.document import Document
from printkit.model import Guide
from printkit.names import guide_slug
from printkit.proof.claims import Claims, claims
from printkit.proof.prove import prove
from printkit.proof.report import Report, unproven
from printkit.series import Series, series_of
from printkit.wardlist.options import ListOptions
from printkit.wardlist.reading import WardList

GUIDES = Path("guides")
PDF = ".pdf"
CHOICES = {"cards": ("procedure", "step"), "cardSize": ("A7", "A6"), "flip": ("long", "short")}


class Audit(NamedTuple):
    """A file's report, or why there is none. `note` is something to know when it failed."""

    path: Path
    pdf: bytes = b""
    report: Report | None = None
    error: PrintkitError | None = None
    note: str = ""


class Sources(NamedTuple):
    """Where to look: a guide or a folder of them (None: `guides/`, then beside the file), a list and how it is read."""

    guide: Path | None = None
    wards: Path | None = None
    how: ListOptions = ListOptions()


def pdfs_in(paths: Iterable[Path]) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """The PDFs that paths stand for, folders with all below them, each once; and the paths that stand for none."""
    found: dict[Path, Path] = {}
    problems: list[Problem] = []
    for path in paths:
        inside = sorted(each for each in path.rglob("*") if each.suffix.lower() == PDF) if path.is_dir() else [path]
        if not path.exists():
            message, hint = _("there is no such file or folder"), _("name a PDF, or a folder of PDFs")
            problems.append(Problem(Where(str(path)), message, hint))
        elif not inside:
            problems.append(Problem(Where(str(path)), _("the folder holds no PDF"), _("make one with printkit build")))
        else:
            for each in inside:
                found.setdefault(each.resolve(), each)
    return tuple(found.values()), tuple(problems)


def audit(paths: Iterable[Path], sources: Sources) -> Iterator[Audit]:
    """Prove files one after the other."""
    return (_audit(path, sources) for path in paths)


def _audit(path: Path, sources: Sources) -> Audit:
    try:
        pdf = path.read_bytes()
    except OSError as reason:
        return Audit(path, error=SourceError([cannot_read(path, reason)]))
    try:
        told = claims(pdf)
    except ValueError as reason:
        said = _("the file cannot be read as a PDF ({reason})").format(reason=reason)
        return Audit(path, pdf, unproven(said, _("get it again from where it was made")))
    if told is None:
        said = _("printkit did not make this file, so nothing in it was checked")
        return Audit(path, pdf, unproven(said, _("prove what printkit build made")))
    if told.made_from.get("wards"):
        said = _("this file binds many wards' prints for the print shop, and was not checked")
        return Audit(path, pdf, unproven(said, _("prove the wards' own files, which hold the same pages")))
    try:
        return Audit(path, pdf, prove(pdf, _document(path, told, sources)), note=_other_version(told))
    except PrintkitError as error:
        return Audit(path, pdf, error=_said_of(path, error))


def _said_of(path: Path, error: PrintkitError) -> PrintkitError:
    """The error with the file as the place of what has none."""
    here = Where(str(path))
    return type(error)(Problem(each.where or here, each.message, each.hint) for each in error.problems)


def _other_version(told: Claims) -> str:
    made = told.maker.partition(" ")[2]
    if made == __version__:
        return ""
    return _("it was made by printkit {made}; this is {own}, which may set it otherwise").format(
        made=made, own=__version__
    )


def _document(path: Path, told: Claims, sources: Sources) -> Document:
    """What the file should hold."""
    fmt = told.made_from["format"]
    if fmt not in NAMES:
        raise SourceError.of(_("there is no format {name}").format(name=fmt), _("install the printkit that made it"))
    guide_file = _guide_file(path, told.made_from["guide"], sources.guide)
    source = read(guide_file, told.made_from.get("section", ""))
    if source.guide is None:
        raise source.error or SourceError(())
    return _composed(source.guide, fmt, _options(told), told.made_from.get("ward", ""), sources)


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
