"""Finding aliases by key: against the plain way of doing the same."""

import random
from collections import Counter
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toykeys import VERSION, keys, number, pairs

from gazetteer import Entity, Ragged, build, errors, update
from gazetteer.storage import arrays, counting, membership

SYLLABLES = ["ka", "lo", "mi", "ne", "ru", "sa", "to", "vi", "zo", "an", "ber", "dov"]


def names(size: int, seed: int = 1) -> list[str]:
    rng = random.Random(seed)
    return [" ".join("".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))) for _ in "ab") for _ in range(size)]


def people(size: int) -> list[Entity]:
    return [Entity(str(i), "person", [name]) for i, name in enumerate(names(size))]


def make(size: int = 300, path=None):
    return build(people(size), path, keys=keys, key_version=VERSION)


def updated(tmp_path):
    """A gazetteer with an overlay, some of whose entities were removed."""
    make(300, tmp_path / "x.gaz").close()
    add = [Entity(f"new {i}", "person", [name]) for i, name in enumerate(names(20, seed=2))]
    return update(
        tmp_path / "x.gaz",
        add=add,
        remove=[str(i) for i in range(0, 300, 13)],
        keys=keys,
        key_version=VERSION,
    )


def rows(texts) -> Ragged:
    return Ragged.of([sorted(set(pairs(text))) for text in texts])


def found(gaz) -> dict[int, str]:
    """What can be found, by alias ordinal."""
    owners = {entity.id: entity for entity in gaz}
    texts = gaz.alias_texts(range(gaz.alias_count))
    entities = [entity.id for entity in gaz]
    alive = [i for i in range(gaz.alias_count) if gaz._dead is None or not gaz._dead[i]]
    assert [texts[i] for i in alive] == [owners[one].label for one in entities]
    return {i: texts[i] for i in alive}


def slowly(gaz, texts, k) -> list[tuple[int, int, float]]:
    """What `count` should give, one alias at a time."""
    total = gaz.alias_count

    @cache
    def weight(key: int) -> float:
        return float(np.log((1 + total) / (1 + gaz.frequencies("gram", np.array([key], np.uint64))[0])))

    held = {i: set(pairs(text)) for i, text in found(gaz).items()}
    out = []
    for query, text in enumerate(texts):
        asked = set(pairs(text))
        scores = {}
        for i, has in held.items():
            shared = sum(weight(key) for key in asked & has)
            if asked & has:
                scores[i] = shared
        out += [(query, i, s) for i, s in sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:k]]
    return out


def always_dense(monkeypatch) -> None:
    monkeypatch.setattr(counting, "SPARSE", 0)
    monkeypatch.setattr(counting, "DENSE", 1 << 40)


def test_postings_and_frequencies(tmp_path):
    for gaz in (make(), updated(tmp_path)):
        asked = np.array([number("kal"), number("never"), number("dov"), number("kal")], np.uint64)
        expected = {
            (w, i) for w, start in ((0, "kal"), (2, "dov"), (3, "kal")) for i, t in found(gaz).items() if t[:3] == start
        }
        which, ordinals = gaz.postings("start", asked)
        assert set(zip(which.tolist(), ordinals.tolist(), strict=True)) == expected
        assert len(which) == len(expected)
        assert list(zip(which, ordinals, strict=True)) == sorted(expected)
        counts = gaz.frequencies("start", asked)
        assert counts[1] == 0
        assert counts[0] == counts[3] >= Counter(which.tolist())[0] > 0
        which, _ = gaz.postings("start", asked, cap=0)
        assert len(which) == 0


def test_arrays_agree_with_entities(tmp_path):
    gaz = updated(tmp_path)
    texts = found(gaz)
    entities = gaz.entities_at(gaz.owners[list(texts)])
    assert [entity.label for entity in entities] == list(texts.values())
    assert gaz.forms([319, 1]) == [t.lower() for t in gaz.alias_texts([319, 1])]
    assert len(gaz.priors) == len(gaz.entity_kinds) == 320


@pytest.mark.parametrize("dense", [False, True])
def test_count(tmp_path, monkeypatch, dense):
    if dense:
        always_dense(monkeypatch)
    monkeypatch.setattr(counting, "KEPT", 300)
    for gaz in (make(), updated(tmp_path)):
        texts = [*names(10, seed=3), "", "q", "kalomi"]
        counts = gaz.count("gram", rows(texts), k=7, budget=10**6)
        expected = slowly(gaz, texts, 7)
        assert [(q, pytest.approx(s, abs=0.02)) for q, _, s in expected] == list(
            zip(counts.query, counts.scores, strict=True)
        )
        order = list(zip(counts.query, -counts.scores, counts.ordinals, strict=True))
        assert order == sorted(order)


def test_both_ways_of_counting_agree(monkeypatch):
    gaz = make(500)
    asked = rows(names(30, seed=4))
    sparse = gaz.count("gram", asked, k=9)
    always_dense(monkeypatch)
    dense = gaz.count("gram", asked, k=9)
    for left, right in zip(sparse, dense, strict=True):
        assert left.tolist() == right.tolist()
    monkeypatch.setattr(counting, "WIDE", 0)
    for left, right in zip(dense, gaz.count("gram", asked, k=9), strict=True):
        assert left.tolist() == right.tolist()


def test_frequent_keys_are_told_by_bits_as_by_postings(monkeypatch, tmp_path):
    always_dense(monkeypatch)
    asked = rows(names(30, seed=4))
    found = []
    for frequent, most in ((500, 256), (20, 256), (0, 13)):  # none, some, not all of them
        monkeypatch.setattr(membership, "FREQUENT", frequent)
        monkeypatch.setattr(membership, "MOST", most)
        gaz = updated(tmp_path)
        number = [len(segment.postings("gram").frequent) for segment in gaz.segments]
        assert (number[0] == 0) == (frequent == 500)
        assert max(number) <= most
        found.append([column.tolist() for column in gaz.count("gram", asked, k=9, budget=200)])
    assert found[0] == found[1] == found[2]


def test_a_small_budget_finds_nearly_the_same(monkeypatch):
    always_dense(monkeypatch)
    gaz = make(3000)
    asked = rows([name.replace("a", "o", 1) for name in names(100)])
    best = {}
    for budget in (10**6, 1000):
        counts = gaz.count("gram", asked, k=30, budget=budget)
        best[budget] = set(zip(counts.query.tolist(), gaz.owners[counts.ordinals].tolist(), strict=True))
    targets = {(i, i) for i in range(100)}
    assert len(targets & best[10**6]) >= 95
    assert len(targets & best[1000]) >= 90


def test_chunks_do_not_show(monkeypatch):
    gaz = make()
    asked = rows(names(20, seed=5))
    whole = gaz.count("gram", asked, k=5)
    monkeypatch.setattr(counting, "CHUNK", 50)
    monkeypatch.setattr(counting, "BATCH", 3)
    for left, right in zip(whole, gaz.count("gram", asked, k=5), strict=True):
        assert left.tolist() == right.tolist()


def test_weights_of_ones_own():
    gaz = make()
    asked = Ragged.of([[number("ka"), number("lo")]])
    counts = gaz.count("gram", asked, np.array([5, 0], np.float32), k=300)
    texts = gaz.alias_texts(counts.ordinals)
    assert all(("ka" in text) == (score > 4.9) for text, score in zip(texts, counts.scores, strict=True))


def test_nothing_to_find():
    for gaz in (make(), make(0)):
        for asked in (Ragged.of([]), Ragged.of([[], []])):
            assert [len(column) for column in gaz.count("gram", asked)] == [0, 0, 0]
        assert len(gaz.count("gram", rows(["qqqq"])).query) == 0
        assert len(gaz.postings("start", np.array([1], np.uint64))[0]) == 0
        assert gaz.forms([]) == gaz.entities_at([]) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), max_size=6), max_size=5), st.integers(1, 5))
def test_count_is_total(queries, k):
    gaz = _SMALL
    present = [number(text) for text in ("ka", "lo", "mi", "an", "o ", " k", "qq", "zz", "be", "er")]
    counts = gaz.count("gram", Ragged.of([[present[i] for i in row] for row in queries]), k=k)
    assert all(n <= k for n in Counter(counts.query.tolist()).values())
    assert np.isfinite(counts.scores).all()


_SMALL = make(40)


@given(st.lists(st.lists(st.integers(0, (1 << 64) - 1))))
def test_ragged(lists):
    ragged = Ragged.of(lists)
    assert [ragged.values[a:b].tolist() for a, b in zip(ragged.offsets, ragged.offsets[1:], strict=False)] == lists


def test_array_file(tmp_path):
    columns = [
        arrays.Column("none", "u4", []),
        arrays.Column("parts", "u8", [np.arange(3), np.arange(2)]),
        arrays.Column("odd", "u1", [np.arange(7)]),
        arrays.Column("real", "f4", [np.array([0.5])]),
    ]
    digest = arrays.write_arrays(tmp_path / "a", columns)
    opened = arrays.ArrayFile(tmp_path / "a", digest, tmp_path / "x.gaz")
    assert {name: array.tolist() for name, array in opened.items()} == {
        name: array.tolist() for name, array in arrays.collect(columns).items()
    }
    assert all(array.ctypes.data % arrays.ALIGNMENT == 0 for array in opened.values() if len(array))
    assert len(digest) == 16
    with pytest.raises(ValueError, match="read-only"):
        opened["odd"][0] = 1
    with pytest.raises(errors.NotAGazetteer, match="that of another build"):
        arrays.ArrayFile(tmp_path / "a", digest[::-1], tmp_path / "x.gaz")
    data = bytearray((tmp_path / "a").read_bytes())
    for spoiled in (b"", data[:50], data[:-5], data + b"x", b"x" + data[1:], data[:16] + b"\x07" + data[17:]):
        (tmp_path / "a").write_bytes(spoiled)
        with pytest.raises(errors.NotAGazetteer, match=r"x\.gaz"):
            arrays.ArrayFile(tmp_path / "a", digest, tmp_path / "x.gaz")


def test_wrong_keys_functions_are_told():
    for broken in (
        lambda aliases: keys(aliases)._replace(forms=[]),
        lambda aliases: keys(aliases)._replace(fields={"start": Ragged.of([])}),
    ):
        with pytest.raises(ValueError, match="keys function gave"):
            build(people(3), keys=broken, key_version=VERSION)
