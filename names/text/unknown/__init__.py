"""Names that the gazetteer does not know, in scripts with capitals: their spans, and which of them are one.

Takes the tokens of a text and its links; gives spans of persons (`person_spans`, of the words of a run by
`run_words`) and of organisations and places (`thing_spans`, `thing_words`, `generic_words`, `quotations`,
`acronym_spans`), and their groups (`groups`, by `word_forms`; `repeated_names` finds them again). `word_facts` tells
what a word may be in a person's name.

Never: asks a gazetteer.
"""
