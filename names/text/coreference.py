"""Fourth pass: short forms and acronyms of names that the text has introduced in full."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from names.comparison.similarity import compare_many
from names.parsing.vocabulary import qualifiers
from names.resolution.results import Resolution
from names.text.introductions import Introductions, shorten, without_rivals
from names.text.links import Link, unresolved
from names.text.memory import RecentTable
from names.text.rules import TextRules
from names.text.short_forms import Genders
from names.text.tokens import TokenizedText

LONGEST_ACRONYM = 10  # letters; chosen
WORD_ACRONYM = 5  # least letters of an acronym that is read as a word, and may be misspelled; chosen
SAME_LETTERS = 3  # first letters that a misspelled acronym has in common with the right one; chosen

# An acronym in brackets right after a full name: "Collective Security Treaty Organisation (CSTO)".
_ACRONYM = re.compile(rf"\s?\(([^\W\d_]{{2,{LONGEST_ACRONYM}}})\)")


class Coreference:
    """Joins short forms to names that the text introduces in full, in the same portion or an earlier one.

    In very long texts, old introductions are forgotten (see `names.text.memory`).
    """

    def __init__(self, rules: TextRules) -> None:
        self._rules = rules
        self._resolution_rules = rules.resolution
        self._introductions = Introductions(rules)
        self._acronyms: RecentTable[str, Resolution] = RecentTable()

    def link(self, text: TokenizedText, links: Sequence[Link]) -> list[Link]:
        """The links with short forms joined to introductions, and links of further words that repeat an introduction.

        The link of a family name alone is dropped if nobody of that name was introduced or has a prior of
        `TextRules.family_prior`.
        """
        languages = text.languages
        self._introductions.begin(languages)
        introduced = [self._introductions.add(text, link) for link in links if _introduces(link)]
        acronyms = dict(_acronyms(text, links))
        self._acronyms.update(acronyms)
        genders = Genders(text, languages)
        settled = [joined for link in links if (joined := self._settled(link, genders)) is not None]
        repeats = list(self._repeats(text, settled, genders))
        shorten(introduced)
        for acronym, resolution in acronyms.items():
            self._acronyms.keep(acronym, without_rivals(resolution))
        return [*settled, *repeats]

    def _settled(self, link: Link, genders: Genders) -> Link | None:
        """The link, joined to the introduction that it repeats; None for a family name that may mean anybody."""
        if link.mention.text in self._acronyms:
            return _joined_acronym(link, self._acronyms[link.mention.text])
        if link.resolution.group or (link.resolution.status == "match" and not link.by_family_name):
            return link
        introduction = self._introductions.meant_by(link, genders.of(link.first))
        if introduction is not None:
            return _joined_short_form(link, introduction.resolution)
        if link.by_family_name and link.resolution.candidates[0].entity.prior < self._rules.family_prior:
            return None
        return link

    def _repeats(self, text: TokenizedText, links: Sequence[Link], genders: Genders) -> Iterator[Link]:
        """Links of single capitalised words that repeat an introduction, perhaps misspelled or inflected."""
        for place in self._unlinked_words(text, links):
            mention = text.mention(place, place + 1)
            link = unresolved(mention, place, place + 1, self._resolution_rules)
            if mention.text in self._acronyms:
                yield _joined_acronym(link, self._acronyms[mention.text])
                continue
            introduction = self._introductions.meant_by_word(mention.text, link.start, genders.of(place))
            acronym = "" if introduction is not None else self._misspelled_acronym(mention.text)
            if introduction is not None:
                yield _joined_short_form(link, introduction.resolution)
            elif acronym:
                yield _joined(link, self._acronyms[acronym], f"misspelled “{acronym}”, which this text explains")

    def _misspelled_acronym(self, word: str) -> str:
        """The acronym, read as a word, that a word is a misspelling of (Beltie, BELTA); empty if there is none."""
        if len(word) < self._rules.misspelled_letters or word.isupper():
            return ""
        beginning = word[:SAME_LETTERS].upper()
        near = [one for one in self._acronyms if len(one) >= WORD_ACRONYM and one.startswith(beginning)]
        comparisons = compare_many([(word, acronym.title()) for acronym in near]) if near else ()
        agreeing = (
            acronym
            for acronym, comparison in zip(near, comparisons, strict=True)
            if comparison.score >= self._rules.misspelled_score
        )
        return next(agreeing, "")

    def _unlinked_words(self, text: TokenizedText, links: Sequence[Link]) -> Iterator[int]:
        """The tokens of the runs that are not covered by a link, are long enough and are not ordinary words."""
        covered = {place for link in links for place in range(link.first, link.last)}
        for first, last in text.runs:
            for place in range(first, last):
                token = text.tokens[place]
                is_long_enough = len(token.stem) >= self._rules.short_form_letters
                is_word = token.is_common and not token.all_capitals
                is_born = place > 0 and qualifiers().get(text.tokens[place - 1].stem) in ("born", "birth")
                if place not in covered and is_long_enough and not is_word and not is_born:
                    yield place


def _introduces(link: Link) -> bool:
    """Whether a link is a full name: an unknown person, or a match; a person's name must have several words."""
    if link.resolution.group:
        return link.resolution.kind != "person" or not link.is_one_word
    is_person = link.resolution.candidates[0].entity.kind == "person"
    return link.resolution.status == "match" and not (is_person and link.is_one_word)


def _acronyms(text: TokenizedText, links: Sequence[Link]) -> Iterator[tuple[str, Resolution]]:
    """Acronyms in brackets right after a match of several words, each with the resolution of the match."""
    for link in links:
        match = _ACRONYM.match(text.text, link.end)
        is_known = link.resolution.status == "match" or link.resolution.kind == "org"
        if match and match[1].isupper() and not link.is_one_word and is_known:
            yield match[1], link.resolution


def _joined_acronym(link: Link, meant: Resolution) -> Link:
    return _joined(link, meant, f"stands in brackets after “{meant.query}” in this text")


def _joined_short_form(link: Link, meant: Resolution) -> Link:
    return _joined(link, meant, f"short for “{meant.query}” in this text")


def _joined(link: Link, meant: Resolution, because: str) -> Link:
    """The link with the meaning of an introduction; `because` is the reason."""
    resolution = replace(meant, query=link.mention.text, mention=link.mention, because=because)
    return replace(link, resolution=resolution)
