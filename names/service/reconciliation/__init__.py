"""The W3C Reconciliation API, versions 0.1, 0.2 and 1.0-draft: what OpenRefine and its like ask of a gazetteer.

Takes messages of the three versions, each checked before anything is looked up; what is wrong in them is told.
Gives manifests, candidates with the features of their scores, suggestions, previews and values of properties.
Never: knows another way to resolve a name than `names reconcile`; a version is only another form of the same answer.

`router` has all addresses, of which `legacy_routes` are those of 0.1 and 0.2, `draft_routes` those of 1.0-draft; their
messages are in `legacy_messages` and `draft_messages`. Both make `MatchQuery` of what is asked (`queries`), which
`matching` answers. What entities have is described by a table (`properties`), and read by `values`.
"""
