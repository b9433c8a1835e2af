"""Find aliases that several curated entities have by mistake.

``data/curated/shared.tsv`` lists the aliases that several entities may share (Sherif Ismail, Georgia), and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from gazetteer.default.tsv import CURATED, read_tsv
from gazetteer.entity import Entity
from gazetteer.errors import SourceError
from gazetteer.sources.scripts import fold_punctuation

SHARED_COLUMNS = ("alias", "ids", "why")

# The kinds of aliases that may always be shared: a family name alone identifies nobody.
_SHAREABLE = frozenset({"family"})


def find_conflicts(entities: Iterable[Entity], shared: Path = CURATED / "shared.tsv") -> Iterator[str]:
    """A message for each alias that several `entities` have, unless the table `shared` lists all their ids for it.

    Raises SourceError if `shared` is malformed.

    >>> list(find_conflicts([Entity("org/a", "org", ["Ann-Lee"]), Entity("person/b", "person", ["ann lee"])]))
    ['Ann-Lee and ann lee: claimed by org/a, person/b']
    """
    allowed = _shared_ids(shared)
    claims: dict[str, dict[str, str]] = {}  # folded alias → id → the alias as that entity spells it
    for entity in entities:
        for alias in entity.aliases:
            if alias.kind not in _SHAREABLE:
                claims.setdefault(fold_punctuation(alias.text), {})[entity.id] = alias.text
    for folded, spellings in sorted(claims.items()):
        ids = spellings.keys()
        if len(ids) > 1 and not allowed.get(folded, frozenset()) >= ids:
            yield f"{' and '.join(sorted(set(spellings.values())))}: claimed by {', '.join(sorted(ids))}"


def _shared_ids(shared: Path) -> dict[str, frozenset[str]]:
    """The ids that may share an alias, by folded alias. Raises SourceError for an alias on two lines."""
    allowed: dict[str, frozenset[str]] = {}
    for line, (alias, ids, _) in read_tsv(shared, SHARED_COLUMNS):
        folded = fold_punctuation(alias)
        if folded in allowed:
            raise SourceError(shared, line, f"alias {alias!r} is on an earlier line too; join the two")
        allowed[folded] = frozenset(ids.split(", "))
    return allowed
