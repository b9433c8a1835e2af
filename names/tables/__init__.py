"""Tables of users: read in many formats, and written back as they were, with new columns.

Takes the path of a file: CSV, TSV or JSON Lines, perhaps compressed, in any encoding, and with extras Parquet, Arrow
and Excel (`reading`). Gives its columns and rows in a stream, each with its text as it stands in the file (`records`,
`dialect`).

Never: loads a table as a whole, or changes what it does not add.
"""
