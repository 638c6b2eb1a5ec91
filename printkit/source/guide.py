"""A guide file (guide-format, version 1) read into a Guide.

In: the path of a YAML file, and which characters the fonts have. Out: a Guide, or one SourceError that carries all the
problems of the file in the order of their places.
"""

import re
from collections.abc import Set
from contextlib import suppress
from gettext import gettext as _
from itertools import count
from pathlib import Path

from printkit.addresses import group_phone
from printkit.errors import SourceError, Where, at_most
from printkit.inline import plain
from printkit.model import Field, Guide, Hotline, Link, Option, Picture, Rich, Section, Step
from printkit.slugs import is_slug, slug
from printkit.source import known, pasted
from printkit.source.keys import GUIDE, HOTLINE, IMAGE, LINK, OPTION, PROCEDURE, SECTION, STEP, meant
from printkit.source.oldfile import read_source
from printkit.source.pasted import Spot
from printkit.source.picture import Fault, read_picture
from printkit.source.reading import Enough, Keys, Reading
from printkit.source.repair import once_each
from printkit.values import replace
from printkit.yamlfile import Mapping, Node, Sequence, Text

MAX_STEPS = 200  # in a section, its options included
MAX_SECTIONS = 60  # more is a book
LONGEST_ID = 60  # characters; ids name files


def read_guide(path: Path, covered: Set[str] | None = None) -> Guide:
    """The guide in a file; `covered` holds the characters that print, None when nobody asks."""
    source = read_source(path)
    assert source.root is not None  # or it had raised
    reading = Reading(str(path), covered, source.lines, gaps=source.gaps)
    with suppress(Enough):
        reading.note(source.problems)
        guide = _guide(reading, source.root, path)
        if not reading.problems:
            return replace(guide, remarks=once_each((*source.remarks, *reading.remarks)))
    ours = {problem.where for problem in source.problems}  # what else is wrong there comes of that
    told = (*source.problems, *(problem for problem in reading.problems if problem.where not in ours))
    found = sorted(told, key=lambda problem: problem.where or Where(str(path)))
    raise SourceError(at_most(found, str(path)))


def _guide(reading: Reading, node: Node, path: Path) -> Guide:
    keys = reading.keys(node, (*GUIDE, *PROCEDURE), "a guide")
    reading.need(keys, "title", node, "a guide")
    flat = "sections" not in keys
    sections = _flat(reading, node, keys) if flat else _sections(reading, node, keys)
    return Guide(
        slug=slug(path.stem)[:LONGEST_ID].strip("-") or "guide",
        title=_name(reading, keys, "title"),
        sections=_with_ids(reading, sections),
        kicker=_name(reading, keys, "kicker"),
        summary=reading.rich(keys.get("summary"), "summary"),
        lang=known.lang(reading, keys.get("lang")),
        theme=known.theme(reading, keys.get("theme")),
        icon=known.icon(reading, keys.get("icon")),
        issuer=_name(reading, keys, "issuer"),
        updated=known.updated(reading, keys.get("updated")),
        hotline=_hotline(reading, keys.get("hotline")),
        abbreviations=_abbreviations(reading, keys.get("abbreviations")),
        keep=reading.items(keys.get("keep"), "keep", lambda item: _kept(reading, item)),
        prepare=() if flat else reading.texts(keys.get("prepare"), "prepare"),
        links=() if flat else _links(reading, keys),
        path=str(path),
    )


def _kept(reading: Reading, node: Node) -> str:
    return reading.text(reading.text_item(node) or node, "keep")


def _name(reading: Reading, keys: Keys, key: str) -> Rich:
    """A text that `{{guide.…}}` may print, and so may not hold one itself."""
    rich = reading.rich(keys.get(key), key)
    for piece in rich:
        if isinstance(piece, Field) and piece.name.startswith("guide."):
            message = _("{{{{{name}}}}} cannot stand in the guide's `{key}`").format(name=piece.name, key=key)
            reading.problem(piece.where, message, _("write it out"))
    return rich


def _sections(reading: Reading, node: Node, keys: Keys) -> tuple[tuple[Section, bool], ...]:
    """The sections, each with whether its id was given."""
    for key in _entries(node):
        name = meant(key.value, "a guide")
        if name in PROCEDURE and name in keys:
            message = _("`{key}` cannot stand beside `sections`").format(key=key.value)
            reading.problem(key.where, message, _("move it into a section"))
    listed = keys.get("sections")
    if isinstance(listed, Sequence) and len(listed.items) > MAX_SECTIONS:
        message = _("the guide has more than {most} sections").format(most=MAX_SECTIONS)
        reading.problem(listed.items[MAX_SECTIONS].where, message, _("split it into several guides"))
        return ()
    return reading.items(listed, "sections", lambda item: _section(reading, item))


def _entries(node: Node) -> tuple[Text, ...]:
    return tuple(key for key, _value in node.entries) if isinstance(node, Mapping) else ()


def _section(reading: Reading, node: Node) -> tuple[Section, bool]:
    keys = reading.keys(node, SECTION, "a section")
    reading.need(keys, "title", node, "a section")
    return _procedure(reading, node, keys)


def _flat(reading: Reading, node: Node, keys: Keys) -> tuple[tuple[Section, bool], ...]:
    """The one section of a guide without `sections`; it bears the guide's title."""
    # The title and icon are read, and their problems told, as the guide's: here they are read by a deaf reader.
    deaf = Reading(reading.file, deaf=True)
    section, named = _procedure(reading, node, {key: keys[key] for key in keys if key not in ("title", "icon")})
    title, icon = deaf.rich(keys.get("title"), ""), known.icon(deaf, keys.get("icon"))
    return ((replace(section, title=title, icon=icon), named),)


def _procedure(reading: Reading, node: Node, keys: Keys) -> tuple[Section, bool]:
    if isinstance(node, Mapping) and "steps" not in keys and "options" not in keys:
        message = _("a section needs `steps` or `options`")
        reading.problem(node.where, message, _("write `steps:` and a list"))
    steps, options = _steps(reading, keys.get("steps")), _options(reading, keys.get("options"))
    if len(steps) + sum(len(option.steps) for option in options) > MAX_STEPS:
        message = _("a section has more than {most} steps").format(most=MAX_STEPS)
        reading.problem(keys["steps" if steps else "options"].where, message, _("split it into several sections"))
    section = Section(
        title=reading.rich(keys.get("title"), "title"),
        id=_id(reading, keys.get("id")),
        short=reading.rich(keys.get("short"), "short"),
        question=reading.rich(keys.get("question"), "question"),
        fact=reading.rich(keys.get("fact"), "fact"),
        icon=known.icon(reading, keys.get("icon")),
        when=reading.rich(keys.get("when"), "when"),
        requires=reading.rich(keys.get("requires"), "requires"),
        prepare=reading.texts(keys.get("prepare"), "prepare"),
        steps=steps,
        options=options,
        links=_links(reading, keys),
        notes=reading.texts(keys.get("notes"), "notes"),
        where=node.where,
    )
    return section, "id" in keys


def _steps(reading: Reading, node: Node | None) -> tuple[Step, ...]:
    numbers = count(1)
    return reading.items(node, "steps", lambda item: _step(reading, item, Spot(pasted.STEP, next(numbers))))


def _step(reading: Reading, node: Node, spot: Spot) -> Step:
    text = reading.text_item(node, STEP, "a step", spot)
    if text:
        return Step(reading.rich(text, "a step"), where=node.where)
    keys = reading.keys(node, STEP, "a step")
    reading.need(keys, "text", node, "a step")
    return Step(
        text=reading.start(keys.get("text"), spot, "text"),
        detail=reading.rich(keys.get("detail"), "detail"),
        short=reading.start(keys.get("short"), spot, "short"),
        note=reading.rich(keys.get("note"), "note"),
        links=_links(reading, keys),
        image=_picture(reading, keys.get("image")),
        where=node.where,
    )


def _options(reading: Reading, node: Node | None) -> tuple[Option, ...]:
    return reading.items(node, "options", lambda item: _option(reading, item))


def _option(reading: Reading, node: Node) -> Option:
    spot = Spot(pasted.WAY)
    if isinstance(node, Text):
        return Option(text=reading.start(node, spot, "an option"), where=node.where)
    keys = reading.keys(node, OPTION, "an option")
    if isinstance(node, Mapping) and "text" not in keys and "steps" not in keys:
        reading.problem(node.where, _("an option needs `text` or `steps`"), _("write `text: …`"))
    return Option(
        title=reading.start(keys.get("title"), spot, "title"),
        requires=reading.rich(keys.get("requires"), "requires"),
        text=reading.start(keys.get("text"), spot, "text"),
        steps=_steps(reading, keys.get("steps")),
        links=_links(reading, keys),
        where=node.where,
    )


def _links(reading: Reading, keys: Keys) -> tuple[Link, ...]:
    """`link`, then `links`."""
    one = (_link(reading, keys["link"]),) if "link" in keys else ()
    more = reading.items(keys.get("links"), "links", lambda item: _link(reading, item))
    return tuple(link for link in one + more if link.url)


def _link(reading: Reading, node: Node) -> Link:
    if isinstance(node, Text):
        return Link(reading.url(node), where=node.where)
    keys = reading.keys(node, LINK, "a link")
    reading.need(keys, "url", node, "a link")
    return Link(reading.url(keys.get("url")), reading.rich(keys.get("label"), "label"), node.where)


def _picture(reading: Reading, node: Node | None) -> Picture | None:
    if node is None:
        return None
    keys = reading.keys(node, IMAGE, "an image")
    reading.need(keys, "src", node, "an image")
    reading.need(keys, "alt", node, "an image")
    source, alt = keys.get("src"), reading.text(keys.get("alt"), "alt")
    name = reading.word(source, "src")
    name = name if ":" in name else name.replace("\\", "/")  # as Windows writes paths; C:\… is none of ours
    if source is None or not name:
        return None
    folder = Path(reading.file).parent
    found = read_picture(folder, name)
    if isinstance(found, Fault):
        reading.problem(source.where, *found)
        return None
    return Picture(str((folder / name).resolve()), alt, found.width, found.height, found.data, source.where)


def _hotline(reading: Reading, node: Node | None) -> Hotline | None:
    """`hotline: 1900.9068`, or a mapping."""
    if node is None:
        return None
    if isinstance(node, Text):
        return _called(reading, node, (), ())
    keys = reading.keys(node, HOTLINE, "a hotline")
    reading.need(keys, "number", node, "a hotline")
    label, note = reading.rich(keys.get("label"), "label"), reading.rich(keys.get("note"), "note")
    return _called(reading, keys["number"], label, note) if "number" in keys else None


def _called(reading: Reading, node: Node, label: Rich, note: Rich) -> Hotline:
    number = reading.word(node, "a phone number")
    digits = re.sub(r"[^\d+]", "", number)
    if number and not (re.fullmatch(r"\+?[\d\s.()-]+", number, re.ASCII) and 3 <= len(digits.lstrip("+")) <= 15):
        message = _("“{number}” is no phone number").format(number=number)
        reading.problem(node.where, message, _("write one number with digits, spaces and . - ( ), the rest in `note`"))
    return Hotline(group_phone(number), f"tel:{digits}", label, note, node.where)


def _abbreviations(reading: Reading, node: Node | None) -> tuple[tuple[str, str], ...]:
    if node is None:
        return ()
    if not isinstance(node, Mapping):
        reading.wrong_kind(node, _("abbreviations is a mapping"), _("write lines such as `CCCD: căn cước công dân`"))
        return ()
    for key, value in node.entries:
        if isinstance(value, Text) and not value.value.strip():
            message = _("`{key}` is not explained").format(key=key.value)
            reading.problem(key.where, message, _("write what it stands for"))
    name = "abbreviations"
    return tuple((reading.text(key, name), reading.text(value, name)) for key, value in node.entries)


def _id(reading: Reading, node: Node | None) -> str:
    given = reading.word(node, "id")
    if node and given and (not is_slug(given) or len(given) > LONGEST_ID):
        message = _("“{id}” is no id: lower-case letters without accents, digits and hyphens").format(id=given)
        reading.problem(node.where, message, _("write {id}").format(id=_short(slug(given)) or "a-b"))
    return given


def _short(name: str) -> str:
    return name[:LONGEST_ID].rstrip("-")


def _with_ids(reading: Reading, sections: tuple[tuple[Section, bool], ...]) -> tuple[Section, ...]:
    """Every section with an id of its own: the given ones first, the others by title, with -2, -3 … where taken."""
    taken: dict[str, Section] = {}
    for section, given in sections:
        if given and section.id in taken:
            message = _("the id {id} stands twice").format(id=section.id)
            reading.problem(section.where, message, _("give this section another id"))
        elif given:
            taken[section.id] = section
    return tuple(section if given else _named(section, taken) for section, given in sections)


def _named(section: Section, taken: dict[str, Section]) -> Section:
    base = _short(slug(plain(section.title))) or "section"
    name, count = base, 1
    while name in taken:
        count += 1
        name = f"{base}-{count}"
    taken[name] = section = replace(section, id=name)
    return section
