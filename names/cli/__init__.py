"""The command line: each command reads its arguments, makes one call and prints.

Takes arguments. Gives output and an exit status. `commands` has the group `names` and lists its commands, which are in
`entities` (resolve, lookup), `spellings` (compare, cluster, romanize, variants, parse) and `gazetteers` (build, check,
info). `group` turns errors into one line and a status, `options` are those that commands share, `signals` ends what is
half done.

Never: anything that the library cannot do without it.
"""
