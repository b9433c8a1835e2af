"""Whom a name means: the entities of a gazetteer, each with its probability.

Takes names and a `gazetteer.Gazetteer`. Gives a `resolver.Resolution`: match, ambiguous or none, with its candidates.
The way there: `keys` and `phonetic_forms` are what a gazetteer is searched by; `candidates` finds aliases worth
comparing; `decision` compares and weighs them, with `rarity`, `own_names`, `contradiction` and `posterior`; `ranking`
orders the entities; `reasons` says why in one line.

Never: where a name stands in a text (`names.text`).
"""
