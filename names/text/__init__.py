"""Running text: which stretches of it are names, and whom they mean.

Takes a text, whole or in pieces, a gazetteer and `TextRules`. Gives `Resolution`s with their mentions, in order of
offset (`annotation`).

The way through: `portions` cuts a long text, `tokens` reads the words of a portion, and passes follow one another,
each of which takes the links so far and gives new ones: `known_phrases` as they are written (`phrases` cuts off what
is joined to a name), `similar_runs` of capitalised words, `unknowns` (persons that the gazetteer does not know),
`coreference` (what the text itself introduces and repeats).

Never: files or output (`names.formats`).
"""
