"""Read RDF into graphs, by rdflib: RDF/XML, Turtle, N-Triples and JSON-LD.

N-Triples are read line by line, and JSON-LD with one document on each line gives a graph for each, so that it may be
of any size; anything else becomes one graph in memory, and is refused beyond a measure. Nothing is fetched: a JSON-LD
context at an address is replaced by the usual prefixes.
"""

from __future__ import annotations

import json
import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from gazetteer.errors import InvalidEntity, SourceError
from gazetteer.sources.json_texts import parsed
from gazetteer.sources.remarks import shown
from gazetteer.sources.source_file import Head, SourceFile
from gazetteer.sources.xml_records import check_harmless, root

__all__ = ["PREFIXES", "graphs", "syntax"]

LARGEST = 100_000_000  # bytes of a document that is held in memory, some ten times as many; chosen
# What stands for a context that is not fetched: usual prefixes of authority files.
PREFIXES = {
    "skos": "http://www.w3.org/2004/02/skos/core#", "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "madsrdf": "http://www.loc.gov/mads/rdf/v1#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "owl": "http://www.w3.org/2002/07/owl#",
    "foaf": "http://xmlns.com/foaf/0.1/", "schema": "http://schema.org/", "dct": "http://purl.org/dc/terms/",
    "dcterms": "http://purl.org/dc/terms/", "xsd": "http://www.w3.org/2001/XMLSchema#",
    "ri": "http://id.loc.gov/ontologies/RecordInfo#", "identifiers": "http://id.loc.gov/vocabulary/identifiers/",
    "bflc": "http://id.loc.gov/ontologies/bflc/", "bf": "http://id.loc.gov/ontologies/bibframe/",
}  # fmt: skip
_TRIPLE = re.compile(r"\s*(<[^<>]*>|_:\S+)\s+<[^<>]*>\s+\S.*\.\s*(#.*)?")
_LOOKED_AT = 10  # lines at the beginning by which N-Triples are recognised; chosen
_TURTLE = re.compile(r"^\s*@?(prefix|base)\b", re.IGNORECASE | re.MULTILINE)
_PACKAGE = "needs a package to be read: pip install 'names-gazetteer[rdf]'"


def syntax(head: Head) -> str:
    r"""The syntax of RDF in which a file begins, as rdflib calls it: xml, turtle, nt or json-ld; empty if in none.

    >>> syntax(Head("names.nt", b"<http://a> <http://www.w3.org/2004/02/skos/core#prefLabel> 'Ann' .\n"))
    'nt'
    """
    if root(head)[1] == "RDF":
        return "xml"
    lines = [line for line in head.lines if line.strip() and not line.lstrip().startswith("#")]
    if not lines:
        return ""
    if lines[0].lstrip("\ufeff \t")[:1] in "{[":
        return "json-ld"
    first = lines[:_LOOKED_AT]
    if sum(bool(_TRIPLE.fullmatch(line)) for line in first) * 2 > len(first):
        return "nt"
    return "turtle" if _TURTLE.search("\n".join(lines[:50])) else ""


def graphs(file: SourceFile) -> Iterator[tuple[int, Any]]:
    """The graphs of the file, each with the line on which it begins. What cannot be read is rejected.

    Raises SourceError if rdflib is not installed, or a document is too large.
    """
    try:
        import rdflib
    except ImportError:
        raise SourceError(file.path, 1, _PACKAGE) from None
    form = syntax(file.head)
    if form == "json-ld" and _is_by_lines(file.head):
        yield from _of_lines(file)
        return
    graph = rdflib.Graph()
    with _quiet():
        if form == "nt":
            _add_triples(file, graph)
        else:
            _add_document(file, graph, form or "turtle")
    yield 1, graph


@contextmanager
def _quiet() -> Iterator[None]:
    """Within the block, rdflib does not write about odd literals, which are of no use here, or about itself."""
    log = logging.getLogger("rdflib")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            yield
    finally:
        log.setLevel(level)


def _is_by_lines(head: Head) -> bool:
    """Whether the first line is a document of its own, and not the only line."""
    lines = [line for line in head.lines if line.strip()]
    try:
        return len(lines) > 1 and isinstance(json.loads(lines[0]), dict)
    except (ValueError, RecursionError):
        return False


def _of_lines(file: SourceFile) -> Iterator[tuple[int, Any]]:
    import rdflib

    for number, line in file.lines():
        if line.strip():
            with file.row(number):
                graph = rdflib.Graph()
                document = _without_addresses(file, number, parsed(line))
                with _quiet():
                    _parse(graph, document)
                yield number, graph


def _add_triples(file: SourceFile, graph: Any) -> None:
    """Add the triples of the lines; a bad line costs no more than itself."""
    from rdflib.plugins.parsers.ntriples import NTGraphSink, W3CNTriplesParser

    parser = W3CNTriplesParser(NTGraphSink(graph), bnode_context={})
    length = 0
    for number, line in file.lines():
        length += len(line)
        if length > LARGEST:
            raise _too_large(file)
        try:
            parser.parsestring(line)
        except Exception as error:  # noqa: BLE001  whatever a parser of others raises, the line is the reason
            file.reject(number, f"no triple ({_first_line(error)}); mend it, or take it out")


def _add_document(file: SourceFile, graph: Any, form: str) -> None:
    data = file.stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise _too_large(file)
    try:
        if form == "json-ld":
            _parse(graph, _without_addresses(file, 1, parsed(data.decode("utf-8-sig", "replace"))))
        else:
            if form == "xml":
                check_harmless(data)
            graph.parse(data=data, format=form)
    except InvalidEntity as error:
        file.reject(1, str(error))
    except Exception as error:  # noqa: BLE001  whatever a parser of others raises, the document is the reason
        file.reject(1, f"broken or cut off ({_first_line(error)}); what follows is left out; get the file anew")


def _parse(graph: Any, document: Any) -> None:
    """Add the triples of a document. The graph that it may name as a whole is of no interest, only what is in it."""
    if isinstance(document, dict) and "@graph" in document:
        document.pop("@id", None)
    try:
        graph.parse(data=json.dumps(document), format="json-ld")
    except Exception as error:  # noqa: BLE001  whatever a parser of others raises, the document is the reason
        raise InvalidEntity(f"no JSON-LD ({_first_line(error)}); mend it, or take it out") from None


def _without_addresses(file: SourceFile, line: int, value: Any) -> Any:
    """The document with usual prefixes for contexts that stand elsewhere."""
    if isinstance(value, list):
        return [_without_addresses(file, line, each) for each in value]
    if not isinstance(value, dict):
        return value
    local = {}
    for key, each in value.items():
        if key == "@context":
            local[key] = _local_context(file, line, each)
        elif key != "@import":
            local[key] = _without_addresses(file, line, each)
    return local


def _local_context(file: SourceFile, line: int, context: Any) -> Any:
    if isinstance(context, list):
        return [_local_context(file, line, each) for each in context]
    if isinstance(context, str):
        file.remarks.add(line, "a context that is not fetched; usual prefixes stand for it", shown(context))
        return PREFIXES
    return _without_addresses(file, line, context)


def _too_large(file: SourceFile) -> SourceError:
    return SourceError(
        file.path,
        1,
        f"more than {LARGEST // 1_000_000} MB of RDF; give JSON-LD with one record on each line, or split it",
    )


def _first_line(error: Exception) -> str:
    lines = str(error).splitlines() or [type(error).__name__]
    return lines[0][:120]
