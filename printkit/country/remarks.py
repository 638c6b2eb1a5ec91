"""What answers say beside their kind: Vietnamese, whatever the terminal speaks, since it goes into an office's list."""

from collections.abc import Sequence

from printkit.country.asked import Candidate
from printkit.country.communes import Commune, nearest_province
from printkit.country.former import OldCommune

MOST_NAMED = 5  # places in a note; the most that an old commune was divided into
NO_NAME = "dòng này không có tên"
NAME_WINS = "; kết quả theo tên"  # behind what is said of a code


def also_old_name(candidates: Sequence[Candidate], province: str) -> str:
    """Of a commune of today whose name was another's too."""
    return f"cũng là tên cũ của {_names(candidates, province)}"


def divided(candidates: Sequence[Candidate]) -> str:
    """Of an old commune that lies in several of today."""
    return _names(candidates, candidates[0].province)


def in_several_provinces(candidates: Sequence[Candidate]) -> str:
    """Of a name that several communes have."""
    return f"có ở nhiều tỉnh: {_names(candidates)}; hãy ghi thêm tỉnh"


def several_old(olds: Sequence[OldCommune]) -> str:
    """Of a name that several old communes had."""
    return f"nhiều nơi cũ cùng tên: {_list([_place(old) for old in olds])}; hãy ghi thêm huyện cũ hoặc tỉnh"


def not_in(place: str) -> str:
    """Of a commune of today that lies outside the old district or province written beside it."""
    return f"nơi có tên này ngày nay không thuộc {place} (cũ)"


def no_such_province(province: str) -> str:
    """Of a province that there is not."""
    near = nearest_province(province)
    return f"không có tỉnh, thành phố “{province}”" + (f"; có phải {near}?" if near else "")


def near(candidates: Sequence[Candidate], olds: Sequence[OldCommune], province: str) -> str:
    """Of a name that is none's, and like these."""
    today = f"gần giống: {_names(candidates, province)}" if candidates else ""
    old = f"tên cũ gần giống: {_list([_place(old) for old in olds])}" if olds else ""
    return "; ".join(note for note in (today, old) if note)


def other_code(code: str, new: Commune | None, old: OldCommune | None) -> str:
    """Of a code that is not the name's: the commune of today that has it, or else the old one that had it."""
    if new:
        return f"mã {code} là của {new.name}, {new.province}"
    if old:
        return f"mã {code} là mã cũ của {_place(old)}"
    return f"mã {code} không có trong danh sách"


def _names(candidates: Sequence[Candidate], province: str = "") -> str:
    """Their names, with the province of those that lie in another than this one."""
    return _list(
        [
            each.name
            + (f" ({each.province})" if each.province != province else "")
            + (" (nhận toàn bộ dân)" if each.all_people else "")
            for each in candidates
        ]
    )


def _place(old: OldCommune) -> str:
    return ", ".join(part for part in (old.name, old.district, old.province) if part)


def _list(names: Sequence[str]) -> str:
    shown = "; ".join(names[:MOST_NAMED])
    return shown + (f" và {len(names) - MOST_NAMED} nơi khác" if len(names) > MOST_NAMED else "")
