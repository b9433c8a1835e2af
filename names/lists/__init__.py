"""Many names at once: which of them are one name, and many looked up by several processes.

Takes an iterable of names. Gives groups of spellings (`clustering.cluster`) without a gazetteer, or a resolution of
each name in order (`workers`).

Never: how a list is read or a result written (`names.formats`).
"""
