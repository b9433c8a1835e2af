"""Whom a name means, or nobody: what speaks for an entity, and what against it."""

import pickle

import pytest
from rows import rows

import names
from gazetteer import Alias, Entity
from names.parsing.parts import read_name
from names.resolution.features import EntityFeatures
from names.resolution.keys import fold_words
from names.resolution.own_names import own_names
from names.resolution.posterior import COLUMNS, weights
from names.romanization.phonetics import phonetic_forms
from names.training.posterior import SIGNS

PEOPLE = [
    Entity(
        "am",
        "person",
        ["Angela Merz", Alias("Ангела Мерц", "ru"), Alias("Merz", "de", "family"), Alias("Мерц", "ru", "family")],
        countries=["DE"],
        prior=6.0,
    ),
    Entity("az", "person", ["Asif Ali Zardan", Alias("Zardan", "ur", "family")], countries=["PK"], prior=5.0),
    Entity("oi", "place", ["Oysund", Alias("Oysunda", "sv")], countries=["NO"], prior=5.0),
    Entity("os", "place", ["Oysund Bridge"], prior=3.0),
    Entity("fm", "org", ["Ministry of Finance of Norland", Alias("MFN", "en", "code")], prior=5.0),
    Entity("nj", "person", ["Nam Jun-seok", Alias("남준석", "ko")], countries=["KR"]),
    Entity("pl", "person", ["Peng Luyuan", Alias("彭路元", "zh"), Alias("Пэн Луюань", "ru")], countries=["CN"]),
]
SURPLUS = [Entity(f"x{i}", "person", [name]) for i, name in enumerate(("Jo Berg", "Ute Lind", "Ada Falk", "Ivo Renn"))]


@pytest.fixture(scope="module")
def known():
    return names.build_gazetteer([*PEOPLE, *SURPLUS])


@pytest.mark.parametrize(
    ("query", "entity"),
    [
        ("Angela Merz", "am"),
        ("Ангела Мерц", "am"),
        ("Merz", "am"),
        ("Мерц", "am"),
        ("A. Merz", "am"),
        ("Chancellor Merz", "am"),
        ("Angela Mertz", "am"),
        ("Asif Zardan", "az"),
        ("Asif Ali Zardan", "az"),
        ("Oysund", "oi"),
        ("MFN", "fm"),
        ("남준석", "nj"),
        ("南俊錫", "nj"),
    ],
)
def test_known_entities_are_meant(query, entity, known):
    resolution = names.resolve(query, known)
    assert resolution.status == "match", names.resolve(query, known).candidates
    assert resolution.entity.id == entity


@pytest.mark.parametrize(
    "query",
    [
        "Hans Merz",  # who is called Merz is called Angela
        "Ганс Мерц",
        "John Zardan",
        "Norbert Oysund",  # a person, not a place with a word more
        "Ministry of Defence of Norland",
        "Карл Иванов",
        "남준서",  # another name in Hangul, however it is read
        "",
        "?",
    ],
)
def test_strangers_are_nobody(query, known):
    assert names.resolve(query, known).entity is None


def test_a_contradiction_is_told_with_the_name_it_contradicts(known):
    (merz,) = [c for c in names.resolve("Hans Merz", known).candidates if c.entity.id == "am"]
    assert merz.alias.text == "Angela Merz"
    assert "Hans ≠ Angela" in merz.comparison.explain()


def test_the_more_prominent_of_two_with_one_name_is_meant():
    towns = [Entity("small", "place", ["Lindau"], prior=3.0), Entity("large", "place", ["Lindau"], prior=5.0)]
    resolution = names.resolve("Lindau", names.build_gazetteer(towns))
    assert resolution.entity.id == "large"
    assert [c.entity.id for c in resolution.candidates] == ["large", "small"]


def test_two_with_one_name_are_ambiguous():
    towns = [Entity("one", "place", ["Lindau"]), Entity("other", "place", ["Lindau"])]
    resolution = names.resolve("Lindau", names.build_gazetteer(towns))
    assert resolution.status == "ambiguous"
    assert sorted(c.entity.id for c in resolution.candidates) == ["one", "other"]
    assert sum(c.score for c in resolution.candidates) > 0.6


def test_a_transcription_into_a_third_script_is_known_as_one(known):
    texts = ["Peng Luyuan", "彭路元", "Пэн Луюань"]
    ordinals = [o for o in range(known.alias_count) if known.alias_texts([o])[0] in texts]
    import numpy as np

    query = np.zeros(len(ordinals), np.int32)
    for script, is_needless in (("Grek", False), ("Hani", True)):
        standing = own_names(known).standing([script], query, np.array(ordinals, np.uint32), known)
        flags = zip(standing.transcribed.tolist(), standing.needless.tolist(), strict=True)
        assert dict(zip(known.alias_texts(ordinals), flags, strict=True)) == {
            "Peng Luyuan": (False, False),
            "彭路元": (False, False),
            "Пэн Луюань": (True, is_needless),
        }


@pytest.mark.parametrize("limit", [1, 3, 9])
def test_as_many_entities_as_asked_for_are_candidates(limit, known):
    for query in ("Angela Merz", "Hans Merz", "Merz Zardan Berg Lind Falk"):
        found = names.resolve(query, known, limit=limit).candidates
        assert len(found) <= limit
        assert len({c.entity.id for c in found}) == len(found)
    assert len(names.resolve("Ada Berg", known, limit=3).candidates) >= 2


def test_candidates_travel_between_processes(known):
    resolution = names.resolve("Angela Merz", known)
    sent = pickle.loads(pickle.dumps(resolution.candidates))
    assert [c.entity.id for c in sent] == [c.entity.id for c in resolution.candidates]


def test_weights_have_the_sign_that_they_may_have():
    places = {name: place for place, name in enumerate(EntityFeatures._fields)}
    for column in COLUMNS:
        for name, sign in SIGNS.items():
            assert weights()[column][places[name]] * sign >= 0, (column, name)


def test_invented_people_are_nobody(gaz):
    invented = [row["name"] for row in rows("strangers.tsv")]
    found = names.resolve_many(invented, gaz)
    wrong = [r for r in found if r.entity and not _borne(r)]
    assert len(invented) == 300
    assert len(wrong) <= 3, [f"{r.query} = {r.entity.label} {r.score:.2f}" for r in wrong]  # one in a hundred


def _borne(resolution) -> bool:
    """Whether the name is really that of the entity, letter for letter or as it sounds."""
    alias = resolution.candidates[0].alias.text
    asked, borne = (
        sorted(phonetic_forms([part.word.latin for part in read_name(text).parts]).forms)
        for text in (resolution.query, alias)
    )
    return fold_words(alias) == fold_words(resolution.query) or asked == borne


@pytest.mark.parametrize(
    ("query", "entity"),
    [
        ("Microsoft Corporation", "org/microsoft"),
        ("Siemens Aktiengesellschaft", "org/siemens"),
        ("Gazprom PAO", "org/gazprom"),
        ("Boeing Company", "org/boeing"),
    ],
)
def test_a_legal_form_may_be_put_on(query: str, entity: str) -> None:
    found = names.resolve(query, names.open_gazetteer())
    assert found.entity is not None
    assert found.entity.id == entity


@pytest.mark.parametrize("query", ["Merkel GmbH", "Paris Holding Ltd", "Angela Merkel AG", "Roche Holding AG"])
def test_a_company_is_no_person_and_no_place(query: str) -> None:
    assert names.resolve(query, names.open_gazetteer()).status != "match"


@pytest.mark.parametrize("query", ["Андрей Васильевич", "Андрій Васильович"])
def test_a_given_name_and_a_patronymic_may_be_anybodys(query: str) -> None:
    full = Entity("p", "person", ["Andrei Tarakin", Alias("Андрей Васильевич Таракин", "ru", "full")], prior=6)
    assert names.resolve(query, names.build_gazetteer([full])).status == "none"


@pytest.mark.parametrize(
    ("query", "status"),
    [("Best", "none"), ("best", "none"), ("BEST", "match"), ("ABC", "match"), ("abc", "none"), ("Best Town", "match")],
)
def test_a_word_needs_more_to_be_a_name(query: str, status: str) -> None:
    places = [
        Entity("b", "place", ["Best", "Best Town"], prior=5),
        Entity("a", "org", ["Abacus Bureau", Alias("ABC", kind="code")], prior=5),
    ]
    assert names.resolve(query, names.build_gazetteer(places)).status == status


@pytest.mark.parametrize(("kind", "status"), [("entity", "match"), ("place", "match"), ("person", "none")])
def test_one_word_is_the_whole_name_of_what_is_of_unknown_kind(kind: str, status: str) -> None:
    towns = [Entity(name, kind, [name]) for name in ("Warschau", "Krakau", "Breslau")]
    found = names.resolve("Warszawa", names.build_gazetteer(towns))
    assert (found.status, found.candidates[0].entity.id) == (status, "Warschau")
