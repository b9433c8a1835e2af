"""The tokens of a text with the properties that the passes need, and its runs of capitalised words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from names.caching import cached_texts
from names.orthography.script import script
from names.orthography.script_facts import script_facts
from names.orthography.tokens import Token, tokenize
from names.parsing.lexicon import Entry, first_words, fold_phrase, longest_entry
from names.parsing.vocabulary import concepts
from names.repairs.readings import as_it_looks
from names.resolution.results import Mention
from names.text.languages import paragraph_languages, text_languages, word_needs_in
from names.text.letter_case import LetterCase, letter_cases

LONGEST_WORD = 64  # most characters of a word in a name; chosen
LONGEST_ROLE = 6  # most words of a title or particle; chosen

# After these, any word may be capitalised: a full stop or colon, a bullet, the opening of a quotation or bracket, an
# empty line, a dash with a space ("MINSK — Officials", "– He said").
_SENTENCE_END = re.compile(r"[.!?…:;。！？।۔؟|•*\"“”«»„(\[{‘]|\n\s*\n|[-–—]\s")
# What may be between the words of one name: a space or single line break ("Anna\nBerg"), a hyphen ("Il-sung", "J.-P."),
# the full stop of an initial ("J. Berg"), the dots of transcriptions ("安娜·贝格").
_ADJOINING = re.compile(r"[ \t\u00a0]*(?:\r?\n[ \t]*)?|\.?[-\u2010\u2011]|\.[ \u00a0]?|[·・•=]")
# An ending after an apostrophe: possessive ("Trump's", "Jones'"), Turkish cases ("Ankara'dan").
_APOSTROPHE_ENDING = re.compile(r"['’](?:s|S|[a-zığüşöç]{1,4})?$")

_INITIALS = re.compile(r"(?:[^\W\d_]\. ?)+[^\W\d_]")  # without the last full stop

Span = tuple[int, int]  # tokens [first, last)


class TextToken(NamedTuple):
    """A word of a text with the properties that the passes need."""

    token: Token
    folded: str  # folded for the look-up (`fold_phrase`)
    stem: str  # folded, without an ending after an apostrophe
    end: int  # offset of the end of the stem in the text
    script: str  # ISO 15924
    capitalized: bool
    all_capitals: bool  # whether it has several letters, all capitals
    is_cased: bool  # whether its script has capitals
    is_unspaced: bool  # whether it may hold several words of a script without spaces
    role_words: int  # words of the longest title, particle or term that may begin with it; 0 if none does
    needs: str  # what it needs to count as a name if it is an ordinary word of the text's language (see `languages`)
    opens_sentence: bool  # whether it opens a sentence, headline or quotation, where any word may be capitalised
    adjoins: bool  # whether it may belong to one name with the word before (see `_ADJOINING`)
    case: LetterCase  # of its line; but for "sentence", capitals say nothing there
    languages: frozenset[str]  # BCP 47, those that its paragraph may be in

    @property
    def start(self) -> int:
        """The offset of its first character."""
        return self.token.start

    @property
    def has_ending(self) -> bool:
        """Whether an ending follows after an apostrophe."""
        return self.end < self.token.end

    @property
    def is_common(self) -> bool:
        """Whether it is an ordinary word, which alone is not a name here."""
        return self.needs == "context" or (self.needs == "capital" and (self.opens_sentence or not self.capitalized))

    @property
    def may_be_name(self) -> bool:
        """Whether it is an ordinary word here, but would be a name with a capital inside a sentence."""
        return self.needs == "capital" and self.capitalized and self.opens_sentence


class TokenizedText(NamedTuple):
    """A text, its tokens, its runs of capitalised words, and the languages (BCP 47) that it may be in."""

    text: str
    tokens: Sequence[TextToken]
    runs: Sequence[Span]
    languages: frozenset[str] = frozenset()

    def mention(self, first: int, last: int) -> Mention:
        """The mention of the tokens [first, last), without an ending of the last one."""
        return self.stretch(self.tokens[first].start, self.tokens[last - 1].end)

    def stretch(self, start: int, end: int) -> Mention:
        """The mention of some characters; the full stop after the last of several initials belongs to it (U.S.)."""
        is_open = self.text[end : end + 1] == "." and _INITIALS.fullmatch(self.text, start, end) is not None
        return Mention(self.text[start : end + is_open], start, end + is_open)


class _LetterFacts(NamedTuple):
    """The properties that a word has wherever it stands."""

    folded: str
    stem: str
    ending: int  # characters of an ending after an apostrophe
    script: str
    capitalized: bool
    all_capitals: bool
    is_cased: bool
    is_unspaced: bool
    role_words: int


def read(text: str) -> TokenizedText:
    """The text with its tokens, its languages, and its runs of capitalised words.

    >>> read("He met Anna Berg.").runs
    [(0, 1), (2, 4)]
    """
    found = tokenize(text)
    words = [_word(token.text) for token in found]
    stems = [word.stem for word in words]
    languages = text_languages(text, stems)
    tokens = tuple(_tokens(text, found, words, paragraph_languages(text, found, stems, languages)))
    is_lower = bool(tokens) and tokens[0].case == "lower"
    return TokenizedText(text, tokens, [] if is_lower else capital_runs(tokens), languages)


def read_tokens(text: str) -> Sequence[TextToken]:
    """The tokens of a text, in order.

    >>> [(token.stem, token.capitalized, token.opens_sentence) for token in read_tokens("He met Trump's aide.")][:3]
    [('he', True, True), ('met', False, False), ('trump', True, False)]
    """
    return read(text).tokens


def _tokens(
    text: str, found: Sequence[Token], words: Sequence[_LetterFacts], languages: Iterable[frozenset[str]]
) -> Iterator[TextToken]:
    """The tokens with their properties in this text."""
    last = 0
    for token, word, case, spoken in zip(found, words, letter_cases(text, found), languages, strict=True):
        opens, adjoins = _gap(text[last : token.start]) if last else (True, False)
        last = token.end
        yield TextToken(
            token=token,
            folded=word.folded,
            stem=word.stem,
            end=last - word.ending,
            script=word.script,
            capitalized=word.capitalized or (case == "lower" and word.is_cased),
            all_capitals=word.all_capitals and case != "upper",
            is_cased=word.is_cased,
            is_unspaced=word.is_unspaced,
            role_words=word.role_words,
            needs=word_needs_in(word.stem, spoken),
            opens_sentence=opens or case != "sentence",
            adjoins=adjoins,
            case=case,
            languages=spoken,
        )


@cached_texts(1 << 12)
def _gap(gap: str) -> tuple[bool, bool]:
    """Whether a sentence may open after what stands between two words, and whether these may belong to one name."""
    if gap == " ":
        return False, True
    return _SENTENCE_END.search(gap) is not None, _ADJOINING.fullmatch(gap) is not None


@cached_texts(1 << 16)
def _word(letters: str) -> _LetterFacts:
    """The properties of a word; letters that look like others are read as what they look like."""
    letters = as_it_looks(letters)
    stem = _APOSTROPHE_ENDING.sub("", letters) or letters
    folded_stem = fold_phrase(stem[: LONGEST_WORD + 1])  # longer words are not looked up
    code = script(letters)
    return _LetterFacts(
        folded=fold_phrase(letters[: LONGEST_WORD + 1]),
        stem=folded_stem,
        ending=len(letters) - len(stem),
        script=code,
        capitalized=letters[:1].isupper() or letters[:1].istitle(),
        all_capitals=letters.isupper() and len(letters) > 1,
        is_cased=script_facts(code).cased,
        is_unspaced=not script_facts(code).spaced_text,
        role_words=first_words().get(folded_stem, 0),
    )


def role_entries(tokens: Sequence[TextToken], start: int) -> tuple[tuple[Entry, ...], int]:
    """The entries of the lexicon for the longest phrase that starts at a token, and the number of its words."""
    if not tokens[start].role_words:
        return (), 0
    return longest_entry([token.stem for token in tokens[start : start + LONGEST_ROLE]], 0)


def title_words(tokens: Sequence[TextToken], start: int) -> int:
    """The number of words of the title that starts at a token; 0 if none does."""
    entries, count = role_entries(tokens, start)
    return count if any(entry.role == "title" for entry in entries) else 0


def is_introduced(tokens: Sequence[TextToken], place: int) -> bool:
    """Whether a title or a word for a place stands before a token, perhaps with a particle between.

    >>> texts = ("They visited town Best", "The mayor of Best", "He is the Best")
    >>> [is_introduced(read_tokens(text), 3) for text in texts]
    [True, True, False]
    """
    before = place
    while before > 0 and place - before < 2 and tokens[before].adjoins:
        before -= 1
        entries, _ = role_entries(tokens, before)
        if any(_introduces(entry) for entry in entries):
            return True
        if not any(_joins(entry) for entry in entries):
            return False
    return False


def _introduces(entry: Entry) -> bool:
    return entry.role == "title" or (entry.role == "term" and entry.concept in concepts("place"))


def _joins(entry: Entry) -> bool:
    return entry.role == "particle" or entry.concept in concepts("function")


def capital_runs(tokens: Sequence[TextToken]) -> list[Span]:
    """Runs of adjoining capitalised words, with particles between them; a run ends before a title or after an ending.

    >>> tokens = read_tokens("Kazakh President Kasim-Jomart Tokayev met Ursula von der Leyen.")
    >>> [" ".join(token.stem for token in tokens[first:last]) for first, last in capital_runs(tokens)]
    ['kazakh', 'kasim jomart tokayev', 'ursula von der leyen']
    """
    runs: list[Span] = []
    place = 0
    while place < len(tokens):
        if not tokens[place].capitalized and tokens[place].role_words < 2:  # no title of several words begins here
            place += 1
            continue
        skipped = title_words(tokens, place)
        if skipped or not _may_stand_in_name(tokens[place]):
            place += max(1, skipped)
            continue
        end = _run_end(tokens, place)
        runs.append((place, end))
        place = end
    return runs


def _may_stand_in_name(token: TextToken) -> bool:
    return token.capitalized and token.is_cased and len(token.token.text) <= LONGEST_WORD


def _run_end(tokens: Sequence[TextToken], start: int) -> int:
    """The token after the last capitalised word of the run that starts at `start`."""
    end = start + 1
    for place in range(start + 1, len(tokens)):
        token = tokens[place]
        if not token.adjoins or tokens[place - 1].has_ending:
            break
        if token.token.joined or _continues_run(tokens, place):
            end = place + 1
        elif not _is_particle(tokens, place):
            break
    return end


def _is_particle(tokens: Sequence[TextToken], place: int) -> bool:
    entries, _ = role_entries(tokens, place)
    return any(entry.role == "particle" for entry in entries)


def _continues_run(tokens: Sequence[TextToken], place: int) -> bool:
    """Whether a capitalised word continues a run: it is not a title and is not after a full stop."""
    return (
        _may_stand_in_name(tokens[place])
        and not title_words(tokens, place)
        and not _is_after_full_stop(tokens[place - 1].token, tokens[place].token)
    )


def _is_after_full_stop(before: Token, token: Token) -> bool:
    """Whether a full stop that does not belong to an initial is between two tokens ("… to Minsk. Putin")."""
    return before.dotted and len(before.text) > 2 and token.start > before.end + 1 and not token.joined
