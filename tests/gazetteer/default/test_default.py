"""What the default gazetteer is made of: countries, cities, and accounts of one entity joined."""

from __future__ import annotations

import pytest

from gazetteer import Alias, Entity, InvalidEntity, default

pytestmark = pytest.mark.slow  # the whole default gazetteer is read


def texts(entity: Entity) -> set[str]:
    return {alias.text for alias in entity.aliases}


def test_is_sorted_and_every_id_stands_once(everything: list[Entity]) -> None:
    ids = [entity.id for entity in everything]
    assert ids == sorted(set(ids))


@pytest.mark.parametrize(
    ("id", "label", "aliases"),
    [
        ("country/BY", "Belarus", "BY BLR Беларусь Білорусь 白俄罗斯 بيلاروس"),
        ("country/US", "United States", "US U.S. USA США ЗША"),
        ("country/AZ-NK", "Nagorno-Karabakh", "Artsakh Արցախ Карабах"),
        ("country/SUHH", "Soviet Union", "USSR СССР СРСР Sowjetunion"),
        ("country/UA-DPR", "Donetsk People's Republic", "ДНР"),
        ("country/GE-AB", "Abkhazia", "Абхазия"),
        ("country/RU-CE", "Chechnya", "Чечня"),
        ("place/europe", "Europe", "Европа 欧洲 Europa"),
        ("geonames/625144", "Minsk", "Минск Мінск Менск 明斯克 مينسك"),
        ("geonames/1528675", "Bishkek", "Бишкек Бішкек"),
        ("geonames/703448", "Kyiv", "Київ Киев Kiev"),
    ],
)
def test_has(entities: dict[str, Entity], id: str, label: str, aliases: str) -> None:
    assert entities[id].label == label
    assert set(aliases.split()) <= texts(entities[id])


def test_tells_the_kinds_of_names(entities: dict[str, Entity]) -> None:
    kinds = {alias.text: alias.kind for alias in entities["country/BY"].aliases}
    assert (kinds["Belarus"], kinds["BLR"], kinds["Belarusian"]) == ("label", "code", "demonym")


def test_tags_the_language_where_a_source_tells_it(entities: dict[str, Entity]) -> None:
    languages = {alias.text: alias.language for alias in entities["geonames/625144"].aliases}
    assert (languages["ミンスク"], languages["Мінск"], languages["明斯克"]) == ("ja", "be", "zh")


def test_a_country_stands_above_its_namesake(entities: dict[str, Entity]) -> None:
    namesakes = [entity for entity in entities.values() if entity.label == "Singapore"]
    (singapore,) = (entity for entity in namesakes if entity.id.startswith("geonames/"))
    assert entities["country/SG"].prior > singapore.prior
    assert entities["country/GE"].prior > entities["country/US-GA"].prior


def test_cities_are_no_names_of_countries(entities: dict[str, Entity]) -> None:
    assert "Brussels" not in texts(entities["country/BE"])
    assert "Донецк" not in texts(entities["country/UA-DPR"])


def test_debris_of_geonames_is_left_out(entities: dict[str, Entity]) -> None:
    minsk = texts(entities["geonames/625144"])
    assert not minsk & {"MSQ", "ming si ke", "mnsk", "Минск ош", "Min"}
    assert not any("  " in text for text in minsk)


def test_curated_facts_win() -> None:
    ours = Entity("country/KG", "place", [Alias("Kirgizia", kind="label")], prior=9)
    theirs = Entity("country/KG", "place", [Alias("Kyrgyzstan", kind="label")], countries=["KG"], prior=7)
    (joined,) = default.merge([ours, theirs])
    assert (joined.label, joined.prior, joined.countries) == ("Kirgizia", 9, ("KG",))
    assert joined.aliases[1] == Alias("Kyrgyzstan", kind="alias")


def test_accounts_of_two_kinds_do_not_join() -> None:
    with pytest.raises(InvalidEntity, match=r"'x' differ in kind: 'Ann' is a person, 'Anna' a place"):
        default.merge([Entity("x", "person", ["Ann"]), Entity("x", "place", ["Anna"])])
