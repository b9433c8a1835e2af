"""Lists of names: group the spellings of one name, or resolve the names in several processes.

Takes an iterable of names. Gives groups of spellings (`clustering.cluster`), for which no gazetteer is needed, or a
resolution of each name in order (`workers`).

Never: reads files or writes results (`names.formats`).
"""
