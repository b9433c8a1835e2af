"""What is read and written: documents in, records, tables and pages out.

Takes paths, bytes and resolutions. Gives texts (`documents`), JSON, CSV and marked-up text (`records`), HTML (`pages`),
and tables and progress for people (`terminal`). `escaping` makes strings of others fit for where they are shown, and
`streams` writes them.

Never: a decision about names.
"""
