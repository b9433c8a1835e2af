"""The tokens of a text with what the passes ask of them, and its runs of capitalised words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from names.data.tables import rows
from names.orthography.script import is_cased, script
from names.orthography.script_facts import script_facts
from names.orthography.tokens import Token, tokenize
from names.parsing.lexicon import Entry, fold_phrase, longest_entry
from names.resolution.results import Mention

LONGEST_WORD = 64  # characters of a word that may stand in a name; chosen
LONGEST_ROLE = 6  # words of a title or particle that is looked up; chosen

# After these a capital says nothing of a word: a stop or colon, a bullet, what opens a quotation or bracket, an empty
# line, a dash with a space ("MINSK — Officials", "– He said").
_SENTENCE_END = re.compile(r"[.!?…:;。！？।۔؟|•*\"“”«»„(\[{‘]|\n\s*\n|[-–—]\s")
# What may stand between the words of one name: a space or single line break ("Anna\nBerg"), a hyphen, also after an
# initial ("Il-sung", "J.-P."), the stop of an initial ("J. Berg"), the dots of transcriptions ("安娜·贝格").
_ADJOINING = re.compile(r"[ \t\u00a0]*(?:\r?\n[ \t]*)?|\.?[-\u2010\u2011]|\.[ \u00a0]?|[·・•=]")
# An ending that an apostrophe parts from a name: possessive ("Trump's", "Jones'"), Turkish cases ("Ankara'dan").
_APOSTROPHE_ENDING = re.compile(r"['’](?:s|S|[a-zığüşöç]{1,4})?$")

Span = tuple[int, int]  # tokens [first, last)


@dataclass(frozen=True, slots=True)
class TextToken:
    """A word of a text with what its looks and its place say."""

    token: Token
    folded: str  # as phrases are looked up (`fold_phrase`)
    stem: str  # the same without an ending after an apostrophe; equal to `folded` where there is none
    end: int  # where the word ends in the text, without such an ending
    script: str  # ISO 15924
    capitalized: bool
    all_capitals: bool  # and more than one letter
    opens_sentence: bool  # or a headline or quotation: a capital is expected here
    adjoins: bool  # only a space, hyphen or single line break parts it from the word before

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
        """Whether it is an ordinary word: alone it names nobody."""
        return self.stem in common_words()

    @property
    def is_unspaced(self) -> bool:
        """Whether it may hold several words of a script without spaces."""
        return not script_facts(self.script).spaced_text


class TokenizedText(NamedTuple):
    """A text, its tokens and its runs of capitalised words: all that the passes read of it."""

    text: str
    tokens: Sequence[TextToken]
    runs: Sequence[Span]

    def mention(self, first: int, last: int) -> Mention:
        """The mention that the tokens [first, last) make, without an ending of the last one."""
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
    """A token with its features; `gap` is what stands between it and the token before."""
    letters = token.text
    stem = _APOSTROPHE_ENDING.sub("", letters) or letters
    return TextToken(
        token,
        folded=fold_phrase(letters[: LONGEST_WORD + 1]),  # a longer word is no phrase and need not be remembered
        stem=fold_phrase(stem[: LONGEST_WORD + 1]),
        end=token.start + len(stem),
        script=script(letters),
        capitalized=letters[:1].isupper() or letters[:1].istitle(),
        all_capitals=letters.isupper() and len(letters) > 1,
        opens_sentence=first or bool(_SENTENCE_END.search(gap)),
        adjoins=not first and _ADJOINING.fullmatch(gap) is not None,
    )


@cache
def common_words() -> frozenset[str]:
    """Ordinary words that open sentences and headlines, folded: alone they name nobody."""
    return frozenset(word for word, _ in rows("lexicon/common.tsv"))


def role_entries(tokens: Sequence[TextToken], start: int) -> tuple[tuple[Entry, ...], int]:
    """What the lexicon says of the longest phrase that starts at a token, and how many words the phrase has."""
    return longest_entry([token.stem for token in tokens[start : start + LONGEST_ROLE]], 0)


def title_words(tokens: Sequence[TextToken], start: int) -> int:
    """How many words the title has that starts at a token; 0 where none does."""
    entries, count = role_entries(tokens, start)
    return count if any(entry.role == "title" for entry in entries) else 0


def capital_runs(tokens: Sequence[TextToken]) -> list[Span]:
    """Runs of adjoining capitalised words, particles between them included; titles and endings part them.

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
    """One past the last capitalised word of the run that starts at `start`."""
    end = start + 1
    for place in range(start + 1, len(tokens)):
        token = tokens[place]
        if not token.adjoins or tokens[place - 1].has_ending:
            break
        if token.token.joined or _continues_run(tokens, place):
            end = place + 1
        elif not any(entry.role == "particle" for entry in role_entries(tokens, place)[0]):
            break
    return end


def _continues_run(tokens: Sequence[TextToken], place: int) -> bool:
    """Whether a capitalised word belongs to the run before it: it is no title and opens no sentence."""
    return (
        _may_stand_in_name(tokens[place])
        and not title_words(tokens, place)
        and not _is_after_full_stop(tokens[place - 1].token, tokens[place].token)
    )


def _is_after_full_stop(before: Token, token: Token) -> bool:
    """Whether a stop after more than an initial ("… to Minsk. Putin") parts two tokens."""
    return before.dotted and len(before.text) > 2 and token.start > before.end + 1 and not token.joined
