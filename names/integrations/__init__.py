"""Put names into what other programs work with: documents of pipelines, data frames, SQL, Spark.

Takes documents or tables of another program, told by their types (`reconciliation`, `frames`). Gives them back with the
names that were found in them, or whom their names mean. Modules that are named after a program need it, which an extra
of the package installs.

Never: decides anything about names.
"""
