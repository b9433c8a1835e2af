"""How a gazetteer lies on disk: one SQLite file of entities, and arrays that are mapped, not read.

Takes entities and opaque keys as arrays. Gives postings, counts of shared keys and aliases by ordinal. `schema`,
`tables` are the SQLite part; `arrays`, `columns`, `segment`, `postings`, `membership` the arrays; `counting` the hot
loop; `checksums`, `damage` notice broken files; `publishing`, `targets`, `locks` make a file appear whole or not at
all.

Never: what a key or a name means.
"""
