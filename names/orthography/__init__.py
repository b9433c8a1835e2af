"""Characters and words as they are written, before anything is known of names.

Takes any string. Gives its normal form and its fold (`normalization`), the script and the likely languages of its
letters (`script`), its words with their offsets (`tokens`), whether a word is a code (`codes`), and folds of a word by
its script (`folding`). The facts about each script are one record (`script_facts`); only characters of one version of
Unicode are recognised (`repertoire`).

Never: Latin letters for other scripts (that is `names.romanization`), or the role of a word in a name
(`names.parsing`).
"""
