"""Which of a person's own names are given, family names and patronymics: a rule for each evidence, surest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from names.orthography.script import script
from names.orthography.script_facts import script_facts
from names.parsing.customs import family_leads, is_eastern, is_western, only_leads
from names.parsing.lexicon import lexicon
from names.parsing.particles import bound_family
from names.parsing.pieces import AROUND, Piece
from names.parsing.roles import Role
from names.parsing.vocabulary import (
    compounds,
    concepts,
    daughters_endings,
    family_names,
    given_languages,
    is_family,
    is_given,
    languages_with,
    leading_surnames,
    only_family,
    only_given,
    patronymic_endings,
)

DOTS = frozenset("·・•‧")  # between the names of a foreigner in Chinese, Japanese or Korean letters
HYPHENS = frozenset("-\u2010\u2011\u2012\u2013\u2212")
THREE = 3  # own names, from which on one may be a patronymic or two may be family names

Pieces = Sequence[Piece]


class _Person(NamedTuple):
    """The name of a person who has several own names."""

    text: str
    pieces: Pieces
    own: Pieces  # the pieces that are own names: two or more


_Rule = Callable[[_Person], Pieces | None]  # gives the family names, perhaps none; None if the rule does not apply


def order(text: str, group: Pieces) -> None:
    """Give each own name of a person its role: given, family or patronymic; a lone one may stay `name`."""
    own = [piece for piece in group if piece.role == "name"]
    if len(own) == 1:
        own[0].role = _role_of_lone(group, own[0])
    if len(own) < 2:
        return
    family = {id(piece) for piece in _with_hyphenated(text, own, _family(_Person(text, group, own)))}
    for i, piece in enumerate(own):
        if id(piece) in family:
            piece.role = "family"
        elif i and _is_patronymic_at(own, i):
            piece.role = "patronymic"
        else:
            piece.role = "given"


def _role_of_lone(group: Pieces, name: Piece) -> Role:
    """The role of the only own name, by what stands around it."""
    place = group.index(name)
    before, after = group[:place], group[place + 1 :]
    if any(piece.role == "title" and piece.concept in concepts("regnal") for piece in before):  # Prince Harald
        return "given"
    if before and before[-1].role == "particle":  # von Ahlefeld; Los Angeles
        return "name" if before[-1].concept in concepts("article") else "family"
    if any(piece.role == "initial" for piece in group):  # J. Holloway; Andrea P.
        return "given" if only_given(name.plain) and after and not before else "family"
    if any(piece.role in AROUND for piece in group):  # Mrs Doubtfoot; Kemal Bey
        return "given" if only_given(name.plain) else "family"
    return "given" if after and after[0].role == "number" and is_given(name.plain) else "name"  # Gustav VI


def _is_patronymic_at(own: Pieces, i: int) -> bool:
    """Whether an own name that is no family name is a patronymic: Иванович, or Heydar before oğlu."""
    if len(own) < THREE:
        return own[i].plain.endswith(daughters_endings())
    before_son_of = i + 1 < len(own) and own[i + 1].plain in patronymic_endings()
    return before_son_of or own[i].plain.endswith(patronymic_endings())


def _with_hyphenated(text: str, own: Pieces, family: Pieces) -> Pieces:
    """The family name with the names tied to its front by hyphens (Fleming-Smith); if all are given names, none."""
    if len(family) != 1 or family[0] is not own[-1]:
        return family
    begin = len(own) - 1
    while begin and text[own[begin - 1].end : own[begin].start] in HYPHENS:
        begin -= 1
    if begin == 0:
        return () if all(is_given(piece.plain) for piece in own) else family
    return own[begin:]


def _family(person: _Person) -> Pieces:
    """The pieces that are the family name, by the first rule that applies."""
    for rule in _RULES:
        family = rule(person)
        if family is not None:
            return family
    return person.own[-1:]  # what most languages do


def _none_of_a_ruler(person: _Person) -> Pieces | None:
    """A ruler has given names and a Roman numeral, but no family name: Pope John Paul II."""
    if person.pieces[-1].role != "number" or person.pieces[-1].text.isdigit():
        return None
    titled = any(piece.role == "title" and piece.concept in concepts("regnal") for piece in person.pieces)
    return () if titled or all(only_given(piece.plain) for piece in person.own) else None


def _before_a_comma(person: _Person) -> Pieces | None:
    """What a comma parts from the given names is the family name: Malik, Sana."""
    own = person.own
    return _family_among([piece for piece in own if piece.clause == own[0].clause], own)


def _in_capitals(person: _Person) -> Pieces | None:
    """If only some names are in capitals, these are the family name: DUVAL Mathilde."""
    if person.text.istitle():
        return None
    capitals = [piece for piece in person.own if piece.text.isupper() and len(piece.text) > 1]
    return _family_among(capitals, person.own)


def _family_among(marked: Pieces, own: Pieces) -> Pieces | None:
    """The marked names, unless all are; if they are a whole Chinese name, only the first: Chan Siu Ming, Peter."""
    if not marked or len(marked) == len(own):
        return None
    return marked[:1] if len(marked) >= THREE and is_eastern(marked) else marked


def _last_of_dotted(person: _Person) -> Pieces | None:
    """Dots part the names of foreigners in Chinese letters, which keep their order: 约翰·史密斯."""
    return None if DOTS.isdisjoint(person.text) else person.own[-1:]


def _first_by_custom(person: _Person) -> Pieces | None:
    """The custom of the script or language puts the family name first: Kim Jong Un, Farkas Zoltán."""
    return person.own[:1] if family_leads(person.own) else None


def _last_by_turning(person: _Person) -> Pieces | None:
    """An Eastern name may be in Western order: Mei Mei Zhou."""
    *others, last = person.own
    return [last] if last.plain in leading_surnames() and is_eastern([last, *others]) else None


def _bound_by_particles(person: _Person) -> Pieces | None:
    """A particle binds the family name: Pieter van den Broek."""
    return bound_family(person.pieces, person.own) or None


def _whole_compound(person: _Person) -> Pieces | None:
    """Two words that make one name (Abdul Majid) are the family name after initials, else the given name."""
    own = person.own
    if len(own) > 2 or not _makes_one_with_next(own[0]):
        return None
    return own if any(piece.role == "initial" for piece in person.pieces) else ()


def _makes_one_with_next(piece: Piece) -> bool:
    """Whether a word makes one name with the next (Abd al-Rahman, Saint Laurent)."""
    saint = any(entry.concept == "saint" for entry in lexicon().get(piece.plain, ()))
    return saint or compounds().get(piece.plain) == "first"


def _first_of_turned(person: _Person) -> Pieces | None:
    """The family name was put first if a given name or a patronymic is last: Smirnov Nikolai."""
    own = person.own
    first, last = own[0], own[-1]
    if len(own) >= THREE and last.plain.endswith(patronymic_endings()) and not is_family(last.plain):
        put_first = not only_given(first.plain)  # Никитин Андрей Павлович
    elif script_facts(script(first.text)).surname_endings:
        put_first = is_family(first.plain) and not is_family(last.plain)  # Νικολαΐδης Πέτρος
    else:
        put_first = only_given(last.plain) and (only_leads(first) or _only_trails(first))
    return own[:1] if put_first else None


def _only_trails(piece: Piece) -> bool:
    """Whether a word is only known as a family name of languages that put it last."""
    return only_family(piece.plain) and piece.plain not in leading_surnames()


def _none_before_patronymic(person: _Person) -> Pieces | None:
    """Of a given name and a daughter's patronymic neither is a family name: Мария Степановна."""
    own = person.own
    first, last = own[0], own[-1]
    if len(own) == 2 and last.plain.endswith(daughters_endings()) and is_given(first.plain):
        return ()
    return None


def _second_after_western(person: _Person) -> Pieces | None:
    """A Chinese name may follow a Western given name: Helen Lau Wing Kei."""
    own = person.own
    return own[1:2] if len(own) > THREE and is_western(own[0]) and is_eastern(own[1:]) else None


def _two_of_both_parents(person: _Person) -> Pieces | None:
    """A Spanish or Portuguese given name with two known family names at the end: Carmen Ruiz Navarro."""
    own = person.own
    if len(own) < THREE or given_languages(own[0].plain).isdisjoint(languages_with("two-surnames")):
        return None
    known = all(piece.plain in family_names() and not is_given(piece.plain) for piece in own[-2:])
    return own[-2:] if known else None


def _last_compound(person: _Person) -> Pieces | None:
    """The last two words may make one name: Yves Saint Laurent."""
    own = person.own
    return own[-2:] if len(own) >= THREE and _makes_one_with_next(own[-2]) else None


_RULES: tuple[_Rule, ...] = (
    _none_of_a_ruler,
    _before_a_comma,
    _in_capitals,
    _last_of_dotted,
    _first_by_custom,
    _last_by_turning,
    _bound_by_particles,
    _whole_compound,
    _first_of_turned,
    _none_before_patronymic,
    _second_after_western,
    _two_of_both_parents,
    _last_compound,
)
