"""Resolution: find the entities of a gazetteer that a name may mean, each with its probability.

Takes names, a `gazetteer.Gazetteer` and `rules.Rules`. Gives a `results.Resolution`: match, ambiguous or none, with its
candidates and the rules by which it was decided.

`keys` and `phonetic_forms` make what a gazetteer is searched by; `candidates` finds the aliases worth comparing;
`decision` compares them and decides, with `rarity`, `own_names`, `contradiction`, `features` and `posterior`; `reasons`
gives the reason in one line. `resolver` has the public functions.

Never: finds names in a text (`names.text`).
"""
