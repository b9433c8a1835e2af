"""How well names are matched on data of one's own, and rules that fit it.

Takes tables of labels (`labels`): pairs of spellings that are one name or two, names with the entities that they mean,
groupings. Gives an `Evaluation` (`evaluating`) as a table, JSON or a page; rules fitted to labels (`tuning`); and
labels, which somebody is asked for (`labelling`).

Never: learns the tables of `names.data` (`names.training`), or reads keys and draws on a terminal by itself.
"""
