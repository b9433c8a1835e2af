"""Find aliases that several curated entities have by mistake.

``data/curated/shared.tsv`` lists the aliases that several entities may share (Sherif Ismail, Georgia), and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from gazetteer.default import curated
from gazetteer.default.tsv import CURATED
from gazetteer.entity import Entity
from gazetteer.sources.scripts import fold_punctuation

# The kinds of aliases that may always be shared: a family name alone identifies nobody.
_SHAREABLE = frozenset({"family"})


def find_conflicts(entities: Iterable[Entity], folder: Path = CURATED) -> Iterator[str]:
    """A message for each alias that several `entities` have, unless ``shared.tsv`` in the folder has all their ids.

    Raises SourceError if that table is malformed.

    >>> list(find_conflicts([Entity("org/a", "org", ["Ann-Lee"]), Entity("person/b", "person", ["ann lee"])]))
    ['Ann-Lee and ann lee: claimed by org/a, person/b']
    """
    allowed = curated.shared_ids(folder)
    claims: dict[str, dict[str, str]] = {}  # folded alias → id → the alias as that entity spells it
    for entity in entities:
        for alias in entity.aliases:
            if alias.kind not in _SHAREABLE:
                claims.setdefault(fold_punctuation(alias.text), {})[entity.id] = alias.text
    for folded, spellings in sorted(claims.items()):
        ids = spellings.keys()
        if len(ids) > 1 and not allowed.get(folded, frozenset()) >= ids:
            yield f"{' and '.join(sorted(set(spellings.values())))}: claimed by {', '.join(sorted(ids))}"
