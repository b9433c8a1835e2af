"""Which of several spellings of a name represents them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from names.parsing.parts import Name, read_names
from names.resolution.features import query_traits


def representative(
    names: Sequence[str], frequencies: Mapping[str, int], scores: Iterable[tuple[str, str, float]]
) -> str:
    """The spelling that is complete, usual and most like the others.

    In this order it is a full name rather than a single word, without initials, in the script of most, the most
    frequent, the one with the highest mean score to the others, and the first by the alphabet. `scores` are those of
    pairs of these names.

    >>> representative(["A. Berg", "Ada Berg", "Ada Bergh"], {"A. Berg": 9, "Ada Berg": 2, "Ada Bergh": 1}, [])
    'Ada Berg'
    """
    if len(names) == 1:
        return names[0]
    sums: defaultdict[str, float] = defaultdict(float)
    for left, right, score in scores:
        sums[left] += score
        sums[right] += score
    read = read_names(names)
    scripts = Counter[str]()
    for name in read:
        scripts[name.script] += frequencies[name.text]
    usual = max(scripts, key=lambda script: (scripts[script], script))

    def rank(name: Name) -> tuple[bool, int, bool, int, float, str]:
        initials = sum(part.role == "initial" for part in name.parts)
        is_short = query_traits(name).words < 2
        return is_short, initials, name.script != usual, -frequencies[name.text], -sums[name.text], name.text

    return min(read, key=rank).text
