"""Unknown names that a text spells in several ways: somebody should decide which is right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from names.correction.endings import Endings, endings_of, is_inflected
from names.correction.results import Doubt
from names.correction.wordings import Wordings
from names.resolution.results import Mention, Resolution

__all__ = ["spelled_in_several_ways"]

LETTERS_A_SLIP = 3  # letters of a word for each in which its spellings may differ; chosen


def spelled_in_several_ways(resolutions: Sequence[Resolution], wordings: Wordings, shown: int) -> list[Doubt]:
    """A doubt for each unknown name with several spellings that are no cases of one another, at its first mention."""
    by_group: defaultdict[str, list[Mention]] = defaultdict(list)
    for resolution in resolutions:
        if resolution.group and resolution.mention is not None:
            by_group[resolution.group].append(resolution.mention)
    return [doubt for mentions in by_group.values() for doubt in _doubts(mentions, wordings, shown)]


def _doubts(mentions: Sequence[Mention], wordings: Wordings, shown: int) -> Iterator[Doubt]:
    """The doubt about one name, if it has several spellings."""
    endings = endings_of(wordings.of(mentions[0].text, mentions[0].start).languages)
    counts = Counter(" ".join(mention.text.split()) for mention in mentions)
    spellings = [
        one
        for one, _ in counts.most_common()
        if any(_are_spellings(one, other, endings) for other in counts if other != one)
    ]
    if len(spellings) < 2:
        return
    first = next(mention for mention in mentions if " ".join(mention.text.split()) in spellings)
    listed = ", ".join(spellings[:shown]) + (f" and {len(spellings) - shown} more" if len(spellings) > shown else "")
    why = f"not in the gazetteer, and spelled in several ways: {listed}"
    yield Doubt(first.start, first.end, first.text, why, spellings=tuple(spellings))


def _are_spellings(one: str, other: str, endings: Endings) -> bool:
    """Whether the shorter of two forms of a name stands in the longer one, with some word spelled otherwise."""
    shorter, longer = sorted((one.casefold().split(), other.casefold().split()), key=len)
    windows = (longer[start : start + len(shorter)] for start in range(len(longer) - len(shorter) + 1))
    return any(
        window != shorter
        and all(left == right or _is_slip(left, right, endings) for left, right in zip(window, shorter, strict=True))
        for window in windows
    )


def _is_slip(left: str, right: str, endings: Endings) -> bool:
    distance = OSA.distance(left, right)
    if distance > max(1, min(len(left), len(right)) // LETTERS_A_SLIP):
        return False
    is_case = left.startswith(right) or right.startswith(left)
    return not (is_case or is_inflected(left, right, endings) or is_inflected(right, left, endings))
