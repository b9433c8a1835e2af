"""The tables of the project, by subject, and how they are read (`tables`).

Each is a text file, tab-separated or TOML, with its source and licence in its head: scripts (`scripts.tsv`, one record
each), lexicon (words of names by role), inflection (endings in running text), unknown and uncased (what tells unknown
names), schemes (romanization), transducers, variants and transcriptions (letters), customary spellings, and calibration
tables (fitted weights).

Never: a rule in code.
"""
