"""Which place is meant, by what the text says: the region beside it, its other names, its language."""

from __future__ import annotations

from collections.abc import Sequence

from gazetteer import Gazetteer
from names.text.links import Link
from names.text.places.home_towns import HomeTowns
from names.text.places.links import merged
from names.text.places.named_towns import NamedTowns
from names.text.places.namesakes import Namesakes
from names.text.places.towns import TownsBesideRegions
from names.text.places.weighing import PlaceWeighing
from names.text.rules import TextRules
from names.text.tokens import TokenizedText


class PlacesInContext:
    """Weighs the candidates of places by what the text says; what was named with its region is remembered.

    A place that is named with its region or country anywhere in a text means that one everywhere in it.
    """

    def __init__(self, gazetteer: Gazetteer, rules: TextRules) -> None:
        namesakes = Namesakes(gazetteer)
        self._towns = TownsBesideRegions(gazetteer, namesakes, rules)
        self._named = NamedTowns()
        self._weighing = PlaceWeighing(namesakes, rules)
        self._home_towns = HomeTowns(namesakes, rules)

    def link(self, text: TokenizedText, links: Sequence[Link]) -> list[Link]:
        """The links, where places that the context tells have their entity, and further links of small towns.

        The links must not overlap and be in order of offset, and so are those that are given.
        """
        pairs = self._towns.pairs(text, links)
        settled = [link for pair in pairs for link in pair if link is not None]
        links = merged(settled, links)
        self._named.remember([pair.town for pair in pairs])
        repeated = self._named.link(text, links, settled)
        links = merged(repeated, links)
        links = self._weighing.link(text, links, settled=[*settled, *repeated])
        return merged(self._home_towns.link(text, links), links)
