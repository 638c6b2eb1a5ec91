"""Vietnamese syllables: a word goes in, whether it could be one comes out.

Of an onset, a rhyme and a tone; spelling old and new (`hoà`, `hòa`).
"""

from functools import cache
from unicodedata import normalize

_ONSETS = " b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x "
_RHYMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm
ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oc oi om on ong op ot oong oa oac oach oai
oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc
ui um un ung up ut uân uâng uât uây uê uêch uênh uêt uôc uôi uôm uôn uông uôt uơ uy uya uych uyên uyêt uynh uyt uyu ư
ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y ych ynh yt yên yêm yêng yêt yêu
"""
TONES = "\u0300\u0301\u0303\u0309\u0323"


def is_syllable(word: str) -> bool:
    """Could this be a Vietnamese syllable? Tones may stand on any of its vowels; d and gi before i are not checked."""
    parts = normalize("NFD", word.lower())
    tones = [mark for mark in parts if mark in TONES]
    bare = normalize("NFC", "".join(mark for mark in parts if mark not in TONES))
    if len(tones) > 1 or bare not in syllables():
        return False
    stopped = bare.endswith(("c", "p", "t", "ch"))
    return not stopped or tones in (["\u0301"], ["\u0323"])


@cache
def syllables() -> frozenset[str]:
    """Every syllable there could be, in lower case, without tones."""
    onsets, rhymes = ["", *_ONSETS.split()], _RHYMES.split()
    made = {onset + rhyme for onset in onsets for rhyme in rhymes}
    return frozenset(made | {"gi", "gin", "giêng", "quôc"})
