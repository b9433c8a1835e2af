"""A service for other programs, and a page for people: one gazetteer, asked over HTTP.

Takes requests: names, texts and rows of tables as JSON, queries of the W3C Reconciliation API, decisions of persons.
Gives the same answers as the library and the command line, as records, and the page at "/" that shows them.
Never: reads a file that a request names, writes what was asked into a log, or changes anything but the file of
decisions.

`application` puts it together; `engine` hands work to processes that own the gazetteer
(`workers`), which do what is in `answering`; `guards` stand before everything;
`settings` are what the owner chooses. The modules `*_routes` have the endpoints under /api, whose `messages` are
checked before anything is looked up; the room `reconciliation` has those of the Reconciliation API, `page` what a
browser loads.
"""
