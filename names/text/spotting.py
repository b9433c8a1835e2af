"""What a gazetteer knows of the words of a text: phrases written as an alias, and capitalised words like one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice

import numpy as np

from gazetteer import Alias, Entity, Gazetteer
from names.caching import gc_paused
from names.comparison.similarity import Comparison, compare
from names.parsing.lexicon import fold_phrase
from names.parsing.parts import read_names
from names.resolution.contradiction import ComparedAlias
from names.resolution.decision import decide, rate
from names.resolution.keys import phrase_key
from names.resolution.posterior import shares_by_prior
from names.resolution.resolver import BATCH, LIMIT, resolve, resolve_many
from names.resolution.results import Candidate, Mention, Ranking, Resolution, status
from names.resolution.rules import Rules
from names.text.links import Link
from names.text.mentions import (
    Read,
    Sign,
    Stretch,
    common_words,
    is_unspaced,
    phrases,
    unspaced_pieces,
    windows,
)
from names.text.neighbours import keep
from names.text.rules import TextRules

# Aliases that a stretch of capitalised words is first compared with: most of these are like none …
GLANCE_RULES = Rules(compared=4)
ALIKE = 0.78  # … and many do not even sound like any (share of sound in common with the best) …
LONG = 4  # … but in so many words or more, inflected ones sound less alike
LONE = 0.87  # least probability for a single word that is not written as any alias …
PLACE = 0.93  # least probability for a place: any two words resemble one somewhere
WELL_KNOWN = 5.8  # … and least prominence (log10) of what it means
LONE_LETTERS = 6  # … and its least length
LIKELY, LONE_LIKELY = 0.5, 0.8  # least probability at a glance for several words, and for a single one …
PROBABLE = 0.1  # least probability of an entity by these aliases alone
KNOWN = 5.0  # … and least prominence of what that means
PLACE_PRIOR = 4.6  # log10 inhabitants a place needs to be meant by its label alone …
ALIAS_PRIOR = 5.3  # … or by another alias, many of which are ordinary words somewhere
STRETCHES = 1 << 14  # stretches of a text that are looked up at once
WORDINGS = 2048  # wordings that are resolved at once
REMEMBERED = 1 << 12  # phrases whose meaning is kept from one portion of a text to the next …
JUDGED = 1 << 15  # … and other wordings, of which few mean anything


class Spotter:
    """Finds in the portions of a text what a gazetteer knows; what a wording means is found once and remembered."""

    def __init__(self, gazetteer: Gazetteer, rules: TextRules) -> None:
        self._gazetteer = gazetteer
        self._rules = Rules(threshold=rules.threshold)
        self._written_rules = Rules(threshold=max(rules.threshold, rules.written_threshold))
        self._written: dict[tuple[str, str, bool], Resolution | None] = {}
        self._alike: dict[str, Resolution | None] = {}

    def known(self, words: Read) -> Iterator[Link]:
        """Every phrase of the text that is written as an alias, with the entities that have it."""
        text, signs, _ = words
        stretches = chain(phrases(signs), unspaced_pieces(signs))
        while some := list(islice(stretches, STRETCHES)):
            owned = self._owned(some)
            for first, last, start, end, phrase in some:
                if phrase in owned and (len(phrase) > 1 or is_unspaced(signs[first])):
                    mention = Mention(text[start:end], start, end)
                    resolution = self._meaning(mention, signs[first:last], phrase, owned[phrase])
                    if resolution is not None:
                        yield Link(replace(resolution, mention=mention), first, last)

    def _owned(self, stretches: Iterable[Stretch]) -> dict[str, list[int]]:
        """The aliases that are written as each phrase that is one."""
        wording = list({stretch.phrase: None for stretch in stretches})
        keys = np.fromiter(map(phrase_key, wording), np.uint64, len(wording))
        which, ordinals = self._gazetteer.postings("phrase", keys)
        owned: dict[str, list[int]] = {}
        for at, ordinal in zip(which.tolist(), ordinals.tolist(), strict=True):
            owned.setdefault(wording[at], []).append(ordinal)
        return owned

    def _meaning(
        self, mention: Mention, signs: Sequence[Sign], phrase: str, ordinals: Sequence[int]
    ) -> Resolution | None:
        lone = len(signs) == 1 and _ordinary(signs[0])
        key = mention.text, phrase, lone
        if key not in self._written:
            keep(self._written, key, _exact(mention, lone, ordinals, self._gazetteer, self._written_rules), REMEMBERED)
        return self._written[key]

    def similar(self, words: Read, known: Sequence[Link]) -> Iterator[Link]:
        """Stretches of capitalised words that are spelled much like an alias."""
        _, signs, runs = words
        exact = {(found.first, found.last) for found in known}
        spans = [
            (first, last)
            for run in runs
            for first, last in windows(signs, run)
            if (first, last) not in exact and _worth(signs, first, last)
        ]
        mentions = {span: words.between(*span) for span in spans}
        believed = self._believed({mention.text: _length(signs, *span) for span, mention in mentions.items()})
        for (first, last), mention in mentions.items():
            if mention.text in believed:
                yield Link(replace(believed[mention.text], mention=mention), first, last)

    def _believed(self, words: Mapping[str, int]) -> dict[str, Resolution]:
        """The resolutions of the wordings that are believed, given with how many words they have."""
        believed = {wording: known for wording in words if (known := self._alike.get(wording)) is not None}
        new = [wording for wording in words if wording not in self._alike]
        for start in range(0, len(new), WORDINGS):
            some = new[start : start + WORDINGS]
            found = {one.query: one for one in self._resolved(some, words) if _accepted(one, words[one.query])}
            for wording in some:
                keep(self._alike, wording, found.get(wording), JUDGED)
            believed |= found
        return believed

    def _resolved(self, wordings: Sequence[str], words: Mapping[str, int]) -> Iterator[Resolution]:
        """The resolutions of those wordings that look at a glance like the name of somebody or something."""
        worth = [wording for wording in wordings if words[wording] > 1 or len(wording) >= LONE_LETTERS]
        short = [wording for wording in worth if words[wording] < LONG]
        long = [wording for wording in worth if words[wording] >= LONG]
        seen = chain(self._glanced(short, ALIKE), self._glanced(long, 0.0))
        likely = [(wording, known) for wording, known in seen if self._likely(known, words[wording])]
        for resolution in resolve_many(self._probable(likely), self._gazetteer, self._rules):
            yield _alone(resolution, self._gazetteer, self._rules)

    def _probable(self, likely: Sequence[tuple[str, list[ComparedAlias]]]) -> list[str]:
        """The wordings of which one of the few aliases already makes an entity probable enough."""
        wordings, known = [wording for wording, _ in likely], [rated for _, rated in likely]
        found = decide(read_names(wordings), known, self._gazetteer)
        return [wording for wording, row in zip(wordings, found, strict=True) if row and row[0].score >= PROBABLE]

    def _glanced(self, wordings: Sequence[str], least: float) -> Iterator[tuple[str, list[ComparedAlias]]]:
        """Each wording with the few aliases most like it, compared."""
        for start in range(0, len(wordings), BATCH):
            some = wordings[start : start + BATCH]
            with gc_paused():
                rated = rate(read_names(some), self._gazetteer, GLANCE_RULES, least)
            yield from zip(some, rated, strict=True)

    def _likely(self, known: Sequence[ComparedAlias], words: int) -> bool:
        """Whether any of the few aliases is so like that more of them are worth comparing."""
        if words > 1:
            return any(one.comparison.score >= LIKELY or _accounted(one.comparison) for one in known)
        owners = [one.owner for one in known if one.comparison.score >= LONE_LIKELY]
        return any(entity.prior >= KNOWN for entity in self._gazetteer.entities_at(owners))


def _exact(
    mention: Mention, lone: bool, ordinals: Sequence[int], gazetteer: Gazetteer, rules: Rules
) -> Resolution | None:
    """The entities that have the alias, by prominence, if the place in the text allows a name there.

    `lone`: the mention is a single ordinary word.
    """
    owners = [int(gazetteer.owners[o]) for o in ordinals]
    entities = gazetteer.entities_at(owners)
    best: dict[str, tuple[Entity, Alias]] = {}
    for entity, alias in zip(entities, gazetteer.aliases_at(ordinals), strict=True):
        if _allowed(mention, lone, entity, alias) and entity.id not in best:
            best[entity.id] = entity, alias
    if not best:
        return None
    strongest = min(_weakness(*claim) for claim in best.values())
    claims = [claim for claim in best.values() if _weakness(*claim) == strongest]
    claims.sort(key=lambda claim: (-claim[0].prior, claim[0].id))
    shares = shares_by_prior([entity.prior for entity, _ in claims])
    found = [
        Candidate(entity, alias, compare(mention.text, alias.text), share)
        for (entity, alias), share in zip(claims[:LIMIT], shares, strict=False)
    ]
    return Resolution(mention.text, status(found, rules), Ranking(found), rules=rules)


def _weakness(entity: Entity, alias: Alias) -> int:
    """Family names, codes and a city's further names are weaker claims on a phrase than what is called so in full."""
    city = entity.kind == "place" and alias.source != "curated" and fold_phrase(alias.text) != fold_phrase(entity.label)
    return int(alias.kind in ("family", "code")) or int(city and alias.kind not in ("demonym", "exonym"))


def _allowed(mention: Mention, lone: bool, entity: Entity, alias: Alias) -> bool:
    """Whether a phrase that is written as the alias may name the entity here, by its letters' case and its place."""
    lower = alias.text[:1].islower()
    if alias.kind == "code" and not _code_fits(mention.text, alias):
        return False
    if not (mention.text[:1].isupper() or lower or not _cased(mention.text)):
        return False
    if lone and alias.kind not in ("demonym", "short", "code"):
        return False
    return entity.kind != "place" or alias.source == "curated" or _prominent(entity, alias, mention)


def _code_fits(written: str, code: Alias) -> bool:
    """A short code is one only in the very letters of a curated alias: IT, IN and BY are words."""
    if len(code.text) < 4:
        return written == code.text and code.source == "curated"
    return not written.islower()


def _cased(text: str) -> bool:
    return text.lower() != text.upper()


def _ordinary(sign: Sign) -> bool:
    return sign.stem in common_words() and not sign.shouted


def _prominent(entity: Entity, alias: Alias, mention: Mention) -> bool:
    """Small places are not meant by a word that happens to be one of their many aliases."""
    labelled = fold_phrase(entity.label) == fold_phrase(mention.text)
    return alias.kind == "demonym" or entity.prior >= (PLACE_PRIOR if labelled else ALIAS_PRIOR)


def _length(signs: Sequence[Sign], first: int, last: int) -> int:
    """How many words a stretch has, very short ones not counted."""
    return sum(len(sign.stem) > 2 for sign in signs[first:last])


def _worth(signs: Sequence[Sign], first: int, last: int) -> bool:
    """Names neither begin nor end with an ordinary word, a title or a particle."""
    if last - first == 1 and (len(signs[first].stem) < 5 or signs[first].begins):
        return False
    if any(sign.stem.isdigit() for sign in signs[first:last]):
        return False
    return not any(_ordinary(sign) for sign in (signs[first], signs[last - 1])) and _name_end(signs[last - 1])


def _name_end(sign: Sign) -> bool:
    return sign.capital or sign.token.joined


def _accepted(resolution: Resolution, words: int) -> bool:
    """Whether capitalised words mean what they are spelled like."""
    return resolution.status != "none" and _explained(resolution) and (words > 1 or _convincing(resolution))


def _alone(resolution: Resolution, gazetteer: Gazetteer, rules: Rules) -> Resolution:
    """The resolution without what ties it to its batch, all of which would be kept with it."""
    near = resolution.candidates.near
    further = partial(_further, resolution.query, len(near), gazetteer, rules)
    return replace(resolution, candidates=Ranking(near, further))


def _further(wording: str, near: int, gazetteer: Gazetteer, rules: Rules) -> Sequence[Candidate]:
    return resolve(wording, gazetteer, rules).candidates[near:]


def _explained(resolution: Resolution) -> bool:
    """Whether every word of the mention is accounted for, and every word of the alias of a place or organisation.

    Of a person, an article may be left over: al-Sisi is one word in Arabic.
    """
    best = resolution.candidates[0]
    if best.entity.kind == "person":
        return _accounted(best.comparison)
    if best.entity.kind == "place" and best.comparison.score < PLACE:
        return False
    return all(e.agrees for e in best.comparison.evidence)


def _accounted(comparison: Comparison) -> bool:
    """Whether every word of the mention agrees with one of the alias, but for particles."""
    evidence = comparison.evidence
    return all(e.agrees or not e.left or all(part.role == "particle" for part in e.left) for e in evidence)


def _convincing(resolution: Resolution) -> bool:
    """Whether a single word is enough: long, spelled nearly like the name of somebody or something well known."""
    best = resolution.candidates[0]
    return best.entity.prior >= WELL_KNOWN and best.comparison.score >= LONE and len(resolution.query) >= LONE_LETTERS
