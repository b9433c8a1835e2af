"""One word in Latin letters: the ways it may be read, likeliest first.

Takes a word. Gives a `words.Word` with its readings and what each costs (nats), from four sources: romanization
schemes (`schemes`, `letter_rules`, `romanizer`), learned correspondences of letters (`transducers`), usual
transcriptions of foreign names (`transcriptions`, `customary`), and unidecode as the last resort (`fallback`).
`phonetics` gives the phonetic form and the consonant skeleton of a Latin word.

Never: whole names or the order of their words (that is `names.variation`).
"""
