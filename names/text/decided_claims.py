"""Which of the entities that a phrase may mean it does mean, or does not, as somebody decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gazetteer import Gazetteer
from names.resolution.acceptances import DECIDED, accepted
from names.resolution.results import Candidate
from names.text.phrase_index import Claim

__all__ = ["accepted_claim", "allowed"]


def accepted_claim(
    phrase: str, claims: Sequence[Claim], is_written_like: Callable[[Claim], bool], gazetteer: Gazetteer
) -> Candidate | None:
    """The entity that the phrase means as somebody decided who wrote it with the same capitals; None if nobody did."""
    if any(claim.alias.source == DECIDED and is_written_like(claim) for claim in claims):
        return accepted(phrase, gazetteer)
    return None


def allowed(phrase: str, claims: Sequence[Claim], gazetteer: Gazetteer) -> Sequence[Claim]:
    """The claims without those of entities that the phrase does not mean."""
    rejected = gazetteer.decisions.rejected(phrase) if gazetteer.decisions is not None else ()
    owners = set(map(gazetteer.ordinal, rejected))
    return [claim for claim in claims if claim.owner not in owners] if owners else claims
