"""The Latin forms of one word of a name, likeliest first, each with what it costs.

A word with a customary spelling is written so; then the scheme of its language is followed where the letters say
all, and where they do not the learned readings are weighed with it by the habits of names (`names.variation.fluency`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from names.caching import cached, cached_texts
from names.orthography.folding import fold_latin, fold_word
from names.orthography.script import is_cased
from names.orthography.script import script as script_of
from names.orthography.script_facts import script_facts
from names.romanization.customary import capitalize_mc, customary_form, particles, surnames
from names.romanization.fallback import named_letters, to_ascii
from names.romanization.romanizer import best_scheme
from names.romanization.schemes import Scheme
from names.romanization.transcriptions import transcribed
from names.romanization.transducers import transducer
from names.variation.characters import characters
from names.variation.fluency import FLUENT, fluency
from names.variation.stretches import Stretch

__all__ = ["CUSTOM", "LEARNED", "Form", "best_form", "forms", "latin"]

LEARNED = "learned"  # in place of a scheme: read by the learned correspondences of the letters
CUSTOM = "custom"  # in place of a scheme: as the name is usually written
RULED = 5.0  # nats that the form of a scheme gains over the learned ones
CUSTOMARY = 3.0  # nats by which a customary spelling is likelier than what stands second
SEARCHED = 40  # learned readings of a word that are weighed
LONGEST = 24  # letters that are read at once
_LETTERS = frozenset({"Lu", "Ll", "Lt", "Lo"})
_FIRST = re.compile(r"(?<![\w'])[^\W\d_]")


class Form(NamedTuple):
    """What a form of a word costs in nats, the form, its language, and its scheme: "" where nothing is changed."""

    cost: float
    text: str
    language: str
    scheme: str


def forms(stretch: Stretch) -> tuple[Form, ...]:
    """The Latin forms of a stretch, that of `best_form` first, with their costs above it.

    >>> [form.text for form in forms(Stretch("दिनेश", "Deva", "hi"))][:1]
    ['Dinesh']
    """
    text, script, language, _ = stretch
    first = best_form(stretch)
    scheme = best_scheme(text, script, language) if script else None
    if not script or len(text) > LONGEST:
        return (first,)
    if scheme is None or scheme.use == "weighed":
        return _distinct(first, list(_weighed(text, script, language, scheme)))
    return _distinct(first, [_ruled(text, scheme), *_learned(text, script, language)])


def best_form(stretch: Stretch) -> Form:
    """The likeliest Latin form of a stretch, which costs nothing; a letter never gives nothing.

    >>> best_form(Stretch("เชียงใหม่", "Thai", "th"))
    Form(cost=0.0, text='Chiangmai', language='th', scheme='th-rtgs')
    """
    return _best_form(stretch.text, stretch)


@cached_texts(1 << 14)
def _best_form(_: str, stretch: Stretch) -> Form:
    text, script, language, whole = stretch
    if not script:
        return Form(0.0, latin(text), "und", "")
    if script == "Hani" and (whole or language != "zh" or customary_form(text, script, language)):
        found = Form(0.0, latin(characters(text, language, whole)), language, CUSTOM)
    else:
        scheme = best_scheme(text, script, language)
        found = _customary(stretch, scheme) or _best(stretch, scheme)
    if any(map(str.isalnum, found.text)) or not any(map(str.isalpha, text)):
        return found
    return Form(0.0, _ascii(text), language, "")  # a letter without a sound of its own


def _best(stretch: Stretch, scheme: Scheme | None) -> Form:
    text, script, language, whole = stretch
    foreign = script_facts(script).dotted_foreign and not whole
    if scheme and scheme.use != "weighed" and not foreign:
        return _ruled(text, scheme)
    if len(text) > LONGEST:  # is no word; what is longer is read piece by piece
        pieces = [best_form(stretch._replace(text=text[at : at + LONGEST])) for at in range(0, len(text), LONGEST)]
        return Form(0.0, "".join(piece.text for piece in pieces).capitalize(), language, LEARNED)
    return min(_weighed(text, script, language, None if foreign else scheme))._replace(cost=0.0)


def _distinct(first: Form, others: list[Form]) -> tuple[Form, ...]:
    """The first form and the others that differ from it, costs told above the first one's."""
    least = min([form.cost for form in others], default=first.cost)
    gain = CUSTOMARY if first.scheme == CUSTOM else 0.0
    kept = {first.text: first}
    for form in sorted(others):
        kept.setdefault(form.text, form._replace(cost=form.cost - least + gain))
    return tuple(kept.values())


def _customary(stretch: Stretch, scheme: Scheme | None) -> Form | None:
    """The word as it is usually written; a surname and a given name written together."""
    text, script, language, whole = stretch
    form = customary_form(text, script, language) or _foreign(text, script)
    if form is not None:
        small = form in particles() and not whole
        return Form(0.0, form if small else _capital(form, text), language, CUSTOM)
    facts = script_facts(script)
    for length in (2, 1):
        surname = surnames(language).get(text[:length])
        fits = facts.shortest_given <= len(text) - length <= facts.longest_given
        if surname and scheme and whole and fits:
            return Form(0.0, f"{surname} {scheme.romanize(text[length:]).capitalize()}", language, CUSTOM)
    return None


def _foreign(text: str, script: str) -> str | None:
    """The foreign name that the word transcribes; of letters in which native names are as short, a longer word only."""
    if len(text) < script_facts(script).transcription_from:
        return None
    return next(map(capitalize_mc, transcribed(text, script)), None)


def _weighed(text: str, script: str, language: str, scheme: Scheme | None) -> Iterator[Form]:
    """The learned readings and the scheme's form, by the learned letters and by how usual they look."""
    usual = fluency(script)
    learned = _learned(text, script, language)
    for form in learned:
        yield form._replace(cost=form.cost + FLUENT * usual.cost(fold_latin(form.text)))
    table = transducer(script)
    if scheme or not learned:
        ruled = latin(scheme.romanize(text) if scheme else text)
        cost = float(table.costs([text], [fold_latin(ruled)])[0]) if table else 0.0
        fluent = FLUENT * usual.cost(fold_latin(ruled))
        yield Form(cost + fluent - RULED, _capital(ruled, text), language, scheme.name if scheme else LEARNED)


def _learned(text: str, script: str, language: str) -> list[Form]:
    table = transducer(script) if len(text) <= LONGEST else None
    found = table.readings(fold_word(text, script), SEARCHED) if table else ()
    return [Form(reading.cost, _capital(reading.text, text), language, LEARNED) for reading in found]


def _ruled(text: str, scheme: Scheme) -> Form:
    """The word by a scheme, with a capital if its script has none."""
    form = latin(scheme.romanize(text))
    form = form if is_cased(text) else _FIRST.sub(lambda first: first[0].upper(), form)
    return Form(0.0, form, scheme.language, scheme.name)


def _capital(form: str, text: str) -> str:
    """The form with a capital, the Arabic article apart."""
    if text.startswith("ال") and form[:2] in ("al", "el") and len(form) > 4 and form.isalpha():
        return f"{form[:2].capitalize()}-{form[2:].capitalize()}"
    return form[:1].upper() + form[1:]


def latin(text: str) -> str:
    """The text with the letters that are still not Latin in ASCII, by their names in Unicode at the last.

    >>> latin("Łódź"), latin("ℝ 𐤀𐤋")
    ('Łódź', 'r alflamd')
    """
    if text.isascii():
        return text
    return "".join(
        _ascii("".join(letters)) if foreign else "".join(letters) for foreign, letters in groupby(text, _is_foreign)
    )


@cached(1 << 14)
def _is_foreign(char: str) -> bool:
    """Whether the character is a letter or vowel sign that is not Latin; marks and signs like letters may stay."""
    known = script_of(char)
    return unicodedata.category(char) in _LETTERS if known == "Zyyy" else known != "Latn"


def _ascii(piece: str) -> str:
    plain = to_ascii(piece)
    return plain if any(map(str.isalnum, plain)) else named_letters(piece)
