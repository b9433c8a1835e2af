"""The tables of the project, by subject, and how they are read (`tables.rows`).

Each is a text file, tab-separated, with its source and licence in its head: lexicon (words of names by role),
schemes (romanization), transducers, variants and transcriptions (letters), calibration tables (fitted weights).

Never: a rule in code.
"""
