"""Which of a person's own names are given and which the family's: by commas, capitals, particles, language, place."""

from __future__ import annotations

from collections.abc import Sequence

from names.orthography.script import script
from names.orthography.script_facts import script_facts
from names.parsing.lexicon import lexicon
from names.parsing.pieces import Piece
from names.parsing.roles import Role
from names.parsing.vocabulary import (
    compounds,
    concepts,
    daughters_endings,
    family_names,
    given_languages,
    is_family,
    is_given,
    is_syllable,
    languages_with,
    leading_languages,
    leading_surnames,
    only_family,
    only_given,
    patronymic_endings,
)

DOTS = frozenset("·・•‧")  # between the names of a foreigner in Chinese, Japanese or Korean letters
HYPHENS = frozenset("-\u2010\u2011\u2012\u2013\u2212")
SEVERAL = 3  # own names of which one may be a patronymic, or two the family's


def order(text: str, group: Sequence[Piece]) -> None:
    """Give each own name of a person its role."""
    own = [piece for piece in group if piece.role == "name"]
    if len(own) == 1:
        own[0].role = _lone(group, own[0])
    if len(own) < 2:
        return
    family = set(map(id, _hyphened(text, own, _family(text, group, own))))
    for at, piece in enumerate(own):
        if id(piece) in family:
            piece.role = "family"
        elif at and _is_middle_patronymic(own, at):
            piece.role = "patronymic"
        else:
            piece.role = "given"


def _lone(group: Sequence[Piece], name: Piece) -> Role:
    """The role of the only own name: what stands around it may tell."""
    at = group.index(name)
    before, after = group[:at], group[at + 1 :]
    if any(p.role == "title" and p.concept in concepts("regnal") for p in before):
        return "given"
    if before and before[-1].role == "particle":
        return "name" if before[-1].concept in concepts("article") else "family"
    if any(p.role == "initial" for p in group):
        return "given" if only_given(name.plain) and after and not before else "family"
    if any(p.role in ("title", "suffix") for p in group):
        return "given" if only_given(name.plain) else "family"
    return "given" if after and after[0].role == "number" and is_given(name.plain) else "name"


def _is_patronymic(piece: Piece) -> bool:
    return piece.plain.endswith(patronymic_endings())


def _is_middle_patronymic(own: Sequence[Piece], at: int) -> bool:
    """Whether a name that is not the family's is made of the father's: Иванович, and Heydar before oglu."""
    if len(own) < SEVERAL:
        return own[at].plain.endswith(daughters_endings())
    sons = at + 1 < len(own) and own[at + 1].plain in patronymic_endings()
    return sons or _is_patronymic(own[at])


def _fathers(group: Sequence[Piece]) -> list[Piece]:
    """The names after bin, ibn, ben (son of) that another family name follows."""
    found: list[Piece] = []
    last: list[Piece] = []
    after = False
    for piece in group:
        if piece.role == "particle":
            found, last, after = found + last, [], piece.concept == "bin"
        elif piece.role == "name" and after:
            last.append(piece)
    return found


def _family(text: str, group: Sequence[Piece], own: Sequence[Piece]) -> Sequence[Piece]:
    """Which pieces are the family name, by the first evidence that tells."""
    if _is_regnal(group, own):
        return ()
    first = [piece for piece in own if piece.clause == own[0].clause]
    capitals = [] if text.istitle() else [piece for piece in own if piece.text.isupper() and len(piece.text) > 1]
    for some in (first, capitals):
        if some and len(some) < len(own):
            return some[:1] if len(some) >= SEVERAL and is_eastern(some) else some  # Chan Siu Ming, Peter
    if not DOTS.isdisjoint(text):
        return own[-1:]
    if leads(own):
        return own[:1]
    turned = own[-1].plain in leading_surnames() and is_eastern([own[-1], *own[:-1]])
    return own[-1:] if turned else _bound(group, own) or _by_knowledge(group, own)


def _is_regnal(group: Sequence[Piece], own: Sequence[Piece]) -> bool:
    """Whether a ruler is named by given names and a number (Pope John Paul II)."""
    if group[-1].role != "number" or group[-1].text.isdigit():
        return False
    titled = any(piece.role == "title" and piece.concept in concepts("regnal") for piece in group)
    return titled or all(only_given(piece.plain) for piece in own)


def _hyphened(text: str, own: Sequence[Piece], family: Sequence[Piece]) -> Sequence[Piece]:
    """The family name with what a hyphen ties before it (Fleming-Smith); given names tied are all there is: none."""
    if len(family) != 1 or family[0] is not own[-1]:
        return family
    at = len(own) - 1
    while at and text[own[at - 1].end : own[at].start] in HYPHENS:
        at -= 1
    if at == 0:
        return () if all(is_given(piece.plain) for piece in own) else family
    return own[at:]


def leads(own: Sequence[Piece]) -> bool:
    """Whether the family name stands first by the custom of its language or script."""
    first, others = own[0], own[1:]
    facts = script_facts(script(first.text))
    if facts.surname_first:
        return len(first.text) <= facts.longest_surname
    if first.plain not in leading_surnames():
        return False
    languages = leading_languages(first.plain)
    shaped = languages & languages_with("shape")
    if shaped and len(own) == 2 and not is_family(others[0].plain):
        known = any(is_syllable(others[0].plain, language) for language in shaped)
        return known and others[0].plain not in leading_surnames()
    if languages & languages_with("turned") and not is_given(first.plain) | is_family(others[-1].plain):
        return bool(languages & given_languages(others[-1].plain))
    if languages & languages_with("listed") & given_languages(others[-1].plain):
        return others[-1].plain not in leading_surnames()
    return is_eastern(own) and (len(own) >= SEVERAL or _is_leading(first) or not is_western(others[-1]))


def _is_leading(piece: Piece) -> bool:
    """Whether a word stands first as a family name and is no Western name as well."""
    return piece.plain in leading_surnames() and not is_given(piece.plain) and piece.plain not in family_names()


def _is_elsewhere_last(piece: Piece) -> bool:
    """Whether a word is a family name, and of languages that put it last: standing first, it was put there."""
    return only_family(piece.plain) and piece.plain not in leading_surnames()


def is_western(piece: Piece) -> bool:
    """Whether a word is a family name, or a given name of languages that do not put the family name first."""
    languages = given_languages(piece.plain)
    return is_family(piece.plain) or (bool(languages) and languages.isdisjoint(languages_with("eastern")))


def is_eastern(own: Sequence[Piece]) -> bool:
    """Whether a Chinese, Korean, Vietnamese or Khmer family name leads names of such syllables."""
    if own[0].plain not in leading_surnames():
        return False
    languages = leading_languages(own[0].plain) & languages_with("syllables")
    return any(all(_syllabic(piece.plain, language) for piece in own[1:]) for language in languages)


def _syllabic(word: str, language: str) -> bool:
    """Whether a word is a syllable of the language; of some languages, also two."""
    joined = range(1, len(word)) if language in languages_with("joined") else ()
    return is_syllable(word, language) or any(
        is_syllable(word[:at], language) and is_syllable(word[at:], language) for at in joined
    )


def _bound(group: Sequence[Piece], own: Sequence[Piece]) -> Sequence[Piece]:
    """The family name that a particle binds: all that follows one, and what `y` joins to it."""
    if len(group) == len(own):
        return ()
    found: list[Piece] = []
    fathers = _fathers(group)
    binding = given = False
    for i, piece in enumerate(group):
        if piece.role == "particle":
            given = piece.concept == "abu" or _is_devout(group, i)
            binding = binding or not (given or _in_compound(group, i))
            if piece.concept == "and" and i > 1 and group[i - 1].role == "name":
                found.append(group[i - 1])
        elif piece.role == "name":
            if binding and not given and not any(piece is p for p in fathers):
                found.append(piece)
            given = False
    begins = next(p for p in group if p.role != "title").role == "particle"
    if begins and len(own) > 1 and only_given(own[-1].plain) and not is_given(own[0].plain):
        return own[:1]
    return found


def _is_devout(group: Sequence[Piece], i: int) -> bool:
    """Whether a particle belongs to a given name (María del Carmen, Juan de Dios) that family names follow."""
    after = [p for p in group[i + 1 :] if p.role == "name"]
    if len(after) < 2 or group[i].concept not in ("de", "de-la") or not i or not is_given(group[i - 1].plain):
        return False
    return only_given(after[0].plain) and bool(languages_with("two-surnames") & given_languages(after[0].plain))


def _in_compound(group: Sequence[Piece], i: int) -> bool:
    """Whether a particle is inside an Arabic given name (Abd al-Rahman, Salah al-Din)."""
    before = compounds().get(group[i - 1].plain) if i else None
    after = compounds().get(group[i + 1].plain) if i + 1 < len(group) else None
    return before == "first" or after == "last"


def _by_knowledge(group: Sequence[Piece], own: Sequence[Piece]) -> Sequence[Piece]:
    """The family name by what the words are known as, else the last one."""
    first, last = own[0], own[-1]
    if len(own) == 2 and _ties(first):
        return own if any(piece.role == "initial" for piece in group) else ()
    if _is_put_first(own):
        return own[:1]
    if len(own) == 2 and last.plain.endswith(daughters_endings()) and is_given(first.plain):
        return ()
    if len(own) > SEVERAL and is_western(first) and is_eastern(own[1:]):  # Peter Chan Siu Ming
        return own[1:2]
    if len(own) >= SEVERAL and _are_two_surnames(own):
        return own[-2:]
    return own[-2:] if len(own) >= SEVERAL and _ties(own[-2]) else own[-1:]


def _is_put_first(own: Sequence[Piece]) -> bool:
    """Whether the family name was put first: a given name, or one made of the father's, ends the whole."""
    first, last = own[0], own[-1]
    if len(own) >= SEVERAL and _is_patronymic(last) and not is_family(last.plain):
        return not only_given(first.plain)
    if script_facts(script(first.text)).surname_endings:
        return is_family(first.plain) and not is_family(last.plain)
    return only_given(last.plain) and (_is_leading(first) or _is_elsewhere_last(first))


def _ties(piece: Piece) -> bool:
    """Whether a word makes one name with the next (Abd al-Rahman, Saint Laurent)."""
    saint = any(entry.concept == "saint" for entry in lexicon().get(piece.plain, ()))
    return saint or compounds().get(piece.plain) == "first"


def _are_two_surnames(own: Sequence[Piece]) -> bool:
    """Whether a Spanish or Portuguese name ends in the family names of both parents."""
    iberian = languages_with("two-surnames") & given_languages(own[0].plain)
    return bool(iberian) and all(piece.plain in family_names() and not is_given(piece.plain) for piece in own[-2:])
