"""Make the table of syllables, `names/data/syllables.tsv`: the syllables that each Latin spelling may stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from names.data.tables import mapping, rows
from names.orthography.folding import fold_latin
from names.training.sources import JYUTPING, PINYIN
from names.training.syllables import cantonese, korean_spellings, mandarin, minnan, pinyin, respell, sinokorean

USUAL = 0.3  # least weight of a reading of a surname, as a share of the greatest weight of the character; chosen
# Vietnamese syllables without marks: onsets ("-": none) and rhymes; most combinations occur.
ONSETS = "- b c ch d g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
RHYMES = (
    "a ac ach ai am an ang anh ao ap at au ay e ec em en eng eo ep et eu i ia ich iec iem ien ieng iep iet ieu im in "
    "inh ip it iu o oa oac oach oai oan oang oanh oat oay oc oe oen oeo oet oi om on ong op ot u ua uan uang uat uay "
    "uc ue uech uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uynh uyt y yem "
    "yen yet yeu"
)


def write_syllables(wheels: Path, path: Path) -> str:
    """Write the table and return its head."""
    meant: dict[tuple[str, str], set[str]] = defaultdict(set)
    for language, spelling, syllable in _spelled(wheels):
        meant[spelling, language].add(syllable)
    head = [
        "Syllables of names in Latin letters without marks: spelling, language, the syllables that it may stand for",
        "(in pinyin, Jyutping, Hangul, Vietnamese letters); language `und`: surnames' characters, in any language.",
        "made by `python -m names.training --wheels DIR syllables`; do not edit",
        *(f"source: {source}" for source in (PINYIN, JYUTPING)),
        "source: tables of syllables and characters in names/training (hand-curated, CC0 1.0)",
    ]
    text = "".join(f"# {line}\n" for line in head)
    body = "".join(f"{a}\t{b}\t{' '.join(sorted(ids))}\n" for (a, b), ids in sorted(meant.items()))
    path.write_text(f"{text}spelling\tlanguage\tsyllables\n{body}", encoding="utf-8")
    return text


def _spelled(wheels: Path) -> Iterator[tuple[str, str, str]]:
    """(language, spelling, syllable) for all languages."""
    for syllable in pinyin(wheels):
        for spelling in {syllable, *respell(syllable, "wade-giles")}:
            yield "zh", spelling, syllable
    for syllable, spellings in korean_spellings().items():
        yield from (("ko", spelling, syllable) for spelling in spellings)
    for onset in ONSETS.split():
        for rhyme in RHYMES.split():
            syllable = onset.strip("-") + rhyme
            yield "vi", syllable, syllable[:-1] + "i" if rhyme in ("y", "uy") else syllable
    yield from (("und", spelling, surname) for surname, spelling in _surnames(wheels))


def _surnames(wheels: Path) -> Iterator[tuple[str, str]]:
    """(character, spelling) of each surname of one character, in every language; equal characters are joined."""
    leaders = mapping("characters.tsv")
    surnames = [(surname, latin) for surname, latin, _ in rows("surnames.tsv") if len(surname) == 1]
    wanted = {leaders.get(surname, surname) for surname, _ in surnames}
    for surname, latin in surnames:
        if surname > "一":
            yield leaders.get(surname, surname), fold_latin(latin)
    for pairs in (mandarin(wheels), cantonese(wheels), minnan(), sinokorean()):
        most: dict[str, float] = defaultdict(float)
        for (character, _), weight in pairs.items():
            most[character] = max(most[character], weight)
        for (character, spelling), weight in pairs.items():
            leader = leaders.get(character, character)
            if leader in wanted and weight >= USUAL * most[character]:
                yield leader, spelling
