"""The phrases of a text that may be written like an alias: runs of words, and pieces of words in unspaced scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from names.caching import cached
from names.data.tables import rows
from names.parsing.lexicon import fold_phrase
from names.resolution.keys import UNSPACED_BEGINNING
from names.text.inflection import dictionary_forms
from names.text.phrase_index import PhraseIndex
from names.text.rules import TextRules
from names.text.tokens import TextToken, TokenizedText

LONGEST_CLITICS = 2  # most letters that Arabic and Hebrew join to the front of a name; chosen
SHORTEST_AFTER_CLITICS = 3  # least letters of a phrase without its clitics; chosen
PARTICLE_SCRIPTS = frozenset({"Hang"})  # scripts that write particles, words of their own, without a space
SHORTEST_BASE = 2  # least letters of a dictionary form; chosen
SHORTEST_INFLECTED = 4  # least letters of an inflected name of one word, in scripts with capitals; chosen
SHORTEST_INFLECTED_PART = 3  # least letters of an inflected word of a longer name, in scripts with capitals; chosen

_KATAKANA = re.compile("[ァ-ヺー]{2}")
# A word that an apostrophe joins to the front of a name: l'ONU, dell'Unione, d’Estonia.
_ELIDED = re.compile(r"([^\W\d_]{1,6})['’](?=[^\W\d_])")


class PhraseSpan(NamedTuple):
    """A phrase as it may be written in a gazetteer, folded, with its tokens [first, last), characters [start, end)."""

    first: int
    last: int
    start: int
    end: int
    folded: str
    inflected: bool = False  # whether it is the dictionary form of what stands in the text


class WordForm(NamedTuple):
    """A way to write a word of a text in the gazetteer."""

    folded: str
    inflected: bool = False  # whether it is the dictionary form of the word
    clitic: int = 0  # letters that are joined to the front of the word in the text, and left out
    ending: bool = False  # whether it has the ending that an apostrophe parts from the word


class _Clitic(NamedTuple):
    """Letters at the front of a word that may be a word of their own."""

    folded_letters: int  # their number in the folded word
    letters: int  # their number in the text, with an apostrophe
    shortest: int  # least letters of a word without them


def phrases(text: TokenizedText, known: PhraseIndex, rules: TextRules) -> Iterator[PhraseSpan]:
    """Every run of adjoining words that may be a known phrase, as it stands or inflected.

    What is joined to its front is left out, too: clitics (Arabic "and"; l' in l'ONU), and what is joined to its end
    with an apostrophe ('s). A run is followed as long as the phrases of the gazetteer go on so.
    """
    for first, token in enumerate(text.tokens):
        is_lower_case = token.is_cased and not token.capitalized
        if is_lower_case and _is_plain(token) and not _leads_to_capital(text.tokens, first):  # most words
            if known.may_mean(token.stem):
                yield PhraseSpan(first, first + 1, token.start, token.end, token.stem)
            continue
        forms = word_forms(token, token.languages)
        is_short = token.is_cased and len(token.stem) < SHORTEST_INFLECTED
        for form in forms:
            if known.may_mean(form.folded) and not (form.inflected and (is_lower_case or is_short)):
                end = _end(token, form)
                yield PhraseSpan(first, first + 1, token.start + form.clitic, end, form.folded, form.inflected)
        if not is_lower_case or _leads_to_capital(text.tokens, first):
            yield from _longer_phrases(text, first, forms, known, rules.longest_phrase)


def _is_plain(token: TextToken) -> bool:
    """Whether nothing is joined to a word by an apostrophe, which folding leaves out."""
    return len(token.stem) == len(token.token.text)


def _end(token: TextToken, form: WordForm) -> int:
    """Where a form of a word ends in the text: before a particle, which is a word of its own, else after its ending."""
    if form.inflected and token.script in PARTICLE_SCRIPTS:
        return min(token.end, token.start + len(form.folded))
    return token.token.end if form.ending else token.end


def _leads_to_capital(tokens: Sequence[TextToken], place: int) -> bool:
    """Whether a capitalised word follows, as in "de Gaulle"."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    return following is not None and following.capitalized and following.adjoins


def _longer_phrases(
    text: TokenizedText, first: int, forms: Sequence[WordForm], known: PhraseIndex, longest: int
) -> Iterator[PhraseSpan]:
    """The phrases of two to `longest` words that begin at the token `first`, of which these are the forms."""
    tokens = text.tokens
    begun = [form for form in forms if form.ending == tokens[first].has_ending and known.begins(form.folded)]
    for place in range(first + 1, min(first + longest, len(tokens))):
        token = tokens[place]
        if not begun or not token.adjoins:
            return
        longer: list[WordForm] = []
        for before in begun:
            for form in word_forms(token, token.languages):
                if form.clitic:
                    continue
                phrase = f"{before.folded} {form.folded}"
                inflected = before.inflected or form.inflected
                if known.may_mean(phrase):
                    end = _end(token, form)
                    yield PhraseSpan(first, place + 1, tokens[first].start + before.clitic, end, phrase, inflected)
                if form.ending == token.has_ending and known.begins(phrase):
                    longer.append(WordForm(phrase, inflected, before.clitic, form.ending))
        begun = longer


def word_forms(token: TextToken, languages: frozenset[str]) -> Sequence[WordForm]:
    """The ways to write a word in the gazetteer: as it stands first, then without clitics, then its dictionary forms.

    >>> from names.text.tokens import read_tokens
    >>> [form.folded for form in word_forms(read_tokens("l'ONU's")[0], frozenset())]
    ['lonu', 'lonus', 'onu', 'onus']
    """
    return _word_forms(token.token.text, token.stem, token.folded, token.script, _may_be_inflected(token), languages)


def _may_be_inflected(token: TextToken) -> bool:
    if not token.is_cased:
        return not token.is_unspaced
    if token.all_capitals:  # an acronym
        return False
    return len(token.stem) >= SHORTEST_INFLECTED_PART and (token.capitalized or not token.opens_sentence)


@cached(1 << 16)
def _word_forms(  # the facts of a token on which its forms depend
    text: str, stem: str, folded: str, script: str, inflected: bool, languages: frozenset[str]
) -> tuple[WordForm, ...]:
    whole = [WordForm(stem)] if stem == folded else [WordForm(stem), WordForm(folded, ending=True)]
    forms = list(whole)
    for clitic in _clitics(text, stem, script):
        for form in whole:
            if len(form.folded) - clitic.folded_letters >= clitic.shortest:
                rest = form.folded[clitic.folded_letters :]
                forms.append(WordForm(rest, clitic=clitic.letters, ending=form.ending))
    if inflected:
        bases = dictionary_forms(stem, languages)
        forms += [WordForm(base, inflected=True) for base in bases if len(base) >= SHORTEST_BASE]
    return tuple(forms)


@cache
def _clitics_by_script() -> dict[str, frozenset[str]]:
    table = list(rows("lexicon/clitic.tsv"))
    return {script: frozenset(clitic for clitic, other in table if other == script) for _, script in table}


def _clitics(text: str, stem: str, script: str) -> list[_Clitic]:
    """The clitics that may be cut off the front of a word."""
    clitics = _clitics_by_script().get(script)
    if not clitics:
        return []
    elided = _ELIDED.match(text)
    if elided:
        return [_Clitic(len(elided[1]), len(elided[0]), 1)] if elided[1].lower() in clitics else []
    if script == "Latn":  # Latin clitics have an apostrophe after them
        return []
    return [
        _Clitic(letters, letters, SHORTEST_AFTER_CLITICS)
        for letters in range(1, LONGEST_CLITICS + 1)
        if len(stem) >= letters and clitics.issuperset(stem[:letters])
    ]


def unspaced_phrases(text: TokenizedText, known: PhraseIndex, rules: TextRules) -> Iterator[PhraseSpan]:
    """Every stretch of at least two characters of a word in an unspaced script that may be a known phrase."""
    for place, token in enumerate(text.tokens):
        if token.is_unspaced:
            for start, end, folded in _stretches(token, known, rules.longest_unspaced):
                yield PhraseSpan(place, place + 1, token.start + start, token.start + end, folded)


def _cuts_katakana(word: str, place: int) -> bool:
    """Whether a word of katakana is cut there: it is a foreign word, which has no names within."""
    return 0 < place < len(word) and _KATAKANA.match(word, place - 1) is not None


def _stretches(token: TextToken, known: PhraseIndex, longest: int) -> Iterator[tuple[int, int, str]]:
    """The stretches of a token that may be a known phrase, by the characters where they start and end, and folded."""
    written = token.token.text
    folds_letter_by_letter = len(token.folded) == len(written)
    for start in range(len(written) - 1):
        for end in range(start + UNSPACED_BEGINNING, min(start + longest, len(written)) + 1):
            folded = token.folded[start:end] if folds_letter_by_letter else fold_phrase(written[start:end])
            if known.may_mean(folded) and not (_cuts_katakana(written, start) or _cuts_katakana(written, end)):
                yield start, end, folded
            if end == start + UNSPACED_BEGINNING and not known.begins(folded):
                break
