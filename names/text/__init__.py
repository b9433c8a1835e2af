"""Running text: find the names in it, and the entities that they mean.

Takes a text, whole or in pieces, a gazetteer and `TextRules`. Gives `Resolution`s with their mentions, in order of
offset (`annotation`); of many texts, with unknown names grouped across them (`corpus`, `corpus_groups`), by several
processes (`parcels`).

`portions` cuts a long text, and `tokens` reads the words of a portion, with the languages (`languages`) and the case of
its lines (`letter_case`, `verse`). Then passes follow; each takes the links so far and gives new ones: `known_phrases`
(written like an alias or inflected, by `phrases`, `inflection`, `phrase_index` and `ordinary_words`), `similar_runs`
(capitalised words that are similar to an alias), `places.context` (which place is meant), `unknowns`,
`uncased_organisations` and `uncased_persons` (what the gazetteer does not know, by the rooms `unknown` and `uncased`),
`coreference` (short forms and acronyms of what the text introduced).

Never: reads files or writes output (`names.formats`).
"""
