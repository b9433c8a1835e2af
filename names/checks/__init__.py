"""Checks of what a gazetteer knows: misspelt aliases, doubtful facts, one alias of two entities, one person twice.

Takes rows, which are entities with the line of the file on which they stand. Gives findings (`findings.Finding`), each
with its place, what is wrong, and how to mend it: `review.review` runs all checks.

Never: changes an entity, reads files of users, or looks for damage in the file of a gazetteer (`gazetteer.damages`).
"""
