"""How the press of a language writes foreign names: 하워드 is Howard, 麦卡锡 McCarthy and کوین Kevin.

The tables, `names/data/transcriptions/*.tsv`, one a script, are made from those written by hand in `names/training`.
The names that a word transcribes are its first readings (`names.romanization.words`); in a comparison a name and its
transcription are one name (`names.comparison.equivalents`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from names.data.tables import mapping
from names.orthography.folding import fold_variants
from names.orthography.script_facts import script_facts

__all__ = ["is_only_transcription", "transcribed"]


def transcribed(word: str, script: str) -> tuple[str, ...]:
    """The folded Latin names that a word of a script (ISO 15924) is the usual transcription of, the likeliest first.

    It makes no difference whether Chinese characters are traditional or simplified.

    >>> transcribed("하워드", "Hang"), transcribed("霍華德", "Hani"), transcribed("김치", "Hang")
    (('howard',), ('howard',), ())
    """
    latins = _transcriptions(script).get(fold_variants(word, script))
    return tuple(latins.split(" ")) if latins else ()


def is_only_transcription(word: str, script: str) -> bool:
    """Whether a word is a transcription and too long to be a native name as well.

    >>> [is_only_transcription(word, "Hani") for word in ("莫里森", "马丁", "习近平")]
    [True, False, False]
    """
    return len(word) >= script_facts(script).only_transcription_from and bool(transcribed(word, script))


@cache
def _transcriptions(script: str) -> Mapping[str, str]:
    """The Latin names, separated by spaces, of each transcription, which is folded by `fold_variants`."""
    table = f"transcriptions/{script}.tsv"
    return mapping(table) if (files("names") / "data" / table).is_file() else {}
