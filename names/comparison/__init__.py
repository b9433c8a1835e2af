"""Two names compared: how probable it is that they are spellings of one name, and why.

Takes pairs of names. Gives a `similarity.Comparison` with a score (0..1) that is computed from its evidence. The steps:
`outline` prepares a name; `distance`, `letters`, `equivalents`, `relations` and `syllables` give the cost of two words
(nats), and `word_evidence` the kind of evidence they are (`kinds`); `matching` pairs the words of two names
(`alignment`) and explains what is unmatched (`regrouping`); `features` and `calibration` turn the evidence into a
probability; `explanation` puts it into words. The numbers that were chosen, not fitted, are in `costs`.

Never: a gazetteer, or who is meant (`names.resolution`).
"""
