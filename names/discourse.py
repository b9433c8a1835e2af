"""What a text itself says of its names: who was introduced in full, what an acronym stands for, who is unknown."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from names.known import given_names
from names.lexicon import plain
from names.mentions import Mention, Sign, capital_runs, common_words, role_entries
from names.parts import parse
from names.ranking import Ranking
from names.reading import romanize
from names.resolution import Resolution
from names.similarity import compare

FAMOUS = 5.8  # prior (log10) of a person meant by the family name alone, without introduction
REPEATED = 0.6  # least probability for a misspelled repeat of somebody introduced in full
GROUPED = 0.75  # least probability for two unknown spellings to be one person


@dataclass(frozen=True, slots=True)
class Found:
    """A resolution at signs [first, last) of a text."""

    resolution: Resolution
    first: int
    last: int

    @property
    def mention(self) -> Mention:
        """Where the find stands."""
        mention = self.resolution.mention
        assert mention is not None  # every find is of a mention
        return mention

    @property
    def start(self) -> int:
        """Its first character."""
        return self.mention.start

    @property
    def end(self) -> int:
        """The character after its last."""
        return self.mention.end

    @property
    def worth(self) -> float:
        """How much the find explains: its certainty and its letters."""
        return self.resolution.score**2 * math.sqrt(self.end - self.start)

    @property
    def by_family(self) -> bool:
        """Whether the name is only somebody's family name."""
        near = self.resolution.candidates.near
        return bool(near) and all(c.alias.kind == "family" for c in near)


@dataclass(frozen=True, slots=True)
class Introduction:
    """A person, place or organisation that the text names in full, and the words that may stand for it later."""

    resolution: Resolution
    short: tuple[str, ...]
    person: bool


def join_repeats(text: str, signs: Sequence[Sign], chosen: Sequence[Found]) -> list[Found]:
    """The finds with unknown persons added and short forms joined to what the text introduced in full."""
    strangers = list(_strangers(text, signs, chosen))
    kept = [one for one in chosen if not any(_overlap(one, stranger) for stranger in strangers)]
    strangers = _grouped(strangers)
    introduced = [_introduction(one) for one in (*kept, *strangers) if _in_full(one)]
    acronyms = dict(_acronyms(text, kept))
    settled = [_settle(one, introduced, acronyms) for one in kept]
    found = [one for one in settled if one is not None] + strangers
    return sorted([*found, *_repeats(text, signs, found, introduced, acronyms)], key=lambda one: one.start)


def _overlap(a: Found, b: Found) -> bool:
    return a.start < b.end and b.start < a.end


def _strangers(text: str, signs: Sequence[Sign], chosen: Sequence[Found]) -> Iterator[Found]:
    """Persons the gazetteer does not know: a given name, or a title, and capitalised words not otherwise explained."""
    solid = {i for one in chosen for i in range(one.first, one.last) if not _yields(one)}
    for first, last in capital_runs(signs):
        start = first
        for at in range(first, last + 1):
            if at == last or at in solid or _breaks(signs[at]):
                if 2 <= at - start <= 4 and _looks_like_person(signs, start, at):
                    begin, end = signs[start].start, signs[at - 1].end
                    mention = Mention(text[begin:end], begin, end)
                    yield Found(Resolution(mention.text, "none", Ranking(), mention), start, at)
                start = at + 1


def _breaks(sign: Sign) -> bool:
    return sign.stem in common_words() and sign.stem not in given_names()


def _yields(one: Found) -> bool:
    """One word that is only a family name or a place may be part of a stranger's name."""
    best = one.resolution.candidates[0]
    return one.last - one.first == 1 and (one.by_family or best.entity.kind == "place") and best.alias.kind != "demonym"


def _looks_like_person(signs: Sequence[Sign], first: int, last: int) -> bool:
    if not signs[last - 1].capital:
        return False
    name = parse(" ".join(sign.token.text for sign in signs[first:last]))
    if any(part.role in ("term", "legal", "number") for part in name.parts):
        return False
    return _is_given(signs[first]) or (_titled(signs, first) and not signs[first].shouted)


def _is_given(sign: Sign) -> bool:
    return sign.stem in given_names() or plain(romanize(sign.stem)) in given_names()


def _titled(signs: Sequence[Sign], first: int) -> bool:
    """Whether a title stands right before."""
    return any(
        any(entry.role == "title" for entry in entries) and at + count == first
        for at in range(max(0, first - 3), first)
        for entries, count in [role_entries(signs, at)]
    )


def _grouped(strangers: Sequence[Found]) -> list[Found]:
    """The strangers with one group id for all spellings of one person."""
    heads: list[tuple[str, str]] = []
    grouped = []
    for one in strangers:
        query = one.resolution.query
        group = next((group for name, group in heads if compare(name, query).score >= GROUPED), None)
        if group is None:
            group = "unknown/" + re.sub(r"[^a-z0-9]+", "-", plain(romanize(query))).strip("-")
            heads.append((query, group))
        grouped.append(replace(one, resolution=replace(one.resolution, group=group)))
    return grouped


def _in_full(one: Found) -> bool:
    if one.resolution.group:
        return True
    best = one.resolution.candidates[0]
    person = best.entity.kind == "person"
    return one.resolution.status == "match" and (one.last - one.first > 1 or not person)


def _introduction(one: Found) -> Introduction:
    if one.resolution.group or one.resolution.candidates[0].entity.kind == "person":
        name = parse(one.mention.text)
        own = [part.text for part in name.parts if part.role in ("family", "name")]
        return Introduction(one.resolution, tuple(own[-1:]) or (name.text,), True)
    entity = one.resolution.candidates[0].entity
    codes = tuple(alias.text for alias in entity.aliases if alias.kind in ("code", "short"))
    return Introduction(one.resolution, codes, False)


def _acronyms(text: str, found: Sequence[Found]) -> Iterator[tuple[str, Resolution]]:
    """Acronyms that stand in brackets right after a name in full."""
    for one in found:
        match = re.match(r"\s?\(([^\W\d_]{2,10})\)", text[one.end : one.end + 14])
        if match and match[1].isupper() and one.last - one.first > 1 and one.resolution.status == "match":
            yield match[1], one.resolution


def _settle(one: Found, introduced: Sequence[Introduction], acronyms: dict[str, Resolution]) -> Found | None:
    """The find with what the text says of its short form; None where a lone family name means nobody in particular."""
    if one.mention.text in acronyms:
        return _joined(one, acronyms[one.mention.text], "stands in brackets after")
    if not one.by_family and one.resolution.status == "match":
        return one
    ids = {candidate.entity.id for candidate in one.resolution.candidates.near}
    for intro in introduced:
        entity = intro.resolution.entity
        same = plain(one.mention.text) in map(plain, intro.short)
        if (entity is not None and entity.id in ids) or (intro.person and same and one.by_family):
            return _joined(one, intro.resolution, "short for")
    if one.by_family and one.resolution.candidates[0].entity.prior < FAMOUS:
        return None
    return one


def _joined(one: Found, whole: Resolution, how: str) -> Found:
    """The mention as a short form of what was introduced, saying so."""
    because = f"{how} “{whole.query}” in this text"
    return replace(one, resolution=replace(whole, query=one.mention.text, mention=one.mention, because=because))


def _repeats(
    text: str,
    signs: Sequence[Sign],
    found: Sequence[Found],
    introduced: Sequence[Introduction],
    acronyms: dict[str, Resolution],
) -> Iterator[Found]:
    """Lone capitalised words that repeat, perhaps misspelled or cut short, what the text introduced in full."""
    covered = {i for one in found for i in range(one.first, one.last)}
    for first, last in capital_runs(signs):
        for at in range(first, last):
            sign = signs[at]
            if at in covered or len(sign.stem) < 3 or sign.stem in common_words():
                continue
            mention = Mention(text[sign.start : sign.end], sign.start, sign.end)
            lone = Found(Resolution(mention.text, "none", Ranking(), mention), at, at + 1)
            if mention.text in acronyms:
                yield _joined(lone, acronyms[mention.text], "stands in brackets after")
            else:
                intro = _repeated(sign, introduced)
                if intro is not None:
                    yield _joined(lone, intro.resolution, "short for")


def _repeated(sign: Sign, introduced: Sequence[Introduction]) -> Introduction | None:
    best, found = REPEATED, None
    for intro in introduced:
        for short in intro.short if intro.person else ():
            likely = compare(sign.token.text, short).score if len(sign.stem) > 4 else 0.0
            score = 1.0 if plain(short) == sign.stem else likely
            if score >= best:
                best, found = score, intro
    return found
