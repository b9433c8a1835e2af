"""Running text: which stretches of it are names, and whom they mean.

Takes a text, whole or in pieces, and a gazetteer. Gives `Resolution`s with their mentions, in order of offset
(`annotation`). The way there: `portions` cuts long texts, `mentions` reads words, phrases and runs of capitals,
`spotting` finds what the gazetteer knows of them, `unknowns` groups the persons that it does not know, with
`neighbours`, and `coreference` adds what the text itself says (introductions, acronyms, repeats).

Never: files or output (`names.formats`).
"""
