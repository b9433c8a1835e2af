"""The files of a gazetteer: one SQLite file of entities, and arrays that are mapped into memory.

Takes entities, and their keys as arrays of opaque 64-bit numbers.
Gives texts and postings by ordinal, and for a batch of queries the aliases that share most keys with each.
Never: knows what a key or a name means, or where entities come from.

The SQLite file: `schema` has its layout and all statements, `tables` reads it, `sealing` marks it as complete.
The array files: `arrays` is their format, `columns` the rules for their content, `segment` reads and writes them;
`strings`, `postings`, `membership` and `keysets` are its parts.
Look-ups: `counting` finds the best aliases of each query, `tallying` is its inner loop, `recent` caches entities.
Safety: `checksums` and `damage` detect broken files; `publishing`, `targets` and `locks` make files appear whole or
not at all.
"""
