"""Group the names of a table of Apache Spark: the steps of `names.lists.grouping`, each as a step of Spark.

Names are numbered in the order of their sound. Their keys are joined: of each key, every name is paired with the next
ones. Pairs are scored, with how often each word occurs in the whole column. Names that a chain of likely pairs holds
together are then grouped by average linkage, each such component by one worker.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pyspark.sql import Window, functions

from names.lists.likeness import Likeness
from names.lists.linkage import linked, with_short
from names.lists.list_keys import OWNER_BITS, Numbers, WordCounts, owners_of_words
from names.lists.name_columns import read_columns
from names.lists.name_table import read_table
from names.lists.pair_scores import PairScorer, ScoredPairs
from names.lists.rules import ClusterRules
from names.lists.similar_pairs import BITS, Pairs, owners_of

__all__ = ["grouped"]

READ = "text string, phrase string, form string, keys array<bigint>, words array<bigint>, short boolean"
SCORED = "left bigint, right bigint, score double"
PAIR = ["left", "right"]


class _Names(NamedTuple):
    """The names of different words, numbered, and what is known of all names together."""

    table: Any  # with the fields of READ and the number, `id`
    same: Any  # each distinct name, `text`, with that of the table which has the same words, `first`
    counts: Any  # `WordCounts`, sent to all workers
    block: int  # names of one key that are all paired


def grouped(texts: Any, threshold: float, rules: ClusterRules) -> Any:
    """Distinct names, the only column, `text`, with the first name by sound of the `group` of each."""
    names = _read(texts, rules)
    pairs = _scored(names, _next_ones(_exploded(names.table, "keys"), names.block, rules.window), rules)
    pairs = pairs.localCheckpoint()
    friends = _friends(pairs, threshold, max(rules.befriended, names.block), rules.window)
    pairs = pairs.unionByName(_scored(names, friends.join(pairs, PAIR, "left_anti"), rules)).localCheckpoint()
    groups = _linked(names, pairs, threshold)
    found = names.same.join(groups, "first", "left")
    return found.select("text", functions.coalesce("group", "first").alias("group"))


def _read(texts: Any, rules: ClusterRules) -> _Names:
    read = texts.mapInPandas(_read_portions, READ).localCheckpoint()
    first = functions.min("text").over(Window.partitionBy("phrase")).alias("first")
    same = read.select("text", first).localCheckpoint()
    table = read.join(same.where("text = first").select("text"), "text").orderBy("form", "text")
    # Kept, as else the numbers would be others when they are computed again.
    table = table.withColumn("id", functions.monotonically_increasing_id()).localCheckpoint()
    words = _exploded(table, "words").groupBy("key").agg(functions.count("id").alias("count")).sort("key").collect()
    columns = [np.array([row[label] for row in words], np.int64) for label in ("key", "count")]
    counts = WordCounts(columns[0].astype(np.uint64), columns[1], same.count())
    return _Names(table, same, texts.sparkSession.sparkContext.broadcast(counts), rules.block_of(counts.names))


def _read_portions(portions: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    for portion in portions:
        texts = portion["text"].tolist()
        columns = read_columns(texts)
        first: dict[str, int] = {}  # of the names with the same words, the one that has their keys
        owners = [first.setdefault(phrase, place) for place, phrase in enumerate(columns.phrases)]
        keys = _by_owner(columns.keys >> np.uint64(BITS), owners_of(columns.keys), len(texts))
        words = _by_owner(columns.key_words >> np.uint64(OWNER_BITS), owners_of_words(columns.key_words), len(texts))
        yield pd.DataFrame({
            "text": texts,
            "phrase": columns.phrases,
            "form": columns.forms,
            "keys": [keys[owner] for owner in owners],
            "words": [words[owner] for owner in owners],
            "short": columns.short,
        })  # fmt: skip


def _by_owner(keys: NDArray[np.uint64], owners: Numbers, count: int) -> list[NDArray[np.int64]]:
    """The keys of each of so many names as an array, each once."""
    order = np.argsort(owners, kind="stable")
    ends = np.searchsorted(owners[order], np.arange(1, count))
    return [np.unique(each.astype(np.int64)) for each in np.split(keys[order], ends)]


def _exploded(table: Any, keys: str) -> Any:
    return table.select(functions.explode(keys).alias("key"), functions.col("id"))


def _next_ones(members: Any, block: int, window: int) -> Any:
    """Pairs of the members of each key: all of up to `block`, of more each with the `window` next ones."""
    by_key = Window.partitionBy("key")
    later = functions.collect_list("id").over(by_key.orderBy("id").rowsBetween(1, block - 1))
    sized = members.select("id", functions.count("id").over(by_key).alias("size"), later.alias("later"))
    reached = functions.when(sized.size <= block, sized.later).otherwise(functions.slice(sized.later, 1, window))
    return sized.select(sized.id.alias("left"), functions.explode(reached).alias("right")).distinct()


def _scored(names: _Names, pairs: Any, rules: ClusterRules) -> Any:
    """Those of the pairs that may be one name, with their scores."""
    counts = names.counts

    def score(portions: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        return (_scores(portion, counts.value, rules) for portion in portions)

    for side in PAIR:
        texts = names.table.select(functions.col("id").alias(side), functions.col("text").alias(f"{side}_text"))
        pairs = pairs.join(texts, side)
    return pairs.mapInPandas(score, SCORED)


def _scores(portion: pd.DataFrame, counts: WordCounts, rules: ClusterRules) -> pd.DataFrame:
    ids, places = np.unique(portion[PAIR].to_numpy(np.int64).T.reshape(-1), return_inverse=True)
    left, right = np.split(places.reshape(-1), 2)
    texts: list[str] = [""] * len(ids)
    for numbers, side in ((left, "left_text"), (right, "right_text")):
        for place, text in zip(numbers.tolist(), portion[side].tolist(), strict=True):
            texts[place] = text
    table = read_table(texts)  # they are in its order already, that of their sound
    found = PairScorer(table.texts, Likeness(table, rules), counts)(Pairs(left, right))
    return pd.DataFrame({"left": ids[found.left], "right": ids[found.right], "score": found.scores})


def _friends(pairs: Any, threshold: float, block: int, window: int) -> Any:
    """The pairs of names that are both like a third one."""
    return _next_ones(_both_ways(pairs.where(pairs.score >= threshold)), block, window)


def _both_ways(pairs: Any) -> Any:
    """The names of each pair, each with the other as `key`."""
    left, right = functions.col("left"), functions.col("right")
    there = pairs.select(left.alias("key"), right.alias("id"))
    return there.unionByName(pairs.select(right.alias("key"), left.alias("id")))


def _linked(names: _Names, pairs: Any, threshold: float) -> Any:
    """The groups of all names that have a likely partner."""
    roots = _roots(pairs.where(pairs.score >= threshold))
    inside = pairs
    for side in PAIR:
        known = roots.select(functions.col("id").alias(side), functions.col("root").alias(f"{side}_root"))
        inside = inside.join(known, side)
        facts = names.table.select(functions.col("id").alias(side), functions.col("short").alias(f"{side}_short"))
        inside = inside.join(facts, side)
    inside = inside.where("left_root = right_root")

    def link(component: pd.DataFrame) -> pd.DataFrame:
        return _groups(component, threshold)

    groups = inside.groupBy("left_root").applyInPandas(link, "id bigint, group bigint")
    texts = names.table.select("id", "text")
    firsts = texts.select(functions.col("id").alias("group"), functions.col("text").alias("label"))
    found = groups.join(texts, "id").join(firsts, "group")
    return found.select(found.text.alias("first"), found.label.alias("group"))


def _groups(component: pd.DataFrame, threshold: float) -> pd.DataFrame:
    """The groups of a component: what `names.lists.grouping` does of all names."""
    ids, places = np.unique(component[PAIR].to_numpy(np.int64).T.reshape(-1), return_inverse=True)
    left, right = np.split(places.reshape(-1), 2)
    pairs = ScoredPairs(left, right, component["score"].to_numpy(np.float64))
    short = np.zeros(len(ids), np.bool_)
    for numbers, side in zip((left, right), PAIR, strict=True):
        short[numbers] = component[f"{side}_short"].to_numpy(np.bool_)
    alike = short[left] == short[right]
    among = ScoredPairs(left[alike], right[alike], pairs.scores[alike])
    group = with_short(linked(len(ids), among, threshold), short, pairs, threshold)
    return pd.DataFrame({"id": ids, "group": ids[group]})


def _roots(pairs: Any) -> Any:
    """The names of the pairs, each with the least number of those that a chain of pairs joins it with, its `root`."""
    edges = _both_ways(pairs).distinct().localCheckpoint()
    roots = edges.groupBy("id").agg(functions.min("key").alias("least"))
    roots = roots.select("id", functions.least("id", "least").alias("root")).localCheckpoint()
    while True:
        of_others = edges.join(roots.select(functions.col("id").alias("key"), "root"), "key")
        least = of_others.groupBy("id").agg(functions.min("root").alias("least"))
        new = (
            roots.join(least, "id")
            .select("id", "root", functions.least("root", "least").alias("new"))
            .localCheckpoint()
        )
        if new.where("new < root").isEmpty():
            return roots
        roots = new.select("id", functions.col("new").alias("root"))
