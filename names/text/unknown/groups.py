"""Unknown names of a text, grouped by what they name: one person, organisation or place in all its spellings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from names.comparison.similarity import compare_many
from names.parsing.lexicon import fold_phrase
from names.text.memory import RecentTable
from names.text.rules import TextRules
from names.text.unknown.word_facts import Languages, plain_latin
from names.text.unknown.word_forms import NearWords, are_forms

_ONE_SOUND = str.maketrans("wjyckqx", "viikkkk")  # letters that begin one name in several languages
_SOUNDS_OF_E = frozenset({"ye", "je", "ie"})
LONGEST_SPELLING = 200  # characters of a spelling that is compared with others; chosen


class UnknownName(NamedTuple):
    """A name that the gazetteer does not have, as a text writes it."""

    spelling: str
    kind: str  # "person", "org" or "place"
    words: tuple[str, ...]  # in small letters
    head: int  # the word that tells most, the family name of a person

    @property
    def others(self) -> tuple[str, ...]:
        """The words beside the head."""
        return self.words[: self.head] + self.words[self.head + 1 :]


class UnknownGroups:
    """The groups of unknown names so far: an id and the longest spelling of each.

    A name joins the first group with a name that is another form of it, or that is near and compares as a spelling of
    it. Of very many, the older groups are forgotten; a name that comes again in its first spelling gets the same id.

    >>> from names.text.rules import TEXT_RULES
    >>> groups = UnknownGroups(TEXT_RULES)
    >>> berg = UnknownName("Anna Berg", "person", ("anna", "berg"), 1)
    >>> groups.of([berg, berg._replace(spelling="A. Berg", words=("a", "berg"))], frozenset())
    ['unknown/anna-berg', 'unknown/anna-berg']
    """

    def __init__(self, rules: TextRules) -> None:
        self._least_score = rules.unknown_score
        self._ids: RecentTable[tuple[str, str], str] = RecentTable()  # by kind and spelling
        self._labels: RecentTable[str, str] = RecentTable()  # by id
        self._firsts: RecentTable[str, UnknownName] = RecentTable()  # the first name of a group, by id
        self._near = {kind: NearWords() for kind in ("person", "org", "place")}

    def of(self, names: Sequence[UnknownName], languages: Languages) -> list[str]:
        """The id of the group of each name; names are in the order of the text, and are remembered."""
        ids = [self._id(name, languages) for name in names]
        for name, group in zip(names, ids, strict=True):
            self._ids.keep((name.kind, name.spelling), group)
            self._labels.keep(group, max(self.label(group), name.spelling, key=len))
        return ids

    def label(self, group: str) -> str:
        """The longest spelling of a group so far."""
        return self._labels.get(group, "")

    def _id(self, name: UnknownName, languages: Languages) -> str:
        known = self._ids.get((name.kind, name.spelling))
        if known is not None:
            return known
        near = self._near[name.kind]
        ids = near.near(name.words[name.head])
        joined = self._joined(name, [group for group in ids if group in self._firsts], languages)
        if joined is None:
            joined = group_id(name.spelling)
            self._firsts.keep(joined, name)
            near.add(name.words[name.head], joined)
        self._ids.keep((name.kind, name.spelling), joined)
        return joined

    def _joined(self, name: UnknownName, ids: Sequence[str], languages: Languages) -> str | None:
        """The group that a name belongs to, of those that are near it."""
        firsts = [self._firsts[group] for group in ids]
        for group, first in zip(ids, firsts, strict=True):
            if are_one_name(name, first, languages):
                return group
        if name.kind != "person" or len(name.words) < 2 or len(name.spelling) > LONGEST_SPELLING:
            return None
        likely = [(group, first) for group, first in zip(ids, firsts, strict=True) if _begin_alike(name, first)]
        comparisons = compare_many([(first.spelling, name.spelling) for _, first in likely])
        agreeing = (
            group for (group, _), one in zip(likely, comparisons, strict=True) if one.score >= self._least_score
        )
        return next(agreeing, None)


def are_one_name(left: UnknownName, right: UnknownName, languages: Languages) -> bool:
    """Whether names are forms of one: their heads are, and their other words, as far as both have them.

    A person's further given names may be left out, but not all of them; of other names, every word counts.
    """
    others = list(zip(left.others, right.others, strict=False))
    if left.kind != "person" and len(left.words) != len(right.words):
        return False
    if not others and len(left.words) != len(right.words):
        return False
    return are_forms(left.words[left.head], right.words[right.head], languages) and all(
        are_forms(one, other, languages) for one, other in others
    )


def _begin_alike(left: UnknownName, right: UnknownName) -> bool:
    """Whether two persons' other words begin with one sound, or one has none: spellings hardly ever differ there."""
    if not left.others or not right.others:
        return True
    return _first_sound(left.others[0]) == _first_sound(right.others[0])


def _first_sound(word: str) -> str:
    """A Latin letter for the sound with which a word begins: Yerlan is also written Erlan, Jelena Elena."""
    beginning = plain_latin(word[:2])
    return "e" if beginning in _SOUNDS_OF_E else beginning[:1].translate(_ONE_SOUND)


def group_id(spelling: str) -> str:
    """The id of the group whose first spelling this is, in plain Latin letters as far as each letter has one.

    >>> group_id("Anna Berg"), group_id("王建国")
    ('unknown/anna-berg', 'unknown/王建国')
    """
    return "unknown/" + re.sub(r"[\W_]+", "-", plain_latin(fold_phrase(spelling))).strip("-")
