"""Learning the tables of `names/data/transducers` from open data: `python -m names.training --help`."""
