"""How two words are forms of one given name beyond their spelling: short forms, forms of other languages, two genders.

The tables are hand-written: `names/data/nicknames.tsv` (short forms by language), `names/data/forms.tsv` (one name as
the languages of the world write it) and `names/data/gendered-given.tsv` (a man's name and the woman's made of it).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from names.caching import cached
from names.comparison.equivalents import groups, of_one_group, spellings
from names.data.tables import rows
from names.orthography.codes import is_code
from names.orthography.folding import fold_word
from names.orthography.script import script
from names.romanization.phonetics import phonetic_forms, skeleton
from names.romanization.words import Word

SURE = 0.4  # nats for the short form of one name alone (Josh): it may be a name of its own
AMBIGUOUS = 0.3  # nats for each nat that its other names leave open (Pat is Patrick or Patricia) …
SHORT = 1.0  # … up to this: Al is many names, yet who is called Al has one of them
FORM = 1.5  # nats for a name in another language: kings and emigrants bear both, and more often they are two persons
BOTH = 0.3  # nats more where both words are short forms
SHARED = 0.5  # share of the names of two short forms that must be the same ones (Bill, Will; not Ted, Ed)
READ = 3  # readings of a native word that are looked up
DOUBTFUL = 1.0  # nats above the likeliest reading from which one does not say whose name a word is

GREEK = "\u0370"  # the first letter beyond the Latin blocks that nearly all Latin words keep to

Kind = Literal["group", "nickname", "form"]


class Relation(NamedTuple):
    """What makes one name of two words, and the nats that believing it costs (of a group the spelling decides)."""

    kind: Kind
    nats: float


class _Place(NamedTuple):
    """Where the tables hold a word: rows of short forms and of their names, and rows of forms of one name."""

    short: frozenset[int]
    full: frozenset[int]
    forms: frozenset[int]


NONE: frozenset[int] = frozenset()
NOWHERE = _Place(NONE, NONE, NONE)


class _Tables(NamedTuple):
    languages: list[str]  # of each row of short forms
    names: list[str]  # of each row of short forms, apart by spaces
    short: Mapping[str, list[int]]
    sounds: Mapping[str, list[int]]  # of short forms of other scripts, as they are written in Latin letters
    full: Mapping[str, list[int]]
    full_sounds: Mapping[str, list[int]]  # of names of other scripts, likewise
    forms: Mapping[str, list[int]]


class _Sexes(NamedTuple):
    """Men's names, women's names made of them, and by the sound of a man's name how the women's names sound."""

    men: frozenset[str]
    women: frozenset[str]
    made: Mapping[str, set[str]]
    sounds: frozenset[str]  # of women's names


def relations(pairs: Sequence[tuple[Word, Word]]) -> list[Relation | None]:
    """How the words of each pair are forms of one name, beyond their spelling; None where no table says so.

    >>> from names.romanization.words import read_word
    >>> pairs = [("alexander", "олександр"), ("josh", "joshua"), ("саша", "александр"), ("juan", "john"), ("al", "jo")]
    >>> [relation and relation.kind for relation in relations([(read_word(a), read_word(b)) for a, b in pairs])]
    ['group', 'nickname', 'group', 'form', None]
    """
    grouped = of_one_group(pairs)
    return [_related(left, right, group) for (left, right), group in zip(pairs, grouped, strict=True)]


def _related(left: Word, right: Word, group: bool) -> Relation | None:
    ours, others = _place(left), _place(right)
    if ours is NOWHERE or others is NOWHERE:
        return Relation("group", math.inf) if group else None
    nats, form = math.inf, FORM if ours.forms & others.forms else math.inf
    if not (ours.forms and others.forms) or form < math.inf:  # else each is another name, whatever it may be short for
        nats = min(_short_cost(ours, others), _short_cost(others, ours), _both_short(ours, others))
    if group:
        return Relation("group", nats)
    if min(nats, form) == math.inf:
        return None
    return Relation("nickname", nats) if nats <= form else Relation("form", form)


def _short_cost(short: _Place, long: _Place) -> float:
    """Nats for the one as a short form of the other; the form it is written in may be another language's."""
    if not short.short:
        return math.inf
    if shared := short.short & long.full:
        return max(_unsure(short.short, row) for row in shared)
    foreign = long.forms and all(long.forms & _forms_of(row) for row in short.short)
    return FORM + max(_unsure(short.short, row) for row in short.short) if foreign else math.inf


def _both_short(ours: _Place, others: _Place) -> float:
    """Nats for two short forms of one name, where most of what either may stand for is the same."""
    both = ours.short & others.short
    if not both:
        return math.inf
    languages = _tables().languages
    shared, either = (Counter(languages[row] for row in held) for held in (both, ours.short | others.short))
    alike = [row for row in both if shared[languages[row]] >= SHARED * either[languages[row]]]
    if not alike:
        return math.inf
    return BOTH + max(_unsure(place.short, row) for row in alike for place in (ours, others))


def _unsure(held: frozenset[int], row: int) -> float:
    """Nats for a short form that rows of the same language hold, too: the more names, the less it says."""
    languages = _tables().languages
    count = sum(languages[other] == languages[row] for other in held)
    return min(SURE + AMBIGUOUS * math.log(count), SHORT)


@cached(1 << 12)
def _forms_of(row: int) -> frozenset[int]:
    """The rows of forms that hold a name of this row of short forms."""
    tables = _tables()
    keys = map(_spelled, tables.names[row].split(" "))
    return frozenset(number for key in keys for number in tables.forms.get(key, ()))


@cached(1 << 16)
def _place(word: Word) -> _Place:
    if is_code(word.text):
        return NOWHERE
    tables = _tables()
    key, known = fold_word(word.text, word.script), groups(word)
    own: tuple[str, ...] = (key,)
    read = own
    if word.script != "Latn":
        # A group holds short forms beside the name: the word is such a one where it sounds so.
        heard = [form for form in spellings(known) if form.isascii() and skeleton(form) in word.skeletons[:READ]]
        own, read = (key, word.latin, *heard), (key, *word.readings[:READ])
    sound = word.phonetic_forms[:1]
    short = _rows(tables.short, own) | _rows(tables.sounds, sound)
    full = _rows(tables.full, read) | _rows(tables.full_sounds, sound) | (_full_of(known) if known else NONE)
    forms = _rows(tables.forms, own)
    return _Place(short, full - short, forms) if short or full or forms else NOWHERE


@cached(1 << 14)
def _full_of(known: frozenset[int]) -> frozenset[int]:
    """The rows of short forms whose full names these groups hold."""
    return _rows(_tables().full, spellings(known))


def _rows(index: Mapping[str, list[int]], keys: Iterable[str]) -> frozenset[int]:
    found = [row for key in keys if key in index for row in index[key]]
    return frozenset(found) if found else NONE


@cache
def _tables() -> _Tables:
    languages, names, shorts = map(list, zip(*rows("nicknames.tsv"), strict=True))
    native = [row for row, text in enumerate(names) if script(text) != "Latn"]
    return _Tables(
        languages,
        names,
        _index(shorts),
        _by_sound(native, shorts),
        _index(names),
        _by_sound(native, names),
        _index([words for _, words in rows("forms.tsv")]),
    )


def _index(cells: Sequence[str]) -> dict[str, list[int]]:
    """The numbers of the cells that hold each word, as `fold_word` writes it."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, cell in enumerate(cells):
        for word in cell.lower().split(" "):
            index[word if word.isascii() else _spelled(word)].append(number)
    return dict(index)


def _spelled(word: str) -> str:
    return fold_word(word, "Latn" if max(word) < GREEK else script(word))  # most are Latin: asking costs more


def _by_sound(numbers: Sequence[int], cells: Sequence[str]) -> dict[str, list[int]]:
    latin = [(word, row) for row in numbers for word in cells[row].lower().split(" ") if word.isascii()]
    index: dict[str, list[int]] = defaultdict(list)
    for sound, (_, row) in zip(phonetic_forms([word for word, _ in latin])[0], latin, strict=True):
        index[sound].append(row)
    return dict(index)


def of_opposite_sexes(left: Word, right: Word, *, grouped: bool = False) -> bool:
    """Whether one word is a man's given name and the other the woman's name made of it: two persons.

    Of words that are `grouped` as one name, a Latin one must be such a name as it is spelled, not only as it sounds.

    >>> from names.romanization.words import read_word
    >>> of_opposite_sexes(read_word("francisca"), read_word("francisco"))
    True
    >>> of_opposite_sexes(read_word("muhammad"), read_word("mohammed"))
    False
    """
    if not frozenset(left.phonetic_forms[:READ]).isdisjoint(right.phonetic_forms[:READ]):
        return False
    sexes = _sexes(frozenset((left.script, right.script)))
    if grouped and left.script != right.script and not _is_listed(left if left.script == "Latn" else right, sexes):
        return False
    return _is_made_of(left, right, sexes) or _is_made_of(right, left, sexes)


def _is_made_of(man: Word, woman: Word, sexes: _Sexes) -> bool:
    """Whether the one is a man's name and the other made of it; a Latin word is the name that it is spelled as."""
    if (man.script == "Latn" and man.latin in sexes.women) or (woman.script == "Latn" and woman.latin in sexes.men):
        return False
    heard = _heard(woman, sexes)
    return any(not sexes.made[sound].isdisjoint(heard) for sound in _heard(man, sexes) if sound in sexes.made)


def _is_listed(word: Word, sexes: _Sexes) -> bool:
    return word.script != "Latn" or word.latin in sexes.men or word.latin in sexes.women


def _heard(word: Word, sexes: _Sexes) -> tuple[str, ...]:
    """How a word sounds: one of another script only as its likeliest reading that is a name of either sex.

    Евгений is the man's name that it reads as at first, not Eugénie.
    """
    if word.script == "Latn":
        return word.phonetic_forms[:READ]
    for sound, cost in zip(word.phonetic_forms[:READ], word.costs, strict=False):
        if cost < DOUBTFUL and (sound in sexes.made or sound in sexes.sounds):
            return (sound,)
    return ()


@cache
def _sexes(scripts: frozenset[str]) -> _Sexes:
    """The pairs of men's and women's names that count between words of these scripts."""
    exempt = scripts | {"*"} if scripts != {"Latn"} else scripts
    men, women, exceptions = zip(*rows("gendered-given.tsv"), strict=True)
    made: dict[str, set[str]] = defaultdict(set)
    for man, woman, exception in zip(phonetic_forms(men)[0], phonetic_forms(women)[0], exceptions, strict=True):
        if exception not in exempt:
            made[man].add(woman)
    return _Sexes(frozenset(men), frozenset(women), made, frozenset().union(*made.values()))
