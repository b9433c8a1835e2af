"""Decide on one mention of a text: it is right, it is put into the usual form, or it is left in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from gazetteer import Alias, Entity
from names.comparison.evidence import Evidence
from names.comparison.similarity import Comparison, compare_many
from names.correction.endings import NO_ENDINGS, Endings, endings_of, is_inflected
from names.correction.forms import Wording, base_language, is_in_language, usual_forms
from names.correction.words import differs_in_marks, marks_of, respelled
from names.orthography.script import script
from names.parsing.roles import IMPERSONAL
from names.resolution.results import Candidate, Resolution

__all__ = ["Verdict", "judge"]

# Evidence that one word is another spelling of the other; what else agrees is another name of the same, such as a
# nickname, an initial or a translation, and is meant as it stands. The names are those of `names.comparison.kinds`.
_SPELLINGS = frozenset({"identical", "spelling", "group"})
_PARTICLES = frozenset({"concept"})  # and for particles, also this: van der, von der
_OTHER_PERSONS = frozenset({"gender"})  # a wife's name is no misspelling of her husband's
_OPTIONAL = frozenset({"title", "qualifier", "particle"})  # roles of words that the usual form may lack


class Verdict(NamedTuple):
    """What a mention should be, and why; the same text if it stays. `doubt` says why a change is not sure."""

    after: str
    why: str = ""
    doubt: str = ""


def judge(resolution: Resolution, candidate: Candidate, written: str, wording: Wording) -> Verdict:
    """How a mention, if it means the candidate, is to be written in a text that is worded so.

    `written` is the mention as it stands in the text, with what is hidden between its words. Where several languages
    are as likely, it must be the same in each.
    """
    languages = sorted(wording.languages)
    if len(languages) < 2:
        return _judged(resolution, candidate, written, wording)
    verdicts = [_judged(resolution, candidate, written, Wording(wording.script, [language])) for language in languages]
    is_agreed = len({verdict.after for verdict in verdicts}) == 1
    return max(verdicts, key=lambda verdict: verdict.doubt) if is_agreed else Verdict(written)


def _judged(resolution: Resolution, candidate: Candidate, written: str, wording: Wording) -> Verdict:
    """The verdict on a mention in a text of one language, or of an unknown one."""
    mention, entity = resolution.query, candidate.entity
    exact = _aliases_like(entity, mention, wording)
    if _is_shorthand(candidate, mention) or any(_stays(alias, entity, wording) for alias in exact):
        return Verdict(written)
    usual = usual_forms(entity, wording)
    outcomes = _outcomes(mention, written, usual, wording, endings_of(wording.languages))
    changed = {outcome.after: outcome for outcome in outcomes if outcome.after != written}
    if not changed and not wording.languages:
        return _perhaps_inflected(mention, written, usual, wording)
    if not changed or any(outcome.after == written for outcome in outcomes):
        return Verdict(written)
    return _decided(list(changed.values()), mention, exact, wording)


def _decided(changed: Sequence[Verdict], mention: str, exact: Sequence[Alias], wording: Wording) -> Verdict:
    """The one change that is possible, in doubt if there are others or the mention is right in another language."""
    first = changed[0]
    if len(changed) > 1:
        forms = " or ".join(" ".join(verdict.after.split()) for verdict in changed)
        return first._replace(doubt=f"may be {forms}; name the language of the text")
    foreign = next((alias for alias in exact if not is_in_language(alias, wording)), None)
    if foreign is None or differs_in_marks(mention, first.after):
        return first
    return first._replace(doubt=_foreign(foreign, first.after))


def _perhaps_inflected(mention: str, written: str, forms: Sequence[Alias], wording: Wording) -> Verdict:
    """A doubt about a mention that is misspelled, unless it is a case in the unknown language of the text."""
    languages = {base_language(form.language) for form in forms} - {"und"}
    known = _outcomes(mention, written, forms, wording, endings_of(languages)) if languages else []
    outcomes = _outcomes(mention, written, forms, wording, NO_ENDINGS)
    if not outcomes or any(outcome.after == written for outcome in (*known, *outcomes)):
        return Verdict(written)
    form = " ".join(outcomes[0].after.split())
    return outcomes[0]._replace(doubt=f"{form}, or a case of it; name the language of the text")


def _is_shorthand(candidate: Candidate, mention: str) -> bool:
    """Whether the mention is an acronym, a code or the name of the people of a place."""
    kind = candidate.alias.kind
    is_acronym = any(evidence.how == "acronym" for evidence in candidate.comparison.evidence)
    return kind in ("code", "demonym") or is_acronym or len(mention) < 3


def _aliases_like(entity: Entity, mention: str, wording: Wording) -> list[Alias]:
    """The aliases that are written as the mention is, but for capitals and signs, or of which it is a case."""
    plain, endings = _plain(mention), endings_of(wording.languages)
    written = [alias for alias in entity.aliases if script(alias.text) == wording.script]
    return [
        alias
        for alias in written
        if _plain(alias.text) == plain or (_is_here(alias, wording) and _is_case(plain, _plain(alias.text), endings))
    ]


def _is_here(alias: Alias, wording: Wording) -> bool:
    """Whether the alias is of the known language of the text."""
    return bool(wording.languages) and is_in_language(alias, wording)


def _is_case(mention: str, name: str, endings: Endings) -> bool:
    """Whether the words of a mention are those of a name, or cases of them; both casefolded."""
    words, bases = mention.split(), name.split()
    if len(words) != len(bases):
        return False
    return all(word == base or is_inflected(word, base, endings) for word, base in zip(words, bases, strict=True))


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").replace("-", " ").split())


def _stays(alias: Alias, entity: Entity, wording: Wording) -> bool:
    """Whether a name that is written like this alias is right.

    It is in its language. Of a list of one's own, whose names have no language, another spelling of the label is not.
    """
    if not wording.languages and base_language(alias.language) != "und":
        return True
    if base_language(alias.language) in wording.languages:
        return True
    is_other_spelling = alias.kind == "alias" and alias.text != entity.label and script(entity.label) == wording.script
    return alias.language in ("und", "mul", "") and not is_other_spelling


def _foreign(alias: Alias, usual: str) -> str:
    """The doubt about a name that is right in another language."""
    language = base_language(alias.language)
    where = "another language" if language == "und" else f"the language “{language}”"
    return f"a name in {where}; usual here: {usual}"


def _outcomes(mention: str, written: str, forms: Sequence[Alias], wording: Wording, endings: Endings) -> list[Verdict]:
    """What the mention becomes by the nearest of the usual forms; none if it is a spelling of none.

    It is each of the forms if they are of several languages, and that of the text is not known.
    """
    comparisons = compare_many([(mention, form.text) for form in forms])
    fitting = [
        (comparison, form) for comparison, form in zip(comparisons, forms, strict=True) if _is_spelling(comparison)
    ]
    if fitting and (wording.languages or all(is_in_language(form, wording) for _, form in fitting)):
        fitting = [min(fitting, key=lambda pair: OSA.distance(mention.casefold(), pair[1].text.casefold()))]
    return [
        _outcome(mention, written, comparison, form, endings, marks=is_in_language(form, wording))
        for comparison, form in fitting
    ]


def _is_spelling(comparison: Comparison) -> bool:
    """Whether every word of the mention agrees with one of the usual form, but for titles and the like."""
    matched = False
    for evidence in comparison.evidence:
        if evidence.how in _OTHER_PERSONS or evidence.kind.contradicts:
            return False
        if evidence.left and not evidence.agrees and any(part.role not in _OPTIONAL for part in evidence.left):
            return False
        matched = matched or (evidence.agrees and bool(evidence.left))
    return matched


def _outcome(
    mention: str, written: str, comparison: Comparison, form: Alias, endings: Endings, *, marks: bool
) -> Verdict:
    """What the mention becomes by one usual form, and which words are changed."""
    pieces, copied, reasons = [], 0, []
    for start, end, usual in sorted(_replacements(comparison, form.text, endings, marks=marks)):
        pieces += [written[copied:start], usual]
        copied = end
        reasons.append(f"{mention[start:end]} ~ {usual}")
    why = f"{'; '.join(reasons)}; usual: {form.text}"
    return Verdict("".join([*pieces, written[copied:]]), why if reasons else "")


def _replacements(
    comparison: Comparison, form: str, endings: Endings, *, marks: bool
) -> Iterator[tuple[int, int, str]]:
    """The stretches of the mention that are to be replaced, each with what stands there in the usual form."""
    mention = comparison.left.text
    for evidence in comparison.evidence:
        if not _is_respelling(evidence):
            continue
        left, right = evidence.left, evidence.right
        start, end = left[0].start, left[-1].end
        usual = form[right[0].start : right[-1].end]
        word = mention[start:end]
        if len(left) == len(right) == 1:
            new = respelled(word, usual, endings, marks=marks)
        elif " ".join(word.split()) == word:
            new = _regrouped(word, usual)
        else:
            continue  # broken over two lines, or with a tag inside
        if new != word:
            keeps_capital = start == 0 or word.isupper() or right[0].role != "particle"
            yield start, end, new if keeps_capital else usual


def _is_respelling(evidence: Evidence) -> bool:
    """Whether the words are spellings of each other, and no translated words or legal forms."""
    if not evidence.left or not evidence.right:
        return False
    if any(part.role in IMPERSONAL or part.role == "number" for part in evidence.left):
        return False
    is_particle = all(part.role == "particle" for part in (*evidence.left, *evidence.right))
    return evidence.how in _SPELLINGS or (is_particle and evidence.how in _PARTICLES)


def _regrouped(word: str, usual: str) -> str:
    """Words that are joined or parted otherwise in the usual form (Vonderleyen, von der Leyen)."""
    if marks_of(word) > marks_of(usual) or differs_in_marks(word, usual):
        return word  # Hà Nội is written as at home
    return usual.upper() if word.isupper() else usual
