"""The keys under which a stored name is found again, field by field."""

from __future__ import annotations

import random

import numpy as np
import pytest
from rows import rows

from gazetteer import Alias
from names.parsing.parts import read_name
from names.resolution.keys import (
    gazetteer_keys,
    phrase_keys,
    query_gram_keys,
    query_half_keys,
    query_pair_keys,
    query_word_keys,
)
from names.resolution.phonetic_forms import identifying_words
from names.resolution.skeleton_keys import shortened_hashes

ENOUGH = 0.44  # share of the stored grams by which two names are said to meet


def meeting(stored: str, query: str) -> str:
    """The most selective key field in which a stored name and a query have a key in common."""
    fields = gazetteer_keys([Alias(stored)]).fields
    name = read_name(query)
    words = identifying_words(name)
    asked = {
        "phrase": phrase_keys(name),
        "pair": query_pair_keys([words]).values.tolist(),
        "word": query_word_keys([words]).values.tolist(),
    }
    for field, keys in asked.items():
        if not set(fields[field].values.tolist()).isdisjoint(keys):
            return field
    if len(words) == 1 and np.isin(query_half_keys(words).values, fields["pair"].values).any():
        return "half"
    grams, _ = query_gram_keys([words])
    return "gram" if np.isin(fields["gram"].values, grams.values).mean() >= ENOUGH else "-"


@pytest.mark.parametrize("row", rows("keys.tsv"), ids=lambda row: f"{row['stored']}-{row['query']}")
def test_two_spellings_meet_in_the_field_that_is_said(row: dict[str, str]) -> None:
    assert meeting(row["stored"], row["query"]) == row["meets"], row["shows"]


def test_an_alias_that_is_found_only_as_written_has_one_key() -> None:
    keys = gazetteer_keys([Alias("NATO", kind="code")])
    assert {field: len(ragged.values) for field, ragged in keys.fields.items()} == {
        "phrase": 1,
        "pair": 0,
        "word": 0,
        "gram": 0,
    }
    assert keys.forms == [""]


def test_keys_of_a_batch_are_those_of_its_names() -> None:
    aliases = [Alias(row["stored"]) for row in rows("keys.tsv")]
    together = gazetteer_keys(aliases)
    for i, alias in enumerate(aliases):
        alone = gazetteer_keys([alias])
        assert together.forms[i] == alone.forms[0]
        for field, ragged in together.fields.items():
            start, end = ragged.offsets[i : i + 2]
            assert ragged.values[start:end].tolist() == alone.fields[field].values.tolist(), (alias.text, field)


def test_shortened_hashes_are_those_of_the_shorter_skeletons() -> None:
    rng = random.Random(1)
    letters = "bdfgklmnprstvzCSx"
    skeletons = ["", "a", "ab", "kkk", *("".join(rng.choices(letters, k=rng.randint(0, 9))) for _ in range(500))]
    hashes = shortened_hashes(skeletons)
    whole = dict(zip(skeletons, hashes.values[hashes.offsets[:-1]].tolist(), strict=True))
    assert len(set(whole.values())) == len(whole)
    for i, skeleton in enumerate(skeletons):
        shorter = [skeleton[:at] + skeleton[at + 1 :] for at in range(len(skeleton))] if len(skeleton) > 2 else []
        start, end = hashes.offsets[i : i + 2].tolist()
        expected = shortened_hashes([skeleton, *shorter])
        assert hashes.values[start:end].tolist() == expected.values[expected.offsets[:-1]].tolist()
    assert (hashes.values < np.uint64(1 << 32)).all()
