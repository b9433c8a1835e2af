"""What tuning gained, as a table and as remarks in the file of rules."""

from __future__ import annotations

from names.evaluation.tuning import Tuned
from names.formats.terminal import plain_table
from names.lists.rules_file import TunedRules, rules_text

__all__ = ["gain_table", "tuned_file", "verdict"]


def verdict(found: Tuned) -> str:
    """Whether something was gained, in one sentence."""
    if found.gained:
        return f"better on {found.held_out} held-out labels: {changed(found.fitted)}"
    if changed(found.fitted) == "nothing":
        return f"nothing fits {found.fitted_on} labels better than the default rules, which are written"
    return (
        f"nothing gained on {found.held_out} held-out labels by {changed(found.fitted)}; the default rules are written"
    )


def changed(rules: TunedRules) -> str:
    """In what rules differ from the default ones.

    >>> changed(TunedRules(pairs=0.7))
    'pairs.threshold 0.5 → 0.7'
    """
    before, after = (_values(each) for each in (TunedRules(), rules))
    told = [f"{key} {before[key]:g} → {value:g}" for key, value in after.items() if value != before[key]]
    return ", ".join(told) or "nothing"


def _values(rules: TunedRules) -> dict[str, float]:
    """The numbers of rules by their keys in a file, those of facts as one."""
    return {
        "threshold": rules.names.threshold,
        "recalibration.a": rules.names.recalibration.a,
        "recalibration.b": rules.names.recalibration.b,
        "cluster.threshold": rules.cluster,
        "pairs.threshold": rules.pairs,
        "facts.same_country": rules.facts.same_country,
    }


def gain_table(found: Tuned) -> str:
    """The drawn table of the measures of the default and of the fitted rules on the held-out labels."""
    rows = [(name, f"{before:.3f}", f"{after:.3f}") for name, (before, after) in found.measures.items()]
    title = f"On {found.held_out} held-out labels; {found.fitted_on} were fitted to"
    return plain_table(title, ("measure", "default ", "fitted "), rows)


def tuned_file(found: Tuned, labels: str) -> str:
    """The content of the file of rules."""
    return rules_text(found.rules, f"names tune {labels}: {verdict(found)}")
