"""Towns that a text names with their region somewhere, in all other places of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from names.parsing.lexicon import fold_phrase
from names.resolution.results import Mention, Resolution
from names.text.links import Link, without_overlaps
from names.text.memory import RecentTable
from names.text.places.links import is_place
from names.text.tokens import TokenizedText


class NamedTowns:
    """Remembers what the names of towns mean in a text."""

    def __init__(self) -> None:
        self._meanings: RecentTable[str, Resolution | None] = RecentTable()  # by name, folded; None: several

    def remember(self, towns: Sequence[Link]) -> None:
        """Remember what these links of towns mean. A name of several towns of the text means none of them by itself."""
        for town in towns:
            resolution = town.resolution
            for name in _names(town):
                known = self._meanings.get(name, resolution)
                is_same = known is not None and _meaning(known) == _meaning(resolution)
                self._meanings.keep(name, resolution if is_same else None)

    def link(self, text: TokenizedText, links: Sequence[Link], settled: Sequence[Link]) -> list[Link]:
        """The links of names of remembered towns; not those that are settled already."""
        if not self._meanings:
            return []
        known = {id(link) for link in settled}
        repeated = [self._repeated(link) for link in links if id(link) not in known and is_place(link)]
        found = [link for link in repeated if link is not None]
        return [*found, *without_overlaps(list(self._further(text)), taken=links)]

    def _repeated(self, link: Link) -> Link | None:
        for name in _names(link):
            meaning = self._meanings.get(name)
            if meaning is not None:
                return replace(link, resolution=_elsewhere(meaning, link.mention))
        return None

    def _further(self, text: TokenizedText) -> Iterator[Link]:
        """Links of all mentions of the remembered towns, as they are written."""
        longest: dict[str, int] = {}  # words of the longest name by its first word
        for name, meaning in self._meanings.items():
            words = name.split(" ")
            if meaning is not None:
                longest[words[0]] = max(longest.get(words[0], 0), len(words))
        for first, token in enumerate(text.tokens):
            for count in range(longest.get(token.stem, 0), 0, -1):
                words_here = text.tokens[first : first + count]
                meaning = self._meanings.get(" ".join(word.stem for word in words_here))
                if meaning is not None and token.capitalized and all(word.adjoins for word in words_here[1:]):
                    mention = text.mention(first, first + count)
                    yield Link(_elsewhere(meaning, mention), first, first + count)
                    break


def _names(link: Link) -> list[str]:
    """The names, folded, by which a link repeats another: as it is written, and the alias of its best candidate."""
    best = link.resolution.candidates.near[:1]
    return list(dict.fromkeys([fold_phrase(link.mention.text), *(fold_phrase(one.alias.text) for one in best)]))


def _meaning(resolution: Resolution) -> str:
    best = resolution.candidates.best
    return resolution.group or (best.entity.id if best is not None else "")


def _elsewhere(meaning: Resolution, mention: Mention) -> Resolution:
    """What a name means that stands beside its region elsewhere in the text."""
    because = meaning.because.replace("stands beside it", "stands beside it elsewhere in this text")
    return replace(meaning, query=mention.text, mention=mention, because=because)
