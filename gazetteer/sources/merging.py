"""Several accounts of one entity made into one, and aliases that differ too little to be listed twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gazetteer.entity import Alias, Entity
from gazetteer.errors import InvalidEntity
from gazetteer.sources.scripts import fold_punctuation

LETTERS_PER_SLIP = 5  # spellings are near with one letter off in a word of five, two in ten; chosen


def merge(accounts: Iterable[Entity]) -> list[Entity]:
    """One entity for each id, sorted by id; of several accounts of one the earliest that says anything decides label,
    countries, prior and note, and all aliases are kept. Raises InvalidEntity where two say different kinds.

    >>> minsk = Entity("place/minsk", "place", [Alias("Minsk", "en", "label")], countries=["BY"])
    >>> native = Entity("place/minsk", "place", [Alias("Мінск", "be")], prior=6.0)
    >>> [(e.countries, e.prior, [a.text for a in e.aliases]) for e in merge([minsk, native])]
    [(('BY',), 6.0, ['Minsk', 'Мінск'])]
    """
    merged: dict[str, Entity] = {}
    for account in accounts:
        known = merged.get(account.id)
        merged[account.id] = _joined(known, account) if known else account
    return [merged[key] for key in sorted(merged)]


def label_first(aliases: Sequence[Alias]) -> tuple[Alias, ...]:
    """The aliases in their order, but the first label before them and any other label made a plain alias.

    >>> aliases = [Alias("Xi", kind="short"), Alias("Xi Jinping", kind="label")]
    >>> [(alias.text, alias.kind) for alias in label_first(aliases)]
    [('Xi Jinping', 'label'), ('Xi', 'short')]
    """
    label = next((alias for alias in aliases if alias.kind == "label"), None)
    others = [replace(a, kind="alias") if a.kind == "label" else a for a in aliases if a is not label]
    return (label, *others) if label else tuple(others)


def distinct_spellings(aliases: Iterable[Alias], *, near: bool = False) -> list[Alias]:
    """The aliases without those that differ from an earlier one in case, punctuation or Latin marks only.

    With `near` also without those that are within one letter in five of an earlier one: comparing names finds what
    is so near, and a gazetteer is to list what it would not find. Exonyms stay, as they are matched as written only.

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


def _joined(first: Entity, second: Entity) -> Entity:
    if first.kind != second.kind:
        accounts = f"{first.label!r} is a {first.kind}, {second.label!r} a {second.kind}"
        raise InvalidEntity(f"two accounts of entity {first.id!r} differ in kind: {accounts}; make them agree")
    return replace(
        first,
        aliases=label_first((*first.aliases, *second.aliases)),
        countries=first.countries or second.countries,
        prior=first.prior or second.prior,
        note=first.note or second.note,
    )
