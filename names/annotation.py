"""All names of a text with the entities they mean: known phrases first, then similar ones, then what the text says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from gazetteer import Alias, Entity, Gazetteer
from names.blocking import phrase_key
from names.discourse import Found, join_repeats
from names.lexicon import plain
from names.mentions import (
    Mention,
    Sign,
    capital_runs,
    common_words,
    is_unspaced,
    phrases,
    read_text,
    unspaced_pieces,
    windows,
)
from names.posterior import shares_by_prior
from names.ranking import Candidate, Ranking
from names.resolution import LIMIT, Resolution, Rules, resolve_many, status
from names.similarity import compare

TEXT_RULES = Rules()
WRITTEN_RULES = Rules(threshold=0.86)  # of entities written alike, the one six times as prominent as the others
LONE = 0.87  # least probability for a single word that is not written as any alias …
PLACE = 0.93  # least probability for a place: any two words resemble one somewhere
WELL_KNOWN = 5.8  # … and least prominence (log10) of what it means
PLACE_PRIOR = 4.6  # log10 inhabitants a place needs to be meant by its label alone …
ALIAS_PRIOR = 5.3  # … or by another alias, many of which are ordinary words somewhere


def annotate(text: str, gazetteer: Gazetteer) -> list[Resolution]:
    """The resolutions of all names in the text, in order of their mentions, none overlapping another.

    A name the gazetteer does not know but that is a person's comes out with status "none" and the `group` of its
    spellings in this text.

    >>> from names.resolution import build_gazetteer
    >>> minsk = build_gazetteer([Entity("m", "place", ["Minsk"], prior=6.2), Entity("p", "person", ["Vladimir Putin"])])
    >>> [(r.mention.text, r.entity.id) for r in annotate("Putin (Vladimir Putin) flew to Minsk.", minsk)]
    [('Putin', 'p'), ('Vladimir Putin', 'p'), ('Minsk', 'm')]
    """
    signs = read_text(text)
    known = list(_known(text, signs, gazetteer))
    similar = list(_similar(text, signs, known, gazetteer))
    chosen = _choose([*known, *similar])
    return [found.resolution for found in join_repeats(text, signs, chosen)]


def _known(text: str, signs: Sequence[Sign], gazetteer: Gazetteer) -> Iterator[Found]:
    """Every phrase of the text that is written as an alias, with the entities that have it."""
    spans = [*phrases(signs), *unspaced_pieces(signs)]
    asked = {span.phrase: phrase_key(span.phrase) for span in spans}
    which, ordinals = gazetteer.postings("phrase", np.array(list(asked.values()), np.uint64))
    owned: dict[str, list[int]] = {}
    wording = list(asked)
    for key, ordinal in zip(which.tolist(), ordinals.tolist(), strict=True):
        owned.setdefault(wording[key], []).append(ordinal)
    for first, last, start, end, phrase in spans:
        if phrase in owned and (len(phrase) > 1 or is_unspaced(signs[first])):
            mention = Mention(text[start:end], start, end)
            resolution = _exact(mention, signs[first:last], owned[phrase], gazetteer)
            if resolution is not None:
                yield Found(resolution, first, last)


def _exact(mention: Mention, signs: Sequence[Sign], ordinals: Sequence[int], gazetteer: Gazetteer) -> Resolution | None:
    """The entities that have the alias, by prominence, if the place in the text allows a name there."""
    owners = [int(gazetteer.owners[o]) for o in ordinals]
    entities = gazetteer.entities_at(owners)
    best: dict[str, tuple[Entity, Alias]] = {}
    for entity, alias in zip(entities, gazetteer.aliases_at(ordinals), strict=True):
        if _allowed(mention, signs, entity, alias) and entity.id not in best:
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
    return Resolution(mention.text, status(found, WRITTEN_RULES), Ranking(found), mention)


def _weakness(entity: Entity, alias: Alias) -> int:
    """Family names, codes and a city's further names are weaker claims on a phrase than what is called so in full."""
    city = entity.kind == "place" and alias.source != "curated" and plain(alias.text) != plain(entity.label)
    return int(alias.kind in ("family", "code")) or int(city and alias.kind not in ("demonym", "exonym"))


def _allowed(mention: Mention, signs: Sequence[Sign], entity: Entity, alias: Alias) -> bool:
    """Whether a phrase that is written as the alias may name the entity here, by its letters' case and its place."""
    lower = alias.text[:1].islower()
    if alias.kind == "code" and not _code_fits(mention.text, alias):
        return False
    if not (mention.text[:1].isupper() or lower or not _cased(mention.text)):
        return False
    if len(signs) == 1 and _ordinary(signs[0]) and alias.kind not in ("demonym", "short", "code"):
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
    labelled = plain(entity.label) == plain(mention.text)
    return alias.kind == "demonym" or entity.prior >= (PLACE_PRIOR if labelled else ALIAS_PRIOR)


def _similar(text: str, signs: Sequence[Sign], known: Sequence[Found], gazetteer: Gazetteer) -> Iterator[Found]:
    """Stretches of capitalised words that are spelled much like an alias."""
    exact = {(found.first, found.last) for found in known}
    spans = [
        window
        for run in capital_runs(signs)
        for window in windows(signs, run)
        if window not in exact and _worth(signs, *window)
    ]
    wordings = {span: text[signs[span[0]].start : signs[span[1] - 1].end] for span in spans}
    resolved = dict(zip(wordings.values(), resolve_many(list(wordings.values()), gazetteer, TEXT_RULES), strict=True))
    for (first, last), wording in wordings.items():
        resolution = resolved[wording]
        several = sum(len(sign.stem) > 2 for sign in signs[first:last]) > 1
        if resolution.status != "none" and _explained(resolution) and (several or _convincing(resolution)):
            mention = Mention(wording, signs[first].start, signs[last - 1].end)
            yield Found(replace(resolution, mention=mention), first, last)


def _worth(signs: Sequence[Sign], first: int, last: int) -> bool:
    """Names neither begin nor end with an ordinary word, a title or a particle."""
    if last - first == 1 and (len(signs[first].stem) < 5 or signs[first].begins):
        return False
    if any(sign.stem.isdigit() for sign in signs[first:last]):
        return False
    return not any(_ordinary(sign) for sign in (signs[first], signs[last - 1])) and _name_end(signs[last - 1])


def _name_end(sign: Sign) -> bool:
    return sign.capital or sign.token.joined


def _explained(resolution: Resolution) -> bool:
    """Whether every word of the mention is accounted for, and every word of the alias of a place or organisation.

    Of a person, an article may be left over: al-Sisi is one word in Arabic.
    """
    best = resolution.candidates[0]
    person = best.entity.kind == "person"
    if best.entity.kind == "place" and best.comparison.score < PLACE:
        return False
    evidence = best.comparison.evidence
    if person:
        return all(e.agrees or (not e.left) or all(part.role == "particle" for part in e.left) for e in evidence)
    return all(e.agrees for e in evidence)


def _convincing(resolution: Resolution) -> bool:
    """Whether a single word is enough: long, spelled nearly like the name of somebody or something well known."""
    best = resolution.candidates[0]
    return best.entity.prior >= WELL_KNOWN and best.comparison.score >= LONE and len(resolution.query) >= 6


def _choose(found: Sequence[Found]) -> list[Found]:
    """The best of overlapping finds: what explains more letters with more certainty."""
    taken: list[Found] = []
    used: list[tuple[int, int]] = []
    for one in sorted(found, key=lambda f: (-f.worth, f.start)):
        if all(one.end <= start or end <= one.start for start, end in used):
            taken.append(one)
            used.append((one.start, one.end))
    return sorted(taken, key=lambda f: f.start)
