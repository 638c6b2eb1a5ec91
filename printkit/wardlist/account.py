"""What was understood of a list, for a person and for a program: a WardList goes in, lines or a JSON value come out."""

from collections.abc import Iterator, Mapping
from gettext import gettext as _
from gettext import ngettext
from typing import Any

from printkit.wardfields import BY_NAME, CONTACTS
from printkit.wardlist.cells import Done
from printkit.wardlist.columns import Column, label_of
from printkit.wardlist.headings import understood as heading_of
from printkit.wardlist.reading import Remark, Understood, WardList
from printkit.wardlist.today import lost_zeros, no_communes
from printkit.wardlist.vocabulary import DISTRICT, ORDER, RESULT

FIRST = 3  # cells shown of a column that was mended
LONGEST = 40  # characters of a cell or a heading that are shown


def account(listed: WardList) -> Iterator[str]:
    """The whole account, as `check --wards` prints it."""
    known = listed.understood
    yield _head(listed)
    width = max((len(_short(column.heading)) for column in known.columns), default=0)
    for column in known.columns:
        yield f"  {column.letter:<3} {_short(column.heading):<{width}}  {_what(column)}"
    for skipped in known.skipped:
        yield _("skipped: {rows}").format(rows=skipped)
    for done in ("mended", "doubtful", "left out"):
        for remarks in _by_column(known, done):
            yield _remarked(known, done, remarks)
    yield from _lacking(listed)
    yield from lost_zeros(listed.wards)
    yield from no_communes(listed.wards)


def brief(listed: WardList) -> Iterator[str]:
    """The same in three lines, as `batch` says it before it goes on."""
    known = listed.understood
    yield _head(listed)
    yield _("printed: {columns}").format(
        columns=", ".join(_named(column) for column in known.columns if _prints(column))
    )
    yield left_aside(listed) or _("nothing was skipped, mended or left out")


def values(listed: WardList) -> dict[str, Any]:
    """The same for a program: columns, rows skipped, every remark, wards and problems."""
    known = listed.understood
    return {
        "file": known.file,
        "sheet": known.sheet,
        "sheets": list(known.sheets),
        "headings": {"first": known.headings[0], "last": known.headings[1]},
        "columns": [
            column._asdict() | {"letter": column.letter, "printed": _prints(column)} for column in known.columns
        ],
        "skipped": [{"reason": each.reason, "rows": list(each.rows)} for each in known.skipped],
        "remarks": [_remark(each) for each in known.remarks],
        "doubts": [*lost_zeros(listed.wards), *no_communes(listed.wards)],
        "problems": [
            {
                "line": p.where.line if p.where else 0,
                "column": p.where.column if p.where else 0,
                "message": p.message,
                "hint": p.hint,
            }
            for p in listed.problems
        ],
        "wards": [{"id": ward.id} | ward.values() for ward in listed.wards],
    }


def _remark(remark: Remark) -> Mapping[str, Any]:
    return {
        "done": remark.done,
        "line": remark.where.line,
        "column": remark.column,
        "field": remark.role,
        "before": remark.before,
        "after": remark.after,
        "why": remark.why,
    }


def _head(listed: WardList) -> str:
    known, (first, last) = listed.understood, listed.understood.headings
    rows = str(first) if first == last else f"{first}–{last}"
    others = [name for name in known.sheets if name != known.sheet]
    named = {
        "file": known.file,
        "sheet": known.sheet,
        "rows": rows,
        "count": len(listed.wards),
        "others": ", ".join(others),
    }
    if known.sheet and others:
        text = _("{file}, sheet “{sheet}” (not read: {others}): headings in row {rows}, wards: {count}")
    elif known.sheet:
        text = _("{file}, sheet “{sheet}”: headings in row {rows}, wards: {count}")
    else:
        text = _("{file}: headings in row {rows}, wards: {count}")
    return text.format(**named)


def _prints(column: Column) -> bool:
    return column.role in BY_NAME


def _named(column: Column) -> str:
    """A column by its field, and by its heading where that says it otherwise."""
    label = label_of(column.role)
    return label if label.casefold() == column.heading.casefold() else f"{label} ({_short(column.heading)})"


def _what(column: Column) -> str:
    """What a column is, or that it is not printed, and why."""
    if _prints(column):
        return label_of(column.role)
    if column.role == ORDER:
        return _("row numbers; not printed")
    if column.role == RESULT:
        return _("what wards match found; not printed")
    if column.role == DISTRICT:
        return _("district; not printed")
    if column.why and column.placeholder:
        text = _("not printed: {why}; {mark} in a guide prints it")
    elif column.why:
        text = _("not printed: {why}")
    else:
        text = _("not printed; {mark} in a guide prints it")
    if column.resembles and not column.heading:
        text = _("not printed, and looks like “{field}”: write a heading above it")
    elif column.resembles and not heading_of(column.heading).is_personal:
        text = _('not printed, and looks like “{field}”: --columns "{field}={heading}" prints it')
        if column.why:
            text = _('not printed: {why}; --columns "{field}={heading}" prints it')
    named = {"why": column.why, "mark": f"{{{{ward.{column.placeholder}}}}}", "heading": column.heading}
    return text.format(field=label_of(column.resembles), **named)


def _by_column(known: Understood, done: Done) -> Iterator[list[Remark]]:
    """The remarks of one kind, those of a column together."""
    columns: dict[int, list[Remark]] = {}
    for remark in known.remarks:
        if remark.done == done:
            columns.setdefault(remark.column, []).append(remark)
    yield from columns.values()


def _remarked(known: Understood, done: Done, remarks: list[Remark]) -> str:
    column = next(column for column in known.columns if column.number == remarks[0].column)
    shown = [_shown(column, remark) for remark in remarks[:FIRST]] + ["…"] * (len(remarks) > FIRST)
    n = len(remarks)
    text = {
        "mended": ngettext(
            "mended: column {column}, {count} cell: {cells}", "mended: column {column}, {count} cells: {cells}", n
        ),
        "doubtful": ngettext(
            "printed as written, please look: column {column}, {count} cell: {cells}",
            "printed as written, please look: column {column}, {count} cells: {cells}",
            n,
        ),
        "left out": ngettext(
            "left out: column {column}, {count} cell: {cells}", "left out: column {column}, {count} cells: {cells}", n
        ),
    }[done]
    return text.format(column=f"{column.letter} “{_short(column.heading)}”", count=n, cells="; ".join(shown))


def _shown(column: Column, remark: Remark) -> str:
    place = f"{column.letter}{remark.where.line}"
    if remark.done == "mended":
        return f"{place} “{_short(remark.before)}” → “{_short(remark.after)}”"
    return f"{place} “{_short(remark.before)}” ({remark.why})"


def _lacking(listed: WardList) -> Iterator[str]:
    """Wards that have no contact: lines to fill in print in its place."""
    bare = [ward for ward in listed.wards if not any(getattr(ward, name) for name in CONTACTS)]
    if bare and len(bare) == len(listed.wards):
        yield _("no ward has a contact: lines to fill in by hand are printed in its place")
    elif bare:
        names = ", ".join(ward.name for ward in bare[:FIRST]) + (" …" if len(bare) > FIRST else "")
        one = "{count} ward has no contact and prints lines to fill in by hand: {names}"
        more = "{count} wards have no contact and print lines to fill in by hand: {names}"
        yield ngettext(one, more, len(bare)).format(count=len(bare), names=names)


def left_aside(listed: WardList) -> str:
    """What is not printed, by name where it looks like a contact, and counts of all else; "" for nothing."""
    known = listed.understood
    other = [column for column in known.columns if not _prints(column) and column.role not in (ORDER, DISTRICT, RESULT)]
    contacts = [column for column in other if column.resembles]
    parts = []
    if contacts:
        names = ", ".join(f"“{_short(each.heading)}”" if each.heading else each.letter for each in contacts)
        parts.append(_("NOT printed, though they look like contacts: {columns}").format(columns=names))
    elif other:
        names = ", ".join(f"“{_short(each.heading)}”" if each.heading else each.letter for each in other)
        parts.append(_("not printed: {columns}").format(columns=names))
    parts += [str(each) for each in known.skipped]
    counts = {done: sum(remark.done == done for remark in known.remarks) for done in ("mended", "doubtful", "left out")}
    sentences = {
        "mended": ngettext("{count} cell mended", "{count} cells mended", counts["mended"]),
        "doubtful": ngettext("{count} cell to look at", "{count} cells to look at", counts["doubtful"]),
        "left out": ngettext("{count} cell left out", "{count} cells left out", counts["left out"]),
    }
    parts += [sentences[done].format(count=count) for done, count in counts.items() if count]
    parts += [*_lacking(listed), *lost_zeros(listed.wards)]
    text = _('{what}; all of it: printkit check --wards "{file}"')
    return text.format(what="; ".join(parts), file=known.file) if parts else ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
