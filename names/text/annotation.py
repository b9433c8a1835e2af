"""Find the names of a text and the entities that they mean, in a sequence of passes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from gazetteer import Gazetteer
from names.caching import forget, gc_paused
from names.resolution.results import Mention, Resolution
from names.text.coreference import Coreference
from names.text.decided import as_decided, decided_links
from names.text.known_phrases import KnownPhrases
from names.text.links import best_links
from names.text.places.context import PlacesInContext
from names.text.portions import Portion, portions
from names.text.rules import TEXT_RULES, TextRules
from names.text.similar_runs import SimilarRuns
from names.text.tokens import read
from names.text.uncased_organisations import UncasedOrganisations
from names.text.uncased_persons import UncasedPersons
from names.text.unknowns import UnknownPersons

__all__ = ["annotate", "annotate_portions", "annotate_stream"]

REMEMBERED = 1 << 14  # names and words that stay in the caches of this package after each portion; chosen


def annotate(text: str, gazetteer: Gazetteer, rules: TextRules = TEXT_RULES) -> list[Resolution]:
    """The resolutions of all names in the text, in order of their mentions, which do not overlap.

    A person whom the gazetteer does not know has the status "none" and a `group`, an id that all spellings of the name
    in this text share. For texts of many megabytes see `annotate_stream`, which gives the same results.

    >>> from gazetteer import Entity
    >>> from names import build_gazetteer
    >>> minsk = build_gazetteer([Entity("m", "place", ["Minsk"], prior=6.2), Entity("p", "person", ["Vladimir Putin"])])
    >>> [(r.mention.text, r.entity.id) for r in annotate("Putin (Vladimir Putin) flew to Minsk.", minsk)]
    [('Putin', 'p'), ('Vladimir Putin', 'p'), ('Minsk', 'm')]
    """
    return list(annotate_stream([text], gazetteer, rules))


def annotate_stream(pieces: Iterable[str], gazetteer: Gazetteer, rules: TextRules = TEXT_RULES) -> Iterator[Resolution]:
    r"""The resolutions of all names in a text of any length that comes in pieces, such as the lines of a file.

    Offsets are in characters of the whole text. The text is processed in portions of up to 65,536 characters,
    regardless of its pieces (see `names.text.portions`). Short forms are joined to full names in the same portion or an
    earlier one, not in a later one; unknown persons keep their `group` in the whole text. Memory does not grow with the
    text: some thousands of full names and unknown persons are remembered, and a short form in a later portion has only
    the best of the `candidates` of its full name.

    >>> from gazetteer import Entity
    >>> from names import build_gazetteer
    >>> minsk = build_gazetteer([Entity("m", "place", ["Minsk"], prior=6.2)])
    >>> [(r.mention.text, r.mention.start) for r in annotate_stream(["From Mi", "nsk\n", "to Minsk."], minsk)]
    [('Minsk', 5), ('Minsk', 14)]
    """
    for _, resolutions in annotate_portions(pieces, gazetteer, rules):
        yield from resolutions


def annotate_portions(
    pieces: Iterable[str], gazetteer: Gazetteer, rules: TextRules = TEXT_RULES
) -> Iterator[tuple[Portion, list[Resolution]]]:
    """The portions of a text, each with the resolutions of its names; offsets are those of `annotate_stream`."""
    passes = _Passes(gazetteer, rules)
    for portion in portions(pieces):
        yield portion, [_shifted(resolution, portion.start) for resolution in passes.resolutions(portion.text)]
        forget(beyond=REMEMBERED)


class _Passes:
    """The passes over a text, each of which takes the links so far and gives new ones.

    They remember introductions and unknown persons of earlier portions, and what phrases mean in the gazetteer.
    """

    def __init__(self, gazetteer: Gazetteer, rules: TextRules) -> None:
        self._gazetteer = gazetteer
        self._known_phrases = KnownPhrases(gazetteer, rules)
        self._similar_runs = SimilarRuns(gazetteer, rules)
        self._places = PlacesInContext(gazetteer, rules)
        self._unknown_persons = UnknownPersons(rules)
        self._uncased_organisations = UncasedOrganisations(rules)
        self._uncased_persons = UncasedPersons(rules)
        self._coreference = Coreference(rules)

    def resolutions(self, portion: str) -> list[Resolution]:
        """The resolutions of all names of a portion of the text, in order of offset."""
        with gc_paused():
            return self._resolutions(portion)

    def _resolutions(self, portion: str) -> list[Resolution]:
        text = read(portion)
        links = self._known_phrases.link(text)
        links = self._similar_runs.link(text, links)
        links = best_links(links)
        decided = decided_links(links)
        links = self._places.link(text, links)
        links = self._unknown_persons.link(text, links)
        links = self._uncased_organisations.link(text, links)
        links = self._uncased_persons.link(text, links)
        links = self._coreference.link(text, links)
        links = self._unknown_persons.link_alone(text, links)
        if self._gazetteer.decisions is not None:
            links = as_decided(links, decided, self._gazetteer)
        return [link.resolution for link in sorted(links, key=lambda link: link.start)]


def _shifted(resolution: Resolution, offset: int) -> Resolution:
    """The resolution with `offset` added to the offsets of its mention."""
    mention = resolution.mention
    if not offset or mention is None:
        return resolution
    return replace(resolution, mention=Mention(mention.text, mention.start + offset, mention.end + offset))
