"""Lists of names: group the spellings of one name, link two lists, or resolve the names in several processes.

Takes an iterable of names. Gives groups of spellings (`clustering.cluster`), for which no gazetteer is needed, the rows
of two lists that mean the same (`linking.link`), or a resolution of each name in order (`workers`, `reconciling`).

Never: reads files or writes results (`names.formats`).
"""
