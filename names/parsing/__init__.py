"""A name cut into parts with roles: title, given name, particle, family name, suffix, …

Takes any string. Gives a `parts.Name`: what is compared and looked up; `division.parse`, the public one, also divides
full names that are written without spaces.

A name takes four forms on its way. Its *words* are spans of characters (`orthography.tokens`). `pieces` makes *pieces*
of them: a phrase of the lexicon or a single word, with what the tables say of it; their roles change until all
neighbours are heard (`assignment`, which asks `enclosures` for what stands in brackets, `affixes` and `particles` for
what stands around a person's own names, `order` and `customs` for which of these are the family's). Settled, a piece
becomes a *part*, which never changes and has its word in Latin letters; the parts make the *name*. Roles and the sets
of them that several stages ask for are in `roles`; what words are known is data (`lexicon`, `vocabulary`).

Never: a comparison of two names.
"""
