"""How `names.integrations.spark` slows down as a table grows, in a local session, and if its groups are the local ones.

    python benchmarks/spark.py [--sizes 1000 10000] [--cores 2] [--what reconcile cluster]

Names are those of `benchmarks/clusters.py`; they are reconciled with the default gazetteer. Times are without the start
of the session and of its workers. `shuffled` is what went from machine to machine, as Spark compresses it.
"""
# ruff: noqa: SLF001 — only the JVM tells how much was shuffled

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from clusters import made_up
from pyspark.sql import SparkSession

import names
from names.integrations import spark


def session(cores: int) -> Any:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = str(Path(__file__).parents[1])
    settings = {
        "spark.driver.memory": "2g",
        "spark.sql.shuffle.partitions": str(2 * cores),
        "spark.ui.showConsoleProgress": "false",
    }
    builder = SparkSession.builder.master(f"local[{cores}]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    made = builder.getOrCreate()
    made.sparkContext.setLogLevel("ERROR")
    return made


def shuffled(made: Any) -> int:
    """Bytes that were written for other tasks so far."""
    stages = (
        made.sparkContext._jsc.sc()
        .statusStore()
        .stageList(None, False, False, made.sparkContext._gateway.new_array(made.sparkContext._jvm.double, 0), None)
    )
    return sum(stages.apply(place).shuffleWriteBytes() for place in range(stages.size()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--what", nargs="+", default=["reconcile", "cluster"], choices=["reconcile", "cluster"])
    arguments = parser.parse_args()
    made = session(arguments.cores)
    print("job       names     seconds  a second  shuffled MB  groups as in one process")
    for what in arguments.what:
        for size in arguments.sizes:
            texts = [person.name for person in made_up(size)]
            frame = made.createDataFrame([(text,) for text in texts], "name string").repartition(2 * arguments.cores)
            frame.cache().count()
            spark.reconcile(frame.limit(10), "name").collect()
            before, start = shuffled(made), time.perf_counter()
            if what == "reconcile":
                rows = spark.reconcile(frame, "name").collect()
            else:
                rows = spark.cluster(frame, "name").collect()
            seconds = time.perf_counter() - start
            moved = (shuffled(made) - before) / 1e6
            same = ""
            if what == "cluster":
                groups = defaultdict(set)
                for row in rows:
                    groups[row.cluster].add(row.name)
                ours, local = set(map(frozenset, groups.values())), set(map(frozenset, names.cluster(texts)))
                same = f"{len(local & ours)} of {len(local)}"
            print(f"{what:9} {size:9,} {seconds:8.1f} {size / seconds:9,.0f} {moved:12.1f}  {same}", flush=True)
    made.stop()


if __name__ == "__main__":
    main()
