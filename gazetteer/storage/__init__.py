"""How a gazetteer lies on disk: one SQLite file of entities, and arrays that are mapped, not read.

Takes entities, and their keys as arrays of opaque 64-bit numbers.
Gives texts and postings by ordinal, and for a batch of queries the aliases that share most keys with each.
Never: what a key or a name means, or where entities come from.

`schema` is the SQLite layout with every statement, `tables` opens it, `sealing` tells that it is whole. `arrays` is the
container of the other files, `columns` what must stand in them; `segment` puts strings (`strings`) and indexes
(`postings`, `membership`) together. `tallying` is the hot loop, `counting` its face. `checksums` and `damage` notice
broken files; `publishing`, `targets` and `locks` make a file appear whole or not at all.
"""
