"""Join several accounts of one entity, and drop aliases that hardly differ from others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gazetteer.entity import DEMONYM, Alias, Entity
from gazetteer.errors import InvalidEntity
from gazetteer.sources.fields import DEFAULT_KIND
from gazetteer.sources.scripts import fold_punctuation

LETTERS_PER_SLIP = 5  # near spellings may differ in one letter for each five: one of five, two of ten; chosen


def merge(accounts: Iterable[Entity]) -> list[Entity]:
    """One entity for each id, sorted by id, with the aliases of all its accounts.

    The label and other facts are those of the first account that has one. Raises InvalidEntity if two accounts
    have different kinds.

    >>> minsk = Entity("place/minsk", "place", [Alias("Minsk", "en", "label")], countries=["BY"])
    >>> native = Entity("place/minsk", "place", [Alias("Мінск", "be")], prior=6.0)
    >>> [merged] = merge([minsk, native])
    >>> merged.countries, merged.prior, [alias.text for alias in merged.aliases]
    (('BY',), 6.0, ['Minsk', 'Мінск'])
    """
    merged: dict[str, Entity] = {}
    for account in accounts:
        known = merged.get(account.id)
        merged[account.id] = joined(known, account) if known else account
    return [merged[key] for key in sorted(merged)]


def label_first(aliases: Sequence[Alias]) -> tuple[Alias, ...]:
    """The aliases with the first label moved to the front; other labels become plain aliases.

    >>> aliases = [Alias("Xi", kind="short"), Alias("Xi Jinping", kind="label")]
    >>> [(alias.text, alias.kind) for alias in label_first(aliases)]
    [('Xi Jinping', 'label'), ('Xi', 'short')]
    """
    label = next((alias for alias in aliases if alias.kind == "label"), None)
    if label is None:
        return tuple(aliases)
    others = [alias for alias in aliases if alias is not label]
    return (label, *(replace(alias, kind="alias") if alias.kind == "label" else alias for alias in others))


def distinct_spellings(aliases: Iterable[Alias], *, near: bool = False) -> list[Alias]:
    """The aliases without those that differ from an earlier one only in case, punctuation or Latin marks.

    `near` also drops those that differ from an earlier one in at most one letter for each five: names are compared
    tolerantly, so such spellings are found anyway. It keeps exonyms, which are only matched as they are written.

    >>> names = ("Minsk", "Mînsk", "Minska", "Мінск")
    >>> [alias.text for alias in distinct_spellings(map(Alias, names), near=True)]
    ['Minsk', 'Мінск']
    """
    from rapidfuzz.distance import OSA

    kept: dict[str, Alias] = {}
    for alias in aliases:
        folded = fold_punctuation(alias.text)
        if folded in kept:
            continue
        slips = len(folded) // LETTERS_PER_SLIP if near and alias.kind != "exonym" else 0
        if slips and any(OSA.distance(folded, other, score_cutoff=slips) <= slips for other in kept):
            continue
        kept[folded] = alias
    return list(kept.values())


def joined(first: Entity, *others: Entity) -> Entity:
    """One entity of several accounts: each adds what those before it do not have. Raises InvalidEntity for two kinds.

    >>> joined(Entity("1", "place", ["Kyiv"]), Entity("2", "place", ["Kiev"], born="0482")).label
    'Kyiv'
    """
    entity = first
    for other in others:
        entity = _with_facts(entity, other)
    aliases = [alias for account in (first, *others) for alias in account.aliases]
    return replace(entity, aliases=label_first(aliases))


def common_kind(first: Entity, kind: str, other: Entity) -> str:
    """The kind of two accounts, of which the first has come to be of this `kind`. Raises InvalidEntity if they differ.

    >>> common_kind(Entity("1", "entity", ["Kyiv"]), "entity", Entity("1", "place", ["Kyiv"]))
    'place'
    """
    if kind != other.kind and DEFAULT_KIND not in {kind, other.kind}:
        accounts = f"{first.label!r} is a {kind}, {other.label!r} a {other.kind}"
        raise InvalidEntity(f"two accounts of entity {first.id!r} differ in kind: {accounts}; make them agree")
    return other.kind if kind == DEFAULT_KIND else kind


def _with_facts(first: Entity, second: Entity) -> Entity:
    """The first account with the facts that only the second has."""
    return replace(
        first,
        kind=common_kind(first, first.kind, second),
        countries=first.countries or second.countries,
        prior=first.prior or second.prior,
        note=first.note or second.note,
        office=first.office or second.office,
        born=first.born or second.born,
        died=first.died or second.died,
        identifiers=(*first.identifiers, *second.identifiers),
    )


def in_known_languages(aliases: Sequence[Alias]) -> list[Alias]:
    """The aliases, where one of unknown language gives way to a later one with its text whose language is known.

    >>> label, alias = Alias("Київ", "und-Cyrl", "label", "a"), Alias("Київ", "uk", "alias", "b")
    >>> in_known_languages([label, alias])
    [Alias(text='Київ', language='uk', kind='label', source='b')]
    """
    kept: dict[tuple[str, bool], Alias] = {}
    for alias in aliases:
        key = (alias.text, alias.kind == DEMONYM)
        known = kept.setdefault(key, alias)
        if known.language.startswith("und") and not alias.language.startswith("und"):
            keeps_kind = known.kind == "label" or alias.kind == "exonym"  # an exonym is the least that a name can be
            kept[key] = replace(alias, kind=known.kind) if keeps_kind else alias
    return list(kept.values())
