"""The command line: each command reads its arguments, makes one call and prints the result.

Takes arguments. Gives output and an exit status. `commands` has the group `names` and lists its commands, which are in
`entities` (resolve, lookup), `corrections` (fix), `spellings` (compare, romanize, variants, parse), `lists` (cluster,
link), `gazetteers` (build, check, info), `tables` (reconcile) and `evaluation` (eval, label, tune). `group` turns
errors into one line and an exit status, `options` has the options that commands share, `keyboard` reads single keys,
`signals` lets an ended command clean up.

Never: does anything that the library cannot do.
"""
