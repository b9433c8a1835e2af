"""Where a text may name something: its words as signs, phrases a gazetteer knows, and runs of capitalised words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from names.data.tables import rows
from names.orthography.script import is_cased, script
from names.orthography.script_facts import script_facts
from names.orthography.tokens import Token, tokenize
from names.parsing.lexicon import Entry, fold_phrase, longest_entry
from names.resolution.results import Mention

LONGEST_PHRASE = 8  # words
LONGEST_RUN = 5  # words of a person's name in a text …
CROWD = 24  # … but where more capitalised words than these stand in a row, capitals tell no names apart …
LONGEST_IN_CROWD = 3  # … and only so many words are taken for one
LONGEST_UNSPACED = 10  # characters of a name in a script without spaces
LONGEST_WORD = 64  # characters of a word that may stand in a name
_SENTENCE_END = re.compile(r"[.!?…:;。！？।۔؟|•*\"“”«»„(\[{‘]|\n\s*\n|[-–—]\s")
_ADJOINING = re.compile(r"[ \t\u00a0]*(?:\r?\n[ \t]*)?|\.?[-\u2010\u2011]|\.[ \u00a0]?|[·・•=]")
_ELIDED = re.compile(r"([^\W\d_]{1,6})['’](?=[^\W\d_])")
_ENDING = re.compile(r"['’](?:s|S|[a-zığüşöç]{1,4})?$")


@dataclass(frozen=True, slots=True)
class Sign:
    """A word of a text with what its looks and its place say."""

    token: Token
    plain: str  # folded, as phrases are looked up
    stem: str  # the same without a possessive ending; equal to plain where there is none
    end: int  # where the word ends in the text, without a possessive ending
    script: str
    capital: bool
    shouted: bool  # all capitals
    begins: bool  # at the start of a sentence, headline or quotation
    adjoins: bool  # only a space, hyphen or single line break parts it from the word before

    @property
    def start(self) -> int:
        """Where the word starts in the text."""
        return self.token.start

    @property
    def possessive(self) -> bool:
        """Whether the word has a possessive ending."""
        return self.end < self.token.end


class Read(NamedTuple):
    """A text, its words as signs, and its runs of capitalised words."""

    text: str
    signs: Sequence[Sign]
    runs: Sequence[tuple[int, int]]

    def between(self, first: int, last: int) -> Mention:
        """The mention that the signs [first, last) make."""
        start, end = self.signs[first].start, self.signs[last - 1].end
        return Mention(self.text[start:end], start, end)


def read(text: str) -> Read:
    """A text read: what is looked for in it needs no more than this."""
    signs = read_text(text)
    return Read(text, signs, capital_runs(signs))


def read_text(text: str) -> tuple[Sign, ...]:
    """The words of a text as signs, in order.

    >>> [(sign.stem, sign.capital, sign.begins) for sign in read_text("He met Trump's aide.")][:3]
    [('he', True, True), ('met', False, False), ('trump', True, False)]
    """
    signs: list[Sign] = []
    last = 0
    for token in tokenize(text):
        gap = text[last : token.start]
        signs.append(_sign(token, gap, first=not signs))
        last = token.end
    return tuple(signs)


def _sign(token: Token, gap: str, *, first: bool) -> Sign:
    letters = token.text
    stem = _ENDING.sub("", letters) or letters
    return Sign(
        token,
        fold_phrase(letters[: LONGEST_WORD + 1]),  # a longer word is no phrase and need not be remembered
        fold_phrase(stem[: LONGEST_WORD + 1]),
        token.start + len(stem),
        script(letters),
        letters[:1].isupper() or letters[:1].istitle(),
        letters.isupper() and len(letters) > 1,
        first or bool(_SENTENCE_END.search(gap)),
        not first and _ADJOINING.fullmatch(gap) is not None,
    )


@cache
def common_words() -> frozenset[str]:
    """Ordinary words that open sentences and headlines, folded: alone they name nobody."""
    return frozenset(word for word, _ in rows("lexicon/common.tsv"))


class Stretch(NamedTuple):
    """Signs [first, last) and characters [start, end) of a text that may name something, and the phrase to look up."""

    first: int
    last: int
    start: int
    end: int
    phrase: str


def phrases(signs: Sequence[Sign]) -> Iterator[Stretch]:
    """Every run of adjoining words that may be a known phrase, also without a joined and, in or 's."""
    for first, opening in enumerate(signs):
        clitics = _clitics(opening)
        before = ""
        for last in range(first, min(first + LONGEST_PHRASE, len(signs))):
            sign = signs[last]
            if last > first and not sign.adjoins:
                break
            ends = {sign.end: sign.stem, sign.token.end: sign.plain} if sign.possessive else {sign.end: sign.stem}
            for end, word in ends.items():
                whole = before + word
                yield Stretch(first, last + 1, opening.start, end, whole)
                for cut, letters, least in clitics:
                    if len(whole) - cut >= least:
                        yield Stretch(first, last + 1, opening.start + letters, end, whole[cut:])
            before = f"{before}{sign.plain} "


@cache
def _joined() -> dict[str, frozenset[str]]:
    table = list(rows("lexicon/clitic.tsv"))
    return {script: frozenset(clitic for clitic, s in table if s == script) for _, script in table}


def _clitics(sign: Sign) -> list[tuple[int, int, int]]:
    """What at the front may be words of their own (و in وروسيا, l' in l'ONU): its letters in a phrase and in the text.

    With each, how many letters a phrase must have without it.
    """
    clitics = _joined().get(sign.script)
    if not clitics:
        return []
    elided = _ELIDED.match(sign.token.text)
    if elided:
        return [(len(elided[1]), len(elided[0]), 0)] if elided[1].lower() in clitics else []
    if sign.script == "Latn":
        return []
    return [(cut, cut, 3) for cut in (1, 2) if len(sign.stem) >= cut and clitics.issuperset(sign.stem[:cut])]


def unspaced_pieces(signs: Sequence[Sign]) -> Iterator[Stretch]:
    """Every stretch within a word of an unspaced script that may be a known phrase."""
    for i, sign in enumerate(signs):
        if is_unspaced(sign):
            for start, end, phrase in _pieces(sign.token.text):
                yield Stretch(i, i + 1, sign.start + start, sign.start + end, phrase)


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    for start in range(len(text) - 1):
        for end in range(start + 2, min(start + LONGEST_UNSPACED, len(text)) + 1):
            yield start, end, fold_phrase(text[start:end])


def is_unspaced(sign: Sign) -> bool:
    """Whether the word is a run of characters that may hold several words."""
    return not script_facts(sign.script).spaced_text


def role_entries(signs: Sequence[Sign], at: int) -> tuple[tuple[Entry, ...], int]:
    """What the lexicon says of the phrase at a sign, and how many words it takes."""
    return longest_entry([sign.stem for sign in signs[at : at + 6]], 0)


def capital_runs(signs: Sequence[Sign]) -> list[tuple[int, int]]:
    """Runs of adjoining capitalised words, with particles inside; titles and line ends part them.

    >>> signs = read_text("Kazakh President Kasim-Jomart Tokayev met Ursula von der Leyen.")
    >>> [" ".join(s.stem for s in signs[a:b]) for a, b in capital_runs(signs)]
    ['kazakh', 'kasim jomart tokayev', 'ursula von der leyen']
    """
    runs: list[tuple[int, int]] = []
    at = 0
    while at < len(signs):
        skipped = _title_words(signs, at)
        if skipped or not _opens(signs[at]):
            at += max(1, skipped)
            continue
        end = _run_end(signs, at)
        runs.append((at, end))
        at = end
    return runs


def _opens(sign: Sign) -> bool:
    return sign.capital and len(sign.token.text) <= LONGEST_WORD and is_cased(sign.token.text)


def _title_words(signs: Sequence[Sign], at: int) -> int:
    entries, count = role_entries(signs, at)
    return count if any(entry.role == "title" for entry in entries) else 0


def _run_end(signs: Sequence[Sign], start: int) -> int:
    """One past the last capitalised word of the run that starts at `start`."""
    end, at = start + 1, start + 1
    while at < len(signs) and signs[at].adjoins and not signs[at - 1].possessive:
        opens = _opens(signs[at]) and not _title_words(signs, at) and not _new_sentence(signs, at)
        if signs[at].token.joined or opens:
            end = at + 1
        elif not any(entry.role == "particle" for entry in role_entries(signs, at)[0]):
            break
        at += 1
    return end


def _new_sentence(signs: Sequence[Sign], at: int) -> bool:
    """A full stop after more than an initial ends the sentence before."""
    before = signs[at - 1].token
    token = signs[at].token
    return before.dotted and len(before.text) > 2 and token.start > before.end + 1 and not token.joined


def windows(signs: Sequence[Sign], run: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """All stretches of a run, of up to LONGEST_RUN words, that cut no Jin-ping in two; of a long run shorter ones."""
    first, last = run
    longest = LONGEST_RUN if last - first <= CROWD else LONGEST_IN_CROWD
    for start in range(first, last):
        for end in range(start + 1, min(start + longest, last) + 1):
            if signs[start].capital and (end == len(signs) or signs[end].capital or not signs[end].token.joined):
                yield start, end
