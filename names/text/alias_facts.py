"""What sources, languages and codes say of an alias: whether a phrase that is written like it may be that."""

from __future__ import annotations

from gazetteer import Alias
from names.resolution.acceptances import DECIDED
from names.text.phrase_index import Claim

__all__ = ["CHOSEN", "CURATED", "SHARED", "SHORT_CODE", "is_foreign_code", "is_written_as_code"]

CURATED = "curated"  # source of aliases that were chosen one by one
CHOSEN = frozenset({CURATED, DECIDED})  # this, and that of spellings that the user accepted
SHARED = frozenset({"mul", "und"})  # languages of aliases that several languages have, or nobody knows which
SHORT_CODE = 3  # letters; a code of up to this length must be curated and written exactly so; chosen
WORD_CODE_PRIOR = 5.5  # least prior of what a longer code written as a word names: Nato, Unesco; chosen
PROMINENT_CODE_PRIOR = 7.0  # least prior of a place whose code is known in other languages (US, UK); chosen


def is_written_as_code(written: str, code: Alias, prior: float) -> bool:
    """Whether a phrase is written as a code. A short code must be curated and exact, as IT, IN and BY are words.

    >>> nato, it = Alias("NATO", "en", "code"), Alias("IT", "it", "code", CURATED)
    >>> is_written_as_code("Nato", nato, 6.0), is_written_as_code("It", it, 8.0)
    (True, False)
    """
    if len(code.text) <= SHORT_CODE:
        return written == code.text and code.source == CURATED
    return written == code.text or written.isupper() or (prior >= WORD_CODE_PRIOR and not written.islower())


def is_foreign_code(claim: Claim, languages: frozenset[str]) -> bool:
    """Whether a code of a place is of another language than the text (KPK in Indonesian is no region of Pakistan)."""
    alias = claim.alias
    if alias.kind != "code" or claim.kind != "place" or claim.prior >= PROMINENT_CODE_PRIOR or not languages:
        return False
    return alias.language.split("-")[0] not in languages | SHARED
