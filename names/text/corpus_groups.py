"""Groups of unknown names across the texts of a corpus.

Each text has its own groups (`names.text.unknowns`), and its short forms belong to them. Here groups of several texts
become one where full names agree; a short form follows the group of its own text, and is never compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from names.comparison.similarity import compare_many
from names.parsing.division import parse
from names.resolution.results import Resolution
from names.text.memory import RecentTable
from names.text.neighbours import Neighbours
from names.text.rules import TextRules

# Parts of a person's name that do not make a lone family name a full one.
NOT_IDENTIFYING = frozenset({"title", "particle", "suffix", "qualifier"})


class _Group(NamedTuple):
    """An unknown name of the corpus; every mention of it has this id and label."""

    id: str
    label: str  # the longest spelling in the portion of a text that names it first
    kind: str


class CorpusGroups:
    """Gives the unknown names of texts, which come one after the other, the groups that they have in the corpus.

    The first spelling of a group of a text is compared with the first spellings of the groups of earlier texts that are
    near it, and joins the first that agrees, by the same score as within a text. Two groups of one text stay two,
    unless each is known from earlier texts under one name. A person named by one word only is nobody of another text.
    Of very many groups the older ones are forgotten; one that is named again in its first spelling gets the same id.
    """

    def __init__(self, rules: TextRules) -> None:
        self._rules = rules
        self._first_spellings: dict[str, Neighbours] = {}  # by kind
        self._group_of: RecentTable[tuple[str, str], _Group] = RecentTable()  # by kind and first spelling
        self._known: RecentTable[str, _Group] = RecentTable()  # by the id of the group in a text
        self._homonyms: RecentTable[str, int] = RecentTable()  # the number of persons of one word, by id
        self.begin_text()

    def begin_text(self) -> None:
        """Another text begins: its groups are others, even where they have an id of the text before."""
        self._of_text: RecentTable[str, _Group] = RecentTable()  # by the id of the group in this text
        self._taken: RecentTable[str, None] = RecentTable()  # the ids in the corpus of these groups

    def joined(self, resolutions: Sequence[Resolution]) -> list[Resolution]:
        """The resolutions of a portion of the text with the groups that unknown names have in the corpus."""
        introduced: dict[str, Resolution] = {}
        for resolution in resolutions:
            if resolution.group and not resolution.because and resolution.group not in self._of_text:
                introduced.setdefault(resolution.group, resolution)
        unknown = []  # those whose first spelling is new; the others are settled first, for what they join is certain
        for id, resolution in introduced.items():
            if not _is_full_name(resolution):
                self._settle(id, self._stranger(resolution))
            elif id in self._known:
                self._settle(id, self._known[id])
            else:
                unknown.append(resolution)
        for resolution in unknown:
            self._settle(resolution.group, self._group(resolution))
        return [self._in_group(resolution) for resolution in resolutions]

    def _settle(self, id: str, group: _Group) -> None:
        self._of_text.keep(id, group)
        self._taken.keep(group.id, None)

    def _stranger(self, resolution: Resolution) -> _Group:
        """A group for a person named by one word: the second in the corpus has the id of the first with "-2"."""
        number = self._homonyms.get(resolution.group, 0) + 1
        self._homonyms.keep(resolution.group, number)
        id = resolution.group if number == 1 else f"{resolution.group}-{number}"
        return _Group(id, resolution.group_label, resolution.group_kind)

    def _group(self, resolution: Resolution) -> _Group:
        """The group of a name that is spelled like one of an earlier text, else a new one."""
        spelling, kind = resolution.query, resolution.group_kind
        firsts = self._first_spellings.setdefault(kind, Neighbours(self._rules))
        group = self._agreeing(spelling, kind, firsts.near(spelling))
        if group is None:
            group = _Group(resolution.group, resolution.group_label, kind)
            firsts.add(spelling)
        self._group_of.keep((kind, spelling), group)
        self._known.keep(resolution.group, group)
        return group

    def _agreeing(self, spelling: str, kind: str, near: Iterable[str]) -> _Group | None:
        """The first group whose first spelling agrees with this one, unless another name of this text has it."""
        groups = [(first, group) for first in near if (group := self._group_of.get((kind, first))) is not None]
        free = [(first, group) for first, group in groups if group.id not in self._taken]
        comparisons = compare_many([(first, spelling) for first, _ in free])
        agreeing = (
            group
            for (_, group), comparison in zip(free, comparisons, strict=True)
            if comparison.score >= self._rules.unknown_score
        )
        return next(agreeing, None)

    def _in_group(self, resolution: Resolution) -> Resolution:
        group = self._of_text.get(resolution.group)
        return resolution if group is None else replace(resolution, group=group.id, group_label=group.label)


def _is_full_name(resolution: Resolution) -> bool:
    """Whether a name tells by itself who or what is meant: a person's has two words, or parts of an unspaced name."""
    parts = [part for part in parse(resolution.query).parts if part.role not in NOT_IDENTIFYING]
    return resolution.group_kind != "person" or len(parts) > 1
