"""Tables of users: read in many formats, and written back as they were, with new columns.

Takes the path of a file: CSV, TSV or JSON Lines, perhaps compressed, in any encoding (`texts`, `jsonl`), and with an
extra Parquet, Arrow (`columnar`) and spreadsheets (`sheets`). `reading` gives its columns and rows in a stream, each
with its text as it stands in the file (`records`, `dialect`, `headers`), and `listing` the names of a list or column.
`reconciling` writes the table with answers (`answering`) in new cells (`extending`, `sinks`, `saving`); `own_lists`
makes a gazetteer of a column.

Never: loads a text as a whole, or changes what it does not add.
"""
