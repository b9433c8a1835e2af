"""Tools for agents: a server of the Model Context Protocol, whose tools say what names mean.

Takes calls of tools, with arguments that are checked against a schema, and a gazetteer.
Gives what the library says, as records with stable ids and as a short text, each of bounded size; a mistake in a call
is answered with what is wrong and what to do.
Never: finds or compares names in a way of its own, writes what was asked into a log, or changes anything but the file
of decisions.

`inputs` and `outputs` are the schemas, `limits` how much a call may ask. `looking_up`, `finding`, `spelling` and
`deciding` have the tools, `wording` the texts; `tools` lists them. `server` answers, over standard input and output
(`standard_io`) or over HTTP (`http_transport`).
"""
