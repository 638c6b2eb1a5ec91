"""What a guide names of what printkit knows: language, theme, icons and dates, each looked up where it stands."""

import re
from collections.abc import Callable
from gettext import gettext as _

from printkit.errors import SourceError
from printkit.model import ICONS
from printkit.slugs import is_slug, nearest
from printkit.source.reading import Reading
from printkit.yamlfile import Node


def lang(reading: Reading, node: Node | None) -> str:
    """The guide's language, Vietnamese where it names none."""
    name = reading.word(node, "lang") or "vi"
    if node and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", name):
        message = _("“{lang}” is no language tag").format(lang=name)
        reading.problem(node.where, message, _("write vi, en or vi-VN"))
    elif name != "vi":  # that of every guide is not worth the time to load it
        from printkit.words import load_words

        _look_up(reading, node, load_words, name)
    return name


def theme(reading: Reading, node: Node | None) -> str:
    """The name of its colours."""
    name = reading.word(node, "theme") or "civic"
    if node and not is_slug(name):
        reading.problem(node.where, _("“{theme}” is no theme's name").format(theme=name), _("write civic"))
    elif name != "civic":
        from printkit.theme import load_theme

        _look_up(reading, node, load_theme, name)
    return name


def _look_up(reading: Reading, node: Node | None, load: Callable[[str], object], name: str) -> None:
    """Note what is wrong with words or a theme that the guide asks for."""
    try:
        load(name)
    except SourceError as error:
        for problem in error.problems:
            reading.note((problem._replace(where=problem.where or (node.where if node else None)),))


def icon(reading: Reading, node: Node | None) -> str:
    """One of the ten icons, or none."""
    name = reading.word(node, "icon")
    if node and name and name not in ICONS:
        meant = nearest(name, ICONS)
        hint = _("did you mean {icon}?").format(icon=meant) + " " if meant else ""
        hint += _("icons are {icons}").format(icons=", ".join(ICONS))
        reading.problem(node.where, _("there is no icon “{icon}”").format(icon=name), hint)
    return name


def updated(reading: Reading, node: Node | None) -> str:
    """A date as it prints, MM/YYYY or DD/MM/YYYY; it must be one of the calendar."""
    said = reading.word(node, "updated")
    date = in_figures(said)
    if node and said and not _is_date(date):
        message = _("“{date}” is no date").format(date=said)
        reading.problem(node.where, message, _("write MM/YYYY or DD/MM/YYYY, such as 11/2026"), "no-date")
    return date


def in_figures(date: str) -> str:
    """A date with slashes, where it is written with hyphens, with dots or in Vietnamese words; else as it stands.

    >>> in_figures("01-11-2026"), in_figures("Tháng 11 năm 2026"), in_figures("ngày 1 tháng 11 năm 2026")
    ('01/11/2026', '11/2026', '01/11/2026')
    """
    found = re.fullmatch(r"(?i)(?:ngày )?(?:([0-9]{1,2}) )?tháng ([0-9]{1,2})(?: năm |[/ -])([0-9]{4})", date)
    found = found or re.fullmatch(r"(?:([0-9]{1,2})([-.]))?([0-9]{1,2})[-.]([0-9]{4})", date)
    if not found:
        return date
    day, month, year = found[1], *found.groups()[-2:]
    return "/".join([*([day.zfill(2)] if day else []), month.zfill(2), year])


def _is_date(text: str) -> bool:
    from datetime import date

    found = re.fullmatch(r"(?:([0-9]{2})/)?([0-9]{2})/([0-9]{4})", text)
    if not found:
        return False
    try:
        date(int(found[3]), int(found[2]), int(found[1] or 1))
    except ValueError:
        return False
    return True
