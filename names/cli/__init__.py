"""The command line: each command reads its arguments, makes one call and prints.

Takes arguments. Gives output and an exit status. `commands` has the commands, `group` turns errors into one line and a
status, `options` are those that commands share, `signals` ends what is half done.

Never: anything that the library cannot do without it.
"""
