"""Guides and broken files at random: a source of chance goes in, the text of a whole guide or mutated bytes come out.

The words are Vietnamese syllables as they are spelt. All structures and lengths that offices may write come up, the
extreme ones more often than in life; a few guides are wrong on purpose. One seed gives one guide, whoever asks.
"""

import json
from collections.abc import Callable
from functools import cache, partial
from random import Random
from typing import Any, NamedTuple
from unicodedata import normalize

import yaml
from hypothesis import strategies as st

from printkit.formats import Options
from printkit.model import ICONS, Ward
from printkit.syllables import TONES, is_syllable, syllables
from printkit.values import replace

Data = dict[str, Any]
SHORT_FORMS = ("CCCD", "BHXH", "UBND", "OTP", "VssID", "VNeID", "TP.HCM", "1900.9068", "07/2026", "QR")
HOSTS = ("dichvucong.gov.vn", "baohiemxahoi.gov.vn", "rd.zapps.vn", "a.vn")
SIGNS = ("5 < 6 & 7", "# một", "a: b", "- c", "{x}", "\\*", "“đ”", "½", "100 %", "₫", "|", "'")
FAULTS = ("\u0007", "漢", "\u202e", "**", "{{ward.nix}}", "\t", '"', "[", "!x ", "TÃ i khoáº£n")
SPLINTERS = (
    *("\0", "\r", "\n", "\t", '"', "'", "{{", "**", "&a ", "*a", "!!x ", "- ", "? ", ": ", "[", "}", "|", ">", "#"),
    *("%", "---\n", "...\n", "\u0301" * 40, ",", ";", "https://", "\u202e", "漢", "\\u0000", "<b>", "\ufeff"),
    *("\udcff\udcfe", "\udce1", "\udcb5"),  # \udcXX is the byte 0xXX
)
WRONG = 0.04  # of the guides hold something that must be refused


class Job(NamedTuple):
    """A guide to print, and how."""

    text: str
    options: Options
    ward: Ward | None


@cache
def spelt() -> tuple[str, ...]:
    """Syllables with their tones, in an order of their own."""
    bare = sorted(syllables())
    made = (
        normalize("NFC", bare[:at] + tone + bare[at:]) for bare in bare for tone in ("", *TONES) for at in [_main(bare)]
    )
    return tuple(word for word in made if is_syllable(word))


def _main(bare: str) -> int:
    """Where a tone goes: behind the vowel that bears it."""
    vowels = [index for index, letter in enumerate(bare) if letter in "aăâeêioôơuưy"]
    hatted = [index for index in vowels if bare[index] in "ăâêôơ"]
    closed = vowels[-1] < len(bare) - 1 or len(vowels) == 1
    return (hatted[-1] if hatted else vowels[-1] if closed else vowels[-2]) + 1


class Writer:
    """An office that writes; everything it does is drawn from one source of chance."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance

    def often(self, share: float) -> bool:
        return self.chance.random() < share

    def count(self, most: int) -> int:
        """From 1, mostly small, now and then the most."""
        return most if self.often(0.03) else 1 + int(most * self.chance.random() ** 3)

    def words(self, length: int) -> str:
        """About so many characters, at least one word."""
        said: list[str] = []
        left = length
        while left > 0 or not said:
            said.append(self.chance.choice(SHORT_FORMS if self.often(0.05) else spelt()))
            left -= len(said[-1]) + 1
        return " ".join(said)[: max(length, 1)].strip() or "a"

    def plain(self, most: int) -> str:
        text = self.words(self.count(most))
        return text[:1].upper() + text[1:]

    def text(self, most: int) -> str:
        """Sentences with marks: bold, arrows, addresses, signs that YAML has a meaning for."""
        parts = [self.plain(most // 2 + 1)]
        while self.often(0.4) and sum(map(len, parts)) < most:
            parts.append(self.mark(self.chance.randrange(5)))
        return " ".join(parts) + self.chance.choice(["", ".", ".", "!", "…", ":"])

    def mark(self, kind: int) -> str:
        match kind:
            case 0:
                return self.bold()
            case 1:
                return " -> ".join(self.bold() for _ in range(self.count(5)))
            case 2:
                return self.chance.choice(SIGNS)
            case 3 if self.often(0.3):
                return self.address(200)
        return self.plain(80)

    def bold(self) -> str:
        return f"**{self.plain(30)}**"

    def address(self, most: int) -> str:
        host = "x" * 30 + ".vn" if self.often(0.01) else self.chance.choice(HOSTS)
        length = max(0, self.count(most) - len(host))
        path = "".join(self.chance.choices("abcdefgh0123456789-_/?&=.", k=length)).strip(".?&=")
        return f"https://{host}/{path}"

    def link(self) -> Any:
        url = self.address(900) if self.often(0.9) else "tel:19009068"
        return {"url": url, "label": self.text(60)} if self.often(0.5) else url

    def links(self, most: int) -> list[Any]:
        return [self.link() for _ in range(self.count(most))]

    def texts(self, most: int, length: int) -> list[str]:
        return [self.text(length) for _ in range(self.count(most))]

    def some(self, data: Data, share: float, makers: dict[str, Callable[[], Any]]) -> Data:
        """The data with each further key now and then."""
        return data | {key: make() for key, make in makers.items() if self.often(share)}

    def lengths(self, **most: int) -> dict[str, Callable[[], Any]]:
        """Makers of texts by key."""
        return {key: partial(self.text, length) for key, length in most.items()}

    def step(self) -> Any:
        if self.often(0.5):
            return self.text(600 if self.often(0.1) else 120)
        makers = self.lengths(detail=600 if self.often(0.2) else 150, short=60, note=200)
        return self.some({"text": self.text(90)}, 0.4, makers | {"links": partial(self.links, 3)})

    def steps(self, most: int = 60) -> list[Any]:
        return [self.step() for _ in range(self.count(most))]

    def option(self) -> Any:
        if self.often(0.3):
            return self.text(200)
        data: Data = {"text": self.text(200)} if self.often(0.6) else {"steps": self.steps(12)}
        return self.some(data, 0.4, self.lengths(title=40, requires=150) | {"links": partial(self.links, 2)})

    def procedure(self) -> Data:
        data: Data = {"steps": self.steps()} if self.often(0.75) else {}
        if not data or self.often(0.1):
            data["options"] = [self.option() for _ in range(self.count(6))]
        makers = self.lengths(when=200, requires=200, short=30, question=40, fact=40)
        return self.some(data, 0.3, makers | {"notes": partial(self.texts, 4, 250)})

    def section(self) -> Data:
        makers = {"prepare": partial(self.texts, 8, 60), "links": partial(self.links, 12)}
        return self.some({"title": self.plain(120)} | self.procedure(), 0.3, makers | {"icon": self.icon})

    def icon(self) -> str:
        return self.chance.choice(ICONS)

    def hotline(self) -> Any:
        number = self.chance.choice(["1900.9068", "0234.355.0101", "111", "+84 912 345 678"])
        return number if self.often(0.5) else self.some({"number": number}, 0.5, self.lengths(label=30, note=60))

    def guide(self) -> Data:
        data: Data = {"title": self.plain(120)}
        if self.often(0.5):
            data |= self.procedure()
        else:
            data["sections"] = [self.section() for _ in range(self.count(9))]
        makers = self.lengths(kicker=60, summary=200, issuer=80) | {
            "icon": self.icon,
            "hotline": self.hotline,
            "updated": lambda: "11/2026",
            "theme": lambda: self.chance.choice(["civic", "luc", "do", "tim", "nau", "than"]),
            "lang": lambda: self.chance.choice(["vi", "en"]),
            "prepare": partial(self.texts, 8, 60),
            "links": partial(self.links, 6),
            "keep": lambda: [self.words(20)],
            "abbreviations": lambda: {form: self.words(30) for form in SHORT_FORMS[: self.count(6)]},
        }
        return self.some(data, 0.4, makers)

    def ward(self) -> Ward:
        ward = Ward("001", self.plain(60))
        for name in ("province", "address", "hours", "issuer"):
            ward = replace(ward, **{name: self.plain(120)}) if self.often(0.5) else ward
        ward = replace(ward, phone="0234.355.0101") if self.often(0.5) else ward
        return replace(ward, url=self.address(300)) if self.often(0.3) else ward

    def options(self) -> Options:
        choice = self.chance.choice
        cards, size, flip = choice(["procedure", "step"]), choice(["A7", "A6"]), choice(["long", "short"])
        return Options(ink_saver=self.often(0.3), cards=cards, card_size=size, flip=flip)


def job(chance: Random) -> Job:
    """A guide as text, in one of the ways to write YAML."""
    writer = Writer(chance)
    data = writer.guide()
    ward = writer.ward() if writer.often(0.4) else None
    if ward and writer.often(0.5):
        data["summary"] = "Hỏi {{ward.name}}: {{guide.title}}"
    text = _written(data, chance)
    if writer.often(WRONG):
        text = _wrong(text, chance)
    return Job(text, writer.options(), ward)


def _written(data: Data, chance: Random) -> str:
    if chance.random() < 0.2:
        return json.dumps(data, ensure_ascii=False, indent=chance.choice([None, 1]))
    width, flow = chance.choice([40, 80, 10_000]), chance.choice([False, False, None])
    return str(yaml.safe_dump(data, allow_unicode=True, width=width, default_flow_style=flow, sort_keys=False))


def _wrong(text: str, chance: Random) -> str:
    """Something that must be refused, at a random place."""
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(FAULTS) + text[at:]


def mutated(data: bytes, chance: Random) -> bytes:
    """The bytes with a few changed, lost, doubled, moved or made up; mostly whole letters: bad UTF-8 hides all else."""
    if chance.random() < 0.2:
        return _mutated(data.decode("latin-1"), chance).encode("latin-1", "replace")
    return _mutated(data.decode(), chance).encode("utf-8", "surrogateescape")


def _mutated(text: str, chance: Random) -> str:
    for _ in range(1 + int(8 * chance.random() ** 2)):
        at, length = chance.randrange(len(text) + 1), 1 + int(60 * chance.random() ** 4)
        piece = text[at : at + length]
        match chance.randrange(6):
            case 0:
                text = text[:at] + "".join(map(chr, chance.choices(range(32, 127), k=length))) + text[at + length :]
            case 1:
                text = text[:at] + text[at + length :]
            case 2:
                text = text[:at] + piece * (2 + int(50 * chance.random() ** 3)) + text[at:]
            case 3:
                to = chance.randrange(len(text) + 1)
                text = text[:to] + piece + text[to:]
            case 4:
                text = text[:at] + chance.choice(SPLINTERS) + text[at:]
            case _:
                text = text[: at if chance.random() < 0.1 else None]
    return text


jobs = st.randoms(note_method_calls=False).map(job)  # hypothesis draws the chance, and shrinks it
