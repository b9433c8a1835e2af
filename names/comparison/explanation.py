"""Why two names are taken for one, or not: phrases made from the evidence, to be quoted.

The phrase of each kind of evidence is in its record (`names.comparison.kinds`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, reduce
from itertools import chain, product

from rapidfuzz.distance import Indel, Levenshtein

from names.caching import cached_texts
from names.comparison.evidence import Evidence
from names.comparison.kinds import KINDS
from names.orthography.folding import fold_latin
from names.orthography.normalization import normalize
from names.orthography.script import language as language_of
from names.parsing.parts import LETTERS, Part
from names.parsing.pieces import WORDS
from names.romanization.romanizer import Romanization, each_romanization, romanizations_in
from names.romanization.schemes import scheme
from names.romanization.transducers import Step, transducer
from names.romanization.words import Word, join

__all__ = ["UNREAD", "phrases"]

UNREAD = f"only the first {WORDS} words and {LETTERS} letters of each were read"
SHOWN = 5  # letter correspondences shown for one word, at most; chosen: nobody reads more


def phrases(evidence: Sequence[Evidence], language: str = "und") -> list[str]:
    """A phrase for each piece of evidence: agreeing words, words that only one name has, contradictions.

    `language` (BCP 47) is that of a name in another script.

    >>> from names.comparison.similarity import compare
    >>> phrases(compare("Ivan Ivanov", "Pyotr Ivanov").evidence)
    ['Ivanov = Ivanov', 'Ivan ≠ Pyotr']
    >>> phrases(compare("Ткачэнка Ганна", "Ткаченка Ганна").evidence)
    ['Ткачэнка ~ Ткаченка (э~е)', 'Ганна = Ганна']
    """
    told = [_agreement(piece, language) for piece in evidence if piece.agrees]
    for kind in KINDS.values():
        of_kind = [piece for piece in evidence if piece.how == kind.name]
        if kind.unmatched and of_kind:
            told.append(kind.phrase.format(both=_text([part for e in of_kind for part in (*e.left, *e.right)])))
        elif kind.contradicts:
            told += [kind.phrase.format(left=_text(e.left), right=_text(e.right)) for e in of_kind]
    return told


def _agreement(evidence: Evidence, language: str) -> str:
    detail = ""
    if evidence.kind.shows == "letters":
        detail = _changed_letters(evidence)
    elif evidence.kind.shows == "reading":
        detail = _reading(evidence, language)
    return evidence.kind.phrase.format(left=_text(evidence.left), right=_text(evidence.right), detail=detail)


def _changed_letters(evidence: Evidence) -> str:
    """The letters that differ between two spellings in one script, in brackets."""
    left, right = _text(evidence.left), _text(evidence.right)
    if _word(evidence.left).script == "Latn":
        return _bracketed(_latin_changes(fold_latin(left), fold_latin(right)))
    return _bracketed(_written_changes(left, right))


def _reading(evidence: Evidence, language: str) -> str:
    """The native spelling, the Latin form by the nearest scheme, and what differs from that in the other name."""
    native, other = evidence.left, evidence.right
    if _word(native).script == "Latn":
        native, other = other, native
    if _word(other).script != "Latn":
        reading, other_reading = _most_similar_readings(native, other)
        return f"{_text(native)} (read {reading}) ~ {_text(other)} (read {other_reading})"
    return _romanized(_text(native), _word(native).script, language.partition("-")[0], _text(other))


def _most_similar_readings(left: Sequence[Part], right: Sequence[Part]) -> tuple[str, str]:
    left_readings = reduce(join, [part.word for part in left]).readings
    right_readings = reduce(join, [part.word for part in right]).readings
    return max(product(left_readings, right_readings), key=lambda pair: Indel.normalized_similarity(*pair))


@cached_texts(1 << 12)
def _romanized(native: str, script: str, language: str, latin: str) -> str:
    """The phrase for a native word and the Latin one that it is read as."""
    target = fold_latin(latin)
    form = _nearest(_forms(native, script, language), native, script, target)
    if form is None:
        return f"{native} → {latin}{_bracketed(('learned reading', *_native_changes(native, script, latin)))}"
    origin = _bracketed((scheme(form.scheme).title, *_native_changes(native, script, form.text)))
    if fold_latin(form.text) == target:
        return f"{native} → {latin}{origin}"
    changes = _bracketed(_latin_changes(fold_latin(form.text), target))
    return f"{native} → {form.text}{origin} ~ {latin}{changes}"


def _forms(native: str, script: str, language: str) -> Iterator[Romanization]:
    """The Latin forms by the schemes of the given language, else of the one that the letters give away, else by all.

    Schemes are read one by one, so that those after the form that is wanted are not read at all.
    """
    for candidate in (language, language_of(native)):
        forms = romanizations_in(candidate, native, script)
        first = next(forms, None)
        if first is not None:
            return chain([first], forms)
    return each_romanization(native, script)


def _nearest(forms: Iterable[Romanization], native: str, script: str, target: str) -> Romanization | None:
    """The first form that equals the Latin spelling, else the one nearest to it.

    None if no form equals it and learned correspondences explain it better than any form.
    """
    different: list[Romanization] = []
    for form in forms:
        if fold_latin(form.text) == target:
            return form
        different.append(form)
    learned, spellings = transducer(script), transducer("Latn")
    if learned is None or spellings is None or not different:
        return next(iter(different), None)
    costs = spellings.costs([fold_latin(form.text) for form in different], [target] * len(different)).tolist()
    cost, position = min(zip(costs, range(len(different)), strict=True))
    return different[position] if cost <= float(learned.costs([native], [target])[0]) else None


def _native_changes(native: str, script: str, latin: str) -> tuple[str, ...]:
    """The letters that are read otherwise than usual: ж→j."""
    learned = transducer(script)
    if learned is None:
        return ()
    usual = _usual_latin(script)
    return _shown("→", [step for step in learned.steps(native, latin) if usual.get(step.native) != step.latin])


@cache
def _usual_latin(script: str) -> dict[str, str]:
    """What each chunk of letters of a script is usually written as in Latin."""
    learned = transducer(script)
    tables = learned.tables if learned is not None else ()
    # The cheapest operation of each chunk comes first: (cost, Latin chunk).
    return {chunk: choices[0][1] for table in tables for chunk, choices in table.choices.items()}


def _latin_changes(left: str, right: str) -> tuple[str, ...]:
    """The letters that differ between two Latin spellings: ee~i."""
    spellings = transducer("Latn")
    steps = spellings.steps(left, right) if spellings else ()
    return _shown("~", [step for step in steps if step.native != step.latin])


def _written_changes(left: str, right: str) -> tuple[str, ...]:
    """The letters that differ between two spellings in another script: э~е."""
    left, right = normalize(left).casefold(), normalize(right).casefold()
    steps = [
        Step(left[edit.src_start : edit.src_end], right[edit.dest_start : edit.dest_end], 0.0)
        for edit in Levenshtein.opcodes(left, right)
    ]
    return _shown("~", steps)


def _shown(sign: str, steps: Sequence[Step]) -> tuple[str, ...]:
    """The steps that change letters, at most SHOWN, as `a~b`; – stands for no letter."""
    pairs = [(step.native.strip("^$") or "–", step.latin.strip("^$") or "–") for step in steps]
    return tuple(dict.fromkeys(f"{a}{sign}{b}" for a, b in pairs if a != b))[:SHOWN]


def _bracketed(remarks: Sequence[str]) -> str:
    return f" ({', '.join(remarks)})" if remarks else ""


def _text(parts: Sequence[Part]) -> str:
    """The words as they are written, very long ones cut to what was read."""
    return " ".join(part.text if len(part.text) <= LETTERS else f"{part.text[:LETTERS]}…" for part in parts)


def _word(parts: Sequence[Part]) -> Word:
    """The longest of the words, whose script stands for that of all."""
    return max((part.word for part in parts), key=len)
