"""Running text: find the names in it, and the entities that they mean.

Takes a text, whole or in pieces, a gazetteer and `TextRules`. Gives `Resolution`s with their mentions, in order of
offset (`annotation`); of many texts, with unknown names grouped across them (`corpus`, `corpus_groups`), by several
processes (`parcels`).

`portions` cuts a long text, and `tokens` reads the words of a portion. Then four passes follow; each takes the links so
far and gives new ones: `known_phrases` (written like an alias, after `phrases` has cut off what is joined to a name),
`similar_runs` (capitalised words that are similar to an alias), `unknowns` (persons that the gazetteer does not know),
`coreference` (short forms and acronyms of names that the text has introduced).

Never: reads files or writes output (`names.formats`).
"""
