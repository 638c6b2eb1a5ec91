"""What a guide and a ward are, as frozen values; `fill` puts the one into the other.

Text is `Rich`: a tuple of inline pieces, parsed once on load, so that nothing later ever reads user text as markup.
"""

from dataclasses import dataclass, field, fields

from printkit.errors import Where

ICONS = ("user", "user-add", "pen", "lock", "mail", "call", "phone", "flag", "info", "check")
GUIDE_FIELDS = ("title", "kicker", "issuer", "hotline", "updated")  # what {{guide.…}} may name


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text, white space folded, NFC; `where` is the place of the scalar it stood in."""

    text: str
    bold: bool = False
    where: Where | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Address:
    """A live address standing in running text; prints without its scheme."""

    url: str
    bold: bool = False
    where: Where | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Arrow:
    """`->`: an arrow between menu labels."""


@dataclass(frozen=True, slots=True)
class Field:
    """A placeholder such as `{{ward.name}}`; `name` is `ward.name`."""

    name: str
    bold: bool = False
    where: Where | None = field(default=None, compare=False)


Inline = Words | Address | Arrow | Field
Rich = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """An address with what it opens; `label` is empty when the writer gave none."""

    url: str
    label: Rich = ()
    where: Where | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A screenshot: its absolute path and what it shows."""

    path: str
    alt: str
    where: Where | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered step. `detail` is empty when the text stands alone; see `headline_and_detail`."""

    text: Rich
    detail: Rich = ()
    short: Rich = ()
    note: Rich = ()
    links: tuple[Link, ...] = ()
    image: Picture | None = None
    where: Where | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Option:
    """One of several ways ("Cách n"): an action in words, or steps of its own."""

    title: Rich = ()
    requires: Rich = ()
    text: Rich = ()
    steps: tuple[Step, ...] = ()
    links: tuple[Link, ...] = ()
    where: Where | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Section:
    """One procedure."""

    title: Rich
    id: str
    short: Rich = ()
    question: Rich = ()
    fact: Rich = ()
    icon: str = ""
    when: Rich = ()
    requires: Rich = ()
    prepare: tuple[Rich, ...] = ()
    steps: tuple[Step, ...] = ()
    options: tuple[Option, ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[Rich, ...] = ()
    where: Where | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Hotline:
    """The number to call, as the source groups it; `tel` is the live address."""

    number: str
    tel: str
    label: Rich = ()
    note: Rich = ()
    where: Where | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Ward:
    """One row of a ward list; absent fields are empty."""

    code: str
    name: str
    province: str = ""
    address: str = ""
    phone: str = ""
    hotline: str = ""
    hours: str = ""
    email: str = ""
    url: str = ""
    issuer: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    where: Where | None = field(default=None, compare=False)

    def values(self) -> dict[str, str]:
        """Every placeholder a guide may use, without the `ward.` prefix."""
        known = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in ("extra", "where")}
        return known | dict(self.extra)


@dataclass(frozen=True, slots=True)
class Guide:
    """A whole guide. `slug` names its files; `updated` is printed as written."""

    slug: str
    title: Rich
    sections: tuple[Section, ...]
    kicker: Rich = ()
    summary: Rich = ()
    lang: str = "vi"
    theme: str = "civic"
    icon: str = ""
    issuer: Rich = ()
    updated: str = ""
    hotline: Hotline | None = None
    abbreviations: tuple[tuple[str, str], ...] = ()
    keep: tuple[str, ...] = ()
    prepare: tuple[Rich, ...] = ()
    links: tuple[Link, ...] = ()
    path: str = ""
    ward: Ward | None = None
