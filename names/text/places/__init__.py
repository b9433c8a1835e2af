"""Which place is meant, by what the text says of it.

Takes links of a text; gives links whose candidates are weighed anew (`context`): by the region or country beside a
name (`towns`, `region_mentions`), by its naming elsewhere in the text (`named_towns`), by other places, offices and
the language (`weighing`, `country_evidence`); and links of smaller towns of the countries that a text is about, where
it puts a place (`home_towns`). `namesakes` looks up small towns, `links` joins what was found.

Never: compares spellings; places are looked up as they are written.
"""
