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
from gazetteer.sources.writing import fold

SHARED_COLUMNS = ("alias", "ids", "why")

# A family name is shared by nature: it introduces nobody without the rest of the name.
_NOT_CLAIMED = frozenset({"family"})


def find_conflicts(entities: Iterable[Entity], shared: Path = CURATED / "shared.tsv") -> Iterator[str]:
    """One line for each alias that several `entities` claim and `shared` does not list for just these.

    Raises SourceError where `shared` is broken.
    """
    listed = _listed(shared)
    claims: dict[str, dict[str, str]] = {}
    for entity in entities:
        for alias in entity.aliases:
            if alias.kind not in _NOT_CLAIMED:
                claims.setdefault(fold(alias.text), {})[entity.id] = alias.text
    for text, claimants in sorted(claims.items()):
        if len(claimants) > 1 and not listed.get(text, frozenset()) >= claimants.keys():
            spellings = " and ".join(sorted(set(claimants.values())))
            yield f"{spellings}: claimed by {', '.join(sorted(claimants))}"


def _listed(shared: Path) -> dict[str, frozenset[str]]:
    """The ids that may share an alias, by the folded alias. Raises SourceError for an alias on two lines."""
    listed: dict[str, frozenset[str]] = {}
    for line, (alias, ids, _) in read_tsv(shared, SHARED_COLUMNS):
        if fold(alias) in listed:
            raise SourceError(shared, line, f"alias {alias!r} stands on a line before; join the two")
        listed[fold(alias)] = frozenset(ids.split(", "))
    return listed
