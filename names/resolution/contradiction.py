"""Words of a query that an entity's name has not, judged against all names that the entity is known by.

Hans Merkel has a word more than the family name Merkel; but who is known as Merkel is known as Angela Merkel, too, and
Hans contradicts that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from gazetteer import Gazetteer
from names.comparison.evidence import presence
from names.comparison.similarity import Comparison, compare_many
from names.orthography.script_facts import script_facts
from names.parsing.parts import Name, parse_many
from names.resolution.own_names import own_names

DOUBTED = 4  # entities of a query, the likeliest, whose further names are looked at
FURTHER = 8  # further names of an entity that are looked at …
LOOKED_THROUGH = 32  # … of so many that follow its label
POSSIBLE = 0.1  # score below which an entity is out of the question whatever its other names are
PARTIAL = frozenset({"family", "code", "demonym", "exonym"})  # kinds of aliases that are no full names


class Known(NamedTuple):
    """An entity's name beside a query: the ordinals of entity and alias, how query and alias compare, and whether the
    alias is a transcription into a third script.
    """

    owner: int
    alias: int
    comparison: Comparison
    transcribed: bool


def against_all(names: Sequence[Name], rated: Sequence[Sequence[Known]], gazetteer: Gazetteer) -> list[list[Known]]:
    """The name of each entity that says most: the best-comparing one, or a fuller one that the query contradicts.

    An own name in the characters or syllables of the query decides, too. `rated` has the best-comparing name of each
    entity, likeliest first.
    """
    judged = [list(row) for row in rated]
    asked = [
        (query, place, ordinal)
        for query, row in enumerate(rated)
        for place, known in enumerate(row[:DOUBTED])
        if known.comparison.score > POSSIBLE and (_left_over(known.comparison) or _is_read(known, gazetteer))
        for ordinal in _further(names[query], known, gazetteer)
    ]
    if not asked:  # most batches of few queries
        return judged
    texts = parse_many(gazetteer.alias_texts([ordinal for _, _, ordinal in asked]))
    pairs = [(names[query], text) for (query, _, _), text in zip(asked, texts, strict=True)]
    best: dict[tuple[int, int], Known] = {}
    for (query, place, ordinal), comparison in zip(asked, compare_many(pairs), strict=True):
        known = rated[query][place]
        other = best.get((query, place))
        written = names[query].script == comparison.right.script and _is_read(known, gazetteer)
        decides = written or _says_more(known.comparison, comparison)
        if decides and (other is None or comparison.score > other.comparison.score):
            best[query, place] = Known(known.owner, ordinal, comparison, transcribed=False)
    for (query, place), known in best.items():
        judged[query][place] = known
    return judged


def _is_read(known: Known, gazetteer: Gazetteer) -> bool:
    """Whether a query in the characters or syllables of the entity's own names is compared with one in other letters.

    The own name decides then: 김민서 is not 김민석, however Kim Min-seok sounds.
    """
    script = known.comparison.left.script
    if script_facts(script).spaced or known.comparison.right.script == script:
        return False
    return own_names(gazetteer).is_native(script, known.owner, gazetteer)


def _left_over(comparison: Comparison) -> bool:
    """Whether a word of the query, the left name, that counts meets nothing in the right one."""
    return any(presence(part) for e in comparison.evidence if e.how == "omitted" for part in e.left)


def _says_more(best: Comparison, other: Comparison) -> bool:
    """Whether a further name has all that agrees, and agrees with more or contradicts the rest."""
    mine, others = _matched(best), _matched(other)
    return mine < others or (mine == others and any(e.how == "contradicted" for e in other.evidence))


def _matched(comparison: Comparison) -> set[int]:
    """Where the words of the query stand that agree, particles left out."""
    return {part.start for e in comparison.evidence if e.agrees for part in e.left if part.role != "particle"}


def _further(query: Name, known: Known, gazetteer: Gazetteer) -> list[int]:
    """Other full names of the entity that the query may be compared with, at most FURTHER."""
    first, end = gazetteer.alias_starts[known.owner : known.owner + 2].tolist()
    kinds = gazetteer.kinds("alias")
    full = [
        ordinal
        for ordinal, kind in enumerate(gazetteer.alias_kinds[first:end].tolist()[:LOOKED_THROUGH], first)
        if kinds[kind] not in PARTIAL and ordinal != known.alias
    ]
    if not full:
        return []
    ordinals = np.array(full, np.uint32)
    fits = own_names(gazetteer).fit([query.script], np.zeros(len(full), np.int32), ordinals, gazetteer)
    return [int(ordinal) for ordinal in ordinals[fits][:FURTHER]]
