"""Which curated entities claim one alias, and which of these claims were made on purpose.

``data/curated/shared.tsv`` lists the aliases that several curated entities may bear (Sherif Ismail,
Georgia), and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from gazetteer.default.tsv import CURATED, read_tsv
from gazetteer.entity import Entity
from gazetteer.errors import SourceError
from gazetteer.sources.scripts import fold_punctuation

SHARED_COLUMNS = ("alias", "ids", "why")

# A family name is shared by nature: it introduces nobody without the rest of the name.
_NOT_CLAIMED = frozenset({"family"})


def find_conflicts(entities: Iterable[Entity], shared: Path = CURATED / "shared.tsv") -> Iterator[str]:
    """One line for each alias that several `entities` claim and that the table `shared` does not list for all of them.

    Raises SourceError where `shared` is broken.

    >>> list(find_conflicts([Entity("org/a", "org", ["Ann-Lee"]), Entity("person/b", "person", ["ann lee"])]))
    ['Ann-Lee and ann lee: claimed by org/a, person/b']
    """
    allowed = _shared_ids(shared)
    claims: dict[str, dict[str, str]] = {}  # folded alias → id → the alias as that entity spells it
    for entity in entities:
        for alias in entity.aliases:
            if alias.kind not in _NOT_CLAIMED:
                claims.setdefault(fold_punctuation(alias.text), {})[entity.id] = alias.text
    for folded, spellings in sorted(claims.items()):
        if len(spellings) > 1 and not allowed.get(folded, frozenset()) >= spellings.keys():
            yield f"{' and '.join(sorted(set(spellings.values())))}: claimed by {', '.join(sorted(spellings))}"


def _shared_ids(shared: Path) -> dict[str, frozenset[str]]:
    """The ids that may share an alias, by the folded alias. Raises SourceError for an alias on two lines."""
    allowed: dict[str, frozenset[str]] = {}
    for line, (alias, ids, _) in read_tsv(shared, SHARED_COLUMNS):
        folded = fold_punctuation(alias)
        if folded in allowed:
            raise SourceError(shared, line, f"alias {alias!r} stands on a line before; join the two")
        allowed[folded] = frozenset(ids.split(", "))
    return allowed
