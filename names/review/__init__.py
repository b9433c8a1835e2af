"""Walk through doubtful results in the terminal, and write down what a person decides about each, at once.

Takes a file that `names reconcile`, `names cluster --review` or `names resolve` wrote, and a gazetteer.
Gives decisions in the file of the gazetteer (see `gazetteer.decisions`).
Never: decides anything itself, or changes the results that it reads.

`results` reads the spellings that are in doubt, `questions` finds whom they may mean, `session` takes the choices;
`screen`, the only module that imports Textual, shows them.
"""
