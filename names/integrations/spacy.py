"""The component `names` of spaCy pipelines: entities of a document, each with the id of whom or what it means.

`nlp.add_pipe("names")` needs no import, because the package registers the factory as an entry point of spaCy. An entity
has a label (see `LABELS`), in `kb_id_` the id of a match, and in `ent._.names` all that is known of it. The page
docs/how-to/spacy.md shows it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from names.formats.mentions import AnnotatedPortion, mention_records
from names.resolution.resolver import open_gazetteer
from names.resolution.results import Resolution
from names.text.annotation import annotate
from names.text.rules import TEXT_RULES, TextRules

__all__ = ["LABELS", "NamesComponent", "make_names"]

# By kind, the labels of spaCy's pipelines that were trained on OntoNotes. Most places of a gazetteer are countries,
# regions and towns, which are GPE there; a demonym ("Kyrgyz") is NORP.
LABELS = {"person": "PERSON", "place": "GPE", "org": "ORG", "demonym": "NORP"}
NO_KIND = "MISC"  # the label of an unknown name of which not even the kind is known
VIEW = "names"  # the extension of spans, `ent._.names`

AlignmentMode = Literal["strict", "contract", "expand"]


class NamesComponent:
    """Makes the names of a document its entities; `make_names` describes the settings.

    It keeps the gazetteer open; a copy in another process (`nlp.pipe(…, n_process=2)`) opens it for itself. Raises
    the errors of `names.open_gazetteer`, and ValueError for a threshold that is no probability.
    """

    def __init__(
        self,
        gazetteer: str | None = None,
        threshold: float = TEXT_RULES.threshold,
        labels: Mapping[str, str] = LABELS,
        overwrite: bool = False,
        alignment_mode: AlignmentMode = "expand",
    ) -> None:
        if not 0 <= threshold <= 1:
            raise ValueError(f"the threshold of the component is {threshold}; give a probability from 0 to 1")
        self._settings = (gazetteer, threshold, labels, overwrite, alignment_mode)
        self._rules = TextRules(threshold=threshold)
        self._labels = labels
        self._overwrite = overwrite
        self._alignment_mode = alignment_mode
        self._path = gazetteer
        self._open()
        if not Span.has_extension(VIEW):
            Span.set_extension(VIEW, default=None)

    def __reduce__(self) -> tuple[Any, ...]:
        return NamesComponent, self._settings

    def __call__(self, doc: Doc) -> Doc:
        """The document, whose entities are now its names and those that it had."""
        if self._process != os.getpid():  # a database must not be used in a process that was forked
            self._open()
        found: dict[tuple[int, int], tuple[Span, Resolution]] = {}
        for span, resolution in self._aligned(doc):
            found.setdefault((span.start, span.end), (span, resolution))
        spans = filter_spans([span for span, _ in found.values()])
        doc.ents = tuple(_before(spans, doc.ents) if self._overwrite else _before(_identified(doc.ents, spans), spans))
        for ent in doc.ents:
            if (ent.start, ent.end) in found:
                _, resolution = found[ent.start, ent.end]
                ent._.set(VIEW, _view(resolution))
        return doc

    def _open(self) -> None:
        self._gazetteer = open_gazetteer(self._path)
        self._process = os.getpid()

    def _aligned(self, doc: Doc) -> Iterator[tuple[Span, Resolution]]:
        """The names of the document as spans of tokens; those without a label or tokens of their own are left out."""
        for resolution in annotate(doc.text, self._gazetteer, self._rules):
            mention = resolution.mention
            assert mention is not None  # resolutions of a text have one
            label = self._label(resolution)
            id = resolution.entity.id if resolution.entity is not None else ""
            span = doc.char_span(mention.start, mention.end, label=label, kb_id=id, alignment_mode=self._alignment_mode)
            if label and span is not None:
                yield span, resolution

    def _label(self, resolution: Resolution) -> str:
        kind = resolution.kind
        if resolution.status == "match" and resolution.candidates[0].alias.kind == "demonym":
            kind = "demonym"
        return self._labels.get(kind, kind.upper() or NO_KIND)


def _before(first: Sequence[Span], second: Sequence[Span]) -> list[Span]:
    """The first spans, and those of the second ones that have no token in common with them."""
    taken = {token for span in first for token in range(span.start, span.end)}
    return [*first, *(span for span in second if taken.isdisjoint(range(span.start, span.end)))]


def _identified(ents: Sequence[Span], spans: Sequence[Span]) -> list[Span]:
    """The entities with their labels, and with the id of the span that has the same tokens if they have none."""
    ids = {(span.start, span.end): span.kb_id for span in spans}
    return [
        Span(
            ent.doc, ent.start, ent.end, ent.label, kb_id=ent.kb_id or ids.get((ent.start, ent.end), 0), span_id=ent.id
        )
        for ent in ents
    ]


def _view(resolution: Resolution) -> dict[str, Any]:
    """All that is known of a name, in strings and numbers, so that it can be saved with the document.

    The fields are those of `names resolve --format jsonl` without the document, and `candidates`, likeliest first.
    """
    (record,) = mention_records(AnnotatedPortion("", "", 0, [resolution]))
    fields = record._asdict() | {"score": float(record.score)}
    del fields["document"]
    candidates = [
        {
            "entity": candidate.entity.id,
            "label": candidate.entity.label,
            "kind": candidate.entity.kind,
            "score": round(float(candidate.score), 3),
        }
        for candidate in resolution.candidates.near
    ]
    return fields | {"candidates": candidates}


def make_names(
    nlp: Language,  # noqa: ARG001  spaCy gives it to every factory
    name: str,  # noqa: ARG001
    gazetteer: str | None,
    threshold: float,
    labels: dict[str, str],
    overwrite: bool,
    alignment_mode: AlignmentMode,
) -> NamesComponent:
    """The component for a pipeline.

    Settings: `gazetteer`, a file (None: the embedded one); `threshold`, the least probability of a match; `labels`
    by kind, "demonym" among them (a kind that is not there gets its own name in capitals, and one with an empty label
    is left out); `overwrite`, whether names take the place of entities that they overlap (else these stay, and get the
    id of a name with the same tokens); `alignment_mode`, what becomes of a name that ends within a token, as in
    `Doc.char_span`: "expand" takes the whole token, "contract" leaves it out, "strict" leaves the name out.
    """
    return NamesComponent(gazetteer, threshold, labels, overwrite, alignment_mode)


Language.factory(
    "names",
    default_config={
        "gazetteer": None,
        "threshold": TEXT_RULES.threshold,
        "labels": LABELS,
        "overwrite": False,
        "alignment_mode": "expand",
    },
    assigns=["doc.ents", "token.ent_iob", "token.ent_type", "token.ent_kb_id", f"span._.{VIEW}"],
    func=make_names,
)
