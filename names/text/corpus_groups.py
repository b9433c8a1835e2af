"""Groups of unknown names across the texts of a corpus.

Each text has its own groups (`names.text.unknowns`), and its short forms belong to them. Here groups of several texts
become one where full names agree: in another case form, or those of persons in another spelling. A short form follows
the group of its own text, and is never compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from names.comparison.similarity import compare_many
from names.orthography.tokens import tokenize
from names.parsing.division import parse
from names.parsing.parts import read_name
from names.resolution.results import Resolution
from names.text.memory import RecentTable
from names.text.neighbours import Neighbours
from names.text.rules import TextRules
from names.text.tokens import read
from names.text.unknown.groups import UnknownName, are_one_name
from names.text.unknown.word_facts import Languages

PERSON = "person"
# Parts of a person's name that do not make a lone family name a full one.
NOT_IDENTIFYING = frozenset({"title", "particle", "suffix", "qualifier"})
LANGUAGE_LETTERS = 4000  # characters of a portion by which its languages are told; chosen


class _Group(NamedTuple):
    """An unknown name of the corpus; every mention of it has this id and label."""

    id: str
    label: str  # the longest spelling in the portion of a text that names it first
    languages: Languages = frozenset()  # of that portion


class CorpusGroups:
    """Gives the unknown names of texts, which come one after the other, the groups that they have in the corpus.

    The spellings of a name in a text are compared with the first spellings of names of earlier texts that are near
    them, and join the first that agrees, by the same rules as within a text; a person who is spelled like any spelling
    of an earlier one joins at once, and one with initials only so. Two groups of one text stay two, unless each has an
    id that is known as one. A person named by one word only is nobody of another text. Of very many groups the older
    ones are forgotten; one that is named again in its first spelling gets the same id.
    """

    def __init__(self, rules: TextRules) -> None:
        self._rules = rules
        self._firsts: dict[str, Neighbours] = {}  # by kind, the first spellings of names of earlier texts
        self._new: RecentTable[tuple[str, str], None] = RecentTable()  # kind and spelling of those new in this text
        self._group_of: RecentTable[tuple[str, str], _Group] = RecentTable()  # by kind and spelling
        self._known: RecentTable[str, _Group] = RecentTable()  # by the id of the group in a text
        self._homonyms: RecentTable[str, int] = RecentTable()  # the number of persons of one word, by id
        self.begin_text()

    def begin_text(self) -> None:
        """Another text begins: its groups are others, even where they have an id of the text before."""
        for kind, spelling in self._new:
            self._firsts.setdefault(kind, Neighbours(self._rules)).add(spelling)
        self._new.clear()
        self._of_text: RecentTable[str, _Group] = RecentTable()  # by the id of the group in this text
        self._taken: RecentTable[str, None] = RecentTable()  # the ids in the corpus of these groups

    def joined(self, portion: str, resolutions: Sequence[Resolution]) -> list[Resolution]:
        """The resolutions of a portion of the text with the groups that unknown names have in the corpus."""
        introduced: dict[str, dict[str, Resolution]] = {}  # by the id of a group that is new in this text, and spelling
        for resolution in resolutions:
            if resolution.group and not resolution.because and resolution.group not in self._of_text:
                introduced.setdefault(resolution.group, {}).setdefault(resolution.query, resolution)
        new = []
        for id, spellings in introduced.items():
            named = list(spellings.values())
            full = [resolution for resolution in named if _is_full_name(resolution)]
            known = self._known.get(id) or self._spelled_alike(full)
            if not full:
                self._settle(named[:1], self._stranger(named[0]))
            elif known is not None:
                self._settle(full, known)
            else:
                new.append(full)
        languages = read(portion[:LANGUAGE_LETTERS]).languages if new else frozenset()
        for full in new:  # after those that are known for certain, which may be the ones that a new name is like
            self._settle(full, self._agreeing(full, languages) or self._begun(full[0], languages))
        return [self._in_group(resolution) for resolution in resolutions]

    def _settle(self, named: Sequence[Resolution], group: _Group) -> None:
        """Give the group to names, which are one in this text, and remember how they are spelled."""
        self._of_text.keep(named[0].group, group)
        self._taken.keep(group.id, None)
        for resolution in named:
            if _is_full_name(resolution):
                self._known.keep(resolution.group, group)
                spelling = (resolution.group_kind, resolution.query)
                self._group_of.keep(spelling, self._group_of.get(spelling, group))

    def _stranger(self, resolution: Resolution) -> _Group:
        """A group for a person named by one word: the second in the corpus has the id of the first with "-2"."""
        number = self._homonyms.get(resolution.group, 0) + 1
        self._homonyms.keep(resolution.group, number)
        id = resolution.group if number == 1 else f"{resolution.group}-{number}"
        return _Group(id, resolution.group_label)

    def _begun(self, resolution: Resolution, languages: Languages) -> _Group:
        """A new group, whose first spelling this is."""
        if not _has_initial(resolution):
            self._new.keep((resolution.group_kind, resolution.query), None)
        return _Group(resolution.group, resolution.group_label, languages)

    def _spelled_alike(self, full: Sequence[Resolution]) -> _Group | None:
        """The group of a person of an earlier text who is spelled exactly like one of the names."""
        groups = (self._group_of.get((PERSON, one.query)) for one in full if one.group_kind == PERSON)
        return next((group for group in groups if group is not None and group.id not in self._taken), None)

    def _agreeing(self, full: Sequence[Resolution], languages: Languages) -> _Group | None:
        """The first group whose first spelling agrees with one of the names, but none that this text has already."""
        kind = full[0].group_kind
        if kind not in self._firsts:
            return None
        pairs = []
        for spelling in dict.fromkeys(one.query for one in full if not _has_initial(one)):
            near = ((first, self._group_of.get((kind, first))) for first in self._firsts[kind].near(spelling))
            pairs += [(spelling, first, group) for first, group in near if group and group.id not in self._taken]
        compared = compare_many([pair[:2] for pair in pairs]) if kind == PERSON else []
        scores = [comparison.score for comparison in compared] or [0.0] * len(pairs)
        for (spelling, first, group), score in zip(pairs, scores, strict=True):
            both = languages | group.languages
            if score >= self._rules.unknown_score or are_one_name(_read(spelling, kind), _read(first, kind), both):
                return group
        return None

    def _in_group(self, resolution: Resolution) -> Resolution:
        group = self._of_text.get(resolution.group)
        return resolution if group is None else replace(resolution, group=group.id, group_label=group.label)


def _is_full_name(resolution: Resolution) -> bool:
    """Whether a name tells by itself who or what is meant: a person's has two words, or parts of an unspaced name."""
    parts = [part for part in parse(resolution.query).parts if part.role not in NOT_IDENTIFYING]
    return resolution.group_kind != PERSON or len(parts) > 1


def _has_initial(resolution: Resolution) -> bool:
    """Whether a person is named with an initial, which may be that of anybody in another text."""
    return resolution.group_kind == PERSON and any(part.role == "initial" for part in read_name(resolution.query).parts)


def _read(spelling: str, kind: str) -> UnknownName:
    """A name with its words, as `names.text.unknown.groups` compares them."""
    if kind != PERSON:
        return UnknownName(spelling, kind, tuple(token.text.lower() for token in tokenize(spelling)) or ("",), 0)
    parts = [part for part in read_name(spelling).parts if part.role not in NOT_IDENTIFYING]
    families = [place for place, part in enumerate(parts) if part.role == "family"]
    words = tuple(part.text.lower() for part in parts) or ("",)
    return UnknownName(spelling, kind, words, families[-1] if families else len(words) - 1)
