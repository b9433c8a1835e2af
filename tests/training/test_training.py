"""Training: what can be learned from a few pairs, and how sources are read."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from names.errors import InputError
from names.kernel.correspondences import read_table
from names.romanization.transducers import Transducer
from names.training import sources, syllables, transducers
from names.training.__main__ import MADE, TABLES, main
from names.training.curves import CURVES, DATA
from names.training.em import Shape, learn
from names.training.lattice import Pair
from names.training.recipes import RECIPES, held_out
from names.training.sources import aligned, script_of, wheel_file


def toy_pairs() -> list[Pair]:
    letters = {"а": "a", "б": "b", "ж": "zh", "и": "i", "н": "n", "ш": "sh"}
    words = [
        "жаба",
        "баня",
        "жан",
        "нажи",
        "шина",
        "ниша",
        "жижа",
        "башан",
        "шанаж",
        "ижаш",
        "бинаш",
        "нашиж",
    ]
    known = [word for word in words if set(word) <= set(letters)]
    return [Pair(f"^{word}$", "".join(letters[letter] for letter in word), 20.0) for word in known]


def test_letters_are_learned_from_words() -> None:
    learned = learn(toy_pairs(), Shape(least=0.5, unrelated=0))
    lines = "\n".join(f"{native}\t{latin}\t{cost:.2f}" for (native, latin), cost in learned.costs.items())
    readings = Transducer("Cyrl", [read_table(lines)]).readings("шанажиба")
    assert readings[0].text == "shanazhiba"
    assert learned.kept > 0.9
    assert math.isfinite(learned.likelihood)


def test_a_translation_among_the_pairs_fades() -> None:
    odd = Pair("^жанина$", "welcome", 1.0)
    learned = learn([*toy_pairs(), odd], Shape(least=0.5))
    assert all(latin not in ("w", "we", "wel") for _, latin in learned.costs)


def test_a_symmetric_table_costs_the_same_both_ways() -> None:
    words = [("kadir", "qadir"), ("karim", "qarim"), ("rakid", "raqid"), ("zakir", "zaqir")]
    pairs = [Pair(f"^{a}$", f"^{b}$", 4.0) for a, b in words]
    costs = learn(pairs, Shape(least=0.1, symmetric=True)).costs
    assert all(math.isclose(cost, costs[b, a]) for (a, b), cost in costs.items())


def test_names_are_aligned_word_by_word() -> None:
    assert aligned("Абу-Даби", "Abu Dhabi", "Cyrl") == [("абу", "abu"), ("даби", "dhabi")]
    assert aligned("Минск", "City of Minsk", "Cyrl") == []


def test_scripts_of_words() -> None:
    assert [script_of(word) for word in ("минск", "minsk", "ミンスク", "明斯克", "Минsk", "12")] == [
        "Cyrl", "Latn", "Kana", "Hani", None, None,
    ]  # fmt: skip


def test_syllables_in_other_systems() -> None:
    assert syllables.respell("xu", "wade-giles") == ["hsu"]
    assert syllables.respell("zhang", "wade-giles") == ["chang"]
    assert "kwok" in syllables.respell("gwok", "hong-kong")
    assert syllables.respell("ji", "hong-kong") == ["yi", "yee"]
    assert "weng" in syllables.respell("wing", "malaysia")
    assert syllables.respell("gwok", "macau") == ["kuok"]
    assert syllables.respell("liong", "hokkien")[:2] == ["liong", "leong"]


def test_a_form_without_a_row_is_spelled_as_the_one_that_has() -> None:
    pairs = syllables.southeast_asian()
    assert pairs["廖", "leow"] > pairs["廖", "liow"] > 0
    assert pairs["谋", "boh"] == pairs["謀", "boh"] > 0


def test_a_syllable_that_a_character_surely_has_is_learned_however_rare() -> None:
    often = [Pair(c, latin, 60.0) for c, latin in zip("山川河海", ("shan", "chuan", "ho", "hai"), strict=True)]
    shape = Shape(native=1, latin=6, latins=1, least=0.1, silent=False, edges=False)
    assert ("雄", "xiong") in learn([*often, Pair("雄", "xiong", 1.0, doubted=False)], shape).costs


def test_a_missing_wheel_is_told_with_the_way_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="pip download --no-deps"):
        wheel_file(tmp_path, sources.RIGOUR)


def test_the_help_says_what_each_table_is_made_from(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    told = " ".join(capsys.readouterr().out.split())
    for table in TABLES:
        assert f" {table} " in told
    assert "groups.tsv: name parts that are one name, with their spellings; from rigour" in told
    for made in (*MADE.values(), *CURVES.values()):
        assert (DATA / made.path).exists()
        assert f"{made.path}: {made.holds}; from " in told


@pytest.mark.parametrize("name", CURVES)
def test_the_head_of_a_curve_is_as_it_would_be_written(name: str) -> None:
    lines = (DATA / CURVES[name].path).read_text(encoding="utf-8").splitlines()
    assert lines[0] == f"# {CURVES[name].holds}"
    assert lines[1] == f"# fitted by `python -m names.training --wheels DIR {name}`; do not edit"


def test_tables_are_made_of_what_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--wheels", str(tmp_path), "--out", str(tmp_path / "transducers"), "transcriptions"]) == 0
    assert "Cyrl" not in capsys.readouterr().out
    for made in (tmp_path / "transcriptions").glob("*.tsv"):
        assert made.read_text(encoding="utf-8") == (DATA / "transcriptions" / made.name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("table", "said"), [("Klingon", "no such table"), ("groups", "no wheel of rigour")])
def test_what_cannot_be_made_is_told(table: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--wheels", str(tmp_path), table])
    assert said in capsys.readouterr().err


def test_a_script_without_pairs_has_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Nothing:
        def __init__(self, wheels: Path) -> None: ...

        def pairs(self, table: str) -> tuple[list[Pair], list[Pair]]:
            return [], []

    monkeypatch.setattr(transducers, "Material", Nothing)
    with pytest.raises(InputError, match="Geor: no source has pairs of this script"):
        list(transducers.write_transducers(["Geor"], tmp_path, tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_held_out_words_are_the_same_in_every_run() -> None:
    kept = [word for word in map(str, range(1000)) if held_out(word)]
    assert 20 < len(kept) < 200
    assert kept == [word for word in map(str, range(1000)) if held_out(word)]


def test_every_source_names_its_licence_and_every_table_has_a_recipe() -> None:
    assert all(source.licence and source.version for source in sources.WHEELS)
    folder = Path(sources.__file__).parent.parent / "data" / "transducers"
    tables = sorted(folder.glob("*.tsv"))
    assert tables
    assert {table.stem for table in tables} == set(RECIPES)
    assert {name[:4] for name in RECIPES} <= set(sources.BLOCKS), "words of other scripts are in no pairs"
    assert sum(table.stat().st_size for table in tables) < 3_000_000
    for table in tables:
        head = table.read_text(encoding="utf-8").split("\n")[:12]
        assert any("python -m names.training" in line for line in head), table.name
        assert any("held out" in line for line in head), table.name
