"""The formats of files that entities are read from, a module each.

A module has a TITLE for messages, `recognises(head)`, which says whether a file that begins like this has the format,
and `read(file)`, which gives its entities row by row, streaming. A row that cannot be read is rejected (`file.row`),
what is left out or changed is a remark (`file.remarks`). A new format is a new module here and its name in
`gazetteer.sources.recognition.FORMATS`.
"""
