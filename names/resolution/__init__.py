"""Whom a name means: the entities of a gazetteer, each with its probability.

Takes names, a `gazetteer.Gazetteer` and `rules.Rules`. Gives a `results.Resolution`: match, ambiguous or none, with its
candidates and the rules it was decided by.
The way there: `keys` and `phonetic_forms` are what a gazetteer is searched by; `candidates` finds the aliases worth
comparing; `decision` compares and weighs them, with `rarity`, `own_names`, `contradiction`, `features` and `posterior`;
`reasons`
says why in one line. `resolver` is the face of it all.

Never: where a name stands in a text (`names.text`).
"""
