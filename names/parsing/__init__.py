"""A name cut into parts with roles: title, given name, particle, family name, suffix, …

Takes any string. Gives a `parts.Name`: what is compared and looked up; `division.parse`, the public one, also divides
full names that are written without spaces. The way there: `pieces` cuts, `enclosures` takes out what stands in
brackets, `affixes` finds what stands around a person's own names, `order` tells given from family names, `roles` joins
all that. What words are known is data (`lexicon`, `vocabulary`).

Never: a comparison of two names.
"""
