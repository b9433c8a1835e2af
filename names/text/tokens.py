"""The tokens of a text with the properties that the passes need, and its runs of capitalised words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from names.orthography.script import is_cased, script
from names.orthography.script_facts import script_facts
from names.orthography.tokens import Token, tokenize
from names.parsing.lexicon import Entry, fold_phrase, longest_entry
from names.parsing.vocabulary import concepts, word_needs
from names.resolution.results import Mention

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

Span = tuple[int, int]  # tokens [first, last)


@dataclass(frozen=True, slots=True)
class TextToken:
    """A word of a text with the properties that the passes need."""

    token: Token
    folded: str  # folded for the look-up (`fold_phrase`)
    stem: str  # folded, without an ending after an apostrophe
    end: int  # offset of the end of the stem in the text
    script: str  # ISO 15924
    capitalized: bool
    all_capitals: bool  # whether it has several letters, all capitals
    opens_sentence: bool  # whether it opens a sentence, headline or quotation, where any word may be capitalised
    adjoins: bool  # whether it may belong to one name with the word before (see `_ADJOINING`)

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
        needs = word_needs().get(self.stem)
        return needs == "context" or (needs == "capital" and (self.opens_sentence or not self.capitalized))

    @property
    def may_be_name(self) -> bool:
        """Whether it is an ordinary word here, but would be a name with a capital inside a sentence."""
        return self.capitalized and self.opens_sentence and word_needs().get(self.stem) == "capital"

    @property
    def is_unspaced(self) -> bool:
        """Whether it may hold several words of a script without spaces."""
        return not script_facts(self.script).spaced_text


class TokenizedText(NamedTuple):
    """A text, its tokens and its runs of capitalised words."""

    text: str
    tokens: Sequence[TextToken]
    runs: Sequence[Span]

    def mention(self, first: int, last: int) -> Mention:
        """The mention of the tokens [first, last), without an ending of the last one."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return Mention(self.text[start:end], start, end)


def read(text: str) -> TokenizedText:
    """The text with its tokens and runs of capitalised words.

    >>> read("He met Anna Berg.").runs
    [(0, 1), (2, 4)]
    """
    tokens = read_tokens(text)
    return TokenizedText(text, tokens, capital_runs(tokens))


def read_tokens(text: str) -> tuple[TextToken, ...]:
    """The tokens of a text, in order.

    >>> [(token.stem, token.capitalized, token.opens_sentence) for token in read_tokens("He met Trump's aide.")][:3]
    [('he', True, True), ('met', False, False), ('trump', True, False)]
    """
    tokens: list[TextToken] = []
    last = 0
    for token in tokenize(text):
        gap = text[last : token.start]
        tokens.append(_read_token(token, gap, first=not tokens))
        last = token.end
    return tuple(tokens)


def _read_token(token: Token, gap: str, *, first: bool) -> TextToken:
    """A token with its properties; `gap` is the text between it and the token before."""
    letters = token.text
    stem = _APOSTROPHE_ENDING.sub("", letters) or letters
    return TextToken(
        token,
        folded=fold_phrase(letters[: LONGEST_WORD + 1]),  # longer words are not looked up
        stem=fold_phrase(stem[: LONGEST_WORD + 1]),
        end=token.start + len(stem),
        script=script(letters),
        capitalized=letters[:1].isupper() or letters[:1].istitle(),
        all_capitals=letters.isupper() and len(letters) > 1,
        opens_sentence=first or bool(_SENTENCE_END.search(gap)),
        adjoins=not first and _ADJOINING.fullmatch(gap) is not None,
    )


def role_entries(tokens: Sequence[TextToken], start: int) -> tuple[tuple[Entry, ...], int]:
    """The entries of the lexicon for the longest phrase that starts at a token, and the number of its words."""
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
        skipped = title_words(tokens, place)
        if skipped or not _may_stand_in_name(tokens[place]):
            place += max(1, skipped)
            continue
        end = _run_end(tokens, place)
        runs.append((place, end))
        place = end
    return runs


def _may_stand_in_name(token: TextToken) -> bool:
    return token.capitalized and len(token.token.text) <= LONGEST_WORD and is_cased(token.token.text)


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
