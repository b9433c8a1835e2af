"""What the phrases of texts mean in a gazetteer: the aliases that are written so, and which phrases go on.

What was looked up is remembered for each gazetteer, so that a word costs a look-up once, not in every text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, groupby, repeat
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from gazetteer import Alias, Entity, Gazetteer
from names.resolution.keys import beginning_key, phrase_key
from names.resolution.precedence import Meant, that_stand
from names.text.accepted_phrases import AcceptedPhrases
from names.text.memory import GazetteerMemory, RecentTable

Numbers: TypeAlias = NDArray[Any]

PHRASES = 1 << 17  # phrases whose claims are remembered, most of them none; about 150 bytes each; chosen
PRIOR_DIGITS = 3  # after which the digits of a stored prior, of 32 bits, are none that the builder gave
BEGINNINGS = 1 << 16  # beginnings of phrases that are remembered; chosen


class Claim(NamedTuple):
    """An entity that a phrase may mean, and its alias that is written like the phrase."""

    owner: int  # the ordinal of the entity
    kind: str  # of the entity
    prior: float  # of the entity
    is_label: bool  # whether the alias is the label of the entity, or written like it
    alias: Alias


class _Memory:
    """What was looked up in one gazetteer."""

    def __init__(self) -> None:
        self.claims: RecentTable[str, Sequence[Claim]] = RecentTable(PHRASES)
        self.beginnings: RecentTable[str, bool] = RecentTable(BEGINNINGS)
        self._accepted: AcceptedPhrases | None = None

    def accepted(self, gazetteer: Gazetteer) -> AcceptedPhrases:
        """The spellings that persons accepted."""
        self._accepted = self._accepted or AcceptedPhrases(gazetteer)
        return self._accepted


_memories = GazetteerMemory(_Memory)


class PhraseIndex:
    """The phrases that are written like an alias of a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._memory = _memories.of(gazetteer)
        self._beginning_keys = gazetteer.key_set("beginning")
        self._accepted = self._memory.accepted(gazetteer)

    def begins(self, words: str) -> bool:
        """Whether the words, folded, are the first words of a longer alias; rarely true of others."""
        known = self._memory.beginnings.get(words)
        if known is None:
            key = beginning_key(words)
            known = key in self._beginning_keys or self._accepted.begins(key)
            self._memory.beginnings.keep(words, known)
        return known

    def may_mean(self, phrase: str) -> bool:
        """Whether an alias is written like a phrase, folded, or this was not looked up yet."""
        return self._memory.claims.get(phrase) != ()

    def claims(self, phrases: Iterable[str]) -> dict[str, Sequence[Claim]]:
        """The entities that have an alias which is written so, for each phrase; of an entity each such alias."""
        known = {phrase: self._memory.claims.get(phrase) for phrase in phrases}
        missing = [phrase for phrase, claims in known.items() if claims is None]
        looked_up = self._looked_up(missing) if missing else {}
        for phrase in missing:
            self._memory.claims.keep(phrase, looked_up.get(phrase, ()))
        found = {phrase: claims for phrase, claims in known.items() if claims}
        return found | looked_up

    def _looked_up(self, phrases: Sequence[str]) -> dict[str, Sequence[Claim]]:
        """The claims on each phrase that has any."""
        keys = np.fromiter(map(phrase_key, phrases), np.uint64, len(phrases))
        places, ordinals = self._gazetteer.postings("phrase", keys)
        accepted = self._accepted.under(keys.tolist())
        claims: dict[str, list[Claim]] = {}
        if len(places):
            for place, claim in self._stored_claims(places, ordinals):
                claims.setdefault(phrases[place], []).append(claim)
        for place, owner, alias in accepted:
            [kind], [prior] = self._kinds([owner]), self._priors([owner])
            claims.setdefault(phrases[place], []).append(Claim(owner, kind, prior, is_label=False, alias=alias))
        return {phrase: tuple(each) for phrase, each in claims.items()}

    def _stored_claims(self, places: Numbers, ordinals: Numbers) -> Iterator[tuple[int, Claim]]:
        """The claims of the owners of these aliases on the phrases at these places."""
        gazetteer = self._gazetteer
        owners = gazetteer.owners[ordinals]
        labels = gazetteer.alias_starts[owners]
        # The label is written like the phrase if it is among the aliases that are.
        labelled = set(zip(places[ordinals == labels].tolist(), owners[ordinals == labels].tolist(), strict=True))
        columns = zip(
            places.tolist(),
            owners.tolist(),
            self._kinds(owners),
            self._priors(owners),
            gazetteer.aliases_at(ordinals),
            strict=True,
        )
        for place, owner, kind, prior, alias in compress(columns, self._standing(places, owners, ordinals)):
            yield place, Claim(owner, kind, prior, (place, owner) in labelled, alias)

    def _kinds(self, owners: Numbers | Sequence[int]) -> list[str]:
        kinds = self._gazetteer.kinds("entity")
        return [kinds[code] for code in self._gazetteer.entity_kinds[owners].tolist()]

    def _priors(self, owners: Numbers | Sequence[int]) -> list[float]:
        return [float(prior) for prior in self._gazetteer.priors[owners].astype(float).round(PRIOR_DIGITS)]

    def _standing(self, places: Numbers, owners: Numbers, ordinals: Numbers) -> Iterable[bool]:
        """Which claims on phrases are of entities that do not give way to one of a later gazetteer."""
        if len(self._gazetteer.layer_starts) == 1:
            return repeat(True)
        claims = zip(places.tolist(), owners.tolist(), ordinals.tolist(), strict=True)
        return [
            stands
            for _, each in groupby(claims, key=itemgetter(0))
            for stands in that_stand([Meant(owner, 1.0, alias) for _, owner, alias in each], self._gazetteer)
        ]

    def entities(self, owners: Iterable[int]) -> list[Entity]:
        """The entities with these ordinals."""
        return self._gazetteer.entities_at(owners)
