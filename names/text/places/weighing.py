"""Weighs the candidates of ambiguous places by the countries of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from gazetteer import Alias, Entity
from names.parsing.lexicon import fold_phrase
from names.resolution.posterior import shares_by_prior
from names.resolution.resolver import LIMIT
from names.resolution.results import Candidate, Ranking, Resolution, status
from names.text.links import Link
from names.text.places.country_evidence import CountryEvidence
from names.text.places.namesakes import OTHER_KINDS, PLACES, PROMINENT, Namesakes
from names.text.rules import TextRules
from names.text.tokens import TokenizedText

# These numbers are chosen.
NEGLIGIBLE = 1e-4  # share of the best candidate's score below which another one cannot be meant
ROUNDS = 3  # in later ones, names are weighed by what earlier ones made likely
LIKELY = 0.1  # least probability of an entity that speaks for its countries
SMALL = 1.5  # by how much less a town is meant that is not found without context, log10
FURTHER_NAME = 0.3  # by how much less a place is meant by a name that is not its label, log10


class PlaceWeighing:
    """Weighs the candidates of places by `CountryEvidence`."""

    def __init__(self, namesakes: Namesakes, rules: TextRules) -> None:
        self._namesakes = namesakes
        self._alias_prior, self._prior = rules.place_alias_prior, rules.place_prior

    def link(self, text: TokenizedText, links: Sequence[Link], *, settled: Sequence[Link]) -> list[Link]:
        """The links, where those of ambiguous places are weighed that are not settled."""
        known = {id(link) for link in settled}
        undecided = [(place, link) for place, link in enumerate(links) if id(link) not in known]
        candidates = {place: near for place, link in undecided if _are_ambiguous(near := self._candidates(link))}
        if not candidates:
            return list(links)
        certain = list(_named(link for place, link in enumerate(links) if place not in candidates))
        distinct = {_key(near): near for near in candidates.values()}
        scores = {key: [one.score for one in near] for key, near in distinct.items()}
        for _ in range(ROUNDS):
            likely = [each for key, near in distinct.items() for each in _likely(near, scores[key])]
            evidence = CountryEvidence([*certain, *likely], text.languages, self._namesakes.country_name)
            scores = {key: _weighed(near, evidence) for key, near in distinct.items()}
        weighed = list(links)
        for place, near in candidates.items():
            resolution = self._decided(links[place].resolution, near, scores[_key(near)], evidence)
            weighed[place] = replace(links[place], resolution=resolution)
        return weighed

    def _candidates(self, link: Link) -> Sequence[Candidate]:
        """The candidates of a link, and of a small place also larger ones that have its name as another one.

        Sevilla is a town in Colombia and, by another name than its label, a city in Spain.
        """
        near = link.resolution.candidates.near
        if not near or not _may_have_namesakes(near[0]):
            return near
        known = {one.entity.id for one in near}
        name = fold_phrase(near[0].alias.text)
        others = [one for one in self._namesakes.all(name, self._alias_prior) if one.place.id not in known]
        if not others:
            return near
        bearers = [(one.entity, one.alias) for one in near] + [(one.place, one.alias) for one in others]
        bearers.sort(key=lambda one: -self._weight(*one))
        shares = shares_by_prior([self._weight(*one) for one in bearers])
        total = sum(one.score for one in near)
        return [
            Candidate(entity, alias, total * share, link.resolution.query)
            for (entity, alias), share in zip(bearers[:LIMIT], shares[:LIMIT], strict=True)
        ]

    def _weight(self, place: Entity, alias: Alias) -> float:
        """The prior of a place by one of its names: less by one that is not its label, and if it is small."""
        is_label = fold_phrase(alias.text) == fold_phrase(place.label) or alias.source == "curated"
        is_small = place.kind in PLACES and place.prior < self._prior and alias.source != "curated"
        return place.prior - (0.0 if is_label else FURTHER_NAME) - (SMALL if is_small else 0.0)

    def _decided(
        self, resolution: Resolution, near: Sequence[Candidate], scores: Sequence[float], evidence: CountryEvidence
    ) -> Resolution:
        """The resolution by these scores of its candidates."""
        weighed = [replace(one, score=score) for one, score in zip(near, scores, strict=True)]
        weighed.sort(key=lambda candidate: -candidate.score)
        state = status(weighed, resolution.rules)
        is_as_before = state == resolution.status and weighed[0].entity.id == resolution.candidates[0].entity.id
        because = resolution.because if is_as_before or state != "match" else self._reason(weighed[0].entity, evidence)
        return replace(resolution, status=state, candidates=Ranking(weighed), because=because)

    def _reason(self, entity: Entity, evidence: CountryEvidence) -> str:
        """What in the text speaks for a place; empty of other entities."""
        if entity.kind not in PLACES or not entity.countries:
            return ""
        if evidence.has_office_in(entity):
            return f"somebody whom this text names has an office in {entity.label}"
        told = [country for country in entity.countries if evidence.names(country)]
        name = self._namesakes.country_name((told or entity.countries)[0])
        return f"other names of this text belong to {name}" if told else f"the language of this text speaks for {name}"


def _key(near: Sequence[Candidate]) -> tuple[tuple[str, float], ...]:
    return tuple((candidate.entity.id, candidate.score) for candidate in near)


def _named(links: Iterable[Link]) -> Iterator[tuple[Entity, float]]:
    """The entities that links may mean, each with its probability."""
    for link in links:
        if link.resolution.status != "none":
            near = link.resolution.candidates.near
            yield from _likely(near, [candidate.score for candidate in near])


def _likely(near: Sequence[Candidate], scores: Sequence[float]) -> Iterator[tuple[Entity, float]]:
    for candidate, score in zip(near, scores, strict=True):
        if score >= LIKELY:
            yield candidate.entity, score


def _weighed(near: Sequence[Candidate], evidence: CountryEvidence) -> list[float]:
    """The scores of candidates, those of places multiplied by the evidence; their sum stays."""
    ids = [candidate.entity.id for candidate in near]
    odds = [
        one.score * 10 ** (evidence.of(one.entity, without=ids) if one.entity.kind in PLACES else 0.0) for one in near
    ]
    scale = sum(candidate.score for candidate in near) / sum(odds)
    return [each * scale for each in odds]


def _may_have_namesakes(best: Candidate) -> bool:
    """Whether larger places may have the name of a place that is no prominent one."""
    return best.entity.kind in PLACES and best.entity.prior < PROMINENT and best.alias.kind not in OTHER_KINDS


def _are_ambiguous(near: Sequence[Candidate]) -> bool:
    """Whether several candidates, places among them, may be meant."""
    if len(near) < 2 or near[1].score <= NEGLIGIBLE * near[0].score or near[0].alias.kind == "demonym":
        return False
    return any(one.entity.kind in PLACES for one in near)
