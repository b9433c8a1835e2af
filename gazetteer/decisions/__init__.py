"""Decisions of persons about a gazetteer: which spelling means whom, and which entities are one or two.

Takes spellings and ids of entities, and a gazetteer for which they are decided.
Gives a file to which decisions are appended, one a line, and what those in force say in sum.
Never: changes a gazetteer or a line of the file; it reads no names, so whether two spellings are one is compared by a
plain normal form alone.

`location` says where the file is, `records` what a decision is, `journal` reads and appends, `summing` sums up,
`deciding` checks a new decision against the gazetteer before it is written.
"""
