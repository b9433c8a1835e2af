"""What the index loses against comparing a name with every alias of a gazetteer.

    python benchmarks/recall.py people.gaz queries.tsv [--limit 200] [--show 10]

`queries.tsv` has a query and the id of the entity it means on each line, apart by a tab; `#` begins a comment. Each
query is compared with all aliases (slow: about a second a query and ten thousand names) and resolved by the index. Of
the entities that are right and that the full comparison ranks first, two losses are told apart:

    never a candidate    the index did not find any of its aliases: the keys or the cut of candidates are at fault
    scored too low       it was compared, and another candidate came first: only a tie can do that
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import names
from gazetteer import Gazetteer
from names.comparison.similarity import compare_many
from names.parsing.parts import Name, read_name
from names.resolution.candidates import shortlist
from names.resolution.rules import RULES

CHUNK = 20_000  # aliases compared at once


def rows(path: Path) -> Iterator[tuple[str, str]]:
    """The queries and the entities they mean. Ends with a message that names file and line where a row is broken."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            query, _, entity = line.partition("\t")
            if not entity.strip():
                raise SystemExit(f"{path}:{number}: write the query, a tab and the id of the entity it means")
            yield query, entity.strip()


def brute_force(query: Name, aliases: Sequence[Name], gazetteer: Gazetteer) -> int:
    """The ordinal of the entity whose best alias scores highest, the more prominent of equal ones."""
    scores = [
        round(comparison.score, 3)
        for start in range(0, len(aliases), CHUNK)
        for comparison in compare_many([(query, alias) for alias in aliases[start : start + CHUNK]])
    ]
    owners, priors = gazetteer.owners, gazetteer.priors
    best = max(range(len(scores)), key=lambda at: (scores[at], float(priors[owners[at]]), -int(owners[at])))
    return int(owners[best])


def fate(query: Name, entity: str, aliases: Sequence[Name], gazetteer: Gazetteer) -> str:
    """What becomes of a query: "found", one of the two losses, or "wrong" where comparing all names errs as well."""
    ordinal = brute_force(query, aliases, gazetteer)
    if gazetteer.entities_at([ordinal])[0].id != entity:
        return "wrong"
    resolution = names.resolve(query.text, gazetteer)
    if resolution.candidates and resolution.candidates[0].entity.id == entity:
        return "found"
    (found,) = shortlist([query], gazetteer, RULES.candidates, RULES.compared).aliases
    return "scored too low" if ordinal in gazetteer.owners[found] else "never a candidate"


def main() -> None:
    """Read the arguments, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gazetteer", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--limit", type=int, default=200, help="queries that are tried, evenly spread (default 200)")
    parser.add_argument("--show", type=int, default=5, help="lost queries that are shown (default 5)")
    args = parser.parse_args()
    asked = list(rows(args.queries))
    asked = asked[:: max(1, len(asked) // args.limit)][: args.limit]
    with names.open_gazetteer(args.gazetteer) as gazetteer:
        aliases = [read_name(text) for text in gazetteer.alias_texts(range(gazetteer.alias_count))]
        fates = {(query, entity): fate(read_name(query), entity, aliases, gazetteer) for query, entity in asked}
    counts = Counter(fates.values())
    right = len(fates) - counts["wrong"]
    print(f"{len(fates)} queries, {len(aliases)} aliases; right by comparing all names: {right}")
    for kind in ("found", "never a candidate", "scored too low"):
        print(f"  {kind:18} {counts[kind]:5}  {counts[kind] / max(1, right):7.2%}")
    lost = [row for row, kind in fates.items() if kind not in ("found", "wrong")]
    for query, entity in lost[: args.show]:
        print(f"  {fates[query, entity]}: {query} → {entity}")


if __name__ == "__main__":
    main()
