"""The inner loops of comparison: arrays in, arrays out.

Takes words and a table of weighted correspondences between chunks of letters (`correspondences`). Gives the least cost,
in nats, of writing one word as another, for thousands of pairs at once (`paths`); `chunks` finds the chunks of a table
in many words, `sparse` holds what is known of two chunks.

Never: names, roles, scores or files. A compiled twin can stand in for this wing.
"""
