"""Characters and words as they are written, before anything is known of names.

Takes any string. Gives its normal form (`normalization`), the script and the likely languages of its letters
(`script`), its words with their offsets (`tokens`), whether a word is a code (`codes`), and the folded form under
which a word is looked up (`folding`). Which characters are known is pinned to one version of Unicode (`repertoire`).

Never: Latin letters for other scripts (that is `names.romanization`), or the role of a word in a name
(`names.parsing`).
"""
