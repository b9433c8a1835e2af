"""The numbers that decide which names of a text are changed."""

from __future__ import annotations

from dataclasses import dataclass

from names.text.rules import TEXT_RULES, TextRules

__all__ = ["FIX_RULES", "FixRules"]


@dataclass(frozen=True, slots=True)
class FixRules:
    """When the spelling of a name is changed. All numbers are chosen.

    >>> FixRules(threshold=0.9).threshold
    0.9
    """

    # Least probability, 0..1, that the entity is meant: four times as likely as all others and nobody together. A wrong
    # change is worse than a misspelling that stays, so it is more than a match needs.
    threshold: float = 0.8
    own_list: int = 5_000  # most entities of a gazetteer that counts as a list of one's own; see `text_rules`
    rounds: int = 4  # times that a changed text is read again: a name set right may let its short form be found
    shown: int = 3  # candidates and spellings that a doubt names

    def text_rules(self, entities: int) -> TextRules:
        """How the names of a text are found in a gazetteer of so many entities.

        In a short list of one's own nothing is met by chance, and priors are mostly unknown: none is asked for.

        >>> FixRules().text_rules(12).word_prior, FixRules().text_rules(300_000).word_prior
        (0.0, 5.8)
        """
        if entities > self.own_list:
            return TEXT_RULES
        return TextRules(word_prior=0.0, family_prior=0.0, place_prior=0.0, place_alias_prior=0.0)


FIX_RULES = FixRules()  # the default rules
