"""Entities from items of Wikidata, in the JSON of Wikibase.

Takes an item as parsed JSON, gives an `Entity`: `items` makes it, `statements` reads values, ranks and dates,
`knowledge` has the tables of classes, properties and countries.
Never: reads files (`gazetteer.sources.formats.wikidata` does), or looks anything up elsewhere: the names of countries,
classes and offices stand in other items.
"""
