"""What a run starts from: paths become guides, a list and a code become a ward.

Each path gives a guide or an error, and one bad file never stops the others. Nothing here draws or imports ReportLab.
"""

from collections.abc import Iterable, Iterator
from gettext import gettext as _
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from printkit.errors import MOST, PrintkitError, Problem, SourceError, Where, at_most, bugs_apart, cannot_read
from printkit.files import contents, expanded, guides_in, misnamed
from printkit.fill import fill, only_section, placeholders
from printkit.fonts import covered
from printkit.inline import guide_addresses, pictures, section_addresses
from printkit.lookalikes import refused
from printkit.model import Guide, Ward
from printkit.slugs import nearest
from printkit.source.guide import read_guide

if TYPE_CHECKING:
    from printkit.layout.document import Press
    from printkit.wardlist.options import ListOptions, ListSource
    from printkit.wardlist.reading import WardList

_PROFILE_KINDS = {  # of profiles that are none of a press (ICC.1:2022, table 18)
    b"scnr": "scnr (a scanner or camera)",
    b"mntr": "mntr (a screen)",
    b"link": "link (from one device to another)",
    b"spac": "spac (a colour space)",
    b"abst": "abst (an effect)",
    b"nmcl": "nmcl (named colours)",
}
SHOWN = 6  # wards of one name
MOST_PROFILE = 64  # MiB; those of presses have a few


class Read(NamedTuple):
    """A guide file as read: the guide, or why there is none. `warnings` do not keep it from print."""

    path: Path
    guide: Guide | None = None
    error: PrintkitError | None = None
    warnings: tuple[Problem, ...] = ()


class Found(NamedTuple):
    """The guide files that the paths stand for, each once, the paths that stand for none, and files named amiss."""

    files: tuple[Path, ...]
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def find(paths: Iterable[Path]) -> Found:
    """The guide files of paths and folders, in order."""
    files: dict[Path, Path] = {}
    problems: list[Problem] = []
    warnings: list[Problem] = []
    for path in chain.from_iterable(map(expanded, paths)):
        try:
            for file in guides_in(path):
                files.setdefault(file.resolve(), file)
            warnings += misnamed(path)
        except SourceError as error:
            problems += error.problems
    return Found(tuple(files.values()), tuple(problems), tuple(warnings))


def read(path: Path, section: str, allowed: Iterable[str] | None = None) -> Read:
    """The guide of a file, its placeholders still to be filled; only one section of it when its id is given.

    A guide with a host that passes for another is refused, but for those that are `allowed`; None allows all.
    """
    try:
        with bugs_apart():
            guide = read_guide(path, covered())
            guide = only_section(guide, section) if section else guide
            links = chain(guide_addresses(guide), *map(section_addresses, guide.sections))
            if problems := refused(((link.url, link.where) for link in links), allowed):
                return Read(path, error=placed(SourceError(problems), path))
            return Read(path, guide, warnings=_told_in_print(guide))
    except PrintkitError as error:
        return Read(path, error=_list_for_guide(path) or placed(error, path))


def _told_in_print(guide: Guide) -> tuple[Problem, ...]:
    """What a person must know before the guide goes to print; what is a matter of style, `check` tells."""
    from printkit.readers import grave
    from printkit.readers.classes import in_print

    return in_print(_ordered((*guide.remarks, *grave(guide)), guide.path))


def _ordered(remarks: Iterable[Problem], file: str) -> tuple[Problem, ...]:
    """The remarks on a file by their places; the first of very many."""
    return at_most(sorted(remarks, key=lambda remark: remark.where or Where(file)), file)


def read_for_wards(path: Path, section: str, allowed: Iterable[str] | None = None) -> Read:
    """The same, to be filled for many wards: what would be missing for every ward is an error of the guide."""
    source = read(path, section, allowed)
    try:
        with bugs_apart():
            if source.guide:
                fill(source.guide, _sample(source.guide))
    except PrintkitError as error:
        return Read(path, error=placed(error, path))
    return source


def placed(error: PrintkitError, path: Path) -> PrintkitError:
    """The error with the guide's file as the place of every problem that has none."""
    return error.placed(Where(str(path)))


def check(path: Path) -> Read:
    """A guide file read and looked over as far as that goes without setting it on paper, also as its readers would."""
    from printkit.readers import remarks  # a print asks for the grave ones only

    try:
        with bugs_apart():
            guide = read_guide(path, covered())
            fill(guide, _sample(guide))
            found = (*guide.remarks, *islice(_unusual(guide), MOST + 1), *remarks(guide), *_pictured(guide))
            return Read(path, guide, warnings=_ordered(found, str(path)))
    except PrintkitError as error:
        return Read(path, error=_list_for_guide(path) or placed(error, path))


def _list_for_guide(path: Path) -> PrintkitError | None:
    """The error of a ward list that was given where a guide is wanted, with the command that was meant."""
    kinds = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".json")
    if path.suffix.lower() not in (*kinds, ".yaml", ".yml") or not path.is_file():
        return None
    try:
        from printkit.wardlist.reading import read_wards

        read_wards(path)
    except PrintkitError:
        if path.suffix.lower() in (".yaml", ".yml", ".txt"):
            return None
    hint = _('look at it with: printkit check --wards "{file}"; print with: printkit batch GUIDE --wards "{file}"')
    return SourceError.of(_("this is a ward list, not a guide"), hint.format(file=path), Where(str(path)))


def _pictured(guide: Guide) -> Iterator[Problem]:
    """A remark for each code that a picture of the guide shows."""
    for picture in dict.fromkeys(pictures(guide.sections)):
        from printkit.readers.screens import held  # few guides have pictures
        from printkit.source.pictured import codes_in

        yield from (held(picture, text) for text in codes_in(picture.data))


def _fields(guide: Guide) -> dict[str, Where | None]:
    """The ward's fields that a guide prints, without `ward.`, each with its first place."""
    found: dict[str, Where | None] = {}
    for piece in placeholders(guide):
        if piece.name.startswith("ward."):
            found.setdefault(piece.name.removeprefix("ward."), piece.where)
    return found


def _sample(guide: Guide) -> Ward:
    """A ward that has every field the guide asks for: which columns a list has is not known before there is a list."""
    full: dict[str, Any] = {name: name for name in Ward("", "").values()}
    return Ward(**full, extra=tuple((name, name) for name in _fields(guide) if name not in full))


def _unusual(guide: Guide) -> Iterator[Problem]:
    """Fields that are no field of every ward list: a column of the office's own, or a slip."""
    known = Ward("", "").values()
    for name, where in _fields(guide).items():
        if name not in known:
            meant = nearest(name, known)
            hint = _("did you mean {{{{ward.{name}}}}}? ").format(name=meant) if meant else ""
            hint += _("else the ward list must have that column")
            yield Problem(where, _("{{{{ward.{name}}}}} is no usual field").format(name=name), hint, "unusual-field")


def read_list(path: Path, how: "ListOptions | None" = None) -> "WardList":
    """A ward list, read as `how` says. Raises SourceError when no ward is good."""
    from printkit.wardlist.reading import read_wards

    listed = read_wards(path, covered(), how)
    if not listed.wards:
        message = _("the list has no ward that can be printed")
        raise SourceError((*listed.problems, Problem(Where(str(path)), message, _("add a row, or mend one"))))
    return listed


def list_source(path: Path, how: "ListOptions") -> "ListSource":
    """What a manifest keeps of a list. Raises SourceError where the file cannot be read."""
    from hashlib import sha256

    from printkit.wardlist.options import ListSource

    try:
        return ListSource(path, sha256(path.read_bytes()).hexdigest(), how)
    except OSError as reason:
        raise SourceError([cannot_read(path, reason)]) from None


def trusted(listed: "WardList", path: Path, allowed: Iterable[str]) -> "WardList":
    """The list without the wards whose host passes for another and is not `allowed`: they are its problems.

    Raises SourceError when no ward is left.
    """
    doubts = {
        ward.id: refused(((value, ward.where) for value in ward.values().values()), allowed) for ward in listed.wards
    }
    problems = [problem for found in doubts.values() for problem in found]
    if not problems:
        return listed
    good = tuple(ward for ward in listed.wards if not doubts[ward.id])
    if not good:
        raise SourceError((*listed.problems, *problems))
    return listed._replace(wards=good, problems=(*listed.problems, *problems))


def ward_of(listed: "WardList", path: Path, name: str) -> Ward:
    """The ward of a code, a key or a name. Raises SourceError when it is no ward's, or more than one's."""
    from printkit.wardlist.asked import asked_for, near

    wards = asked_for(listed.wards, name)
    if len(wards) == 1:
        return wards[0]
    if wards:
        message = _("“{name}” is the name of {count} wards").format(name=name, count=len(wards))
        hint = _("say which: {ids}").format(ids=", ".join(ward.id for ward in wards[:SHOWN]))
    else:
        message = _("there is no ward with the code or name “{name}”").format(name=name)
        hint = near(listed.wards, name)
    raise SourceError((Problem(Where(str(path)), message, hint), *listed.problems))


def read_press(profile: Path | None) -> "Press":
    """A print for a print shop, with the CMYK profile from a file. Raises SourceError when it is none."""
    from printkit.layout.document import Press  # `check` lays nothing out

    if profile is None:
        return Press()
    data = contents(profile, MOST_PROFILE)
    hint = _("ask the print shop for its ICC output profile")
    if data[36:40] != b"acsp" or data[16:20] != b"CMYK":  # ICC.1:2022, 7.2: signature and colour space
        raise SourceError.of(_("this is no CMYK colour profile"), hint, Where(str(profile)))
    if data[12:16] != b"prtr":  # 7.2.5: device class
        kind = _PROFILE_KINDS.get(data[12:16], repr(data[12:16].decode("latin-1")))
        message = _("this profile is of the class {kind}, not of a printing press (prtr)").format(kind=kind)
        raise SourceError.of(message, hint, Where(str(profile)))
    return Press(data, profile.stem)
