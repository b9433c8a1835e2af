"""The Latin forms of one word of a name, likeliest first, each with what it costs.

A word with a customary spelling is written so. Another word follows the scheme of its language if the script writes all
sounds; if not, the scheme's form and the learned readings are weighed by how usual they look (`fluency`).
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
from names.variation.characters import romanize_characters
from names.variation.fluency import FLUENCY_WEIGHT, letter_model
from names.variation.stretches import Stretch

__all__ = ["CUSTOM", "LEARNED", "Form", "best_form", "in_latin_letters", "word_forms"]

LEARNED = "learned"  # stands for a scheme: read by learned correspondences of letters
CUSTOM = "custom"  # stands for a scheme: written as the name usually is
SCHEME_BONUS = 5.0  # nats subtracted from the form of a scheme before it is weighed with learned ones; chosen
CUSTOM_BONUS = 3.0  # nats by which a customary spelling is cheaper than the second form; chosen
LEARNED_READINGS = 40  # learned readings of a word that are weighed; chosen
LONGEST = 24  # letters that are read at once; a longer stretch is no word, and is read piece by piece; chosen
_LETTERS = frozenset({"Lu", "Ll", "Lt", "Lo"})  # Unicode categories
_FIRST = re.compile(r"(?<![\w'])[^\W\d_]")  # the first letter of a word


class Form(NamedTuple):
    """A Latin form of a word, with its cost in nats, its language, and its scheme ("" where nothing is changed)."""

    cost: float
    text: str
    language: str
    scheme: str


def word_forms(stretch: Stretch) -> tuple[Form, ...]:
    """The Latin forms of a stretch, that of `best_form` first, with their costs above that one.

    >>> [form.text for form in word_forms(Stretch("दिनेश", "Deva", "hi"))][:1]
    ['Dinesh']
    """
    best = best_form(stretch)
    if not stretch.script or len(stretch.text) > LONGEST:
        return (best,)
    scheme = best_scheme(stretch.text, stretch.script, stretch.language)
    if scheme is None or scheme.use == "weighed":
        return _distinct(best, list(_weighed(stretch, scheme)))
    return _distinct(best, [_by_scheme(stretch.text, scheme), *_learned(stretch)])


def _distinct(best: Form, others: list[Form]) -> tuple[Form, ...]:
    """The best form and the others that differ from it, with their costs above the best one's."""
    least = min([form.cost for form in others], default=best.cost)
    bonus = CUSTOM_BONUS if best.scheme == CUSTOM else 0.0
    distinct = {best.text: best}
    for form in sorted(others):
        distinct.setdefault(form.text, form._replace(cost=form.cost - least + bonus))
    return tuple(distinct.values())


def best_form(stretch: Stretch) -> Form:
    """The likeliest Latin form of a stretch, at cost 0; a stretch with letters never gives an empty form.

    >>> best_form(Stretch("เชียงใหม่", "Thai", "th"))
    Form(cost=0.0, text='Chiangmai', language='th', scheme='th-rtgs')
    """
    return _best_form(stretch.text, stretch)


@cached_texts(1 << 14)
def _best_form(_: str, stretch: Stretch) -> Form:
    """`best_form`; the cache wants the text first, as results for long texts are not kept."""
    text, script, language, whole = stretch
    if not script:
        return Form(0.0, in_latin_letters(text), "und", "")
    if script == "Hani" and (whole or language != "zh" or customary_form(text, script, language)):
        form = Form(0.0, in_latin_letters(romanize_characters(text, language, whole)), language, CUSTOM)
    else:
        scheme = best_scheme(text, script, language)
        form = _customary(stretch, scheme) or _by_letters(stretch, scheme)
    if any(map(str.isalnum, form.text)) or not any(map(str.isalpha, text)):
        return form
    return Form(0.0, _ascii_or_names(text), language, "")  # a letter without a sound of its own


def _customary(stretch: Stretch, scheme: Scheme | None) -> Form | None:
    """The customary spelling of a word; or a full name with that of its surname, which is set apart; else None."""
    text, script, language, whole = stretch
    form = customary_form(text, script, language) or _foreign_name(text, script)
    if form is not None:
        keeps_small = form in particles() and not whole
        return Form(0.0, form if keeps_small else _capitalized(form, text), language, CUSTOM)
    if scheme is None or not whole:
        return None
    facts = script_facts(script)
    for length in (2, 1):
        surname, given = surnames(language).get(text[:length]), text[length:]
        if surname and facts.shortest_given <= len(text) - length <= facts.longest_given:
            return Form(0.0, f"{surname} {scheme.romanize(given).capitalize()}", language, CUSTOM)
    return None


def _foreign_name(text: str, script: str) -> str | None:
    """The foreign name that a word transcribes, if the word is too long for a native name of its script; else None."""
    if len(text) < script_facts(script).transcription_from:
        return None
    return next(map(capitalize_mc, transcribed(text, script)), None)


def _by_letters(stretch: Stretch, scheme: Scheme | None) -> Form:
    """The word by the scheme if its script writes all sounds, else the cheapest of the scheme's and the learned forms.

    Foreign names in Chinese characters or kana are read by learned correspondences alone.
    """
    text, script, language, whole = stretch
    is_foreign = script_facts(script).dotted_foreign and not whole
    if scheme and scheme.use != "weighed" and not is_foreign:
        return _by_scheme(text, scheme)
    if len(text) > LONGEST:
        pieces = [stretch._replace(text=text[start : start + LONGEST]) for start in range(0, len(text), LONGEST)]
        latin = "".join([best_form(piece).text for piece in pieces])
        return Form(0.0, latin.capitalize(), language, LEARNED)
    return min(_weighed(stretch, None if is_foreign else scheme))._replace(cost=0.0)


def _weighed(stretch: Stretch, scheme: Scheme | None) -> Iterator[Form]:
    """The learned readings and the scheme's form; each costs what the learned table and the letter model say."""
    text, script, language, _ = stretch
    habits = letter_model(script)
    readings = _learned(stretch)
    for form in readings:
        yield form._replace(cost=form.cost + FLUENCY_WEIGHT * habits.cost(fold_latin(form.text)))
    if scheme or not readings:
        learned = transducer(script)
        latin = in_latin_letters(scheme.romanize(text) if scheme else text)
        learned_cost = float(learned.costs([text], [fold_latin(latin)])[0]) if learned else 0.0
        fluency = FLUENCY_WEIGHT * habits.cost(fold_latin(latin))
        name = scheme.name if scheme else LEARNED
        yield Form(learned_cost + fluency - SCHEME_BONUS, _capitalized(latin, text), language, name)


def _learned(stretch: Stretch) -> list[Form]:
    """The readings by the script's learned table; none if the text is too long for a word."""
    text, script, language, _ = stretch
    learned = transducer(script) if len(text) <= LONGEST else None
    readings = learned.readings(fold_word(text, script), LEARNED_READINGS) if learned else ()
    return [Form(reading.cost, _capitalized(reading.text, text), language, LEARNED) for reading in readings]


def _by_scheme(text: str, scheme: Scheme) -> Form:
    """The word by a scheme, capitalized if its script has no capitals."""
    latin = in_latin_letters(scheme.romanize(text))
    if not is_cased(text):
        latin = _FIRST.sub(lambda first: first[0].upper(), latin)
    return Form(0.0, latin, scheme.language, scheme.name)


def _capitalized(latin: str, native: str) -> str:
    """The form with a capital; the article of an Arabic word is set apart (Al-Aziz)."""
    if native.startswith("ال") and latin[:2] in ("al", "el") and len(latin) > 4 and latin.isalpha():
        return f"{latin[:2].capitalize()}-{latin[2:].capitalize()}"
    return latin[:1].upper() + latin[1:]


def in_latin_letters(text: str) -> str:
    """The text with its Latin letters and signs unchanged, and other letters in ASCII or by their Unicode names.

    >>> in_latin_letters("Łódź"), in_latin_letters("ℝ 𐤀𐤋")
    ('Łódź', 'r alflamd')
    """
    if text.isascii():
        return text
    pieces = [(is_other, "".join(chars)) for is_other, chars in groupby(text, _is_other_letter)]
    return "".join([_ascii_or_names(piece) if is_other else piece for is_other, piece in pieces])


@cached(1 << 14)
def _is_other_letter(char: str) -> bool:
    """Whether a character is of another script than Latin; of what has no script, only letters proper count."""
    script = script_of(char)
    return unicodedata.category(char) in _LETTERS if script == "Zyyy" else script != "Latn"


def _ascii_or_names(piece: str) -> str:
    """The letters in ASCII; if ASCII has nothing for any of them, by their Unicode names."""
    latin = to_ascii(piece)
    return latin if any(map(str.isalnum, latin)) else named_letters(piece)
