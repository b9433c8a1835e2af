"""What a text itself says of its names: who was introduced in full, what an acronym stands for, who is unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from names.comparison.similarity import compare_many
from names.parsing.lexicon import fold_phrase
from names.parsing.parts import read_name
from names.resolution.results import Ranking, Resolution
from names.text.links import Link, apart
from names.text.mentions import Read, common_words
from names.text.neighbours import Neighbours, keep
from names.text.unknowns import Persons, strangers

FAMOUS = 5.8  # prior (log10) of a person meant by the family name alone, without introduction
REPEATED = 0.6  # least probability for a misspelled repeat of somebody introduced in full
BATCH = 256  # words that are compared at once


@dataclass(slots=True)
class Introduction:
    """A person, place or organisation that the text names in full, and the word that may stand for a person later."""

    resolution: Resolution
    short: str  # empty: none
    rank: tuple[bool, int]  # known ones come before unknown ones, then earlier ones before later ones


class Discourse:
    """What a text has said so far, portion by portion: its introductions, acronyms and unknown persons.

    A portion is understood by all that it says itself and by what was said before it. Of very long texts what was said
    long ago is forgotten (`names.text.neighbours.KEPT` each of names, persons and short forms are remembered).
    """

    def __init__(self) -> None:
        self._persons = Persons()
        self._acronyms: dict[str, Resolution] = {}
        self._by_id: dict[str, Introduction] = {}  # the first of each entity
        self._by_short: dict[str, Introduction] = {}  # the first person of each short form, folded
        self._latest: dict[str, Introduction] = {}  # the last one
        self._by_spelling: dict[str, Introduction] = {}  # the same of each spelling of a short form
        self._spellings = Neighbours()
        self._introduced = 0

    def join(self, words: Read, chosen: Sequence[Link]) -> list[Link]:
        """The finds of a portion with unknown persons added and short forms joined to what was introduced in full."""
        unknown = list(strangers(words, chosen))
        kept = apart(chosen, len(words.text), unknown)
        unknown = self._persons.grouped(unknown)
        new = [self._introduce(one) for one in (*kept, *unknown) if _in_full(one)]
        acronyms = dict(_acronyms(words.text, kept))
        self._acronyms |= acronyms
        settled = [self._settle(one) for one in kept]
        found = [one for one in settled if one is not None] + unknown
        joined = sorted([*found, *self._repeats(words, found)], key=lambda one: one.start)
        for intro in new:
            intro.resolution = _light(intro.resolution)
        for acronym, resolution in acronyms.items():
            keep(self._acronyms, acronym, _light(resolution))
        return joined

    def _introduce(self, one: Link) -> Introduction:
        self._introduced += 1
        intro = _introduction(one, self._introduced)
        if intro.resolution.entity is not None:
            _keep_least(self._by_id, intro.resolution.entity.id, intro)
        if intro.short:
            _keep_least(self._by_short, fold_phrase(intro.short), intro)
            _keep_most(self._latest, fold_phrase(intro.short), intro)
            _keep_most(self._by_spelling, intro.short, intro)
            self._spellings.add(intro.short)
        return intro

    def _settle(self, one: Link) -> Link | None:
        """The find with what the text says of its short form; None where a lone family name is nobody in particular."""
        if one.mention.text in self._acronyms:
            return _joined(one, self._acronyms[one.mention.text], "stands in brackets after")
        if not one.by_family and one.resolution.status == "match":
            return one
        claims = [self._by_id.get(candidate.entity.id) for candidate in one.resolution.candidates.near]
        if one.by_family:
            claims.append(self._by_short.get(fold_phrase(one.mention.text)))
        introduced = [intro for intro in claims if intro is not None]
        if introduced:
            return _joined(one, min(introduced, key=lambda intro: intro.rank).resolution, "short for")
        if one.by_family and one.resolution.candidates[0].entity.prior < FAMOUS:
            return None
        return one

    def _repeats(self, words: Read, found: Sequence[Link]) -> Iterator[Link]:
        """Lone capitalised words that repeat, perhaps misspelled or cut short, what the text introduced in full."""
        lone = list(_lone(words, found))
        meant = self._meant({words.signs[at].token.text: words.signs[at].stem for at in lone})
        for at in lone:
            mention = words.between(at, at + 1)
            one = Link(Resolution(mention.text, "none", Ranking(), mention), at, at + 1)
            intro = meant.get(words.signs[at].token.text)
            if mention.text in self._acronyms:
                yield _joined(one, self._acronyms[mention.text], "stands in brackets after")
            elif intro is not None:
                yield _joined(one, intro.resolution, "short for")

    def _meant(self, words: Mapping[str, str]) -> dict[str, Introduction]:
        """Whom each word, given with its stem, repeats: who is spelled so, else whose short form is most like it."""
        meant = {word: self._latest[stem] for word, stem in words.items() if stem in self._latest}
        asked = [word for word, stem in words.items() if len(stem) > 4 and word not in meant]
        for start in range(0, len(asked), BATCH):
            pairs = [(word, short) for word in asked[start : start + BATCH] for short in self._spellings.near(word)]
            best: dict[str, tuple[float, tuple[bool, int]]] = {}
            for (word, short), comparison in zip(pairs, compare_many(pairs), strict=True):
                intro = self._by_spelling.get(short)
                if intro is None or comparison.score < REPEATED:
                    continue
                if word not in best or (comparison.score, intro.rank) > best[word]:
                    best[word], meant[word] = (comparison.score, intro.rank), intro
        return meant


def _light(resolution: Resolution) -> Resolution:
    """What was introduced, as later portions need it: who is meant, without who else might have been."""
    return replace(resolution, candidates=Ranking(resolution.candidates.near[:1]))


def _keep_least(table: dict[str, Introduction], key: str, intro: Introduction) -> None:
    """Remember the introduction of a key that ranks first."""
    keep(table, key, min(intro, table.get(key, intro), key=lambda one: one.rank))


def _keep_most(table: dict[str, Introduction], key: str, intro: Introduction) -> None:
    """Remember the introduction of a key that ranks last."""
    keep(table, key, max(intro, table.get(key, intro), key=lambda one: one.rank))


def _in_full(one: Link) -> bool:
    if one.resolution.group:
        return True
    best = one.resolution.candidates[0]
    person = best.entity.kind == "person"
    return one.resolution.status == "match" and (one.last - one.first > 1 or not person)


def _introduction(one: Link, place: int) -> Introduction:
    unknown = bool(one.resolution.group)
    if not unknown and one.resolution.candidates[0].entity.kind != "person":
        return Introduction(one.resolution, "", (unknown, place))
    name = read_name(one.mention.text)
    own = [part.text for part in name.parts if part.role in ("family", "name")]
    return Introduction(one.resolution, own[-1] if own else name.text, (unknown, place))


def _acronyms(text: str, found: Sequence[Link]) -> Iterator[tuple[str, Resolution]]:
    """Acronyms that stand in brackets right after a name in full."""
    for one in found:
        match = re.match(r"\s?\(([^\W\d_]{2,10})\)", text[one.end : one.end + 14])
        if match and match[1].isupper() and one.last - one.first > 1 and one.resolution.status == "match":
            yield match[1], one.resolution


def _joined(one: Link, whole: Resolution, how: str) -> Link:
    """The mention as a short form of what was introduced, saying so."""
    because = f"{how} “{whole.query}” in this text"
    return replace(one, resolution=replace(whole, query=one.mention.text, mention=one.mention, because=because))


def _lone(words: Read, found: Sequence[Link]) -> Iterator[int]:
    """The capitalised words of three letters or more that no find covers and that are no ordinary words."""
    covered = {i for one in found for i in range(one.first, one.last)}
    for first, last in words.runs:
        for at in range(first, last):
            stem = words.signs[at].stem
            if at not in covered and len(stem) > 2 and stem not in common_words():
                yield at
