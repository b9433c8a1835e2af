"""An entity and where it stands in a file."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from gazetteer.entity import Entity


class Row(NamedTuple):
    """An entity, the file that has it, and the line on which it begins (from 1).

    A row that only `adds` to an entity, such as a name of a place that another file describes, is no entity by itself.
    If it adds an id elsewhere and no name, its own id stands in the place of the name.
    """

    path: Path
    line: int
    entity: Entity
    adds: bool = False
