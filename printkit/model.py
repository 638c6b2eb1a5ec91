"""What a guide and a ward are, as frozen values; `fill` puts the one into the other.

Text is `Rich`: a tuple of inline pieces, parsed once on load, so that nothing later ever reads user text as markup.
"""

from printkit.errors import Problem, Where
from printkit.values import Value

ICONS = ("user", "user-add", "pen", "lock", "mail", "call", "phone", "flag", "info", "check")
GUIDE_FIELDS = ("title", "kicker", "issuer", "hotline", "updated")  # what {{guide.…}} may name


class _Placed(Value):
    """What stands at a place in a file, `where`, and is the same wherever it stands."""

    _aside = ("where",)


class Words(_Placed):
    """Plain text, white space folded, NFC; `where` is the place of the scalar it stood in."""

    text: str
    bold: bool = False
    where: Where | None = None


class Address(_Placed):
    """A live address standing in running text; prints without its scheme."""

    url: str
    bold: bool = False
    where: Where | None = None


class Arrow(Value):
    """`->`: an arrow between menu labels."""


class Field(_Placed):
    """A placeholder such as `{{ward.name}}`; `name` is `ward.name`."""

    name: str
    bold: bool = False
    where: Where | None = None


Inline = Words | Address | Arrow | Field
Rich = tuple[Inline, ...]


class Link(_Placed):
    """An address with what it opens; `label` is empty when the writer gave none."""

    url: str
    label: Rich = ()
    where: Where | None = None


class Picture(_Placed):
    """A screenshot: its absolute path, what it shows, its size in pixels held upright, and its file."""

    path: str
    alt: str
    width: int
    height: int
    data: bytes
    where: Where | None = None


class Step(_Placed):
    """One numbered step. `detail` is empty when the text stands alone; see `headline_and_detail`."""

    text: Rich
    detail: Rich = ()
    short: Rich = ()
    note: Rich = ()
    links: tuple[Link, ...] = ()
    image: Picture | None = None
    where: Where | None = None


class Option(_Placed):
    """One of several ways ("Cách n"): an action in words, or steps of its own."""

    title: Rich = ()
    requires: Rich = ()
    text: Rich = ()
    steps: tuple[Step, ...] = ()
    links: tuple[Link, ...] = ()
    where: Where | None = None


class Section(_Placed):
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
    where: Where | None = None


class Hotline(_Placed):
    """The number to call, as the source groups it; `tel` is the live address."""

    number: str
    tel: str
    label: Rich = ()
    note: Rich = ()
    where: Where | None = None


class Ward(_Placed):
    """One row of a ward list; absent fields are empty.

    `code` is the office's own and may be missing; `key` then tells the ward from the others of its list (see `id`).
    `parent` is the commune of a hamlet.
    """

    code: str
    name: str
    parent: str = ""
    province: str = ""
    address: str = ""
    phone: str = ""
    hotline: str = ""
    hours: str = ""
    email: str = ""
    url: str = ""
    issuer: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    key: str = ""
    where: Where | None = None

    @property
    def id(self) -> str:
        """What names the ward in a run, a manifest and a file: its code, or its key where it has none.

        >>> Ward("", "Thôn 1", parent="Xã Ba Tơ", key="thon-1-xa-ba-to").id
        'thon-1-xa-ba-to'
        """
        return self.code or self.key

    def values(self) -> dict[str, str]:
        """Every placeholder a guide may use, without the `ward.` prefix."""
        known = {name: getattr(self, name) for name in self.names if name not in ("extra", "key", "where")}
        return known | dict(self.extra)


class Guide(Value):
    """A whole guide. `slug` names its files; `updated` is printed as it stands here.

    `remarks` tell what of the file was taken as it was meant, not as YAML has it.
    """

    _aside = ("remarks",)

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
    remarks: tuple[Problem, ...] = ()
