"""Blocking keys, by which candidates are found in a gazetteer; the gazetteer stores them as opaque numbers.

There are four fields, from the most selective to the fuzziest:

    phrase  hashes of the whole name as written, of its acronyms, and of the meaning of an organisation's name
    pair    hashes of the consonant skeletons of every two words, perhaps with one consonant missing
    word    hashes of the skeleton of each word, alone and with the first consonant of each other word
    gram    letter pairs and triples of the phonetic forms of each word

and two sets of keys, by which texts are searched: `beginning`, hashes of the first words of every phrase, so that a
phrase is followed only where one goes on; and `rough`, hashes of the rough skeletons of every two words of a name
(see `rough_skeletons`), so that other words need not be read.

The keys of a name are those of its words, which are made of their readings and cached. If you change keys or stored
phonetic forms, raise `key_version.CODE`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import blake2b
from itertools import islice, pairwise

import numpy as np
from numpy.typing import NDArray

from gazetteer import Alias, Keys, Ragged
from names.caching import cached, cached_texts
from names.comparison.outline import outline
from names.data.tables import mapping
from names.orthography.script import script
from names.orthography.script_facts import script_facts
from names.orthography.tokens import spans
from names.parsing.lexicon import fold_phrase
from names.parsing.parts import Name, read_names
from names.parsing.vocabulary import concepts
from names.resolution.phonetic_forms import UNIDENTIFYING, divided, identifying_words, phonetic_form
from names.resolution.rough_skeletons import rough_pairs
from names.resolution.rules import KEY_RULES
from names.resolution.skeleton_keys import Skeletons, pair_keys, ragged, word_keys
from names.romanization.phonetics import phonetic_forms
from names.romanization.words import Word, joined_readings

# The keys of a query are made of more readings than the stored ones, for which `KEY_RULES` has the numbers.
QUERY_GRAM_READINGS = 9  # readings of a query's word that its grams are made of; chosen
QUERY_PAIR_READINGS = 3  # readings of a query's word that its pair and word keys are made of; chosen
DAMPING = 0.85  # a query's gram weighs DAMPING ** rank of the first reading that has it; chosen
UNSPACED_BEGINNING = 2  # letters of a phrase in a script without spaces that are its beginning; chosen
UNTRANSLATED_ROLES = UNIDENTIFYING | {"particle"}  # roles of words that a translation may leave out
# Kinds of aliases that are only found as they are written. Codes and demonyms (NATO, Belarussians) have hardly any
# spelling variants, and the variants of a city's exonyms are found by its Latin label.
WRITTEN_KINDS = frozenset({"code", "demonym", "exonym"})
_VOWELS = str.maketrans("aeiouy", "aaiuui")  # in grams, vowels that are easily confused are equal


def fold_words(text: str) -> str:
    """The words of a text, folded, with single spaces: equal for names that differ in case, marks or punctuation.

    >>> fold_words("Nagorno-Karabakh"), fold_words("«Газпром»")
    ('nagorno karabakh', 'газпром')
    """
    return " ".join([fold_phrase(word) for word, _, _ in spans(text)])


@cache
def _exchanged_letters() -> dict[int, str]:
    return {ord(letter): usual for letter, usual in mapping("phrase-letters.tsv").items()}


@cached_texts(1 << 16)
def phrase_key(phrase: str) -> int:
    """A hash of a phrase, of 40 bits, the same on every machine.

    Two of a million phrases are alike in one of two gazetteers; a longer hash would make files larger.

    Letters that writers exchange count as one (see `data/phrase-letters.tsv`).

    >>> phrase_key("ada berg") == phrase_key("ada  berg"), phrase_key("اسبانيا") == phrase_key("إسبانيا")
    (False, True)
    """
    phrase = phrase if phrase.isascii() else phrase.translate(_exchanged_letters())
    return int.from_bytes(blake2b(phrase.encode("utf-8", "surrogatepass"), digest_size=5).digest(), "little")


def beginning_key(beginning: str) -> int:
    """The key that phrases have of which these are the first words, or the first two letters if they are unspaced."""
    return phrase_key(f"{beginning} ")


def rough_key(pair: str) -> int:
    """The key of two rough skeletons, as `rough_pairs` gives them."""
    return phrase_key(pair)


def beginnings(phrase: str) -> Iterator[str]:
    """The first words of a phrase: one, two and so on, but not all; first, two letters of a script without spaces.

    >>> list(beginnings("united arab emirates")), list(beginnings("北京市"))
    (['united', 'united arab'], ['北京'])
    """
    if len(phrase) > UNSPACED_BEGINNING and _is_unspaced(phrase[0]):
        yield phrase[:UNSPACED_BEGINNING]
    end = phrase.find(" ")
    while end > 0:
        yield phrase[:end]
        end = phrase.find(" ", end + 1)


def _is_unspaced(letter: str) -> bool:
    return not script_facts(script(letter)).spaced_text


def phrase_keys(name: Name) -> list[int]:
    """The keys of the phrase itself, of the acronym that it may be, of its acronyms, and of its meaning."""
    keys = [phrase_key(name.phrase)]
    if len(name.parts) == 1:
        [part] = name.parts
        if KEY_RULES.shortest_acronym <= len(part.word.text) <= KEY_RULES.longest_acronym:
            keys.append(phrase_key(f"={part.word.text}"))
        return keys
    if any(part.role == "term" or "." in part.text for part in name.parts):
        acronyms = sorted(
            initials for initials in outline(name).initials if len(initials) >= KEY_RULES.shortest_acronym
        )
        keys += [phrase_key(f"={acronym}") for acronym in acronyms]
    meaning = _meaning(name)
    return [*keys, phrase_key(f"#{meaning}")] if meaning else keys


def _meaning(name: Name) -> str:
    """The meaning of an organisation's name, which is the same in all languages; empty if too few words have one.

    It consists of the concept of each word, or its skeleton if it has none, without generic words, sorted.
    """
    if all(part.role != "term" for part in name.parts):
        return ""
    slight = concepts("function") | concepts("generic")
    words = {
        part.concept or part.word.skeletons[0]
        for part in name.parts
        if part.role not in UNTRANSLATED_ROLES and part.concept not in slight
    }
    return " ".join(sorted(words)) if len(words) > 1 else ""


@cached_texts(1 << 17)
def _grams(form: str) -> tuple[int, ...]:
    """Letter pairs and triples of a phonetic form between edge marks (1 and 2), packed with eight bits for a letter."""
    codes = [1, *form.translate(_VOWELS).encode("ascii", "replace"), 2]
    pairs = [a << 8 | b for a, b in pairwise(codes)]
    triples = [a << 16 | b << 8 | c for a, b, c in zip(codes, codes[1:], codes[2:], strict=False)]
    return tuple({*pairs, *triples})


@cached(1 << 17)
def _word_grams(word: Word, readings: int) -> tuple[tuple[int, float], ...]:
    """The grams of a word, each with the damped weight of the likeliest reading that has it."""
    weights: dict[int, float] = {}
    for rank, form in enumerate(dict.fromkeys(word.phonetic_forms[:readings])):
        for gram in _grams(form):
            weights.setdefault(gram, DAMPING**rank)
    return tuple(weights.items())


@cached(1 << 17)
def _stored_grams(word: Word) -> NDArray[np.uint64]:
    return np.array([gram for gram, _ in _word_grams(word, KEY_RULES.gram_readings)], np.uint64)


def gazetteer_keys(aliases: Sequence[Alias]) -> Keys:
    """The keys and phonetic forms of a batch of aliases, for `gazetteer.build`.

    >>> keys = gazetteer_keys([Alias("Ada Berg"), Alias("NATO", kind="code")])
    >>> sorted(keys.fields), keys.forms
    (['gram', 'pair', 'phrase', 'word'], ['ada berg', ''])
    """
    parsed = iter(read_names([alias.text for alias in aliases if alias.kind not in WRITTEN_KINDS]))
    names = [None if alias.kind in WRITTEN_KINDS else next(parsed) for alias in aliases]
    written = [name.phrase if name else fold_words(alias.text) for alias, name in zip(aliases, names, strict=True)]
    phrases = [phrase_keys(name) if name else [phrase_key(folded)] for name, folded in zip(names, written, strict=True)]
    words = [identifying_words(name) if name else [] for name in names]
    grams_of_words = [_stored_grams(word) for row in words for word in row]
    sizes = [sum(len(_stored_grams(word)) for word in row) for row in words]
    grams = Ragged(np.concatenate([np.zeros(0, np.uint64), *grams_of_words]), np.cumsum([0, *sizes], dtype=np.int64))
    skeletons = [[_skeletons(word, KEY_RULES.pair_readings) for word in row] for row in words]
    pairs = pair_keys([[row] for row in skeletons])
    beginning = {beginning_key(first) for folded in written for first in beginnings(folded)}
    rough = {
        rough_key(pair)
        for folded, name in zip(written, names, strict=True)
        if name
        for pair in rough_pairs(folded.split())
    }
    fields = {"phrase": ragged(phrases), "pair": pairs, "word": word_keys(skeletons), "gram": grams}
    forms = [phonetic_form(name) if name else "" for name in names]
    sets = {"beginning": beginning, "rough": rough}
    return Keys(fields, forms, {name: np.fromiter(members, np.uint64, len(members)) for name, members in sets.items()})


def _skeletons(word: Word, readings: int) -> Skeletons:
    found = word.skeletons
    return found if len(found) == 1 else tuple(dict.fromkeys(found[:readings]))


def _query_skeletons(words: Sequence[Word]) -> list[Skeletons]:
    return [_skeletons(word, QUERY_PAIR_READINGS) for word in words]


def query_pair_keys(names: Sequence[Sequence[Word]]) -> Ragged:
    """The pair keys of each query, also with two adjacent words written as one (Sung-min, Sungmin).

    A single word in an unspaced script is also divided into family and given name.
    """
    joinable = [words for words in names if 3 <= len(words) <= KEY_RULES.paired_words]
    joined = _joined([pair for words in joinable for pair in pairwise(words)])
    rows = []
    for words in names:
        skeletons = _query_skeletons(words)
        divisions = [skeletons]
        if 3 <= len(words) <= KEY_RULES.paired_words:
            for i, pair in enumerate(pairwise(words)):
                divisions.append([*skeletons[:i], joined[pair], *skeletons[i + 2 :]])
        rows.append(divisions + [_query_skeletons(division) for division in divided(words)])
    return pair_keys(rows)


def _joined(pairs: Sequence[tuple[Word, Word]]) -> dict[tuple[Word, Word], Skeletons]:
    """The skeletons of the likeliest readings of two words that are written as one."""
    costs = {pair: joined_readings(*pair) for pair in pairs}
    readings = {pair: sorted(each, key=each.__getitem__)[:QUERY_PAIR_READINGS] for pair, each in costs.items()}
    in_order = iter(phonetic_forms([text for texts in readings.values() for text in texts]).skeletons)
    return {pair: tuple(dict.fromkeys(islice(in_order, len(texts)))) for pair, texts in readings.items()}


def query_word_keys(names: Sequence[Sequence[Word]]) -> Ragged:
    """The word keys of each query."""
    return word_keys([_query_skeletons(words) for words in names])


def query_half_keys(words: Sequence[Word]) -> Ragged:
    """The pair keys of queries of one word, which is divided into two words at every place."""
    rows: list[list[Sequence[Skeletons]]] = []
    for word in words:
        skeleton = word.skeletons[0]
        rows.append([((skeleton[:i],), (skeleton[i:],)) for i in range(1, len(skeleton))])
    return pair_keys(rows)


def query_gram_keys(names: Sequence[Sequence[Word]]) -> tuple[Ragged, list[float]]:
    """The grams of each query, and a flat list of their weights, 0..1, in the same order."""
    rows: list[list[int]] = []
    flat_weights: list[float] = []
    for words in names:
        weights: dict[int, float] = {}
        for word in words:
            for gram, weight in _word_grams(word, QUERY_GRAM_READINGS):
                weights[gram] = max(weight, weights.get(gram, 0.0))
        rows.append(list(weights))
        flat_weights += weights.values()
    return ragged(rows), flat_weights
