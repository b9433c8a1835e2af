"""Put the names of a text into their usual form; what is not sure is left and told."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence

from gazetteer import Gazetteer
from names.correction.edits import applied, joined
from names.correction.layouts import prose
from names.correction.overlooked import with_overlooked
from names.correction.results import Change, Doubt, Fixed
from names.correction.rules import FIX_RULES, FixRules
from names.correction.spellings import spelled_in_several_ways
from names.correction.verdicts import Verdict, judge
from names.correction.wordings import Wordings
from names.resolution.results import Candidate, Mention, Resolution
from names.text.annotation import annotate

__all__ = ["fix"]


def fix(text: str, gazetteer: Gazetteer, layout: str = "txt", language: str = "", rules: FixRules = FIX_RULES) -> Fixed:
    """The text with its names in the usual form of its script and language, with all changes and doubts.

    Only what is sure is changed: a misspelling or variant of a name of a matched entity whose score, 0..1, reaches
    `FixRules.threshold`. Inflected and short forms, demonyms, acronyms and names of the language of the text stay, and
    so do endings, capitals, line breaks and all that is no prose in the `layout` ("txt", "md", "srt" or "vtt").
    `language` is the BCP 47 code of the text; it is told from the text if none is given. A text that was fixed is not
    changed again. Raises KeyError for another layout.

    >>> from gazetteer import Entity
    >>> from names import build_gazetteer
    >>> speakers = build_gazetteer([Entity("s/1", "person", ["Katharina Brokdorf"])])
    >>> fixed = fix("Here is Katarina Brockdorf. Ms Brockdorf's book is new.", speakers, language="en")
    >>> fixed.text
    "Here is Katharina Brokdorf. Ms Brokdorf's book is new."
    >>> [(change.before, change.after) for change in fixed.changes]
    [('Katarina Brockdorf', 'Katharina Brokdorf'), ('Brockdorf', 'Brokdorf')]
    """
    changes: list[Change] = []
    doubts: list[Doubt] = []
    for number in range(rules.rounds):
        this = _Round(applied(text, changes), gazetteer, layout, language, rules)
        new = list(this.changes())
        if number == 0:
            doubts = list(this.doubts())
        if not new:
            break
        changes = joined(text, changes, new)
    changes = [change for change in changes if change.before != change.after]
    return Fixed(applied(text, changes), tuple(changes), tuple(_left(doubts, changes)))


def _left(doubts: Sequence[Doubt], changes: Sequence[Change]) -> Iterator[Doubt]:
    """The doubts, in order, about what was not changed after all."""
    starts = [change.start for change in changes]
    for doubt in sorted(doubts, key=lambda one: one.start):
        before = bisect_left(starts, doubt.end)  # changes that begin before the doubt ends; they do not overlap
        if before == 0 or changes[before - 1].end <= doubt.start:
            yield doubt


class _Round:
    """One reading of a text: its mentions, and a verdict on each."""

    def __init__(self, text: str, gazetteer: Gazetteer, layout: str, language: str, rules: FixRules) -> None:
        self._text = text
        self._rules = rules
        masked = prose(text, layout)
        found = annotate(masked, gazetteer, rules.text_rules(len(gazetteer)))
        self._resolutions = with_overlooked(masked, found, gazetteer, rules.threshold)
        self._wordings = Wordings(masked, language)
        self._verdicts: dict[Hashable, Verdict] = {}

    def changes(self) -> Iterator[Change]:
        """What is sure, in order of place."""
        for resolution, mention in self._mentions():
            if resolution.status != "match" or resolution.score < self._rules.threshold:
                continue
            best = resolution.candidates[0]
            before, verdict = self._written(mention), self._verdict(resolution, mention, best)
            if verdict.after != before and not verdict.doubt:
                why = "; ".join(filter(None, [verdict.why, " ".join(resolution.because.split())]))
                yield Change(mention.start, mention.end, before, verdict.after, best.entity, resolution.score, why)

    def doubts(self) -> Iterator[Doubt]:
        """What is misspelled, or spelled in several ways, and not sure."""
        for resolution, mention in self._mentions():
            near = resolution.candidates.near[: self._rules.shown]
            considered = {"match": near[:1], "ambiguous": near, "none": ()}[resolution.status]
            verdicts = [self._verdict(resolution, mention, candidate) for candidate in considered]
            written = self._written(mention)
            if any(verdict.after != written for verdict in verdicts):
                why = self._why_left(resolution, near, verdicts[0])
                if why:
                    yield Doubt(mention.start, mention.end, written, why, near)
        yield from spelled_in_several_ways(self._resolutions, self._wordings, self._rules.shown)

    def _why_left(self, resolution: Resolution, near: Sequence[Candidate], verdict: Verdict) -> str:
        """Why a mention that would be changed is not; empty if it is."""
        if resolution.status == "ambiguous":
            return "may be " + " or ".join(f"{one.entity.label} ({one.entity.id}, {one.score:.2f})" for one in near)
        if verdict.doubt or resolution.score >= self._rules.threshold:
            return verdict.doubt
        least = f"{resolution.score:.2f} is below {self._rules.threshold:g}"
        return f"perhaps {near[0].entity.label} ({near[0].entity.id}), but {least}"

    def _mentions(self) -> Iterator[tuple[Resolution, Mention]]:
        """The mentions of known entities, in order."""
        for resolution in self._resolutions:
            if resolution.mention is not None and not resolution.group:
                yield resolution, resolution.mention

    def _written(self, mention: Mention) -> str:
        """A mention as it stands in the text, with what is hidden between its words."""
        return self._text[mention.start : mention.end]

    def _verdict(self, resolution: Resolution, mention: Mention, candidate: Candidate) -> Verdict:
        """The verdict on a mention, if it means the candidate; remembered, as names repeat."""
        wording, written = self._wordings.of(mention.text, mention.start), self._written(mention)
        key = mention.text, written, wording.script, wording.languages, candidate.entity.id, candidate.alias.text
        if key not in self._verdicts:
            self._verdicts[key] = judge(resolution, candidate, written, wording)
        return self._verdicts[key]
