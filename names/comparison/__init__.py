"""Two names compared: how probable it is that they are spellings of one name, and why.

Takes pairs of names. Gives a `similarity.Comparison` with a score (0..1) computed from its evidence. The way there:
`distance`, `letters`, `equivalents`, `relations` and `syllables` say what two words cost (nats); `alignment` pairs the
words of two names; `regrouping` explains what is left unmatched; `evidence` turns all that into figures, and
`calibration` these into a probability; `explanation` says it in words.

Never: a gazetteer, or who is meant (`names.resolution`).
"""
