"""What the country's list says of an office's: codes that lost their zeros, names that are no communes any more.

Remarks only: an office prints what it wrote.
"""

from collections.abc import Callable, Iterator
from gettext import ngettext

from printkit.country.communes import edition, is_code_of, is_commune
from printkit.model import Ward
from printkit.wardlist.headings import names

FIRST = 3  # wards shown
OFFICIAL = 5  # figures of a code
KINDS = ("phường", "xã", "thị trấn", "đặc khu")


def lost_zeros(wards: tuple[Ward, ...]) -> Iterator[str]:
    """A line where codes are those of these very communes but for zeros in front."""
    some = [ward for ward in wards if ward.code.isdecimal() and len(ward.code) < OFFICIAL]
    lost = [ward for ward in some if is_code_of(ward.code, ward.name)]
    if lost:
        one = "{count} code has lost its zeros, and stays as it is written: {wards}"
        more = "{count} codes have lost their zeros, and stay as they are written: {wards}"
        shown = _shown(lost, lambda ward: f"{ward.code} {ward.name} ({ward.code.zfill(OFFICIAL)})")
        yield ngettext(one, more, len(lost)).format(count=len(lost), wards=shown)


def no_communes(wards: tuple[Ward, ...]) -> Iterator[str]:
    """A line where names begin as those of communes do, and none of today has them."""
    former = [ward for ward in wards if names(_beginning(ward.name), KINDS) and not is_commune(ward.name)]
    if former:
        one = "{count} name is of no commune today: {wards}; printkit wards match says what became of it ({edition})"
        more = (
            "{count} names are of no commune today: {wards}; printkit wards match says what became of them ({edition})"
        )
        text = ngettext(one, more, len(former))
        yield text.format(count=len(former), wards=_shown(former, lambda ward: ward.name), edition=edition())


def _beginning(name: str) -> str:
    return " ".join(name.split()[:2])


def _shown(wards: list[Ward], words: Callable[[Ward], str]) -> str:
    return ", ".join(map(words, wards[:FIRST])) + (" …" if len(wards) > FIRST else "")
