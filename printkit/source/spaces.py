"""White space that only looks like spaces, where YAML wants spaces: lines go in, lines that read as they look come out.

Word and web pages paste no-break spaces. In a text they stay; at the start of a line, behind a dash and behind the
colon of a key of ours they are spaces. Each line keeps its length, so that places stay true.
"""

from collections.abc import Sequence

from printkit.later import pattern
from printkit.source.keys import anywhere
from printkit.source.lines import LONGEST_LINE
from printkit.yamltext import FAST, SCALAR, pieces

ODD = "\u00a0\u2000-\u200a\u202f\u205f\u3000"  # spaces that YAML takes for letters
_ANY = pattern(f"[{ODD}]")
_HEAD = pattern(rf"[ {ODD}]*(?:-[ {ODD}]+)*")
_KEY = pattern(rf"(?P<key>[^\s:#\"'\[\]{{}}][^:#]*?):(?P<white>[ {ODD}]+|$)")
_INVISIBLE = pattern("[\u00ad\u200b\u2060\ufeff]")  # prints nothing and is in no key


def plain_spaces(lines: Sequence[str]) -> Sequence[str]:
    """The same lines with plain spaces in their syntax."""
    odd = {number for number, line in enumerate(lines) if _ANY.search(line) or _INVISIBLE.search(line)}
    if not odd:
        return lines
    inside = _inside(lines)
    kept = inside | {number for number in odd if len(lines[number]) > LONGEST_LINE}
    return [line if number not in odd or number in kept else _mended(line) for number, line in enumerate(lines)]


def _mended(line: str) -> str:
    match = _HEAD.match(line)
    end = match.end() if match else 0
    if _INVISIBLE.match(line, end):  # before a key or a dash; what is inside of a text is not ours
        cut = _INVISIBLE.sub("", line[: end + 1]) + line[end + 1 :]
        return _mended(cut)
    rest = line[end:]
    key = _KEY.match(rest)
    head = _ANY.sub(" ", line[:end]) if key or "-" in line[:end] else line[:end]
    if key and anywhere(_INVISIBLE.sub("", _ANY.sub(" ", key["key"])).strip()):
        name = _INVISIBLE.sub("", _ANY.sub(" ", key["key"]))
        rest = f"{name}:{' ' * len(key['white'])}{rest[key.end() :]}"
    return head + rest


def _inside(lines: Sequence[str]) -> frozenset[int]:
    """Lines that lie inside of a block or a quoted text that begins above: nothing there is syntax."""
    text = "\n".join(lines)
    found: set[int] = set()
    for piece in pieces(text, FAST):
        if piece.kind == SCALAR and text[piece.start] in "|>\"'":
            first = text.count("\n", 0, piece.start)
            found.update(range(first + 1, first + text.count("\n", piece.start, piece.end) + 1))
    return frozenset(found)
