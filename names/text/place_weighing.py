"""Weighs the candidates of ambiguous places by the countries of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gazetteer import Alias, Entity
from names.parsing.lexicon import fold_phrase
from names.resolution.posterior import shares_by_prior
from names.resolution.resolver import LIMIT
from names.resolution.results import Candidate, Ranking, Resolution, status
from names.text.country_evidence import CountryEvidence
from names.text.links import Link
from names.text.namesakes import OTHER_KINDS, PLACES, PROMINENT, Namesakes
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
        weighed = list(links)
        for _ in range(ROUNDS if candidates else 0):
            evidence = CountryEvidence(_named(weighed), text.languages, self._namesakes.country_name)
            for place, near in candidates.items():
                resolution = self._reweighed(links[place].resolution, near, evidence)
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

    def _reweighed(self, resolution: Resolution, near: Sequence[Candidate], evidence: CountryEvidence) -> Resolution:
        """The resolution with the scores of these candidates multiplied by the evidence; their sum stays."""
        ids = [candidate.entity.id for candidate in near]
        odds = [
            one.score * 10 ** (evidence.of(one.entity, without=ids) if one.entity.kind in PLACES else 0.0)
            for one in near
        ]
        scale = sum(candidate.score for candidate in near) / sum(odds)
        weighed = [replace(one, score=each * scale) for one, each in zip(near, odds, strict=True)]
        weighed.sort(key=lambda candidate: -candidate.score)
        state = status(weighed, resolution.rules)
        is_as_before = state == resolution.status and weighed[0].entity.id == resolution.candidates[0].entity.id
        because = resolution.because if is_as_before or state != "match" else self._reason(weighed[0].entity, evidence)
        return replace(resolution, status=state, candidates=Ranking(weighed), because=because)

    def _reason(self, place: Entity, evidence: CountryEvidence) -> str:
        """What in the text speaks for a place."""
        if evidence.has_office_in(place):
            return f"somebody whom this text names has an office in {place.label}"
        told = [country for country in place.countries if evidence.names(country)]
        name = self._namesakes.country_name((told or place.countries)[0])
        return f"other names of this text belong to {name}" if told else f"the language of this text speaks for {name}"


def _named(links: Sequence[Link]) -> Iterator[tuple[Entity, float]]:
    """The entities that links may mean, each with its probability."""
    for link in links:
        if link.resolution.status != "none":
            for candidate in link.resolution.candidates.near:
                if candidate.score >= LIKELY:
                    yield candidate.entity, candidate.score


def _may_have_namesakes(best: Candidate) -> bool:
    """Whether larger places may have the name of a place that is no prominent one."""
    return best.entity.kind in PLACES and best.entity.prior < PROMINENT and best.alias.kind not in OTHER_KINDS


def _are_ambiguous(near: Sequence[Candidate]) -> bool:
    """Whether several candidates, places among them, may be meant."""
    if len(near) < 2 or near[1].score < NEGLIGIBLE * near[0].score or near[0].alias.kind == "demonym":
        return False
    return any(one.entity.kind in PLACES for one in near)
