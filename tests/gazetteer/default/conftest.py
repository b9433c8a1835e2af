"""The default gazetteer's entities, read once."""

from __future__ import annotations

import pytest

from gazetteer import Entity, default


@pytest.fixture(scope="session")
def everything() -> list[Entity]:
    return list(default.read())


@pytest.fixture(scope="session")
def entities(everything: list[Entity]) -> dict[str, Entity]:
    return {entity.id: entity for entity in everything}
