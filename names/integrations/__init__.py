"""Put the names of a text into the pipelines of other programs.

Takes documents of another program (`spacy`: of spaCy). Gives them back with the names that were found in them. Each
module needs the program that it is for, which an extra of the package installs.

Never: decides anything about names.
"""
