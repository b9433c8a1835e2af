"""The formats of files that entities are read from, a module each.

Takes an opened file (`SourceFile`), or its beginning, by which `recognises(head)` says whether it has the format.
Gives its entities row by row (`read(file)`); TITLE is what the format is called in messages. A row that cannot be read
is rejected (`file.row`), what is left out or changed is a remark (`file.remarks`).
Never: keeps a file in memory, or imports another format.

A new format is a new module here and its name in `gazetteer.sources.recognition.FORMATS`.
"""
