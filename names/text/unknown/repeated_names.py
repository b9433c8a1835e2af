"""Names of organisations that a text has told by a legal form or a generic word, and repeats without it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from names.text.links import Link
from names.text.memory import RecentTable
from names.text.tokens import TextToken, TokenizedText
from names.text.unknown.quotations import opens_quotation
from names.text.unknown.word_facts import Languages
from names.text.unknown.word_forms import are_forms

KEY_LETTERS = 4  # first letters of a name by which it is sought; chosen
MOST_OF_A_KEY = 8  # names with the same first letters that are remembered, the newest; chosen

Words = tuple[str, ...]  # in small letters


class RepeatedNames:
    """The names proper so far; of very many, the older ones are forgotten."""

    def __init__(self) -> None:
        self._names: RecentTable[str, list[Words]] = RecentTable()  # by their first letters

    def add(self, words: Words) -> None:
        """Remember the words of a name, without its legal form or generic word."""
        known = self._names.get(words[0][:KEY_LETTERS], [])
        if words not in known:
            self._names.keep(words[0][:KEY_LETTERS], [*known, words][-MOST_OF_A_KEY:])

    def find(
        self, text: TokenizedText, linked: Sequence[Link | None], languages: Languages
    ) -> Iterator[tuple[int, int]]:
        """The tokens [first, last) of the names that are repeated; a linked word must stand in quotation marks."""
        if not self._names:
            return
        for first, token in enumerate(text.tokens):
            if token.capitalized:
                for words in self._names.get(token.token.text[:KEY_LETTERS].lower(), ()):
                    last = first + len(words)
                    is_other = linked[first] is not None or token.is_common
                    if is_other and not opens_quotation(text.text, text.tokens, first):
                        continue
                    if _are_words(text.tokens[first:last], words, languages):
                        yield first, last
                        break


def _are_words(tokens: Sequence[TextToken], words: Words, languages: Languages) -> bool:
    """Whether tokens are the words of a name, perhaps in another case."""
    written = [token.token.text[: token.end - token.start].lower() for token in tokens]
    return len(written) == len(words) and all(
        one == word or (len(one) > 1 < len(word) and are_forms(one, word, languages))
        for one, word in zip(written, words, strict=True)
    )
