"""A name cut into parts with roles: title, given name, particle, family name, suffix, …

Takes any string. Gives a `parts.Name`: what is compared and looked up; `division.parse`, the public one, also divides
full names that are written without spaces.

A name takes four forms on its way. Its *words* are spans of characters (`orthography.tokens`). `pieces` makes *pieces*
of them: phrases of the lexicon or single words, with what the tables say of them. Their roles change with their
neighbours (`assignment`, which asks `enclosures` for what stands in brackets, `affixes` and `particles` for what stands
around a person's own names, `order` and `customs` for which of these are family names). Then each piece becomes a
*part*, which never changes and has its word in Latin letters; the parts make the *name*. Roles, and the sets of roles
that several stages ask for, are in `roles`; which words are known is data (`lexicon`, `vocabulary`).

Never: a comparison of two names.
"""
