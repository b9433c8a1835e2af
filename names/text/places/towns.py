"""Towns beside their region ("Moscow, Idaho"), also small ones, and names with brackets ("Frankfurt (Oder)")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from gazetteer import Entity, Gazetteer
from gazetteer.regions import is_country, is_region, lies_in
from names.parsing.lexicon import fold_phrase
from names.resolution.posterior import shares_by_prior
from names.resolution.resolver import LIMIT
from names.resolution.results import Candidate, Mention, Ranking, Resolution, status
from names.text.links import Link
from names.text.phrase_index import PhraseIndex
from names.text.phrases import word_forms
from names.text.places.links import LinksByToken, is_place
from names.text.places.namesakes import PLACES, PROMINENT, Namesake, Namesakes
from names.text.places.region_mentions import RegionMention, bracketed_words, region_mentions
from names.text.rules import TextRules
from names.text.tokens import TokenizedText

# These numbers are chosen.
LONGEST_TOWN = 4  # most words of the name of a town that is known only beside its region
CERTAIN = 0.98  # probability that a town is meant which is in the region beside it
ELSEWHERE = 0.05  # probability that a place is meant which is not in the region beside it


class TownBeside(NamedTuple):
    """The link of a town, and that of the region beside it, if one is."""

    town: Link
    region: Link | None


class TownsBesideRegions:
    """Links towns by the regions beside them."""

    def __init__(self, gazetteer: Gazetteer, namesakes: Namesakes, rules: TextRules) -> None:
        self._index = PhraseIndex(gazetteer)
        self._namesakes = namesakes
        self._rules = rules.written

    def pairs(self, text: TokenizedText, links: Sequence[Link]) -> list[TownBeside]:
        """The towns that are known by the region beside them; `links` must be in order of offset."""
        by_token = LinksByToken(links)
        pairs = [TownBeside(town, None) for town in self._with_brackets(text, by_token)]
        for beside in (*region_mentions(text, links), *self._uncased_regions(text, by_token)):
            regions = [region for region in map(self._region, beside.regions) if region is not None]
            if regions and not _is_in_list(beside, by_token):
                pair = self._pair(text, beside, regions, by_token)
                pairs += [pair] if pair is not None else []
        return pairs

    def _with_brackets(self, text: TokenizedText, links: LinksByToken) -> Iterator[Link]:
        """Links of places whose label has words in brackets, as in "Frankfurt (Oder)"."""
        for town_end, last, end in bracketed_words(text):
            for first in _beginnings(text, town_end, links):
                words = " ".join(token.stem for token in text.tokens[first:town_end])
                if not self._index.begins(words):
                    continue
                name = " ".join([words, *(token.stem for token in text.tokens[town_end:last])])
                found = [one for one in self._namesakes.by_label(name) if "(" in one.place.label]
                if found:
                    start = text.tokens[first].start
                    yield self._link(Mention(text.text[start:end], start, end), first, last, found, "")
                    break

    def _uncased_regions(self, text: TokenizedText, links: LinksByToken) -> Iterator[RegionMention]:
        """Regions in brackets without a link, as in scripts without capitals only great ones are linked."""
        for town_end, last, _ in bracketed_words(text):
            if not text.tokens[town_end].is_cased and links.at(town_end, last, 0) is None:
                name = " ".join(token.stem for token in text.tokens[town_end:last])
                yield RegionMention(town_end, town_end, last, self._namesakes.regions(name), True, None)

    def _region(self, region: Entity | str) -> Entity | None:
        return self._namesakes.entity(region) if isinstance(region, str) else region

    def _pair(
        self, text: TokenizedText, beside: RegionMention, regions: Sequence[Entity], links: LinksByToken
    ) -> TownBeside | None:
        """The town that stands before the region and is in it, the longest name first; None if there is none."""
        for first in _beginnings(text, beside.town_end, links):
            end = text.tokens[beside.town_end - 1].end
            linked = links.at(first, beside.town_end, end)
            if linked is None and text.tokens[first].is_unspaced:
                continue
            if _are_countries(linked, regions, beside):
                return None
            found = self._namesakes.within(_names(text, first, beside.town_end, linked), regions)
            if found:
                region = found[0].region
                inside = [one for one in found if one.region == region]
                because = f"{region.label} stands beside it"
                mention = text.mention(first, beside.town_end) if linked is None else linked.mention
                town = self._link(mention, first, beside.town_end, inside, because)
                return TownBeside(town, self._region_link(text, beside, town, region, links))
            if linked is not None and _is_unknown(text, linked, regions, beside):
                town = _unknown(linked, regions[0])
                return TownBeside(town, self._region_link(text, beside, town, regions[0], links))
        return None

    def _link(self, mention: Mention, first: int, last: int, found: Sequence[Namesake], because: str) -> Link:
        """The link of a town that is one of these places."""
        shares = shares_by_prior([one.place.prior for one in found])
        candidates = [
            Candidate(one.place, one.alias, CERTAIN * share, mention.text)
            for one, share in zip(found[:LIMIT], shares[:LIMIT], strict=True)
        ]
        return Link(self._resolution(mention, candidates, because), first, last)

    def _region_link(
        self, text: TokenizedText, beside: RegionMention, town: Link, region: Entity, links: LinksByToken
    ) -> Link:
        """The link of the region beside a town, which means the one that the town is in."""
        linked = beside.link or links.at(beside.first, beside.last, 0)
        near = linked.resolution.candidates.near if linked is not None else ()
        meant = {region.id, town.resolution.candidates[0].entity.id}  # D.C. may be linked to Washington
        if linked is not None and near and near[0].entity.id in meant and linked.resolution.status == "match":
            return linked
        alias = next((one.alias for one in near if one.entity.id == region.id), region.aliases[0])
        mention = text.mention(beside.first, beside.last) if linked is None else linked.mention
        candidates = [Candidate(region, alias, CERTAIN, mention.text)]
        return Link(self._resolution(mention, candidates, "a town of it stands before it"), beside.first, beside.last)

    def _resolution(self, mention: Mention, candidates: Sequence[Candidate], because: str) -> Resolution:
        state = status(candidates, self._rules)
        return Resolution(mention.text, state, Ranking(candidates), mention, because=because, rules=self._rules)


def _beginnings(text: TokenizedText, last: int, links: LinksByToken) -> Iterator[int]:
    """The tokens where the name of a town that ends before the token `last` may begin, of the longest name first.

    It begins neither within a link nor within a run of capitalised words, unless it is a link itself.
    """
    tokens = text.tokens
    first = last - 1
    while first > max(0, last - LONGEST_TOWN) and tokens[first].adjoins and tokens[first - 1].capitalized:
        first -= 1
    for beginning in range(first, last):
        before = links.before(beginning)
        if before is not None and before.last > beginning:
            continue
        begins_run = beginning == first or tokens[beginning - 1].opens_sentence
        follows_link = before is not None and before.last == beginning
        if begins_run or follows_link or links.at(beginning, last, 0) is not None:
            yield beginning


def _names(text: TokenizedText, first: int, last: int, linked: Link | None) -> list[str]:
    """The names, folded, by which a town may be known.

    These are what stands there, its dictionary forms, and the names of its namesake that is linked.
    """
    tokens = text.tokens[first:last]
    if linked is None and tokens[0].is_cased and not tokens[0].capitalized:
        return []
    names = [" ".join(token.stem for token in tokens)]
    if len(tokens) == 1:
        names += [form.folded for form in word_forms(tokens[0], text.languages)]
    if linked is not None and is_place(linked):
        best = linked.resolution.candidates[0]
        names += [fold_phrase(best.alias.text), fold_phrase(best.entity.label)]
    return list(dict.fromkeys(names))


def _is_in_list(beside: RegionMention, links: LinksByToken) -> bool:
    """Whether a region is a member of a list of regions ("Washington, Oregon and Idaho")."""
    if beside.in_brackets or beside.link is None:
        return False
    after = links.after(beside.last)
    if after is None or after.first > beside.last + 1:
        return False
    near = after.resolution.candidates.near
    others = [one.entity for one in near if one.entity.kind in PLACES and is_region(one.entity)]
    regions = [region for region in beside.regions if isinstance(region, Entity)]
    return bool(others) and not any(lies_in(region, other) for region in regions for other in others)


def _are_countries(town: Link | None, regions: Sequence[Entity], beside: RegionMention) -> bool:
    """Whether a comma parts two countries, so that the second says nothing of the first ("Jordan, Israel")."""
    if town is None or beside.in_brackets or beside.link is None or not is_place(town):
        return False
    return is_country(town.resolution.candidates[0].entity) and any(map(is_country, regions))


def _is_unknown(text: TokenizedText, town: Link, regions: Sequence[Entity], beside: RegionMention) -> bool:
    """Whether a place stands beside regions in none of which it is, so that a namesake there is meant.

    The name is whole. Of a region of the same country it is not sure, and of a prominent place, if these are whole
    countries, or no punctuation parts them from what follows ("In London, Texas lawmakers …").
    """
    if not is_place(town) or _follows_capital(text, town.first):
        return False
    after = text.text[text.tokens[beside.last - 1].token.end :][:1]
    is_open = after.isspace() or after.isalnum()
    candidates = [one.entity for one in town.resolution.candidates.near]
    if candidates[0].prior >= PROMINENT and (is_open or any(map(is_country, regions))):
        return False  # Hong Kong and China, Lemberg and Austria
    return not any(_may_be_in(place, region) for place in candidates for region in regions)


def _follows_capital(text: TokenizedText, first: int) -> bool:
    """Whether the name that begins at a token may have begun before it, as in "Nueva Orleans"."""
    token = text.tokens[first]
    return first > 0 and token.adjoins and text.tokens[first - 1].capitalized and not token.opens_sentence


def _may_be_in(place: Entity, region: Entity) -> bool:
    return lies_in(place, region) or (is_region(place) and not set(place.countries).isdisjoint(region.countries))


def _unknown(town: Link, region: Entity) -> Link:
    """The link of a town that the gazetteer does not have in the region beside it."""
    resolution = town.resolution
    ranking = Ranking([replace(one, score=one.score * ELSEWHERE) for one in resolution.candidates.near])
    unknown = replace(
        resolution,
        status="none",
        candidates=ranking,
        group="unknown/" + fold_phrase(f"{resolution.query} {region.label}").replace(" ", "-"),
        group_label=resolution.query,
        group_kind="place",
        because=f"{region.label} stands beside it, where no place of this name is known",
    )
    return replace(town, resolution=unknown)
