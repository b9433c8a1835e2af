"""What persons decided holds wherever names are found: a rejected pair never comes back, an accepted one is exact."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import names
from gazetteer import Entity, Gazetteer
from gazetteer.decisions import deciding
from gazetteer.decisions.journal import append_decisions, read_decisions
from gazetteer.decisions.records import Decision, spelling_form, stamped
from names.formats.records import lookup_record
from names.lists.facts import Facts, weighed
from names.resolution.decided import as_decided
from names.resolution.reasons import why
from names.resolution.resolver import GazetteerSource

ENTITIES = [
    Entity("ann", "person", ["Ann Lindqvist", "Анна Линдквист"], prior=3.0, born="1950"),
    Entity("anna", "person", ["Anna Lindqvist"], prior=2.0),
    Entity("bo", "person", ["Bo Tarvalen"], prior=3.0),
    Entity("lindau", "place", ["Lindau"], prior=7.0, countries=["DE"]),
    Entity("lindau-2", "place", ["Lindau"], prior=5.9, countries=["AT"]),
    Entity("kyiv", "place", ["Kyiv", "Київ", "Kiev"], prior=7.0),
]
SPELLINGS = [
    "Ann Lindqvist",
    "ANN  lindqvist",
    "Анна Линдквист",
    "Lindau",
    "Kyiv",
    "Kief",
    "Bo",
    "The Old Town",
    "北京",
    ".",
]

Open = Callable[..., Gazetteer]


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("decided") / "p.gaz"
    names.build_gazetteer(ENTITIES, path).close()
    return path


@pytest.fixture
def opened(built, tmp_path, monkeypatch) -> Open:
    """A function that opens the gazetteer with these decisions."""

    def opened_with(*decisions: Decision, **limits: object) -> Gazetteer:
        monkeypatch.setenv("NAMES_DECISIONS", str(tmp_path / "d.jsonl"))
        append_decisions(tmp_path / "d.jsonl", list(map(stamped, decisions)))
        return names.open_gazetteer(built, **limits)

    return opened_with


def accept(spelling: str, id: str) -> Decision:
    return Decision("accept", spelling=spelling, entity=id, who="eva", why="her passport")


def reject(spelling: str, id: str) -> Decision:
    return Decision("reject", spelling=spelling, entity=id, who="eva")


def ids(resolution: names.Resolution) -> list[str]:
    return [candidate.entity.id for candidate in resolution.candidates]


def test_an_accepted_spelling_is_exact(opened):
    gazetteer = opened(accept("The Old  Lady", "ann"))
    for query in ("The Old Lady", "the old lady", "THE OLD LADY "):
        resolution = names.resolve(query, gazetteer)
        assert (resolution.status, resolution.entity.id, resolution.score) == ("match", "ann", 1.0)
        best, *others = resolution.candidates
        assert all(other.score == 0.0 for other in others)
        assert best.decision.who == "eva"
        [evidence] = best.comparison.evidence
        assert (evidence.how, evidence.agrees, best.comparison.score) == ("decision", True, 1.0)
        assert best.comparison.explain() == f"{query.strip()} = The Old Lady (decided)"
        assert why(resolution) == f"accepted by eva on {best.decision.when[:10]} (her passport)"
    assert names.resolve("The Old Lad", gazetteer).status == "none"
    assert names.resolve("Bo Tarvalen", gazetteer).entity.id == "bo"


def test_an_accepted_spelling_goes_before_what_is_written_so(opened):
    assert names.resolve("Lindau", opened()).entity.id == "lindau"
    assert names.resolve("Lindau", opened(accept("Lindau", "lindau-2"))).entity.id == "lindau-2"
    assert names.resolve("Lindau", opened(accept("Lindau", "bo"))).entity.id == "bo"


def test_a_record_tells_the_decision(opened):
    record = lookup_record(names.resolve("Ada", opened(accept("Ada", "ann"))), 5)
    first, *others = record["candidates"]
    assert first["decision"]["who"] == "eva"
    assert first["why"].startswith("accepted by eva on 20")
    assert all("decision" not in other for other in others)


def test_a_rejected_pair_never_comes_back(opened):
    gazetteer = opened(reject("ann lindqvist", "ann"), reject("Lindau", "lindau"))
    assert "ann" not in ids(names.resolve("Ann Lindqvist", gazetteer))
    assert names.resolve("Ann Lindqvist", gazetteer).candidates[0].entity.id == "anna"
    assert names.resolve("Lindau", gazetteer).entity.id == "lindau-2"
    assert names.resolve("Ann Lindqvistt", gazetteer).entity.id == "ann"
    batch = names.resolve_many(["Lindau", "Ann Lindqvist", "Анна Линдквист"], gazetteer)
    assert [ids(one)[0] for one in batch] == ["lindau-2", "anna", "ann"]
    assert "lindau" not in ids(batch[0])
    assert "ann" not in ids(batch[1])


def test_in_a_text_the_others_share_what_a_rejected_namesake_had(opened):
    places = [Entity("s1", "place", ["Springfield"], prior=5.2), Entity("s2", "place", ["Springfield"], prior=5.2)]
    text = "A choir from Springfield sang."
    [before] = names.annotate(text, as_decided([names.build_gazetteer(places)], []))
    assert before.status == "ambiguous"
    [after] = names.annotate(text, as_decided([names.build_gazetteer(places)], [reject("Springfield", "s1")]))
    assert (after.status, after.entity.id, round(after.score, 3)) == ("match", "s2", 1.0)


def test_an_entity_of_many_names_does_not_hide_others_when_it_is_rejected(monkeypatch, tmp_path):
    many = [f"Ann {''.join(middle)} Lindqvist" for middle in product("abcdefgh", repeat=3)]
    others = [Entity("other", "person", ["Anne Linkvist"]), Entity("third", "person", ["Ann Lindqvist"])]
    entities = [Entity("many", "person", ["Ann Lindqvist", *many]), *others]
    names.build_gazetteer(entities, tmp_path / "m.gaz").close()
    append_decisions(tmp_path / "m.gaz.decisions.jsonl", [stamped(reject("Ann Lindkvist", "many"))])
    gazetteer = names.open_gazetteer(tmp_path / "m.gaz")
    assert set(ids(names.resolve("Ann Lindkvist", gazetteer))) == {"other", "third"}
    assert "many" in ids(names.resolve("Ann Lindqvist", gazetteer))


def test_a_spelling_that_is_repaired_is_decided_about_as_it_is_written(built):
    opened, query = [names.open_gazetteer(built, decided=False)], "Fyyf Kbyldrdbcn"  # Анна Линдквист by another layout
    assert names.resolve(query, opened[0]).entity.id == "ann"
    assert "ann" not in ids(names.resolve(query, as_decided(opened, [reject(query, "ann")])))
    assert names.resolve(query, as_decided(opened, [accept(query, "bo")])).entity.id == "bo"
    assert names.resolve("Анна Линдквист", as_decided(opened, [reject(query, "ann")])).entity.id == "ann"


def test_decisions_hold_within_limits(opened):
    decided = accept("The Old Town", "lindau"), reject("Lindau", "lindau")
    assert names.resolve("The Old Town", opened(*decided, kinds=["place"])).entity.id == "lindau"
    limited = opened(kinds=["person"])
    assert names.resolve("The Old Town", limited).status == "none"
    assert "lindau" not in ids(names.resolve("Lindau", opened(kinds=["place"])))


def test_facts_change_nothing_of_what_is_decided(opened):
    resolution = names.resolve("Ann", opened(accept("Ann", "ann")))
    assert weighed(resolution, Facts(born="1900", kind="place")) == resolution


def test_decisions_are_passed_between_processes(opened):
    resolution = names.resolve("Ann", opened(accept("Ann", "ann")))
    assert pickle.loads(pickle.dumps(resolution)).candidates[0].decision == resolution.candidates[0].decision


def test_decisions_can_be_left_aside(opened, built, tmp_path):
    assert opened(accept("Ann", "bo")).decisions is not None
    assert names.open_gazetteer(built, decided=False).decisions is None
    assert GazetteerSource(built, decided=False).open().decisions is None
    (tmp_path / "d.jsonl").unlink()
    assert names.open_gazetteer(built).decisions is None


def mentions(text: str, gazetteer: Gazetteer) -> dict[str, str]:
    return {one.mention.text: one.entity.id for one in names.annotate(text, gazetteer) if one.entity is not None}


TEXTS = [
    ([], "Lindau", {"Lindau": "lindau"}),
    ([accept("Lindau", "lindau-2")], "They met in Lindau.", {"Lindau": "lindau-2"}),
    ([reject("Lindau", "lindau")], "They met in Lindau.", {"Lindau": "lindau-2"}),
    ([reject("Lindau", "lindau"), reject("Lindau", "lindau-2")], "They met in Lindau.", {}),
    ([accept("the Old Town", "lindau")], "They met in the Old Town.", {"the Old Town": "lindau"}),
    ([accept("Old Lady", "ann")], "Here an Old Lady, there an old lady.", {"Old Lady": "ann"}),
    ([accept("Old Lady", "ann")], "OLD LADY SPEAKS", {"OLD LADY": "ann"}),
    ([accept("Old Lady", "ann")], "It is the Old Lady's.", {"Old Lady": "ann"}),
    ([accept("Старая Дама", "ann")], "Пришла Старая Дама.", {"Старая Дама": "ann"}),
    ([accept("老夫人", "ann")], "昨天老夫人来了。", {"老夫人": "ann"}),
    ([reject("Lindqvist", "ann")], "Ann Lindqvist came. Lindqvist spoke.", {"Ann Lindqvist": "ann"}),
    ([accept("Lindqvist", "bo")], "Ann Lindqvist came. Lindqvist spoke.", {"Ann Lindqvist": "ann", "Lindqvist": "bo"}),
    ([accept("Old Lady", "gone")], "Here is an Old Lady.", {}),
]


@pytest.mark.parametrize(("decisions", "text", "meant"), TEXTS, ids=[str(number) for number in range(len(TEXTS))])
def test_mentions(opened, decisions, text, meant):
    assert mentions(text, opened(*decisions)) == meant


def test_a_mention_tells_the_decision(opened):
    [mention] = names.annotate("They met in the Old Town.", opened(accept("the Old Town", "lindau")))
    assert why(mention).startswith("accepted by eva")
    assert mention.score == 1.0


DECIDED = st.lists(
    st.builds(
        Decision,
        st.sampled_from(["accept", "reject"]),
        spelling=st.sampled_from(SPELLINGS),
        entity=st.sampled_from([one.id for one in ENTITIES]),
    ),
    max_size=8,
)


@settings(max_examples=15, deadline=None)
@given(DECIDED)
def test_decisions_hold_for_any_names(built, decisions):
    gazetteer = as_decided([names.open_gazetteer(built, decided=False)], decisions)
    last = {(spelling_form(one.spelling), one.entity): one for one in decisions}
    texts = [f"Yesterday {spelling} came." for spelling in SPELLINGS]
    found = names.resolve_many(SPELLINGS, gazetteer) + [r for text in texts for r in names.annotate(text, gazetteer)]
    for resolution in found:
        form = spelling_form(resolution.query)
        rejected = {id for (of, id), one in last.items() if of == form and one.action == "reject"}
        assert rejected.isdisjoint(ids(resolution))
        ruling = gazetteer.decisions.accepted(resolution.query)
        if ruling is not None:
            assert (resolution.status, resolution.entity.id, resolution.score) == ("match", ruling.entity, 1.0)


TOWNS = [
    Entity("a", "place", ["Lindau", "Lindaw", "Tarvalen"], prior=5.9),
    Entity("b", "place", ["Lindau"], prior=5.9),
    Entity("c", "place", ["Orbefield"], prior=5.9, identifiers=["wikidata:Q1"]),
]


@pytest.fixture
def towns(tmp_path) -> Path:
    names.build_gazetteer(TOWNS, tmp_path / "towns.gaz").close()
    return tmp_path / "towns.gaz"


def decide(path: Path, *decisions: Decision) -> None:
    append_decisions(Path(f"{path}.decisions.jsonl"), list(map(stamped, decisions)))


def test_names_that_are_split_off_mean_another_entity(towns):
    decide(towns, Decision("split", entity="a", aliases=("Tarvalen", "lindaw"), to="a-2"))
    gazetteer = names.open_gazetteer(towns)
    assert len(gazetteer) == 4
    assert [name.text for name in gazetteer.entity("a").aliases] == ["Lindau"]
    assert [name.text for name in gazetteer.entity("a-2").aliases] == ["Lindaw", "Tarvalen"]
    assert names.resolve("Tarvalen", gazetteer).entity.id == "a-2"
    assert mentions("They left Tarvalen.", gazetteer) == {"Tarvalen": "a-2"}
    assert names.resolve("Lindau", gazetteer).status == "ambiguous"
    assert sorted(gazetteer.ids()) == ["a", "a-2", "b", "c"]


def test_entities_that_are_merged_are_one(towns):
    decide(towns, Decision("merge", entity="a", others=("b", "c")), accept("The Town", "b"), reject("Orbefeld", "c"))
    gazetteer = names.open_gazetteer(towns)
    assert gazetteer.ids() == ["a"]
    assert names.resolve("Lindau", gazetteer).entity.id == "a"
    assert names.resolve("Orbefield", gazetteer).entity.id == "a"
    assert names.resolve("The Town", gazetteer).entity.id == "a"
    assert names.resolve("Orbefeld", gazetteer).candidates == ()
    assert [one.id for one in gazetteer.entities_identified("wikidata:Q1")] == ["a"]
    with names.open_gazetteer(towns, kinds=["place"]) as places:
        assert names.resolve("Orbefield", places).entity.id == "a"
    with names.open_gazetteer(towns, decided=False) as undecided:
        assert sorted(undecided.ids()) == ["a", "b", "c"]


def test_a_changed_entity_does_not_win_over_others_of_its_gazetteer(towns, tmp_path):
    decide(towns, Decision("split", entity="a", aliases=("Tarvalen",), to="a-2"))
    names.build_gazetteer([Entity("mine", "place", ["Orbefield"], prior=5.9)], tmp_path / "mine.gaz").close()
    both = names.open_gazetteer([towns, tmp_path / "mine.gaz"])
    assert names.resolve("Lindau", both).status == "ambiguous"
    assert names.resolve("Orbefield", both).entity.id == "mine"
    assert both.decisions.path == tmp_path / "mine.gaz.decisions.jsonl"


def test_several_gazetteers_have_the_decisions_of_all(towns, tmp_path):
    mine = tmp_path / "mine.gaz"
    names.build_gazetteer([Entity("mine", "place", ["Orbefeld"], prior=5.9)], mine).close()
    decide(towns, accept("The Town", "a"), accept("Our Town", "a"))
    decide(mine, accept("The Town", "mine"))
    both = names.open_gazetteer([towns, mine])
    assert [one.number for one in both.decisions.decisions] == [1, 2, 3]
    assert [names.resolve(name, both).entity.id for name in ("The Town", "Our Town")] == ["mine", "a"]
    assert mentions("They left The Town.", both) == {"The Town": "mine"}
    [kept] = deciding.keep(both, [deciding.undo(both.decisions.decisions, ["our town"])], who="eva")
    assert kept.number == 4
    again = names.open_gazetteer([towns, mine])
    assert names.resolve("Our Town", again).status == "none"
    assert names.resolve("Our Town", names.open_gazetteer(towns)).entity.id == "a"
    assert len(read_decisions(Path(f"{towns}.decisions.jsonl"))) == 2
