"""What kind of thing bears a name, as far as its words tell: a person, an organisation or a place."""

from __future__ import annotations

from names.parsing.parts import Name
from names.parsing.roles import IMPERSONAL, Role
from names.parsing.vocabulary import concepts

__all__ = ["kind_of"]

PERSONAL: frozenset[Role] = frozenset({"given", "patronymic", "initial", "title", "suffix"})  # roles of persons' words


def kind_of(name: Name) -> str:
    """The kind that the words of a name tell, "person", "org" or "place", or "" if none does.

    A legal form or a word for an organisation tells an organisation, a word for a place alone a place.

    >>> from names.parsing.division import parse
    >>> [kind_of(parse(name)) for name in ("Maria Berg", "Zorblat GmbH", "Bank of Zorblat", "Lake Zorblat", "Zorblat")]
    ['person', 'org', 'org', 'place', '']
    """
    told = [part for part in name.parts if part.role in IMPERSONAL]
    if told:
        is_place = all(part.role == "term" and part.concept in concepts("place") for part in told)
        return "place" if is_place else "org"
    return "person" if any(part.role in PERSONAL for part in name.parts) else ""
