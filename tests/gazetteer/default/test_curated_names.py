"""Every name that was curated by hand is found again and leads to its own entity."""

from __future__ import annotations

import numpy as np
import pytest

import names
from gazetteer import Entity, Gazetteer
from gazetteer.default import curated
from names.resolution.keys import fold_words, phrase_key

EVERY = 200  # one alias in so many is also resolved whole: comparing all takes minutes


@pytest.fixture(scope="module")
def claims() -> list[tuple[str, Entity]]:
    """Each alias with the entity it was curated for; bare family names, which many bear, are not claims."""
    return [(alias.text, entity) for entity in curated.read() for alias in entity.aliases if alias.kind != "family"]


@pytest.mark.slow
def test_every_curated_alias_is_stored_for_its_entity(gaz: Gazetteer, claims: list[tuple[str, Entity]]) -> None:
    keys = np.array([phrase_key(fold_words(text)) for text, _ in claims], np.uint64)
    which, ordinals = gaz.postings("phrase", keys)
    ids = [entity.id for entity in gaz]
    found: dict[int, set[str]] = {}
    for claim, owner in zip(which.tolist(), gaz.owners[ordinals].tolist(), strict=True):
        found.setdefault(claim, set()).add(ids[owner])
    lost = [(text, entity.id) for i, (text, entity) in enumerate(claims) if entity.id not in found.get(i, set())]
    assert not lost


@pytest.mark.slow
def test_curated_aliases_resolve_to_their_entity(gaz: Gazetteer, claims: list[tuple[str, Entity]]) -> None:
    sample = claims[::EVERY]
    resolved = names.resolve_many([text for text, _ in sample], gaz)
    lost = [
        (text, entity.id)
        for (text, entity), resolution in zip(sample, resolved, strict=True)
        if entity.id not in [candidate.entity.id for candidate in resolution.candidates]
    ]
    assert not lost
