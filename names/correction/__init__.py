"""Correction: put the names of a text into their usual form, and leave all else as it is.

Takes a text, the layout that it has (subtitles, Markdown, plain text), a gazetteer and `FixRules`. Gives a `Fixed`: the
text, its `Change`s with reasons, and the `Doubt`s, which were left (`fixing`).

`overlooked` adds names that the reading of the text, which is made for speed, has passed over.
`layouts` finds what of a text is prose, with `subtitles`, `markdown` and `masking`. `forms` says which names of an
entity are usual in the language of the text, `words` how a word is put in place of another, with its ending
(`endings`). `verdicts` decides on a mention, `spellings` finds unknown names that are spelled in several ways, and
`edits` joins the changes of several rounds.

Never: reads files or writes output (`names.formats`).
"""
