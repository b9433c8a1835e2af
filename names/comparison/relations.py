"""How two words are forms of one given name beyond their spelling: short forms, forms of other languages, two sexes.

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
from names.comparison.costs import COSTS
from names.comparison.equivalents import groups, of_one_group, spellings
from names.data.tables import rows
from names.orthography.codes import is_code
from names.orthography.folding import fold_word
from names.orthography.script import script
from names.romanization.phonetics import phonetic_forms, skeleton
from names.romanization.words import Word

READ = 3  # readings of a native word that are looked up
GREEK = "\u0370"  # the first letter after the blocks of Latin that nearly all Latin words keep to


class Relation(NamedTuple):
    """The table by which two words are one name, and the cost in nats; ∞ if the spelling within a group decides."""

    table: Literal["groups", "nicknames", "forms"]
    cost: float


class _FormRows(NamedTuple):
    """The numbers of the rows that hold a word, by table and column."""

    short: frozenset[int]  # rows of nicknames with the word as a short form
    full: frozenset[int]  # rows of nicknames with the word as a full name
    forms: frozenset[int]  # rows of forms


NONE: frozenset[int] = frozenset()
NOWHERE = _FormRows(NONE, NONE, NONE)


class _RelationTables(NamedTuple):
    """The rows of `nicknames.tsv` and `forms.tsv`, and the numbers of the rows that hold a word."""

    languages: list[str]  # row of nicknames: its language
    names: list[str]  # row of nicknames: its full names, separated by spaces
    short: Mapping[str, list[int]]  # folded short form: rows of nicknames
    short_phonetic: Mapping[str, list[int]]  # phonetic form of a short form: rows of names in other scripts
    full: Mapping[str, list[int]]  # folded full name: rows of nicknames
    full_phonetic: Mapping[str, list[int]]  # phonetic form of a full name: rows of names in other scripts
    forms: Mapping[str, list[int]]  # folded name: rows of forms


class _Sexes(NamedTuple):
    """Men's given names and the women's names made of them."""

    men: frozenset[str]
    women: frozenset[str]
    made: Mapping[str, set[str]]  # phonetic form of a man's name: those of the women's names made of it
    women_phonetic: frozenset[str]  # phonetic forms of all women's names


def relations(pairs: Sequence[tuple[Word, Word]]) -> list[Relation | None]:
    """How the words of each pair are forms of one given name; None where no table says so.

    >>> from names.romanization.words import read_word
    >>> pairs = [("alexander", "олександр"), ("josh", "joshua"), ("саша", "александр"), ("juan", "john"), ("al", "jo")]
    >>> [relation and relation.table for relation in relations([(read_word(a), read_word(b)) for a, b in pairs])]
    ['groups', 'nicknames', 'groups', 'forms', None]
    """
    in_group = of_one_group(pairs)
    return [_relation(left, right, grouped=grouped) for (left, right), grouped in zip(pairs, in_group, strict=True)]


@cached(1 << 17)
def kin(word: Word) -> frozenset[int]:
    """Numbers that words share if a table may have them as one given name; most other words share none.

    >>> from names.romanization.words import read_word
    >>> bill, william, ada = map(kin, map(read_word, ("bill", "william", "ada")))
    >>> bill.isdisjoint(william), bill.isdisjoint(ada)
    (False, True)
    """
    found = _form_rows(word)
    rows_of_names = [3 * row for row in found.short | found.full]
    return frozenset([*rows_of_names, *(3 * row + 1 for row in found.forms), *(3 * row + 2 for row in groups(word))])


def _relation(left: Word, right: Word, *, grouped: bool) -> Relation | None:
    ours, others = _form_rows(left), _form_rows(right)
    if ours is NOWHERE or others is NOWHERE:
        return Relation("groups", math.inf) if grouped else None
    are_forms = bool(ours.forms & others.forms)
    nickname_cost = math.inf
    if are_forms or not (ours.forms and others.forms):  # else they are two names, whatever they may be short for
        nickname_cost = min(_short_cost(ours, others), _short_cost(others, ours), _both_short_cost(ours, others))
    if grouped:
        return Relation("groups", nickname_cost)
    form_cost = COSTS.foreign_form if are_forms else math.inf
    if min(nickname_cost, form_cost) == math.inf:
        return None
    return Relation("nicknames", nickname_cost) if nickname_cost <= form_cost else Relation("forms", form_cost)


def _short_cost(short: _FormRows, long: _FormRows) -> float:
    """The cost of one word as the short form of the other, or of a form of the other in another language."""
    if not short.short:
        return math.inf
    shared = short.short & long.full
    if shared:
        return max(_ambiguity_cost(short.short, row) for row in shared)
    is_foreign = long.forms and all(long.forms & _forms_of(row) for row in short.short)
    if not is_foreign:
        return math.inf
    return COSTS.foreign_form + max(_ambiguity_cost(short.short, row) for row in short.short)


def _both_short_cost(ours: _FormRows, others: _FormRows) -> float:
    """The cost of two short forms of one name; ∞ unless most of the names that they stand for are the same."""
    shared = ours.short & others.short
    if not shared:
        return math.inf
    languages = _tables().languages
    shared_rows = Counter(languages[row] for row in shared)
    all_rows = Counter(languages[row] for row in ours.short | others.short)
    alike = [row for row in shared if shared_rows[languages[row]] >= COSTS.both_share * all_rows[languages[row]]]
    if not alike:
        return math.inf
    return COSTS.both_nicknames + max(_ambiguity_cost(word.short, row) for row in alike for word in (ours, others))


def _ambiguity_cost(rows_of_word: frozenset[int], row: int) -> float:
    """The cost of a short form as this row has it: the more rows of its language hold it, the less it says."""
    languages = _tables().languages
    count = sum(languages[other] == languages[row] for other in rows_of_word)
    return min(COSTS.nickname + COSTS.nickname_ambiguity * math.log(count), COSTS.nickname_most)


@cached(1 << 12)
def _forms_of(row: int) -> frozenset[int]:
    """The rows of forms that hold a name of this row of short forms."""
    tables = _tables()
    keys = map(_folded, tables.names[row].split(" "))
    return frozenset(number for key in keys for number in tables.forms.get(key, ()))


@cached(1 << 16)
def _form_rows(word: Word) -> _FormRows:
    if is_code(word.text):
        return NOWHERE
    tables = _tables()
    folded, word_groups = fold_word(word.text, word.script), groups(word)
    as_written: tuple[str, ...] = (folded,)
    as_read = as_written
    if word.script != "Latn":
        # A group holds short forms, too: those of its spellings stand for the word that have the same consonants.
        skeletons = word.skeletons[:READ]
        similar = [form for form in spellings(word_groups) if form.isascii() and skeleton(form) in skeletons]
        as_written, as_read = (folded, word.latin, *similar), (folded, *word.readings[:READ])
    phonetic = word.phonetic_forms[:1]
    short = _rows(tables.short, as_written) | _rows(tables.short_phonetic, phonetic)
    full = _rows(tables.full, as_read) | _rows(tables.full_phonetic, phonetic)
    if word_groups:
        full |= _full_of(word_groups)
    forms = _rows(tables.forms, as_written)
    return _FormRows(short, full - short, forms) if short or full or forms else NOWHERE


@cached(1 << 14)
def _full_of(numbers: frozenset[int]) -> frozenset[int]:
    """The rows of nicknames whose full names these groups hold."""
    return _rows(_tables().full, spellings(numbers))


def _rows(index: Mapping[str, list[int]], keys: Iterable[str]) -> frozenset[int]:
    """The row numbers under any of the keys."""
    numbers = [row for key in keys if key in index for row in index[key]]
    return frozenset(numbers) if numbers else NONE


@cache
def _tables() -> _RelationTables:
    languages, names, shorts = map(list, zip(*rows("nicknames.tsv"), strict=True))
    native = [row for row, text in enumerate(names) if script(text) != "Latn"]
    return _RelationTables(
        languages=languages,
        names=names,
        short=_index(shorts),
        short_phonetic=_phonetic_index(native, shorts),
        full=_index(names),
        full_phonetic=_phonetic_index(native, names),
        forms=_index([words for _, words in rows("forms.tsv")]),
    )


def _index(cells: Sequence[str]) -> dict[str, list[int]]:
    """For each folded word, the numbers of the cells that hold it."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, cell in enumerate(cells):
        for word in cell.lower().split(" "):
            index[word if word.isascii() else _folded(word)].append(number)
    return dict(index)


def _folded(word: str) -> str:
    return fold_word(word, "Latn" if max(word) < GREEK else script(word))  # most are Latin: `script` takes longer


def _phonetic_index(numbers: Sequence[int], cells: Sequence[str]) -> dict[str, list[int]]:
    """For each phonetic form of a Latin word in these cells, their numbers."""
    latin = [(word, row) for row in numbers for word in cells[row].lower().split(" ") if word.isascii()]
    index: dict[str, list[int]] = defaultdict(list)
    for phonetic_form, (_, row) in zip(phonetic_forms([word for word, _ in latin]).forms, latin, strict=True):
        index[phonetic_form].append(row)
    return dict(index)


def of_opposite_sexes(left: Word, right: Word, *, grouped: bool = False) -> bool:
    """Whether one word is a man's given name and the other the woman's name made of it: two persons.

    If two words of different scripts are `grouped` as one name, the Latin one must be listed as it is spelled.

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
    """Whether the second is a woman's name made of the first, a man's; a Latin word counts as it is spelled."""
    if (man.script == "Latn" and man.latin in sexes.women) or (woman.script == "Latn" and woman.latin in sexes.men):
        return False
    woman_forms = _forms_of_sex(woman, sexes)
    return any(not sexes.made[form].isdisjoint(woman_forms) for form in _forms_of_sex(man, sexes) if form in sexes.made)


def _is_listed(word: Word, sexes: _Sexes) -> bool:
    return word.script != "Latn" or word.latin in sexes.men or word.latin in sexes.women


def _forms_of_sex(word: Word, sexes: _Sexes) -> tuple[str, ...]:
    """The phonetic forms that show a word's sex; in other scripts than Latin the likeliest form that is a listed name.

    Евгений is the man's name that is its likeliest reading, not Eugénie.
    """
    if word.script == "Latn":
        return word.phonetic_forms[:READ]
    for form, cost in zip(word.phonetic_forms[:READ], word.costs, strict=False):
        if cost < COSTS.sex_doubt and (form in sexes.made or form in sexes.women_phonetic):
            return (form,)
    return ()


@cache
def _sexes(scripts: frozenset[str]) -> _Sexes:
    """The pairs of men's and women's names that count between words of these scripts."""
    exempt = scripts | {"*"} if scripts != {"Latn"} else scripts
    men, women, exceptions = zip(*rows("gendered-given.tsv"), strict=True)
    made: dict[str, set[str]] = defaultdict(set)
    for man, woman, exception in zip(phonetic_forms(men).forms, phonetic_forms(women).forms, exceptions, strict=True):
        if exception not in exempt:
            made[man].add(woman)
    return _Sexes(frozenset(men), frozenset(women), made, women_phonetic=frozenset().union(*made.values()))
