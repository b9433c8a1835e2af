"""Other ways to write one name: in Latin letters, and in the spellings under which it is found elsewhere.

Takes a name. Gives its usual Latin form (`reading.romanize`), several with their weights (`reading.readings`), and
spellings to search for (`respelling.variants`). A text is first cut into `stretches` of one script and language;
`forms` lists the Latin forms of each, `characters` reads Chinese characters by language, and `fluency` tells usual
spellings from unusual ones.

Never: a comparison, or a gazetteer.
"""
