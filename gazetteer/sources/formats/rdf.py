"""Read authority files in RDF: SKOS, and MADS/RDF of the Library of Congress. Needs the extra `rdf` (rdflib).

SKOS: preferred, alternative and hidden labels (these weak), also of SKOS-XL; exact matches and owl:sameAs are ids
elsewhere. MADS/RDF: the authoritative label, variants and earlier forms; the dates in a heading ("Tolstoy, Leo,
1828-1910") are those of the person. Names stand as the file writes them, languages are those of the literals. Types
tell the kind: a person, an organisation, a place; any other is the kind as it is called.

Specifications: SKOS Reference (w3.org/TR/skos-reference), MADS/RDF Primer (loc.gov/standards/mads/rdf). Authority data
of the Library of Congress are in the public domain; other vocabularies have their own licences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gazetteer.sources.drafts import WEAK, EntityDraft, is_wanted
from gazetteer.sources.identifiers import identifier
from gazetteer.sources.rdf_graphs import PREFIXES, graphs, syntax
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import Head, SourceFile

TITLE = "authority file in SKOS or MADS (RDF)"
PUBLISHER = "Library of Congress, Linked Data Service (id.loc.gov): public domain"

SKOS, SKOSXL, MADS, OWL = (PREFIXES[name] for name in ("skos", "skosxl", "madsrdf", "owl"))
PREFERRED = (f"{SKOS}prefLabel", f"{SKOSXL}prefLabel", f"{MADS}authoritativeLabel")
TYPE = f"{PREFIXES['rdf']}type"
# Kinds by the last part of a type, in lower case: of MADS, GND, schema.org, FOAF, Getty's vocabularies.
KINDS = {
    "personalname": "person", "corporatename": "org", "geographic": "place", "familyname": "family",
    "person": "person", "differentiatedperson": "person", "personconcept": "person", "organization": "org",
    "corporatebody": "org", "groupconcept": "org", "place": "place", "placeorgeographicname": "place",
    "administrativeplaceconcept": "place", "physicalplaceconcept": "place", "country": "place", "city": "place",
    "territorycorporatebodyoradministrativeunit": "place",
}  # fmt: skip
ASIDE = frozenset({"conceptscheme", "collection", "orderedcollection", "madsscheme", "madscollection"})
GENERAL = frozenset({"concept", "authority", "variant", "deprecatedauthority", "namedindividual", "thing"})
BORN, DIED = ("birthDate", "dateOfBirth"), ("deathDate", "dateOfDeath")
SAME = (f"{SKOS}exactMatch", f"{OWL}sameAs", f"{MADS}hasExactExternalAuthority")
_LIFE = re.compile(r"(.+?),? (?:approximately |active )?(\d{4})\??-(\d{4})?\??\.?")
_LAST = re.compile(r"[^/#]+$")
_LEFT = (
    "notes, broader and narrower concepts, close matches, notations, sources, and what else is neither name nor fact"
)


def recognises(head: Head) -> bool:
    """Whether the file begins in a syntax of RDF and uses one of the vocabularies."""
    uses = any(word in head.content for word in (b"skos/core#", b"mads/rdf/v1#", b'"skos:', b'"madsrdf:', b"skos-xl#"))
    return uses and bool(syntax(head))


def read(file: SourceFile) -> Iterator[Row]:
    """A row for each concept or authority, in the order of their addresses within a graph."""
    if b"http://id.loc.gov/authorities/" in file.head.content:
        file.publisher = PUBLISHER
    for line, triples in graphs(file):
        graph = _Triples(triples)
        for kind, count in graph.left_out().items():
            file.remarks.add(line, kind, count=count)
        for subject in graph.named():
            types = graph.types(subject)
            if ASIDE & {each.lower() for each in types}:
                file.remarks.add(line, "a scheme or collection, which is no entity, left out", str(subject))
                continue
            if not is_wanted(file.choices, *types):
                continue
            with file.row(line):
                if entity := _draft(file, line, graph, subject, types).entity():
                    yield Row(file.path, line, entity)
    file.tell(f"left aside of each entry: {_LEFT}")


class _Triples:
    """A graph of rdflib, asked by addresses."""

    def __init__(self, graph: Any) -> None:
        import rdflib

        self._graph, self._address = graph, rdflib.URIRef

    def named(self) -> list[Any]:
        """The resources that have an address and a preferred label."""
        return sorted(subject for subject in self._labelled() if isinstance(subject, self._address))

    def left_out(self) -> dict[str, int]:
        """What is no entity for want of an address or a label, and how often."""
        nameless = self._labelled(f"{SKOS}prefLabel", f"{SKOSXL}prefLabel")
        deprecated = set(self._graph.subjects(self._address(TYPE), self._address(f"{MADS}DeprecatedAuthority")))
        counts = {
            "a concept without an address left out": sum(not isinstance(each, self._address) for each in nameless),
            "a deprecated authority left out": len(deprecated - self._labelled()),
        }
        return {kind: count for kind, count in counts.items() if count}

    def _labelled(self, *labels: str) -> set[Any]:
        """The resources with one of these labels, by default with any that is preferred."""
        return {subject for label in labels or PREFERRED for subject in self._graph.subjects(self._address(label))}

    def types(self, subject: Any) -> list[str]:
        """The last parts of its types: PersonalName, Concept."""
        return sorted(match[0] for each in self.values(subject, TYPE) if (match := _LAST.search(str(each))))

    def values(self, subject: Any, *predicates: str) -> list[Any]:
        """The values of these predicates, sorted, so that they come in the same order each time."""
        found = (value for each in predicates for value in self._graph.objects(subject, self._address(each)))
        return sorted(found, key=lambda value: (getattr(value, "language", None) != "en", str(value)))

    def labels(self, subject: Any, name: str) -> list[Any]:
        """The labels of SKOS with this name, and those of SKOS-XL."""
        forms = (self.values(each, f"{SKOSXL}literalForm") for each in self.values(subject, f"{SKOSXL}{name}"))
        return self.values(subject, f"{SKOS}{name}") + [form for each in forms for form in each]

    def local_values(self, subject: Any, names: tuple[str, ...]) -> list[str]:
        """The values of predicates that are called so in any vocabulary."""
        pairs = self._graph.predicate_objects(subject)
        return sorted(str(value) for predicate, value in pairs if str(predicate).endswith(names))


def _draft(file: SourceFile, line: int, graph: _Triples, subject: Any, types: list[str]) -> EntityDraft:
    address = str(subject)
    kinds = [KINDS[each.lower()] for each in types if each.lower() in KINDS]
    others = [each.lower() for each in types if each.lower() not in GENERAL]
    draft = EntityDraft(file, line, identifier(address), next(iter([*kinds, *others]), "concept"))
    if "://" not in address and ":" not in address:
        draft.id = f"{Path(file.name).stem}/{address}"
    draft.add_identifier(identifier(address))
    for same in graph.values(subject, *SAME):
        draft.add_identifier(identifier(str(same)))
    for resource in (subject, *graph.values(subject, f"{MADS}identifiesRWO")):
        draft.add_births(graph.local_values(resource, BORN))
        draft.add_deaths(graph.local_values(resource, DIED))
    for literal in graph.labels(subject, "prefLabel") + graph.values(subject, f"{MADS}authoritativeLabel"):
        _add_label(draft, literal, "alias" if draft.names else "label")
    for literal in graph.labels(subject, "altLabel"):
        _add_label(draft, literal, "alias")
    for literal in graph.labels(subject, "hiddenLabel"):
        _add_label(draft, literal, WEAK)
    _add_variants(draft, graph, subject)
    return draft


def _add_variants(draft: EntityDraft, graph: _Triples, subject: Any) -> None:
    for predicate, kind in (("hasVariant", "alias"), ("hasEarlierEstablishedForm", "former")):
        for variant in graph.values(subject, f"{MADS}{predicate}"):
            for literal in graph.values(variant, f"{MADS}variantLabel", f"{MADS}authoritativeLabel"):
                _add_label(draft, literal, kind)


def _add_label(draft: EntityDraft, literal: Any, kind: str) -> None:
    """Add a label; a heading for a person is taken apart into name and dates."""
    text = str(literal)
    is_heading = draft.kind == "person" or draft.id.startswith("lcnaf:")
    if match := _LIFE.fullmatch(text) if is_heading else None:
        text = match[1]
        draft.add_births([match[2]] if not draft.born else [])
        draft.add_deaths([match[3] or ""] if not draft.died else [])
    draft.add_name(text, kind, getattr(literal, "language", None) or "")
