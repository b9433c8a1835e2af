"""What a text may have been, where its letters were spoilt: look-alikes, encodings, keyboards, scans, passports.

Takes any string. Gives the one reading that is certain by itself (`certain_repair`), and the readings that are merely
possible (`possible_repairs`), each as a `Repair` that says what happened and what it costs. A module knows each way of
being spoilt: letters of several scripts in a word (`mixed_scripts`), bytes read in another encoding (`encodings`), keys
of another keyboard (`keyboards`), letters that readers of scans confuse (`scans`), machine-readable zones (`zones`).
`plausibility` says how usual the letters of a word are beside each other.

Never: whether a name is known or meant (that is `names.resolution`).
"""
