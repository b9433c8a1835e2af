"""Persons whom the gazetteer does not know, in scripts without capitals, where a text gives reason to see a name.

Takes a text and the spans that are taken; gives the spans of persons' names (`persons`). Each language or script has
a finder: `chinese`, `japanese` with `katakana`, `korean` with `korean_words` and `hangul_transcriptions`, `spaced`
with `spaced_words` for Arabic, Hebrew, Devanagari and others, `thai`. `short_names` joins family names to full names,
`tables` reads what they share. `organisations` finds those in Chinese, Japanese and Korean.

Never: asks a gazetteer.
"""
