"""Several gazetteers as one answer as one that was built of the entities that stand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from toygazetteer import made_up_names, make_updated, queries
from toykeys import make, number

import names
from gazetteer import Alias, Entity, Gazetteer, KeyMismatch, UnknownEntity
from gazetteer.layers import layered

KINDS = ["person", "place", "org"]
TAGS = [("und", "alias", ""), ("uk", "label", "hand"), ("ru", "short", "list")]


def entity(id: int, name: str, turn: int = 0) -> Entity:
    language, kind, source = TAGS[(id + turn) % 3]
    aliases = [Alias(name, language, kind, source), f"{name}o"]
    countries, elsewhere = ["UA", "BY"][id % 2 : id % 2 + 1], [f"scheme{id % 3}:{id}", f"http://x.org/{id}"][: id % 4]
    kind = KINDS[(id + 2 * turn) % 3]
    return Entity(str(id), kind, aliases, countries=countries, prior=id, identifiers=elsewhere)


def starting(gaz: Gazetteer, text: str) -> list[tuple[str, str, str]]:
    """The aliases that begin like a text: text, kind and entity."""
    _, ordinals = gaz.postings("start", np.array([number(text[:3])], np.uint64))
    return answers(gaz, ordinals)


def answers(gaz: Gazetteer, ordinals: NDArray[np.uint32]) -> list[tuple[str, str, str]]:
    entities = gaz.entities_at(gaz.owners[ordinals])
    kinds = [gaz.kinds("entity")[code] for code in gaz.entity_kinds[gaz.owners[ordinals]]]
    assert kinds == [each.kind for each in entities]
    aliases = gaz.aliases_at(ordinals)
    return sorted((alias.text, alias.kind, each.id) for alias, each in zip(aliases, entities, strict=True))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 12), unique=True, max_size=8), min_size=1, max_size=3), st.sets(st.integers(0, 12))
)
def test_they_answer_as_one_that_was_built_of_all(layers: list[list[int]], hidden: set[int]) -> None:
    texts = made_up_names(13)
    parts = [[entity(id, texts[id], turn) for id in ids] for turn, ids in enumerate(layers)]
    last = {each.id: each for part in parts for each in part}
    standing = [each for part in parts for each in part if last[each.id] is each and int(each.id) not in hidden]
    one, several = make(standing), layered(list(map(make, parts)), {str(id) for id in hidden})
    assert list(several) == standing
    assert len(several) == len(standing)
    for id in range(13):
        if str(id) in last and id not in hidden:
            assert several.entity(str(id)) == one.entity(str(id))
        else:
            with pytest.raises(UnknownEntity):
                several.entity(str(id))
    assert set(one.schemes) <= set(several.schemes) <= {"scheme0", "scheme1", "scheme2"}
    for prefix in ("", "1", "12", "\ud800", "2x"):
        assert [each.id for each in several.entities_at(several.ordinals_from(prefix))] == [
            each.id for each in standing if each.id.startswith(prefix)
        ]
    for limits in ({}, {"kinds": ["person"]}, {"countries": ["UA"]}):
        for text in texts:
            expected, found = one.within(**limits), several.within(**limits)
            assert starting(found, text) == starting(expected, text)
            alike = answers(found, found.count("gram", queries([text]), k=5).ordinals)
            assert {id for *_, id in alike} <= {each.id for each in standing}


def test_files_that_were_changed_are_layers_too(tmp_path: Path) -> None:
    changed = make_updated(tmp_path)
    entities = list(changed)
    own = [Entity("1", "person", ["Kalo Mine"]), Entity("mine", "person", ["Zo An"], identifiers=["wikidata:Q1"])]
    both = layered([changed, make(own)])
    assert [each.id for each in both] == [each.id for each in entities if each.id != "1"] + ["1", "mine"]
    assert both.entity("1").label == "Kalo Mine"
    assert both.entities_identified("wikidata:Q1") == [own[1]]
    assert both.layer_starts == (0, 320)


def test_other_keys_are_refused(tmp_path: Path) -> None:
    files = [make([Entity("1", "person", ["A"])], tmp_path / f"{version}.gaz", version) for version in ("a", "b")]
    with pytest.raises(KeyMismatch):
        layered(files)


def test_names_mean_whom_the_last_gazetteer_says(tmp_path: Path) -> None:
    theirs = [
        Entity("theirs", "person", ["Ada Berg", Alias("Ада Берг", "ru")]),
        Entity("berg", "place", ["Ada Berg"]),
        Entity("eve", "person", ["Eve Holm"]),
    ]
    for name, entities in (("theirs", theirs), ("mine", [Entity("mine", "person", ["Ada Berg"])])):
        names.build_gazetteer(entities, tmp_path / f"{name}.gaz").close()
    both = names.open_gazetteer([tmp_path / "theirs.gaz", tmp_path / "mine.gaz"])
    found = {name: {c.entity.id for c in names.resolve(name, both).candidates} for name in ("Ada Berg", "Ада Берг")}
    assert found == {"Ada Berg": {"mine", "berg"}, "Ада Берг": {"mine", "berg"}}
    assert names.resolve("Eve Holm", both).entity == theirs[2]
    (mention,) = names.annotate(
        "They saw Ada Berg yesterday.",
        names.open_gazetteer([tmp_path / "theirs.gaz", tmp_path / "mine.gaz"], kinds=["person"]),
    )
    assert mention.entity is not None
    assert mention.entity.id == "mine"
