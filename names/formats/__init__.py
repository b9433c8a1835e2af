"""Read the user's files, and write results in every format.

Takes paths, bytes and resolutions. Gives the documents of a corpus (`corpus`) from texts and lists of names
(`documents`), web pages (`hypertext`, `offsets`) and compressed files (`archives`). Gives records of mentions,
comparisons and parsed names (`mentions`, `records`), rows of entities (`entities`), HTML (`pages`; `page_frame` and
`page_index` are parts of it, `page.css` and `page.js` go into it; `colours.css` goes into every page, `controls.css`,
`mentions.css` and `theme.js` into that of the service, too), tables and progress for people (`terminal`), and
corrected texts as differences, reasons and whole files (`differences`, `changes`, `files`). `catalogue` lists the
formats of `names resolve`, `escaping` makes strings from data safe to show, and `streams` writes them.

Never: decides anything about names.
"""
