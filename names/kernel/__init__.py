"""The inner loops of comparison: arrays in, arrays out.

Takes words and a table of weighted correspondences between chunks of letters (`correspondences`), with functions that
fold the words as the table spells them. Gives the least cost, in nats, of writing one word as another, for thousands of
pairs at once (`paths`). `operations` holds a table as arrays, `sparse` the costs of pairs of chunks, and `chunks` finds
chunks in many words.

Never: names, roles, scores, scripts or files. A compiled twin can stand in for this wing.
"""
