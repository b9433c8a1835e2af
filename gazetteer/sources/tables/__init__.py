"""What the readers of tables share: files that have columns, with one entity or one name in each row.

Takes the cells of rows with their lines (`records` cuts text into them), and a header.
Gives the fields that its columns hold (`headers`, `columns`), values of cells (`values`), names that are given in parts
(`persons`), and for each id the account that its rows give together (`rows`).
Never: guesses what an unknown column means, or lets a row that cannot be read end the file.
"""
